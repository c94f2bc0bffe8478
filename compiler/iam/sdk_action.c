// sdk_action.c: which actions a call of the AWS SDK needs, and on what they can be allowed.
//
// An operation is an action of the same name nearly always. Service prefixes are the SDK's own names
// with their hyphens, or stand in the table below: 98 of 100 operations of the table of the SDK are
// found so (sdk_action_test.c counts). Where an operation is called otherwise than its action,
// table_api.c has it.
#include "check.h"

#include "glob.h"

#include <ctype.h>
#include <string.h>

typedef struct Prefix {
	const char *iam, *sdk; // words
} Prefix;

// clang-format off
static const Prefix prefixes[] = {
	{ "aco-automation", "computeoptimizerautomation" },
	{ "aidevops", "devopsagent" },
	{ "airflow", "mwaa" },
	{ "airflow-serverless", "mwaaserverless" },
	{ "aoss", "opensearchserverless" },
	{ "apigateway", "apigatewayv2" },
	{ "appconfig", "appconfigdata" },
	{ "aps", "amp" },
	{ "aws-marketplace", "marketplaceagreement marketplacecatalog marketplacedeployment marketplacediscovery marketplaceentitlement marketplacemetering marketplacereporting" },
	{ "bedrock", "bedrockagent bedrockagentruntime bedrockdataautomation bedrockdataautomationruntime bedrockruntime" },
	{ "bedrock-agentcore", "bedrockagentcorecontrol" },
	{ "cases", "connectcases" },
	{ "cassandra", "keyspaces keyspacesstreams" },
	{ "ce", "costexplorer" },
	{ "chime", "chimesdkidentity chimesdkmediapipelines chimesdkmeetings chimesdkmessaging chimesdkvoice" },
	{ "cloudformation", "cloudcontrol" },
	{ "cloudhsm", "cloudhsmv2" },
	{ "cloudsearch", "cloudsearchdomain" },
	{ "cognito-idp", "cognitoidentityprovider" },
	{ "connect", "connectcontactlens" },
	{ "connect-campaigns", "connectcampaignsv2" },
	{ "cur", "costandusagereport" },
	{ "discovery", "applicationdiscovery" },
	{ "dms", "databasemigration" },
	{ "ds", "directory" },
	{ "ds-data", "directoryservicedata" },
	{ "dynamodb", "dynamodbstreams" },
	{ "elasticfilesystem", "efs" },
	{ "elasticloadbalancing", "elasticloadbalancingv2" },
	{ "elasticmapreduce", "emr" },
	{ "es", "elasticsearch opensearch" },
	{ "events", "cloudwatchevents eventbridge" },
	{ "execute-api", "apigatewaymanagementapi" },
	{ "forecast", "forecastquery" },
	{ "geo", "location" },
	{ "greengrass", "greengrassv2" },
	{ "health-agent", "connecthealth" },
	{ "iot", "iotdataplane iotsecuretunneling" },
	{ "iotevents", "ioteventsdata" },
	{ "iotjobsdata", "iotjobsdataplane" },
	{ "ivs", "ivsrealtime" },
	{ "kinesisanalytics", "kinesisanalyticsv2" },
	{ "kinesisvideo", "kinesisvideoarchivedmedia kinesisvideomedia kinesisvideosignaling kinesisvideowebrtcstorage" },
	{ "lex", "lexmodelbuilding lexmodelsv2 lexruntime lexruntimev2" },
	{ "logs", "cloudwatchlogs" },
	{ "mechanicalturk", "mturk" },
	{ "mediastore", "mediastoredata" },
	{ "mgh", "migrationhub migrationhubconfig" },
	{ "mobiletargeting", "pinpoint" },
	{ "neptune-db", "neptunedata" },
	{ "partnercentral", "partnercentralaccount partnercentralbenefits partnercentralchannel partnercentralselling" },
	{ "payment-cryptography", "paymentcryptographydata" },
	{ "personalize", "personalizeevents personalizeruntime" },
	{ "profile", "customerprofiles" },
	{ "rds", "docdb neptune" },
	{ "refactor-spaces", "migrationhubrefactorspaces" },
	{ "s3", "s3control" },
	{ "sagemaker", "sagemakera2iruntime sagemakeredge sagemakerfeaturestoreruntime sagemakermetrics sagemakerruntime" },
	{ "scn", "supplychain" },
	{ "sdb", "simpledb simpledbv2" },
	{ "serverlessrepo", "serverlessapplicationrepository" },
	{ "servicecatalog", "servicecatalogappregistry" },
	{ "ses", "mailmanager pinpointemail sesv2" },
	{ "signer", "signerdata" },
	{ "sms-voice", "pinpointsmsvoice pinpointsmsvoicev2" },
	{ "sso", "ssoadmin" },
	{ "states", "sfn" },
	{ "tag", "resourcegroupstaggingapi" },
	{ "tax", "taxsettings" },
	{ "thinclient", "workspacesthinclient" },
	{ "timestream", "timestreamquery timestreamwrite" },
	{ "wisdom", "qconnect" },
	{ 0 }
};
// clang-format on

static IamData data_of(const Unit *u)
{
	IamData d;
	if (u->opt && u->opt->iam_data)
		return *u->opt->iam_data;
	data_builtin(&d);
	return d;
}

// Equal but for hyphens, which the SDK's names have not.
static bool same_but_hyphens(const char *iam, const char *sdk)
{
	for (; *iam; iam++)
		if (*iam != '-' && *iam != *sdk++)
			return false;
	return !*sdk;
}

static uint32_t find_prefix(const IamData *d, const char *sdk)
{
	for (const Prefix *p = prefixes; p->iam; p++)
		if (word_in(p->sdk, sdk, strlen(sdk)))
			return data_find_service(d, p->iam, strlen(p->iam));
	uint32_t row = data_find_service(d, sdk, strlen(sdk));
	for (uint32_t i = 0; i < d->count[DATA_SERVICE] && row == NO_ROW; i++)
		if (same_but_hyphens(data_service(d, i).name, sdk))
			row = i;
	return row;
}

const char *iam_sdk_actions(Unit *u, const char *service, const char *operation)
{
	IamData d = data_of(u);
	uint32_t row = find_prefix(&d, service);
	if (row == NO_ROW)
		return NULL;
	const char *prefix = data_service(&d, row).name;
	uint32_t action = data_find_action(&d, row, operation, strlen(operation));
	if (action != NO_ROW && !data_action(&d, action).retired)
		return U_FORMAT(u, "%s:%s", prefix, data_action(&d, action).name);
	char *api = arena_format(u->arena, "%s:%s", prefix, operation);
	api[strlen(prefix) + 1] = (char)toupper((unsigned char)*operation);
	const ApiName *other = api_name_find(api);
	return other ? other->actions : NULL;
}

const char **iam_action_arns(Unit *u, const char *action, uint32_t *n)
{
	IamData d = data_of(u);
	const char **list = NULL;
	*n = 0;
	uint32_t row = data_find_full(&d, action);
	if (row == NO_ROW)
		return NULL;
	IamAction a = data_action(&d, row);
	for (uint32_t i = 0; i < a.resources.n; i++) {
		IamResource r = data_resource(&d, list_item(a.resources, i));
		if (!r.retired)
			U_PUSH(u, list, *n, r.arn);
	}
	return list;
}

bool iam_mentions(Unit *u, const Value *policy, const char *action)
{
	if (!policy || policy->kind == V_BAD)
		return false;
	IamOptions opt = { .type = POLICY_IDENTITY, .statements = !value_get(policy, "Statement") };
	const Policy *p = policy_read(u, policy, &opt);
	for (uint32_t i = 0; i < p->nstmt; i++)
		if (p->stmt[i].allow && stmt_covers(&p->stmt[i], action))
			return true;
	return false;
}

bool iam_pattern_has(const char *pattern, const char *action)
{
	return glob_match_nocase(pattern, action);
}
