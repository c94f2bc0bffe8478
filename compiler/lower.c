// lower.c: entities and edges to resources, by the op tables.
//
// reads: u->ent, u->edge, u->artifact. writes: u->res, u->input, u->output, u->scope[]->module.
// assumes: a unit without errors. All resources are made before the first is filled, so a
// reference always finds its resource and nothing is patched later.
#include "lower.h"

#include "pass.h"

#include <string.h>

// ---- Making -----------------------------------------------------------------------------------

static uint32_t rows_of(const Op *op)
{
	uint32_t n = 0;
	while (op->prop && op->prop[n].value)
		n++;
	return n;
}

static Resource *new_resource(
	Unit *u, const Kind *k, const Op *op, Entity *e, Edge *edge, const char *key)
{
	Resource *r = U_NEW(u, Resource);
	r->op = op;
	r->kind = k;
	r->from = e;
	r->edge = edge;
	r->key = key;
	r->arg = NEW_N(u->arena, Value *, rows_of(op) + 1);
	U_PUSH(u, u->res, u->nres, r);
	return r;
}

// "^Part:path": the resource whose property tree the rows go into.
static Resource *find_host(Unit *u, Resource *r, const char *type)
{
	if (!type || *type != '^')
		return NULL;
	size_t n = strcspn(type + 1, ":");
	Where w = where_of(u, r);
	Entity *ent;
	w.res = r->in; // not itself, which may carry the same part
	Resource *host = n ? find_who(&w, type + 1, n, &ent) : r->from->main;
	if (!host)
		die("%s of %s: no resource `%.*s` to go into", r->op->part, r->from->name, (int)n,
			type + 1);
	return host;
}

static void set_id(Unit *u, Resource *r)
{
	const Edge *edge = r->edge;
	const Entity *from = r->from;
	const Entity *to = edge ? edge->to : NULL;
	const char *end = U_FORMAT(u, "%s%s", r->op->part, r->key ? r->key : "");
	r->id = unit_sym(
		u, U_FORMAT(u, "%s%s%s%s", from->id, to ? "To" : "", to ? to->id : "", end));
	r->new_id = r->id;
	if (from->new_id != from->id || (to && to->new_id != to->id))
		r->new_id = unit_sym(u,
			U_FORMAT(u, "%s%s%s%s", from->new_id, to ? "To" : "", to ? to->new_id : "",
				end));
}

Resource *res_new(Unit *u, Entity *e, const Op *op, Resource *in, Value *rec, const char *key)
{
	Resource *r = new_resource(u, e->kind, op, e, NULL, key);
	r->in = in;
	r->rec = rec;
	if (!e->main && !*op->part)
		e->main = r;
	U_PUSH(u, e->res, e->nres, r);
	set_id(u, r);
	r->host[CFN] = find_host(u, r, op->cfn);
	r->host[TF] = find_host(u, r, op->tf);
	return r;
}

Resource *res_edge(Unit *u, Edge *edge, const Kind *k, const Op *op, const char *key)
{
	Resource *r = new_resource(u, k, op, edge->from, edge, key);
	r->rec = edge->rec;
	U_PUSH(u, edge->res, edge->nres, r);
	set_id(u, r);
	r->host[CFN] = find_host(u, r, op->cfn);
	r->host[TF] = find_host(u, r, op->tf);
	return r;
}

Resource *res_shared(Unit *u, Entity *e, const Op *op, const char *key)
{
	Sym name = unit_sym(u, U_FORMAT(u, "%p %p %s", (const void *)op, (void *)e->scope, key));
	Resource *r = map_get(&u->shared, name);
	if (!r) {
		r = new_resource(u, e->kind, op, e, NULL, key);
		r->id = r->new_id = unit_sym(u, U_FORMAT(u, "%s%s", key, op->part));
		map_put(&u->shared, name, r);
	}
	return r;
}

const Op *op_of(const Kind *k, const char *part)
{
	for (const Op *op = k->op; op && op->part; op++)
		if (str_eq(op->part, part))
			return op;
	die("%s has no part `%s`", k->one, part);
}

Resource *res_of(const Entity *e, const char *part)
{
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, part))
			return e->res[i];
	return NULL;
}

Resource *res_demand(Unit *u, Entity *e, const char *part)
{
	Resource *r = res_of(e, part);
	return r ? r : res_new(u, e, op_of(e->kind, part), NULL, NULL, NULL);
}

void res_depends(Unit *u, Resource *r, Resource *on, bool cfn, bool tf)
{
	for (uint32_t i = 0; i < r->ndep; i++)
		if (r->dep[i].on == on) {
			r->dep[i].in[CFN] |= cfn;
			r->dep[i].in[TF] |= tf;
			return;
		}
	U_PUSH(u, r->dep, r->ndep, ((Dep){ on, { cfn, tf } }));
}

// `when`: all of the fields are given; `!field`: it is not.
static bool wanted(const Op *op, const Value *rec, const Value *outer)
{
	for (Word w = { .rest = op->when }; word_next(&w);) {
		char name[64];
		bool absent = *w.s == '!';
		size_t n = w.n - absent;
		if (n >= sizeof name)
			die("`when` of %s is too long", op->part);
		memcpy(name, w.s + absent, n);
		name[n] = 0;
		const Value *v = rec_get(rec, name);
		if (!v)
			v = rec_get(outer, name);
		bool given = v && !(v->kind == V_BOOL && !value_true(v)) &&
			!((v->kind == V_LIST || v->kind == V_MAP) && !v->n);
		if (given == absent)
			return false;
	}
	return true;
}

static void make_each(Unit *u, Entity *e, const Op *op, Resource *in)
{
	Value *rec = in && in->rec ? in->rec : e->rec;
	if (!wanted(op, rec, e->rec))
		return;
	if (!op->per) {
		res_new(u, e, op, in, in ? in->rec : NULL, in ? in->key : NULL);
		return;
	}
	const Value *list = rec_get(rec, op->per);
	for (uint32_t i = 0; list && i < list->n; i++) {
		if (list->kind == V_MAP)
			res_new(u, e, op, in, list->u.pair[i].val,
				id_of_key(u, list->u.pair[i].key));
		else if (list->kind == V_LIST)
			res_new(u, e, op, in, list->u.item[i], NULL);
	}
}

static void make_entity(Unit *u, Entity *e)
{
	for (const Op *op = e->kind->op; op && op->part; op++) {
		if ((op->when && *op->when == '-') || (op->flags & OP_DEMAND))
			continue;
		if (!op->in) {
			make_each(u, e, op, NULL);
			continue;
		}
		for (uint32_t i = 0, n = e->nres; i < n; i++)
			if (str_eq(e->res[i]->op->part, op->in))
				make_each(u, e, op, e->res[i]);
	}
	if (e->kind->make)
		e->kind->make(u, e);
}

// ---- Filling ------------------------------------------------------------------------------------

void put(Unit *u, Resource *r, const char *id, Value *v)
{
	(void)u;
	bool found = false;
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		if (r->op->prop[i].value[0] == '*' && str_eq(r->op->prop[i].value + 1, id)) {
			r->arg[i] = v;
			if (v && v->kind == V_REF)
				v->n = r->op->prop[i].soft;
			found = true;
		}
	if (!found)
		die("%s has no row `*%s`", r->id, id);
}

// A property that is nothing but an optional input is absent when that is empty.
static Value *gate_optional(Unit *u, const Resource *r, Value *v)
{
	if (!v || v->kind != V_INPUT || !v->u.input->optional || r->when == v->u.input)
		return v;
	Value *gated = value_new(u->arena, V_IF, v->at);
	gated->u.cond.input = v->u.input;
	gated->u.cond.then = v;
	return gated;
}

static void mark_soft(Value *v, uint8_t soft)
{
	if (v->kind == V_REF)
		v->n = soft;
	else if (v->kind == V_LIST || v->kind == V_JOIN || v->kind == V_TEXT)
		for (uint32_t i = 0; i < v->n; i++)
			mark_soft(v->u.item[i], soft);
	else if (v->kind == V_MAP)
		for (uint32_t i = 0; i < v->n; i++)
			mark_soft(v->u.pair[i].val, soft);
	else if (v->kind == V_IF)
		mark_soft(v->u.cond.then, soft);
}

static void fill(Unit *u, Resource *r)
{
	if (r->kind->fill)
		r->kind->fill(u, r);
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++) {
		const Prop *p = &r->op->prop[i];
		if (p->value[0] == '*') {
			if (r->arg[i])
				mark_soft(r->arg[i], p->soft);
			continue;
		}
		Where w = where_of(u, r);
		w.soft = p->soft;
		Value *v = expr_eval(&w, p->value);
		if (v && (p->cfn || p->tf) && v->kind == V_REF && !v->u.ref.attr) {
			res_depends(u, r, v->u.ref.res, p->cfn != NULL, p->tf != NULL);
			continue;
		}
		r->arg[i] = gate_optional(u, r, v);
		if (r->arg[i])
			mark_soft(r->arg[i], p->soft);
	}
}

// Tags of everything in a topology: no clock, no user.
static void make_tags(Unit *u, Scope *s)
{
	Value *map = value_map(u->arena, s->at);
	const Value *more[] = { s->tags, rec_get(s->rec, "tags") };
	value_set(u->arena, map, "namespace", value_str(u->arena, s->name, s->at));
	value_set(u->arena, map, "sandbox", value_str(u->arena, u->opt->sandbox, s->at));
	if (u->opt->env)
		value_set(u->arena, map, "env", value_str(u->arena, u->opt->env, s->at));
	value_set(u->arena, map, "deployer", value_str(u->arena, "topc", s->at));
	Entity none = { .scope = s, .at = s->at };
	for (size_t k = 0; k < COUNT(more); k++)
		for (uint32_t i = 0; more[k] && more[k]->kind == V_MAP && i < more[k]->n; i++) {
			const Pair *p = &more[k]->u.pair[i];
			Pair *old = (Pair *)value_pair(map, p->key);
			Value *val = value_scalar(p->val) ?
				value_str(u->arena, p->val->u.s, p->val->at) :
				lower_value(u, &none, p->val);
			if (old)
				old->val = val;
			else
				value_set(u->arena, map, p->key, val);
		}
	s->tag = map;
}

// Tags of one resource beside those.
static void add_tags(Unit *u, Resource *r)
{
	Value *own = lower_value(u, r->from, rec_get(r->from->rec, "tags"));
	if (!r->op->tags || (!own && !(r->op->flags & OP_VERSION)))
		return;
	Value *map = value_map(u->arena, r->from->at);
	if (r->op->flags & OP_VERSION)
		value_set(u->arena, map, "version",
			value_str(u->arena, release_of(u, r->from->scope), r->from->at));
	const Value *more[] = { own, r->tags };
	for (size_t k = 0; k < COUNT(more); k++)
		for (uint32_t i = 0; more[k] && i < more[k]->n; i++)
			value_set(u->arena, map, more[k]->u.pair[i].key, more[k]->u.pair[i].val);
	r->tags = map;
}

void pass_lower(Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++)
		make_tags(u, u->scope[i]);
	// Kinds without resources of their own (outputs) refer to those of the others.
	for (int without = 0; without < 2; without++)
		for (uint32_t i = 0; i < u->nent; i++)
			if (!u->ent[i]->off && (u->ent[i]->kind->op == NULL) == without)
				make_entity(u, u->ent[i]);
	lower_edges(u);
	for (uint32_t i = 0; i < u->nent; i++)
		if (u->ent[i]->kind->rights && !u->ent[i]->off)
			u->ent[i]->kind->rights(u, u->ent[i]);
	lower_policies(u);
	for (uint32_t i = 0; i < u->nres; i++) { // a fill may still ask for a shared one
		fill(u, u->res[i]);
		add_tags(u, u->res[i]);
	}
	check_function_quotas(u);
}
