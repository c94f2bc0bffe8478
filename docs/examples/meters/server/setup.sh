#!/bin/sh
set -eu
apt-get update -q
apt-get install -q -y postgresql
sudo -u postgres psql -f /home/ubuntu/schema.sql
