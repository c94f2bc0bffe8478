#!/bin/sh
# Builds image plain for linux/amd64, as the local image `plain`. Needs docker.
set -eu
cd "$(dirname "$0")"
docker build --platform linux/amd64 --provenance=false --build-arg 'BASE'='public.ecr.aws/lambda/python:3.12' -t plain:5a97d6a4f1ac96cb9975b3d228b67c04 -f Dockerfile context
