// common.h: rows that several kinds have.
#ifndef TOPC_KINDS_COMMON_H
#define TOPC_KINDS_COMMON_H

#include "../ir.h"
#include "../lower.h"

// clang-format off

// Fields of every entity.
#define COMMON_FIELDS \
	{ "target", T_STR, .doc = "the target it is deployed with; default: the last one" }, \
	{ "aliases", T_STR, LIST, .doc = "former names; the first one keeps its logical ids" }, \
	{ "tags", T_STR, MAP_OF, .flags = F_VARS | F_EMPTY_OK, .doc = "further tags on what it compiles to" }

// What becomes of a resource that holds data when it is deleted or replaced.
#define RETENTION(words, otherwise) \
	{ "on_destroy", T_ENUM, .ok = words, .dflt = otherwise, .doc = "what becomes of it and of its data" }

// A role and its policy, which is a resource of its own so that what it names may name the role.
extern const Prop role_prop[], policy_prop[];
extern const Attr role_attr[];
#define ROLE_OPS(on_demand) \
	{ "Role", "AWS::IAM::Role", "aws_iam_role", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE | (on_demand), .tags = "Tags" }, \
	{ "RolePolicy", "AWS::IAM::Policy", "aws_iam_role_policy", .in = "Role", .prop = policy_prop, .flags = OP_DEMAND }

// clang-format on
#endif
