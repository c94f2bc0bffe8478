// filesystem.c: file systems that functions mount: EFS, by an access point.
#include "network.h"

// clang-format off
static const Field field[] = {
	{ "kind", T_ENUM, .ok = "efs=Efs=EFS", .dflt = "efs", .doc = "what it is" },
	{ "mount", T_STR, .flags = F_NEED, .ok = "/^\\/mnt\\/[A-Za-z0-9_.-]+$/", .doc = "where functions see it: /mnt/ and one name" },
	{ "access_point", T_STR, .flags = F_NEED, .doc = "ARN of an access point" },
	{ "network", T_REF, .to = "network", .flags = F_NEED, .doc = "the network whose subnets reach it" },
	COMMON_FIELDS,
	{ 0 }
};
// The file system behind an access point is not known; the condition says which one may be used.
#define FILE_SYSTEMS "=arn:{@partition}:elasticfilesystem:{@region}:{@account}:file-system/*"
static const Grant grants[] = {
	{ "mount", "elasticfilesystem:ClientMount", FILE_SYSTEMS, "StringEquals", "elasticfilesystem:AccessPointArn", "&self.access_point" },
	{ "write", "elasticfilesystem:ClientMount elasticfilesystem:ClientWrite", FILE_SYSTEMS, "StringEquals", "elasticfilesystem:AccessPointArn", "&self.access_point" },
	{ 0 }
};
// clang-format on

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	const char *field_of = attr && str_eq(attr, "mount") ? "mount" : "access_point";
	return lower_value(u, e, rec_get(e->rec, field_of));
}

extern const Kind kind_filesystem;
const Kind kind_filesystem = {
	"filesystems",
	"filesystem",
	"FileSystem",
	"a file system that functions mount",
	.called = "file_system",
	.field = field,
	.grant = grants,
	.holes = "access_point arn mount",
	.hole = hole,
};
