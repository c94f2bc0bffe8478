// sound.h: what holds of every unit, whatever it was compiled from; for programs that try inputs.
#ifndef TOPC_SOUND_H
#define TOPC_SOUND_H

#include "../backends/backend.h"

#include <jansson.h>

static void check_span(const Unit *u, Span at, bool file, const Diag *d)
{
	bool inside = at.file < u->nsrc && at.lo <= at.hi;
	if (!inside || (file && !at.file) || (at.file && at.hi > u->src[at.file]->n))
		die("`%s` points at %u-%u of file %u", d->text, at.lo, at.hi, at.file);
}

// What is said lies inside of what was read.
static void check_said(const Unit *u)
{
	for (uint32_t i = 0; i < u->ndiag; i++) {
		const Diag *d = u->diag[i];
		for (uint32_t k = 0; k < d->nspan; k++)
			check_span(u, d->span[k].at, false, d);
		for (uint32_t k = 0; k < d->nfix; k++)
			for (uint32_t e = 0; e < d->fix[k].nedit; e++)
				check_span(u, d->fix[k].edit[e].at, true, d);
	}
}

// What is made for others to read as JSON is JSON.
static void check_written(const OutFiles *out)
{
	for (uint32_t i = 0; i < out->n; i++) {
		const OutFile *f = &out->file[i];
		if (!f->text || !str_ends(f->path, ".json"))
			continue;
		json_error_t e;
		json_t *j = json_loadb(f->text, f->n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
		if (!j && json_error_code(&e) != json_error_numeric_overflow)
			die("%s: line %d: %s", f->path, e.line, e.text);
		json_decref(j);
	}
}

static void check_good(const Value *v, const Entity *e)
{
	if (v && v->kind == V_BAD)
		die("a value of %s `%s` was refused, and no error says so", e->kind->one, e->name);
	for (uint32_t i = 0; v && v->kind == V_REC && i < v->n; i++)
		check_good(v->u.rec.arg[i], e);
	for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n; i++)
		check_good(v->u.item[i], e);
	for (uint32_t i = 0; v && v->kind == V_MAP && i < v->n; i++)
		check_good(v->u.pair[i].val, e);
}

// What is refused keeps later checks silent, so an error has to be there.
static void check_refused(const Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++)
		if (u->scope[i]->refused.n)
			die("a name of `%s` was refused, and no error says so", u->scope[i]->name);
	for (uint32_t i = 0; i < u->nent; i++)
		check_good(u->ent[i]->rec, u->ent[i]);
}

// Prints a unit without errors by both backends, and checks all that is said and made.
static void check_unit(const Unit *u)
{
	check_said(u);
	if (u->nerror)
		return;
	check_refused(u);
	OutFiles out = { .unit = (Unit *)u };
	const char *error = NULL;
	static const bool both[BACKENDS] = { true, true };
	if (emit_all(&out, both, &error))
		check_written(&out);
}

#endif
