#!/bin/sh
# Builds image work for linux/amd64, as the local image `work`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t work:c9cd2135f542fd790e6ba00827ab79d9 -f Dockerfile context
