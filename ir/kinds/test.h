// test.h: rules of the Makefile that try what is deployed.
#ifndef TOPC_KINDS_TEST_H
#define TOPC_KINDS_TEST_H

#include "common.h"

typedef struct Test {
	const char *name;     // of the rule, behind `test-`
	Entity *of;           // what is called
	const Value *payload; // JSON, a text of JSON, a path or an S3 address; NULL: {}
	const Value *expect;  // JSON or a text of it; NULL: it only must not fail
	bool includes;        // what comes back may hold more
} Test;
void test_rule(Unit *, const Test *);
// The tests of a function's own file: a map of names to tests, or one test.
void test_rules_of(Unit *, Entity *function, const Value *tests);
void test_check_of(Unit *, Entity *function, const Value *tests);

#endif
