// compile.h: from a topology's folder to a unit.
#ifndef TOPC_COMPILE_H
#define TOPC_COMPILE_H

#include "../ir/ir.h"
#include "../ir/match.h"

typedef struct Pass {
	const char *name;
	void (*run)(Unit *);
	bool always; // whatever failed before
	const char *doc;
} Pass;
extern const Pass passes[]; // in order; the last has no name

// Loads the topology in folder `dir` of the tree and runs the passes up to and including `last`
// ("check", "order"). Passes behind `check` need a unit without errors and stop the run. Never NULL;
// free it with unit_free.
// The matcher may be used for many units after each other.
Unit *compile(Tree *, const Options *, Matcher *, const char *dir, const char *last);

#endif
