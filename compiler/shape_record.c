// shape_record.c: maps against tables of fields.
#include "read.h"
#include "shape_scalar.h"

#include <string.h>

Value *value_overlay(Unit *u, Value *base, Value *over)
{
	if (!base || base->kind == V_NULL)
		return over ? over : base;
	if (base->kind == V_BAD && over && over->kind == V_MAP)
		return base; // a map that was refused, with some of its keys said again
	if (!over || over->kind == V_NULL)
		return base;
	if (base->kind != V_MAP || over->kind != V_MAP)
		return over;
	Value *v = value_new(u->arena, V_MAP, over->at);
	for (uint32_t i = 0; i < base->n; i++) {
		Pair p = base->u.pair[i];
		const Pair *q = value_pair(over, p.key);
		if (q) {
			p.at = q->at;
			p.val = value_overlay(u, p.val, q->val);
		}
		U_PUSH(u, v->u.pair, v->n, p);
	}
	for (uint32_t i = 0; i < over->n; i++)
		if (!value_pair(base, over->u.pair[i].key))
			U_PUSH(u, v->u.pair, v->n, over->u.pair[i]);
	return v;
}

static Value *bad(const ShapeContext *c, const Value *v)
{
	return value_new(c->u->arena, V_BAD, v->at);
}

const char *shape_what(const ShapeContext *c)
{
	if (c->outer)
		return U_FORMAT(c->u, "`%s` of %s", c->name, shape_what(c->outer));
	return c->name ? U_FORMAT(c->u, "%s `%s`", c->noun, c->name) : c->noun;
}

static ShapeContext within(const ShapeContext *c, const Field *f, Span at)
{
	return (ShapeContext){ .u = c->u, .name = f->name, .outer = c, .at = at, .only = c->only };
}

static Value *shape_one(const ShapeContext *c, const Field *f, Value *v)
{
	Unit *u = c->u;
	if (v->kind == V_BAD)
		return v;
	if (f->type == T_RECORD) {
		if (value_scalar(v) && colon_slipped(u, f->sub, v))
			return bad(c, v);
		if (value_scalar(v) && v->kind != V_NULL && f->scalar) {
			Value *map = value_map(u->arena, v->at);
			value_set(u->arena, map, f->scalar, v);
			v = map;
		}
		if (v->kind != V_MAP && v->kind != V_NULL) {
			say_wrong_type(u, v->at, f->name, f->scalar ? "a map or a word" : "a map",
				value_noun(v));
			return bad(c, v);
		}
		ShapeContext in = within(c, f, v->at);
		in.only = 0;
		return shape_record(&in, f->sub, v);
	}
	if (f->type == T_ASL && v->kind == V_STR && !strchr(v->u.s, '\n')) {
		const char *path = load_path(u, v);
		v = path ? load_file(u, path, v->at) : bad(c, v);
	}
	if (f->type == T_PATTERN && v->kind == V_STR) {
		v = read_json_string(u, v);
		if (v->kind == V_BAD)
			return v;
	}
	if (f->type == T_JSON || f->type == T_PATTERN || f->type == T_POLICY || f->type == T_ASL)
		return hole_parse_all(u, v);
	if (f->type == T_VERBS) {
		static const Field verb = { "access", T_STR, ONE_OR_LIST };
		return shape_field(c, &verb, v);
	}
	return shape_scalar(c, f, v);
}

// `-a` lines are one word for YAML.
static bool fix_dashes(Unit *u, Diag *d, const Value *v)
{
	if (v->kind == V_MAP && v->n && *v->u.pair[0].key == '-' && v->u.pair[0].key[1]) {
		Span at = v->u.pair[0].at;
		diag_fix(d, FIX_MAYBE, "put a blank after the `-`",
			(Span){ at.file, at.lo + 1, at.lo + 1 }, " ");
		return true;
	}
	if (!value_scalar(v))
		return false;
	const char *text = u->src[v->at.file]->text;
	if (v->style != STYLE_PLAIN || !v->at.file || *v->u.s != '-')
		return false;
	for (uint32_t at = v->at.lo; at < v->at.hi; at++) {
		at += (uint32_t)strspn(text + at, " \t\r\n");
		if (text[at] != '-')
			return false;
		Span behind = { v->at.file, at + 1, at + 1 };
		if (d->nfix)
			diag_edit(d, behind, " ");
		else
			diag_fix(d, FIX_MAYBE, "put a blank after each `-`", behind, " ");
		at += (uint32_t)strcspn(text + at, "\n");
	}
	return true;
}

static Value *shape_list(const ShapeContext *c, const Field *f, Value *v)
{
	Unit *u = c->u;
	if (v->kind == V_BAD)
		return v;
	if (v->kind != V_LIST && f->many == LIST && v->kind != V_NULL) {
		Diag *d = say_wrong_type(u, v->at, f->name, "a list", value_noun(v));
		if (!fix_dashes(u, d, v) && value_scalar(v) && !memchr(v->u.s, '\n', v->n) &&
			v->at.file && !d->nfix)
			diag_fix(d, FIX_MAYBE, "make it a list", v->at,
				U_FORMAT(u, "[%.*s]", (int)(v->at.hi - v->at.lo),
					u->src[v->at.file]->text + v->at.lo));
		return bad(c, v);
	}
	Value *out = value_list(u->arena, v->at);
	if (v->kind != V_LIST) {
		if (v->kind != V_NULL)
			value_push(u->arena, out, shape_one(c, f, v));
		return out;
	}
	if ((f->flags & F_NEED) && !v->n) {
		diag_line(say_empty_string(u, v->at, f->name), "`%s`: %s", f->name, f->doc);
		return bad(c, v);
	}
	for (uint32_t i = 0; i < v->n; i++)
		value_push(u->arena, out, shape_one(c, f, v->u.item[i]));
	return out;
}

static Value *shape_map(const ShapeContext *c, const Field *f, Value *v)
{
	Unit *u = c->u;
	if (v->kind == V_BAD)
		return v;
	if (v->kind != V_MAP && v->kind != V_NULL) {
		diag_line(say_wrong_type(u, v->at, f->name, "a map", value_noun(v)), "`%s`: %s",
			f->name, f->doc);
		return bad(c, v);
	}
	Value *out = value_map(u->arena, v->at);
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		Pair p = v->u.pair[i];
		if (p.val->kind == V_NULL && f->type != T_JSON && f->type != T_RECORD)
			p.val = value_str(u->arena, "", p.val->at);
		p.val = shape_one(c, f, p.val);
		U_PUSH(u, out->u.pair, out->n, p);
	}
	return out;
}

Value *shape_field(const ShapeContext *c, const Field *f, Value *v)
{
	return f->many == ONE     ? shape_one(c, f, v) :
		f->many == MAP_OF ? shape_map(c, f, v) :
				    shape_list(c, f, v);
}

static bool is_extension(const char *key)
{
	return str_starts(key, "x-") || str_eq(key, "$schema");
}

// The record of this map that has such a key, or NULL.
static const Field *record_with(const Field *table, const char *key)
{
	for (const Field *f = table; f && f->name; f++)
		if (f->sub && f->type == T_RECORD && f->many == ONE &&
			field_find(f->sub, key, strlen(key)))
			return f;
	return NULL;
}

// The key where it belongs: in a record of this map, or around it. False: it is known nowhere near.
static bool say_where(const ShapeContext *c, const Field *table, Diag *d, const Pair *p)
{
	size_t n = strlen(p->key);
	const Field *in = record_with(table, p->key);
	if (in) {
		diag_line(d, "`%s` has a key of this name", in->name);
		return true;
	}
	const Field *up = c->outer ? field_find(c->outer->table, p->key, n) : NULL;
	if (up)
		diag_line(d, "it belongs one level up: %s", up->doc ? up->doc : up->name);
	return up != NULL;
}

// A reference as templates of CloudFormation have it.
static bool is_intrinsic(const char *key)
{
	return str_starts(key, "Fn::") || str_eq(key, "Ref");
}

// The field that was likely meant, or NULL.
static const Field *unknown_key(
	const ShapeContext *c, const Field *table, const Value *map, const Pair *p)
{
	Unit *u = c->u;
	const Field *other = c->only ? field_find(table, p->key, strlen(p->key)) : NULL;
	if (other) {
		say_unknown_in_vars(u, p->at, p->key, shape_what(c), other->name);
		return NULL;
	}
	Diag *d = say_unknown_key(u, p->at, p->key, shape_what(c));
	Nearest near = { .word = p->key };
	Buf b = { .arena = u->arena };
	for (const Field *f = table; f && f->name; f++) {
		if ((c->only && !(f->flags & c->only)) || (f->flags & (F_IGNORED | F_HIDDEN)))
			continue;
		nearest_try(&near, f->name);
		buf_printf(&b, "%s%s", b.n ? ", " : "", f->name);
	}
	diag_label(d, "unknown");
	const char *advice = key_advice(shape_what(c), p->key);
	if (advice) {
		diag_line(d, "%s", advice);
		return near.ntie == 1 ? field_row(table, near.best) : NULL;
	}
	if (is_intrinsic(p->key)) {
		diag_line(d,
			"in a topology a reference is written `{{kind.name.attribute}}`, and text around it stays as it is");
		return NULL;
	}
	if (say_where(c, table, d, p))
		return NULL;
	const Pair *there = near.ntie == 1 ? value_pair(map, near.best) : NULL;
	if (there)
		diag_context(d, there->at, "`%s` is there already", near.best);
	else
		diag_nearest(d, &near, FIX_SAFE, p->at);
	if (!near.best && b.n)
		diag_line(d, "it has: %s", b.s);
	return near.ntie == 1 && !there ? field_row(table, near.best) : NULL;
}

// Fields of one group exclude each other; one of a group whose name ends in "!" must be there.
static void check_groups(
	const ShapeContext *c, const Field *table, const Value *rec, const Value *map)
{
	Unit *u = c->u;
	for (uint32_t i = 0; i < rec->n; i++) {
		const char *group = table[i].group;
		if (!group)
			continue;
		bool first_of_group = true;
		for (uint32_t j = 0; j < i; j++)
			first_of_group &= !str_eq(table[j].group, group);
		if (!first_of_group)
			continue;
		const Pair *seen = NULL;
		bool meant = false;
		Buf names = { .arena = u->arena };
		for (uint32_t j = i; j < rec->n; j++) {
			if (!str_eq(table[j].group, group))
				continue;
			buf_printf(&names, "%s`%s`", names.n ? ", " : "", table[j].name);
			meant |= rec->u.rec.arg[j] && rec->u.rec.arg[j]->kind == V_BAD;
			const Pair *p = NULL;
			for (uint32_t k = 0; map->kind == V_MAP && k < map->n && !p; k++)
				if (field_find(table, map->u.pair[k].key,
					    strlen(map->u.pair[k].key)) == &table[j] &&
					map->u.pair[k].val->kind != V_NULL)
					p = &map->u.pair[k];
			if (p && seen)
				diag_context(
					say_excludes(u, p->at, seen->key, p->key, shape_what(c)),
					seen->at, "and this");
			seen = p ? p : seen;
		}
		if (seen || meant || !strchr(group, '!'))
			continue;
		say_needs_one_of(u, c->at, names.s, shape_what(c));
		for (uint32_t j = i; j < rec->n; j++) // so that none of them is missed as well
			if (str_eq(table[j].group, group))
				rec->u.rec.arg[j] = value_new(u->arena, V_BAD, c->at);
	}
}

static bool is_bad(const Value *v)
{
	return v && v->kind == V_BAD;
}

// What is given, were it refused; `false` is not.
static bool is_set(const Value *rec, const Pair *const *given, uint32_t i)
{
	const Value *v = rec->u.rec.arg[i];
	return given[i] && v && (v->kind != V_BOOL || value_true(v));
}

// Fields that have no effect without others, or beside them.
static void check_company(
	const ShapeContext *c, const Field *table, const Value *rec, const Pair **given)
{
	Unit *u = c->u;
	for (uint32_t i = 0; i < rec->n; i++) {
		if (!is_set(rec, given, i))
			continue;
		bool alone = table[i].with != NULL;
		Buf names = { .arena = u->arena };
		for (Word w = { .rest = table[i].with }; word_next(&w);) {
			uint32_t with = (uint32_t)(field_find(table, w.s, w.n) - table);
			alone &= !is_set(rec, given, with) && !is_bad(rec->u.rec.arg[with]);
			buf_printf(&names, "%s%.*s", names.n ? "` or `" : "", (int)w.n, w.s);
		}
		if (alone)
			say_missing_key(u, given[i]->at, names.s,
				U_FORMAT(u, "`%s` of %s", given[i]->key, shape_what(c)));
		for (Word w = { .rest = table[i].bars }; word_next(&w);) {
			uint32_t barred = (uint32_t)(field_find(table, w.s, w.n) - table);
			if (is_set(rec, given, barred))
				diag_context(say_excludes(u, given[barred]->at, given[i]->key,
						     given[barred]->key, shape_what(c)),
					given[i]->at, "and this");
		}
	}
}

static Value *default_value(const ShapeContext *c, const Field *f)
{
	if (f->type == T_RECORD) {
		ShapeContext in = within(c, f, c->at);
		return shape_record(&in, f->sub, value_map(c->u->arena, c->at));
	}
	Value *v = value_new(c->u->arena, V_STR, c->at);
	v->u.s = f->dflt;
	v->n = (uint32_t)strlen(f->dflt);
	Value *out = shape_field(c, f, v);
	out->style = STYLE_MADE;
	return out;
}

// False: there is no such key.
static bool shape_pair(const ShapeContext *c, const Field *table, const Value *map, const Pair *p,
	Value *rec, const Pair **given)
{
	Unit *u = c->u;
	const Field *f = field_find(table, p->key, strlen(p->key));
	if (f && ((c->only && !(f->flags & c->only)) || (f->flags & F_HIDDEN)))
		f = NULL;
	if (!f && !is_extension(p->key)) {
		const Field *meant = unknown_key(c, table, map, p);
		if (meant && !given[meant - table]) // so that it is not missed as well
			rec->u.rec.arg[meant - table] = value_new(u->arena, V_BAD, p->at);
		for (uint32_t i = 0; is_intrinsic(p->key) && i < rec->n;
			i++) // it stands for all of them
			if (!given[i])
				rec->u.rec.arg[i] = value_new(u->arena, V_BAD, p->at);
	}
	if (!f)
		return false;
	uint32_t i = (uint32_t)(f - table);
	if (given[i]) {
		Diag *d = say_two_spellings(u, p->at, given[i]->key, p->key);
		diag_context(d, given[i]->at, "first here");
		return true;
	}
	given[i] = p;
	if (p->val->kind == V_NULL && !(f->many != ONE || f->type == T_RECORD || f->type == T_JSON))
		return true; // `key:` without a value is as if it were not there
	rec->u.rec.arg[i] = shape_field(c, f, p->val);
	return true;
}

// A key that stands beside the record it belongs into is not missing there as well.
static void poison_misplaced(Unit *u, const Field *table, const Value *map, Value *rec)
{
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const Field *f = field_find(table, p->key, strlen(p->key)) ?
			NULL :
			record_with(table, p->key);
		Value *in = f ? rec->u.rec.arg[f - table] : NULL;
		if (!in || in->kind != V_REC)
			continue;
		Value **arg = &in->u.rec.arg[field_find(f->sub, p->key, strlen(p->key)) - f->sub];
		if (!*arg || (*arg)->style == STYLE_MADE)
			*arg = value_new(u->arena, V_BAD, p->at);
	}
}

Value *shape_record(const ShapeContext *from, const Field *table, Value *map)
{
	Unit *u = from->u;
	ShapeContext own = *from;
	const ShapeContext *c = &own;
	own.table = table;
	Value *rec = value_new(u->arena, V_REC, map->at);
	while (table && table[rec->n].name)
		rec->n++;
	rec->u.rec.field = table;
	rec->u.rec.arg = NEW_N(u->arena, Value *, rec->n + 1);
	const Pair **given = NEW_N(u->arena, const Pair *, rec->n + 1);
	bool unknown = false;
	for (uint32_t i = 0; map->kind == V_MAP && i < map->n; i++)
		unknown |= !shape_pair(c, table, map, &map->u.pair[i], rec, given);
	for (uint32_t i = 0; i < rec->n && !c->only; i++) {
		const Field *f = &table[i];
		const Value *is = rec->u.rec.arg[i];
		if (is && (given[i] || is->kind == V_BAD))
			continue;
		if ((f->flags & F_NEED) && map->kind != V_BAD) {
			Diag *d = say_missing_key(
				u, given[i] ? given[i]->at : c->at, f->name, shape_what(c));
			if (f->doc)
				diag_line(d, "`%s`: %s", f->name, f->doc);
			rec->u.rec.arg[i] = value_new(u->arena, V_BAD, c->at);
		} else if (f->dflt) {
			rec->u.rec.arg[i] = default_value(c, f);
		}
	}
	if (map->kind == V_MAP || map->kind == V_NULL)
		check_groups(c, table, rec, map);
	if (map->kind == V_MAP) {
		if (unknown)
			poison_misplaced(u, table, map, rec);
		check_company(c, table, rec, given);
	}
	return rec;
}
