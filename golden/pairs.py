"""How a resource of CloudFormation is said in Terraform: for golden/equal, by hand from the
documentation of both and not from the tables of the compiler, which it judges.

Words of the two are the same once case and underscores are gone; what stands here is the rest. A
type that is not here is a finding: its pair has to be written down.
"""
R, A = "us-east-1", "111122223333"
# Terraform's type: CloudFormation's.
# (a module is a stack in a stack)
TYPES = {tf: (cfn,) for tf, cfn in (line.split() for line in """
module AWS::CloudFormation::Stack
aws_appsync_datasource AWS::AppSync::DataSource
aws_appsync_function AWS::AppSync::FunctionConfiguration
aws_appsync_graphql_api AWS::AppSync::GraphQLApi
aws_appsync_resolver AWS::AppSync::Resolver
aws_athena_workgroup AWS::Athena::WorkGroup
aws_cloudfront_distribution AWS::CloudFront::Distribution
aws_cloudfront_function AWS::CloudFront::Function
aws_cloudfront_origin_access_control AWS::CloudFront::OriginAccessControl
aws_cloudtrail AWS::CloudTrail::Trail
aws_cloudwatch_dashboard AWS::CloudWatch::Dashboard
aws_cloudwatch_log_stream AWS::Logs::LogStream
aws_ssm_parameter AWS::SSM::Parameter
aws_ecr_repository AWS::ECR::Repository
aws_appautoscaling_policy AWS::ApplicationAutoScaling::ScalingPolicy
aws_appautoscaling_target AWS::ApplicationAutoScaling::ScalableTarget
aws_cloudwatch_composite_alarm AWS::CloudWatch::CompositeAlarm
aws_db_instance AWS::RDS::DBInstance
aws_db_subnet_group AWS::RDS::DBSubnetGroup
aws_ecs_cluster AWS::ECS::Cluster
aws_ecs_service AWS::ECS::Service
aws_ecs_task_definition AWS::ECS::TaskDefinition
aws_eip AWS::EC2::EIP
aws_rds_cluster AWS::RDS::DBCluster
aws_rds_cluster_instance AWS::RDS::DBInstance
aws_glue_catalog_database AWS::Glue::Database
aws_glue_crawler AWS::Glue::Crawler
aws_iam_instance_profile AWS::IAM::InstanceProfile
aws_instance AWS::EC2::Instance
aws_internet_gateway AWS::EC2::InternetGateway
aws_kinesis_firehose_delivery_stream AWS::KinesisFirehose::DeliveryStream
aws_nat_gateway AWS::EC2::NatGateway
aws_route AWS::EC2::Route
aws_route_table AWS::EC2::RouteTable
aws_route_table_association AWS::EC2::SubnetRouteTableAssociation
aws_security_group AWS::EC2::SecurityGroup
aws_subnet AWS::EC2::Subnet
aws_vpc AWS::EC2::VPC
aws_vpc_endpoint AWS::EC2::VPCEndpoint
aws_vpc_security_group_egress_rule AWS::EC2::SecurityGroupEgress
aws_vpc_security_group_ingress_rule AWS::EC2::SecurityGroupIngress
aws_api_gateway_authorizer AWS::ApiGateway::Authorizer
aws_api_gateway_deployment AWS::ApiGateway::Deployment
aws_api_gateway_method AWS::ApiGateway::Method
aws_api_gateway_request_validator AWS::ApiGateway::RequestValidator
aws_api_gateway_resource AWS::ApiGateway::Resource
aws_api_gateway_rest_api AWS::ApiGateway::RestApi
aws_api_gateway_stage AWS::ApiGateway::Stage
aws_apigatewayv2_api AWS::ApiGatewayV2::Api
aws_apigatewayv2_authorizer AWS::ApiGatewayV2::Authorizer
aws_apigatewayv2_integration AWS::ApiGatewayV2::Integration
aws_apigatewayv2_route AWS::ApiGatewayV2::Route
aws_apigatewayv2_stage AWS::ApiGatewayV2::Stage
aws_cloudwatch_event_bus AWS::Events::EventBus
aws_cloudwatch_event_rule AWS::Events::Rule
aws_cloudwatch_log_group AWS::Logs::LogGroup
aws_cloudwatch_metric_alarm AWS::CloudWatch::Alarm
aws_cognito_user_pool AWS::Cognito::UserPool
aws_cognito_user_pool_client AWS::Cognito::UserPoolClient
aws_cognito_user_pool_domain AWS::Cognito::UserPoolDomain
aws_dynamodb_table AWS::DynamoDB::Table
aws_efs_access_point AWS::EFS::AccessPoint
aws_efs_file_system AWS::EFS::FileSystem
aws_efs_mount_target AWS::EFS::MountTarget
aws_iam_role AWS::IAM::Role
aws_iam_role_policy AWS::IAM::Policy
aws_lambda_alias AWS::Lambda::Alias
aws_lambda_event_source_mapping AWS::Lambda::EventSourceMapping
aws_lambda_function AWS::Lambda::Function
aws_lambda_function_event_invoke_config AWS::Lambda::EventInvokeConfig
aws_lambda_layer_version AWS::Lambda::LayerVersion
aws_lambda_permission AWS::Lambda::Permission
aws_s3_bucket AWS::S3::Bucket
aws_s3_bucket_policy AWS::S3::BucketPolicy
aws_scheduler_schedule AWS::Scheduler::Schedule
aws_secretsmanager_secret AWS::SecretsManager::Secret
aws_secretsmanager_secret_rotation AWS::SecretsManager::RotationSchedule
aws_sfn_state_machine AWS::StepFunctions::StateMachine
aws_sns_topic AWS::SNS::Topic
aws_sns_topic_policy AWS::SNS::TopicPolicy
aws_sns_topic_subscription AWS::SNS::Subscription
aws_sqs_queue AWS::SQS::Queue
aws_sqs_queue_policy AWS::SQS::QueuePolicy
""".strip().splitlines())}
# Stacks that Terraform makes, since its provider has no such resources: the label of each resource in
# them, `%` the stack's and `@` its own, by its type; and what the stack is called, by the name of the first.
STACKED = {"AWS::AppSync::Api": "%", "AWS::AppSync::DataSource": "%_datasource_@", "AWS::AppSync::ChannelNamespace": "@"}
STACK_NAME = {"AWS::AppSync::Api": "-channels"}
# Parts that only Terraform has as resources: (argument that names the host, where they go in it).
HOSTED = {
	"aws_efs_backup_policy": ("file_system_id", ""),
	"aws_cloudwatch_event_target": ("rule", "target[]"),
	"aws_api_gateway_integration": ("http_method", "integration"),
	"aws_api_gateway_integration_response": ("http_method", "integration.integration_response[]"),
	"aws_api_gateway_method_response": ("http_method", "method_response[]"),
	"aws_api_gateway_method_settings": ("stage_name", "method_settings[]"),
	"aws_ecr_lifecycle_policy": ("repository", "lifecycle_policy"),
	"aws_ecr_repository_policy": ("repository", "repository_policy"),
	"aws_lambda_provisioned_concurrency_config": ("qualifier", "provisioned_concurrency_config"),
	"aws_secretsmanager_secret_version": ("secret_id", "version"),
	"aws_s3_bucket_versioning": ("bucket", "versioning"),
	"aws_s3_bucket_server_side_encryption_configuration": ("bucket", "encryption"),
	"aws_s3_bucket_public_access_block": ("bucket", "public_access_block_configuration"),
	"aws_s3_bucket_ownership_controls": ("bucket", "ownership_controls"),
	"aws_s3_bucket_lifecycle_configuration": ("bucket", "lifecycle"),
	"aws_s3_bucket_notification": ("bucket", "notification"),
	"aws_s3_bucket_cors_configuration": ("bucket", "cors"),
}
# The property or argument that is the physical name.
NAME = dict(line.split() for line in """
AWS::Events::Rule Name
AWS::Events::EventBus Name
AWS::Lambda::Function FunctionName
AWS::Logs::LogGroup LogGroupName
AWS::S3::Bucket BucketName
AWS::SNS::Topic TopicName
AWS::SQS::Queue QueueName
AWS::StepFunctions::StateMachine StateMachineName
AWS::DynamoDB::Table TableName
AWS::SecretsManager::Secret Name
AWS::Scheduler::Schedule Name
AWS::Lambda::Alias Name
AWS::ApiGatewayV2::Stage StageName
AWS::ApiGateway::Stage StageName
AWS::CloudWatch::Alarm AlarmName
AWS::KinesisFirehose::DeliveryStream DeliveryStreamName
AWS::ECR::Repository RepositoryName
AWS::Glue::Crawler Name
AWS::Athena::WorkGroup Name
AWS::AppSync::DataSource Name
AWS::ECS::Cluster ClusterName
AWS::ECS::Service ServiceName
AWS::RDS::DBCluster DBClusterIdentifier
AWS::RDS::DBInstance DBInstanceIdentifier
""".strip().splitlines())
TF_NAME = dict(line.split() for line in """
aws_cloudwatch_event_rule name
aws_cloudwatch_event_bus name
aws_lambda_function function_name
aws_cloudwatch_log_group name
aws_s3_bucket bucket
aws_sns_topic name
aws_sqs_queue name
aws_sfn_state_machine name
aws_dynamodb_table name
aws_secretsmanager_secret name
aws_scheduler_schedule name
aws_lambda_alias name
aws_apigatewayv2_stage name
aws_api_gateway_stage stage_name
aws_cloudwatch_metric_alarm alarm_name
aws_kinesis_firehose_delivery_stream name
aws_ecr_repository name
aws_glue_crawler name
aws_athena_workgroup name
aws_appsync_datasource name
aws_ecs_cluster name
aws_ecs_service name
aws_rds_cluster cluster_identifier
aws_rds_cluster_instance identifier
aws_db_instance identifier
""".strip().splitlines())
# ARNs that the name makes (a secret's has an end that nobody knows).
ARN = {
	"AWS::Lambda::Function": f"arn:aws:lambda:{R}:{A}:function:%",
	"AWS::Logs::LogGroup": f"arn:aws:logs:{R}:{A}:log-group:%",
	"AWS::S3::Bucket": "arn:aws:s3:::%",
	"AWS::SNS::Topic": f"arn:aws:sns:{R}:{A}:%",
	"AWS::SQS::Queue": f"arn:aws:sqs:{R}:{A}:%",
	"AWS::StepFunctions::StateMachine": f"arn:aws:states:{R}:{A}:stateMachine:%",
	"AWS::DynamoDB::Table": f"arn:aws:dynamodb:{R}:{A}:table/%",
	"AWS::Events::Rule": f"arn:aws:events:{R}:{A}:rule/%",
	"AWS::Events::EventBus": f"arn:aws:events:{R}:{A}:event-bus/%",
	"AWS::KinesisFirehose::DeliveryStream": f"arn:aws:firehose:{R}:{A}:deliverystream/%",
	"AWS::ECR::Repository": f"arn:aws:ecr:{R}:{A}:repository/%",
	"AWS::ECS::Cluster": f"arn:aws:ecs:{R}:{A}:cluster/%",
	"AWS::RDS::DBCluster": f"arn:aws:rds:{R}:{A}:cluster:%",
	"AWS::RDS::DBInstance": f"arn:aws:rds:{R}:{A}:db:%",
	"AWS::Lambda::Alias": f"arn:aws:lambda:{R}:{A}:function:%",
	"AWS::CloudWatch::Alarm": f"arn:aws:cloudwatch:{R}:{A}:alarm:%",
}
# Attributes made of others.
LAMBDA = f"arn:aws:apigateway:{R}:lambda:path/2015-03-31/functions/%/invocations"
MADE_OF = {
	("AWS::Lambda::Function", "invoke_arn"): ("arn", LAMBDA),
	("AWS::Lambda::Alias", "invoke_arn"): ("arn", LAMBDA),
	("AWS::ApiGatewayV2::Api", "execution_arn"): ("id", f"arn:aws:execute-api:{R}:{A}:%"),
	("AWS::ApiGateway::RestApi", "execution_arn"): ("id", f"arn:aws:execute-api:{R}:{A}:%"),
	("AWS::Cognito::UserPool", "provider_url"): ("endpoint", "https://%"),
	("AWS::Logs::LogGroup", "arn_all"): ("arn", "%:*"),
	("AWS::CloudFront::Distribution", "arn"): ("id", f"arn:aws:cloudfront::{A}:distribution/%"),
}
# Types whose logical id ends in a hash of what they hold.
HASHED = {"AWS::ApiGateway::Deployment"}
# What Ref gives, where it is not an id.
REF = {
	"AWS::Events::Rule": "name", "AWS::Events::EventBus": "name", "AWS::Lambda::Function": "name", "AWS::Logs::LogGroup": "name", "AWS::S3::Bucket": "name",
	"AWS::SNS::Topic": "arn", "AWS::SQS::Queue": "url", "AWS::StepFunctions::StateMachine": "arn", "AWS::DynamoDB::Table": "name",
	"AWS::IAM::Role": "name", "AWS::SecretsManager::Secret": "arn", "AWS::Lambda::LayerVersion": "arn", "AWS::Lambda::Alias": "arn", "AWS::Lambda::Version": "arn",
	"AWS::ApiGatewayV2::Stage": "name", "AWS::ApiGateway::Stage": "name", "AWS::Scheduler::Schedule": "name", "AWS::SNS::Subscription": "arn",
	"AWS::CloudWatch::Alarm": "name", "AWS::KinesisFirehose::DeliveryStream": "name", "AWS::ECR::Repository": "name", "AWS::Glue::Crawler": "name", "AWS::Glue::Database": "name",
	"AWS::Athena::WorkGroup": "name", "AWS::Logs::LogStream": "name", "AWS::IAM::InstanceProfile": "name", "AWS::AppSync::GraphQLApi": "arn",
	"AWS::ECS::Cluster": "name", "AWS::ECS::Service": "arn", "AWS::ECS::TaskDefinition": "arn", "AWS::RDS::DBCluster": "name", "AWS::RDS::DBInstance": "name",
	"AWS::RDS::DBSubnetGroup": "name", "AWS::ApplicationAutoScaling::ScalingPolicy": "arn",
}
# Attributes: CloudFormation's name to the common one, Terraform's to the common one.
ATT = {
	("AWS::SQS::Queue", "QueueName"): "name", ("AWS::SNS::Topic", "TopicName"): "name", ("AWS::StepFunctions::StateMachine", "Name"): "name",
	("AWS::AppSync::GraphQLApi", "ApiId"): "id", ("AWS::EC2::SecurityGroup", "GroupId"): "id", ("AWS::EC2::EIP", "AllocationId"): "id",
	("AWS::EC2::Instance", "PublicDnsName"): "public_dns", ("AWS::EC2::Instance", "PrivateDnsName"): "private_dns",
	("AWS::AppSync::GraphQLApi", "GraphQLUrl"): "graphql_url", ("AWS::AppSync::GraphQLApi", "GraphQLEndpointArn"): "endpoint_arn",
	("AWS::ECR::Repository", "RepositoryUri"): "repository_url", ("AWS::CloudFront::Function", "FunctionARN"): "arn",
	("AWS::ECS::Service", "Name"): "name", ("AWS::RDS::DBCluster", "Endpoint.Address"): "host", ("AWS::RDS::DBInstance", "Endpoint.Address"): "host",
	("AWS::RDS::DBCluster", "Endpoint.Port"): "port", ("AWS::RDS::DBInstance", "Endpoint.Port"): "port", ("AWS::RDS::DBCluster", "DBClusterArn"): "arn",
	("AWS::RDS::DBInstance", "DBInstanceArn"): "arn", ("AWS::RDS::DBCluster", "ReadEndpoint.Address"): "reader",
	("AWS::RDS::DBInstance", "MasterUserSecret.SecretArn"): "master_user_secret", ("AWS::RDS::DBCluster", "MasterUserSecret.SecretArn"): "master_user_secret",
	("AWS::Logs::LogGroup", "Arn"): "arn_all", ("AWS::Lambda::Version", "Version"): "version",
	("AWS::S3::Bucket", "RegionalDomainName"): "regional_domain", ("AWS::Cognito::UserPool", "ProviderURL"): "provider_url", ("AWS::Cognito::UserPool", "ProviderName"): "endpoint",
}
TF_ATT = {
	("aws_sqs_queue", "id"): "url", ("aws_sns_topic", "id"): "arn", ("aws_sfn_state_machine", "id"): "arn", ("aws_s3_bucket", "bucket"): "name", ("aws_s3_bucket", "id"): "name",
	("aws_lambda_function", "function_name"): "name", ("aws_lambda_function", "id"): "name", ("aws_cloudwatch_log_group", "id"): "name",
	("aws_cloudwatch_event_rule", "id"): "name", ("aws_secretsmanager_secret", "id"): "arn", ("aws_iam_role", "id"): "name",
	("aws_s3_bucket", "bucket_regional_domain_name"): "regional_domain", ("aws_api_gateway_stage", "stage_name"): "name", ("aws_cloudwatch_metric_alarm", "alarm_name"): "name",
	("aws_lambda_event_source_mapping", "uuid"): "id", ("aws_iam_instance_profile", "id"): "name", ("aws_ecs_service", "id"): "arn", ("aws_rds_cluster", "cluster_identifier"): "name",
	("aws_rds_cluster", "endpoint"): "host", ("aws_rds_cluster_instance", "endpoint"): "host", ("aws_db_instance", "address"): "host", ("aws_rds_cluster", "reader_endpoint"): "reader",
	("aws_db_instance", "identifier"): "name", ("aws_rds_cluster", "id"): "name", ("aws_db_instance", "id"): "name", ("aws_dynamodb_table", "id"): "name", ("aws_eip", "allocation_id"): "id",
}
# Data sources whose answer is plain.
DATA = {}
# Properties whose keys are the author's.
MAPS = {"Metrics.MetricStat.Metric.Dimensions", "Dimensions", "Environment.Variables", "Variables", "RequestParameters", "StageVariables", "InputTransformer.InputPathsMap", "Targets.InputTransformer.InputPathsMap",
	"Integration.RequestTemplates", "Integration.RequestParameters", "Integration.IntegrationResponses.ResponseParameters", "MethodResponses.ResponseParameters",
	"Integration.IntegrationResponses.ResponseTemplates", "ResponseParameters", "RequestTemplates"}
# Properties that are documents, as objects or as texts.
DOCUMENTS = {"DashboardBody", "LifecyclePolicy.LifecyclePolicyText", "RepositoryPolicyText", "AssumeRolePolicyDocument", "PolicyDocument", "EventPattern", "FilterPolicy", "RedrivePolicy", "RedriveAllowPolicy", "DefinitionString", "AccessLogSettings.Format",
	"AccessLogSetting.Format", "Target.Input", "Targets.Input", "FilterCriteria.Filters.Pattern"}
# Other words: the last name of a path becomes this; "" leaves the level out.
RENAME = {
	"AWS::ApplicationAutoScaling::ScalingPolicy": {"PolicyName": "name", "StepScalingPolicyConfiguration.StepAdjustments": "step_adjustment"},
	"AWS::CloudFront::Distribution": {"DistributionConfig": "", "DistributionConfig.IPV6Enabled": "is_ipv6_enabled", "DistributionConfig.Origins": "origin",
		"DistributionConfig.Origins.Id": "origin_id", "DistributionConfig.DefaultCacheBehavior.FunctionAssociations": "function_association",
		"DistributionConfig.CustomErrorResponses": "custom_error_response", "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate": "cloudfront_default_certificate"},
	"AWS::CloudFront::Function": {"AutoPublish": "publish", "FunctionConfig": "", "FunctionCode": "code"},
	"AWS::CloudFront::OriginAccessControl": {"OriginAccessControlConfig": ""},
	"AWS::CloudTrail::Trail": {"TrailName": "name", "IsLogging": "enable_logging", "EventSelectors": "event_selector", "EventSelectors.DataResources": "data_resource"},
	"AWS::ECS::Cluster": {"ClusterName": "name"},
	"AWS::ECS::Service": {"ServiceName": "name", "NetworkConfiguration.AwsvpcConfiguration": "", "DeploymentConfiguration": "",
		"DeploymentConfiguration.DeploymentCircuitBreaker": "deployment_circuit_breaker", "DeploymentConfiguration.MaximumPercent": "deployment_maximum_percent",
		"DeploymentConfiguration.MinimumHealthyPercent": "deployment_minimum_healthy_percent"},
	"AWS::RDS::DBCluster": {"DBClusterIdentifier": "cluster_identifier", "MasterUserPassword": "master_password", "EnableIAMDatabaseAuthentication": "iam_database_authentication_enabled",
		"EnableCloudwatchLogsExports": "enabled_cloudwatch_logs_exports"},
	"AWS::RDS::DBInstance": {"DBInstanceIdentifier": "identifier", "DBClusterIdentifier": "cluster_identifier", "DBInstanceClass": "instance_class", "MasterUsername": "username",
		"MasterUserPassword": "password", "VPCSecurityGroups": "vpc_security_group_ids", "DBName": "db_name", "EnableCloudwatchLogsExports": "enabled_cloudwatch_logs_exports"},
	"AWS::RDS::DBSubnetGroup": {"DBSubnetGroupDescription": "description"},
	"AWS::CloudFormation::Stack": {"Parameters": ""},
	"AWS::AppSync::DataSource": {"LambdaConfig.LambdaFunctionArn": "function_arn", "DynamoDBConfig": "dynamodb_config", "DynamoDBConfig.AwsRegion": "region"},
	"AWS::AppSync::FunctionConfiguration": {"DataSourceName": "data_source"},
	"AWS::AppSync::GraphQLApi": {"AdditionalAuthenticationProviders": "additional_authentication_provider", "OpenIDConnectConfig": "openid_connect_config"},
	"AWS::AppSync::Resolver": {"TypeName": "type", "FieldName": "field", "DataSourceName": "data_source"},
	"AWS::Athena::WorkGroup": {"WorkGroupConfiguration": "configuration", "WorkGroupConfiguration.EnforceWorkGroupConfiguration": "enforce_workgroup_configuration",
		"WorkGroupConfiguration.PublishCloudWatchMetricsEnabled": "publish_cloudwatch_metrics_enabled", "RecursiveDeleteOption": "force_destroy"},
	"AWS::EC2::Instance": {"ImageId": "ami", "SecurityGroupIds": "vpc_security_group_ids"},
	"AWS::EC2::SecurityGroup": {"GroupDescription": "description", "SecurityGroupIngress": "ingress", "SecurityGroupEgress": "egress"},
	"AWS::EC2::SecurityGroupIngress": {"GroupId": "security_group_id", "SourceSecurityGroupId": "referenced_security_group_id", "CidrIp": "cidr_ipv4", "CidrIpv6": "cidr_ipv6",
		"SourcePrefixListId": "prefix_list_id"},
	"AWS::EC2::SecurityGroupEgress": {"GroupId": "security_group_id", "DestinationSecurityGroupId": "referenced_security_group_id", "CidrIp": "cidr_ipv4", "CidrIpv6": "cidr_ipv6",
		"DestinationPrefixListId": "prefix_list_id"},
	"AWS::ECR::Repository": {"RepositoryName": "name", "EmptyOnDelete": "force_delete", "ImageScanningConfiguration": "image_scanning_configuration",
		"LifecyclePolicy.LifecyclePolicyText": "policy", "RepositoryPolicyText": "repository_policy.policy"},
	"AWS::Glue::Crawler": {"Targets": "", "Targets.S3Targets": "s3_target", "Schedule": "", "Schedule.ScheduleExpression": "schedule"},
	"AWS::Glue::Database": {"DatabaseInput": ""},
	"AWS::IAM::InstanceProfile": {"Roles": "role"},
	"AWS::KinesisFirehose::DeliveryStream": {"DeliveryStreamName": "name", "ExtendedS3DestinationConfiguration": "extended_s3_configuration",
		"ExtendedS3DestinationConfiguration.BufferingHints": "", "ExtendedS3DestinationConfiguration.BufferingHints.SizeInMBs": "buffering_size",
		"ExtendedS3DestinationConfiguration.BufferingHints.IntervalInSeconds": "buffering_interval", "DeliveryStreamEncryptionConfigurationInput": "server_side_encryption"},
	"AWS::Logs::LogStream": {"LogStreamName": "name"},
	"AWS::ApiGateway::Authorizer": {"AuthorizerUri": "authorizer_uri", "IdentitySource": "identity_source", "AuthorizerResultTtlInSeconds": "authorizer_result_ttl_in_seconds"},
	"AWS::ApiGateway::Method": {"AuthorizationType": "authorization", "Integration.IntegrationHttpMethod": "integration_http_method", "Integration.Credentials": "credentials",
		"Integration.TimeoutInMillis": "timeout_milliseconds", "MethodResponses": "method_response", "Integration.IntegrationResponses": "integration_response"},
	"AWS::ApiGateway::Deployment": {"Description": "triggers.'digest'"},
	"AWS::ApiGateway::Resource": {"RestApiId": "rest_api_id", "ParentId": "parent_id"},
	"AWS::ApiGateway::Stage": {"AccessLogSetting": "access_log_settings", "TracingEnabled": "xray_tracing_enabled", "MethodSettings": "method_settings"},
	"AWS::ApiGatewayV2::Authorizer": {"IdentitySource": "identity_sources"},
	"AWS::ApiGatewayV2::Integration": {"TimeoutInMillis": "timeout_milliseconds"},
	"AWS::ApiGatewayV2::Stage": {"StageName": "name"},
	"AWS::CloudWatch::Alarm": {"OKActions": "ok_actions", "Metrics": "metric_query", "Metrics.MetricStat": "metric", "Metrics.MetricStat.Metric": "", "AlarmActions": "alarm_actions"},
	"AWS::Cognito::UserPool": {"UserPoolName": "name", "Policies": "", "UserPoolTags": "tags"},
	"AWS::Cognito::UserPoolClient": {"ClientName": "name"},
	"AWS::Events::Rule": {"Targets": "target", "Targets.Id": "target_id", "Targets.InputTransformer.InputPathsMap": "input_paths", "Targets.SqsParameters": "sqs_target", "Targets.AppSyncParameters": "appsync_target",
		"Targets.RetryPolicy.MaximumEventAgeInSeconds": "maximum_event_age_in_seconds", "EventBusName": "event_bus_name"},
	"AWS::IAM::Role": {"AssumeRolePolicyDocument": "assume_role_policy"},
	"AWS::IAM::Policy": {"PolicyName": "name", "PolicyDocument": "policy", "Roles": "role"},
	"AWS::Lambda::Alias": {"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions": "provisioned_concurrent_executions"},
	"AWS::Lambda::EventInvokeConfig": {"MaximumEventAgeInSeconds": "maximum_event_age_in_seconds"},
	"AWS::Lambda::EventSourceMapping": {"FilterCriteria.Filters": "filter", "MaximumBatchingWindowInSeconds": "maximum_batching_window_in_seconds",
		"DestinationConfig.OnFailure.Destination": "destination_arn"},
	"AWS::Lambda::Function": {"FileSystemConfigs": "file_system_config", "FileSystemConfigs.LocalMountPath": "local_mount_path", "DeadLetterConfig.TargetArn": "target_arn"},
	"AWS::Lambda::LayerVersion": {},
	"AWS::Logs::LogGroup": {"LogGroupName": "name"},
	"AWS::SecretsManager::RotationSchedule": {"RotationLambdaARN": "rotation_lambda_arn"},
	"AWS::SNS::Topic": {"TopicName": "name", "DeliveryStatusLogging": "feedback"},
	"AWS::SNS::TopicPolicy": {"Topics": "arn", "PolicyDocument": "policy"},
	"AWS::SQS::Queue": {"QueueName": "name", "VisibilityTimeout": "visibility_timeout_seconds", "MessageRetentionPeriod": "message_retention_seconds", "MaximumMessageSize": "max_message_size",
		"ReceiveMessageWaitTimeSeconds": "receive_wait_time_seconds"},
	"AWS::SQS::QueuePolicy": {"Queues": "queue_url", "PolicyDocument": "policy"},
	"AWS::S3::BucketPolicy": {"PolicyDocument": "policy"},
	"AWS::StepFunctions::StateMachine": {"StateMachineName": "name", "StateMachineType": "type", "DefinitionString": "definition"},
	"AWS::S3::Bucket": {"BucketName": "bucket"},
	"AWS::EFS::FileSystem": {"LifecyclePolicies": "lifecycle_policy"},
	"AWS::DynamoDB::Table": {"TableName": "name"},
}
# What only one of the two can say, or says in its own way: why.
ONLY_CFN = {
	("AWS::CloudFront::Distribution", "origin.s3originconfig.originaccessidentity"): "empty where an access control is; Terraform's provider sends it by itself",
	("AWS::CloudFormation::Stack", "templateurl"): "a module is read from its folder",
	("AWS::CloudFormation::Stack", "tags"): "of the stack itself; its resources have theirs",
	("AWS::CloudFormation::Stack", "artifactbucket"): "Terraform uploads archives itself",
	("AWS::Glue::Database", "catalogid"): "the account's own is Terraform's default",
	("AWS::KinesisFirehose::DeliveryStream", "deliverystreamtype"): "DirectPut is what Terraform makes when no source is given",
	("AWS::Lambda::Function", "code."): "Terraform uploads the archive itself",
	("AWS::Lambda::LayerVersion", "content."): "Terraform uploads the archive itself",
}
ONLY_TF = {
	("aws_rds_cluster", "masterpasswordversion"): "a write-only argument is written again when this changes",
	("aws_db_instance", "passwordversion"): "the same",
	("aws_rds_cluster", "finalsnapshotidentifier"): "CloudFormation names snapshots itself",
	("aws_db_instance", "finalsnapshotidentifier"): "the same",
	("aws_kinesis_firehose_delivery_stream", "destination"): "which block there is says the same",
	("aws_lambda_function", "filename"): "CloudFormation reads it from the bucket of artifacts",
	("aws_lambda_function", "sourcecodehash"): "CloudFormation sees a new key",
	("aws_lambda_layer_version", "filename"): "CloudFormation reads it from the bucket of artifacts",
	("aws_lambda_layer_version", "sourcecodehash"): "CloudFormation sees a new key",
	("aws_lambda_layer_version", "skipdestroy"): "the deletion policy, compared as such",
	("aws_lambda_permission", "statementid"): "CloudFormation makes it up; here it has to stay",
	("aws_secretsmanager_secret", "recoverywindowindays"): "CloudFormation deletes at once",
	("aws_secretsmanager_secret", "version.secretstringwoversion"): "a write-only argument is written again when this changes",
}
