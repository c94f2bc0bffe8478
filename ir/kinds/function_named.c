// function_named.c: whether functions may use what their code names.
#include "function_source.h"

#include "../iam.h"

#include <string.h>

// ---- Rights -----------------------------------------------------------------------------------------------

// Whether statements of the author's allow one of the actions, on whatever.
static bool written(Unit *u, const Value *policy, const char *actions)
{
	for (Word w = { .rest = policy ? actions : NULL }; word_next(&w);)
		if (iam_mentions(u, policy, arena_copy(u->arena, w.s, w.n)))
			return true;
	return false;
}

static bool by_edge(const Entity *function, const Entity *to, const char *verb)
{
	for (uint32_t i = 0; i < function->nout; i++) {
		const Edge *e = function->out[i];
		const char *has = e->verb ? e->verb : e->link ? e->link->verb : NULL;
		if (e->to == to && has && (!verb || str_eq(has, verb)))
			return true;
	}
	for (uint32_t i = 0; i < function->nin; i++) // it is given what it polls
		if (function->in[i]->from == to &&
			(!verb || (function->in[i]->link && str_eq(verb, "consume"))))
			return true;
	return false;
}

static bool may(Unit *u, const Entity *function, const Entity *to, const char *verb)
{
	if (by_edge(function, to, verb))
		return true;
	for (const Entity *same = map_get(&function->scope->by_name, function->name); same;
		same = same->same)
		if (same != function && by_edge(same, to, verb)) // the container it runs as
			return true;
	for (const Grant *g = to->kind->grant; g && g->verb; g++)
		if ((!verb || str_eq(g->verb, verb)) && g->actions &&
			(written(u, rec_get(function->rec, "statements"), g->actions) ||
				written(u, function->role, g->actions)))
			return true;
	return false;
}

// ---- Saying it ----------------------------------------------------------------------------------------------

static bool excused(Unit *u, const File *f, const Hit *h)
{
	const char *verb = h->use ? h->use->verb : NULL;
	for (uint32_t i = 0; i < f->nuser; i++)
		for (const Named *x = h->named; x; x = x->next)
			if ((!h->use || str_eq(h->use->kind, x->ent->kind->one)) &&
				may(u, f->user[i], x->ent, verb))
				return true;
	return false;
}

static const char *verbs_of(Unit *u, const Entity *to)
{
	Buf b = { .arena = u->arena };
	for (const Grant *g = to->kind->grant; g && g->verb; g++)
		if (!b.n || !strstr(b.s, g->verb))
			buf_printf(&b, "%s%s", b.n ? ", " : "", g->verb);
	return b.s ? b.s : "";
}

static void say_hit(Unit *u, const File *f, const Hit *h, Span file)
{
	const Named *named = h->named;
	while (h->use && named->next && !str_eq(named->ent->kind->one, h->use->kind))
		named = named->next;
	const Entity *to = named->ent;
	const Entity *function = f->user[0];
	Span at = { file.file, file.lo + h->at, file.lo + h->at + h->n };
	Diag *d = say_named_without_right(u, at, U_FORMAT(u, "%s `%s`", to->kind->one, to->name),
		U_FORMAT(u, "function `%s`", function->name), h->use ? h->use->said : "use");
	diag_related(d, to->at, "the %s", to->kind->one);
	const Value *access = rec_get(function->rec, "access");
	const Pair *p = value_pair(access, to->name);
	if (p || (access && access->kind == V_MAP && access->n))
		diag_related(d, p ? p->at : access->u.pair[0].at, "what function `%s` may do%s",
			function->name, p ? " with it" : "");
	else
		diag_related(d, function->at, "function `%s` has no `access`", function->name);
	if (p && h->use && h->use->verb)
		diag_line(d, "add `%s` to what its `access` says of `%s`", h->use->verb, to->name);
	else if (h->use && h->use->verb)
		diag_line(d, "write `%s: %s` into its `access`", to->name, h->use->verb);
	else
		diag_line(d, "write `%s` into its `access`, with what it does: %s", to->name,
			verbs_of(u, to));
}

void named_judge(Unit *u, File *f)
{
	for (uint32_t i = 0; i < f->nhit; i++) {
		if (excused(u, f, &f->hit[i]))
			continue;
		u->about_kind = f->user[0]->kind->one;
		u->about_name = f->user[0]->name;
		say_hit(u, f, &f->hit[i], source_span(u, f));
	}
}
