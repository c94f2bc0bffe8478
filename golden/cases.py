"""The topologies of testdata/ok for the tests that judge what is written: built once a run."""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent
topc = str(pathlib.Path(os.environ.get("TOPC", root / "build/topc")).resolve())
tools = pathlib.Path(os.environ.get("TOPC_TOOLS", pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "topc-tools"))


class Case:
	"""One case: its name, its source, what was written."""

	def __init__(self, name, source, out):
		self.name, self.source, self.out = name, source, out

	def templates(self):
		return sorted(self.out.rglob("cfn/**/*.template.json"))

	def folders(self):
		"""Folders of Terraform: the targets'."""
		return sorted(p.parent for p in self.out.rglob("tf/*/versions.tf"))


def arguments(topology):
	first = topology.read_text().split("\n", 1)[0]
	return shlex.split(first[8:]) if first.startswith("# topc: ") else ["-s", "bob", "-e", "dev"]


def build_all(work, pattern=""):
	"""Every case compiled, below `work`. Ends the program when one does not compile."""
	work.mkdir(parents=True, exist_ok=True)
	out = []
	for source in sorted((root / "testdata/ok").iterdir()):
		if not (source / "topology.yml").is_file() or pattern not in source.name:
			continue
		# A copy outside of the repository, so that the case is its own root.
		copy = work / "source" / source.name
		shutil.copytree(source, copy, symlinks=True)
		case = Case(source.name, copy, work / "out" / source.name)
		run = subprocess.run([topc, "build", "-t", "all", *arguments(copy / "topology.yml"), "-o", str(case.out), "-q", "."],
			cwd=copy, capture_output=True, text=True)
		if run.returncode:
			sys.exit(f"{source.name} does not compile:\n{run.stdout}{run.stderr}")
		out.append(case)
	return out
