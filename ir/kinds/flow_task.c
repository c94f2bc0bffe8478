// flow_task.c: what integrations need besides the action of their own name.
//
// Sources: "IAM policies for integrated services" and the page of each service in the Step Functions
// developer guide. Where the guide says `*` and the action has a resource type, the type's ARN stands
// here with what the parameters say.
#include "flow.h"

#define ARN(service) "arn:{@partition}:" service ":{@region}:{@account}:"
#define RULE(name) ARN("events") "rule/StepFunctions" name "Rule"
#define RULES "events:DescribeRule events:PutRule events:PutTargets"
#define ROLE(param) "arn:{@partition}:iam::{@account}:role/{" param "}"
#define PASSED_TO(service) .op = "StringEquals", .key = "iam:PassedToService", .val = service
#define RESULTS "arn:{@partition}:s3:::{ResultConfiguration.OutputLocation|bucket}"

// clang-format off
const TaskGrant task_grants[] = {
	{ "lambda:invoke", "lambda:InvokeFunction", ARN("lambda") "function:{FunctionName}" },
	{ NULL,            "lambda:InvokeFunction", ARN("lambda") "function:{FunctionName|any}:*" },

	{ "sqs:sendMessage", "sqs:SendMessage", ARN("sqs") "{QueueUrl|queue}" },

	{ "sns:publish", "sns:Publish", ARN("sns") "{TopicArn}",  .given = "TopicArn" },
	{ NULL,          "sns:Publish", ARN("sns") "{TargetArn}", .given = "TargetArn" },
	{ NULL,          "sns:Publish", "*", .given = "PhoneNumber" },

	{ "events:putEvents", "events:PutEvents", ARN("events") "event-bus/{Entries[].EventBusName:default}" },

	{ "states:startExecution", "states:StartExecution", ARN("states") "stateMachine:{StateMachineArn}" },
	{ NULL, "states:DescribeExecution states:StopExecution", ARN("states") "execution:{StateMachineArn|machine}:*", true },
	{ NULL, RULES, RULE("GetEventsForStepFunctionsExecution"), true },

	{ "apigateway:invoke", "execute-api:Invoke", ARN("execute-api") "{ApiEndpoint|api}/{Stage:*}/{Method:*}/{Path|path}", .given = "AuthType=IAM_ROLE" },

	{ "http:invoke", "states:InvokeHTTPEndpoint", "*", .given = "ApiEndpoint" },
	{ NULL, "events:RetrieveConnectionCredentials", ARN("events") "connection/{Authentication.ConnectionArn}", .given = "Authentication.ConnectionArn" },
	{ NULL, "secretsmanager:DescribeSecret secretsmanager:GetSecretValue", ARN("secretsmanager") "secret:events!connection/{Authentication.ConnectionArn|connection}/*", .given = "Authentication.ConnectionArn" },

	{ "ecs:runTask", "ecs:RunTask", ARN("ecs") "task-definition/{TaskDefinition|revision}" },
	{ NULL, "iam:PassRole", ROLE("Overrides.TaskRoleArn:*!"), PASSED_TO("ecs-tasks.amazonaws.com") },
	{ NULL, "iam:PassRole", ROLE("Overrides.ExecutionRoleArn"), .given = "Overrides.ExecutionRoleArn", PASSED_TO("ecs-tasks.amazonaws.com") },
	{ NULL, "ecs:DescribeTasks ecs:StopTask", ARN("ecs") "task/{Cluster:default|last}/*", true },
	{ NULL, RULES, RULE("GetEventsForECSTask"), true },

	{ "batch:submitJob", "batch:SubmitJob", ARN("batch") "job-queue/{JobQueue}" },
	{ NULL, "batch:SubmitJob", ARN("batch") "job-definition/{JobDefinition|revision}" },
	{ NULL, "batch:DescribeJobs", "*", true },
	{ NULL, "batch:TerminateJob", ARN("batch") "job/*", true },
	{ NULL, RULES, RULE("GetEventsForBatchJobs"), true },

	{ "glue:startJobRun", "glue:StartJobRun", ARN("glue") "job/{JobName}" },
	{ NULL, "glue:BatchStopJobRun glue:GetJobRun glue:GetJobRuns", ARN("glue") "job/{JobName}", true },

	{ "databrew:startJobRun", "databrew:StartJobRun", ARN("databrew") "job/{Name}" },
	{ NULL, "databrew:ListJobRuns databrew:StopJobRun", ARN("databrew") "job/{Name}", true },

	{ "codebuild:startBuild", "codebuild:StartBuild", ARN("codebuild") "project/{ProjectName}" },
	{ NULL, "codebuild:BatchGetBuilds codebuild:StopBuild", ARN("codebuild") "project/{ProjectName}", true },
	{ NULL, "codebuild:BatchGetReports", ARN("codebuild") "report-group/{ProjectName:*|last}-*", true },
	{ NULL, RULES, ARN("events") "rule/StepFunctionsGetEventForCodeBuildStartBuildRule", true },
	{ "codebuild:startBuildBatch", "codebuild:StartBuildBatch", ARN("codebuild") "project/{ProjectName}" },
	{ NULL, "codebuild:BatchGetBuildBatches codebuild:StopBuildBatch", ARN("codebuild") "project/{ProjectName}", true },
	{ NULL, RULES, ARN("events") "rule/StepFunctionsGetEventForCodeBuildStartBuildBatchRule", true },

	{ "athena:startQueryExecution", "athena:StartQueryExecution", ARN("athena") "workgroup/{WorkGroup:primary}" },
	{ NULL, "athena:GetDataCatalog", ARN("athena") "datacatalog/{QueryExecutionContext.Catalog:*}" },
	{ NULL, "glue:GetDatabase glue:GetPartitions glue:GetTable", ARN("glue") "catalog" },
	{ NULL, "glue:GetDatabase glue:GetPartitions glue:GetTable", ARN("glue") "database/{QueryExecutionContext.Database:*}" },
	{ NULL, "glue:GetPartitions glue:GetTable", ARN("glue") "table/{QueryExecutionContext.Database:*}/*" },
	{ NULL, "lakeformation:GetDataAccess", "*" },
	{ NULL, "s3:GetBucketLocation s3:ListBucket s3:ListBucketMultipartUploads", RESULTS, .given = "ResultConfiguration.OutputLocation" },
	{ NULL, "s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject", RESULTS "/*", .given = "ResultConfiguration.OutputLocation" },
	{ NULL, "athena:GetQueryExecution athena:StopQueryExecution", ARN("athena") "workgroup/{WorkGroup:primary}", true },
	{ "athena:getQueryResults", "athena:GetQueryResults", ARN("athena") "workgroup/*" },
	{ "athena:getQueryExecution", "athena:GetQueryExecution", ARN("athena") "workgroup/*" },
	{ "athena:stopQueryExecution", "athena:StopQueryExecution", ARN("athena") "workgroup/*" },

	{ "sagemaker:createTrainingJob", "sagemaker:CreateTrainingJob", ARN("sagemaker") "training-job/{TrainingJobName:*}" },
	{ NULL, "iam:PassRole", ROLE("RoleArn"), PASSED_TO("sagemaker.amazonaws.com") },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "training-job/{TrainingJobName:*}", .given = "Tags" },
	{ NULL, "sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob", ARN("sagemaker") "training-job/{TrainingJobName:*}", true },
	{ NULL, "sagemaker:ListTags", ARN("sagemaker") "training-job/{TrainingJobName:*}" },
	{ NULL, RULES, RULE("GetEventsForSageMakerTrainingJobs"), true },
	{ "sagemaker:createTransformJob", "sagemaker:CreateTransformJob", ARN("sagemaker") "transform-job/{TransformJobName:*}" },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "transform-job/{TransformJobName:*}", .given = "Tags" },
	{ NULL, "sagemaker:DescribeTransformJob sagemaker:StopTransformJob", ARN("sagemaker") "transform-job/{TransformJobName:*}", true },
	{ NULL, "sagemaker:ListTags", ARN("sagemaker") "transform-job/{TransformJobName:*}" },
	{ NULL, RULES, RULE("GetEventsForSageMakerTransformJobs"), true },
	{ "sagemaker:createProcessingJob", "sagemaker:CreateProcessingJob", ARN("sagemaker") "processing-job/{ProcessingJobName:*}" },
	{ NULL, "iam:PassRole", ROLE("RoleArn"), PASSED_TO("sagemaker.amazonaws.com") },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "processing-job/{ProcessingJobName:*}", .given = "Tags" },
	{ NULL, "sagemaker:DescribeProcessingJob sagemaker:StopProcessingJob", ARN("sagemaker") "processing-job/{ProcessingJobName:*}", true },
	{ NULL, "sagemaker:ListTags", ARN("sagemaker") "processing-job/{ProcessingJobName:*}" },
	{ NULL, RULES, RULE("GetEventsForSageMakerProcessingJobs"), true },
	{ "sagemaker:createHyperParameterTuningJob", "sagemaker:CreateHyperParameterTuningJob", ARN("sagemaker") "hyper-parameter-tuning-job/{HyperParameterTuningJobName:*}" },
	{ NULL, "iam:PassRole", ROLE("TrainingJobDefinition.RoleArn"), PASSED_TO("sagemaker.amazonaws.com") },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "hyper-parameter-tuning-job/{HyperParameterTuningJobName:*}", .given = "Tags" },
	{ NULL, "sagemaker:DescribeHyperParameterTuningJob sagemaker:StopHyperParameterTuningJob", ARN("sagemaker") "hyper-parameter-tuning-job/{HyperParameterTuningJobName:*}", true },
	{ NULL, "sagemaker:ListTags", ARN("sagemaker") "hyper-parameter-tuning-job/{HyperParameterTuningJobName:*}" },
	{ NULL, RULES, RULE("GetEventsForSageMakerTuningJobs"), true },
	{ "sagemaker:createLabelingJob", "sagemaker:CreateLabelingJob", ARN("sagemaker") "labeling-job/{LabelingJobName:*}" },
	{ NULL, "iam:PassRole", ROLE("RoleArn"), PASSED_TO("sagemaker.amazonaws.com") },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "labeling-job/{LabelingJobName:*}", .given = "Tags" },
	{ NULL, "sagemaker:DescribeLabelingJob sagemaker:StopLabelingJob", ARN("sagemaker") "labeling-job/{LabelingJobName:*}", true },
	{ NULL, "sagemaker:ListTags", ARN("sagemaker") "labeling-job/{LabelingJobName:*}" },
	{ NULL, RULES, RULE("GetEventsForSageMakerLabelingJobs"), true },
	{ "sagemaker:createModel", "sagemaker:CreateModel", ARN("sagemaker") "model/{ModelName:*}" },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "model/{ModelName:*}", .given = "Tags" },
	{ NULL, "iam:PassRole", ROLE("ExecutionRoleArn"), PASSED_TO("sagemaker.amazonaws.com") },
	{ "sagemaker:createEndpoint", "sagemaker:CreateEndpoint", ARN("sagemaker") "endpoint/{EndpointName:*}" },
	{ NULL, "sagemaker:CreateEndpoint", ARN("sagemaker") "endpoint-config/{EndpointConfigName}" },
	{ NULL, "sagemaker:AddTags", ARN("sagemaker") "endpoint/{EndpointName:*}", .given = "Tags" },

	{ "eks:createCluster", "eks:CreateCluster", "*" },
	{ NULL, "iam:PassRole", ROLE("RoleArn"), PASSED_TO("eks.amazonaws.com") },
	{ NULL, "eks:DeleteCluster eks:DescribeCluster", ARN("eks") "cluster/{Name:*}", true },
	{ "eks:deleteCluster", "eks:DeleteCluster", ARN("eks") "cluster/{Name}" },
	{ NULL, "eks:DescribeCluster", ARN("eks") "cluster/{Name}", true },
	{ "eks:createNodegroup", "eks:CreateNodegroup", ARN("eks") "cluster/{ClusterName}" },
	{ NULL, "ec2:DescribeSubnets", "*" },
	{ NULL, "iam:GetRole iam:ListAttachedRolePolicies", ROLE("NodeRole") },
	{ NULL, "iam:PassRole", ROLE("NodeRole"), PASSED_TO("eks.amazonaws.com") },
	{ NULL, "eks:DeleteNodegroup eks:DescribeNodegroup", ARN("eks") "nodegroup/{ClusterName:*}/{NodegroupName:*}/*", true },
	{ "eks:deleteNodegroup", "eks:DeleteNodegroup", ARN("eks") "nodegroup/{ClusterName}/{NodegroupName:*}/*" },
	{ NULL, "eks:DescribeNodegroup", ARN("eks") "nodegroup/{ClusterName}/{NodegroupName:*}/*", true },
	{ "eks:createFargateProfile", "eks:CreateFargateProfile", ARN("eks") "cluster/{ClusterName}" },
	{ NULL, "iam:PassRole", ROLE("PodExecutionRoleArn"), PASSED_TO("eks-fargate-pods.amazonaws.com") },
	{ NULL, "eks:DeleteFargateProfile eks:DescribeFargateProfile", ARN("eks") "fargateprofile/{ClusterName:*}/{FargateProfileName:*}/*", true },
	{ "eks:deleteFargateProfile", "eks:DeleteFargateProfile", ARN("eks") "fargateprofile/{ClusterName}/{FargateProfileName:*}/*" },
	{ NULL, "eks:DescribeFargateProfile", ARN("eks") "fargateprofile/{ClusterName}/{FargateProfileName:*}/*", true },

	{ "elasticmapreduce:createCluster", "elasticmapreduce:RunJobFlow", "*" },
	{ NULL, "iam:PassRole", ROLE("ServiceRole"), PASSED_TO("elasticmapreduce.amazonaws.com") },
	{ NULL, "iam:PassRole", ROLE("JobFlowRole"), PASSED_TO("ec2.amazonaws.com") },
	{ NULL, "elasticmapreduce:AddTags", ARN("elasticmapreduce") "cluster/*", .given = "Tags" },
	{ NULL, "elasticmapreduce:DescribeCluster elasticmapreduce:TerminateJobFlows", ARN("elasticmapreduce") "cluster/*", true },
	{ NULL, RULES, ARN("events") "rule/StepFunctionsGetEventForEMRRunJobFlowRule", true },
	{ "elasticmapreduce:addStep", "elasticmapreduce:AddJobFlowSteps", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },
	{ NULL, "elasticmapreduce:CancelSteps elasticmapreduce:DescribeStep", ARN("elasticmapreduce") "cluster/{ClusterId:*}", true },
	{ NULL, RULES, ARN("events") "rule/StepFunctionsGetEventForEMRAddJobFlowStepsRule", true },
	{ "elasticmapreduce:cancelStep", "elasticmapreduce:CancelSteps", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },
	{ "elasticmapreduce:terminateCluster", "elasticmapreduce:TerminateJobFlows", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },
	{ NULL, "elasticmapreduce:DescribeCluster", ARN("elasticmapreduce") "cluster/{ClusterId:*}", true },
	{ NULL, RULES, ARN("events") "rule/StepFunctionsGetEventForEMRTerminateJobFlowsRule", true },
	{ "elasticmapreduce:setClusterTerminationProtection", "elasticmapreduce:SetTerminationProtection", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },
	{ "elasticmapreduce:modifyInstanceFleetByName", "elasticmapreduce:ListInstanceFleets elasticmapreduce:ModifyInstanceFleet", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },
	{ "elasticmapreduce:modifyInstanceGroupByName", "elasticmapreduce:ListInstanceGroups elasticmapreduce:ModifyInstanceGroups", ARN("elasticmapreduce") "cluster/{ClusterId:*}" },

	{ "emr-containers:startJobRun", "emr-containers:StartJobRun", ARN("emr-containers") "/virtualclusters/{VirtualClusterId}", .op = "StringEquals", .key = "emr-containers:ExecutionRoleArn", .val = "{ExecutionRoleArn}" },
	{ NULL, "emr-containers:CancelJobRun emr-containers:DescribeJobRun", ARN("emr-containers") "/virtualclusters/{VirtualClusterId:*}/jobruns/*", true },
	{ "emr-containers:deleteVirtualCluster", "emr-containers:DeleteVirtualCluster", ARN("emr-containers") "/virtualclusters/{Id:*}" },
	{ NULL, "emr-containers:DescribeVirtualCluster", ARN("emr-containers") "/virtualclusters/{Id:*}", true },

	{ "emr-serverless:createApplication", "emr-serverless:CreateApplication", "*" },
	{ NULL, "emr-serverless:DeleteApplication emr-serverless:GetApplication", ARN("emr-serverless") "/applications/*", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessApplication"), true },
	{ "emr-serverless:startApplication", "emr-serverless:StartApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}" },
	{ NULL, "emr-serverless:GetApplication emr-serverless:StopApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessApplication"), true },
	{ "emr-serverless:stopApplication", "emr-serverless:StopApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}" },
	{ NULL, "emr-serverless:GetApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessApplication"), true },
	{ "emr-serverless:deleteApplication", "emr-serverless:DeleteApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}" },
	{ NULL, "emr-serverless:GetApplication", ARN("emr-serverless") "/applications/{ApplicationId:*}", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessApplication"), true },
	{ "emr-serverless:startJobRun", "emr-serverless:StartJobRun", ARN("emr-serverless") "/applications/{ApplicationId:*}" },
	{ NULL, "iam:PassRole", ROLE("ExecutionRoleArn"), PASSED_TO("emr-serverless.amazonaws.com") },
	{ NULL, "emr-serverless:CancelJobRun emr-serverless:GetJobRun", ARN("emr-serverless") "/applications/{ApplicationId:*}/jobruns/*", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessJob"), true },
	{ "emr-serverless:cancelJobRun", "emr-serverless:CancelJobRun", ARN("emr-serverless") "/applications/{ApplicationId:*}/jobruns/*" },
	{ NULL, "emr-serverless:GetJobRun", ARN("emr-serverless") "/applications/{ApplicationId:*}/jobruns/*", true },
	{ NULL, RULES, RULE("GetEventsForEMRServerlessJob"), true },

	{ "mediaconvert:createJob", "mediaconvert:CreateJob", ARN("mediaconvert") "queues/{Queue:Default}" },
	{ NULL, "mediaconvert:CreateJob", ARN("mediaconvert") "jobTemplates/{JobTemplate}", .given = "JobTemplate" },
	{ NULL, "mediaconvert:CreateJob", ARN("mediaconvert") "presets/*" },
	{ NULL, "iam:PassRole", ROLE("Role"), PASSED_TO("mediaconvert.amazonaws.com") },
	{ NULL, "mediaconvert:CancelJob mediaconvert:GetJob", ARN("mediaconvert") "jobs/*", true },
	{ NULL, RULES, RULE("GetEventsForMediaConvertJob"), true },

	{ "bedrock:invokeModel", "bedrock:InvokeModel", "arn:{@partition}:bedrock:{@region}::foundation-model/{ModelId}" },
	{ NULL, "s3:GetObject", "arn:{@partition}:s3:::{Input.S3Uri|object}", .given = "Input.S3Uri" },
	{ NULL, "s3:PutObject", "arn:{@partition}:s3:::{Output.S3Uri|object}", .given = "Output.S3Uri" },
	{ "bedrock:createModelCustomizationJob", "bedrock:CreateModelCustomizationJob", "arn:{@partition}:bedrock:{@region}::foundation-model/{BaseModelIdentifier}" },
	{ NULL, "bedrock:CreateModelCustomizationJob", ARN("bedrock") "custom-model/*" },
	{ NULL, "iam:PassRole", ROLE("RoleArn"), PASSED_TO("bedrock.amazonaws.com") },
	{ NULL, "bedrock:GetModelCustomizationJob bedrock:StopModelCustomizationJob", ARN("bedrock") "model-customization-job/*", true },

	{ "s3:getObject", "s3:GetObject", "arn:{@partition}:s3:::{Bucket}/{Key:*}" },
	{ "s3:listObjectsV2", "s3:ListBucket", "arn:{@partition}:s3:::{Bucket}", .op = "StringLike", .key = "s3:prefix", .val = "{Prefix}*" },
	{ "s3:putObject", "s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject", "arn:{@partition}:s3:::{Bucket}/{Prefix:*|below}" },
	{ "s3:copyObject", "s3:PutObject", "arn:{@partition}:s3:::{Bucket}/{Key:*}" },
	{ NULL, "s3:GetObject", "arn:{@partition}:s3:::{CopySource|path}" },
	{ "s3:uploadPartCopy", "s3:PutObject", "arn:{@partition}:s3:::{Bucket}/{Key:*}" },
	{ NULL, "s3:GetObject", "arn:{@partition}:s3:::{CopySource|path}" },
	{ 0 }
};
// clang-format on
