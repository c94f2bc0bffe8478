"""What moto's stacks leave out although moto has the service: each type is one call of its API, whose
words are those of CloudFormation. For golden/mock.py; importing it makes them known to moto.
"""
import functools
import re

import boto3
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel

import mock_cloudfront
from mock_words import *

R, A = "us-east-1", "123456789012"


# Type: service, the call, its arguments from the properties, what Ref gives (`.X` of the answer, else a
# property, `%` in a pattern), attributes likewise, the call that removes it with its arguments, and what
# more is called. Some types moto has itself, but with few of their properties.
TYPES = {
	"AWS::ApiGateway::Authorizer": ("apigateway", "create_authorizer", lambda p: {**lower(without("ProviderARNs")(p)), **({"providerARNs": p["ProviderARNs"]} if "ProviderARNs" in p else {})}, ".id", {},
		"delete_authorizer", {"restApiId": "RestApiId", "authorizerId": ""}),
	"AWS::ApiGateway::Method": ("apigateway", "put_method", method, "HttpMethod", {}, None, {}, integrate),
	"AWS::ApplicationAutoScaling::ScalableTarget": ("application-autoscaling", "register_scalable_target", dict, "=ResourceId|ScalableDimension|ServiceNamespace", {}, "deregister_scalable_target",
		{"ResourceId": "ResourceId", "ScalableDimension": "ScalableDimension", "ServiceNamespace": "ServiceNamespace"}),
	"AWS::ApplicationAutoScaling::ScalingPolicy": ("application-autoscaling", "put_scaling_policy", policy, ".PolicyARN", {}, None, {}),
	"AWS::ApiGateway::RestApi": ("apigateway", "create_rest_api", rest, ".id", {"RootResourceId": ".rootResourceId", "RestApiId": ".id"}, "delete_rest_api", {"restApiId": ""}),
	"AWS::ApiGateway::Stage": ("apigateway", "create_stage", stage, "StageName", {}, "delete_stage", {"restApiId": "RestApiId", "stageName": "StageName"}, settle),
	"AWS::ApiGatewayV2::Api": ("apigatewayv2", "create_api", dict, ".ApiId", {"ApiEndpoint": ".ApiEndpoint"}, "delete_api", {"ApiId": ""}),
	"AWS::ApiGatewayV2::Authorizer": ("apigatewayv2", "create_authorizer", dict, ".AuthorizerId", {}, "delete_authorizer", {"ApiId": "ApiId", "AuthorizerId": ""}),
	"AWS::ApiGatewayV2::Integration": ("apigatewayv2", "create_integration", dict, ".IntegrationId", {}, "delete_integration", {"ApiId": "ApiId", "IntegrationId": ""}),
	"AWS::ApiGatewayV2::Route": ("apigatewayv2", "create_route", dict, ".RouteId", {}, "delete_route", {"ApiId": "ApiId", "RouteId": ""}),
	"AWS::ApiGatewayV2::Stage": ("apigatewayv2", "create_stage", dict, "StageName", {}, "delete_stage", {"ApiId": "ApiId", "StageName": "StageName"}),
	"AWS::AppSync::Api": ("appsync", "create_api", graphql, ".api.apiArn",
		{"ApiId": ".api.apiId", "ApiArn": ".api.apiArn", "Dns.Http": ".api.dns.HTTP", "Dns.Realtime": ".api.dns.REALTIME"}, "delete_api", {"apiId": ".api.apiId"}),
	"AWS::AppSync::ChannelNamespace": ("appsync", "create_channel_namespace", graphql, ".channelNamespace.channelNamespaceArn", {}, "delete_channel_namespace", {"apiId": "ApiId", "name": "Name"}),
	"AWS::AppSync::DataSource": ("appsync", "create_data_source", source, ".dataSource.dataSourceArn", {"Name": "Name", "DataSourceArn": ".dataSource.dataSourceArn"},
		"delete_data_source", {"apiId": "ApiId", "name": "Name"}),
	"AWS::AppSync::Resolver": ("appsync", "create_resolver", lower, ".resolver.resolverArn", {"FieldName": "FieldName", "ResolverArn": ".resolver.resolverArn", "TypeName": "TypeName"},
		"delete_resolver", {"apiId": "ApiId", "typeName": "TypeName", "fieldName": "FieldName"}),
	"AWS::AppSync::GraphQLApi": ("appsync", "create_graphql_api", graphql, ".graphqlApi.arn",
		{"ApiId": ".graphqlApi.apiId", "Arn": ".graphqlApi.arn", "GraphQLUrl": ".graphqlApi.uris.GRAPHQL", "GraphQLEndpointArn": ".graphqlApi.endpoint"}, "delete_graphql_api", {"apiId": ".graphqlApi.apiId"}, endpoint),
	"AWS::AppSync::GraphQLSchema": ("appsync", "start_schema_creation", schema, "ApiId", {}, None, {}),
	"AWS::DynamoDB::Table": ("dynamodb", "create_table", table, "TableName", {"Arn": ".TableDescription.TableArn", "StreamArn": ".TableDescription.LatestStreamArn"}, "delete_table",
		{"TableName": "TableName"}, look_after),
	"AWS::EC2::EIP": ("ec2", "allocate_address", tagged("elastic-ip", "Domain"), ".PublicIp", {"AllocationId": ".AllocationId", "PublicIp": ".PublicIp"}, "release_address", {"AllocationId": ".AllocationId"}),
	"AWS::EC2::Instance": ("ec2", "run_instances", machine_of, ".Instances.InstanceId", {"InstanceId": ".Instances.InstanceId", "PrivateIp": ".Instances.PrivateIpAddress",
		"PublicIp": ".Instances.PublicIpAddress", "PrivateDnsName": ".Instances.PrivateDnsName", "PublicDnsName": ".Instances.PublicDnsName"}, "terminate_instances", {"InstanceIds": [""]}),
	"AWS::EC2::InternetGateway": ("ec2", "create_internet_gateway", tagged("internet-gateway"), ".InternetGateway.InternetGatewayId", {}, "delete_internet_gateway", {"InternetGatewayId": ""}),
	"AWS::EC2::NatGateway": ("ec2", "create_nat_gateway", tagged("natgateway", "AllocationId", "SubnetId"), ".NatGateway.NatGatewayId", {}, "delete_nat_gateway", {"NatGatewayId": ""}),
	"AWS::EC2::Route": ("ec2", "create_route", dict, "RouteTableId", {}, "delete_route", {"RouteTableId": "RouteTableId", "DestinationCidrBlock": "DestinationCidrBlock"}),
	"AWS::EC2::RouteTable": ("ec2", "create_route_table", tagged("route-table", "VpcId"), ".RouteTable.RouteTableId", {}, "delete_route_table", {"RouteTableId": ""}),
	"AWS::EC2::SecurityGroup": ("ec2", "create_security_group", group, ".GroupId", {"GroupId": ".GroupId"}, "delete_security_group", {"GroupId": ""}, open_group),
	"AWS::EC2::SecurityGroupIngress": ("ec2", "authorize_security_group_ingress", lambda p: {"GroupId": p["GroupId"], "IpPermissions": [permission(p, "Source")]}, ".SecurityGroupRules", {},
		"revoke_security_group_ingress", {"GroupId": "GroupId", "SecurityGroupRuleIds": [".SecurityGroupRules.SecurityGroupRuleId"]}),
	"AWS::EC2::Subnet": ("ec2", "create_subnet", tagged("subnet", "VpcId", "CidrBlock", "AvailabilityZone"), ".Subnet.SubnetId", {}, "delete_subnet", {"SubnetId": ""}),
	"AWS::EC2::SubnetRouteTableAssociation": ("ec2", "associate_route_table", dict, ".AssociationId", {}, "disassociate_route_table", {"AssociationId": ""}),
	"AWS::EC2::VPC": ("ec2", "create_vpc", tagged("vpc", "CidrBlock"), ".Vpc.VpcId", {"VpcId": ".Vpc.VpcId", "CidrBlock": "CidrBlock"}, "delete_vpc", {"VpcId": ""}, resolve_names),
	"AWS::EC2::VPCEndpoint": ("ec2", "create_vpc_endpoint", tagged("vpc-endpoint", "VpcId", "ServiceName", "VpcEndpointType", "RouteTableIds", "SubnetIds", "SecurityGroupIds", "PrivateDnsEnabled"),
		".VpcEndpoint.VpcEndpointId", {}, "delete_vpc_endpoints", {"VpcEndpointIds": [""]}),
	"AWS::EC2::VPCGatewayAttachment": ("ec2", "attach_internet_gateway", dict, "VpcId", {}, "detach_internet_gateway", {"VpcId": "VpcId", "InternetGatewayId": "InternetGatewayId"}),
	"AWS::ECR::Repository": ("ecr", "create_repository", registry, "RepositoryName", {"Arn": ".repository.repositoryArn", "RepositoryUri": ".repository.repositoryUri"}, "delete_repository",
		{"repositoryName": "RepositoryName", "force": True}, rule),
	"AWS::ECS::Cluster": ("ecs", "create_cluster", lower, "ClusterName", {"Arn": ".cluster.clusterArn"}, "delete_cluster", {"cluster": "ClusterName"}),
	"AWS::ECS::Service": ("ecs", "create_service", service, ".service.serviceArn", {"Name": "ServiceName", "ServiceArn": ".service.serviceArn"}, "delete_service",
		{"cluster": "Cluster", "service": "ServiceName", "force": True}),
	"AWS::ECS::TaskDefinition": ("ecs", "register_task_definition", lower, ".taskDefinition.taskDefinitionArn", {"TaskDefinitionArn": ".taskDefinition.taskDefinitionArn"},
		"deregister_task_definition", {"taskDefinition": ""}),
	"AWS::EFS::FileSystem": ("efs", "create_file_system", files, ".FileSystemId", {"Arn": ".FileSystemArn", "FileSystemId": ".FileSystemId"}, "delete_file_system", {"FileSystemId": ""}, age),
	"AWS::RDS::DBInstance": ("rds", "create_db_instance", database, "DBInstanceIdentifier", {"Endpoint.Address": ".DBInstance.Endpoint.Address", "Endpoint.Port": ".DBInstance.Endpoint.Port",
		"DBInstanceArn": ".DBInstance.DBInstanceArn", "MasterUserSecret.SecretArn": ".DBInstance.MasterUserSecret.SecretArn"},
		"delete_db_instance", {"DBInstanceIdentifier": "DBInstanceIdentifier", "SkipFinalSnapshot": True}, ready),
	"AWS::Athena::WorkGroup": ("athena", "create_work_group", workgroup, "Name", {}, "delete_work_group", {"WorkGroup": "Name"}),
	"AWS::CloudTrail::Trail": ("cloudtrail", "create_trail", trail, "TrailName", {"Arn": ".TrailARN"}, "delete_trail", {"Name": "TrailName"}, watch),
	"AWS::CloudWatch::Alarm": ("cloudwatch", "put_metric_alarm", dict, "AlarmName", {"Arn": f"arn:aws:cloudwatch:{R}:{A}:alarm:%"}, "delete_alarms", {"AlarmNames": ["AlarmName"]}),
	"AWS::Cognito::UserPool": ("cognito-idp", "create_user_pool", pool, ".UserPool.Id",
		{"Arn": ".UserPool.Arn", "UserPoolId": ".UserPool.Id", "ProviderName": f"cognito-idp.{R}.amazonaws.com/%", "ProviderURL": f"https://cognito-idp.{R}.amazonaws.com/%"}, "delete_user_pool", {"UserPoolId": ""}),
	"AWS::Cognito::UserPoolClient": ("cognito-idp", "create_user_pool_client", dict, ".UserPoolClient.ClientId", {}, "delete_user_pool_client", {"UserPoolId": "UserPoolId", "ClientId": ""}),
	"AWS::Cognito::UserPoolDomain": ("cognito-idp", "create_user_pool_domain", dict, "Domain", {}, "delete_user_pool_domain", {"UserPoolId": "UserPoolId", "Domain": "Domain"}),
	"AWS::Glue::Crawler": ("glue", "create_crawler", crawler, "Name", {}, "delete_crawler", {"Name": "Name"}),
	"AWS::Glue::Database": ("glue", "create_database", without("CatalogId"), "DatabaseInput.Name", {}, "delete_database", {"Name": ""}),
	"AWS::KinesisFirehose::DeliveryStream": ("firehose", "create_delivery_stream", stream, "DeliveryStreamName", {"Arn": f"arn:aws:firehose:{R}:{A}:deliverystream/%"},
		"delete_delivery_stream", {"DeliveryStreamName": "DeliveryStreamName"}, encrypt),
	"AWS::Lambda::Function": ("lambda", "create_function", function, "FunctionName", {"Arn": ".FunctionArn"}, "delete_function", {"FunctionName": "FunctionName"}, reserve),
	"AWS::Lambda::LayerVersion": ("lambda", "publish_layer_version", dict, ".LayerVersionArn", {"LayerVersionArn": ".LayerVersionArn"}, "delete_layer_version",
		{"LayerName": "LayerName", "VersionNumber": ".Version"}),
	"AWS::Lambda::Permission": ("lambda", "add_permission", permit, ".Statement", {}, None, {}),
	"AWS::EFS::AccessPoint": ("efs", "create_access_point", access, ".AccessPointId", {"Arn": ".AccessPointArn", "AccessPointId": ".AccessPointId"}, "delete_access_point", {"AccessPointId": ""}),
	"AWS::RDS::DBCluster": ("rds", "create_db_cluster", cluster, "DBClusterIdentifier", {"Endpoint.Address": ".DBCluster.Endpoint", "ReadEndpoint.Address": ".DBCluster.ReaderEndpoint",
		"Endpoint.Port": ".DBCluster.Port", "DBClusterArn": ".DBCluster.DBClusterArn", "MasterUserSecret.SecretArn": ".DBCluster.MasterUserSecret.SecretArn"},
		"delete_db_cluster", {"DBClusterIdentifier": "DBClusterIdentifier", "SkipFinalSnapshot": True}, ready_cluster),
	"AWS::SSM::Parameter": ("ssm", "put_parameter", lambda p: {**p, "Tags": [{"Key": k, "Value": v} for k, v in p.get("Tags", {}).items()]}, "Name", {"Value": "Value", "Type": "Type"},
		"delete_parameter", {"Name": "Name"}),
	"AWS::S3::Bucket": ("s3", "create_bucket", lambda p: {"Bucket": p["BucketName"]}, "BucketName", {"Arn": "arn:aws:s3:::%", "DomainName": "%.s3.amazonaws.com",
		"RegionalDomainName": f"%.s3.{R}.amazonaws.com", "WebsiteURL": f"http://%.s3-website-{R}.amazonaws.com"}, "delete_bucket", {"Bucket": "BucketName"}, furnish),
	"AWS::StepFunctions::StateMachine": ("stepfunctions", "create_state_machine", machine, ".stateMachineArn", {"Arn": ".stateMachineArn", "Name": "StateMachineName"},
		"delete_state_machine", {"stateMachineArn": ""}),
	"AWS::Lambda::Alias": ("lambda", "create_alias", without("ProvisionedConcurrencyConfig"), ".AliasArn", {"AliasArn": ".AliasArn"}, "delete_alias", {"FunctionName": "FunctionName", "Name": "Name"}),
	"AWS::Lambda::EventInvokeConfig": ("lambda", "put_function_event_invoke_config", dict, "FunctionName", {}, "delete_function_event_invoke_config",
		{"FunctionName": "FunctionName", "Qualifier": "Qualifier"}),
	"AWS::Lambda::Version": ("lambda", "publish_version", without("ProvisionedConcurrencyConfig", "RuntimePolicy"), ".FunctionArn", {"Version": ".Version", "FunctionArn": ".FunctionArn"}, None, {}),
	"AWS::Logs::LogStream": ("logs", "create_log_stream", lambda p: {"logGroupName": p["LogGroupName"], "logStreamName": p["LogStreamName"]}, "LogStreamName", {}, None, {}),
	"AWS::S3::BucketPolicy": ("s3", "put_bucket_policy", lambda p: {"Bucket": p["Bucket"], "Policy": json.dumps(p["PolicyDocument"])}, "Bucket", {}, "delete_bucket_policy", {"Bucket": "Bucket"}),
	"AWS::SNS::Subscription": ("sns", "subscribe", subscription, ".SubscriptionArn", {}, "unsubscribe", {"SubscriptionArn": ""}),
	"AWS::SNS::TopicPolicy": ("sns", "set_topic_attributes", lambda p: {"TopicArn": p["Topics"][0], "AttributeName": "Policy", "AttributeValue": json.dumps(p["PolicyDocument"])}, "Topics", {}, None, {}),
	"AWS::SQS::QueuePolicy": ("sqs", "set_queue_attributes", lambda p: {"QueueUrl": p["Queues"][0], "Attributes": {"Policy": json.dumps(p["PolicyDocument"])}}, "Queues", {}, None, {}),
	"AWS::Scheduler::Schedule": ("scheduler", "create_schedule", dict, "Name", {"Arn": ".ScheduleArn"}, "delete_schedule", {"Name": "Name"}),
	"AWS::SecretsManager::RotationSchedule": ("secretsmanager", "rotate_secret", dict, "SecretId", {}, None, {}),
	"AWS::SecretsManager::Secret": ("secretsmanager", "create_secret", secret, ".ARN", {"Id": ".ARN"}, "delete_secret", {"SecretId": "", "ForceDeleteWithoutRecovery": True}),
	**mock_cloudfront.TYPES,
}


def dig(tree, path):
	for name in path.split("."):
		tree = (tree[0] if isinstance(tree, list) else tree)[name]
	return tree


def resolved(v):
	"""What moto made by itself stands for its id."""
	if isinstance(v, dict):
		return {k: resolved(x) for k, x in v.items()}
	if isinstance(v, list):
		return [resolved(x) for x in v]
	if isinstance(v, CloudFormationModel):
		return next(getattr(v, n) for n in ("physical_resource_id", "id", "name") if hasattr(v, n))
	return v


@functools.cache
def client_of(service, url):
	return boto3.session.Session().client(service, region_name=R, endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test")


def define(kind, url):
	service, make, arguments, ref, attributes, unmake, by, *more = TYPES[kind]

	class Made(CloudFormationModel):
		__module__ = "moto.stacks" # moto takes the service from it

		def __init__(self, properties):
			client = client_of(service, url)
			properties = resolved(properties)
			self.properties, self.client = properties, client
			self.answer = getattr(client, make)(**arguments(properties))
			self.physical_resource_id = self.at(ref)
			for call in more:
				call(client, properties, self.answer)

		def at(self, path):
			if path == "":
				return self.physical_resource_id
			if isinstance(path, list):
				return [self.at(p) for p in path]
			if isinstance(path, bool) or not isinstance(path, str):
				return path
			if path[0] == "=":
				return "|".join(str(dig(self.properties, name)) for name in path[1:].split("|"))
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
			v = self.at(attributes[attr])
			return str(v) if isinstance(v, int) else v

		def delete(self, account_id, region_name):
			if unmake:
				try:
					getattr(self.client, unmake)(**{k: self.at(v) for k, v in by.items()})
				except self.client.exceptions.ClientError as e:
					if "NotFound" not in str(e) and "NoSuch" not in str(e): # gone with what it belonged to
						raise RuntimeError(str(e)) from None
	return Made


def looked_up(v, url):
	"""Dynamic references as CloudFormation resolves them: parameters of SSM and secrets, whole or one key."""
	if isinstance(v, dict):
		return {k: looked_up(x, url) for k, x in v.items()}
	if isinstance(v, list):
		return [looked_up(x, url) for x in v]
	if not isinstance(v, str) or "{{resolve:" not in v:
		return v
	v = re.sub(r"\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}", lambda m: client_of("ssm", url).get_parameter(Name=m[1])["Parameter"]["Value"], v)
	return re.sub(r"\{\{resolve:secretsmanager:(.+?):SecretString(?::([^:}]+))?:*\}\}", lambda m: part(client_of("secretsmanager", url).get_secret_value(SecretId=m[1])["SecretString"], m[2]), v)


def part(text, key):
	return json.loads(text)[key] if key else text


def define_all(url):
	parse = parsing.parse_resource

	def parse_resource(*a):
		found = parse(*a)
		return found and (found[0], looked_up(found[1], url), *found[2:])
	parsing.parse_resource = parse_resource
	return [define(kind, url) for kind in TYPES]
