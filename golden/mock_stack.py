"""What moto's stacks leave out although moto has the service: each type is one call of its API, whose
words are those of CloudFormation. For golden/mock.py; importing it makes them known to moto.
"""
import json

import boto3
from moto.core.common_models import CloudFormationModel

R, A = "us-east-1", "123456789012"


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
		out["SecretString"] = json.dumps({**json.loads(made.get("SecretStringTemplate", "{}")), made.get("GenerateStringKey", "password"): "x" * 32})
	return out


def crawler(p):
	return {**p, "Schedule": p.get("Schedule", {}).get("ScheduleExpression", ""), "Tags": p.get("Tags", {})}


def workgroup(p):
	return {"Name": p["Name"], "Configuration": p.get("WorkGroupConfiguration", {}), "Description": p.get("Description", ""), "Tags": p.get("Tags", [])}


def stream(p):
	return without("DeliveryStreamEncryptionConfigurationInput")(p) # moto takes it and gives no state back


def schema(p):
	return {"apiId": p["ApiId"], "definition": p["Definition"].encode()}


def graphql(p):
	return {**lower(without("Tags")(p)), "tags": {t["Key"]: t["Value"] for t in p.get("Tags", [])}}


def stage(p):
	return {"restApiId": p["RestApiId"], "deploymentId": p["DeploymentId"], "stageName": p["StageName"], "tracingEnabled": p.get("TracingEnabled", False),
		"variables": p.get("Variables", {})}


# Type: service, the call, its arguments from the properties, what Ref gives (`.X` of the answer, else a
# property, `%` in a pattern), attributes likewise, and the call that removes it with its arguments.
TYPES = {
	"AWS::ApiGateway::Authorizer": ("apigateway", "create_authorizer", lambda p: {**lower(without("ProviderARNs")(p)), **({"providerARNs": p["ProviderARNs"]} if "ProviderARNs" in p else {})}, ".id", {},
		"delete_authorizer", {"restApiId": "RestApiId", "authorizerId": ""}),
	"AWS::ApiGateway::Stage": ("apigateway", "create_stage", stage, "StageName", {}, "delete_stage", {"restApiId": "RestApiId", "stageName": "StageName"}),
	"AWS::ApiGatewayV2::Api": ("apigatewayv2", "create_api", dict, ".ApiId", {"ApiEndpoint": ".ApiEndpoint"}, "delete_api", {"ApiId": ""}),
	"AWS::ApiGatewayV2::Authorizer": ("apigatewayv2", "create_authorizer", dict, ".AuthorizerId", {}, "delete_authorizer", {"ApiId": "ApiId", "AuthorizerId": ""}),
	"AWS::ApiGatewayV2::Integration": ("apigatewayv2", "create_integration", dict, ".IntegrationId", {}, "delete_integration", {"ApiId": "ApiId", "IntegrationId": ""}),
	"AWS::ApiGatewayV2::Route": ("apigatewayv2", "create_route", dict, ".RouteId", {}, "delete_route", {"ApiId": "ApiId", "RouteId": ""}),
	"AWS::ApiGatewayV2::Stage": ("apigatewayv2", "create_stage", dict, "StageName", {}, "delete_stage", {"ApiId": "ApiId", "StageName": "StageName"}),
	"AWS::AppSync::Api": ("appsync", "create_api", graphql, ".api.apiArn",
		{"ApiId": ".api.apiId", "ApiArn": ".api.apiArn", "Dns.Http": ".api.dns.HTTP", "Dns.Realtime": ".api.dns.REALTIME"}, "delete_api", {"apiId": ".api.apiId"}),
	"AWS::AppSync::ChannelNamespace": ("appsync", "create_channel_namespace", graphql, ".channelNamespace.channelNamespaceArn", {}, "delete_channel_namespace", {"apiId": "ApiId", "name": "Name"}),
	"AWS::AppSync::GraphQLApi": ("appsync", "create_graphql_api", graphql, ".graphqlApi.arn",
		{"ApiId": ".graphqlApi.apiId", "Arn": ".graphqlApi.arn", "GraphQLUrl": ".graphqlApi.uris.GRAPHQL", "GraphQLEndpointArn": ".graphqlApi.arn"}, "delete_graphql_api", {"apiId": ".graphqlApi.apiId"}),
	"AWS::AppSync::GraphQLSchema": ("appsync", "start_schema_creation", schema, "ApiId", {}, None, {}),
	"AWS::Athena::WorkGroup": ("athena", "create_work_group", workgroup, "Name", {}, "delete_work_group", {"WorkGroup": "Name"}),
	"AWS::CloudTrail::Trail": ("cloudtrail", "create_trail", lambda p: {"Name": p["TrailName"], "S3BucketName": p["S3BucketName"]}, "TrailName", {"Arn": ".TrailARN"}, "delete_trail", {"Name": "TrailName"}),
	"AWS::CloudWatch::Alarm": ("cloudwatch", "put_metric_alarm", dict, "AlarmName", {"Arn": f"arn:aws:cloudwatch:{R}:{A}:alarm:%"}, "delete_alarms", {"AlarmNames": ["AlarmName"]}),
	"AWS::Cognito::UserPool": ("cognito-idp", "create_user_pool", pool, ".UserPool.Id",
		{"Arn": ".UserPool.Arn", "UserPoolId": ".UserPool.Id", "ProviderName": f"cognito-idp.{R}.amazonaws.com/%", "ProviderURL": f"https://cognito-idp.{R}.amazonaws.com/%"}, "delete_user_pool", {"UserPoolId": ""}),
	"AWS::Cognito::UserPoolClient": ("cognito-idp", "create_user_pool_client", dict, ".UserPoolClient.ClientId", {}, "delete_user_pool_client", {"UserPoolId": "UserPoolId", "ClientId": ""}),
	"AWS::Cognito::UserPoolDomain": ("cognito-idp", "create_user_pool_domain", dict, "Domain", {}, "delete_user_pool_domain", {"UserPoolId": "UserPoolId", "Domain": "Domain"}),
	"AWS::Glue::Crawler": ("glue", "create_crawler", crawler, "Name", {}, "delete_crawler", {"Name": "Name"}),
	"AWS::Glue::Database": ("glue", "create_database", without("CatalogId"), "DatabaseInput.Name", {}, "delete_database", {"Name": ""}),
	"AWS::KinesisFirehose::DeliveryStream": ("firehose", "create_delivery_stream", stream, "DeliveryStreamName", {"Arn": f"arn:aws:firehose:{R}:{A}:deliverystream/%"},
		"delete_delivery_stream", {"DeliveryStreamName": "DeliveryStreamName"}),
	"AWS::Lambda::Alias": ("lambda", "create_alias", without("ProvisionedConcurrencyConfig"), ".AliasArn", {"AliasArn": ".AliasArn"}, "delete_alias", {"FunctionName": "FunctionName", "Name": "Name"}),
	"AWS::Logs::LogStream": ("logs", "create_log_stream", lambda p: {"logGroupName": p["LogGroupName"], "logStreamName": p["LogStreamName"]}, "LogStreamName", {}, None, {}),
	"AWS::S3::BucketPolicy": ("s3", "put_bucket_policy", lambda p: {"Bucket": p["Bucket"], "Policy": json.dumps(p["PolicyDocument"])}, "Bucket", {}, "delete_bucket_policy", {"Bucket": "Bucket"}),
	"AWS::SNS::Subscription": ("sns", "subscribe", subscription, ".SubscriptionArn", {}, "unsubscribe", {"SubscriptionArn": ""}),
	"AWS::SNS::TopicPolicy": ("sns", "set_topic_attributes", lambda p: {"TopicArn": p["Topics"][0], "AttributeName": "Policy", "AttributeValue": json.dumps(p["PolicyDocument"])}, "Topics", {}, None, {}),
	"AWS::SQS::QueuePolicy": ("sqs", "set_queue_attributes", lambda p: {"QueueUrl": p["Queues"][0], "Attributes": {"Policy": json.dumps(p["PolicyDocument"])}}, "Queues", {}, None, {}),
	"AWS::Scheduler::Schedule": ("scheduler", "create_schedule", dict, "Name", {"Arn": ".ScheduleArn"}, "delete_schedule", {"Name": "Name"}),
	"AWS::SecretsManager::Secret": ("secretsmanager", "create_secret", secret, ".ARN", {"Id": ".ARN"}, "delete_secret", {"SecretId": "", "ForceDeleteWithoutRecovery": True}),
}


def dig(tree, path):
	for name in path.split("."):
		tree = tree[name]
	return tree


def define(kind, url):
	service, make, arguments, ref, attributes, unmake, by = TYPES[kind]

	class Made(CloudFormationModel):
		__module__ = "moto.stacks" # moto takes the service from it

		def __init__(self, properties):
			client = boto3.session.Session().client(service, region_name=R, endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test")
			self.properties, self.client = properties, client
			self.answer = getattr(client, make)(**arguments(properties))
			self.physical_resource_id = self.at(ref)

		def at(self, path):
			if path == "":
				return self.physical_resource_id
			if isinstance(path, list):
				return [self.at(p) for p in path]
			if not isinstance(path, str):
				return path
			if "%" in path:
				return path.replace("%", self.at(ref))
			v = dig(self.answer, path[1:]) if path[0] == "." else dig(self.properties, path)
			return v[0] if isinstance(v, list) else v

		@staticmethod
		def cloudformation_name_type():
			return ""

		@staticmethod
		def cloudformation_type():
			return kind

		@classmethod
		def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **more):
			return cls(cloudformation_json["Properties"])

		@classmethod
		def has_cfn_attr(cls, attr):
			return attr in attributes

		def get_cfn_attribute(self, attr):
			return self.at(attributes[attr])

		def delete(self, account_id, region_name):
			if unmake:
				try:
					getattr(self.client, unmake)(**{k: self.at(v) for k, v in by.items()})
				except self.client.exceptions.ClientError as e:
					if "NotFound" not in str(e) and "NoSuch" not in str(e): # gone with what it belonged to
						raise RuntimeError(str(e)) from None
	return Made


def define_all(url):
	return [define(kind, url) for kind in TYPES]
