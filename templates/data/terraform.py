#!/usr/bin/env python3
"""templates/data/terraform.tab: what resources of the AWS provider take.

    python3 templates/data/terraform.py > templates/data/terraform.tab     (`make data` runs it)

Needs terraform 1.x and the provider below, from the registry or from a mirror that TF_CLI_CONFIG_FILE
names. Source: hashicorp/aws 5.100.0 (MPL-2.0), published 2025-06-18, its own `providers schema`.

The file, text: line 1 says what it is. Then a line for each type, sorted by bytes: the type, its
arguments, its blocks. Marks behind a name: `=` a list, set, map or object; `#` a number; `~` true or
false; `{}` a block, `{+}` a block that may be repeated; `!` it must be there. What a block takes has
the block's name and a dot in front. A type with `*` behind it is too large for what is below its
first level: all maps there are blocks.
ir/kinds/resource_data.c reads it in place.
"""
import json
import os
import subprocess
import sys
import tempfile

PROVIDER, VERSION = "hashicorp/aws", "5.100.0"
LARGEST = 20000  # bytes of a line


def schema():
	with tempfile.TemporaryDirectory() as d:
		with open(os.path.join(d, "main.tf"), "w") as f:
			f.write(f'terraform {{\n  required_providers {{\n    aws = {{ source = "{PROVIDER}", version = "{VERSION}" }}\n  }}\n}}\n')
		subprocess.run(["terraform", "init", "-input=false"], cwd=d, check=True, stdout=subprocess.DEVNULL)
		out = subprocess.run(["terraform", "providers", "schema", "-json"], cwd=d, check=True, capture_output=True, text=True)
	return next(iter(json.loads(out.stdout)["provider_schemas"].values()))["resource_schemas"]


MARK = {"number": "#", "bool": "~", "string": ""}


def arguments(block, path=""):
	for arg, a in sorted(block.get("attributes", {}).items()):
		if not (a.get("required") or a.get("optional")) or (not path and arg in ("id", "tags_all")):
			continue
		kind = a.get("type", [])
		yield f"{path}{arg}{MARK[kind] if isinstance(kind, str) else '='}{'!' if a.get('required') else ''}"


def blocks(block, path=""):
	for name, sub in sorted(block.get("block_types", {}).items()):
		one = sub["nesting_mode"] == "single" or sub.get("max_items") == 1
		yield f"{path}{name}{'{}' if one else '{+}'}{'!' if sub.get('min_items') else ''}"
		yield from arguments(sub["block"], f"{path}{name}.")
		yield from blocks(sub["block"], f"{path}{name}.")


def line(name, block):
	words = list(arguments(block))
	all_blocks = list(blocks(block))
	text = " ".join([name] + words + all_blocks)
	if len(text) > LARGEST:
		text = " ".join([name + "*"] + words + [b for b in all_blocks if "." not in b])
	return text


print(f"terraform.tab {PROVIDER} {VERSION}")
for name, resource in sorted(schema().items()):
	print(line(name, resource["block"]))
