// network_way.c: whether what runs in a network that is made here reaches what it needs outside of it,
// and what has to wait for the way.
//
// Subnets of a tier without a route reach what gateway endpoints stand for, and nothing else of AWS.
#include "connect.h"

#include <string.h>

// What is reached without leaving the network: a kind's word, and the endpoint that it takes.
static const struct {
	const char *kind, *endpoint;
} near[] = { { "bucket", "s3" }, { "table", "dynamodb" } };

static bool leads_out(const Entity *network, const char *part, bool own_address)
{
	const Value *tiers = rec_get(network->rec, "tiers");
	for (uint32_t i = 0; tiers && i < tiers->n; i++) {
		const Pair *t = &tiers->u.pair[i];
		const Value *route = rec_get(t->val, "route");
		if ((!part || str_eq(part, t->key)) &&
			(rec_refused(t->val, "route") || value_is(route, "nat") ||
				(own_address && value_is(route, "internet"))))
			return true;
	}
	return false;
}

static bool has_endpoint(const Entity *network, const char *service)
{
	uint32_t n;
	Value **list = rec_list(network->rec, "endpoints", &n);
	if (rec_refused(network->rec, "endpoints"))
		return true;
	for (uint32_t i = 0; i < n; i++)
		if (value_is(list[i], service))
			return true;
	return false;
}

// Where it runs, if that is made here and leads nowhere; else NULL.
static const Value *dead_end(const Entity *e, bool own_address)
{
	const Value *use = network_use(e);
	const Entity *network = use ? use->u.ent.ent : NULL;
	return network && network_is_made(network) && rec_get(network->rec, "tiers") &&
			!leads_out(network, use->u.ent.part, own_address) ?
		use :
		NULL;
}

static void relate(Diag *d, const Value *use)
{
	diag_related(d, use->u.ent.ent->at, "the network is declared here");
	diag_line(d, "write `route: nat` in the tier, and `nat: one` beside `tiers`");
}

void network_check_start(Unit *u, const Entity *e, const char *needs, const char *endpoint)
{
	const Value *use = dead_end(e, true);
	if (!use || (endpoint && has_endpoint(use->u.ent.ent, endpoint)))
		return;
	relate(say_no_way_out(u, use->at, e->kind->one, e->name, needs), use);
}

// A function has no address of its own in a network, so a route to the internet is none for it.
void network_check_reach(Unit *u, const Entity *e)
{
	const Value *use = dead_end(e, false);
	Buf far = { .arena = u->arena };
	for (uint32_t i = 0; use && i < e->nout; i++) {
		const Edge *edge = e->out[i];
		if (!edge->link || !str_eq(edge->link->field, "access") || !edge->verb ||
			str_eq(edge->verb, "connect") || edge->first != edge || edge->to->off)
			continue;
		bool reached = false;
		for (size_t k = 0; k < COUNT(near); k++)
			reached |= str_eq(near[k].kind, edge->to->kind->one) &&
				has_endpoint(use->u.ent.ent, near[k].endpoint);
		if (!reached)
			buf_printf(&far, "%s%s `%s`", far.n ? ", " : "", edge->to->kind->one,
				edge->to->name);
	}
	if (!far.n)
		return;
	Diag *d = say_out_of_reach(u, use->at, e->kind->one, e->name, far.s);
	diag_line(d,
		"Lambda gives functions no public address, so `route: internet` is no way out for them; `endpoints` lead to s3 and dynamodb");
	relate(d, use);
}

void network_await(Unit *u, Entity *user, Resource *r)
{
	const Value *use = rec_get(user->rec, "network");
	Entity *network = use ? use->u.ent.ent : NULL;
	const Value *tiers = network ? rec_get(network->rec, "tiers") : NULL;
	if (!tiers || !network_is_made(network) || network->scope != user->scope ||
		!str_eq(entity_target(network), entity_target(user)))
		return;
	static const char *const ways[] = { "Route", "RouteTableAssociation" };
	for (uint32_t i = 0; i < tiers->n; i++) {
		const Pair *t = &tiers->u.pair[i];
		if (use->u.ent.part && !str_eq(t->key, use->u.ent.part))
			continue;
		uint32_t n;
		Value **zone = rec_list(t->val, "zones", &n);
		for (uint32_t j = 0; j <= n; j++) // of all zones, or of each
			for (size_t k = 0; k < COUNT(ways); k++) {
				const char *key = U_FORMAT(u, "%s%s", id_of_key(u, t->key),
					j < n ? id_of_key(u, zone[j]->u.s) : "");
				Resource *way = res_keyed(network, ways[k], key);
				if (way)
					res_depends(u, r, way, true, true);
			}
	}
	for (uint32_t i = 0; i < network->nres; i++)
		if (str_eq(network->res[i]->op->part, "Endpoint"))
			res_depends(u, r, network->res[i], true, true);
}
