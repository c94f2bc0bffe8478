// shape.c: making, merging and walking shapes.
#include "shape.h"

#include <string.h>

enum { WIDEST = 64, DEEPEST = 12 };

const Shape shape_any = { .kind = SHAPE_ANY };
const Shape shape_scalar = { .kind = SHAPE_SCALAR };
const Shape shape_array = { .kind = SHAPE_ARRAY, .item = &shape_any, .depth = 1 };
const Shape shape_empty = { .kind = SHAPE_OBJECT };

Shape *shape_object(Arena *arena, Span at)
{
	Shape *s = NEW(arena, Shape);
	s->kind = SHAPE_OBJECT;
	s->at = at;
	return s;
}

void shape_add(Arena *arena, Shape *o, Sym name, const Shape *what)
{
	if (o->n >= WIDEST || what->depth + 1 >= DEEPEST) {
		if (o->n >= WIDEST)
			o->open = true;
		what = &shape_any;
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

const Shape *shape_get(const Shape *o, Sym name)
{
	const ShapeField *f = find(o, name, 0);
	return f ? f->shape : o->open ? &shape_any : NULL;
}

static const Shape *merge_objects(Arena *arena, const Shape *a, const Shape *b)
{
	Shape *o = shape_object(arena, a->at);
	o->open = a->open || b->open;
	for (uint32_t i = 0; i < a->n; i++) {
		const ShapeField *other = find(b, a->field[i].name, i);
		const Shape *what = other     ? shape_merge(arena, a->field[i].shape, other->shape)
				    : b->open ? &shape_any
					      : a->field[i].shape;
		shape_add(arena, o, a->field[i].name, what);
	}
	for (uint32_t i = 0; i < b->n; i++)
		if (!find(a, b->field[i].name, i))
			shape_add(arena, o, b->field[i].name,
				a->open ? &shape_any : b->field[i].shape);
	return o;
}

const Shape *shape_merge(Arena *arena, const Shape *a, const Shape *b)
{
	if (a == b)
		return a;
	if (a->kind != b->kind || a->kind == SHAPE_ANY)
		return &shape_any;
	if (a->kind == SHAPE_SCALAR)
		return a;
	if (a->kind == SHAPE_OBJECT)
		return merge_objects(arena, a, b);
	return a->item == b->item ? a : &shape_array;
}

static Sym step_name(Unit *u, const char *s, const PathStep *step)
{
	size_t n;
	const char *name = path_name(u->arena, s, step, &n);
	return sym_n(u->syms, name, n);
}

const Shape *shape_walk(
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
			return &shape_any;
		const Shape *next =
			at->kind == SHAPE_OBJECT ? shape_get(at, step_name(u, s, step)) : NULL;
		if (!next) {
			*missing = (int)i;
			*in = at;
			return &shape_any;
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
	if (step->kind != STEP_NAME || into->kind != SHAPE_OBJECT || i >= DEEPEST)
		return &shape_any;
	Sym name = step_name(u, s, step);
	Shape *o = shape_object(u->arena, into->at);
	bool done = false;
	o->open = into->open;
	for (uint32_t j = 0; j < into->n; j++) {
		const ShapeField *f = &into->field[j];
		done = done || f->name == name;
		shape_add(u->arena, o, f->name,
			f->name == name ? set_step(u, f->shape, s, p, i + 1, what) : f->shape);
	}
	if (!done)
		shape_add(u->arena, o, name,
			set_step(u, into->open ? &shape_any : &shape_empty, s, p, i + 1, what));
	return o;
}

const Shape *shape_set(Unit *u, const Shape *into, const char *s, const Path *p, const Shape *what)
{
	return set_step(u, into, s, p, 0, what);
}

const Shape *shape_literal(Unit *u, const Value *v)
{
	if (v->kind == V_LIST) {
		const Shape *item = v->n ? shape_literal(u, v->u.item[0]) : &shape_any;
		for (uint32_t i = 1; i < v->n && item->kind != SHAPE_ANY; i++)
			item = shape_merge(u->arena, item, shape_literal(u, v->u.item[i]));
		Shape *a = NEW(u->arena, Shape);
		*a = (Shape){ .kind = SHAPE_ARRAY, .at = v->at };
		a->item = item->depth + 1 < DEEPEST ? item : &shape_any;
		a->depth = (uint8_t)(a->item->depth + 1);
		return a;
	}
	if (v->kind == V_MAP) {
		Shape *o = shape_object(u->arena, v->at);
		for (uint32_t i = 0; i < v->n; i++)
			shape_add(
				u->arena, o, v->u.pair[i].key, shape_literal(u, v->u.pair[i].val));
		return o;
	}
	return v->kind <= V_STR && v->kind != V_BAD ? &shape_scalar : &shape_any;
}
