#!/usr/bin/env python3
"""Every key of the language has an effect, in both targets.

	golden/effect.py [PATTERN]        TOPC=build/topc; build/twin reads YAML as the compiler does

Takes each key that a case of testdata/ok gives, by the tables that `topc kinds --json` prints, removes
it or gives it another value, builds both targets and looks what has changed. A key of which some
change compiles, but none shows in both targets or in other files alone (Makefile, scripts), is a
finding, unless it is a row of NOT. A default that is written out has to change nothing.
"""
import json
import multiprocessing
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import cases

# Keys without the effect that is looked for: why.
NOT = {
	"event.state": "in the cases it names the topology's own flow, which is meant without it",
	"container.image": "in the cases a container that is not deployed has another one",
	"topology.allow": "it hides what a check says",
	"topology.kind": "it is checked against what is there",
	"function.input": "what is sent is checked against it",
	"function.root": "the first of a chain is found without it",
	"function.build.kind": "it is checked against what is there",
	"function.build.pre": "a warning says that it is not run", "function.build.post": "the same",
	"function.build.exclude": "in the cases the function's files are listed",
	"filesystem.kind": "there is one kind",
	"function.runtime.package_type": "it is checked against the image",
	"instance.ready": "Terraform has nothing that waits for a machine",
	"topology.description": "Terraform has no place for it",
	"resource.properties": "CloudFormation's half", "resource.terraform.arguments": "Terraform's half",
}
TRIES = 12 # values of one key
GONE, twin = object(), str(cases.root / "build/twin")


class Place:
	"""Where a key stands, or could: the file of a case, the path in it, the row of its table."""

	def __init__(self, case, file, trail, field):
		self.case, self.file, self.trail, self.field = case, file, trail, field


# ---- Where keys stand -------------------------------------------------------------------------------

def walk(fields, value, trail, key, out):
	if not isinstance(value, dict):
		return
	for f in fields:
		here = f"{key}.{f['name']}"
		given = [n for n in [f["name"], *f["aliases"]] if n in value]
		out(here, [*trail, *(given or [f["name"]])], f, bool(given))
		if given and "fields" in f:
			inner(f, value[given[0]], [*trail, given[0]], here, out)


def inner(f, v, trail, here, out):
	if isinstance(v, dict) and f["many"] != "map":
		walk(f["fields"], v, trail, here, out)
	for name, x in enumerate(v) if isinstance(v, list) else v.items() if f["many"] == "map" and isinstance(v, dict) else []:
		walk(f["fields"], x, [*trail, name], here, out)


def sections(kinds, doc, out):
	for k in kinds:
		names = {n for f in k["fields"] for n in [f["name"], *f["aliases"]]}
		for section in [k["section"], *k["also"]]:
			held = doc.get(section) if section else None
			if not isinstance(held, dict):
				continue
			if section == k["section"] and section not in ("flows", "functions") and set(held) <= names:
				walk(k["fields"], held, [section], k["kind"], out) # the section is one entity
				continue
			for name, entity in held.items():
				walk(k["fields"], entity, [section, name], k["kind"], out)


def visit(doc, tables, file, out):
	function = next(k for k in tables["kinds"] if k["kind"] == "function")["fields"]
	if not isinstance(doc, dict):
		return
	if file.stem == "topology":
		walk(tables["topology"], doc, [], "topology", out)
		sections(tables["kinds"], doc, out)
	elif file.stem == "function":
		walk(function, doc, [], "function", out)
	elif file.parent.name == "vars":
		runtime = next(f for f in function if f["name"] == "runtime")
		for selector, block in doc.items():
			walk(runtime["fields"], block, [selector], "function.runtime", out)


def read_cases(tables):
	docs, given, absent = {}, {}, {}
	for source in sorted((cases.root / "testdata/ok").iterdir()):
		for path in sorted(source.rglob("*")) if (source / "topology.yml").is_file() else []:
			read = path.is_file() and path.suffix in (".yml", ".yaml", ".json") and subprocess.run([twin, path], capture_output=True, text=True)
			if not read or read.returncode or not read.stdout.strip():
				continue
			file = path.relative_to(source)
			docs[(source, file)] = json.loads(read.stdout)
			visit(docs[(source, file)], tables, file, lambda key, trail, f, there:
				(given if there else absent).setdefault(key, []).append(Place(source, file, trail, f)))
	return docs, given, absent


# ---- Other values -----------------------------------------------------------------------------------

def default_of(f):
	"""The default as one would write it; None where there is none to write."""
	if f["default"] is None or f["group"] or "fields" in f or f["with"]:
		return None
	return {"true": True, "false": False}.get(f["default"], f["default"])


def names_of(doc, kinds):
	for k in kinds:
		for section in (k + "s", k[:-1] + "ies"):
			yield from doc[section] if isinstance(doc.get(section), dict) else []


def others(f, doc, v):
	"""Other values for a key, likely ones first."""
	if "to" in f:
		yield from ([n] if isinstance(v, list) else n for n in names_of(doc, f["to"]) if n != v)
	elif f["type"] == "boolean":
		yield v in (False, "false", "no", "off")
	elif "word" in f["type"]:
		yield from (w for w in f["limit"].split() if w != v)
	elif f["type"] in ("whole number", "number", "days", "megabytes", "bytes", "duration"):
		low, _, high = (f["limit"] or "").partition("..")
		yield from (n for n in (1, 2, 7, 14, 60, 61, 300, 512, 1024, low, high) if n not in ("", v))
	elif isinstance(v, str):
		yield from (v + "x", v[:-1])
	elif isinstance(v, list) and v:
		yield from (v[:-1], v[1:], [v[0] + "x", *v[1:]] if isinstance(v[0], str) else v[:-1])
	elif isinstance(v, dict):
		yield from ({k: x for k, x in v.items() if k != gone} for gone in v)
		yield from ({**v, k: x + "x"} for k, x in v.items() if isinstance(x, str))


def changed(doc, trail, value):
	"""A copy of the document with another value at the place, or without it."""
	out = doc.copy()
	if len(trail) > 1:
		out[trail[0]] = changed(out[trail[0]], trail[1:], value)
	elif value is GONE:
		del out[trail[0]]
	else:
		out[trail[0]] = value
	return out


# ---- Builds -----------------------------------------------------------------------------------------

def build(work, arguments):
	"""{file: bytes} of what is written, or None."""
	out = work / "out"
	shutil.rmtree(out, ignore_errors=True)
	if subprocess.run([cases.topc, "build", "-t", "all", *arguments, "-o", str(out), "-q", "."], cwd=work / "in", capture_output=True).returncode:
		return None
	return {p.relative_to(out).parts: p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name not in ("map.json", "manifest.json")}


class Bench:
	"""Builds changed cases; one a process."""

	def __init__(self, work, docs):
		self.work, self.docs, self.cases = work / f"p{os.getpid()}", docs, {}

	def change(self, place, value):
		"""Which of cfn, tf and other files a change shows in; None: it is refused."""
		if place.case not in self.cases:
			work = self.work / place.case.name
			shutil.copytree(place.case, work / "in", symlinks=True)
			arguments = cases.arguments(place.case / "topology.yml")
			self.cases[place.case] = (work, arguments, build(work, arguments))
		work, arguments, before = self.cases[place.case]
		path = work / "in" / place.file
		text = path.read_bytes()
		path.write_text(json.dumps(changed(self.docs[(place.case, place.file)], place.trail, value)))
		after = build(work, arguments)
		path.write_bytes(text)
		differing = after and {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
		return None if after is None else {"cfn" if "cfn" in name else "tf" if "tf" in name else "other" for name in differing}


def judge(job):
	"""Where the key's effect was seen, and how many changes compiled; none when every other value is refused."""
	key, places = job
	effect, compiled, refused = set(), [], 0
	for place in places:
		doc = bench.docs[(place.case, place.file)]
		held = doc
		for step in place.trail:
			held = held[step]
		for value in [GONE, *list(others(place.field, doc, held))[:TRIES]]:
			what = bench.change(place, value)
			effect |= what or set()
			compiled += [value] if what is not None else []
			refused += what is None and value is not GONE
			if {"cfn", "tf"} <= effect:
				return key, effect, len(compiled)
	return key, effect, len(compiled) if any(v is not GONE for v in compiled) or not refused else 0


def same(job):
	return *job, bench.change(*job[1:])


def start(work, docs):
	global bench
	bench = Bench(work, docs)


def main():
	pattern = (sys.argv[1:] or [""])[0]
	tables = json.loads(subprocess.run([cases.topc, "kinds", "--json"], capture_output=True, text=True, check=True).stdout)
	subprocess.run(["make", "-s", "-C", str(cases.root), "build/twin"], check=True)
	docs, given, absent = read_cases(tables)
	jobs = [(k, p) for k, p in given.items() if pattern in k]
	defaults = [(k, p, default_of(p.field)) for k, places in absent.items() if pattern in k for p in places[:2] if default_of(p.field) is not None]
	found, excused = [], set()
	with tempfile.TemporaryDirectory() as work, multiprocessing.Pool(None, start, (pathlib.Path(work), docs)) as pool:
		for key, effect, compiled in pool.imap_unordered(judge, jobs, chunksize=2):
			if {"cfn", "tf"} <= effect or effect == {"other"} or not compiled:
				continue
			if key in NOT or given[key][0].field["ignored"]:
				excused.add(key)
			else:
				seen = f"seen in {' and '.join(sorted(effect))} alone" if effect else "no change shows an effect"
				found.append(f"{key}: {seen}; {compiled} changes compiled")
		for key, place, default, what in pool.imap_unordered(same, defaults, chunksize=2):
			if what:
				found.append(f"{key}: {default!r} is said to be the default, and changes {' and '.join(sorted(what))} of {place.case.name}")
	found += [f"{key}: an excuse that is not needed" for key in NOT if not pattern and key not in excused]
	print("".join(f"{line}\n" for line in sorted(found)), end="")
	print(f"effect: {len(jobs)} keys, {len(defaults)} defaults, {len(found)} findings, {len(excused)} excused")
	return 1 if found else 0


sys.exit(main())
