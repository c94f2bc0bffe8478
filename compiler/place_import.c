// place_import.c: what modules take from one another.
//
// A reference to a resource of another module becomes an input of this one, named as the output that
// the other one gets (RULINGS 3): between targets the deployer carries it over, between a template
// and its nested ones the parent does.
#include "place.h"

#include "../ir/artifact.h"

#include <stdlib.h>
#include <string.h>

typedef struct Walk {
	Unit *u;
	Module *module;      // where they stand, unless
	const Resource *res; // whose values are walked, or NULL
} Walk;

Sym module_key(Unit *u, const Resource *r, const Attr *a)
{
	return unit_sym(u, U_FORMAT(u, "%p %s", (const void *)r, a ? a->name : ""));
}

// "EnhancerFunctionArn"
static const char *port_name(Unit *u, const Resource *r, const Attr *a)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, r->id);
	bool upper = true;
	for (const char *s = a->name; *s; s++) {
		if (*s == '_') {
			upper = true;
			continue;
		}
		buf_putc(&b, upper && *s >= 'a' && *s <= 'z' ? (char)(*s - 32) : *s);
		upper = false;
	}
	return b.s;
}

static void need(Unit *u, Module *m, Value *ref, const Resource *who, unsigned in);

// The module gives an attribute of something in it (or below it) to whoever is outside.
static void export(Unit *u, Module *m, Value *ref, unsigned in)
{
	Sym key = module_key(u, ref->u.ref.res, ref->u.ref.attr);
	Output *o = map_get(&m->exported, key);
	if (o) {
		if ((o->in & in) == in)
			return;
		o->in |= in;
		need(u, m, ref, NULL, in);
		return;
	}
	o = U_NEW(u, Output);
	*o = (Output){ .name = port_name(u, ref->u.ref.res, ref->u.ref.attr),
		.val = ref,
		.at = ref->at,
		.scope = m->scope,
		.module = m,
		.in = in };
	o->doc = U_FORMAT(u, "%s of %s `%s`, for other parts of the system", ref->u.ref.attr->name,
		ref->u.ref.res->from->kind->one, ref->u.ref.res->from->name);
	m->exported.arena = u->arena;
	map_put(&m->exported, key, o);
	U_PUSH(u, m->output, m->noutput, o);
	need(u, m, ref, NULL, in);
}

// Notes that backends `in` take an input; false when it was known.
static bool add_import(Unit *u, Module *m, Input *input, Value *val, unsigned in)
{
	for (uint32_t i = 0; i < m->nin; i++)
		if (m->in[i].input == input) {
			bool known = (m->in[i].in & in) == in;
			m->in[i].in |= in;
			return !known;
		}
	U_PUSH(u, m->in, m->nin, ((Import){ input, val, in }));
	return true;
}

static Module *root_of(const Module *m)
{
	while (m->parent)
		m = m->parent;
	return (Module *)(uintptr_t)m;
}

static void check_order(
	Unit *u, const Module *m, const Module *from, const Value *ref, const Resource *who)
{
	if (from->index < m->index)
		return;
	Diag *d = say_target_order(u, ref->at, m->name, ref->u.ref.res->from->name, from->name);
	diag_label(d, "needed here");
	if (who)
		diag_related(d, who->from->at, "by %s `%s` of target `%s`", who->from->kind->one,
			who->from->name, m->name);
	diag_line(d,
		"targets are deployed in the order of `targets`; put `%s` before `%s`, or move one of the two",
		from->name, m->name);
}

// Makes an attribute of a resource reachable from module m, for the one backend of `in`.
static void need(Unit *u, Module *m, Value *ref, const Resource *who, unsigned in)
{
	Resource *r = ref->u.ref.res;
	Module *home = resource_home(r, in & IN_CFN ? CFN : TF);
	if (home == m || (r->op->flags & OP_DATA))
		return;
	if (module_below(home, m)) {
		for (uint32_t i = 0; i < m->nchild; i++)
			if (module_below(home, m->child[i]))
				export(u, m->child[i], ref, in);
		return;
	}
	Sym key = module_key(u, r, ref->u.ref.attr);
	Input *input = map_get(&m->import, key);
	if (!input) {
		input = U_NEW(u, Input);
		*input = (Input){
			.name = port_name(u, r, ref->u.ref.attr), .type = "string", .at = ref->at
		};
		input->doc = U_FORMAT(u, "%s of %s `%s`", ref->u.ref.attr->name, r->from->kind->one,
			r->from->name);
		map_put(&m->import, key, input);
	}
	if (!add_import(u, m, input, m->parent ? ref : NULL, in))
		return;
	if (m->parent) {
		need(u, m->parent, ref, who, in);
	} else {
		Module *from = root_of(r->module);
		check_order(u, m, from, ref, who);
		input->producer = from;
		export(u, from, ref, in);
	}
}

static void need_input(Unit *u, Module *m, Input *input, Span at, unsigned in)
{
	for (; m; m = m->parent) {
		Value *val = NULL;
		if (m->parent) {
			val = value_new(u->arena, V_INPUT, at);
			val->u.input = input;
		}
		map_put(&m->import, input, input);
		if (!add_import(u, m, input, val, in))
			return;
	}
}

// A reference that is spelled in one backend is spelled in the other too when it would cross
// modules: an input that only one of them has would be no output of ours. One that would go back
// from a later target (a policy that admits its source) is spelled if it may be.
static void spell_back(Unit *u, const Module *m, Value *v)
{
	bool back =
		v->n && root_of(v->u.ref.res->module)->index > root_of(m)->index && can_spell(u, v);
	if (back || v->form[CFN] == FORM_SPELLED || v->form[TF] == FORM_SPELLED)
		v->form[CFN] = v->form[TF] = FORM_SPELLED;
}

static void see(void *ctx, Value *v, unsigned in);

static void see_in(Walk *w, Value *v, Backend b)
{
	unsigned in = 1u << b;
	Module *m = w->res ? resource_home(w->res, b) : w->module;
	if (v->kind == V_INPUT)
		need_input(w->u, m, v->u.input, v->at, in);
	else if (v->kind == V_IF)
		need_input(w->u, m, v->u.cond.input, v->at, in);
	else if (v->kind == V_REF && (v->u.ref.res->op->flags & OP_DATA))
		data_source_walk(v->u.ref.res, see, w, in);
	else if (v->kind == V_REF && v->u.ref.attr && v->form[b] != FORM_SPELLED &&
		resource_home(v->u.ref.res, b) != m)
		need(w->u, m, v, w->res, in);
}

static void see(void *ctx, Value *v, unsigned in)
{
	Walk *w = ctx;
	if (v->kind == V_REF && v->u.ref.attr && !(v->u.ref.res->op->flags & OP_DATA) &&
		v->u.ref.res->module != w->module)
		spell_back(w->u, w->module, v);
	for (int b = 0; b < BACKENDS; b++)
		if (in & 1u << b)
			see_in(w, v, (Backend)b);
}

static int by_import(const void *a, const void *b)
{
	return strcmp(((const Import *)a)->input->name, ((const Import *)b)->input->name);
}

static int by_output(const void *a, const void *b)
{
	return strcmp((*(Output *const *)a)->name, (*(Output *const *)b)->name);
}

void place_imports(Unit *u)
{
	for (uint32_t i = 0; i < u->nres; i++) {
		Walk w = { u, u->res[i]->module, u->res[i] };
		if (u->res[i]->op->flags & OP_DATA)
			continue; // it stands where it is named
		resource_walk(u->res[i], see, &w);
		for (int b = 0; u->res[i]->when && b < BACKENDS; b++)
			need_input(u, resource_home(u->res[i], (Backend)b), u->res[i]->when,
				u->res[i]->from->at, 1u << b);
	}
	for (uint32_t i = 0; i < u->noutput; i++) {
		Walk w = { u, u->output[i]->module, NULL };
		value_walk(u->output[i]->val, see, &w, IN_BOTH);
	}
	for (uint32_t i = 0; i < u->nmodule; i++) // nested templates are fetched from the bucket
		if (u->module[i]->nchild)
			need_input(u, u->module[i], artifact_bucket(u), u->module[i]->scope->at,
				IN_CFN);
	for (uint32_t i = 0; i < u->nmodule; i++) {
		Module *m = u->module[i];
		if (m->nin)
			qsort(m->in, m->nin, sizeof *m->in, by_import);
		if (m->noutput)
			qsort(m->output, m->noutput, sizeof *m->output, by_output);
	}
}
