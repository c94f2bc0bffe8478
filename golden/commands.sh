#!/bin/sh
# Golden tests of the commands that help people write topologies: kinds, schema, ls, graph, init,
# scaffold, docs.
#
#   golden/commands.sh [-u] [PATTERN]     TOPC=build/topc
#
# testdata/commands/X.args holds command lines of topc, one a line, run one after the other in a
# copy of testdata/commands/X (an empty folder when there is none); a `#` starts a comment. What they
# print and what is in the folder afterwards is golden/commands/X.txt. Files are listed, and new ones
# shown unless they are schemas. -u rewrites the goldens.
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

for file in "$root"/testdata/commands/*.args; do
	name=$(basename "$file" .args)
	case $name in *"$pattern"*) ;; *) continue ;; esac
	rm -rf "$tmp/case" "$tmp/before" && mkdir -p "$tmp/case/.git" "$tmp/before"
	if [ -d "$root/testdata/commands/$name" ]; then cp -R "$root/testdata/commands/$name/." "$tmp/case" && cp -R "$root/testdata/commands/$name/." "$tmp/before"; fi
	: >"$tmp/out"
	while IFS= read -r line; do
		case $line in '' | '#'*) continue ;; esac
		echo "\$ topc $line" >>"$tmp/out"
		# shellcheck disable=SC2086
		(cd "$tmp/case" && eval "\"$topc\" $line" </dev/null >"$tmp/std" 2>"$tmp/err"; echo "exit $?" >"$tmp/status")
		cat "$tmp/std" "$tmp/err" "$tmp/status" >>"$tmp/out"
	done <"$file"
	# The version is no part of what is tested.
	(cd "$tmp/case" && find . -type f ! -path './.git/*' | LC_ALL=C sort | while read -r f; do
		[ -f "$tmp/before/$f" ] && cmp -s "$f" "$tmp/before/$f" && continue
		[ -f "$tmp/before/$f" ] && echo "CHANGED: $f"
		echo "--- $f"
		case $f in */.topc/* | */build/* | ./out/*) ;; *) cat "$f" ;; esac
	done) | sed "s/v$(cat "$root/VERSION")/vVERSION/" >>"$tmp/out"
	if cmp -s "$here/commands/$name.txt" "$tmp/out"; then ok
	elif [ -n "$update" ]; then mkdir -p "$here/commands" && cp "$tmp/out" "$here/commands/$name.txt" && ok
	else no "commands/$name"; diff -u "$here/commands/$name.txt" "$tmp/out" 2>&1 | head -40; fi
	if grep -q '^CHANGED' "$tmp/out"; then no "commands/$name: a file that was there was written"; fi
done

# What `topc init` writes compiles in every language, and a failed write leaves nothing.
if [ -z "$pattern" ]; then
	for lang in python node ruby go rust; do
		dir=$tmp/new-$lang
		if "$topc" init -q --lang $lang "$dir" >/dev/null 2>"$tmp/err" && "$topc" check -q "$dir" >"$tmp/err" 2>&1 &&
			"$topc" build -q "$dir" -s dev -e prod -o "$tmp/built-$lang" >"$tmp/err" 2>&1; then ok
		else no "init --lang $lang"; cat "$tmp/err"; fi
		grep -q ': \(warning\|note\)' "$tmp/err" && no "init --lang $lang: findings" && cat "$tmp/err"
	done
	mkdir -p "$tmp/full/functions" && : >"$tmp/full/functions/hello" # a file where a folder has to be
	"$topc" init -q "$tmp/full" >/dev/null 2>&1
	status=$?
	left=$(cd "$tmp/full" && find . -type f | LC_ALL=C sort | tr '\n' ' ')
	if [ $status = 3 ] && [ "$left" = "./functions/hello " ]; then ok; else no "init that fails: exit $status, left: $left"; fi
	# dot is the one program that topc starts; without it svg says so.
	mkdir -p "$tmp/new-python/bin"
	(cd "$tmp/new-python" && PATH=$tmp/new-python/bin "$topc" graph -f svg . >"$tmp/std" 2>"$tmp/err")
	if [ $? = 3 ] && grep -q 'Graphviz' "$tmp/err" && [ ! -s "$tmp/std" ]; then ok; else no "svg without dot"; cat "$tmp/err"; fi
	if command -v dot >/dev/null 2>&1; then
		"$topc" graph -f svg "$root/testdata/ok/etl" >"$tmp/etl.svg" 2>/dev/null && grep -q '<svg' "$tmp/etl.svg" && ok || no "svg"
		for dir in "$root"/testdata/ok/*/; do
			"$topc" graph -f dot "$dir" 2>/dev/null | dot -Tplain >/dev/null 2>"$tmp/err" || { no "graph -f dot $dir"; cat "$tmp/err"; }
		done
	fi
fi
echo "commands: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
