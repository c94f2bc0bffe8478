// lower_edge.c: what an edge makes: resources of its link, rights for its source, admission at its
// target.
#include "lower.h"

#include <string.h>

static const Grant *find_grants(const Kind *k)
{
	return k->grant;
}

static Value *statement_condition(Unit *u, const Grant *g, const Where *w)
{
	if (!g->op)
		return NULL;
	Value *val = expr_eval(w, g->val);
	if (!val)
		return NULL;
	Value *key = value_map(u->arena, w->at);
	value_set(u->arena, key, g->key, val);
	Value *op = value_map(u->arena, w->at);
	value_set(u->arena, op, g->op, key);
	return op;
}

static Statement *new_statement(Unit *u, Resource *at)
{
	Statement *s = U_NEW(u, Statement);
	U_PUSH(u, at->statement, at->nstatement, s);
	return s;
}

Statement *grant_to(
	Unit *u, Resource *role, const char *actions, Value *resource, const char *reason, Span at)
{
	Statement *s = new_statement(u, role);
	s->actions = actions;
	s->resource = resource ? resource : value_str(u->arena, "*", at);
	s->reason = reason;
	s->at = at;
	return s;
}

Statement *grant(
	Unit *u, Entity *e, const char *actions, Value *resource, const char *reason, Span at)
{
	if (e->kind->own_role && rec_get(e->rec, e->kind->own_role))
		return U_NEW(u, Statement); // of no role
	return grant_to(u, res_demand(u, e, "Role"), actions, resource, reason, at);
}

bool value_may_be_empty(const Value *v)
{
	return v->kind == V_INPUT && v->u.input->optional;
}

void grant_verb(Unit *u, Entity *from, Entity *to, const char *verb, Edge *why)
{
	Span at = why ? why->at : from->at;
	Where w = { .u = u, .ent = to, .at = at };
	for (const Grant *g = find_grants(to->kind); g && g->verb; g++) {
		if (!g->actions || !str_eq(g->verb, verb) ||
			(g->who && !word_in(g->who, from->kind->one, strlen(from->kind->one))))
			continue;
		Value *on = expr_eval(&w, g->on);
		if (!on || value_may_be_empty(on))
			continue; // a part that this entity does not have
		const char *reason =
			why ? NULL : U_FORMAT(u, "it uses %s `%s`", to->kind->one, to->name);
		Statement *s = grant(u, from, g->actions, on, reason, at);
		s->condition = statement_condition(u, g, &w);
		s->why = why;
	}
}

void condition(Unit *u, Statement *s, const char *op, const char *key, Value *val)
{
	if (!s->condition)
		s->condition = value_map(u->arena, s->at);
	Value *keys = value_get(s->condition, op);
	if (!keys) {
		keys = value_map(u->arena, s->at);
		value_set(u->arena, s->condition, op, keys);
	}
	value_set(u->arena, keys, key, val);
}

Statement *admit(Unit *u, Resource *policy, const char *service, const char *actions, Value *on,
	Value *source, bool account)
{
	Statement *s = new_statement(u, policy);
	s->actions = actions;
	s->resource = on;
	s->at = source->at;
	Value *principal = value_map(u->arena, s->at);
	value_set(u->arena, principal, "Service", value_str(u->arena, service, s->at));
	s->principal = principal;
	condition(u, s, "ArnEquals", "aws:SourceArn", source);
	if (account)
		condition(
			u, s, "StringEquals", "aws:SourceAccount", value_var(u, "account", s->at));
	return s;
}

void admit_service(
	Unit *u, Edge *e, const char *service, Value *source, bool account, const char *key)
{
	const Admit *a = e->to->kind->admit;
	if (!a || (!a->op && !a->policy))
		die("%s admits nobody, but %s names one", e->to->kind->one, e->from->kind->one);
	if (a->policy) {
		Where t = { .u = u, .ent = e->to, .at = e->at };
		Statement *s = admit(u, res_demand(u, e->to, a->policy), service, a->actions,
			a->on ? expr_eval(&t, a->on) : NULL, source, account);
		s->why = e;
		return;
	}
	for (const Op *op = a->op; op->part; op++) {
		Resource *r = res_edge(u, e, e->to->kind, op, key);
		put(u, r, "service", value_str(u->arena, service, e->at));
		put(u, r, "source", source);
		put(u, r, "account", account ? value_var(u, "account", e->at) : NULL);
	}
}

// The link's service calls the target in the name of this end.
static void admit_edge(Unit *u, Edge *e)
{
	const Link *l = e->link;
	Where w = { .u = u, .ent = e->from, .edge = e, .rec = e->rec, .at = e->at };
	Value *source = expr_eval(&w, l->source);
	if (!source)
		die("link `%s` of %s has no source", l->field, e->from->kind->one);
	admit_service(u, e, l->service, source, l->account, NULL);
}

void lower_edges(Unit *u)
{
	for (uint32_t i = 0; i < u->nedge; i++) {
		Edge *e = u->edge[i];
		bool again = e->first != e;
		if (e->from->off || e->to->off)
			continue;
		if (e->verb && !again && e->from->kind->principal)
			grant_verb(u, e->from, e->to, e->verb, e);
		if (e->sync && e->call->sync)
			grant_verb(u, e->from, e->to, e->call->sync, e);
		if (!e->link || again) {
			if (e->link && e->link->make)
				e->link->make(u, e);
			continue;
		}
		for (const Op *op = e->link->op; op && op->part; op++)
			if (!op->when || *op->when != '-')
				res_edge(u, e, e->from->kind, op, NULL);
		if (e->link->service)
			admit_edge(u, e);
		if (e->link->make)
			e->link->make(u, e);
	}
}
