// choice.c: the rules of a Choice, in both languages.
#include "paths.h"
#include "payload.h"

#include <string.h>

typedef struct Operator {
	const char *name;
	char operand; // s string, n number, b boolean, t timestamp, m pattern of StringMatches
} Operator;

// Each of the first sixteen also ends in Path and takes a path then.
static const Operator compares[] = {
	{ "StringEquals", 's' },
	{ "StringLessThan", 's' },
	{ "StringGreaterThan", 's' },
	{ "StringLessThanEquals", 's' },
	{ "StringGreaterThanEquals", 's' },
	{ "NumericEquals", 'n' },
	{ "NumericLessThan", 'n' },
	{ "NumericGreaterThan", 'n' },
	{ "NumericLessThanEquals", 'n' },
	{ "NumericGreaterThanEquals", 'n' },
	{ "TimestampEquals", 't' },
	{ "TimestampLessThan", 't' },
	{ "TimestampGreaterThan", 't' },
	{ "TimestampLessThanEquals", 't' },
	{ "TimestampGreaterThanEquals", 't' },
	{ "BooleanEquals", 'b' },
};
static const Operator tests[] = {
	{ "StringMatches", 'm' },
	{ "IsNull", 'b' },
	{ "IsPresent", 'b' },
	{ "IsNumeric", 'b' },
	{ "IsString", 'b' },
	{ "IsBoolean", 'b' },
	{ "IsTimestamp", 'b' },
};

// 'p' for the forms that take a path; 0: no operator.
static char operand_of(const char *key)
{
	for (size_t i = 0; i < COUNT(tests); i++)
		if (str_eq(tests[i].name, key))
			return tests[i].operand;
	for (size_t i = 0; i < COUNT(compares); i++) {
		size_t n = strlen(compares[i].name);
		if (strncmp(key, compares[i].name, n) != 0)
			continue;
		if (!key[n])
			return compares[i].operand;
		if (str_eq(key + n, "Path"))
			return 'p';
	}
	return 0;
}

static bool is_connective(const char *key)
{
	return str_eq(key, "And") || str_eq(key, "Or") || str_eq(key, "Not");
}

// In StringMatches `\` stands only before `*` and `\`.
static void check_pattern(const Here *h, const Text *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		if (t->s[i] != '\\')
			continue;
		if (i + 1 < t->n && strchr("*\\\xFF", t->s[i + 1])) {
			i++;
			continue;
		}
		uint32_t hi = i + 2 > t->n ? t->n : i + 2;
		Diag *d = say_asl_pattern_escape(
			h->a->u, asl_span(h->a, t, i, hi), asl_shown(h->a, t, i, hi));
		diag_line(d, "`\\*` is a star and `\\\\` a backslash");
		return;
	}
}

static void check_operand(const Here *h, const Pair *p, char operand)
{
	static const struct {
		char operand;
		ValueKind kind;
		const char *noun;
	} wants[] = { { 's', V_STR, "a string" }, { 'n', V_NUM, "a number" },
		{ 'b', V_BOOL, "true or false" }, { 't', V_STR, "a timestamp in quotes" },
		{ 'm', V_STR, "a string" } };
	Text t;
	bool text = asl_text(h->a, p->val, &t);
	if (p->val->kind == V_BAD || (text && t.holes && operand != 'p'))
		return;
	if (operand == 'p') {
		Row row = { p->key };
		want_path(h, &row, p);
		return;
	}
	for (size_t i = 0; i < COUNT(wants); i++) {
		if (wants[i].operand != operand)
			continue;
		if (wants[i].kind == V_STR ? !text : p->val->kind != wants[i].kind) {
			Diag *d = asl_tell_type(h, p->key, p->val, wants[i].noun);
			if (text && operand == 'b' && (str_eq(t.s, "true") || str_eq(t.s, "false")))
				asl_fix_json(
					h->a, d, FIX_SAFE, "write it without quotes", p->val, t.s);
			return;
		}
	}
	if (operand == 't')
		asl_tell_time(h, p->key, &t);
	if (operand == 'm')
		check_pattern(h, &t);
}

static const Pair *tell_unknown_operator(const Here *h, const Pair *p, bool nested)
{
	Unit *u = h->a->u;
	Diag *d = say_asl_operator_unknown(u, bare_span(u, p->at), p->key);
	Nearest near = { .word = p->key };
	static const char *const others[] = { "Variable", "And", "Or", "Not", "Comment", "Next",
		"Assign" };
	for (size_t i = 0; i < COUNT(others) - (nested ? 2 : 0); i++)
		nearest_try(&near, others[i]);
	for (size_t i = 0; i < COUNT(tests); i++)
		nearest_try(&near, tests[i].name);
	for (size_t i = 0; i < COUNT(compares); i++) {
		nearest_try(&near, compares[i].name);
		nearest_try(&near, U_FORMAT(u, "%sPath", compares[i].name));
	}
	if (near.ntie == 1)
		asl_fix_key(h->a, d, same_letters(near.best, p->key) ? FIX_SAFE : FIX_MAYBE, p->at,
			near.best);
	else
		diag_nearest(d, &near, FIX_MAYBE, p->at);
	return p;
}

// What a rule in JSONPath has.
typedef struct Rule {
	const Pair *variable, *compare, *connective, *next;
	bool odd; // something in it was wrong, so that what is missing may be that
} Rule;

static void check_rule(const Here *, const Value *, const char *connective);

static void check_inner(const Here *h, const Pair *p)
{
	bool list = !str_eq(p->key, "Not");
	if (p->val->kind == V_BAD || asl_is_reference(h->a, p->val))
		return;
	if (p->val->kind != (list ? V_LIST : V_MAP)) {
		asl_tell_type(h, p->key, p->val, list ? "a list of rules" : "one rule");
		return;
	}
	if (list && !p->val->n)
		say_asl_field_empty(h->a->u, bare_span(h->a->u, p->at), p->key, "a choice rule");
	if (!list)
		check_rule(h, p->val, p->key);
	for (uint32_t i = 0; list && i < p->val->n; i++)
		check_rule(h, p->val->u.item[i], p->key);
}

static void tell_two(const Here *h, const Pair *first, const Pair *second)
{
	Unit *u = h->a->u;
	bool mixed = is_connective(first->key) != is_connective(second->key);
	Diag *d = mixed ? say_asl_rule_mixed(u, bare_span(u, second->at), first->key, second->key) :
			  say_asl_rule_two(u, bare_span(u, second->at), first->key, second->key);
	diag_context(d, bare_span(u, first->at), "the other one");
	if (!mixed)
		diag_line(d, "`And` joins several comparisons");
}

static void check_key(const Here *h, const Pair *p, const char *connective, Rule *rule)
{
	Unit *u = h->a->u;
	char operand = operand_of(p->key);
	Row row = { p->key };
	bool ata = str_eq(p->key, "Condition") || str_eq(p->key, "Output");
	if (str_eq(p->key, "Comment")) {
		want_string(h, &row, p);
	} else if (str_eq(p->key, "Variable")) {
		rule->variable = p;
		if (p->val->kind != V_BAD)
			want_path(h, &row, p);
	} else if (str_eq(p->key, "Next") || str_eq(p->key, "Assign")) {
		if (connective)
			diag_line(say_asl_rule_nested(u, bare_span(u, p->at), p->key, connective),
				"it belongs beside `%s`, not inside it", connective);
		else if (p->key[0] == 'A')
			want_assign(h, &row, p);
		else
			want_string(h, &row, p);
		if (p->key[0] == 'N')
			rule->next = p;
	} else if (operand || is_connective(p->key)) {
		const Pair **slot = operand ? &rule->compare : &rule->connective;
		const Pair *other = rule->compare ? rule->compare : rule->connective;
		if (other) {
			tell_two(h, other, p);
			rule->odd = true;
		}
		*slot = p;
		if (operand)
			check_operand(h, p, operand);
		else
			check_inner(h, p);
	} else if (ata) {
		diag_context(say_asl_field_needs_jsonata(
				     u, bare_span(u, p->at), p->key, "a choice rule"),
			h->a->lang_at, "the machine's language");
		rule->odd = true;
	} else if (!is_hole_key(h->a, p->key)) {
		tell_unknown_operator(h, p, connective);
		rule->odd = true;
	}
}

// `connective` is the key that a nested rule stands under, NULL at the top.
static void check_rule(const Here *outer, const Value *v, const char *connective)
{
	Unit *u = outer->a->u;
	Here h = *outer;
	Rule rule = { 0 };
	if (asl_is_reference(h.a, v))
		return;
	if (v->kind != V_MAP) {
		if (v->kind != V_BAD)
			asl_tell_type(&h, connective ? connective : "Choices", v,
				"a list of rules, each a map");
		return;
	}
	if (asl_is_reference(h.a, v))
		return;
	h.at = short_span(u, v);
	for (uint32_t i = 0; i < v->n; i++)
		check_key(&h, &v->u.pair[i], connective, &rule);
	if (rule.variable && rule.connective && !rule.compare && !rule.odd)
		tell_two(&h, rule.connective, rule.variable);
	else if (!rule.compare && !rule.connective && !rule.odd)
		say_asl_rule_empty(u, rule.variable ? bare_span(u, rule.variable->at) : h.at);
	else if (rule.compare && !rule.variable && !rule.odd)
		say_asl_field_missing(u, bare_span(u, rule.compare->at),
			U_FORMAT(u, "`%s`", rule.compare->key), "Variable");
	if (!connective && !rule.next && !near_pair(h.a, v, "Next"))
		say_asl_field_missing(u, h.at, "a choice rule", "Next");
}

static void check_condition(const Here *h, const Pair *p)
{
	Unit *u = h->a->u;
	Text t;
	if (p->val->kind == V_BAD || p->val->kind == V_BOOL)
		return;
	if (!asl_text(h->a, p->val, &t)) {
		asl_tell_type(h, "Condition", p->val, "true, false or a `{% %}` expression");
	} else if (has_delimiters(&t)) {
		asl_check_expression(h, "Condition", &t);
	} else if (!t.holes) {
		Diag *d = say_asl_condition_text(u, inner_span(u, p->val));
		Span in = inner_span(u, p->val);
		if (in.lo > p->val->at.lo) // in quotes
			diag_fix(d, FIX_MAYBE, "make it an expression", in,
				U_FORMAT(u, "{%% %.*s %%}", (int)(in.hi - in.lo),
					u->src[in.file]->text + in.lo));
	}
}

static void check_ata_rule(const Here *outer, const Value *v)
{
	Unit *u = outer->a->u;
	Here h = *outer;
	if (asl_is_reference(h.a, v))
		return;
	if (v->kind != V_MAP) {
		if (v->kind != V_BAD)
			asl_tell_type(&h, "Choices", v, "a list of rules, each a map");
		return;
	}
	h.at = short_span(u, v);
	h.map = v;
	h.type = 1;
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		if (!operand_of(p->key) && !is_connective(p->key) && !str_eq(p->key, "Variable"))
			continue;
		Diag *d = say_asl_field_needs_jsonpath(
			u, bare_span(u, p->at), p->key, "a choice rule");
		diag_context(d, h.a->lang_at, "the machine's language");
		diag_line(d, "in JSONata a rule has a `Condition`");
		return;
	}
	asl_check_object(&h, OBJ_RULE);
	const Pair *condition = value_pair(v, "Condition");
	if (condition)
		check_condition(&h, condition);
}

// A rule that tests what an earlier one tests, or that stands behind `Condition: true`.
static void check_order(const Here *h, const Value *list)
{
	Unit *u = h->a->u;
	Map seen = { .arena = u->arena };
	const Value *always = NULL;
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *v = list->u.item[i];
		if (v->kind != V_MAP)
			continue;
		Value *test = value_map(u->arena, v->at);
		for (uint32_t j = 0; j < v->n; j++) {
			const char *key = v->u.pair[j].key;
			if (str_eq(key, "Variable") || str_eq(key, "Condition") ||
				operand_of(key) || is_connective(key))
				value_set(u->arena, test, key, v->u.pair[j].val);
		}
		Buf b = { .arena = u->arena };
		value_json_sorted(&b, test);
		Sym sym = sym_n(u->syms, b.s, b.n);
		const Value *same = map_get(&seen, sym);
		if (test->n && (same || always)) {
			Diag *d = say_asl_rule_dead(u, short_span(u, v));
			diag_context(d, short_span(u, same ? same : always),
				same ? "tests the same" : "always holds");
		}
		map_put(&seen, sym, (void *)v);
		const Value *c = h->lang & LANG_ATA ? value_get(v, "Condition") : NULL;
		if (c && (value_true(c) || value_is(c, "{% true %}")))
			always = always ? always : v;
	}
	if (!near_get(h->a, h->map, "Default") && !always && list->n)
		say_asl_no_default(u, bare_span(u, h->state->at), h->state->name);
}

void want_choices(const Here *h, const Row *r, const Pair *p)
{
	const Value *v = p->val;
	if (v->kind != V_LIST) {
		if (!asl_is_reference(h->a, v))
			asl_tell_type(h, r->name, v, "a list of rules");
		return;
	}
	if (!v->n)
		say_asl_field_empty(h->a->u, bare_span(h->a->u, p->at), r->name, "a Choice state");
	for (uint32_t i = 0; i < v->n; i++) {
		const Value *rule = v->u.item[i];
		if (h->lang == LANG_ATA || (h->lang == LANG_ANY && value_get(rule, "Condition")))
			check_ata_rule(h, rule);
		else
			check_rule(h, rule, NULL);
	}
	check_order(h, v);
}
