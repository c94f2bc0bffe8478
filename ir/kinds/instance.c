// instance.c: instances: EC2 machines that get files and run a script when they start.
//
// What the machine needs is one archive beside those of the functions; its user data fetches it,
// puts each file in its place and runs `setup` as root. In CloudFormation the machine then signals
// that it is ready.
#include "instance.h"

#include <string.h>

// clang-format off
static const Field image[] = {
	{ "id", T_STR, .group = "which!", .ok = "/^(ami-[0-9a-f]{8,17}|\\{\\{.*\\}\\})$/", .doc = "id of a machine image, or a parameter of that type" },
	{ "ssm", T_STR, .flags = F_KNOWN, .group = "which!", .ok = "/^\\/[A-Za-z0-9_.\\/-]+$/", .doc = "path of a public parameter that holds the newest one" },
	{ 0 }
};
static const Field ports[] = {
	{ "port", T_INT, .flags = F_NEED, .ok = "1..65535", .doc = "number of a TCP port" },
	{ "from", T_STR, ONE_OR_LIST, .flags = F_KNOWN, .ok = "/^(anywhere|[0-9]{1,3}(\\.[0-9]{1,3}){3}\\/([0-9]|[12][0-9]|3[0-2]))$/", .doc = "`anywhere` or address ranges; default: only those that may `connect`" },
	{ 0 }
};
static const Field files[] = {
	{ "source", T_PATH, .flags = F_NEED, .doc = "a file or a folder" },
	{ "to", T_STR, .flags = F_NEED | F_KNOWN, .ok = "/^\\/[^ '\"$`\\\\]*$/", .doc = "where it goes, from the root; with a slash at the end: into that folder" },
	{ 0 }
};
static const Field field[] = {
	{ "type", T_STR, .flags = F_NEED, .ok = "/^[a-z][a-z0-9-]*\\.[a-z0-9-]+$/", .doc = "instance type: t3.micro" },
	{ "image", T_RECORD, .sub = image, .scalar = "id", .flags = F_NEED, .doc = "the machine image" },
	{ "key", T_STR, .flags = F_EMPTY_OK, .doc = "name of a key pair for SSH" },
	{ "ports", T_RECORD, LIST, .sub = ports, .doc = "what is open, and to whom" },
	{ "files", T_RECORD, LIST, .sub = files, .doc = "what is put there at the first start" },
	{ "setup", T_PATH, .ok = "file", .doc = "a script that runs as root at the first start, in the folder of the first of `files`" },
	{ "ready", T_TIME, .flags = F_KNOWN, .ok = "60..43200", .doc = "CloudFormation waits so long until the machine says that it is set up; Terraform does not wait" },
	{ "network", T_REF, .to = "network", .doc = "the network it runs in, `main/public`; default: the account's default one" },
	{ "access", T_VERBS, MAP_OF, .doc = "what its role may do: name: verb" },
	{ "statements", T_POLICY, .doc = "further IAM statements for its role" },
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "ImageId",                  "ami",                    "*image" },
	{ "InstanceType",             "instance_type",          "$type" },
	{ "KeyName",                  "key_name",               "$key" },
	{ "IamInstanceProfile",       "iam_instance_profile",   "&Profile.name ?Profile" },
	{ "SecurityGroupIds",         NULL,                     "*outer_groups" },
	{ "NetworkInterfaces[0].DeviceIndex", NULL,             "*device" },
	{ "NetworkInterfaces[0].SubnetId", "subnet_id",         "*subnet" },
	{ "NetworkInterfaces[0].GroupSet", NULL,                "*inner_groups" },
	{ "NetworkInterfaces[0].AssociatePublicIpAddress", "associate_public_ip_address", "*public" },
	{ NULL,                       "vpc_security_group_ids", "*groups" },
	{ "MetadataOptions.HttpTokens", "metadata_options{}.http_tokens", "=required" },
	{ "UserData:b64",             NULL,                     "*cfn_script" },
	{ NULL,                       "user_data",              "*tf_script" },
	{ "@CreationPolicy.ResourceSignal.Timeout", NULL,       "*ready" },
	{ "@DependsOn[+]",            "depends_on[+]",          "&RolePolicy ?RolePolicy" },
	{ "@DependsOn[+]",            NULL,                     "&StackPolicy ?StackPolicy" },
	{ 0 }
};
static const Attr attr[] = {
	{ "id",          "Ref",            "id" },
	{ "public_dns",  "PublicDnsName",  "public_dns" },
	{ "private_dns", "PrivateDnsName", "private_dns" },
	{ "public_ip",   "PublicIp",       "public_ip" },
	{ "private_ip",  "PrivateIp",      "private_ip" },
	{ 0 }
};
// In the account's default network. CloudFormation leaves everything out of it by itself.
static const Prop group_prop[] = {
	{ "GroupDescription", "description",              "*description" },
	{ NULL,               "egress{}.protocol",        "=-1" },
	{ NULL,               "egress{}.cidr_blocks[0]",  "=0.0.0.0/0" },
	{ NULL,               "egress{}.from_port",       "=0" },
	{ NULL,               "egress{}.to_port",         "=0" },
	{ 0 }
};
static const Attr group_attr[] = { { "id", "GroupId", "id" }, { 0 } };
static const Prop open_prop[] = {
	{ "GroupId",    "security_group_id", "*group" },
	{ "IpProtocol", "ip_protocol",       "=tcp" },
	{ "FromPort",   "from_port",         "$port" },
	{ "ToPort",     "to_port",           "$port" },
	{ "CidrIp",     "cidr_ipv4",         "*range" },
	{ 0 }
};
static const Prop profile_prop[] = { { "Roles[0]", "role", "&Role.name" }, { 0 } };
static const Attr profile_attr[] = { { "name", "Ref", "name" }, { 0 } };
static const Prop signal_prop[] = {
	{ "PolicyName",     NULL, "=signal" },
	{ "PolicyDocument", NULL, "*document", .soft = 3 },
	{ "Roles[0]",       NULL, "&Role.name" },
	{ 0 }
};
static const Op op[] = {
	{ "",              "AWS::EC2::Instance", "aws_instance", .prop = prop, .attr = attr, .tags = "Tags" },
	{ "SecurityGroup", "AWS::EC2::SecurityGroup", "aws_security_group", .when = "-", .prop = group_prop, .attr = group_attr, .tags = "Tags" },
	{ "Ingress",       "AWS::EC2::SecurityGroupIngress", "aws_vpc_security_group_ingress_rule", .when = "-", .prop = open_prop },
	ROLE_OPS(OP_DEMAND),
	{ "Profile",       "AWS::IAM::InstanceProfile", "aws_iam_instance_profile", .when = "-", .prop = profile_prop, .attr = profile_attr },
	{ "StackPolicy",  "AWS::IAM::Policy", NULL, .when = "-", .prop = signal_prop },
	CONNECT_OP,
	{ 0 }
};
static const Grant grants[] = { { "connect" }, { 0 } };
static const Link link_rows[] = { { "access" }, { 0 } };
// clang-format on

// ---- Making -------------------------------------------------------------------------------------

static Entity *made_network(const Entity *e)
{
	Entity *network = rec_ent(e->rec, "network");
	return network && network_is_made(network) ? network : NULL;
}

static void open_ports(Unit *u, Entity *e, Resource *group)
{
	uint32_t n;
	Value **port = rec_list(e->rec, "ports", &n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t m;
		Value **from = rec_list(port[i], "from", &m);
		for (uint32_t k = 0; k < m; k++) {
			bool world = value_is(from[k], "anywhere");
			const char *range = world ? "0.0.0.0/0" : from[k]->u.s;
			const char *key = U_FORMAT(u, "%lld%s", rec_int(port[i], "port", 0),
				world ? "Anywhere" : id_of_key(u, range));
			Resource *r = res_new(u, e, op_of(e->kind, "Ingress"), NULL, port[i], key);
			put(u, r, "group", value_ref(u, group, "id", from[k]->at));
			put(u, r, "range", text_at(u, range, from[k]->at));
		}
	}
}

static void make_ingress(Unit *u, Entity *e, Resource *group)
{
	enum { MOST_PORTS = 64 };
	long long number[MOST_PORTS];
	uint32_t n;
	Value **port = rec_list(e->rec, "ports", &n);
	n = n < MOST_PORTS ? n : MOST_PORTS;
	for (uint32_t i = 0; i < n; i++)
		number[i] = rec_int(port[i], "port", 0);
	if (made_network(e))
		connect_make(u, e, op_of(e->kind, "Rule"), group, number, n);
}

static Resource *make_group(Unit *u, Entity *e)
{
	Entity *network = rec_ent(e->rec, "network");
	if (network)
		return made_network(e) ? network_group(u, network, e, e->at) : NULL;
	Resource *group = res_new(u, e, op_of(e->kind, "SecurityGroup"), NULL, NULL, NULL);
	put(u, group, "description", value_format(u->arena, e->at, "%s %s", e->kind->one, e->name));
	return group;
}

// The machine may tell CloudFormation that it is ready.
static void make_signal(Unit *u, Entity *e)
{
	Span at = rec_get(e->rec, "ready")->at;
	Value *stack =
		eval_entity(u, e, "=arn:{@partition}:cloudformation:{@region}:{@account}:stack/");
	Value *piece[] = { stack, value_var(u, "stack", at), text_at(u, "/*", at) };
	Value *statement = value_map(u->arena, at);
	value_set(u->arena, statement, "Effect", text_at(u, "Allow", at));
	value_set(u->arena, statement, "Action", text_at(u, "cloudformation:SignalResource", at));
	value_set(u->arena, statement, "Resource", value_join(u->arena, at, piece, COUNT(piece)));
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, statement);
	Value *document = value_map(u->arena, at);
	value_set(u->arena, document, "Version", text_at(u, "2012-10-17", at));
	value_set(u->arena, document, "Statement", list);
	res_demand(u, e, "Role");
	Resource *r = res_new(u, e, op_of(e->kind, "StackPolicy"), NULL, NULL, NULL);
	put(u, r, "document", document);
}

static bool has_access(const Entity *e)
{
	for (uint32_t i = 0; i < e->nout; i++)
		if (e->out[i]->verb && !str_eq(e->out[i]->verb, "connect"))
			return true;
	return rec_get(e->rec, "statements");
}

static void make(Unit *u, Entity *e)
{
	Resource *group = make_group(u, e);
	e->own = group;
	if (group) {
		open_ports(u, e, group);
		make_ingress(u, e, group);
	}
	if (e->artifact)
		instance_grant(u, e);
	if (rec_get(e->rec, "ready"))
		make_signal(u, e);
	if (rec_get(e->rec, "statements"))
		res_demand(u, e, "Role");
	if (res_of(e, "Role") || has_access(e))
		res_new(u, e, op_of(e->kind, "Profile"), NULL, NULL, NULL);
}

// ---- Filling ------------------------------------------------------------------------------------

static void put_network(Unit *u, Resource *r, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	Resource *group = e->own;
	Value *groups = value_list(u->arena, e->at);
	if (group)
		value_push(u->arena, groups, value_ref(u, group, "id", e->at));
	if (!use) {
		put(u, r, "outer_groups", groups);
		put(u, r, "groups", groups);
		return;
	}
	Entity *network = use->u.ent.ent;
	if (!group)
		groups = network_groups(u, network, e, use->at);
	Value *subnets = network_subnets(u, network, use->u.ent.part, use->at);
	put(u, r, "device", value_str(u->arena, "0", use->at));
	put(u, r, "inner_groups", groups);
	put(u, r, "groups", groups);
	put(u, r, "subnet", subnets->kind == V_LIST && subnets->n ? subnets->u.item[0] : NULL);
	if (group)
		put(u, r, "public",
			value_bool(u->arena, network_is_public(network, use->u.ent.part), use->at));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r != e->main)
		return;
	const Value *ssm = rec_get(e->rec, "image.ssm");
	put(u, r, "image",
		ssm ? outside_value(u, e, U_FORMAT(u, "ssm:%s", ssm->u.s), ssm->at) :
		      lower_value(u, e, rec_get(e->rec, "image.id")));
	put_network(u, r, e);
	network_await(u, e, r); // for what its script fetches
	const Value *ready = rec_get(e->rec, "ready");
	if (ready) {
		long long s = rec_int(e->rec, "ready", 0);
		put(u, r, "ready",
			value_format(u->arena, ready->at, s % 60 ? "PT%lldS" : "PT%lldM",
				s % 60 ? s : s / 60));
		put(u, r, "cfn_script", instance_script(u, e, CFN));
	} else if (e->artifact) {
		put(u, r, "cfn_script", instance_script(u, e, CFN));
	}
	if (e->artifact)
		put(u, r, "tf_script", instance_script(u, e, TF));
}

extern const Kind kind_instance;
const Kind kind_instance = {
	"instances",
	"instance",
	"Instance",
	"a machine",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.principal = "ec2.amazonaws.com",
	.check = instance_check,
	.pack = instance_pack,
	.make = make,
	.fill = fill,
};
