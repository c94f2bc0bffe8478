#!/bin/sh
# Builds layer gems in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-ruby3.4 -c 'cp -R /src /work && cd /work && (cd 0 && bundle config set --local path /tmp/b && bundle install) && (cd 1 && bundle config set --local path /tmp/b && bundle install) && mkdir -p /out/ruby/gems && cp -R /tmp/b/ruby/. /out/ruby/gems/'
./pack.sh "$out" "../gems-23424be8e66ac9710046bdb7e621bb9e.zip"
