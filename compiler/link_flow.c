// link_flow.c: what a state machine calls. A task's resource and the parameter that names what it
// works on are a column of the kinds (Call).
#include "link.h"

#include "../ir/asl.h"

#include <string.h>

typedef struct Match {
	const Kind *kind;
	const Call *call;
} Match;

// A value as text; what only the account knows, such as its region, is a `*`. NULL: some of it is not
// known at all.
typedef struct Spelled {
	Unit *u;
	Buf text;
	Span *at; // of each character
	uint32_t n;
} Spelled;

static void spell(Spelled *s, const char *text, size_t n, Span whole, const uint32_t *place)
{
	for (size_t i = 0; i < n; i++) {
		Span at = whole;
		if (place)
			at = (Span){ whole.file, place[i], place[i + 1] };
		buf_putc(&s->text, text[i]);
		U_PUSH(s->u, s->at, s->n, at);
	}
}

static bool spell_value(Spelled *s, const Value *v)
{
	if (v->kind == V_STR)
		spell(s, v->u.s, v->n, v->at, value_places(s->u, v));
	else if (v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_STR)
		spell(s, v->u.hole.val->u.s, v->u.hole.val->n, v->at, NULL);
	else if (v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_VAR)
		spell(s, "*", 1, v->at, NULL);
	else if (v->kind != V_JOIN)
		return false;
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++) {
		const Value *p = v->u.item[i];
		if (p->kind == V_STR)
			spell(s, p->u.s, p->n, p->at, value_piece_places(s->u, v, p));
		else if (!spell_value(s, p))
			return false;
	}
	return true;
}

// The name in an ARN or a queue's URL, or the text itself. *qualified: a version follows it.
static const char *name_part(Unit *u, const char *s, bool *outside, bool *qualified)
{
	const char *from = s;
	*outside = str_starts(s, "arn:") || str_starts(s, "https://");
	*qualified = false;
	if (str_starts(s, "https://") && strrchr(s, '/'))
		return strrchr(s, '/') + 1;
	for (int i = 0; *outside && i < 5; i++) // arn:partition:service:region:account:
		from = strchr(from, ':') ? strchr(from, ':') + 1 : from;
	const char *colon = strchr(from, ':');
	if (!*outside || !colon)
		return from;
	const char *end = strchr(++colon, ':');
	*qualified = end != NULL;
	return end ? arena_copy(u->arena, colon, (size_t)(end - colon)) : colon;
}

// What stands between namespace and sandbox in a name that is built as this topology builds them.
static const char *own_name(Unit *u, const Scope *s, const char *name, size_t *from)
{
	size_t n = strlen(s->name);
	size_t m = strlen(u->opt->sandbox);
	size_t len = strlen(name);
	if (len < n + m + 3 || strncmp(name, s->name, n) != 0 || !strchr("_-", name[n]) ||
		name[len - m - 1] != name[n] || !str_eq(name + len - m, u->opt->sandbox))
		return NULL;
	*from = n + 1;
	return arena_copy(u->arena, name + n + 1, len - n - m - 2);
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
		Diag *d = say_other_sandbox(u, at, name, with_article(u, m->kind->one));
		diag_label(d, "this deployment is `%s`", u->opt->sandbox);
		const char *quote = v->style == STYLE_PLAIN ? "'" : ""; // braces alone are a map
		diag_fix(d, FIX_MAYBE, "let the sandbox be filled in", at,
			U_FORMAT(u, "%s{{%s.%s}}%s", quote, m->kind->one, is->name, quote));
		diag_related(d, is->at, "`%s` is declared here", is->name);
		return is;
	}
	Nearest near = { .word = name };
	Buf list = { .arena = u->arena };
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == m->kind) {
			nearest_try(&near, s->ent[i]->name);
			if (n++ < 12)
				buf_printf(&list, "%s%s", list.n ? ", " : "", s->ent[i]->name);
		}
	// What AWS takes by its name may be any outside; a near name is a slip.
	const char *form = m->call->form ? m->call->form : "arn";
	if (!near.best && !str_eq(form, "arn") && !str_eq(form, "url"))
		return NULL;
	Diag *d = say_missing(u, c, m, name, at);
	diag_label(d, "no %s of this name", m->kind->one);
	diag_context(d, c->state_at, "in this state");
	diag_nearest(d, &near, FIX_SAFE, at);
	Entity *best = near.ntie == 1 ? find_named(u, s, m->kind->one, near.best) : NULL;
	if (best)
		diag_related(d, best->at, "`%s` is declared here", best->name);
	if (list.n)
		diag_line(d, "%ss here: %s%s", m->kind->one, list.s, n > 12 ? ", …" : "");
	diag_line(d, "what is outside this topology is named by its whole ARN");
	return best;
}

// An ARN names by the physical name alone: another account's queue may be called as one here is.
static Entity *find_physical(const Scope *s, const Kind *k, const char *name)
{
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == k && s->ent[i]->phys && value_is(s->ent[i]->phys, name))
			return s->ent[i];
	return NULL;
}

static bool is_other_sandbox(Unit *u, const Scope *s, const Match *m, const char *name)
{
	Entity *is;
	return other_sandbox(u, s, m->kind, name, &is);
}

// Of text: the entity that it names; or says that there is none and returns NULL. *meant is what was
// probably meant then; *qualified: it names a version.
static Entity *find_spelled(Unit *u, const Scope *s, const AslCall *c, const Match *m,
	const Value *v, bool *qualified, Entity **meant)
{
	Spelled spelled = { .u = u, .text = { .arena = u->arena } };
	Span at = v->at;
	const char *name = templated_name(u, s, v, &at);
	bool known = spell_value(&spelled, v);
	const char *text = known && spelled.n ? spelled.text.s : "";
	bool outside = false;
	*qualified = false;
	if (!name && (!*text || strstr(text, "{%") || strstr(text, "${")))
		return NULL;
	if (!m->call->param && !name && !strstr(text, U_FORMAT(u, ":%s:", m->call->resource)))
		return NULL; // another kind's ARN
	size_t lo = 0;
	if (!name) {
		name = name_part(u, text, &outside, qualified);
		const char *in = strstr(text, name);
		while (in && strstr(in + 1, name))
			in = strstr(in + 1, name);
		lo = in ? (size_t)(in - text) : 0;
	}
	size_t from = 0;
	const char *own = outside ? own_name(u, s, name, &from) : NULL;
	Entity *e = outside && !own ? find_physical(s, m->kind, name) :
				      find_named(u, s, m->kind->one, own ? own : name);
	if (e)
		return e;
	if (own) {
		name = own;
		lo += from;
	} else if (outside && !is_other_sandbox(u, s, m, name)) {
		return NULL; // somebody else's
	}
	if (m->kind->on_mention)
		return outside ? NULL : entity_mentioned(u, (Scope *)s, m->kind, name, v->at);
	size_t n = strlen(name);
	if (at.lo == v->at.lo && n && lo + n <= spelled.n)
		at = (Span){ spelled.at[lo].file, spelled.at[lo].lo, spelled.at[lo + n - 1].hi };
	*meant = unknown(u, s, c, m, v, name, at);
	return NULL;
}

static void match_value(
	Unit *u, Entity *flow, const Field *f, const AslCall *c, const Match *m, const Value *v)
{
	if (!v || v->kind == V_BAD)
		return; // asl says that it is missing; `X.$` is known only when it runs
	const char *verb = m->call->verb;
	Entity *e = NULL;
	Entity *meant = NULL;
	bool qualified = false;
	if (v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_ATTR) {
		e = v->u.hole.val->u.attr.ent;
		if (e->kind != m->kind) {
			if (e->kind->op && e->kind->grant)
				say_wrong_kind(u, v->at,
					m->call->param ? m->call->param : "Resource", m->kind->one,
					v->u.hole.path);
			return;
		}
	} else {
		e = find_spelled(u, flow->scope, c, m, v, &qualified, &meant);
	}
	if (meant) // a mention, so that nobody says that nothing calls it
		edge_new(u, flow, meant, NULL, f, NULL, v->at, NULL);
	if (!e)
		return;
	Edge *edge = edge_new(u, flow, e, NULL, f, NULL, v->at, verb);
	if (edge) {
		edge->call = m->call;
		edge->val = qualified ? NULL : v; // an ARN with a version stays as it is written
		edge->sync = str_starts(c->pattern, ".sync");
	}
}

// A parameter that is left out means the one that is there in every account.
static void match_otherwise(Unit *u, Entity *flow, const Field *f, const Match *m, Span at)
{
	Scope *s = flow->scope;
	const char *name = m->call->otherwise;
	Entity *e = find_named(u, s, m->kind->one, name);
	if (!e)
		e = entity_mentioned(u, s, m->kind, name, at);
	Edge *edge = edge_new(u, flow, e, NULL, f, NULL, at, m->call->verb);
	if (edge)
		edge->call = m->call;
}

static void match_call(Unit *u, Entity *flow, const Field *f, const AslCall *c, const Match *m)
{
	const char *param = m->call->param;
	const char *of_each = param ? strstr(param, "[].") : NULL;
	if (!of_each) {
		match_value(u, flow, f, c, m, param ? value_get(c->params, param) : c->resource);
		return;
	}
	const Value *list =
		value_get(c->params, arena_copy(u->arena, param, (size_t)(of_each - param)));
	const char *member = of_each + strlen("[].");
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *v = value_get(list->u.item[i], member);
		if (v)
			match_value(u, flow, f, c, m, v);
		else if (m->call->otherwise && list->u.item[i]->kind == V_MAP &&
			!value_get(list->u.item[i], U_FORMAT(u, "%s.$", member)))
			match_otherwise(u, flow, f, m, list->u.item[i]->at);
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
