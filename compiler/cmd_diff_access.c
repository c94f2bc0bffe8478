// cmd_diff_access.c: who gains or loses what, of all roles and resources of two sides.
#include "cmd_diff.h"

#include <stdlib.h>
#include <string.h>

// Steps that the comparisons of one topology may make together: a second or two.
enum { ALL_WORK = 50 * 1000 * 1000 };

static AccessAnswer worse(AccessAnswer a, AccessAnswer b)
{
	return a > b ? a : b;
}

static void compare(Comparison *out, const Subject *old, const Subject *new, uint64_t *work)
{
	Unit *u = out->unit;
	const Subject *one = new ? new : old;
	AccessSide before = old ? (AccessSide){ old->policy, old->n } : (AccessSide){ 0 };
	AccessSide after = new ? (AccessSide){ new->policy, new->n } : (AccessSide){ 0 };
	AccessOptions opt = { .type = one->type, .work = work };
	Compared c = { .old = old, .new = new, .kind = one->kind, .name = one->name };
	c.result = access_compare(u, &before, &after, &opt);
	c.found = c.result->added || c.result->removed;
	if (!c.found)
		return;
	c.weight = access_weights(u, c.result, &before, &after, &opt);
	for (uint32_t i = 0; i < c.result->n; i++)
		if (c.result->delta[i].added && c.weight[i].risk > c.risk)
			c.risk = c.weight[i].risk;
	out->added = worse(out->added, c.result->added);
	out->removed = worse(out->removed, c.result->removed);
	U_PUSH(u, out->item, out->n, c);
}

static int by_risk(const void *a, const void *b)
{
	const Compared *x = a;
	const Compared *y = b;
	if (x->result->added != y->result->added)
		return x->result->added > y->result->added ? -1 : 1;
	if (x->risk != y->risk)
		return x->risk > y->risk ? -1 : 1;
	int c = strcmp(x->kind, y->kind);
	return c ? c : strcmp(x->name, y->name);
}

void diff_access(Unit *u, Subjects *old, Subjects *new, Comparison *out)
{
	uint64_t work = ALL_WORK;
	*out = (Comparison){ .unit = u };
	for (uint32_t i = 0; i < new->n; i++) {
		const Subject *s = new->item[i];
		compare(out, old->n ? subject_find(old, s->kind, s->name) : NULL, s, &work);
	}
	for (uint32_t i = 0; i < old->n; i++) {
		const Subject *s = old->item[i];
		if (!new->n || !subject_find(new, s->kind, s->name))
			compare(out, s, NULL, &work);
	}
	if (out->n)
		qsort(out->item, out->n, sizeof *out->item, by_risk);
	out->verdict = access_verdict(out->added, out->removed);
}
