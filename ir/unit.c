// unit.c: a unit, and the reading of tables and records.
#include "ir.h"

#include <stdlib.h>
#include <string.h>

Unit *unit_new(Tree *tree, const Options *opt)
{
	Arena *a = arena_new();
	Unit *u = NEW(a, Unit);
	u->arena = a;
	u->syms = syms_new(a);
	u->tree = tree;
	u->opt = opt;
	u->dropped.arena = u->read.arena = u->edge_key.arena = u->reserved.arena = u->shared.arena =
		u->runtime.arena = a;
	static const char no_text[] = "";
	Source *nowhere = NEW(a, Source);
	nowhere->path = no_text;
	nowhere->text = no_text;
	PUSH(a, u->src, u->nsrc, nowhere);
	return u;
}

void unit_free(Unit *u)
{
	if (u)
		arena_free(u->arena);
}

Sym unit_sym(Unit *u, const char *s)
{
	return sym_of(u->syms, s);
}

const Kind *kind_of(const char *one, size_t n)
{
	for (const Kind *const *k = kinds; *k; k++)
		if (strncmp((*k)->one, one, n) == 0 && !(*k)->one[n])
			return *k;
	return NULL;
}

const Kind *kind_section(const char *section)
{
	for (const Kind *const *k = kinds; *k; k++) {
		if ((*k)->section && str_eq((*k)->section, section))
			return *k;
		if ((*k)->also && word_in((*k)->also, section, strlen(section)))
			return *k;
	}
	return NULL;
}

const Field *field_row(const Field *f, const char *name)
{
	for (const Field *row = f; row && row->name; row++)
		if (str_eq(row->name, name))
			return row;
	return NULL;
}

const Field *field_find(const Field *f, const char *name, size_t n)
{
	for (const Field *row = f; row && row->name; row++)
		if (row->name[0] == name[0] && strncmp(row->name, name, n) == 0 && !row->name[n])
			return row;
	for (const Field *row = f; row && row->name; row++)
		if (row->alias && word_in(row->alias, name, n))
			return row;
	return NULL;
}

static const Value *slot(const Value *rec, const char *path)
{
	// Most paths are one literal, which the linker has merged with the table's.
	if (rec && rec->kind == V_REC)
		for (uint32_t i = 0; i < rec->n; i++)
			if (rec->u.rec.field[i].name == path)
				return rec->u.rec.arg[i];
	for (;;) {
		if (!rec || rec->kind != V_REC) // what is in a refused one was given as well
			return rec && rec->kind == V_BAD ? rec : NULL;
		size_t n = strcspn(path, ".");
		uint32_t i = 0;
		const Field *f = rec->u.rec.field;
		while (i < rec->n &&
			(f[i].name[0] != *path || strncmp(f[i].name, path, n) != 0 || f[i].name[n]))
			i++;
		if (i == rec->n)
			return NULL;
		const Value *v = rec->u.rec.arg[i];
		if (!path[n])
			return v;
		path += n + 1;
		rec = v;
	}
}

Value *rec_get(const Value *rec, const char *path)
{
	const Value *v = slot(rec, path);
	return v && v->kind == V_BAD ? NULL : (Value *)v;
}

bool rec_given(const Value *rec, const char *path)
{
	return slot(rec, path) != NULL;
}

bool rec_refused(const Value *rec, const char *path)
{
	const Value *v = slot(rec, path);
	bool refused = v && v->kind == V_BAD;
	for (uint32_t i = 0; v && v->kind == V_LIST && i < v->n; i++)
		refused |= v->u.item[i]->kind == V_BAD;
	for (uint32_t i = 0; v && v->kind == V_MAP && i < v->n; i++)
		refused |= v->u.pair[i].val->kind == V_BAD;
	return refused;
}

Module *resource_home(const Resource *r, Backend b)
{
	return b == CFN && r->part ? r->part : r->module;
}

const char *with_article(Unit *u, const char *noun)
{
	return U_FORMAT(u, "%s %s", *noun && strchr("aeio", *noun) ? "an" : "a", noun);
}

const char *rec_text(const Value *rec, const char *path)
{
	return value_text(rec_get(rec, path));
}

bool rec_true(const Value *rec, const char *path)
{
	return value_true(rec_get(rec, path));
}

long long rec_int(const Value *rec, const char *path, long long otherwise)
{
	long long n;
	return value_int(rec_get(rec, path), &n) ? n : otherwise;
}

Entity *rec_ent(const Value *rec, const char *path)
{
	const Value *v = rec_get(rec, path);
	return v && v->kind == V_ENT ? v->u.ent.ent : NULL;
}

Value **rec_list(const Value *rec, const char *path, uint32_t *n)
{
	Value *v = rec_get(rec, path);
	*n = v && v->kind == V_LIST ? v->n : 0;
	return *n ? v->u.item : NULL;
}

Entity *scope_find(const Scope *s, const Kind *kind, const char *name)
{
	for (Entity *e = map_get(&s->by_name, name); e; e = e->same)
		if (e->kind == kind)
			return e;
	return NULL;
}

void scope_refuse(Unit *u, Scope *s, const Kind *kind, const Value *section)
{
	s->refused.arena = u->arena;
	for (uint32_t i = 0; section->kind == V_MAP && i < section->n; i++)
		map_put(&s->refused, section->u.pair[i].key, s);
	for (uint32_t i = 0; section->kind == V_LIST && i < section->n; i++)
		if (value_scalar(section->u.item[i]))
			map_put(&s->refused, unit_sym(u, section->u.item[i]->u.s), s);
		else if (kind) // what they are called is anybody's guess
			map_put(&s->refused, kind, s);
	if (value_scalar(section))
		map_put(&s->refused, unit_sym(u, section->u.s), s);
	if (kind && section->kind != V_MAP && !(section->kind == V_LIST && section->n))
		map_put(&s->refused, kind, s);
}

bool scope_nameless(const Scope *s)
{
	return s->rec && s->doc && s->doc->kind == V_MAP && s->doc->n && !rec_get(s->rec, "name");
}

bool is_refused(const Unit *u, const Scope *s, const Kind *kind, const char *name)
{
	const char *slash = strchr(name, '/'); // `network/part`, or `kind/name`
	size_t n = slash ? (size_t)(slash - name) : strlen(name);
	if (slash && kind_of(name, n))
		return is_refused(u, s, kind, slash + 1);
	if (kind && kind->shape == SECTION_NONE && s->refused.n)
		return true; // it would come from another entity
	Sym key = sym_find_n(u->syms, name, n);
	return (key && (map_get(&s->refused, key) || map_get(&u->dropped, key))) ||
		(kind && map_get(&s->refused, kind));
}

// Whether a value of the field `f` was refused that could have named an entity of the kind; NULL: any.
static bool lost_in(const Field *f, const Value *v, const Kind *kind)
{
	bool named = !kind || (f->type == T_REF && word_in(f->to, kind->one, strlen(kind->one)));
	if (!v)
		return false;
	if (v->kind == V_BAD) {
		for (const Field *sub = f->type == T_RECORD ? f->sub : NULL; sub && sub->name;
			sub++)
			named |= lost_in(sub, v, kind);
		return named || f->type == T_VERBS;
	}
	if (v->kind == V_ENT && !v->u.ent.ent && named && v->u.ent.name)
		return !(f->flags & F_OUTSIDE) || v->u.ent.name->kind == V_BAD;
	for (uint32_t i = 0; (v->kind == V_LIST || v->kind == V_MAP) && i < v->n; i++)
		if (lost_in(f, v->kind == V_LIST ? v->u.item[i] : v->u.pair[i].val, kind))
			return true;
	for (uint32_t i = 0; v->kind == V_REC && i < v->n; i++)
		if (lost_in(&v->u.rec.field[i], v->u.rec.arg[i], kind))
			return true;
	return false;
}

bool kind_maybe_named(const Unit *u, Scope *s, const Kind *kind)
{
	static const char any;
	const void *key = kind ? (const void *)kind : &any;
	if (!u->nerror)
		return false;
	if (map_get(&s->sought, key))
		return map_get(&s->sought, key) == s;
	bool lost = s->refused.n > 0;
	for (uint32_t i = 0; i < s->nent && !lost; i++)
		for (uint32_t k = 0; s->ent[i]->rec && k < s->ent[i]->rec->n && !lost; k++)
			lost = lost_in(&s->ent[i]->rec->u.rec.field[k],
				s->ent[i]->rec->u.rec.arg[k], kind);
	s->sought.arena = u->arena;
	map_put(&s->sought, key, lost ? (void *)s : (void *)u);
	return lost;
}

void path_outside(Unit *u, Span at, const char *path)
{
	const char *root = tree_show(u->tree, u->arena, "");
	Diag *d = say_path_leaves_root(u, at, path);
	diag_line(d, "paths are relative to the file that writes them");
	diag_line(d,
		"the root, here `%s`, is the nearest folder with `.git`, else the nearest with `infrastructure`, else the topology's own",
		root && *root ? root : "./");
}
