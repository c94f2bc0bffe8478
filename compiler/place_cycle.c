// place_cycle.c: no resource may wait for itself.
//
// CloudFormation orders resources by their references; where they form a circle, it refuses the
// template (a bucket notifies a function whose role names the bucket). The way out is to spell a
// name that is known instead of asking the resource for it. Which references may be spelled is in
// the attribute's row (Attr.spell), how readily in the property's (Prop.soft).
//
// For each module and backend: find the strongly connected components (Tarjan, iterative); inside
// one, spell the references of the softest class that occurs; repeat. Every round removes a class,
// so the work is linear in the references. What is left is a circle of our own making: die.
#include "place.h"

#include "pass.h"

#include <string.h>

enum { SOFTEST = 3 };

typedef struct Graph {
	Unit *u;
	Module *module;
	Backend backend;
	// Nodes: resources with a type of their own, and child modules after them.
	uint32_t n, nres;
	Resource **res;
	struct Arc **arc;
	uint32_t *narc;
	uint32_t *component; // of each node
	uint32_t *size;      // of each component
	uint32_t ncomponent;
	uint32_t from; // node whose values are walked
} Graph;

typedef struct Arc {
	uint32_t to;
	Value *ref; // NULL: an explicit dependency
} Arc;

// The resource that stands for r in this backend: itself, or the one that holds its rows.
static Resource *top(Resource *r, Backend b)
{
	while (r->host[b])
		r = r->host[b];
	return r;
}

static bool has_node(const Resource *r, Backend b)
{
	return (b == CFN ? r->op->cfn : r->op->tf) && !r->host[b] && !(r->op->flags & OP_DATA);
}

static uint32_t node_of(const Graph *g, Resource *r)
{
	r = top(r, g->backend);
	Module *home = resource_home(r, g->backend);
	if (home == g->module)
		return has_node(r, g->backend) ? r->mark : UINT32_MAX;
	for (uint32_t i = 0; i < g->module->nchild; i++)
		if (module_below(home, g->module->child[i]))
			return g->nres + i;
	return UINT32_MAX;
}

static void add_arc(void *ctx, Value *v, unsigned in)
{
	Graph *g = ctx;
	if (v->kind != V_REF || !(in & 1u << g->backend) || v->form[g->backend] == FORM_SPELLED)
		return;
	if (v->u.ref.res->op->flags & OP_DATA) {
		data_source_walk(v->u.ref.res, add_arc, g, in);
		return;
	}
	uint32_t to = node_of(g, v->u.ref.res);
	if (to != UINT32_MAX && to != g->from)
		U_PUSH(g->u, g->arc[g->from], g->narc[g->from], ((Arc){ to, v }));
	if (to != g->from || g->from >= g->nres)
		return;
	// A resource cannot ask itself.
	v->form[g->backend] = FORM_SPELLED;
	if (can_spell(g->u, v))
		return;
	say_resource_self(g->u, v->at,
		U_FORMAT(g->u, "%s `%s`", v->u.ref.res->from->kind->one, v->u.ref.res->from->name));
	v->form[CFN] = v->form[TF] = FORM_SPELLED; // once is enough
}

static void add_resource_arcs(Graph *g, Resource *r)
{
	resource_walk(r, add_arc, g);
	for (uint32_t i = 0; i < r->ndep; i++) {
		uint32_t to = r->dep[i].in[g->backend] ? node_of(g, r->dep[i].on) : UINT32_MAX;
		if (to != UINT32_MAX && to != g->from)
			U_PUSH(g->u, g->arc[g->from], g->narc[g->from], ((Arc){ to, NULL }));
	}
}

static void add_module_arcs(Graph *g, Module *m)
{
	for (uint32_t i = 0; i < g->u->nres; i++)
		if (module_below(resource_home(g->u->res[i], g->backend), m))
			add_resource_arcs(g, g->u->res[i]);
}

static void build(Graph *g)
{
	Unit *u = g->u;
	g->nres = 0;
	g->res = NEW_N(u->arena, Resource *, g->module->nres + 1);
	for (uint32_t i = 0; i < g->module->nres; i++)
		if (has_node(g->module->res[i], g->backend) &&
			resource_home(g->module->res[i], g->backend) == g->module) {
			g->module->res[i]->mark = g->nres;
			g->res[g->nres++] = g->module->res[i];
		}
	g->n = g->nres + g->module->nchild;
	g->arc = NEW_N(u->arena, Arc *, g->n + 1);
	g->narc = NEW_N(u->arena, uint32_t, g->n + 1);
	g->component = NEW_N(u->arena, uint32_t, g->n + 1);
	g->size = NEW_N(u->arena, uint32_t, g->n + 1);
	for (uint32_t i = 0; i < u->nres; i++) {
		Resource *r = u->res[i];
		if (resource_home(r, g->backend) != g->module)
			continue;
		g->from = node_of(g, r);
		if (g->from != UINT32_MAX)
			add_resource_arcs(g, r);
	}
	for (uint32_t i = 0; i < g->module->nchild; i++) {
		g->from = g->nres + i;
		add_module_arcs(g, g->module->child[i]);
	}
}

// Tarjan's algorithm with a stack of its own: a chain of resources may be long.
static void find_components(Graph *g)
{
	Arena *a = g->u->arena;
	uint32_t *index = NEW_N(a, uint32_t, g->n + 1); // 0: not seen
	uint32_t *low = NEW_N(a, uint32_t, g->n + 1);
	uint32_t *next = NEW_N(a, uint32_t, g->n + 1); // arc to look at next
	uint32_t *call = NEW_N(a, uint32_t, g->n + 1);
	uint32_t *open = NEW_N(a, uint32_t, g->n + 1);
	bool *is_open = NEW_N(a, bool, g->n + 1);
	uint32_t ncall = 0;
	uint32_t nopen = 0;
	uint32_t count = 0;
	g->ncomponent = 0;
	for (uint32_t start = 0; start < g->n; start++) {
		if (index[start])
			continue;
		call[ncall++] = start;
		while (ncall) {
			uint32_t v = call[ncall - 1];
			if (!index[v]) {
				index[v] = low[v] = ++count;
				open[nopen++] = v;
				is_open[v] = true;
			}
			if (next[v] < g->narc[v]) {
				uint32_t w = g->arc[v][next[v]++].to;
				if (!index[w])
					call[ncall++] = w;
				else if (is_open[w] && index[w] < low[v])
					low[v] = index[w];
				continue;
			}
			if (low[v] == index[v]) {
				g->size[g->ncomponent] = 0;
				for (uint32_t w = UINT32_MAX; w != v;) {
					w = open[--nopen];
					is_open[w] = false;
					g->component[w] = g->ncomponent;
					g->size[g->ncomponent]++;
				}
				g->ncomponent++;
			}
			ncall--;
			if (ncall && low[v] < low[call[ncall - 1]])
				low[call[ncall - 1]] = low[v];
		}
	}
}

// Spells the references of one class inside circles; returns whether a circle was there.
static bool spell_class(Graph *g, uint32_t soft, bool *changed)
{
	bool circle = false;
	for (uint32_t v = 0; v < g->n; v++) {
		if (g->size[g->component[v]] < 2)
			continue;
		circle = true;
		for (uint32_t i = 0; i < g->narc[v]; i++) {
			const Arc *arc = &g->arc[v][i];
			if (g->component[arc->to] != g->component[v] || !arc->ref ||
				arc->ref->n != soft || !can_spell(g->u, arc->ref))
				continue;
			arc->ref->form[g->backend] = FORM_SPELLED;
			*changed = true;
		}
	}
	return circle;
}

// What the author wrote that holds the circle of node v together, and who stands in it.
static bool say_circle(Graph *g, uint32_t v)
{
	Diag *d = NULL;
	Buf b = { .arena = g->u->arena };
	for (uint32_t w = v; w < g->nres; w++)
		if (g->component[w] == g->component[v] && g->res[w]->from)
			buf_printf(&b, "%s%s `%s`", b.n ? ", " : "", g->res[w]->from->kind->one,
				g->res[w]->from->name);
	for (uint32_t w = v; w < g->nres; w++)
		for (uint32_t i = 0; g->component[w] == g->component[v] && i < g->narc[w]; i++) {
			const Arc *arc = &g->arc[w][i];
			if (g->component[arc->to] != g->component[v] || !arc->ref ||
				!arc->ref->at.file || can_spell(g->u, arc->ref))
				continue;
			if (d)
				diag_related(d, arc->ref->at, "and this");
			else
				d = say_resource_circle(g->u, arc->ref->at, b.s);
		}
	return d;
}

static void name_circle(Graph *g)
{
	for (uint32_t i = 0; i < g->module->nchild; i++)
		if (g->module->child[i]->is_part) {
			say_parts_circle(g->u, g->module->scope->at, g->module->scope->name);
			return;
		}
	for (uint32_t v = 0; v < g->nres; v++)
		if (g->size[g->component[v]] > 1) {
			if (!say_circle(g, v))
				die("%s waits for itself in %s", g->res[v]->id,
					g->backend == CFN ? "CloudFormation" : "Terraform");
			return;
		}
}

void place_cycles(Unit *u)
{
	for (uint32_t i = 0; i < u->nmodule; i++)
		for (int b = 0; b < (u->module[i]->is_part ? TF : BACKENDS); b++) {
			Graph g = { .u = u, .module = u->module[i], .backend = (Backend)b };
			build(&g);
			find_components(&g);
			for (uint32_t soft = SOFTEST + 1; soft-- > 0;) {
				bool changed = false;
				if (!spell_class(&g, soft, &changed))
					break;
				if (changed) {
					build(&g);
					find_components(&g);
				}
				if (!soft) {
					changed = false;
					if (spell_class(&g, SOFTEST + 1, &changed)) {
						name_circle(&g);
						return;
					}
				}
			}
		}
}
