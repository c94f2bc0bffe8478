// delivery.h: what reaches a function, by each way that leads to it.
#ifndef TOPC_KINDS_DELIVERY_H
#define TOPC_KINDS_DELIVERY_H

#include "common.h"

// What a function declares as its `input`, against what its sources deliver.
void delivery_check(Unit *, const Entity *function);
// Whether the declared type of a key lets it be left out: `string?`.
bool delivery_optional(const Value *type);
// Paths of `as` into the event that S3 sends over EventBridge.
void delivery_check_paths(Unit *, const Value *as);

#endif
