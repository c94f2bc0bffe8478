#!/bin/sh
# What reads git, tried on repositories made here: which topologies a change concerns, changelogs and
# releases, and repositories that somebody made to do harm.
#
#   golden/git.sh     TOPC=build/topc
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
topc=${TOPC:-$root/build/topc}
case $topc in /*) ;; *) topc=$(pwd)/$topc ;; esac
command -v git >/dev/null 2>&1 || { echo "skipped: git is not there"; exit 77; }
tmp=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
passed=0 failed=0
unset TOPC_SANDBOX TOPC_ENV TOPC_RELEASE TOPC_TARGET TOPC_REPORT TOPC_DIFF_FAIL_ON
NO_COLOR=1 LC_ALL=C GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=$tmp
GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_AUTHOR_DATE='2026-01-02T03:04:05Z'
GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org GIT_COMMITTER_DATE='2026-01-02T03:04:05Z'
export NO_COLOR LC_ALL GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE \
	GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAIL $*"; sed 's/^/    /' "$tmp/out" | head -20; }
# expect NAME STATUS PATTERN COMMAND...: its output has a line like PATTERN, or none when it is "-".
expect() {
	name=$1 want=$2 pattern=$3
	shift 3
	timeout 60 "$topc" "$@" >"$tmp/out" 2>&1
	status=$?
	if [ $status -ne "$want" ]; then no "$name: exit $status"
	elif [ "$pattern" != - ] && ! grep -q -- "$pattern" "$tmp/out"; then no "$name: no line like $pattern"
	elif [ "$pattern" = - ] && [ -s "$tmp/out" ]; then no "$name: it says something"
	elif LC_ALL=C grep -q "$(printf '\033')" "$tmp/out"; then no "$name: an escape got through"
	else ok; fi
}
without() { # NAME PATTERN: the last output has no such line
	if grep -q -- "$2" "$tmp/out"; then no "$1: $2"; else ok; fi
}
fresh() { # a repository in $tmp/r
	cd "$tmp" && chmod -R u+w r 2>/dev/null
	rm -rf "$tmp/r" && mkdir "$tmp/r" && cd "$tmp/r" && git init -q -b main .
}
save() { git add -A && git commit -q --allow-empty -m "$1"; }
topology() { # DIR NAME: two queues
	mkdir -p "$1" && printf 'name: %s\nqueues:\n  a: {}\n' "$2" >"$1/topology.yml"
}

# ---- What a change concerns -------------------------------------------------------------------------
fresh
topology one one
topology two two
topology three three
mkdir -p shared one/work infrastructure/tc/three
printf 'functions:\n  w: { uri: ../shared }\n' >>two/topology.yml
printf '{"name": "w", "runtime": {"lang": "python3.12", "handler": "h.h"}}\n' >shared/function.json
printf 'def h(e, c):\n    return e\n' >shared/h.py
printf '{"name": "work", "runtime": {"lang": "python3.12", "handler": "h.h"}}\n' >one/work/function.json
cp shared/h.py one/work/
printf '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}\n' >alone.asl.json
save first
short='--report short=-'
# shellcheck disable=SC2086
{
expect own 0 '^one: 0 errors' check --changed-files one/work/h.py
without own 'two'
expect deleted 0 '^one: 0 errors' check --changed-files one/gone/function.json
expect shared 0 '^two: 0 errors' check --changed-files shared/h.py
without shared 'one'
expect infra 0 '^three: 0 errors' check --changed-files infrastructure/tc/three/tags.json
expect ignore-file 0 'entities checked' check --changed-files .topcignore
expect elsewhere 0 'nothing changed' check --changed-files README.md
expect outside 0 'nothing changed' check --changed-files /etc/passwd ../x
expect flow 0 'alone.asl.json: 0 errors' check --changed-files alone.asl.json
expect nothing 0 'nothing changed' check --changed
echo 'bad: 1' >>two/topology.yml
expect changed 1 'two/topology.yml:.*TC1001' check --changed $short
without changed 'one/'
expect base 1 'two/topology.yml:.*TC1001' check --changed --base main $short
expect no-base 1 'TC7001' check --changed --base nowhere $short
git checkout -q two
expect all 0 'entities checked' check --all
expect no-path 2 'needs a PATH' check
(cd one && "$topc" check --changed-files work/h.py >"$tmp/out" 2>&1) && grep -q '^one: 0 errors' "$tmp/out" && ok || no "from a folder"
}

# ---- What differs -----------------------------------------------------------------------------------
printf '  b: {}\n' >>one/topology.yml
expect one-differs 0 'ADD *queue b' diff -s dev
without one-differs '^two'
grep -q '2 topologies unchanged' "$tmp/out" && ok || no 'the others are unchanged'
expect exit-code 1 'ADD' diff -s dev --exit-code
expect folder 0 '1 topology unchanged' diff -s dev two
expect range 0 '3 topologies unchanged' diff -s dev HEAD..HEAD
expect no-sandbox 2 'needs a sandbox' diff
expect no-rev 1 'TC7001' diff -s dev nowhere
expect like-option 2 'unknown option' diff -s dev --upload-pack=x
git update-ref refs/heads/-x HEAD
expect ref-like-option 0 'ADD *queue b' diff -s dev -- -x
expect three-dots 0 '3 topologies unchanged' diff -s dev HEAD...HEAD
echo 'h2 = 1' >>shared/h.py
expect shared-code 0 'PACKAGE *function `w`.*~h.py' diff -s dev two
git rm -q -r two && rm -rf two
expect removed-topology 0 '^two  gone' diff -s dev
git reset -q --hard

# ---- Names that change -------------------------------------------------------------------------------
sed -i.bak 's/  a: {}/  z: {}/' one/topology.yml && rm one/topology.yml.bak
expect renamed 0 "to keep it:  aliases: .a., name: '{{namespace}}_a_{{sandbox}}' on queue z" diff -s dev one
expect renamed-markdown 0 '^    to keep it:  aliases' diff -s dev one --format markdown
sed -i.bak 's/  z: {}/  z: { aliases: [a] }/' one/topology.yml && rm one/topology.yml.bak
expect aliased 0 'REPLACE *queue z  AWS::SQS::Queue  AQueue' diff -s dev one
expect moved 0 'REPLACE *queue z  aws_sqs_queue  aws_sqs_queue.aqueue' diff -s dev -t tf one
sed -i.bak "s/aliases: .a./&, name: '{{namespace}}_a_{{sandbox}}'/" one/topology.yml && rm one/topology.yml.bak
for target in cfn tf; do expect "kept $target" 0 '1 topology unchanged' diff -s dev -t $target one; done
save kept
sed -i.bak 's/aliases: .a., //' one/topology.yml && rm one/topology.yml.bak
expect alias-gone 0 '1 topology unchanged' diff -s dev -t tf one # it was moved by then
expect alias-gone-cfn 0 'RENAME *queue z' diff -s dev one
git reset -q --hard HEAD~1
git mv one/work one/task && sed -i.bak 's/"work"/"task"/' one/task/function.json && rm one/task/function.json.bak
expect function-renamed 0 'ACCESS *role TaskFunctionRole  the same as WorkFunctionRole had, under the new name' diff -s dev one
without function-renamed 'gains'
without function-renamed 'PACKAGE'
expect function-renamed-gate 1 'TC4410' diff -s dev one --fail-on wider-access $short
git reset -q --hard
# The new name in somebody else's is another right.
mkdir -p one/infrastructure/tc/one/roles
role() { printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::all-%s/*"}]}' $1 \
	>one/infrastructure/tc/one/roles/$1.json; }
role work && save role
git mv one/work one/task && sed -i.bak 's/"work"/"task"/' one/task/function.json && rm one/task/function.json.bak one/infrastructure/tc/one/roles/work.json
role task
expect function-renamed-other 0 'gains  s3:GetObject  on arn:.*all-task' diff -s dev one
git reset -q --hard HEAD~1

sed -i.bak 's/name: one/name: uno/' one/topology.yml && rm one/topology.yml.bak
expect stack-renamed 0 '^stack one goes and uno comes' diff -s dev one
git reset -q --hard
printf 'tags: { team: a }\n' >>one/topology.yml && save tags
sed -i.bak 's/team: a/team: b/' one/topology.yml && rm one/topology.yml.bak
expect common-tags 0 'tags_all/team  "a" -> "b"' diff -s dev -t tf one
without common-tags 'unknown, check'
git reset -q --hard HEAD~1
mkdir apps && git mv one apps/one
expect folder-moved 0 '3 topologies unchanged' diff -s dev
without folder-moved 'REMOVE\|ADD'
printf '  b: {}\n' >>apps/one/topology.yml
expect folder-moved-and-changed 0 '^one  moved from one ' diff -s dev
grep -q '^ADD *queue b' "$tmp/out" && ok || no 'folder-moved-and-changed: what changed'
without folder-moved-and-changed 'REMOVE'
git reset -q --hard && rm -rf apps

# ---- Findings that are accepted ------------------------------------------------------------------------
sed -i.bak 's/  a: {}/  b: {}/' one/topology.yml && rm one/topology.yml.bak
printf 'ignore:\n- { code: TC7012, reason: it is empty, paths: ["one/**"] }\n' >.topc.yml
expect accepted 0 '1 allowed' diff -s dev --fail-on replace
expect accepted-note 0 'allowed:  it is empty' diff -s dev --fail-on replace
expect accepted-json 0 '"hits": 0' diff -s dev --fail-on replace --format json
expect not-unused 0 '0 errors, 0 warnings' check .
sed -i.bak 's/one/two/' .topc.yml && rm .topc.yml.bak
expect not-accepted 1 'TC7012' diff -s dev --fail-on replace $short
rm .topc.yml && git reset -q --hard

# ---- What is committed and stale -------------------------------------------------------------------------
"$topc" build -q -s dev -o out one two
expect current 0 - build -q --check -s dev -o out one two
printf '  b: {}\n' >>one/topology.yml
echo '# more' >>shared/h.py
expect stale 1 'out/two/manifest.json is not what would be built' build -q --check -s dev -o out one two
grep -q 'out/one/cfn/one.template.json is not' "$tmp/out" && ok || no 'stale: both topologies'
grep -q 'out/two/artifacts/.*zip is missing' "$tmp/out" && ok || no 'stale: what is missing'
grep -q 'out/two/artifacts/.*zip would not be built any more' "$tmp/out" && ok || no 'stale: what would go'
[ "$(sort "$tmp/out")" = "$(LC_ALL=C cat "$tmp/out")" ] && ok || no 'stale: in order'
rm -rf out && git reset -q --hard

# ---- Changelogs and releases -------------------------------------------------------------------------
expect no-release 0 'no release -> one-0.0.1  first' release --dry-run one
expect dry-run 2 'git tag' release one
git tag one-1.0.0
git tag one-1.9.0-rc.1
git tag one-x-2.0.0
expect nothing-new 0 'nothing to release since one-1.0.0' release --dry-run one
echo '# 1' >>one/work/h.py && save 'fix(one): a'
echo '# 1' >>two/x.py && save 'feat(two): b'
expect patch 0 'one-1.0.0 -> one-1.0.1  patch' release --dry-run one
without patch 'feat(two)'
printf '  b: {}\n' >>one/topology.yml && save 'fix: more'
expect minor 0 'one-1.0.0 -> one-1.1.0  minor' release --dry-run one
git tag -a -m x one-1.10.0
sed -i.bak '/ b: {}/d' one/topology.yml && rm one/topology.yml.bak && save 'chore: less'
expect major 0 'one-1.10.0 -> one-2.0.0  major' release --dry-run one
grep -q 'REMOVE queue b, DATA LOSS' "$tmp/out" && ok || no 'major: why'
expect changelog 0 '  1.10.0  2026-01-02' changelog one
without changelog 'feat(two)'
[ "$(grep -c 'fix' "$tmp/out")" -eq 2 ] && ok || no 'changelog: two fixes'
expect unreleased 0 'chore: less' changelog --unreleased one
without unreleased '1.10.0'
expect changelog-shared 0 'feat(two)' changelog two
git checkout -q -b side HEAD~3 && echo '# 2' >>one/work/h.py && save 'feat(one): side' && git checkout -q main && git merge -q --no-ff -m 'Merge side' side
expect merged 0 'feat(one): side' changelog --unreleased one
without merged 'Merge side'

# What was taken back counts for nothing, unless that was taken back, too.
git tag one-2.0.0
echo '# 3' >>one/work/h.py && save 'feat(one)!: loud'
expect loud 0 'one-2.0.0 -> one-3.0.0  major' release --dry-run one
git revert --no-edit HEAD >/dev/null
expect taken-back 0 'nothing to release since one-2.0.0' release --dry-run one
git revert --no-edit HEAD >/dev/null
expect taken-back-twice 0 'one-2.0.0 -> one-3.0.0  major' release --dry-run one
git checkout -q -b other HEAD~3 && save 'other' && git tag one-3.0.0 && git checkout -q main
expect release-json 0 '"bump": "major"' release --dry-run --json one
grep -q '"tag": "one-3.0.0"' "$tmp/out" && grep -q '"text": .*loud' "$tmp/out" && ok || no 'release --json: the tag and why'
printf '# 4\n' >>one/work/h.py && save "$(printf 'feat(a<b): *x* | y\n\nBREAKING CHANGE: no `z` more')"
printf '# 5\n' >>one/work/h.py && git add -A && printf 'fix: caf\351\n' | git -c i18n.commitEncoding=ISO-8859-1 commit -q -F -
expect changelog-markdown 0 '^## Unreleased' changelog --format markdown one
grep -q '^- \*\*a\\<b:\*\* \\\*x\\\* \\| y ([0-9a-f]*)$' "$tmp/out" && ok || no 'changelog: scope and subject are data'
grep -q '^  no \\`z\\` more$' "$tmp/out" && ok || no 'changelog: what breaks'
grep -q '^## 1.10.0 - 2026-01-02' "$tmp/out" && ok || no 'changelog: the date of a version'
grep -q 'caf? ' "$tmp/out" && ok || no 'changelog: another encoding'
git reset -q --hard HEAD~2
expect taken 0 'the tag is there already, on another line' release --dry-run one
git tag one-3.0.1 && mkdir deep && git mv one deep/uno && save 'chore: another folder'
expect moved 0 'nothing to release since one-3.0.1' release --dry-run deep/uno
without moved 'ADD '
printf '  fresh: {}\n' >>deep/uno/topology.yml && save 'fix: a queue'
expect moved-changed 0 'ADD queue fresh' release --dry-run deep/uno
[ "$(grep -c 'ADD' "$tmp/out")" = 1 ] && ok || no 'release of a moved topology: more than what is new'
git reset -q --hard HEAD~2
git clone -q --depth 1 --no-tags "file://$tmp/r" "$tmp/cut" 2>/dev/null
expect shallow-release 1 'unknown: no release of it is in this shallow clone' release --dry-run -C "$tmp/cut" one

# ---- Repositories that mean harm ---------------------------------------------------------------------
expect bare-folder 1 'TC7000' diff -s dev -C "$tmp"
fresh
expect no-commit 1 'TC7001' diff -s dev $short
mkdir "$tmp/fake" && echo 'gitdir: /etc' >"$tmp/fake/.git"
expect fake-git 1 'TC700[02]' diff -s dev -C "$tmp/fake"

fresh
topology one one
mkdir -p deep
ln -s /etc one/out
ln -s /etc/passwd one/function.json
ln -s ../../../../../etc/passwd deep/topology.yml
save links
echo '  b: {}' >>one/topology.yml
expect links-out 1 'TC2052' diff -s dev # a function's file that leaves the repository is named, not read
without links-out 'root:'
expect links-checked 1 'TC2052' check --all
without links-checked 'root:'
rm one/function.json && git add -A && git commit -qm gone
expect folders-out 0 'one: 0 errors' check --all

fresh
weird=$(printf 'we\nird\033[31m')
topology "$weird" one
save weird
printf '  b: {}\n' >>"$weird/topology.yml"
for format in text markdown json; do expect "weird $format" 0 'AWS::SQS::Queue' diff -s dev --format $format; done
save "$(printf 'feat: \033[31mred\r\n\nx')"
for format in text markdown json; do expect "weird changelog $format" 0 'red' changelog --format $format; done

fresh # texts that would be markup, links and mentions in a comment
topology one one
mkdir -p one/w one/infrastructure/tc/one/roles
printf '{"name": "w", "runtime": {"lang": "python3.12", "handler": "h.h"}}' >one/w/function.json && echo 'def h(e, c): return e' >one/w/h.py
save plain
printf '{"name": "w", "runtime": {"lang": "python3.12", "handler": "h.h", "environment": {"AA": "```\\n</details><img src=x> @octocat #1 | x"}}}' >one/w/function.json
printf '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/@octocat|`x`<details>#1 [a](http://x.org)"}]}' \
	>one/infrastructure/tc/one/roles/w.json
expect markup 0 '@<!-- -->octocat.|.`x.`.<details.>#<!-- -->1 .\[a.\](http:<!-- -->//x.org)' diff -s dev --format markdown one
expect markup-fenced 0 "AA.*'''.*img src" diff -s dev --format markdown one
[ "$(grep -c '^```' "$tmp/out")" -eq 2 ] && ok || no 'markup: the fence is left'
[ "$(grep -c '^<details>' "$tmp/out")" -eq 1 ] && ok || no 'markup: folds of its own'

fresh # no UTF-8
topology "$(printf 'caf\351')" one
save latin
printf '  b: {}\n' >>"$(printf 'caf\351')/topology.yml"
expect latin 0 'AWS::SQS::Queue' diff -s dev --format json
python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$tmp/out" 2>/dev/null && ok || no 'latin: the JSON can be read'

fresh # ten thousand folders deep
topology one one
save one
deep=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "d/" }')
printf 'commit refs/heads/main\ncommitter A <a@e> 1767225600 +0000\ndata 1\nx\nfrom refs/heads/main^0\nM 100644 inline %stopology.yml\ndata 8\nname: x\n\n' "$deep" | git fast-import --quiet
expect deep 1 'too long.*TC7002' diff -s dev HEAD~1..HEAD $short
expect deep-same 0 'unchanged' diff -s dev HEAD..HEAD
expect deep-log 1 'TC7002' changelog $short

fresh # a few objects that name ten thousand million folders
blob=$(printf 'name: x\n' | git hash-object -w --stdin)
tree=$(printf '100644 blob %s\tx\n' "$blob" | git mktree)
for _ in 1 2 3 4 5 6 7 8 9 10; do
	tree=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\t%s\n' "$tree" $n; done | git mktree)
done
git update-ref refs/heads/main "$(git commit-tree -m bomb "$tree")"
expect bomb 1 'TC7002' diff -s dev HEAD..HEAD $short
empty=$(git commit-tree -m none "$(git mktree </dev/null)")
expect bomb-added 1 '200,000 folders.*TC7002' diff -s dev "$empty..HEAD" $short

fresh # objects that are gone or damaged
topology one one
topology two two
save first
echo '  b: {}' >>one/topology.yml
save second
object() { git rev-parse "$1" | sed 's|^\(..\)|.git/objects/\1/|'; }
for what in HEAD:one HEAD:one/topology.yml HEAD~1^{tree} HEAD~1; do
	file=$(object "$what")
	mv "$file" "$tmp/kept"
	expect "without $what" 1 'TC70' diff -s dev HEAD~1..HEAD $short
	printf 'garbage' >"$file"
	expect "damaged $what" 1 'TC70' diff -s dev HEAD~1..HEAD $short
	expect "changelog of $what" 1 'TC70' changelog one $short
	rm -f "$file" && mv "$tmp/kept" "$file"
done
evil=$(printf '100644 ../../evil\000%s' "$(printf '\1%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)" | git hash-object -t tree --stdin -w --literally)
commit=$(printf 'tree %s\nauthor A <a@e> 1 +0000\ncommitter A <a@e> 1 +0000\n\nx' "$evil" | git hash-object -t commit --stdin -w --literally)
expect evil-tree 1 'TC7002' diff -s dev "$commit..HEAD" $short
commit=$(printf 'nonsense' | git hash-object -t commit --stdin -w --literally)
expect evil-commit 1 'TC700' diff -s dev "$commit..HEAD" $short

# Nothing of all this writes into a repository.
git status >/dev/null 2>&1
find .git one two -type f | sort | xargs cksum >"$tmp/before"
expect writes 0 - check -q --all
expect writes-diff 0 'ADD' diff -s dev HEAD~1
find .git one two -type f | sort | xargs cksum >"$tmp/after"
cmp -s "$tmp/before" "$tmp/after" && ok || no "something was written"

# A submodule that is not fetched is said to be empty; one that is counts with what is in it.
fresh
mkdir "$tmp/sub" && cd "$tmp/sub" && git init -q . && printf 'def h(e, c):\n    return e\n' >h.py && save one && cd "$tmp/r" || exit 2
mkdir one && printf 'name: one\n' >one/topology.yml && mkdir one/work
printf '{"name": "work", "runtime": {"lang": "python3.12", "handler": "h.h"}}\n' >one/work/function.json
printf 'def h(e, c):\n    return e\n' >one/work/h.py && git -c protocol.file.allow=always submodule -q add ../sub one/work/lib && save sub
(cd one/work/lib && echo '# more' >>h.py && save more) && save moved
expect submodule 0 'PACKAGE *function `work`.*~lib/h.py' diff -s dev HEAD~1..HEAD
git clone -q "file://$tmp/r" "$tmp/plain" 2>/dev/null
expect submodule-absent 0 'TC7004' diff -s dev HEAD~1..HEAD -C "$tmp/plain" --report short=-

# A shallow clone says so.
git clone -q --depth 1 "file://$tmp/r" "$tmp/shallow" 2>/dev/null
expect shallow 0 'TC7003' changelog -C "$tmp/shallow" $short
expect shallow-base 1 'TC7001' diff -s dev HEAD~1 -C "$tmp/shallow" $short
echo "git: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
