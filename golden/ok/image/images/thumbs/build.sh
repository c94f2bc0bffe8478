#!/bin/sh
# Builds image thumbs for linux/arm64, as the local image `thumbs`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/arm64 --provenance=false --pull --build-arg 'BASE'='public.ecr.aws/lambda/python:3.13' --build-arg 'NOTE'='it'\''s' -t thumbs:a136df66b758f372412e7d9726ef59ac -f Dockerfile context
