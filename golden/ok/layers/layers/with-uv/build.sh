#!/bin/sh
# Builds layer with-uv in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install uv && uv export --no-dev --no-emit-project -o requirements.txt && uv pip install -r requirements.txt --target /out/python'
./pack.sh "$out" "../with-uv-d863c7f775f0bbd5a23e75b74bdf45c1.zip"
