#!/bin/sh
# Builds image box for linux/amd64, as the local image `local/box`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t local/box:d47cbc2d13d82648fa449dd6a8fdfd73 -f Dockerfile context
