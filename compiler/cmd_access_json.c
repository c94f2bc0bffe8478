// cmd_access_json.c: `topc access --json`, schema topc.access/1.
#include "../backends/json.h"
#include "cmd_access.h"

static const char *const answers[] = { "no", "maybe", "yes" };

typedef struct Json {
	const Comparison *c;
	Arena *a;
} Json;

static Value *text(const Json *j, const char *s)
{
	return s ? value_str(j->a, s, (Span){ 0 }) : value_new(j->a, V_NULL, (Span){ 0 });
}

static Value *map(const Json *j)
{
	return value_map(j->a, (Span){ 0 });
}

static Value *list_of(const Json *j, const char *const *item, uint32_t n)
{
	Value *l = value_list(j->a, (Span){ 0 });
	for (uint32_t i = 0; i < n; i++)
		value_push(j->a, l, text(j, item[i]));
	return l;
}

static Value *place(const Json *j, Span at)
{
	Unit *u = j->c->unit;
	if (!at.file)
		return text(j, NULL);
	Position p = source_position(u->arena, u->src[at.file], at.lo);
	Value *m = map(j);
	value_set(j->a, m, "file", text(j, u->src[at.file]->path));
	value_set(j->a, m, "line", value_num(j->a, p.line, (Span){ 0 }));
	value_set(j->a, m, "column", value_num(j->a, p.column, (Span){ 0 }));
	value_set(j->a, m, "byte", value_num(j->a, p.byte, (Span){ 0 }));
	return m;
}

static Value *witness(const Json *j, const AccessWitness *w)
{
	if (!w->action)
		return text(j, NULL);
	Value *m = map(j);
	value_set(j->a, m, "principal", text(j, w->principal));
	value_set(j->a, m, "action", text(j, w->action));
	value_set(j->a, m, "resource", text(j, w->resource));
	Value *context = map(j);
	for (uint32_t i = 0; i < w->n; i++)
		value_set(j->a, context, w->key[i], text(j, w->val[i]));
	value_set(j->a, m, "context", context);
	return m;
}

static Value *delta(const Json *j, const AccessDelta *d, const AccessWeight *w)
{
	static const char *const causes[] = { "statement", "wider", "deny", "unknown" };
	Value *m = map(j);
	bool deny = d->cause == CAUSE_DENY;
	value_set(j->a, m, "change", text(j, d->added ? "added" : "removed"));
	value_set(j->a, m, "certain", value_bool(j->a, d->sure == ACCESS_YES, (Span){ 0 }));
	value_set(j->a, m, "risk", text(j, access_risks[w->risk]));
	value_set(j->a, m, "effective", value_bool(j->a, !w->idle, (Span){ 0 }));
	value_set(j->a, m, "because", text(j, w->why));
	value_set(j->a, m, "cause", text(j, causes[d->cause]));
	value_set(j->a, m, "why", text(j, d->why));
	value_set(j->a, m, "unless", text(j, d->unless));
	value_set(j->a, m, "effect", text(j, deny ? "Deny" : "Allow"));
	value_set(j->a, m, d->not_principal ? "notPrincipals" : "principals",
		list_of(j, d->principal, d->nprincipal));
	value_set(j->a, m, d->not_action ? "notActions" : "actions",
		list_of(j, d->action, d->naction));
	value_set(j->a, m, "knownActions", value_num(j->a, w->actions, (Span){ 0 }));
	value_set(j->a, m, d->not_resource ? "notResources" : "resources",
		list_of(j, d->resource, d->nresource));
	value_set(j->a, m, "condition", text(j, d->condition));
	value_set(j->a, m, "witness", witness(j, &d->witness));
	value_set(j->a, m, "policy", text(j, d->policy));
	value_set(j->a, m, "source", place(j, d->at));
	return m;
}

static Value *subject(const Json *j, const Compared *s)
{
	Value *m = map(j);
	value_set(j->a, m, "kind", text(j, s->kind));
	value_set(j->a, m, "name", text(j, s->name));
	value_set(j->a, m, "verdict", text(j, access_verdicts[s->result->verdict]));
	value_set(j->a, m, "added", text(j, answers[s->result->added]));
	value_set(j->a, m, "removed", text(j, answers[s->result->removed]));
	Value *l = value_list(j->a, (Span){ 0 });
	for (int risk = RISK_PUBLIC; risk >= 0; risk--)
		for (uint32_t i = 0; i < s->result->n; i++)
			if ((int)s->weight[i].risk == risk)
				value_push(j->a, l, delta(j, &s->result->delta[i], &s->weight[i]));
	value_set(j->a, m, "deltas", l);
	return m;
}

void access_print_json(const Comparison *c, Buf *b)
{
	Json j = { c, c->unit->arena };
	Value *m = map(&j);
	value_set(j.a, m, "schema", text(&j, "topc.access/1"));
	value_set(j.a, m, "old", text(&j, c->old));
	value_set(j.a, m, "new", text(&j, c->new));
	value_set(j.a, m, "verdict", text(&j, access_verdicts[c->verdict]));
	value_set(j.a, m, "added", text(&j, answers[c->added]));
	value_set(j.a, m, "removed", text(&j, answers[c->removed]));
	Value *subjects = value_list(j.a, (Span){ 0 });
	for (uint32_t i = 0; i < c->n; i++)
		value_push(j.a, subjects, subject(&j, &c->item[i]));
	value_set(j.a, m, "subjects", subjects);
	Value *gates = value_list(j.a, (Span){ 0 });
	for (uint32_t i = 0; i < c->ngate; i++) {
		Value *g = map(&j);
		value_set(j.a, g, "name", text(&j, c->gate[i].name));
		value_set(j.a, g, "hit", value_bool(j.a, c->gate[i].hits != 0, (Span){ 0 }));
		value_push(j.a, gates, g);
	}
	value_set(j.a, m, "gates", gates);
	json_print(b, m, 2);
	buf_putc(b, '\n');
}
