// tree.c: places the values of a resource's rows by their paths (the grammar stands above Prop in
// ir/ir.h).
#include "tree.h"

#include <string.h>

Hosted hosted_of(Unit *u, Backend b)
{
	Hosted h = { u, b, { .arena = u->arena } };
	for (uint32_t i = 0; i < u->nres; i++) {
		Resource *r = u->res[i];
		if (!r->host[b])
			continue;
		HostedList *list = map_get(&h.of, r->host[b]);
		if (!list) {
			list = U_NEW(u, HostedList);
			map_put(&h.of, r->host[b], list);
		}
		U_PUSH(u, list->res, list->n, r);
	}
	return h;
}

typedef struct Segment {
	const char *name;
	enum { PLAIN, INDEX, FRESH } at; // no bracket, [n], [+]
	bool block;                      // braces
	uint32_t index;
	uint8_t as;
} Segment;

static uint8_t suffix(const char **s)
{
	static const char *const word[] = {
		[AS_JSON] = "json", [AS_SUBST] = "subst", [AS_STR] = "str", [AS_B64] = "b64"
	};
	if (**s != ':')
		return AS_IS;
	size_t n = strcspn(*s + 1, ".[");
	for (uint8_t i = AS_JSON; i < COUNT(word); i++)
		if (strlen(word[i]) == n && memcmp(*s + 1, word[i], n) == 0) {
			*s += 1 + n;
			return i;
		}
	die("path suffix `%s`", *s);
}

static Segment next_segment(Arena *a, const char **s)
{
	Segment seg = { .at = PLAIN };
	size_t n = strcspn(*s, ".[{:");
	seg.name = arena_copy(a, *s, n);
	*s += n;
	seg.as = suffix(s);
	if (**s == '[' || **s == '{') {
		seg.block = **s == '{';
		(*s)++;
		if (**s == '+') {
			seg.at = FRESH;
			(*s)++;
		} else if (**s != '}') {
			seg.at = INDEX;
			while (**s >= '0' && **s <= '9')
				seg.index = seg.index * 10 + (uint32_t)(*(*s)++ - '0');
		}
		(*s)++;
	}
	if (**s == '.')
		(*s)++;
	return seg;
}

Node *node_get(const Node *map, const char *name)
{
	for (uint32_t i = 0; map && i < map->n; i++)
		if (str_eq(map->child[i]->name, name))
			return map->child[i];
	return NULL;
}

static Node *new_node(Unit *u, Node *parent, NodeKind kind, const char *name, bool block)
{
	Node *n = U_NEW(u, Node);
	n->kind = kind;
	n->name = name;
	n->block = block;
	U_PUSH(u, parent->child, parent->n, n);
	return n;
}

// The n-th block of a name, or the n-th element of a list.
static Node *nth(Unit *u, Node *in, const Segment *seg, bool list)
{
	uint32_t seen = 0;
	for (uint32_t i = 0; i < in->n && seg->at != FRESH; i++) {
		if (!list && !str_eq(in->child[i]->name, seg->name))
			continue;
		if (seen++ == seg->index)
			return in->child[i];
	}
	return new_node(u, in, NODE_MAP, list ? NULL : seg->name, !list);
}

static Node *step(Unit *u, Node *at, const Segment *seg)
{
	if (at->kind == NODE_LEAF)
		die("path goes through a value at `%s`", seg->name);
	if (seg->block)
		return nth(u, at, seg, false);
	Node *n = *seg->name ? node_get(at, seg->name) : at;
	if (!n)
		n = new_node(u, at, seg->at == PLAIN ? NODE_MAP : NODE_LIST, seg->name, false);
	if (seg->as)
		n->as = seg->as;
	return seg->at == PLAIN ? n : nth(u, n, seg, true);
}

static Node *walk(Unit *u, Node *at, const char *path)
{
	while (*path) {
		Segment seg = next_segment(u->arena, &path);
		at = step(u, at, &seg);
	}
	return at;
}

static void place(Unit *u, Node *root, const char *path, Value *v)
{
	Node *n = walk(u, root, path);
	n->kind = NODE_LEAF;
	n->leaf = v;
	n->at = v->at;
}

static void add_rows(const Hosted *h, Resource *r, PropertyTree *t, Node *at)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++) {
		const char *path = h->backend == CFN ? r->op->prop[i].cfn : r->op->prop[i].tf;
		if (!path || !r->arg[i])
			continue;
		if (*path == '@')
			place(h->u, t->attributes, path + 1, r->arg[i]);
		else
			place(h->u, at, path, r->arg[i]);
	}
	const HostedList *list = map_get(&h->of, r);
	for (uint32_t i = 0; list && i < list->n; i++) {
		Resource *in = list->res[i];
		const char *type = h->backend == CFN ? in->op->cfn : in->op->tf;
		const char *colon = strchr(type, ':');
		add_rows(h, in, t, colon ? walk(h->u, at, colon + 1) : at);
	}
}

PropertyTree tree_of(const Hosted *h, Resource *r)
{
	PropertyTree t = { U_NEW(h->u, Node), U_NEW(h->u, Node) };
	add_rows(h, r, &t, t.properties);
	return t;
}
