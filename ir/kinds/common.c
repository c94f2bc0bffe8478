// common.c: rows that several kinds have.
#include "common.h"

// clang-format off
const Prop role_prop[] = {
	{ "AssumeRolePolicyDocument", "assume_role_policy:json", "*trust", .soft = 3 },
	{ 0 }
};
const Prop policy_prop[] = {
	{ "PolicyName",     "name",        "=access" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ "Roles[0]",       "role",        "&Role.name" },
	{ 0 }
};
const Attr role_attr[] = {
	{ "name", "Ref", "name" },
	{ "arn",  "Arn", "arn" },
	{ 0 }
};
// clang-format on
