#!/bin/sh
# What people see who write topologies in an editor: the servers for YAML and JSON on the files that
# `topc init` writes, and on faults.
#
#   golden/editor.sh        TOPC=build/topc; needs node, and npm's registry the first time
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tools=$root/build/tools/editor
command -v node >/dev/null 2>&1 || { echo "skipped: no node"; exit 77; }
if [ ! -d "$tools/node_modules/vscode-json-languageserver" ]; then
	mkdir -p "$tools" && (cd "$tools" && npm install --no-audit --no-fund --no-save yaml-language-server@1.15.0 vscode-json-languageserver@1.3.4) >"$tools/log" 2>&1 ||
		{ echo "skipped: npm cannot install the servers"; rm -rf "$tools"; exit 77; }
fi
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/.git"
"$topc" init -q "$tmp/plain" >/dev/null && "$topc" init -q --portable "$tmp/portable" >/dev/null || { echo "FAIL topc init"; exit 1; }
line=$(head -1 "$tmp/plain/topology.yml")
bad() { # NAME: a topology beside the plain one's, its schema line first
	mkdir -p "$tmp/plain/$1" && { echo "$line" | sed 's|=\./|=../|'; cat; } >"$tmp/plain/$1/topology.yml"
}
bad keys <<'Y'
name: faults
functoins: {} #~
functions:
  a:
    runtime:
      lang: python3.13
      memory_sise: 512 #~
queues:
  jobs: { function: a, batch: many } #~
  rest: { function: a, fifo: [ true ] } #~
buckets:
  files:
    on_destroy: perhaps #~
    notify:
      - { on: created, prefix: 1, functon: a } #~
Y
bad types <<'Y'
name: faults
tables:
  - books #~
tests: {}
Y
bad fine <<'Y'
name: fine
functions:
  a: { uri: ../functions/hello, runtime: { timeout: 15m, memory_size: 1GB } }
queues: { jobs: a }
Y
cat >"$tmp/plain/functions/hello/function.json" <<'J'
{
  "$schema": "../../.topc/schemas/function.json",
  "name": "hello",
  "runtimes": { "lang": "python3.13" },
  "runtime": { "lang": "python3.13", "handler": [ "#~" ] }
}
J
sed -i 's/"runtimes".*/"runtimes": { "#~": 1 },/' "$tmp/plain/functions/hello/function.json"
mkdir "$tmp/bad" && mv "$tmp/plain/functions/hello" "$tmp/bad/" && mkdir -p "$tmp/plain/functions/hello"
cp -R "$tmp/plain/.topc" "$tmp/.topc"
node "$here/editor.mjs" "$tools/node_modules" \
	"$tmp/portable" "$tmp/plain/infra" "$tmp/plain/fine" -- \
	"$tmp/plain/keys/topology.yml" "$tmp/plain/types/topology.yml" "$tmp/bad/hello/function.json"
