"""What AWS's own models (botocore's) say of a request: names, what must be there, ranges, lengths, patterns
and words. A mock takes nearly anything; the service would refuse it. For golden/mock.py.
"""
import functools
import json
import re
import urllib.parse

import botocore.session

# Signing names of services whose requests have no X-Amz-Target, as botocore calls them.
SIGNED = {"sns": ["sns"], "iam": ["iam"], "rds": ["rds"], "ec2": ["ec2"], "autoscaling": ["autoscaling"], "elasticloadbalancing": ["elbv2"], "monitoring": ["cloudwatch"],
	"lambda": ["lambda"], "apigateway": ["apigatewayv2", "apigateway"], "scheduler": ["scheduler"], "elasticfilesystem": ["efs"], "appsync": ["appsync"]}
# With it: the service of each target's prefix.
PREFIXES = {"AmazonSQS": "sqs", "AWSEvents": "events", "AWSStepFunctions": "stepfunctions", "DynamoDB_20120810": "dynamodb", "AWSCognitoIdentityProviderService": "cognito-idp",
	"secretsmanager": "secretsmanager", "Logs_20140328": "logs", "AmazonSSM": "ssm", "AmazonEC2ContainerRegistry_V20150921": "ecr", "AmazonEC2ContainerServiceV20141113": "ecs",
	"AWSGlue": "glue", "AmazonAthena": "athena", "Firehose_20150804": "firehose", "Kinesis_20131202": "kinesis", "CloudTrail_20131101": "cloudtrail", "TrentService": "kms",
	"AnyScaleFrontendService": "application-autoscaling", "CertificateManager": "acm"}
# What the mock itself is to blame for: how a line begins, and why.
EXCUSED = {
	"lambda CreateFunction.FileSystemConfigs": "ids of access points are shorter in moto",
	"appsync CreateApi.tags is {}": "the mock's own call, for a type of stacks that moto lacks",
	"appsync CreateChannelNamespace.tags is {}": "the same",
	"iam GetRolePolicy.RoleName": "moto makes names of roles in nested stacks longer than CloudFormation does",
	"iam ListAttachedRolePolicies.RoleName": "the same",
	"iam ListRolePolicies.RoleName": "the same",
}


@functools.cache
def model(service):
	return botocore.session.get_session().get_service_model(service)


@functools.cache
def routes(service):
	"""[(method, pattern of the path, names in it, what the query has to have, operation)]: those that
	ask for most first, then those with the fewest variables."""
	out = []
	for name in model(service).operation_names:
		operation = model(service).operation_model(name)
		path, _, query = operation.http["requestUri"].partition("?")
		names = re.findall(r"\{(\w+)\+?\}", path)
		pattern = re.sub(r"\\\{\w+(\\\+)?\\\}", lambda m: "(.+)" if m[1] else "([^/]+)", re.escape(path.rstrip("/")))
		out.append((operation.http["method"], re.compile(pattern + "/?"), names, urllib.parse.parse_qsl(query), operation))
	return sorted(out, key=lambda r: (-len(r[3]), len(r[2])))


def from_query(shape, given, prefix, ec2):
	"""The arguments of a form, by its shape; NULL when there is none of them."""
	if shape.type_name == "structure":
		out = {}
		for name, member in shape.members.items():
			word = member.serialization.get("queryName") if ec2 else None
			word = word or member.serialization.get("name", name)
			if ec2 and "queryName" not in member.serialization:
				word = word[0].upper() + word[1:]
			if member.type_name == "list" and not ec2 and member.serialization.get("flattened"):
				word = member.member.serialization.get("name", word)
			v = from_query(member, given, f"{prefix}.{word}" if prefix else word, ec2)
			if v is not None:
				out[name] = v
		return out if out or not prefix else None
	if shape.type_name in ("list", "map"):
		flat = ec2 or shape.serialization.get("flattened")
		inner = prefix if flat else f"{prefix}.{'entry' if shape.type_name == 'map' else shape.member.serialization.get('name', 'member')}"
		numbers = sorted({int(m[1]) for k in given if (m := re.match(re.escape(inner) + r"\.(\d+)(\.|$)", k))})
		if shape.type_name == "list":
			return [from_query(shape.member, given, f"{inner}.{n}", ec2) for n in numbers] if numbers else None
		return {given.get(f"{inner}.{n}.{shape.key.serialization.get('name', 'key')}"): from_query(shape.value, given, f"{inner}.{n}.{shape.value.serialization.get('name', 'value')}", ec2)
			for n in numbers} if numbers else None
	text = given.get(prefix)
	return text if text is None or shape.type_name not in ("integer", "long", "float", "double") else float(text)


def asked(request):
	"""(service, operation, arguments by the names of the model), or None: not known here."""
	service = re.search(r"Credential=[^/]+/\d+/[^/]*/([^/]+)/", request.headers.get("Authorization", ""))
	target = request.headers.get("X-Amz-Target", "")
	body = request.get_data(cache=True)
	if target:
		name, _, operation = target.rpartition(".")
		name = PREFIXES.get(name.rpartition(".")[2])
		return (name, model(name).operation_model(operation), json.loads(body or b"{}")) if name else None
	names = SIGNED.get(service[1], []) if service else []
	for name in names:
		if model(name).protocol in ("query", "ec2") or name == "cloudwatch":
			given = dict(urllib.parse.parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
			if "Action" not in given:
				return None
			operation = model(name).operation_model(given["Action"])
			return name, operation, from_query(operation.input_shape, given, "", model(name).protocol == "ec2") if operation.input_shape else {}
		for method, pattern, words, query, operation in routes(name):
			m = pattern.fullmatch(request.path) if method == request.method and all(request.args.get(k) == v for k, v in query) else None
			if m:
				return name, operation, of_rest(operation, body, dict(zip(words, m.groups())), request)
	return None


def of_rest(operation, body, path, request):
	shape = operation.input_shape
	if shape is None:
		return {}
	payload = shape.serialization.get("payload")
	given = json.loads(body) if body and (not payload or shape.members[payload].type_name == "structure") else {}
	out, of_body = {}, given if not payload else None
	for name, member in shape.members.items():
		where, word = member.serialization.get("location"), member.serialization.get("name", name)
		if name == payload:
			out[name] = given or body
		elif where == "uri":
			out[name] = urllib.parse.unquote(path.get(word, ""))
		elif where == "querystring":
			v = request.args.getlist(word)
			if v and member.type_name == "list":
				out[name] = v
			elif v:
				out[name] = float(v[0]) if member.type_name in ("integer", "long") else v[0]
		elif where in ("header", "headers"):
			v = request.headers.get(word)
			if v is not None:
				out[name] = v
		elif of_body and word in of_body:
			out[name] = of_body.pop(word)
	return {**out, **(of_body or {})}


def wrong(shape, v, path=""):
	"""What of a value its shape does not allow."""
	if v is None:
		return
	kind, limits = shape.type_name, shape.metadata
	if kind == "structure" and isinstance(v, dict):
		words = {m.serialization.get("name", n): (n, m) for n, m in shape.members.items()} | {n: (n, m) for n, m in shape.members.items()}
		there = {words[k][0] for k in v if k in words and v[k] is not None}
		for name in sorted(set(shape.required_members) - there):
			yield f"{path}.{name} is missing"
		for k in v:
			if k not in words:
				yield f"{path}.{k} is not known"
			else:
				yield from wrong(words[k][1], v[k], f"{path}.{k}")
		return
	size = v if kind in ("integer", "long", "float", "double") else len(v) if isinstance(v, (str, list, dict)) else None
	if kind == "blob" or isinstance(size, str):
		return
	if size is not None and ("min" in limits and size < limits["min"] or "max" in limits and size > limits["max"]):
		yield f"{path} is {v!r:.60}: {'' if size is v else 'length '}{limits.get('min', '')}..{limits.get('max', '')}"
	if kind == "list":
		for i, x in enumerate(v):
			yield from wrong(shape.member, x, f"{path}[{i}]")
	elif kind == "map":
		for k, x in v.items():
			yield from wrong(shape.key, k, f"{path} key")
			yield from wrong(shape.value, x, f"{path}.{k}")
	elif kind == "string" and isinstance(v, str):
		if shape.enum and v not in shape.enum:
			yield f"{path} is {v!r}, none of {', '.join(shape.enum)[:200]}"
		pattern = limits.get("pattern")
		try:
			if pattern and not re.search(pattern if pattern.startswith("^") else f"^(?:{pattern})$", v):
				yield f"{path} is {v!r:.200}, not of {pattern[:200]}"
		except re.error: # Java's, with classes that Python lacks
			pass


def problems(request):
	found = asked(request)
	if found:
		service, operation, arguments = found
		if operation.input_shape:
			lines = (f"{service} {operation.name}{line}" for line in wrong(operation.input_shape, arguments))
			yield from (line for line in lines if not line.startswith(tuple(EXCUSED)))


def self_test():
	"""What is not right of requests of each protocol with a fault, and of the same without."""
	from werkzeug.test import EnvironBuilder
	from werkzeug.wrappers import Request
	rows = [
		("events", "/", "AWSEvents.PutTargets", {"Rule": "r", "Targets": [{"Id": "i", "Arn": "arn", "RetryPolicy": {"MaximumEventAgeInSeconds": 0}}]}, ["events PutTargets.Targets[0].RetryPolicy.MaximumEventAgeInSeconds is 0: 60..86400"]),
		("events", "/", "AWSEvents.PutTargets", {"Rule": "r", "Targets": [{"Id": "i", "Arn": "arn", "RetryPolicy": {"MaximumEventAgeInSeconds": 60}}]}, []),
		("lambda", "/2015-03-31/functions/f/aliases", None, {"Name": "live"}, ["lambda CreateAlias.FunctionVersion is missing"]),
		("lambda", "/2015-03-31/functions/f/aliases", None, {"Name": "live", "FunctionVersion": "1"}, []),
		("sns", "/", None, "Action=CreateTopic&Nam=x", ["sns CreateTopic.Name is missing"]),
		("sns", "/", None, "Action=CreateTopic&Name=x&Tags.member.1.Key=a&Tags.member.1.Value=b", []),
		("ec2", "/", None, "Action=CreateSubnet&VpcId=v&TagSpecification.1.ResourceType=subnett", ["ec2 CreateSubnet.TagSpecifications[0].ResourceType is 'subnett'"]),
	]
	for service, path, target, body, expected in rows:
		headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/{service}/aws4_request", **({"X-Amz-Target": target} if target else {})}
		request = Request(EnvironBuilder(path, method="POST", headers=headers, data=body if isinstance(body, str) else json.dumps(body)).get_environ())
		found = list(problems(request))
		if len(found) != len(expected) or not all(a.startswith(b) for a, b in zip(found, expected)):
			yield f"the test of requests does not work: {service} {body}: {found}"
