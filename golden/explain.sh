#!/bin/sh
# Golden tests of `topc explain access`: the entities named below, as text and as JSON, against their
# twins in golden/explain.
#
#   golden/explain.sh [-u] [PATTERN]     TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
update= pattern=
for a; do
	case $a in -u) update=1 ;; *) pattern=$a ;; esac
done
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE
NO_COLOR=1 LC_ALL=C
export NO_COLOR LC_ALL

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }
compare() { # NAME
	if cmp -s "$here/explain/$1" "$tmp/out"; then ok; return; fi
	if [ -n "$update" ]; then
		mkdir -p "$here/explain" && cp "$tmp/out" "$here/explain/$1" && ok
		return
	fi
	no "explain/$1"
	diff -u "$here/explain/$1" "$tmp/out" 2>&1 | head -40
}

while read -r case name args; do
	file=$case-$(echo "$name $args" | tr -d ' ' | tr / -)
	case $file in *"$pattern"*) ;; *) continue ;; esac
	# shellcheck disable=SC2086
	(cd "$root/testdata/ok/$case" && "$topc" explain access "$name" $args </dev/null 2>&1; echo "exit $?") >"$tmp/out"
	compare "$file.txt"
	(cd "$root/testdata/ok/$case" && "$topc" explain access "$name" . --json $args </dev/null 2>&1; echo "exit $?") >"$tmp/out"
	compare "$file.json"
done <<'CASES'
flow-access flow/jobs
flow-access enhancer
flow-access enhancr
flow-access topic/done
flow-access queue/jobs
flow-access queue/jobs -s bob -e dev
etl score -s bob -e dev
etl store -s prod -e prod
CASES
# A role that outgrows what IAM takes is said when it is checked, and when it is built.
if [ -z "$pattern" ]; then
	mkdir -p "$tmp/big/worker" && echo 'def handler(event, context): pass' >"$tmp/big/worker/handler.py"
	{
		echo 'name: big'
		echo 'queues:'
		for i in $(seq 200); do echo "  queue-with-a-long-name-$i: {}"; done
		echo 'functions:'
		echo '  worker:'
		echo '    uri: worker'
		echo '    runtime: { lang: python3.13, handler: handler.handler }'
		echo '    access:'
		for i in $(seq 200); do echo "      queue-with-a-long-name-$i: send"; done
	} >"$tmp/big/topology.yml"
	"$topc" check "$tmp/big" --report short=- >"$tmp/std" 2>&1
	if [ $? = 1 ] && [ "$(grep -c 'error: .*\[TC4252 ' "$tmp/std")" = 1 ]; then ok; else no "a role that is too large, checked"; cat "$tmp/std"; fi
	"$topc" build "$tmp/big" -s bob -o "$tmp/out" --report short >"$tmp/std" 2>&1
	if [ $? = 1 ] && [ "$(grep -c 'error: .*\[TC4252 ' "$tmp/std")" = 1 ]; then ok; else no "a role that is too large"; cat "$tmp/std"; fi
fi
# The environment's settings count.
if [ -z "$pattern" ]; then
	mkdir -p "$tmp/env/work" "$tmp/env/infra/vars" && echo 'def handler(event, context): pass' >"$tmp/env/work/handler.py"
	printf 'name: env\nfunctions:\n  work: { uri: work, runtime: { lang: python3.13, handler: handler.handler } }\n' >"$tmp/env/topology.yml"
	echo '{ "default": { "tracing": true }, "prod": { "tracing": false } }' >"$tmp/env/infra/vars/work.json"
	for row in dev:1 prod:0; do
		n=$("$topc" explain access work "$tmp/env" -s bob -e "${row%:*}" | grep -c 'xray:PutTraceSegments')
		if [ "$n" = "${row#*:}" ]; then ok; else no "rights in env ${row%:*}"; fi
	done
	n=$(TOPC_SANDBOX=ann "$topc" explain access work "$tmp/env" | grep -c 'env_work_ann')
	if [ "$n" -gt 0 ]; then ok; else no "the sandbox of the environment"; fi
fi
echo "explain: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
