#!/bin/sh
# `--iam-data FILE`: a newer table in place of the one built in, and files that are no such table.
#
#   golden/iam-data.sh     TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
table=$root/templates/data/iam.tab
passed=0 failed=0
want() { # STATUS TEXT ARGS...: the status, and the text in what is said
	status=$1 text=$2
	shift 2
	"$topc" "$@" >"$tmp/out" 2>&1
	is=$?
	if [ "$is" = "$status" ] && grep -q -- "$text" "$tmp/out"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "FAIL topc $*: exit $is, wanted $status and: $text"
		sed 's/^/    /' "$tmp/out"
	fi
}
policy() { printf '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "%s", "Resource": "*" } }\n' "$1"; }

policy sqs:PurgeQueue >"$tmp/known.json"
policy sqs:PurgeQueuf >"$tmp/newer.json"
want 0 '0 errors' check "$tmp/known.json"
want 0 '0 errors' check --iam-data "$table" "$tmp/known.json"
want 1 'no action .PurgeQueuf' check "$tmp/newer.json"
# A table in which an action is called otherwise. Names are sorted: this one keeps its place.
LC_ALL=C sed 's/PurgeQueue\x00/PurgeQueuf\x00/' "$table" >"$tmp/newer.tab"
cmp -s "$table" "$tmp/newer.tab" && echo "the table has no such name"
want 0 '0 errors' check --iam-data "$tmp/newer.tab" "$tmp/newer.json"
want 1 'no action .PurgeQueue' check --iam-data "$tmp/newer.tab" "$tmp/known.json"
# Files that are no table.
head -c 100000 "$table" >"$tmp/short.tab"
: >"$tmp/empty.tab"
want 2 'cut short' check --iam-data "$tmp/short.tab" "$tmp/known.json"
want 2 'empty.tab: ' check --iam-data "$tmp/empty.tab" "$tmp/known.json"
want 2 'does not start like' check --iam-data "$root/Makefile" "$tmp/known.json"
want 2 'No such file' check --iam-data "$tmp/none.tab" "$tmp/known.json"
date=$("$topc" version --json | sed -n 's/.*"iam": "\([0-9-]*\)".*/\1/p')
case $date in 20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]) passed=$((passed + 1)) ;; *) failed=$((failed + 1)); echo "FAIL version --json: $date" ;; esac
echo "iam-data: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
