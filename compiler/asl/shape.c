// shape.c: making, merging and walking shapes.
#include "shape.h"

#include <string.h>

enum { WIDEST = 64, DEEPEST = 12 };

const Shape data_any = { .kind = SHAPE_ANY };
const Shape data_scalar = { .kind = SHAPE_SCALAR };
const Shape data_array = { .kind = SHAPE_ARRAY, .item = &data_any, .depth = 1 };
const Shape data_empty = { .kind = SHAPE_OBJECT };

Shape *data_object(Arena *arena, Span at)
{
	Shape *s = NEW(arena, Shape);
	s->kind = SHAPE_OBJECT;
	s->at = at;
	return s;
}

void data_add(Arena *arena, Shape *o, Sym name, const Shape *what)
{
	if (o->n >= WIDEST || what->depth + 1 >= DEEPEST) {
		if (o->n >= WIDEST)
			o->open = true;
		what = &data_any;
		if (o->open)
			return;
	}
	ShapeField *list = (ShapeField *)o->field;
	PUSH(arena, list, o->n, ((ShapeField){ name, what }));
	o->field = list;
	if (what->depth + 1 > o->depth)
		o->depth = (uint8_t)(what->depth + 1);
}

// Objects of one origin keep the order of their fields, so the guess is mostly right.
static const ShapeField *find(const Shape *o, Sym name, uint32_t guess)
{
	if (guess < o->n && o->field[guess].name == name)
		return &o->field[guess];
	for (uint32_t i = 0; i < o->n; i++)
		if (o->field[i].name == name)
			return &o->field[i];
	return NULL;
}

const Shape *data_get(const Shape *o, Sym name)
{
	const ShapeField *f = find(o, name, 0);
	return f ? f->shape : o->open ? &data_any : NULL;
}

static const Shape *merge_objects(Arena *arena, const Shape *a, const Shape *b)
{
	Shape *o = data_object(arena, a->at);
	o->open = a->open || b->open;
	for (uint32_t i = 0; i < a->n; i++) {
		const ShapeField *other = find(b, a->field[i].name, i);
		const Shape *what = other ? data_merge(arena, a->field[i].shape, other->shape) :
			b->open           ? &data_any :
					    a->field[i].shape;
		data_add(arena, o, a->field[i].name, what);
	}
	for (uint32_t i = 0; i < b->n; i++)
		if (!find(a, b->field[i].name, i))
			data_add(arena, o, b->field[i].name,
				a->open ? &data_any : b->field[i].shape);
	return o;
}

const Shape *data_merge(Arena *arena, const Shape *a, const Shape *b)
{
	if (a == b)
		return a;
	if (a->kind != b->kind || a->kind == SHAPE_ANY)
		return &data_any;
	if (a->kind == SHAPE_SCALAR)
		return a;
	if (a->kind == SHAPE_OBJECT)
		return merge_objects(arena, a, b);
	return a->item == b->item ? a : data_list(arena, data_merge(arena, a->item, b->item));
}

bool data_same(const Shape *a, const Shape *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->n != b->n || a->open != b->open || a->depth != b->depth)
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		if (a->field[i].name != b->field[i].name ||
			!data_same(a->field[i].shape, b->field[i].shape))
			return false;
	return a->kind != SHAPE_ARRAY || data_same(a->item, b->item);
}

const Shape *data_list(Arena *arena, const Shape *item)
{
	Shape *a = NEW(arena, Shape);
	*a = (Shape){ .kind = SHAPE_ARRAY };
	a->item = item->depth + 1 < DEEPEST ? item : &data_any;
	a->depth = (uint8_t)(a->item->depth + 1);
	return a;
}

static Sym step_name(Unit *u, const char *s, const PathStep *step)
{
	size_t n;
	const char *name = jsonpath_name(u->arena, s, step, &n);
	return sym_n(u->syms, name, n);
}

const Shape *data_walk(
	Unit *u, const Shape *at, const char *s, const Path *p, int *missing, const Shape **in)
{
	*missing = -1;
	*in = at;
	for (uint32_t i = 0; i < p->nstep; i++) {
		const PathStep *step = &p->step[i];
		if (at->kind == SHAPE_ANY)
			return at;
		if (step->kind == STEP_INDEX && at->kind == SHAPE_ARRAY) {
			at = at->item;
			continue;
		}
		if (step->kind != STEP_NAME || at->kind == SHAPE_ARRAY)
			return &data_any;
		const Shape *next =
			at->kind == SHAPE_OBJECT ? data_get(at, step_name(u, s, step)) : NULL;
		if (!next) {
			*missing = (int)i;
			*in = at;
			return &data_any;
		}
		at = next;
	}
	return at;
}

static const Shape *set_step(
	Unit *u, const Shape *into, const char *s, const Path *p, uint32_t i, const Shape *what)
{
	if (i == p->nstep)
		return what;
	const PathStep *step = &p->step[i];
	// What takes a field has to be an object, or the state fails.
	static const Shape some_object = { .kind = SHAPE_OBJECT, .open = true };
	if (into->kind == SHAPE_ANY)
		into = &some_object;
	if (step->kind != STEP_NAME || into->kind != SHAPE_OBJECT || i >= DEEPEST)
		return &data_any;
	Sym name = step_name(u, s, step);
	Shape *o = data_object(u->arena, into->at);
	bool done = false;
	o->open = into->open;
	for (uint32_t j = 0; j < into->n; j++) {
		const ShapeField *f = &into->field[j];
		done = done || f->name == name;
		data_add(u->arena, o, f->name,
			f->name == name ? set_step(u, f->shape, s, p, i + 1, what) : f->shape);
	}
	if (!done)
		data_add(u->arena, o, name,
			set_step(u, into->open ? &data_any : &data_empty, s, p, i + 1, what));
	return o;
}

const Shape *data_set(Unit *u, const Shape *into, const char *s, const Path *p, const Shape *what)
{
	return set_step(u, into, s, p, 0, what);
}

const Shape *data_literal(Unit *u, const Value *v)
{
	if (v->kind == V_LIST) {
		const Shape *item = v->n ? data_literal(u, v->u.item[0]) : &data_any;
		for (uint32_t i = 1; i < v->n && item->kind != SHAPE_ANY; i++)
			item = data_merge(u->arena, item, data_literal(u, v->u.item[i]));
		return data_list(u->arena, item);
	}
	if (v->kind == V_MAP) {
		Shape *o = data_object(u->arena, v->at);
		for (uint32_t i = 0; i < v->n; i++)
			data_add(u->arena, o, v->u.pair[i].key, data_literal(u, v->u.pair[i].val));
		return o;
	}
	return v->kind <= V_STR && v->kind != V_BAD ? &data_scalar : &data_any;
}
