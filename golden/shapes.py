"""Where a row of pairs.py is not enough: what the two providers lay out in different shapes."""
import json
import re

from values import Json, plain

TAGS = ("Tags", "UserPoolTags", "FileSystemTags", "AccessPointTags", "HostedZoneTags")
# Arguments that a part repeats from its host.
REPEATED = {
	"aws_api_gateway_integration": ("rest_api_id", "resource_id"),
	"aws_api_gateway_method_response": ("rest_api_id", "resource_id"),
	"aws_api_gateway_integration_response": ("rest_api_id", "resource_id"),
	"aws_api_gateway_method_settings": ("rest_api_id",),
	"aws_lambda_provisioned_concurrency_config": ("function_name",),
	"aws_cloudwatch_event_target": ("event_bus_name",),
}
# Arguments of Terraform that are documents even when they are written as texts.
DOCUMENTS = {"policy", "assume_role_policy", "definition", "event_pattern", "filter_policy", "redrive_policy", "pattern", "format", "input"}
# Labels of raw resources: a template has the tags that the author wrote; the provider of Terraform adds
# the common ones to whatever it can.
RAW = "_resource"
# Types that only one target has; parameters that CloudFormation needs for the upload.
ALONE = {("AWS::Lambda::Version",)}
MADE = {"ArtifactBucket"}
# Arguments that no template has, so that a fault in them is not to be found here.
UNSEEN = {"filename", "source_code_hash", "statement_id", "recovery_window_in_days", "skip_destroy", "secret_string_wo_version", "description", "error_message", "condition",
	"required_version", "skip_final_snapshot", "final_snapshot_identifier", "master_password_wo_version", "password_wo_version", "destination", "version", "source", "force_destroy",
	"create_before_destroy"}


def cfn(kind, tree):
	change = CFN.get(kind)
	if change:
		change(tree)


def tf(kind, tree):
	change = TF.get(kind)
	if change:
		change(tree)


def absorb(resources, label, host):
	"""What waits for a part waits for its host."""
	for r in resources.values():
		if label in r.depends:
			r.depends = (r.depends - {label}) | {host.label}
	host.uses |= resources[label].uses - {host.label}
	del resources[label]


def merge_cfn(resources):
	"""A published version is an argument of Terraform's function, and so is emptying of a bucket."""
	emptied = {r.tree["BucketName"] for r in resources.values() if r.kind == "Custom::EmptyBucket"}
	for label, res in list(resources.items()):
		if res.kind == "AWS::AppSync::GraphQLSchema":
			api = next(r for r in resources.values() if r.kind == "AWS::AppSync::GraphQLApi" and r.label in res.uses)
			api.flat["schema"] = plain(res.tree["Definition"])
			absorb(resources, label, api)
		elif res.kind == "AWS::EC2::VPCGatewayAttachment":
			gateway = next(r for r in resources.values() if r.kind == "AWS::EC2::InternetGateway" and r.label in res.uses)
			gateway.flat["vpcid"] = plain(res.tree["VpcId"])
			absorb(resources, label, gateway)
		elif res.kind == "AWS::ApplicationAutoScaling::ScalingPolicy":
			of = next(r for r in resources.values() if r.kind.endswith("::ScalableTarget") and r.label in res.uses)
			res.flat["servicenamespace"], res.flat["scalabledimension"] = of.flat["servicenamespace"], of.flat["scalabledimension"]
		elif label.endswith("_stack_policy") and res.kind == "AWS::IAM::Policy":
			del resources[label] # leave to signal the stack, which Terraform does not have
		elif res.kind == "Custom::EmptyBucket" or label.startswith("empty_buckets_function"):
			del resources[label]
		elif res.kind == "AWS::S3::Bucket":
			res.flat["forcedestroy"] = plain(res.flat["bucket"] in emptied)
	for label, res in list(resources.items()):
		if res.kind == "AWS::Lambda::Version":
			of = next((r for r in resources.values() if r.kind == "AWS::Lambda::Function" and r.label in res.uses), None)
			if of:
				of.flat["publish"] = "true"


def merge_tf(resources):
	"""A template does not say how many tasks a scaled service has: each update of the stack would undo it."""
	scaled = {r.flat.get("resourceid", "").split("/")[-1]: r.flat for r in resources.values() if r.kind == "aws_appautoscaling_target"}
	for res in [r for r in resources.values() if r.kind == "aws_ecs_service" and r.flat.get("name") in scaled]:
		if res.flat.get("desiredcount") == scaled[res.flat["name"]].get("mincapacity"):
			del res.flat["desiredcount"]


def same(kind, path, a, b):
	"""The ARN of a GraphQL API's endpoint is cut from its URL in Terraform."""
	m = re.search(r"<(\w+)\.endpoint_arn>", a or "")
	return bool(m) and f"<{m[1]}.graphql_url>" in (b or "") and bool(re.fullmatch(r"target(\[\d+\])?\.arn", path))


# A wait that only one of them needs: why.
WAITS = {
	("AWS::EC2::EIP", "AWS::EC2::InternetGateway"): "in Terraform the NAT gateway that takes the address waits for the gateway",
}


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


def cfn_rest_stage(tree):
	for setting in tree.get("MethodSettings", []):
		path = setting.pop("ResourcePath").removeprefix("/") or "~1" # the root has its slash only
		setting["MethodPath"] = f"{path}/{setting.pop('HttpMethod')}"
		setting["Settings"] = {k: setting.pop(k) for k in list(setting) if k != "MethodPath"}
	cfn_access_log(tree)


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


def cfn_bucket(tree):
	"""One resource, whose parts Terraform has as resources of other shapes."""
	if "VersioningConfiguration" in tree:
		tree["Versioning"] = {"VersioningConfiguration": tree.pop("VersioningConfiguration")}
	for rule in tree.pop("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", []):
		by = rule["apply"] = rule.pop("ServerSideEncryptionByDefault")
		by["kms_master_key_id"] = by.pop("KMSMasterKeyID", None)
		rule["apply_server_side_encryption_by_default"] = {k: v for k, v in rule.pop("apply").items() if v is not None}
		tree["Encryption"] = {"rule": rule}
	if "OwnershipControls" in tree:
		tree["OwnershipControls"] = {"rule": tree["OwnershipControls"]["Rules"]}
	if "CorsConfiguration" in tree:
		tree["Cors"] = {"cors_rule": [{"max_age_seconds" if k == "MaxAge" else "expose_headers" if k == "ExposedHeaders" else k: v for k, v in rule.items()}
			for rule in tree.pop("CorsConfiguration")["CorsRules"]]}
	if "LifecycleConfiguration" in tree:
		tree["Lifecycle"] = {"rule": [cfn_lifecycle(rule) for rule in tree.pop("LifecycleConfiguration")["Rules"]]}
	notify = tree.pop("NotificationConfiguration", {})
	entries = []
	for part, target in (("Lambda", "Function"), ("Queue", "Queue"), ("Topic", "Topic")):
		for entry in notify.get(part + "Configurations", []):
			rules = {r["Name"]: r["Value"] for r in entry.get("Filter", {}).get("S3Key", {}).get("Rules", [])}
			entries.append((entry[target], entry["Event"], rules.get("prefix"), rules.get("suffix")))
	if entries:
		tree["Notification"] = {"entries": Json(sorted(entries, key=str))}
	if notify.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled"):
		tree.setdefault("Notification", {})["eventbridge"] = True


def cfn_lifecycle(rule):
	out = {"id": rule["Id"], "status": rule["Status"], "filter": {"prefix": rule.get("Prefix", "")}}
	if "ExpirationInDays" in rule:
		out["expiration"] = {"days": rule["ExpirationInDays"]}
	if "NoncurrentVersionExpiration" in rule:
		out["noncurrent_version_expiration"] = rule["NoncurrentVersionExpiration"]
	if "Transitions" in rule:
		out["transition"] = [{"days": t["TransitionInDays"], "storage_class": t["StorageClass"]} for t in rule["Transitions"]]
	left = rule.keys() - {"Id", "Status", "Prefix", "ExpirationInDays", "NoncurrentVersionExpiration", "Transitions"}
	return {**out, **{k: rule[k] for k in left}}


def tf_bucket(tree):
	notify = tree.get("notification", {})
	entries = []
	for part, target in (("lambda_function", "lambda_function_arn"), ("queue", "queue_arn"), ("topic", "topic_arn")):
		for block in notify.pop(part, []):
			entries += [(block[target], event, block.get("filter_prefix"), block.get("filter_suffix")) for event in block["events"]]
	if entries:
		notify["entries"] = Json(sorted(entries, key=str))


def by_id(tree):
	"""Targets are a set."""
	for name, key in (("Targets", "Id"), ("target", "target_id")):
		if name in tree:
			tree[name].sort(key=lambda t: t[key])


def cfn_function(tree):
	"""An image is its code; an archive is uploaded by Terraform itself."""
	if "ImageUri" in tree.get("Code", {}):
		tree["ImageUri"] = tree.pop("Code")["ImageUri"]


def cfn_instance(tree):
	"""Only a stack waits for a signal that an instance is ready."""
	if "UserData" in tree:
		tree["UserData"] = re.sub(r"ready\(\) \{\n.*?\n\}\ntrap [^\n]*\n", "", tree["UserData"], flags=re.S)
	for card in tree.pop("NetworkInterfaces", []):
		tree.update({"SecurityGroupIds": card["GroupSet"], **{k: card[k] for k in ("SubnetId", "AssociatePublicIpAddress") if k in card}})


def cfn_group(tree):
	if tree.get("SecurityGroupEgress") == [{"CidrIp": "0.0.0.0/0", "IpProtocol": "-1"}]:
		del tree["SecurityGroupEgress"]


def cfn_delivery(tree):
	"""A type of key is what enables encryption."""
	if "KeyType" in tree.get("DeliveryStreamEncryptionConfigurationInput", {}):
		tree["DeliveryStreamEncryptionConfigurationInput"]["Enabled"] = True


def tf_group(tree):
	"""Without rules for the way out CloudFormation has the one that Terraform has to write."""
	if [r for r in tree.get("egress", []) if r == {"protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "from_port": 0, "to_port": 0}]:
		del tree["egress"]


def cfn_alarm(tree):
	for of in (tree, *(q.get("MetricStat", {}).get("Metric", {}) for q in tree.get("Metrics", []))):
		if "Dimensions" in of:
			of["Dimensions"] = {d["Name"]: d["Value"] for d in of["Dimensions"]}


def camel(v):
	"""Terraform has containers as the API does: names in camel case."""
	if isinstance(v, dict):
		return {k if k.startswith("awslogs") else k[0].lower() + k[1:]: camel(x) for k, x in v.items()}
	return [camel(x) for x in v] if isinstance(v, list) else v


def cfn_task(tree):
	tree["ContainerDefinitions"] = Json(camel(tree["ContainerDefinitions"]))


def cfn_service(tree):
	vpc = tree.get("NetworkConfiguration", {}).get("AwsvpcConfiguration", {})
	if "AssignPublicIp" in vpc:
		vpc["AssignPublicIp"] = vpc["AssignPublicIp"] == "ENABLED"


def tf_database(tree):
	"""Passwords go into write-only arguments; what happens to data at the end is a policy in the template."""
	for name in [k for k in tree if k.endswith(("_wo", "_wo_version"))]:
		tree[name.replace("_wo", "")] = tree.pop(name)
	tree.pop("skip_final_snapshot", None)
	if plain(tree.get("apply_immediately", "")) == "true": # a stack waits for no window of maintenance
		del tree["apply_immediately"]


def tf_scaling_policy(tree):
	"""Three arguments that a target's id stands for."""
	if tree.get("resource_id", "").endswith(".resource_id>"):
		tree["scaling_target_id"] = tree.pop("resource_id").replace(".resource_id>", ".id>")


def cfn_keys(tree, out):
	for key in tree.pop("KeySchema", []):
		out["hash_key" if key["KeyType"] == "HASH" else "range_key"] = key["AttributeName"]
	through = tree.pop("ProvisionedThroughput", {})
	for name in through:
		out["read_capacity" if name.startswith("Read") else "write_capacity"] = through[name]


def cfn_index(index):
	out = {"name": index.pop("IndexName")}
	cfn_keys(index, out)
	projection = index.pop("Projection")
	out["projection_type"] = projection["ProjectionType"]
	if "NonKeyAttributes" in projection:
		out["non_key_attributes"] = projection["NonKeyAttributes"]
	return {**out, **index}


def cfn_table(tree):
	cfn_keys(tree, tree)
	tree["Attribute"] = sorted(({"name": a["AttributeName"], "type": a["AttributeType"]} for a in tree.pop("AttributeDefinitions")), key=lambda a: a["name"])
	for name, new in (("GlobalSecondaryIndexes", "global_secondary_index"), ("LocalSecondaryIndexes", "local_secondary_index")):
		if name in tree:
			tree[new] = sorted(map(cfn_index, tree.pop(name)), key=lambda i: i["name"])
			for index in tree[new]:
				if new.startswith("local"):
					del index["hash_key"] # the table's
	if "StreamSpecification" in tree:
		tree["stream_enabled"] = True
		tree["stream_view_type"] = tree.pop("StreamSpecification")["StreamViewType"]
	if "TimeToLiveSpecification" in tree:
		tree["ttl"] = tree.pop("TimeToLiveSpecification")
	if "PointInTimeRecoverySpecification" in tree:
		tree["point_in_time_recovery"] = {"enabled": tree.pop("PointInTimeRecoverySpecification")["PointInTimeRecoveryEnabled"]}


def tf_table(tree):
	for name in ("attribute", "global_secondary_index", "local_secondary_index"):
		if name in tree:
			tree[name].sort(key=lambda i: i["name"])


def cfn_invoke_config(tree):
	if tree.get("Qualifier") == "$LATEST":
		del tree["Qualifier"] # Terraform's default


CFN = {
	"AWS::Lambda::EventInvokeConfig": cfn_invoke_config,
	"AWS::CloudWatch::Alarm": cfn_alarm,
	"AWS::ECS::TaskDefinition": cfn_task,
	"AWS::ECS::Service": cfn_service,
	"AWS::DynamoDB::Table": cfn_table,
	"AWS::Lambda::Function": cfn_function,
	"AWS::EC2::Instance": cfn_instance,
	"AWS::EC2::SecurityGroup": cfn_group,
	"AWS::KinesisFirehose::DeliveryStream": cfn_delivery,
	"AWS::S3::Bucket": cfn_bucket,
	"AWS::Events::Rule": by_id,
	"AWS::StepFunctions::StateMachine": cfn_logging,
	"AWS::ApiGatewayV2::Stage": cfn_stage,
	"AWS::ApiGateway::Stage": cfn_rest_stage,
	"AWS::Cognito::UserPool": cfn_pool,
	"AWS::SecretsManager::Secret": cfn_secret,
}
TF = {
	"aws_dynamodb_table": tf_table,
	"aws_rds_cluster": tf_database,
	"aws_db_instance": tf_database,
	"aws_rds_cluster_instance": tf_database,
	"aws_appautoscaling_policy": tf_scaling_policy,
	"aws_security_group": tf_group,
	"aws_s3_bucket": tf_bucket,
	"aws_cloudwatch_event_rule": by_id,
	"aws_lambda_permission": tf_permission,
	"aws_secretsmanager_secret": tf_secret,
}
