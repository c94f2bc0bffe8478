#!/usr/bin/env python3
"""The tables of the kinds against the providers' own schemas.

    golden/schema.py [TOPC]        SCHEMAS=folder (default: ../shared/schemas beside the repository)

Reads `topc kinds --json` and says of every row what CloudFormation's or Terraform's schema refuses:
types, properties, blocks written as arguments, read-only and deprecated ones, words and ranges that
a field takes but a provider does not, required properties without a row, attributes that cannot be
asked for, tags. Exit 1 when anything is wrong; 77 with `skipped: …` without the schemas.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent
schemas = pathlib.Path(os.environ.get("SCHEMAS", root / "../shared/schemas"))
topc = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("TOPC", str(root / "build/topc"))

# Findings that are right as they are: a part of the text, and why.
EXCUSED = {
	"AWS::CloudFront::Function takes Tags": "Terraform's provider 5 has none there",
	"AWS::ApplicationAutoScaling::ScalableTarget takes Tags": "only the newer specification; cfn-lint refuses them",
	"database: `engine` is `mariadb`": "the clusters' rows and the instances' share the field; each engine gets the type that takes it",
	"AWS::Cognito::UserPoolDomain is in no schema": "not in the extract; cfn-lint judges it",
	"AWS::Logs::LogStream is in no schema": "not in the extract; cfn-lint judges it",
	"aws_cloudwatch_log_stream is in no schema": "not in the extract; terraform validate judges it",
	"aws_cognito_user_pool_domain is in no schema": "not in the extract; terraform validate judges it",
}
# Arguments of Terraform that are written as blocks although the schema calls them attributes.
AS_BLOCK = {("aws_security_group", "ingress"), ("aws_security_group", "egress"), ("aws_default_security_group", "ingress"),
	("aws_default_security_group", "egress"), ("aws_route_table", "route")}

found, met = [], set()


def say(kind, what):
	text = f"{kind['kind']}: {what}"
	for part in EXCUSED:
		if part in text:
			met.add(part)
			return
	if text not in found:
		found.append(text)


# ---- Paths -----------------------------------------------------------------------------------------

SEGMENT = re.compile(r"([A-Za-z0-9_-]+)(?::(\w+))?(?:(\[|\{)(\+|\d*)[\]}])?(?:\.|$)")


def segments(path):
	"""[(name, suffix, bracket, index)]"""
	out, at = [], 0
	while at < len(path):
		m = SEGMENT.match(path, at)
		if not m:
			raise ValueError(path)
		out.append((m[1], m[2], m[3] or "", m[4] or ""))
		at = m.end()
	return out


def type_of(op, backend):
	return op[backend]


def is_hosted(t):
	return bool(t) and t.startswith("^")


def hosted(kind, table, op, backend, prefix=""):
	"""Every row that goes into the resource of an op, with its whole path."""
	for row in op["rows"]:
		path = row[backend]
		if path:
			yield op, row, path if path.startswith("@") or not prefix else f"{prefix}.{path}"
	for other in table:
		t = type_of(other, backend)
		if not is_hosted(t):
			continue
		part, _, at = t[1:].partition(":")
		if part == op["part"] and other is not op:
			yield from hosted(kind, table, other, backend, ".".join(x for x in (prefix, at) if x))


# ---- What a row may hold -----------------------------------------------------------------------------

def field_of(kind, path):
	"""The fields that `$a.b` may mean: the entity's, or those of an element of a list."""
	names = path.split(".")

	def walk(fields, names):
		for f in fields:
			if f["name"] == names[0]:
				return f if len(names) == 1 else walk(f.get("fields", []), names[1:])
		return None

	top = walk(kind["fields"], names)
	if top:
		return top

	def below(fields):
		for f in fields:
			if "fields" in f:
				got = walk(f["fields"], names) or below(f["fields"])
				if got:
					return got
		return None

	return below(kind["fields"])


def values(kind, expr):
	"""What an expression can be: (set of words or None, (least, most) or None)."""
	expr = expr.split(" ?")[0]
	if expr.startswith("=") and "{" not in expr:
		return {expr[1:]}, None
	if expr.startswith("$"):
		name, *words = expr[1:].split("|")
		if words:
			return {w.split("=", 1)[1] for w in words}, None
		f = field_of(kind, name)
		if f and f["type"].startswith("word") and f["limit"]:
			return set(f["limit"].split()), None
		m = f and f["limit"] and re.fullmatch(r"(\d*)\.\.(\d*)", f["limit"])
		if m:
			return None, (int(m[1]) if m[1] else None, int(m[2]) if m[2] else None)
	return None, None


def check_values(kind, where, expr, enum, pattern, least, most, types):
	words, span = values(kind, expr)
	if words and enum and least is not None and most is not None: # 0, or 7 to 30
		words = {w for w in words if not (w.isdigit() and least <= int(w) <= most)}
	if words and enum and not words <= set(map(str, enum)):
		say(kind, f"{where} is `{'`, `'.join(sorted(words - set(map(str, enum))))}`; it takes {', '.join(map(str, enum[:12]))}")
	if words and pattern and not enum:
		for w in sorted(words):
			try:
				if not re.search(pattern, w):
					say(kind, f"{where} is `{w}`, which does not match {pattern}")
			except re.error:
				pass
	if words and types and not enum:
		kinds = {"true": "boolean", "false": "boolean"}
		for w in sorted(words):
			t = kinds.get(w) or ("number" if re.fullmatch(r"0|[1-9]\d*", w) else "string")
			if t not in types:
				say(kind, f"{where} is `{w}`, a {t}; it takes a {' or '.join(sorted(types))}")
	if span and (least is not None or most is not None):
		lo, hi = span
		if least is not None and (lo is None or lo < least):
			say(kind, f"{expr}: {where} takes {least} at least, the field {lo if lo is not None else 'anything'}")
		if most is not None and (hi is None or hi > most):
			say(kind, f"{expr}: {where} takes {most} at most, the field {hi if hi is not None else 'anything'}")


# ---- CloudFormation ------------------------------------------------------------------------------------

ATTRIBUTES = {"DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Condition", "CreationPolicy", "UpdatePolicy", "Metadata"}


class Cfn:
	def __init__(self, schema):
		self.schema = schema

	def deref(self, node):
		seen = 0
		while "$ref" in node and seen < 20:
			target = self.schema
			for part in node["$ref"].lstrip("#/").split("/"):
				target = target[part]
			node, seen = target, seen + 1
		return node

	def types(self, node):
		t = node.get("type", [])
		return {t} if isinstance(t, str) else set(t)

	def step(self, node, name):
		"""The node of a property; None: not there; {}: anything goes."""
		node = self.deref(node)
		if name in node.get("properties", {}):
			return self.deref(node["properties"][name])
		for alternative in node.get("anyOf", []) + node.get("oneOf", []) + node.get("allOf", []):
			got = self.step(alternative, name)
			if got is not None:
				return got
		for pattern, sub in node.get("patternProperties", {}).items():
			if re.search(pattern, name):
				return self.deref(sub)
		if not node.get("properties") and not node.get("patternProperties") and ("object" in self.types(node) or not node.get("type")):
			return {}
		if node.get("additionalProperties") not in (None, False) and not isinstance(node.get("additionalProperties"), bool):
			return self.deref(node["additionalProperties"])
		return None


def other_form(kind, op, path, all_types):
	"""Whether another op of the same part has the property: a schedule is a rule or a schedule."""
	for other in kind["resources"]:
		schema = all_types.get(other["cfn"]) if other is not op and other["part"] == op["part"] else None
		if schema and Cfn(schema).step(schema, segments(path)[0][0]) is not None:
			return True
	return False


def check_cfn(kind, table, op, all_types):
	t = op["cfn"]
	if t.startswith("Custom::"):
		return
	schema = all_types.get(t)
	if not schema:
		say(kind, f"{t} is in no schema")
		return
	cfn = Cfn(schema)
	read_only = {p.split("/")[-1] for p in schema.get("readOnly", []) if p.count("/") <= 2}
	placed, attributes = set(), set()
	for owner, row, path in hosted(kind, table, op, "cfn"):
		if path.startswith("@"):
			name = re.match(r"@(\w+)", path)[1]
			attributes.add(name)
			if name not in ATTRIBUTES:
				say(kind, f"{t}: a resource has no attribute {name}")
			continue
		node, trail = schema, []
		for i, (name, suffix, bracket, index) in enumerate(segments(path)):
			below = cfn.step(node, name)
			trail.append(name)
			if below is None:
				if owner is op or not other_form(kind, op, path, all_types):
					say(kind, f"{t} has no property {'.'.join(trail)}")
				node = None
				break
			if i == 0 and name in read_only and "/properties/" + name not in schema.get("createOnly", []) and name not in schema.get("createOnly", []):
				say(kind, f"{t}: {name} is read-only")
			placed.add(tuple(trail))
			types = cfn.types(below)
			text = suffix in ("json", "subst") and "string" in types # one text from here on
			if bracket:
				if types and "array" not in types:
					say(kind, f"{t}: {'.'.join(trail)} is no list")
				below = cfn.deref(below.get("items", {}))
			elif i + 1 < len(segments(path)) and types and "object" not in types and not text:
				say(kind, f"{t}: {'.'.join(trail)} is a {' or '.join(sorted(types))}, not an object")
			node = below
			if text:
				break
		if node is None or text:
			continue
		types = {"number" if x == "integer" else x for x in cfn.types(node)} & {"string", "number", "boolean"}
		suffix = segments(path)[-1][1]
		if suffix == "str":
			types = {"number"} if "string" in types else types # digits that are printed as a text
		check_values(kind, f"{t}: {path}", row["value"], node.get("enum") or node.get("enumCaseInsensitive"),
			node.get("pattern"), node.get("minimum"), node.get("maximum"), types)
	needed(kind, t, cfn, schema, (), placed)
	for a in op["attributes"]:
		name = a["cfn"]
		if name and name != "Ref" and not name.startswith("=") and name not in schema.get("getAtt", {}):
			say(kind, f"{t}: Fn::GetAtt {name} is not there")
	tags = schema.get("tags")
	want = tags and tags["property"] + ("{}" if tags["shape"] == "map" else "")
	if op["tags"] and op["tags"] != want:
		say(kind, f"{t}: tags are {want or 'not taken'}, not {op['tags']}")
	if not op["tags"] and want and t not in UNTAGGED:
		say(kind, f"{t} takes {want}, but the op has none")
	if schema.get("stateful") and not {"DeletionPolicy", "UpdateReplacePolicy"} <= attributes and t in KEEPS_DATA:
		say(kind, f"{t} holds data and has no DeletionPolicy and UpdateReplacePolicy")


KEEPS_DATA = {"AWS::" + x for x in ("S3::Bucket SQS::Queue DynamoDB::Table RDS::DBCluster RDS::DBInstance SecretsManager::Secret "
	"ECR::Repository Logs::LogGroup EFS::FileSystem Cognito::UserPool").split()}
# Types that take tags but get none: what is tagged is the thing they belong to.
UNTAGGED = set()


def needed(kind, t, cfn, node, trail, placed):
	"""Required properties have a row, in the resource and in every object that some row fills."""
	node = cfn.deref(node)
	if "array" in cfn.types(node):
		node = cfn.deref(node.get("items", {}))
	for name in node.get("required", []):
		if trail + (name,) not in placed:
			say(kind, f"{t}: {'.'.join(trail + (name,))} is required and has no row")
	for name, sub in node.get("properties", {}).items():
		here_ = trail + (name,)
		if any(p[: len(here_)] == here_ and len(p) > len(here_) for p in placed):
			needed(kind, t, cfn, sub, here_, placed)


# ---- Terraform -------------------------------------------------------------------------------------------

META = {"depends_on", "count", "for_each", "provider", "lifecycle"}


def check_tf(kind, table, op, schema, limits):
	t = op["tf"]
	data = "data" in op["flags"]
	block = schema["data_sources" if data else "resources"].get(t)
	if t.startswith("terraform_") or "ephemeral" in op["flags"]: # not in the extract; validate judges them
		return
	if not block:
		say(kind, f"{t} is in no schema")
		return
	placed = set()
	for owner, row, path in hosted(kind, table, op, "tf"):
		segs = segments(path)
		if segs[0][0] in META:
			if segs[0][0] == "lifecycle" and segs[0][2] != "{":
				say(kind, f"{t}: lifecycle is a block")
			continue
		node, trail, attr = block, [], None
		for i, (name, suffix, bracket, index) in enumerate(segs):
			trail.append(name)
			label = f"{t}: {'.'.join(trail)}"
			if bracket == "{":
				sub = node.get("blocks", {}).get(name)
				if (t, name) in AS_BLOCK and not sub:
					placed.add(tuple(trail))
					break
				if not sub:
					say(kind, f"{label} is {'an argument' if name in node.get('attributes', {}) else 'not there'}, not a block")
					break
				if index and sub.get("max") == 1:
					say(kind, f"{label} is a single block")
				placed.add(tuple(trail))
				node = sub
				continue
			attr = node.get("attributes", {}).get(name)
			if attr is None:
				say(kind, f"{label} is {'a block, not an argument' if name in node.get('blocks', {}) else 'not there'}")
				break
			placed.add(tuple(trail))
			if attr.get("deprecated"):
				say(kind, f"{label} is deprecated")
			if attr.get("computed") and not attr.get("optional") and not attr.get("required"):
				say(kind, f"{label} is read-only")
			kind_of = attr["type"] if isinstance(attr["type"], str) else attr["type"][0]
			if bracket and suffix != "json" and kind_of not in ("list", "set", "tuple"):
				say(kind, f"{label} is no list")
			if i + 1 < len(segs) and suffix != "json" and not bracket and kind_of not in ("map", "object"):
				say(kind, f"{label} is a {kind_of}: nothing can stand below it")
			if suffix in ("json", "b64") and kind_of != "string":
				say(kind, f"{label} is a {kind_of}, not a text")
			if i + 1 == len(segs) or suffix == "json":
				rule = limits.get(t, {}).get(".".join(trail), {})
				least, most = rule.get("min"), rule.get("max")
				if "range" in rule:
					least, most = rule["range"]
				# Terraform converts between texts and numbers, so only words count here.
				if i + 1 == len(segs):
					check_values(kind, f"`{'.'.join(trail)}`", row["value"], rule.get("enum"), None, least, most, None)
				break
			break
	needed_tf(kind, t, block, (), placed)
	for a in op["attributes"]:
		name = a["tf"]
		if not name or name.startswith("="):
			continue
		first = re.match(r"\w+", name.split("%.", 1)[-1])[0]
		if first not in block.get("attributes", {}) and first not in block.get("blocks", {}):
			say(kind, f"{t} has no attribute {first}")
	if op["tags"] and "tags" not in block.get("attributes", {}):
		say(kind, f"{t} takes no tags")


def needed_tf(kind, t, block, trail, placed):
	for name, attr in block.get("attributes", {}).items():
		if attr.get("required") and trail + (name,) not in placed:
			say(kind, f"{t}: {'.'.join(trail + (name,))} is required and has no row")
	for name, sub in block.get("blocks", {}).items():
		there = trail + (name,) in placed
		if sub.get("min", 0) > 0 and not there:
			say(kind, f"{t}: a block {'.'.join(trail + (name,))} is required and has no row")
		if there:
			needed_tf(kind, t, sub, trail + (name,), placed)


# ---- All of it -----------------------------------------------------------------------------------------------

def check_all(kinds, cfn, tf, limits):
	"""The findings."""
	found.clear()
	met.clear()
	for kind in kinds:
		for op in kind["resources"]:
			# What an edge makes may go into its entity's resources, so the host sees all tables.
			if op["cfn"] and not is_hosted(op["cfn"]):
				check_cfn(kind, kind["resources"], op, cfn["resources"])
			if op["tf"] and not is_hosted(op["tf"]):
				check_tf(kind, kind["resources"], op, tf, limits["attributes"])
	return list(found)


# One fault each in the table of a queue, and a part of what has to be said of it.
FAULTS = [
	("row", "QueueName", {"cfn": "QueuName"}, "has no property QueuName"),
	("row", "QueueName", {"cfn": "QueueName.X"}, "not an object"),
	("row", "QueueName", {"cfn": "QueueName[0]"}, "is no list"),
	("row", "QueueName", {"cfn": "Arn"}, "Arn is read-only"),
	("row", "QueueName", {"cfn": "@Deletion"}, "no attribute Deletion"),
	("row", "QueueName", {"tf": "nam"}, "nam is not there"),
	("row", "QueueName", {"tf": "name{}.x"}, "is an argument, not a block"),
	("row", "QueueName", {"tf": "timeouts.create"}, "is a block, not an argument"),
	("row", "QueueName", {"tf": "name.x"}, "nothing can stand below it"),
	("row", "QueueName", {"tf": "url"}, "url is read-only"),
	("row", "QueueName", {"tf": "delay_seconds:json"}, "is a number, not a text"),
	("row", "FifoQueue", {"value": "=yes"}, "is `yes`, a string; it takes a boolean"),
	("row", "DelaySeconds", {"value": "$retention"}, "takes 900 at most"),
	("op", None, {"cfn": "AWS::SQS::Queu"}, "AWS::SQS::Queu is in no schema"),
	("op", None, {"tf": "aws_sqs_queu"}, "aws_sqs_queu is in no schema"),
	("op", None, {"tags": "Tag"}, "tags are Tags"),
	("op", None, {"tags": None}, "takes Tags, but the op has none"),
	("op", None, {"tf": "aws_sqs_queue_policy"}, "takes no tags"),
	("op", None, {"tf": "aws_lambda_function"}, "role is required and has no row"),
	("op", None, {"cfn": "AWS::Lambda::Function"}, "Code is required and has no row"),
	("op", None, {"attributes": [{"name": "x", "cfn": "X", "tf": None}]}, "GetAtt X is not there"),
	("op", None, {"attributes": [{"name": "x", "cfn": None, "tf": "x"}]}, "has no attribute x"),
	("rows", None, ["@DeletionPolicy"], "no DeletionPolicy and UpdateReplacePolicy"),
]


def self_test(kinds, *schema):
	"""How many of the faults are not found."""
	missed = 0
	plain = set(check_all(kinds, *schema))
	queue = next(k for k in kinds if k["kind"] == "queue")
	for what, name, change, want in FAULTS:
		kind = json.loads(json.dumps(queue))
		op = kind["resources"][0]
		if what == "rows":
			op["rows"] = [r for r in op["rows"] if r["cfn"] not in change]
		else:
			row = next(r for r in op["rows"] if r["cfn"] == name) if what == "row" else op
			row.update(change)
		said = set(check_all([kind], *schema)) - plain
		if not any(want in text for text in said):
			print(f"self-test: {change} should say `{want}`, says {sorted(said)}")
			missed += 1
	return missed


def main():
	files = [schemas / f for f in ("cloudformation.json", "terraform-aws-5.100.0.json", "terraform-aws-5.100.0-enums.json")]
	if not all(f.is_file() for f in files):
		print(f"skipped: no schemas in {schemas}")
		return 77
	schema = [json.loads(f.read_text()) for f in files]
	run = subprocess.run([topc, "kinds", "--json"], capture_output=True, text=True, check=True)
	kinds = json.loads(run.stdout)["kinds"]
	missed = self_test(kinds, *schema)
	said = check_all(kinds, *schema)
	said += [f"no longer needed in EXCUSED: {part}" for part in EXCUSED if part not in met]
	types = sum(1 for k in kinds for op in k["resources"] for b in ("cfn", "tf") if op[b] and not is_hosted(op[b]))
	print("\n".join(said))
	print(f"schema: {types} types of {len(kinds)} kinds, {len(said)} findings; {len(FAULTS) - missed} of {len(FAULTS)} planted faults found")
	return 1 if said or missed else 0


sys.exit(main())
