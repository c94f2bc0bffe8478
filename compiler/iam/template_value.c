// template_value.c: works out CloudFormation's functions inside policies.
//
// Source: CloudFormation template reference, "Intrinsic functions".
#include "template_value.h"

#include "../../ir/ir.h"

#include <string.h>

const char *policy_function(const Value *v)
{
	if (!v || v->kind != V_MAP || v->n != 1)
		return NULL;
	const char *key = v->u.pair[0].key;
	return str_eq(key, "Ref") || str_starts(key, "Fn::") ? key : NULL;
}

static Value *hole(Unit *u, Span at, const char *name)
{
	Value *h = value_new(u->arena, V_HOLE, at);
	h->u.hole.path = name;
	return h;
}

static bool is_no_value(const Value *v)
{
	return value_is(value_get(v, "Ref"), "AWS::NoValue");
}

// `${Name}` is filled in, `${!Name}` is the text `${Name}`: a policy variable.
static Value *sub_text(Unit *u, const Value *text)
{
	if (!strstr(text->u.s, "${"))
		return value_copy(u->arena, text);
	Value **piece = NULL;
	uint32_t n = 0;
	Buf literal = { .arena = u->arena };
	buf_puts(&literal, "");
	for (const char *s = text->u.s; *s;) {
		const char *close = s[0] == '$' && s[1] == '{' ? strchr(s, '}') : NULL;
		if (!close) {
			buf_putc(&literal, *s++);
			continue;
		}
		if (s[2] == '!') {
			buf_puts(&literal, "${");
			buf_add(&literal, s + 3, (size_t)(close + 1 - (s + 3)));
		} else {
			U_PUSH(u, piece, n,
				value_str(u->arena, arena_copy(u->arena, literal.s, literal.n),
					text->at));
			U_PUSH(u, piece, n,
				hole(u, text->at,
					arena_copy(u->arena, s + 2, (size_t)(close - s - 2))));
			literal = (Buf){ .arena = u->arena };
			buf_puts(&literal, "");
		}
		s = close + 1;
	}
	U_PUSH(u, piece, n, value_str(u->arena, literal.s, text->at));
	return value_join(u->arena, text->at, piece, n);
}

static Value *sub(Unit *u, const Value *arg, Span at)
{
	const Value *text = arg->kind == V_LIST && arg->n ? arg->u.item[0] : arg;
	return value_scalar(text) ? sub_text(u, text) : hole(u, at, "Fn::Sub");
}

static Value *join(Unit *u, const Value *arg, Span at)
{
	const Value *list = arg->kind == V_LIST && arg->n == 2 ? arg->u.item[1] : NULL;
	const char *between = list ? value_text(arg->u.item[0]) : NULL;
	if (!between || list->kind != V_LIST)
		return hole(u, at, "Fn::Join");
	Value **piece = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < list->n; i++) {
		Value *v = policy_value(u, list->u.item[i]);
		if (!v)
			continue;
		if (n)
			U_PUSH(u, piece, n, value_str(u->arena, between, at));
		bool text = value_scalar(v) || v->kind == V_JOIN || v->kind == V_HOLE;
		U_PUSH(u, piece, n, text ? v : hole(u, v->at, "Fn::Join"));
	}
	return value_join(u->arena, at, piece, n);
}

// Both branches, since either may be deployed: alone where only one has a value, else as a list,
// which is what Statement, Action, Resource and the values of conditions take.
static Value *branches(Unit *u, const Value *arg, Span at)
{
	if (arg->kind != V_LIST || arg->n != 3)
		return hole(u, at, "Fn::If");
	Value *yes = policy_value(u, arg->u.item[1]);
	Value *no = policy_value(u, arg->u.item[2]);
	if (!yes || !no)
		return yes ? yes : no;
	Value *both = value_list(u->arena, at);
	Value *branch[] = { yes, no };
	for (size_t i = 0; i < 2; i++) {
		if (branch[i]->kind != V_LIST)
			value_push(u->arena, both, branch[i]);
		for (uint32_t j = 0; branch[i]->kind == V_LIST && j < branch[i]->n; j++)
			value_push(u->arena, both, branch[i]->u.item[j]);
	}
	return both;
}

static Value *function_value(Unit *u, const Value *v, const char *name)
{
	const Value *arg = v->u.pair[0].val;
	if (is_no_value(v))
		return NULL;
	if (str_eq(name, "Fn::Sub"))
		return sub(u, arg, v->at);
	if (str_eq(name, "Fn::Join"))
		return join(u, arg, v->at);
	if (str_eq(name, "Fn::If"))
		return branches(u, arg, v->at);
	return hole(u, v->at, name);
}

// Elements of a list; a list inside it is both branches of an Fn::If.
static void add_elements(Unit *u, Value *list, const Value *from)
{
	for (uint32_t i = 0; i < from->n; i++) {
		Value *v = policy_value(u, from->u.item[i]);
		bool flat = v && v->kind == V_LIST && policy_function(from->u.item[i]);
		if (!flat)
			value_push(u->arena, list, v);
		for (uint32_t j = 0; flat && j < v->n; j++)
			value_push(u->arena, list, v->u.item[j]);
	}
}

Value *policy_value(Unit *u, const Value *v)
{
	const char *name = policy_function(v);
	if (name)
		return function_value(u, v, name);
	if (v->kind != V_LIST && v->kind != V_MAP)
		return value_copy(u->arena, v);
	Value *out = value_new(u->arena, (ValueKind)v->kind, v->at);
	out->style = v->style;
	if (v->kind == V_LIST) {
		add_elements(u, out, v);
		return out;
	}
	for (uint32_t i = 0; i < v->n; i++) {
		Pair p = v->u.pair[i];
		p.val = policy_value(u, p.val);
		if (p.val)
			U_PUSH(u, out->u.pair, out->n, p);
	}
	return out;
}
