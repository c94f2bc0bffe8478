// diff_fate.c: what becomes of a resource that is replaced, renamed or removed, and of its data.
#include "diff.h"

#include "../ir/ir.h"

#include <string.h>

enum { MOST_NAMES = 10 };

static size_t words_of(Arena *a, const char *list, const char *out[MOST_NAMES])
{
	size_t n = 0;
	for (Word w = { .rest = list }; list && n < MOST_NAMES && word_next(&w);)
		out[n++] = arena_copy(a, w.s, w.n);
	return n;
}

static bool is_letter(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static size_t starts_with_one(const char *s, const char *const *name, size_t n, bool whole)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(name[i]);
		if (len && str_starts(s, name[i]) && !(whole && is_letter(s[len])))
			return len;
	}
	return 0;
}

// The text with all that names the entity or the resource taken out: ids wherever they stand, names
// where they are whole words, because a short one is in every other word.
void put_without_names(Buf *out, const char *text, const DiffResource *r, bool strict)
{
	const char *id[MOST_NAMES + 1], *name[MOST_NAMES];
	size_t nid = words_of(out->arena, r->ids, id);
	size_t nname = words_of(out->arena, strict ? r->phys : r->names, name);
	id[nid++] = r->id;
	for (const char *s = text; *s;) {
		size_t len = starts_with_one(s, id, nid, false);
		if (!len && (s == text || !is_letter(s[-1])))
			len = starts_with_one(s, name, nname, true);
		if (len)
			buf_putc(out, '\1');
		else
			buf_putc(out, *s);
		s += len ? len : 1;
	}
}

// Where the code of a function stands: it may change with the name.
static const char code[] = "Code filename s3_bucket s3_key source_code_hash";

static const Value *without_code(Arena *a, const DiffResource *r)
{
	if (!str_eq(r->type, "AWS::Lambda::Function") && !str_eq(r->type, "aws_lambda_function"))
		return r->properties;
	Value *out = value_map(a, r->at);
	for (uint32_t i = 0; i < r->properties->n; i++) {
		const Pair *p = &r->properties->u.pair[i];
		if (!word_in(code, p->key, strlen(p->key)))
			value_set(a, out, p->key, p->val);
	}
	return out;
}

const char *content_of(Arena *a, const DiffResource *r)
{
	Buf text = { 0 };
	Buf out = { .arena = a };
	value_json_sorted(&text, without_code(a, r));
	value_json_sorted(&text, r->attributes);
	buf_printf(&out, "%s\n%s\n%s\n", r->module, r->type, r->kind ? r->kind : "");
	put_without_names(&out, text.s, r, false);
	buf_free(&text);
	return out.s;
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
