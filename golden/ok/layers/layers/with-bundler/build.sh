#!/bin/sh
# Builds layer with-bundler in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-ruby3.3 -c 'cp -R /src /work && cd /work && bundle config set --local path /tmp/b && bundle install && mkdir -p /out/ruby/gems && cp -R /tmp/b/ruby/. /out/ruby/gems/'
./pack.sh "$out" "../with-bundler-f2cc64fd990dd6ae458efaadc847a038.zip"
