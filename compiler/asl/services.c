// services.c: the services that Step Functions calls by an integration of its own.
//
// Source: "Integrating services with Step Functions" and the page of each service in the Step
// Functions developer guide. Where the list of services and a service's own page disagree on a
// pattern (eks:call, bedrock:invokeModel with a task token) the wider one stands here.
#include "resource.h"

#include <string.h>

#define RR RESPONSE
#define RUN RESPONSE | SYNC
#define ALL RESPONSE | SYNC | TOKEN
#define TOK RESPONSE | TOKEN
#define TWICE NOT_IDEMPOTENT
// What stands in every response.
#define META " SdkHttpMetadata SdkResponseMetadata"
#define WRITTEN "Attributes ConsumedCapacity ItemCollectionMetrics" META

// clang-format off
const Integration integrations[] = {
	{ "lambda", "invoke", TOK, 0, NULL,
		"FunctionName Payload Qualifier InvocationType ClientContext LogType TenantId", "FunctionName",
		.texts = "FunctionName Qualifier InvocationType LogType TenantId", .gives = "ExecutedVersion FunctionError LogResult Payload StatusCode" META },
	{ "states", "startExecution", RESPONSE | SYNC | SYNC2 | TOKEN, TWICE, NULL,
		"StateMachineArn Input Name TraceHeader", "StateMachineArn",
		.texts = "StateMachineArn Name TraceHeader", .gives = "ExecutionArn StartDate" META },
	{ "sqs", "sendMessage",         TOK, TWICE, "sqs:sendMessage" },
	{ "sns", "publish",             TOK, TWICE, "sns:publish", .gives = "MessageId SequenceNumber" META },
	{ "events", "putEvents",        TOK, TWICE, "eventbridge:putEvents", .gives = "Entries FailedEntryCount" META },
	{ "dynamodb", "getItem",        RR, 0, "dynamodb:getItem", .gives = "Item ConsumedCapacity" META },
	{ "dynamodb", "putItem",        RR, 0, "dynamodb:putItem", .gives = WRITTEN },
	{ "dynamodb", "updateItem",     RR, TWICE, "dynamodb:updateItem", .gives = WRITTEN },
	{ "dynamodb", "deleteItem",     RR, 0, "dynamodb:deleteItem", .gives = WRITTEN },
	{ "batch", "submitJob",         RUN, TWICE, "batch:submitJob" },
	{ "ecs", "runTask",             ALL, TWICE, "ecs:runTask" },
	{ "eks", "createCluster",        RUN, 0, "eks:createCluster" },
	{ "eks", "deleteCluster",        RUN, 0, "eks:deleteCluster" },
	{ "eks", "createFargateProfile", RUN, 0, "eks:createFargateProfile" },
	{ "eks", "deleteFargateProfile", RUN, 0, "eks:deleteFargateProfile" },
	{ "eks", "createNodegroup",      RUN, 0, "eks:createNodegroup" },
	{ "eks", "deleteNodegroup",      RUN, 0, "eks:deleteNodegroup" },
	{ "eks", "runJob", RUN, TWICE, NULL,
		"ClusterName CertificateAuthority Endpoint LogOptions Job Namespace",
		"ClusterName CertificateAuthority Endpoint Job",
		.texts = "ClusterName CertificateAuthority Endpoint Namespace" },
	{ "eks", "call", TOK, 0, NULL,
		"ClusterName CertificateAuthority Endpoint Method Path QueryParameters RequestBody",
		"ClusterName CertificateAuthority Endpoint Method Path",
		.texts = "ClusterName CertificateAuthority Endpoint Method Path" },
	{ "glue", "startJobRun",        RUN, TWICE, "glue:startJobRun" },
	{ "databrew", "startJobRun",    RUN, TWICE, "databrew:startJobRun" },
	{ "athena", "startQueryExecution", RUN, TWICE, "athena:startQueryExecution" },
	{ "athena", "stopQueryExecution",  RR, 0, "athena:stopQueryExecution" },
	{ "athena", "getQueryExecution",   RR, 0, "athena:getQueryExecution" },
	{ "athena", "getQueryResults",     RR, 0, "athena:getQueryResults" },
	{ "sagemaker", "createTrainingJob",             RUN, 0, "sagemaker:createTrainingJob" },
	{ "sagemaker", "createTransformJob",            RUN, 0, "sagemaker:createTransformJob" },
	{ "sagemaker", "createHyperParameterTuningJob", RUN, 0, "sagemaker:createHyperParameterTuningJob" },
	{ "sagemaker", "createLabelingJob",             RUN, 0, "sagemaker:createLabelingJob" },
	{ "sagemaker", "createProcessingJob",           RUN, 0, "sagemaker:createProcessingJob" },
	{ "sagemaker", "createModel",          RR, 0, "sagemaker:createModel" },
	{ "sagemaker", "createEndpoint",       RR, 0, "sagemaker:createEndpoint" },
	{ "sagemaker", "createEndpointConfig", RR, 0, "sagemaker:createEndpointConfig" },
	{ "sagemaker", "updateEndpoint",       RR, 0, "sagemaker:updateEndpoint" },
	{ "elasticmapreduce", "createCluster", RUN, TWICE, "emr:runJobFlow" },
	{ "elasticmapreduce", "terminateCluster", RUN, 0, NULL, "ClusterId", "ClusterId", .texts = "ClusterId" },
	{ "elasticmapreduce", "addStep", RUN, TWICE, NULL, "ClusterId Step ExecutionRoleArn", "ClusterId Step",
		.texts = "ClusterId ExecutionRoleArn" },
	{ "elasticmapreduce", "cancelStep", RR, 0, NULL, "ClusterId StepId", "ClusterId StepId", .texts = "ClusterId StepId" },
	{ "elasticmapreduce", "setClusterTerminationProtection", RR, 0, NULL,
		"ClusterId TerminationProtected", "ClusterId TerminationProtected",
		.texts = "ClusterId" },
	{ "elasticmapreduce", "modifyInstanceFleetByName", RR, 0, NULL,
		"ClusterId InstanceFleetName InstanceFleet", "ClusterId InstanceFleetName InstanceFleet",
		.texts = "ClusterId InstanceFleetName" },
	{ "elasticmapreduce", "modifyInstanceGroupByName", RR, 0, NULL,
		"ClusterId InstanceGroupName InstanceGroup", "ClusterId InstanceGroupName InstanceGroup",
		.texts = "ClusterId InstanceGroupName" },
	{ "emr-containers", "createVirtualCluster", RR, 0, "emrcontainers:createVirtualCluster" },
	{ "emr-containers", "deleteVirtualCluster", RUN, 0, "emrcontainers:deleteVirtualCluster" },
	{ "emr-containers", "startJobRun",          RUN, TWICE, "emrcontainers:startJobRun" },
	{ "emr-serverless", "createApplication",    RUN, 0, "emrserverless:createApplication" },
	{ "emr-serverless", "startApplication",     RUN, 0, "emrserverless:startApplication" },
	{ "emr-serverless", "stopApplication",      RUN, 0, "emrserverless:stopApplication" },
	{ "emr-serverless", "deleteApplication",    RUN, 0, "emrserverless:deleteApplication" },
	{ "emr-serverless", "startJobRun",          RUN, TWICE, "emrserverless:startJobRun" },
	{ "emr-serverless", "cancelJobRun",         RUN, 0, "emrserverless:cancelJobRun" },
	{ "codebuild", "startBuild",        RUN, TWICE, "codebuild:startBuild" },
	{ "codebuild", "startBuildBatch",   RUN, TWICE, "codebuild:startBuildBatch" },
	{ "codebuild", "retryBuildBatch",   RUN, TWICE, "codebuild:retryBuildBatch" },
	{ "codebuild", "stopBuild",         RR, 0, "codebuild:stopBuild" },
	{ "codebuild", "stopBuildBatch",    RR, 0, "codebuild:stopBuildBatch" },
	{ "codebuild", "batchDeleteBuilds", RR, 0, "codebuild:batchDeleteBuilds" },
	{ "codebuild", "batchGetReports",   RR, 0, "codebuild:batchGetReports" },
	{ "codebuild", "deleteBuildBatch",  RR, 0, "codebuild:deleteBuildBatch" },
	{ "mediaconvert", "createJob",      RUN, TWICE, "mediaconvert:createJob" },
	{ "apigateway", "invoke", TOK, 0, NULL,
		"ApiEndpoint Method Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType",
		"ApiEndpoint Method", .texts = "ApiEndpoint Method Stage Path AuthType" },
	{ "bedrock", "invokeModel", TOK, 0, NULL,
		"ModelId Body Accept ContentType Input Output GuardrailIdentifier GuardrailVersion Trace "
		"PerformanceConfigLatency ServiceTier", "ModelId",
		.texts = "ModelId Accept ContentType GuardrailIdentifier GuardrailVersion Trace" },
	{ "bedrock", "createModelCustomizationJob", RUN, 0, "bedrock:createModelCustomizationJob" },
	{ "http", "invoke", RR, 0, NULL,
		"ApiEndpoint Method Authentication InvocationConfig Headers QueryParameters RequestBody Transform",
		"ApiEndpoint Method", .texts = "ApiEndpoint Method" },
	{ "s3", "getObject",     RR, ONLY_READER, "s3:getObject" },
	{ "s3", "listObjectsV2", RR, ONLY_READER, "s3:listObjectsV2" },
	{ "s3", "putObject",     RR, ONLY_WRITER, NULL, "Bucket Prefix", "Bucket", .texts = "Bucket Prefix" },
	{ 0 }
};
// clang-format on

static bool same(const char *a, const char *b, size_t n)
{
	return strncmp(a, b, n) == 0 && !a[n];
}

const Integration *integration_find(const char *service, size_t ns, const char *action, size_t na)
{
	for (const Integration *i = integrations; i->service; i++)
		if (same(i->service, service, ns) && same(i->action, action, na))
			return i;
	return NULL;
}
