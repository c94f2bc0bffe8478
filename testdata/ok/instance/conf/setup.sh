#!/bin/sh
set -e
systemctl restart web
