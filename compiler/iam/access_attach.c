// access_attach.c: policies of resources: those in their own properties, those that name what they are
// attached to, and permissions that CloudFormation turns into statements.
#include "access_docs.h"

#include "../read.h"

#include <string.h>

// clang-format off
// type, property with the policy (`.` goes deeper), property that says whose it is (NULL: its own), what
// that is called
static const struct {
	const char *type, *policy, *of, *word;
} attached[] = {
	{ "AWS::ApiGateway::RestApi", "Policy", NULL, "API" },
	{ "AWS::Backup::BackupVault", "AccessPolicy", NULL, "backup vault" },
	{ "AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", NULL, "package domain" },
	{ "AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", NULL, "package repository" },
	{ "AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument", NULL, "table" },
	{ "AWS::EC2::VPCEndpoint", "PolicyDocument", NULL, "endpoint" },
	{ "AWS::ECR::RegistryPolicy", "PolicyText", NULL, "image registry" },
	{ "AWS::ECR::Repository", "RepositoryPolicyText", NULL, "image repository" },
	{ "AWS::EFS::FileSystem", "FileSystemPolicy", NULL, "file system" },
	{ "AWS::Elasticsearch::Domain", "AccessPolicies", NULL, "search domain" },
	{ "AWS::Events::EventBus", "Policy", NULL, "event bus" },
	{ "AWS::Events::EventBusPolicy", "Statement", "EventBusName", "event bus" },
	{ "AWS::KMS::Key", "KeyPolicy", NULL, "key" },
	{ "AWS::KMS::ReplicaKey", "KeyPolicy", NULL, "key" },
	{ "AWS::Kinesis::ResourcePolicy", "ResourcePolicy", "ResourceArn", "stream" },
	{ "AWS::Logs::Destination", "DestinationPolicy", NULL, "log destination" },
	{ "AWS::Logs::ResourcePolicy", "PolicyDocument", NULL, "logs of this account" },
	{ "AWS::OpenSearchService::Domain", "AccessPolicies", NULL, "search domain" },
	{ "AWS::S3::AccessPoint", "Policy", NULL, "access point" },
	{ "AWS::S3::BucketPolicy", "PolicyDocument", "Bucket", "bucket" },
	{ "AWS::S3Express::BucketPolicy", "PolicyDocument", "Bucket", "bucket" },
	{ "AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", "SecretId", "secret" },
	{ "AWS::SNS::TopicInlinePolicy", "PolicyDocument", "TopicArn", "topic" },
	{ "AWS::SNS::TopicPolicy", "PolicyDocument", "Topics", "topic" },
	{ "AWS::SQS::QueueInlinePolicy", "PolicyDocument", "Queue", "queue" },
	{ "AWS::SQS::QueuePolicy", "PolicyDocument", "Queues", "queue" },
};

// Permissions: one statement, made of properties.
static const struct {
	const char *type, *of, *word, *suffix;
} permissions[] = {
	{ "AWS::Lambda::Permission", "FunctionName", "function", ".Arn" },
	{ "AWS::Lambda::LayerVersionPermission", "LayerVersionArn", "layer", "" },
};
static const struct {
	const char *property, *op, *key;
} permission_conditions[] = {
	{ "SourceArn", "ArnLike", "aws:SourceArn" },
	{ "SourceAccount", "StringEquals", "aws:SourceAccount" },
	{ "PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID" },
	{ "OrganizationId", "StringEquals", "aws:PrincipalOrgID" },
	{ "EventSourceToken", "StringEquals", "lambda:EventSourceToken" },
	{ "FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType" },
	{ "InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl" },
};
// clang-format on

static const Value *deep_get(const Value *v, const char *path)
{
	const char *dot = strchr(path, '.');
	if (!dot)
		return value_get(v, path);
	for (uint32_t i = 0; v && v->kind == V_MAP && i < v->n; i++)
		if (strncmp(v->u.pair[i].key, path, (size_t)(dot - path)) == 0 &&
			!v->u.pair[i].key[dot - path])
			return deep_get(v->u.pair[i].val, dot + 1);
	return NULL;
}

// A policy that stands in a string is read; what cannot be read stays what it is, and counts as
// unknown.
static const Value *document(const Stack *s, const Value *v)
{
	v = stack_value(s, v);
	if (v->kind != V_STR || !strchr(v->u.s, '{'))
		return v;
	uint32_t before = s->unit->ndiag;
	Value *inside = read_json_string(s->unit, v);
	return s->unit->ndiag == before && inside->kind == V_MAP ? inside : v;
}

static void add_policy(
	Stack *s, const Pair *r, const char *word, const Value *of, AccessPolicy p, PolicyType type)
{
	const char *id = r->key;
	if (of) {
		const char *target = stack_target(s, of);
		id = target                ? target :
			value_text(of)     ? of->u.s :
			of->kind == V_HOLE ? of->u.hole.path :
					     r->key;
	}
	const char *name = U_FORMAT(s->unit, "%s%s", s->space, id);
	const char *kind = U_FORMAT(s->unit, "policy of %s", word);
	subject_add(s->out, subject_get(s->out, kind, name, type, r->at), p);
}

static void read_attached(Stack *s, const Pair *r, size_t row, const Value *properties)
{
	const Value *v = deep_get(properties, attached[row].policy);
	const Value *of = attached[row].of ? value_get(properties, attached[row].of) : NULL;
	if (!v && !attached[row].of)
		return;
	v = v ? v : properties; // written in a way that is not known here
	AccessPolicy p = { .doc = document(s, v), .name = r->key, .when = stack_when(s, r->val) };
	of = of ? stack_value(s, of) : NULL;
	for (uint32_t i = 0; i < (of && of->kind == V_LIST ? of->n : 1); i++)
		add_policy(s, r, attached[row].word, of && of->kind == V_LIST ? of->u.item[i] : of,
			p, POLICY_RESOURCE);
}

// "s3.amazonaws.com" is a service; an account, an ARN or "*" is not.
static Value *permission_principal(const Stack *s, const Value *v)
{
	Arena *a = s->unit->arena;
	const Value *last = v->kind == V_JOIN && v->n ? v->u.item[v->n - 1] : v;
	const char *text = value_text(last);
	if (value_is(v, "*"))
		return (Value *)(uintptr_t)v;
	bool service = text && strchr(text, '.') && !str_starts(text, "arn:");
	Value *map = value_map(a, v->at);
	value_set(a, map, service ? "Service" : "AWS", (Value *)(uintptr_t)v);
	return map;
}

static void read_permission(Stack *s, const Pair *r, size_t row, const Value *properties)
{
	Arena *a = s->unit->arena;
	const Value *of = value_get(properties, permissions[row].of);
	const Value *principal = value_get(properties, "Principal");
	const Value *action = value_get(properties, "Action");
	Value *statement = value_map(a, r->val->at);
	if (of)
		of = stack_value(s, of);
	value_set(a, statement, "Effect", value_str(a, "Allow", r->at));
	if (principal)
		value_set(a, statement, "Principal",
			permission_principal(s, stack_value(s, principal)));
	if (action)
		value_set(a, statement, "Action", stack_value(s, action));
	// A function is the same thing by name and by ARN.
	const char *target = of ? stack_target(s, of) : NULL;
	Value *resource = (Value *)(uintptr_t)of;
	if (target && of->kind == V_HOLE && str_eq(of->u.hole.path, target)) {
		resource = value_copy(a, of);
		resource->u.hole.path = U_FORMAT(s->unit, "%s%s", target, permissions[row].suffix);
	}
	value_set(a, statement, "Resource", resource);
	Value *conditions = value_map(a, r->at);
	for (size_t i = 0; i < COUNT(permission_conditions); i++) {
		const Value *v = value_get(properties, permission_conditions[i].property);
		if (!v)
			continue;
		Value *keys = value_get(conditions, permission_conditions[i].op);
		if (!keys)
			value_set(a, conditions, permission_conditions[i].op,
				keys = value_map(a, v->at));
		value_set(a, keys, permission_conditions[i].key, stack_value(s, v));
	}
	if (conditions->n)
		value_set(a, statement, "Condition", conditions);
	AccessPolicy p = { .doc = statement, .name = r->key, .when = stack_when(s, r->val) };
	add_policy(s, r, permissions[row].word, of, p, POLICY_RESOURCE);
}

// Policies in properties that no row knows, found by their looks.
static void find_policies(Stack *s, const Pair *r, const char *property, const Value *v)
{
	const Value *statement = value_get(v, "Statement");
	const Value *first = statement && statement->kind == V_LIST && statement->n ?
		statement->u.item[0] :
		statement;
	if (value_get(first, "Effect")) {
		AccessPolicy p = {
			.doc = stack_value(s, v), .name = property, .when = stack_when(s, r->val)
		};
		const char *word =
			U_FORMAT(s->unit, "%s.%s", value_get(r->val, "Type")->u.s, property);
		add_policy(s, r, word, NULL, p, policy_type_of(p.doc));
		return;
	}
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++)
		find_policies(s, r, property, v->u.pair[i].val);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		find_policies(s, r, property, v->u.item[i]);
}

static void find_others(Stack *s, const Pair *r, const Value *properties, const char *known)
{
	for (uint32_t i = 0; i < properties->n; i++)
		if (!known || strncmp(properties->u.pair[i].key, known, strcspn(known, ".")) != 0)
			find_policies(s, r, properties->u.pair[i].key, properties->u.pair[i].val);
}

// What SAM makes of a function's policies is known only after its transform.
static void read_sam(Stack *s, const Pair *r, const Value *properties)
{
	const Value *v = value_get(properties, "Policies");
	if (!v || value_get(properties, "Role"))
		return;
	Buf b = { .arena = s->unit->arena };
	value_json(&b, v);
	say_sam_policies(s->unit, r->at, r->key);
	AccessPolicy p = { .name = U_FORMAT(s->unit, "SAM policies %s", b.s),
		.when = stack_when(s, r->val) };
	const char *name = U_FORMAT(s->unit, "%s%sRole", s->space, r->key);
	subject_add(s->out, subject_get(s->out, "role", name, POLICY_IDENTITY, r->at), p);
}

void stack_attached(Stack *s, const Pair *r, const char *type, const Value *properties)
{
	for (size_t i = 0; i < COUNT(permissions); i++)
		if (str_eq(permissions[i].type, type)) {
			read_permission(s, r, i, properties);
			return;
		}
	for (size_t i = 0; i < COUNT(attached); i++)
		if (str_eq(attached[i].type, type)) {
			read_attached(s, r, i, properties);
			find_others(s, r, properties, attached[i].policy);
			return;
		}
	if (str_starts(type, "AWS::Serverless::"))
		read_sam(s, r, properties);
	find_others(s, r, properties, NULL);
}
