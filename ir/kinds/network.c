// network.c: networks: a VPC with tiers of subnets, or subnets that are there already.
#include "network.h"

#include <string.h>

// clang-format off
static const Field import[] = {
	{ "subnets", T_STR, ONE_OR_LIST, .flags = F_NEED, .ok = "/^subnet-[0-9a-f]{8,17}$/", .doc = "ids of subnets (`subnet-…`), or a parameter of that type" },
	{ "security_groups", T_STR, ONE_OR_LIST, .flags = F_NEED, .ok = "/^sg-[0-9a-f]{8,17}$/", .doc = "ids of security groups (`sg-…`), or a parameter of that type" },
	{ 0 }
};
static const Field tier[] = {
	{ "zones", T_STR, LIST, .flags = F_NEED | F_KNOWN, .ok = "/^[a-f]$/", .doc = "letters of availability zones, one a subnet" },
	{ "route", T_ENUM, .ok = "internet nat none", .dflt = "none", .doc = "where traffic to the world goes" },
	{ "cidrs", T_STR, LIST, .flags = F_NEED | F_KNOWN, .doc = "address ranges, one a zone" },
	{ 0 }
};
static const Field field[] = {
	{ "import", T_RECORD, .sub = import, .group = "how!", .bars = "tiers nat endpoints tags", .doc = "a network that is there already" },
	{ "cidr", T_STR, .group = "how!", .doc = "address range of a new VPC" },
	{ "tiers", T_RECORD, MAP_OF, .sub = tier, .doc = "groups of subnets with a route" },
	{ "nat", T_ENUM, .ok = "none one each", .dflt = "none", .doc = "NAT gateways: one, or one in each zone" },
	{ "endpoints", T_ENUM, LIST, .ok = "s3 dynamodb", .doc = "services that are reached without leaving the network" },
	COMMON_FIELDS,
	{ 0 }
};

static const Prop vpc_prop[] = {
	{ "CidrBlock",          "cidr_block",           "$cidr" },
	{ "EnableDnsHostnames", "enable_dns_hostnames", "=true" },
	{ "EnableDnsSupport",   "enable_dns_support",   "=true" },
	{ 0 }
};
static const Attr vpc_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Prop gateway_prop[] = { { NULL, "vpc_id", "&self.id" }, { 0 } };
static const Attr id_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Prop attachment_prop[] = {
	{ "VpcId",             NULL, "&self.id" },
	{ "InternetGatewayId", NULL, "&InternetGateway.id" },
	{ 0 }
};
static const Prop table_prop[] = { { "VpcId", "vpc_id", "&self.id" }, { 0 } };
static const Prop route_prop[] = {
	{ "RouteTableId",         "route_table_id",         "&RouteTable.id" },
	{ "DestinationCidrBlock", "destination_cidr_block", "=0.0.0.0/0" },
	{ "GatewayId",            "gateway_id",             "*gateway" },
	{ "NatGatewayId",         "nat_gateway_id",         "*nat" },
	{ 0 }
};
static const Prop subnet_prop[] = {
	{ "VpcId",               "vpc_id",                  "&self.id" },
	{ "CidrBlock",           "cidr_block",              "*cidr" },
	{ "AvailabilityZone",    "availability_zone",       "*zone" },
	{ 0 }
};
static const Prop association_prop[] = {
	{ "RouteTableId", "route_table_id", "*table" },
	{ "SubnetId",     "subnet_id",      "&Subnet.id" },
	{ 0 }
};
static const Prop eip_prop[] = { { "Domain", "domain", "=vpc" }, { 0 } };
static const Attr eip_attr[] = { { "allocation", "AllocationId", "id" }, { 0 } };
static const Prop nat_prop[] = {
	{ "AllocationId", "allocation_id", "&Address.allocation" },
	{ "SubnetId",     "subnet_id",     "*subnet" },
	{ 0 }
};
static const Prop endpoint_prop[] = {
	{ "VpcId",           "vpc_id",            "&self.id" },
	{ "ServiceName",     "service_name",      "*service" },
	{ "VpcEndpointType", "vpc_endpoint_type", "=Gateway" },
	{ "RouteTableIds",   "route_table_ids",   "*tables" },
	{ 0 }
};
// What runs in a network gets a group of its own, so that ports can be opened to it alone. In
// CloudFormation a group without egress rules lets everything out; Terraform takes that rule away.
static const Prop group_prop[] = {
	{ "GroupDescription", "description", "*description" },
	{ "VpcId",            "vpc_id",      "&self.id" },
	{ "SecurityGroupEgress[0].IpProtocol", "egress{}.protocol", "=-1" },
	{ "SecurityGroupEgress[0].CidrIp", "egress{}.cidr_blocks[0]", "=0.0.0.0/0" },
	{ NULL, "egress{}.from_port", "=0" },
	{ NULL, "egress{}.to_port", "=0" },
	{ 0 }
};
static const Attr group_attr[] = { { "id", "GroupId", "id" }, { 0 } };

static const Op op[] = {
	{ "",                "AWS::EC2::VPC", "aws_vpc", .when = "cidr", .prop = vpc_prop, .attr = vpc_attr, .tags = "Tags" },
	{ "InternetGateway", "AWS::EC2::InternetGateway", "aws_internet_gateway", .when = "-", .prop = gateway_prop, .attr = id_attr, .tags = "Tags" },
	{ "GatewayAttachment", "AWS::EC2::VPCGatewayAttachment", NULL, .when = "-", .prop = attachment_prop },
	{ "RouteTable",      "AWS::EC2::RouteTable", "aws_route_table", .when = "-", .prop = table_prop, .attr = id_attr, .tags = "Tags" },
	{ "Route",           "AWS::EC2::Route", "aws_route", .when = "-", .prop = route_prop },
	{ "Subnet",          "AWS::EC2::Subnet", "aws_subnet", .when = "-", .prop = subnet_prop, .attr = id_attr, .tags = "Tags" },
	{ "RouteTableAssociation", "AWS::EC2::SubnetRouteTableAssociation", "aws_route_table_association", .when = "-", .prop = association_prop },
	{ "Address",         "AWS::EC2::EIP", "aws_eip", .when = "-", .prop = eip_prop, .attr = eip_attr, .tags = "Tags" },
	{ "NatGateway",      "AWS::EC2::NatGateway", "aws_nat_gateway", .when = "-", .prop = nat_prop, .attr = id_attr, .tags = "Tags" },
	{ "Endpoint",        "AWS::EC2::VPCEndpoint", "aws_vpc_endpoint", .when = "-", .prop = endpoint_prop, .tags = "Tags" },
	{ "SecurityGroup",   "AWS::EC2::SecurityGroup", "aws_security_group", .when = "-", .prop = group_prop, .attr = group_attr, .tags = "Tags" },
	{ 0 }
};
// clang-format on

// ---- Making: tiers with their tables, subnets and gateways --------------------------------------

static const char *word(Unit *u, const char *name)
{
	return id_of_key(u, name);
}

static Resource *find(const Entity *e, const char *part, const char *key)
{
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, part) && str_eq(e->res[i]->key, key))
			return e->res[i];
	return NULL;
}

static Resource *make(
	Unit *u, Entity *e, const char *part, Resource *in, Value *rec, const char *key)
{
	return res_new(u, e, op_of(e->kind, part), in, rec, key);
}

// A route that was refused may be any.
static bool has_route(const Value *tiers, const char *route)
{
	for (uint32_t i = 0; tiers && i < tiers->n; i++)
		if (rec_refused(tiers->u.pair[i].val, "route") ||
			value_is(rec_get(tiers->u.pair[i].val, "route"), route))
			return true;
	return false;
}

static void make_gateway(Unit *u, Entity *e)
{
	if (find(e, "InternetGateway", NULL))
		return;
	make(u, e, "InternetGateway", NULL, NULL, NULL);
	make(u, e, "GatewayAttachment", NULL, NULL, NULL);
}

// The subnet of the first tier that reaches the internet, in this zone or in any.
static Resource *public_subnet(Unit *u, Entity *e, const Value *tiers, const char *zone)
{
	for (uint32_t i = 0; i < tiers->n; i++) {
		if (!value_is(rec_get(tiers->u.pair[i].val, "route"), "internet"))
			continue;
		uint32_t n;
		Value **z = rec_list(tiers->u.pair[i].val, "zones", &n);
		for (uint32_t j = 0; j < n; j++)
			if (!zone || value_is(z[j], zone))
				return find(e, "Subnet",
					U_FORMAT(u, "%s%s", word(u, tiers->u.pair[i].key),
						word(u, z[j]->u.s)));
	}
	return NULL;
}

static Resource *nat_gateway(Unit *u, Entity *e, const Value *tiers, const char *zone)
{
	const char *key = zone ? word(u, zone) : NULL;
	Resource *nat = find(e, "NatGateway", key);
	if (nat)
		return nat;
	Resource *address = make(u, e, "Address", NULL, NULL, key);
	nat = make(u, e, "NatGateway", address, NULL, key);
	put(u, nat, "subnet", value_ref(u, public_subnet(u, e, tiers, zone), "id", e->at));
	Resource *attachment = res_of(e, "GatewayAttachment");
	Resource *gateway = res_of(e, "InternetGateway");
	res_depends(u, address, attachment, true, false);
	res_depends(u, nat, gateway, false, true);
	return nat;
}

static Resource *make_table(Unit *u, Entity *e, const Value *tiers, const char *key,
	const char *route, const char *zone)
{
	Resource *table = make(u, e, "RouteTable", NULL, NULL, key);
	if (str_eq(route, "none"))
		return table;
	Resource *r = make(u, e, "Route", table, NULL, key);
	if (str_eq(route, "internet")) {
		Resource *gateway = res_of(e, "InternetGateway");
		put(u, r, "gateway", value_ref(u, gateway, "id", e->at));
		res_depends(u, r, res_of(e, "GatewayAttachment"), true, false);
	} else {
		put(u, r, "nat", value_ref(u, nat_gateway(u, e, tiers, zone), "id", e->at));
	}
	return table;
}

static Value *zone_name(Unit *u, const Value *zone)
{
	Value *piece[] = { value_var(u, "region", zone->at),
		value_str(u->arena, zone->u.s, zone->at) };
	return value_join(u->arena, zone->at, piece, 2);
}

static void make_subnets(Unit *u, Entity *e, const Pair *t)
{
	uint32_t n;
	uint32_t m;
	Value **zone = rec_list(t->val, "zones", &n);
	Value **cidr = rec_list(t->val, "cidrs", &m);
	for (uint32_t i = 0; i < n && i < m; i++) {
		const char *key = U_FORMAT(u, "%s%s", word(u, t->key), word(u, zone[i]->u.s));
		Resource *subnet = make(u, e, "Subnet", NULL, t->val, key);
		put(u, subnet, "cidr", value_str(u->arena, value_text(cidr[i]), cidr[i]->at));
		put(u, subnet, "zone", zone_name(u, zone[i]));
	}
}

static void route_subnets(Unit *u, Entity *e, const Value *tiers, const Pair *t)
{
	const char *route = rec_text(t->val, "route");
	bool each = value_is(rec_get(e->rec, "nat"), "each") && str_eq(route, "nat");
	Resource *shared = each ? NULL : make_table(u, e, tiers, word(u, t->key), route, NULL);
	uint32_t n;
	Value **zone = rec_list(t->val, "zones", &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *key = U_FORMAT(u, "%s%s", word(u, t->key), word(u, zone[i]->u.s));
		Resource *table = each ? make_table(u, e, tiers, key, route, zone[i]->u.s) : shared;
		Resource *subnet = find(e, "Subnet", key);
		Resource *to = make(u, e, "RouteTableAssociation", subnet, NULL, key);
		put(u, to, "table", value_ref(u, table, "id", t->at));
	}
}

static void make_endpoints(Unit *u, Entity *e)
{
	uint32_t n;
	Value **name = rec_list(e->rec, "endpoints", &n);
	for (uint32_t i = 0; i < n; i++) {
		Resource *r = make(u, e, "Endpoint", NULL, NULL, word(u, name[i]->u.s));
		Value *piece[] = { value_str(u->arena, "com.amazonaws.", name[i]->at),
			value_var(u, "region", name[i]->at),
			value_str(u->arena, U_FORMAT(u, ".%s", name[i]->u.s), name[i]->at) };
		put(u, r, "service", value_join(u->arena, name[i]->at, piece, 3));
		Value *tables = value_list(u->arena, name[i]->at);
		for (uint32_t j = 0; j < e->nres; j++)
			if (str_eq(e->res[j]->op->part, "RouteTable"))
				value_push(u->arena, tables,
					value_ref(u, e->res[j], "id", name[i]->at));
		put(u, r, "tables", tables);
	}
}

static void make_network(Unit *u, Entity *e)
{
	const Value *tiers = rec_get(e->rec, "tiers");
	if (!rec_get(e->rec, "cidr") || !tiers)
		return;
	if (has_route(tiers, "internet") || has_route(tiers, "nat"))
		make_gateway(u, e);
	for (uint32_t i = 0; i < tiers->n; i++)
		make_subnets(u, e, &tiers->u.pair[i]);
	for (uint32_t i = 0; i < tiers->n; i++)
		route_subnets(u, e, tiers, &tiers->u.pair[i]);
	make_endpoints(u, e);
}

// ---- What others ask for --------------------------------------------------------------------------

Value *network_ids(Unit *u, Entity *e, Value *ids)
{
	Value *list = lower_value(u, e, ids);
	if (list && list->n == 1 && list->u.item[0]->kind == V_INPUT &&
		str_eq(list->u.item[0]->u.input->type, "list"))
		return list->u.item[0];
	return list;
}

bool network_is_made(const Entity *network)
{
	return rec_get(network->rec, "cidr");
}

bool network_is_public(const Entity *network, const char *part)
{
	const Value *tiers = rec_get(network->rec, "tiers");
	for (uint32_t i = 0; tiers && i < tiers->n; i++)
		if (!part || str_eq(tiers->u.pair[i].key, part))
			return value_is(rec_get(tiers->u.pair[i].val, "route"), "internet");
	return false;
}

static Value *import_list(Unit *u, Entity *e, const char *what)
{
	return network_ids(u, e, rec_get(e->rec, U_FORMAT(u, "import.%s", what)));
}

Value *network_subnet(Unit *u, Entity *network, const char *part, const char *zone, Span at)
{
	const char *key = U_FORMAT(u, "%s%s", word(u, part), word(u, zone));
	return value_ref(u, find(network, "Subnet", key), "id", at);
}

Value *network_subnets(Unit *u, Entity *network, const char *part, Span at)
{
	const Value *tiers = rec_get(network->rec, "tiers");
	if (!rec_get(network->rec, "cidr"))
		return import_list(u, network, "subnets");
	Value *list = value_list(u->arena, at);
	for (uint32_t i = 0; tiers && i < tiers->n; i++) {
		const Pair *t = &tiers->u.pair[i];
		if (part && !str_eq(t->key, part))
			continue;
		uint32_t n;
		Value **zone = rec_list(t->val, "zones", &n);
		for (uint32_t j = 0; j < n; j++) {
			Resource *subnet = find(network, "Subnet",
				U_FORMAT(u, "%s%s", word(u, t->key), word(u, zone[j]->u.s)));
			value_push(u->arena, list, value_ref(u, subnet, "id", at));
		}
	}
	return list;
}

Resource *network_group(Unit *u, Entity *network, Entity *user, Span at)
{
	const char *key = user->id;
	Resource *group = find(network, "SecurityGroup", key);
	if (!group) {
		group = make(u, network, "SecurityGroup", NULL, NULL, key);
		put(u, group, "description",
			value_format(u->arena, at, "%s %s", user->kind->one, user->name));
	}
	return group;
}

Value *network_groups(Unit *u, Entity *network, Entity *user, Span at)
{
	if (!rec_get(network->rec, "cidr"))
		return import_list(u, network, "security_groups");
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, value_ref(u, network_group(u, network, user, at), "id", at));
	return list;
}

// ---- Checks -------------------------------------------------------------------------------------------

// A NAT gateway stands in a subnet of its own zone that reaches the internet.
static void check_each(Unit *u, const Value *tiers, Value *const *zone, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		bool found = !value_text(zone[i]);
		for (uint32_t k = 0; k < tiers->n && !found; k++) {
			const Value *other = tiers->u.pair[k].val;
			uint32_t m;
			Value **its = rec_list(other, "zones", &m);
			found = rec_refused(other, "route") || rec_refused(other, "zones");
			for (uint32_t j = 0; j < m; j++)
				found |= value_is(rec_get(other, "route"), "internet") &&
					value_equal(its[j], zone[i]);
		}
		if (!found)
			diag_line(
				say_not_here(u, zone[i]->at, zone[i]->u.s,
					"has no subnet with `route: internet`, where its NAT gateway would stand"),
				"add the zone to such a tier, or write `nat: one`");
	}
}

static void check_tier(Unit *u, Entity *e, const Pair *t)
{
	uint32_t n;
	uint32_t m;
	Value **zone = rec_list(t->val, "zones", &n);
	Value **cidr = rec_list(t->val, "cidrs", &m);
	if (n != m && zone && cidr && !rec_refused(t->val, "zones") &&
		!rec_refused(t->val, "cidrs")) {
		Diag *d = say_tier_ranges(
			u, cidr[0]->at, t->key, U_FORMAT(u, "%u", n), U_FORMAT(u, "%u", m));
		diag_context(d, zone[0]->at, "zones");
	}
	const Value *route = rec_get(t->val, "route");
	if (value_is(route, "nat") && value_is(rec_get(e->rec, "nat"), "none")) {
		Diag *d = say_no_nat(u, route->at, t->key);
		diag_line(d, "write `nat: one` (or `each`) beside `tiers`");
	} else if (value_is(route, "nat") && !has_route(rec_get(e->rec, "tiers"), "internet")) {
		say_nat_without_internet(u, route->at, t->key);
	} else if (value_is(route, "nat") && value_is(rec_get(e->rec, "nat"), "each")) {
		check_each(u, rec_get(e->rec, "tiers"), zone, n);
	}
}

// `main/pubic`: whoever runs here names one of the tiers, or none.
static void check_parts(Unit *u, Entity *e, const Value *tiers)
{
	for (uint32_t i = 0; i < e->nin; i++) {
		const Edge *use = e->in[i];
		if (!use->part ||
			(tiers ? value_get(tiers, use->part) != NULL : rec_given(e->rec, "tiers")))
			continue;
		Diag *d = say_no_such_tier(u, use->at, e->name, use->part);
		diag_related(d, e->at, "the network is declared here");
		Nearest near = { .word = use->part };
		Buf b = { .arena = u->arena };
		for (uint32_t k = 0; tiers && k < tiers->n; k++) {
			nearest_try(&near, tiers->u.pair[k].key);
			buf_printf(&b, "%s%s", k ? ", " : "", tiers->u.pair[k].key);
		}
		diag_line(d, b.n ? "there are: %s" : "it is imported, and has no tiers", b.s);
		uint32_t n = (uint32_t)strlen(use->part);
		if (use->at.hi - use->at.lo == strlen(e->name) + 1 + n)
			diag_nearest(d, &near, FIX_SAFE,
				(Span){ use->at.file, use->at.hi - n, use->at.hi });
	}
}

static void check(Unit *u, Entity *e)
{
	const Value *tiers = rec_get(e->rec, "tiers");
	if (rec_get(e->rec, "cidr") && (tiers ? !tiers->n : !rec_given(e->rec, "tiers"))) {
		Diag *d = say_missing_key(u, e->at, "tiers", U_FORMAT(u, "network `%s`", e->name));
		diag_line(d,
			"`tiers`: groups of subnets, as in `{ outer: { zones: [a, b], route: internet, cidrs: [10.0.0.0/24, 10.0.1.0/24] } }`");
		return;
	}
	const Value *nat = rec_get(e->rec, "nat");
	if (tiers && nat && !value_is(nat, "none") && !has_route(tiers, "nat"))
		say_not_here(u, nat->at, "nat",
			"goes with tiers of `route: nat`, and this network has none");
	check_parts(u, e, tiers);
	network_check_ranges(u, e);
	for (uint32_t i = 0; tiers && i < tiers->n; i++)
		if (tiers->u.pair[i].val->kind == V_REC)
			check_tier(u, e, &tiers->u.pair[i]);
}

extern const Kind kind_network;
const Kind kind_network = {
	"networks",
	"network",
	"Network",
	"a VPC with tiers of subnets, or subnets that are there already",
	.field = field,
	.op = op,
	.check = check,
	.make = make_network,
};
