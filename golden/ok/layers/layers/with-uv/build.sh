#!/bin/sh
# Builds with-uv-4ec19270bee350350a63385c3c14bd8c.zip, the archive of layer with-uv, in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install uv && uv export --no-dev --no-emit-project -o /tmp/r.txt && uv pip install -r /tmp/r.txt --target /out/python'
(cd "$out" && find . -type f | LC_ALL=C sort | zip -X -q -@ layer.zip)
mv "$out/layer.zip" "../with-uv-4ec19270bee350350a63385c3c14bd8c.zip"
