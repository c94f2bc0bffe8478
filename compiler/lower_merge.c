// lower_merge.c: what was granted, merged into as few statements as say it exactly.
//
// IAM.md 5.7: one grant per edge; same resources, same conditions: union of actions; same actions:
// union of resources; conditions that differ in the values of one key: union of values; what another
// grant includes is dropped; sorted; never merged into wildcards; `*` in statements of its own.
#include "lower.h"

#include "iam/glob.h"

#include <stdlib.h>
#include <string.h>

// A statement while it is merged: actions and resources as sorted sets.
typedef struct Merged {
	const char **action;
	uint32_t naction;
	Value **resource;
	const char **key; // of each resource, for order and comparison
	uint32_t nresource;
	Value *condition; // or NULL
	const char *rest; // effect, principal and condition as text
	const Statement *from;
	bool gone;
} Merged;

static const char *key_of(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	if (v)
		value_key(&b, v);
	return b.s ? b.s : "";
}

static void add_action(Unit *u, Merged *m, const char *action)
{
	uint32_t i = 0;
	while (i < m->naction && strcmp(m->action[i], action) < 0)
		i++;
	if (i < m->naction && str_eq(m->action[i], action))
		return;
	U_PUSH(u, m->action, m->naction, action);
	memmove(m->action + i + 1, m->action + i, (m->naction - 1 - i) * sizeof *m->action);
	m->action[i] = action;
}

static void add_resource(Unit *u, Merged *m, Value *v, const char *key)
{
	uint32_t i = 0;
	while (i < m->nresource && strcmp(m->key[i], key) < 0)
		i++;
	if (i < m->nresource && str_eq(m->key[i], key))
		return;
	uint32_t n = m->nresource;
	U_PUSH(u, m->resource, m->nresource, v);
	U_PUSH(u, m->key, n, key);
	memmove(m->resource + i + 1, m->resource + i, (n - 1 - i) * sizeof *m->resource);
	memmove(m->key + i + 1, m->key + i, (n - 1 - i) * sizeof *m->key);
	m->resource[i] = v;
	m->key[i] = key;
}

static bool same_set(const char *const *a, uint32_t n, const char *const *b, uint32_t m)
{
	for (uint32_t i = 0; n == m && i < n; i++)
		if (!str_eq(a[i], b[i]))
			return false;
	return n == m;
}

static bool is_subset(const char *const *a, uint32_t n, const char *const *b, uint32_t m)
{
	uint32_t j = 0;
	for (uint32_t i = 0; i < n; i++) {
		while (j < m && strcmp(b[j], a[i]) < 0)
			j++;
		if (j == m || !str_eq(b[j], a[i]))
			return false;
	}
	return true;
}

static const char *rest_of(Unit *u, const Statement *s, const Value *condition)
{
	return U_FORMAT(u, "%d|%s|%s", s->deny, key_of(u, s->principal), key_of(u, condition));
}

static Merged start(Unit *u, const Statement *s)
{
	Merged m = { .from = s, .condition = s->condition };
	for (Word w = { .rest = s->actions }; word_next(&w);)
		add_action(u, &m, arena_copy(u->arena, w.s, w.n));
	if (s->resource && s->resource->kind == V_LIST)
		for (uint32_t i = 0; i < s->resource->n; i++)
			add_resource(
				u, &m, s->resource->u.item[i], key_of(u, s->resource->u.item[i]));
	else if (s->resource)
		add_resource(u, &m, s->resource, key_of(u, s->resource));
	m.rest = rest_of(u, s, s->condition);
	return m;
}

typedef bool CanMerge(const Merged *, const Merged *);

static bool same_resources(const Merged *a, const Merged *b)
{
	return same_set(a->key, a->nresource, b->key, b->nresource);
}

static bool same_actions(const Merged *a, const Merged *b)
{
	return same_set(a->action, a->naction, b->action, b->naction);
}

static bool includes(const Merged *a, const Merged *b)
{
	return is_subset(b->action, b->naction, a->action, a->naction) &&
		is_subset(b->key, b->nresource, a->key, a->nresource);
}

static void merge_where(Unit *u, Merged *m, uint32_t n, CanMerge *can)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = i + 1; j < n && !m[i].gone; j++) {
			if (m[j].gone || !str_eq(m[i].rest, m[j].rest) || !can(&m[i], &m[j]))
				continue;
			for (uint32_t k = 0; k < m[j].naction; k++)
				add_action(u, &m[i], m[j].action[k]);
			for (uint32_t k = 0; k < m[j].nresource; k++)
				add_resource(u, &m[i], m[j].resource[k], m[j].key[k]);
			m[j].gone = true;
		}
}

// ---- Conditions -----------------------------------------------------------------------------

// Operators that hold when one of several values fits.
static const char any_of[] = "ArnEquals ArnLike StringEquals StringLike";

static void add_values(Unit *u, Value *list, const Value *v)
{
	uint32_t n = v->kind == V_LIST ? v->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		Value *one = v->kind == V_LIST ? v->u.item[i] : (Value *)(uintptr_t)v;
		const char *key = key_of(u, one);
		uint32_t at = 0;
		while (at < list->n && strcmp(key_of(u, list->u.item[at]), key) < 0)
			at++;
		if (at < list->n && str_eq(key_of(u, list->u.item[at]), key))
			continue;
		value_push(u->arena, list, one);
		memmove(list->u.item + at + 1, list->u.item + at,
			(list->n - 1 - at) * sizeof *list->u.item);
		list->u.item[at] = one;
	}
}

// The one pair of two maps that differs; NULL when none or more than one does.
static const Pair *one_difference(Unit *u, const Value *a, const Value *b, const Pair **other)
{
	const Pair *found = NULL;
	if (a->kind != V_MAP || b->kind != V_MAP || a->n != b->n)
		return NULL;
	for (uint32_t i = 0; i < a->n; i++) {
		const Pair *p = &a->u.pair[i];
		const Pair *q = value_pair(b, p->key);
		if (q && str_eq(key_of(u, p->val), key_of(u, q->val)))
			continue;
		if (!q || found)
			return NULL;
		found = p;
		*other = q;
	}
	return found;
}

static Value *with_pair(Unit *u, const Value *map, const Pair *old, Value *val)
{
	Value *out = value_map(u->arena, map->at);
	for (uint32_t i = 0; i < map->n; i++)
		value_set(u->arena, out, map->u.pair[i].key,
			&map->u.pair[i] == old ? val : map->u.pair[i].val);
	return out;
}

// A condition that holds when one of the two does; NULL where it takes two.
static Value *either(Unit *u, const Value *a, const Value *b)
{
	const Pair *op2 = NULL;
	const Pair *key2 = NULL;
	const Pair *op = a && b ? one_difference(u, a, b, &op2) : NULL;
	if (!op || !word_in(any_of, op->key, strlen(op->key)))
		return NULL;
	const Pair *key = one_difference(u, op->val, op2->val, &key2);
	if (!key)
		return NULL;
	Value *list = value_list(u->arena, key->val->at);
	add_values(u, list, key->val);
	add_values(u, list, key2->val);
	return with_pair(u, a, op, with_pair(u, op->val, key, list));
}

static void merge_conditions(Unit *u, Merged *m, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = i + 1; j < n && !m[i].gone; j++) {
			const Statement *a = m[i].from;
			const Statement *b = m[j].from;
			if (m[j].gone || a->deny || b->deny || !same_actions(&m[i], &m[j]) ||
				!same_resources(&m[i], &m[j]) ||
				!str_eq(key_of(u, a->principal), key_of(u, b->principal)))
				continue;
			Value *both = either(u, m[i].condition, m[j].condition);
			if (!both)
				continue;
			m[i].condition = both;
			m[i].rest = rest_of(u, a, both);
			m[j].gone = true;
		}
}

// ---- What is in another -----------------------------------------------------------------------

// Resources that another one of the statement includes.
static void drop_included(Unit *u, Merged *m)
{
	if (m->nresource < 2)
		return;
	const char **text = NEW_N(u->arena, const char *, m->nresource);
	for (uint32_t i = 0; i < m->nresource; i++)
		text[i] = value_shown(u, m->resource[i]);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < m->nresource; i++) {
		bool included = false;
		for (uint32_t k = 0; k < m->nresource && !included; k++)
			included = k != i && arn_includes(text[k], text[i]) &&
				(k < i || !str_eq(text[k], text[i]));
		if (included)
			continue;
		m->resource[kept] = m->resource[i];
		m->key[kept++] = m->key[i];
	}
	m->nresource = kept;
}

static bool has_resource(Unit *u, const Merged *m, const Value *v)
{
	const char *text = value_shown(u, v);
	for (uint32_t i = 0; i < m->nresource; i++)
		if (arn_includes(value_shown(u, m->resource[i]), text))
			return true;
	return false;
}

// Whether `wide` allows all that `m` allows, under no further condition.
static bool is_covered(Unit *u, const Merged *m, const Merged *wide)
{
	const Statement *a = m->from;
	const Statement *b = wide->from;
	if (a->deny || b->deny || !m->nresource ||
		!is_subset(m->action, m->naction, wide->action, wide->naction) ||
		(wide->condition && !str_eq(m->rest, wide->rest)) ||
		!str_eq(key_of(u, a->principal), key_of(u, b->principal)))
		return false;
	for (uint32_t i = 0; i < m->nresource; i++)
		if (!has_resource(u, wide, m->resource[i]))
			return false;
	return true;
}

static uint32_t drop_covered(Unit *u, Merged *m, uint32_t n)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < n && !m[i].gone; k++)
			m[i].gone = k != i && !m[k].gone && is_covered(u, &m[i], &m[k]);
	for (uint32_t i = 0; i < n; i++)
		if (!m[i].gone)
			m[kept++] = m[i];
	return kept;
}

static int by_content(const void *a, const void *b)
{
	const Merged *x = a;
	const Merged *y = b;
	for (uint32_t i = 0; i < x->naction && i < y->naction; i++) {
		int c = strcmp(x->action[i], y->action[i]);
		if (c)
			return c;
	}
	if (x->naction != y->naction)
		return x->naction < y->naction ? -1 : 1;
	for (uint32_t i = 0; i < x->nresource && i < y->nresource; i++) {
		int c = strcmp(x->key[i], y->key[i]);
		if (c)
			return c;
	}
	int c = (int)x->nresource - (int)y->nresource;
	return c ? c : strcmp(x->rest, y->rest);
}

static Value *one_or_list(Unit *u, Value **item, uint32_t n, Span at)
{
	if (n == 1)
		return item[0];
	Value *v = value_list(u->arena, at);
	for (uint32_t i = 0; i < n; i++)
		value_push(u->arena, v, item[i]);
	return v;
}

static Value *statement_value(Unit *u, const Merged *m)
{
	Span at = m->from->at;
	Value *v = value_map(u->arena, at);
	Value **action = NULL;
	for (uint32_t i = 0, n = 0; i < m->naction; i++)
		U_PUSH(u, action, n, value_str(u->arena, m->action[i], at));
	value_set(u->arena, v, "Effect", value_str(u->arena, m->from->deny ? "Deny" : "Allow", at));
	value_set(u->arena, v, "Principal", m->from->principal);
	value_set(u->arena, v, "Action", one_or_list(u, action, m->naction, at));
	if (m->nresource)
		value_set(u->arena, v, "Resource", one_or_list(u, m->resource, m->nresource, at));
	value_set(u->arena, v, "Condition", m->condition);
	return v;
}

Value *merged_statements(Unit *u, const Resource *r)
{
	Merged *m = NEW_N(u->arena, Merged, r->nstatement + 1);
	uint32_t n = 0;
	Value *list = value_list(u->arena, r->from->at);
	for (uint32_t i = 0; i < r->nstatement; i++)
		if (!r->statement[i]->written)
			m[n++] = start(u, r->statement[i]);
	merge_where(u, m, n, includes);
	merge_where(u, m, n, same_resources);
	merge_where(u, m, n, same_actions);
	merge_conditions(u, m, n);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!m[i].gone)
			m[kept++] = m[i];
	for (uint32_t i = 0; i < kept; i++)
		drop_included(u, &m[i]);
	kept = drop_covered(u, m, kept);
	if (kept)
		qsort(m, kept, sizeof *m, by_content);
	for (uint32_t i = 0; i < kept; i++)
		value_push(u->arena, list, statement_value(u, &m[i]));
	return list;
}
