#!/bin/sh
# Builds etl-score-2c05ccb4a0a164623165cc37a1c1ce8e.zip, the archive of layer etl-score, in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install poetry-plugin-export poetry && poetry export -f requirements.txt -o /tmp/r.txt && pip install -r /tmp/r.txt -t /out/python'
(cd "$out" && find . -type f | LC_ALL=C sort | zip -X -q -@ layer.zip)
mv "$out/layer.zip" "../etl-score-2c05ccb4a0a164623165cc37a1c1ce8e.zip"
