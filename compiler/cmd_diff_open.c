// cmd_diff_open.c: what a change opens to anyone without a policy that says so.
//
// Policies are compared by what they allow (cmd_diff_access.c). A route without an authorizer, a port that
// the world reaches and a bucket whose block is taken away have none: a property is what opens them.
#include "cmd_diff.h"

#include <string.h>

typedef struct OpenRow {
	const char *type, *property; // a path: `*` is any item of a list
	const char *value;           // that opens it
	bool absent;                 // it is open, too, when the property is not there
	const char *why;
} OpenRow;

// clang-format off
static const OpenRow rows[] = {
	{ "AWS::ApiGatewayV2::Route", "AuthorizationType", "NONE", true, "anyone may call it: it has no authorizer" },
	{ "AWS::ApiGateway::Method", "AuthorizationType", "NONE", true, "anyone may call it: it has no authorizer" },
	{ "AWS::Lambda::Url", "AuthType", "NONE", false, "anyone may call it: its requests are not signed" },
	{ "AWS::EC2::SecurityGroupIngress", "CidrIp", "0.0.0.0/0", false, "any address may connect" },
	{ "AWS::EC2::SecurityGroupIngress", "CidrIpv6", "::/0", false, "any address may connect" },
	{ "AWS::EC2::SecurityGroup", "SecurityGroupIngress/*/CidrIp", "0.0.0.0/0", false, "any address may connect" },
	{ "AWS::EC2::SecurityGroup", "SecurityGroupIngress/*/CidrIpv6", "::/0", false, "any address may connect" },
	{ "AWS::RDS::DBInstance", "PubliclyAccessible", "true", false, "it has a public address" },
	{ "AWS::S3::Bucket", "PublicAccessBlockConfiguration/BlockPublicPolicy", "false", false, "a policy may open it to anyone" },
	{ "AWS::S3::Bucket", "PublicAccessBlockConfiguration/BlockPublicAcls", "false", false, "an ACL may open it to anyone" },
	{ "aws_apigatewayv2_route", "authorization_type", "NONE", true, "anyone may call it: it has no authorizer" },
	{ "aws_api_gateway_method", "authorization", "NONE", true, "anyone may call it: it has no authorizer" },
	{ "aws_lambda_function_url", "authorization_type", "NONE", false, "anyone may call it: its requests are not signed" },
	{ "aws_vpc_security_group_ingress_rule", "cidr_ipv4", "0.0.0.0/0", false, "any address may connect" },
	{ "aws_vpc_security_group_ingress_rule", "cidr_ipv6", "::/0", false, "any address may connect" },
	{ "aws_security_group", "ingress/*/cidr_blocks/*", "0.0.0.0/0", false, "any address may connect" },
	{ "aws_security_group", "ingress/*/ipv6_cidr_blocks/*", "::/0", false, "any address may connect" },
	{ "aws_db_instance", "publicly_accessible", "true", false, "it has a public address" },
	{ "aws_s3_bucket_public_access_block", "block_public_policy", "false", true, "a policy may open it to anyone" },
	{ "aws_s3_bucket_public_access_block", "block_public_acls", "false", true, "an ACL may open it to anyone" },
};
// clang-format on

// Whether a value below opens it, `*` being any item of a list; *at is where.
static bool opens(const OpenRow *row, const Value *v, const char *path, const Value **at)
{
	if (!*path) {
		*at = v;
		return v ? value_scalar(v) && str_eq(v->u.s, row->value) : row->absent;
	}
	size_t n = strcspn(path, "/");
	const char *rest = path + n + (path[n] == '/');
	if (*path != '*') {
		char key[64];
		if (n >= sizeof key)
			return false;
		memcpy(key, path, n);
		key[n] = 0;
		return opens(row, value_get(v, key), rest, at);
	}
	bool any = false;
	for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n && !any; i++)
		any = opens(row, v->u.item[i], rest, at);
	return any;
}

static bool is_open(const OpenRow *row, const DiffResource *r, const Value **at)
{
	if (!r || !str_eq(r->type, row->type))
		return false;
	// What a browser asks before it calls is answered to anyone.
	const char *method = value_text(value_get(r->properties, "HttpMethod"));
	if (!method)
		method = value_text(value_get(r->properties, "http_method"));
	if (method && str_eq(method, "OPTIONS"))
		return false;
	return opens(row, r->properties, row->property, at);
}

void diff_open(Arena *a, TopologyDiff *t)
{
	for (Backend b = 0; b < BACKENDS; b++)
		for (uint32_t i = 0; t->has[b] && i < t->target[b].n; i++) {
			ResourceDelta *d = &t->target[b].delta[i];
			for (size_t k = 0; k < COUNT(rows); k++) {
				const Value *now = NULL, *was = NULL;
				if (!is_open(&rows[k], d->new, &now) ||
					is_open(&rows[k], d->old, &was))
					continue;
				OpenDelta o = { d, rows[k].why,
					now && now->at.file ? now->at : d->new->at };
				PUSH(a, t->open, t->nopen, o);
				break;
			}
		}
}
