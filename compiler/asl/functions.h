// functions.h: the intrinsic functions and what they ask of their arguments.
#ifndef TOPC_ASL_FUNCTIONS_H
#define TOPC_ASL_FUNCTIONS_H

#include "fields.h"

typedef enum ArgType {
	ARG_ANY, // a path, or a call whose result is not known
	ARG_STRING,
	ARG_NUMBER,
	ARG_BOOL,
	ARG_NULL,
	ARG_ARRAY,
	ARG_OBJECT,
	ARG_VALUE // what a string holds as JSON: any value, but not meant as a string
} ArgType;

typedef struct Arg {
	uint8_t type;    // ArgType
	bool call;       // the result of a call, no literal
	uint32_t lo, hi; // in the text
} Arg;

typedef struct FunctionCall {
	const Here *h;
	const Text *t;
	uint32_t lo, hi; // of the name
	Arg *arg;
	uint32_t n;
} FunctionCall;

// Says what is wrong with a call; returns the type of its result.
ArgType asl_function(const FunctionCall *);
const char *arg_noun(ArgType);

#endif
