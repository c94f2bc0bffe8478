// cfn_depends.c: what a resource of a template has to wait for beside what it refers to.
#include "emit.h"

#include <stdlib.h>
#include <string.h>

typedef struct Around {
	Unit *u;
	const Hosted *hosted;
	const Module *m; // whose template is printed
} Around;

// Whether the value refers to resource `id`, so that a dependency on it would be said twice.
static bool refers(const Value *v, const char *id)
{
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			if (refers(v->u.item[i], id))
				return true;
		return false;
	}
	if (v->kind != V_MAP)
		return false;
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		if (str_eq(p->key, "Ref") && value_is(p->val, id))
			return true;
		if (str_eq(p->key, "Fn::GetAtt") && p->val->kind == V_LIST &&
			value_is(p->val->u.item[0], id))
			return true;
		if (str_eq(p->key, "Fn::Sub") && p->val->kind == V_STR) {
			size_t n = strlen(id);
			for (const char *s = p->val->u.s; (s = strstr(s, "${")); s += 2)
				if (strncmp(s + 2, id, n) == 0 &&
					(s[2 + n] == '}' || s[2 + n] == '.'))
					return true;
		}
		if (refers(p->val, id))
			return true;
	}
	return false;
}

static Resource *top(Resource *r)
{
	while (r->host[CFN])
		r = r->host[CFN];
	return r;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// What stands for a resource in this template: itself, or the nested stack that it is in.
static const char *id_here(const Around *p, const Resource *r)
{
	const Module *home = resource_home(r, CFN);
	while (home && home != p->m && home->parent != p->m)
		home = home->parent;
	return !home ? NULL : home == p->m ? r->id : home->id;
}

static void add_depends(const Around *p, const Resource *r, const char *self, const Value *props,
	const char ***id, uint32_t *n)
{
	for (uint32_t i = 0; i < r->ndep; i++) {
		const Resource *on = top(r->dep[i].on);
		const char *to = r->dep[i].in[CFN] && on->op->cfn ? id_here(p, on) : NULL;
		bool known = !to || str_eq(to, self) || (props && refers(props, to));
		for (uint32_t j = 0; j < *n && !known; j++)
			known = str_eq((*id)[j], to);
		if (!known)
			U_PUSH(p->u, *id, *n, to);
	}
	const HostedList *in = map_get(&p->hosted->of, r);
	for (uint32_t i = 0; in && i < in->n; i++)
		add_depends(p, in->res[i], self, props, id, n);
}

static Value *id_list(const Around *p, const char **id, uint32_t n, Span at)
{
	if (!n)
		return NULL;
	qsort(id, n, sizeof *id, by_text);
	Value *list = value_list(p->u->arena, at);
	for (uint32_t i = 0; i < n; i++)
		value_push(p->u->arena, list, value_str(p->u->arena, id[i], at));
	return n == 1 ? list->u.item[0] : list;
}

Value *cfn_depends_on(
	Unit *u, const Hosted *hosted, const Module *m, const Resource *r, const Value *props)
{
	Around p = { u, hosted, m };
	const char **id = NULL;
	uint32_t n = 0;
	add_depends(&p, r, r->id, props, &id, &n);
	return id_list(&p, id, n, r->from->at);
}

// A nested stack waits for what any of its resources waits for.
Value *cfn_stack_depends_on(
	Unit *u, const Hosted *hosted, const Module *m, const Module *child, const Value *props)
{
	Around p = { u, hosted, m };
	const char **id = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < child->nres; i++)
		if (child->res[i]->op->cfn && !child->res[i]->host[CFN])
			add_depends(&p, child->res[i], child->id, props, &id, &n);
	return id_list(&p, id, n, child->scope->at);
}
