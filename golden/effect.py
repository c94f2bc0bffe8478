#!/usr/bin/env python3
"""Every key of the language has an effect, in both targets.

	golden/effect.py [-v] [PATTERN]        TOPC=build/topc; build/twin reads YAML as the compiler does

Takes each key that a case of testdata/ok gives, by the tables that `topc kinds --json` prints, removes
it or gives it another value, builds both targets and looks what has changed. A key that no change
of any case shows in both, or that shows in neither and in no other file, is a finding, unless it is
a row of NOT below. A default that is written out has to change nothing.
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

COMMON = {"target", "aliases", "tags"}
# Keys without the effect that is looked for: why.
NOT = {
}
TRIES = 12
twin = str(cases.root / "build/twin")


# ---- Where keys stand -------------------------------------------------------------------------------

class Place:
	"""A key in a file of a case: the path to it, its row."""

	def __init__(self, case, file, trail, field):
		self.case, self.file, self.trail, self.field = case, file, trail, field


def walk(fields, value, trail, key, out):
	"""Keys of a map, and rows of its table that it does not give."""
	if not isinstance(value, dict):
		return
	names = {n: f for f in fields for n in [f["name"], *f["aliases"]]}
	for name, v in value.items():
		f = names.get(name)
		if f:
			here = f"{key}.{f['name']}"
			out(here, [*trail, name], f)
			inner(f, v, [*trail, name], here, out)


def inner(f, v, trail, here, out):
	if "fields" not in f:
		return
	if isinstance(v, list):
		for i, x in enumerate(v):
			walk(f["fields"], x, [*trail, i], here, out)
	elif f["many"] == "map" and isinstance(v, dict):
		for name, x in v.items():
			walk(f["fields"], x, [*trail, name], here, out)
	else:
		walk(f["fields"], v, trail, here, out)


def sections(kinds, doc, out):
	for k in kinds:
		for section in [k["section"], *k["also"]]:
			if section and isinstance(doc.get(section), dict):
				names = {n for f in k["fields"] for n in [f["name"], *f["aliases"]]}
				held = doc[section]
				if section == k["section"] and section not in ("flows", "functions") and set(held) <= names:
					walk(k["fields"], held, [section], k["kind"], out)
				else:
					for name, entity in held.items():
						walk(k["fields"], entity, [section, name], k["kind"], out)


def visit(doc, kinds, topology, file, out):
	"""Calls out(key, trail, field) for every key that the file of a case gives."""
	function = next(k for k in kinds if k["kind"] == "function")
	runtime = next(f for f in function["fields"] if f["name"] == "runtime")
	if not isinstance(doc, dict):
		return
	if file.stem == "topology":
		walk(topology, doc, [], "topology", out)
		sections(kinds, doc, out)
	elif file.stem == "function":
		walk(function["fields"], doc, [], "function", out)
	elif file.parent.name == "vars":
		for selector, block in doc.items():
			walk(runtime["fields"], block, [selector], "function.runtime", out)


# ---- Other values -----------------------------------------------------------------------------------

def others(f, v):
	"""Other values for a key, likely ones first."""
	t = f["type"]
	if t == "boolean":
		yield v in (False, "false", "no", "off")
	elif t.startswith(("word", "list of word")):
		for w in (f["limit"] or "").split():
			if w != v:
				yield w
	elif t in ("whole number", "number", "days", "megabytes", "bytes", "duration"):
		low, _, high = (f["limit"] or "").partition("..")
		for n in (1, 2, 7, 14, 60, 61, 300, 512, 1024, low, high):
			if n not in ("", v):
				yield n
	elif isinstance(v, list) and len(v) > 1:
		yield v[:-1]
		yield v[1:]
	elif isinstance(v, dict) and len(v) > 1:
		for k in v:
			yield {x: v[x] for x in v if x != k}
	if isinstance(v, str):
		yield v + "x"
		yield v[:-1]
	if isinstance(v, list) and v and isinstance(v[0], str):
		yield [v[0] + "x", *v[1:]]
	if isinstance(v, dict):
		for k, x in v.items():
			if isinstance(x, str):
				yield {**v, k: x + "x"}


GONE = object()


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
	"""{file: text} of what is written, or None."""
	out = work / "out"
	shutil.rmtree(out, ignore_errors=True)
	run = subprocess.run([cases.topc, "build", "-t", "all", *arguments, "-o", str(out), "-q", "."], cwd=work / "in",
		capture_output=True, text=True)
	if run.returncode:
		return None
	return {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name not in ("map.json", "manifest.json")}


def seen(before, after):
	"""Which of the two targets, and whether anything else, has changed."""
	out = set()
	for name in before.keys() | after.keys():
		if before.get(name) != after.get(name):
			parts = pathlib.PurePath(name).parts
			out.add("cfn" if "cfn" in parts else "tf" if "tf" in parts else "other")
	return out


class Bench:
	"""Builds changed cases; one a process."""

	def __init__(self, work):
		self.work, self.cases = work / f"p{os.getpid()}", {}

	def case(self, source):
		if source not in self.cases:
			work = self.work / source.name
			shutil.copytree(source, work / "in", symlinks=True)
			arguments = cases.arguments(source / "topology.yml")
			self.cases[source] = (work, arguments, build(work, arguments))
		return self.cases[source]

	def change(self, place, doc, trail, value):
		work, arguments, before = self.case(place.case)
		path = work / "in" / place.file
		text = path.read_bytes()
		path.write_text(json.dumps(changed(doc, trail, value)))
		after = build(work, arguments)
		path.write_bytes(text)
		return None if after is None else seen(before, after)


def judge(job):
	"""What shows the key's effect: a set of words, and the changes that only one target shows."""
	key, places = job
	effect, half, refused = set(), [], 0
	for place in places:
		values = [GONE]
		at = docs[(place.case, place.file)]
		for step in place.trail:
			at = at[step]
		values += list(others(place.field, at))[:TRIES]
		for value in values:
			what = bench.change(place, docs[(place.case, place.file)], place.trail, value)
			if what is None:
				refused += 1
				continue
			effect |= what
			if len(what & {"cfn", "tf"}) == 1:
				half.append(f"{place.case.name}/{place.file} {place.trail}: {'gone' if value is GONE else value!r}: {what}")
			if ALL:
				if not what: half.append(f"{place.case.name}/{place.file} {place.trail}: {'gone' if value is GONE else value!r}: nothing")
			elif {"cfn", "tf"} <= what:
				return key, effect, half, refused
	return key, effect, half, refused


def start(work, read):
	global bench, docs
	bench, docs = Bench(work), read

ALL = False

def main():
	global ALL
	if "-a" in sys.argv: ALL = True; sys.argv.remove("-a")
	run = subprocess.run([cases.topc, "kinds", "--json"], capture_output=True, text=True, check=True)
	tables = json.loads(run.stdout)
	docs, keys = {}, {}
	for source in sorted((cases.root / "testdata/ok").iterdir()):
		for path in sorted(source.rglob("*")):
			if path.is_file() and path.suffix in (".yml", ".yaml", ".json") and (source / "topology.yml").is_file():
				run = subprocess.run([twin, path], capture_output=True, text=True)
				if run.returncode == 0 and run.stdout.strip():
					file = path.relative_to(source)
					docs[(source, file)] = json.loads(run.stdout)
					visit(docs[(source, file)], tables["kinds"], tables["topology"], file,
						lambda key, trail, f: keys.setdefault(key, []).append(Place(source, file, trail, f)))
	pattern = sys.argv[1] if len(sys.argv) > 1 else ""
	jobs = [(k, p) for k, p in keys.items() if pattern in k]
	with tempfile.TemporaryDirectory(dir="/dev/shm") as work, multiprocessing.Pool(2, start, (pathlib.Path(work), docs)) as pool:
		for key, effect, half, refused in pool.imap(judge, jobs, chunksize=4):
			if not {"cfn", "tf"} <= effect or ALL:
				print(key, "ignored" if keys[key][0].field["ignored"] else "", effect, refused, "of", len(keys[key]))
				for h in half if len(half)<12 else half[:12]:
					print("    ", h)
	print(len(jobs))


sys.exit(main())
