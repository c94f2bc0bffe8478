// api.c: HTTP APIs: what carries routes. Nobody writes one; a route's `gateway` calls it into being.
#include "api.h"

#include <string.h>

// clang-format off
static const Field field[] = { { "id", T_STR, .doc = "id of an API that is there already" }, COMMON_FIELDS, { 0 } };

static const Prop api_prop[] = {
	{ "Name",              "name",              "%" },
	{ "ProtocolType",      "protocol_type",     "=HTTP" },
	{ "CorsConfiguration.AllowOrigins", "cors_configuration{}.allow_origins", "*origins" },
	{ "CorsConfiguration.AllowMethods", "cors_configuration{}.allow_methods", "*methods" },
	{ "CorsConfiguration.AllowHeaders", "cors_configuration{}.allow_headers", "*headers" },
	{ 0 }
};
static const Attr api_attr[] = {
	{ "id",  "Ref", "id", "$id" },
	{ "url", "ApiEndpoint", "api_endpoint", "=https://{$id}.execute-api.{@region}.{@suffix}" },
	{ "execution_arn", "=arn:{@partition}:execute-api:{@region}:{@account}:{&self.id}", "execution_arn",
	                   "=arn:{@partition}:execute-api:{@region}:{@account}:{$id}" },
	{ 0 }
};
static const Prop stage_prop[] = {
	{ "ApiId",      "api_id",      "&self.id" },
	{ "StageName",  "name",        "*stage" },
	{ "AutoDeploy", "auto_deploy", "=true" },
	{ "StageVariables.sandbox", "stage_variables.sandbox", "@sandbox" },
	{ "AccessLogSettings.DestinationArn", "access_log_settings{}.destination_arn", "&LogGroup.arn" },
	{ "AccessLogSettings.Format", "access_log_settings{}.format", "*format" },
	{ "RouteSettings", NULL, "*settings" },
	{ 0 }
};
static const Prop settings_prop[] = {
	{ NULL, "route_key",              "*route" },
	{ NULL, "throttling_burst_limit", "$throttle.burst" },
	{ NULL, "throttling_rate_limit",  "$throttle.rate" },
	{ 0 }
};
static const Prop log_prop[] = {
	{ "LogGroupName",         "name",              "=/aws/vendedlogs/apis/{%}" },
	{ "RetentionInDays",      "retention_in_days", "=30" },
	{ "@DeletionPolicy",      NULL,                "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                "=Delete" },
	{ 0 }
};
static const Attr log_attr[] = { { "arn", "Arn", "arn" }, { 0 } };
static const Prop authorizer_prop[] = {
	{ "ApiId",                          "api_id",                            "&self.id" },
	{ "Name",                           "name",                              "*name" },
	{ "AuthorizerType",                 "authorizer_type",                   "*type" },
	{ "AuthorizerUri",                  "authorizer_uri",                    "*uri" },
	{ "AuthorizerPayloadFormatVersion", "authorizer_payload_format_version", "*format" },
	{ "AuthorizerResultTtlInSeconds",   "authorizer_result_ttl_in_seconds",  "*ttl" },
	{ "EnableSimpleResponses",          "enable_simple_responses",           "*simple" },
	{ "IdentitySource[0]",              "identity_sources[0]",               "=$request.header.Authorization" },
	{ "JwtConfiguration.Issuer",        "jwt_configuration{}.issuer",        "*issuer" },
	{ "JwtConfiguration.Audience",      "jwt_configuration{}.audience",      "*audience" },
	{ 0 }
};
static const Attr authorizer_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Op op[] = {
	{ "",              "AWS::ApiGatewayV2::Api", "aws_apigatewayv2_api", .when = "!id", .prop = api_prop, .attr = api_attr, .tags = "Tags{}" },
	{ "LogGroup",      "AWS::Logs::LogGroup", "aws_cloudwatch_log_group", .when = "!id", .prop = log_prop, .attr = log_attr, .tags = "Tags" },
	{ "Stage",         "AWS::ApiGatewayV2::Stage", "aws_apigatewayv2_stage", .when = "-", .prop = stage_prop, .tags = "Tags{}" },
	{ "RouteSettings", NULL, "^Stage:route_settings{+}", .when = "-", .prop = settings_prop },
	{ "Authorizer",    "AWS::ApiGatewayV2::Authorizer", "aws_apigatewayv2_authorizer", .when = "-", .prop = authorizer_prop, .attr = authorizer_attr },
	CALL_PERMISSION_OP("AuthorizerPermission"),
	{ 0 }
};
// clang-format on

// What an access log line holds; none of it is a secret of the caller's.
static const char log_format[] =
	"{\"requestId\":\"$context.requestId\",\"ip\":\"$context.identity.sourceIp\","
	"\"time\":\"$context.requestTime\",\"route\":\"$context.routeKey\",\"status\":\"$context.status\","
	"\"length\":\"$context.responseLength\",\"error\":\"$context.integrationErrorMessage\"}";

Entity **api_routes(Unit *u, const Entity *api, uint32_t *n)
{
	Entity **list = NULL;
	*n = 0;
	for (uint32_t i = 0; i < api->nin; i++)
		if (api->in[i]->link && !api->in[i]->from->off)
			U_PUSH(u, list, *n, api->in[i]->from);
	return list;
}

static const char *stage_of(Unit *u, const Entity *api)
{
	uint32_t n;
	Entity **route = api_routes(u, api, &n);
	for (uint32_t i = 0; i < n; i++)
		if (rec_text(route[i]->rec, "stage"))
			return rec_text(route[i]->rec, "stage");
	return "$default";
}

static const char *route_key(Unit *u, const Entity *route)
{
	return U_FORMAT(u, "%s %s", route_method(route), route_path(route));
}

// ---- Authorizers -----------------------------------------------------------------------------------

// A function that decides, a pool, or somebody else's tokens.
Resource *api_authorizer(Unit *u, Entity *api, const Entity *route)
{
	Value *by = rec_get(route->rec, "authorizer");
	if (!by)
		return NULL;
	Entity *function = rec_ent(by, "function");
	Entity *pool = rec_ent(by, "pool");
	Value *jwt = rec_get(by, "jwt");
	Value *issuer = jwt ? lower_value(u, api, rec_get(jwt, "issuer")) : NULL;
	Buf b = { .arena = u->arena };
	if (issuer) {
		value_json(&b, issuer);
		value_json(&b, lower_value(u, api, rec_get(jwt, "audience")));
	}
	const char *key = function ? function->id :
		pool               ? pool->id :
				     U_FORMAT(u, "Jwt%.6s", sha_of(u->arena, b.s ? b.s : "", b.n));
	Resource *r = res_keyed(api, "Authorizer", key);
	if (r)
		return r;
	r = res_new(u, api, op_of(api->kind, "Authorizer"), NULL, by, key);
	if (function)
		res_new(u, api, op_of(api->kind, "AuthorizerPermission"), r, by, key);
	return r;
}

static void fill_authorizer(Unit *u, Resource *r, Entity *api)
{
	Value *by = r->rec;
	Span at = by->at;
	Entity *function = rec_ent(by, "function");
	Entity *pool = rec_ent(by, "pool");
	if (function) {
		put(u, r, "name", value_str(u->arena, function->name, at));
		put(u, r, "type", value_str(u->arena, "REQUEST", at));
		put(u, r, "uri", entity_attr(u, function, "invoke_arn", at));
		put(u, r, "format", value_str(u->arena, "2.0", at));
		put(u, r, "ttl", value_num(u->arena, 0, at));
		put(u, r, "simple", value_bool(u->arena, true, at));
		return;
	}
	Value *audience =
		pool ? value_list(u->arena, at) : lower_value(u, api, rec_get(by, "jwt.audience"));
	if (pool)
		value_push(u->arena, audience, entity_attr(u, pool, "client", at));
	put(u, r, "name", value_str(u->arena, pool ? pool->name : "jwt", at));
	put(u, r, "type", value_str(u->arena, "JWT", at));
	put(u, r, "issuer",
		pool ? entity_attr(u, pool, "issuer", at) :
		       lower_value(u, api, rec_get(by, "jwt.issuer")));
	put(u, r, "audience", audience);
}

void api_fill_permission(Unit *u, Resource *r)
{
	Span at = r->rec->at;
	Value *piece[] = { entity_attr(u, r->from, "execution_arn", at),
		value_str(u->arena, "/authorizers/", at), value_ref(u, r->in, "id", at) };
	put_call_permission(u, r, rec_ent(r->rec, "function"), "apigateway.amazonaws.com",
		value_join(u->arena, at, piece, COUNT(piece)));
}

// ---- Making and filling -----------------------------------------------------------------------------

static void make(Unit *u, Entity *e)
{
	if (rec_get(e->rec, "id"))
		return;
	uint32_t n;
	Entity **route = api_routes(u, e, &n);
	Resource *stage = res_new(u, e, op_of(e->kind, "Stage"), NULL, NULL, NULL);
	Value *settings = value_map(u->arena, e->at);
	for (uint32_t i = 0; i < n; i++) {
		Value *throttle = rec_get(route[i]->rec, "throttle");
		if (!throttle)
			continue;
		Value *key = value_str(u->arena, route_key(u, route[i]), throttle->at);
		Resource *r =
			res_new(u, e, op_of(e->kind, "RouteSettings"), stage, route[i]->rec, NULL);
		put(u, r, "route", key);
		Value *limits = value_map(u->arena, throttle->at);
		value_set(u->arena, limits, "ThrottlingBurstLimit",
			lower_value(u, e, rec_get(throttle, "burst")));
		value_set(u->arena, limits, "ThrottlingRateLimit",
			lower_value(u, e, rec_get(throttle, "rate")));
		value_set(u->arena, settings, key->u.s, limits);
	}
	put(u, stage, "settings", settings->n ? settings : NULL);
}

// What all routes of the API allow together.
static Value *union_of(Unit *u, Entity *e, const char *fieldname)
{
	uint32_t n;
	Entity **route = api_routes(u, e, &n);
	Value *out = value_list(u->arena, e->at);
	bool any = false;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t m;
		Value **item = rec_list(route[i]->rec, U_FORMAT(u, "cors.%s", fieldname), &m);
		any |= rec_get(route[i]->rec, "cors") != NULL;
		for (uint32_t j = 0; j < m; j++) {
			Value *v = lower_value(u, e, item[j]);
			bool known = false;
			for (uint32_t k = 0; k < out->n; k++)
				known |= value_equal(out->u.item[k], v);
			if (!known)
				value_push(u->arena, out, v);
		}
	}
	if (any && !out->n)
		value_push(u->arena, out, value_str(u->arena, "*", e->at));
	return out->n ? out : NULL;
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main) {
		put(u, r, "origins", union_of(u, e, "origins"));
		put(u, r, "methods", union_of(u, e, "methods"));
		put(u, r, "headers", union_of(u, e, "headers"));
	} else if (str_eq(r->op->part, "Authorizer")) {
		fill_authorizer(u, r, e);
	} else if (str_eq(r->op->part, "AuthorizerPermission")) {
		api_fill_permission(u, r);
	} else if (str_eq(r->op->part, "Stage")) {
		put(u, r, "stage", value_str(u->arena, stage_of(u, e), e->at));
		put(u, r, "format", value_str(u->arena, log_format, e->at));
		uint32_t n;
		Entity **route = api_routes(u, e, &n);
		for (uint32_t i = 0; i < n; i++) // settings name routes, which have to be there
			if (rec_get(route[i]->rec, "throttle"))
				res_depends(u, r, route[i]->main, true, true);
	}
}

extern const Kind kind_api;
const Kind kind_api = {
	NULL,
	"api",
	"Api",
	"what carries routes",
	.shape = SECTION_NONE,
	.field = field,
	.op = op,
	.principal = "apigateway.amazonaws.com",
	.phys = "x_sandbox",
	.phys_max = 128,
	.phys_ok = "/^[A-Za-z0-9._-]+$/",
	.on_mention = true,
	.make = make,
	.fill = fill,
};
