// graphql_schema.c: types, inputs and resolvers of a GraphQL API, as a schema and as operations.
//
// A type or input is a map of fields to type expressions: `String`, `String!`, `[Job!]!`. A mutation
// takes the fields of its type as arguments, or its input as the one argument `input`.
#include "graphql.h"

#include <string.h>

enum { DEEPEST_SELECTION = 3 }; // how far an operation asks into types of types

static const char scalars[] =
	"ID String Int Float Boolean AWSDate AWSTime AWSDateTime AWSTimestamp AWSEmail "
	"AWSJSON AWSURL AWSPhone AWSIPAddress";
static const char reserved[] = "Query Mutation Subscription";

// Types that every API has: what an event carries, and where in its detail that stands.
static const struct Built {
	const char *name, *type, *below;
} built[] = {
	{ "Event", "String", "" },
	{ "EventData", "String", ".data" },
	{ "EventDataJSON", "AWSJSON", ".data" },
	{ "EventMetadata", "String", ".metadata" },
};

static const struct Built *built_of(const char *name)
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

static bool is_name(const char *s)
{
	const char *from = s;
	while (is_name_char(*s, s == from))
		s++;
	return s > from && !*s && !str_starts(from, "__");
}

// The name inside a type expression, its place in `*lo` and `*hi`; false: it is none.
static bool type_name(const char *s, size_t *lo, size_t *hi)
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

static const char *base_of(Unit *u, const Value *type)
{
	size_t lo;
	size_t hi;
	const char *s = value_text(type);
	return s && type_name(s, &lo, &hi) ? arena_copy(u->arena, s + lo, hi - lo) : NULL;
}

Value *graphql_resolver(const Entity *mutation)
{
	return value_get(rec_get(graphql_api(mutation)->rec, "resolvers"), mutation->name);
}

Entity *graphql_api(const Entity *mutation)
{
	return rec_ent(mutation->rec, "api");
}

static Value *types_of(const Entity *api)
{
	return rec_get(api->rec, "types");
}

static Value *inputs_of(const Entity *api)
{
	return rec_get(api->rec, "inputs");
}

// ---- Checks -------------------------------------------------------------------------------------

static bool is_input(const Entity *api, const char *name)
{
	return value_get(inputs_of(api), name) != NULL;
}

static bool is_type(const Entity *api, const char *name)
{
	return value_get(types_of(api), name) || built_of(name);
}

static void unknown_type(Unit *u, const Entity *api, const char *name, Span at)
{
	Diag *d = say_graphql_type_unknown(u, at, name);
	Nearest near = { .word = name };
	const Value *own[] = { types_of(api), inputs_of(api) };
	for (size_t k = 0; k < COUNT(own); k++)
		for (uint32_t i = 0; own[k] && own[k]->kind == V_MAP && i < own[k]->n; i++)
			nearest_try(&near, own[k]->u.pair[i].key);
	for (Word w = { .rest = scalars }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	for (size_t i = 0; i < COUNT(built); i++)
		nearest_try(&near, built[i].name);
	diag_nearest(d, &near, FIX_SAFE, at);
}

enum Side { GIVES = 1, TAKES = 2 };

// A type expression stands where values are given, where they are taken, or both.
static void check_type(Unit *u, const Entity *api, const Value *v, unsigned side)
{
	size_t lo;
	size_t hi;
	const char *s = value_text(v);
	if (v->kind == V_BAD)
		return;
	if (!s || !type_name(s, &lo, &hi)) {
		Diag *d = say_graphql_type_form(u, v->at, s ? s : value_noun(v));
		const char *text = v->at.file ? u->src[v->at.file]->text + v->at.lo : "";
		size_t n = v->at.file ? v->at.hi - v->at.lo : 0;
		diag_line(d, "it is written `String`, `String!` or `[Job!]!`");
		if (v->kind == V_LIST && *text == '[' && !memchr(text, '\'', n) &&
			!memchr(text, '\n', n))
			diag_fix(d, FIX_SAFE, "quote it; without quotes it is a list of YAML",
				v->at, U_FORMAT(u, "'%.*s'", (int)n, text));
		return;
	}
	const char *name = arena_copy(u->arena, s + lo, hi - lo);
	Span at = value_part(u, v, lo, hi);
	if (word_in(scalars, name, strlen(name)))
		return;
	bool input = is_input(api, name);
	if (input && is_type(api, name))
		return; // which is said where they are declared
	if (!input && !is_type(api, name))
		unknown_type(u, api, name, at);
	else if (input && (side & GIVES))
		diag_line(say_graphql_side(u, at, name, "an input", "given back"),
			"GraphQL takes inputs as arguments only; declare a type");
	else if (!input && (side & TAKES))
		diag_line(say_graphql_side(u, at, name, "a type", "an argument"),
			"GraphQL takes scalars and inputs as arguments; declare it under `inputs`");
}

static void check_names(
	Unit *u, const Entity *api, const Value *map, const Value *other, unsigned side)
{
	if (map && map->kind != V_MAP && map->kind != V_BAD)
		say_wrong_type(
			u, map->at, side == TAKES ? "inputs" : "types", "a map", value_noun(map));
	for (uint32_t i = 0; map && map->kind == V_MAP && i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const Pair *twin = value_pair(other, p->key);
		if (!is_name(p->key))
			diag_line(say_graphql_name(u, p->at, p->key),
				"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
		else if (word_in(scalars, p->key, strlen(p->key)) ||
			word_in(reserved, p->key, strlen(p->key)) || built_of(p->key))
			diag_line(say_graphql_name_taken(u, p->at, p->key),
				"built in are: %s %s Event EventData EventDataJSON EventMetadata",
				scalars, reserved);
		else if (twin && side == TAKES)
			diag_context(
				say_graphql_name_taken(u, p->at, p->key), twin->at, "the type");
		if (p->val->kind != V_MAP && p->val->kind != V_BAD)
			say_wrong_type(u, p->val->at, p->key, "a map of fields to types",
				value_noun(p->val));
		else if (p->val->kind == V_MAP && !p->val->n)
			say_graphql_no_fields(u, p->at, p->key);
		for (uint32_t j = 0; p->val->kind == V_MAP && j < p->val->n; j++) {
			const Pair *f = &p->val->u.pair[j];
			if (!is_name(f->key))
				diag_line(say_graphql_name(u, f->at, f->key),
					"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
			check_type(u, api, f->val, side);
		}
	}
}

// The fields that a mutation takes, one by one: of a type, or of what an event carries.
static void check_input(Unit *u, const Entity *api, const Value *v)
{
	const char *name = value_text(v);
	const Value *type = name ? value_get(types_of(api), name) : NULL;
	if (!name || built_of(name) || is_input(api, name))
		return;
	if (!type) {
		unknown_type(u, api, name, v->at);
		return;
	}
	for (uint32_t i = 0; type->kind == V_MAP && i < type->n; i++) {
		const char *base = base_of(u, type->u.pair[i].val);
		if (!base || is_input(api, base) || !is_type(api, base))
			continue;
		Diag *d = say_graphql_side(u, v->at, name,
			U_FORMAT(u, "a type with the field `%s: %s`", type->u.pair[i].key,
				value_text(type->u.pair[i].val)),
			"an argument");
		diag_related(d, type->u.pair[i].at, "the field");
		diag_line(d,
			"GraphQL takes scalars and inputs as arguments; declare it under `inputs`");
	}
}

void graphql_schema_check(Unit *u, Entity *api)
{
	check_names(u, api, types_of(api), inputs_of(api), GIVES);
	check_names(u, api, inputs_of(api), types_of(api), TAKES);
	const Value *resolvers = rec_get(api->rec, "resolvers");
	for (uint32_t i = 0; resolvers && resolvers->kind == V_MAP && i < resolvers->n; i++) {
		const Pair *p = &resolvers->u.pair[i];
		if (!is_name(p->key))
			diag_line(say_graphql_name(u, p->at, p->key),
				"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
		const Value *input = rec_get(p->val, "input");
		const Value *output = rec_get(p->val, "output");
		if (input)
			check_input(u, api, input);
		if (output)
			check_type(u, api, output, GIVES);
	}
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
	const struct Built *event = built_of(input);
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
	type = sorted(u, inputs_of(api), &n);
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

const char *graphql_schema(Unit *u, const Entity *api)
{
	Buf b = { .arena = u->arena };
	Buf subscription = { .arena = u->arena };
	const char *who = directives(api);
	put_types(u, &b, api);
	uint32_t n;
	const Pair **type = sorted(u, types_of(api), &n);
	buf_puts(&b, "type Query {\n");
	for (uint32_t i = 0; i < n; i++)
		buf_printf(&b, "  get%s(id: String!): %s%s\n", type[i]->key, type[i]->key, who);
	if (!n)
		buf_printf(&b, "  getEvent(id: String!): Event%s\n", who);
	buf_puts(&b, "}\n\ntype Mutation {\n");
	const Pair **resolver = sorted(u, rec_get(api->rec, "resolvers"), &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *name = resolver[i]->key;
		const char *output = rec_text(resolver[i]->val, "output");
		buf_printf(&b, "  %s(", name);
		put_arguments(&b, api, rec_text(resolver[i]->val, "input"), "", false);
		buf_printf(&b, "): %s%s\n", output, who);
		if (!rec_true(resolver[i]->val, "subscribe"))
			continue;
		// Only what the mutation gives back can be filtered by.
		const Value *id = value_get(
			value_get(types_of(api), base_of(u, rec_get(resolver[i]->val, "output"))),
			"id");
		buf_printf(&subscription, "  subscribe%s", pascal(u, name));
		if (id)
			buf_printf(&subscription, "(id: %s%s)", base_of(u, id),
				str_ends(value_text(id), "!") ? "!" : "");
		buf_printf(&subscription, ": %s @aws_subscribe(mutations: [\"%s\"])%s\n", output,
			name, who);
	}
	buf_puts(&b, "}\n\n");
	if (subscription.n)
		buf_printf(&b, "type Subscription {\n%s}\n\n", subscription.s);
	buf_printf(&b, "schema {\n  query: Query\n  mutation: Mutation\n%s}\n",
		subscription.n ? "  subscription: Subscription\n" : "");
	return b.s;
}

// ---- Operations ---------------------------------------------------------------------------------

// What an operation asks back: all scalars, since subscribers get no more than it asks for.
static void put_selection(Unit *u, Buf *b, const Entity *api, const char *name, unsigned depth)
{
	const Value *type = value_get(types_of(api), name);
	if (built_of(name))
		buf_puts(b, " detail");
	for (uint32_t i = 0; type && i < type->n; i++) {
		const char *base = base_of(u, type->u.pair[i].val);
		if (!is_type(api, base)) {
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
	const char *output = base_of(u, rec_get(resolver, "output"));
	const struct Built *event = built_of(input);
	const Value *type = event ? NULL : value_get(types_of(api), input);
	Buf b = { .arena = u->arena };
	Buf template = { .arena = u->arena };
	Value *paths = value_map(u->arena, at);
	buf_printf(&b, "mutation %s(", pascal(u, mutation->name));
	put_arguments(&b, api, input, "$", false);
	buf_printf(&b, ") { %s(", mutation->name);
	put_arguments(&b, api, input, "", true);
	buf_puts(&b, ")");
	if (is_type(api, output)) {
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
