// flow_unused.c: rights written by hand that no state of the machine needs.
#include "flow.h"

#include "../iam.h"

#include <string.h>

// Rights that a call may need without naming them: keys behind what is encrypted, roles that are passed.
static const char behind[] = "kms iam sts";
// Services that act with the rights of whoever calls them; with one of these, nothing is said.
static const char for_callers[] =
	"athena bedrock cloudformation datasync lakeformation redshift-data servicecatalog transfer";

static bool any_prefix(const char *words, const char *list)
{
	for (Word w = { .rest = words }; word_next(&w);)
		if (word_in(list, w.s, strcspn(w.s, ":")))
			return true;
	return false;
}

static void check_action(Unit *u, const Entity *e, const char *needed, const Value *v)
{
	const char *pattern = v->kind == V_STR ? v->u.s : NULL;
	if (!pattern || !strchr(pattern, ':') || word_in(behind, pattern, strcspn(pattern, ":")))
		return;
	for (Word w = { .rest = needed }; word_next(&w);)
		if (iam_pattern_has(pattern, arena_copy(u->arena, w.s, w.n)))
			return;
	Diag *d = say_unused_right(u, value_part(u, v, 0, v->n), pattern, e->name);
	diag_line(
		d, "`topc explain access %s/%s` lists what its states need", e->kind->one, e->name);
}

static void check_statements(Unit *u, const Entity *e, const char *needed, const Value *v)
{
	const Value *list =
		v && v->kind == V_MAP && value_get(v, "Statement") ? value_get(v, "Statement") : v;
	uint32_t n = !list ? 0 : list->kind == V_LIST ? list->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		const Value *s = list->kind == V_LIST ? list->u.item[i] : list;
		const Value *action = value_get(s, "Action");
		if (!action || !value_is(value_get(s, "Effect"), "Allow"))
			continue;
		for (uint32_t k = 0; action->kind == V_LIST && k < action->n; k++)
			check_action(u, e, needed, action->u.item[k]);
		if (action->kind != V_LIST)
			check_action(u, e, needed, action);
	}
}

void flow_unused(Unit *u, const Entity *e, const char *needed)
{
	if (any_prefix(needed, for_callers))
		return;
	check_statements(u, e, needed, rec_get(e->rec, "statements"));
	check_statements(u, e, needed, e->role);
}
