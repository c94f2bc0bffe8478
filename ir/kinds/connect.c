// connect.c: who may open a connection to what: `access: { db: connect }` is no right of a role but
// a rule of a security group.
#include "connect.h"

#include <string.h>

// clang-format off
const Prop connect_prop[] = {
	{ "GroupId",               "security_group_id",            "*group" },
	{ "Description",           "description",                  "*description" },
	{ "IpProtocol",            "ip_protocol",                  "=tcp" },
	{ "FromPort",              "from_port",                    "*port" },
	{ "ToPort",                "to_port",                      "*port" },
	{ "SourceSecurityGroupId", "referenced_security_group_id", "*peer" },
	{ 0 }
};
// clang-format on

const Value *network_use(const Entity *e)
{
	static const char *const field[] = { "runtime.network.name", "network" };
	for (size_t i = 0; i < COUNT(field); i++)
		if (rec_ent(e->rec, field[i]))
			return rec_get(e->rec, field[i]);
	const Entity *fs = rec_ent(e->rec, "runtime.filesystem.name");
	return fs && rec_ent(fs->rec, "network") ? rec_get(fs->rec, "network") : NULL;
}

static bool connects(const Edge *e)
{
	return str_eq(e->verb, "connect") && e->first == e && !e->from->off && !e->to->off;
}

void connect_make(
	Unit *u, Entity *to, const Op *op, Resource *group, const long long *port, uint32_t nport)
{
	for (uint32_t i = 0; group && i < to->nin; i++) {
		Edge *e = to->in[i];
		const Value *use = connects(e) ? network_use(e->from) : NULL;
		Entity *network = use ? use->u.ent.ent : NULL;
		if (!network || !network_is_made(network))
			continue;
		Resource *peer = network_group(u, network, e->from, e->at);
		for (uint32_t k = 0; k < nport; k++) {
			Resource *r = res_edge(u, e, to->kind, op,
				nport > 1 ? U_FORMAT(u, "%lld", port[k]) : NULL);
			put(u, r, "group", value_ref(u, group, "id", e->at));
			put(u, r, "peer", value_ref(u, peer, "id", e->at));
			put(u, r, "port", value_num(u->arena, port[k], e->at));
			put(u, r, "description",
				value_format(u->arena, e->at, "%s %s", e->from->kind->one,
					e->from->name));
		}
	}
}

void connect_check(Unit *u, Entity *to, bool world)
{
	const Value *own = network_use(to);
	for (uint32_t i = 0; !world && i < to->nin; i++) {
		const Edge *e = to->in[i];
		if (!connects(e))
			continue;
		const Value *use = network_use(e->from);
		if (use && (!own || use->u.ent.ent == own->u.ent.ent))
			continue;
		if (!use &&
			(rec_given(e->from->rec, "runtime.network") ||
				rec_given(e->from->rec, "network")))
			continue; // subnets by their ids, or what was refused: nobody knows whose they are
		Diag *d = use ? say_connect_other_network(u, e->at, e->from->kind->one,
					e->from->name, to->kind->one, to->name) :
				say_connect_closed(u, e->at, e->from->kind->one, e->from->name,
					to->kind->one, to->name);
		if (own)
			diag_related(
				d, own->at, "%s `%s` runs in this one", to->kind->one, to->name);
		if (use)
			diag_related(d, use->at, "%s `%s` runs in this one", e->from->kind->one,
				e->from->name);
		else if (own)
			diag_line(d, "write `network: %s` (or another tier of it) in its `runtime`",
				own->u.ent.ent->name);
	}
}
