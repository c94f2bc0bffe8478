// link_known.c: texts and numbers that have to be known when topc runs: their holes are filled in
// before anything reads them.
//
// reads: records as shape left them. writes: values of fields with F_KNOWN, and numbers whose holes
// are texts: all of them become what they would be without holes, or V_BAD. assumes: names of
// entities.
#include "link.h"
#include "shape_scalar.h"

static bool is_number(const Field *f)
{
	return f->type == T_INT || f->type == T_NUM || f->type == T_TIME || f->type == T_DAYS ||
		f->type == T_MB || f->type == T_KB;
}

// The hole that only the deployment fills; NULL: there is none, or it is bad.
static const Value *open_hole(Unit *u, const Value *v)
{
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
		if (!value_known(u, v->u.item[i]))
			return open_hole(u, v->u.item[i]);
	return v->kind == V_HOLE && v->u.hole.val->kind != V_BAD ? v : NULL;
}

static Value *known(Unit *u, Scope *s, Entity *e, const Field *f, Value *v)
{
	if (v->kind == V_LIST || v->kind == V_MAP)
		for (uint32_t i = 0; i < v->n; i++) {
			Value **item = v->kind == V_LIST ? &v->u.item[i] : &v->u.pair[i].val;
			*item = known(u, s, e, f, *item);
		}
	if (v->kind != V_HOLE && v->kind != V_JOIN)
		return v;
	hole_resolve_all(u, s, e, v);
	const char *text = value_known(u, v);
	if (!text && !(f->flags & F_KNOWN))
		return v; // the deployment says it
	if (!text) {
		const Value *hole = open_hole(u, v);
		if (hole)
			say_not_known(u, hole->at, f->name, hole->u.hole.path);
		return value_new(u->arena, V_BAD, v->at);
	}
	ShapeContext c = { .u = u, .noun = e ? e->kind->one : "topology" };
	return shape_scalar(&c, f, value_str(u->arena, text, v->at));
}

static void known_record(Unit *u, Scope *s, Entity *e, Value *rec)
{
	for (uint32_t i = 0; i < rec->n; i++) {
		const Field *f = &rec->u.rec.field[i];
		Value *v = rec->u.rec.arg[i];
		if (!v || (f->type != T_RECORD && !is_number(f) && !(f->flags & F_KNOWN)))
			continue;
		if (f->type != T_RECORD)
			rec->u.rec.arg[i] = known(u, s, e, f, v);
		else if (v->kind == V_REC)
			known_record(u, s, e, v);
		for (uint32_t k = 0; f->type == T_RECORD && k < v->n; k++) {
			Value *in = v->kind == V_LIST ? v->u.item[k] :
				v->kind == V_MAP      ? v->u.pair[k].val :
							NULL;
			if (in && in->kind == V_REC)
				known_record(u, s, e, in);
		}
	}
}

void link_form(Unit *u, const Field *f, Value *v)
{
	const char *text = f->type == T_STR && f->ok ? value_known(u, v) : NULL;
	if (!text)
		return;
	ShapeContext c = { .u = u };
	if (shape_scalar(&c, f, value_str(u->arena, text, v->at))->kind == V_BAD)
		v->kind = V_BAD;
}

void link_known(Unit *u, Scope *s, Entity *e)
{
	Value *rec = e ? e->rec : s->rec;
	if (rec && rec->kind == V_REC)
		known_record(u, s, e, rec);
}
