// lower_policy.c: what was granted, merged into policy documents.
//
// IAM.md 5.7: one grant per edge; same resources, same conditions: union of actions; same actions:
// union of resources; what another grant includes is dropped; sorted; never merged into wildcards;
// `*` in statements of its own.
#include "lower.h"

#include "../ir/iam.h"
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

static Merged start(Unit *u, const Statement *s)
{
	Merged m = { .from = s };
	for (Word w = { .rest = s->actions }; word_next(&w);)
		add_action(u, &m, arena_copy(u->arena, w.s, w.n));
	if (s->resource && s->resource->kind == V_LIST)
		for (uint32_t i = 0; i < s->resource->n; i++)
			add_resource(
				u, &m, s->resource->u.item[i], key_of(u, s->resource->u.item[i]));
	else if (s->resource)
		add_resource(u, &m, s->resource, key_of(u, s->resource));
	m.rest = U_FORMAT(u, "%d|%s|%s", s->deny, key_of(u, s->principal), key_of(u, s->condition));
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
	if (a->deny || b->deny || !str_eq(key_of(u, a->principal), key_of(u, b->principal)) ||
		(b->condition && !str_eq(m->rest, wide->rest)) || !m->nresource ||
		!is_subset(m->action, m->naction, wide->action, wide->naction))
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
	value_set(u->arena, v, "Condition", m->from->condition);
	return v;
}

static Value *document(Unit *u, Value *statements, Span at)
{
	Value *v = value_map(u->arena, at);
	value_set(u->arena, v, "Version", value_str(u->arena, "2012-10-17", at));
	value_set(u->arena, v, "Statement", statements);
	return v;
}

// The statements of a role or of a resource's policy as a document; NULL when there are none.
static Value *merged_document(Unit *u, const Resource *r)
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
	for (uint32_t i = 0; i < r->nstatement; i++)
		if (r->statement[i]->written)
			value_push(u->arena, list, r->statement[i]->written);
	return list->n ? document(u, list, r->from->at) : NULL;
}

// Who may take the role: the kind's service, for this very resource where that is known.
static Value *trust_document(Unit *u, Resource *role, const char *service, const char *source)
{
	Span at = role->from->at;
	Value *principal = value_map(u->arena, at);
	value_set(u->arena, principal, "Service", value_str(u->arena, service, at));
	Value *s = value_map(u->arena, at);
	value_set(u->arena, s, "Effect", value_str(u->arena, "Allow", at));
	value_set(u->arena, s, "Principal", principal);
	value_set(u->arena, s, "Action", value_str(u->arena, "sts:AssumeRole", at));
	Value *from = source ? eval_entity(u, role->from, source) : NULL;
	if (from) {
		Statement cond = { .at = at };
		condition(u, &cond, "ArnLike", "aws:SourceArn", from);
		condition(
			u, &cond, "StringEquals", "aws:SourceAccount", value_var(u, "account", at));
		value_set(u->arena, s, "Condition", cond.condition);
	}
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, s);
	return document(u, list, at);
}

// The statements that an author wrote, as they are.
static void add_written(Unit *u, Resource *role, Value *statements)
{
	if (!statements)
		return;
	if (statements->kind == V_MAP && value_get(statements, "Statement"))
		statements = value_get(statements, "Statement");
	uint32_t n = statements->kind == V_LIST ? statements->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		Value *v = statements->kind == V_LIST ? statements->u.item[i] : statements;
		Statement *s = U_NEW(u, Statement);
		s->written = lower_value(u, role->from, v);
		s->at = v->at;
		U_PUSH(u, role->statement, role->nstatement, s);
	}
}

static bool is_role(const Resource *r)
{
	return r->op->flags & OP_ROLE;
}

static const Op *find_policy(const Op *op, const char *role)
{
	for (; op && op->part; op++)
		if (op->in && str_eq(op->in, role) && (op->flags & OP_DEMAND))
			return op;
	return NULL;
}

// The op of a role's policy stands in the same table as the role's.
static const Op *policy_of(const Resource *role)
{
	const Op *op = find_policy(role->kind->op, role->op->part);
	for (const Link *l = role->edge ? role->kind->link : NULL; role->edge && l && l->field; l++)
		if (l == role->edge->link)
			op = find_policy(l->op, role->op->part);
	return op;
}

// A role's document goes into a policy of its own, so that what it names may name the role.
static void fill_role(Unit *u, Resource *role)
{
	const Kind *k = role->from->kind;
	if (str_eq(role->op->part, "Role")) {
		add_written(u, role, rec_get(role->from->rec, "statements"));
		add_written(u, role, role->from->role);
	}
	const char *service = role->op->service ? role->op->service : k->principal;
	put(u, role, "trust",
		trust_document(u, role, service, role->op->service ? role->op->trust : k->trust));
	Value *doc = role->nstatement ? merged_document(u, role) : NULL;
	const Op *op = doc ? policy_of(role) : NULL;
	if (!doc)
		return;
	if (!op)
		die("the role of %s has no policy", k->one);
	Resource *policy = role->edge ? res_edge(u, role->edge, k, op, role->key) :
					res_new(u, role->from, op, role, NULL, role->key);
	put(u, policy, "document", doc);
	judge_role(u, role, doc);
}

void lower_policies(Unit *u)
{
	for (uint32_t i = 0, n = u->nres; i < n; i++) {
		Resource *r = u->res[i];
		if (is_role(r))
			fill_role(u, r);
		else if (r->nstatement)
			put(u, r, "document", merged_document(u, r));
	}
}
