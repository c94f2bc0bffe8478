#!/bin/sh
# Builds image transcoder for linux/amd64, as the local image `transcoder`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t transcoder:24fc509794235096bebb91c412949ed1 -f Dockerfile context
