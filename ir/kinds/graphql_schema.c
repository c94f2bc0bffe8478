// graphql_schema.c: types, inputs and resolvers of a GraphQL API, as a schema and as operations.
//
// A type or input is a map of fields to type expressions: `String`, `String!`, `[Job!]!`. A mutation
// takes the fields of its type as arguments, or its input as the one argument `input`.
#include "graphql.h"

#include <string.h>

enum { DEEPEST_SELECTION = 3 }; // how far an operation asks into types of types

// Types that every API has: what an event carries, and where in its detail that stands.
static const GraphqlBuilt built[] = {
	{ "Event", "String", "" },
	{ "EventData", "String", ".data" },
	{ "EventDataJSON", "AWSJSON", ".data" },
	{ "EventMetadata", "String", ".metadata" },
};

const GraphqlBuilt *graphql_built(const char *name)
{
	for (size_t i = 0; i < COUNT(built); i++)
		if (str_eq(built[i].name, name))
			return &built[i];
	return NULL;
}

// ---- Type expressions ---------------------------------------------------------------------------

static bool is_name_char(char c, bool first)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(!first && c >= '0' && c <= '9');
}

bool graphql_is_name(const char *s)
{
	const char *from = s;
	while (is_name_char(*s, s == from))
		s++;
	return s > from && !*s && !str_starts(from, "__");
}

// The name inside a type expression, its place in `*lo` and `*hi`; false: it is none.
bool graphql_type_name(const char *s, size_t *lo, size_t *hi)
{
	size_t depth = strspn(s, "[");
	*lo = *hi = depth;
	while (is_name_char(s[*hi], *hi == *lo))
		++*hi;
	if (*hi == *lo)
		return false;
	const char *end = s + *hi;
	end += *end == '!';
	for (; depth; depth--) {
		if (*end++ != ']')
			return false;
		end += *end == '!';
	}
	return !*end;
}

const char *graphql_base(Unit *u, const Value *type)
{
	size_t lo;
	size_t hi;
	const char *s = value_text(type);
	return s && graphql_type_name(s, &lo, &hi) ? arena_copy(u->arena, s + lo, hi - lo) : NULL;
}

Value *graphql_resolver(const Entity *mutation)
{
	return value_get(rec_get(graphql_api(mutation)->rec, "resolvers"), mutation->name);
}

Entity *graphql_api(const Entity *mutation)
{
	return rec_ent(mutation->rec, "api");
}

static const Value *types_of(const Entity *api)
{
	return rec_get(api->rec, "types");
}

bool graphql_is_type(const Entity *api, const char *name)
{
	return value_get(types_of(api), name) || graphql_built(name);
}

const Value *graphql_fields(const Entity *api, const Value *resolver)
{
	const char *name = rec_text(resolver, "input");
	const Value *fields = name ? value_get(types_of(api), name) : NULL;
	fields = fields || !name ? fields : value_get(rec_get(api->rec, "inputs"), name);
	return fields && fields->kind == V_MAP ? fields : NULL;
}

bool graphql_takes_input(const Entity *api, const Value *resolver)
{
	const char *name = rec_text(resolver, "input");
	return name && !graphql_built(name) && !value_get(types_of(api), name);
}

// ---- The schema ---------------------------------------------------------------------------------

static const Pair **sorted(Unit *u, const Value *map, uint32_t *n)
{
	const Pair **list = NULL;
	*n = 0;
	for (uint32_t i = 0; map && i < map->n; i++) {
		uint32_t at = *n;
		U_PUSH(u, list, *n, &map->u.pair[i]);
		for (; at && strcmp(list[at - 1]->key, map->u.pair[i].key) > 0; at--)
			list[at] = list[at - 1];
		list[at] = &map->u.pair[i];
	}
	return list;
}

// Who may ask for it, where the API takes more than IAM.
static const char *directives(const Entity *api)
{
	return rec_get(api->rec, "authorizer.function") ? " @aws_lambda @aws_iam" :
		rec_get(api->rec, "authorizer.pool")    ? " @aws_cognito_user_pools @aws_iam" :
							  "";
}

static void put_arguments(Buf *b, const Entity *api, const char *input, const char *head, bool uses)
{
	const GraphqlBuilt *event = graphql_built(input);
	const Value *type = value_get(types_of(api), input);
	if (event)
		buf_printf(b, uses ? "%sdetail: $detail" : "%sdetail: %s", head, event->type);
	else if (!type)
		buf_printf(b, uses ? "%sinput: $input" : "%sinput: %s!", head, input);
	for (uint32_t i = 0; !event && type && i < type->n; i++) {
		const Pair *p = &type->u.pair[i];
		if (uses)
			buf_printf(b, "%s%s: $%s", i ? ", " : "", p->key, p->key);
		else
			buf_printf(
				b, "%s%s%s: %s", i ? ", " : "", head, p->key, value_text(p->val));
	}
}

static void put_types(Unit *u, Buf *b, const Entity *api)
{
	static const char *const dated[] = { "createdAt", "updatedAt" };
	const char *who = directives(api);
	uint32_t n;
	const Pair **type = sorted(u, types_of(api), &n);
	for (uint32_t i = 0; i < n; i++) {
		buf_printf(b, "type %s%s {\n", type[i]->key, who);
		for (uint32_t j = 0; j < type[i]->val->n; j++)
			buf_printf(b, "  %s: %s\n", type[i]->val->u.pair[j].key,
				value_text(type[i]->val->u.pair[j].val));
		for (size_t j = 0; j < COUNT(dated); j++)
			if (!value_get(type[i]->val, dated[j]))
				buf_printf(b, "  %s: AWSDateTime\n", dated[j]);
		buf_puts(b, "}\n\n");
	}
	for (size_t i = 0; i < COUNT(built); i++)
		buf_printf(
			b, "type %s%s {\n  detail: %s\n}\n\n", built[i].name, who, built[i].type);
	type = sorted(u, rec_get(api->rec, "inputs"), &n);
	for (uint32_t i = 0; i < n; i++) {
		buf_printf(b, "input %s {\n", type[i]->key);
		for (uint32_t j = 0; j < type[i]->val->n; j++)
			buf_printf(b, "  %s: %s\n", type[i]->val->u.pair[j].key,
				value_text(type[i]->val->u.pair[j].val));
		buf_puts(b, "}\n\n");
	}
}

// `complete-job` to `CompleteJob`.
static const char *pascal(Unit *u, const char *name)
{
	Buf b = { .arena = u->arena };
	bool up = true;
	for (; *name; name++) {
		if (*name == '_' || *name == '-') {
			up = true;
			continue;
		}
		buf_putc(&b, up && *name >= 'a' && *name <= 'z' ? (char)(*name - 32) : *name);
		up = false;
	}
	return b.s ? b.s : "";
}

static void put_field(Buf *b, const Entity *api, const Pair *resolver)
{
	const char *input = rec_text(resolver->val, "input");
	buf_printf(b, "  %s", resolver->key);
	if (input) {
		buf_puts(b, "(");
		put_arguments(b, api, input, "", false);
		buf_puts(b, ")");
	}
	buf_printf(b, ": %s%s\n", rec_text(resolver->val, "output"), directives(api));
}

const char *graphql_schema(Unit *u, const Entity *api)
{
	Buf b = { .arena = u->arena };
	Buf subscription = { .arena = u->arena };
	const char *who = directives(api);
	put_types(u, &b, api);
	uint32_t n;
	const Pair **type = sorted(u, types_of(api), &n);
	const Value *own = rec_get(api->rec, "resolvers");
	buf_puts(&b, "type Query {\n");
	for (uint32_t i = 0; i < n; i++) {
		const Value *taken = value_get(own, U_FORMAT(u, "get%s", type[i]->key));
		if (!taken || !graphql_is_query(taken))
			buf_printf(&b, "  get%s(id: String!): %s%s\n", type[i]->key, type[i]->key,
				who);
	}
	if (!n)
		buf_printf(&b, "  getEvent(id: String!): Event%s\n", who);
	const Pair **resolver = sorted(u, own, &n);
	uint32_t mutations = 0;
	for (uint32_t i = 0; i < n; i++)
		if (graphql_is_query(resolver[i]->val))
			put_field(&b, api, resolver[i]);
		else
			mutations++;
	buf_puts(&b, mutations ? "}\n\ntype Mutation {\n" : "}\n\n");
	for (uint32_t i = 0; i < n; i++) {
		const char *name = resolver[i]->key;
		const char *output = rec_text(resolver[i]->val, "output");
		if (graphql_is_query(resolver[i]->val))
			continue;
		put_field(&b, api, resolver[i]);
		if (!rec_true(resolver[i]->val, "subscribe"))
			continue;
		// Only what the mutation gives back can be filtered by.
		const Value *id =
			value_get(value_get(types_of(api),
					  graphql_base(u, rec_get(resolver[i]->val, "output"))),
				"id");
		buf_printf(&subscription, "  subscribe%s", pascal(u, name));
		if (id)
			buf_printf(&subscription, "(id: %s%s)", graphql_base(u, id),
				str_ends(value_text(id), "!") ? "!" : "");
		buf_printf(&subscription, ": %s @aws_subscribe(mutations: [\"%s\"])%s\n", output,
			name, who);
	}
	if (mutations)
		buf_puts(&b, "}\n\n");
	if (subscription.n)
		buf_printf(&b, "type Subscription {\n%s}\n\n", subscription.s);
	buf_printf(&b, "schema {\n  query: Query\n%s%s}\n",
		mutations ? "  mutation: Mutation\n" : "",
		subscription.n ? "  subscription: Subscription\n" : "");
	return b.s;
}

// ---- Operations ---------------------------------------------------------------------------------

// What an operation asks back: all scalars, since subscribers get no more than it asks for.
static void put_selection(Unit *u, Buf *b, const Entity *api, const char *name, unsigned depth)
{
	const Value *type = value_get(types_of(api), name);
	if (graphql_built(name))
		buf_puts(b, " detail");
	for (uint32_t i = 0; type && i < type->n; i++) {
		const char *base = graphql_base(u, type->u.pair[i].val);
		if (!graphql_is_type(api, base)) {
			buf_printf(b, " %s", type->u.pair[i].key);
		} else if (depth < DEEPEST_SELECTION) {
			buf_printf(b, " %s {", type->u.pair[i].key);
			put_selection(u, b, api, base, depth + 1);
			buf_puts(b, " }");
		}
	}
	if (type)
		buf_puts(b, value_get(type, "createdAt") ? " updatedAt" : " createdAt updatedAt");
}

MutationCall graphql_call(Unit *u, const Entity *mutation, const char *detail, Span at)
{
	const Entity *api = graphql_api(mutation);
	const Value *resolver = graphql_resolver(mutation);
	const char *input = rec_text(resolver, "input");
	const char *output = graphql_base(u, rec_get(resolver, "output"));
	const GraphqlBuilt *event = graphql_built(input);
	const Value *type = event ? NULL : value_get(types_of(api), input);
	Buf b = { .arena = u->arena };
	Buf template = { .arena = u->arena };
	Value *paths = value_map(u->arena, at);
	buf_printf(&b, "mutation %s(", pascal(u, mutation->name));
	put_arguments(&b, api, input, "$", false);
	buf_printf(&b, ") { %s(", mutation->name);
	put_arguments(&b, api, input, "", true);
	buf_puts(&b, ")");
	if (graphql_is_type(api, output)) {
		buf_puts(&b, " {");
		put_selection(u, &b, api, output, 1);
		buf_puts(&b, " }");
	}
	buf_puts(&b, " }");
	for (uint32_t i = 0; type && i < type->n; i++) {
		const char *key = type->u.pair[i].key;
		buf_printf(&template, "%s\"%s\": <%s>", i ? ", " : "{", key, key);
		value_set(u->arena, paths, key, value_format(u->arena, at, "%s.%s", detail, key));
	}
	if (!type) {
		buf_printf(&template, "{\"%s\": <detail>", event ? "detail" : "input");
		value_set(u->arena, paths, "detail",
			value_format(u->arena, at, "%s%s", detail, event ? event->below : ""));
	}
	buf_puts(&template, "}");
	return (MutationCall){ b.s, template.s, paths };
}
