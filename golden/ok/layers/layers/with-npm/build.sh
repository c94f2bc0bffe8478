#!/bin/sh
# Builds layer with-npm in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-nodejs22.x -c 'cp -R /src /work && cd /work && mkdir -p /out/nodejs && cp package*.json /out/nodejs/ && cd /out/nodejs && npm ci --omit=dev'
./pack.sh "$out" "../with-npm-7704d0445564ddfeec20dc9f90b0ed0d.zip"
