// arn.c: ARNs in policies against the ARNs that resource types have.
//
// A policy's ARN is a pattern (`*`, `?`, variables, unknown pieces); a resource type's ARN has
// slots. The question is always whether some ARN is of both. Both sides are walked as patterns of
// letters and of "any text" at once: the set of positions of the shape is kept for each letter of
// the pattern, so the cost is their product, and shapes are short.
#include "check.h"

#include <string.h>

enum { LONGEST_SHAPE = 512 };
enum { SERVICE = 2, REGION, ACCOUNT, RESOURCE };

Arn arn_read(const char *s)
{
	Arn a = { 0 };
	while (a.parts < ARN_PARTS) {
		size_t n = a.parts == ARN_PARTS - 1 ? strlen(s) : strcspn(s, ":");
		// The colons of a variable are its own: `${aws:username}`.
		const char *open = strstr(s, "${");
		const char *close = open && open < s + n ? strchr(open, '}') : NULL;
		while (close && close > s + n) {
			n = (size_t)(close - s) + strcspn(close, ":");
			open = strstr(close, "${");
			close = open && open < s + n ? strchr(open, '}') : NULL;
		}
		a.part[a.parts] = s;
		a.n[a.parts++] = (uint32_t)n;
		if (!s[n])
			break;
		s += n + 1;
	}
	return a;
}

// One token of a pattern or shape: a letter, '?' as ANY_ONE, or ANY_TEXT. Slots of names that have
// no slash in them are NAME_ONE and NAME_TEXT: `${BucketName}` is no `orders/*`.
enum { ANY_ONE = 256, ANY_TEXT, NAME_ONE, NAME_TEXT };

static unsigned next_token(const char *s, size_t n, size_t *at)
{
	char c = s[*at];
	if (c == '$' && *at + 1 < n && s[*at + 1] == '{') {
		const char *close = memchr(s + *at, '}', n - *at);
		*at = close ? (size_t)(close - s) + 1 : n;
		return ANY_TEXT;
	}
	++*at;
	return c == '*' || c == UNKNOWN ? ANY_TEXT : c == '?' ? ANY_ONE : (uint8_t)c;
}

// The shape as tokens: a slot is one letter and any text.
static size_t shape_tokens(const char *s, size_t n, uint16_t *out)
{
	static const char names[] = "${BucketName} ${TableName}";
	size_t count = 0;
	for (size_t i = 0; i < n && count + 2 < LONGEST_SHAPE;) {
		size_t from = i;
		unsigned tok = next_token(s, n, &i);
		bool slot = s[from] == '$';
		bool name = slot && word_in(names, s + from, i - from);
		if (slot)
			out[count++] = name ? NAME_ONE : ANY_ONE;
		out[count++] = (uint16_t)(name ? NAME_TEXT : tok);
	}
	return count;
}

static bool is_text(unsigned tok)
{
	return tok == ANY_TEXT || tok == NAME_TEXT;
}

// Whether a token that is one letter of the shape takes a letter of the pattern, or any by `?`.
static bool takes(unsigned tok, unsigned want)
{
	if (tok == NAME_ONE || tok == NAME_TEXT)
		return want != '/';
	return tok == ANY_ONE || tok == ANY_TEXT || want == ANY_ONE || tok == want;
}

// Positions that are reached without a letter.
static void close_set(bool *at, const uint16_t *shape, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (at[i] && is_text(shape[i]))
			at[i + 1] = true;
}

static bool is_letter(char c)
{
	return c != '*' && c != '?' && c != '$' && c != UNKNOWN;
}

// One letter or wildcard of the pattern: from the positions `at` of the shape to those in `to`.
static bool step(const bool *at, bool *to, const uint16_t *shape, size_t n, unsigned want)
{
	bool any = false;
	memset(to, 0, n + 1);
	for (size_t j = 0; j <= n; j++) {
		if (want == ANY_TEXT)
			to[j] = at[j] || (j && to[j - 1]);
		else if (j < n && at[j] && takes(shape[j], want))
			to[is_text(shape[j]) ? j : j + 1] = true;
	}
	close_set(to, shape, n);
	for (size_t j = 0; j <= n && !any; j++)
		any = to[j];
	return any;
}

bool part_meets(const char *pattern, size_t np, const char *shape, size_t ns)
{
	while (np && ns && is_letter(*pattern) && is_letter(*shape)) {
		if (*pattern++ != *shape++) // most pairs end here
			return false;
		np--;
		ns--;
	}
	uint16_t tok[LONGEST_SHAPE];
	size_t n = shape_tokens(shape, ns, tok);
	bool set[2][LONGEST_SHAPE + 1];
	memset(set[0], 0, n + 1);
	set[0][0] = true;
	close_set(set[0], tok, n);
	unsigned now = 0;
	for (size_t i = 0; i < np; now = !now)
		if (!step(set[now], set[!now], tok, n, next_token(pattern, np, &i)))
			return false;
	return set[now][n];
}

bool part_is_open(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == '*' || s[i] == '?' || s[i] == UNKNOWN ||
			(s[i] == '$' && i + 1 < n && s[i + 1] == '{'))
			return true;
	return false;
}

// A pattern of fewer than six parts that ends in `*` runs on over the colons.
static bool runs_on(const Arn *a)
{
	const char *last = a->part[a->parts - 1];
	uint32_t n = a->n[a->parts - 1];
	return a->parts < ARN_PARTS && n && (last[n - 1] == '*' || last[n - 1] == UNKNOWN);
}

bool resource_meets(const Arn *pattern, const Arn *shape)
{
	const char *s = shape->part[RESOURCE];
	const char *p = pattern->part[RESOURCE];
	for (size_t n = 1; *s == '/' && n < shape->n[RESOURCE]; n++)
		if (s[n] == '/' && part_meets(p, pattern->n[RESOURCE], s, n))
			return true;
	return part_meets(p, pattern->n[RESOURCE], s, shape->n[RESOURCE]);
}

bool arn_owned_by_aws(const Arn *a)
{
	static const char services[] = "ec2 resource-explorer-2 ssm";
	if (a->parts < ARN_PARTS || a->n[ACCOUNT])
		return false;
	return memchr(a->part[REGION], '*', a->n[REGION]) ||
		word_in(services, a->part[SERVICE], a->n[SERVICE]);
}

bool arn_meets(const Arn *pattern, const Arn *shape)
{
	for (uint32_t i = 0; i < RESOURCE; i++) {
		if (i >= pattern->parts)
			return false;
		if (!part_meets(pattern->part[i], pattern->n[i], shape->part[i], shape->n[i]) &&
			!(i == ACCOUNT && arn_owned_by_aws(pattern)))
			return false;
		if (i + 1 == pattern->parts && runs_on(pattern))
			return true;
	}
	return pattern->parts == ARN_PARTS && resource_meets(pattern, shape);
}

bool arn_fits_any(const IamData *data, const Arn *a)
{
	IamList shapes;
	if (a->parts < ARN_PARTS || part_is_open(a->part[SERVICE], a->n[SERVICE]))
		return true;
	if (!data_find_arn(data, a->part[SERVICE], a->n[SERVICE], &shapes))
		return data_find_service(data, a->part[SERVICE], a->n[SERVICE]) != NO_ROW;
	for (uint32_t i = 0; i < shapes.n; i++) {
		IamResource r = data_resource(data, list_item(shapes, i));
		Arn shape = arn_read(r.arn);
		if (!r.retired && arn_meets(a, &shape))
			return true;
	}
	return false;
}

bool resource_is_all(const Text *t)
{
	return t->s && t->n && strspn(t->s, "*\1") == t->n;
}

bool stmt_meets_shape(const Stmt *s, const char *shape)
{
	Arn to = arn_read(shape);
	for (uint32_t i = 0; i < s->resource.n; i++) {
		const Text *t = &s->resource.item[i];
		if (resource_is_all(t) || t->s[0] == UNKNOWN)
			return true;
		Arn a = arn_read(t->s);
		if (arn_meets(&a, &to))
			return true;
	}
	return false;
}
