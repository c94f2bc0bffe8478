// table_key.c: condition keys that belong to no single service, and what is special about keys.
//
// Source: IAM user guide, "AWS global condition context keys" (2026).
#include "table.h"

#include <string.h>
#include <strings.h>

// clang-format off
const GlobalKey global_keys[] = {
	// Of the principal.
	{ "aws:PrincipalArn",              KEY_ARN,     GLOBAL_PRINCIPAL },
	{ "aws:PrincipalAccount",          KEY_STRING,  GLOBAL_PRINCIPAL | GLOBAL_SENSITIVE },
	{ "aws:PrincipalOrgPaths",         KEY_STRING,  GLOBAL_PRINCIPAL | GLOBAL_MANY },
	{ "aws:PrincipalOrgID",            KEY_STRING,  GLOBAL_PRINCIPAL | GLOBAL_SENSITIVE },
	{ "aws:PrincipalTag/",             KEY_STRING,  GLOBAL_PRINCIPAL },
	{ "aws:PrincipalIsAWSService",     KEY_BOOL },
	{ "aws:PrincipalServiceName",      KEY_STRING,  GLOBAL_SERVICE },
	{ "aws:PrincipalServiceNamesList", KEY_STRING,  GLOBAL_MANY | GLOBAL_SERVICE },
	{ "aws:PrincipalType",             KEY_STRING },
	{ "aws:userid",                    KEY_STRING,  GLOBAL_PRINCIPAL },
	{ "aws:username",                  KEY_STRING,  GLOBAL_PRINCIPAL },
	// Of the session.
	{ "aws:AssumedRoot",               KEY_BOOL },
	{ "aws:FederatedProvider",         KEY_STRING },
	{ "aws:TokenIssueTime",            KEY_DATE },
	{ "aws:SignInSessionArn",          KEY_ARN },
	{ "aws:MultiFactorAuthAge",        KEY_NUMERIC },
	{ "aws:MultiFactorAuthPresent",    KEY_BOOL },
	{ "aws:ChatbotSourceArn",          KEY_ARN },
	{ "aws:Ec2InstanceSourceVpc",      KEY_STRING },
	{ "aws:Ec2InstanceSourcePrivateIPv4", KEY_IP },
	{ "aws:SourceIdentity",            KEY_STRING },
	{ "ec2:RoleDelivery",              KEY_NUMERIC },
	{ "ec2:SourceInstanceArn",         KEY_ARN },
	{ "glue:RoleAssumedBy",            KEY_STRING },
	{ "glue:CredentialIssuingService", KEY_STRING },
	{ "codebuild:BuildArn",            KEY_ARN },
	{ "codebuild:ProjectArn",          KEY_ARN },
	{ "lambda:SourceFunctionArn",      KEY_ARN },
	{ "ssm:SourceInstanceArn",         KEY_ARN },
	{ "identitystore:UserId",          KEY_STRING },
	// Of the network.
	{ "aws:SourceIp",                  KEY_IP },
	{ "aws:SourceVpc",                 KEY_STRING,  GLOBAL_SENSITIVE },
	{ "aws:SourceVpcArn",              KEY_ARN },
	{ "aws:SourceVpce",                KEY_STRING,  GLOBAL_SENSITIVE },
	{ "aws:VpceAccount",               KEY_STRING,  GLOBAL_SENSITIVE | GLOBAL_VPCE },
	{ "aws:VpceOrgID",                 KEY_STRING,  GLOBAL_SENSITIVE | GLOBAL_VPCE },
	{ "aws:VpceOrgPaths",              KEY_STRING,  GLOBAL_MANY | GLOBAL_VPCE },
	{ "aws:VpcSourceIp",               KEY_IP },
	// Of the resource.
	{ "aws:ResourceAccount",           KEY_STRING,  GLOBAL_SENSITIVE },
	{ "aws:ResourceOrgID",             KEY_STRING,  GLOBAL_SENSITIVE },
	{ "aws:ResourceOrgPaths",          KEY_STRING,  GLOBAL_MANY },
	{ "aws:ResourceTag/",              KEY_STRING },
	// Of the request.
	{ "aws:CalledVia",                 KEY_STRING,  GLOBAL_MANY | GLOBAL_SERVICE },
	{ "aws:CalledViaFirst",            KEY_STRING,  GLOBAL_SERVICE },
	{ "aws:CalledViaLast",             KEY_STRING,  GLOBAL_SERVICE },
	{ "aws:CalledViaAWSMCP",           KEY_STRING },
	{ "aws:ViaAWSService",             KEY_BOOL },
	{ "aws:ViaAWSMCPService",          KEY_BOOL },
	{ "aws:IsMcpServiceAction",        KEY_BOOL },
	{ "aws:CurrentTime",               KEY_DATE },
	{ "aws:EpochTime",                 KEY_DATE },
	{ "aws:referer",                   KEY_STRING,  GLOBAL_CALLER },
	{ "aws:RequestedRegion",           KEY_STRING },
	{ "aws:RequestTag/",               KEY_STRING },
	{ "aws:TagKeys",                   KEY_STRING,  GLOBAL_MANY },
	{ "aws:SecureTransport",           KEY_BOOL },
	{ "aws:SourceAccount",             KEY_STRING,  GLOBAL_SENSITIVE | GLOBAL_SOURCE },
	{ "aws:SourceArn",                 KEY_ARN,     GLOBAL_SOURCE },
	{ "aws:SourceOrgID",               KEY_STRING,  GLOBAL_SENSITIVE | GLOBAL_SOURCE },
	{ "aws:SourceOrgPaths",            KEY_STRING,  GLOBAL_MANY | GLOBAL_SOURCE },
	{ "aws:UserAgent",                 KEY_STRING,  GLOBAL_CALLER },
	// Out of use.
	{ "aws:SourceOwner",               KEY_STRING,  0, "use `aws:SourceAccount`" },
	{ 0 },
};

const PairedKey paired_keys[] = {
	// Private addresses are the same in every VPC.
	{ "aws:VpcSourceIp", "aws:SourceVpc aws:SourceVpce aws:SourceVpcArn aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths" },
	{ "aws:Ec2InstanceSourcePrivateIPv4", "aws:Ec2InstanceSourceVpc" },
	{ 0 },
};

const char vpce_services[] = "acm-pca apprunner applicationinsights athena cloudformation comprehendmedical "
	"compute-optimizer datasync discovery dynamodb ebs ecr ecs firehose gamelift healthlake iam iotfleetwise iotwireless "
	"kinesisanalytics kms lambda medical-imaging omics payment-cryptography polly rbin rekognition route53 s3 scheduler "
	"servicediscovery servicequotas shield ssm-contacts storagegateway textract transcribe transfer";

// EventBridge user guide, "Using IAM policy conditions"
const char either_keys[] = "events:source events:detail-type events:eventBusInvocation";

const KeyForm key_forms[] = {
	{ "aws:CalledVia",                   FORM_VIA },
	{ "aws:CalledViaFirst",              FORM_VIA },
	{ "aws:CalledViaLast",               FORM_VIA },
	{ "kms:ViaService",                  FORM_VIA },
	{ "iam:PassedToService",             FORM_SERVICE },
	{ "iam:AWSServiceName",              FORM_SERVICE },
	{ "aws:PrincipalServiceName",        FORM_SERVICE },
	{ "aws:PrincipalServiceNamesList",   FORM_SERVICE },
	{ "aws:SourceVpc",                   FORM_VPC },
	{ "aws:SourceVpce",                  FORM_VPCE },
	{ "aws:RequestedRegion",             FORM_REGION },
	{ "s3:x-amz-server-side-encryption-aws-kms-key-id", FORM_KMS_ARN },
	{ 0 },
};

// Source: the services' pages of the Service Authorization Reference and the guides they point to.
const KeyAction key_actions[] = {
	{ "iam:PassedToService",       "iam:PassRole" },
	{ "iam:AssociatedResourceArn", "iam:PassRole" },
	{ "iam:AWSServiceName",        "iam:CreateServiceLinkedRole" },
	{ "ec2:CreateAction",          "ec2:CreateTags" },
	{ "ecs:CreateAction",          "ecs:TagResource" },
	{ "kms:GrantConstraintType",   "kms:CreateGrant" },
	{ "kms:GrantOperations",       "kms:CreateGrant" },
	{ "kms:GranteePrincipal",      "kms:CreateGrant" },
	{ "sts:ExternalId",            "sts:AssumeRole" },
	{ "states:HTTPEndpoint",       "states:InvokeHTTPEndpoint" },
	{ "states:HTTPMethod",         "states:InvokeHTTPEndpoint" },
	{ 0 },
};
// clang-format on

const GlobalKey *global_key_find(const char *key, size_t n)
{
	for (const GlobalKey *k = global_keys; k->name; k++) {
		size_t m = strlen(k->name);
		bool tag = k->name[m - 1] == '/';
		if ((tag ? n > m : n == m) && strncasecmp(k->name, key, m) == 0)
			return k;
	}
	return NULL;
}

unsigned key_form(const char *key)
{
	for (const KeyForm *f = key_forms; f->key; f++)
		if (strcasecmp(f->key, key) == 0)
			return f->form;
	return 0;
}
