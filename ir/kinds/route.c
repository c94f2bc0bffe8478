// route.c: routes: an HTTP method and path, and what answers it.
#include "api.h"
#include "pool.h"

#include <string.h>

// clang-format off
static const Field cors[] = {
	{ "origins", T_STR, ONE_OR_LIST, .alias = "allowed_origins", .ok = "/^(\\*|null|[a-z][a-z0-9+.-]*:\\/\\/[^\\/?#\\s]+)$/", .doc = "who may call: `*`, or as a browser sends it, `https://example.com`; none: everybody" },
	{ "methods", T_ENUM, ONE_OR_LIST, .ok = "GET=get POST=post PUT=put PATCH=patch DELETE=delete HEAD=head OPTIONS=options *=ANY=any", .alias = "allowed_methods", .doc = "with which methods; none: all" },
	{ "headers", T_STR, ONE_OR_LIST, .alias = "allowed_headers", .doc = "with which headers" },
	{ 0 }
};
static const Field jwt[] = {
	{ "issuer", T_STR, .flags = F_NEED, .doc = "who signs the tokens: a URL" },
	{ "audience", T_STR, ONE_OR_LIST, .flags = F_NEED, .doc = "for whom they are" },
	{ 0 }
};
static const Field authorizer[] = {
	{ "function", T_REF, .to = "function", .flags = F_EMPTY_OK, .group = "by!", .doc = "a function that decides" },
	{ "jwt", T_RECORD, .sub = jwt, .group = "by!", .doc = "JSON web tokens" },
	{ "pool", T_REF, .to = "pool", .group = "by!", .doc = "a pool, whose users may pass" },
	{ "scopes", T_STR, ONE_OR_LIST, .doc = "scopes that a token needs" },
	{ 0 }
};
static const Field throttle[] = {
	{ "burst", T_INT, .flags = F_NEED, .ok = "0..", .doc = "requests at once" },
	{ "rate", T_NUM, .flags = F_NEED, .ok = "0..", .doc = "requests a second" },
	{ 0 }
};
static const Field gateway[] = {
	{ "name", T_STR, .ok = "/^[A-Za-z0-9][A-Za-z0-9._{} -]*$/", .group = "which!", .doc = "an API that is made here" },
	{ "id", T_STR, .group = "which!", .doc = "id of an API that is there already" },
	{ 0 }
};
static const Field field[] = {
	{ "method", T_ENUM, .ok = "POST=post GET=get PUT=put PATCH=patch DELETE=delete HEAD=head OPTIONS=options ANY=any", .dflt = "POST", .doc = "HTTP method" },
	{ "path", T_STR, .flags = F_KNOWN, .ok = "/^\\//", .doc = "path, with parameters as `{id}` and, at its end, `{rest+}`; default: the route's key" },
	{ "function", T_REF, .to = "function", .alias = "proxy", .group = "target", .doc = "the function that answers" },
	{ "state", T_REF, .to = "flow", .alias = "flow", .group = "target", .doc = "the flow that is started" },
	{ "event", T_REF, .to = "event", .group = "target", .doc = "the event that is emitted" },
	{ "queue", T_REF, .to = "queue", .group = "target", .doc = "the queue that gets the request" },
	{ "gateway", T_RECORD, .sub = gateway, .scalar = "name", .doc = "the API it belongs to; default: the topology's own" },
	{ "vertical", T_STR, .bars = "gateway", .doc = "tc's other word for the API's name" },
	{ "kind", T_ENUM, .ok = "http=HTTP rest=REST", .dflt = "http", .doc = "HTTP API, or REST API (v1)" },
	{ "authorizer", T_RECORD, .sub = authorizer, .scalar = "function", .doc = "who decides whether a request may pass; `none`: all may, whatever `default` says" },
	{ "cors", T_RECORD, .sub = cors, .doc = "browsers of other sites may call" },
	{ "async", T_BOOL, .alias = "is_async", .doc = "answer at once: a flow is only started" },
	{ "timeout", T_TIME, .flags = F_KNOWN, .ok = "1..30", .doc = "longest wait for the answer" },
	{ "request_params", T_STR, MAP_OF, .doc = "parameters of the integration" },
	{ "request_template", T_STR, .flags = F_KNOWN, .doc = "what a flow gets: `detail` (the body's detail), `merged` (body, path and method; HTTP APIs) or a template: of its input, with `kind: rest` of the whole request" },
	{ "stage", T_STR, .flags = F_KNOWN, .ok = "/^(\\$default|[A-Za-z0-9_-]{1,128})$/", .doc = "the API's stage; default: $default" },
	{ "throttle", T_RECORD, .sub = throttle, .doc = "limits" },
	{ "doc_only", T_BOOL, .alias = "doc-only", .doc = "written down, not deployed" },
	{ "http_api", T_REF, .to = "api", .flags = F_HIDDEN },
	{ "rest_api", T_REF, .to = "rest_api", .flags = F_HIDDEN },
	COMMON_FIELDS,
	{ 0 }
};

static const Field no_route[] = {
	{ "default", T_RECORD, .sub = field, .doc = "what holds for the routes that do not say otherwise; no route itself" },
	{ 0 }
};
static const Prop route_prop[] = {
	{ "ApiId",             "api_id",             "&http_api.id" },
	{ "RouteKey",          "route_key",          "*key" },
	{ "Target",            "target",             "=integrations/{&Integration.id}" },
	{ "AuthorizationType", "authorization_type", "*authorization" },
	{ "AuthorizerId",      "authorizer_id",      "*authorizer" },
	{ "AuthorizationScopes", "authorization_scopes", "$authorizer.scopes" },
	{ 0 }
};
static const Prop integration_prop[] = {
	{ "ApiId",                "api_id",                 "&http_api.id" },
	{ "IntegrationType",      "integration_type",       "=AWS_PROXY" },
	{ "IntegrationSubtype",   "integration_subtype",    "*subtype" },
	{ "IntegrationUri",       "integration_uri",        "*uri" },
	{ "IntegrationMethod",    "integration_method",     "*method" },
	{ "PayloadFormatVersion", "payload_format_version", "*format" },
	{ "CredentialsArn",       "credentials_arn",        "*role" },
	{ "TimeoutInMillis",      "timeout_milliseconds",   "*timeout" },
	{ "RequestParameters",    "request_parameters",     "*request" },
	{ 0 }
};
static const Attr integration_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Op op[] = {
	{ "",            "AWS::ApiGatewayV2::Route", "aws_apigatewayv2_route", .when = "http_api", .prop = route_prop },
	{ "Integration", "AWS::ApiGatewayV2::Integration", "aws_apigatewayv2_integration", .when = "http_api", .prop = integration_prop, .attr = integration_attr },
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
static void grant_start(Unit *, Edge *);
static const Link link_rows[] = {
	{ "http_api", "api" },
	{ "rest_api", "rest_api" },
	{ "authorizer.pool", "pool" },
	{ "function", "function", .service = "apigateway.amazonaws.com", .source = "={&self.execution_arn}/*/{&self.pattern}", .flags = LINK_SYNC },
	{ "queue",    "queue", .verb = "send" },
	{ "event",    "event", .verb = "emit" },
	{ "state",    "flow", .make = grant_start },
	{ 0 }
};
// clang-format on

// ---- Reading a route ----------------------------------------------------------------------------

RouteTarget route_target(const Entity *e)
{
	static const char *const field_of[] = { "function", "state", "event", "queue" };
	RouteTarget t = { 0 };
	for (size_t i = 0; i < COUNT(field_of) && !t.to; i++)
		t.to = rec_ent(e->rec, field_of[i]);
	if (t.to)
		t.kind = t.to->kind->one;
	t.waits = !rec_true(e->rec, "async");
	return t;
}

const char *route_method(const Entity *e)
{
	return rec_text(e->rec, "method");
}

const char *route_path(const Entity *e)
{
	const char *path = rec_text(e->rec, "path");
	return path ? path : e->name;
}

const char *route_pattern(Unit *u, const Entity *e)
{
	Buf b = { .arena = u->arena };
	const char *method = route_method(e);
	buf_puts(&b, str_eq(method, "ANY") ? "*" : method);
	for (const char *s = route_path(e); *s;) {
		if (*s == '{') {
			buf_putc(&b, '*');
			s += strcspn(s, "}");
			s += *s == '}';
		} else {
			buf_putc(&b, *s++);
		}
	}
	return b.s;
}

bool route_is_rest(const Entity *e)
{
	return value_is(rec_get(e->rec, "kind"), "rest");
}

Entity *route_carrier(const Entity *e)
{
	Entity *api = rec_ent(e->rec, "http_api");
	return api ? api : rec_ent(e->rec, "rest_api");
}

// ---- Both dialects, defaults ------------------------------------------------------------------------

// tc's `proxy: none` and its other words for the flow mean: no function.
static void prepare_proxy(Unit *u, Value *route)
{
	static const char own_flow[] = "none default sfn-router tc-sfn-router";
	Pair *p = (Pair *)value_pair(route, "proxy");
	if (p && value_text(p->val) && word_in(own_flow, p->val->u.s, p->val->n))
		p->val = value_new(u->arena, V_NULL, p->val->at);
}

// `authorizer: none`, whatever `default` says; tc's old dialect has it empty.
static void drop_no_authorizer(Value *route)
{
	for (uint32_t i = 0; i < route->n; i++) {
		const Pair *p = &route->u.pair[i];
		if (!str_eq(p->key, "authorizer") || p->val->kind != V_STR ||
			!(value_is(p->val, "none") || value_is(p->val, "")))
			continue;
		memmove(&route->u.pair[i], p + 1, (route->n - i - 1) * sizeof *p);
		route->n--;
		return;
	}
}

// Whether what holds for all routes means nothing to this one: what belongs to an API that is there
// already, another name of the API, parameters where no function is called.
static bool is_foreign(const Value *route, const char *key)
{
	const Value *api = value_get(route, "gateway");
	bool there = api && api->kind == V_MAP && value_get(api, "id");
	if (str_eq(key, "request_params"))
		return !value_get(route, "function") && !value_get(route, "proxy");
	return (there && word_in("cors throttle stage", key, strlen(key))) ||
		(str_eq(key, "gateway") && value_get(route, "vertical"));
}

// A key without a value is as if it were not there.
static void inherit(Unit *u, Value *route, const Pair *from)
{
	Pair *own = (Pair *)value_pair(route, from->key);
	if (!own)
		U_PUSH(u, route->u.pair, route->n, *from);
	else if (own->val->kind == V_NULL)
		*own = *from;
}

// A route called `default` is none; what it says holds for the others that do not.
static void prepare(Unit *u, Scope *s)
{
	static const char *const inherited[] = { "authorizer", "request_params", "cors", "gateway",
		"kind", "throttle", "stage" };
	Pair *section = (Pair *)value_pair(s->doc, "routes");
	if (!section || section->val->kind != V_MAP)
		return;
	const Pair *base = value_pair(section->val, "default");
	if (base && (base->val->kind != V_MAP || value_get(base->val, "path")))
		base = NULL;
	Value *routes = value_new(u->arena, V_MAP, section->val->at);
	for (uint32_t i = 0; i < section->val->n; i++) {
		Pair p = section->val->u.pair[i];
		if (base && p.key == base->key)
			continue;
		if (p.val->kind == V_MAP) {
			prepare_proxy(u, p.val);
			for (size_t k = 0; base && k < COUNT(inherited); k++) {
				const Pair *d = value_pair(base->val, inherited[k]);
				if (d && !is_foreign(p.val, inherited[k]))
					inherit(u, p.val, d);
			}
			drop_no_authorizer(p.val);
		}
		U_PUSH(u, routes->u.pair, routes->n, p);
	}
	section->val = routes;
}

static void set_ref(Unit *u, Entity *e, const char *name, Value *ref)
{
	Value *v = value_new(u->arena, V_ENT, ref->at);
	v->u.ent.name = ref;
	e->rec->u.rec.arg[field_row(field, name) - field] = v;
}

// `authorizer: cognito`: the topology's pool.
static void imply_pool(Unit *u, Entity *e)
{
	Value *by = rec_get(e->rec, "authorizer");
	Value *name = by ? rec_get(by, "function") : NULL;
	if (!name || name->kind != V_ENT || !pool_is_meant(e->scope, name->u.ent.name))
		return;
	Entity *pool = pool_meant(u, e->scope, name->at);
	by->u.rec.arg[field_row(authorizer, "function") - authorizer] = NULL;
	Value *ref = value_new(u->arena, pool ? V_ENT : V_BAD, name->at);
	if (pool)
		ref->u.ent.name = value_str(u->arena, pool->name, name->at);
	by->u.rec.arg[field_row(authorizer, "pool") - authorizer] = ref;
}

static bool has_target(const Entity *e)
{
	return rec_given(e->rec, "function") || rec_given(e->rec, "state") ||
		rec_given(e->rec, "event") || rec_given(e->rec, "queue");
}

// The id of an API as the author wrote it, holes too.
static const char *id_text(Unit *u, const Value *id)
{
	if (id->kind == V_HOLE)
		return U_FORMAT(u, "{{%s}}", id->u.hole.path);
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; id->kind == V_JOIN && i < id->n; i++)
		buf_puts(&b, id_text(u, id->u.item[i]));
	return id->kind == V_JOIN ? b.s : value_text(id);
}

static void imply(Unit *u, Entity *e)
{
	e->off = rec_true(e->rec, "doc_only");
	if (e->off)
		return;
	imply_pool(u, e);
	const Kind *flow = kind_of("flow", 4);
	if (!has_target(e)) {
		if (flow && scope_find(e->scope, flow, e->scope->name)) {
			set_ref(u, e, "state", value_str(u->arena, e->scope->name, e->at));
		} else {
			Diag *d = say_no_target(u, e->at, "route", e->name);
			diag_line(d,
				"name a function, state, queue or event; without one it would start the topology's flow");
		}
	}
	Value *name = rec_get(e->rec, "gateway.name");
	Value *id = rec_get(e->rec, "gateway.id");
	if (!name)
		name = rec_get(e->rec, "vertical");
	const char *there = id ? id_text(u, id) : NULL;
	if (there) { // an API that is there already is an entity without a resource
		const Kind *k =
			kind_of(route_is_rest(e) ? "rest_api" : "api", route_is_rest(e) ? 8 : 3);
		name = value_str(u->arena, id->kind == V_HOLE ? id->u.hole.path : there, id->at);
		Sym key = unit_sym(u, name->u.s);
		if (!scope_find(e->scope, k, key)) {
			Value *doc = value_map(u->arena, id->at);
			value_set(u->arena, doc, "id", value_str(u->arena, there, id->at));
			entity_new(u, e->scope, k, key, id->at, doc);
		}
	}
	if (!name)
		name = value_str(u->arena, e->scope->name, e->at);
	set_ref(u, e, route_is_rest(e) ? "rest_api" : "http_api", name);
}

// ---- Filling ------------------------------------------------------------------------------------------

static Value *text(Unit *u, const char *s, Span at)
{
	return value_str(u->arena, s, at);
}

static void fill_integration(Unit *u, Resource *r, Entity *e)
{
	RouteTarget t = route_target(e);
	Value *params = rec_get(e->rec, "request_params");
	Value *wait = rec_get(e->rec, "timeout");
	long long seconds = rec_int(e->rec, "timeout", 30);
	put(u, r, "timeout", value_num(u->arena, 1000 * seconds, wait ? wait->at : e->at));
	if (str_eq(t.kind, "function")) {
		put(u, r, "uri", entity_attr(u, t.to, "invoke_arn", e->at));
		put(u, r, "method", text(u, "POST", e->at));
		put(u, r, "format", text(u, "2.0", e->at));
		put(u, r, "request", params ? lower_value(u, e, params) : NULL);
		return;
	}
	put(u, r, "subtype", text(u, route_subtype(&t), e->at));
	put(u, r, "format", text(u, "1.0", e->at));
	put(u, r, "role", value_ref(u, res_of(e, "Role"), "arn", e->at));
	put(u, r, "request", route_request(u, e, &t));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main) {
		Entity *api = route_carrier(e);
		Value *by = rec_get(e->rec, "authorizer");
		put(u, r, "key",
			value_format(u->arena, e->at, "%s %s", route_method(e), route_path(e)));
		if (by) {
			put(u, r, "authorization",
				text(u, rec_get(by, "function") ? "CUSTOM" : "JWT", by->at));
			put(u, r, "authorizer",
				value_ref(u, api_authorizer(u, api, e), "id", by->at));
		}
	} else if (str_eq(r->op->part, "Integration")) {
		fill_integration(u, r, e);
	}
}

// The authorizer's resources are made with the route's, so that all exist before one is filled.
static void make(Unit *u, Entity *e)
{
	if (!route_is_rest(e))
		api_authorizer(u, route_carrier(e), e);
}

static void grant_start(Unit *u, Edge *edge)
{
	if (edge->first == edge)
		grant_verb(u, edge->from, edge->to,
			route_target(edge->from).waits ? "start_sync" : "start", edge);
}

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	Entity *api = route_carrier(e);
	if (attr && str_eq(attr, "pattern"))
		return text(u, route_pattern(u, e), e->at);
	if (attr && str_eq(attr, "execution_arn"))
		return entity_attr(u, api, "execution_arn", e->at);
	Value *piece[] = { entity_attr(u, api, "url", e->at), text(u, route_path(e), e->at) };
	return value_join(u->arena, e->at, piece, 2);
}

extern const Kind kind_route;
const Kind kind_route = {
	"routes",
	"route",
	"Route",
	"an HTTP method and path, and what answers it",
	.topology = "routed",
	.field = field,
	.beside = no_route,
	.list = "method path function state queue event gateway.name kind",
	.op = op,
	.link = link_rows,
	.principal = "apigateway.amazonaws.com",
	.holes = "url",
	.prepare = prepare,
	.imply = imply,
	.check = route_check,
	.make = make,
	.fill = fill,
	.hole = hole,
};
