// cmd_diff_note.c: what becomes of a resource and its data, and what to write to keep it.
//
// `aliases` keeps the logical id (CloudFormation) or the address (Terraform). Where the physical name is
// made from the entity's name that is not half of it: a new name replaces, so it has to be written down, too.
#include "cmd_diff.h"

#include <string.h>

static bool same_entity(const ResourceDelta *a, const ResourceDelta *b)
{
	return b->verdict == VERDICT_RENAME && b->new->kind &&str_eq(a->new->kind, b->new->kind) &&
		str_eq(a->new->name, b->new->name) && str_eq(a->new->module, b->new->module);
}

// What to write to keep what is renamed; NULL: it was said of another resource of the same entity.
static const char *keep(const DiffReport *r, const ResourceDiff *of, const ResourceDelta *d)
{
	const DiffResource *old = d->old;
	const DiffResource *new = d->new;
	const ResourceDelta *remade = NULL;
	if (d->verdict != VERDICT_RENAME || !old->name || !new->name ||
		str_eq(old->name, new->name))
		return NULL;
	for (uint32_t i = 0; i < of->n; i++) {
		const ResourceDelta *x = &of->delta[i];
		if (!same_entity(d, x))
			continue;
		if (x < d)
			return NULL;
		if (x->remade && !remade)
			remade = x;
	}
	Buf b = { .arena = r->arena };
	buf_printf(&b, "aliases: [%s]", old->name);
	if (remade && old->fixed && old->spelled)
		buf_printf(&b, ", %s: %s", old->fixed, old->spelled);
	buf_printf(&b, " on %s %s", new->kind, new->name);
	if (remade && !(old->fixed && old->spelled))
		buf_printf(&b, "; %s is replaced even so, its %s changes", remade->new->id,
			remade->remade + 1);
	return b.s;
}

static bool has_index(const Value *list, const Value *index)
{
	static const char *const fixed[] = { "IndexName", "KeySchema", "Projection" };
	for (uint32_t i = 0; list && i < list->n; i++) {
		bool same = true;
		for (size_t k = 0; k < COUNT(fixed); k++) {
			const Value *a = value_get(list->u.item[i], fixed[k]);
			const Value *b = value_get(index, fixed[k]);
			same &= a == b || (a && b && value_equal(a, b));
		}
		if (same)
			return true;
	}
	return false;
}

// Global indexes that come, go or become others: UpdateTable takes one of them at a time, and so does
// an update of a stack.
static uint32_t indexes_changed(const ResourceDelta *d)
{
	uint32_t changed = 0;
	if (!d->old || !d->new || !str_eq(d->new->type, "AWS::DynamoDB::Table"))
		return 0;
	for (int side = 0; side < 2; side++) {
		const Value *from =
			value_get((side ? d->new : d->old)->properties, "GlobalSecondaryIndexes");
		const Value *to =
			value_get((side ? d->old : d->new)->properties, "GlobalSecondaryIndexes");
		for (uint32_t i = 0; from && from->kind == V_LIST && i < from->n; i++)
			changed += !has_index(to, from->u.item[i]);
	}
	return changed;
}

const char **diff_notes(
	const DiffReport *r, const ResourceDiff *of, const ResourceDelta *d, uint32_t *n)
{
	enum { MOST = 7 };
	const char **note = NEW_N(r->arena, const char *, MOST);
	*n = 0;
	if (d->lost)
		note[(*n)++] = d->verdict == VERDICT_MAY_REPLACE ?
			"DATA LOSS  if it is replaced, what it holds goes" :
			"DATA LOSS  what it holds goes with it";
	else if (d->kept && d->verdict != VERDICT_UPDATE)
		note[(*n)++] = arena_format(r->arena, "data kept:  %s", d->kept);
	uint32_t indexes = d->verdict == VERDICT_UPDATE ? indexes_changed(d) : 0;
	if (indexes > 1)
		note[(*n)++] = arena_format(r->arena,
			"CloudFormation makes or removes one global index in an update: deploy these %u one after the other",
			indexes);
	if (d->refused)
		note[(*n)++] =
			"CloudFormation refuses to replace what keeps a fixed name: change the name too";
	if (d->verdict == VERDICT_RENAME) {
		note[(*n)++] = arena_format(
			r->arena, "was  %s; removed and made anew unless it is moved", d->old->id);
		const char *how = keep(r, of, d);
		if (how)
			note[(*n)++] = arena_format(r->arena, "to keep it:  %s", how);
	}
	if (d->allowed)
		note[(*n)++] = arena_format(r->arena, "allowed:  %s", d->allowed);
	return note;
}

static bool has_stack(const DiffResource *list, uint32_t n, const char *module)
{
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(list[i].module, module))
			return true;
	return false;
}

// The stacks of `list` that the other side has not; their number.
static uint32_t put_stacks(
	Buf *b, const DiffResource *list, uint32_t n, const DiffResource *other, uint32_t nother)
{
	uint32_t found = 0;
	const char *last = NULL; // they stand together
	for (uint32_t i = 0; i < n; i++) {
		if (last && str_eq(list[i].module, last))
			continue;
		last = list[i].module;
		if (has_stack(list, i, last) || has_stack(other, nother, last))
			continue;
		buf_puts(b, found++ ? ", " : "");
		put_safe(b, last);
	}
	return found;
}

const char *diff_stacks(const DiffReport *r, const ResourceDiff *of)
{
	Buf gone = { .arena = r->arena }, come = { .arena = r->arena };
	if (!of->nold || !of->nnew || !put_stacks(&gone, of->old, of->nold, of->new, of->nnew) ||
		!put_stacks(&come, of->new, of->nnew, of->old, of->nold))
		return NULL;
	return arena_format(r->arena,
		"stack %s goes and %s comes: what is in both is removed and made anew", gone.s,
		come.s);
}
