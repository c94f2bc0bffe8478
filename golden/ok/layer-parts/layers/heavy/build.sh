#!/bin/sh
# Builds layer heavy. Needs docker, tar and zip; with NATIVE=1 the tools of its language.
set -eu
cd "$(dirname "$0")"
ARCH=amd64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out" && cp -R context "$work/src"
cat >"$work/build" <<'END'
set -eu
pip install -r 0/requirements.txt -r 1/requirements.txt -t "$OUT/python"
END
if [ "${NATIVE:-}" = 1 ]; then
	(cd "$work/src" && ARCH=$ARCH OUT="$work/out" sh "$work/build")
else
	docker run --rm --platform "linux/$ARCH" --entrypoint /bin/sh -e ARCH=$ARCH -e OUT=/out -v "$work:/from:ro" public.ecr.aws/sam/build-python3.13 \
		-c 'cp -R /from/src /work && mkdir -p /out && cd /work && sh /from/build >&2 && tar -C /out -cf - .' >"$work/tar"
	tar -xf "$work/tar" -C "$work/out"
fi
./pack.sh "$work/out" "../heavy-b80ffbf8d27df5efac1258b47510888c.zip" "../heavy-2-09b9e5155501691bc6ce4cd6abb79b14.zip"
