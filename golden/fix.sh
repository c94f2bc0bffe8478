#!/bin/sh
# `topc fix` on every bad case: it ends, a second run changes nothing, what it wrote is still well formed
# with keys that are known, and there are no more findings than before (one may have hidden another). Files keep their mode, links stay
# links, comments stay, and what is not certain is left alone.
set -u
here=$(cd "$(dirname "$0")" && pwd)
topc=${TOPC:-$here/../build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0 changed=0
ok() { passed=$((passed + 1)); }
no() { echo "FAIL fix: $*"; failed=$((failed + 1)); }
found() { "$topc" check "$1" -v -q --report short 2>&1 | sed -n 's/.*\[\(TC[0-9]*\) .*/\1/p' | LC_ALL=C sort; }

for case in "$here"/../testdata/bad/* "$here"/../testdata/asl/* "$here"/../testdata/iam/*; do
	name=$(basename "$(dirname "$case")")/$(basename "$case")
	grep -rqs '^# topc:' "$case" && continue # needs arguments of its own
	rm -rf "$tmp/a" "$tmp/b" && mkdir "$tmp/a"
	if [ -d "$case" ]; then cp -R "$case/." "$tmp/a" && at=$tmp/a; else
		case $name in bad/*) at=$tmp/a && cp "$case" "$at/topology.yml" ;; *) at=$tmp/a/$(basename "$case") && cp "$case" "$at" ;; esac
	fi
	found "$at" >"$tmp/before"
	cp -R "$tmp/a" "$tmp/b"
	timeout 20 "$topc" fix "$at" >/dev/null 2>&1
	[ $? -le 1 ] || { no "$name: another exit status than 0 or 1"; continue; }
	diff -r "$tmp/a" "$tmp/b" >/dev/null && { ok; continue; }
	changed=$((changed + 1))
	found "$at" >"$tmp/after"
	new=$(LC_ALL=C comm -13 "$tmp/before" "$tmp/after" | grep '^TC[01]' | tr '\n' ' ')
	[ -z "$new" ] || no "$name: the fixes bring $new"
	[ "$(wc -l <"$tmp/after")" -le "$(wc -l <"$tmp/before")" ] || no "$name: more findings"
	rm -rf "$tmp/c" && cp -R "$tmp/a" "$tmp/c"
	"$topc" fix "$at" >/dev/null 2>&1
	diff -r "$tmp/a" "$tmp/c" >/dev/null && ok || no "$name: a second run changes more"
done
[ "$changed" -ge 10 ] || no "only $changed cases had something to fix"

mkdir "$tmp/one" && cd "$tmp/one" || exit 2
printf '# kept\nname: shop\nqueues:\n    jobs: { visibilty: 30 } # this too\n' >real.yml
chmod 640 real.yml
ln -s real.yml topology.yml
"$topc" fix --check . >/dev/null 2>&1 && no "fix --check: exit 0" || ok
grep -q visibilty real.yml && ok || no "fix --check writes"
"$topc" fix . >/dev/null 2>&1 || no "fix: an error is left"
[ -L topology.yml ] && [ "$(stat -c %a real.yml)" = 640 ] && ok || no "a link or a mode is lost"
printf '# kept\nname: shop\nqueues:\n    jobs: { visibility: 30 } # this too\n' | cmp -s - real.yml && ok || no "more than the key has changed"
[ "$(ls -A | wc -l)" -eq 2 ] && ok || no "something is left behind"
"$topc" fix - </dev/null >/dev/null 2>&1
[ $? -eq 2 ] && ok || no "standard input is no usage error"
echo "fix: $passed passed, $failed failed, $changed cases had something to fix"
[ "$failed" -eq 0 ]
