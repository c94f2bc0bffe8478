#!/bin/sh
# What `topc build` says, `topc check` says: the findings of every topology of testdata/ok, line by line. Left
# out are the limits of a template, which depend on the backend that is asked for.
#
#   golden/late.sh     TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT
NO_COLOR=1 LC_ALL=C
export NO_COLOR LC_ALL
said() { grep -o '^[^ ]*: [a-z]*: .*' "$1" | grep -v '\[TC500[678] ' | sort; }

for dir in "$root"/testdata/ok/*/ "$root"/testdata/bad/quotas/; do
	(cd "$dir" && "$topc" check -v --show 0 --report short=- -s bob -e dev .) >"$tmp/check" 2>/dev/null
	(cd "$dir" && "$topc" build -v --show 0 --report short=- -s bob -e dev -o "$tmp/out" .) >"$tmp/build" 2>/dev/null
	said "$tmp/check" >"$tmp/a"
	said "$tmp/build" >"$tmp/b"
	if cmp -s "$tmp/a" "$tmp/b"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "FAIL $(basename "$dir"): check (-) and build (+)"
		diff "$tmp/a" "$tmp/b" | sed -n 's/^</-/p; s/^>/+/p'
	fi
	rm -rf "$tmp/out"
done
# An ignore of what only later passes say counts, and one that hides nothing is said.
mkdir -p "$tmp/t/work" && echo 'def handler(event, context): pass' >"$tmp/t/work/handler.py"
topology() { # ACTION
	cat <<-EOF
	name: late
	queues: { jobs: {} }
	functions:
	  work:
	    uri: work
	    runtime: { lang: python3.13, handler: handler.handler }
	    access: { jobs: send }
	    statements:
	      # topc: ignore TC4253 -- another team reads it here
	      - { Effect: Allow, Action: "$1", Resource: "{{queue.jobs.arn}}" }
	EOF
}
for row in "sqs:SendMessage 0" "sqs:PurgeQueue 1"; do
	topology "${row% *}" >"$tmp/t/topology.yml"
	unused=$("$topc" check -v --report short=- "$tmp/t" 2>/dev/null | grep -c 'TC8001\|TC4253')
	if [ "$unused" = "${row#* }" ]; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "FAIL an ignore of TC4253 on $row"
		"$topc" check -v --report short=- "$tmp/t" 2>/dev/null
	fi
done
echo "late: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
