#!/bin/sh
# Builds layer with-pip in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.12 -c 'cp -R /src /work && cd /work && pip install -r requirements.txt -t /out/python'
./pack.sh "$out" "../with-pip-4e3305039156b74fc9316f4845240a03.zip"
