#!/bin/sh
# Builds image tools for linux/arm64, as the local image `tools`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/arm64 --provenance=false -t tools:0b1598c31f7020b33ac30fd038685cbf -f Dockerfile context
