#!/bin/sh
# Builds layer own-deps. Needs docker, tar and zip; with NATIVE=1 the tools of its language.
set -eu
cd "$(dirname "$0")"
ARCH=amd64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out" && cp -R context "$work/src"
cat >"$work/build" <<'END'
set -eu
pip install -r requirements.txt -t "$OUT/python"
END
if [ "${NATIVE:-}" = 1 ]; then
	(cd "$work/src" && ARCH=$ARCH OUT="$work/out" sh "$work/build")
else
	docker run --rm --platform "linux/$ARCH" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/out -v "$work:/from:ro" public.ecr.aws/sam/build-python3.12 \
		-c 'cp -R /from/src /work && mkdir -p /out && cd /work && sh /from/build >&2 && tar -C /out -cf - .' >"$work/tar"
	tar -xf "$work/tar" -C "$work/out"
fi
./pack.sh "$work/out" "../own-deps-2a7245e2672bf4f4368e3522eb35c736.zip"
