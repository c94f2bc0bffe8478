// database.c: databases: Aurora clusters and RDS instances, reached from within a network only.
#include "database.h"

#include <string.h>

// clang-format off
static const Field serverless[] = {
	{ "min", T_NUM, .ok = "0..256", .dflt = "0.5", .doc = "least capacity, in steps of 0.5; 0: it may pause" },
	{ "max", T_NUM, .ok = "1..256", .flags = F_NEED, .doc = "most capacity" },
	{ "pause_after", T_TIME, .ok = "300..86400", .doc = "idle time before it pauses" },
	{ 0 }
};
static const Field field[] = {
	{ "engine", T_ENUM, .flags = F_NEED, .ok = "aurora-mysql aurora-postgresql mysql mariadb postgres=postgresql", .doc = "what runs" },
	{ "version", T_STR, .ok = "/^[0-9][0-9A-Za-z._-]*$/", .doc = "its version; default: the one AWS prefers when it is deployed" },
	{ "serverless", T_RECORD, .sub = serverless, .group = "size!", .doc = "a cluster that grows and shrinks by itself" },
	{ "class", T_STR, .ok = "/^db\\.[a-z0-9-]+\\.[a-z0-9-]+$/", .group = "size!", .doc = "an instance class: db.t4g.medium" },
	{ "storage", T_INT, .flags = F_KNOWN, .ok = "20..65536", .doc = "gigabytes; without Aurora only, which grows by itself; default: 20" },
	{ "name", T_STR, .flags = F_KNOWN, .ok = "/^[A-Za-z][A-Za-z0-9_]{0,62}$/", .doc = "the first database in it; default: none" },
	{ "credentials", T_REF, .to = "secret", .doc = "the secret with the master user's name and password; default: one that RDS makes and rotates" },
	{ "network", T_REF, .to = "network", .flags = F_NEED, .doc = "where it stands: `main/inner`, in two zones at least" },
	{ "backup", T_DAYS, .ok = "1..35", .dflt = "1", .doc = "how long daily backups are kept" },
	{ "cluster", T_BOOL, .flags = F_HIDDEN, .doc = "Aurora" },
	RETENTION("snapshot keep delete", "snapshot"),
	COMMON_FIELDS,
	{ 0 }
};

#define POLICIES \
	{ NULL, "lifecycle{}.prevent_destroy", "*keep" }, \
	{ "@DeletionPolicy",      NULL, "$on_destroy|snapshot=Snapshot|keep=Retain|delete=Delete" }, \
	{ "@UpdateReplacePolicy", NULL, "$on_destroy|snapshot=Snapshot|keep=Retain|delete=Delete" }
#define COMMON_ROWS \
	{ "Engine",                   "engine",                      "$engine" }, \
	{ "EngineVersion",            "engine_version",              "$version" }, \
	{ "MasterUsername",           MASTER "username",             "*user" }, \
	{ "MasterUserPassword",       NULL,                          "*password" }, \
	{ NULL,                       MASTER "password_wo",          "*once" }, \
	{ NULL,                       MASTER "password_wo_version",  "=1 ?credentials" }, \
	{ "ManageMasterUserPassword", "manage_master_user_password", "*managed" }, \
	{ "DBSubnetGroupName",        "db_subnet_group_name",        "&SubnetGroup.name" }, \
	{ "BackupRetentionPeriod",    "backup_retention_period",     "$backup" }, \
	{ "StorageEncrypted",         "storage_encrypted",           "=true" }, \
	{ "CopyTagsToSnapshot",       "copy_tags_to_snapshot",       "=true" }, \
	{ NULL,                       "apply_immediately",           "=true" }, /* as a stack does */ \
	{ NULL,                       "skip_final_snapshot",         "$on_destroy|snapshot=false|keep=false|delete=true" }, \
	{ NULL,                       "final_snapshot_identifier",   "*snapshot" }

#define MASTER "master_"
static const Prop cluster_prop[] = {
	{ "DBClusterIdentifier", "cluster_identifier",     "%" },
	{ "DatabaseName",        "database_name",          "$name" },
	COMMON_ROWS,
	{ "VpcSecurityGroupIds", "vpc_security_group_ids", "*groups" },
	{ "ServerlessV2ScalingConfiguration.MinCapacity", "serverlessv2_scaling_configuration{}.min_capacity", "$serverless.min" },
	{ "ServerlessV2ScalingConfiguration.MaxCapacity", "serverlessv2_scaling_configuration{}.max_capacity", "$serverless.max" },
	{ "ServerlessV2ScalingConfiguration.SecondsUntilAutoPause", "serverlessv2_scaling_configuration{}.seconds_until_auto_pause", "$serverless.pause_after" },
	POLICIES,
	{ 0 }
};
#undef MASTER
#define MASTER ""
static const Prop server_prop[] = {
	{ "DBInstanceIdentifier", "identifier",             "%" },
	{ "DBInstanceClass",      "instance_class",         "$class" },
	{ "AllocatedStorage:str", "allocated_storage",      "*storage" },
	{ "StorageType",          "storage_type",           "=gp3" },
	{ "PubliclyAccessible",   "publicly_accessible",    "=false" },
	{ "DBName",               "db_name",                "$name" },
	COMMON_ROWS,
	{ "VPCSecurityGroups",    "vpc_security_group_ids", "*groups" },
	POLICIES,
	{ 0 }
};
static const Attr cluster_attr[] = {
	{ "id",          "Ref",                       "cluster_identifier", "%" },
	{ "host",        "Endpoint.Address",          "endpoint" },
	{ "port",        "Endpoint.Port",             "tostring(%.port)" },
	{ "reader_host", "ReadEndpoint.Address",      "reader_endpoint" },
	{ "arn",         "DBClusterArn",              "arn" },
	{ "secret",      "MasterUserSecret.SecretArn", "master_user_secret[0].secret_arn" },
	{ 0 }
};
static const Attr server_attr[] = {
	{ "id",          "Ref",                       "identifier", "%" },
	{ "host",        "Endpoint.Address",          "address" },
	{ "port",        "Endpoint.Port",             "tostring(%.port)" },
	{ "reader_host", "Endpoint.Address",          "address" },
	{ "arn",         "DBInstanceArn",             "arn" },
	{ "secret",      "MasterUserSecret.SecretArn", "master_user_secret[0].secret_arn" },
	{ 0 }
};
static const Prop member_prop[] = {
	{ "DBInstanceIdentifier", "identifier",         "={%}-1" },
	{ "DBClusterIdentifier",  "cluster_identifier", "&self.id" },
	{ "DBInstanceClass",      "instance_class",     "*class" },
	{ "Engine",               "engine",             "$engine" },
	{ NULL,                   "apply_immediately",  "=true" },
	{ "@DeletionPolicy",      NULL,                 "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                 "=Delete" },
	{ 0 }
};
static const Prop subnets_prop[] = {
	{ "DBSubnetGroupDescription", "description", "*description" },
	{ "SubnetIds",                "subnet_ids",  "*subnets" },
	{ 0 }
};
// Terraform reads the password when it applies, and keeps it nowhere.
static const Prop credentials_prop[] = { { NULL, "secret_id", "*secret" }, { 0 } };
static const Attr credentials_attr[] = { { "password", NULL, "jsondecode(%.secret_string).password" }, { 0 } };
static const Attr subnets_attr[] = { { "name", "Ref", "name" }, { 0 } };
static const Op op[] = {
	{ "",            "AWS::RDS::DBCluster", "aws_rds_cluster", .when = "cluster", .prop = cluster_prop, .attr = cluster_attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "",            "AWS::RDS::DBInstance", "aws_db_instance", .when = "!cluster", .prop = server_prop, .attr = server_attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Instance",    "AWS::RDS::DBInstance", "aws_rds_cluster_instance", .when = "cluster", .prop = member_prop, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "SubnetGroup", "AWS::RDS::DBSubnetGroup", "aws_db_subnet_group", .prop = subnets_prop, .attr = subnets_attr, .tags = "Tags" },
	{ "Credentials", NULL, "aws_secretsmanager_secret_version", .when = "credentials", .prop = credentials_prop, .attr = credentials_attr, .flags = OP_EPHEMERAL },
	CONNECT_OP,
	{ 0 }
};
static const Grant grants[] = { { "connect" }, { 0 } };
// clang-format on

static void imply(Unit *u, Entity *e)
{
	const char *engine = rec_text(e->rec, "engine");
	bool cluster = engine && str_starts(engine, "aurora");
	rec_put(e->rec, "cluster", cluster ? value_bool(u->arena, true, e->at) : NULL);
}

static void make(Unit *u, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	Entity *network = use->u.ent.ent;
	long long port = database_port(e);
	e->own = network_is_made(network) ? network_group(u, network, e, use->at) : NULL;
	connect_make(u, e, op_of(e->kind, "Rule"), e->own, &port, 1);
}

// ---- Filling ------------------------------------------------------------------------------------

static void put_credentials(Unit *u, Resource *r, Entity *e)
{
	Entity *secret = rec_ent(e->rec, "credentials");
	if (!secret) {
		put(u, r, "managed", value_bool(u->arena, true, e->at));
		put(u, r, "user", text_at(u, "dbadmin", e->at));
		return;
	}
	Span at = rec_get(e->rec, "credentials")->at;
	put(u, r, "user", entity_attr(u, secret, "user", at));
	put(u, r, "password", secret_content(u, secret, "password", at));
	put(u, r, "once", value_ref(u, res_of(e, "Credentials"), "password", at));
}

static void put_groups(Unit *u, Resource *r, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	Value *groups = NULL;
	if (e->own) {
		groups = value_list(u->arena, use->at);
		value_push(u->arena, groups, value_ref(u, e->own, "id", use->at));
	} else {
		groups = network_groups(u, use->u.ent.ent, e, use->at);
	}
	put(u, r, "groups", groups);
}

static void fill_main(Unit *u, Resource *r, Entity *e)
{
	const Value *destroy = rec_get(e->rec, "on_destroy");
	put_credentials(u, r, e);
	put_groups(u, r, e);
	if (!value_is(destroy, "delete")) {
		Value *piece[] = { e->phys, text_at(u, "-final", e->at) };
		put(u, r, "snapshot", value_join(u->arena, e->at, piece, COUNT(piece)));
	}
	if (value_is(destroy, "keep"))
		put(u, r, "keep", value_bool(u->arena, true, e->at));
	if (!rec_true(e->rec, "cluster"))
		put(u, r, "storage", value_num(u->arena, rec_int(e->rec, "storage", 20), e->at));
}

static void fill_reading(Unit *u, Resource *r, Entity *e)
{
	Entity *secret = rec_ent(e->rec, "credentials");
	Span at = rec_get(e->rec, "credentials")->at;
	put(u, r, "secret",
		secret->main ? value_ref(u, secret->main, "arn", at) :
			       entity_attr(u, secret, "name", at));
	Resource *version = res_of(secret, "Version");
	if (version && str_eq(entity_target(secret), entity_target(e)) && secret->scope == e->scope)
		res_depends(u, r, version, false, true);
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	const Value *use = rec_get(e->rec, "network");
	if (r->edge)
		return;
	if (r == e->main) {
		fill_main(u, r, e);
	} else if (str_eq(r->op->part, "Instance")) {
		Value *class = rec_get(e->rec, "class");
		put(u, r, "class",
			class ? lower_value(u, e, class) : text_at(u, "db.serverless", e->at));
	} else if (str_eq(r->op->part, "Credentials")) {
		fill_reading(u, r, e);
	} else if (str_eq(r->op->part, "SubnetGroup")) {
		put(u, r, "description",
			value_format(u->arena, e->at, "subnets of %s %s", e->kind->one, e->name));
		put(u, r, "subnets", network_subnets(u, use->u.ent.ent, use->u.ent.part, use->at));
	}
}

static Value *hole(Unit *u, Entity *e, const char *name)
{
	Value *database = rec_get(e->rec, "name");
	return name && str_eq(name, "name") && database ? lower_value(u, e, database) : NULL;
}

extern const Kind kind_database;
const Kind kind_database = {
	"databases",
	"database",
	"Database",
	"a relational database",
	.field = field,
	.op = op,
	.grant = grants,
	.phys = "~ns-x-sandbox",
	.phys_max = 55,
	.phys_ok = "/^[a-z](-?[a-z0-9])*$/",
	.holes = "name",
	.said = "name",
	.imply = imply,
	.check = database_check,
	.make = make,
	.fill = fill,
	.hole = hole,
};
