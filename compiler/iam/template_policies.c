// template_policies.c: the policies of a CloudFormation or SAM template.
//
// Source: CloudFormation template reference, the resource types that take a policy document. A row
// says where in the properties of a type a document stands and what kind of policy it is.
#include "../../ir/iam.h"
#include "../read.h"
#include "template_value.h"
#include "template_permission.h"
#include "template_quota.h"

#include <string.h>

enum CarrierFlag {
	MANAGED = 1,    // a customer managed policy
	STATEMENTS = 2, // statements without a document
	TEXT = 4,       // the document as a string of JSON
};

typedef struct Carrier {
	const char *type; // AWS::IAM::Role
	const char *path; // from Properties; `[]` goes through a list
	uint8_t kind;     // PolicyType
	uint8_t flags;
	const char *owner; // POLICY_RESOURCE: the resource that it is for
} Carrier;

// clang-format off
static const Carrier carriers[] = {
	{ "AWS::IAM::Policy",                 "PolicyDocument",            POLICY_IDENTITY },
	{ "AWS::IAM::RolePolicy",             "PolicyDocument",            POLICY_IDENTITY },
	{ "AWS::IAM::UserPolicy",             "PolicyDocument",            POLICY_IDENTITY },
	{ "AWS::IAM::GroupPolicy",            "PolicyDocument",            POLICY_IDENTITY },
	{ "AWS::IAM::ManagedPolicy",          "PolicyDocument",            POLICY_IDENTITY, MANAGED },
	{ "AWS::IAM::Role",                   "AssumeRolePolicyDocument",  POLICY_TRUST },
	{ "AWS::IAM::Role",                   "Policies[].PolicyDocument", POLICY_IDENTITY },
	{ "AWS::IAM::User",                   "Policies[].PolicyDocument", POLICY_IDENTITY },
	{ "AWS::IAM::Group",                  "Policies[].PolicyDocument", POLICY_IDENTITY },
	{ "AWS::SSO::PermissionSet",          "InlinePolicy",              POLICY_IDENTITY },
	{ "AWS::Serverless::Function",        "Policies[]",                POLICY_IDENTITY },
	{ "AWS::Serverless::Function",        "AssumeRolePolicyDocument",  POLICY_TRUST },
	{ "AWS::Serverless::StateMachine",    "Policies[]",                POLICY_IDENTITY },
	{ "AWS::S3::BucketPolicy",            "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::S3::Bucket" },
	{ "AWS::S3::AccessPoint",             "Policy",                    POLICY_RESOURCE, 0, "AWS::S3::AccessPoint" },
	{ "AWS::S3::MultiRegionAccessPointPolicy", "Policy",               POLICY_RESOURCE, 0, "AWS::S3::MultiRegionAccessPoint" },
	{ "AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument",      POLICY_RESOURCE, 0, "AWS::S3ObjectLambda::AccessPoint" },
	{ "AWS::S3Express::BucketPolicy",     "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::S3Express::DirectoryBucket" },
	{ "AWS::S3Outposts::BucketPolicy",    "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::S3Outposts::Bucket" },
	{ "AWS::S3Tables::TableBucketPolicy", "ResourcePolicy",            POLICY_RESOURCE, 0, "AWS::S3Tables::TableBucket" },
	{ "AWS::SQS::QueuePolicy",            "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::SQS::Queue" },
	{ "AWS::SQS::QueueInlinePolicy",      "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::SQS::Queue" },
	{ "AWS::SNS::TopicPolicy",            "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::SNS::Topic" },
	{ "AWS::SNS::TopicInlinePolicy",      "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::SNS::Topic" },
	{ "AWS::KMS::Key",                    "KeyPolicy",                 POLICY_RESOURCE, 0, "AWS::KMS::Key" },
	{ "AWS::KMS::ReplicaKey",             "KeyPolicy",                 POLICY_RESOURCE, 0, "AWS::KMS::Key" },
	{ "AWS::SecretsManager::ResourcePolicy", "ResourcePolicy",         POLICY_RESOURCE, 0, "AWS::SecretsManager::Secret" },
	{ "AWS::ECR::Repository",             "RepositoryPolicyText",      POLICY_RESOURCE, 0, "AWS::ECR::Repository" },
	{ "AWS::ECR::PublicRepository",       "RepositoryPolicyText",      POLICY_RESOURCE, 0, "AWS::ECR::PublicRepository" },
	{ "AWS::Events::EventBus",            "Policy",                    POLICY_RESOURCE, 0, "AWS::Events::EventBus" },
	{ "AWS::Events::EventBusPolicy",      "Statement",                 POLICY_RESOURCE, STATEMENTS, "AWS::Events::EventBus" },
	{ "AWS::EventSchemas::RegistryPolicy", "Policy",                   POLICY_RESOURCE, 0, "AWS::EventSchemas::Registry" },
	{ "AWS::ApiGateway::RestApi",         "Policy",                    POLICY_RESOURCE, 0, "AWS::ApiGateway::RestApi" },
	{ "AWS::EFS::FileSystem",             "FileSystemPolicy",          POLICY_RESOURCE, 0, "AWS::EFS::FileSystem" },
	{ "AWS::Logs::ResourcePolicy",        "PolicyDocument",            POLICY_RESOURCE, TEXT, "AWS::Logs::LogGroup" },
	{ "AWS::DynamoDB::Table",             "ResourcePolicy.PolicyDocument", POLICY_RESOURCE, 0, "AWS::DynamoDB::Table" },
	{ "AWS::DynamoDB::Table",             "StreamSpecification.ResourcePolicy.PolicyDocument", POLICY_RESOURCE, 0, "AWS::DynamoDB::Stream" },
	{ "AWS::Kinesis::ResourcePolicy",     "ResourcePolicy",            POLICY_RESOURCE, 0, "AWS::Kinesis::Stream" },
	{ "AWS::OpenSearchService::Domain",   "AccessPolicies",            POLICY_RESOURCE, 0, "AWS::OpenSearchService::Domain" },
	{ "AWS::Elasticsearch::Domain",       "AccessPolicies",            POLICY_RESOURCE, 0, "AWS::Elasticsearch::Domain" },
	{ "AWS::Backup::BackupVault",         "AccessPolicy",              POLICY_RESOURCE, 0, "AWS::Backup::BackupVault" },
	{ "AWS::CodeArtifact::Domain",        "PermissionsPolicyDocument", POLICY_RESOURCE, 0, "AWS::CodeArtifact::Domain" },
	{ "AWS::CodeArtifact::Repository",    "PermissionsPolicyDocument", POLICY_RESOURCE, 0, "AWS::CodeArtifact::Repository" },
	{ "AWS::VpcLattice::AuthPolicy",      "Policy",                    POLICY_RESOURCE, 0, "AWS::VpcLattice::Service" },
	{ "AWS::EC2::VPCEndpoint",            "PolicyDocument",            POLICY_RESOURCE, 0, "AWS::EC2::VPCEndpoint" },
	{ 0 },
};
// clang-format on

// An organization's policy says its kind itself.
static bool organization_kind(const Value *properties, uint8_t *kind)
{
	const Value *type = value_get(properties, "Type");
	*kind = value_is(type, "RESOURCE_CONTROL_POLICY") ? POLICY_RCP : POLICY_SCP;
	return *kind == POLICY_RCP || value_is(type, "SERVICE_CONTROL_POLICY");
}

static void check_value(Unit *u, const Carrier *c, const Value *v)
{
	if (v->kind == V_STR) // JSON in a string; a name where SAM takes one
		v = v->u.s[strspn(v->u.s, " \t\r\n")] == '{' ? read_json_string(u, v) : NULL;
	if (!v || v->kind != V_MAP)
		return;
	// SAM's policy templates are maps too, and none of ours.
	if (str_ends(c->path, "[]") && !value_get(v, "Statement"))
		return;
	IamOptions opt = {
		.type = c->kind,
		.resource_type = c->owner,
		.statements = c->flags & STATEMENTS,
		.managed = c->flags & MANAGED,
	};
	iam_check(u, v, &opt);
}

// Follows the path below v and checks what stands at its end.
static void check_path(Unit *u, const Carrier *c, const Value *v, const char *path)
{
	while (v && *path) {
		size_t n = strcspn(path, ".[");
		v = value_get(v, arena_copy(u->arena, path, n));
		path += n;
		if (path[0] == '[') {
			path += 2;
			path += *path == '.';
			if (v && v->kind != V_LIST)
				check_path(u, c, v, path); // SAM takes one without its list
			for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n; i++)
				check_path(u, c, v->u.item[i], path);
			return;
		}
		path += *path == '.';
	}
	if (v)
		check_value(u, c, v);
}

static void check_resource(Unit *u, const Value *resource)
{
	const char *type = value_text(value_get(resource, "Type"));
	const Value *raw = value_get(resource, "Properties");
	if (!type || !raw || raw->kind != V_MAP)
		return;
	Value *properties = NULL;
	for (const Carrier *c = carriers; c->type; c++) {
		if (!str_eq(c->type, type))
			continue;
		properties = properties ? properties : policy_value(u, raw);
		check_path(u, c, properties, c->path);
	}
	Carrier organization = { .path = "Content" };
	if (str_eq(type, "AWS::Organizations::Policy") &&
		organization_kind(raw, &organization.kind))
		check_path(u, &organization, policy_value(u, raw), organization.path);
	if (str_eq(type, "AWS::Lambda::Permission"))
		check_permission(u, policy_value(u, raw));
}

void iam_check_template(Unit *u, const Value *template)
{
	const Value *resources = value_get(template, "Resources");
	for (uint32_t i = 0; resources && resources->kind == V_MAP && i < resources->n; i++) {
		const Pair *p = &resources->u.pair[i];
		u->about_kind = "resource";
		u->about_name = p->key;
		check_resource(u, p->val);
	}
	u->about_kind = u->about_name = NULL;
	if (resources && resources->kind == V_MAP)
		check_policy_totals(u, resources);
}
