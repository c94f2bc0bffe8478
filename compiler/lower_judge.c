// lower_judge.c: what is said of a role's policy once all of it is known: its size, and statements
// written by hand that say no more than what is inferred.
#include "lower.h"

#include "../ir/access.h"

#include <string.h>

enum { INLINE_LIMIT = 10240 }; // "IAM and AWS STS quotas": the inline policies of a role together

// Characters as IAM counts them, blanks outside of strings being none.
static size_t count(Unit *u, const Value *v)
{
	size_t n = 2; // quotes or brackets
	if (v->kind != V_LIST && v->kind != V_MAP)
		return n + strlen(value_longest(u, v));
	for (uint32_t i = 0; i < v->n; i++) {
		n += i > 0;
		n += v->kind == V_MAP ? strlen(v->u.pair[i].key) + 3 : 0;
		n += count(u, v->kind == V_MAP ? v->u.pair[i].val : v->u.item[i]);
	}
	return n;
}

static void check_size(Unit *u, const Resource *role, const Value *doc)
{
	const Entity *e = role->from;
	size_t n = count(u, doc);
	if (n <= INLINE_LIMIT)
		return;
	Diag *d = say_role_too_large(u, e->at, U_FORMAT(u, "%s `%s`", e->kind->one, e->name),
		U_FORMAT(u, "%zu", n), U_FORMAT(u, "%d", INLINE_LIMIT));
	uint32_t written = 0;
	for (uint32_t i = 0; i < role->nstatement; i++)
		written += role->statement[i]->written != NULL;
	diag_line(d, "%u rights are inferred, %u statements are written by hand",
		role->nstatement - written, written);
	diag_line(d,
		"split it, or write one statement with a pattern in place of many that are alike; "
		"`topc explain access %s/%s` lists them",
		e->kind->one, e->name);
}

// The statements of a document that are inferred, as a list.
static Value *inferred_of(Unit *u, const Resource *role, const Value *doc)
{
	const Value *list = value_get(doc, "Statement");
	Value *out = value_list(u->arena, doc->at);
	for (uint32_t i = 0; i < list->n; i++) {
		bool written = false;
		for (uint32_t k = 0; k < role->nstatement; k++)
			written |= role->statement[k]->written == list->u.item[i];
		if (!written)
			value_push(u->arena, out, list->u.item[i]);
	}
	return out;
}

static bool allows_nothing_new(Unit *u, const Value *inferred, const Value *statement)
{
	AccessPolicy old = { .doc = inferred }, new = { .doc = statement };
	AccessSide before = { &old, 1 }, after = { &new, 1 };
	AccessOptions opt = { .type = POLICY_IDENTITY };
	return access_compare(u, &before, &after, &opt)->added == ACCESS_NO;
}

static const Statement *same_action(const Resource *role, const char *action)
{
	for (uint32_t i = 0; action && i < role->nstatement; i++)
		if (!role->statement[i]->written &&
			word_in(role->statement[i]->actions, action, strlen(action)))
			return role->statement[i];
	return NULL;
}

static void check_written(Unit *u, const Resource *role, const Value *doc)
{
	Value *inferred = NULL;
	for (uint32_t i = 0; i < role->nstatement; i++) {
		const Statement *s = role->statement[i];
		if (!s->written || !value_is(value_get(s->written, "Effect"), "Allow"))
			continue;
		if (!inferred)
			inferred = inferred_of(u, role, doc);
		if (!inferred->n || !allows_nothing_new(u, inferred, s->written))
			continue;
		Diag *d = say_statement_inferred(
			u, s->at, U_FORMAT(u, "%s `%s`", role->from->kind->one, role->from->name));
		const Value *action = value_get(s->written, "Action");
		const Statement *why = same_action(role,
			value_text(action && action->kind == V_LIST && action->n ?
					action->u.item[0] :
					action));
		if (why && why->at.file)
			diag_related(d, why->at, "this asks for it");
		diag_line(d, "leave it out: what is inferred follows when names change");
	}
}

void judge_role(Unit *u, const Resource *role, const Value *doc)
{
	check_size(u, role, doc);
	check_written(u, role, doc);
}
