// emit.h: what the printers of resources share.
#ifndef TOPC_EMIT_H
#define TOPC_EMIT_H

#include "../ir/files.h"
#include "../ir/lower.h"
#include "tree.h"

// How a reference is reached from a module, in one backend.
typedef struct Reach {
	enum {
		REACH_RES,   // res and attribute in the same module
		REACH_CHILD, // an output of a child module
		REACH_INPUT, // an input of this module
		REACH_VALUE, // an expression: spelled, or the attribute's own
	} how;
	Resource *res;
	const Attr *attr;
	Module *child;
	Output *output;
	Input *input;
	Value *val;
} Reach;
Reach reach(Unit *, const Module *, const Value *ref, Backend);

// The tags of a resource: common ones of its topology, then its own; sorted by key. With `common`
// false only what differs from those of the root topology (Terraform's provider has these).
Value *tags_of(Unit *, const Resource *, bool common);

void emit_cfn(OutFiles *, Module *); // cfn/<target>.template.json, and its children before it
void emit_tf(OutFiles *, Module *);  // tf/<target>/

// The template of a module as a value; `emit_cfn` prints it.
Value *cfn_template(OutFiles *, const Hosted *, Module *, const char *file);
// A value as CloudFormation has it: Ref, Fn::GetAtt, Fn::Sub.
Value *cfn_value(Unit *, const Module *, Value *);
// JSON text with references in it, as a join. Maps are printed by the order of their keys.
Value *json_text(Unit *, Value *);
// The same with `${Name}` for references, and what the names stand for (NULL: nothing).
Value *definition_text(Unit *, const Module *, Value *, Value **substitutions);
const Pair **sorted_pairs(Unit *, const Value *map); // by key bytes
const char *cfn_name(Unit *, const char *name);      // of a parameter or output: letters and digits
// "HasEmail": the condition that an input is not empty.
const char *cfn_condition(Unit *, const Input *);
void print_template(Buf *, const Value *); // two blanks a level, numbers as written

// DependsOn of a resource in the template of m, without what its properties refer to already; NULL:
// nothing. Of a nested stack: what any of its resources waits for.
Value *cfn_depends_on(
	Unit *, const Hosted *, const Module *m, const Resource *, const Value *props);
Value *cfn_stack_depends_on(
	Unit *, const Hosted *, const Module *m, const Module *child, const Value *props);

#endif
