"""What is deployed in a mock of AWS, resource by resource, and how two deployments differ. For golden/deploy."""
import base64
import datetime
import json
import re

from local_aws import client

# What only says when and where something was made, and what tells nothing of a template.
DROP = set("""ResponseMetadata CreatedTimestamp LastModifiedTimestamp LastModified CodeSha256 CodeSize RevisionId OwnerId Owner StateUpdatedTimestamp
	StateReason StateReasonData StateValue creationTime storedBytes arn logGroupArn VersionId UUID LastUpdateStatus State StateReasonCode
	lastUpdatedDate createdDate Version CreationDate LastModifiedDate EstimatedNumberOfUsers LastProcessingResult RequestCharged
	TableId TableSizeBytes ItemCount TableStatus NumberOfDecreasesToday IndexStatus IndexSizeBytes LatestStreamLabel LatestStreamArn
	EffectiveDeliveryPolicy SubscriptionsConfirmed SubscriptionsPending SubscriptionsDeleted ApproximateNumberOfMessages
	ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesDelayed ConfirmationWasAuthenticated PendingConfirmation
	CreationToken ClientToken AvailableIpAddressCount""".split())
# (kind, argument): what Terraform gives and what CloudFormation gives, which is the same. The provider of
# Terraform writes defaults where a template says nothing.
SAME = {
	("NAT", "ConnectivityType"): ("public", None),
	("bucket", "cors.CORSRules.MaxAgeSeconds"): (0, None),
	# A template has no count where a service scales, for each deployment would set it: it begins with one task.
	("cluster", "desiredCount"): (0, 1),
	("cluster", "pendingCount"): (0, 1),
	("cluster", "pendingTasksCount"): (0, 1),
	("database", "PromotionTier"): (0, 1), # moto's own default
	("database", "PubliclyAccessible"): (False, None),
	("endpoint", "PrivateDnsEnabled"): (False, True), # gateways have none; moto's own default
	("function", "VpcConfig.Ipv6AllowedForDualStack"): (False, None),
	("function", "invoke.MaximumRetryAttempts"): (2, None), # Lambda's own default
	("user pool", "AdminCreateUserConfig"): (None, {"AllowAdminCreateUserOnly": False}), # the provider leaves it out
	("user pool", "DeletionProtection"): ("INACTIVE", None),
	("web API", "ConnectionType"): ("INTERNET", None),
	("web API", "CorsConfiguration.AllowCredentials"): (False, None),
	("web API", "CorsConfiguration.MaxAge"): (0, None),
	("web API", "DetailedMetricsEnabled"): (False, None),
}
# (kind, argument): what moto does not give back after both, and why.
UNSEEN = {
	("event API", "tags"): "Terraform makes it by a stack, whose tags moto does not pass on",
	("database", "DbiResourceId"): "made up",
}


OWN = r"terraform-\d{20,}|[\w-]+-(?=[0-9]*[A-Z])[0-9A-Z]{12,13}" # a name that the deployment gives


def plain(v):
	"""Without what is dropped; texts that are JSON as what they say."""
	if isinstance(v, dict):
		out = {k: plain(x) for k, x in sorted(v.items()) if k not in DROP and not isinstance(x, datetime.datetime)}
		return {k: x for k, x in out.items() if x not in (None, [], {}, "")}
	if isinstance(v, list):
		out = [plain(x) for x in v]
		return sorted(out, key=lambda x: json.dumps(x, sort_keys=True, default=str))
	if isinstance(v, str) and re.fullmatch(OWN, v):
		return "<own>"
	if isinstance(v, str) and v[:1] in "{[":
		try:
			return plain(json.loads(v))
		except ValueError:
			return v
	return v


def policy(doc):
	doc = json.loads(doc) if isinstance(doc, str) else doc
	listed = lambda v: sorted(v) if isinstance(v, list) else [v]
	return sorted((json.dumps({k: listed(v) if k in ("Action", "Resource") else v for k, v in s.items() if k != "Sid"}, sort_keys=True) for s in doc["Statement"]
		if s["Action"] != "cloudformation:SignalResource")) # a machine tells its stack that it is ready; Terraform does not wait


def every(c, call, key, **arguments):
	try:
		if c.can_paginate(call):
			return [x for page in c.get_paginator(call).paginate(**arguments) for x in page.get(key, [])]
		return getattr(c, call)(**arguments).get(key, [])
	except c.exceptions.ClientError as e:
		if "NotImplemented" in str(e): # by moto
			return []
		raise


def ask(c, call, key=None, **arguments):
	"""An answer, or nothing when there is none."""
	try:
		out = getattr(c, call)(**arguments)
	except c.exceptions.ClientError:
		return None
	return out.get(key) if key else {k: v for k, v in out.items() if k != "ResponseMetadata"}


# Each gives (id, name, what it is like); a name is what both targets give alike, None when there is none.

def queues(c):
	for url in every(c, "list_queues", "QueueUrls"):
		name = url.rsplit("/", 1)[1]
		a = c.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
		yield url, name, {**a, "Policy": policy(a["Policy"]) if a.get("Policy") else None}


def topics(c):
	for t in every(c, "list_topics", "Topics"):
		a = c.get_topic_attributes(TopicArn=t["TopicArn"])["Attributes"]
		yield t["TopicArn"], t["TopicArn"].rsplit(":", 1)[1], {**a, "Policy": policy(a["Policy"])}


def subscriptions(c):
	for s in every(c, "list_subscriptions", "Subscriptions"):
		yield s["SubscriptionArn"], f"{s['TopicArn']} {s['Protocol']} {s['Endpoint']}", c.get_subscription_attributes(SubscriptionArn=s["SubscriptionArn"])["Attributes"]


def roles(c):
	for r in every(c, "list_roles", "Roles"):
		name = r["RoleName"]
		given = [x for x in (policy(c.get_role_policy(RoleName=name, PolicyName=p)["PolicyDocument"]) for p in every(c, "list_role_policies", "PolicyNames", RoleName=name)) if x]
		whole = {"trust": policy(r["AssumeRolePolicyDocument"]), "policies": sorted(given), "boundary": r.get("PermissionsBoundary"), "seconds": r.get("MaxSessionDuration"),
			"attached": sorted(p["PolicyArn"] for p in every(c, "list_attached_role_policies", "AttachedPolicies", RoleName=name))}
		yield name, None, whole


def functions(c):
	for f in every(c, "list_functions", "Functions"):
		name = f["FunctionName"]
		allowed = ask(c, "get_policy", "Policy", FunctionName=name)
		yield f["FunctionArn"], name, {**f, "allowed": policy(allowed) if allowed else None, "url": ask(c, "get_function_url_config", FunctionName=name),
			"invoke": ask(c, "get_function_event_invoke_config", FunctionName=name), "concurrency": ask(c, "get_function_concurrency", FunctionName=name),
			"aliases": [{k: v for k, v in a.items() if k in ("Name", "Description", "RoutingConfig")} for a in every(c, "list_aliases", "Aliases", FunctionName=name)]}


def mappings(c):
	for m in every(c, "list_event_source_mappings", "EventSourceMappings"):
		yield m["UUID"], f"{m.get('EventSourceArn')} {m['FunctionArn']}", m


def layers(c):
	for l in every(c, "list_layers", "Layers"):
		yield l["LayerName"], l["LayerName"], {k: l["LatestMatchingVersion"].get(k) for k in ("CompatibleRuntimes", "CompatibleArchitectures", "Description")}


def rules(c):
	for bus in every(c, "list_event_buses", "EventBuses"):
		yield bus["Name"], f"bus {bus['Name']}", {"Policy": bus.get("Policy")}
		for rule in every(c, "list_rules", "Rules", EventBusName=bus["Name"]):
			targets = every(c, "list_targets_by_rule", "Targets", Rule=rule["Name"], EventBusName=bus["Name"])
			yield rule["Arn"], rule["Name"], {**rule, "enabled": rule.get("State"), "targets": [{k: v for k, v in t.items() if k != "Id"} for t in targets]}


def machines(c):
	for m in every(c, "list_state_machines", "stateMachines"):
		yield m["stateMachineArn"], m["name"], c.describe_state_machine(stateMachineArn=m["stateMachineArn"])


def tables(c):
	for n in every(c, "list_tables", "TableNames"):
		yield n, n, {**c.describe_table(TableName=n)["Table"], "ttl": ask(c, "describe_time_to_live", "TimeToLiveDescription", TableName=n),
			"backups": ask(c, "describe_continuous_backups", "ContinuousBackupsDescription", TableName=n)}


def notices(found):
	"""Each event by itself, as templates say it; its id is made up."""
	return {kind: [{**{k: v for k, v in x.items() if k not in ("Id", "Events")}, "Event": event} for x in of for event in x["Events"]] if kind.endswith("Configurations") else of or "on"
		for kind, of in (found or {}).items()}


BUCKET = "versioning encryption lifecycle_configuration cors policy ownership_controls website logging tagging".split()


def buckets(c):
	for b in c.list_buckets()["Buckets"]:
		n = b["Name"]
		yield n, n, {**{w: ask(c, f"get_bucket_{w}", Bucket=n) for w in BUCKET}, "notices": notices(ask(c, "get_bucket_notification_configuration", Bucket=n)), "public": ask(c, "get_public_access_block", Bucket=n)}


def web_apis(c):
	for a in every(c, "get_apis", "Items"):
		i = a["ApiId"]
		yield i, a["Name"], a
		for x in every(c, "get_authorizers", "Items", ApiId=i):
			yield x["AuthorizerId"], f"{i} {x['Name']}", x
		for x in every(c, "get_integrations", "Items", ApiId=i):
			yield x["IntegrationId"], f"{i} {x.get('IntegrationUri')} {x.get('IntegrationSubtype')} {json.dumps(x.get('RequestParameters'), sort_keys=True)}", x
		for x in every(c, "get_routes", "Items", ApiId=i):
			yield x["RouteId"], f"{i} {x['RouteKey']}", x
		for x in every(c, "get_stages", "Items", ApiId=i):
			yield f"{i} {x['StageName']}", f"{i} stage {x['StageName']}", x


def rest_apis(c):
	for a in every(c, "get_rest_apis", "items"):
		i = a["id"]
		yield i, a["name"], {k: v for k, v in a.items() if k not in ("id", "rootResourceId")}
		for x in every(c, "get_authorizers", "items", restApiId=i):
			yield x["id"], f"{i} {x['name']}", x
		for r in every(c, "get_resources", "items", restApiId=i):
			yield r["id"], f"{i} {r['path']}", {m: ask(c, "get_method", restApiId=i, resourceId=r["id"], httpMethod=m) for m in r.get("resourceMethods") or {}}
		for x in ask(c, "get_stages", "item", restApiId=i) or []:
			yield f"{i} {x['stageName']}", f"{i} stage {x['stageName']}", {k: v for k, v in x.items() if k != "deploymentId"}


def pools(c):
	for p in every(c, "list_user_pools", "UserPools", MaxResults=60):
		i = p["Id"]
		yield i, p["Name"], c.describe_user_pool(UserPoolId=i)["UserPool"]
		for x in every(c, "list_user_pool_clients", "UserPoolClients", UserPoolId=i):
			yield x["ClientId"], f"{i} {x['ClientName']}", c.describe_user_pool_client(UserPoolId=i, ClientId=x["ClientId"])["UserPoolClient"]


def schedules(c):
	for s in every(c, "list_schedules", "Schedules"):
		yield s["Arn"], s["Name"], c.get_schedule(Name=s["Name"], GroupName=s["GroupName"])


def secrets(c):
	for s in every(c, "list_secrets", "SecretList"):
		if s["Name"].startswith("rds!"): # of a database, with which moto does not remove it
			continue
		value = ask(c, "get_secret_value", "SecretString", SecretId=s["ARN"])
		if value and not value.startswith("{"):
			value = f"{len(value)} characters"
		yield s["ARN"], s["Name"], {**{k: v for k, v in s.items() if k != "SecretVersionsToStages"}, "value": re.sub(r'("\w+": ?)"[^"]{16,}"', r'\1"x"', value or "")}


def groups(c):
	for g in c.describe_security_groups()["SecurityGroups"]:
		yield g["GroupId"], f"{g['VpcId']} {g['Description']}", {k: g.get(k) for k in ("IpPermissions", "IpPermissionsEgress", "Description", "VpcId")}


def clusters(c):
	for cluster in every(c, "list_clusters", "clusterArns"):
		whole = c.describe_clusters(clusters=[cluster])["clusters"][0]
		if whole["status"] == "INACTIVE":
			continue
		yield cluster, cluster.rsplit("/", 1)[1], whole
		for s in every(c, "list_services", "serviceArns", cluster=cluster):
			yield s, s.rsplit("/", 1)[1], {k: v for k, v in c.describe_services(cluster=cluster, services=[s])["services"][0].items() if k not in ("events", "deployments", "taskSets")}
	for t in every(c, "list_task_definitions", "taskDefinitionArns", status="ACTIVE"):
		yield t, t.rsplit("/", 1)[1], c.describe_task_definition(taskDefinition=t)["taskDefinition"]


def graphql_apis(c):
	for a in every(c, "list_graphql_apis", "graphqlApis"):
		i = a["apiId"]
		yield i, a["name"], a
		for d in every(c, "list_data_sources", "dataSources", apiId=i):
			yield d["dataSourceArn"], f"{i} data source {d['name']}", d
		for r in (r for kind in ("Query", "Mutation", "Subscription") for r in every(c, "list_resolvers", "resolvers", apiId=i, typeName=kind)):
			yield r["resolverArn"], f"{i} {r['typeName']}.{r['fieldName']}", r


def file_systems(c):
	for f in every(c, "describe_file_systems", "FileSystems"):
		yield f["FileSystemId"], " ".join([f["ThroughputMode"], *sorted(t["Value"] for t in f["Tags"])]), {**f,
			"life": every(c, "describe_lifecycle_configuration", "LifecyclePolicies", FileSystemId=f["FileSystemId"])}


def access_points(c):
	for a in every(c, "describe_access_points", "AccessPoints"):
		yield a["AccessPointId"], f"{a['FileSystemId']} {a['RootDirectory'].get('Path')}", a


def registries(c):
	for r in every(c, "describe_repositories", "repositories"):
		n = r["repositoryName"]
		allowed = ask(c, "get_repository_policy", "policyText", repositoryName=n)
		yield n, n, {**r, "life": ask(c, "get_lifecycle_policy", "lifecyclePolicyText", repositoryName=n), "allowed": allowed and policy(allowed),
			"tags": ask(c, "list_tags_for_resource", "tags", resourceArn=r["repositoryArn"])}


def trails(c):
	for t in every(c, "describe_trails", "trailList"):
		yield t["Name"], t["Name"], {**t, "logging": c.get_trail_status(Name=t["Name"])["IsLogging"], "selectors": ask(c, "get_event_selectors", "EventSelectors", TrailName=t["Name"])}


# What of a machine the author decides; moto makes up the rest.
MACHINE = "ImageId InstanceType KeyName SubnetId VpcId MetadataOptions Tags".split()


def instances(c):
	for i in (i for r in every(c, "describe_instances", "Reservations") for i in r["Instances"]):
		if i["State"]["Name"] != "terminated":
			text = base64.b64decode(ask(c, "describe_instance_attribute", "UserData", InstanceId=i["InstanceId"], Attribute="userData").get("Value", "")).decode()
			text = re.sub(r"ready\(\) \{.*?\n\}\ntrap [^\n]*\n", "", text, flags=re.S) # it tells its stack that it is ready; Terraform does not wait
			yield i["InstanceId"], f"{i['InstanceType']} {i.get('SubnetId')}", {**{k: i.get(k) for k in MACHINE}, "profile": bool(i.get("IamInstanceProfile")), "groups": [g["GroupId"] for g in i["SecurityGroups"]], "public": bool(i.get("PublicIpAddress")), "text": text}


def distributions(c):
	for d in c.list_distributions()["DistributionList"].get("Items", []):
		config = ask(c, "get_distribution_config", "DistributionConfig", Id=d["Id"])
		yield d["Id"], config["Comment"], {**{k: v for k, v in config.items() if k != "CallerReference"}, "tags": ask(c, "list_tags_for_resource", "Tags", Resource=d["ARN"])}


def access_controls(c):
	for a in c.list_origin_access_controls()["OriginAccessControlList"].get("Items", []):
		config = ask(c, "get_origin_access_control_config", "OriginAccessControlConfig", Id=a["Id"])
		yield a["Id"], config["Name"], config


def edge_functions(c):
	for f in c.list_functions()["FunctionList"].get("Items", []):
		yield f["FunctionMetadata"]["FunctionARN"], f["Name"], {**f["FunctionConfig"], "code": c.get_function(Name=f["Name"])["FunctionCode"].read().decode()}


def each(call, key, name, **arguments):
	"""The simple kinds: all that one call lists, by an argument that is the id and the name."""
	return lambda c: ((x[name], x[name], x) for x in every(c, call, key, **arguments))


def by(call, key, i, name):
	"""Those of EC2: an id, and a name made of other arguments."""
	return lambda c: ((x[i], " ".join(str(x.get(n)) for n in name.split()) if name else None, x) for x in every(c, call, key) if x.get("State") != "deleted")


def described(lists, key, call, answer, argument):
	return lambda c: ((n, n, ask(c, call, answer, **{argument: n})) for n in every(c, lists, key))


KINDS = {
	"queue": ("sqs", queues), "topic": ("sns", topics), "subscription": ("sns", subscriptions), "role": ("iam", roles), "function": ("lambda", functions),
	"event source": ("lambda", mappings), "layer": ("lambda", layers), "rule": ("events", rules), "state machine": ("stepfunctions", machines),
	"table": ("dynamodb", tables), "bucket": ("s3", buckets), "web API": ("apigatewayv2", web_apis), "REST API": ("apigateway", rest_apis), "user pool": ("cognito-idp", pools),
	"schedule": ("scheduler", schedules), "secret": ("secretsmanager", secrets), "security group": ("ec2", groups),
	"log group": ("logs", each("describe_log_groups", "logGroups", "logGroupName")),
	"alarm": ("cloudwatch", each("describe_alarms", "MetricAlarms", "AlarmName")),
	"dashboard": ("cloudwatch", lambda c: ((d["DashboardName"], d["DashboardName"], {"body": ask(c, "get_dashboard", "DashboardBody", DashboardName=d["DashboardName"])}) for d in every(c, "list_dashboards", "DashboardEntries"))),
	"parameter": ("ssm", lambda c: ((p["Name"], p["Name"], p) for p in every(c, "describe_parameters", "Parameters") if not p["Name"].startswith("/aws/"))), # those of AWS
	"registry": ("ecr", registries),
	"cluster": ("ecs", clusters),
	"VPC": ("ec2", by("describe_vpcs", "Vpcs", "VpcId", "CidrBlock IsDefault")),
	"subnet": ("ec2", by("describe_subnets", "Subnets", "SubnetId", "VpcId CidrBlock")),
	"route table": ("ec2", by("describe_route_tables", "RouteTables", "RouteTableId", "")),
	"NAT": ("ec2", by("describe_nat_gateways", "NatGateways", "NatGatewayId", "SubnetId")),
	"gateway": ("ec2", by("describe_internet_gateways", "InternetGateways", "InternetGatewayId", "")),
	"endpoint": ("ec2", by("describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId", "VpcId ServiceName")),
	"database": ("rds", each("describe_db_instances", "DBInstances", "DBInstanceIdentifier")),
	"subnet group": ("rds", each("describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName")),
	"file system": ("efs", file_systems),
	"access point": ("efs", access_points),
	"catalog": ("glue", each("get_databases", "DatabaseList", "Name")), "crawler": ("glue", each("get_crawlers", "Crawlers", "Name")),
	"workgroup": ("athena", lambda c: ((w["Name"], w["Name"], ask(c, "get_work_group", "WorkGroup", WorkGroup=w["Name"])) for w in c.list_work_groups()["WorkGroups"])),
	"delivery stream": ("firehose", described("list_delivery_streams", "DeliveryStreamNames", "describe_delivery_stream", "DeliveryStreamDescription", "DeliveryStreamName")),
	"stream": ("kinesis", described("list_streams", "StreamNames", "describe_stream_summary", "StreamDescriptionSummary", "StreamName")),
	"trail": ("cloudtrail", trails),
	"GraphQL API": ("appsync", graphql_apis),
	"machine": ("ec2", instances), "distribution": ("cloudfront", distributions), "access control": ("cloudfront", access_controls), "edge function": ("cloudfront", edge_functions),
	"event API": ("appsync", lambda c: ((a["apiId"], a["name"], a) for a in every(c, "list_apis", "apis"))),
}


def snapshot(url):
	"""{kind: {id: (name, what it is like)}}"""
	return {kind: {i: (name, like) for i, name, like in listed(client(url, service))} for kind, (service, listed) in KINDS.items()}


# What a deployment makes up: ids, addresses, names that the author did not give.
MADE_UP = [(r"\b(eipalloc|eipassoc|eni|rtb|rtbassoc|igw|vpc-cidr-assoc|sgr|subnet-cidr-assoc|acl|dopt|fsmt|ami|i|pl)-[0-9a-f]+\b", r"\1"),
	(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "uuid"),
	(r"\b(\d+\.\d+\.\d+\.\d+|ip-[\d-]+|ec2-[\d-]+)(?![\d./])", "address"),
	(r"\b\w{26}\.appsync", "id.appsync"),
	(r"rds!db-uuid-\w{6}\b", "rds!db"),
	]
QUEUES = r"https://sqs\.us-east-1\.amazonaws\.com/|http://127\.0\.0\.1:\d+/|http://localhost:\d+/" # what their URLs begin with
def named(before, after):
	"""{kind: {name: what it is like}} of what came, ids replaced by names; those without a name by what they are like."""
	came = {kind: {i: v for i, v in of.items() if i not in before[kind]} for kind, of in after.items()}
	ids = {}
	for kind, of in after.items():
		for i, (name, _) in of.items():
			i = re.sub(QUEUES, "https://sqs/", i)
			if kind == "subnet group":
				ids[i] = "<own>"
			elif name and kind != "role" and not re.fullmatch(OWN, name) and len(i) > 4 and (i not in name or kind == "queue"):
				ids[i] = re.sub(QUEUES, "https://sqs/", f"<{kind} {name}>").replace('"', "'").replace("\\", "/")
			elif name and re.fullmatch(OWN, name):
				ids[i] = f"<{kind}>"
	for _ in range(2): # a role may pass another one
		ids |= {f"arn:aws:iam::123456789012:role/{i}": "role " + relabel(json.dumps(plain(like), sort_keys=True), ids).replace('"', "'").replace("\\", "/")
			for i, (_, like) in came["role"].items()}
	out = {}
	for kind, of in came.items():
		out[kind] = {}
		for i, (name, like) in of.items():
			if kind in ("function", "log group", "role") and re.search(r"_empty_\w+\b", name or str(like)):
				continue # empties buckets for CloudFormation; Terraform does it itself
			like = json.loads(relabel(json.dumps(plain(like), sort_keys=True, default=str), ids))
			like = json.dumps(plain(like), sort_keys=True)
			key = relabel(name, ids) if name and kind != "subnet group" and not re.fullmatch(OWN, name) else like
			out[kind].setdefault(key, []).append(like)
	return out


def blur(text):
	for pattern, word in MADE_UP:
		text = re.sub(pattern, word, text)
	return text


def relabel(text, ids):
	text = re.sub(QUEUES, "https://sqs/", text)
	pattern = "|".join(re.escape(i) for i in sorted(ids, key=len, reverse=True)) or "(?!)"
	for _ in range(5): # the name of one may have the id of another, whose name may have that of a third
		before, text = text, re.sub(pattern, lambda m: ids[m[0]], text)
		if text == before:
			break
	return blur(text)


def differences(terraform, cloudformation):
	"""Lines on what one has and the other has not, of two snapshots without what was there before."""
	for kind in KINDS:
		a, b = terraform[kind], cloudformation[kind]
		for name in sorted(a.keys() | b.keys()):
			x, y = sorted(a.get(name, [])), sorted(b.get(name, []))
			if x == y:
				continue
			if len(x) != len(y):
				yield f"{kind} {name[:300]}: {len(x)} / {len(y)}"
				continue
			for one, other in zip(x, y):
				yield from (f"{kind} {name[:100]}: {line}" for line in unlike(kind, "", json.loads(one), json.loads(other)))


def unlike(kind, path, x, y):
	"""The places where two trees differ, but those of UNSEEN."""
	path_end = path.rsplit(".", 1)[-1]
	if x == y or any((kind, p) in UNSEEN or SAME.get((kind, p)) == (x, y) for p in (path, path_end)):
		return
	if isinstance(x, dict) and isinstance(y, dict):
		for key in sorted(x.keys() | y.keys()):
			yield from unlike(kind, f"{path}.{key}" if path else key, x.get(key), y.get(key))
	elif isinstance(x, list) and isinstance(y, list) and len(x) == len(y):
		for one, other in zip(x, y):
			yield from unlike(kind, path, one, other)
	else:
		yield f"{path}: {json.dumps(x)[:200]} / {json.dumps(y)[:200]}"
