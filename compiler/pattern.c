// pattern.c: the structure of patterns: fields, lists of values, `$or`, size.
//
// A pattern is a map of fields. A field has a list of values, one of which has to match, or a map of
// further fields. `$or` has a list of maps, one of which has to match.
#include "pattern.h"

#include <string.h>

enum {
	LONGEST_EVENT = 2048, // quota "Event pattern size", by default
	LONGEST_POLICY = 256 * 1024,
	LONGEST_FILTER = 4096,
	POLICY_KEYS = 5,
	POLICY_WAYS = 150,
	EVENT_WAYS = 1000, // what `$or` may expand to
};

// clang-format off
static const PatternKind uses[] = {
	[PATTERN_EVENT]      = { "an event pattern", LONGEST_EVENT, 5e9, "", 0, EVENT_WAYS },
	[PATTERN_ATTRIBUTES] = { "a filter policy", LONGEST_POLICY, 1e9, "", POLICY_KEYS, POLICY_WAYS },
	[PATTERN_BODY]       = { "a filter policy", LONGEST_POLICY, 1e9, "", POLICY_KEYS, POLICY_WAYS },
	[PATTERN_SOURCE]     = { "a filter", LONGEST_FILTER, 5e9, "cidr wildcard", 0, 0 },
};
// What every event has, and what is in it.
static const struct {
	const char *name, *holds;
} event_fields[] = {
	{ "source", "a string" }, { "detail-type", "a string" }, { "detail", "a map" }, { "account", "a string" },
	{ "region", "a string" }, { "resources", "a string" }, { "time", "a string" }, { "id", "a string" },
	{ "version", "a string" }, { "replay-name", "a string" },
};
// clang-format on

static const char or_key[] = "$or";

// ---- Size ---------------------------------------------------------------------------------------

// The characters of a value as compact JSON; what is not known yet counts as long as it may be.
static size_t json_size(Unit *u, const Value *v)
{
	enum { UNKNOWN = 14 }; // us-gov-west-1 and its like; an account is 12 digits
	size_t n = 2;
	if (v->kind == V_HOLE || v->kind == V_JOIN) {
		const char *known = value_known(u, v);
		if (known)
			return n + strlen(known);
		for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
			n += value_text(v->u.item[i]) ? v->u.item[i]->n : UNKNOWN;
		return v->kind == V_HOLE ? n + UNKNOWN : n;
	}
	if (v->kind == V_LIST || v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++) {
			n += i > 0;
			n += v->kind == V_MAP ? strlen(v->u.pair[i].key) + 3 : 0;
			n += json_size(u, v->kind == V_MAP ? v->u.pair[i].val : v->u.item[i]);
		}
		return n;
	}
	Buf b = { .arena = u->arena };
	value_json(&b, v);
	return b.n;
}

// ---- Values -------------------------------------------------------------------------------------

// A lone value in place of a list: the list of it is meant.
static void not_a_list(const PatternContext *c, const Pair *p)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/\"' ";
	Diag *d = say_pattern_value(c->u, p->val->at, p->key, value_noun(p->val));
	if (!value_scalar(p->val) || p->val->style == STYLE_BLOCK || p->val->kind == V_NULL)
		return;
	const char *text = c->u->src[p->val->at.file]->text + p->val->at.lo;
	size_t n = p->val->at.hi - p->val->at.lo;
	if (n && strspn(text, plain) >= n)
		diag_fix(d, FIX_SAFE, "make it a list", p->val->at,
			U_FORMAT(c->u, "[%.*s]", (int)n, text));
}

// An element that can never be equal to what the event holds there.
static void check_element_type(
	const PatternContext *c, const Pair *field, const Value *v, const char *holds)
{
	if (!holds || pattern_is_string(v) || v->kind == V_MAP || v->kind == V_BAD)
		return;
	Diag *d = say_pattern_field_type(c->u, v->at, field->key, holds);
	diag_label(d, "this is %s", value_noun(v));
	// In JSON inside a string of double quotes, a quote is written `\\"`.
	if (v->kind == V_NUM && c->u->src[field->at.file]->text[field->at.lo] != '\\')
		diag_fix(d, FIX_SAFE, "write it as a string", v->at,
			U_FORMAT(c->u, "\"%s\"", v->u.s));
}

static void check_values(const PatternContext *c, const Pair *field, const char *holds)
{
	const Value *list = field->val;
	if (!list->n)
		say_pattern_empty(c->u, list->at, U_FORMAT(c->u, "the list of `%s`", field->key));
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = list->u.item[i];
		check_element_type(c, field, v, holds);
		if (v->kind == V_LIST)
			say_pattern_element(c->u, v->at, field->key, value_noun(v));
		else if (v->kind == V_MAP)
			pattern_operator(c, v);
	}
}

// ---- Fields -------------------------------------------------------------------------------------

// How many ways to match there are, as SNS and EventBridge count them.
typedef uint64_t Ways;

static Ways times(Ways a, Ways b)
{
	Ways out;
	return __builtin_mul_overflow(a, b, &out) ? UINT64_MAX : out;
}

static Ways check_fields(const PatternContext *c, const Value *map, bool top, bool in_or);

static Ways check_or(const PatternContext *c, const Pair *p, bool top)
{
	const Value *list = p->val;
	if (list->kind != V_LIST || list->n < 2) {
		say_pattern_or(c->u, list->at,
			list->kind == V_LIST ? U_FORMAT(c->u, "a list of %u", list->n) :
					       value_noun(list));
		return 1;
	}
	Ways sum = 0;
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = list->u.item[i];
		if (v->kind == V_MAP)
			sum += check_fields(c, v, top, true);
		else if (v->kind != V_BAD)
			say_pattern_or(
				c->u, v->at, U_FORMAT(c->u, "%s in its list", value_noun(v)));
	}
	return sum ? sum : 1;
}

// What an event holds in a field of its own; NULL: not known.
static const char *event_field(const PatternContext *c, const Pair *p)
{
	Nearest near = { .word = p->key };
	for (size_t i = 0; i < COUNT(event_fields); i++) {
		if (str_eq(event_fields[i].name, p->key))
			return event_fields[i].holds;
		nearest_try(&near, event_fields[i].name);
	}
	Diag *d = say_pattern_field(c->u, p->at, p->key);
	diag_nearest(d, &near, FIX_MAYBE, p->at);
	if (!near.best)
		diag_line(d, "what the producer sends is in `detail`");
	return NULL;
}

static Ways check_field(const PatternContext *c, const Pair *p, bool top, bool in_or)
{
	const char *holds = top && c->use == PATTERN_EVENT ? event_field(c, p) : NULL;
	bool map_wanted = str_eq(holds, "a map");
	if (in_or && pattern_reserved(p->key))
		say_pattern_reserved(c->u, p->at, p->key);
	if (p->val->kind == V_BAD)
		return 1;
	if (p->val->kind == V_LIST) {
		if (map_wanted && p->val->n && p->val->u.item[0]->kind != V_MAP)
			say_pattern_field_type(c->u, p->val->at, p->key, holds);
		check_values(c, p, map_wanted ? NULL : holds);
		return p->val->n ? p->val->n : 1;
	}
	if (p->val->kind != V_MAP) {
		not_a_list(c, p);
		return 1;
	}
	if (c->use == PATTERN_ATTRIBUTES)
		diag_line(say_pattern_nested(c->u, p->at, p->key),
			"to look into the message itself, write `filter_scope: body`");
	else if (holds && !map_wanted)
		say_pattern_field_type(c->u, p->val->at, p->key, holds);
	return check_fields(c, p->val, false, in_or);
}

static Ways check_fields(const PatternContext *c, const Value *map, bool top, bool in_or)
{
	Ways ways = 1;
	if (!map->n)
		say_pattern_empty(c->u, map->at, top ? c->kind->what : "a map of fields");
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		Ways n = str_eq(p->key, or_key) ? check_or(c, p, top) :
						  check_field(c, p, top, in_or);
		// An event pattern lists alternatives of a field together; only `$or` multiplies.
		if (c->use != PATTERN_EVENT || str_eq(p->key, or_key) || p->val->kind == V_MAP)
			ways = times(ways, n);
	}
	return ways;
}

void pattern_check(Unit *u, const Value *pattern, PatternUse use)
{
	PatternContext c = { u, use, &uses[use] };
	if (pattern->kind == V_BAD)
		return;
	if (pattern->kind != V_MAP) {
		say_pattern_not_map(u, pattern->at, c.kind->what, value_noun(pattern));
		return;
	}
	Ways ways = check_fields(&c, pattern, true, false);
	size_t n = json_size(u, pattern);
	if (n > c.kind->longest)
		say_pattern_too_long(u, pattern->at, c.kind->what, U_FORMAT(u, "%zu", n),
			U_FORMAT(u, "%u", c.kind->longest));
	if (c.kind->most_keys && pattern->n > c.kind->most_keys)
		say_pattern_keys(
			u, pattern->u.pair[c.kind->most_keys].at, U_FORMAT(u, "%u", pattern->n));
	if (c.kind->most_ways && ways > c.kind->most_ways)
		say_pattern_ways(
			u, pattern->at, c.kind->what, U_FORMAT(u, "%u", c.kind->most_ways));
}
