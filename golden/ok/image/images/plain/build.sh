#!/bin/sh
# Builds image plain for linux/amd64, as the local image `plain`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t plain:0b10aff2c4265101a7d8ed0837fe6442 -f Dockerfile context
