// common.h: rows that several kinds have.
#ifndef TOPC_KINDS_COMMON_H
#define TOPC_KINDS_COMMON_H

#include "../ir.h"
#include "../lower.h"

// clang-format off

// Fields of every entity.
#define COMMON_FIELDS \
	{ "target", T_STR, .flags = F_KNOWN, .doc = "the target it is deployed with; default: the last one" }, \
	{ "aliases", T_STR, LIST, .flags = F_KNOWN, .doc = "former names; the first one keeps its logical ids" }, \
	{ "tags", T_STR, MAP_OF, .flags = F_VARS | F_EMPTY_OK, .doc = "further tags on what it compiles to" }

// What becomes of a resource that holds data when it is deleted or replaced.
#define RETENTION(words, otherwise) \
	{ "on_destroy", T_ENUM, .ok = words, .dflt = otherwise, .doc = "what becomes of it and of its data" }

// "PutRetentionPolicy", Amazon CloudWatch Logs API Reference.
#define LOG_RETENTION(more) \
	{ "log_retention", T_DAYS, .flags = more, .ok = "1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653", .dflt = "30", .doc = "how long logs are kept" }

// A role and its policy, which is a resource of its own so that what it names may name the role.
extern const Prop role_prop[], policy_prop[];
extern const Attr role_attr[];
#define ROLE_OPS(on_demand) \
	{ "Role", "AWS::IAM::Role", "aws_iam_role", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE | (on_demand), .tags = "Tags" }, \
	{ "RolePolicy", "AWS::IAM::Policy", "aws_iam_role_policy", .in = "Role", .prop = policy_prop, .flags = OP_DEMAND }

// A service may call a function, where no edge says so: what pools and APIs make for what they call.
extern const Prop call_permission_prop[];
#define CALL_PERMISSION_OP(part) \
	{ part, "AWS::Lambda::Permission", "aws_lambda_permission", .when = "-", .prop = call_permission_prop }
// clang-format on

// Fills such a permission.
void put_call_permission(Unit *, Resource *, Entity *function, const char *service, Value *source);
// The entity's resource of a part that has this key, or NULL.
Resource *res_keyed(const Entity *, const char *part, const char *key);
// Sets a field of a record by its name.
void rec_put(Value *rec, const char *field, Value *);
// A constant text as a value.
static inline Value *text_at(Unit *u, const char *s, Span at)
{
	return value_str(u->arena, s, at);
}
// A name as a part of paths and rules: itself where that is safe, else its words.
const char *path_word(Unit *, const char *name);
// A physical name in a shell's double quotes; account and region are these texts.
const char *name_text(Unit *, const Value *phys, const char *account, const char *region);
// The target an entity is deployed with; NULL: there are none.
const char *entity_target(const Entity *);
// The id of a rule's target: the entity's, cut to what EventBridge takes.
const char *target_id(Unit *, const Entity *);
// The timeout of a function in seconds; that of a parameter is its default. `unknown` where only the
// deployer knows.
long long function_timeout(const Entity *function, long long unknown);
#endif
