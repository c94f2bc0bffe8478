// filesystem.c: file systems that functions mount: EFS, by an access point that is there already or
// made here with its file system.
#include "connect.h"
#include "function.h"

#include <string.h>

// clang-format off
static const Field create[] = {
	{ "path", T_STR, .dflt = "/assets", .ok = "/^(\\/[A-Za-z0-9_.-]+){1,4}$/", .doc = "the folder of the file system that is mounted" },
	{ "user", T_INT, .ok = "0..65535", .dflt = "1000", .doc = "number of the user and group that own what is written" },
	{ "mode", T_STR, .flags = F_KNOWN, .ok = "/^[0-7]{3,4}$/", .dflt = "755", .doc = "permissions of the folder" },
	{ "throughput", T_ENUM, .ok = "elastic bursting", .dflt = "elastic", .doc = "how it is paid for" },
	{ "cold_after", T_ENUM, .ok = "1 7 14 30 60 90 180 270 365", .doc = "days without access after which a file costs less" },
	{ "backup", T_BOOL, .dflt = "false", .doc = "daily backups, kept for 35 days" },
	{ 0 }
};
static const Field field[] = {
	{ "kind", T_ENUM, .ok = "efs=Efs=EFS", .dflt = "efs", .doc = "what it is" },
	{ "mount", T_STR, .flags = F_NEED | F_KNOWN, .ok = "/^\\/mnt\\/[A-Za-z0-9_.-]+$/", .doc = "where functions see it: /mnt/ and one name" },
	{ "access_point", T_STR, .ok = "/^(ssm:.+|arn:.*:elasticfilesystem:.*access-point\\/.*)$/", .group = "how!", .bars = "on_destroy tags", .doc = "ARN of an access point that is there already" },
	{ "create", T_RECORD, .sub = create, .scalar = "path", .group = "how!", .doc = "makes it: `{}`, or the folder that is mounted" },
	{ "network", T_REF, .to = "network", .flags = F_NEED, .doc = "the network whose subnets reach it" },
	RETENTION("keep delete", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "Encrypted",           "encrypted",        "=true" },
	{ "PerformanceMode",     "performance_mode", "=generalPurpose" },
	{ "ThroughputMode",      "throughput_mode",  "$create.throughput" },
	{ "LifecyclePolicies[0].TransitionToIA", "lifecycle_policy{}.transition_to_ia", "*cold" },
	{ NULL,                  "lifecycle{}.prevent_destroy", "*keep" },
	{ "@DeletionPolicy",      NULL, "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy", NULL, "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
static const Attr attr[] = {
	{ "id",  "Ref", "id" },
	{ "arn", "Arn", "arn" },
	{ 0 }
};
static const Prop backup_prop[] = {
	{ NULL,                  "file_system_id",           "&self.id" },
	{ "BackupPolicy.Status", "backup_policy{}.status",   "=ENABLED" },
	{ 0 }
};
static const Prop target_prop[] = {
	{ "FileSystemId",      "file_system_id",     "&self.id" },
	{ "SubnetId",          "subnet_id",          "*subnet" },
	{ "SecurityGroups",    "security_groups",    "*groups" },
	{ 0 }
};
static const Prop point_prop[] = {
	{ "FileSystemId",      "file_system_id",     "&self.id" },
	{ "PosixUser.Uid:str", "posix_user{}.uid",   "$create.user" },
	{ "PosixUser.Gid:str", "posix_user{}.gid",   "$create.user" },
	{ "RootDirectory.Path", "root_directory{}.path", "$create.path" },
	{ "RootDirectory.CreationInfo.OwnerUid:str", "root_directory{}.creation_info{}.owner_uid", "$create.user" },
	{ "RootDirectory.CreationInfo.OwnerGid:str", "root_directory{}.creation_info{}.owner_gid", "$create.user" },
	{ "RootDirectory.CreationInfo.Permissions", "root_directory{}.creation_info{}.permissions", "*mode" },
	{ 0 }
};
static const Attr point_attr[] = {
	{ "id",  "Ref", "id" },
	{ "arn", "Arn", "arn" },
	{ 0 }
};
static const Op op[] = {
	{ "",       "AWS::EFS::FileSystem", "aws_efs_file_system", .when = "create", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "FileSystemTags" },
	{ "Backup", "^", "aws_efs_backup_policy", .when = "create create.backup", .prop = backup_prop },
	{ "AccessPoint", "AWS::EFS::AccessPoint", "aws_efs_access_point", .when = "create", .prop = point_prop, .attr = point_attr, .tags = "AccessPointTags" },
	{ "MountTarget", "AWS::EFS::MountTarget", "aws_efs_mount_target", .when = "-", .prop = target_prop },
	CONNECT_OP,
	{ 0 }
};

// The file system behind an access point may not be known; the condition says which one may be used.
static const Grant grants[] = {
	{ "mount", "elasticfilesystem:ClientMount", "&self.grantable", "StringEquals", "elasticfilesystem:AccessPointArn", "&self.access_point" },
	{ "write", "elasticfilesystem:ClientMount elasticfilesystem:ClientWrite", "&self.grantable", "StringEquals", "elasticfilesystem:AccessPointArn", "&self.access_point" },
	{ 0 }
};
// clang-format on

static Value *hole(Unit *u, Entity *e, const char *name)
{
	if (name && str_eq(name, "mount"))
		return lower_value(u, e, rec_get(e->rec, "mount"));
	if (name && str_eq(name, "grantable"))
		return e->main ?
			value_ref(u, e->main, "arn", e->at) :
			eval_entity(u, e,
				"=arn:{@partition}:elasticfilesystem:{@region}:{@account}:file-system/*");
	if (name && str_eq(name, "id"))
		return NULL;
	Resource *point = res_of(e, "AccessPoint");
	return point ? value_ref(u, point, "arn", e->at) :
		       lower_value(u, e, rec_get(e->rec, "access_point"));
}

// ---- Mount targets --------------------------------------------------------------------------------

// One subnet for each zone, of the tier that is named or of the first that has the zone.
static void make_targets(Unit *u, Entity *e, Entity *network, const char *part)
{
	const Value *tiers = rec_get(network->rec, "tiers");
	bool seen[256] = { false };
	for (uint32_t i = 0; tiers && i < tiers->n; i++) {
		const Pair *t = &tiers->u.pair[i];
		uint32_t n;
		Value **zone = rec_list(t->val, "zones", &n);
		if (part && !str_eq(part, t->key))
			continue;
		for (uint32_t k = 0; k < n; k++) {
			uint8_t letter = (uint8_t)zone[k]->u.s[0];
			if (seen[letter])
				continue;
			seen[letter] = true;
			Resource *r = res_new(u, e, op_of(e->kind, "MountTarget"), NULL, NULL,
				id_of_key(u, zone[k]->u.s));
			put(u, r, "subnet",
				network_subnet(u, network, t->key, zone[k]->u.s, e->at));
		}
	}
}

// The function may reach the file system, and waits for its mount targets.
static void admit_function(Unit *u, Entity *e, Entity *f, Entity *network, Resource *group)
{
	Resource *peer = network_group(u, network, f, f->at);
	Resource *r = res_new(u, e, op_of(e->kind, "Rule"), NULL, NULL, f->id);
	put(u, r, "group", value_ref(u, group, "id", e->at));
	put(u, r, "peer", value_ref(u, peer, "id", e->at));
	put(u, r, "port", value_num(u->arena, 2049, e->at));
	put(u, r, "description", value_format(u->arena, e->at, "%s %s", f->kind->one, f->name));
	if (f->scope != e->scope || !str_eq(entity_target(f), entity_target(e)))
		return;
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, "MountTarget"))
			res_depends(u, f->main, e->res[i], true, true);
}

// Once all functions know what they mount.
static void make_late(Unit *u, Edge *edge)
{
	Entity *e = edge->from;
	Entity *network = edge->to;
	if (edge->first != edge || !rec_get(e->rec, "create"))
		return;
	make_targets(u, e, network, rec_get(e->rec, "network")->u.ent.part);
	Resource *group = network_group(u, network, e, e->at);
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, "MountTarget")) {
			Value *groups = value_list(u->arena, e->at);
			value_push(u->arena, groups, value_ref(u, group, "id", e->at));
			put(u, e->res[i], "groups", groups);
		}
	for (uint32_t i = 0; i < e->scope->nent; i++) {
		Entity *f = e->scope->ent[i];
		if (f->kind == &kind_function && f->main && function_filesystem(f) == e)
			admit_function(u, e, f, network, group);
	}
}

static const Link link_rows[] = {
	{ "network", "network", .make = make_late },
	{ 0 },
};

// ---- The rest -------------------------------------------------------------------------------------

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	const char *cold = rec_text(e->rec, "create.cold_after");
	if (r == e->main) {
		if (cold)
			put(u, r, "cold",
				value_format(u->arena, e->at,
					str_eq(cold, "1") ? "AFTER_%s_DAY" : "AFTER_%s_DAYS",
					cold));
		if (value_is(rec_get(e->rec, "on_destroy"), "keep"))
			put(u, r, "keep", value_bool(u->arena, true, e->at));
	} else if (str_eq(r->op->part, "AccessPoint")) {
		const Value *mode = rec_get(e->rec, "create.mode");
		put(u, r, "mode", text_at(u, value_text(mode), mode->at));
	}
}

static bool in_zone(const Value *use, const char *zone)
{
	const Value *tiers = rec_get(use->u.ent.ent->rec, "tiers");
	for (uint32_t i = 0; tiers && i < tiers->n; i++) {
		uint32_t n;
		Value **own = rec_list(tiers->u.pair[i].val, "zones", &n);
		for (uint32_t k = 0; k < n; k++)
			if ((!use->u.ent.part || str_eq(use->u.ent.part, tiers->u.pair[i].key)) &&
				value_is(own[k], zone))
				return true;
	}
	return false;
}

// "Configuring file system access for Lambda functions": a mount target in each zone of the function.
static void check_zones(Unit *u, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	for (uint32_t i = 0; i < e->nin; i++) {
		Entity *f = e->in[i]->from;
		if (e->in[i]->first != e->in[i])
			continue;
		const Value *its = f->kind == &kind_function && function_is_lambda(f) &&
				rec_ent(f->rec, "runtime.filesystem.name") == e ?
			rec_get(f->rec, "runtime.network.name") :
			NULL;
		if (!its || its->u.ent.ent != use->u.ent.ent)
			continue;
		for (const char *zone = "abcdef"; *zone; zone++) {
			const char *name = U_FORMAT(u, "%c", *zone);
			if (!in_zone(its, name) || in_zone(use, name))
				continue;
			Diag *d = say_not_here(u, its->at, value_text(its->u.ent.name),
				U_FORMAT(u,
					"has the zone `%s`, where file system `%s` cannot be reached",
					name, e->name));
			diag_related(d, use->at, "it stands in these zones");
			break;
		}
	}
}

static void check(Unit *u, Entity *e)
{
	const Value *made = rec_get(e->rec, "create");
	Entity *network = rec_ent(e->rec, "network");
	if (made && network && network_is_made(network))
		check_zones(u, e);
	if (!made || !network || network_is_made(network))
		return;
	Diag *d = say_filesystem_network(u, rec_get(e->rec, "network")->at, e->name);
	diag_related(
		d, network->at, "its subnets are there already, and their zones are not known");
	diag_line(
		d, "make the file system where the network is made, and write `access_point` here");
}

extern const Kind kind_filesystem;
const Kind kind_filesystem = {
	"filesystems",
	"filesystem",
	"FileSystem",
	"a file system that functions mount",
	.called = "file_system",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.holes = "access_point arn mount",
	.check = check,
	.fill = fill,
	.hole = hole,
};
