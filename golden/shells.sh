#!/bin/sh
# Manual pages by mandoc, completions by their shells, and what `make install` puts where.   TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }
has() { # WHAT PATTERN FILE
	if grep -q -- "$2" "$3"; then ok; else no "$1: no \`$2\`"; sed 's/^/    /' "$3" | head -20; fi
}

# ---- Manual pages ----------------------------------------------------------------------------------------
for page in topc.1 topology.yml.5 topc-codes.7; do
	"$topc" man $page >"$tmp/$page" || no "man $page"
	if ! command -v mandoc >/dev/null 2>&1; then echo "skipped: no mandoc"; continue; fi
	mandoc -Tlint -W warning "$tmp/$page" >"$tmp/lint" 2>&1 && ok || { no "$page: mandoc"; head -5 "$tmp/lint"; }
	mandoc -Tascii "$tmp/$page" 2>/dev/null | col -b >"$tmp/$page.txt"
done
if [ -f "$tmp/topc.1.txt" ]; then
	# Each command and option, each section and each code is there.
	"$topc" help | sed -n 's/^  \([a-z]*\) .*/\1/p' | grep -v topc | while read -r c; do grep -q "topc $c" "$tmp/topc.1.txt" || echo "$c"; done >"$tmp/lacks"
	"$topc" help check | sed -n 's/^.*\(--[a-z-]*\).*/\1/p' | while read -r o; do grep -q -- "$o" "$tmp/topc.1.txt" || echo "$o"; done >>"$tmp/lacks"
	"$topc" kinds | sed -n 's/^\([a-z]\{1,\}\) .*/\1/p' | head -5 | while read -r s; do grep -q "$s" "$tmp/topology.yml.5.txt" || echo "$s"; done >>"$tmp/lacks"
	ls "$root/templates/explain" | sed 's/\.md//' | while read -r c; do grep -q "$c" "$tmp/topc-codes.7.txt" || echo "$c"; done >>"$tmp/lacks"
	[ ! -s "$tmp/lacks" ] && ok || { no "the pages lack:"; head "$tmp/lacks"; }
	has "a date that is given" 'May 18, 2033' /dev/stdin <<X
$(SOURCE_DATE_EPOCH=1999999999 "$topc" man topc.1 | head -1)
X
fi
"$topc" man topc.2 >"$tmp/out" 2>&1
[ $? = 2 ] && ok || no "man topc.2"

# ---- Completions -----------------------------------------------------------------------------------------
mkdir -p "$tmp/in/orders" && touch "$tmp/in/policy.json" && cd "$tmp/in" || exit 2
for shell in bash zsh fish; do
	"$topc" completion $shell >"$tmp/c.$shell" || no "completion $shell"
	if ! command -v $shell >/dev/null 2>&1; then echo "skipped: no $shell"; continue; fi
	if $shell -n "$tmp/c.$shell" 2>"$tmp/out"; then ok; else no "$shell -n"; cat "$tmp/out"; fi
done
"$topc" completion tcsh >"$tmp/out" 2>&1
[ $? = 2 ] && ok || no "completion tcsh"

if command -v bash >/dev/null 2>&1; then
	in_bash() { # WORD...: the last one is completed
		bash --norc -c '. "$1"; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _topc 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"' - "$tmp/c.bash" "$@" >"$tmp/out"
	}
	in_bash topc ch; has "bash: a command" '^check$' "$tmp/out"
	in_bash topc check --rep; has "bash: an option" '^--report$' "$tmp/out"
	in_bash topc check --report sa; has "bash: a report" '^sarif$' "$tmp/out"
	in_bash topc build --target = c; has "bash: after =" '^cfn$' "$tmp/out"
	in_bash topc -C orders build --sa; has "bash: behind -C DIR" '^--sandbox$' "$tmp/out"
	in_bash topc check po; has "bash: a file" '^policy.json$' "$tmp/out"
	in_bash topc explain TC201; has "bash: a code" '^TC2011$' "$tmp/out"
	in_bash topc build --st; ! grep -q stdin "$tmp/out" && ok || no "bash: an option of another command"
fi
if command -v fish >/dev/null 2>&1; then
	in_fish() { HOME=$tmp fish --no-config -c "source $tmp/c.fish; complete -C '$1'" >"$tmp/out" 2>&1; }
	in_fish 'topc ch'; has "fish: a command" '^check' "$tmp/out"
	in_fish 'topc check --rep'; has "fish: an option" '^--report' "$tmp/out"
	in_fish 'topc check --report sa'; has "fish: a report" '^sarif' "$tmp/out"
	in_fish 'topc build -t '; has "fish: words" '^cfn' "$tmp/out"
	in_fish 'topc check po'; has "fish: a file" '^policy.json' "$tmp/out"
	in_fish 'topc explain TC201'; has "fish: a code" '^TC2011' "$tmp/out"
	in_fish 'topc build --st'; ! grep -q stdin "$tmp/out" && ok || no "fish: an option of another command"
fi
if command -v zsh >/dev/null 2>&1 && ! zsh -fc 'zmodload zsh/zpty && zpty z true' 2>/dev/null; then
	echo "skipped: no pseudo terminals, by which zsh is driven"
elif command -v zsh >/dev/null 2>&1; then
	mkdir -p "$tmp/site" && cp "$tmp/c.zsh" "$tmp/site/_topc"
	cat >"$tmp/drive.zsh" <<'Z'
zmodload zsh/zpty
zpty z "PS1= ZDOTDIR=/nonexistent TERM=dumb zsh -f -i"
zpty -w z "fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; setopt no_beep; zstyle ':completion:*' list-prompt ''; LISTMAX=10000; print rea''dy"
while zpty -r z line && [[ $line != *ready* ]]; do :; done
zpty -w -n z "$2"$'\t\t'
seen=
for i in {1..400}; do
	while zpty -rt z line; do print -r -- "$line"; seen+=$line; done
	[[ $seen == *$3* ]] && break
	sleep 0.1
done
zpty -d z
Z
	in_zsh() { timeout 60 zsh -f "$tmp/drive.zsh" "$tmp/site" "$1" "$2" 2>&1 | tr -d '\r\007' >"$tmp/out"; }
	in_zsh 'topc chec' 'topc check'; has "zsh: a command" 'topc check' "$tmp/out"
	in_zsh 'topc check --report sar' sarif; has "zsh: a report" 'sarif' "$tmp/out"
	in_zsh 'topc explain TC201' TC2011; has "zsh: a code" 'TC2011' "$tmp/out"
fi

# ---- make install ----------------------------------------------------------------------------------------
make -s -C "$root" B="$(dirname "$topc")" DESTDIR="$tmp/dest" PREFIX=/opt/x install >"$tmp/out" 2>&1 && ok || { no install; cat "$tmp/out"; }
(cd "$tmp/dest" && find . -type f | sort) >"$tmp/found"
cat >"$tmp/want" <<W
./opt/x/bin/topc
./opt/x/share/bash-completion/completions/topc
./opt/x/share/fish/vendor_completions.d/topc.fish
./opt/x/share/man/man1/topc.1
./opt/x/share/man/man5/topology.yml.5
./opt/x/share/man/man7/topc-codes.7
./opt/x/share/zsh/site-functions/_topc
W
cmp -s "$tmp/want" "$tmp/found" && ok || { no "what install puts where"; diff "$tmp/want" "$tmp/found"; }

echo "shells: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
