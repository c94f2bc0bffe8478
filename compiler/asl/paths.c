// paths.c: what is said of paths, and the fields that hold nothing else.
#include "paths.h"

#include "intrinsic.h"
#include "variables.h"

#include <string.h>

// The context object. A name with a slash in front holds further ones.
static const char *const context_fields[][2] = {
	{ "", "Execution State StateMachine Task Map" },
	{ "Execution", "Id Input Name RoleArn StartTime RedriveCount RedriveTime" },
	{ "State", "EnteredTime Name RetryCount" },
	{ "StateMachine", "Id Name" },
	{ "Task", "Token" },
	{ "Map", "Item" },
	{ "Item", "Index Value Key Source" },
};

static const char *words_under(const char *name, size_t n)
{
	for (size_t i = 0; i < COUNT(context_fields); i++)
		if (strlen(context_fields[i][0]) == n && memcmp(context_fields[i][0], name, n) == 0)
			return context_fields[i][1];
	return NULL;
}

static void check_context(const Here *h, const Text *t, const Path *p)
{
	const char *words = context_fields[0][1];
	for (uint32_t i = 0; i < p->nstep && words; i++) {
		const PathStep *s = &p->step[i];
		size_t n;
		if (s->kind != STEP_NAME)
			return;
		const char *name = jsonpath_name(h->a->u->arena, t->s, s, &n);
		if (!word_in(words, name, n)) {
			const char *text = arena_copy(h->a->u->arena, name, n);
			Diag *d = say_asl_context_unknown(
				h->a->u, asl_span(h->a, t, s->lo, s->hi), text);
			Nearest near = { .word = text };
			for (Word w = { words }; word_next(&w);)
				nearest_try(&near, arena_copy(h->a->u->arena, w.s, w.n));
			diag_nearest(d, &near, FIX_MAYBE, asl_exact(h->a, t, s->lo, s->hi));
			diag_line(d, "it has: %s", words);
			return;
		}
		words = words_under(name, n);
	}
}

static void tell_no_root(
	const Here *h, const char *field, const Text *t, const Path *p, bool inside)
{
	Unit *u = h->a->u;
	Span at = inside ? asl_span(h->a, t, p->bad_lo, p->bad_hi) : inner_span(u, t->val);
	Diag *d = say_asl_path_no_root(u, at, field, asl_shown(h->a, t, 0, t->n));
	if (inside || !t->n || t->holes)
		return;
	diag_label(d, "a path starts with `$`");
	const char *s = t->s;
	if (*s == '.' || *s == '[')
		asl_fix_string(h->a, d, FIX_MAYBE, t->val, U_FORMAT(u, "$%s", s));
	else if (strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") ==
		strcspn(s, ".["))
		asl_fix_string(h->a, d, FIX_MAYBE, t->val, U_FORMAT(u, "$.%s", s));
}

static bool tell_problem(
	const Here *h, const char *field, const Text *t, const Path *p, bool inside)
{
	Unit *u = h->a->u;
	if (p->root == ROOT_NONE) {
		tell_no_root(h, field, t, p, inside);
		return false;
	}
	Diag *d =
		say_asl_path_syntax(u, asl_span(h->a, t, p->bad_lo, p->bad_hi), field, p->problem);
	diag_label(d, "%s", p->problem);
	return false;
}

static bool check_kind(
	const Here *h, const char *field, const Text *t, const Path *p, PathWant want)
{
	Unit *u = h->a->u;
	if (want == WANT_RESULT && (p->root == ROOT_CONTEXT || p->root == ROOT_VARIABLE)) {
		Diag *d = say_asl_result_root(u,
			asl_span(h->a, t, 0, p->root == ROOT_CONTEXT ? 2 : p->var_hi),
			p->root == ROOT_CONTEXT ? "the context object" : "a variable");
		if (p->root == ROOT_VARIABLE)
			diag_line(d, "`Assign` sets variables");
		return false;
	}
	if (want != WANT_PATH && p->many) {
		Diag *d = say_asl_reference_path(
			u, asl_span(h->a, t, p->many_lo, p->many_hi), field, p->many);
		diag_label(d, "a reference path names one place");
		return false;
	}
	return true;
}

const Read *reads_of(const Asl *a, const Value *v)
{
	return map_get(&a->reads, v);
}

static void keep_read(
	Asl *a, const AslState *s, const Text *t, const Path *p, uint32_t from, bool inside)
{
	Read *before = map_get(&a->reads, t->val);
	if (before && before->state != s)
		return; // an alias of YAML: read already
	Read *r = U_NEW(a->u, Read);
	*r = (Read){
		.path = *p, .text = *t, .from = from, .inside = inside, .state = s, .next = before
	};
	map_put(&a->reads, t->val, r);
}

bool read_jsonpath(const Here *h, const char *field, const Text *t, uint32_t from, bool inside,
	PathWant want, Path *out)
{
	jsonpath_parse(h->a->u->arena, t->s, t->n, from, inside, out);
	if (out->problem)
		return tell_problem(h, field, t, out, inside);
	if (out->root == ROOT_VARIABLE)
		variable_in_text(h, t, out->var_lo, out->var_hi);
	if (!check_kind(h, field, t, out, want))
		return false;
	if (out->root == ROOT_INPUT || out->root == ROOT_VARIABLE)
		keep_read(h->a, h->state, t, out, from, inside);
	if (out->root == ROOT_CONTEXT)
		check_context(h, t, out);
	if (out->blank && !t->holes) {
		Diag *d = say_asl_path_blank(
			h->a->u, asl_span(h->a, t, out->blank - 1, out->blank), field);
		diag_line(d, "a name with a blank stands in brackets: $['a b']");
	}
	return true;
}

static void check_as(const Here *h, const Row *r, const Pair *p, PathWant want, bool null)
{
	Text t;
	Path path;
	if (null && p->val->kind == V_NULL)
		return;
	if (!asl_text(h->a, p->val, &t))
		asl_tell_type(h, r->name, p->val, null ? "a path or null" : "a path in a string");
	else if (!text_unknown(&t))
		read_jsonpath(h, r->name, &t, 0, false, want, &path);
}

void want_path(const Here *h, const Row *r, const Pair *p)
{
	check_as(h, r, p, WANT_PATH, false);
}

void want_path_null(const Here *h, const Row *r, const Pair *p)
{
	check_as(h, r, p, WANT_PATH, true);
}

void want_reference(const Here *h, const Row *r, const Pair *p)
{
	check_as(h, r, p, WANT_REFERENCE, false);
}

void want_result_path(const Here *h, const Row *r, const Pair *p)
{
	check_as(h, r, p, WANT_RESULT, true);
}

void want_string_path(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (!asl_text(h->a, p->val, &t) || !is_call(&t)) {
		want_reference(h, r, p);
		return;
	}
	asl_check_call(h, r->name, &t, true);
}
