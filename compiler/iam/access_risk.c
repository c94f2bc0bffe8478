// access_risk.c: how much a difference matters.
//
// Access levels are AWS's own, from the table of actions. Beside them stand two lists of facts: actions
// that hand out credentials or data, and sets of actions that together lead to more rights (gathered
// in public by pathfinding.cloud, cloudsplaining and parliament).
#include "../../ir/access.h"
#include "data.h"
#include "glob.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const access_risks[] = { "list", "write", "data", "credentials", "permissions",
	"escalation", "public" };

// clang-format off
static const struct {
	AccessRisk risk;
	const char *service, *actions;
} marked[] = {
	{ RISK_CREDENTIALS, "appsync", "CreateApiKey" },
	{ RISK_CREDENTIALS, "codeartifact", "GetAuthorizationToken" },
	{ RISK_CREDENTIALS, "cognito-identity", "GetCredentialsForIdentity GetOpenIdToken GetOpenIdTokenForDeveloperIdentity" },
	{ RISK_CREDENTIALS, "cognito-idp", "DescribeUserPoolClient AdminInitiateAuth" },
	{ RISK_CREDENTIALS, "connect", "GetFederationToken GetFederationTokens" },
	{ RISK_CREDENTIALS, "ec2", "GetPasswordData CreateKeyPair" },
	{ RISK_CREDENTIALS, "ec2-instance-connect", "SendSSHPublicKey SendSerialConsoleSSHPublicKey" },
	{ RISK_CREDENTIALS, "ecr", "GetAuthorizationToken" },
	{ RISK_CREDENTIALS, "ecr-public", "GetAuthorizationToken" },
	{ RISK_CREDENTIALS, "gamelift", "GetComputeAuthToken GetInstanceAccess RequestUploadCredentials" },
	{ RISK_CREDENTIALS, "iam", "CreateAccessKey CreateLoginProfile UpdateLoginProfile "
		"CreateServiceSpecificCredential ResetServiceSpecificCredential UpdateAccessKey" },
	{ RISK_CREDENTIALS, "lightsail", "DownloadDefaultKeyPair GetInstanceAccessDetails GetBucketAccessKeys "
		"GetRelationalDatabaseMasterUserPassword CreateBucketAccessKey" },
	{ RISK_CREDENTIALS, "rds-db", "connect" },
	{ RISK_CREDENTIALS, "redshift", "GetClusterCredentials GetClusterCredentialsWithIAM" },
	{ RISK_CREDENTIALS, "redshift-serverless", "GetCredentials" },
	{ RISK_CREDENTIALS, "secretsmanager", "GetSecretValue BatchGetSecretValue" },
	{ RISK_CREDENTIALS, "snowball", "GetJobUnlockCode" },
	{ RISK_CREDENTIALS, "ssm", "GetParameter GetParameters GetParametersByPath GetParameterHistory StartSession" },
	{ RISK_CREDENTIALS, "sso", "GetRoleCredentials" },
	{ RISK_CREDENTIALS, "sts", "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity GetFederationToken GetSessionToken" },
	{ RISK_DATA, "athena", "GetQueryResults GetQueryResultsStream" },
	{ RISK_DATA, "dax", "BatchGetItem GetItem Query Scan" },
	{ RISK_DATA, "dynamodb", "BatchGetItem GetItem GetRecords PartiQLSelect Query Scan ExportTableToPointInTime" },
	{ RISK_DATA, "firehose", "PutRecord PutRecordBatch" },
	{ RISK_DATA, "kinesis", "GetRecords SubscribeToShard" },
	{ RISK_DATA, "kms", "Decrypt ReEncryptFrom" },
	{ RISK_DATA, "lambda", "GetFunction GetLayerVersion" },
	{ RISK_DATA, "logs", "FilterLogEvents GetLogEvents GetLogRecord GetQueryResults StartLiveTail Unmask" },
	{ RISK_DATA, "rds", "DownloadCompleteDBLogFile DownloadDBLogFilePortion" },
	{ RISK_DATA, "rds-data", "BatchExecuteStatement ExecuteSql ExecuteStatement" },
	{ RISK_DATA, "s3", "GetObject GetObjectVersion GetObjectTorrent GetObjectVersionTorrent" },
	{ RISK_DATA, "sqs", "ReceiveMessage" },
	{ RISK_DATA, "states", "GetExecutionHistory DescribeExecution" },
	{ RISK_DATA, "timestream", "Select" },
};

// Actions that together lead to more rights.
static const char *const escalations[] = {
	"iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:PutRolePolicy", "iam:PutUserPolicy",
	"iam:PutGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:AttachGroupPolicy",
	"iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
	"iam:UpdateAssumeRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary",
	"lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration", "states:UpdateStateMachine",
	"cloudformation:UpdateStack", "glue:UpdateDevEndpoint", "apprunner:UpdateService",
	"sagemaker:CreatePresignedNotebookInstanceUrl", "ec2-instance-connect:SendSSHPublicKey",
	"ssm:StartSession", "ssm:SendCommand", "codebuild:StartBuild", "codebuild:StartBuildBatch",
	"cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet",
	"ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate",
	"ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances",
	"ecs:ExecuteCommand ecs:DescribeTasks",
	"bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
	"sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance "
		"sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance",
	"iam:PassRole lambda:CreateFunction lambda:InvokeFunction",
	"iam:PassRole lambda:CreateFunction lambda:AddPermission",
	"iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping",
	"iam:PassRole ec2:RunInstances", "iam:PassRole ec2:RequestSpotInstances",
	"iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask",
	"iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask",
	"iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService",
	"iam:PassRole cloudformation:CreateStack", "iam:PassRole cloudformation:UpdateStackSet",
	"iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances",
	"iam:PassRole codebuild:CreateProject codebuild:StartBuild",
	"iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch",
	"iam:PassRole glue:CreateDevEndpoint",
	"iam:PassRole glue:CreateJob glue:StartJobRun", "iam:PassRole glue:CreateJob glue:CreateTrigger",
	"iam:PassRole glue:UpdateJob glue:StartJobRun", "iam:PassRole glue:UpdateJob glue:CreateTrigger",
	"iam:PassRole sagemaker:CreateNotebookInstance", "iam:PassRole sagemaker:CreateTrainingJob",
	"iam:PassRole sagemaker:CreateProcessingJob", "iam:PassRole apprunner:CreateService",
	"iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition",
	"iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession",
	"iam:PassRole states:CreateStateMachine states:StartExecution",
	"iam:PassRole events:PutRule events:PutTargets", "iam:PassRole scheduler:CreateSchedule",
	"iam:PassRole pipes:CreatePipe",
};
// clang-format on

static AccessRisk risk_of(const char *service, const IamAction *a)
{
	static const AccessRisk by_level[] = {
		[LEVEL_READ] = RISK_LIST,
		[LEVEL_LIST] = RISK_LIST,
		[LEVEL_WRITE] = RISK_WRITE,
		[LEVEL_TAGGING] = RISK_WRITE,
		[LEVEL_PERMISSIONS] = RISK_PERMISSIONS,
	};
	AccessRisk r = by_level[a->level];
	for (size_t i = 0; i < COUNT(marked); i++)
		if (str_eq(marked[i].service, service) && marked[i].risk > r &&
			word_in(marked[i].actions, a->name, strlen(a->name)))
			r = marked[i].risk;
	return r;
}

// Whether the difference is about the action.
static bool is_about(const AccessDelta *d, const char *full)
{
	bool some = false;
	for (uint32_t i = 0; i < d->naction && !some; i++)
		some = glob_match_nocase(d->action[i], full);
	return some != d->not_action;
}

// Whether some pattern can match an action of the service.
static bool is_about_service(const AccessDelta *d, const char *service)
{
	size_t n = strlen(service);
	if (d->not_action)
		return true;
	for (uint32_t i = 0; i < d->naction; i++) {
		const char *s = d->action[i];
		size_t plain = strcspn(s, ":*?");
		if (s[plain] != ':' || (plain == n && strncasecmp(s, service, n) == 0))
			return true;
	}
	return false;
}

static void weigh_actions(Unit *u, const AccessDelta *d, AccessWeight *out)
{
	IamData data;
	data_builtin(&data);
	for (uint32_t i = 0; i < data.count[DATA_SERVICE]; i++) {
		IamService s = data_service(&data, i);
		if (!is_about_service(d, s.name))
			continue;
		for (uint32_t k = 0; k < s.naction; k++) {
			IamAction a = data_action(&data, s.first_action + k);
			char full[160];
			snprintf(full, sizeof full, "%s:%s", s.name, a.name);
			if (!is_about(d, full))
				continue;
			AccessRisk r = risk_of(s.name, &a);
			out->risk = r > out->risk ? r : out->risk;
			out->actions++;
		}
	}
	(void)u;
}

static bool grants_all(Unit *u, const AccessSide *side, const char *actions)
{
	AccessOptions opt = { .type = POLICY_IDENTITY };
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *one = arena_copy(u->arena, w.s, w.n);
		if (!side->n || access_granted(u, side, one, NULL, &opt)->added == ACCESS_NO)
			return false;
	}
	return true;
}

// The first way to more rights that this difference completes.
static const char *completed(
	Unit *u, const AccessDelta *d, const AccessSide *old, const AccessSide *new)
{
	for (size_t i = 0; i < COUNT(escalations); i++) {
		bool some = false;
		for (Word w = { .rest = escalations[i] }; word_next(&w) && !some;)
			some = is_about(d, arena_copy(u->arena, w.s, w.n));
		if (some && grants_all(u, new, escalations[i]) &&
			!grants_all(u, old, escalations[i]))
			return escalations[i];
	}
	return NULL;
}

// Who is let in that is not of this account, or NULL.
static const char *stranger(const AccessDelta *d)
{
	if (d->not_principal)
		return "everyone but those listed";
	for (uint32_t i = 0; i < d->nprincipal; i++) {
		const char *s = d->principal[i];
		if (str_eq(s, "*"))
			return "anyone";
		const char *account = strstr(s, "::");
		if (strspn(s, "0123456789") == 12 ||
			(account && strspn(account + 2, "0123456789") == 12))
			return s;
	}
	return NULL;
}

AccessWeight access_weight(
	Unit *u, const AccessDelta *d, const AccessSide *old, const AccessSide *new)
{
	AccessWeight out = { 0 };
	if (!d->naction && !d->not_action) {
		out.risk = RISK_PERMISSIONS; // nobody knows
		return out;
	}
	weigh_actions(u, d, &out);
	const char *who = stranger(d);
	const char *way = !who && !d->nprincipal ? completed(u, d, old, new) : NULL;
	if (who && !d->condition)
		out = (AccessWeight){ RISK_PUBLIC, who, out.actions };
	else if (way)
		out = (AccessWeight){ RISK_ESCALATION, way, out.actions };
	return out;
}
