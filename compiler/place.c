// place.c: resources to modules, one for each target and each nested topology.
//
// reads: u->res, u->output. writes: u->module, the module of each resource and output, the form of
// each reference, the inputs and outputs between modules. assumes: lowered without errors.
#include "place.h"

#include "../ir/lower.h"
#include "pass.h"

#include <string.h>

bool module_below(const Module *m, const Module *top)
{
	while (m && m != top)
		m = m->parent;
	return m != NULL;
}

bool can_spell(Unit *u, const Value *ref)
{
	const Attr *a = ref->u.ref.attr;
	return a && a->spell && eval(u, ref->u.ref.res, a->spell);
}

void value_walk(Value *v, SeeFn *see, void *ctx, unsigned in)
{
	if (!v)
		return;
	switch ((ValueKind)v->kind) {
	case V_REF:
	case V_INPUT:
	case V_VAR: see(ctx, v, in); break;
	case V_IF:
		see(ctx, v, in);
		value_walk(v->u.cond.then, see, ctx, in);
		break;
	case V_LIST:
	case V_JOIN:
	case V_TEXT:
		for (uint32_t i = 0; i < v->n; i++)
			value_walk(v->u.item[i], see, ctx, in);
		break;
	case V_MAP:
		for (uint32_t i = 0; i < v->n; i++)
			value_walk(v->u.pair[i].val, see, ctx, in);
		break;
	default: break;
	}
}

void resource_walk(const Resource *r, SeeFn *see, void *ctx)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++) {
		const Prop *p = &r->op->prop[i];
		unsigned in =
			(p->cfn && r->op->cfn ? IN_CFN : 0) | (p->tf && r->op->tf ? IN_TF : 0);
		if (in)
			value_walk(r->arg[i], see, ctx, in);
	}
}

void data_source_walk(const Resource *data, SeeFn *see, void *ctx, unsigned in)
{
	for (uint32_t i = 0; data->op->prop && data->op->prop[i].value; i++)
		value_walk(data->arg[i], see, ctx, in);
}

static Module *new_module(Unit *u, const char *name, Scope *s, Module *parent)
{
	Module *m = U_NEW(u, Module);
	m->name = name;
	m->scope = s;
	m->parent = parent;
	m->index = u->nmodule;
	m->import.arena = u->arena;
	U_PUSH(u, u->module, u->nmodule, m);
	if (parent)
		U_PUSH(u, parent->child, parent->nchild, m);
	return m;
}

static Module *find_target(const Unit *u, const Scope *s, const char *name)
{
	for (uint32_t i = 0; i < u->nmodule; i++)
		if (u->module[i]->scope == s && str_eq(u->module[i]->name, name))
			return u->module[i];
	return NULL;
}

// One module a target, in their order; the last one also takes what says no target.
static void make_modules(Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++) {
		Scope *s = u->scope[i];
		uint32_t n = 0;
		Value **target = s->parent ? NULL : rec_list(s->rec, "targets", &n);
		for (uint32_t j = 0; j < n; j++)
			s->module = new_module(u, value_text(target[j]), s, NULL);
		if (!n)
			s->module = new_module(u, s->name, s, s->parent ? s->parent->module : NULL);
	}
}

static Module *module_of_entity(const Unit *u, const Entity *e)
{
	const char *target = rec_text(e->rec, "target");
	Module *m = target ? find_target(u, e->scope, target) : NULL;
	return m ? m : e->scope->module;
}

// What an edge makes stands in the later target of its two ends.
static Module *module_of(const Unit *u, const Resource *r)
{
	if (r->host[CFN])
		return module_of(u, r->host[CFN]);
	if (r->host[TF])
		return module_of(u, r->host[TF]);
	Module *m = module_of_entity(u, r->from);
	if (r->edge) {
		Module *to = module_of_entity(u, r->edge->to);
		m = to->index > m->index ? to : m;
	}
	return m;
}

static void latest(void *ctx, Value *v, unsigned in)
{
	Module **m = ctx;
	if (v->kind == V_INPUT && v->u.input->rule) // made between targets, for the last one
		*m = (*m)->scope->module;
	if (v->kind != V_REF)
		return;
	if (v->u.ref.res->op->flags & OP_DATA)
		data_source_walk(v->u.ref.res, latest, ctx, in);
	else if (v->u.ref.res->module->index > (*m)->index)
		*m = v->u.ref.res->module;
}

// An output stands where the last of what it names does.
static void place_output(Unit *u, Output *o)
{
	Module *m = o->scope->module;
	if (!o->scope->parent) {
		m = u->module[0];
		value_walk(o->val, latest, &m, IN_BOTH);
	}
	o->module = m;
	U_PUSH(u, m->output, m->noutput, o);
}

void pass_place(Unit *u)
{
	make_modules(u);
	for (uint32_t i = 0; i < u->nres; i++) {
		Resource *r = u->res[i];
		r->module = module_of(u, r);
		if ((r->op->cfn && !r->host[CFN]) || (r->op->tf && !r->host[TF]))
			U_PUSH(u, r->module->res, r->module->nres, r);
	}
	for (uint32_t i = 0; i < u->noutput; i++)
		place_output(u, u->output[i]);
	place_split(u);
	place_cycles(u);
	place_imports(u);
	place_check(u);
}
