// place_split.c: a topology that no template has room for becomes a template and parts of it, which
// are nested stacks. Terraform has no such limit and is left alone.
//
// Moving a resource to another stack replaces it, so where one stands must not depend on what else
// the topology holds. What keeps data stays where it is, and so does what others wait for or ask for
// something that cannot be spelled; of the rest, entity by entity, its name alone decides the part.
// There are eight parts, or sixty-four where eight are not enough.
//
// Limits: CloudFormation user guide, "Understand CloudFormation quotas".
#include "pass.h"
#include "place.h"

#include <string.h>

enum {
	MOST_RESOURCES = 500,
	MOST_BYTES = 1000000,
	MOST_PORTS = 200, // parameters, and outputs
	FEW_PARTS = 8,
	MANY_PARTS = 64,
	ABOUT_A_ROW = 60, // bytes of a property beside its strings, printed
};

static bool stands(const Resource *r)
{
	return r->op->cfn && !r->host[CFN] && !(r->op->flags & OP_DATA);
}

static size_t value_bytes(const Value *v)
{
	size_t n = ABOUT_A_ROW;
	if (!v)
		return 0;
	switch ((ValueKind)v->kind) {
	case V_STR: return n + strlen(v->u.s);
	case V_LIST:
	case V_JOIN:
	case V_TEXT:
		for (uint32_t i = 0; i < v->n; i++)
			n += value_bytes(v->u.item[i]);
		return n;
	case V_MAP:
		for (uint32_t i = 0; i < v->n; i++)
			n += strlen(v->u.pair[i].key) + value_bytes(v->u.pair[i].val);
		return n;
	default: return n;
	}
}

static size_t resource_bytes(const Resource *r)
{
	size_t n = 0;
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		n += r->op->prop[i].cfn ? value_bytes(r->arg[i]) : 0;
	return n;
}

// ---- What may move ------------------------------------------------------------------------------

typedef struct Pinning {
	Unit *u;
	const Resource *who;
	Map *pinned;   // entity to itself
	Map *followed; // resource to the entity whose part it goes to
} Pinning;

static void pin(Pinning *p, Entity *e)
{
	map_put(p->pinned, e, e);
}

static void pin_asked(void *ctx, Value *v, unsigned in)
{
	Pinning *p = ctx;
	if (v->kind != V_REF || !(in & IN_CFN) || v->u.ref.res->from == p->who->from ||
		can_spell(p->u, v))
		return;
	pin(p, v->u.ref.res->from);
}

// The one other entity that a resource waits for, or NULL: none or several.
static Entity *awaited(const Resource *r)
{
	Entity *one = NULL;
	for (uint32_t i = 0; i < r->ndep; i++) {
		Entity *e = r->dep[i].on->from;
		if (!r->dep[i].in[CFN] || e == r->from || e == one)
			continue;
		if (one)
			return NULL;
		one = e;
	}
	return one;
}

static void unfollow_asked(void *ctx, Value *v, unsigned in)
{
	Pinning *p = ctx;
	if (v->kind == V_REF && (in & IN_CFN) && v->u.ref.res != p->who && !can_spell(p->u, v))
		map_put(p->followed, v->u.ref.res, NULL);
}

// A queue keeps data and stays, but the event source mapping that is made with it waits for the role of
// the function that works it off: it goes where the function goes, unless something waits for it.
static void follow_all(Pinning *p)
{
	Unit *u = p->u;
	for (uint32_t i = 0; i < u->nres; i++)
		if (u->res[i]->op->flags & OP_STATEFUL)
			pin(p, u->res[i]->from);
	for (uint32_t i = 0; i < u->nres; i++) {
		Resource *r = u->res[i];
		Entity *to = awaited(r);
		if (to && stands(r) && !(r->op->flags & (OP_STATEFUL | OP_SHARED)) &&
			map_get(p->pinned, r->from))
			map_put(p->followed, r, to);
	}
	for (uint32_t i = 0; i < u->nres; i++) {
		const Resource *r = p->who = u->res[i];
		resource_walk(r, unfollow_asked, p);
		for (uint32_t j = 0; j < r->ndep; j++)
			if (r->dep[j].in[CFN])
				map_put(p->followed, r->dep[j].on, NULL);
	}
}

static void pin_all(Unit *u, Map *pinned, Map *followed)
{
	Pinning p = { .u = u, .pinned = pinned, .followed = followed };
	follow_all(&p);
	for (uint32_t i = 0; i < u->nres; i++) {
		const Resource *r = p.who = u->res[i];
		resource_walk(r, pin_asked, &p);
		for (uint32_t j = 0; j < r->ndep && !map_get(followed, r); j++)
			if (r->dep[j].in[CFN] && r->dep[j].on->from != r->from)
				pin(&p, r->dep[j].on->from);
	}
}

// The entity whose name decides on the part of a resource, or NULL: it stays.
static const Entity *mover(const Resource *r, const Map *pinned, const Map *followed)
{
	const Entity *to = map_get(followed, r);
	if (!stands(r) || r->op->flags & OP_SHARED)
		return NULL;
	to = to ? to : r->from;
	return map_get(pinned, to) ? NULL : to;
}

// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
static uint32_t part_of(const Entity *e, uint32_t parts)
{
	uint32_t hash = 2166136261u;
	for (const char *s = e->id ? e->id : e->name; *s; s++)
		hash = (hash ^ (uint8_t)*s) * 16777619u;
	return hash % parts;
}

// ---- Splitting ------------------------------------------------------------------------------------

static Resource *top(Resource *r)
{
	while (r->host[CFN])
		r = r->host[CFN];
	return r;
}

static Module *new_part(Unit *u, Module *m, uint32_t number)
{
	Module *part = U_NEW(u, Module);
	part->name = U_FORMAT(u, "part%u", number + 1);
	for (uint32_t i = 0; i < m->nchild; i++) // a nested topology may have taken the name
		if (str_eq(m->child[i]->name, part->name))
			part->name = U_FORMAT(u, "part-%u", number + 1);
	part->scope = m->scope;
	part->parent = m;
	part->is_part = true;
	part->index = u->nmodule;
	part->import.arena = u->arena;
	U_PUSH(u, u->module, u->nmodule, part);
	U_PUSH(u, m->child, m->nchild, part);
	return part;
}

static bool is_too_much(uint32_t n, size_t bytes)
{
	return n > MOST_RESOURCES || bytes > MOST_BYTES;
}

static uint32_t parts_needed(const Module *m, const Map *pinned, const Map *followed)
{
	uint32_t n[FEW_PARTS] = { 0 };
	size_t bytes[FEW_PARTS] = { 0 };
	for (uint32_t i = 0; i < m->nres; i++) {
		const Resource *r = m->res[i];
		const Entity *e = mover(r, pinned, followed);
		if (!e)
			continue;
		uint32_t part = part_of(e, FEW_PARTS);
		n[part]++;
		bytes[part] += resource_bytes(r);
	}
	for (uint32_t i = 0; i < FEW_PARTS; i++)
		if (is_too_much(n[i], bytes[i]))
			return MANY_PARTS;
	return FEW_PARTS;
}

static void split(Unit *u, Module *m, const Map *pinned, const Map *followed)
{
	uint32_t parts = parts_needed(m, pinned, followed);
	Module *part[MANY_PARTS] = { 0 };
	for (uint32_t i = 0; i < m->nres; i++) {
		Resource *r = m->res[i];
		const Entity *e = mover(r, pinned, followed);
		if (!e)
			continue;
		uint32_t number = part_of(e, parts);
		if (!part[number])
			part[number] = new_part(u, m, number);
		r->part = part[number];
		U_PUSH(u, r->part->res, r->part->nres, r);
	}
}

static uint32_t parts_of(const Module *m)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->nchild; i++)
		n += m->child[i]->is_part;
	return n;
}

// A reference between parts that can be spelled is, where it gives no order: a template takes 200
// parameters.
static void spell_across(void *ctx, Value *v, unsigned in)
{
	const Pinning *p = ctx;
	if (v->kind == V_REF && (in & IN_CFN) && v->n && p->who->module == v->u.ref.res->module &&
		resource_home(p->who, CFN) != resource_home(v->u.ref.res, CFN) &&
		can_spell(p->u, v))
		v->form[CFN] = FORM_SPELLED;
}

void place_split(Unit *u)
{
	Map pinned = { .arena = u->arena };
	Map followed = { .arena = u->arena };
	bool any = false;
	for (uint32_t i = 0, count = u->nmodule; i < count; i++) {
		Module *m = u->module[i];
		uint32_t n = m->nchild;
		size_t bytes = 0;
		for (uint32_t j = 0; j < m->nres; j++)
			if (stands(m->res[j])) {
				n++;
				bytes += resource_bytes(m->res[j]);
			}
		if (!is_too_much(n, bytes))
			continue;
		if (!any)
			pin_all(u, &pinned, &followed);
		any = true;
		split(u, m, &pinned, &followed);
	}
	if (!any)
		return;
	for (uint32_t i = 0; i < u->nres; i++)
		u->res[i]->part = top(u->res[i])->part;
	for (uint32_t i = 0; i < u->nres; i++) {
		Pinning p = { .u = u, .who = u->res[i] };
		resource_walk(u->res[i], spell_across, &p);
	}
}

// What is said of a template once all its parameters and outputs are known.
void place_check(Unit *u)
{
	for (uint32_t i = 0; i < u->nmodule && u->opt->backend[CFN]; i++) {
		const Module *m = u->module[i];
		uint32_t n[3] = { m->nchild };
		for (uint32_t j = 0; j < m->nres; j++)
			n[0] += stands(m->res[j]) && resource_home(m->res[j], CFN) == m;
		for (uint32_t j = 0; j < m->nin; j++)
			n[1] += (m->in[j].in & IN_CFN) != 0;
		for (uint32_t j = 0; j < m->noutput; j++)
			n[2] += !m->output[j]->in || m->output[j]->in & IN_CFN;
		static const char *const what[] = { "resources", "parameters", "outputs" };
		for (size_t k = 0; k < COUNT(n); k++) {
			uint32_t most = k ? MOST_PORTS : MOST_RESOURCES;
			if (n[k] <= most)
				continue;
			Diag *d = say_template_full(u, m->scope->at, m->scope->name,
				U_FORMAT(u, "%u", n[k]), what[k], U_FORMAT(u, "%u", most));
			diag_line(d,
				"give some of it to a nested topology, or to another of its `targets`");
		}
		if (parts_of(m) && !u->nerror)
			say_template_split(
				u, m->scope->at, m->scope->name, U_FORMAT(u, "%u", parts_of(m)));
	}
}
