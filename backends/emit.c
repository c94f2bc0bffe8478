// emit.c: what the printers of resources share.
#include "emit.h"

#include <stdlib.h>
#include <string.h>

static bool below(const Module *m, const Module *top)
{
	while (m && m != top)
		m = m->parent;
	return m != NULL;
}

// `{{resolve:…}}`; what it names may be an attribute of another resource.
static Value *dynamic_reference(Unit *u, const Resource *data, const char *form, Span at)
{
	size_t n = strcspn(form, "*");
	Value *piece[] = { value_format(u->arena, at, "{{resolve:%.*s", (int)n, form), data->arg[0],
		value_format(u->arena, at, "%s}}", form + n + (form[n] == '*')) };
	return value_join(u->arena, at, piece, COUNT(piece));
}

Reach reach(Unit *u, const Module *m, const Value *ref, Backend b)
{
	Resource *r = ref->u.ref.res;
	const Attr *a = ref->u.ref.attr;
	Reach out = { .how = REACH_RES, .res = r, .attr = a };
	const char *how = a ? (b == CFN ? a->cfn : a->tf) : NULL;
	if (a && (ref->form[b] == FORM_SPELLED || !how)) {
		if (!a->spell)
			die("%s.%s has no form here", r->id, a->name);
		out.how = REACH_VALUE;
		out.val = eval(u, r, a->spell);
		return out;
	}
	if (how && str_starts(how, "resolve ")) {
		out.how = REACH_VALUE;
		out.val = dynamic_reference(u, r, how + strlen("resolve "), ref->at);
		return out;
	}
	const Module *home = resource_home(r, b);
	if (home != m && !(r->op->flags & OP_DATA)) {
		for (uint32_t i = 0; i < m->nchild; i++)
			if (below(home, m->child[i])) {
				out.how = REACH_CHILD;
				out.child = m->child[i];
				out.output = map_get(&m->child[i]->exported, module_key(u, r, a));
				return out;
			}
		out.how = REACH_INPUT;
		out.input = map_get(&m->import, module_key(u, r, a));
		if (!out.input)
			die("%s.%s is out of reach of %s", r->id, a ? a->name : "", m->name);
		return out;
	}
	if (how && *how == '=') {
		out.how = REACH_VALUE;
		out.val = eval(u, r, how);
	}
	return out;
}

static int by_key(const void *a, const void *b)
{
	return strcmp(((const Pair *)a)->key, ((const Pair *)b)->key);
}

static void lay_over(Unit *u, Value *map, const Value *over)
{
	for (uint32_t i = 0; over && i < over->n; i++) {
		const Pair *p = &over->u.pair[i];
		Pair *old = (Pair *)value_pair(map, p->key);
		if (old)
			*old = *p;
		else
			U_PUSH(u, map->u.pair, map->n, *p);
	}
}

Value *tags_of(Unit *u, const Resource *r, bool common)
{
	const Scope *s = r->from->scope;
	Value *map = value_map(u->arena, r->from->at);
	if (common) {
		lay_over(u, map, s->tag);
	} else if (s != u->scope[0]) {
		for (uint32_t i = 0; s->tag && i < s->tag->n; i++) {
			const Pair *p = &s->tag->u.pair[i];
			if (!value_equal(p->val, value_get(u->scope[0]->tag, p->key)))
				U_PUSH(u, map->u.pair, map->n, *p);
		}
	}
	lay_over(u, map, r->tags);
	if (map->n)
		qsort(map->u.pair, map->n, sizeof *map->u.pair, by_key);
	return map->n ? map : NULL;
}
