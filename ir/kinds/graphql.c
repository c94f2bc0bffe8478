// graphql.c: GraphQL APIs: AppSync, with a schema that is written from types and resolvers. Each
// resolver is an entity of its own (mutation.c), so that events and functions can name it.
#include "graphql.h"
#include "pool.h"

#include <string.h>

// clang-format off
static const Field authorizer[] = {
	{ "function", T_REF, .to = "function", .flags = F_EMPTY_OK, .group = "by!", .doc = "a function that decides" },
	{ "pool", T_REF, .to = "pool", .group = "by!", .doc = "a pool, whose users may pass" },
	{ 0 }
};
static const Field resolver[] = {
	{ "input", T_STR, .flags = F_KNOWN, .doc = "what it takes: a type, whose fields are its arguments, or an input, the argument `input`; only a `list` may do without" },
	{ "output", T_STR, .flags = F_NEED | F_KNOWN, .doc = "what it gives back: `Job`, `[Job!]`" },
	{ "subscribe", T_BOOL, .dflt = "false", .doc = "clients may subscribe to what it gives back" },
	{ "function", T_REF, .to = "function", .group = "by!", .doc = "the function that answers" },
	{ "event", T_REF, .to = "event", .group = "by!", .doc = "the event that is emitted; the arguments are given back" },
	{ "table", T_REF, .to = "table", .group = "by!", .doc = "the table that is read or written" },
	{ "action", T_ENUM, .ok = "put update delete get list", .doc = "with `table`: `put` an item (the default; a text key that is not given is made up), `update` one that is there, `delete` or `get` one by its key, `list` those of a partition key or all" },
	{ "query", T_BOOL, .dflt = "false", .doc = "it is a query, which changes nothing; `get` and `list` always are" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "authorizer", T_RECORD, .sub = authorizer, .scalar = "function", .doc = "who may ask, beside IAM: a function, or `cognito`; default: IAM alone" },
	{ "inputs", T_JSON, .doc = "input types: name: { field: type }" },
	{ "types", T_JSON, .doc = "types: name: { field: type }; each has `createdAt` and `updatedAt` too" },
	{ "resolvers", T_RECORD, MAP_OF, .sub = resolver, .flags = F_NEED, .doc = "mutations and queries by name, and what answers them" },
	{ "introspection", T_BOOL, .dflt = "false", .doc = "clients may ask for the schema" },
	{ "tracing", T_BOOL, .dflt = "true", .doc = "X-Ray traces" },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop api_prop[] = {
	{ "Name",                "name",                 "%" },
	{ "AuthenticationType",  "authentication_type",  "*type" },
	{ "LambdaAuthorizerConfig.AuthorizerUri", "lambda_authorizer_config{}.authorizer_uri", "*authorizer" },
	{ "LambdaAuthorizerConfig.AuthorizerResultTtlInSeconds", "lambda_authorizer_config{}.authorizer_result_ttl_in_seconds", "*ttl" },
	{ "UserPoolConfig.UserPoolId", "user_pool_config{}.user_pool_id", "*pool" },
	{ "UserPoolConfig.AwsRegion", "user_pool_config{}.aws_region", "*region" },
	{ "UserPoolConfig.DefaultAction", "user_pool_config{}.default_action", "*default" },
	{ "AdditionalAuthenticationProviders[0].AuthenticationType", "additional_authentication_provider{0}.authentication_type", "*additional" },
	{ "IntrospectionConfig", "introspection_config", "*introspection" },
	{ "XrayEnabled",         "xray_enabled",         "$tracing" },
	{ 0 }
};
static const Attr api_attr[] = {
	{ "url",          "GraphQLUrl",         "%.uris[\"GRAPHQL\"]" },
	{ "realtime_url", "RealtimeUrl",        "%.uris[\"REALTIME\"]" },
	{ "id",           "ApiId",              "id" },
	{ "arn",          "Arn",                "arn" },
	{ "name",         "=%",                 "name", "%" },
	// The first label of the endpoint's host is its id, which is not the API's.
	{ "endpoint",     NULL,                 "split(\".\", split(\"/\", %.uris[\"GRAPHQL\"])[2])[0]" },
	{ "endpoint_arn", "GraphQLEndpointArn", "=arn:{@partition}:appsync:{@region}:{@account}:endpoints/graphql-api/{&self.endpoint}" },
	{ 0 }
};
static const Prop schema_prop[] = {
	{ "ApiId",      NULL,     "&self.id" },
	{ "Definition", "schema", "*schema" },
	{ 0 }
};
static const Prop source_prop[] = {
	{ "ApiId",          "api_id",           "&self.id" },
	{ "Name",           "name",             "*name" },
	{ "Type",           "type",             "*type" },
	{ "ServiceRoleArn", "service_role_arn", "&Role.arn" },
	{ "LambdaConfig.LambdaFunctionArn", "lambda_config{}.function_arn", "*function" },
	{ "EventBridgeConfig.EventBusArn", "event_bridge_config{}.event_bus_arn", "*bus" },
	{ "DynamoDBConfig.TableName", "dynamodb_config{}.table_name", "*table" },
	{ "DynamoDBConfig.AwsRegion", "dynamodb_config{}.region", "*region" },
	{ "@DependsOn[+]",  "depends_on[+]",    "&RolePolicy" },
	{ 0 }
};
static const Attr source_attr[] = { { "name", "Name", "name" }, { 0 } };
static const Op op[] = {
	{ "",           "AWS::AppSync::GraphQLApi", "aws_appsync_graphql_api", .prop = api_prop, .attr = api_attr, .tags = "Tags" },
	{ "Sdl",     "AWS::AppSync::GraphQLSchema", "^", .prop = schema_prop },
	{ "Datasource", "AWS::AppSync::DataSource", "aws_appsync_datasource", .when = "-", .prop = source_prop, .attr = source_attr },
	CALL_PERMISSION_OP("AuthorizerPermission"),
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
static const Grant grants[] = { { "call", "appsync:GraphQL", "={&self.arn}/types/*" }, { 0 } };
static const Link link_rows[] = {
	{ "authorizer.function", "function", .flags = LINK_SYNC },
	{ "authorizer.pool",     "pool" },
	{ "resolvers.function",  "function", .verb = "invoke", .flags = LINK_SYNC },
	{ "resolvers.event",     "event" },
	{ "resolvers.table",     "table" },
	{ 0 }
};
// clang-format on

// ---- Entities -----------------------------------------------------------------------------------

// tc's old dialect writes an empty authorizer for none.
static void prepare(Unit *u, Scope *s)
{
	Pair *p = (Pair *)value_pair(value_get(s->doc, "mutations"), "authorizer");
	if (p && value_is(p->val, ""))
		p->val = value_new(u->arena, V_NULL, p->val->at);
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

static void imply(Unit *u, Entity *e)
{
	imply_pool(u, e);
	const Value *resolvers = rec_get(e->rec, "resolvers");
	for (uint32_t i = 0; resolvers && resolvers->kind == V_MAP && i < resolvers->n; i++) {
		const Pair *p = &resolvers->u.pair[i];
		if (p->val->kind != V_REC)
			continue;
		const Kind *k = kind_of("mutation", 8);
		Entity *m = entity_new(u, e->scope, k, p->key, p->at, value_map(u->arena, p->at));
		Value *ref = value_new(u->arena, V_ENT, p->at);
		ref->u.ent.name = value_str(u->arena, e->name, p->at);
		m->rec->u.rec.arg[field_row(k->field, "api") - k->field] = ref;
	}
}

// ---- Making and filling -------------------------------------------------------------------------

// What answers a resolver, which several may share: a function, a table, or the bus of an event.
static Entity *answers(const Value *rec)
{
	Entity *function = rec_ent(rec, "function");
	Entity *table = rec_ent(rec, "table");
	Entity *event = rec_ent(rec, "event");
	return function ? function : table ? table : event ? rec_ent(event->rec, "bus") : NULL;
}

Resource *graphql_source(const Entity *mutation)
{
	const Entity *to = answers(graphql_resolver(mutation));
	return to ? res_keyed(graphql_api(mutation), "Datasource", to->id) : NULL;
}

// The edge that a resolver's record made, which says why its right is there.
static Edge *edge_at(const Entity *e, const Value *rec)
{
	for (uint32_t i = 0; i < e->nout; i++)
		if (e->out[i]->rec == rec && e->out[i]->link)
			return e->out[i];
	return NULL;
}

static void make(Unit *u, Entity *e)
{
	const Value *resolvers = rec_get(e->rec, "resolvers");
	for (uint32_t i = 0; resolvers && i < resolvers->n; i++) {
		Value *rec = resolvers->u.pair[i].val;
		Entity *to = answers(rec);
		if (to && !res_keyed(e, "Datasource", to->id))
			res_new(u, e, op_of(e->kind, "Datasource"), NULL, rec, to->id);
		if (to && rec_get(rec, "event"))
			grant_verb(u, e, to, "emit", NULL);
		if (to && rec_get(rec, "table"))
			grant(u, e, graphql_table_right(e, rec), entity_attr(u, to, "arn", rec->at),
				NULL, rec->at)
				->why = edge_at(e, rec);
	}
	if (rec_ent(e->rec, "authorizer.function"))
		res_new(u, e, op_of(e->kind, "AuthorizerPermission"), NULL,
			rec_get(e->rec, "authorizer"), NULL);
}

static void fill_api(Unit *u, Resource *r, Entity *e)
{
	Entity *function = rec_ent(e->rec, "authorizer.function");
	Entity *pool = rec_ent(e->rec, "authorizer.pool");
	Value *by = rec_get(e->rec, "authorizer");
	Span at = by ? by->at : e->at;
	put(u, r, "type",
		text_at(u,
			function     ? "AWS_LAMBDA" :
				pool ? "AMAZON_COGNITO_USER_POOLS" :
				       "AWS_IAM",
			at));
	put(u, r, "introspection",
		text_at(u, rec_true(e->rec, "introspection") ? "ENABLED" : "DISABLED", e->at));
	if (!by)
		return;
	// Rules and functions of the topology call under their roles.
	put(u, r, "additional", text_at(u, "AWS_IAM", at));
	if (function) {
		put(u, r, "authorizer", entity_attr(u, function, "arn", at));
		put(u, r, "ttl", value_num(u->arena, 0, at));
	} else {
		put(u, r, "pool", entity_attr(u, pool, "id", at));
		put(u, r, "region", value_var(u, "region", at));
		put(u, r, "default", text_at(u, "ALLOW", at));
	}
}

static void fill_source(Unit *u, Resource *r)
{
	bool function = rec_ent(r->rec, "function");
	bool table = rec_ent(r->rec, "table");
	Entity *to = answers(r->rec);
	Span at = r->rec->at;
	bool digit = *to->id >= '0' && *to->id <= '9';
	put(u, r, "name", value_format(u->arena, at, "%s%s", digit ? "_" : "", to->id));
	put(u, r, "type",
		text_at(u,
			function      ? "AWS_LAMBDA" :
				table ? "AMAZON_DYNAMODB" :
					"AMAZON_EVENTBRIDGE",
			at));
	if (table)
		put(u, r, "region", value_var(u, "region", at));
	put(u, r,
		function      ? "function" :
			table ? "table" :
				"bus",
		entity_attr(u, to, table ? "name" : "arn", at));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main)
		fill_api(u, r, e);
	else if (str_eq(r->op->part, "Sdl"))
		put(u, r, "schema", text_at(u, graphql_schema(u, e), e->at));
	else if (str_eq(r->op->part, "Datasource"))
		fill_source(u, r);
	else if (str_eq(r->op->part, "AuthorizerPermission"))
		put_call_permission(u, r, rec_ent(e->rec, "authorizer.function"),
			"appsync.amazonaws.com", value_ref(u, e->main, "arn", r->rec->at));
}

extern const Kind kind_graphql;
const Kind kind_graphql = {
	"mutations",
	"graphql",
	"Graphql",
	"a GraphQL API: types, and mutations with what answers them",
	.shape = SECTION_ONE,
	.topology = "graphql",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.principal = "appsync.amazonaws.com",
	.trust = "&self.arn",
	.phys = "ns_y_sandbox",
	.fixed = "name",
	.phys_max = 50,
	.phys_ok = "/^[A-Za-z0-9_. -]+$/",
	.prepare = prepare,
	.imply = imply,
	.check = graphql_schema_check,
	.make = make,
	.fill = fill,
};
