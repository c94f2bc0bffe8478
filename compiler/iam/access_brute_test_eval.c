// access_brute_test_eval.c: one request against one policy, statement by statement.
//
// It shares nothing with the comparison but the matching of one pattern with one text.
#include "access_brute_test_eval.h"

#include "glob.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

const char *eval_fill(const char *pattern, const char *user, char out[EVAL_TEXT])
{
	const char *at = strstr(pattern, "${aws:username}");
	if (!at)
		return pattern;
	snprintf(out, EVAL_TEXT, "%.*s%s%s", (int)(at - pattern), pattern, user, at + 15);
	return out;
}

static double seconds(const char *s)
{
	struct tm t = { 0 };
	double sec = 0;
	if (sscanf(s, "%d-%d-%dT%d:%d:%lf", &t.tm_year, &t.tm_mon, &t.tm_mday, &t.tm_hour,
		    &t.tm_min, &sec) < 3)
		return atof(s);
	t.tm_year -= 1900;
	t.tm_mon--;
	return (double)timegm(&t) + sec;
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
		return strcasecmp(eval_fill(want, user, filled), have) == 0;
	if (strncmp(op, "Numeric", 7) == 0 || strncmp(op, "Date", 4) == 0) {
		bool date = *op == 'D';
		double x = date ? seconds(have) : atof(have), y = date ? seconds(want) : atof(want);
		const char *cmp = op + (date ? 4 : 7);
		return strcmp(cmp, "LessThan") == 0           ? x < y :
			strcmp(cmp, "LessThanEquals") == 0    ? x <= y :
			strcmp(cmp, "GreaterThan") == 0       ? x > y :
			strcmp(cmp, "GreaterThanEquals") == 0 ? x >= y :
								x >= y && x <= y;
	}
	if (strstr(op, "IpAddress"))
		return in_range(want, have);
	if (strcmp(op, "Bool") == 0)
		return strcasecmp(want, have) == 0;
	want = eval_fill(want, user, filled);
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
	int set = strncmp(op, "ForAllValues:", 13) == 0 ? 1 :
		strncmp(op, "ForAnyValue:", 12) == 0    ? 2 :
							  0;
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
		if (match(eval_fill(list->u.item[i]->u.s, user, filled), text))
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

bool eval_allowed(const Value *policy, const Request *q)
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
