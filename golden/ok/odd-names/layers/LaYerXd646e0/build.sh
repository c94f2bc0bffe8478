#!/bin/sh
# Builds layer la$yer 'x in the image of its runtime. Needs docker and zip.
set -eu
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
docker run --rm --platform linux/amd64 --entrypoint /bin/sh -v "$PWD/context:/src:ro" -v "$out:/out" public.ecr.aws/sam/build-python3.13 -c 'cp -R /src /work && cd /work && pip install -r requirements.txt -t /out/python'
./pack.sh "$out" "../LaYerXd646e0-c0a9b4816a916e78aa9ee5b514271188.zip" "../LaYerXd646e0-2-27741b7c0e49704ddd833bdc915c852c.zip"
