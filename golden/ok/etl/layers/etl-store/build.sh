#!/bin/sh
# Builds layer etl-store. Needs docker, tar and zip; with NATIVE=1 the tools of its language.
set -eu
cd "$(dirname "$0")"
ARCH=amd64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out" && cp -R context "$work/src"
cat >"$work/build" <<'END'
set -eu
bundle config set --local without development:test && bundle config set --local path "$OUT/../gems" && bundle install && mkdir -p "$OUT/ruby/gems" && cp -R "$OUT/../gems/ruby/." "$OUT/ruby/gems/"
END
if [ "${NATIVE:-}" = 1 ]; then
	(cd "$work/src" && ARCH=$ARCH OUT="$work/out" sh "$work/build")
else
	docker run --rm --platform "linux/$ARCH" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/out -v "$work:/from:ro" public.ecr.aws/sam/build-ruby3.4 \
		-c 'cp -R /from/src /work && mkdir -p /out && cd /work && sh /from/build >&2 && tar -C /out -cf - .' >"$work/tar"
	tar -xf "$work/tar" -C "$work/out"
fi
./pack.sh "$work/out" "../etl-store-76c2f94c23886ff4e041182f09e193c9.zip"
