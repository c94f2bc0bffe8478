#!/bin/sh
# Golden tests of `topc access`: each folder of testdata/access against its twins in golden/access.
#
#   golden/access.sh [-u] [PATTERN]     TOPC=build/topc
#
# A case has two sides and, unless they are old.json and new.json, a file `args` with the arguments.
# golden/access/X.txt is what is printed for people, X.json with --json, each with its exit status. -u
# rewrites the goldens.
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
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT
NO_COLOR=1 LC_ALL=C
export NO_COLOR LC_ALL

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }

compare() { # NAME: $tmp/out is what came out
	if cmp -s "$here/access/$1" "$tmp/out"; then ok; return; fi
	if [ -n "$update" ]; then
		mkdir -p "$here/access" && cp "$tmp/out" "$here/access/$1" && ok
		return
	fi
	no "access/$1"
	diff -u "$here/access/$1" "$tmp/out" 2>&1 | head -40
}

for dir in "$root"/testdata/access/*/; do
	name=$(basename "$dir")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	args="old.json new.json"
	[ -f "$dir/args" ] && args=$(cat "$dir/args")
	set -f
	# shellcheck disable=SC2086
	(cd "$dir" && "$topc" access --show 0 $args </dev/null >"$tmp/std" 2>"$tmp/err"; echo "exit $?" >"$tmp/status")
	cat "$tmp/std" "$tmp/err" "$tmp/status" >"$tmp/out"
	compare "$name.txt"
	# shellcheck disable=SC2086
	(cd "$dir" && "$topc" access --json --show 0 $args </dev/null 2>/dev/null; echo "exit $?") >"$tmp/out"
	set +f
	compare "$name.json"
done

# A file over the limit is named, not read.
if [ -z "$pattern" ]; then
	head -c 9000000 /dev/zero | tr '\0' ' ' >"$tmp/huge.json"
	cp "$root/testdata/access/policy-same/old.json" "$tmp/old.json"
	(cd "$tmp" && "$topc" access old.json huge.json >"$tmp/std" 2>"$tmp/err")
	if [ $? = 1 ] && grep -q 'TC9001' "$tmp/err" && [ ! -s "$tmp/std" ]; then ok; else no "a huge file"; cat "$tmp/err"; fi
	if "$topc" access - - </dev/null >/dev/null 2>&1; [ $? = 2 ]; then ok; else no "both sides from standard input"; fi
	(cd "$tmp" && "$topc" access old.json - <old.json >"$tmp/std" 2>"$tmp/err")
	if [ $? = 0 ] && grep -q '^same' "$tmp/std"; then ok; else no "one side from standard input"; fi
fi
echo "access: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
