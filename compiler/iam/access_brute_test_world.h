// access_brute_test_world.h: a small world to try policies in: random policies of few words, and all requests that
// these words can tell apart. Only tests use it.
#ifndef TOPC_IAM_ACCESS_WORLD_H
#define TOPC_IAM_ACCESS_WORLD_H

#include "../../ir/ir.h"
#include "access_brute_test_eval.h"

typedef struct KeyWorld KeyWorld;
typedef struct World {
	const KeyWorld *key[2]; // the keys that conditions use
	bool resource;          // statements name principals
	bool variable;          // they use ${aws:username}
} World;

// Random choices follow rand(). `round`: which keys.
World world_new(int round, bool resource, bool variable);
Value *world_policy(Unit *, const World *, int most);
// Makes of `to` what `from` is after a small edit, as people make them.
void world_edit(Unit *, const Value *from, Value *to);
// The first request of the world that `new` allows and `old` does not.
bool world_search(const World *, const Value *old, const Value *new, Request *found);

#endif
