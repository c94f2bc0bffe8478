#!/bin/sh
# Builds layer locked in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.13 -c 'cp -R /src /work && cd /work && pip install uv && uv export --no-dev --no-emit-project -o requirements.txt && uv pip install -r requirements.txt --target /out/python'
./pack.sh "$out" "../locked-5ddcca52833cb5096753ff2110cf0de6.zip"
