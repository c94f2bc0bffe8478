// access_compare.c: one direction of a comparison: what one side allows and the other does not.
#include "access_model.h"

#include <string.h>

// Which clauses matter. When the other side has no Deny that this one lacks, a statement that both
// have can show no difference.
static void choose_clauses(Direction *d)
{
	Model *m = d->m;
	bool shielded = true;
	for (uint32_t i = 0; i < m->nclause; i++)
		if (m->clause[i].side != d->from && m->clause[i].deny && !m->clause[i].again)
			shielded &= m->clause[i].has_twin;
	d->clause = NEW_N(m->arena, const Clause *, m->nclause + 1);
	d->words = m->nclause / 64 + 1;
	d->grant = NEW_N(m->arena, uint64_t, d->words);
	d->deny = NEW_N(m->arena, uint64_t, d->words);
	d->other_allow = NEW_N(m->arena, uint64_t, d->words);
	d->other_deny = NEW_N(m->arena, uint64_t, d->words);
	for (uint32_t i = 0; i < m->nclause; i++) {
		const Clause *c = &m->clause[i];
		if (c->again || (c->side == d->from && !c->deny && shielded && c->has_twin))
			continue;
		bit_set(c->side == d->from ? (c->deny ? d->deny : d->grant) :
					     (c->deny ? d->other_deny : d->other_allow),
			d->n);
		d->clause[d->n++] = c;
	}
}

typedef struct Decision {
	const uint64_t *mask;
	Example **found; // per grant of the mask, in order
} Decision;

typedef struct Memo {
	Decision *item;
	uint32_t n;
	uint32_t *slot;
	uint32_t nslot;
} Memo;

static void gather(const Direction *d, const uint64_t *mask, const uint64_t *which, ClauseList *out)
{
	for (uint32_t w = 0; w < d->words; w++)
		for (uint64_t bits = mask[w] & which[w]; bits; bits &= bits - 1) {
			const Clause *c = d->clause[w * 64 + (uint32_t)__builtin_ctzll(bits)];
			PUSH(d->m->arena, out->item, out->n, c);
		}
}

static bool some_always(const ClauseList *l)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (!l->item[i]->ntest)
			return true;
	return false;
}

// Whether some clause holds whenever c does, by its tests alone.
static bool some_covers(const ClauseList *l, const Clause *c)
{
	for (uint32_t i = 0; i < l->n; i++) {
		const Clause *o = l->item[i];
		uint32_t k = 0;
		for (uint32_t j = 0; j < c->ntest && k < o->ntest; j++)
			k += o->test[k].key == c->test[j].key && o->test[k].atom == c->test[j].atom;
		if (k == o->ntest)
			return true;
	}
	return false;
}

static Decision decide(Direction *d, const uint64_t *mask)
{
	Decision out = { .mask = mask };
	Question q = { 0 };
	ClauseList grant = { 0 };
	gather(d, mask, d->grant, &grant);
	gather(d, mask, d->deny, &q.deny);
	gather(d, mask, d->other_allow, &q.other_allow);
	gather(d, mask, d->other_deny, &q.other_deny);
	out.found = NEW_N(d->m->arena, Example *, grant.n + 1);
	bool never = some_always(&q.deny);
	for (uint32_t i = 0; i < grant.n; i++) {
		Example *f = NEW(d->m->arena, Example);
		out.found[i] = f;
		q.grant = grant.item[i];
		uint64_t cost = q.other_allow.n + q.deny.n;
		*d->m->work -= *d->m->work < cost ? *d->m->work : cost;
		if (!never && (q.other_deny.n || !some_covers(&q.other_allow, q.grant)))
			question_answer(d->m, &q, f);
	}
	return out;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
	return (h ^ x ^ h >> 32) * 0xD6E8FEB86659FD93u;
}

static uint32_t mask_hash(const uint64_t *mask, uint32_t words)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	for (uint32_t i = 0; i < words; i++)
		h = mix(h, mask[i]);
	return (uint32_t)(h >> 32);
}

static void memo_put(Memo *t, uint32_t number, uint32_t words)
{
	uint32_t i = mask_hash(t->item[number].mask, words) & (t->nslot - 1);
	while (t->slot[i])
		i = (i + 1) & (t->nslot - 1);
	t->slot[i] = number + 1;
}

// The decision for a set of clauses; the mask is copied when it is new.
static const Decision *decision_for(Direction *d, Memo *t, const uint64_t *mask)
{
	size_t bytes = d->words * sizeof *mask;
	if (!t->nslot)
		t->slot = NEW_N(d->m->arena, uint32_t, t->nslot = 64);
	for (uint32_t i = mask_hash(mask, d->words) & (t->nslot - 1); t->slot[i];
		i = (i + 1) & (t->nslot - 1))
		if (memcmp(t->item[t->slot[i] - 1].mask, mask, bytes) == 0)
			return &t->item[t->slot[i] - 1];
	uint64_t *copy = NEW_N(d->m->arena, uint64_t, d->words);
	memcpy(copy, mask, bytes);
	PUSH(d->m->arena, t->item, t->n, decide(d, copy));
	if (t->n * 2 > t->nslot) {
		t->slot = NEW_N(d->m->arena, uint32_t, t->nslot *= 2);
		for (uint32_t i = 0; i < t->n; i++)
			memo_put(t, i, d->words);
	} else {
		memo_put(t, t->n - 1, d->words);
	}
	return &t->item[t->n - 1];
}

static bool meets(const Direction *d, const uint64_t *x, const uint64_t *y, const uint64_t *z)
{
	for (uint32_t w = 0; w < d->words; w++)
		if (x[w] & y[w] & z[w])
			return true;
	return false;
}

typedef struct Walk {
	Direction *d;
	Memo memo;
	Deltas *deltas;
	AccessAnswer answer;
} Walk;

static void walk_hits(Walk *w, const Decision *decision, const Group *const group[DIMENSIONS])
{
	Direction *d = w->d;
	Hit h = { .group = { group[ACTION], group[RESOURCE], group[PRINCIPAL] } };
	bool sure = group[ACTION]->sure && group[RESOURCE]->sure && group[PRINCIPAL]->sure;
	ClauseList grant = { 0 };
	gather(d, decision->mask, d->grant, &grant);
	for (uint32_t i = 0; i < grant.n; i++) {
		const Example *f = decision->found[i];
		if (!f->sure)
			continue;
		h.grant = grant.item[i];
		h.found = f;
		h.wider = meets(d, group[ACTION]->mask, group[PRINCIPAL]->mask, d->other_allow);
		deltas_hit(w->deltas, &h);
		AccessAnswer one = sure ? f->sure : ACCESS_MAYBE;
		w->answer = one > w->answer ? one : w->answer;
	}
}

// All combinations of groups that a grant is about.
static void walk(Walk *w)
{
	Direction *d = w->d;
	uint64_t *mask = NEW_N(d->m->arena, uint64_t, d->words);
	const Group *g[DIMENSIONS];
	for (uint32_t i = 0; i < d->ngroup[ACTION]; i++)
		for (uint32_t j = 0; j < d->ngroup[RESOURCE]; j++) {
			g[ACTION] = &d->group[ACTION][i];
			g[RESOURCE] = &d->group[RESOURCE][j];
			if (!meets(d, g[ACTION]->mask, g[RESOURCE]->mask, d->grant))
				continue;
			for (uint32_t k = 0; k < d->ngroup[PRINCIPAL] && *d->m->work; k++) {
				g[PRINCIPAL] = &d->group[PRINCIPAL][k];
				uint64_t some = 0;
				for (uint32_t x = 0; x < d->words; x++) {
					mask[x] = g[ACTION]->mask[x] & g[RESOURCE]->mask[x] &
						g[PRINCIPAL]->mask[x];
					some |= mask[x] & d->grant[x];
				}
				*d->m->work -= *d->m->work < d->words ? *d->m->work : d->words;
				if (some)
					walk_hits(w, decision_for(d, &w->memo, mask), g);
			}
		}
}

AccessAnswer direction_run(Direction *d, AccessResult *r)
{
	choose_clauses(d);
	bool some = false;
	for (uint32_t w = 0; w < d->words; w++)
		some |= d->grant[w] != 0;
	if (!some)
		return ACCESS_NO;
	for (int dim = 0; dim < DIMENSIONS; dim++)
		groups_make(d, (Dimension)dim);
	Walk w = { .d = d, .deltas = deltas_new(d) };
	walk(&w);
	deltas_end(w.deltas, r);
	if (!*d->m->work)
		d->why = "too many combinations";
	if (!d->why)
		return w.answer;
	AccessDelta unknown = { .added = d->from == NEW_SIDE, .sure = ACCESS_MAYBE };
	unknown.cause = CAUSE_UNKNOWN;
	unknown.why = d->why;
	PUSH(d->m->arena, r->delta, r->n, unknown);
	return w.answer == ACCESS_YES ? ACCESS_YES : ACCESS_MAYBE;
}
