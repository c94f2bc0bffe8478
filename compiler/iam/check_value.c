// check_value.c: the values of conditions: what the operator can compare, and what the key can
// hold.
//
// Sources: IAM user guide, "IAM JSON policy elements: Condition operators" and "AWS global
// condition context keys".
#include "check.h"

#include <string.h>
#include <strings.h>

static bool is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 0;
}

static bool good_bool(const char *s)
{
	return strcasecmp(s, "true") == 0 || strcasecmp(s, "false") == 0;
}

static bool good_number(const char *s)
{
	s += *s == '-' || *s == '+';
	size_t whole = strspn(s, "0123456789");
	size_t part = s[whole] == '.' ? strspn(s + whole + 1, "0123456789") + 1 : 0;
	return !s[whole + part] && (whole || part > 1);
}

static bool good_base64(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
	size_t pad = strspn(s + n, "=");
	return !s[n + pad] && pad <= 2 && (n + pad) % 4 == 0;
}

static bool good_arn(const char *s)
{
	return str_starts(s, "arn:") || s[0] == '*' || s[0] == '$' || s[0] == UNKNOWN ||
		str_starts(s, "a*");
}

// The W3C profile of ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, and behind `T` hh:mm, seconds, a
// fraction, a zone.
static bool good_date(const char *s)
{
	static const char date[] = "dddd-dd-dd";
	size_t n = 0;
	for (; date[n] && s[n] && s[n] != 'T'; n++)
		if (date[n] == 'd' ? !is_digits(s + n, 1) : s[n] != date[n])
			return false;
	if (n != 4 && n != 7 && n != 10)
		return false;
	if (!s[n])
		return true;
	if (s[n] != 'T' || n != 10)
		return false;
	s += n + 1;
	if (!is_digits(s, 2) || s[2] != ':' || !is_digits(s + 3, 2))
		return false;
	s += 5;
	if (s[0] == ':' && is_digits(s + 1, 2)) {
		s += 3;
		if (*s == '.')
			s += 1 + strspn(s + 1, "0123456789");
	}
	if (!*s || str_eq(s, "Z"))
		return true;
	return (*s == '+' || *s == '-') && is_digits(s + 1, 2) && s[3] == ':' &&
		is_digits(s + 4, 2) && !s[6];
}

typedef struct ValueRule {
	bool (*good)(const char *);
	const char *what;
	const char *aa;
} ValueRule;

static const ValueRule value_rules[] = {
	[OP_NUMERIC] = { good_number, "numbers", "TYPE_MISMATCH_NUMBER" },
	[OP_DATE_GROUP] = { good_date, "dates like `2026-01-31` or `2026-01-31T12:00:00Z`",
		"TYPE_MISMATCH_DATE" },
	[OP_BOOL] = { good_bool, "`true` and `false`", "TYPE_MISMATCH_BOOLEAN" },
	[OP_BINARY] = { good_base64, "text in base64", "TYPE_MISMATCH_STRING" },
	[OP_ARN] = { good_arn, "ARNs", NULL },
	[OP_NULL] = { good_bool, "`true` and `false`", "TYPE_MISMATCH_BOOLEAN" },
};

static void check_type(const Check *c, const Condition *k, const Text *t)
{
	if (k->op->group >= COUNT(value_rules) || strstr(t->s, "${"))
		return;
	const ValueRule *r = &value_rules[k->op->group];
	if (!r->good || r->good(t->s))
		return;
	if (k->op->group == OP_DATE_GROUP && is_digits(t->s, t->n)) {
		if (t->n > 4)
			diag_aa(say_epoch_date(c->u, t->at, text_shown(c->u, t)),
				"INVALID_DATE_VALUE");
		return;
	}
	diag_aa(say_condition_value(c->u, t->at, text_shown(c->u, t), k->op->name, r->what), r->aa);
}

static void check_kinds(const Check *c, const Condition *k)
{
	const Value *list = k->values.v;
	if (list->kind != V_LIST || list->n < 2)
		return;
	bool string = false, number = false, boolean = false;
	for (uint32_t i = 0; i < list->n; i++) {
		unsigned kind = list->u.item[i]->kind;
		number |= kind == V_NUM;
		boolean |= kind == V_BOOL;
		string |= kind != V_NUM && kind != V_BOOL;
	}
	if (string + number + boolean > 1)
		diag_aa(say_mixed_condition_values(c->u, list->at), "INVALID_CONDITION_DATA_TYPE");
}

static void check_booleans(const Check *c, const Condition *k)
{
	bool yes = false, no = false;
	if (k->op->group != OP_BOOL && k->op->group != OP_NULL)
		return;
	for (uint32_t i = 0; i < k->values.n; i++) {
		yes |= text_is_nocase(&k->values.item[i], "true");
		no |= text_is_nocase(&k->values.item[i], "false");
	}
	if (yes && no)
		diag_aa(say_two_booleans(c->u, k->values.at, k->key.s),
			"INVALID_CONDITION_MULTIPLE_BOOLEAN");
}

// `*` and `?` outside of `${*}`.
static bool has_wildcard(const char *s)
{
	for (; *s; s++) {
		if (s[0] == '$' && s[1] == '{') {
			s += strcspn(s, "}");
			if (!*s)
				return false;
		} else if (*s == '*' || *s == '?') {
			return true;
		}
	}
	return false;
}

static void check_wildcard(const Check *c, const Condition *k, const Text *t)
{
	if (k->op->group != OP_STRING || k->op->wild || !has_wildcard(t->s))
		return;
	Diag *d = say_wildcard_without_like(c->u, t->at, text_shown(c->u, t), k->op->name);
	if (!k->op->nocase)
		diag_line(
			d, "`%s` knows wildcards", k->op->negated ? "StringNotLike" : "StringLike");
	diag_aa(d, "WILDCARD_WITHOUT_LIKE_OPERATOR");
}

static void check_null_like(const Check *c, const Condition *k)
{
	if (k->op->group != OP_STRING || !k->op->wild || k->set != EACH || k->if_exists ||
		k->values.n != 1)
		return;
	const Text *t = &k->values.item[0];
	if (!text_is(t, "*"))
		return;
	const char *say = U_FORMAT(
		c->u, "\"Null\": { \"%s\": \"%s\" }", k->key.s, k->op->negated ? "true" : "false");
	diag_aa(say_equivalent_to_null(c->u, t->at, k->key.s, say),
		k->op->negated ? "EQUIVALENT_TO_NULL_TRUE" : "EQUIVALENT_TO_NULL_FALSE");
}

static void check_numbers(const Check *c, const Condition *k)
{
	if (k->op->group != OP_NUMERIC || k->op->compare < CMP_LESS || k->values.n < 2)
		return;
	bool less = k->op->compare == CMP_LESS || k->op->compare == CMP_LESS_EQUAL;
	for (uint32_t i = 0; i < k->values.n; i++)
		if (!good_number(k->values.item[i].s))
			return;
	diag_aa(say_redundant_number(c->u, k->values.at, k->key.s, less ? "greatest" : "least"),
		"REDUNDANT_CONDITION_VALUE_NUM");
}

static void check_region(const Check *c, const Text *t)
{
	if (part_is_open(t->s, t->n) || partition_of_region(t->s, t->n))
		return;
	Nearest near = { .word = t->s };
	for (const Partition *p = partitions; p->name; p++)
		for (Word w = { .rest = p->regions }; word_next(&w);)
			nearest_try(&near, arena_copy(c->u->arena, w.s, w.n));
	Diag *d = say_unknown_region(c->u, t->at, text_shown(c->u, t));
	diag_near_text(c, d, &near, t, 0, t->n);
	diag_aa(d, "INVALID_REGION");
}

static void check_kms_key(const Check *c, const Text *t)
{
	if (part_is_open(t->s, t->n) && !str_starts(t->s, "arn:"))
		return;
	Arn a = arn_read(t->s);
	bool key = a.parts == ARN_PARTS &&
		(part_is_open(a.part[2], a.n[2]) || strncmp(a.part[2], "kms:", 4) == 0) &&
		(part_is_open(a.part[5], a.n[5]) || str_starts(a.part[5], "key/"));
	if (!key)
		diag_aa(say_kms_key_value(c->u, t->at, text_shown(c->u, t)),
			"INVALID_KMS_KEY_VALUE");
}

static void check_vpc(
	const Check *c, const Text *t, const char *prefix, const char *what, const char *aa)
{
	size_t n = strlen(prefix);
	if (part_is_open(t->s, t->n))
		return;
	size_t hex = str_starts(t->s, prefix) ? strspn(t->s + n, "0123456789abcdef") : 0;
	if (hex + n == t->n && (hex == 8 || hex == 17))
		return;
	diag_aa(say_vpc_id_format(c->u, t->at, text_shown(c->u, t), what), aa);
}

static void check_form(const Check *c, const Condition *k, const Text *t)
{
	if (k->op->group != OP_STRING)
		return;
	switch (key_form(k->key.s)) {
	case FORM_REGION: check_region(c, t); break;
	case FORM_KMS_ARN: check_kms_key(c, t); break;
	case FORM_VPC: check_vpc(c, t, "vpc-", "the id of a VPC", "INVALID_VPC_FORMAT"); break;
	case FORM_VPCE:
		check_vpc(c, t, "vpce-", "the id of a VPC endpoint", "INVALID_VPCE_FORMAT");
		break;
	default: break;
	}
}

void check_values(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		if (!k->op)
			continue;
		check_kinds(c, k);
		check_booleans(c, k);
		check_null_like(c, k);
		check_numbers(c, k);
		for (uint32_t j = 0; j < k->values.n; j++) {
			const Text *t = &k->values.item[j];
			if (!t->known)
				continue;
			check_type(c, k, t);
			check_wildcard(c, k, t);
			check_form(c, k, t);
		}
	}
}
