// place.h: what the files of place share.
#ifndef TOPC_PLACE_H
#define TOPC_PLACE_H

#include "../ir/ir.h"

// Calls `see` for every reference, input and variable below a value; `in` is the set of backends
// (1 << CFN, 1 << TF) that print it.
enum { IN_CFN = 1 << CFN, IN_TF = 1 << TF, IN_BOTH = IN_CFN | IN_TF };
typedef void SeeFn(void *ctx, Value *, unsigned in);
void value_walk(Value *, SeeFn *, void *ctx, unsigned in);
// The same for all values of a resource.
void resource_walk(const Resource *, SeeFn *, void *ctx);
// The values of a data source: it stands wherever something refers to it.
void data_source_walk(const Resource *, SeeFn *, void *ctx, unsigned in);

void place_split(Unit *);   // parts of what is too much for one template
void place_check(Unit *);   // what is too much all the same
void place_cycles(Unit *);  // chooses which references are spelled
void place_imports(Unit *); // what each module takes from others and gives to them
// Whether what a reference asks for can be said without the resource.
bool can_spell(Unit *, const Value *ref);
// Whether `m` is `top` or below it.
bool module_below(const Module *m, const Module *top);

#endif
