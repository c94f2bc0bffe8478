#!/usr/bin/env python3
"""The worked pages of docs/ and their examples.

    golden/examples.py [-u]      TOPC=build/topc

Each folder of docs/examples compiles without an error or a warning, for both targets. In a page a
fenced block whose info string is `<lang> <file>` is a piece of that file, to the letter; `mermaid
<folder>` is what `topc graph` draws of it; in `console <folder>` what follows a line `$ topc ...` is what
that prints there. -u prints the last two anew.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
topc = pathlib.Path(os.environ.get("TOPC", root / "build/topc")).resolve()
update = "-u" in sys.argv[1:]
docs = root / "docs"
passed, failed = 0, []
env = {k: v for k, v in os.environ.items() if not k.startswith("TOPC_")} | {"NO_COLOR": "1", "LC_ALL": "C"}


def run(args, cwd):
	return subprocess.run([str(topc), *args], cwd=cwd, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def check(ok, what):
	global passed
	if ok:
		passed += 1
	else:
		failed.append(what)


for example in sorted(p for p in (docs / "examples").iterdir() if p.is_dir()):
	with tempfile.TemporaryDirectory() as out:
		got = run(["build", ".", "-t", "all", "-s", "bob", "-e", "dev", "-o", out, "--report", "short=-"], example)
		check(got.returncode == 0, f"{example.name}: exit {got.returncode}\n{got.stdout}{got.stderr}")
		check(not re.search(r": (error|warning): ", got.stdout), f"{example.name}: findings\n{got.stdout}")
		# A scaffold finds nothing to add but settings.
		again = run(["build", "--check", ".", "-t", "all", "-s", "bob", "-e", "dev", "-o", out, "-q"], example)
		check(again.returncode == 0, f"{example.name}: a second build would write")

FENCE = re.compile(r"^```(\S+) (\S+)\n(.*?)^```$", re.M | re.S)


def block(page, m):
	lang, where, text = m[1], m[2], m[3]
	path = docs / where
	if lang == "mermaid":
		new = run(["graph", "."], path).stdout
	elif lang == "console":
		new = ""
		for line in text.splitlines():
			if line.startswith("$ topc "):
				got = run(line.split()[2:], path)
				new += f"{line}\n{got.stdout}{got.stderr}"
	else:
		check(path.is_file(), f"{page.name}: there is no {where}")
		lines = path.read_text().splitlines() if path.is_file() else []
		part = text.splitlines()
		check(any(lines[i : i + len(part)] == part for i in range(len(lines) - len(part) + 1)), f"{page.name}: this is no piece of {where}:\n{text}")
		return m[0]
	if not update:
		check(new == text, f"{page.name}: {lang} {where} prints something else:\n{new}")
	return f"```{lang} {where}\n{new}```"


for page in sorted(docs.glob("*.md")):
	text = page.read_text()
	new = FENCE.sub(lambda m: block(page, m), text)
	if update and new != text:
		page.write_text(new)

for what in failed:
	print("FAIL " + what)
print(f"examples: {passed} passed, {len(failed)} failed")
sys.exit(1 if failed else 0)
