// graphql_check.c: what is wrong with the types, inputs and resolvers of a GraphQL API.
#include "graphql.h"

#include <string.h>

static const char scalars[] =
	"ID String Int Float Boolean AWSDate AWSTime AWSDateTime AWSTimestamp AWSEmail "
	"AWSJSON AWSURL AWSPhone AWSIPAddress";
static const char reserved[] = "Query Mutation Subscription";
static const char events[] = "Event EventData EventDataJSON EventMetadata";

// What is looked at, and the names of types that were missed so far.
typedef struct Check {
	Unit *u;
	const Entity *api;
	Map missed; // Sym to Diag
	Map told;   // graphql_table_check
} Check;

static bool is_input(const Entity *api, const char *name)
{
	return value_get(rec_get(api->rec, "inputs"), name) != NULL;
}

// Whether a section of types was refused, and with it who knows which of them.
static bool is_lost(const Entity *api, const char *section)
{
	const Value *map = rec_get(api->rec, section);
	return rec_given(api->rec, section) && (!map || map->kind != V_MAP);
}

static void unknown_type(Check *c, const char *name, Span at)
{
	Unit *u = c->u;
	const Entity *api = c->api;
	if (is_lost(api, "types") || is_lost(api, "inputs"))
		return;
	Diag *d = map_get(&c->missed, unit_sym(u, name));
	if (d) {
		diag_related(d, at, "used here as well");
		return;
	}
	d = say_graphql_type_unknown(u, at, name);
	map_put(&c->missed, unit_sym(u, name), d);
	Nearest near = { .word = name };
	const Value *own[] = { rec_get(api->rec, "types"), rec_get(api->rec, "inputs") };
	for (size_t k = 0; k < COUNT(own); k++)
		for (uint32_t i = 0; own[k] && own[k]->kind == V_MAP && i < own[k]->n; i++)
			nearest_try(&near, own[k]->u.pair[i].key);
	for (Word w = { .rest = scalars }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	for (Word w = { .rest = events }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	diag_nearest(d, &near, FIX_SAFE, at);
}

enum Side { GIVES = 1, TAKES = 2 };

// A hole that stands for nothing was said to.
static bool is_refused_hole(const Value *v)
{
	if (v->kind == V_HOLE)
		return v->u.hole.val && v->u.hole.val->kind == V_BAD;
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
		if (is_refused_hole(v->u.item[i]))
			return true;
	return v->kind == V_BAD;
}

// As it was written, where that is one line.
static const char *shown(Unit *u, const Value *v)
{
	const char *text = v->at.file ? u->src[v->at.file]->text + v->at.lo : "";
	size_t n = v->at.file ? v->at.hi - v->at.lo : 0;
	bool fits = n && n < 80 && !memchr(text, '\n', n);
	return fits ? arena_copy(u->arena, text, n) : value_noun(v);
}

// A type expression stands where values are given, where they are taken, or both.
static void check_type(Check *c, const Value *v, unsigned side)
{
	Unit *u = c->u;
	const Entity *api = c->api;
	size_t lo;
	size_t hi;
	const char *s = value_text(v);
	if (is_refused_hole(v))
		return;
	if (!s || !graphql_type_name(s, &lo, &hi)) {
		Diag *d = say_graphql_type_form(u, v->at, s ? s : shown(u, v));
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
	if (input && graphql_is_type(api, name))
		return; // which is said where they are declared
	if (!input && !graphql_is_type(api, name))
		unknown_type(c, name, at);
	else if (input && (side & GIVES))
		diag_line(say_graphql_side(u, at, name, "an input", "given back"),
			"GraphQL takes inputs as arguments only; declare a type");
	else if (!input && (side & TAKES))
		diag_line(say_graphql_side(u, at, name, "a type", "an argument"),
			"GraphQL takes scalars and inputs as arguments; declare it under `inputs`");
}

static void check_names(Check *c, const Value *map, const Value *other, unsigned side)
{
	Unit *u = c->u;
	if (map && map->kind != V_MAP && map->kind != V_BAD)
		say_wrong_type(
			u, map->at, side == TAKES ? "inputs" : "types", "a map", value_noun(map));
	for (uint32_t i = 0; map && map->kind == V_MAP && i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const Pair *twin = value_pair(other, p->key);
		if (!graphql_is_name(p->key))
			diag_line(say_graphql_name(u, p->at, p->key),
				"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
		else if (word_in(scalars, p->key, strlen(p->key)) ||
			word_in(reserved, p->key, strlen(p->key)) || graphql_built(p->key))
			diag_line(say_graphql_name_taken(u, p->at, p->key),
				"built in are: %s %s %s", scalars, reserved, events);
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
			if (!graphql_is_name(f->key))
				diag_line(say_graphql_name(u, f->at, f->key),
					"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
			check_type(c, f->val, side);
		}
	}
}

// The fields that a mutation takes, one by one: of a type, or of what an event carries.
static void check_input(Check *c, const Value *v)
{
	Unit *u = c->u;
	const Entity *api = c->api;
	const char *name = value_text(v);
	const Value *type = name ? value_get(rec_get(api->rec, "types"), name) : NULL;
	if (!name || graphql_built(name) || is_input(api, name))
		return;
	if (!type) {
		unknown_type(c, name, v->at);
		return;
	}
	for (uint32_t i = 0; type->kind == V_MAP && i < type->n; i++) {
		const char *base = graphql_base(u, type->u.pair[i].val);
		if (!base || is_input(api, base) || !graphql_is_type(api, base))
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
	Check c = {
		.u = u, .api = api, .missed = { .arena = u->arena }, .told = { .arena = u->arena }
	};
	check_names(&c, rec_get(api->rec, "types"), rec_get(api->rec, "inputs"), GIVES);
	check_names(&c, rec_get(api->rec, "inputs"), rec_get(api->rec, "types"), TAKES);
	const Value *resolvers = rec_get(api->rec, "resolvers");
	for (uint32_t i = 0; resolvers && resolvers->kind == V_MAP && i < resolvers->n; i++) {
		const Pair *p = &resolvers->u.pair[i];
		if (!graphql_is_name(p->key))
			diag_line(say_graphql_name(u, p->at, p->key),
				"GraphQL's names are letters, digits and `_`, and begin with no digit and not with `__`");
		const Value *input = rec_get(p->val, "input");
		const Value *output = rec_get(p->val, "output");
		if (input)
			check_input(&c, input);
		if (output)
			check_type(&c, output, GIVES);
		if (p->val->kind == V_REC)
			graphql_table_check(u, api, p, &c.told);
	}
}
