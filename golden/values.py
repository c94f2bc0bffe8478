"""What a template and a folder of HCL say, as plain values: for golden/equal.

Both are read into the same shape, Resource: a type, a label, a tree of values. References become
what they will be when deployed to account 111122223333 in us-east-1, or `<label.attribute>` where
only the deployment knows. JSON documents become Json.
"""
import json
import re

import hcl
import pairs

PSEUDO = {"Partition": "aws", "Region": "us-east-1", "AccountId": "111122223333", "URLSuffix": "amazonaws.com",
	"StackName": "<stack>", "StackId": "<stack id>", "NoValue": None}
CURRENT = {("aws_partition", "partition"): "aws", ("aws_partition", "dns_suffix"): "amazonaws.com", ("aws_region", "id"): "us-east-1",
	("aws_region", "name"): "us-east-1", ("aws_region", "region"): "us-east-1", ("aws_caller_identity", "account_id"): "111122223333"}


class Json:
	"""A document: compared as a whole, whatever the order of its keys and of sets in policies."""

	def __init__(self, doc):
		self.doc = doc

	def text(self):
		return json.dumps(canonical(self.doc), sort_keys=True)


class Resource:
	def __init__(self, kind, label, tree):
		self.kind, self.label, self.tree = kind, label, tree
		self.condition, self.depends, self.keep, self.uses = None, set(), None, set()


def output_key(name):
	return name.replace("_", "").replace("-", "").lower()


def snake(name):
	"""A logical id as a label: one word a capital begins."""
	return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def plain(x):
	if isinstance(x, bool):
		return "true" if x else "false"
	if isinstance(x, float) and x == int(x):
		return str(int(x))
	return str(x)


SETS = {"Action", "NotAction", "Resource", "NotResource", "Service", "AWS"}


def canonical(doc, key=None):
	"""Numbers and flags as texts, lists of one as their element, sets of policies in order."""
	if isinstance(doc, Json):
		return canonical(doc.doc)
	if isinstance(doc, dict):
		return {k: canonical(v, k) for k, v in doc.items() if v is not None}
	if isinstance(doc, list):
		out = [canonical(v) for v in doc]
		if key in SETS or key == "Statement":
			out.sort(key=lambda v: json.dumps(v, sort_keys=True))
		return out[0] if len(out) == 1 else out
	return plain(doc)


def known(kind, label, attr, name):
	"""An attribute of a resource by its name, where the name makes it; else the reference itself."""
	made = pairs.MADE_OF.get((kind, attr))
	if made:
		inner, text = made
		return text.replace("%", known(kind, label, inner, name))
	if attr == "name" and name is not None:
		return name.rsplit(":", 1)[-1] if kind == "AWS::Lambda::Alias" else name
	if attr == "arn" and name is not None and kind in pairs.ARN:
		return pairs.ARN[kind].replace("%", name)
	return f"<{label}.{attr}>"


# ---- CloudFormation -------------------------------------------------------------------------------

class Template:
	def __init__(self, doc):
		self.doc = doc
		self.uses = set()
		self.types = {i: r["Type"] for i, r in doc["Resources"].items()}
		self.resources = {}
		for i, r in doc["Resources"].items():
			self.uses = set()
			label = snake(i) if r["Type"] == "AWS::Lambda::Version" else self.label(i)
			res = Resource(r["Type"], label, self.value(r.get("Properties", {})))
			res.condition = self.condition(r["Condition"]) if "Condition" in r else None
			depends = r.get("DependsOn", [])
			res.depends = {self.label(d) for d in ([depends] if isinstance(depends, str) else depends)}
			res.keep = r.get("DeletionPolicy")
			res.uses = self.uses
			self.resources[res.label] = res
		self.parameters = {k: (v["Type"], v.get("Default"), v.get("NoEcho", False)) for k, v in doc.get("Parameters", {}).items()}
		self.outputs = {k.lower(): (self.value(v["Value"]), self.condition(v["Condition"]) if "Condition" in v else None)
			for k, v in doc.get("Outputs", {}).items()}

	def condition(self, name):
		def term(c):
			(op, args), = c.items()
			if op == "Fn::Not":
				inner = term(args[0])
				return inner.replace(" == ", " != ") if " == " in inner else f"not ({inner})"
			if op == "Fn::Equals":
				return f"{plain(self.value(args[0]))} == {plain(self.value(args[1]))}"
			if op in ("Fn::And", "Fn::Or"):
				return "(" + {"Fn::And": " && ", "Fn::Or": " || "}[op].join(map(term, args)) + ")"
			if op == "Condition":
				return self.condition(args)
			raise ValueError(op)
		return term(self.doc["Conditions"][name])

	def label(self, logical):
		"""The label of its twin: ids that change with the content end in a hash, a version is its function's."""
		kind = self.types[logical]
		if kind == "AWS::Lambda::Version":
			return self.label(self.doc["Resources"][logical]["Properties"]["FunctionName"]["Ref"])
		return snake(re.sub("[0-9a-f]{8}$", "", logical) if kind in pairs.HASHED else logical)

	def name_of(self, logical):
		prop = pairs.NAME.get(self.types[logical])
		given = self.doc["Resources"][logical].get("Properties", {})
		name = self.value(given.get(prop)) if prop else None
		return f"{self.value(given['FunctionName'])}:{name}" if self.types[logical] == "AWS::Lambda::Alias" else name

	def reference(self, name, attr):
		if name.startswith("AWS::"):
			return PSEUDO[name[5:]]
		if name not in self.types:
			return f"<param {name.lower()}>"
		self.uses.add(self.label(name))
		kind = self.types[name]
		if kind == "AWS::CloudFormation::Stack":
			return f"<{snake(name)}.{output_key(attr.removeprefix('Outputs.'))}>"
		attr = pairs.REF.get(kind, "id") if attr is None else pairs.ATT.get((kind, attr), snake(attr.replace(".", "_")))
		return known(kind, self.label(name), attr, self.name_of(name))

	def sub(self, text, given):
		def hole(m):
			if m[1].startswith("!"):
				return "${" + m[1][1:] + "}"
			if m[1] in given:
				return plain(given[m[1]])
			name, _, attr = m[1].partition(".")
			return plain(self.reference(name, attr or None))
		return re.sub(r"\$\{([^}]*)\}", hole, text)

	def value(self, v):
		if isinstance(v, list):
			return [x for x in map(self.value, v) if x is not None]
		if not isinstance(v, dict):
			return v
		if len(v) == 1:
			(op, arg), = v.items()
			if op == "Ref":
				return self.reference(arg, None)
			if op.startswith("Fn::"):
				return self.function(op[4:], arg)
		out = {k: self.value(x) for k, x in v.items()}
		if isinstance(out.get("DefinitionSubstitutions"), dict) and isinstance(out.get("DefinitionString"), str):
			given = out.pop("DefinitionSubstitutions")
			def insert(x):
				if isinstance(x, dict):
					return {k: insert(y) for k, y in x.items()}
				if isinstance(x, list):
					return [insert(y) for y in x]
				return re.sub(r"\$\{(\w+)\}", lambda m: plain(given[m[1]]) if m[1] in given else m[0], x) if isinstance(x, str) else x
			out["DefinitionString"] = Json(insert(json.loads(out["DefinitionString"])))
		return {k: x for k, x in out.items() if x is not None}

	def function(self, op, arg):
		if op == "GetAtt":
			name, attr = arg.split(".", 1) if isinstance(arg, str) else arg
			return self.reference(name, attr)
		if op == "Sub":
			text, given = arg if isinstance(arg, list) else (arg, {})
			return self.sub(text, {k: self.value(x) for k, x in given.items()})
		if op == "If":
			return choice(self.condition(arg[0]), self.value(arg[1]), self.value(arg[2]))
		args = self.value(arg)
		if op == "Base64":
			return args
		if op == "Join":
			return join(args[0], args[1])
		if op == "Select":
			return select(args[1], args[0])
		if op == "Split":
			return split(args[0], args[1])
		if op == "GetAZs":
			return "<zones>"
		if op == "ToJsonString":
			return Json(args)
		if op == "ImportValue":
			return f"<import {args}>"
		raise ValueError(f"Fn::{op}")


# ---- What both have ---------------------------------------------------------------------------------

def choice(condition, yes, no):
	return yes if yes == no else f"<if {condition}: {flat_text(yes)} else {flat_text(no)}>"


def flat_text(v):
	return json.dumps(canonical(v), sort_keys=True)


def join(sep, items):
	if not isinstance(items, list) and sep == '","':  # between `["` and `"]` of a document: the list itself
		return items
	return sep.join(map(plain, items)) if isinstance(items, list) else f"<join {sep} {items}>"


def split(sep, text):
	return text.split(sep) if "<" not in text else f"<split {sep} {text}>"


def select(items, i):
	return items[int(i)] if isinstance(items, list) else f"<{i} of {items}>"


# ---- Terraform ----------------------------------------------------------------------------------------

class Folder:
	def __init__(self, body, default_tags=None):
		self.body = body
		self.locals = {k: v for _, b in hcl.blocks(body, "locals") for k, v in b["attrs"].items()}
		self.blocks = {(l[0], l[1]): b for l, b in hcl.blocks(body, "resource")}
		self.data = {(l[0], l[1]): b for l, b in hcl.blocks(body, "data")}
		self.ephemeral = {(l[0], l[1]): b for l, b in hcl.blocks(body, "ephemeral")}
		self.uses = set()
		self.resources = {}
		self.default_tags = default_tags or {}
		for _, b in hcl.blocks(body, "provider"):
			for _, tags in hcl.blocks(b, "default_tags"):
				self.default_tags = self.value(tags["attrs"]["tags"])
		for (kind, label), b in self.blocks.items():
			if kind == "aws_cloudformation_stack":
				self.stack(label, b)
			else:
				self.resources[(kind, label)] = self.resource(kind, label, b)
		for l, b in hcl.blocks(body, "module"):
			b["attrs"].pop("source")
			res = self.resource("module", l[0].replace("-", "_") + "_stack", {"attrs": {output_key(k): v for k, v in b["attrs"].items()}, "blocks": b["blocks"]})
			self.resources[("module", res.label)] = res
		self.parameters = {l[0]: (text_of(b["attrs"].get("type")), self.value(b["attrs"]["default"]) if "default" in b["attrs"] else None,
			b["attrs"].get("sensitive") == ("bool", True))
			for l, b in hcl.blocks(body, "variable")}
		self.outputs = {}
		for l, b in hcl.blocks(body, "output"):
			e, condition = b["attrs"]["value"], None
			if e[0] == "cond" and e[3] == ("null",):
				condition, e = self.condition(e[1]), e[2]
			self.outputs[l[0].replace("_", "").replace("-", "").lower()] = (self.value(e), condition)

	def resource(self, kind, label, b):
		self.uses = set()
		tree = self.tree(b, {"count", "depends_on", "provider"})
		res = Resource(kind, label, tree)
		count = b["attrs"].get("count")
		if count:
			res.condition = self.condition(count[1]) if count[0] == "cond" else f"count {self.value(count)}"
		for d in b["attrs"].get("depends_on", ("list", []))[1]:
			res.depends.add(d[2])
		for _, life in hcl.blocks(b, "lifecycle"):
			if life["attrs"].get("prevent_destroy") == ("bool", True):
				res.keep = "Retain"
		res.uses = self.uses
		return res

	def parts(self, label):
		"""The template in a stack, section by section, as expressions; {logical id: its twin's label and type}."""
		e = self.blocks[("aws_cloudformation_stack", label)]["attrs"]["template_body"]
		body = {plain(self.value(k)): {plain(self.value(i)): x for i, x in v[1]} for k, v in e[2][0][1]}
		types = {i: next(self.value(x) for k, x in r[1] if self.value(k) == "Type") for i, r in body["Resources"].items()}
		return body, {i: (pairs.STACKED[t].replace("%", label).replace("@", snake(i)), t) for i, t in types.items()}

	def inside(self, v, twins):
		"""References of a template that stands in a stack, as those of the template of its target."""
		if isinstance(v, list):
			return [self.inside(x, twins) for x in v]
		if not isinstance(v, dict):
			return v
		if v.keys() <= {"Ref", "Fn::GetAtt"}:
			(op, arg), = v.items()
			name, attr = (arg, None) if op == "Ref" else arg
			label, kind = twins[name]
			self.uses.add(label)
			return known(kind, label, pairs.REF.get(kind, "id") if attr is None else pairs.ATT.get((kind, attr), snake(attr.replace(".", "_"))), None)
		return {k: self.inside(x, twins) for k, x in v.items()}

	def stack(self, label, b):
		"""A stack that Terraform makes of what its provider does not have: its resources, each by itself."""
		body, twins = self.parts(label)
		around = self.resource("aws_cloudformation_stack", label, b)
		for i, e in body["Resources"].items():
			self.uses = set()
			r = self.inside(self.value(e), twins)
			res = Resource(r.pop("Type"), twins[i][0], r.pop("Properties"))
			res.depends = {twins[d][0] for d in r.pop("DependsOn", [])}
			if i == next(iter(body["Resources"])):
				want = plain(res.tree["Name"]).replace("_", "-") + pairs.STACK_NAME[res.kind]
				if around.tree["name"] != want:
					raise ValueError(f"{label} is called {around.tree['name']}, not {want}")
			if res.kind.endswith("::DataSource"):
				res.depends |= around.depends # the stack waits as a whole
			if r:
				raise ValueError(f"{label}: {i} has {', '.join(r)}")
			own = {plain(t["Key"]): t["Value"] for t in res.tree.pop("Tags", [])}
			if own or "tags" in around.tree: # those of the stack are everybody's
				res.tree["tags"] = {**around.tree.get("tags", {}), **own}
			res.uses = self.uses - {res.label}
			self.resources[(res.kind, res.label)] = res

	def tree(self, b, skip=frozenset()):
		out = {}
		for name, e in b["attrs"].items():
			if name not in skip:
				v = self.value(e)
				if v is not None:
					out[name] = v
		for name, labels, inner in b["blocks"]:
			if name == "dynamic":
				raise ValueError("a dynamic block")
			if name not in ("lifecycle", "timeouts"):
				out.setdefault(name, []).append(self.tree(inner))
		return out

	def condition(self, e):
		if e[0] == "bin" and e[1] in ("==", "!="):
			return f"{plain(self.value(e[2]))} {e[1]} {plain(self.value(e[3]))}"
		if e[0] == "bin":
			return f"({self.condition(e[2])} {e[1]} {self.condition(e[3])})"
		if e[0] == "un":
			return f"not ({self.condition(e[2])})"
		return plain(self.value(e))

	def path(self, e):
		"""["aws_x", "label", "arn"] of a reference, or None; `[0]` of a counted one is left out."""
		if e[0] == "var":
			return [e[1]]
		if e[0] == "get":
			of = self.path(e[1])
			return of + [e[2]] if of else None
		if e[0] == "index" and e[2] == ("num", "0"):
			of = self.path(e[1])
			return of if of and len(of) == 2 else None
		return None

	def name_of(self, kind, label):
		attr = pairs.TF_NAME.get(kind)
		given = self.blocks[(kind, label)]["attrs"]
		name = self.value(given[attr]) if attr in given else None
		return f"{self.value(given['function_name'])}:{name}" if kind == "aws_lambda_alias" else name

	def reference(self, path):
		if path[0] == "var":
			return f"<param {path[1].replace('_', '').lower()}>"
		if path[0] == "local":
			return self.value(self.locals[path[1]])
		if path[0] == "path":
			return "<" + ".".join(path) + ">"
		if path[0] == "data":
			return self.of_data(path[1], path[2], path[3])
		if path[0] == "ephemeral":
			tree = self.tree(self.ephemeral[(path[1], path[2])])
			if path[1] == "aws_secretsmanager_secret_version":
				return "{{resolve:secretsmanager:" + plain(tree["secret_id"]) + ":SecretString}}"
			return Json({"generated": tree})
		if path[0] == "module":
			self.uses.add(f"{path[1]}_stack")
			return f"<{path[1]}_stack.{output_key(path[2])}>"
		kind, label, attr = path[0], path[1], ".".join(path[2:])
		if (kind, label) not in self.blocks:
			raise ValueError(f"nothing is {kind}.{label}")
		self.uses.add(label)
		attr = pairs.TF_ATT.get((kind, attr), attr)
		host = pairs.HOSTED.get(kind)
		if host:
			label = host_label(self.blocks[(kind, label)], host[0])
		cfn = pairs.TYPES.get(kind, (kind,))[0]
		return known(cfn, label, attr, self.name_of(kind, label))

	def of_data(self, kind, label, attr):
		if (kind, attr) in CURRENT:
			return CURRENT[(kind, attr)]
		tree = self.tree(self.data[(kind, label)])
		if kind == "aws_secretsmanager_secret_version" and attr == "secret_string":
			return "{{resolve:secretsmanager:" + plain(tree["secret_id"]) + ":SecretString}}"
		if kind == "aws_ssm_parameter" and attr in ("value", "insecure_value"):
			return "{{resolve:ssm:" + plain(tree["name"]) + "}}"
		if kind == "aws_availability_zones":
			return "<zones>"
		if (kind, attr) in pairs.DATA:
			return pairs.DATA[(kind, attr)].format(**{k: plain(v) for k, v in tree.items()})
		return f"<data {kind} {flat_text(tree)} {attr}>"

	def value(self, e):
		op = e[0]
		if op == "str":
			parts = [p if isinstance(p, str) else self.value(p) for p in e[1]]
			return parts[0] if len(parts) == 1 else "".join(map(plain, parts))
		if op == "num":
			return float(e[1]) if "." in e[1] else int(e[1])
		if op == "bool":
			return e[1]
		if op == "null":
			return None
		if op == "list":
			return [x for x in map(self.value, e[1]) if x is not None]
		if op == "obj":
			return {plain(self.value(k)): x for k, v in e[1] if (x := self.value(v)) is not None}
		if op == "cond":
			return choice(self.condition(e[1]), self.value(e[2]), self.value(e[3]))
		if op == "call":
			return self.call(e[1], e[2])
		if op == "un" and e[1] == "-":
			return -self.value(e[2])
		path = self.path(e)
		if path and (path[0] in ("var", "local", "path", "data", "ephemeral", "module") or len(path) > 2):
			return self.reference(path)
		if path and len(path) == 2:
			return f"<{path[1]}>"
		if op == "get" and e[2] == "secret_arn" and e[1][0] == "index":
			return self.value(e[1][1])
		if op == "get":
			of = self.value(e[1])
			if isinstance(of, str) and of.startswith("{{resolve:secretsmanager:"):
				return of[:-2] + ":" + e[2] + "}}"
			return of[e[2]] if isinstance(of, dict) else f"{of}.{e[2]}"
		if op == "index":
			of = self.path(e[1])
			if of and of[0] == "aws_cloudformation_stack" and of[2:] == ["outputs"]:
				body, twins = self.parts(of[1])
				return self.inside(self.value(body["Outputs"][self.value(e[2])])["Value"], twins)
			if self.path(e[1]) and self.path(e[1])[-1] == "uris": # addresses of a GraphQL API
				label = self.path(e[1])[1]
				self.uses.add(label)
				return f"<{label}.{self.value(e[2]).lower()}_url>"
			return select(self.value(e[1]), self.value(e[2]))
		if op == "for":
			return f"<for {e[1]}>"
		raise ValueError(f"{e}")

	def call(self, name, args):
		if name == "jsonencode":
			return Json(self.value(args[0]))
		values = [self.value(a) for a in args]
		if name in ("jsondecode", "base64encode", "tolist", "toset", "one", "sensitive", "nonsensitive", "tostring"):
			return values[0]
		if name == "join":
			return join(values[0], values[1])
		if name == "split":
			return split(values[0], values[1])
		if name == "element":
			return select(values[0], values[1])
		if name == "slice":
			return values[0]
		return f"<{name} {' '.join(map(flat_text, values))}>"


def host_label(block, attr):
	"""The label of the resource that an argument names."""
	e = block["attrs"][attr]
	while e[0] in ("get", "index"):
		if e[0] == "get" and e[1][0] == "var":
			return e[2]
		e = e[1]
	return None


def text_of(e):
	if e is None:
		return None
	if e[0] == "call":
		return f"{e[1]}({', '.join(text_of(a) for a in e[2])})"
	return e[1] if e[0] == "var" else str(e)
