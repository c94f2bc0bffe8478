// access_witness.c: a request that shows a difference, made to read well.
//
// Every text of a group is as good as any other, so a name that people know is put in where one fits:
// an action that exists, an ARN with a region in it. It is used only if all clauses treat it alike.
#include "access_model.h"

#include <string.h>

enum { MAX_TRIES = 24 }; // real actions that are tried

static bool is_about(const Model *m, const PatternSet *set, Dimension dim, const Glob *text)
{
	if (set->any)
		return true;
	for (uint32_t k = 0; k < set->n; k++)
		if (tokens_match(&m->dim[dim].item[set->item[k]].glob, text->tok, text->n))
			return !set->negated;
	return set->negated;
}

static bool as_good(const Direction *d, Dimension dim, const Group *g, const Glob *text)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (is_about(d->m, &d->clause[i]->set[dim], dim, text) != bit_get(g->mask, i))
			return false;
	return true;
}

// An action of the service that fits the pattern and the group, as AWS spells it; or NULL.
static const char *real_action(const Direction *d, const Group *g, const Glob *pattern)
{
	Model *m = d->m;
	const char *text = text_print(m, g->text, g->n);
	uint32_t known = data_find_full(&m->data, text);
	if (known != NO_ROW) {
		IamService of = data_service(&m->data, data_action_service(&m->data, known));
		return arena_format(m->arena, "%s:%s", of.name, data_action(&m->data, known).name);
	}
	uint32_t row = data_find_service(&m->data, text, strcspn(text, ":"));
	if (row == NO_ROW)
		row = data_find_service(&m->data, "s3", 2); // the pattern takes any
	IamService s = data_service(&m->data, row);
	uint32_t tries = 0;
	for (uint32_t i = 0; i < s.naction && tries < MAX_TRIES; i++) {
		const char *full = arena_format(
			m->arena, "%s:%s", s.name, data_action(&m->data, s.first_action + i).name);
		Glob one = glob_tokens(m->arena, full, GLOB_NOCASE);
		if (pattern && !tokens_match(pattern, one.tok, one.n))
			continue;
		tries++;
		if (as_good(d, ACTION, g, &one))
			return full;
	}
	return NULL;
}

// The pattern with something usual in place of each wildcard.
static Glob usual(Model *m, Dimension dim, const Glob *pattern)
{
	static const char *const filler[] = { "x", "aws", "s3", "us-east-1", "111122223333", "x" };
	Glob out = { 0 };
	unsigned part = 0;
	bool arn = pattern->n > 8 && (pattern->tok[3] == ':' || pattern->tok[7] == ':');
	for (uint32_t i = 0; i < pattern->n; i++) {
		uint32_t tok = pattern->tok[i];
		part += part < 5 && tok == ':';
		if (tok < GLOB_ANY) {
			glob_add_token(m->arena, &out, tok);
			continue;
		}
		const char *s = token_is_many(tok) && arn ? filler[part] : "x";
		if (dim == PRINCIPAL && arn && part == 2)
			s = "iam";
		if (dim == PRINCIPAL && arn && part == 5 && pattern->tok[i - 1] == ':')
			s = "user/x";
		glob_add_literal(m->arena, &out, s, strlen(s), GLOB_TEXT);
	}
	return out;
}

static const char *best_text(const Direction *d, Dimension dim, const Group *g, const Pattern *p)
{
	Model *m = d->m;
	if (!g->text)
		return g->words;
	if (dim == ACTION) {
		const char *name = real_action(d, g, p ? &p->glob : NULL);
		if (name)
			return name;
	} else if (p) {
		Glob star = { 0 };
		glob_add_token(m->arena, &star, '*');
		if (str_eq(p->text, "*") && as_good(d, dim, g, &star))
			return "*";
		Glob text = usual(m, dim, &p->glob);
		if (as_good(d, dim, g, &text))
			return text_print(m, text.tok, text.n);
	}
	return text_print(m, g->text, g->n);
}

// Without the kind: it shows in the name.
static const char *plain_principal(const char *s)
{
	static const char *const kind[] = { "AWS ", "Service ", "Federated " };
	for (size_t i = 0; i < COUNT(kind); i++)
		if (str_starts(s, kind[i]))
			return s + strlen(kind[i]);
	return "*";
}

// A pattern of the set that the group's texts match.
static const Pattern *pattern_in(
	const Model *m, Dimension dim, const PatternSet *set, const Group *g)
{
	for (uint32_t k = 0; !set->negated && k < set->n; k++)
		if (bit_get(g->patterns, set->item[k]))
			return &m->dim[dim].item[set->item[k]];
	return NULL;
}

AccessWitness witness_of(const Direction *d, const Hit *h)
{
	Model *m = d->m;
	AccessWitness w = { 0 };
	const char *text[DIMENSIONS];
	for (int dim = 0; dim < DIMENSIONS; dim++)
		text[dim] = best_text(d, (Dimension)dim, h->group[dim],
			pattern_in(m, (Dimension)dim, &h->grant->set[dim], h->group[dim]));
	w.action = text[ACTION];
	w.resource = m->dim[RESOURCE].n ? text[RESOURCE] : NULL;
	if (m->dim[PRINCIPAL].n)
		w.principal = plain_principal(text[PRINCIPAL]);
	for (uint32_t i = 0; i < h->found->n; i++) {
		uint32_t n = w.n;
		const Key *k = &m->key[h->found->key[i]];
		if (k->free && str_starts(k->shown, SAYS))
			continue;
		PUSH(m->arena, w.key, n, k->shown);
		PUSH(m->arena, w.val, w.n, h->found->text[i]);
	}
	return w;
}

const char *witness_unless(const Direction *d, const Hit *h)
{
	const Model *m = d->m;
	Buf b = { .arena = m->arena };
	for (uint32_t i = 0; i < h->found->n; i++) {
		const Key *k = &m->key[h->found->key[i]];
		// What allows it and what denies it are told together.
		if (!k->free || !str_starts(k->shown, SAYS) || !str_eq(h->found->text[i], "no") ||
			(b.s && strstr(b.s, k->shown + strlen(SAYS))))
			continue;
		buf_printf(&b, "%s%s", b.n ? ", " : "", k->shown + strlen(SAYS));
	}
	return b.s;
}
