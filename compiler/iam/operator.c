// operator.c: the operators of conditions, and how their names are put together.
#include "policy.h"

#include <string.h>
#include <strings.h>

// clang-format off
// group, comparison, negated, ignores case, takes wildcards, takes variables
const Operator operators[] = {
	{ "StringEquals",              OP_STRING,  CMP_EQUAL, 0, 0, 0, 1, "string" },
	{ "StringNotEquals",           OP_STRING,  CMP_EQUAL, 1, 0, 0, 1, "string" },
	{ "StringEqualsIgnoreCase",    OP_STRING,  CMP_EQUAL, 0, 1, 0, 1, "string" },
	{ "StringNotEqualsIgnoreCase", OP_STRING,  CMP_EQUAL, 1, 1, 0, 1, "string" },
	{ "StringLike",                OP_STRING,  CMP_LIKE,  0, 0, 1, 1, "string" },
	{ "StringNotLike",             OP_STRING,  CMP_LIKE,  1, 0, 1, 1, "string" },
	{ "NumericEquals",             OP_NUMERIC, CMP_EQUAL, 0, 0, 0, 0, "numeric" },
	{ "NumericNotEquals",          OP_NUMERIC, CMP_EQUAL, 1, 0, 0, 0, "numeric" },
	{ "NumericLessThan",           OP_NUMERIC, CMP_LESS,  0, 0, 0, 0, "numeric" },
	{ "NumericLessThanEquals",     OP_NUMERIC, CMP_LESS_EQUAL, 0, 0, 0, 0, "numeric" },
	{ "NumericGreaterThan",        OP_NUMERIC, CMP_GREATER, 0, 0, 0, 0, "numeric" },
	{ "NumericGreaterThanEquals",  OP_NUMERIC, CMP_GREATER_EQUAL, 0, 0, 0, 0, "numeric" },
	{ "DateEquals",                OP_DATE_GROUP, CMP_EQUAL, 0, 0, 0, 0, "date" },
	{ "DateNotEquals",             OP_DATE_GROUP, CMP_EQUAL, 1, 0, 0, 0, "date" },
	{ "DateLessThan",              OP_DATE_GROUP, CMP_LESS,  0, 0, 0, 0, "date" },
	{ "DateLessThanEquals",        OP_DATE_GROUP, CMP_LESS_EQUAL, 0, 0, 0, 0, "date" },
	{ "DateGreaterThan",           OP_DATE_GROUP, CMP_GREATER, 0, 0, 0, 0, "date" },
	{ "DateGreaterThanEquals",     OP_DATE_GROUP, CMP_GREATER_EQUAL, 0, 0, 0, 0, "date" },
	{ "Bool",                      OP_BOOL,    CMP_EQUAL, 0, 1, 0, 0, "Boolean" },
	{ "BinaryEquals",              OP_BINARY,  CMP_EQUAL, 0, 0, 0, 0, "binary" },
	{ "IpAddress",                 OP_IP,      CMP_EQUAL, 0, 0, 0, 0, "IP address" },
	{ "NotIpAddress",              OP_IP,      CMP_EQUAL, 1, 0, 0, 0, "IP address" },
	{ "ArnEquals",                 OP_ARN,     CMP_LIKE,  0, 0, 1, 1, "ARN" },
	{ "ArnNotEquals",              OP_ARN,     CMP_LIKE,  1, 0, 1, 1, "ARN" },
	{ "ArnLike",                   OP_ARN,     CMP_LIKE,  0, 0, 1, 1, "ARN" },
	{ "ArnNotLike",                OP_ARN,     CMP_LIKE,  1, 0, 1, 1, "ARN" },
	{ "Null",                      OP_NULL,    CMP_EQUAL, 0, 1, 0, 0, "null" },
	{ 0 },
};
// clang-format on

static const Operator *find_operator(const char *s, size_t n)
{
	for (const Operator *o = operators; o->name; o++)
		if (strlen(o->name) == n && strncasecmp(o->name, s, n) == 0)
			return o;
	return NULL;
}

// Cuts a prefix in any case; `exact` turns false when the case differs.
static bool cut(const char **s, size_t *n, const char *prefix, bool *exact)
{
	size_t m = strlen(prefix);
	if (*n < m || strncasecmp(*s, prefix, m) != 0)
		return false;
	*exact &= strncmp(*s, prefix, m) == 0;
	*s += m;
	*n -= m;
	return true;
}

void operator_read(Condition *c, const char *word)
{
	static const char suffix[] = "IfExists";
	const size_t nsuffix = sizeof suffix - 1;
	size_t n = strlen(word);
	c->exact = true;
	if (cut(&word, &n, "ForAllValues:", &c->exact))
		c->set = FOR_ALL;
	else if (cut(&word, &n, "ForAnyValue:", &c->exact))
		c->set = FOR_ANY;
	if (n > nsuffix && strncasecmp(word + n - nsuffix, suffix, nsuffix) == 0) {
		c->if_exists = true;
		n -= nsuffix;
		c->exact &= strncmp(word + n, suffix, nsuffix) == 0;
	}
	c->op = find_operator(word, n);
	if (c->op)
		c->exact &= strncmp(c->op->name, word, n) == 0;
}
