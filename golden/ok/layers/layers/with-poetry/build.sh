#!/bin/sh
# Builds with-poetry-2b022a13aa61d2bae7e169302d06a7c1.zip, the archive of layer with-poetry, in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install poetry-plugin-export poetry && poetry export -f requirements.txt -o /tmp/r.txt && pip install -r /tmp/r.txt -t /out/python'
(cd "$out" && find . -type f | LC_ALL=C sort | zip -X -q -@ layer.zip)
mv "$out/layer.zip" "../with-poetry-2b022a13aa61d2bae7e169302d06a7c1.zip"
