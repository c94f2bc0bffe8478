// pattern.h: what the files of the pattern check share. (ir/pattern.h is what kinds see.)
#ifndef TOPC_COMPILER_PATTERN_H
#define TOPC_COMPILER_PATTERN_H

#include "../ir/pattern.h"

// How patterns of one use differ.
typedef struct PatternKind {
	const char *what;   // "an event pattern"
	uint32_t longest;   // characters of its JSON
	double largest;     // number, either way
	const char *lacks;  // operators that are not documented for it
	uint32_t most_keys; // top-level fields; 0: no limit
	uint32_t most_ways; // combinations of alternatives; 0: no limit
} PatternKind;

typedef struct PatternContext {
	Unit *u;
	PatternUse use;
	const PatternKind *kind;
} PatternContext;

// pattern_operator.c: `{ operator: operand }`, an element of a list of values.
void pattern_operator(const PatternContext *, const Value *map);
// Whether a name is an operator's or kept for one: no field inside `$or` can have it.
bool pattern_reserved(const char *name);
// A number that can be compared; what is wrong is said.
void pattern_number(const PatternContext *, const Value *);
// A string, whether its text is known or not.
static inline bool pattern_is_string(const Value *v)
{
	return v->kind == V_STR || v->kind == V_JOIN || v->kind == V_HOLE;
}

#endif
