// access_brute_test.c: random pairs of policies against every request of a small world.
//
// The evaluator here follows the IAM user guide statement by statement and shares nothing with the
// comparison but the matching of one pattern with one text. Every request that the new policies allow
// and the old ones do not must have been found; every example that the comparison gives must be one.
#include "../../ir/access.h"
#include "../read.h"
#include "../tree_open.h"
#include "glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <cmocka.h>

// ---- The evaluator --------------------------------------------------------------------

// A key's values are separated by '|'; NULL: the key is absent.
typedef struct Request {
	const char *principal, *action, *resource;
	const char *key[8], *val[8];
	int n;
	const char *user; // what ${aws:username} stands for
} Request;

static const char *fill(const char *pattern, const char *user, char out[200])
{
	const char *at = strstr(pattern, "${aws:username}");
	if (!at)
		return pattern;
	snprintf(out, 200, "%.*s%s%s", (int)(at - pattern), pattern, user, at + 15);
	return out;
}

static double seconds(const char *s)
{
	struct tm t = { 0 };
	if (sscanf(s, "%d-%d-%d", &t.tm_year, &t.tm_mon, &t.tm_mday) != 3)
		return atof(s);
	t.tm_year -= 1900;
	t.tm_mon--;
	return (double)timegm(&t);
}

static bool in_range(const char *cidr, const char *ip)
{
	unsigned a, b, c, d, w, x, y, z, bits = 32;
	if (sscanf(ip, "%u.%u.%u.%u", &a, &b, &c, &d) != 4)
		return false;
	sscanf(cidr, "%u.%u.%u.%u/%u", &w, &x, &y, &z, &bits);
	uint64_t p = (uint64_t)a << 24 | b << 16 | c << 8 | d,
		 q = (uint64_t)w << 24 | x << 16 | y << 8 | z;
	return p >> (32 - bits) == q >> (32 - bits);
}

static bool one_value(const char *op, const char *want, const char *have, const char *user)
{
	char filled[200];
	if (strcmp(op, "StringEqualsIgnoreCase") == 0 ||
		strcmp(op, "StringNotEqualsIgnoreCase") == 0)
		return strcasecmp(fill(want, user, filled), have) == 0;
	if (strncmp(op, "Numeric", 7) == 0 || strncmp(op, "Date", 4) == 0) {
		bool date = *op == 'D';
		double x = date ? seconds(have) : atof(have), y = date ? seconds(want) : atof(want);
		const char *cmp = op + (date ? 4 : 7);
		return strcmp(cmp, "LessThan") == 0            ? x < y
		       : strcmp(cmp, "LessThanEquals") == 0    ? x <= y
		       : strcmp(cmp, "GreaterThan") == 0       ? x > y
		       : strcmp(cmp, "GreaterThanEquals") == 0 ? x >= y
							       : x >= y && x <= y;
	}
	if (strstr(op, "IpAddress"))
		return in_range(want, have);
	if (strcmp(op, "Bool") == 0)
		return strcasecmp(want, have) == 0;
	want = fill(want, user, filled);
	if (strncmp(op, "Arn", 3) == 0)
		return arn_match(want, have);
	return strstr(op, "Like") ? glob_match(want, have) : strcmp(want, have) == 0;
}

static bool each_value(const char *op, const Value *list, const char *have, const char *user)
{
	bool some = false;
	for (uint32_t i = 0; i < list->n; i++)
		some |= one_value(op, list->u.item[i]->u.s, have, user);
	return some != (strstr(op, "Not") != NULL);
}

static bool condition(const char *op, const Value *list, const char *have, const char *user)
{
	char base[40], copy[200];
	int set = strncmp(op, "ForAllValues:", 13) == 0  ? 1
		  : strncmp(op, "ForAnyValue:", 12) == 0 ? 2
							 : 0;
	snprintf(base, sizeof base, "%s", op + (set == 1 ? 13 : set == 2 ? 12 : 0));
	char *suffix = strstr(base, "IfExists");
	if (suffix)
		*suffix = '\0';
	if (strcmp(base, "Null") == 0)
		return (strcmp(list->u.item[0]->u.s, "true") == 0) == !have;
	if (!have)
		return suffix || set == 1 || (set == 0 && strstr(base, "Not"));
	if (!set)
		return each_value(base, list, have, user);
	snprintf(copy, sizeof copy, "%s", have);
	char *rest = copy;
	bool all = true, any = false;
	for (char *v = strtok_r(copy, "|", &rest); v; v = strtok_r(NULL, "|", &rest)) {
		bool is = each_value(base, list, v, user);
		all &= is;
		any |= is;
	}
	return set == 1 ? all : any;
}

static const Value *as_list(const Value *v)
{
	static Value one;
	static Value *item[1];
	if (v->kind == V_LIST)
		return v;
	item[0] = (Value *)(uintptr_t)v;
	one = (Value){ .kind = V_LIST, .n = 1, .u.item = item };
	return &one;
}

typedef bool Match(const char *, const char *);

static bool some_match(const Value *list, const char *text, Match *match, const char *user)
{
	char filled[200];
	list = as_list(list);
	for (uint32_t i = 0; i < list->n; i++)
		if (match(fill(list->u.item[i]->u.s, user, filled), text))
			return true;
	return false;
}

// Principals are told apart by what they are: accounts hold users and roles, roles hold sessions.
static bool principal_match(const char *want, const char *have)
{
	char role[100], account[20];
	if (strcmp(want, "*") == 0 || strcmp(want, have) == 0)
		return true;
	bool whole = strlen(want) > 5 && strcmp(want + strlen(want) - 5, ":root") == 0;
	if (sscanf(want, "%12[0-9]", account) == 1 ||
		(whole && sscanf(want, "arn:aws:iam::%12[0-9]", account) == 1))
		return strncmp(have, "arn:", 4) == 0 && strstr(have, account);
	if (sscanf(want, "arn:aws:iam::%12[0-9]:role/%80s", account, role) == 2) {
		char session[200];
		snprintf(
			session, sizeof session, "arn:aws:sts::%s:assumed-role/%s/", account, role);
		return strncmp(have, session, strlen(session)) == 0;
	}
	return false;
}

static bool principals_match(const Value *v, const char *have)
{
	if (v->kind == V_STR)
		return true;
	for (uint32_t i = 0; i < v->n; i++)
		if (some_match(v->u.pair[i].val, have, principal_match, ""))
			return true;
	return false;
}

static bool applies(const Value *s, const Request *q)
{
	const Value *v;
	if ((v = value_get(s, "Action")) && !some_match(v, q->action, glob_match_nocase, ""))
		return false;
	if ((v = value_get(s, "NotAction")) && some_match(v, q->action, glob_match_nocase, ""))
		return false;
	if ((v = value_get(s, "Resource")) && !some_match(v, q->resource, arn_match, q->user))
		return false;
	if ((v = value_get(s, "NotResource")) && some_match(v, q->resource, arn_match, q->user))
		return false;
	if ((v = value_get(s, "Principal")) && !principals_match(v, q->principal))
		return false;
	v = value_get(s, "Condition");
	for (uint32_t i = 0; v && i < v->n; i++) {
		const Value *keys = v->u.pair[i].val;
		for (uint32_t j = 0; j < keys->n; j++) {
			const char *have = NULL;
			for (int k = 0; k < q->n; k++)
				if (strcasecmp(q->key[k], keys->u.pair[j].key) == 0)
					have = q->val[k];
			if (!condition(
				    v->u.pair[i].key, as_list(keys->u.pair[j].val), have, q->user))
				return false;
		}
	}
	return true;
}

static bool allowed(const Value *policy, const Request *q)
{
	const Value *list = value_get(policy, "Statement");
	bool allow = false;
	for (uint32_t i = 0; i < list->n; i++)
		if (applies(list->u.item[i], q)) {
			if (value_is(value_get(list->u.item[i], "Effect"), "Deny"))
				return false;
			allow = true;
		}
	return allow;
}

// ---- The world ------------------------------------------------------------------------

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

typedef struct KeyWorld {
	const char *name;
	const char *const *operators, *const *wanted, *const *values;
} KeyWorld;
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
		WORDS("arn:aws:s3:::a", "arn:aws:sns:*:1:t", "arn:aws:sns:*:t", "arn:aws:s3:::*"),
		WORDS("arn:aws:s3:::a", "arn:aws:s3:::b", "arn:aws:sns:eu:1:t",
			"arn:aws:sns:eu:2:t", "x") },
	{ "k:set",
		WORDS("ForAllValues:StringEquals", "ForAnyValue:StringEquals",
			"ForAnyValue:StringNotEquals", "ForAllValues:StringLike",
			"ForAllValues:StringNotLike", "ForAnyValue:StringLike", "Null"),
		WORDS("a", "b", "a*"),
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
	return *s == '$' && !variable ? "a" : s;
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

typedef struct World {
	const KeyWorld *key[2];
	bool resource, variable; // with principals; with ${aws:username}
} World;

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

static Value *random_policy(Unit *u, const World *w, int most)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, "{\"Version\": \"2012-10-17\", \"Statement\": [");
	for (int i = 0, n = 1 + rand() % most; i < n; i++) {
		buf_puts(&b, i ? ", " : "");
		add_statement(&b, w);
	}
	buf_puts(&b, "]}");
	Value *v = read_source(u, source_add(u, "p.json", b.s, b.n));
	assert_int_equal(u->ndiag, 0);
	return v;
}

// Makes of `new` what `old` is after a small edit, as people make them: some statements taken out,
// sometimes one of its own kept.
static void make_edit(Unit *u, const Value *old, Value *new)
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
static bool search_world(const World *w, const Value *old, const Value *new, Request *found)
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
						if (allowed(new, &q) && !allowed(old, &q))
							return true;
					}
	return false;
}

// The example of the comparison, as a request; text that is not known becomes a text of its own.
static Request request_of(Unit *u, const AccessWitness *w)
{
	Request q = { w->principal ? w->principal : "", w->action, w->resource, .user = "q7" };
	if (strcmp(q.principal, "*") == 0)
		q.principal = "arn:aws:iam::999999999999:user/u";
	char filled[200];
	q.resource = arena_format(u->arena, "%s", fill(w->resource, q.user, filled));
	for (uint32_t i = 0; i < w->n; i++) {
		q.key[q.n] = w->key[i];
		char *val = w->val[i]
				    ? arena_format(u->arena, "%s", fill(w->val[i], q.user, filled))
				    : NULL;
		for (char *comma; val && (comma = strstr(val, ", "));) {
			*comma = '|';
			memmove(comma + 1, comma + 2, strlen(comma + 2) + 1);
		}
		q.val[q.n++] = val;
	}
	return q;
}

static void print_pair(const Value *old, const Value *new)
{
	Buf b = { 0 };
	buf_puts(&b, "old ");
	value_json(&b, old);
	buf_puts(&b, "\nnew ");
	value_json(&b, new);
	puts(b.s);
	buf_free(&b);
}

typedef struct Tally {
	unsigned pairs, yes, maybe, no;
} Tally;

static void check_direction(Unit *u, const World *w, const Value *old, const Value *new,
	const AccessResult *r, bool added, Tally *t)
{
	AccessAnswer answer = added ? r->added : r->removed;
	Request q;
	t->pairs++;
	t->yes += answer == ACCESS_YES;
	t->maybe += answer == ACCESS_MAYBE;
	t->no += answer == ACCESS_NO;
	if (answer == ACCESS_NO && search_world(w, old, new, &q)) {
		print_pair(old, new);
		fail_msg("missed: %s %s %s %s=%s %s=%s user %s", q.principal, q.action, q.resource,
			q.key[0], q.val[0] ? q.val[0] : "absent", q.key[1],
			q.val[1] ? q.val[1] : "absent", q.user);
	}
	bool some = false;
	for (uint32_t i = 0; i < r->n; i++) {
		const AccessDelta *d = &r->delta[i];
		if (d->added != added)
			continue;
		some = true;
		if (d->sure != ACCESS_YES)
			continue;
		q = request_of(u, &d->witness);
		if (!allowed(new, &q) || allowed(old, &q)) {
			print_pair(old, new);
			fail_msg("no example: %s %s %s (%d, %d)", q.principal, q.action, q.resource,
				allowed(new, &q), allowed(old, &q));
		}
	}
	assert_int_equal(some, answer != ACCESS_NO);
}

static unsigned seed;

static Tally run(unsigned round, int pairs, bool resource, bool variable, int most)
{
	Tally t = { 0 };
	srand(seed + round);
	Tree *tree = tree_disk(".", "");
	Options options = { 0 };
	for (int i = 0; i < pairs; i++) {
		Unit *u = unit_new(tree, &options);
		size_t x = i % 3 ? (size_t)rand() % COUNT(keys)
				 : (size_t)(i / 3) % 2 * 5; // text and set more often
		size_t y = (x + 1 + (size_t)rand() % (COUNT(keys) - 1)) % COUNT(keys);
		World w = { { &keys[x], &keys[y] }, resource, variable };
		Value *old = random_policy(u, &w, most);
		Value *new = random_policy(u, &w, most);
		if (rand() % 3)
			make_edit(u, old, new);
		AccessPolicy before = { .doc = old }, after = { .doc = new };
		AccessSide one = { &before, 1 }, two = { &after, 1 };
		AccessOptions opt = { .type = resource ? POLICY_RESOURCE : POLICY_IDENTITY };
		AccessResult *r = access_compare(u, &one, &two, &opt);
		check_direction(u, &w, old, new, r, true, &t);
		check_direction(u, &w, new, old, r, false, &t);
		unit_free(u);
	}
	tree->close(tree);
	printf("%u comparisons: %u yes, %u no, %u maybe\n", t.pairs, t.yes, t.no, t.maybe);
	return t;
}

static void test_identity(void **state)
{
	(void)state;
	Tally t = run(1, 2500, false, false, 4);
	assert_int_equal(t.maybe, 0);
	assert_true(t.yes > 1000 && t.no > 500);
}

static void test_resource(void **state)
{
	(void)state;
	Tally t = run(2, 1000, true, false, 4);
	assert_int_equal(t.maybe, 0);
	assert_true(t.yes > 400 && t.no > 150);
}

static void test_variables(void **state)
{
	(void)state;
	Tally t = run(3, 1500, false, true, 3);
	assert_true(t.yes > 400 && t.no > 200);
}

// access_brute_test [SEED]: other pairs than those that are always tried.
int main(int argc, char **argv)
{
	seed = argc > 1 ? (unsigned)atoi(argv[1]) : 0;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_resource),
		cmocka_unit_test(test_variables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
