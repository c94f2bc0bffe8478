#!/bin/sh
# The README's example: compiled as it stands there, and what it says of the output and of an error is so.
set -u
here=$(cd "$(dirname "$0")" && pwd)
topc=${TOPC:-$here/../build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
failed=0
no() { echo "FAIL README: $*"; failed=$((failed + 1)); }

# block WORD FILE: the fenced block whose info string ends in WORD
block() { awk -v word="$1" '/^```/ { if (on) exit; on = $2 == word; next } on' "$here/../README.md" >"$tmp/$2"; [ -s "$tmp/$2" ] || no "no block $1"; }
mkdir -p "$tmp/photos/resize"
block topology.yml photos/topology.yml
block out/tf/photos/main.tf hcl
block dome error
printf 'def handler(event, context):\n    return event\n' >"$tmp/photos/resize/handler.py"
cd "$tmp/photos" || exit 2
[ "$(wc -l <topology.yml)" -le 20 ] || no "the example has more than twenty lines"
"$topc" build . -s dev -o "$tmp/out" -q 2>"$tmp/said" || { no "does not compile"; cat "$tmp/said"; }
awk 'NR == FNR { want[++n] = $0; next }
	i < n && want[i + 1] == "..." { i++ }
	i < n && $0 == want[i + 1] { i++ }
	END { if (i < n) { print "not in main.tf: " want[i + 1]; exit 1 } }' "$tmp/hcl" "$tmp/out/tf/photos/main.tf" || no "main.tf is another"
sed -i 's/queue.done.url/queue.dome.url/' topology.yml
NO_COLOR=1 "$topc" check . -q >"$tmp/said" 2>&1 && no "the error is none"
sed -i '$ { /^$/d }' "$tmp/said"
diff -u "$tmp/error" "$tmp/said" || no "the error is another"
"$topc" fix . >/dev/null 2>&1
"$topc" check . -q >/dev/null 2>&1 || no "topc fix does not mend it"
echo "readme: $failed failed"
[ "$failed" -eq 0 ]
