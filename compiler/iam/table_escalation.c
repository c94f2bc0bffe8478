// table_escalation.c: actions that together give more rights than a policy seems to.
//
// Sources: the published collections of paths (DataDog's pathfinding.cloud, Rhino Security Labs'
// list), the guides' warnings on iam:PassRole, and the services that topologies are made of. `a|b`
// is one of both. A row whose actions contain all of an earlier row's is left out: the earlier one
// says it already.
#include "table.h"

// clang-format off
#define PASS "iam:PassRole "
const Escalation escalations[] = {
	// Rights for oneself.
	{ "iam:CreatePolicyVersion",       "give any policy new contents" },
	{ "iam:SetDefaultPolicyVersion",   "bring back an older, wider version of any policy" },
	{ "iam:PutRolePolicy",             "write any policy into a role" },
	{ "iam:PutUserPolicy",             "write any policy into a user" },
	{ "iam:PutGroupPolicy",            "write any policy into a group" },
	{ "iam:AttachRolePolicy",          "attach any policy to a role" },
	{ "iam:AttachUserPolicy",          "attach any policy to a user" },
	{ "iam:AttachGroupPolicy",         "attach any policy to a group" },
	{ "iam:AddUserToGroup",            "join any group" },
	{ "iam:DeleteRolePermissionsBoundary|iam:PutRolePermissionsBoundary", "lift the limit of a role" },
	{ "iam:DeleteUserPermissionsBoundary|iam:PutUserPermissionsBoundary", "lift the limit of a user" },
	// Becoming another.
	{ "iam:CreateAccessKey",           "make keys for any user" },
	{ "iam:CreateLoginProfile",        "set a password for any user" },
	{ "iam:UpdateLoginProfile",        "change the password of any user" },
	{ "iam:UpdateAssumeRolePolicy",    "decide who may assume any role" },
	{ "sts:AssumeRole",                "assume every role that trusts this account" },
	// Code under another role.
	{ PASS "lambda:CreateFunction lambda:InvokeFunction|lambda:AddPermission|lambda:CreateEventSourceMapping", "run code under any role that Lambda may assume" },
	{ "lambda:UpdateFunctionCode",     "run code under the role of any function" },
	{ "lambda:UpdateFunctionConfiguration", "put a layer of one's own into any function" },
	{ PASS "ec2:RunInstances",         "start an instance with any instance profile" },
	{ PASS "ec2:RequestSpotInstances", "start a spot instance with any instance profile" },
	{ "ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances", "run code on any instance at its next start" },
	{ "ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate", "change what instances of a launch template run" },
	{ "ec2-instance-connect:SendSSHPublicKey", "log in to any instance" },
	{ "ssm:StartSession",              "open a shell on any instance" },
	{ "ssm:SendCommand",               "run commands on any instance" },
	{ PASS "ecs:RegisterTaskDefinition ecs:RunTask|ecs:StartTask|ecs:CreateService", "run a container under any task role" },
	{ "ecs:ExecuteCommand ecs:DescribeTasks", "run commands in any container" },
	{ PASS "cloudformation:CreateStack", "let a stack act under any role" },
	{ "cloudformation:UpdateStack",    "change any stack under the role it has" },
	{ PASS "cloudformation:CreateStackSet cloudformation:CreateStackInstances", "let stacks in other accounts act under any role" },
	{ PASS "cloudformation:UpdateStackSet", "change the stacks of other accounts" },
	{ "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet", "change any stack under the role it has" },
	{ PASS "codebuild:CreateProject codebuild:StartBuild|codebuild:StartBuildBatch", "build under any role that CodeBuild may assume" },
	{ "codebuild:StartBuild|codebuild:StartBuildBatch", "run a build specification of one's own under the role of any project" },
	{ PASS "glue:CreateDevEndpoint",   "open an endpoint with any role" },
	{ "glue:UpdateDevEndpoint",        "log in to any development endpoint" },
	{ PASS "glue:CreateJob|glue:UpdateJob glue:StartJobRun|glue:CreateTrigger", "run a job under any role that Glue may assume" },
	{ PASS "sagemaker:CreateNotebookInstance|sagemaker:CreateTrainingJob|sagemaker:CreateProcessingJob", "run code under any role that SageMaker may assume" },
	{ "sagemaker:CreatePresignedNotebookInstanceUrl", "open any notebook" },
	{ "sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance", "run code in any notebook at its next start" },
	{ PASS "apprunner:CreateService",  "run a container under any role that App Runner may assume" },
	{ "apprunner:UpdateService",       "change what any App Runner service runs" },
	{ PASS "datapipeline:CreatePipeline datapipeline:PutPipelineDefinition", "run commands under any role that Data Pipeline may assume" },
	{ PASS "bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession", "run code under any role that AgentCore may assume" },
	{ "bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter", "run code under the role of any code interpreter" },
	{ PASS "states:CreateStateMachine states:StartExecution", "call services under any role that Step Functions may assume" },
	{ "states:UpdateStateMachine",     "change what any state machine does under its role" },
	{ PASS "events:PutRule events:PutTargets", "let rules act under any role that EventBridge may assume" },
	{ PASS "scheduler:CreateSchedule", "let schedules call services under any role" },
	{ PASS "pipes:CreatePipe",         "let a pipe move data under any role" },
	{ 0 },
};
// clang-format on

const char credential_actions[] =
	"chime:CreateApiKey codepipeline:PollForJobs cognito-identity:GetOpenIdToken "
	"cognito-identity:GetOpenIdTokenForDeveloperIdentity cognito-identity:GetCredentialsForIdentity "
	"connect:GetFederationToken ecr:GetAuthorizationToken gamelift:RequestUploadCredentials "
	"iam:CreateAccessKey iam:CreateLoginProfile iam:CreateServiceSpecificCredential "
	"iam:ResetServiceSpecificCredential iam:UpdateAccessKey lightsail:GetInstanceAccessDetails "
	"lightsail:GetRelationalDatabaseMasterUserPassword rds-db:connect redshift:GetClusterCredentials "
	"sso:GetRoleCredentials sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity "
	"sts:GetFederationToken sts:GetSessionToken";

const char data_actions[] =
	"s3:GetObject ssm:GetParameter ssm:GetParameters ssm:GetParametersByPath secretsmanager:GetSecretValue";
