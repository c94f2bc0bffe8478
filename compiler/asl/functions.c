// functions.c: "Intrinsic functions for JSONPath states" as rows.
#include "functions.h"

#include <stdlib.h>
#include <string.h>

typedef struct Function Function;
struct Function {
	const char *name; // without States.
	uint8_t least, most;
	// Types of the arguments, the last for all further ones: s string, n number, a array,
	// o object, b boolean, j anything.
	const char *types;
	uint8_t gives; // ArgType
	void (*check)(const FunctionCall *, const Function *);
};

enum { MANY = 255 };

static Span arg_span(const FunctionCall *c, uint32_t i)
{
	return asl_span(c->h->a, c->t, c->arg[i].lo, c->arg[i].hi);
}

static const char *arg_text(const FunctionCall *c, uint32_t i)
{
	return asl_shown(c->h->a, c->t, c->arg[i].lo, c->arg[i].hi);
}

static bool is_literal(const FunctionCall *c, uint32_t i, ArgType type)
{
	return i < c->n && c->arg[i].type == type && !c->arg[i].call &&
		!memchr(c->t->s + c->arg[i].lo, HOLE, c->arg[i].hi - c->arg[i].lo);
}

static Diag *tell_argument(const FunctionCall *c, const Function *f, uint32_t i, const char *wanted)
{
	return say_asl_call_argument(c->h->a->u, arg_span(c, i), f->name, arg_text(c, i), wanted);
}

// As many `{}` in the template as arguments follow it.
static void check_format(const FunctionCall *c, const Function *f)
{
	(void)f;
	if (!is_literal(c, 0, ARG_STRING))
		return;
	uint32_t places = 0;
	for (uint32_t i = c->arg[0].lo; i + 1 < c->arg[0].hi; i++) {
		if (c->t->s[i] == '\\')
			i++;
		else if (c->t->s[i] == '{' && c->t->s[i + 1] == '}')
			places++;
	}
	if (places == c->n - 1)
		return;
	Unit *u = c->h->a->u;
	Diag *d = say_asl_format_places(
		u, arg_span(c, 0), U_FORMAT(u, "%u", places), U_FORMAT(u, "%u", c->n - 1));
	if (places < c->n - 1)
		diag_context(d, arg_span(c, places + 1), "has no `{}`");
}

static double number(const FunctionCall *c, uint32_t i)
{
	return strtod(arg_text(c, i), NULL);
}

static void check_partition(const FunctionCall *c, const Function *f)
{
	if (is_literal(c, 1, ARG_NUMBER) && number(c, 1) < 0.5)
		tell_argument(c, f, 1, "a size of 1 or more");
}

static void check_index(const FunctionCall *c, const Function *f)
{
	if (is_literal(c, 1, ARG_NUMBER) && number(c, 1) < 0)
		tell_argument(c, f, 1, "an index of 0 or more");
}

static void check_range(const FunctionCall *c, const Function *f)
{
	enum { MOST_ITEMS = 1000 };
	if (is_literal(c, 2, ARG_NUMBER) && number(c, 2) == 0) {
		tell_argument(c, f, 2, "a step that is not 0");
		return;
	}
	for (uint32_t i = 0; i < 3; i++)
		if (!is_literal(c, i, ARG_NUMBER))
			return;
	double items = (number(c, 1) - number(c, 0)) / number(c, 2) + 1;
	if (items >= MOST_ITEMS + 1)
		say_asl_range_long(c->h->a->u, asl_span(c->h->a, c->t, c->arg[0].lo, c->arg[2].hi),
			U_FORMAT(c->h->a->u, "%.0f", items));
}

static void check_size(const FunctionCall *c, const Function *f)
{
	enum { MOST_CHARACTERS = 10000 };
	if (!is_literal(c, 0, ARG_STRING))
		return;
	size_t n = utf8_length(c->t->s + c->arg[0].lo, c->arg[0].hi - c->arg[0].lo) - 2;
	if (n > MOST_CHARACTERS)
		say_asl_call_argument(c->h->a->u, arg_span(c, 0), f->name,
			U_FORMAT(c->h->a->u, "a string of %zu characters", n), "at most 10000");
}

static void check_hash(const FunctionCall *c, const Function *f)
{
	static const char algorithms[] = "MD5 SHA-1 SHA-256 SHA-384 SHA-512";
	check_size(c, f);
	if (!is_literal(c, 1, ARG_STRING))
		return;
	uint32_t lo = c->arg[1].lo + 1;
	uint32_t hi = c->arg[1].hi - 1;
	if (word_in(algorithms, c->t->s + lo, hi - lo))
		return;
	const char *word = asl_shown(c->h->a, c->t, lo, hi);
	Diag *d = say_asl_hash_unknown(c->h->a->u, asl_span(c->h->a, c->t, lo, hi), word);
	Nearest near = { .word = word };
	for (Word w = { algorithms }; word_next(&w);)
		nearest_try(&near, arena_copy(c->h->a->u->arena, w.s, w.n));
	diag_nearest(d, &near, FIX_MAYBE, asl_exact(c->h->a, c->t, lo, hi));
	diag_line(d, "algorithms: MD5, SHA-1, SHA-256, SHA-384, SHA-512");
}

static void check_merge(const FunctionCall *c, const Function *f)
{
	(void)f;
	if (is_literal(c, 2, ARG_BOOL) && !str_eq(arg_text(c, 2), "false"))
		diag_fix(say_asl_merge_deep(c->h->a->u, arg_span(c, 2)), FIX_SAFE, "use `false`",
			asl_exact(c->h->a, c->t, c->arg[2].lo, c->arg[2].hi), "false");
}

// clang-format off
static const Function functions[] = {
	{ "Format",         1, MANY, "sj",  ARG_STRING, check_format },
	{ "StringToJson",   1, 1,    "s",   ARG_VALUE },
	{ "JsonToString",   1, 1,    "j",   ARG_STRING },
	{ "Array",          0, MANY, "j",   ARG_ARRAY },
	{ "ArrayPartition", 2, 2,    "an",  ARG_ARRAY, check_partition },
	{ "ArrayContains",  2, 2,    "aj",  ARG_BOOL },
	{ "ArrayRange",     3, 3,    "nnn", ARG_ARRAY, check_range },
	{ "ArrayGetItem",   2, 2,    "an",  ARG_ANY,   check_index },
	{ "ArrayLength",    1, 1,    "a",   ARG_NUMBER },
	{ "ArrayUnique",    1, 1,    "a",   ARG_ARRAY },
	{ "Base64Encode",   1, 1,    "s",   ARG_STRING, check_size },
	{ "Base64Decode",   1, 1,    "s",   ARG_STRING, check_size },
	{ "Hash",           2, 2,    "js",  ARG_STRING, check_hash },
	{ "JsonMerge",      3, 3,    "oob", ARG_OBJECT, check_merge },
	{ "MathRandom",     2, 3,    "nnn", ARG_NUMBER },
	{ "MathAdd",        2, 2,    "nn",  ARG_NUMBER },
	{ "StringSplit",    2, 2,    "ss",  ARG_ARRAY },
	{ "UUID",           0, 0,    "",    ARG_STRING },
};
// clang-format on

static const struct {
	char letter;
	const char *noun;
} type_nouns[] = {
	[ARG_ANY] = { 'j', "any value" },
	[ARG_STRING] = { 's', "a string" },
	[ARG_NUMBER] = { 'n', "a number" },
	[ARG_BOOL] = { 'b', "a boolean" },
	[ARG_NULL] = { 'z', "null" },
	[ARG_ARRAY] = { 'a', "an array" },
	[ARG_OBJECT] = { 'o', "an object" },
	[ARG_VALUE] = { 'j', "any JSON" },
};

const char *arg_noun(ArgType type)
{
	return type_nouns[type].noun;
}

static const Function *find(const FunctionCall *c)
{
	static const char prefix[] = "States.";
	size_t skip = sizeof prefix - 1;
	const char *s = c->t->s + c->lo;
	size_t n = c->hi - c->lo;
	bool states = n > skip && memcmp(s, prefix, skip) == 0;
	for (size_t i = 0; states && i < COUNT(functions); i++)
		if (strlen(functions[i].name) == n - skip &&
			memcmp(functions[i].name, s + skip, n - skip) == 0)
			return &functions[i];
	Arena *a = c->h->a->u->arena;
	Span at = asl_span(c->h->a, c->t, c->lo, c->hi);
	const char *name = asl_shown(c->h->a, c->t, c->lo, c->hi);
	if (memchr(s, HOLE, n))
		return NULL;
	Diag *d = say_asl_function_unknown(c->h->a->u, at, name);
	Nearest near = { .word = name };
	for (size_t i = 0; i < COUNT(functions); i++)
		nearest_try(&near, arena_format(a, "States.%s", functions[i].name));
	for (size_t i = 0; !near.best && i < COUNT(functions); i++)
		if (same_letters(functions[i].name, name))
			near = (Nearest){ .best = arena_format(a, "States.%s", functions[i].name),
				.ntie = 1 };
	bool certain = near.ntie == 1 && same_letters(near.best, name);
	diag_nearest(
		d, &near, certain ? FIX_SAFE : FIX_MAYBE, asl_exact(c->h->a, c->t, c->lo, c->hi));
	return NULL;
}

static void check_types(const FunctionCall *c, const Function *f)
{
	size_t last = strlen(f->types) - 1;
	for (uint32_t i = 0; i < c->n; i++) {
		char want = f->types[i < last ? i : last];
		ArgType type = c->arg[i].type;
		if (want == 'j' || type == ARG_ANY || type == ARG_VALUE ||
			type_nouns[type].letter == want)
			continue;
		const char *noun = "";
		for (size_t j = 0; j < COUNT(type_nouns); j++)
			if (type_nouns[j].letter == want)
				noun = type_nouns[j].noun;
		Diag *d = tell_argument(c, f, i, noun);
		if (c->arg[i].call) // AWS is known to judge literals only
			diag_severity(d, WARNING);
	}
}

ArgType asl_function(const FunctionCall *c)
{
	const Function *f = find(c);
	if (!f)
		return ARG_ANY;
	Unit *u = c->h->a->u;
	if (c->n < f->least || (c->n > f->most && f->most != MANY)) {
		const char *wanted = f->most == MANY ? U_FORMAT(u, "%u or more", f->least) :
			f->most > f->least           ? U_FORMAT(u, "%u to %u", f->least, f->most) :
			f->most                      ? U_FORMAT(u, "%u", f->least) :
						       "none";
		say_asl_call_arity(u, asl_span(c->h->a, c->t, c->lo, c->hi), f->name,
			U_FORMAT(u, "%u", c->n), wanted);
		return f->gives;
	}
	if (c->n)
		check_types(c, f);
	if (f->check && c->n)
		f->check(c, f);
	return f->gives;
}
