// path.h: JSONPath as Step Functions reads it.
//
// Three grammars share one parser. A path is Jayway's JSONPath, which AWS takes leniently: what is
// refused is no `$` in front, a bracket or quote left open, an empty step, an operator of a filter
// without its operand. A reference path names one place. A path inside a function call ends at
// the comma, the parenthesis or the blank behind it.
#ifndef TOPC_ASL_PATH_H
#define TOPC_ASL_PATH_H

#include "../../ir/base.h"

typedef enum PathRoot {
	ROOT_NONE,     // does not start as a path
	ROOT_INPUT,    // $
	ROOT_CONTEXT,  // $$
	ROOT_VARIABLE, // $name
	ROOT_UNKNOWN   // a hole
} PathRoot;

typedef enum StepKind {
	STEP_NAME,   // lo, hi: of the name, without dot, brackets and quotes
	STEP_INDEX,  // lo, hi: of the digits
	STEP_MANY,   // a wildcard, slice, union, filter or `..`: any number of places
	STEP_CALL,   // .length()
	STEP_UNKNOWN // a hole
} StepKind;

typedef struct PathStep {
	uint8_t kind;    // StepKind
	bool escaped;    // the name holds backslashes
	uint32_t lo, hi; // in the text
} PathStep;

typedef struct Path {
	PathRoot root;
	uint32_t var_lo, var_hi; // ROOT_VARIABLE: of the name
	PathStep *step;
	uint32_t nstep;
	uint32_t end; // where it stopped; the text's length when all of it was read
	// What is wrong, or NULL; and where.
	const char *problem;
	uint32_t bad_lo, bad_hi;
	// What no reference path may have, or NULL; and where.
	const char *many;
	uint32_t many_lo, many_hi;
	uint32_t blank; // offset + 1 of the first blank in a name; Jayway asks for brackets there
} Path;

// Reads the path at s[from, n). `inside` a call it ends before `,`, `)` and blanks.
void jsonpath_parse(Arena *, const char *s, uint32_t n, uint32_t from, bool inside, Path *);
// The name of a step, its escapes undone.
const char *jsonpath_name(Arena *, const char *s, const PathStep *, size_t *n);

#endif
