// lower.h: what the C code of a kind may do while entities become resources. compiler/lower*.c has
// it. First all resources are made (make), then all are filled (fill), so every reference finds its
// resource.
#ifndef TOPC_LOWER_H
#define TOPC_LOWER_H

#include "ir.h"

// ---- Making ---------------------------------------------------------------------------------

// A resource of the entity; `key` tells it from others of the same op (NULL when it is the only
// one) and goes into its id. `in` is the instance it belongs to, `rec` its element, or NULL.
Resource *res_new(Unit *, Entity *, const Op *, Resource *in, Value *rec, const char *key);
// A resource of an edge.
Resource *res_edge(Unit *, Edge *, const Kind *, const Op *, const char *key);
// One for all that ask with the same key, in the scope of the entity that asks first.
Resource *res_shared(Unit *, Entity *, const Op *, const char *key);
// The words of a name as they go into ids: CamelCase, with a digest where that loses something.
const char *id_of_key(Unit *, const char *name);
// An op of the kind by its part; dies when there is none.
const Op *op_of(const Kind *, const char *part);
// The entity's resource of a part, or NULL; with OP_DEMAND `res_demand` makes it.
Resource *res_of(const Entity *, const char *part);
Resource *res_demand(Unit *, Entity *, const char *part);

// Something has to be there before, although no value refers to it.
void res_depends(Unit *, Resource *, Resource *on, bool cfn, bool tf);

// ---- Granting -------------------------------------------------------------------------------

// Adds to what the entity's role (its part "Role", made when it was not there) may do. `actions` is
// a list of words. `resource` NULL stands for "*". Returns the statement, to which a condition may
// be added.
Statement *grant(
	Unit *, Entity *, const char *actions, Value *resource, const char *reason, Span at);
// The same for another role of the entity.
Statement *grant_to(
	Unit *, Resource *role, const char *actions, Value *resource, const char *reason, Span at);
// What `verb` on the entity `to` takes, for the role of `from`.
void grant_verb(Unit *, Entity *from, Entity *to, const char *verb, Edge *why);
// An input that may be left out, and no statement takes an empty resource.
bool value_may_be_empty(const Value *);
// Adds to the one policy that a resource holds: `service` may do `actions` on it for `source`.
Statement *admit(Unit *, Resource *policy, const char *service, const char *actions, Value *on,
	Value *source, bool account);
// Adds an author's own statements, as they are.
void admit_written(Unit *, Resource *policy, Value *statements);
// What the target of an edge asks for before `service` may call it for `source`: a resource of the
// edge, a statement in its policy, or a right of the caller's role. `key` tells such a resource from
// that of another edge with the same ends, or is NULL.
void admit_service(
	Unit *, Edge *, const char *service, Value *source, bool account, const char *key);
// A condition: operator -> key -> value; adds to those the statement has.
void condition(Unit *, Statement *, const char *op, const char *key, Value *);

// ---- Filling --------------------------------------------------------------------------------

// The value of row "*id". NULL: no property. Dies when the op has no such row.
void put(Unit *, Resource *, const char *id, Value *);
// An expression of the grammar above Prop in ir.h, as the resource sees it; NULL: absent.
Value *eval(Unit *, Resource *, const char *expr);
Value *eval_entity(Unit *, Entity *, const char *expr);
// A shaped value after lowering: holes and entities become references.
Value *lower_value(Unit *, Entity *, Value *);
// An attribute of an entity: of its main resource, spelled when it has none; `attr` NULL: the first.
Value *entity_attr(Unit *, Entity *, const char *attr, Span at);
Value *value_ref(Unit *, Resource *, const char *attr, Span at); // attr NULL: the resource itself
Value *value_input(Unit *, Input *, Span at);
Value *value_text_json(Unit *, Value *); // that value as JSON text
Value *value_var(Unit *, const char *name,
	Span at); // account region partition suffix; root: Terraform's path.root; stack: CloudFormation's name of it
// What `ssm:/path` or `secret:name` stands for: a dynamic reference, a data source. Nothing is
// fetched and no value is ever written.
Value *outside_value(Unit *, Entity *, const char *name, Span at);
// Appends a text that is equal for equal values; references stand by the resource's id.
void value_key(Buf *, const Value *);
// The text of a lowered value as the local stand-in has it: account 000000000000, region us-east-1,
// references by name; a shell word without blanks or quotes for what AWS takes as a name.
const char *local_text(Unit *, const Value *);
// The same for people: `${Account}` and the like, `<Id.attr>` for what has no spelling.
const char *value_shown(Unit *, const Value *);
// A deploy-time input of this name, made when it is not there.
Input *input_of(Unit *, const char *name, const char *type, Span at);
// A value the deployer may ask for after the deployment.
void output_new(Unit *, Scope *, const char *name, const char *doc, Value *, Span at);

#endif
