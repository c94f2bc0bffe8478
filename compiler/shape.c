// shape.c: documents to entities, by the tables of the kinds.
//
// reads: u->scope. writes: u->ent, and each scope's entities and record. assumes: nothing; what
// could not be read is V_BAD and stays silent.
#include "shape_scalar.h"

#include "load_parts.h"
#include "pass.h"
#include "read.h"

#include <string.h>

static Value *empty_map(Unit *u, Span at)
{
	return value_map(u->arena, at);
}

static void add_entity(Unit *u, Scope *s, Entity *e)
{
	Entity *first = map_get(&s->by_name, e->name);
	for (Entity *o = first; o; o = o->same)
		if (o->kind == e->kind) {
			Diag *d = say_two_entities(u, e->at, e->kind->one, e->name);
			diag_related(d, o->at, "the other one is here");
			return;
		}
	e->same = first;
	map_put(&s->by_name, e->name, e);
	U_PUSH(u, s->ent, s->nent, e);
	U_PUSH(u, u->ent, u->nent, e);
	if (u->nent == MAX_ENTITIES + 1)
		say_too_many_entities(u, e->at, U_FORMAT(u, "%d", MAX_ENTITIES));
}

// Names go into comments, recipes and messages, where a line break would begin something new.
static void check_printable(Unit *u, const Kind *k, Sym name, Span at, const char *dir)
{
	for (const char *s = name; *s; s++) {
		if ((unsigned char)*s >= ' ' && *s != 0x7f)
			continue;
		Diag *d = say_name_control(
			u, at, with_article(u, k->one), U_FORMAT(u, "%04X", (unsigned char)*s));
		if (!at.file && dir)
			diag_line(d, "it is the name of a folder");
		return;
	}
}

Entity *entity_new(Unit *u, Scope *s, const Kind *k, Sym name, Span at, Value *doc)
{
	Entity *e = U_NEW(u, Entity);
	e->kind = k;
	e->name = name;
	e->at = at;
	e->scope = s;
	e->doc = doc;
	u->about_kind = k->one;
	u->about_name = name;
	if (name != s->name || !rec_refused(s->rec, "name"))
		check_printable(u, k, name, at, NULL);
	ShapeContext c = { .u = u, .noun = k->one, .name = name, .at = at };
	e->rec = shape_record(&c, k->field, doc);
	add_entity(u, s, e);
	u->about_kind = u->about_name = NULL;
	return e;
}

// ---- Keys that slipped out of their entity: `proxy:` beside `etl:` instead of in it -----------

// A pair of a section that is a field of the kind, not an entity: the name is a field's, and the
// value is none that an entity could have.
static bool is_misplaced(const Kind *k, const Pair *p, const Pair *before)
{
	const Field *f = before ? field_find(k->field, p->key, strlen(p->key)) : NULL;
	if (!f || p->val->kind == V_NULL)
		return false;
	if (p->val->kind == V_MAP)
		return f->many == MAP_OF || f->type == T_RECORD;
	return !k->scalar || p->val->kind == V_LIST || value_scalar(p->val);
}

// Lines from the key's to the value's end get the indentation of the entity's other keys, or four
// blanks more than it has.
static void fix_indent(Unit *u, Diag *d, const Kind *k, const Pair *entity, const Value *doc)
{
	Source *src = u->src[entity->at.file];
	uint32_t home = source_position(u->arena, src, entity->at.lo).column;
	const Pair *first = &doc->u.pair[0];
	bool has_own = entity->val->kind == V_MAP && entity->val->n;
	uint32_t column = has_own ? source_position(u->arena, src, first->at.lo).column : home + 4;
	bool begun = false;
	for (uint32_t i = has_own ? entity->val->n : 0; i < doc->n; i++) {
		const Pair *p = &doc->u.pair[i];
		uint32_t line = source_position(u->arena, src, p->at.lo).line;
		uint32_t last = source_position(
			u->arena, src, p->val->at.hi > p->at.hi ? p->val->at.hi : p->at.hi)
					.line;
		if (p->at.file != entity->at.file || p->val->at.file != entity->at.file ||
			column <= home)
			return;
		for (; line <= last; line++) {
			size_t n;
			uint32_t lo = (uint32_t)(source_line(u->arena, src, line, &n) - src->text);
			Span at = { entity->at.file, lo, lo };
			char *blanks = arena_get(u->arena, column - home + 1);
			memset(blanks, ' ', column - home);
			// `name: x` may be an entity called `name` where a word alone is one
			if (begun)
				diag_edit(d, at, blanks);
			else if (n)
				diag_fix(d, k->scalar ? FIX_MAYBE : FIX_SAFE,
					U_FORMAT(u, "indent %s",
						doc->n - (has_own ? entity->val->n : 0) > 1 ?
							"them" :
							"it"),
					at, blanks);
			begun |= n > 0;
		}
	}
}

// The entity's document with the keys that slipped out of it taken in; one diagnostic for all.
static Value *take_in(Unit *u, const Kind *k, const Pair *entity, Value *section, uint32_t *i)
{
	Value *doc = value_new(u->arena, V_MAP, entity->val->at);
	Diag *d = NULL;
	for (uint32_t j = 0; entity->val->kind == V_MAP && j < entity->val->n; j++)
		U_PUSH(u, doc->u.pair, doc->n, entity->val->u.pair[j]);
	for (; *i + 1 < section->n && is_misplaced(k, &section->u.pair[*i + 1], entity); ++*i) {
		const Pair *p = &section->u.pair[*i + 1];
		if (!d) {
			d = say_misplaced_key(u, p->at, p->key, entity->key, k->one);
			diag_label(d, "indent it so that it belongs to `%s`", entity->key);
			diag_context(d, entity->at, "the %s", k->one);
		} else {
			diag_context(d, p->at, "and this");
		}
		if (!value_pair(doc, p->key))
			U_PUSH(u, doc->u.pair, doc->n, *p);
	}
	fix_indent(u, d, k, entity, doc);
	return doc;
}

static void refuse_name(Unit *u, Scope *s, Sym name)
{
	scope_refuse(u, s, NULL, value_str(u->arena, name, (Span){ 0 }));
}

static void shape_entity(Unit *u, Scope *s, const Kind *k, Sym name, Span at, Value *val)
{
	if (val->kind == V_BAD || (value_scalar(val) && colon_slipped(u, k->field, val))) {
		refuse_name(u, s, name);
		return;
	}
	if (value_scalar(val) && val->kind != V_NULL && k->scalar) {
		Value *map = value_map(u->arena, val->at);
		value_set(u->arena, map, k->scalar, val);
		val = map;
	}
	if (val->kind == V_NULL)
		val = empty_map(u, val->at);
	if (val->kind != V_MAP) {
		u->about_kind = k->one;
		u->about_name = name;
		say_entity_not_map(
			u, val->at, U_FORMAT(u, "%s `%s`", k->one, name), value_noun(val));
		u->about_kind = u->about_name = NULL;
		refuse_name(u, s, name);
		return;
	}
	Entity *e = entity_new(u, s, k, name, at, val);
	Value *role = k->files && k->files->roles ? load_roles(u, s, k, name) : NULL;
	e->role = role ? hole_parse_all(u, role) : NULL;
}

static void shape_names(Unit *u, Scope *s, const Kind *k, const Value *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *name = list->u.item[i];
		if (value_scalar(name) && name->n)
			entity_new(
				u, s, k, unit_sym(u, name->u.s), name->at, empty_map(u, name->at));
		else if (name->kind != V_BAD)
			say_entity_not_map(u, name->at,
				U_FORMAT(u, "%s in this list", with_article(u, k->one)),
				value_noun(name));
	}
}

static bool has_files(const Kind *k)
{
	return k->files && k->files->spec;
}

static void shape_section(Unit *u, Scope *s, const Kind *k, const Pair *p)
{
	Value *v = p->val;
	if (v->kind == V_BAD)
		scope_refuse(u, s, k, v);
	if (v->kind == V_BAD || v->kind == V_NULL)
		return;
	if (k->shape == SECTION_ONE) {
		shape_entity(u, s, k, s->name, p->at, v);
		return;
	}
	if (k->shape == SECTION_NAMES && v->kind == V_LIST) {
		shape_names(u, s, k, v);
		return;
	}
	if (v->kind != V_MAP) {
		say_section_not_map(u, v->at, p->key, U_FORMAT(u, "%ss", k->one), value_noun(v));
		scope_refuse(u, s, k, v);
		return;
	}
	for (uint32_t i = 0; i < v->n && !has_files(k); i++) {
		const Pair *e = &v->u.pair[i];
		if (str_starts(e->key, "x-"))
			continue;
		uint32_t from = i;
		Value *doc = e->val;
		if (doc->kind == V_MAP || doc->kind == V_NULL)
			if (i + 1 < v->n && is_misplaced(k, &v->u.pair[i + 1], e))
				doc = take_in(u, k, e, v, &i);
		shape_entity(u, s, k, v->u.pair[from].key, e->at, doc);
	}
}

// ---- Entities with files of their own ----------------------------------------------------------

// Every block of a vars file has to be right, whichever of them counts today.
static void check_blocks(Unit *u, Found *f, const Field *table)
{
	const char *env = u->opt->env;
	for (uint32_t i = 0; i < f->vars->n; i++) {
		const Pair *p = &f->vars->u.pair[i];
		if (p->val->kind == V_MAP) {
			const ShapeContext whole = {
				.u = u, .noun = f->kind->one, .name = f->name
			};
			const ShapeContext c = {
				.u = u, .name = p->key, .outer = &whole, .at = p->at, .only = F_VARS
			};
			Value *rec = shape_record(&c, table, p->val);
			if (!str_eq(p->key, "default") && !str_eq(p->key, u->opt->sandbox) &&
				!(env && str_eq(p->key, env)))
				U_PUSH(u, f->unchosen, f->nunchosen, rec);
		} else if (p->val->kind != V_BAD && !str_eq(p->key, "$schema")) {
			diag_line(say_not_a_map(u, p->val->at, p->key),
				"settings stand in blocks: `default`, and by the name of an environment or sandbox");
		}
	}
}

// default <- the environment's block <- the sandbox's; one that names both counts once.
static Value *choose_blocks(Unit *u, const Found *f)
{
	Value *v = value_get(f->vars, "default");
	const char *env = u->opt->env;
	const char *sandbox = u->opt->sandbox;
	if (env)
		v = value_overlay(u, v, value_get(f->vars, env));
	if (!env || !str_eq(env, sandbox))
		v = value_overlay(u, v, value_get(f->vars, sandbox));
	return v;
}

// Without the keys that check_blocks has complained of.
static Value *known_keys(Unit *u, Value *v, const Field *table)
{
	if (!v || v->kind != V_MAP)
		return v;
	Value *out = value_new(u->arena, V_MAP, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		const Field *f = field_find(table, p->key, strlen(p->key));
		if (f && (f->flags & F_VARS))
			U_PUSH(u, out->u.pair, out->n, *p);
	}
	return out;
}

// `runtime: python3.13` as the map that it stands for, so that settings can lie over it.
static Value *opened(Unit *u, Value *doc, const Field *record)
{
	const Value *v = record && record->scalar ? value_get(doc, record->name) : NULL;
	if (!value_scalar(v) || v->kind == V_NULL)
		return doc;
	Value *map = value_map(u->arena, v->at);
	value_set(u->arena, map, record->scalar, (Value *)v);
	Value *out = value_new(u->arena, V_MAP, doc->at);
	for (uint32_t i = 0; i < doc->n; i++) {
		Pair p = doc->u.pair[i];
		p.val = p.val == v ? map : p.val;
		U_PUSH(u, out->u.pair, out->n, p);
	}
	return out;
}

static Value *laid_over(Unit *u, Found *f, Value *doc)
{
	const char *key = f->kind->files->overlay;
	const Field *record = field_row(f->kind->field, key);
	if (!f->vars || f->vars->kind == V_BAD || !record)
		return doc;
	if (f->vars->kind != V_MAP) {
		say_not_a_map(u, f->vars->at, "the vars file");
		return doc;
	}
	check_blocks(u, f, record->sub);
	const Value *base = value_get(doc, record->name);
	if (base && base->kind != V_MAP && base->kind != V_NULL)
		return doc; // what is wrong with it is not hidden by what lies over it
	Value *over = value_new(u->arena, V_MAP, f->vars->at);
	value_set(u->arena, over, record->name, known_keys(u, choose_blocks(u, f), record->sub));
	if (over->n && over->u.pair[0].val->kind != V_MAP)
		return doc;
	return value_overlay(u, doc, over);
}

static void shape_found(Unit *u, Scope *s, Found *f)
{
	if (f->dropped)
		return;
	if (f->inline_doc && f->inline_doc->kind != V_MAP && f->inline_doc->kind != V_NULL) {
		refuse_name(u, s, f->name);
		return;
	}
	const Field *record = f->kind->files && f->kind->files->overlay ?
		field_row(f->kind->field, f->kind->files->overlay) :
		NULL;
	Value *doc = value_overlay(u, f->inferred, opened(u, f->file, record));
	doc = value_overlay(u, doc, opened(u, f->inline_doc, record));
	if (!doc || doc->kind != V_MAP)
		doc = empty_map(u, f->at);
	u->about_kind = f->kind->one;
	u->about_name = f->name;
	doc = laid_over(u, f, doc);
	Entity *e = entity_new(u, s, f->kind, f->name, f->at, doc);
	e->dir = f->dir;
	e->role = f->role ? hole_parse_all(u, f->role) : NULL;
	e->found = f;
}

// ---- The topology itself ---------------------------------------------------------------------

static void unknown_section(Unit *u, Scope *s, const Pair *p)
{
	scope_refuse(u, s, NULL, p->val);
	Diag *d = say_unknown_key(u, p->at, p->key, "a topology");
	Nearest near = { .word = p->key };
	for (const Field *f = topology_fields; f->name; f++)
		nearest_try(&near, f->name);
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->section)
			nearest_try(&near, (*k)->section);
	diag_label(d, "unknown");
	const char *advice = key_advice("a topology", p->key);
	if (advice) {
		diag_line(d, "%s", advice);
		return;
	}
	const Pair *there = near.ntie == 1 ? value_pair(s->doc, near.best) : NULL;
	if (there)
		diag_context(d, there->at, "`%s` is there already", near.best);
	else
		diag_nearest(d, &near, FIX_SAFE, p->at);
	enum { NAMED = 3 };
	Buf owners = { .arena = u->arena };
	uint32_t n = 0;
	for (const Kind *const *k = kinds; *k && !near.best; k++)
		if ((*k)->section && field_find((*k)->field, p->key, strlen(p->key)) && n++ < NAMED)
			buf_printf(&owners, "%s`%s`", n > 1 ? ", " : "", (*k)->section);
	if (n > NAMED)
		buf_printf(&owners, " and %u other sections", n - NAMED);
	if (n)
		diag_line(d, "it is a key of what stands in %s", owners.s);
}

static void shape_scope(Unit *u, Scope *s)
{
	u->about_topology = s->name;
	if (s->doc->kind != V_MAP)
		return;
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->prepare)
			(*k)->prepare(u, s);
	Value *own = value_new(u->arena, V_MAP, s->doc->at);
	for (uint32_t i = 0; i < s->doc->n; i++) {
		const Pair *p = &s->doc->u.pair[i];
		if (field_find(topology_fields, p->key, strlen(p->key)))
			U_PUSH(u, own->u.pair, own->n, *p);
		else if (!kind_section(p->key) && !str_starts(p->key, "x-") &&
			!str_eq(p->key, "$schema"))
			unknown_section(u, s, p);
	}
	const ShapeContext c = { .u = u, .noun = "the topology", .at = s->at };
	s->rec = shape_record(&c, topology_fields, own);
	s->sep = rec_true(s->rec, "hyphenated_names") ? "-" : "_";
	for (const Kind *const *k = kinds; *k; k++)
		for (uint32_t i = 0; i < s->doc->n; i++)
			if (kind_section(s->doc->u.pair[i].key) == *k)
				shape_section(u, s, *k, &s->doc->u.pair[i]);
	for (uint32_t i = 0; i < s->nfound; i++)
		shape_found(u, s, s->found[i]);
	u->about_kind = u->about_name = NULL;
	if (!s->nent && s->file && !u->nerror && !value_get(value_get(s->doc, "nodes"), "dirs"))
		say_topology_empty(u, s->at);
}

void pass_shape(Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++)
		shape_scope(u, u->scope[i]);
	u->about_topology = NULL;
}
