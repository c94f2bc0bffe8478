// pool.h: what routes and APIs ask of the pools whose users they let in.
#ifndef TOPC_KINDS_POOL_H
#define TOPC_KINDS_POOL_H

#include "common.h"

// The pool that `authorizer: cognito` means: the topology's only one, or one of its name that is
// made. Several: said, NULL. For `imply`.
Entity *pool_meant(Unit *, Scope *, Span at);
// Whether a value is the word that means it, and nothing declared has that name.
bool pool_is_meant(const Scope *, const Value *name);

#endif
