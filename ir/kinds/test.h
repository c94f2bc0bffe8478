// test.h: tests of what is deployed, which the section `tests` and functions have.
#ifndef TOPC_KINDS_TEST_H
#define TOPC_KINDS_TEST_H

#include "common.h"

// What a test is given and has to answer; its rows stand in the section's table, too.
#define TEST_FIELDS                                                                                                          \
	{ "payload", T_JSON,                                                                                                 \
		.doc = "what it is given: JSON, the path of a .json file, or s3://BUCKET/KEY" },                             \
		{ "expect", T_PATTERN,                                                                                       \
			.doc = "what it has to answer, as JSON; without it any answer but an error is right" },              \
		{ "condition", T_STR, .flags = F_KNOWN, .dflt = "matches", .with = "expect",                                 \
			.ok = "/^(matches|=|includes|contains|\\$((\\.[A-Za-z_][A-Za-z0-9_]*)|(\\[[0-9]+\\]))+)$/",          \
			.doc = "matches (the whole answer), includes (at least this), or the path in it, as `$.order.id`" }, \
		{ "path", T_STR, .flags = F_KNOWN, .ok = "/^\\//",                                                           \
			.doc = "of a route: the path that is called, where its own has parameters" },                        \
		{ "auth", T_STR, .flags = F_KNOWN,                                                                           \
			.doc = "of a route: the Authorization header; default: make's variable AUTH" },                      \
		{ "name", T_STR, .flags = F_KNOWN,                                                                           \
			.doc = "what the rule is called; default: the key" },                                                \
	{                                                                                                                    \
		"namespace", T_STR, .flags = F_IGNORED,                                                                      \
				    .doc = "a test is of what its own topology holds"                                        \
	}
extern const Field test_field[];

// What can be wrong with a test of `to`.
void test_check(Unit *, const Entity *to, const Value *rec);
// Its rule of the Makefile and its files. `word` goes into the rule's name.
void test_rule(Unit *, const Entity *to, const char *word, const Value *rec);

#endif
