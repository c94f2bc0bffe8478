#!/usr/bin/env python3
"""Every report of testdata/report/ against its golden, its format's rules and its siblings.

    golden/reports.py [-u]      TOPC=build/topc

The goldens are golden/report/<name>. Beside that: the edits of json (bytes), the fixes of sarif (code points) and
the suggestions of rdjson (bytes of a line) must make the same text of the source; all reports must have
the same findings; JUnit, GitLab and rdjson are held to their formats' own rules. SARIF is judged by
Microsoft's multitool when `.ci/tools` could install it.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

here = pathlib.Path(__file__).resolve().parent
root = here.parent
topc = pathlib.Path(os.environ.get("TOPC", "build/topc")).absolute()
update = "-u" in sys.argv
FORMATS = ["text", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "rdjsonl", "markdown"]
failures, passed, skipped = [], 0, []


def expect(what, ok, more=""):
	global passed
	if ok:
		passed += 1
	else:
		failures.append(f"{what} {more}".strip())


env = {k: v for k, v in os.environ.items() if not k.startswith(("TOPC_", "GITHUB_"))}
env |= {"NO_COLOR": "1", "LC_ALL": "C"}


def run(where, *args, **more):
	return subprocess.run([topc, *args], cwd=where, env=env | more.pop("env", {}), capture_output=True, text=True, **more)


tmp = tempfile.TemporaryDirectory()
case = pathlib.Path(tmp.name) / "repo"
subprocess.run(["cp", "-R", root / "testdata/report", case], check=True)
(case / ".git").mkdir()

# ---- All at once, and each by itself ------------------------------------------------------------------

many = [a for f in FORMATS for a in ("--report", f"{f}=../{f}.out")]
got = run(case, "check", ".", "policy.json", *many)
expect("several reports: exit 1", got.returncode == 1, got.stderr)
expect("several reports: nothing on the streams", got.stdout + got.stderr == "", got.stdout + got.stderr)
out = {}
for f in FORMATS:
	out[f] = (case.parent / f"{f}.out").read_text()
	one = run(case, "check", ".", "policy.json", "--report", f"{f}=-")
	expect(f"{f}: alone and among others the same", one.stdout == out[f])
	golden = here / "report" / f
	shown = out[f].replace((root / "VERSION").read_text().strip(), "VERSION")
	if f == "sarif":  # the pages are tested as pages
		plain = json.loads(shown)
		for rule in plain["runs"][0]["tool"]["driver"]["rules"]:
			page = root / f"templates/explain/{rule['id']}.md"
			expect(f"{rule['id']}: help is its page", rule.pop("help", None) == ({"text": page.read_text(), "markdown": page.read_text()} if page.exists() else None))
			rule.pop("fullDescription", None)
		shown = json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
	if update:
		golden.parent.mkdir(exist_ok=True)
		golden.write_text(shown)
	expect(f"golden/report/{f}", golden.exists() and golden.read_text() == shown, "differs (-u rewrites it)")
below = run(case / "worker", "check", "..", "../policy.json", "--report", "sarif=-")
expect("sarif: paths do not depend on where it is started", below.stdout == out["sarif"])

# ---- The same findings in all -------------------------------------------------------------------------

doc = json.loads(out["json"])
diags = doc["diagnostics"]
seen = [d for d in diags if not d["suppressed"]]
sarif = json.loads(out["sarif"])
results = sarif["runs"][0]["results"]
codes = lambda items: sorted(items)
expect("sarif has all", codes(r["ruleId"] for r in results) == codes(d["code"] for d in diags))
expect("jsonl has all", [json.loads(l) for l in out["jsonl"].splitlines()] == diags)
gitlab = json.loads(out["gitlab"])
expect("gitlab has all", codes(i["check_name"] for i in gitlab) == codes(d["code"] for d in seen))
rd = json.loads(out["rdjson"])
expect("rdjson has all", codes(d["code"]["value"] for d in rd["diagnostics"]) == codes(d["code"] for d in seen))
expect("rdjsonl is rdjson", [json.loads(l) for l in out["rdjsonl"].splitlines()] == [d | {"source": rd["source"]} for d in rd["diagnostics"]])
expect("a finding is hidden in it", len(seen) < len(diags))
expect("suppressed ones say why", [r["suppressions"] for r in results if r["suppressions"]] ==
	[[{"kind": "inSource", "justification": d["suppressed"]}] for d in diags if d["suppressed"]])

# ---- Columns: three units, one meaning ------------------------------------------------------------------

bytes_of = {p: (case / p).read_bytes() for p in {s["file"] for d in diags for s in d["spans"]}}


def at_line(data, line):
	return sum(len(l) for l in data.splitlines(keepends=True)[: line - 1])


def by_code_points(data, line, column):
	text = data.splitlines(keepends=True)[line - 1].decode()
	return at_line(data, line) + len(text[: column - 1].encode())


def sarif_span(path, r):
	data = bytes_of[path]
	return by_code_points(data, r["startLine"], r["startColumn"]), by_code_points(data, r["endLine"], r["endColumn"])


def rd_span(path, r):
	data = bytes_of[path]
	return tuple(at_line(data, r[k]["line"]) + r[k]["column"] - 1 for k in ("start", "end"))


for d in diags:
	span = d["spans"][0]
	want = span["start"]["byte"], span["end"]["byte"]
	r = [r for r in results if r["ruleId"] == d["code"] and d["fingerprint"] == r["partialFingerprints"]["topc/v1"]]
	expect(f"{d['code']}: fingerprint in sarif", len(r) == 1)
	where = r[0]["locations"][0]["physicalLocation"]
	expect(f"{d['code']}: sarif region", sarif_span(where["artifactLocation"]["uri"], where["region"]) == want)
	edits = [(e["start"], e["end"], e["text"]) for f in d["fixes"] for e in f["edits"]]
	replaced = [(*sarif_span(c["artifactLocation"]["uri"], x["deletedRegion"]), x["insertedContent"]["text"])
		for f in r[0].get("fixes", []) for c in f["artifactChanges"] for x in c["replacements"]]
	expect(f"{d['code']}: sarif fixes", replaced == edits, f"{replaced} {edits}")
	if d["suppressed"]:
		continue
	x = [x for x in rd["diagnostics"] if x["code"]["value"] == d["code"] and rd_span(x["location"]["path"], x["location"]["range"]) == want]
	expect(f"{d['code']}: rdjson range", len(x) == 1)
	expect(f"{d['code']}: rdjson suggestions", [(*rd_span(span["file"], s["range"]), s["text"]) for s in x[0].get("suggestions", [])] == edits)
wide = [d for d in diags if any(ord(c) > 127 for c in bytes_of[d["spans"][0]["file"]].splitlines()[d["spans"][0]["start"]["line"] - 1].decode())]
expect("one of them stands behind wide characters", any(d["fixes"] for d in wide))

# ---- Rules of the formats ------------------------------------------------------------------------------

for i in gitlab:
	expect(f"gitlab {i['check_name']}", set(i) == {"description", "check_name", "fingerprint", "severity", "location"} and
		i["severity"] in {"info", "minor", "major", "critical", "blocker"} and set(i["location"]) == {"path", "lines"} and
		not i["location"]["path"].startswith(("/", "./")) and i["location"]["lines"]["begin"] >= 1)
expect("gitlab: fingerprints are unique", len({i["fingerprint"] for i in gitlab}) == len(gitlab))

SHAPES = {  # reviewdog: proto/rdf/reviewdog.proto
	"result": {"diagnostics": ["diagnostic"], "source": "source", "severity": str},
	"diagnostic": {"message": str, "location": "location", "severity": str, "source": "source", "code": "code", "suggestions": ["suggestion"],
		"original_output": str, "related_locations": ["related"]},
	"location": {"path": str, "range": "range"}, "range": {"start": "position", "end": "position"}, "position": {"line": int, "column": int},
	"source": {"name": str, "url": str}, "code": {"value": str, "url": str}, "suggestion": {"range": "range", "text": str},
	"related": {"message": str, "location": "location"},
}


def shape(name, v):
	if isinstance(name, type):
		return type(v) is name
	if isinstance(name, list):
		return isinstance(v, list) and all(shape(name[0], x) for x in v)
	return isinstance(v, dict) and all(k in SHAPES[name] and shape(SHAPES[name][k], x) for k, x in v.items())


expect("rdjson has reviewdog's shape", shape("result", rd) and all(d["severity"] in {"ERROR", "WARNING", "INFO"} for d in rd["diagnostics"]))

suites = ET.fromstring(out["junit"])
total = {"tests": 0, "failures": 0, "skipped": 0}
for suite in suites:
	cases = list(suite)
	count = {"tests": len(cases), "failures": sum(c.find("failure") is not None for c in cases), "skipped": sum(c.find("skipped") is not None for c in cases)}
	expect(f"junit {suite.get('name')}: counts", all(int(suite.get(k)) == n for k, n in count.items()))
	total = {k: total[k] + count[k] for k in total}
	expect(f"junit {suite.get('name')}: cases are unique", len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases))
	expect(f"junit {suite.get('name')}: only known elements", {e.tag for e in suite.iter()} <= {"testsuite", "testcase", "failure", "skipped"})
expect("junit: totals", all(int(suites.get(k)) == n for k, n in total.items()) and total["failures"] and total["tests"] > total["failures"])
expect("junit: no clock", "timestamp" not in out["junit"] and "hostname" not in out["junit"])

for line in out["github"].splitlines():
	expect("github: a command a line", re.fullmatch(r"::(error|warning|notice) (file=[^:,]*,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,)?title=[^:,]*::.+", line), line)
summary = case.parent / "summary"
summary.write_text("before\n")
run(case, "check", ".", "policy.json", "--report", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
expect("github: the summary is added to what stands there", summary.read_text() == "before\n" + out["markdown"])
summary.write_text("x" * (1024 * 1024 - 1200))
run(case, "check", ".", "policy.json", "--report", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})
expect("github: a summary stays below a megabyte", summary.stat().st_size <= 1024 * 1024 and "The rest is in the log" in summary.read_text())

# ---- Names that would do something ------------------------------------------------------------------------

evil = case.parent / "evil"
text = (root / "testdata/report/topology.yml").read_text().replace("jobs:", '"a\\e[31mb\\nc\u202e":')
for name in (b"::error file=x::y", b"b\xffd\nx\x1b[2J", "\u202emoc".encode()):
	path = os.fsencode(evil) + b"/" + name
	os.makedirs(path)
	pathlib.Path(os.fsdecode(path), "topology.yml").write_text(text)
(evil / ".git").mkdir()
for f in FORMATS:
	got = subprocess.run([topc, "check", ".", "--report", f"{f}=-", "--show", "0"], cwd=evil, env=env, capture_output=True)
	expect(f"{f}: names of any bytes", got.returncode == 1 and not got.stderr, str(got.stderr[:300]))
	if f in ("text", "short", "github"):
		expect(f"{f}: nothing steers the terminal", b"\x1b" not in got.stdout and (f == "github" or "\u202e".encode() not in got.stdout), str(got.stdout[:400]))
	if f in ("text", "short"):
		expect(f"{f}: no command of GitHub's log", not re.search(rb"^\s*::", got.stdout, re.M))
	if f in ("json", "sarif", "gitlab", "rdjson"):
		json.loads(got.stdout)
	if f == "junit":
		ET.fromstring(got.stdout)

# ---- What cannot be -------------------------------------------------------------------------------------

for args, part in ((["--report", "sraif"], "did you mean `sarif`"), (["--report", "json", "--report", "sarif"], "both go to standard output"),
		(["--report", "json="], "needs a file"), (["--report", "zzzzzz"], "there are: text short")):
	got = run(case, "check", ".", *args)
	expect(" ".join(args), got.returncode == 2 and part in got.stderr, got.stderr)
got = run(case, "check", ".", "--report", "json=no/such/folder.json")
expect("a file that cannot be written", got.returncode == 3 and "no/such/folder.json" in got.stderr, got.stderr)
(case / "keep.json").write_text("old")
got = run(case, "check", ".", "--report", "json=/dev/full")
expect("a full device", got.returncode == 3 and "/dev/full" in got.stderr, got.stderr)
got = run(case, "check", ".", "--report", "json=/dev/null")
expect("a device is not replaced", got.returncode == 1 and pathlib.Path("/dev/null").is_char_device())

# ---- Programs that read it -------------------------------------------------------------------------------

cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
tool = pathlib.Path(os.environ.get("TOPC_TOOLS") or cache / "topc-tools") / "Sarif.Multitool"
if tool.exists():
	log = case.parent / "validate.sarif"
	path = case.parent / "topc.sarif"
	path.write_text(out["sarif"])
	subprocess.run([tool, "validate", path, "--output", log, "--log", "ForceOverwrite"], capture_output=True,
		env=env | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": tmp.name})
	notes = [f"{r['ruleId']} {r.get('level', 'warning')} {r['message'].get('arguments', '')}" for r in json.loads(log.read_text())["runs"][0].get("results", [])]
	# Without `make DOCS_URL=…` there is no page to link to, and the build says nothing about itself.
	notes = [n for n in notes if not n.startswith("SARIF2005")]
	expect("sarif-multitool", not notes, "\n".join(notes))
else:
	skipped.append(f"sarif-multitool is not at {tool} (`.ci/setup check` installs it)")

for f in failures:
	print("FAIL", f)
for s in skipped:
	print("skipped:", s)
print(f"reports: {passed} passed, {len(failures)} failed")
sys.exit(bool(failures))
