"""The words of templates in those of the APIs, where they differ. For golden/mock_stack.py: `f(properties)`
gives the arguments of the call that makes a thing, `f(client, properties, answer)` calls what comes after it.
"""
import base64
import json
import uuid


def lower(v):
	"""The APIs of AppSync begin their words in lower case."""
	if isinstance(v, dict):
		return {k[0].lower() + k[1:]: lower(x) for k, x in v.items()}
	return [lower(x) for x in v] if isinstance(v, list) else v


def texts(p, *names):
	return {n: json.dumps(p[n]) if isinstance(p[n], dict) else str(p[n]).lower() if isinstance(p[n], bool) else p[n] for n in names if n in p}


def without(*names):
	return lambda p: {k: v for k, v in p.items() if k not in names}


def subscription(p):
	given = {k: p[k] for k in ("TopicArn", "Protocol", "Endpoint")}
	return {**given, "ReturnSubscriptionArn": True, "Attributes": texts(p, *(p.keys() - given.keys()))}


def pool(p):
	out = {k: v for k, v in p.items() if k not in ("UserPoolName", "EnabledMfas", "UserPoolTags", "LambdaConfig")}
	return {"PoolName": p["UserPoolName"], "UserPoolTags": p.get("UserPoolTags", {}), "LambdaConfig": p.get("LambdaConfig", {}), **out}


def secret(p):
	made = p.get("GenerateSecretString")
	out = {k: v for k, v in p.items() if k != "GenerateSecretString"}
	if made:
		word = "x" * int(made.get("PasswordLength", 32))
		out["SecretString"] = json.dumps({**json.loads(made.get("SecretStringTemplate", "{}")), made["GenerateStringKey"]: word}) if "GenerateStringKey" in made else word
	return out


def crawler(p):
	return {**p, "Schedule": p.get("Schedule", {}).get("ScheduleExpression", ""), "Tags": p.get("Tags", {})}


def workgroup(p):
	return {"Name": p["Name"], "Configuration": p.get("WorkGroupConfiguration", {}), "Description": p.get("Description", ""), "Tags": p.get("Tags", [])}


def stream(p):
	return without("DeliveryStreamEncryptionConfigurationInput")(p)


def encrypt(c, p, made):
	"""A call of its own, for moto gives no state back of what it is made with."""
	if "DeliveryStreamEncryptionConfigurationInput" in p:
		c.start_delivery_stream_encryption(DeliveryStreamName=p["DeliveryStreamName"],
			DeliveryStreamEncryptionConfigurationInput=p["DeliveryStreamEncryptionConfigurationInput"])


def table(p):
	out = without("TimeToLiveSpecification", "PointInTimeRecoverySpecification", "StreamSpecification", "SSESpecification")(p)
	if "StreamSpecification" in p:
		out["StreamSpecification"] = {"StreamEnabled": True, **p["StreamSpecification"]}
	if "SSESpecification" in p:
		out["SSESpecification"] = {("Enabled" if k == "SSEEnabled" else k): v for k, v in p["SSESpecification"].items()}
	return out


def look_after(c, p, made):
	"""What an API of tables has a call each for."""
	if "TimeToLiveSpecification" in p:
		c.update_time_to_live(TableName=p["TableName"], TimeToLiveSpecification=p["TimeToLiveSpecification"])
	if "PointInTimeRecoverySpecification" in p:
		c.update_continuous_backups(TableName=p["TableName"], PointInTimeRecoverySpecification=p["PointInTimeRecoverySpecification"])


def endpoint(c, p, made):
	"""Its id is that of its host; in the mock that of the API."""
	api = made["graphqlApi"]
	api["endpoint"] = f"{api['arn'].split(':apis/')[0]}:endpoints/graphql-api/{api['apiId']}"


def schema(p):
	return {"apiId": p["ApiId"], "definition": p["Definition"].encode()}


def source(p):
	return {("dynamodbConfig" if k == "dynamoDBConfig" else k): v for k, v in lower(p).items()}


def graphql(p):
	return {**lower(without("Tags")(p)), "tags": {t["Key"]: t["Value"] for t in p.get("Tags", [])}}


def rest(p):
	return {**lower(without("Tags")(p)), "tags": tags(p)}


def stage(p):
	return {"restApiId": p["RestApiId"], "deploymentId": p["DeploymentId"], "stageName": p["StageName"], "tracingEnabled": p.get("TracingEnabled", False),
		"variables": p.get("Variables", {}), "tags": tags(p)}


SETTINGS = {"ThrottlingBurstLimit": "throttling/burstLimit", "ThrottlingRateLimit": "throttling/rateLimit", "LoggingLevel": "logging/loglevel", "MetricsEnabled": "metrics/enabled",
	"DataTraceEnabled": "logging/dataTrace"}


def settle(c, p, made):
	"""What a stage is told of its methods."""
	for of in p.get("MethodSettings", []):
		c.update_stage(restApiId=p["RestApiId"], stageName=p["StageName"], patchOperations=[{"op": "replace", "path": f"{of['ResourcePath']}/{of['HttpMethod']}/{SETTINGS[k]}", "value": str(v)}
			for k, v in of.items() if k in SETTINGS])


def machine_of(p):
	out = {k: p[k] for k in ("ImageId", "InstanceType", "KeyName", "SubnetId", "SecurityGroupIds", "MetadataOptions", "BlockDeviceMappings") if k in p}
	if "NetworkInterfaces" in p:
		out["NetworkInterfaces"] = [{("Groups" if k == "GroupSet" else k): int(v) if k == "DeviceIndex" else v for k, v in n.items()} for n in p["NetworkInterfaces"]]
	if "IamInstanceProfile" in p:
		out["IamInstanceProfile"] = {"Name": p["IamInstanceProfile"]}
	if "UserData" in p: # the client writes it in base 64 itself
		out["UserData"] = base64.b64decode(p["UserData"]).decode()
	return {**out, "MinCount": 1, "MaxCount": 1, "TagSpecifications": [{"ResourceType": "instance", "Tags": p["Tags"]}] if p.get("Tags") else []}


def registry(p):
	return {**{k[0].lower() + k[1:]: p[k] for k in ("RepositoryName", "ImageTagMutability") if k in p}, "imageScanningConfiguration": lower(p.get("ImageScanningConfiguration", {})), "tags": p.get("Tags", [])}


def rule(c, p, made):
	"""Who may pull from a registry, and what is thrown away there."""
	if "LifecyclePolicy" in p:
		c.put_lifecycle_policy(repositoryName=p["RepositoryName"], lifecyclePolicyText=p["LifecyclePolicy"]["LifecyclePolicyText"])
	if "RepositoryPolicyText" in p:
		c.set_repository_policy(repositoryName=p["RepositoryName"], policyText=json.dumps(p["RepositoryPolicyText"]))


def service(p):
	"""A new service of a template that gives no number of tasks has one."""
	return {"desiredCount": 1, **lower(p)}


def trail(p):
	return {("Name" if k == "TrailName" else k): v for k, v in p.items() if k not in ("IsLogging", "EventSelectors", "Tags")}


def watch(c, p, made):
	if p.get("IsLogging"):
		c.start_logging(Name=p["TrailName"])
	if "EventSelectors" in p:
		c.put_event_selectors(TrailName=p["TrailName"], EventSelectors=p["EventSelectors"])


def tags(p):
	return {t["Key"]: t["Value"] for t in p.get("Tags", [])}


def function(p):
	if "VpcConfig" in p: # a parameter that is a list of one comes as its element
		p = {**p, "VpcConfig": {k: [v] if k.endswith("Ids") and isinstance(v, str) else v for k, v in p["VpcConfig"].items()}}
	return {**without("Tags", "ReservedConcurrentExecutions", "RecursiveLoop")(p), "Tags": tags(p)}


def permit(p):
	"""An alias is named by its ARN, which the call takes in two parts."""
	of = p["FunctionName"].split(":")
	return {**p, "StatementId": uuid.uuid4().hex, **({"FunctionName": ":".join(of[:7]), "Qualifier": of[7]} if len(of) == 8 else {})}


def reserve(c, p, made):
	if "ReservedConcurrentExecutions" in p:
		c.put_function_concurrency(FunctionName=p["FunctionName"], ReservedConcurrentExecutions=p["ReservedConcurrentExecutions"])


def machine(p):
	text = p["DefinitionString"]
	for name, v in p.get("DefinitionSubstitutions", {}).items():
		text = text.replace("${%s}" % name, v)
	return {"definition": text, "roleArn": p["RoleArn"], "name": p["StateMachineName"], "type": p.get("StateMachineType", "STANDARD"),
		**lower({k: p[k] for k in ("LoggingConfiguration", "TracingConfiguration", "Tags") if k in p})}


def notice(of, target):
	def one(n):
		rules = n.get("Filter", {}).get("S3Key", {}).get("Rules")
		return {target: n[of], "Events": [n["Event"]], **({"Filter": {"Key": {"FilterRules": rules}}} if rules else {})}
	return one


def life(rule):
	"""A rule of a bucket's life: templates say in one word what the API nests."""
	out = {"ID": rule.get("Id", "rule"), "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
	if "ExpirationInDays" in rule:
		out["Expiration"] = {"Days": rule["ExpirationInDays"]}
	if "Transitions" in rule:
		out["Transitions"] = [{"Days": x["TransitionInDays"], "StorageClass": x["StorageClass"]} for x in rule["Transitions"]]
	if "AbortIncompleteMultipartUpload" in rule:
		out["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
	old = rule.get("NoncurrentVersionExpiration") or ({"NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]} if "NoncurrentVersionExpirationInDays" in rule else None)
	return {**out, "NoncurrentVersionExpiration": old} if old else out


def furnish(c, p, made):
	"""What an API of buckets has a call each for."""
	name = p["BucketName"]
	if "VersioningConfiguration" in p:
		c.put_bucket_versioning(Bucket=name, VersioningConfiguration=p["VersioningConfiguration"])
	if "PublicAccessBlockConfiguration" in p:
		c.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=p["PublicAccessBlockConfiguration"])
	if "OwnershipControls" in p:
		c.put_bucket_ownership_controls(Bucket=name, OwnershipControls=p["OwnershipControls"])
	if "BucketEncryption" in p:
		c.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [{("ApplyServerSideEncryptionByDefault" if k == "ServerSideEncryptionByDefault" else k): v
			for k, v in r.items()} for r in p["BucketEncryption"]["ServerSideEncryptionConfiguration"]]})
	if "CorsConfiguration" in p:
		c.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [{("MaxAgeSeconds" if k == "MaxAge" else "ID" if k == "Id" else "ExposeHeaders" if k == "ExposedHeaders" else k): v
			for k, v in r.items()} for r in p["CorsConfiguration"]["CorsRules"]]})
	if "LifecycleConfiguration" in p:
		c.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [life(r) for r in p["LifecycleConfiguration"]["Rules"]]})
	if p.get("Tags"):
		c.put_bucket_tagging(Bucket=name, Tagging={"TagSet": p["Tags"]})
	n = p.get("NotificationConfiguration")
	if n:
		c.put_bucket_notification_configuration(Bucket=name, NotificationConfiguration={
			"LambdaFunctionConfigurations": [notice("Function", "LambdaFunctionArn")(x) for x in n.get("LambdaConfigurations", [])],
			"QueueConfigurations": [notice("Queue", "QueueArn")(x) for x in n.get("QueueConfigurations", [])],
			"TopicConfigurations": [notice("Topic", "TopicArn")(x) for x in n.get("TopicConfigurations", [])],
			**({"EventBridgeConfiguration": {}} if n.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled", "EventBridgeConfiguration" in n) else {})})


def access(p):
	user = {k: int(v) for k, v in p["PosixUser"].items() if k != "SecondaryGids"} if "PosixUser" in p else {}
	root = p.get("RootDirectory", {})
	made = root.get("CreationInfo")
	return {"FileSystemId": p["FileSystemId"], "PosixUser": user, "Tags": p.get("AccessPointTags", []), "ClientToken": uuid.uuid4().hex,
		"RootDirectory": {"Path": root.get("Path", "/"), **({"CreationInfo": {"OwnerUid": int(made["OwnerUid"]), "OwnerGid": int(made["OwnerGid"]), "Permissions": made["Permissions"]}} if made else {})}}


def cluster(p):
	return without("MasterUserSecret")(p)


def policy(p):
	"""Its target is named by the id that templates have for one."""
	target = dict(zip(("ResourceId", "ScalableDimension", "ServiceNamespace"), p["ScalingTargetId"].split("|"))) if "ScalingTargetId" in p else {}
	return {**without("ScalingTargetId")(p), **target}


def method(p):
	return {"restApiId": p["RestApiId"], "resourceId": p["ResourceId"], "httpMethod": p["HttpMethod"], "authorizationType": p.get("AuthorizationType", "NONE"),
		"apiKeyRequired": p.get("ApiKeyRequired", False), "requestParameters": p.get("RequestParameters", {}),
		**({"authorizerId": p["AuthorizerId"]} if "AuthorizerId" in p else {}), **({"authorizationScopes": p["AuthorizationScopes"]} if "AuthorizationScopes" in p else {})}


def integrate(c, p, made):
	which = {"restApiId": p["RestApiId"], "resourceId": p["ResourceId"], "httpMethod": p["HttpMethod"]}
	for r in p.get("MethodResponses", []):
		c.put_method_response(**which, statusCode=str(r["StatusCode"]), responseParameters=r.get("ResponseParameters", {}))
	i = p.get("Integration")
	if i:
		given = {k[0].lower() + k[1:]: v for k, v in i.items() if k not in ("Type", "IntegrationResponses", "TimeoutInMillis")}
		if "TimeoutInMillis" in i:
			given["timeoutInMillis"] = i["TimeoutInMillis"]
		c.put_integration(**which, type=i["Type"], **given)
		for r in i.get("IntegrationResponses", []):
			c.put_integration_response(**which, statusCode=str(r["StatusCode"]), responseParameters=r.get("ResponseParameters", {}), responseTemplates=r.get("ResponseTemplates", {}),
				**({"selectionPattern": r["SelectionPattern"]} if "SelectionPattern" in r else {}))


def tagged(kind, *names):
	"""Calls of EC2, which tag as they make."""
	def arguments(p):
		given = {k: p[k] for k in names if k in p}
		return {**given, "TagSpecifications": [{"ResourceType": kind, "Tags": p["Tags"]}]} if p.get("Tags") else given
	return arguments


def resolve_names(c, p, made):
	for name in ("EnableDnsSupport", "EnableDnsHostnames"):
		if name in p:
			c.modify_vpc_attribute(VpcId=made["Vpc"]["VpcId"], **{name: {"Value": p[name]}})


def group(p):
	return {"GroupName": p.get("GroupName", uuid.uuid4().hex), "Description": p["GroupDescription"], **tagged("security-group", "VpcId")(p)}


def permission(p, end):
	out = {k: p[k] for k in ("IpProtocol", "FromPort", "ToPort") if k in p}
	said = {"Description": p["Description"]} if "Description" in p else {}
	if "CidrIp" in p:
		out["IpRanges"] = [{"CidrIp": p["CidrIp"], **said}]
	if f"{end}SecurityGroupId" in p:
		out["UserIdGroupPairs"] = [{"GroupId": p[f"{end}SecurityGroupId"], **said}]
	return out


def open_group(c, p, made):
	i = made["GroupId"]
	if "SecurityGroupEgress" in p: # instead of the rule that all may go out
		c.revoke_security_group_egress(GroupId=i, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
		c.authorize_security_group_egress(GroupId=i, IpPermissions=[permission(r, "Destination") for r in p["SecurityGroupEgress"]])
	if p.get("SecurityGroupIngress"):
		c.authorize_security_group_ingress(GroupId=i, IpPermissions=[permission(r, "Source") for r in p["SecurityGroupIngress"]])


def database(p):
	out = {k: v for k, v in p.items() if k not in ("VPCSecurityGroups", "AllocatedStorage")}
	if "VPCSecurityGroups" in p:
		out["VpcSecurityGroupIds"] = p["VPCSecurityGroups"]
	return {**out, "AllocatedStorage": int(p["AllocatedStorage"])} if "AllocatedStorage" in p else out


def ready(c, p, made):
	"""Where it is reached is not known at once."""
	made["DBInstance"] = c.describe_db_instances(DBInstanceIdentifier=p["DBInstanceIdentifier"])["DBInstances"][0]


def ready_cluster(c, p, made):
	made["DBCluster"] = c.describe_db_clusters(DBClusterIdentifier=p["DBClusterIdentifier"])["DBClusters"][0]


def files(p):
	return {"CreationToken": uuid.uuid4().hex, "Tags": p.get("FileSystemTags", []), **{k: v for k, v in p.items() if k not in ("FileSystemTags", "LifecyclePolicies", "BackupPolicy")},
		"Backup": p.get("BackupPolicy", {}).get("Status") == "ENABLED"}


def age(c, p, made):
	if p.get("LifecyclePolicies"):
		c.put_lifecycle_configuration(FileSystemId=made["FileSystemId"], LifecyclePolicies=p["LifecyclePolicies"])
