// bucket_empty.c: `on_destroy: empty`. CloudFormation does not delete a bucket that holds objects, so
// a custom resource empties it first, versions too; one small function a target serves all buckets.
// Terraform has force_destroy.
#include "../template.h"
#include "bucket.h"

#include <string.h>

// clang-format off
static const Prop function_prop[] = {
	{ "FunctionName",        NULL, "*name" },
	{ "Description",         NULL, "=empties buckets before they are deleted" },
	{ "Role",                NULL, "*role" },
	{ "Runtime",             NULL, "=python3.13" },
	{ "Handler",             NULL, "=index.handler" },
	{ "Code.ZipFile",        NULL, "*code" },
	{ "MemorySize",          NULL, "=256" },
	{ "Timeout",             NULL, "=900" },
	{ 0 }
};
static const Attr function_attr[] = { { "arn", "Arn", NULL }, { "name", "Ref", NULL }, { 0 } };
static const Prop log_prop[] = {
	{ "LogGroupName",         NULL, "*name" },
	{ "RetentionInDays",      NULL, "=30" },
	{ "@DeletionPolicy",      NULL, "=Delete" },
	{ "@UpdateReplacePolicy", NULL, "=Delete" },
	{ 0 }
};
static const Prop shared_policy_prop[] = {
	{ "PolicyName",     NULL, "=access" },
	{ "PolicyDocument", NULL, "*document", .soft = 3 },
	{ "Roles[0]",       NULL, "*role" },
	{ 0 }
};
enum { FUNCTION, LOG, ROLE, POLICY };
const Op bucket_empty_op[] = {
	{ "EmptyBucketsFunction", "AWS::Lambda::Function", NULL, .prop = function_prop, .attr = function_attr, .flags = OP_SHARED, .tags = "Tags" },
	{ "EmptyBucketsFunctionLogGroup", "AWS::Logs::LogGroup", NULL, .prop = log_prop, .flags = OP_SHARED, .tags = "Tags" },
	{ "EmptyBucketsFunctionRole", "AWS::IAM::Role", NULL, .prop = role_prop, .attr = role_attr, .flags = OP_SHARED | OP_ROLE, .service = "lambda.amazonaws.com", .tags = "Tags" },
	{ "EmptyBucketsFunctionRolePolicy", "AWS::IAM::Policy", NULL, .prop = shared_policy_prop, .flags = OP_SHARED },
	{ 0 }
};
// clang-format on

void bucket_empty(Unit *u, Entity *e)
{
	const char *target = rec_text(e->rec, "target");
	const char *key = target ? id_of_key(u, target) : "";
	Resource *function = res_shared(u, e, &bucket_empty_op[FUNCTION], key);
	Resource *log = res_shared(u, e, &bucket_empty_op[LOG], key);
	Resource *role = res_shared(u, e, &bucket_empty_op[ROLE], key);
	Resource *policy = res_shared(u, e, &bucket_empty_op[POLICY], key);
	const char *name = U_FORMAT(u, "%s%sempty%s%s%s%s", e->scope->name, e->scope->sep,
		target ? e->scope->sep : "", target ? target : "", e->scope->sep, u->opt->sandbox);
	enum { LONGEST = 64, KEPT = 57 };
	if (strlen(name) > LONGEST)
		name = U_FORMAT(u, "%.*s%s%.6s", KEPT, name, e->scope->sep,
			sha_of(u->arena, name, strlen(name)));
	const Template *code = template_find("lambda/empty_bucket.py");
	put(u, function, "name", value_str(u->arena, name, e->at));
	put(u, function, "role", value_ref(u, role, "arn", e->at));
	put(u, function, "code", value_str(u->arena, code->text, e->at));
	put(u, log, "name", value_format(u->arena, e->at, "/aws/lambda/%s", name));
	put(u, policy, "role", value_ref(u, role, "name", e->at));
	res_depends(u, function, log, true, false);
	if (!policy->nstatement) {
		Value *streams[] = {
			eval_entity(u, e,
				"=arn:{@partition}:logs:{@region}:{@account}:log-group:/aws/lambda/"),
			value_format(u->arena, e->at, "%s:*", name)
		};
		grant_to(u, policy, "logs:CreateLogStream logs:PutLogEvents",
			value_join(u->arena, e->at, streams, COUNT(streams)), "it writes its log",
			e->at);
	}
	grant_to(u, policy, "s3:ListBucket s3:ListBucketVersions", entity_attr(u, e, "arn", e->at),
		"it empties the bucket", e->at);
	grant_to(u, policy, "s3:DeleteObject s3:DeleteObjectVersion",
		eval_entity(u, e, "={&self.arn}/*"), "it empties the bucket", e->at);
	Resource *r = res_new(u, e, op_of(e->kind, "Empty"), NULL, NULL, NULL);
	put(u, r, "provider", value_ref(u, function, "arn", e->at));
	res_depends(u, r, policy, true, false);
}
