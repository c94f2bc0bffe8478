#!/bin/sh
# Builds layer heavy in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.13 -c 'cp -R /src /work && cd /work && pip install -r 0/requirements.txt -r 1/requirements.txt -t /out/python'
./pack.sh "$out" "../heavy-7f453cafcc78f227e6a2d4d11cbcb695.zip" "../heavy-2-c10fa2696bf57f5147158bbd81653672.zip"
