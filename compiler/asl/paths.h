// paths.h: paths in their places.
#ifndef TOPC_ASL_PATHS_H
#define TOPC_ASL_PATHS_H

#include "fields.h"
#include "path.h"

typedef enum PathWant { WANT_PATH, WANT_REFERENCE, WANT_RESULT } PathWant;

// A path that was found in a string; a call may hold several.
typedef struct Read Read;
struct Read {
	Path path;
	Text text;
	uint32_t from; // where in the text it starts
	bool inside;   // a call
	const AslState *state;
	Read *next;
};
const Read *reads_of(const Asl *, const Value *); // NULL: none, or none that is well formed

// Reads the path at t->s[from, …) and says what is wrong with it; `inside` a call its end is left
// in out->end. False after an error.
bool read_jsonpath(const Here *, const char *field, const Text *, uint32_t from, bool inside,
	PathWant, Path *out);

#endif
