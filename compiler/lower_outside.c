// lower_outside.c: `ssm:/path` and `secret:name`: values that stand in the account. CloudFormation
// gets a dynamic reference, Terraform a data source; topc fetches nothing and writes no value.
#include "lower.h"

#include <string.h>

static const Prop parameter_prop[] = {
	{ NULL, "name", "*name" },
	{ 0 },
};
static const Prop secret_prop[] = {
	{ NULL, "secret_id", "*name" },
	{ 0 },
};
static const Attr parameter_attr[] = { { "value", "resolve ssm:*", "value" }, { 0 } };
static const Attr secret_attr[] = {
	{ "value", "resolve secretsmanager:*:SecretString", "secret_string" },
	{ 0 },
};
static const Op outside[] = {
	{ "Parameter", NULL, "aws_ssm_parameter", .prop = parameter_prop, .attr = parameter_attr,
		.flags = OP_DATA | OP_SHARED },
	{ "Secret", NULL, "aws_secretsmanager_secret_version", .prop = secret_prop,
		.attr = secret_attr, .flags = OP_DATA | OP_SHARED },
	{ 0 },
};

Value *outside_value(Unit *u, Entity *e, const char *name, Span at)
{
	bool ssm = str_starts(name, "ssm:");
	const char *rest = strchr(name, ':') + 1;
	Resource *r = res_shared(u, e, &outside[ssm ? 0 : 1], id_of_key(u, name));
	put(u, r, "name", value_str(u->arena, rest, at));
	return value_ref(u, r, "value", at);
}
