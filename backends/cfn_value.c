// cfn_value.c: values as CloudFormation writes them.
//
// A reference is Ref or Fn::GetAtt, a string with references Fn::Sub. Fn::Sub reads `${` in the
// text as its own and has no escape for all of it (`${!x}` is one, `${!` is none), so a text of
// the author's that holds `${` goes through Fn::Join, which reads nothing.
#include "emit.h"

#include <stdlib.h>
#include <string.h>

static Value *one(Unit *u, const char *key, Value *v)
{
	Value *map = value_map(u->arena, v->at);
	value_set(u->arena, map, key, v);
	return map;
}

static Value *str(Unit *u, const char *s, Span at)
{
	return value_str(u->arena, s, at);
}

const char *cfn_name(Unit *u, const char *name)
{
	Buf b = { .arena = u->arena };
	bool upper = false;
	for (const char *s = name; *s; s++) {
		bool letter = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
		if (!letter && !(*s >= '0' && *s <= '9')) {
			upper = true;
			continue;
		}
		buf_putc(&b, upper && *s >= 'a' && *s <= 'z' ? (char)(*s - 32) : *s);
		upper = false;
	}
	return b.s ? b.s : "X";
}

const char *cfn_condition(Unit *u, const Input *in)
{
	char *name = U_FORMAT(u, "Has%s", cfn_name(u, in->name));
	if (name[3] >= 'a' && name[3] <= 'z')
		name[3] = (char)(name[3] - 32);
	return name;
}

static const char *pseudo(const char *var)
{
	return str_eq(var, "account")    ? "AWS::AccountId" :
		str_eq(var, "region")    ? "AWS::Region" :
		str_eq(var, "partition") ? "AWS::Partition" :
		str_eq(var, "stack")     ? "AWS::StackName" :
					   "AWS::URLSuffix";
}

// The name that Ref or `${…}` takes, and the attribute after it; false when v is no such thing.
static bool plain(
	Unit *u, const Module *m, const Value *v, const char **id, const char **attr, Value **other)
{
	*attr = NULL;
	*other = NULL;
	if (v->kind == V_VAR) {
		*id = pseudo(v->u.s);
		return true;
	}
	if (v->kind == V_INPUT) {
		*id = cfn_name(u, v->u.input->name);
		return true;
	}
	if (v->kind != V_REF)
		return false;
	Reach r = reach(u, m, v, CFN);
	switch (r.how) {
	case REACH_CHILD:
		*id = r.child->id;
		*attr = U_FORMAT(u, "Outputs.%s", cfn_name(u, r.output->name));
		return true;
	case REACH_INPUT: *id = cfn_name(u, r.input->name); return true;
	case REACH_VALUE: *other = r.val; return false;
	default:
		*id = r.res->id;
		*attr = r.attr && !str_eq(r.attr->cfn, "Ref") ? r.attr->cfn : NULL;
		return true;
	}
}

static Value *ref_value(Unit *u, const Module *m, Value *v)
{
	const char *id;
	const char *attr;
	Value *other;
	if (!plain(u, m, v, &id, &attr, &other))
		return cfn_value(u, m, other);
	if (!attr)
		return one(u, "Ref", str(u, id, v->at));
	Value *list = value_list(u->arena, v->at);
	value_push(u->arena, list, str(u, id, v->at));
	value_push(u->arena, list, str(u, attr, v->at));
	return one(u, "Fn::GetAtt", list);
}

// The elements of a list as one string.
static Value *joined_list(Unit *u, const Value *v)
{
	Value *args = value_list(u->arena, v->at);
	value_push(u->arena, args, str(u, v->form[0] == FORM_QUOTES ? "\",\"" : ",", v->at));
	value_push(u->arena, args, one(u, "Ref", str(u, cfn_name(u, v->u.input->name), v->at)));
	return one(u, "Fn::Join", args);
}

// The pieces with references that are expressions opened.
static void open_pieces(Unit *u, const Module *m, Value *v, Value ***piece, uint32_t *n)
{
	if (v->kind == V_JOIN) {
		for (uint32_t i = 0; i < v->n; i++)
			open_pieces(u, m, v->u.item[i], piece, n);
		return;
	}
	const char *id;
	const char *attr;
	Value *other = NULL;
	if (v->kind == V_REF && !plain(u, m, v, &id, &attr, &other)) {
		open_pieces(u, m, other, piece, n);
		return;
	}
	U_PUSH(u, *piece, *n, v);
}

static Value *join_value(Unit *u, const Module *m, Value *v)
{
	Value **piece = NULL;
	uint32_t n = 0;
	open_pieces(u, m, v, &piece, &n);
	Value *join = value_join(u->arena, v->at, piece, n);
	if (join->kind == V_STR)
		return join;
	if (join->n == 1)
		return cfn_value(u, m, join->u.item[0]);
	bool sub = true;
	for (uint32_t i = 0; i < join->n; i++) {
		const Value *p = join->u.item[i];
		sub &= p->kind == V_STR ? !strstr(p->u.s, "${") :
					  p->kind != V_IF && !(p->kind == V_INPUT && p->form[0]);
	}
	if (!sub) {
		Value *list = value_list(u->arena, v->at);
		for (uint32_t i = 0; i < join->n; i++)
			value_push(u->arena, list, cfn_value(u, m, join->u.item[i]));
		Value *args = value_list(u->arena, v->at);
		value_push(u->arena, args, str(u, "", v->at));
		value_push(u->arena, args, list);
		return one(u, "Fn::Join", args);
	}
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < join->n; i++) {
		const Value *p = join->u.item[i];
		const char *id;
		const char *attr;
		Value *other;
		if (p->kind == V_STR)
			buf_add(&b, p->u.s, p->n);
		else if (plain(u, m, p, &id, &attr, &other))
			buf_printf(&b, "${%s%s%s}", id, attr ? "." : "", attr ? attr : "");
		else
			die("a piece of a string that is none");
	}
	return one(u, "Fn::Sub", str(u, b.s, v->at));
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const Pair *const *)a)->key, (*(const Pair *const *)b)->key);
}

const Pair **sorted_pairs(Unit *u, const Value *map)
{
	const Pair **p = NEW_N(u->arena, const Pair *, map->n + 1);
	for (uint32_t i = 0; i < map->n; i++)
		p[i] = &map->u.pair[i];
	if (map->n)
		qsort(p, map->n, sizeof *p, by_key);
	return p;
}

Value *cfn_value(Unit *u, const Module *m, Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_INPUT:
		if (v->form[0] != FORM_LIST)
			return joined_list(u, v);
		return ref_value(u, m, v);
	case V_REF:
	case V_VAR: return ref_value(u, m, v);
	case V_JOIN: return join_value(u, m, v);
	case V_TEXT: return cfn_value(u, m, json_text(u, v->u.item[0]));
	case V_IF: {
		Value *args = value_list(u->arena, v->at);
		value_push(u->arena, args, str(u, cfn_condition(u, v->u.cond.input), v->at));
		value_push(u->arena, args, cfn_value(u, m, v->u.cond.then));
		value_push(u->arena, args, one(u, "Ref", str(u, "AWS::NoValue", v->at)));
		return one(u, "Fn::If", args);
	}
	case V_LIST: {
		Value *out = value_list(u->arena, v->at);
		for (uint32_t i = 0; i < v->n; i++)
			value_push(u->arena, out, cfn_value(u, m, v->u.item[i]));
		return out;
	}
	case V_MAP: {
		Value *out = value_map(u->arena, v->at);
		const Pair **p = sorted_pairs(u, v);
		for (uint32_t i = 0; i < v->n; i++) {
			Pair q = *p[i];
			q.val = cfn_value(u, m, q.val);
			U_PUSH(u, out->u.pair, out->n, q);
		}
		return out;
	}
	default: return v;
	}
}
