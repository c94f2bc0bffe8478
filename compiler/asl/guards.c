// guards.c: what a Choice tests and can never be there.
#include "data.h"

#include <string.h>

enum { MOST_GUARDS = 64 }; // with more nothing is said

typedef struct Guards {
	const Asl *a;
	const Shape *input;
	// Texts of the variables that some rule asks IsPresent of: nothing is said of reading them,
	// or what is inside them.
	const char **text;
	uint32_t n;
} Guards;

static void collect(Guards *g, const Value *rule)
{
	if (rule->kind == V_LIST) {
		for (uint32_t i = 0; i < rule->n; i++)
			collect(g, rule->u.item[i]);
		return;
	}
	static const char *const inner[] = { "And", "Or", "Not" };
	const char *text = value_text(value_get(rule, "Variable"));
	if (text && g->n <= MOST_GUARDS && value_get(rule, "IsPresent"))
		U_PUSH(g->a->u, g->text, g->n, text);
	for (size_t i = 0; i < COUNT(inner); i++)
		if (value_get(rule, inner[i]))
			collect(g, value_get(rule, inner[i]));
}

static bool guarded(const Guards *g, const char *text)
{
	for (uint32_t i = 0; i < g->n && g->n <= MOST_GUARDS; i++) {
		size_t n = strlen(g->text[i]);
		if (strncmp(g->text[i], text, n) == 0 && (!text[n] || strchr(".[", text[n])))
			return true;
	}
	return g->n > MOST_GUARDS;
}

static void check_read(const Guards *g, const Value *v, const Value *present)
{
	const Read *r = reads_of(g->a, v);
	int missing;
	const Shape *in;
	if (!r || r->path.root != ROOT_INPUT)
		return;
	data_walk(g->a->u, g->input, r->text.s, &r->path, &missing, &in);
	if (missing < 0)
		return;
	if (!present) {
		if (!guarded(g, r->text.s))
			diag_line(asl_tell_missing(g->a, r, missing, in),
				"the Choice fails with States.Runtime here");
		return;
	}
	const PathStep *step = &r->path.step[missing];
	Span at = asl_span(g->a, &r->text, step->lo, step->hi);
	diag_label(say_asl_guard_dead(g->a->u, at, value_true(present) ? "never" : "always"),
		"is never there");
}

static void check_rule(const Guards *g, const Value *rule)
{
	if (rule->kind == V_LIST) {
		for (uint32_t i = 0; i < rule->n; i++)
			check_rule(g, rule->u.item[i]);
		return;
	}
	for (uint32_t i = 0; rule->kind == V_MAP && i < rule->n; i++) {
		const Pair *p = &rule->u.pair[i];
		if (str_eq(p->key, "And") || str_eq(p->key, "Or") || str_eq(p->key, "Not"))
			check_rule(g, p->val);
		else if (str_eq(p->key, "Variable"))
			check_read(g, p->val, value_get(rule, "IsPresent"));
		else if (str_ends(p->key, "Path"))
			check_read(g, p->val, NULL);
	}
}

void asl_check_guards(const Asl *a, const AslState *s, const Shape *input)
{
	Guards g = { .a = a, .input = input };
	const Value *choices = value_get(s->val, "Choices");
	if (!choices || choices->kind != V_LIST || input->kind == SHAPE_ANY)
		return;
	collect(&g, choices);
	check_rule(&g, choices);
}
