#!/bin/sh
# The JSON Schemas of `topc schema`, judged by ajv: what topc accepts is valid, what it refuses for
# its shape is not.
#
#   golden/schemas.sh        TOPC=build/topc; needs node, and npm's registry the first time
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tools=$root/build/tools/ajv
command -v node >/dev/null 2>&1 || { echo "skipped: no node"; exit 77; }
if [ ! -d "$tools/node_modules/ajv" ]; then
	mkdir -p "$tools" && (cd "$tools" && npm install --no-audit --no-fund --no-save ajv@8.20.0) >"$tools/log" 2>&1 ||
		{ echo "skipped: npm cannot install ajv"; rm -rf "$tools"; exit 77; }
fi
[ -x "$root/build/twin" ] || (cd "$root" && make -s build/twin) || exit 2
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
node "$here/schemas.mjs" "$topc" "$root/build/twin" "$tools" "$root" "$tmp"
