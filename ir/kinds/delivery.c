// delivery.c: what reaches a function, against the `input` that it declares.
//
// A declared input is met by the event that Lambda is called with, or, where that carries messages
// (a queue, a topic), by the message: then all that puts messages there is looked at too. What a
// program sends, and what a caller of an API writes, is not known and never judged.
#include "delivery.h"

#include <string.h>

// ---- Following ------------------------------------------------------------------------------------------

enum { LONGEST_WAY = 8 }; // topics and queues one behind the other

typedef struct Walk {
	Unit *u;
	const Entity *to;
	const Value *input;
	const Edge *step[LONGEST_WAY]; // from the function back to the source
	uint32_t n;
	Map seen; // edges and carriers that were followed
} Walk;

static bool fits(const Value *input, const char *keys)
{
	for (uint32_t i = 0; i < input->n; i++)
		if (!delivery_optional(input->u.pair[i].val) &&
			!delivery_key_type(keys, input->u.pair[i].key))
			return false;
	return true;
}

static const char *listed(Unit *u, const char *keys)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = keys }; word_next(&w);) {
		size_t n = w.n;
		while (w.s[n - 1] != ':')
			n--;
		buf_printf(&b, "%s%.*s %.*s", b.n ? ", " : "", (int)n - 1, w.s, (int)(w.n - n),
			w.s + n);
	}
	return b.s ? b.s : "nothing";
}

static const char *declared(Unit *u, const Value *input)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < input->n; i++) {
		const char *type = value_text(input->u.pair[i].val);
		buf_printf(
			&b, "%s%s %s", b.n ? ", " : "", input->u.pair[i].key, type ? type : "any");
	}
	return b.s;
}

static void explain(const Walk *w, Diag *d, const Shape *s)
{
	for (uint32_t i = w->n - 1; i-- > 0;)
		diag_context(d, w->step[i]->at, "from there to %s `%s`", w->step[i]->to->kind->one,
			w->step[i]->to->name);
	diag_related(d, w->input->u.pair[0].at, "`%s` declares its input here", w->to->name);
	diag_line(d, "declared: %s", declared(w->u, w->input));
	diag_line(d, "delivered: %s: %s", s->called, listed(w->u, s->keys));
	const char *hint = s->takes_as ? delivery_proposal(w->u, w->input) : s->hint;
	if (hint)
		diag_line(d, "%s", hint);
}

// What delivers, by its kind's word and name: "bucket `files`", "resolver `addList`".
static const char *source_called(Unit *u, const Edge *source)
{
	const Way *way = delivery_way(source);
	const Value *all = way && way->of ? rec_get(source->from->rec, way->of) : NULL;
	for (uint32_t i = 0; all && i < all->n; i++)
		if (all->u.pair[i].val == source->rec)
			return U_FORMAT(u, "%s `%s`", way->each, all->u.pair[i].key);
	return U_FORMAT(u, "%s `%s`", source->from->kind->one, source->from->name);
}

// Whether something was said.
static bool judge(const Walk *w, const Shape *s, Severity severity)
{
	Unit *u = w->u;
	uint32_t before = u->ndiag;
	const Edge *source = w->step[w->n - 1];
	const char *who = source_called(u, source);
	Buf missing = { .arena = u->arena };
	for (uint32_t i = 0; i < w->input->n; i++) {
		const Pair *p = &w->input->u.pair[i];
		const char *word = value_text(p->val);
		if (!word)
			continue;
		const char *type = delivery_key_type(s->keys, p->key);
		const char *want = delivery_type(word, strcspn(word, "?"));
		if (!type && !delivery_optional(p->val)) {
			buf_printf(&missing, "%s`%s`", missing.n ? ", " : "", p->key);
		} else if (type && want && want != type && !str_eq(type, "any") &&
			!str_eq(want, "any")) {
			Diag *d = say_input_other_type(u, source->at, who, p->key,
				U_FORMAT(u, "a %.*s", (int)strcspn(type, " "), type), w->to->name);
			diag_related(d, p->val->at, "declared here as a %.*s",
				(int)strcspn(want, " "), want);
		}
	}
	if (missing.n)
		explain(w,
			diag_severity(
				say_input_not_delivered(u, source->at, who, missing.s, w->to->name),
				severity),
			s);
	return u->ndiag > before;
}

static bool filtered(const Edge *e)
{
	return e->rec && (rec_get(e->rec, "filter") || rec_get(e->from->rec, "filter"));
}

// What arrives by the last step, which leads to the function or to what carries messages there.
// Whether something was said of it.
static bool follow(Walk *w)
{
	const Edge *edge = w->step[w->n - 1];
	const Way *way = delivery_way(edge);
	if (!way || edge->from->off)
		return false;
	Shape s = delivery_shape(w->u, edge);
	const void *key = way->carries && w->n > 1 ? (const void *)edge->from : edge;
	if (map_get(&w->seen, key))
		return true;
	map_put(&w->seen, key, w);
	if (!way->carries) {
		if (w->n > 1 && str_eq(way->from, "alarm"))
			s = delivery_alarm;
		return s.keys && judge(w, &s, ERROR);
	}
	bool raw = w->n == 1 || rec_true(edge->rec, "raw"); // no queue behind a topic
	if (filtered(edge) || fits(w->input, raw ? s.keys : delivery_envelope.keys))
		return false;
	bool said = false;
	for (uint32_t i = 0; i < edge->from->nin && w->n < LONGEST_WAY; i++) {
		w->step[w->n++] = edge->from->in[i];
		said |= follow(w);
		w->n--;
	}
	// Its code may open the envelope.
	return said || (!raw && judge(w, &delivery_envelope, WARNING));
}

// ---- Checks ---------------------------------------------------------------------------------------------

bool delivery_optional(const Value *type)
{
	const char *s = value_text(type);
	return s && str_ends(s, "?");
}

void delivery_check(Unit *u, const Entity *function)
{
	Walk w = { .u = u,
		.to = function,
		.input = rec_get(function->rec, "input"),
		.seen = { .arena = u->arena } };
	if (!w.input || w.input->kind != V_MAP || !w.input->n)
		return;
	delivery_check_types(u, w.input);
	for (uint32_t i = 0; i < function->nin; i++) {
		w.step[0] = function->in[i];
		w.n = 1;
		follow(&w);
	}
}
