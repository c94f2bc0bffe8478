#!/bin/sh
# Builds with-bundler-f2cc64fd990dd6ae458efaadc847a038.zip, the archive of layer with-bundler, in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-ruby3.3 -c 'cp -R /src /work && cd /work && bundle config set --local path /tmp/b && bundle install && mkdir -p /out/ruby/gems && cp -R /tmp/b/ruby/. /out/ruby/gems/'
(cd "$out" && find . -type f | LC_ALL=C sort | zip -X -q -@ layer.zip)
mv "$out/layer.zip" "../with-bundler-f2cc64fd990dd6ae458efaadc847a038.zip"
