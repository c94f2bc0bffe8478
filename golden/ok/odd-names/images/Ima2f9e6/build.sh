#!/bin/sh
# Builds image Ima2f9e6 for linux/amd64, as the local image `Ima2f9e6`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t Ima2f9e6:1a80bd65660d91366566620e9a46bf3d -f Dockerfile context
