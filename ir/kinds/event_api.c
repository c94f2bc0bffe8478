// event_api.c: AppSync Event APIs: what carries channels. Nobody writes one; a channel calls the
// topology's into being. Terraform's provider 5 has no such resources: there it is a stack of
// CloudFormation, which holds the channels and their data sources too.
#include "channel.h"

#include <string.h>

// clang-format off
static const Field field[] = { COMMON_FIELDS, { 0 } };
static const Prop prop[] = {
	{ "Name",        NULL,                 "%" },
	{ "EventConfig", NULL,                 "*config" },
	{ NULL,          "name",               "*stack" },
	{ NULL,          "template_body:json", "*template" },
	{ NULL,          "depends_on[+]",      "&RolePolicy" },
	{ 0 }
};
static const Attr attr[] = {
	{ "http",     "Dns.Http",     "%.outputs[\"Http\"]" },
	{ "realtime", "Dns.Realtime", "%.outputs[\"Realtime\"]" },
	{ "id",       "ApiId",        "%.outputs[\"Id\"]" },
	{ "arn",      "ApiArn",       "%.outputs[\"Arn\"]" },
	{ 0 }
};
static const Prop source_prop[] = {
	{ "ApiId",             NULL, "&self.id" },
	{ "Name",              NULL, "*name" },
	{ "Type",              NULL, "*type" },
	{ "ServiceRoleArn",    NULL, "&Role.arn" },
	{ "LambdaConfig",      NULL, "*function" },
	{ "EventBridgeConfig", NULL, "*bus" },
	{ "@DependsOn[+]",     NULL, "&RolePolicy" },
	{ 0 }
};
static const Op op[] = {
	{ "",           "AWS::AppSync::Api", "aws_cloudformation_stack", .prop = prop, .attr = attr, .tags = "Tags" },
	{ "Datasource", "AWS::AppSync::DataSource", NULL, .when = "-", .prop = source_prop },
	CALL_PERMISSION_OP("AuthorizerPermission"),
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
// clang-format on

static const char *const when_of[] = { "on_publish", "on_subscribe" };

static Entity **channels(Unit *u, const Entity *api, uint32_t *n)
{
	Entity **list = NULL;
	*n = 0;
	for (uint32_t i = 0; i < api->nin; i++) {
		Entity *e = api->in[i]->from;
		if (!api->in[i]->link || e->off)
			continue;
		uint32_t at = *n;
		U_PUSH(u, list, *n, e);
		for (; at && strcmp(list[at - 1]->name, e->name) > 0; at--)
			list[at] = list[at - 1];
		list[at] = e;
	}
	return list;
}

// ---- Making -------------------------------------------------------------------------------------

static void make_source(Unit *u, Entity *e, Entity *channel, const char *when)
{
	Entity *to = channel_target(channel, when);
	if (!to)
		return;
	Value *rec = rec_get(channel->rec, when);
	grant_verb(u, e, to, rec_get(rec, "function") ? "invoke" : "emit", NULL);
	if (!res_keyed(e, "Datasource", to->id))
		res_new(u, e, op_of(e->kind, "Datasource"), NULL, rec, to->id);
}

static void make(Unit *u, Entity *e)
{
	uint32_t n;
	Entity **list = channels(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		for (size_t k = 0; k < COUNT(when_of); k++)
			make_source(u, e, list[i], when_of[k]);
		Value *by = rec_get(list[i]->rec, "authorizer");
		Entity *function = by ? rec_ent(by, "function") : NULL;
		if (function && !res_keyed(e, "AuthorizerPermission", function->id))
			res_new(u, e, op_of(e->kind, "AuthorizerPermission"), NULL, by,
				function->id);
	}
}

static void check(Unit *u, Entity *e)
{
	uint32_t n;
	Entity **list = channels(u, e, &n);
	const Value *first = NULL;
	for (uint32_t i = 0; i < n; i++) {
		const Value *by = rec_get(list[i]->rec, "authorizer.function");
		if (!by || by->kind != V_ENT)
			continue;
		if (first && first->u.ent.ent != by->u.ent.ent)
			diag_context(say_channel_authorizers(u, by->at), first->at,
				"the other function");
		first = first ? first : by;
	}
}

// ---- Filling ------------------------------------------------------------------------------------

static Value *one(Unit *u, const char *key, Value *val, Span at)
{
	Value *map = value_map(u->arena, at);
	value_set(u->arena, map, key, val);
	return map;
}

// Who may connect at all: whoever one of the channels lets in.
static Value *config(Unit *u, Entity *e)
{
	uint32_t n;
	Entity **list = channels(u, e, &n);
	Value *providers = value_list(u->arena, e->at);
	Value *modes = value_list(u->arena, e->at);
	Value *iam = value_list(u->arena, e->at);
	value_push(u->arena, providers, one(u, "AuthType", text_at(u, "AWS_IAM", e->at), e->at));
	value_push(u->arena, modes, providers->u.item[0]);
	value_push(u->arena, iam, providers->u.item[0]);
	bool lambda = false;
	Entity *pool = NULL;
	for (uint32_t i = 0; i < n; i++) {
		Value *by = rec_get(list[i]->rec, "authorizer");
		Entity *function = by ? rec_ent(by, "function") : NULL;
		Entity *users = by ? rec_ent(by, "pool") : NULL;
		if ((!function || lambda) && (!users || users == pool))
			continue;
		Value *provider = one(u, "AuthType",
			text_at(u, function ? "AWS_LAMBDA" : "AMAZON_COGNITO_USER_POOLS", by->at),
			by->at);
		value_push(u->arena, modes, value_copy(u->arena, provider));
		Value *detail = one(u, function ? "AuthorizerUri" : "UserPoolId",
			entity_attr(
				u, function ? function : users, function ? "arn" : "id", by->at),
			by->at);
		if (function)
			value_set(u->arena, detail, "AuthorizerResultTtlInSeconds",
				value_num(u->arena, 0, by->at));
		else
			value_set(u->arena, detail, "AwsRegion", value_var(u, "region", by->at));
		value_set(u->arena, provider, function ? "LambdaAuthorizerConfig" : "CognitoConfig",
			detail);
		value_push(u->arena, providers, provider);
		lambda |= function != NULL;
		pool = users ? users : pool;
	}
	Value *map = one(u, "AuthProviders", providers, e->at);
	value_set(u->arena, map, "ConnectionAuthModes", modes);
	value_set(u->arena, map, "DefaultPublishAuthModes", iam);
	value_set(u->arena, map, "DefaultSubscribeAuthModes", iam);
	return map;
}

static Value *source_detail(Unit *u, Resource *r)
{
	Entity *function = rec_ent(r->rec, "function");
	Entity *event = rec_ent(r->rec, "event");
	Entity *to = function ? function : rec_ent(event->rec, "bus");
	return one(u, function ? "LambdaFunctionArn" : "EventBusArn",
		entity_attr(u, to, "arn", r->rec->at), r->rec->at);
}

static Value *source_name(Unit *u, Resource *r)
{
	Entity *function = rec_ent(r->rec, "function");
	Entity *to = function ? function : rec_ent(rec_ent(r->rec, "event")->rec, "bus");
	return text_at(u, channel_source(u, to), r->rec->at);
}

// ---- The stack of Terraform ---------------------------------------------------------------------

static Value *api_output(Unit *u, const char *attribute, Span at)
{
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, text_at(u, "Api", at));
	value_push(u->arena, list, text_at(u, attribute, at));
	return one(u, "Fn::GetAtt", list, at);
}

static Value *resource(Unit *u, const char *type, Value *properties, Span at)
{
	Value *map = one(u, "Type", text_at(u, type, at), at);
	value_set(u->arena, map, "Properties", properties);
	return map;
}

// A channel's own; the common ones are tags of the stack, which passes them on.
static Value *own_tags(Unit *u, Entity *channel)
{
	Value *tags = lower_value(u, channel, rec_get(channel->rec, "tags"));
	Value *list = tags && tags->n ? value_list(u->arena, tags->at) : NULL;
	for (uint32_t i = 0; list && i < tags->n; i++) {
		const Pair *p = &tags->u.pair[i];
		Value *tag = one(u, "Key", text_at(u, p->key, p->at), p->at);
		value_set(u->arena, tag, "Value", p->val);
		value_push(u->arena, list, tag);
	}
	return list;
}

static Value *stack(Unit *u, Entity *e)
{
	static const char *const output[][2] = { { "Http", "Dns.Http" },
		{ "Realtime", "Dns.Realtime" }, { "Id", "ApiId" }, { "Arn", "ApiArn" } };
	Span at = e->at;
	Value *resources = value_map(u->arena, at);
	Value *api = one(u, "Name", e->phys, at);
	value_set(u->arena, api, "EventConfig", config(u, e));
	value_set(u->arena, resources, "Api", resource(u, "AWS::AppSync::Api", api, at));
	for (uint32_t i = 0; i < e->nres; i++) {
		Resource *r = e->res[i];
		if (!str_eq(r->op->part, "Datasource"))
			continue;
		bool function = rec_ent(r->rec, "function") != NULL;
		Value *p = one(u, "ApiId", api_output(u, "ApiId", at), at);
		value_set(u->arena, p, "Name", source_name(u, r));
		value_set(u->arena, p, "Type",
			text_at(u, function ? "AWS_LAMBDA" : "AMAZON_EVENTBRIDGE", at));
		value_set(
			u->arena, p, "ServiceRoleArn", value_ref(u, res_of(e, "Role"), "arn", at));
		value_set(u->arena, p, function ? "LambdaConfig" : "EventBridgeConfig",
			source_detail(u, r));
		value_set(u->arena, resources, r->key,
			resource(u, "AWS::AppSync::DataSource", p, at));
	}
	uint32_t n;
	Entity **list = channels(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		ChannelParts parts = channel_parts(u, list[i]);
		Value *p = one(u, "ApiId", api_output(u, "ApiId", at), at);
		Value *after = value_list(u->arena, at);
		value_set(u->arena, p, "Name", list[i]->phys);
		value_set(u->arena, p, "CodeHandlers", parts.code);
		value_set(u->arena, p, "HandlerConfigs", parts.handlers);
		value_set(u->arena, p, "PublishAuthModes", parts.modes);
		value_set(u->arena, p, "SubscribeAuthModes", parts.modes);
		value_set(u->arena, p, "Tags", own_tags(u, list[i]));
		Value *r = resource(u, "AWS::AppSync::ChannelNamespace", p, list[i]->at);
		for (size_t k = 0; k < COUNT(when_of); k++) {
			Entity *to = channel_target(list[i], when_of[k]);
			if (to && !(after->n && value_is(after->u.item[0], to->id)))
				value_push(u->arena, after, text_at(u, to->id, at));
		}
		value_set(u->arena, r, "DependsOn", after->n ? after : NULL);
		value_set(u->arena, resources, list[i]->id, r);
	}
	Value *outputs = value_map(u->arena, at);
	for (size_t i = 0; i < COUNT(output); i++)
		value_set(u->arena, outputs, output[i][0],
			one(u, "Value", api_output(u, output[i][1], at), at));
	Value *map = one(u, "Resources", resources, at);
	value_set(u->arena, map, "Outputs", outputs);
	return map;
}

// Letters, digits and hyphens, and a letter first.
static const char *stack_name(Unit *u, const Entity *e)
{
	const char *name = value_text(e->phys);
	char *s = U_FORMAT(u, "%s%s-channels",
		name && ((*name | 32) < 'a' || (*name | 32) > 'z') ? "t-" : "",
		name ? name : e->name);
	for (char *c = s; *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			    (*c >= '0' && *c <= '9')))
			*c = '-';
	return s;
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main) {
		put(u, r, "config", config(u, e));
		put(u, r, "stack", text_at(u, stack_name(u, e), e->at));
		put(u, r, "template", stack(u, e));
	} else if (str_eq(r->op->part, "Datasource")) {
		bool function = rec_ent(r->rec, "function") != NULL;
		put(u, r, "name", source_name(u, r));
		put(u, r, "type",
			text_at(u, function ? "AWS_LAMBDA" : "AMAZON_EVENTBRIDGE", r->rec->at));
		put(u, r, function ? "function" : "bus", source_detail(u, r));
	} else if (str_eq(r->op->part, "AuthorizerPermission")) {
		put_call_permission(u, r, rec_ent(r->rec, "function"), "appsync.amazonaws.com",
			value_ref(u, e->main, "arn", r->rec->at));
	}
}

extern const Kind kind_event_api;
const Kind kind_event_api = {
	NULL,
	"event_api",
	"Eventapi",
	"what carries channels",
	.shape = SECTION_NONE,
	.field = field,
	.op = op,
	.principal = "appsync.amazonaws.com",
	// Its own id is not known where its role is made.
	.trust = "=arn:{@partition}:appsync:{@region}:{@account}:apis/*",
	.phys = "ns_y_sandbox",
	.phys_max = 50,
	.phys_ok = "/^[A-Za-z0-9_ -]+$/",
	.check = check,
	.make = make,
	.fill = fill,
};
