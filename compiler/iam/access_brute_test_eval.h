// access_brute_test_eval.h: one request against one policy, as the IAM user guide tells it. The tests hold the
// comparison against it; nothing else uses it.
#ifndef TOPC_IAM_ACCESS_EVAL_H
#define TOPC_IAM_ACCESS_EVAL_H

#include "../../ir/value.h"

// A key's values are separated by '|'; NULL: the key is absent.
typedef struct Request {
	const char *principal, *action, *resource;
	const char *key[8], *val[8];
	int n;
	const char *user; // what ${aws:username} stands for
} Request;

// Whether the policy allows the request. Policies must be well-formed.
bool eval_allowed(const Value *policy, const Request *);
// The pattern with the variable filled in; `out` holds it when there is one.
enum { EVAL_TEXT = 200 };
const char *eval_fill(const char *pattern, const char *user, char out[EVAL_TEXT]);

#endif
