// link_access.c: `access`: names of entities and what may be done with them.
#include "link.h"

#include <string.h>

static bool has_verb(const Kind *k, const char *verb)
{
	for (const Grant *g = k->grant; g && g->verb; g++)
		if (str_eq(g->verb, verb))
			return true;
	return false;
}

static const char *verbs_of(Unit *u, const Kind *k)
{
	Buf b = { .arena = u->arena };
	for (const Grant *g = k->grant; g && g->verb; g++)
		if (!b.n || !word_in(b.s, g->verb, strlen(g->verb)))
			buf_printf(&b, "%s%s", b.n ? " " : "", g->verb);
	return b.s ? b.s : "";
}

static bool has_verbs(const Kind *k, const Value *verbs)
{
	for (uint32_t i = 0; i < verbs->n; i++)
		if (value_text(verbs->u.item[i]) && !has_verb(k, verbs->u.item[i]->u.s))
			return false;
	return true;
}

static void unknown_access(Unit *u, const Scope *s, const Pair *p)
{
	Buf to = { .arena = u->arena };
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->grant)
			buf_printf(&to, "%s%s", to.n ? " " : "", (*k)->one);
	if (name_lost(u, s, to.s, p->key))
		return;
	Diag *d = say_unknown_name(u, p->at, "entity that grants access", p->key);
	diag_label(d, "named here");
	say_candidates(u, s, to.s, d, p->key, p->at);
}

static void check_verbs(Unit *u, const Entity *e, const Value *verbs)
{
	for (uint32_t i = 0; i < verbs->n; i++) {
		const Value *v = verbs->u.item[i];
		if (!value_text(v) || has_verb(e->kind, v->u.s))
			continue;
		const char *list = verbs_of(u, e->kind);
		Diag *d = say_unknown_verb(
			u, v->at, v->u.s, U_FORMAT(u, "%s", e->kind->one), e->name);
		Nearest near = { .word = v->u.s };
		for (Word w = { .rest = list }; word_next(&w);)
			nearest_try(&near, arena_copy(u->arena, w.s, w.n));
		diag_line(d, "%s has: %s", with_article(u, e->kind->one), list);
		diag_nearest(d, &near, FIX_SAFE, value_part(u, v, 0, v->n));
		diag_related(d, e->at, "the %s is declared here", e->kind->one);
	}
}

void link_access(Unit *u, Entity *from, const Field *f, const Pair *p, const char *path)
{
	Value *verbs = p->val;
	Entity *found = NULL;
	Entity *other = NULL; // of this name, but without these verbs
	const char *name = p->key;
	const char *slash = strchr(name, '/');
	const Kind *only = slash ? kind_of(name, (size_t)(slash - name)) : NULL;
	if (only)
		name = slash + 1;
	if (verbs->kind != V_LIST)
		return;
	for (Entity *e = map_get(&from->scope->by_name, unit_sym(u, name)); e; e = e->same) {
		if (!e->kind->grant || (only && e->kind != only) || e == from)
			continue;
		if (!has_verbs(e->kind, verbs)) {
			other = e;
		} else if (found) {
			say_ambiguous_name(u, p->at, name,
				U_FORMAT(u, "%s or %s; write `%s/%s` or `%s/%s`",
					with_article(u, found->kind->one),
					with_article(u, e->kind->one), found->kind->one, name,
					e->kind->one, name));
			return;
		} else {
			found = e;
		}
	}
	if (!found && other) { // what was meant may be refused
		if (!name_lost(u, from->scope, NULL, p->key))
			check_verbs(u, other, verbs);
		return;
	}
	if (!found) {
		unknown_access(u, from->scope, p);
		return;
	}
	for (uint32_t i = 0; i < verbs->n; i++)
		if (value_text(verbs->u.item[i]))
			edge_new(u, from, found, find_link(from->kind, path, found->kind), f, NULL,
				p->at,
				arena_copy(u->arena, verbs->u.item[i]->u.s, verbs->u.item[i]->n));
}
