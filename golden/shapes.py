"""Where a row of pairs.py is not enough: what the two providers lay out in different shapes."""
import json

from values import Json, plain

TAGS = ("Tags", "UserPoolTags", "FileSystemTags", "AccessPointTags", "HostedZoneTags")
# Arguments that a part repeats from its host.
REPEATED = {
	"aws_api_gateway_integration": ("rest_api_id", "resource_id"),
	"aws_api_gateway_method_response": ("rest_api_id", "resource_id"),
	"aws_api_gateway_integration_response": ("rest_api_id", "resource_id"),
	"aws_api_gateway_method_settings": ("rest_api_id",),
	"aws_lambda_provisioned_concurrency_config": ("function_name",),
}
# Arguments of Terraform that are documents even when they are written as texts.
DOCUMENTS = {"policy", "assume_role_policy", "definition", "event_pattern", "filter_policy", "redrive_policy", "pattern", "format", "input"}
# Types that only one target has; parameters that CloudFormation needs for the upload.
ALONE = {("AWS::Lambda::Version",)}
MADE = {"ArtifactBucket"}
# Arguments that no template has, so that a fault in them is not to be found here.
UNSEEN = {"filename", "source_code_hash", "statement_id", "recovery_window_in_days", "skip_destroy", "secret_string_wo_version", "description", "error_message", "condition",
	"required_version", "version", "source", "force_destroy"}


def cfn(kind, tree):
	change = CFN.get(kind)
	if change:
		change(tree)


def tf(kind, tree):
	change = TF.get(kind)
	if change:
		change(tree)


def merge_cfn(resources):
	"""A published version is an argument of Terraform's function."""
	for label, res in list(resources.items()):
		if res.kind == "AWS::Lambda::Version":
			of = next((r for r in resources.values() if r.kind == "AWS::Lambda::Function" and r.label in res.uses), None)
			if of:
				of.flat["publish"] = "true"


def merge_tf(resources):
	pass


def same(kind, path, a, b):
	return False


def kept(res):
	return plain(res.tree.get("skip_destroy", "")) == "true" or "force_destroy" in res.tree or "force_delete" in res.tree


# ---- Types ------------------------------------------------------------------------------------------

def cfn_logging(tree):
	logging = tree.get("LoggingConfiguration", {})
	if "Destinations" in logging:
		logging["log_destination"] = logging.pop("Destinations")[0]["CloudWatchLogsLogGroup"]["LogGroupArn"]


def cfn_stage(tree):
	"""Settings by the route's key."""
	if "RouteSettings" in tree:
		tree["RouteSettings"] = [{"RouteKey": k, **v} for k, v in tree["RouteSettings"].items()]
	cfn_access_log(tree)


def cfn_access_log(tree):
	"""The service takes the ARN with and without its `:*`."""
	for name in ("AccessLogSettings", "AccessLogSetting"):
		if "DestinationArn" in tree.get(name, {}):
			tree[name]["DestinationArn"] = tree[name]["DestinationArn"].removesuffix(":*")


def cfn_pool(tree):
	if tree.pop("EnabledMfas", None) == ["SOFTWARE_TOKEN_MFA"]:
		tree["SoftwareTokenMfaConfiguration"] = {"Enabled": True}


def tf_permission(tree):
	if "qualifier" in tree:
		tree["function_name"] = f"arn:aws:lambda:us-east-1:111122223333:function:{tree['function_name']}:{tree.pop('qualifier')}"


def tf_secret(tree):
	"""A generated password goes from an ephemeral resource into a version's write-only argument."""
	value = tree.get("version", {}).pop("secret_string_wo", None)
	if not isinstance(value, Json):
		return
	doc = value.doc
	made = doc.get("password") if "password" in doc else value
	out = {"password_length": made.doc["generated"]["password_length"], "exclude_characters": made.doc["generated"]["exclude_characters"]}
	if made is not value:
		out["generate_string_key"] = "password"
		out["secret_string_template"] = Json({k: v for k, v in doc.items() if k != "password"})
	tree["generate_secret_string"] = out


def cfn_secret(tree):
	made = tree.get("GenerateSecretString", {})
	if "SecretStringTemplate" in made:
		made["SecretStringTemplate"] = Json(json.loads(made["SecretStringTemplate"]))


CFN = {
	"AWS::StepFunctions::StateMachine": cfn_logging,
	"AWS::ApiGatewayV2::Stage": cfn_stage,
	"AWS::ApiGateway::Stage": cfn_access_log,
	"AWS::Cognito::UserPool": cfn_pool,
	"AWS::SecretsManager::Secret": cfn_secret,
}
TF = {
	"aws_lambda_permission": tf_permission,
	"aws_secretsmanager_secret": tf_secret,
}
