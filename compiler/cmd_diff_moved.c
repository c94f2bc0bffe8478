// cmd_diff_moved.c: topologies whose folder was moved.
#include "cmd_diff.h"

const char *topology_name(const TopologyDiff *t)
{
	const Unit *u = t->unit[NEW_SIDE] ? t->unit[NEW_SIDE] : t->unit[OLD];
	return u->nscope ? u->scope[0]->name : *t->dir ? t->dir : ".";
}

// The only one of its name that is only on this side, or NULL.
static TopologyDiff *only_one(const DiffReport *r, int side, const char *name)
{
	TopologyDiff *found = NULL;
	for (uint32_t i = 0; i < r->n; i++) {
		TopologyDiff *t = &r->item[i];
		if (!t->unit[side] || t->unit[1 - side] || !str_eq(topology_name(t), name))
			continue;
		if (found)
			return NULL;
		found = t;
	}
	return found;
}

// A topology is deployed by its name: one whose folder was moved is the same.
void diff_pair_moved(DiffReport *r)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		TopologyDiff *t = &r->item[i];
		if (t->unit[OLD] || !t->unit[NEW_SIDE] || !t->unit[NEW_SIDE]->nscope ||
			only_one(r, NEW_SIDE, topology_name(t)) != t)
			continue;
		TopologyDiff *old = only_one(r, OLD, topology_name(t));
		if (!old)
			continue;
		t->unit[OLD] = old->unit[OLD];
		t->tree[OLD] = old->tree[OLD];
		t->moved = old->dir;
		old->unit[OLD] = NULL;
		old->tree[OLD] = NULL;
	}
	for (uint32_t i = 0; i < r->n; i++)
		if (r->item[i].unit[OLD] || r->item[i].unit[NEW_SIDE])
			r->item[kept++] = r->item[i];
	r->n = kept;
}
