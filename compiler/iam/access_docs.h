// access_docs.h: from CloudFormation templates to the policies of each role and resource.
#ifndef TOPC_IAM_ACCESS_DOCS_H
#define TOPC_IAM_ACCESS_DOCS_H

#include "../../ir/access.h"

// Whose access it is: a role with all its policies, the trust of a role, the policy of a resource.
typedef struct Subject {
	const char *kind; // "role", "trust of role", "policy of queue"
	const char *name; // logical id, or what stands for it
	PolicyType type;
	AccessPolicy *policy;
	uint32_t n;
	Span at;
} Subject;

typedef struct Subjects {
	Unit *unit;
	Subject **item; // in the order they were met
	uint32_t n;
	Map by_key;
} Subjects;

Subject *subject_find(const Subjects *, const char *kind, const char *name); // NULL: none
Subject *subject_get(Subjects *, const char *kind, const char *name, PolicyType, Span);
void subject_add(Subjects *, Subject *, AccessPolicy);
// What a policy is by what its statements hold.
PolicyType policy_type_of(const Value *policy);

// Adds the subjects of a template; `space` stands before their names ("" or "network/").
void stack_read(Subjects *, const Value *template, const char *space);

// ---- Within ---------------------------------------------------------------------------

typedef struct Stack {
	Subjects *out;
	Unit *unit;
	const Value *resources, *mappings;
	Map index; // "r Id", "p Parameter", "c Condition", "n AWS::IAM::Role name", "l Id" (is listed) to values
	const char *space;
} Stack;
const Value *stack_find(const Stack *, char what, const char *name);

// access_template.c: a value with its functions worked out as far as they can be. What is left of them
// is text that is not known, by a name that is equal for what is equal.
Value *stack_value(const Stack *, const Value *);
// The logical id that the value refers to (`Ref`, `GetAtt`, `${Id.Arn}`), or NULL.
const char *stack_target(const Stack *, const Value *);
const char *stack_condition(const Stack *, const Value *name); // a condition's name and meaning
const AccessWhen *stack_when(const Stack *, const Value *resource); // NULL: it has no condition

// access_attach.c: policies of resources that are no roles.
void stack_attached(Stack *, const Pair *resource, const char *type, const Value *properties);

#endif
