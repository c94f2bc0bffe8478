#!/bin/sh
# `topc build --run-tasks`: commands that pack functions are run, and what they leave in lambda.zip is
# packed anew, the same bytes however it was zipped.
#
#   golden/tasks.sh      TOPC=build/topc
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
command -v python3 >/dev/null 2>&1 || { echo "skipped: no python3, which the command of this test runs"; exit 77; }
passed=0 failed=0
yes() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; sed 's/^/    /' "$tmp/log"; }
has() { if grep -q "$2" "$tmp/log"; then yes; else no "$1: no \`$2\`"; fi; }
ends() { [ "$1" = "$2" ] && yes || no "$3: exit $1, not $2"; }

mkdir -p "$tmp/shop/work/lib"
cd "$tmp/shop" || exit 2
cat >topology.yml <<'END'
name: shop
functions:
  work:
    uri: ./work
    runtime: { lang: python3.13 }
    tasks: { build: 'echo packing && python3 -m zipfile -c lambda.zip handler.py lib made.txt' }
routes:
  work: { method: GET, path: /work, function: work }
END
printf 'def handler(event, context):\n    return event\n' >work/handler.py
printf 'ANSWER = 42\n' >work/lib/answer.py
echo made >work/made.txt

"$topc" check . >"$tmp/log" 2>&1
ends $? 1 "check without the option"
has "check without the option" TC6025
"$topc" check --run-tasks . >"$tmp/log" 2>&1
ends $? 0 "check with it"
[ -e work/lambda.zip ] && no "check ran the command" || yes
"$topc" build . -s dev -o out >"$tmp/log" 2>&1
ends $? 1 "build without the option"
[ -e out ] && no "build without the option wrote" || yes

"$topc" build . -s dev -o out --run-tasks >"$tmp/printed" 2>"$tmp/log"
ends $? 0 "build with it"
has "what the command prints" packing
grep -q packing "$tmp/printed" && no "the command printed to standard output" || yes
python3 - out/artifacts/*.zip >"$tmp/log" 2>&1 <<'END'
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(sorted((i.filename, i.date_time[0], z.read(i)) for i in z.infolist()))
END
has "the archive" "('handler.py', 1980, b'def handler(event, context)"
has "the archive" "('lib/answer.py', 1980, b'ANSWER = 42"
has "the archive" "('made.txt', 1980, b'made"

cp -r out before
touch -d 2001-02-03 work/handler.py
"$topc" build . -s dev -o out --run-tasks >"$tmp/log" 2>&1
diff -r before out >"$tmp/log" 2>&1 && yes || no "another date in the zip is another archive"
echo changed >work/made.txt
"$topc" build . -s dev -o out --run-tasks >"$tmp/log" 2>&1
diff -r before out >"$tmp/log" 2>&1 && no "other content is the same archive" || yes

try() { # COMMAND WORDS: the build fails with these words, and the output stays
	rm -rf before && cp -r out before && rm -f work/lambda.zip
	sed -i "s|build: .*|build: '$1' }|" topology.yml
	"$topc" build . -s dev -o out --run-tasks >"$tmp/log" 2>&1
	ends $? 1 "$1"
	has "$1" "$2"
	diff -r before out >/dev/null 2>&1 && yes || no "$1: the output changed"
}
try 'exit 3 \&\& true' 'ended with 3'
try 'true \&\& true' 'it is not there'
try 'echo no >lambda.zip' 'it is no zip archive'
try 'python3 -c "import zipfile; z = zipfile.ZipFile(\\"lambda.zip\\", \\"w\\"); z.writestr(\\"../x\\", \\"\\"); z.close()"' 'is no name of a file'
try 'mkdir -p e \&\& echo x >e/other.py \&\& python3 -m zipfile -c lambda.zip e/other.py' TC6011
sed -i 's/name: shop/nme: shop/; s/build: .*/build: "touch ran \&\& true" }/' topology.yml
"$topc" build . -s dev -o out --run-tasks >"$tmp/log" 2>&1
ends $? 1 "a topology with an error"
[ -e work/ran ] && no "the command of a topology with an error ran" || yes
echo "tasks: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
