#!/bin/sh
# Builds layer etl-score in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install poetry-plugin-export poetry && poetry export -f requirements.txt -o requirements.txt && pip install -r requirements.txt -t /out/python'
./pack.sh "$out" "../etl-score-464d53e3d26a4e5f81e9fd9c6da613ed.zip"
