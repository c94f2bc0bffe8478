#!/bin/sh
# Golden tests of `topc diff`: each folder of testdata/diff against its twins in golden/diff.
#
#   golden/diff.sh [-u] [PATTERN]     TOPC=build/topc
#
# A case has two sides: old/ and new/, which become two commits of a repository, or two files or folders
# old.* and new.*. `args` holds more arguments. golden/diff/X.txt, X.md and X.json are what is printed,
# what is said of it, and the exit status. For a repository the work tree must give what the commit gave.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
command -v git >/dev/null 2>&1 || { echo "skipped: git is not there"; exit 77; }
update= pattern=
for a; do
	case $a in -u) update=1 ;; *) pattern=$a ;; esac
done
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT TOPC_FAIL_ON
NO_COLOR=1 LC_ALL=C GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='2026-01-02T03:04:05Z'
GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'
export NO_COLOR LC_ALL GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE \
	GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }

compare() { # NAME: $tmp/out is what came out
	if cmp -s "$here/diff/$1" "$tmp/out"; then ok; return; fi
	if [ -n "$update" ]; then
		mkdir -p "$here/diff" && cp "$tmp/out" "$here/diff/$1" && ok
		return
	fi
	no "diff/$1"
	diff -u "$here/diff/$1" "$tmp/out" 2>&1 | head -40
}

run() { # ARGS...: $tmp/out
	"$topc" diff "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	cat "$tmp/err" >>"$tmp/out"
	echo "exit $status" >>"$tmp/out"
}

repository() { # CASE: two commits in $tmp/repo
	rm -rf "$tmp/repo" && mkdir "$tmp/repo" && cd "$tmp/repo" || exit 2
	git init -q -b main . && cp -R "$1/old/." . && git add -A && git commit -q -m old
	git tag old
	git rm -q -r --cached . && find . -mindepth 1 -maxdepth 1 ! -name .git -exec rm -rf {} +
	cp -R "$1/new/." . && git add -A && git commit -q --allow-empty -m new
}

for dir in "$root"/testdata/diff/*/; do
	dir=${dir%/}
	name=$(basename "$dir")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	args=
	[ -f "$dir/args" ] && args=$(cat "$dir/args")
	if [ -d "$dir/old" ] && [ ! -d "$dir/old/cfn" ]; then
		repository "$dir"
		sides="-s dev old..HEAD"
	else
		cd "$dir" || exit 2
		sides=$(ls -d old* new* | tr '\n' ' ' | awk '{ print $2, $1 }')
	fi
	for format in text:txt markdown:md json:json; do
		# shellcheck disable=SC2086
		eval "run --format ${format%:*} $args $sides"
		compare "$name.${format#*:}"
	done
	if [ "${sides#-s}" != "$sides" ]; then
		# What is not committed yet says the same.
		sed 's/^old\.\.HEAD:/old..work tree:/' "$here/diff/$name.txt" >"$tmp/want"
		git reset -q --soft old
		eval "run $args -s dev old"
		cmp -s "$tmp/want" "$tmp/out" && ok || { no "$name: the work tree"; diff -u "$tmp/want" "$tmp/out" | head -20; }
		[ -z "$(git status --porcelain --ignored | grep '^!!')" ] && ok || no "$name: something was written"
	fi
done
echo "diff: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
