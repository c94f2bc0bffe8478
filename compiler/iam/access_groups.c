// access_groups.c: the texts of a dimension, apart by which clauses are about them.
#include "access_model.h"
#include "table.h"

#include <string.h>

typedef struct Part {
	Direction *d;
	Dimension dim;
	uint32_t *local;  // from a pattern's number to its place among those in use, from 1
	uint32_t *global; // and back
	uint32_t n;
	Pattern *pattern; // those in use
	Glob *glob;
	uint32_t *slot; // hash table of groups by mask: number + 1
	uint32_t nslot;
} Part;

static void use_patterns(Part *p)
{
	Model *m = p->d->m;
	const Patterns *all = &m->dim[p->dim];
	p->local = NEW_N(m->arena, uint32_t, all->n + 1);
	p->global = NEW_N(m->arena, uint32_t, all->n + 1);
	p->pattern = NEW_N(m->arena, Pattern, all->n + 1);
	p->glob = NEW_N(m->arena, Glob, all->n + 1);
	for (uint32_t i = 0; i < p->d->n; i++) {
		const PatternSet *set = &p->d->clause[i]->set[p->dim];
		for (uint32_t k = 0; k < set->n; k++) {
			uint32_t number = set->item[k];
			if (p->local[number])
				continue;
			p->pattern[p->n] = all->item[number];
			p->glob[p->n] = all->item[number].glob;
			p->global[p->n++] = number;
			p->local[number] = p->n;
		}
	}
}

// The patterns that grants are about, when they are about nothing else: NULL otherwise.
static uint64_t *wanted(Part *p)
{
	uint64_t *want = NEW_N(p->d->m->arena, uint64_t, p->n / 64 + 1);
	for (uint32_t i = 0; i < p->d->n; i++) {
		const PatternSet *set = &p->d->clause[i]->set[p->dim];
		if (!bit_get(p->d->grant, i))
			continue;
		if (set->any || set->negated)
			return NULL;
		for (uint32_t k = 0; k < set->n; k++)
			bit_set(want, p->local[set->item[k]] - 1);
	}
	return want;
}

static bool is_about(const Part *p, const PatternSet *set, const uint64_t *bits)
{
	if (set->any)
		return true;
	for (uint32_t k = 0; k < set->n; k++)
		if (bit_get(bits, p->local[set->item[k]] - 1))
			return !set->negated;
	return set->negated;
}

static uint32_t hash(const uint64_t *mask, uint32_t words)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	for (uint32_t i = 0; i < words; i++)
		h = (h ^ mask[i] ^ h >> 32) * 0xD6E8FEB86659FD93u;
	return (uint32_t)(h >> 32);
}

static void put_slot(Part *p, uint32_t number)
{
	uint32_t i = hash(p->d->group[p->dim][number].mask, p->d->words) & (p->nslot - 1);
	while (p->slot[i])
		i = (i + 1) & (p->nslot - 1);
	p->slot[i] = number + 1;
}

static Group *find_group(Part *p, const uint64_t *mask, bool sure)
{
	for (uint32_t i = hash(mask, p->d->words) & (p->nslot - 1); p->slot[i];
		i = (i + 1) & (p->nslot - 1)) {
		Group *g = &p->d->group[p->dim][p->slot[i] - 1];
		if (g->sure == sure && memcmp(g->mask, mask, p->d->words * sizeof *mask) == 0)
			return g;
	}
	return NULL;
}

// Adds texts with these patterns (numbers in use) to their group. What is only possible gets no
// group where there is a sure one.
static void add_texts(Part *p, const uint64_t *bits, const Cell *c, const char *words)
{
	Direction *d = p->d;
	Arena *a = d->m->arena;
	uint64_t *mask = NEW_N(a, uint64_t, d->words);
	for (uint32_t i = 0; i < d->n; i++)
		if (is_about(p, &d->clause[i]->set[p->dim], bits))
			bit_set(mask, i);
	Group *g = find_group(p, mask, true);
	if (!g && words)
		g = find_group(p, mask, false);
	if (!g) {
		Group new = { .mask = mask, .sure = !words, .words = words };
		new.patterns = NEW_N(a, uint64_t, d->m->dim[p->dim].n / 64 + 1);
		new.text = c ? c->text : NULL;
		new.n = c ? c->n : 0;
		PUSH(a, d->group[p->dim], d->ngroup[p->dim], new);
		g = &d->group[p->dim][d->ngroup[p->dim] - 1];
		if (d->ngroup[p->dim] * 2 > p->nslot) {
			p->slot = NEW_N(a, uint32_t, p->nslot *= 2);
			for (uint32_t i = 0; i < d->ngroup[p->dim]; i++)
				put_slot(p, i);
		} else {
			put_slot(p, d->ngroup[p->dim] - 1);
		}
	}
	for (uint32_t i = 0; i < p->n; i++)
		if (bit_get(bits, i))
			bit_set(g->patterns, p->global[i]);
}

static void add_meetings(Part *p)
{
	Direction *d = p->d;
	uint64_t *main = NEW_N(d->m->arena, uint64_t, p->n / 64 + 1);
	uint64_t *extra = NEW_N(d->m->arena, uint64_t, p->n / 64 + 1);
	for (uint32_t i = 0; i < d->n; i++) {
		const PatternSet *set = &d->clause[i]->set[p->dim];
		bool grant = bit_get(d->grant, i);
		bool must = set->negated ? bit_get(d->deny, i) || bit_get(d->other_allow, i) :
					   bit_get(d->other_deny, i);
		for (uint32_t k = 0; k < set->n; k++) {
			if (grant && !set->negated)
				bit_set(main, p->local[set->item[k]] - 1);
			if (must)
				bit_set(extra, p->local[set->item[k]] - 1);
		}
	}
	Meeting *meeting = NULL;
	uint32_t n = 0;
	if (!meetings_of(d->m, p->pattern, p->n, main, extra, &meeting, &n))
		d->why = "too much unknown text beside Deny statements";
	for (uint32_t i = 0; i < n; i++)
		add_texts(p, meeting[i].bits, NULL, meeting[i].text);
}

// Identity providers where anybody may have an account.
static bool is_open_provider(const Pattern *p)
{
	static const char *const shared[] = { ":oidc-provider/token.actions.githubusercontent.com",
		":oidc-provider/gitlab.com", ":oidc-provider/app.terraform.io" };
	static const char kind[] = "Federated ";
	if (!p->text || !str_starts(p->text, kind))
		return false;
	const char *name = p->text + strlen(kind);
	for (size_t i = 0; i < COUNT(shared); i++)
		if (str_ends(name, shared[i]))
			return true;
	return word_in(web_providers, name, strlen(name));
}

// Principals that nobody named: anyone without a name, someone of an account that no policy mentions,
// services, which act for whoever set them up, and users of an identity provider that takes all comers.
static void add_strangers(Part *p)
{
	static const char *const stranger[] = { "",
		"AWS arn:aws:sts::000000000000:assumed-role/stranger/session" };
	Arena *a = p->d->m->arena;
	uint64_t *bits = NEW_N(a, uint64_t, p->n / 64 + 1);
	for (uint32_t i = 0; i < COUNT(stranger) + p->n; i++) {
		Glob text = { 0 };
		if (i < COUNT(stranger))
			glob_add_literal(a, &text, stranger[i], strlen(stranger[i]), GLOB_TEXT);
		else
			text = p->glob[i - COUNT(stranger)];
		const Pattern *other =
			i < COUNT(stranger) ? NULL : &p->pattern[i - COUNT(stranger)];
		bool trust = p->d->m->opt->type == POLICY_TRUST;
		bool service = other && other->glob.n > 8 && other->glob.tok[0] == 'S';
		if (other && !(trust ? is_open_provider(other) : service))
			continue;
		memset(bits, 0, (p->n / 64 + 1) * sizeof *bits);
		for (uint32_t k = 0; k < p->n; k++)
			if ((other && k == i - COUNT(stranger)) ||
				tokens_match(&p->glob[k], text.tok, text.n))
				bit_set(bits, k);
		Cell c = { .text = text.tok ? text.tok : NEW(a, uint32_t), .n = text.n };
		add_texts(p, bits, &c, NULL);
	}
}

void groups_make(Direction *d, Dimension dim)
{
	Part p = { .d = d, .dim = dim, .nslot = 64 };
	Arena *a = d->m->arena;
	p.slot = NEW_N(a, uint32_t, p.nslot);
	use_patterns(&p);
	if (dim == PRINCIPAL && d->public) {
		add_strangers(&p);
		return;
	}
	Glob shape = glob_tokens(a, "?*:?*", GLOB_TEXT);
	Glob some = { (uint32_t[]){ GLOB_ONE, GLOB_MANY }, 2 };
	const Glob *within = dim == ACTION ? &shape : dim == RESOURCE ? &some : NULL;
	for (uint32_t i = 0; dim == ACTION && i < p.n; i++)
		if (p.pattern[i].unknown)
			within = &some; // the colon may be in what is not known
	Cells c = cells_of(a, p.glob, p.n, wanted(&p), within, d->m->work);
	if (!c.complete)
		d->why = "patterns that are too entangled";
	for (uint32_t i = 0; i < c.n; i++)
		add_texts(&p, c.cell[i].bits, &c.cell[i], NULL);
	add_meetings(&p);
}
