#!/bin/sh
# The Makefile that a build writes: every rule of it under `make -n`, and those with something to
# decide against programs that stand in for the AWS CLI, curl and docker.
#
#   golden/make.sh        TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT MAKEFLAGS MAKELEVEL
ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; [ -s "$tmp/err" ] && sed 's/^/    /' "$tmp/err" | head -12; }

# Every rule of every topology, with each tool.
for dir in "$root"/testdata/ok/*/ "$root"/docs/examples/*/; do
	[ -d "$dir" ] || continue
	name=$(basename "$dir")
	args=$(sed -n '1s/^# topc: //p' "$dir/topology.yml")
	out=$tmp/$name
	# shellcheck disable=SC2086
	(cd "$dir" && "$topc" build -q -t all ${args:--s bob -e dev} -o "$out" . >"$tmp/err" 2>&1) || { no "$name does not compile"; continue; }
	rules=$(sed -n 's/^\([A-Za-z0-9_.-]*\):.*## .*/\1/p; s/^\([a-z]*-$(TOOL)[^:]*\):.*/\1/p' "$out/Makefile" | sort -u)
	for rule in $rules; do
		for tool in cfn tf; do
			(cd "$out" && timeout 20 make -n TOOL=$tool BUCKET=b FN=f NAME=n EFS=/efs ASSETS=/assets IMAGE_URI=i "$rule" >"$tmp/said" 2>"$tmp/err") || {
				# `make -n` runs the lines with $(MAKE): a name that is nobody's may say so
				case $rule in invoke | secret) ;; *) no "$name: make -n $rule TOOL=$tool"; continue ;; esac
			}
			# What make would run, sh can read.
			sh -n "$tmp/said" 2>"$tmp/err" && ok || no "$name: $rule TOOL=$tool is no shell script"
		done
	done
	for rule in help build deploy diff delete invoke test shim run watch; do
		echo "$rules" | grep -qx "$rule" && ok || { : >"$tmp/err"; no "$name: no rule $rule"; }
	done
	find "$out" -name '*.sh' | while read -r script; do sh -n "$script" || echo bad >>"$tmp/scripts"; done
done
[ ! -s "$tmp/scripts" ] && ok || { : >"$tmp/err"; no "a script that sh cannot read"; }

# ---- Rules that decide --------------------------------------------------------------------------------
# The stand-ins answer with the files of $ANSWER and note how they were called.
mkdir -p "$tmp/bin"
cat >"$tmp/bin/aws" <<'AWS'
#!/bin/sh
echo "aws $*" >>"$CALLED"
case "$1 $2" in
"lambda invoke")
	for last; do :; done
	cp "$ANSWER/lambda" "$last"
	[ ! -f "$ANSWER/lambda.meta" ] || cat "$ANSWER/lambda.meta" ;;
"apigatewayv2 get-apis" | "apigatewayv2 get-api") echo https://api.example.org ;;
"stepfunctions list-state-machines") echo arn:aws:states:us-east-1:111122223333:stateMachine:x ;;
"stepfunctions start-execution") echo arn:aws:states:us-east-1:111122223333:execution:x:1 ;;
"stepfunctions describe-execution" | "stepfunctions start-sync-execution") cat "$ANSWER/execution" ;;
"events put-events") cat "$ANSWER/events" ;;
"cloudformation deploy")
	case " $* " in *" --no-execute-changeset "*) [ ! -f "$ANSWER/changes" ] || cat "$ANSWER/changes" ;; esac ;;
"cloudformation describe-change-set") echo 'Add Queue' ;;
"cloudformation delete-change-set" | "s3 sync") ;;
"secretsmanager put-secret-value" | "lambda update-function-code") ;;
"sts get-caller-identity") echo 111122223333 ;;
"configure get") echo us-east-1 ;;
"s3 cp") echo '{}' >"$4" ;;
*) echo "aws: not expected: $*" >&2; exit 1 ;;
esac
AWS
cat >"$tmp/bin/curl" <<'CURL'
#!/bin/sh
echo "curl $*" >>"$CALLED"
while [ $# -gt 0 ]; do [ "$1" = -o ] && cp "$ANSWER/http" "$2"; shift; done
CURL
cat >"$tmp/bin/docker" <<'DOCKER'
#!/bin/sh
echo "docker $*" >>"$CALLED"
[ "$1" = run ] || exit 0
made=$(mktemp -d) && echo built >"$made/bootstrap" && tar -C "$made" -cf - . && rm -r "$made"
DOCKER
cat >"$tmp/bin/terraform" <<'TERRAFORM'
#!/bin/sh
echo "terraform $*" >>"$CALLED"
TERRAFORM
chmod +x "$tmp/bin/"*
PATH=$tmp/bin:$PATH CALLED=$tmp/called ANSWER=$tmp/answer
export PATH CALLED ANSWER
mkdir -p "$ANSWER"

# expect STATUS RULE ARGS...: make runs the rule and ends well (0) or badly (1).
expect() {
	want=$1 rule=$2
	shift 2
	: >"$CALLED"
	(cd "$out" && timeout 60 make "$rule" "$@" >"$tmp/said" 2>"$tmp/err" </dev/null)
	got=$?
	[ "$got" = 0 ] || got=1
	[ "$got" = "$want" ] && ok || no "make $rule: ends with $got, not $want"
}
called() { grep -q -- "$1" "$CALLED" && ok || { cp "$CALLED" "$tmp/err"; no "no call with: $1"; }; }
says() { grep -q -- "$1" "$tmp/said" "$tmp/err" && ok || no "nothing is said of: $1"; }

# What is asked for: what has no default, lists as each tool reads them, secrets that no log shows.
out=$tmp/parameters
expect 1 deploy
says 'BUCKET is not set'
expect 1 deploy BUCKET=b Groups=sg-1 Hidden=h1dden
says 'Subnets is not set'
expect 0 deploy BUCKET=b Groups=sg-1 Subnets='subnet-1, subnet-2' Hidden="h1dd'en"
called "cloudformation deploy --stack-name settings-bob .*--s3-bucket b .*Hidden=h1dd'en .*Subnets=subnet-1, subnet-2"
! grep -q h1dd "$tmp/said" && ok || no "make deploy shows a secret"
expect 0 deploy TOOL=tf Groups=sg-1 Subnets='subnet-1, subnet-2' Hidden=h1dden
called 'apply .* -var Groups=\["sg-1"\] .*-var Many=\["subnet-1a2b3c4d"\] -var Subnets=\["subnet-1","subnet-2"\]'
! grep -q h1dd "$tmp/said" && ok || no "make deploy TOOL=tf shows a secret"
expect 0 deploy TOOL=tf Groups=sg-1 Subnets=subnet-1 Many= Hidden=h1dden
called '-var Many=\[\] '
# A change set is shown and thrown away; where nothing changes, that is said.
echo 'aws cloudformation describe-change-set --change-set-name arn:set' >"$ANSWER/changes"
expect 0 diff BUCKET=b Groups=sg-1 Subnets=subnet-1 Hidden=h1dden
called 'describe-change-set --change-set-name arn:set '
called 'delete-change-set --change-set-name arn:set'
says 'Add Queue'
echo 'No changes to deploy' >"$ANSWER/changes"
expect 0 diff BUCKET=b Groups=sg-1 Subnets=subnet-1 Hidden=h1dden
says 'No changes to deploy'
! grep -q describe-change-set "$CALLED" && ok || no "a change set that is none is shown"
# Without archives no bucket is needed; roles with names of their own need a word more.
mkdir -p "$tmp/bare" && cat >"$tmp/bare/topology.yml" <<'END'
name: bare
queues: { jobs: {} }
resources:
  Guard: { type: 'AWS::IAM::Role', properties: { RoleName: guard, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } }
END
"$topc" build -q -t cfn -s bob -o "$tmp/bare/out" "$tmp/bare" >"$tmp/err" 2>&1 || no "bare does not compile"
out=$tmp/bare/out
expect 0 deploy
called 'CAPABILITY_NAMED_IAM'
! grep -q 's3' "$CALLED" && ok || no "a bucket that is not needed"
out=$tmp/tests

if ! command -v jq >/dev/null 2>&1; then
	echo "make: $passed passed, $failed failed"
	echo "skipped: no jq, which rules of tests need"
	[ "$failed" -eq 0 ] && exit 77
	exit 1
fi
echo '{"statusCode": 200, "id": 7, "rest": [1, 2]}' >"$ANSWER/lambda"
expect 0 test-whole
called 'lambda invoke --function-name shop_price_bob'
expect 0 test-part
expect 0 test-inside
expect 0 test-alone
expect 0 test-any
echo '{"statusCode": 200, "id": 8, "rest": [1, 2]}' >"$ANSWER/lambda"
expect 1 test-whole
expect 1 test-part
expect 1 test-inside
expect 0 test-any
echo '{"FunctionError": "Unhandled"}' >"$ANSWER/lambda.meta"
expect 1 test-any
rm "$ANSWER/lambda.meta"
echo '{"price": 3}' >"$ANSWER/http"
expect 0 test-http
called "curl .*-X GET .*https://api.example.org/prices/12"
expect 0 test-http AUTH=token
called 'Authorization: token'
expect 0 test-posted
called 'Authorization: fixed'
called '--data @tests/posted.payload.json'
echo '{"price": 4}' >"$ANSWER/http"
expect 1 test-http
echo 0 >"$ANSWER/events"
expect 0 test-told
grep -q '"DetailType": "Paid"' "$out/tests/told.answer.json.entries" && ok || no "the event's entries"
echo 1 >"$ANSWER/events"
expect 1 test-told
echo '{"status": "SUCCEEDED", "output": "{\"done\": true}"}' >"$ANSWER/execution"
expect 0 test-flow
echo '{"status": "SUCCEEDED", "output": "{\"done\": false}"}' >"$ANSWER/execution"
expect 1 test-flow
echo '{"status": "FAILED"}' >"$ANSWER/execution"
expect 1 test-flow
expect 0 code-price
called 'lambda update-function-code --function-name shop_price_bob --zip-file fileb://artifacts/'
expect 1 invoke
expect 1 invoke FN=nobody
echo '{}' >"$ANSWER/lambda"
expect 1 assets-price
mkdir -p "$tmp/efs" "$tmp/assets/MODEL_PATH" && echo model >"$tmp/assets/MODEL_PATH/m.bin"
expect 0 assets-price EFS="$tmp/efs" ASSETS="$tmp/assets"
[ -f "$tmp/efs/prices/1.0/m.bin" ] && ok || no "assets-price copies nothing"
expect 0 secret NAME=key
expect 1 secret NAME=kee
expect 0 run
called 'compose -f shim/docker-compose.yml --profile run up'
[ -f "$out/shim/code/price/handler.py" ] && ok || no "run unpacks no code"
echo "make: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
