#!/bin/sh
# Settings, ignores and baselines: what comes before what, and what each run says.   TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
for v in $(env | sed -n 's/^\(TOPC_[A-Z_]*\)=.*/\1/p'); do unset "$v"; done
unset XDG_CONFIG_HOME
HOME=$tmp/home NO_COLOR=1 LC_ALL=C TERM=xterm
export HOME NO_COLOR LC_ALL TERM

# want STATUS PATTERN COMMAND...: its exit status, and a line of its output that the pattern fits; `!` before
# the pattern: none may.
want() {
	status=$1 pattern=$2
	shift 2
	"$@" >"$tmp/out" 2>&1
	got=$?
	case $pattern in
	!*) grep -q -- "${pattern#!}" "$tmp/out" && hit=no || hit=yes ;;
	*) grep -q -- "$pattern" "$tmp/out" && hit=yes || hit=no ;;
	esac
	if [ $got = "$status" ] && [ $hit = yes ]; then passed=$((passed + 1)); return; fi
	failed=$((failed + 1))
	echo "FAIL $*: exit $got, wanted $status and: $pattern"
	sed 's/^/    /' "$tmp/out"
}
fresh() { # a project in $tmp/p
	rm -rf "$tmp/p" "$HOME"
	cp -R "$root/testdata/report" "$tmp/p" && mkdir -p "$tmp/p/.git" "$tmp/p/sub/deep" "$HOME/.config/topc"
	cd "$tmp/p" || exit 2
}

# ---- Where a setting comes from --------------------------------------------------------------------------
fresh
printf 'sandbox: user\nenv: user\ncolor: never\n' >"$HOME/.config/topc/config.yml"
printf 'sandbox: project\nreport: [short]\nfail-on: warning\nbaseline: known.json\n' >.topc.yml
want 0 '^sandbox: "project" .*# \.topc\.yml:1$' "$topc" config --show-origin
want 0 '^env: "user" .*config/topc/config\.yml:2$' "$topc" config --show-origin
want 0 '^sandbox: "flag-less" *# TOPC_SANDBOX$' env TOPC_SANDBOX=flag-less "$topc" config --show-origin
want 0 '"value": "project"' "$topc" config --json
cd sub/deep
want 0 '^sandbox: "project" .*# \.\./\.\./\.topc\.yml:1$' "$topc" config --show-origin
want 0 '^baseline: "\.\./\.\./known\.json"' "$topc" config --show-origin
cd ../..
mkdir -p sub/deep/.git # a repository of its own: what is above does not count
want 0 '^sandbox: "user"' "$topc" -C sub/deep config --show-origin
printf 'sandbox: named\n' >other.yml
want 0 '^sandbox: "named"' "$topc" --config other.yml config
want 2 'no such file' "$topc" --config missing.yml check .
want 2 'takes cfn, tf or all, not `cnf`; did you mean `cfn`' env TOPC_TARGET=cnf "$topc" build . -s x
want 2 'it belongs to: ' "$topc" explain --sandbox x TC2011
printf 'sandbox: a\n  b: [\n' >.topc.yml
want 2 'TC0010' "$topc" check . --report short
want 0 'compiles topologies' sh -c "'$topc' help" # a broken file does not stop help

# ---- Exit status -----------------------------------------------------------------------------------------
fresh
rm policy.json
sed -i 's/wroker/worker/g; s/visibilty/visibility/; /Lost:/,$d; s/ # topc.*//' topology.yml
want 0 'warning' "$topc" check . --report short
want 1 'warning' "$topc" check . --report short --fail-on warning
want 0 'warning' "$topc" check . --report short --fail-on warning --exit-zero
want 2 'takes error, warning or note' "$topc" check . --fail-on errors

# ---- Ignores ---------------------------------------------------------------------------------------------
fresh
want 1 'TC2011' "$topc" check topology.yml --report short
sed -i 's/\(.*wroker, .*\)/\1 # topc: ignore unknown-function -- by hand/' topology.yml
want 1 '!TC2011' "$topc" check topology.yml --report short
want 1 'TC8004' sh -c "sed -i 's/ -- by hand//' topology.yml && '$topc' check topology.yml --report short"
cat >flow.asl.yml <<'Y'
StartAt: A
States:
  A: { Type: Pass, End: true }
  # topc: ignore TC3033 -- kept for next week
  B: { Type: Pass, End: true }
Y
want 0 '1 allowed' "$topc" check flow.asl.yml
cat >flow.asl.json <<'J'
{ "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true },
  "B": { "x-topc-ignore": [{ "code": "TC3033", "reason": "kept" }], "Type": "Pass", "End": true } },
  "x-topc-ignore": [{ "code": "TC3033", "reason": "kept" }] }
J
want 0 '1 allowed' "$topc" check flow.asl.json
sed -i 's/TC3033/TC3034/' flow.asl.json
want 1 'TC8001' "$topc" check flow.asl.json --report short
sed -i 's/TC3034/TC9999/' flow.asl.json
want 1 'TC8003' "$topc" check flow.asl.json --report short
cat >.topc.yml <<'Y'
ignore:
  - { code: TC2011, reason: known, paths: ["*.yml"] }
  - { code: TC1001, reason: known, paths: [sub/] }
Y
want 1 '!TC2011' "$topc" check . --report short
want 1 'topc.yml:3:13: warning: .*TC9104' "$topc" check . --report short
want 1 '!TC9104' "$topc" check worker topology.yml --report short
want 1 '"kind": "external"' "$topc" check . --report sarif
# A hidden error of a reference is no licence to build without it.
fresh
sed -i '/visibilty/d; /Lost:/,$d; s/Note: "[^"]*", //; s/wroker,\(.*\)/wroker,\1 # topc: ignore TC2011 -- by hand/' topology.yml
want 0 'allowed' "$topc" check topology.yml
want 1 'nothing to build' "$topc" build . -s bob

# ---- Baseline --------------------------------------------------------------------------------------------
fresh
want 0 'topc-baseline.json: ' "$topc" check . policy.json --write-baseline
cp .topc-baseline.json first.json
want 0 'in the baseline' "$topc" check . policy.json
want 1 '4 errors' "$topc" check . policy.json --baseline none
want 0 '!finding' sh -c "'$topc' check . policy.json --write-baseline -q && cmp .topc-baseline.json first.json"
sed -i '1s/^/# a line above changes nothing\n/' topology.yml
want 0 '0 errors' "$topc" check . policy.json
want 0 '"baselineState": "unchanged"' "$topc" check . policy.json --report sarif
printf '    Lost2: { Type: Pass, End: true }\n' >>topology.yml
want 1 '1 error,' "$topc" check . policy.json
sed -i '/Lost2/d; s/visibilty/visibility/' topology.yml
want 0 'TC9111' "$topc" check . --report short
want 0 '!TC9111' "$topc" check policy.json --report short
want 0 '!TC9111' "$topc" check worker --report short
sed -i '3s/$/ [/' topology.yml # cannot be read: nothing behind it is gone
want 1 '!TC9111' "$topc" check . --report short
sed -i '3s/ \[$//' topology.yml
want 0 '!TC1001' sh -c "'$topc' check policy.json --write-baseline && '$topc' check . --report short"
want 0 'TC1001' cat .topc-baseline.json # a run over one file leaves the others' entries
want 0 '^' "$topc" check . policy.json --write-baseline
want 1 'TC1001' sh -c "grep -q TC1001 .topc-baseline.json || { echo TC1001 is dropped; exit 1; }"
mkdir gone && mv topology.yml worker gone/
want 1 'topology.yml' "$topc" check . --report short
rm -rf gone
want 1 '^' "$topc" check . --report short
echo '{}' >.topc-baseline.json
want 2 'TC9110' "$topc" check policy.json --report short
want 2 'no such file' "$topc" check policy.json --report short --baseline missing.json

# ---- Operands --------------------------------------------------------------------------------------------
fresh
rm policy.json
cp -R "$root/testdata/ok/etl" etl && cd etl || exit 2
want 0 '19 entities checked' "$topc" check topology.yml
want 0 '19 entities checked' "$topc" check score/function.json clean/function.json infra/../store/function.json
want 1 'score/function.json:2:3: error: .*TC1001' sh -c "sed 's/name/nmae/' score/function.json | '$topc' check --report short --stdin-filename score/function.json -"
want 1 'topology.yml:60:35: error: .*TC2011' sh -c "sed 's/FunctionName: score/FunctionName: scroe/' topology.yml | '$topc' check --report short --stdin-filename topology.yml -"
mv topology.yml "$tmp/unsaved" # a buffer that was never saved
want 0 '0 errors' sh -c "'$topc' check --stdin-filename topology.yml - <'$tmp/unsaved'"
cp "$tmp/unsaved" topology.yml
printf 'a: 1\n' >plain.yml
want 1 'TC9002' "$topc" check plain.yml --report short
printf 'check\n--report\nshort\nplain.yml\n' >args
want 1 'TC9002' "$topc" @args
want 2 'cannot read .missing' "$topc" @missing
want 2 'needs a sandbox' "$topc" build .
want 2 'did you mean .build' "$topc" help biuld
want 2 'did you mean .TC2011' "$topc" explain TC2O11
want 2 'takes no operands' "$topc" version now
want 1 'x1b' env CLICOLOR_FORCE=1 NO_COLOR= sh -c "'$topc' check plain.yml 2>&1 | od -c | sed 's/033/x1b/'; exit 1"
want 1 '!x1b' env CLICOLOR_FORCE=1 NO_COLOR=1 sh -c "'$topc' check plain.yml 2>&1 | od -c | sed 's/033/x1b/'; exit 1"
want 1 '!x1b' env CLICOLOR_FORCE=1 NO_COLOR= TERM=dumb sh -c "'$topc' check plain.yml 2>&1 | od -c | sed 's/033/x1b/'; exit 1"
want 1 '!x1b' env CLICOLOR_FORCE=1 NO_COLOR= sh -c "'$topc' check --no-color plain.yml 2>&1 | od -c | sed 's/033/x1b/'; exit 1"
want 1 'x1b' env NO_COLOR=1 sh -c "'$topc' check --color=always plain.yml 2>&1 | od -c | sed 's/033/x1b/'; exit 1"

echo "settings: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
