#!/bin/sh
# Builds the archive of function go-one. Needs docker, tar and zip; with NATIVE=1 the tools of its language.
set -eu
cd "$(dirname "$0")"
ARCH=amd64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out" && cp -R context "$work/src"
cat >"$work/build" <<'END'
set -eu
CGO_ENABLED=0 GOOS=linux GOARCH=$ARCH go build -trimpath -buildvcs=false -tags lambda.norpc -ldflags='-s -w -buildid=' -o "$OUT/bootstrap" .
END
if [ "${NATIVE:-}" = 1 ]; then
	(cd "$work/src" && ARCH=$ARCH OUT="$work/out" sh "$work/build")
else
	docker run --rm --platform "linux/$ARCH" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/out -v "$work:/from:ro" public.ecr.aws/docker/library/golang:1 \
		-c 'cp -R /from/src /work && mkdir -p /out && cd /work && sh /from/build >&2 && tar -C /out -cf - .' >"$work/tar"
	tar -xf "$work/tar" -C "$work/out"
fi
cd "$work/out"
find . -exec touch -d '1980-01-01T00:00:00Z' {} +
find . -type f | LC_ALL=C sort | TZ=UTC zip -X -q -@ "$work/code.zip"
cd - >/dev/null
mkdir -p "../../artifacts"
mv "$work/code.zip" "../../artifacts/4beabdb301e158b3f935bb3615a93a8d.zip"
