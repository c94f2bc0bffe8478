#!/bin/sh
# Builds layer with-poetry in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install poetry-plugin-export poetry && poetry export -f requirements.txt -o requirements.txt && pip install -r requirements.txt -t /out/python'
./pack.sh "$out" "../with-poetry-9fdc87a40bb4759098ad257ffca2cffa.zip"
