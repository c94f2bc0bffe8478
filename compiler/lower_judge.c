// lower_judge.c: what is said of a role's policy once all of it is known: statements written by hand
// that say no more than what is inferred.
#include "lower.h"

#include "../ir/access.h"
#include "iam/glob.h"

#include <string.h>

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

static const Value *first_of(const Value *v)
{
	return v && v->kind == V_LIST ? v->n ? v->u.item[0] : NULL : v;
}

static bool speaks_of(Unit *u, const Value *resource, const Value *on)
{
	const char *text = value_shown(u, on);
	uint32_t n = resource->kind == V_LIST ? resource->n : 1;
	for (uint32_t i = 0; i < n; i++)
		if (arn_includes(value_shown(u,
					 resource->kind == V_LIST ? resource->u.item[i] : resource),
			    text))
			return true;
	return false;
}

// What asks for the first action of a statement on its first resource; else for the action.
static const Statement *inferred_like(Unit *u, const Resource *role, const Value *written)
{
	const char *action = value_text(first_of(value_get(written, "Action")));
	const Value *on = first_of(value_get(written, "Resource"));
	const Statement *found = NULL;
	for (uint32_t i = 0; action && i < role->nstatement; i++) {
		const Statement *s = role->statement[i];
		if (s->written || !word_in(s->actions, action, strlen(action)))
			continue;
		if (on && s->resource && speaks_of(u, s->resource, on))
			return s;
		if (!found)
			found = s;
	}
	return found;
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
		const Statement *why = inferred_like(u, role, s->written);
		if (why && why->at.file)
			diag_related(d, why->at, "this asks for it");
		diag_line(d, "leave it out: what is inferred follows when names change");
	}
}

void judge_role(Unit *u, const Resource *role, const Value *doc)
{
	check_role_quota(u, role, doc);
	check_written(u, role, doc);
}
