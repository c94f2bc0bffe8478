// variables.h: what Assign sets and what reads it.
#ifndef TOPC_ASL_VARIABLES_H
#define TOPC_ASL_VARIABLES_H

#include "fields.h"

// A mention of a variable. Its place is worked out when something is said of it.
typedef struct Use {
	AslState *state;
	Sym name;
	Span at;          // or, when `val` is set,
	const Value *val; // the characters [lo, hi) of this string
	uint32_t lo, hi;
	struct Use *next; // of the same variable
} Use;

struct AslVar {
	Sym name;
	AslScope *scope;
	Span at; // of the first key that assigns it
	bool read;
	Use *use;       // what reads it
	uint32_t index; // among those that are read
	// data.c: what it can be: as far as it is known, and once all is.
	const Shape *merged, *shape;
};

void variable_used(const Here *, const char *name, size_t n, Span at);
// In a path: the variable is the characters [lo, hi) of the text.
void variable_in_text(const Here *, const Text *, uint32_t lo, uint32_t hi);
// The variable that a name means in a scope: its own, or an outer one's, which a distributed Map
// shuts out. NULL: none is ever assigned.
AslVar *variable_find(const AslScope *, Sym name);
// A key of Assign, `.$` taken off.
void variable_assigned(const Here *, const Pair *, const char *name, size_t n);

#endif
