// said.c: a unit after its passes, cut down to what reports print.
//
// A check of hundreds of topologies has hundreds of units, of which little is ever looked at again. The
// next one takes the memory of the last, which is still warm.
#include "said.h"

#include <string.h>

static const char *copy(Arena *a, const char *s)
{
	return s ? arena_copy(a, s, strlen(s)) : NULL;
}

// The text of the place's source is looked into.
static Span need(Unit *to, const Unit *u, Span at)
{
	const Source *from = u->src[at.file];
	Source *s = to->src[at.file];
	if (s->n != from->n) {
		s->text = arena_copy(to->arena, from->text, from->n);
		s->n = from->n;
	}
	return at;
}

static void copy_fixes(Unit *to, const Unit *u, Diag *d, const Diag *from)
{
	d->fix = NEW_N(to->arena, Fix, from->nfix);
	for (uint32_t i = 0; i < from->nfix; i++) {
		const Fix *f = &from->fix[i];
		d->fix[i] = *f;
		d->fix[i].title = copy(to->arena, f->title);
		d->fix[i].edit = NEW_N(to->arena, Edit, f->nedit);
		for (uint32_t k = 0; k < f->nedit; k++)
			d->fix[i].edit[k] = (Edit){ need(to, u, f->edit[k].at),
				copy(to->arena, f->edit[k].text) };
	}
}

static Diag *copy_diag(Unit *to, const Unit *u, const Diag *from)
{
	Arena *a = to->arena;
	Diag *d = NEW(a, Diag);
	*d = *from;
	d->unit = to;
	d->text = copy(a, from->text);
	for (uint8_t i = 0; i < from->narg; i++)
		d->arg[i] = copy(a, from->arg[i]);
	d->span = NEW_N(a, DiagSpan, from->nspan);
	for (uint32_t i = 0; i < from->nspan; i++)
		d->span[i] = (DiagSpan){ need(to, u, from->span[i].at), from->span[i].role,
			copy(a, from->span[i].label) };
	d->line = NEW_N(a, const char *, from->nline);
	for (uint32_t i = 0; i < from->nline; i++)
		d->line[i] = copy(a, from->line[i]);
	copy_fixes(to, u, d, from);
	d->about_kind = copy(a, from->about_kind);
	d->about_name = copy(a, from->about_name);
	d->topology = copy(a, from->topology);
	d->reason = copy(a, from->reason);
	const char *pointer = from->about_kind ? diag_pointer(a, from) : NULL;
	d->pointer = pointer ? pointer : "";
	return d;
}

Unit *unit_said(const Unit *u, Tree *tree)
{
	Unit *to = unit_new(tree, u->opt);
	Arena *a = to->arena;
	to->path = u->path;
	to->had_scopes = u->nscope;
	to->had_entities = u->nent;
	to->had_name = u->nscope ? copy(a, u->scope[0]->name) : NULL;
	for (uint32_t i = 1; i < u->nsrc; i++) {
		Source *s = NEW(a, Source);
		*s = (Source){ .path = copy(a, u->src[i]->path), .text = "" };
		PUSH(a, to->src, to->nsrc, s);
	}
	to->nerror = u->nerror;
	for (uint32_t i = 0; i < u->ndiag; i++)
		PUSH(a, to->diag, to->ndiag, copy_diag(to, u, u->diag[i]));
	return to;
}
