// pattern_operator.c: the operators of patterns, each with what it takes.
#include "pattern.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

typedef void OperandFn(const PatternContext *, const Pair *);

// ---- What operands are --------------------------------------------------------------------------

static void wrong(const PatternContext *c, const Pair *p, const Value *v, const char *takes)
{
	if (v->kind != V_BAD)
		say_pattern_operand(c->u, v->at, p->key, takes, value_noun(v));
}

void pattern_number(const PatternContext *c, const Value *v)
{
	double n = strtod(v->u.s, NULL);
	if (n > c->kind->largest || n < -c->kind->largest)
		say_pattern_number(c->u, v->at, v->u.s, U_FORMAT(c->u, "%.0f", c->kind->largest));
}

static void check_string(const PatternContext *c, const Pair *p)
{
	if (!pattern_is_string(p->val))
		wrong(c, p, p->val, "a string");
}

// `prefix` and `suffix` take a string, or one that is compared without regard to case.
static void check_affix(const PatternContext *c, const Pair *p)
{
	static const char fold[] = "equals-ignore-case";
	if (p->val->kind != V_MAP) {
		check_string(c, p);
		return;
	}
	if (p->val->n != 1 || !str_eq(p->val->u.pair[0].key, fold))
		wrong(c, p, p->val, "a string or { equals-ignore-case: … }");
	else
		check_string(c, &p->val->u.pair[0]);
}

static void check_exists(const PatternContext *c, const Pair *p)
{
	if (p->val->kind != V_BOOL)
		wrong(c, p, p->val, "true or false");
}

static void check_wildcard_text(const PatternContext *c, const Value *v)
{
	const char *s = value_text(v);
	if (!s || v->kind != V_STR)
		return;
	for (size_t i = 0; s[i]; i++) {
		if (s[i] == '*' && s[i + 1] == '*') {
			say_pattern_wildcard(c->u, value_part(c->u, v, i, i + 2), s,
				"two `*` stand side by side");
			return;
		}
		if (s[i] != '\\')
			continue;
		if (s[i + 1] != '*' && s[i + 1] != '\\') {
			say_pattern_wildcard(c->u, value_part(c->u, v, i, i + 1), s,
				"a `\\` stands before `*` or `\\` only");
			return;
		}
		i++;
	}
}

static void check_wildcard(const PatternContext *c, const Pair *p)
{
	check_string(c, p);
	check_wildcard_text(c, p->val);
}

// "10.0.0.0/8", "2001:db8::/32"
static bool is_range(const char *s)
{
	char address[64];
	unsigned char bytes[16];
	const char *slash = strchr(s, '/');
	size_t n = slash ? (size_t)(slash - s) : 0;
	if (!slash || n >= sizeof address || !slash[1] ||
		strspn(slash + 1, "0123456789") != strlen(slash + 1))
		return false;
	memcpy(address, s, n);
	address[n] = 0;
	long bits = strtol(slash + 1, NULL, 10);
	if (inet_pton(AF_INET, address, bytes) == 1)
		return bits <= 32;
	return inet_pton(AF_INET6, address, bytes) == 1 && bits <= 128;
}

static void check_cidr(const PatternContext *c, const Pair *p)
{
	check_string(c, p);
	if (p->val->kind == V_STR && !is_range(p->val->u.s))
		say_pattern_cidr(c->u, p->val->at, p->val->u.s);
}

// ---- Numbers ------------------------------------------------------------------------------------

static bool is_bound(const Value *v, const char *words)
{
	return v->kind == V_STR && word_in(words, v->u.s, v->n);
}

// `[op, number]` or `[lower op, number, upper op, number]`.
static void check_numeric(const PatternContext *c, const Pair *p)
{
	const Value *list = p->val;
	if (list->kind != V_LIST) {
		wrong(c, p, list, "a list like [\">\", 0, \"<=\", 5]");
		return;
	}
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = list->u.item[i];
		if (v->kind == V_BAD)
			return;
		if (i % 2 == 0 && !is_bound(v, "= < <= > >=")) {
			say_pattern_numeric(c->u, v->at, "a comparison is one of = < <= > >=");
			return;
		}
		if (i % 2 == 1 && v->kind != V_NUM) {
			Diag *d = say_pattern_numeric(
				c->u, v->at, "a comparison is followed by a number");
			if (v->kind == V_STR)
				diag_label(d, "a string");
			return;
		}
		if (v->kind == V_NUM)
			pattern_number(c, v);
	}
	if (list->n != 2 && list->n != 4) {
		say_pattern_numeric(c->u, list->at,
			"there are one or two comparisons, each followed by a number");
		return;
	}
	if (list->n == 2)
		return;
	Value **item = list->u.item;
	if (!is_bound(item[0], "> >=") || !is_bound(item[2], "< <=")) {
		say_pattern_numeric(c->u, item[is_bound(item[0], "> >=") ? 2 : 0]->at,
			"of two comparisons the first is > or >= and the second < or <=");
		return;
	}
	double low = strtod(item[1]->u.s, NULL);
	double high = strtod(item[3]->u.s, NULL);
	if (low >= high)
		say_pattern_range(c->u, list->at,
			U_FORMAT(c->u, "%s %s", item[0]->u.s, item[1]->u.s),
			U_FORMAT(c->u, "%s %s", item[2]->u.s, item[3]->u.s));
}

// ---- `anything-but` -----------------------------------------------------------------------------

// One string or several of them.
static void check_strings(const PatternContext *c, const Pair *p)
{
	if (p->val->kind != V_LIST) {
		check_string(c, p);
		return;
	}
	if (!p->val->n)
		say_pattern_empty(c->u, p->val->at, U_FORMAT(c->u, "the list of `%s`", p->key));
	for (uint32_t i = 0; i < p->val->n; i++)
		if (!pattern_is_string(p->val->u.item[i]))
			wrong(c, p, p->val->u.item[i], "strings");
}

static void check_but_operator(const PatternContext *c, const Pair *p)
{
	static const char inner[] = "prefix suffix equals-ignore-case wildcard";
	const Value *map = p->val;
	if (map->n != 1) {
		say_pattern_one_operator(c->u, map->at, U_FORMAT(c->u, "%u", map->n));
		return;
	}
	const Pair *q = &map->u.pair[0];
	if (!word_in(inner, q->key, strlen(q->key))) {
		Diag *d = say_pattern_operator_unknown(c->u, q->at, q->key, "`anything-but`");
		Nearest near = { .word = q->key };
		for (Word w = { .rest = inner }; word_next(&w);)
			nearest_try(&near, arena_copy(c->u->arena, w.s, w.n));
		diag_nearest(d, &near, FIX_SAFE, q->at);
		diag_line(d, "it takes: %s", inner);
		return;
	}
	if (c->use == PATTERN_SOURCE)
		say_pattern_operator_lacking(
			c->u, q->at, U_FORMAT(c->u, "anything-but: { %s }", q->key));
	check_strings(c, q);
	if (!str_eq(q->key, "wildcard"))
		return;
	check_wildcard_text(c, q->val);
	for (uint32_t i = 0; q->val->kind == V_LIST && i < q->val->n; i++)
		check_wildcard_text(c, q->val->u.item[i]);
}

static void check_anything_but(const PatternContext *c, const Pair *p)
{
	const Value *v = p->val;
	if (v->kind == V_MAP) {
		check_but_operator(c, p);
	} else if (v->kind == V_NUM) {
		pattern_number(c, v);
	} else if (v->kind != V_LIST) {
		if (!pattern_is_string(v))
			wrong(c, p, v, "a string, a number or a list of them");
	} else if (!v->n) {
		say_pattern_empty(c->u, v->at, U_FORMAT(c->u, "the list of `%s`", p->key));
	} else {
		bool numbers = v->u.item[0]->kind == V_NUM;
		for (uint32_t i = 0; i < v->n; i++) {
			const Value *item = v->u.item[i];
			if (item->kind == V_NUM)
				pattern_number(c, item);
			if (numbers ? item->kind != V_NUM : !pattern_is_string(item)) {
				wrong(c, p, item,
					numbers ? "either numbers or strings; these are numbers" :
						  "either strings or numbers; these are strings");
				return;
			}
		}
	}
}

// ---- The table ----------------------------------------------------------------------------------

// clang-format off
static const struct {
	const char *name;
	OperandFn *check;
} operators[] = {
	{ "prefix",             check_affix },
	{ "suffix",             check_affix },
	{ "equals-ignore-case", check_string },
	{ "wildcard",           check_wildcard },
	{ "anything-but",       check_anything_but },
	{ "numeric",            check_numeric },
	{ "exists",             check_exists },
	{ "cidr",               check_cidr },
	{ "exactly",            check_string },
};
// clang-format on

bool pattern_reserved(const char *name)
{
	// What event-ruler keeps for later beside its operators.
	static const char more[] =
		"= < <= > >= regex not-wildcard not-equals-ignore-case date-after date-on-or-after "
		"date-before date-on-or-before in-date-range ip-address-in-range ip-address-not-in-range";
	for (size_t i = 0; i < COUNT(operators); i++)
		if (str_eq(operators[i].name, name))
			return true;
	return word_in(more, name, strlen(name));
}

void pattern_operator(const PatternContext *c, const Value *map)
{
	if (map->n != 1) {
		say_pattern_one_operator(c->u, map->at, U_FORMAT(c->u, "%u", map->n));
		return;
	}
	const Pair *p = &map->u.pair[0];
	Nearest near = { .word = p->key };
	Buf list = { .arena = c->u->arena };
	for (size_t i = 0; i < COUNT(operators); i++) {
		if (str_eq(operators[i].name, p->key)) {
			if (word_in(c->kind->lacks, p->key, strlen(p->key)))
				say_pattern_operator_lacking(c->u, p->at, p->key);
			operators[i].check(c, p);
			return;
		}
		nearest_try(&near, operators[i].name);
		if (!str_eq(operators[i].name, "exactly")) // event-ruler's own, in no page of AWS
			buf_printf(&list, "%s%s", list.n ? ", " : "", operators[i].name);
	}
	Diag *d = say_pattern_operator_unknown(c->u, p->at, p->key, c->kind->what);
	diag_nearest(d, &near, FIX_SAFE, p->at);
	if (!near.best)
		diag_line(d, "there are: %s", list.s);
}
