"""What moto forgets of what it was given, or gives back otherwise than AWS, mended; what it has no call for
and a small store can stand for. For golden/mock.py; mend() before the server starts.
"""
import json
import re
import uuid

from moto.apigateway.models import Integration as RestIntegration
from moto.apigatewayv2.models import Integration
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.appsync.models import GraphqlAPI
from moto.appsync.responses import AppSyncResponse
from moto.awslambda.exceptions import UnknownLayerVersionException
from moto.awslambda.models import ImageConfig, LambdaFunction
from moto.cloudformation.parsing import ResourceMap
from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cognitoidp.models import CognitoIdpUserPool
from moto.core.responses import ActionResult
from moto.dynamodb.models.table import Table
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.firehose.models import DeliveryStream
from moto.ec2.models.instances import Instance
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.rds.models import DBCluster, DBInstance
from moto.s3.responses import S3Response
from moto.secretsmanager.models import SecretsManagerBackend
from moto.sqs.models import Queue
from moto.stepfunctions.responses import StepFunctionResponse

import mock_cloudfront

R, A = "us-east-1", "123456789012"


def after(cls, name):
	"""The decorated function is called with what a method of moto gave, self and its arguments, and gives what counts."""
	def decorator(f):
		call = getattr(cls, name)
		setattr(cls, name, lambda self, *a, **more: f(call(self, *a, **more), self, *a, **more))
		return f
	return decorator


@after(LambdaFunction, "__init__")
def keep(_, self, *a, **more):
	spec = more["spec"] if "spec" in more else a[1]
	self.more = {k: spec[k] for k in ("DeadLetterConfig", "FileSystemConfigs", "LoggingConfig") if spec.get(k)}


@after(LambdaFunction, "get_configuration")
def remember(out, self, *a, **more):
	if not out.get("ImageConfigResponse", {}).get("ImageConfig"):
		out.pop("ImageConfigResponse", None)
	return {**out, "LoggingConfig": {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{self.function_name}"}, **getattr(self, "more", {})}


def with_layers(self, arns, ask=LambdaFunction._get_layers_data):
	"""Those of others are not there."""
	try:
		return ask(self, arns)
	except UnknownLayerVersionException:
		return [{"Arn": arn, "CodeSize": 1} for arn in arns]


LambdaFunction._get_layers_data = with_layers


@after(ImageConfig, "response")
def said(out, self):
	return {k: v for k, v in out.items() if v}


@after(DBInstance, "__init__")
def own_id(_, self, *a, **more):
	"""All of moto's databases have the same one, by which the provider looks for them."""
	self.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()


@after(CognitoIdpUserPool, "update_extended_config")
def asked_for(_, self, *a):
	"""What a policy of passwords does not ask for; no history is none."""
	of = self.extended_config.get("Policies", {})
	if "PasswordPolicy" in of:
		asked = {k: v for k, v in of["PasswordPolicy"].items() if (k, v) != ("PasswordHistorySize", 0)}
		self.extended_config["Policies"] = {**of, "PasswordPolicy": {**{f"Require{k}": False for k in ("Uppercase", "Lowercase", "Numbers", "Symbols")}, **asked}}


# Without an address there is none; moto gives an empty one, which the provider takes for an address.
associated = NetworkInterface.association.fget
NetworkInterface.association = property(lambda self: associated(self) or None)


@after(Instance, "prep_nics")
def grouped(_, self, *a, **more):
	"""Groups of its interface are its own."""
	self.security_groups = self.security_groups or list(self.nics[0]._group_set)


def named_by_arn(name):
	call = getattr(CloudTrailBackend, name)
	setattr(CloudTrailBackend, name, lambda self, trail: call(self, trail.rsplit("/", 1)[-1]))


for name in ("start_logging", "stop_logging", "delete_trail"):
	named_by_arn(name)


@after(Trail, "put_event_selectors")
def selected(_, self, *a):
	"""With the defaults of CloudTrail."""
	self.event_selectors = [{"IncludeManagementEvents": True, "ReadWriteType": "All", **x} for x in self.event_selectors]


@after(DBCluster, "__init__")
def own_host(_, self, *a, **more):
	self.url_identifier = "c" * 12 # the same in every deployment


@after(Table, "set_stream_specification")
def own_time(_, self, *a, **more):
	self.latest_stream_label = self.latest_stream_label and "2020-01-01T00:00:00.000" # as above


@after(GraphqlAPI, "__init__")
def short_id(_, self, *a, **more):
	"""Those of AWS have no dashes; the provider cuts at them."""
	old = self.api_id
	for k, v in vars(self).items():
		if isinstance(v, str):
			setattr(self, k, v.replace(old, old.replace("-", "")[:26]))


apis = {} # more of what they were given, by id


@after(AppSyncResponse, "create_graphql_api")
def given(out, self):
	api = json.loads(out if isinstance(out, str) else out[-1])["graphqlApi"]["apiId"]
	apis[api] = {k: v for k, v in json.loads(self.body).items() if k == "introspectionConfig"}
	return out


@after(GraphqlAPI, "to_json")
def with_them(out, self):
	lambdas = out.get("lambdaAuthorizerConfig")
	return {"apiType": "GRAPHQL", "introspectionConfig": "ENABLED", **out, **apis.get(self.api_id, {}), "uris": {"GRAPHQL": f"https://{self.api_id}.appsync-api.{R}.amazonaws.com/graphql"},
		"lambdaAuthorizerConfig": lambdas and {"authorizerResultTtlInSeconds": 0, **lambdas}}


whole = Queue.attributes.fget # with documents as short as AWS writes them
Queue.attributes = property(lambda self: {k: json.dumps(json.loads(v), separators=(",", ":")) if k == "RedrivePolicy" and v else v for k, v in whole(self).items()})


@after(Integration, "to_json")
def filled(out, self):
	"""AWS leaves out what is empty."""
	return {k: v for k, v in out.items() if v not in ({}, None)}


@after(RestIntegration, "to_json")
def with_defaults(out, self):
	"""Those of API Gateway."""
	return {**out, "connectionType": out["connectionType"] or "INTERNET", "timeoutInMillis": out["timeoutInMillis"] or 29000}


def authorizers(self):
	api = self.apigatewayv2_backend.get_api(self.path.split("/")[-2])
	return 200, {}, json.dumps({"items": [x.to_json() for x in api.authorizers.values()]})


ApiGatewayV2Response.get_authorizers = authorizers
# What Firehose gives back of a destination that says nothing of it, of Lambda's buffer, too.
DELIVERED = {"CustomTimeZone": "UTC", "DataFormatConversionConfiguration": {"Enabled": False}, "EncryptionConfiguration": {"NoEncryptionConfig": "NoEncryption"},
	"ProcessingConfiguration": {"Enabled": False}, "S3BackupMode": "Disabled"}
BUFFER = {"BufferIntervalInSeconds": "60", "BufferSizeInMBs": "1", "NumberOfRetries": "3"}
make_stream = DeliveryStream.__init__


def with_its_defaults(self, *, destination_name, destination_config, **more):
	given = destination_config
	if destination_name == "ExtendedS3":
		given = {**DELIVERED, **given}
		for processor in given["ProcessingConfiguration"].get("Processors", []):
			if processor["Type"] == "Lambda":
				named = {x["ParameterName"]: x["ParameterValue"] for x in processor["Parameters"]}
				processor["Parameters"] = [{"ParameterName": k, "ParameterValue": v} for k, v in {**BUFFER, "RoleArn": given["RoleARN"], **named}.items()]
	make_stream(self, destination_name=destination_name, destination_config=given, **more)


DeliveryStream.__init__ = with_its_defaults
# The same for every deployment, so that what holds one can be compared.
SecretsManagerBackend.get_random_password = lambda self, password_length, *a, **more: json.dumps({"RandomPassword": "x" * password_length})


def rotate(self, secret_id, rotation_lambda_arn=None, rotation_rules=None, **_):
	"""Without a run of its function, which would need a container. It would look for a value."""
	secret = self.secrets[secret_id]
	if not secret.versions:
		raise RuntimeError(f"{secret.name} is to be rotated and has no value")
	secret.rotation_requested = secret.rotation_enabled = True
	secret.rotation_lambda_arn = rotation_lambda_arn
	secret.auto_rotate_after_days = (rotation_rules or {}).get("AutomaticallyAfterDays", 0)
	return secret.to_short_dict()


SecretsManagerBackend.rotate_secret = rotate
load_parameters = ResourceMap.load_parameters


def load_all(self):
	"""A default of a list is one, too; moto takes only what was given for one."""
	lists = {k: p["Default"] for k, p in self._template.get("Parameters", {}).items() if "List" in p["Type"] and "Default" in p}
	self.input_parameters = {**lists, **self.input_parameters}
	load_parameters(self)


ResourceMap.load_parameters = load_all


@after(S3Response, "get_bucket_notification")
def events(out, self):
	found = self.backend.get_bucket_notification_configuration(self.bucket_name)
	if found is None or found.event_bridge is None:
		return out
	def more(text):
		text = re.sub(r"<(NotificationConfiguration)([^>]*)/>", r"<\1\2></\1>", text)
		return text.replace("</NotificationConfiguration>", "<EventBridgeConfiguration/></NotificationConfiguration>")
	return tuple(more(x) if isinstance(x, str) else more(x.decode()).encode() if isinstance(x, bytes) else x for x in out)


targets = {} # tags of scaling targets, by ARN


@after(ApplicationAutoScalingResponse, "register_scalable_target")
def tag(out, self):
	arn = json.loads(out if isinstance(out, str) else out[-1]).get("ScalableTargetARN")
	if self._get_param("Tags"):
		targets[arn] = self._get_param("Tags")
	return out


@after(StepFunctionResponse, "create_state_machine")
def typed(out, self):
	for machine in self.stepfunction_backend.state_machines:
		if machine.name == self._get_param("name"):
			machine.type = machine.sm_type = self._get_param("type") or "STANDARD"
	return out


ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: json.dumps({"Tags": targets.get(self._get_param("ResourceARN"), {})})
# Terraform has state machines judged when it plans; topc has judged them already.
StepFunctionResponse.validate_state_machine_definition = lambda self: ActionResult({"result": "OK", "diagnostics": [], "truncated": False})
DBInstance.default_engine_versions["mariadb"] = "10.6.10"
DBCluster.scaling_configuration_info = property(lambda self: self.scaling_configuration)


# ---- Stores ----------------------------------------------------------------------------------------

def data_source(m, v):
	return {"dataSource": {**v, "dataSourceArn": f"arn:aws:appsync:{R}:{A}:apis/{m['of']}/datasources/{v['name']}"}}


def resolver(m, v):
	return {"resolver": {"kind": "UNIT", **v, "typeName": m["type"], "resolverArn": f"arn:aws:appsync:{R}:{A}:apis/{m['of']}/types/{m['type']}/resolvers/{v['fieldName']}"}}


def provisioned(m, v):
	n = v["ProvisionedConcurrentExecutions"]
	return {"RequestedProvisionedConcurrentExecutions": n, "AllocatedProvisionedConcurrentExecutions": n, "AvailableProvisionedConcurrentExecutions": n, "Status": "READY",
		"LastModified": "2020-01-01T00:00:00.000+0000"}


def backups(m, v):
	return {"BackupPolicy": v["BackupPolicy"]}


# The path of one, the field that names it when it is made (by POST to the folder), what is said of it, how
# a list of them and one that is not there are called.
STORES = [
	(r"/v1/apis/(?P<of>[\w-]+)/datasources(/(?P<name>\w+))?", "name", data_source, "dataSources", "NotFoundException"),
	(r"/v1/apis/(?P<of>[\w-]+)/types/(?P<type>\w+)/resolvers(/(?P<name>\w+))?", "fieldName", resolver, "resolvers", "NotFoundException"),
	(r"/2019-09-30/functions/(?P<of>[^/]+)/provisioned-concurrency", None, provisioned, None, "ProvisionedConcurrencyConfigNotFoundException"),
	(r"/2015-02-01/file-systems/(?P<of>[^/]+)/backup-policy", None, backups, None, "PolicyNotFound"),
]
kept = {}


def store(environ):
	"""(status, answer) or None, when the call is moto's."""
	for pattern, field, say, many, absent in STORES:
		m = re.fullmatch(pattern, environ["PATH_INFO"])
		if m:
			break
	else:
		return None
	m = m.groupdict()
	given = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or "{}")
	name = m.get("name") or given.get(field) or ""
	folder = f"{pattern} {m['of']} {m.get('type')} "
	key = f"{folder}{name} {environ['QUERY_STRING'] if not field else ''}"
	if many and environ["REQUEST_METHOD"] == "GET" and not name:
		return 200, {many: [next(iter(v.values())) for k, v in kept.items() if k.startswith(folder)]}
	if environ["REQUEST_METHOD"] in ("POST", "PUT"):
		kept[key] = say(m, given)
	if key not in kept:
		return 404, {"__type": absent, "message": f"no {name}"}
	return 200, kept.pop(key) if environ["REQUEST_METHOD"] == "DELETE" else kept[key]


call = DomainDispatcherApplication.__call__


def answer(self, environ, start):
	said = mock_cloudfront.answer(environ, start)
	if said is not None:
		return said
	found = store(environ)
	if found is None:
		return call(self, environ, start)
	headers = [("Content-Type", "application/json")] + ([("x-amzn-errortype", found[1]["__type"])] if found[0] == 404 else [])
	start(f"{found[0]} {'OK' if found[0] == 200 else 'Not Found'}", headers)
	return [json.dumps(found[1]).encode()]


DomainDispatcherApplication.__call__ = answer
