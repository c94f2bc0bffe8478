// values.c: single values against what their row asks.
#include "payload.h"

#include "../read.h"

#include <stdlib.h>
#include <string.h>

Diag *asl_tell_type(const Here *h, const char *field, const Value *v, const char *expected)
{
	Unit *u = h->a->u;
	Span at = value_scalar(v) ? inner_span(u, v) : short_span(u, v);
	return say_asl_field_type(u, at, field, expected, value_noun(v));
}

// A string that is meant as an expression, where the state's language has expressions.
static bool is_expression(const Here *h, const Row *r, const Text *t)
{
	if (!(h->lang & LANG_ATA) || (r->flags & TEXT_ONLY) || !has_delimiters(t))
		return false;
	asl_check_expression(h, r->name, t);
	return true;
}

void want_string(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (asl_text(h->a, p->val, &t))
		return;
	Diag *d = asl_tell_type(h, r->name, p->val, "a string");
	if (value_scalar(p->val) && p->val->n) {
		Buf b = { .arena = h->a->u->arena };
		quote_json(&b, p->val->u.s, p->val->n);
		asl_fix_json(h->a, d, FIX_SAFE, "quote it", p->val, b.s);
	}
}

void want_message(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (!asl_text(h->a, p->val, &t))
		want_string(h, r, p);
	else
		is_expression(h, r, &t);
}

// "`JSON`, `JSONL`"
static const char *word_list(const Here *h, const char *words)
{
	Buf b = { .arena = h->a->u->arena };
	for (Word w = { words }; word_next(&w);)
		buf_printf(&b, "%s`%.*s`", b.n ? ", " : "", (int)w.n, w.s);
	return b.s;
}

void want_word(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (!asl_text(h->a, p->val, &t)) {
		want_string(h, r, p);
		return;
	}
	if (t.holes || word_in(r->words, t.s, t.n) || is_expression(h, r, &t))
		return;
	Diag *d = say_asl_word_unknown(h->a->u, inner_span(h->a->u, p->val), r->name, t.s);
	suggest_word(h->a, d, p->val, t.s, r->words);
	diag_line(d, "values: %s", word_list(h, r->words));
	if (r->flags & SOFT)
		diag_severity(d, WARNING);
}

bool number_whole(const char *s, long long *out)
{
	char *end;
	*out = strtoll(s, &end, 10);
	if (!*end)
		return *out != INT64_MAX && *out != INT64_MIN;
	double d = strtod(s, &end);
	if (*end || d > 9e15 || d < -9e15 || d != (double)(long long)d)
		return false;
	*out = (long long)d;
	return true;
}

// What the range of a row is called.
static const char *range(const Here *h, const Row *r)
{
	if (r->hi == INT64_MAX)
		return U_FORMAT(h->a->u, "%lld or more", r->lo);
	return U_FORMAT(h->a->u, "from %lld to %lld", r->lo, r->hi);
}

// Lets strings through that become numbers: a hole's, and expressions. Says what is no number.
static bool is_number(const Here *h, const Row *r, const Value *v, const char *expected)
{
	Text t;
	if (v->kind == V_NUM)
		return true;
	if (asl_text(h->a, v, &t) && (t.holes || is_expression(h, r, &t)))
		return false;
	Diag *d = asl_tell_type(h, r->name, v, expected);
	long long n;
	if (v->kind == V_STR && v->n && number_whole(v->u.s, &n) &&
		plain_kind(v->u.s, v->n) == V_NUM)
		asl_fix_json(h->a, d, FIX_SAFE, "write the number without quotes", v, v->u.s);
	return false;
}

void want_whole(const Here *h, const Row *r, const Pair *p)
{
	const Value *v = p->val;
	Unit *u = h->a->u;
	long long n;
	if (!is_number(h, r, v, "a whole number"))
		return;
	if (!number_whole(v->u.s, &n)) {
		if (strpbrk(v->u.s, ".eE"))
			say_asl_number_not_whole(u, v->at, r->name, v->u.s);
		else
			say_asl_number_out_of_range(u, v->at, r->name, v->u.s, range(h, r));
	} else if (n < r->lo || n > r->hi) {
		say_asl_number_out_of_range(u, v->at, r->name, v->u.s, range(h, r));
	}
}

void want_number(const Here *h, const Row *r, const Pair *p)
{
	const Value *v = p->val;
	if (!is_number(h, r, v, "a number"))
		return;
	double d = strtod(v->u.s, NULL);
	if (d < (double)r->lo || d > (double)r->hi)
		say_asl_number_out_of_range(h->a->u, v->at, r->name, v->u.s, range(h, r));
}

void want_texts(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (p->val->kind != V_LIST) {
		if (!asl_is_reference(h->a, p->val))
			asl_tell_type(h, r->name, p->val, "a list of strings");
		return;
	}
	for (uint32_t i = 0; i < p->val->n; i++)
		if (p->val->u.item[i]->kind != V_BAD && !asl_text(h->a, p->val->u.item[i], &t))
			asl_tell_type(h, r->name, p->val->u.item[i], "a list of strings");
}

void want_sub(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (p->val->kind != V_MAP || asl_is_reference(h->a, p->val)) {
		if (asl_text(h->a, p->val, &t) && (text_unknown(&t) || is_expression(h, r, &t)))
			return;
		if (p->val->kind != V_MAP)
			asl_tell_type(h, r->name, p->val, "a map");
		return;
	}
	Here in = *h;
	in.at = bare_span(h->a->u, p->at);
	in.map = p->val;
	in.type = 1;
	asl_check_object(&in, r->sub);
	if (r->sub == OBJ_READER)
		asl_check_reader(&in);
	if (r->sub == OBJ_WRITER)
		asl_check_writer(&in);
}

void want_items(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (p->val->kind == V_LIST) {
		want_payload(h, r, p);
		return;
	}
	if (asl_text(h->a, p->val, &t) && (text_unknown(&t) || is_expression(h, r, &t)))
		return;
	// Since 2025 a Map takes an object too, whose pairs become items.
	if (p->val->kind == V_MAP)
		want_payload(h, r, p);
	else
		asl_tell_type(h, r->name, p->val, "a list or a `{% %}` expression");
}

void want_branches(const Here *h, const Row *r, const Pair *p)
{
	if (p->val->kind == V_LIST && !p->val->n)
		say_asl_field_empty(
			h->a->u, bare_span(h->a->u, p->at), r->name, "a Parallel state");
	else if (p->val->kind != V_LIST && !asl_is_reference(h->a, p->val))
		asl_tell_type(h, r->name, p->val, "a list of branches");
}

void want_role(const Here *h, const Row *r, const Pair *p)
{
	if (str_ends(r->name, ".$"))
		asl_check_dollar(h, r->name, p->val);
	else
		want_message(h, r, p);
}
