// access.c: compares what two sets of policies allow.
//
// reads: policies as values. Requests fall into finitely many kinds: by which patterns their action,
// resource and principal match, and by what each condition says of the context. Each kind is
// decided on both sides, so an answer of no is a proof and an answer of yes has a request to show for it.
#include "access_model.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { OWN_WORK = 20 * 1000 * 1000 }; // steps of one comparison: some tenths of a second

const char *const access_verdicts[] = { "same", "narrower", "wider", "different", "undecided" };

// ---- Equal clauses of both sides ------------------------------------------------------

static bool same_set(const PatternSet *a, const PatternSet *b)
{
	return a->any == b->any && a->negated == b->negated && a->n == b->n &&
		(!a->n || memcmp(a->item, b->item, a->n * sizeof *a->item) == 0);
}

static bool same_clause(const Clause *a, const Clause *b)
{
	if (a->deny != b->deny || a->ntest != b->ntest)
		return false;
	for (int d = 0; d < DIMENSIONS; d++)
		if (!same_set(&a->set[d], &b->set[d]))
			return false;
	for (uint32_t i = 0; i < a->ntest; i++)
		if (a->test[i].key != b->test[i].key || a->test[i].atom != b->test[i].atom)
			return false;
	return true;
}

static uint64_t mix(uint64_t h, uint64_t x)
{
	return (h ^ x ^ h >> 32) * 0xD6E8FEB86659FD93u;
}

static uint32_t clause_hash(const Clause *c)
{
	uint64_t h = mix(0x9E3779B97F4A7C15u, c->deny);
	for (int d = 0; d < DIMENSIONS; d++) {
		h = mix(h, (uint64_t)c->set[d].any << 1 | c->set[d].negated);
		for (uint32_t i = 0; i < c->set[d].n; i++)
			h = mix(h, c->set[d].item[i]);
	}
	for (uint32_t i = 0; i < c->ntest; i++)
		h = mix(h, (uint64_t)c->test[i].key << 32 | c->test[i].atom);
	return (uint32_t)(h >> 32);
}

// Finds equal clauses: those of the other side as twins; those of the same side are dropped.
static void find_twins(Model *m)
{
	uint32_t size = 64;
	while (size < 2 * m->nclause)
		size *= 2;
	uint32_t *slot = NEW_N(m->arena, uint32_t, size);
	for (uint32_t i = 0; i < m->nclause; i++) {
		Clause *c = &m->clause[i];
		uint32_t at = clause_hash(c) & (size - 1);
		for (; slot[at]; at = (at + 1) & (size - 1)) {
			Clause *other = &m->clause[slot[at] - 1];
			if (!same_clause(c, other))
				continue;
			if (c->side == other->side) {
				c->again = true;
				break;
			}
			c->has_twin = other->has_twin = true;
		}
		if (!slot[at])
			slot[at] = i + 1;
	}
}

// Atoms that a request may have to meet besides those of the one statement that grants it.
static void mark_extra(Model *m)
{
	for (uint32_t i = 0; i < m->nclause; i++) {
		const Clause *c = &m->clause[i];
		for (uint32_t k = 0; k < c->ntest; k++) {
			Test t = c->test[k];
			const Atom *a = m->key[t.key].free ? NULL : &m->key[t.key].atom[t.atom];
			bool shared = (k && c->test[k - 1].key == t.key) ||
				(k + 1 < c->ntest && c->test[k + 1].key == t.key);
			if (c->deny || shared || (a && a->negated))
				m->key[t.key].extra |= (uint64_t)1 << t.atom;
		}
	}
}

static void key_facts(Model *m, Key *k)
{
	const GlobalKey *global = k->free ? NULL : global_key_find(k->name, strlen(k->name));
	if (global) {
		k->one = !(global->flags & GLOBAL_MANY);
		k->yes_no = k->one && global->type == KEY_BOOL;
		return;
	}
	uint32_t row = data_find_key(&m->data, k->name, strlen(k->name));
	if (k->free || row == NO_ROW)
		return;
	IamKey known = data_key(&m->data, row);
	k->one = !known.many && !known.either;
	k->yes_no = k->one && known.type == KEY_BOOL;
}

static void finish(Model *m)
{
	find_twins(m);
	mark_extra(m);
	for (uint32_t i = 0; i < m->nkey; i++) {
		key_facts(m, &m->key[i]);
		key_states(m, &m->key[i]);
	}
}

// ---- The questions --------------------------------------------------------------------

void model_begin(Model *m, Unit *u, const AccessOptions *opt)
{
	*m = (Model){ .unit = u, .arena = u->arena, .opt = opt, .own_work = OWN_WORK };
	m->letters.arena = m->keys.arena = u->arena;
	m->work = opt->work ? opt->work : &m->own_work;
	data_builtin(&m->data);
}

AccessVerdict access_verdict(AccessAnswer added, AccessAnswer removed)
{
	if (added == ACCESS_MAYBE || removed == ACCESS_MAYBE)
		return ACCESS_UNDECIDED;
	if (added)
		return removed ? ACCESS_DIFFERENT : ACCESS_WIDER;
	return removed ? ACCESS_NARROWER : ACCESS_SAME;
}

static int by_place(const void *a, const void *b)
{
	const AccessDelta *x = a;
	const AccessDelta *y = b;
	if (x->added != y->added)
		return x->added ? -1 : 1;
	if (x->at.file != y->at.file)
		return x->at.file < y->at.file ? -1 : 1;
	if (x->at.lo != y->at.lo)
		return x->at.lo < y->at.lo ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

enum { MERGED = 1000 }; // longer lists are put together without a look for repetitions

static bool same_list(const char *const *a, uint32_t n, const char *const *b, uint32_t k)
{
	for (uint32_t i = 0; n == k && i < n; i++)
		if (!str_eq(a[i], b[i]))
			return false;
	return n == k;
}

static void add_new(Arena *a, const char ***list, uint32_t *n, const char *s)
{
	for (uint32_t i = 0; *n < MERGED && i < *n; i++)
		if (str_eq((*list)[i], s))
			return;
	PUSH(a, *list, *n, s);
}

// Where the same request shows it whichever way one choice goes, that choice is left out of the example.
static void either_way(AccessWitness *a, const AccessWitness *b)
{
	uint32_t differ = 0, at = 0;
	if (!a->action || !b->action || !str_eq(a->action, b->action) ||
		!str_eq(a->resource, b->resource) || a->n != b->n)
		return;
	for (uint32_t i = 0; i < a->n; i++)
		if (!str_eq(a->key[i], b->key[i]) || !str_eq(a->val[i], b->val[i])) {
			differ++;
			at = i;
		}
	if (differ != 1 || !str_eq(a->key[at], b->key[at]) || !a->val[at] || !b->val[at] ||
		!((str_eq(a->val[at], "yes") && str_eq(b->val[at], "no")) ||
			(str_eq(a->val[at], "no") && str_eq(b->val[at], "yes"))))
		return;
	a->n--;
	memmove(a->key + at, a->key + at + 1, (a->n - at) * sizeof *a->key);
	memmove(a->val + at, a->val + at + 1, (a->n - at) * sizeof *a->val);
}

// A statement with choices in it was read several times; what it grants is told once.
static void merge(Arena *a, AccessResult *r)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		AccessDelta *d = &r->delta[i], *last = n ? &r->delta[n - 1] : NULL;
		if (!last || !d->statement || d->statement != last->statement ||
			d->added != last->added || d->cause != last->cause || d->not_resource ||
			last->not_resource ||
			!same_list(d->action, d->naction, last->action, last->naction)) {
			r->delta[n++] = *d;
			continue;
		}
		for (uint32_t k = 0; k < d->nresource; k++)
			add_new(a, &last->resource, &last->nresource, d->resource[k]);
		for (uint32_t k = 0; k < d->nprincipal; k++)
			add_new(a, &last->principal, &last->nprincipal, d->principal[k]);
		last->sure = d->sure > last->sure ? d->sure : last->sure;
		either_way(&last->witness, &d->witness);
	}
	r->n = n;
}

static void end(Arena *a, AccessResult *r)
{
	r->verdict = access_verdict(r->added, r->removed);
	for (uint32_t i = 0; i < r->n; i++)
		r->delta[i].order = i;
	if (r->n)
		qsort(r->delta, r->n, sizeof *r->delta, by_place);
	merge(a, r);
}

AccessResult *access_compare(
	Unit *u, const AccessSide *old, const AccessSide *new, const AccessOptions *opt)
{
	Model m;
	AccessResult *r = U_NEW(u, AccessResult);
	model_begin(&m, u, opt);
	model_read(&m, old, OLD);
	model_read(&m, new, NEW_SIDE);
	finish(&m);
	Direction added = { .m = &m, .from = NEW_SIDE };
	Direction removed = { .m = &m, .from = OLD };
	r->added = direction_run(&added, r);
	r->removed = direction_run(&removed, r);
	end(u->arena, r);
	return r;
}

// A list of the words, as a policy has it.
static Value *word_list(Arena *a, const char *words)
{
	Value *list = value_list(a, (Span){ 0 });
	for (Word w = { .rest = words ? words : "*" }; word_next(&w);)
		value_push(a, list, value_str(a, arena_copy(a, w.s, w.n), (Span){ 0 }));
	return list;
}

AccessResult *access_granted(Unit *u, const AccessSide *side, const char *actions,
	const char *resources, const AccessOptions *opt)
{
	// New access against a policy that allows all but these.
	Arena *a = u->arena;
	Value *both = value_list(a, (Span){ 0 });
	for (int deny = 0; deny < 2; deny++) {
		Value *s = value_map(a, (Span){ 0 });
		value_set(a, s, "Effect", value_str(a, deny ? "Deny" : "Allow", (Span){ 0 }));
		if (opt->type == POLICY_RESOURCE || opt->type == POLICY_TRUST)
			value_set(a, s, "Principal", value_str(a, "*", (Span){ 0 }));
		value_set(a, s, "Action", word_list(a, deny ? actions : "*"));
		value_set(a, s, "Resource", word_list(a, deny ? resources : "*"));
		value_push(a, both, s);
	}
	AccessPolicy policy = { .doc = both };
	AccessSide all_but = { &policy, 1 };
	Model m;
	AccessResult *r = U_NEW(u, AccessResult);
	model_begin(&m, u, opt);
	model_read(&m, &all_but, OLD);
	model_read(&m, side, NEW_SIDE);
	finish(&m);
	Direction added = { .m = &m, .from = NEW_SIDE, .blame_grant = true };
	r->added = direction_run(&added, r);
	end(u->arena, r);
	return r;
}

AccessResult *access_public(Unit *u, const AccessSide *side, const AccessOptions *opt)
{
	Model m;
	AccessResult *r = U_NEW(u, AccessResult);
	model_begin(&m, u, opt);
	model_read(&m, side, NEW_SIDE);
	finish(&m);
	keys_unpin(&m);
	Direction added = { .m = &m, .from = NEW_SIDE, .public = true };
	r->added = direction_run(&added, r);
	end(u->arena, r);
	return r;
}
