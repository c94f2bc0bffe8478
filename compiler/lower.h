// lower.h: what the files of lower share. (ir/lower.h is what kinds see.)
#ifndef TOPC_COMPILER_LOWER_H
#define TOPC_COMPILER_LOWER_H

#include "../ir/lower.h"

// Where an expression stands.
typedef struct Where {
	Unit *u;
	Resource *res; // or NULL
	Entity *ent;
	Edge *edge; // or NULL
	Value *rec; // its fields come before the entity's, or NULL
	Span at;    // of what is made from constants
	uint8_t soft;
} Where;
Value *expr_eval(const Where *, const char *expr);
Where where_of(Unit *, Resource *);

// The resource that `who` of `&who.attr` means; NULL when it is not there.
Resource *find_who(const Where *, const char *who, size_t n, Entity **ent);

void lower_edges(Unit *);    // resources and permissions of the edges
void lower_policies(Unit *); // merges statements and fills the policy documents
// What is granted by a role or a resource's policy, without what an author wrote, in as few statements
// as say it exactly (lower_merge.c).
Value *merged_statements(Unit *, const Resource *);
// The text of a value where account, Region and partition are as long as they get.
const char *value_longest(Unit *, const Value *);
const char *value_shortest(Unit *, const Value *);
// What AWS takes (lower_quota.c): a role's policies, a resource's, and, when everything is filled, the
// permissions of all functions.
void check_role_quota(Unit *, const Resource *role, const Value *document);
void check_policy_quota(Unit *, const Resource *policy, const Value *document);
void check_function_quotas(Unit *);
size_t policy_longest(Unit *, const Value *document); // characters
// Says what is wrong with, or too much in, the policy of a role (lower_judge.c).
void judge_role(Unit *, const Resource *role, const Value *document);
void lower_flow(Unit *, Entity *, const Field *);

#endif
