// mutation.c: mutations and queries of a GraphQL API. Nobody writes one; each resolver is one.
#include "graphql.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "api", T_REF, .to = "graphql", .flags = F_HIDDEN },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop prop[] = {
	{ "ApiId",                  "api_id",                    "&api.id" },
	{ "TypeName",               "type",                      "*type" },
	{ "FieldName",              "field",                     "*field" },
	{ "DataSourceName",         "data_source",               "*source" },
	{ "Code",                   "code",                      "*code" },
	{ "Runtime.Name",           "runtime{}.name",            "*runtime" },
	{ "Runtime.RuntimeVersion", "runtime{}.runtime_version", "*version" },
	{ 0 }
};
static const Attr attr[] = { { "arn", "=&api.endpoint_arn", "=&api.endpoint_arn" }, { 0 } };
static const Op op[] = { { "", "AWS::AppSync::Resolver", "aws_appsync_resolver", .prop = prop, .attr = attr }, { 0 } };
static const Grant grants[] = { { "call", "appsync:GraphQL", "&self.field_arn" }, { 0 } };
static const Link link_rows[] = { { "api", "graphql" }, { 0 } };
// clang-format on

// The arguments become the event's detail and come back to the caller.
static Value *code_of(Unit *u, Entity *event, Span at)
{
	uint32_t n;
	Value **producer = rec_list(event->rec, "producer", &n);
	const char *source = n ? value_known(u, producer[0]) : "default";
	Buf b = { .arena = u->arena };
	if (!source)
		source = "default";
	buf_puts(&b,
		"import { util } from '@aws-appsync/utils';\n\n"
		"export function request(ctx) {\n"
		"  return { operation: 'PutEvents', events: [{ source: ");
	quote_json(&b, source, strlen(source));
	buf_puts(&b, ", detailType: ");
	quote_json(&b, event->name, strlen(event->name));
	buf_puts(&b,
		", detail: ctx.args }] };\n}\n\n"
		"export function response(ctx) {\n"
		"  if (ctx.error) util.error(ctx.error.message, ctx.error.type);\n"
		"  return ctx.args;\n}\n");
	return text_at(u, b.s, at);
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	Resource *source = graphql_source(e);
	Resource *schema = res_of(graphql_api(e), "Sdl");
	const Value *resolver = graphql_resolver(e);
	Entity *event = rec_ent(resolver, "event");
	put(u, r, "type", text_at(u, graphql_is_query(resolver) ? "Query" : "Mutation", e->at));
	put(u, r, "field", text_at(u, e->name, e->at));
	put(u, r, "source", value_ref(u, source, "name", e->at));
	if (event || rec_ent(resolver, "table")) {
		put(u, r, "code",
			event ? code_of(u, event, e->at) :
				text_at(u, graphql_table_code(u, graphql_api(e), resolver), e->at));
		put(u, r, "runtime", text_at(u, "APPSYNC_JS", e->at));
		put(u, r, "version", text_at(u, "1.0.0", e->at));
	}
	res_depends(u, r, schema, true, false);
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	Entity *api = graphql_api(e);
	if (name && str_eq(name, "arn"))
		return entity_attr(u, api, "endpoint_arn", e->at);
	if (!name || !str_eq(name, "field_arn"))
		return NULL;
	Value *piece[] = { entity_attr(u, api, "arn", e->at),
		value_format(u->arena, e->at, "/types/%s/fields/%s",
			graphql_is_query(graphql_resolver(e)) ? "Query" : "Mutation", e->name) };
	return value_join(u->arena, e->at, piece, 2);
}

extern const Kind kind_mutation;
const Kind kind_mutation = {
	NULL,
	"mutation",
	"Mutation",
	"a mutation of a GraphQL API",
	.shape = SECTION_NONE,
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.fill = fill,
	.hole = hole,
};
