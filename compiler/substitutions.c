// substitutions.c: CloudFormation refuses a definition with a `${Name}` that is not among its
// DefinitionSubstitutions, once it has any.
#include "substitutions.h"

#include <string.h>

typedef struct Names {
	Unit *u;
	const Value *given;
	bool raw; // strings are a file's own bytes
	Map used;
} Names;

// Length of the name at s, which stands behind `${`; 0 when it is no plain name.
static size_t name_length(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
	return s[n] == '}' ? n : 0;
}

static void check_string(Names *names, const Value *v)
{
	Unit *u = names->u;
	for (const char *s = strstr(v->u.s, "${"); s; s = strstr(s + 2, "${")) {
		size_t n = name_length(s + 2);
		if (!n)
			continue;
		Sym name = sym_n(u->syms, s + 2, n);
		map_put(&names->used, name, (void *)name);
		if (value_pair(names->given, name))
			continue;
		size_t lo = (size_t)(s - v->u.s) + 2;
		Span at = { v->at.file, (uint32_t)lo, (uint32_t)(lo + n) };
		if (!names->raw)
			at = value_part(u, v, lo, lo + n);
		Diag *d = say_asl_substitution_unknown(u, at, name);
		Nearest near = { .word = name };
		for (uint32_t i = 0; i < names->given->n; i++)
			nearest_try(&near, names->given->u.pair[i].key);
		diag_nearest(d, &near, FIX_MAYBE, at);
		if (near.best)
			map_put(&names->used, near.best, (void *)near.best);
	}
}

static void walk(Names *names, const Value *v)
{
	if (v->kind == V_STR)
		check_string(names, v);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		walk(names, v->u.item[i]);
	// What Fn::Sub names is the template's.
	if (v->kind == V_MAP && v->n == 1 && str_starts(v->u.pair[0].key, "Fn::"))
		return;
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++)
		walk(names, v->u.pair[i].val);
}

static bool known(const Value *given)
{
	return given && given->kind == V_MAP &&
		!(given->n == 1 && str_starts(given->u.pair[0].key, "Fn::"));
}

static void tell_unused(const Names *names)
{
	const Value *given = names->given;
	for (uint32_t i = 0; i < given->n; i++)
		if (!map_get(&names->used, given->u.pair[i].key))
			say_asl_substitution_unused(
				names->u, given->u.pair[i].at, given->u.pair[i].key);
}

void check_substitutions(Unit *u, const Value *machine, const Value *given)
{
	if (!known(given))
		return;
	Names names = { .u = u, .given = given, .used = { .arena = u->arena } };
	walk(&names, machine);
	tell_unused(&names);
}

void check_substitutions_in(Unit *u, const Value *text, const Value *given)
{
	if (!known(given))
		return;
	Names names = { .u = u, .given = given, .used = { .arena = u->arena } };
	check_string(&names, text);
	tell_unused(&names);
}

void check_substitutions_of(Unit *u, uint32_t file, const Value *given)
{
	if (!known(given))
		return;
	Names names = { .u = u, .given = given, .raw = true, .used = { .arena = u->arena } };
	check_string(&names, value_str(u->arena, u->src[file]->text, (Span){ file, 0, 0 }));
	tell_unused(&names);
}
