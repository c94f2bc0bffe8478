#!/bin/sh
# Builds layer own-deps in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install -r requirements.txt -t /out/python'
./pack.sh "$out" "../own-deps-48885be19a8a0e7b502d8b781d280d86.zip"
