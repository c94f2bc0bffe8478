// check_topology.c: what a topology says of itself, against what is there.
#include "check.h"
#include "load.h"

#include <string.h>

static bool has_kind(const Scope *s, const Kind *k)
{
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == k && !s->ent[i]->off)
			return true;
	return false;
}

static void check_kind(Unit *u, const Scope *s)
{
	const Value *said = rec_get(s->rec, "kind");
	for (const Kind *const *k = kinds; *k && said; k++)
		if ((*k)->topology && value_is(said, (*k)->topology) && !has_kind(s, *k) &&
			!s->refused.n)
			say_topology_kind(u, said->at, said->u.s, (*k)->one);
}

static void check_nodes(Unit *u, const Scope *s)
{
	uint32_t n;
	Value **dir = rec_list(s->rec, "nodes.dirs", &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *path = value_text(dir[i]) ? load_path(u, dir[i]) : NULL;
		uint32_t found = 0;
		if (!path)
			continue;
		load_find(u->tree, u->arena, path, &found);
		if (!found)
			say_no_nested_topology(u, dir[i]->at, path);
	}
}

static void check_ignored(Unit *u, const Scope *s)
{
	uint32_t n;
	Value **dir = rec_list(s->rec, "nodes.ignore", &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *text = value_text(dir[i]);
		const char *path = text ? path_join(u->arena, s->dir, text) : NULL;
		uint32_t found = 0;
		if (path)
			load_find(u->tree, u->arena, path, &found);
		if (path && !found)
			say_ignored_no_topology(u, dir[i]->at, text);
	}
}

void check_topology(Unit *u, const Scope *s)
{
	u->about_topology = s->name;
	check_kind(u, s);
	check_nodes(u, s);
	check_ignored(u, s);
}

// An environment that none of the vars files knows is likely a misspelt `-e`.
void check_environment(Unit *u)
{
	const char *env = u->opt->env;
	Nearest near = { .word = env };
	const Value *first = NULL;
	for (uint32_t i = 0; env && i < u->nscope; i++)
		for (uint32_t j = 0; j < u->scope[i]->nfound; j++) {
			const Value *vars = u->scope[i]->found[j]->vars;
			if (!vars || vars->kind != V_MAP)
				continue;
			if (value_get(vars, env))
				return;
			first = first ? first : vars;
			for (uint32_t b = 0; b < vars->n; b++)
				if (!str_eq(vars->u.pair[b].key, "$schema"))
					nearest_try(&near, vars->u.pair[b].key);
		}
	if (!first)
		return;
	Diag *d = say_unknown_environment(u, (Span){ first->at.file, 0, 0 }, env);
	if (near.best)
		diag_line(d, "there is a block `%s`", near.best);
}
