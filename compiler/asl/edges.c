// edges.c: StartAt, Next, End, Default, the rules of a Choice and catchers, as edges.
#include "edges.h"

#include <string.h>

typedef struct Finder {
	Asl *a;
	AslScope *scope;
	Suspects *suspects;
} Finder;

static void suspect(Finder *f, AslState *s, Diag *d, const Value *val, bool guessed)
{
	Suspect one = { s, d, val, guessed };
	U_PUSH(f->a->u, f->suspects->list, f->suspects->n, one);
}

static Diag *tell_nowhere(
	Finder *f, const char *field, const Value *v, const Text *t, AslState **guess)
{
	Asl *a = f->a;
	Unit *u = a->u;
	const AslState *other = map_get(&a->by_name, sym_n(u->syms, t->s, t->n));
	Diag *d;
	*guess = NULL;
	if (other) {
		d = say_asl_target_outside(
			u, inner_span(u, v), field, t->s, scope_noun(u, f->scope));
		diag_related(d, bare_span(u, other->at), "`%s` stands here, in %s", t->s,
			other->scope->noun);
		diag_line(d, "no way leads into or out of a branch or processor");
		return d;
	}
	d = say_asl_target_unknown(u, inner_span(u, v), field, t->s, scope_noun(u, f->scope));
	diag_label(d, "no state of this name");
	*guess = suggest_state(f->scope, a, d, v, t->s);
	if (*guess)
		diag_related(d, bare_span(u, (*guess)->at), "`%s` is near it", (*guess)->name);
	return d;
}

// The state that a value names. *unknown: it may be any; *wrong: it is none, and was said to be.
static AslState *find_target(
	Finder *f, const char *field, const Value *v, bool *unknown, Diag **wrong)
{
	Text t;
	*unknown = !asl_text(f->a, v, &t) || t.holes;
	*wrong = NULL;
	if (*unknown)
		return NULL;
	AslState *to = map_get(&f->scope->by_name, sym_n(f->a->u->syms, t.s, t.n));
	if (to)
		return to;
	*unknown = f->scope->open;
	if (!*unknown)
		*wrong = tell_nowhere(f, field, v, &t, &to);
	return to;
}

static void add_edge(
	Finder *f, AslState *s, EdgeKind kind, const char *field, const Value *v, const Value *rule)
{
	AslEdge e = { .kind = (uint8_t)kind, .val = v, .rule = rule };
	Diag *wrong;
	e.to = find_target(f, field, v, &e.unknown, &wrong);
	e.guessed = wrong && e.to;
	U_PUSH(f->a->u, s->edge, s->nedge, e);
	if (wrong)
		suspect(f, s, wrong, v, e.guessed);
	else if (e.to == s && kind == EDGE_NEXT)
		suspect(f, s, NULL, v, false);
}

// A way that leads nobody knows where: what is filled in, and what was said to be wrong.
static void add_any(Finder *f, AslState *s, EdgeKind kind, const Value *v)
{
	AslEdge any = { .kind = (uint8_t)kind, .val = v, .unknown = true };
	U_PUSH(f->a->u, s->edge, s->nedge, any);
}

static void add_rules(Finder *f, AslState *s, const char *list, EdgeKind kind)
{
	const Value *v = near_get(f->a, s->val, list);
	if (v && v->kind != V_LIST)
		add_any(f, s, kind, v);
	for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n; i++) {
		const Value *next = near_get(f->a, v->u.item[i], "Next");
		if (next)
			add_edge(f, s, kind, "Next", next, v->u.item[i]);
		else
			add_any(f, s, kind, v->u.item[i]);
	}
}

// Whether `End` ends the state; says what is wrong with it.
static bool check_end(Finder *f, const AslState *s, const Pair *end, const Pair *next)
{
	Unit *u = f->a->u;
	const Value *v = end->val;
	Text t;
	if (v->kind == V_BAD || (asl_text(f->a, v, &t) && t.holes))
		return true;
	if (v->kind != V_BOOL) {
		Here h = { .a = f->a, .state = (AslState *)s };
		Diag *d = asl_tell_type(&h, "End", v, "true or false");
		if (value_is(v, "true"))
			asl_fix_json(f->a, d, FIX_SAFE, "write it without quotes", v, "true");
		return true;
	}
	if (value_true(v)) {
		if (next)
			diag_context(say_asl_fields_exclude(u, bare_span(u, end->at), "End", "Next",
					     U_FORMAT(u, "a %s state", s->word ? s->word : "")),
				bare_span(u, next->at), "the other one");
		return true;
	}
	Diag *d = say_asl_end_false(u, v->at);
	if (next)
		diag_severity(d, WARNING); // harmless; AWS's verdict is not known
	else
		asl_fix_json(f->a, d, FIX_MAYBE, "end the state", v, "true");
	return !next;
}

static void step_edges(Finder *f, AslState *s)
{
	const Pair *next = near_pair(f->a, s->val, "Next");
	const Pair *end = near_pair(f->a, s->val, "End");
	if (next)
		add_edge(f, s, EDGE_NEXT, "Next", next->val, NULL);
	else if (!end && !s->type)
		add_any(f, s, EDGE_NEXT, s->val);
	if (end)
		s->ends = check_end(f, s, end, next);
	if (next || end || !s->type || s->downgrade) {
		s->ends |= !next;
	} else if (s->unknown) {
		diag_line(s->unknown, "a %s state needs `Next` or `End: true`", s->word);
		s->ends = true;
		add_any(f, s, EDGE_NEXT, s->val);
	} else {
		Diag *d = say_asl_end_missing(f->a->u, bare_span(f->a->u, s->at), s->word);
		s->ends = true;
		suspect(f, s, d, NULL, false);
	}
}

static void state_edges(Finder *f, AslState *s)
{
	if (asl_is_reference(f->a, s->val) || s->val->kind != V_MAP) {
		s->ends = true;
		add_any(f, s, EDGE_NEXT, s->val);
		return;
	}
	uint32_t type = s->type ? s->type : EVERY;
	s->ends = s->type & (SUCCEED | FAIL);
	if (type & STEPS)
		step_edges(f, s);
	if (type & CHOICE) {
		add_rules(f, s, "Choices", EDGE_RULE);
		if (s->type && !near_pair(f->a, s->val, "Choices"))
			add_any(f, s, EDGE_RULE, s->val);
		const Value *v = near_get(f->a, s->val, "Default");
		if (v)
			add_edge(f, s, EDGE_DEFAULT, "Default", v, NULL);
	}
	if (type & WORKS)
		add_rules(f, s, "Catch", EDGE_CATCH);
}

void asl_edges(Asl *a, AslScope *s, Suspects *suspects)
{
	Finder f = { a, s, suspects };
	const Value *start = near_get(a, s->val, "StartAt");
	s->start_unknown = !start || start->kind == V_BAD;
	if (!s->start_unknown && s->n) {
		Diag *wrong;
		s->start = find_target(&f, "StartAt", start, &s->start_unknown, &wrong);
		s->start_unknown |= wrong && !s->start;
		if (wrong && s->start)
			suspect(&f, NULL, wrong, start, true);
	}
	for (uint32_t i = 0; i < s->n; i++)
		state_edges(&f, s->state[i]);
}
