#!/bin/sh
# Builds the archive of function go-one. Needs docker and zip; with NATIVE=1 the tools of its language.
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
	docker run --rm --platform "linux/$ARCH" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/work/out -v "$work:/work" -w /work/src public.ecr.aws/docker/library/golang:1 /work/build
fi
cd "$work/out"
find . -exec touch -d '1980-01-01T00:00:00Z' {} +
find . -type f | LC_ALL=C sort | TZ=UTC zip -X -q -@ "$work/code.zip"
cd - >/dev/null
mkdir -p "../../artifacts"
mv "$work/code.zip" "../../artifacts/4beabdb301e158b3f935bb3615a93a8d.zip"
