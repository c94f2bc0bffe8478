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

# ---- Building ---------------------------------------------------------------------------------------------
# By the tools of this machine, and in a container that a script stands in for: nothing is shared with it but
# the folder it reads, and what it makes comes out as an archive.
mkdir -p "$tmp/make/bin" "$tmp/make/py" "$tmp/make/js" "$tmp/make/jar" && cd "$tmp/make" || exit 2
cat >topology.yml <<'END'
name: made
layers:
  js: { build: { npm: js/package.json }, runtimes: nodejs22.x }
  py: { build: { pip: py/requirements.txt }, runtimes: python3.13 }
functions:
  jar: { uri: ./jar, runtime: { lang: java21, handler: 'a.B::c' } }
END
echo '{"name": "js", "version": "1.0.0"}' >js/package.json
echo 'ours==1.0' >py/requirements.txt
echo 'plugins { id("java") }' >jar/build.gradle
cat >bin/docker <<'END'
#!/bin/sh
for last; do case $last in *:/from:ro) from=${last%:/from:ro} ;; esac; done
root=$(mktemp -d) && trap 'chmod -R u+w "$root"; rm -rf "$root"' EXIT
ARCH=amd64 OUT=$root/out sh -c "$(printf '%s' "$last" | sed "s#/from#$from#g; s# /work# $root/work#g; s# /out# $root/out#g")"
END
cat >bin/gradle <<'END'
#!/bin/sh
grep -q '^allprojects .*topcLibs' topc.gradle && mkdir -p build/libs && echo jar >build/libs/app.jar
END
chmod +x bin/docker bin/gradle
holds() { # ARCHIVE FILE
	unzip -Z1 $1 2>/dev/null | grep -qx "$2" && ok || no "$1 does not hold $2"
}
"$topc" build . -s bob -o out -q >"$tmp/said" 2>&1 || no "build"
(PATH=$PWD/bin:$PATH && make -C out -s build-jar) >"$tmp/said" 2>&1 || no "make build-jar"
holds "out/artifacts/*.zip" lib/app.jar
if command -v npm >/dev/null 2>&1; then
	(PATH=$PWD/bin:$PATH && make -C out -s layer-js) >"$tmp/said" 2>&1 || no "make layer-js, without a lock"
	holds "out/layers/js-*.zip" nodejs/package.json
	echo '{"name": "js", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": {"": {"name": "js", "version": "1.0.0"}}}' >js/package-lock.json
	rm -r out && "$topc" build . -s bob -o out -q >"$tmp/said" 2>&1 || no "build"
	NATIVE=1 make -C out -s layer-js >"$tmp/said" 2>&1 || no "make layer-js, with a lock"
	holds "out/layers/js-*.zip" nodejs/package-lock.json
else
	echo "skipped: no npm"
fi
if command -v python3 >/dev/null 2>&1 && command -v pip >/dev/null 2>&1; then
	mkdir -p wheels ours-1.0.dist-info && echo 'N = 1' >ours.py
	printf 'Metadata-Version: 2.1\nName: ours\nVersion: 1.0\n' >ours-1.0.dist-info/METADATA
	printf 'Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n' >ours-1.0.dist-info/WHEEL
	printf 'ours.py,,\nours-1.0.dist-info/METADATA,,\nours-1.0.dist-info/WHEEL,,\nours-1.0.dist-info/RECORD,,\n' >ours-1.0.dist-info/RECORD
	python3 -m zipfile -c wheels/ours-1.0-py3-none-any.whl ours.py ours-1.0.dist-info
	(PATH=$PWD/bin:$PATH PIP_NO_INDEX=1 PIP_FIND_LINKS=$PWD/wheels && export PIP_NO_INDEX PIP_FIND_LINKS && make -C out -s layer-py) >"$tmp/said" 2>&1 || no "make layer-py"
	holds "out/layers/py-*.zip" python/ours.py
else
	echo "skipped: no pip"
fi
if command -v shellcheck >/dev/null 2>&1; then says 0 "" shellcheck out/layers/*/build.sh out/functions/*/build.sh; fi

echo "layers: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
