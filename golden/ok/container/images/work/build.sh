#!/bin/sh
# Builds image work for linux/amd64, as the local image `work`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false --build-arg 'PYTHON'='3.13' --build-arg 'CODE'='work' -t work:1ccadcd645560cd5a1560e0e28220b95 -f Dockerfile context
