// check_ignore.c: `x-topc-ignore` in a document: `[{ "code", "reason" }]` beside other keys of a map
// hides findings inside that map. JSON has no comments; in YAML it works as well.
#include "check.h"
#include "late.h"
#include "read.h"

#include <string.h>

static const char ignore_key[] = "x-topc-ignore";

typedef struct Finder {
	Unit *u;
	uint32_t file; // of the unit
	bool late;
	Unit *scratch; // holds the file once more, as its reader sees it
} Finder;

static Span here(const Finder *f, Span at)
{
	return (Span){ f->file, at.lo, at.hi };
}

static bool hide_inside(const Finder *f, Span map, const DiagRow *row, const char *reason)
{
	bool used = false;
	for (uint32_t i = 0; i < f->u->ndiag; i++) {
		Diag *d = f->u->diag[i];
		Span at = d->span[0].at;
		if (d->row != row || at.file != f->file || at.lo < map.lo || at.hi > map.hi)
			continue;
		used = true;
		if (!d->reason)
			diag_hide(d, arena_copy(f->u->arena, reason, strlen(reason)));
	}
	return used;
}

static void apply(const Finder *f, Span map, const Value *entry)
{
	const Value *code = value_get(entry, "code");
	const char *reason = value_text(value_get(entry, "reason"));
	if (!value_text(code) || !reason || !reason[strspn(reason, " \t")]) {
		if (!f->late)
			say_json_ignore(f->u, here(f, entry->at));
		return;
	}
	const DiagRow *row = diag_row_named(code->u.s);
	Span at = here(f, value_part(f->scratch, code, 0, code->n));
	if (!row && !f->late)
		unknown_code(f->u, at, arena_copy(f->u->arena, code->u.s, code->n), at);
	if (!row || late_code(row) != f->late)
		return;
	if (!hide_inside(f, map, row, reason))
		say_unused_ignore(f->u, at, U_FORMAT(f->u, "TC%04u", row->code));
}

static void walk(const Finder *f, const Value *v)
{
	if (v->kind == V_LIST)
		for (uint32_t i = 0; i < v->n; i++)
			walk(f, v->u.item[i]);
	if (v->kind != V_MAP)
		return;
	for (uint32_t i = 0; i < v->n; i++)
		if (!str_eq(v->u.pair[i].key, ignore_key))
			walk(f, v->u.pair[i].val);
	const Value *list = value_get(v, ignore_key);
	if (!list)
		return;
	if (list->kind != V_LIST && !f->late)
		say_json_ignore(f->u, here(f, list->at));
	for (uint32_t i = 0; list->kind == V_LIST && i < list->n; i++)
		apply(f, v->at, list->u.item[i]);
}

void drop_json_ignores(Value *v)
{
	if (v->kind == V_LIST)
		for (uint32_t i = 0; i < v->n; i++)
			drop_json_ignores(v->u.item[i]);
	uint32_t kept = 0;
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		drop_json_ignores(v->u.pair[i].val);
		if (!str_eq(v->u.pair[i].key, ignore_key))
			v->u.pair[kept++] = v->u.pair[i];
	}
	v->n = v->kind == V_MAP ? kept : v->n;
}

void check_json_ignores(Unit *u, uint32_t file, bool late)
{
	const Source *src = u->src[file];
	Finder f = { u, file, late, unit_new(u->tree, u->opt) };
	Value *v = read_source(f.scratch, source_add(f.scratch, src->path, src->text, src->n));
	walk(&f, v);
	unit_free(f.scratch);
}
