#!/bin/sh
# Running it again: depfiles with a real make, --watch with real changes.   TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
watcher=
end() { [ -z "$watcher" ] || kill "$watcher" 2>/dev/null; rm -rf "$tmp"; }
trap end EXIT
passed=0 failed=0
for v in $(env | sed -n 's/^\(TOPC_[A-Z_]*\)=.*/\1/p'); do unset "$v"; done
HOME=$tmp/home NO_COLOR=1
export HOME NO_COLOR
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }

# ---- Depfile ---------------------------------------------------------------------------------------------
mkdir -p "$tmp/p/.git" && cp -R "$root/testdata/ok/etl" "$tmp/p/orders" && cd "$tmp/p" || exit 2
mv orders/infra/roles/store.json "$tmp/keep" && cp "$tmp/keep" orders/infra/roles/store.json
cat >Makefile <<M
out.stamp:
	@echo built >>log; $topc build orders -s bob -o out -q --depfile out.d --depfile-target out.stamp --report short=/dev/null && touch out.stamp
-include out.d
M
runs() { # WANTED WHAT
	sleep 0.02
	make -s >"$tmp/out" 2>&1 || { no "$2: make"; cat "$tmp/out"; }
	n=$(wc -l <log)
	[ "$n" = "$1" ] && ok || no "$2: $n builds, wanted $1"
}
runs 1 "first"
runs 1 "nothing changed"
sleep 0.02; touch orders/score/handler.py; runs 2 "a function's code changed"
sleep 0.02; echo "# x" >>orders/topology.yml; runs 3 "the topology changed"
sleep 0.02; mkdir orders/extra && echo '{ "name": "extra", "runtime": { "lang": "python3.12", "handler": "h.h" } }' >orders/extra/function.json && echo "def h(e, c): pass" >orders/extra/h.py
runs 4 "a function is new"
sleep 0.02; rm -r orders/extra; runs 5 "a function is gone"
runs 5 "nothing changed again"
sleep 0.02; cp orders/clean/handler.py "orders/clean/a #\$ b.py"; runs 6 "names that make takes apart"
runs 6 "and nothing changed"
sleep 0.02; touch "orders/clean/a #\$ b.py"; runs 7 "one of these changed"
touch -d '2001-01-01' ref && cp -p ref old && "$topc" build orders -s bob -o out -q 2>/dev/null
before=$(stat -c %y out/manifest.json); sleep 0.02
"$topc" build orders -s bob -o out -q 2>/dev/null
[ "$(stat -c %y out/manifest.json)" = "$before" ] && ok || no "a file with the same bytes keeps its time"

# ---- Output inside of the project ------------------------------------------------------------------------
mkdir -p "$tmp/inside"
for c in container functions image shim; do
	cp -R "$root/testdata/ok/$c" "$tmp/inside/$c" && cd "$tmp/inside/$c" || exit 2
	"$topc" ls . -s bob -e dev >"$tmp/before" 2>&1
	"$topc" build . -s bob -e dev -o out -q --report short=/dev/null || no "$c: built into its own folder"
	"$topc" ls . -s bob -e dev >"$tmp/after" 2>&1
	cmp -s "$tmp/before" "$tmp/after" && ok || { no "$c: what was built is taken for its source"; diff "$tmp/before" "$tmp/after"; }
	"$topc" build . -s bob -e dev -o out -q --check --report short=/dev/null >"$tmp/out" 2>&1 && ok || { no "$c: built again"; cat "$tmp/out"; }
done
for out in . work; do # where a function packs, too
	mkdir -p "$tmp/inside/$out.d/work" && cd "$tmp/inside/$out.d" || exit 2
	printf 'name: shop\nfunctions:\n  work: { uri: %s, runtime: { lang: python3.13, handler: handler.handler } }\n' $out >topology.yml
	echo 'def handler(event, context): pass' >work/handler.py && cp work/handler.py handler.py
	for run in first second; do
		"$topc" build . -s bob -o $out -q --report short=- 2>/dev/null >"$tmp/out"
		[ "$(grep -c 'TC6034' "$tmp/out")" = 1 ] && ok || { no "-o $out, $run run: not said"; cat "$tmp/out"; }
	done
	unzip -l $out/artifacts/*.zip | grep -q 'template.json\|manifest' && no "-o $out: packs what it wrote" || ok
	"$topc" build . -s bob -o $out -q --check --report short=/dev/null >"$tmp/out" 2>&1 && ok || { no "-o $out: built again"; cat "$tmp/out"; }
done
cd "$tmp/p" || exit 2
cat >Makefile <<M
in.stamp:
	@echo built >>log2; $topc build orders -s bob -o orders/out -q --depfile in.d --depfile-target in.stamp --report short=/dev/null && touch in.stamp
-include in.d
M
for i in 1 2 3; do sleep 0.02; make -s >"$tmp/out" 2>&1; done
[ "$(wc -l <log2)" = 1 ] && ok || no "an output inside: $(wc -l <log2) builds, wanted one"

# ---- Watch -----------------------------------------------------------------------------------------------
if [ "$(uname -s)" != Linux ]; then
	echo "skipped: --watch is for Linux"
else
	cp -R "$root/testdata/ok/etl" "$tmp/p/live"
	"$topc" check live --watch --report short --report json=r.json >"$tmp/w" 2>&1 &
	watcher=$!
	screens() { grep -c '^watching' "$tmp/w"; }
	settle() { # N: until there are N screens, 5 s at most, and no more come
		i=0
		while [ "$(screens)" -lt "$1" ] && [ $i -lt 100 ]; do i=$((i + 1)); sleep 0.05; done
		sleep 0.3
	}
	settle 2 # the second because folders were new
	n=$(screens)
	sed -i 's/FunctionName: score/FunctionName: scroe/' live/topology.yml
	settle $((n + 1))
	grep -q 'TC2011' "$tmp/w" && ok || { no "watch: a change is seen"; cat "$tmp/w"; }
	[ "$(screens)" -le $((n + 2)) ] && ok || no "watch: a save makes one run, or two; here $(($(screens) - n))"
	n=$(screens)
	for i in 1 2 3 4 5 6 7 8; do echo "# $i" >>live/topology.yml; sleep 0.01; done
	settle $((n + 1))
	[ "$(screens)" -le $((n + 3)) ] && ok || no "watch: eight saves at once make few runs; here $(($(screens) - n))"
	n=$(screens)
	mkdir live/more && printf 'name: more\nruntime: { lang: python3.12, handler: h.h, memroy_size: 12 }\n' >live/more/function.yml && touch live/more/h.py
	settle $((n + 1))
	grep -q 'memroy_size' "$tmp/w" && ok || { no "watch: a new folder"; tail -5 "$tmp/w"; }
	n=$(screens)
	sleep 0.5
	[ "$(screens)" = "$n" ] && ok || no "watch: it runs though nothing changes"
	kill -0 $watcher 2>/dev/null && ok || no "watch: it ended"
	kill $watcher 2>/dev/null
	wait $watcher 2>/dev/null
	watcher=
	"$topc" check nowhere --watch >"$tmp/w" 2>&1
	[ $? = 3 ] && ok || { no "watch: nothing to watch"; cat "$tmp/w"; }
fi

echo "rerun: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
