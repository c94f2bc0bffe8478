#!/bin/sh
# Builds image tools for linux/amd64, as the local image `acme/tools`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false -t acme/tools:stable -f Dockerfile context
