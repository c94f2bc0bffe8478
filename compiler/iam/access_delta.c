// access_delta.c: from requests that show a difference to statements that made it.
#include "access_model.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_TABLE = 1 << 16 }; // actions times resources of one statement that are told apart

// The statement that made the difference, and for which of its actions and resources.
typedef struct Cause {
	const Clause *clause;
	uint32_t rows, cols;
	uint32_t *hit; // number of a hit, from 1
	bool *wider;   // per row: the other side allows the action on something else
	bool *principal;
	// A Deny that is gone: what the grants that it held back are about; `all`: whatever it was about.
	bool by_deny, all[DIMENSIONS];
	PatternSet back[DIMENSIONS];
} Cause;

struct Deltas {
	Direction *d;
	Cause **cause; // by number of the clause
	Hit *hit;
	uint32_t nhit;
};

Deltas *deltas_new(Direction *d)
{
	Deltas *t = NEW(d->m->arena, Deltas);
	t->d = d;
	t->cause = NEW_N(d->m->arena, Cause *, d->m->nclause + 1);
	return t;
}

// How many of the set's items are told apart: one for all when it is not a plain list.
static uint32_t items(const PatternSet *s)
{
	return s->any || s->negated || !s->n ? 1 : s->n;
}

static bool is_listed(const PatternSet *s, uint32_t i, const Group *g)
{
	return s->any || s->negated || !s->n || bit_get(g->patterns, s->item[i]);
}

static AccessAnswer hit_sure(const Hit *h)
{
	for (int dim = 0; dim < DIMENSIONS; dim++)
		if (!h->group[dim]->sure)
			return ACCESS_MAYBE;
	return h->found->sure;
}

static Cause *cause_of(Deltas *t, const Clause *c, bool by_deny)
{
	Arena *a = t->d->m->arena;
	size_t i = (size_t)(c - t->d->m->clause);
	if (t->cause[i])
		return t->cause[i];
	Cause *cause = NEW(a, Cause);
	t->cause[i] = cause;
	cause->clause = c;
	cause->by_deny = by_deny;
	cause->rows = by_deny ? 1 : items(&c->set[ACTION]);
	cause->cols = by_deny ? 1 : items(&c->set[RESOURCE]);
	if ((uint64_t)cause->rows * cause->cols > MAX_TABLE)
		cause->rows = cause->cols = 1;
	cause->hit = NEW_N(a, uint32_t, cause->rows * cause->cols);
	cause->wider = NEW_N(a, bool, cause->rows);
	cause->principal = NEW_N(a, bool, items(&c->set[PRINCIPAL]));
	return cause;
}

// What a grant gets back where a Deny has gone.
static void add_back(Model *m, Cause *c, const Hit *h)
{
	for (int dim = 0; dim < DIMENSIONS; dim++) {
		const PatternSet *set = &h->grant->set[dim];
		c->all[dim] |= set->any || set->negated;
		for (uint32_t i = 0; i < set->n; i++)
			if (bit_get(h->group[dim]->patterns, set->item[i]))
				set_add(m->arena, &c->back[dim], set->item[i]);
		if (c->back[dim].n > 1024) // many hits, few patterns
			set_close(&c->back[dim]);
	}
}

void deltas_hit(Deltas *t, const Hit *h)
{
	Model *m = t->d->m;
	bool by_deny = h->found->by_deny && !t->d->blame_grant;
	Cause *c = cause_of(t, by_deny ? h->found->deny : h->grant, by_deny);
	const PatternSet *set = c->clause->set;
	PUSH(m->arena, t->hit, t->nhit, *h);
	if (by_deny)
		add_back(m, c, h);
	for (uint32_t i = 0; i < c->rows && *m->work; i++) {
		if (c->rows > 1 && !is_listed(&set[ACTION], i, h->group[ACTION]))
			continue;
		c->wider[i] |= h->wider;
		*m->work -= *m->work < c->cols ? *m->work : c->cols;
		for (uint32_t j = 0; j < c->cols; j++) {
			uint32_t *cell = &c->hit[i * c->cols + j];
			if (c->cols > 1 && !is_listed(&set[RESOURCE], j, h->group[RESOURCE]))
				continue;
			if (!*cell || hit_sure(&t->hit[*cell - 1]) < hit_sure(h))
				*cell = t->nhit;
		}
	}
	for (uint32_t i = 0; i < items(&set[PRINCIPAL]); i++)
		c->principal[i] |= is_listed(&set[PRINCIPAL], i, h->group[PRINCIPAL]);
}

static const char *why_of(Model *m, const Clause *c)
{
	if (!c->policy || !c->policy->name)
		return c->why;
	return arena_format(m->arena, "%s: %s", c->policy->name, c->why);
}

static void describe_cause(Deltas *t, AccessDelta *out, const Cause *c, const Hit *h)
{
	Model *m = t->d->m;
	out->sure = hit_sure(h);
	if (c->by_deny)
		out->cause = CAUSE_DENY;
	if (c->clause->why || h->found->why) {
		out->cause = CAUSE_UNKNOWN;
		out->why = c->clause->why ? why_of(m, c->clause) : h->found->why;
	}
	out->statement = c->clause->statement;
	if (out->statement)
		out->at = out->statement->at;
	out->policy = c->clause->policy ? c->clause->policy->name : NULL;
	const Value *cond = value_get(out->statement, "Condition");
	if (cond) {
		Buf b = { .arena = m->arena };
		text_json(&b, cond);
		out->condition = b.s;
	}
	out->unless = witness_unless(t->d, h);
	if (out->cause != CAUSE_UNKNOWN)
		out->witness = witness_of(t->d, h);
}

// The items of a dimension, as written: all of them, or those that `use` says.
static void list_items(Model *m, Dimension dim, const PatternSet *s, const bool *use,
	const char ***out, uint32_t *n)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!use || s->negated || use[i])
			PUSH(m->arena, *out, *n, m->dim[dim].item[s->item[i]].text);
}

static void add_delta(Deltas *t, AccessResult *r, const Cause *c, uint32_t row, const bool *rows)
{
	Model *m = t->d->m;
	const PatternSet *set = c->clause->set;
	const uint32_t *hits = c->hit + row * c->cols;
	AccessDelta d = { .added = t->d->from == NEW_SIDE };
	bool *cols = NEW_N(m->arena, bool, c->cols);
	const Hit *best = NULL;
	for (uint32_t j = 0; j < c->cols; j++) {
		cols[j] = hits[j] != 0;
		if (hits[j] && (!best || hit_sure(best) < hit_sure(&t->hit[hits[j] - 1])))
			best = &t->hit[hits[j] - 1];
	}
	const PatternSet *from[DIMENSIONS];
	for (int dim = 0; dim < DIMENSIONS; dim++)
		from[dim] = c->by_deny && !c->all[dim] ? &c->back[dim] : &set[dim];
	d.not_action = from[ACTION]->negated;
	d.not_resource = from[RESOURCE]->negated;
	d.not_principal = from[PRINCIPAL]->negated;
	list_items(m, ACTION, from[ACTION], c->rows > 1 ? rows : NULL, &d.action, &d.naction);
	list_items(
		m, RESOURCE, from[RESOURCE], c->cols > 1 ? cols : NULL, &d.resource, &d.nresource);
	const bool *who = from[PRINCIPAL] == &set[PRINCIPAL] ? c->principal : NULL;
	list_items(m, PRINCIPAL, from[PRINCIPAL], who, &d.principal, &d.nprincipal);
	d.cause = CAUSE_GRANT;
	for (uint32_t i = 0; i < c->rows; i++)
		if (rows[i] && c->wider[i])
			d.cause = CAUSE_WIDER;
	describe_cause(t, &d, c, best);
	PUSH(m->arena, r->delta, r->n, d);
}

// Actions with the same resources become one delta.
static void end_cause(Deltas *t, AccessResult *r, Cause *c)
{
	Model *m = t->d->m;
	bool *done = NEW_N(m->arena, bool, c->rows);
	for (int dim = 0; dim < DIMENSIONS; dim++)
		set_close(&c->back[dim]);
	for (uint32_t i = 0; i < c->rows; i++) {
		bool *rows = NEW_N(m->arena, bool, c->rows);
		bool some = false;
		for (uint32_t j = 0; j < c->cols; j++)
			some |= c->hit[i * c->cols + j] != 0;
		if (!some || done[i])
			continue;
		for (uint32_t k = i; k < c->rows; k++) {
			rows[k] = true;
			for (uint32_t j = 0; j < c->cols; j++)
				rows[k] &= !c->hit[i * c->cols + j] == !c->hit[k * c->cols + j];
			done[k] |= rows[k];
		}
		add_delta(t, r, c, i, rows);
	}
}

void deltas_end(Deltas *t, AccessResult *r)
{
	for (uint32_t i = 0; i < t->d->m->nclause; i++)
		if (t->cause[i])
			end_cause(t, r, t->cause[i]);
}
