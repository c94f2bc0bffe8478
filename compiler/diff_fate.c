// diff_fate.c: what becomes of a resource that is replaced, renamed or removed, and of its data.
#include "diff.h"

#include "../ir/ir.h"

#include <string.h>

// The text with all that names the entity or the resource taken out.
void put_without_names(Buf *out, const char *text, const DiffResource *r)
{
	const char *name[8];
	size_t n = 0;
	name[n++] = r->id;
	for (Word w = { .rest = r->rename_key }; r->rename_key && n < COUNT(name) && word_next(&w);)
		name[n++] = arena_copy(out->arena, w.s, w.n);
	for (const char *s = text; *s;) {
		size_t len = 0;
		for (size_t i = 0; i < n && !len; i++)
			if (*name[i] && str_starts(s, name[i]))
				len = strlen(name[i]);
		if (len)
			buf_putc(out, '\1');
		else
			buf_putc(out, *s);
		s += len ? len : 1;
	}
}

// A renamed one that keeps its old id is replaced all the same when a text that replaces changes: its
// physical name, as a rule. References to others that are renamed are kept with them.
void judge_renamed(Arena *a, ResourceDelta *d)
{
	LeafChanges c = { .arena = a };
	TypeRow row = type_row(d->new->type);
	value_diff(&c, "", d->old->properties, d->new->properties);
	for (uint32_t i = 0; i < c.n && !d->remade; i++) {
		const LeafChange *x = &c.item[i];
		bool name;
		if (x->before && x->after && !is_function(x->before) && !is_function(x->after) &&
			row_replaces(&row, x->pointer, &name) == REPLACES_ALWAYS)
			d->remade = x->pointer;
	}
}

void judge_data(const ResourceDiff *of, ResourceDelta *d)
{
	if (!d->old || d->verdict < VERDICT_RENAME)
		return;
	bool replaced = d->verdict == VERDICT_REPLACE || d->verdict == VERDICT_MAY_REPLACE;
	const DiffResource *says = replaced ? d->new : d->old;
	if (d->old->stateful) {
		d->kept = data_kept(d->old->type, d->old->properties, says->attributes, replaced);
		d->lost = !d->kept;
	}
	TypeRow row = type_row(d->old->type);
	const char *name = replaced && of->backend == CFN ? row_name(of->arena, &row) : NULL;
	const Value *before = name ? value_get(d->old->properties, name) : NULL;
	const Value *after = name ? value_get(d->new->properties, name) : NULL;
	d->refused = d->verdict == VERDICT_REPLACE && before && after &&
		value_equal(before, after) && !is_function(before);
}
