#!/bin/sh
# Layers by weight: quotas of Lambda, and how they are spread over parts.   TOPC=build/topc
#
# The files are holes (or noise, where they must not be compressed), so none is kept here.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
NO_COLOR=1 LC_ALL=C
export NO_COLOR LC_ALL
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; [ -f "$tmp/said" ] && cat "$tmp/said"; }
weigh() { # PATH SIZE
	mkdir -p "$(dirname "$1")" && truncate -s "$2" "$1"
}
says() { # STATUS WHAT COMMAND...: its status, and each of the words in WHAT
	want=$1 what=$2
	shift 2
	"$@" >"$tmp/said" 2>&1
	status=$?
	[ "$status" = "$want" ] || { no "$*: status $status, wanted $want"; return; }
	for word in $what; do grep -q -- "$word" "$tmp/said" || { no "$*: says nothing of $word"; return; }; done
	ok
}

# ---- Function and layers together ------------------------------------------------------------------------
mkdir -p "$tmp/sum/use" && cd "$tmp/sum" || exit 2
cat >topology.yml <<'Y'
name: heavy
layers:
  data: { source: data, runtimes: python3.13 }
  more: { source: more, runtimes: python3.13 }
functions:
  use: { runtime: { lang: python3.13, handler: handler.handler, layers: [ data, more ] } }
Y
echo 'def handler(event, context): return event' >use/handler.py
weigh use/model.bin 40M
weigh data/python/numpy/core.so 90M
weigh data/python/boto3/x 10M
weigh more/python/pandas/lib.so 100M
says 0 "" "$topc" check .
weigh more/python/scipy/lib.so 30M
says 1 "TC6031 270.0 python/numpy python/pandas model.bin" "$topc" check .
weigh more/python/scipy/lib.so 200M
says 1 "TC6020 python/scipy" "$topc" check .
grep -q TC6031 "$tmp/said" && no "one cause is said twice" || ok

# ---- Zipped -----------------------------------------------------------------------------------------------
mkdir -p "$tmp/zip/tree/python" && cd "$tmp/zip" || exit 2
plain() { printf 'name: zipped\nlayers:\n  noise: { source: tree, runtimes: python3.13%s }\n' "$1" >topology.yml; }
for p in a b; do mkdir -p tree/python/$p && head -c 28000000 /dev/urandom >tree/python/$p/x.bin; done
plain ""
says 1 "TC6032 python/a split" "$topc" build . -s bob -o out
[ -e out ] && no "an output in spite of an error" || ok
says 0 "" "$topc" build . -s bob -o out -t cfn
plain ", split: 2"
says 0 "" "$topc" build . -s bob -o out
[ "$(find out/layers -size +1M | wc -l)" = 2 ] && ok || no "two parts"

# ---- Spreading --------------------------------------------------------------------------------------------
mkdir -p "$tmp/part" && cd "$tmp/part" || exit 2
printf 'name: parts\nlayers:\n  many: { source: tree, runtimes: python3.13, split: 3 }\n' >topology.yml
for p in numpy pandas numpy.libs boto3 six "with space" idna certifi requests yaml; do weigh "tree/python/$p/__init__.py" 9M; done
weigh tree/python/torch/lib/large.so 45M
weigh tree/python/torch/bin/tool 12M
lists() { # DIR: of each archive its files, the archives in a lasting order
	for z in "$1"/*.zip; do unzip -Z1 "$z" | sort | tr '\n' ';'; echo; done | sort
}
"$topc" build . -s bob -o out -q >"$tmp/said" 2>&1 || no "build"
lists out/layers >before
[ "$(wc -l <before)" = 3 ] && ok || no "three parts: $(cat before)"
cp -R tree tree.packed
sh "$root/templates/layer/pack.sh" "$PWD/tree.packed" 1.zip 2.zip 3.zip 2>"$tmp/said" && mkdir packed && mv ./*.zip packed
lists packed >by-script
cmp -s before by-script && ok || no "pack.sh spreads otherwise: $(diff before by-script)"
weigh tree/python/attrs/__init__.py 1M
rm -rf out && "$topc" build . -s bob -o out -q >"$tmp/said" 2>&1 || no "build"
lists out/layers | sed "s|python/attrs/__init__.py;||" | sort >after
cmp -s before after && ok || no "one more package moved others: $(diff before after)"
: >"$tmp/said"
weigh tree.packed/python/torch/lib/large.so 200M
says 1 "250 python/torch" sh "$root/templates/layer/pack.sh" "$PWD/tree.packed" 1.zip 2.zip
[ -e 1.zip ] && no "an archive in spite of an error" || ok
if command -v shellcheck >/dev/null 2>&1; then says 0 "" shellcheck "$root/templates/layer/pack.sh"; fi

echo "layers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
