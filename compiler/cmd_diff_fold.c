// cmd_diff_fold.c: a role that only has another name now may do what it did before.
//
// Its grants are compared without the ids and the physical names of the entity on either side. When they
// are the same the reports say so in one line; a gate on wider access still counts them.
#include "cmd_diff.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_all(Buf *b, const char *what, const char *const *item, uint32_t n, bool negated)
{
	buf_printf(b, "%s%s", what, negated ? " not" : "");
	for (uint32_t i = 0; i < n; i++)
		buf_printf(b, " %s", item[i]);
	buf_putc(b, '\n');
}

// Its grants without names, in an order that does not depend on them.
static const char **signatures(Arena *a, const Compared *c, const DiffResource *r)
{
	const char **text = NEW_N(a, const char *, c->result->n + 1);
	for (uint32_t i = 0; i < c->result->n; i++) {
		const AccessDelta *d = &c->result->delta[i];
		Buf whole = { .arena = a };
		Buf out = { .arena = a };
		buf_printf(&whole, "%d %d\n", d->cause, d->sure);
		put_all(&whole, "action", d->action, d->naction, d->not_action);
		put_all(&whole, "resource", d->resource, d->nresource, d->not_resource);
		put_all(&whole, "principal", d->principal, d->nprincipal, d->not_principal);
		buf_puts(&whole, d->condition ? d->condition : "");
		put_without_names(&out, whole.s, r, true);
		text[i] = out.s;
	}
	if (c->result->n)
		qsort(text, c->result->n, sizeof *text, by_text);
	return text;
}

static bool all_added(const Compared *c, bool added)
{
	for (uint32_t i = 0; i < c->result->n; i++)
		if (c->result->delta[i].added != added)
			return false;
	return true;
}

// "app/WorkerFunctionRole" stands for WorkerFunctionRole; the length of what stands before it, or -1.
static int space_before(const char *name, const char *id)
{
	if (!str_ends(name, id))
		return -1;
	size_t n = strlen(name) - strlen(id);
	return !n || name[n - 1] == '/' ? (int)n : -1;
}

static void fold(Arena *a, Comparison *all, Compared *new, const ResourceDelta *d)
{
	int space = space_before(new->name, d->new->logical);
	for (uint32_t i = 0; space >= 0 && i < all->n; i++) {
		Compared *old = &all->item[i];
		if (old->new || old->folded || !str_eq(old->kind, new->kind) ||
			space_before(old->name, d->old->logical) != space ||
			strncmp(old->name, new->name, (size_t)space) != 0 ||
			old->result->n != new->result->n || !all_added(new, true) ||
			!all_added(old, false))
			continue;
		const char **x = signatures(a, old, d->old);
		const char **y = signatures(a, new, d->new);
		bool same = true;
		for (uint32_t j = 0; j < new->result->n; j++)
			same &= str_eq(x[j], y[j]);
		if (!same)
			continue;
		new->was = old->name;
		old->folded = true;
		return;
	}
}

void diff_fold_renamed(Arena *a, TopologyDiff *t)
{
	const ResourceDiff *of = &t->target[t->has[CFN] ? CFN : TF];
	for (uint32_t i = 0; i < of->n; i++) {
		const ResourceDelta *d = &of->delta[i];
		if (d->verdict != VERDICT_RENAME || !d->old->logical || !d->new->logical)
			continue;
		for (uint32_t j = 0; j < t->access.n; j++)
			if (t->access.item[j].new && !t->access.item[j].old &&
				!t->access.item[j].was)
				fold(a, &t->access, &t->access.item[j], d);
	}
}

AccessVerdict diff_access_shown(const TopologyDiff *t, AccessAnswer *added)
{
	AccessAnswer gained = ACCESS_NO, lost = ACCESS_NO;
	for (uint32_t i = 0; i < t->access.n; i++) {
		const Compared *c = &t->access.item[i];
		if (c->was || c->folded)
			continue;
		gained = c->result->added > gained ? c->result->added : gained;
		lost = c->result->removed > lost ? c->result->removed : lost;
	}
	if (added && gained > *added)
		*added = gained;
	return access_verdict(gained, lost);
}

const char *diff_risk(const Compared *c, uint32_t i)
{
	const AccessWeight *w = &c->weight[i];
	PolicyType type = (c->new ? c->new : c->old)->type;
	// To be assumed is what a role is for; who may do it is what counts.
	AccessRisk least = type == POLICY_TRUST ? RISK_PUBLIC : RISK_CREDENTIALS;
	return c->result->delta[i].added && !w->idle && w->risk >= least ? access_risks[w->risk] :
									   NULL;
}
