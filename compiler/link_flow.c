// link_flow.c: what a state machine calls. A task's resource and the parameter that names what it
// works on are a column of the kinds (Call).
#include "link.h"

#include "../ir/asl.h"

#include <string.h>

typedef struct Match {
	const Kind *kind;
	const Call *call;
} Match;

static const Value *param_of(const AslCall *c, const Call *call)
{
	return call->param ? value_get(c->params, call->param) : c->resource;
}

// The last part of an ARN or of a queue's URL, or the text itself.
static const char *last_part(const char *s)
{
	const char *colon = strrchr(s, ':');
	if (str_starts(s, "arn:") && colon)
		return colon + 1;
	const char *slash = strrchr(s, '/');
	return str_starts(s, "https://") && slash ? slash + 1 : s;
}

// Whether a name is built as this topology builds them, for another sandbox.
static bool other_sandbox(Unit *u, const Scope *s, const Kind *k, const char *name, Entity **is)
{
	size_t n = strlen(s->name);
	if (strncmp(name, s->name, n) != 0 || (name[n] != '_' && name[n] != '-'))
		return false;
	for (uint32_t i = 0; i < s->nent; i++) {
		const Entity *e = s->ent[i];
		size_t m = strlen(e->name);
		const char *rest = name + n + 1;
		if (e->kind == k && strncmp(rest, e->name, m) == 0 && rest[m] == name[n] &&
			rest[m + 1]) {
			*is = s->ent[i];
			return !str_eq(rest + m + 1, u->opt->sandbox);
		}
	}
	return false;
}

static Diag *say_missing(Unit *u, const AslCall *c, const Match *m, const char *name, Span at)
{
	if (m->kind->files && m->kind->files->spec)
		return say_unknown_function(u, at, c->state, name);
	return say_unknown_target(u, at, c->state, m->kind->one, name);
}

// Returns what was probably meant, or NULL.
static Entity *unknown(Unit *u, const Scope *s, const AslCall *c, const Match *m, const Value *v,
	const char *name, Span at)
{
	Entity *is = NULL;
	if (other_sandbox(u, s, m->kind, name, &is)) {
		Diag *d = say_other_sandbox(u, at, name, m->kind->one);
		diag_label(d, "this deployment is `%s`", u->opt->sandbox);
		const char *quote = v->style == STYLE_PLAIN ? "'" : ""; // braces alone are a map
		diag_fix(d, FIX_MAYBE, "let the sandbox be filled in", at,
			U_FORMAT(u, "%s{{%s.%s}}%s", quote, m->kind->one, is->name, quote));
		diag_related(d, is->at, "`%s` is declared here", is->name);
		return is;
	}
	Diag *d = say_missing(u, c, m, name, at);
	diag_label(d, "no %s of this name", m->kind->one);
	diag_context(d, c->state_at, "in this state");
	Nearest near = { .word = name };
	Buf list = { .arena = u->arena };
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == m->kind) {
			nearest_try(&near, s->ent[i]->name);
			if (n++ < 12)
				buf_printf(&list, "%s%s", list.n ? ", " : "", s->ent[i]->name);
		}
	diag_nearest(d, &near, FIX_SAFE, at);
	Entity *best = near.ntie == 1 ? find_named(u, s, m->kind->one, near.best) : NULL;
	if (best)
		diag_related(d, best->at, "`%s` is declared here", best->name);
	if (list.n)
		diag_line(d, "%ss here: %s%s", m->kind->one, list.s, n > 12 ? ", …" : "");
	diag_line(d, "what is outside this topology is named by its whole ARN");
	return best;
}

static void match_call(Unit *u, Entity *flow, const Field *f, const AslCall *c, const Match *m)
{
	const Value *v = param_of(c, m->call);
	if (!v || v->kind == V_BAD)
		return; // asl says that it is missing; `X.$` is known only when it runs
	const char *verb = m->call->verb;
	Entity *e = NULL;
	Entity *meant = NULL;
	if (v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_ATTR) {
		e = v->u.hole.val->u.attr.ent;
		if (e->kind != m->kind) {
			if (e->kind->op && e->kind->grant)
				say_wrong_kind(
					u, v->at, m->call->param, m->kind->one, v->u.hole.path);
			return;
		}
	} else {
		Span at = v->kind == V_STR ? value_part(u, v, 0, v->n) : v->at;
		const char *name = templated_name(u, flow->scope, v, &at);
		const char *text = value_known(u, v);
		if (!name && (!text || strstr(text, "{%") || strstr(text, "${")))
			return;
		if (!name) {
			const char *last = last_part(text);
			at.lo += at.hi - at.lo == strlen(text) ? (uint32_t)(last - text) : 0;
			name = last;
		}
		e = find_named(u, flow->scope, m->kind->one, name);
		if (!e && text && !str_starts(text, "arn:") && !str_starts(text, "https://"))
			meant = unknown(u, flow->scope, c, m, v, name, at);
	}
	if (meant) // a mention, so that nobody says that nothing calls it
		edge_new(u, flow, meant, NULL, f, NULL, v->at, NULL);
	if (!e)
		return;
	Edge *edge = edge_new(u, flow, e, NULL, f, NULL, v->at, verb);
	if (edge) {
		edge->call = m->call;
		edge->val = v;
		edge->sync = str_starts(c->pattern, ".sync");
	}
}

static bool same_resource(const Call *call, const AslCall *c)
{
	if (!call->param)
		return !c->service && c->resource;
	return c->service && str_eq(call->resource, c->service);
}

void link_flow(Unit *u, Entity *flow, const Field *f, Value *machine)
{
	uint32_t n;
	AslCall *call = asl_calls(u, machine, &n);
	for (uint32_t i = 0; i < n; i++)
		for (const Kind *const *k = kinds; *k; k++)
			for (const Call *row = (*k)->call; row && row->resource; row++)
				if (same_resource(row, &call[i]))
					match_call(u, flow, f, &call[i], &(Match){ *k, row });
}
