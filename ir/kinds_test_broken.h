// kinds_test_broken.h: kinds with one fault each, and what is said of it.
#ifndef TOPC_KINDS_TEST_BROKEN_H
#define TOPC_KINDS_TEST_BROKEN_H

#include "ir.h"

typedef struct Broken {
	const Kind *kind;
	const char *want;   // a part of the one complaint
	const char *source; // its C, or NULL
} Broken;
extern const Broken broken[];   // the last has no kind
extern const Kind broken_other; // a kind without faults, for links

#endif
