#!/bin/sh
# What goes into an archive: .topcignore as git reads its own such files, what never goes in, modes, and
# the limits of names.
#
#   golden/pack.sh        TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
topc=${TOPC:-$here/../build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
LC_ALL=C
export LC_ALL
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }

mkdir "$tmp/case" && cd "$tmp/case" || exit 2
printf 'name: x\nfunctions: { f: { uri: ., runtime: { lang: python3.13 } } }\n' >topology.yml
echo 'def handler(e, c): pass' >handler.py
for f in a.log b.log keep.log a.txt docs/a.txt docs/b.md docs/deep/c.txt docs/deep/d.log src/a.py src/a.log src/gen/x.py src/gen/y.py lib/one/tests/t.py \
	lib/two/tests/t.py lib/tests/u.py tests/v.py other/build/o.txt 'with space.txt' '#hash' '!bang' 'tail ' 'a[1].txt' 'a1.txt' data/1.csv data/2.csv data/20.csv \
	data/sub/1.csv; do
	case $f in */*) mkdir -p "${f%/*}" ;; esac
	echo "$f" >"$f"
done

# Entries of the archive, and what git would take.
packed() {
	rm -rf "$tmp/out"
	"$topc" build . -s bob -q -t cfn -o "$tmp/out" >"$tmp/said" 2>&1 || { cat "$tmp/said"; return 1; }
	unzip -Z1 "$tmp"/out/artifacts/*.zip | grep -v '/$' | sort
}
wanted() {
	rm -rf "$tmp/git" && git init -q "$tmp/git" && cp -R . "$tmp/git" && cp .topcignore "$tmp/git/.gitignore"
	(cd "$tmp/git" && git -c core.excludesFile= -c core.quotePath=false ls-files --others --exclude-standard) | grep -v '^\.\|^topology.yml$' | sort
}
n=0
while IFS= read -r rules; do
	n=$((n + 1))
	printf "$rules" >.topcignore
	packed >"$tmp/is" || no "rules $n: it does not build"
	wanted >"$tmp/should"
	cmp -s "$tmp/is" "$tmp/should" && ok || { no "rules: $rules"; diff "$tmp/should" "$tmp/is"; }
done <<'R'
*.log\n
*.log\n!keep.log\n
*.log\n!keep.log\nkeep.log\n
/a.log\n
docs/\n
docs\n!docs/b.md\n
docs/*\n!docs/b.md\n
docs/*\n!docs/deep\n
docs/**\n
**/tests\n
lib/**/tests/\n
lib/*/tests\n
**/deep/*.log\n
src/gen/\n!src/gen/x.py\n
build/\n
data/[0-9].csv\n
data/?.csv\n
data/*\n!data/2*\n
\\#hash\n\\!bang\n
# a comment\n\n   \n*.md\n
*.txt   \n
tail\\ \n
a\\[1].txt\n
a[1].txt\n
*.log\r\n*.md\r\n
/*\n!/handler.py\n
R
rm .topcignore

# Never: files that begin with a dot, what Python compiles, what describes the function.
mkdir -p __pycache__ src/__pycache__ .venv .git-not
for f in __pycache__/a.pyc src/__pycache__/b.pyc src/c.pyc .env .venv/x.py src/.hidden function.json; do echo '{}' >"$f"; done
packed >"$tmp/is"
grep -n 'pyc\|\.env\|venv\|hidden\|function.json\|topology.yml' "$tmp/is" && no "what never goes in" || ok
chmod 755 src/a.py && chmod 600 src/gen/x.py && chmod 444 handler.py
packed >"$tmp/is"
unzip -Z "$tmp"/out/artifacts/*.zip | awk '/a\.py$|x\.py$|handler\.py$/ { print $1, $NF }' | sort >"$tmp/modes"
printf '%s\n' '-rw-r--r-- handler.py' '-rw-r--r-- src/gen/x.py' '-rwxr-xr-x src/a.py' | sort | cmp -s - "$tmp/modes" && ok || { no "modes"; cat "$tmp/modes"; }

# Links that leave the repository are errors, unless `build.exclude` leaves them out.
mkdir -p "$tmp/links/work/more" && cd "$tmp/links" || exit 2
echo 'def handler(e, c): pass' >work/handler.py
ln -s /etc work/machine && ln -s /etc/passwd work/more/users && ln -s /etc/hosts work/hosts
for exclude in '' "machine, 'more/*'" "machine, users, hosts"; do
	printf 'name: x\nfunctions: { work: { runtime: { lang: python3.13 }, build: { exclude: [%s] } } }\n' "$exclude" >topology.yml
	"$topc" check . --report short=- 2>/dev/null | grep -c TC6021 >>"$tmp/said"
done
[ "$(tr '\n' ' ' <"$tmp/said")" = "3 1 0 " ] && ok || { no "links that are left out"; cat "$tmp/said"; }

echo "pack: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
