#!/bin/sh
# What the example systems promise beside their output: what is said when a line is taken away or
# written wrong, what the archives hold, what the Makefile and the scripts can do.   TOPC=build/topc
#
# The systems are those of docs/examples; where ../shared/acceptance is there, its five too.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
seeds=$root/../shared/acceptance
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT MAKEFLAGS MAKELEVEL
NO_COLOR=1 LC_ALL=C
export NO_COLOR LC_ALL
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; }

# system FOLDER: a copy to change, in $s, and the working directory.
system() {
	rm -rf "$tmp/s" && cp -R "$1" "$tmp/s" && mkdir -p "$tmp/s/.git" && s=$tmp/s && cd "$s" || exit 2
}
example() { system "$root/docs/examples/$1"; }
# change FILE SED...: it has to change something.
change() {
	file=$1
	shift
	cp "$file" "$tmp/before" && sed -i "$@" "$file"
	cmp -s "$file" "$tmp/before" && no "nothing to change in $file: $*"
}
# says STATUS PATTERN...: `topc check -v` ends so, and each pattern fits its output (`!` in front: none does).
# Lines of the output are one, so that a pattern may run over several.
says() {
	want=$1
	shift
	"$topc" check -v --show 0 ${dir:-.} >"$tmp/out" 2>&1
	got=$?
	tr -s '\n ' '  ' <"$tmp/out" >"$tmp/line"
	[ $got = "$want" ] && ok || { no "exit $got, wanted $want, of $s"; sed 's/^/    /' "$tmp/out"; }
	for pattern; do
		case $pattern in
		!*) grep -q -e "${pattern#!}" "$tmp/line" && hit=no || hit=yes ;;
		*) grep -q -e "$pattern" "$tmp/line" && hit=yes || hit=no ;;
		esac
		[ $hit = yes ] && ok || { no "wanted: $pattern"; sed 's/^/    /' "$tmp/out"; }
	done
}
build() { # ARGS: to $tmp/o
	rm -rf "$tmp/o"
	"$topc" build -q -t all -o "$tmp/o" "$@" ${dir:-.} >"$tmp/out" 2>&1 || { no "build $*"; sed 's/^/    /' "$tmp/out"; }
}
# holds FUNCTION NAME...: the entries of its archive, all of them.
holds() {
	key=$(sed -n "/\"function \`$1\`\": {/{n;s/.*\"key\": \"\(.*\)\".*/\1/p;}" "$tmp/o/manifest.json")
	function=$1
	shift
	unzip -Z1 "$tmp/o/$key" >"$tmp/names" 2>&1
	printf '%s\n' "$@" | LC_ALL=C sort >"$tmp/wanted"
	cmp -s "$tmp/wanted" "$tmp/names" && ok || { no "archive of $function:"; diff "$tmp/wanted" "$tmp/names"; }
}
has() { # FILE PATTERN
	grep -q -e "$2" "$tmp/o/$1" 2>/dev/null && ok || no "$1 has no $2"
}
counts() { # N PATTERN FILE...
	n=$1 pattern=$2
	shift 2
	got=$(cat "$@" | grep -c -e "$pattern")
	[ "$got" = "$n" ] && ok || no "$got times $pattern, not $n, in $*"
}

# ---- A route, an event and a flow of three functions --------------------------------------------------------

example orders # runtimes past their end are warnings
change check/function.json 's/python3.13/python3.10/'
change book/function.json 's/ruby3.4/ruby3.2/'
says 0 'warning\[TC6003 runtime-past\]: the runtime python3.10 is past its end' 'warning\[TC6003 runtime-past\]: the runtime ruby3.2'

example orders # tabs: where every width means the same, and where blanks are mixed in
printf 'name: t\nroutes:\n\ta:\n\t\tmethod: GET\n\t\tfunction: rate\n' >topology.yml
says 1 'error\[TC0011 tab-indent\]: a tab cannot indent YAML --> topology.yml:3:1' 'its meaning does not depend on the tab width' 'help: write .* blanks for each tab'
printf 'name: t\nroutes:\n  a:\n\tmethod: GET\n    path: /a\n' >topology.yml
says 1 'topology.yml:4:1' 'if a tab is'

example orders # what fell out of the route, and a state that is its own next, in one run
change topology.yml '/^    method/,/^    cors/s/^    /  /'
change flow.yml '0,/Next:.*/s/Next:.*/Next: Check/'
says 1 'error\[TC1017 misplaced-key\]: `method` stands beside route `place`, not in it --> topology.yml:1[0-9]:3' 'help: indent them' \
	'error\[TC3032 asl-self-transition\]: `Check` is its own `Next`' 'is never reached'

example orders # the caller's patience, and a flow that nothing starts
change topology.yml 's/^    state: orders/    function: rate\n    timeout: 10/; /^    async/d; /^events/,/OrderImported/d'
printf '{ "default": { "timeout": 60 } }' >infra/vars/rate.json
says 0 'warning\[TC2022 route-wait\]: route `place` waits 10 s for function `rate`, which may run for 60 s' 'warning\[TC2030 never-started\]: nothing starts flow `orders`'

example orders
build -s bob -e dev
holds check handler.py
holds rate handler.py

# ---- One source as a function and as a container ---------------------------------------------------------------

example jobs
build -s bob -e dev
holds worker main.py context.py job.py
has shim/docker-compose.yml '4566'
has shim/docker-compose.yml '15432:5432'
init=$(grep -o '[^ ]*:/etc/localstack/init/ready.d[^ "]*' "$tmp/o/shim/docker-compose.yml" | head -1)
[ -n "$init" ] && ok || no "no init script is mounted"
find "$tmp/o/shim" -name '*.sh' -perm -u+x | grep -q . && ok || no "no init script is executable"
cat "$tmp"/o/shim/*.sh "$tmp"/o/shim/*/*.sh >"$tmp/scripts" 2>/dev/null
grep -q 'jobs' "$tmp/scripts" && grep -q 'dlq\|dead' "$tmp/scripts" && ok || no "the init script does not name the queue and its dead-letter queue"
for rule in shim run watch test build deploy; do
	make -n -C "$tmp/o" BUCKET=b $rule >"$tmp/out" 2>&1 && ok || { no "make -n $rule"; cat "$tmp/out"; }
done
for target in network queue data function; do
	[ -f "$tmp/o/tf/$target/main.tf" ] && ok || no "target $target has no Terraform directory"
	has "tf/$target/dev.tfbackend" '^path *= *"[^/]*dev[^/]*"' # in the target's own directory
done
build -s bob -e prod
has tf/queue/prod.tfbackend '^path *= *"[^/]*prod[^/]*"'

example jobs # a secret in a plain variable
change worker/function.json 's/secret.db.arn/secret.db.password/'
says 0 'warning\[TC2100 secret-in-sight\]: the value of secret `db` stands in plain sight'

example jobs # what only asynchronous calls would use
change worker/function.json 's/"tasks"/"async": { "retries": 1 }, "tasks"/'
says 0 'warning\[TC6024 async-unused\]: `async` of function `worker` has no effect' 'queue `jobs` calls it and waits'

example jobs # the input that is declared, against what is delivered
change worker/function.json 's/"tasks"/"input": { "bucket": "string", "key": "string" }, "tasks"/'
says 0 '!TC2300'
cat >>topology.yml <<'END'
buckets:
  raw: { target: queue, notify: [ { on: created, topic: arrivals, as: { bucket: $.detail.bucket.name, key: $.detail.object.key } } ] }
topics:
  arrivals: { target: queue, subscribers: [ { queue: jobs, raw: true } ] }
END
says 0 '!TC2300'
change topology.yml 's/, as: {[^}]*}//'
says 1 'error\[TC2300 input-not-delivered\]: bucket `raw` delivers no `bucket`, `key`' 'declared: bucket string, key string' \
	'delivered: a notification of S3: Records list' 'from there to queue `jobs`' 'worker/function.json'

# ---- A function from an image --------------------------------------------------------------------------------------

example thumbs
build -s bob -e dev
tr -d ' \n' <"$tmp/o/manifest.json" | grep -q '"targets":\[{"name":"registry".*{"name":"app"' && ok || no "registry does not come before app"
has images/thumb/build.sh '--platform linux/arm64'
has images/thumb/build.sh '--provenance=false'
tr -d ' \n' <"$tmp/o/cfn/app.template.json" | grep -q '"ThumbUri":{"Type":"String","Description":"[^"]*"}' && ok || no "the image is no parameter without default"
change topology.yml 's/arch: arm64/arch: x86_64/'
says 1 'error\[TC6107 image-arch-differs\]: function `thumb` runs on x86_64, and its image is built for'
example thumbs
change topology.yml 's/arch: arm64/arch: arm64, layers: [tools]/'
printf 'layers: { tools: { target: app, source: ./thumb, runtimes: [python3.13] } }\n' >>topology.yml
says 1 'error\[TC6006 layers-on-image\]'

# ---- Buckets, topics and a database server --------------------------------------------------------------------------

example meters
build -s bob -e dev
counts 2 'force_destroy *= true' "$tmp"/o/tf/*/*.tf
awk '/^resource "aws_s3_bucket_notification"/ { n++; on = 1 } /^}/ { on = 0 } on && /depends_on/ { d++ } END { exit !(n == 2 && d == 2) }' "$tmp"/o/tf/*/*.tf &&
	ok || no "a notification does not wait for the permission"
change topology.yml '/^allow/,$d'
change topology.yml 's/      - { port: 5432, from: anywhere }/&\n      - { port: 22, from: anywhere }/'
says 0 'port 5432 of instance `db` is open' 'port 22 of instance `db` is open'
counts 2 '^warning.TC8100 world-open-port' "$tmp/out"
example meters # a handler's file may have a hyphen
mv split/handler.py split/split-file.py
change split/function.json 's/"lang"/"handler": "split-file.handler", "lang"/'
says 0 '!split-file'
example meters # a source that names a bucket it may not write
change topology.yml 's/  parts:/&\n    name: acme-meters-parts/'
change split/handler.py '$a\    boto3.client("s3").put_object(Bucket="acme-meters-parts", Key="x", Body=b"")'
says 0 '!TC2310'
change topology.yml 's/, parts: write//'
says 0 'warning\[TC2310 named-without-right\]: this names bucket `parts`, which function `split` may not write to --> split/handler.py:'

# ---- A schedule, a flow with a Catch ----------------------------------------------------------------------------------

example rates
build -s bob -e dev
keys=$(grep -o '"artifacts/[0-9a-f]*\.zip"' "$tmp"/o/cfn/*.template.json | sort -u | wc -l)
[ "$keys" = 1 ] && ok || no "both functions use one archive, not $keys"
counts 0 'AWS::SecretsManager::Secret"' "$tmp"/o/cfn/*.template.json
counts 0 'resource "aws_secretsmanager_secret' "$tmp"/o/tf/*/*.tf
tr -d ' \n' <"$tmp/o/cfn/rates.template.json" >"$tmp/flat"
grep -q '"AlertEmail":{[^}]*"Default":""' "$tmp/flat" && ok || no "AlertEmail has no empty default"
grep -q '"Type":"AWS::SNS::Subscription"' "$tmp/flat" && grep -q '"Condition":"[A-Za-z]*AlertEmail' "$tmp/flat" && ok || no "the subscription does not wait for an address"
has tf/rates/main.tf 'count *= .*AlertEmail\|count *= .*alert_email'
change topology.yml '/^      Catch: \*alert/d'
says 0 'warning\[TC3505 asl-failure-unheard\]: a failure of `Tidy` reaches no notification'
example rates
change topology.yml "s/'0 \\* \\* \\* ? \\*'/'0 * * * *'/"
says 1 'error\[TC5100 cron-five-fields\]' "cron: '0 \\* \\* \\* ? \\*'"

# ---- Each mistake is one error with its place ---------------------------------------------------------------------------

one_error() { # WHERE FIX LINES...: one error, there, with its source line and a caret; FIX: a fix is shown
	where=$1 fix=$2
	printf '%s\n' "$3" >"$tmp/s/topology.yml"
	says 1 "--> topology.yml:$where " ' | *[0-9]* | .* | .*^'
	counts 1 '^error\[' "$tmp/out"
	[ "$fix" = no ] || { grep -q '^help: ' "$tmp/out" && ok || no "no fix: $3"; }
}
system "$root/docs/examples/rates"
one_error 3:3 no 'name: x
queues:
  : 1'
one_error 3:8 yes 'name: x
queues:
  a: { retenton: 4d }'
one_error 4:3 no 'name: x
queues:
  a: { delay: 1 }
  a: { delay: 2 }'
one_error 4:39 yes 'name: x
queues:
  jobs: {}
topics: { t: { subscribers: [{ queue: jbos }] } }'
one_error 3:15 no 'name: x
queues:
  a: { delay: soon }'
one_error 3:15 no 'name: x
queues:
  a: { delay: 16m }'

# ---- The systems that the project was asked for ---------------------------------------------------------------------------

if [ -d "$seeds" ]; then
	system "$seeds/001-portable"
	build -s lab -e lab
	holds worker main.py context.py func.py const.yml lib/__init__.py lib/rds.py
	has shim/docker-compose.yml 4566
	has shim/docker-compose.yml 13306
	cat "$tmp"/o/shim/*.sh "$tmp"/o/shim/*/*.sh >"$tmp/scripts" 2>/dev/null
	for name in raw-data new-file pending-worker pending-worker-deadletter; do
		grep -q "$name" "$tmp/scripts" && ok || no "001: the init script does not name $name"
	done
	says 0 'TC2100 secret-in-sight' 'TC6024 async-unused' '!TC2300'
	change topology.yml 's/, as: {[^}]*}//'
	says 1 'error\[TC2300 input-not-delivered\]' 'declared: bucket string, key string' 'delivered: '
	system "$seeds/003-zipster"
	says 0 '!TC2310'
	change topology.yml '/^allow/,$d'
	says 0
	counts 2 '^warning.TC8100 world-open-port' "$tmp/out"
	change transform/function.json '/"load-input": "write"/d'
	says 0 'TC2310 named-without-right'
	system "$seeds/000-tc-etl"
	dir=etl
	says 0 'python3.10 is past' 'ruby3.2 is past' 'TC2022 route-wait' 'TC2030 never-started'
	build -s bob -e dev
	holds enhancer handler.py
	system "$seeds/004-tdf"
	dir=.
	change topology.yml '0,/^ *Catch:/{/^ *Catch:/d}'
	says 0 'a failure of `Retrieve Raw` reaches no notification'
	change topology.yml "s/'0 \\* \\* \\* ? \\*'/'0 * * * *'/"
	says 1 'TC5100' "'0 \\* \\* \\* ? \\*'"
	system "$seeds/002-container"
	change topology.yml 's/arch: arm64/arch: x86_64/'
	says 1 'TC6107'
else
	echo "skipped: ../shared/acceptance is not there"
fi

echo "points: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
