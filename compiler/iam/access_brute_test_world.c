// access_brute_test_world.c: random policies of few words, and all requests that these words can tell apart.
#include "access_brute_test_world.h"

#include "../read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PICK(list) ((list)[(size_t)rand() % COUNT(list)])

static const char *const actions[] = { "s3:Get", "s3:Put", "s3:GetAcl", "sqs:Send", "s3:Set",
	"x:y" };
static const char *const action_patterns[] = { "s3:Get", "s3:*", "s3:Get*", "*", "S3:?et",
	"sqs:Send", "s3:Put", "*:*et" };
static const char *const resources[] = { "*", "arn:aws:s3:::a", "arn:aws:s3:::a/b",
	"arn:aws:s3:::a/b/c", "arn:aws:s3:::c/b", "arn:aws:s3:eu:1:a/x" };
static const char *const resource_patterns[] = { "*", "arn:aws:s3:::a", "arn:aws:s3:::a/*",
	"arn:aws:s3:::*/b", "arn:aws:s3:::a/b*", "arn:aws:s3:*:*:a/?", "arn:aws:s3*" };
static const char *const variables[] = { "arn:aws:s3:::${aws:username}/b",
	"arn:aws:s3:::a/${aws:username}", "arn:aws:s3:::a/${aws:username}/*",
	"arn:aws:s3:::${aws:username}" };
static const char *const principals[] = { "arn:aws:iam::111111111111:user/u",
	"arn:aws:sts::111111111111:assumed-role/r/s", "arn:aws:sts::111111111111:assumed-role/q/s",
	"lambda.amazonaws.com", "arn:aws:iam::222222222222:user/u" };
static const char *const principal_patterns[] = { "\"*\"", "{\"AWS\": \"*\"}",
	"{\"AWS\": \"111111111111\"}", "{\"AWS\": \"arn:aws:iam::111111111111:role/r\"}",
	"{\"Service\": \"lambda.amazonaws.com\"}",
	"{\"AWS\": [\"arn:aws:iam::111111111111:user/u\", \"arn:aws:iam::222222222222:root\"]}" };

struct KeyWorld {
	const char *name;
	const char *const *operators, *const *wanted, *const *values;
};
#define WORDS(...)                                                                                 \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}
static const KeyWorld keys[] = {
	{ "k:text",
		WORDS("StringEquals", "StringLike", "StringNotEquals", "StringNotLike",
			"StringEqualsIfExists", "Null", "StringEqualsIgnoreCase",
			"StringNotEqualsIgnoreCase"),
		WORDS("a", "A", "b", "a*", "?", "${aws:username}"),
		WORDS("a", "A", "b", "ab", "xyz", "*") },
	{ "k:number",
		WORDS("NumericEquals", "NumericNotEquals", "NumericLessThan",
			"NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
			"NumericLessThanIfExists"),
		WORDS("1", "2", "2.5", "10"),
		WORDS("0", "1", "1.5", "2", "2.2", "2.5", "3", "10", "11") },
	{ "k:date",
		WORDS("DateLessThan", "DateGreaterThan", "DateEquals", "DateGreaterThanEquals",
			"DateNotEquals"),
		WORDS("2026-01-01", "2026-06-01", "2027-01-01"),
		WORDS("2025-01-01", "2026-01-01", "2026-03-01", "2026-06-01", "2026-07-01",
			"2027-01-01", "2028-01-01") },
	{ "k:address", WORDS("IpAddress", "NotIpAddress", "IpAddressIfExists"),
		WORDS("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "192.168.0.0/24"),
		WORDS("10.0.0.1", "10.1.0.1", "10.1.2.3", "192.168.0.9", "8.8.8.8") },
	{ "k:arn", WORDS("ArnLike", "ArnEquals", "ArnNotLike", "StringLike", "ArnNotEquals"),
		WORDS("arn:aws:s3:::a", "arn:aws:sns:*:1:t", "arn:aws:sns:*:t", "arn:aws:s3:::*",
			"arn:aws:s3:::${aws:username}"),
		WORDS("arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:sns:eu:1:t",
			"arn:aws:sns:eu:2:t", "x") },
	{ "k:set",
		WORDS("ForAllValues:StringEquals", "ForAnyValue:StringEquals",
			"ForAnyValue:StringNotEquals", "ForAllValues:StringLike",
			"ForAllValues:StringNotLike", "ForAnyValue:StringLike", "Null"),
		WORDS("a", "b", "a*", "${aws:username}"),
		WORDS("a", "b", "c", "a|b", "a|c", "b|c", "a|b|c", "ab|b", "ab|c") },
	{ "aws:SecureTransport", WORDS("Bool", "BoolIfExists", "Null"), WORDS("true", "false"),
		WORDS("true", "false") },
};

static size_t count(const char *const *list)
{
	size_t n = 0;
	while (list[n])
		n++;
	return n;
}

static void add_list(Buf *b, const char *name, const char *const *from, size_t n, int most)
{
	buf_printf(b, ", \"%s\": [", name);
	for (int i = 0, k = 1 + rand() % most; i < k; i++)
		buf_printf(b, "%s\"%s\"", i ? ", " : "", from[(size_t)rand() % n]);
	buf_puts(b, "]");
}

static const char *wanted_value(const KeyWorld *k, bool variable)
{
	const char *s = k->wanted[(size_t)rand() % count(k->wanted)];
	return strstr(s, "${") && !variable ? "a" : s;
}

static const char *add_condition(Buf *b, const KeyWorld *k, const char *other, bool variable)
{
	const char *op = k->operators[(size_t)rand() % count(k->operators)];
	bool null = strcmp(op, "Null") == 0;
	if (other && strcmp(op, other) == 0)
		return op;
	buf_printf(b, "%s\"%s\": {\"%s\": [", other ? ", " : "", op, k->name);
	for (int i = 0, n = null ? 1 : 1 + rand() % 2; i < n; i++)
		buf_printf(b, "%s\"%s\"", i ? ", " : "",
			null ? (rand() % 2 ? "true" : "false") : wanted_value(k, variable));
	buf_puts(b, "]}");
	return op;
}

static void add_statement(Buf *b, const World *w)
{
	buf_printf(b, "{\"Effect\": \"%s\"", rand() % 3 ? "Allow" : "Deny");
	add_list(
		b, rand() % 8 ? "Action" : "NotAction", action_patterns, COUNT(action_patterns), 2);
	if (w->variable && rand() % 2)
		add_list(
			b, rand() % 8 ? "Resource" : "NotResource", variables, COUNT(variables), 2);
	else
		add_list(b, rand() % 8 ? "Resource" : "NotResource", resource_patterns,
			COUNT(resource_patterns), 2);
	if (w->resource)
		buf_printf(b, ", \"Principal\": %s", PICK(principal_patterns));
	if (rand() % 4) {
		buf_puts(b, ", \"Condition\": {");
		const char *op = add_condition(b, w->key[0], NULL, w->variable);
		if (rand() % 2)
			add_condition(b, w->key[1], op, w->variable);
		buf_puts(b, "}");
	}
	buf_puts(b, "}");
}

Value *world_policy(Unit *u, const World *w, int most)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, "{\"Version\": \"2012-10-17\", \"Statement\": [");
	for (int i = 0, n = 1 + rand() % most; i < n; i++) {
		buf_puts(&b, i ? ", " : "");
		add_statement(&b, w);
	}
	buf_puts(&b, "]}");
	Value *v = read_source(u, source_add(u, "p.json", b.s, b.n));
	if (u->ndiag)
		die("the world makes bad JSON");
	return v;
}

// Makes of `new` what `old` is after a small edit, as people make them: some statements taken out,
// sometimes one of its own kept.
void world_edit(Unit *u, const Value *old, Value *new)
{
	const Value *from = value_get(old, "Statement");
	Value *to = value_get(new, "Statement");
	Value *own = to->u.item[0];
	to->n = 0;
	to->u.item = NULL;
	if (rand() % 2)
		value_push(u->arena, to, own);
	for (uint32_t i = 0; i < from->n; i++) {
		Value *s = value_copy(u->arena, from->u.item[from->n - 1 - i]);
		Pair *cond = (Pair *)(uintptr_t)value_pair(s, "Condition");
		Value *other = value_get(own, "Condition");
		if (cond && other && rand() % 2)
			cond->val = other;
		if (rand() % 4)
			value_push(u->arena, to, s);
	}
}

// The first request of the world that `new` allows and `old` does not.
bool world_search(const World *w, const Value *old, const Value *new, Request *found)
{
	static const char *const users[] = { "a", "b", "b/c", "zz" };
	size_t nx = count(w->key[0]->values) + 1, ny = count(w->key[1]->values) + 1;
	for (size_t a = 0; a < COUNT(actions); a++)
		for (size_t r = 0; r < COUNT(resources); r++)
			for (size_t p = 0; p < (w->resource ? COUNT(principals) : 1); p++)
				for (size_t v = 0; v < (w->variable ? COUNT(users) : 1); v++)
					for (size_t x = 0; x < nx * ny; x++) {
						Request q = { principals[p], actions[a],
							resources[r], .user = users[v], .n = 2 };
						q.key[0] = w->key[0]->name;
						q.val[0] = w->key[0]->values[x % nx];
						q.key[1] = w->key[1]->name;
						q.val[1] = w->key[1]->values[x / nx];
						*found = q;
						if (eval_allowed(new, &q) && !eval_allowed(old, &q))
							return true;
					}
	return false;
}

World world_new(int round, bool resource, bool variable)
{
	// Text and sets more often than the others.
	size_t x = round % 3 ? (size_t)rand() % COUNT(keys) : (size_t)(round / 3) % 2 * 5;
	size_t y = (x + 1 + (size_t)rand() % (COUNT(keys) - 1)) % COUNT(keys);
	return (World){ { &keys[x], &keys[y] }, resource, variable };
}
