// read_json_string.c: JSON text that stands in a string of another file.
#include "read.h"

// Spans of what is inside move to where it stands in the string's file.
static void move_spans(Unit *u, const Value *str, Value *v)
{
	v->at = value_part(u, str, v->at.lo, v->at.hi);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		move_spans(u, str, v->u.item[i]);
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		Pair *p = &v->u.pair[i];
		p->at = value_part(u, str, p->at.lo, p->at.hi);
		move_spans(u, str, p->val);
	}
}

Value *read_json_string(Unit *u, const Value *str)
{
	uint32_t file = source_add(u, u->src[str->at.file]->path, str->u.s, str->n);
	uint32_t first = u->ndiag;
	Value *v = read_json(u, file);
	for (uint32_t i = first; i < u->ndiag; i++) {
		Diag *d = u->diag[i];
		for (uint32_t j = 0; j < d->nspan; j++)
			if (d->span[j].at.file == file)
				d->span[j].at =
					value_part(u, str, d->span[j].at.lo, d->span[j].at.hi);
		d->nfix = 0; // its edits are about the text, not about the file
	}
	move_spans(u, str, v);
	return v;
}
