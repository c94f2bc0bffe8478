// rest_api.c: REST APIs (v1): what carries routes of `kind: rest`.
//
// CloudFormation's Method holds integration and responses; Terraform has a resource for each. A
// deployment is a snapshot: it gets a new id when anything it holds changes.
#include "api.h"

#include <stdlib.h>
#include <string.h>

// clang-format off
static const Field field[] = { { "id", T_STR, .doc = "id of an API that is there already" }, COMMON_FIELDS, { 0 } };

static const Prop api_prop[] = {
	{ "Name", "name", "%" },
	{ "EndpointConfiguration.Types[0]", "endpoint_configuration{}.types[0]", "=REGIONAL" },
	{ 0 }
};
static const Attr api_attr[] = {
	{ "id",   "Ref", "id", "$id" },
	{ "root", "RootResourceId", "root_resource_id" },
	{ "url",  "=https://{&self.id}.execute-api.{@region}.{@suffix}/{&self.stage}", "=https://{&self.id}.execute-api.{@region}.{@suffix}/{&self.stage}",
	          "=https://{$id}.execute-api.{@region}.{@suffix}/{&self.stage}" },
	{ "execution_arn", "=arn:{@partition}:execute-api:{@region}:{@account}:{&self.id}", "execution_arn",
	                   "=arn:{@partition}:execute-api:{@region}:{@account}:{$id}" },
	{ 0 }
};
static const Prop resource_prop[] = {
	{ "RestApiId", "rest_api_id", "&self.id" },
	{ "ParentId",  "parent_id",   "*parent" },
	{ "PathPart",  "path_part",   "*part" },
	{ 0 }
};
static const Attr id_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Prop method_prop[] = {
	{ "RestApiId",         "rest_api_id",   "&self.id" },
	{ "ResourceId",        "resource_id",   "*resource" },
	{ "HttpMethod",        "http_method",   "*verb" },
	{ "AuthorizationType", "authorization", "*authorization" },
	{ "AuthorizerId",      "authorizer_id", "*authorizer" },
	{ "AuthorizationScopes", "authorization_scopes", "*scopes" },
	{ "RequestParameters", "request_parameters",    "*declared" },
	{ 0 }
};
static const Attr method_attr[] = { { "verb", NULL, "http_method" }, { 0 } };
// Terraform repeats for each part which method it belongs to.
#define OF_METHOD \
	{ NULL, "rest_api_id", "&self.id" }, \
	{ NULL, "resource_id", "*resource" }, \
	{ NULL, "http_method", "&Method.verb" }
static const Prop integration_prop[] = {
	OF_METHOD,
	{ "Type",                  "type",                    "*type" },
	{ "IntegrationHttpMethod", "integration_http_method", "*verb" },
	{ "Uri",                   "uri",                     "*uri" },
	{ "Credentials",           "credentials",             "*role" },
	{ "TimeoutInMillis",       "timeout_milliseconds",    "*timeout" },
	{ "PassthroughBehavior",   "passthrough_behavior",    "*passthrough" },
	{ "RequestParameters",     "request_parameters",      "*request" },
	{ "RequestTemplates",      "request_templates",       "*templates" },
	{ 0 }
};
static const Prop method_response_prop[] = {
	OF_METHOD,
	{ "StatusCode:str",     "status_code:str",     "*status" },
	{ "ResponseParameters", "response_parameters", "*headers" },
	{ 0 }
};
static const Prop integration_response_prop[] = {
	OF_METHOD,
	{ "StatusCode:str",     "status_code:str",     "*status" },
	{ "ResponseParameters", "response_parameters", "*headers" },
	{ NULL,                 "depends_on[+]",       "&MethodIntegration" },
	{ 0 }
};
static const Prop deployment_prop[] = {
	{ "RestApiId", "rest_api_id",                         "&self.id" },
	{ "Description", "triggers.digest",                   "*digest" }, // a change deploys again
	{ NULL,        "lifecycle{}.create_before_destroy",   "=true" },
	{ 0 }
};
static const Prop stage_prop[] = {
	{ "RestApiId",      "rest_api_id",   "&self.id" },
	{ "DeploymentId",   "deployment_id", "&Deployment.id" },
	{ "StageName",      "stage_name",    "&self.stage" },
	{ "TracingEnabled", "xray_tracing_enabled", "=true" },
	{ "Variables.sandbox", "variables.sandbox", "@sandbox" },
	{ "MethodSettings", NULL, "*settings" },
	{ 0 }
};
static const Attr stage_attr[] = { { "name", "Ref", "stage_name" }, { 0 } };
static const Prop settings_prop[] = {
	{ NULL, "rest_api_id", "&self.id" },
	{ NULL, "stage_name",  "&Stage.name" },
	{ NULL, "method_path", "*path" },
	{ NULL, "settings{}.throttling_burst_limit", "$throttle.burst" },
	{ NULL, "settings{}.throttling_rate_limit",  "$throttle.rate" },
	{ 0 }
};
static const Prop authorizer_prop[] = {
	{ "RestApiId",      "rest_api_id",     "&self.id" },
	{ "Name",           "name",            "*name" },
	{ "Type",           "type",            "*type" },
	{ "ProviderARNs",   "provider_arns",   "*pools" },
	{ "AuthorizerUri",  "authorizer_uri",  "*uri" },
	{ "AuthorizerResultTtlInSeconds", "authorizer_result_ttl_in_seconds", "=0" },
	{ "IdentitySource", "identity_source", "=method.request.header.Authorization" },
	{ 0 }
};
static const Op op[] = {
	{ "",           "AWS::ApiGateway::RestApi", "aws_api_gateway_rest_api", .when = "!id", .prop = api_prop, .attr = api_attr, .tags = "Tags" },
	{ "Resource",   "AWS::ApiGateway::Resource", "aws_api_gateway_resource", .when = "-", .prop = resource_prop, .attr = id_attr },
	{ "Method",     "AWS::ApiGateway::Method", "aws_api_gateway_method", .when = "-", .prop = method_prop, .attr = method_attr },
	{ "MethodIntegration", "^Method:Integration", "aws_api_gateway_integration", .when = "-", .prop = integration_prop },
	{ "MethodResponse", "^Method:MethodResponses[+]", "aws_api_gateway_method_response", .when = "-", .prop = method_response_prop },
	{ "IntegrationResponse", "^MethodIntegration:IntegrationResponses[+]", "aws_api_gateway_integration_response", .when = "-", .prop = integration_response_prop },
	{ "Deployment", "AWS::ApiGateway::Deployment", "aws_api_gateway_deployment", .when = "-", .prop = deployment_prop, .attr = id_attr, .flags = OP_HASHED },
	{ "Stage",      "AWS::ApiGateway::Stage", "aws_api_gateway_stage", .when = "-", .prop = stage_prop, .attr = stage_attr, .tags = "Tags" },
	{ "MethodSettings", NULL, "aws_api_gateway_method_settings", .when = "-", .prop = settings_prop },
	{ "Authorizer", "AWS::ApiGateway::Authorizer", "aws_api_gateway_authorizer", .when = "-", .prop = authorizer_prop, .attr = id_attr },
	CALL_PERMISSION_OP("AuthorizerPermission"),
	{ 0 }
};
// clang-format on

static Value *text(Unit *u, const char *s, Span at)
{
	return value_str(u->arena, s, at);
}

// The resource of a path, made with those above it: one for each segment over all routes.
static Value *path_resource(Unit *u, Entity *e, const char *path, Span at)
{
	Value *parent = value_ref(u, e->main, "root", at);
	for (const char *s = path; *s;) {
		s += strspn(s, "/");
		size_t n = strcspn(s, "/");
		if (!n)
			break;
		const char *key = id_of_key(u, arena_copy(u->arena, path, (size_t)(s + n - path)));
		Resource *r = res_keyed(e, "Resource", key);
		if (!r) {
			r = res_new(u, e, op_of(e->kind, "Resource"), NULL, NULL, key);
			put(u, r, "parent", parent);
			put(u, r, "part", text(u, arena_copy(u->arena, s, n), at));
		}
		parent = value_ref(u, r, "id", at);
		s += n;
	}
	return parent;
}

static Resource *authorizer(Unit *u, Entity *e, const Entity *route)
{
	Value *by = rec_get(route->rec, "authorizer");
	Entity *function = rec_ent(by, "function");
	Entity *who = function ? function : rec_ent(by, "pool");
	Resource *r = who ? res_keyed(e, "Authorizer", who->id) : NULL;
	if (r || !who)
		return r;
	r = res_new(u, e, op_of(e->kind, "Authorizer"), NULL, by, who->id);
	if (function)
		res_new(u, e, op_of(e->kind, "AuthorizerPermission"), r, by, who->id);
	return r;
}

static void fill_authorizer(Unit *u, Resource *r)
{
	Span at = r->rec->at;
	Entity *function = rec_ent(r->rec, "function");
	Entity *pool = rec_ent(r->rec, "pool");
	put(u, r, "name", text(u, function ? function->name : pool->name, at));
	put(u, r, "type", text(u, function ? "REQUEST" : "COGNITO_USER_POOLS", at));
	if (function) {
		put(u, r, "uri", entity_attr(u, function, "invoke_arn", at));
	} else {
		Value *list = value_list(u->arena, at);
		value_push(u->arena, list, entity_attr(u, pool, "arn", at));
		put(u, r, "pools", list);
	}
}

// ---- Integrations -----------------------------------------------------------------------------------

static void put_responses(Unit *u, Entity *e, Resource *method, Resource *integration,
	Value *resource, const char *key, Value *method_headers, Value *headers)
{
	Resource *a = res_new(u, e, op_of(e->kind, "MethodResponse"), method, NULL, key);
	Resource *b = res_new(u, e, op_of(e->kind, "IntegrationResponse"), integration, NULL, key);
	put(u, a, "resource", resource);
	put(u, a, "status", text(u, "200", resource->at));
	put(u, a, "headers", method_headers);
	put(u, b, "resource", resource);
	put(u, b, "status", text(u, "200", resource->at));
	put(u, b, "headers", headers);
	res_depends(u, b, a, false, true);
}

// 'a,b', in the quotes that mapping takes a text in.
static Value *joined(Unit *u, Entity *e, const Value *cors, const char *key, const char *otherwise)
{
	uint32_t n;
	Value **item = rec_list(cors, key, &n);
	Value **piece = NULL;
	uint32_t pieces = 0;
	for (uint32_t i = 0; i < n; i++) {
		U_PUSH(u, piece, pieces, text(u, i ? "," : "'", cors->at));
		U_PUSH(u, piece, pieces, lower_value(u, e, item[i]));
	}
	if (!n)
		U_PUSH(u, piece, pieces, value_format(u->arena, cors->at, "'%s", otherwise));
	U_PUSH(u, piece, pieces, text(u, "'", cors->at));
	return value_join(u->arena, cors->at, piece, pieces);
}

// Who may read the answer, where no function says so itself.
static void put_answer(
	Unit *u, Entity *e, const Entity *route, Resource *method, Resource *integration)
{
	static const char header[] = "method.response.header.Access-Control-Allow-Origin";
	const Value *cors = rec_get(route->rec, "cors");
	Value *declared = cors ? value_map(u->arena, cors->at) : NULL;
	Value *values = cors ? value_map(u->arena, cors->at) : NULL;
	if (cors) {
		value_set(u->arena, declared, header, value_bool(u->arena, true, cors->at));
		value_set(u->arena, values, header, joined(u, e, cors, "origins", "*"));
	}
	Value *resource = path_resource(u, e, route_path(route), route->at);
	put_responses(u, e, method, integration, resource, route->id, declared, values);
}

// Resources below a method share its key, so that `&Method` finds the one they belong to.
static void make_method(Unit *u, Entity *e, Entity *route)
{
	Span at = route->at;
	RouteTarget t = route_target(route);
	Value *resource = path_resource(u, e, route_path(route), at);
	const char *key = route->id;
	Resource *m = res_new(u, e, op_of(e->kind, "Method"), NULL, NULL, key);
	Resource *auth = authorizer(u, e, route);
	put(u, m, "resource", resource);
	put(u, m, "verb", text(u, route_method(route), at));
	put(u, m, "authorization",
		text(u,
			!auth                                          ? "NONE" :
				rec_get(route->rec, "authorizer.pool") ? "COGNITO_USER_POOLS" :
									 "CUSTOM",
			at));
	put(u, m, "authorizer", auth ? value_ref(u, auth, "id", at) : NULL);
	Value *scopes = rec_get(route->rec, "authorizer.scopes");
	put(u, m, "scopes", scopes ? lower_value(u, route, scopes) : NULL);
	put(u, m, "declared", rest_declared(u, route));
	Resource *i = res_new(u, e, op_of(e->kind, "MethodIntegration"), m, NULL, key);
	const Value *wait = rec_get(route->rec, "timeout");
	long long seconds = rec_int(route->rec, "timeout", 29);
	put(u, i, "resource", resource);
	put(u, i, "timeout",
		value_num(u->arena, 1000 * (seconds > 29 ? 29 : seconds), wait ? wait->at : at));
	if (str_eq(t.kind, "function"))
		rest_put_function(u, route, &t, i);
	else
		rest_put_service(u, route, &t, i);
	if (!str_eq(t.kind, "function") || !t.waits)
		put_answer(u, e, route, m, i);
}

// A browser asks first with OPTIONS; a mock answers.
static void make_preflight(Unit *u, Entity *e, Entity *route)
{
	const Value *cors = rec_get(route->rec, "cors");
	const char *key = id_of_key(u, U_FORMAT(u, "options%s", route_path(route)));
	if (!cors || res_keyed(e, "Method", key))
		return;
	Span at = cors->at;
	Value *resource = path_resource(u, e, route_path(route), at);
	Resource *m = res_new(u, e, op_of(e->kind, "Method"), NULL, NULL, key);
	put(u, m, "resource", resource);
	put(u, m, "verb", text(u, "OPTIONS", at));
	put(u, m, "authorization", text(u, "NONE", at));
	Resource *i = res_new(u, e, op_of(e->kind, "MethodIntegration"), m, NULL, key);
	put(u, i, "resource", resource);
	put(u, i, "type", text(u, "MOCK", at));
	put(u, i, "passthrough", text(u, "WHEN_NO_MATCH", at));
	put(u, i, "templates",
		rest_pair(u, "application/json", text(u, "{\"statusCode\": 200}", at)));
	static const char *const header[][3] = {
		{ "Access-Control-Allow-Headers", "headers", "Content-Type,Authorization" },
		{ "Access-Control-Allow-Methods", "methods", "*" },
		{ "Access-Control-Allow-Origin", "origins", "*" },
	};
	Value *declared = value_map(u->arena, at);
	Value *values = value_map(u->arena, at);
	for (size_t k = 0; k < COUNT(header); k++) {
		const char *name = U_FORMAT(u, "method.response.header.%s", header[k][0]);
		value_set(u->arena, declared, name, value_bool(u->arena, true, at));
		value_set(u->arena, values, name, joined(u, e, cors, header[k][1], header[k][2]));
	}
	put_responses(u, e, m, i, resource, key, declared, values);
}

// ---- Making ---------------------------------------------------------------------------------------------

static const char *stage_name(Unit *u, const Entity *e)
{
	uint32_t n;
	Entity **route = api_routes(u, e, &n);
	for (uint32_t i = 0; i < n; i++)
		if (rec_text(route[i]->rec, "stage") &&
			!str_eq(rec_text(route[i]->rec, "stage"), "$default"))
			return rec_text(route[i]->rec, "stage");
	return u->opt->sandbox;
}

// "/a/b" as a stage names it in its methods' settings: "~1a~1b".
static const char *encoded_path(Unit *u, const char *path)
{
	Buf b = { .arena = u->arena };
	for (const char *s = path; *s; s++)
		buf_puts(&b, *s == '/' ? "~1" : (char[]){ *s, 0 });
	return b.s;
}

// Throttling by method: one list in CloudFormation, a resource each in Terraform.
static void make_settings(Unit *u, Entity *e, Resource *stage, Entity **route, uint32_t n)
{
	Value *list = value_list(u->arena, e->at);
	for (uint32_t i = 0; i < n; i++) {
		Value *throttle = rec_get(route[i]->rec, "throttle");
		if (!throttle)
			continue;
		Value *limits = value_map(u->arena, throttle->at);
		// CloudFormation wants one more slash before it, but for the root, which is "/".
		const char *path = encoded_path(u, route_path(route[i]));
		value_set(u->arena, limits, "ResourcePath",
			value_format(
				u->arena, throttle->at, "/%s", str_eq(path, "~1") ? "" : path));
		value_set(u->arena, limits, "HttpMethod",
			text(u, route_method(route[i]), throttle->at));
		value_set(u->arena, limits, "ThrottlingBurstLimit",
			lower_value(u, e, rec_get(throttle, "burst")));
		value_set(u->arena, limits, "ThrottlingRateLimit",
			lower_value(u, e, rec_get(throttle, "rate")));
		value_push(u->arena, list, limits);
		Resource *r = res_new(
			u, e, op_of(e->kind, "MethodSettings"), stage, route[i]->rec, route[i]->id);
		put(u, r, "path",
			value_format(
				u->arena, throttle->at, "%s/%s", path, route_method(route[i])));
	}
	put(u, stage, "settings", list->n ? list : NULL);
}

static void make(Unit *u, Entity *e)
{
	if (rec_get(e->rec, "id"))
		return;
	uint32_t n;
	Entity **route = api_routes(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		make_method(u, e, route[i]);
		make_preflight(u, e, route[i]);
	}
	Resource *deployment = res_new(u, e, op_of(e->kind, "Deployment"), NULL, NULL, NULL);
	Resource *stage = res_new(u, e, op_of(e->kind, "Stage"), NULL, NULL, NULL);
	make_settings(u, e, stage, route, n);
	for (uint32_t i = 0; i < e->nres; i++) {
		const char *part = e->res[i]->op->part;
		if (str_eq(part, "Method") || str_eq(part, "MethodIntegration") ||
			str_eq(part, "IntegrationResponse"))
			res_depends(u, deployment, e->res[i], str_eq(part, "Method"), true);
	}
}

static int by_id(const void *a, const void *b)
{
	return strcmp((*(Resource *const *)a)->id, (*(Resource *const *)b)->id);
}

// What the deployment is a snapshot of, in whatever order it was declared.
static Value *digest(Unit *u, const Entity *e, Span at)
{
	Buf b = { .arena = u->arena };
	Resource **res = NEW_N(u->arena, Resource *, e->nres);
	memcpy(res, e->res, e->nres * sizeof(Resource *));
	qsort(res, e->nres, sizeof(*res), by_id);
	for (uint32_t i = 0; i < e->nres; i++) {
		const Resource *r = res[i];
		if (str_eq(r->op->part, "Deployment") || str_eq(r->op->part, "Stage") ||
			str_eq(r->op->part, "MethodSettings"))
			continue;
		buf_printf(&b, "%s\n", r->id);
		for (uint32_t k = 0; r->op->prop[k].value; k++)
			if (r->arg[k])
				value_key(&b, r->arg[k]);
	}
	return text(u, arena_copy(u->arena, sha_of(u->arena, b.s, b.n), 16), at);
}

static void fill(Unit *u, Resource *r)
{
	if (str_eq(r->op->part, "Authorizer"))
		fill_authorizer(u, r);
	else if (str_eq(r->op->part, "AuthorizerPermission"))
		api_fill_permission(u, r);
	else if (str_eq(r->op->part, "Deployment"))
		put(u, r, "digest", digest(u, r->from, r->from->at));
}

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	return attr && str_eq(attr, "stage") ? text(u, stage_name(u, e), e->at) : NULL;
}

extern const Kind kind_rest_api;
const Kind kind_rest_api = {
	NULL,
	"rest_api",
	"RestApi",
	"what carries routes of a REST API",
	.shape = SECTION_NONE,
	.field = field,
	.op = op,
	.principal = "apigateway.amazonaws.com",
	.phys = "x_sandbox",
	.phys_max = 1024,
	.phys_ok = "/^[!-~][ -~]*$/",
	.on_mention = true,
	.make = make,
	.fill = fill,
	.hole = hole,
};
