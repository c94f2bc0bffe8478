#!/bin/sh
# Builds layer etl-store in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-ruby3.4 -c 'cp -R /src /work && cd /work && bundle config set --local path /tmp/b && bundle install && mkdir -p /out/ruby/gems && cp -R /tmp/b/ruby/. /out/ruby/gems/'
./pack.sh "$out" "../etl-store-027bec1aa7d2c34be788ea8e45730c27.zip"
