#!/bin/sh
# Builds layer heavy in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.13 -c 'cp -R /src /work && cd /work && pip install -r 0/requirements.txt -r 1/requirements.txt -t /out/python'
./pack.sh "$out" "../heavy-fe6a09da4fc2781a97b427b9570fba23.zip" "../heavy-2-8a0cd1d3c9ffe453552e3c37fb0ff13e.zip"
