// hole.c: finds `{{name}}` in strings. What the names stand for is link's business.
#include "shape.h"

#include <string.h>

static Value *text_piece(Unit *u, const Value *str, size_t from, size_t to)
{
	Value *v = value_str(u->arena, arena_copy(u->arena, str->u.s + from, to - from),
		value_part(u, str, from, to));
	return v;
}

static Value *hole_piece(Unit *u, const Value *str, size_t from, size_t to)
{
	const char *s = str->u.s;
	size_t open = from;
	size_t close = to;
	while (from < to && strchr(" \t\r\n", s[from]))
		from++;
	while (to > from && strchr(" \t\r\n", s[to - 1]))
		to--;
	Value *v = value_new(u->arena, V_HOLE, value_part(u, str, from, to));
	v->u.hole.path = arena_copy(u->arena, s + from, to - from);
	if (from == to) {
		v->at = value_part(u, str, open - 2, close + 2);
		say_hole_empty(u, v->at);
		v->kind = V_BAD;
	}
	return v;
}

static bool names_outside(const char *s)
{
	return str_starts(s, "ssm:/") || (str_starts(s, "secret:") && s[7]);
}

// What stands for a value in the files of other tools, and what is written here.
static const struct Foreign {
	const char *begins, *ours; // `ours` NULL: `say` alone
	const char *say;
} foreign[] = {
	{ "${AWS::Region}", "{{region}}", NULL },
	{ "${AWS::AccountId}", "{{account}}", NULL },
	{ "${AWS::Partition}", "{{partition}}", NULL },
	{ "${AWS::StackName}", "{{namespace}}-{{sandbox}}", NULL },
	{ "${AWS::", NULL,
		"parameters of CloudFormation have names of ours: `{{region}}`, `{{account}}`, `{{partition}}`" },
	{ "${opt:stage", "{{sandbox}}", NULL },
	{ "${sls:stage}", "{{sandbox}}", NULL },
	{ "${aws:region}", "{{region}}", NULL },
	{ "${aws:accountId}", "{{account}}", NULL },
	{ "${self:", NULL,
		"what is known when it is compiled is written where it is needed, or is a parameter: `{{param.NAME}}`" },
	{ "${ssm:", NULL,
		"a value of the parameter store is written `ssm:/path`, as the whole string" },
	{ "${env:", NULL, "what is given when it is deployed is a parameter: `{{param.NAME}}`" },
	{ "${cf:", NULL, "what another stack gives is a parameter: `{{param.NAME}}`" },
	{ "${file(", NULL,
		"a file's content is put in by `!include FILE`, its text by `!read FILE`" },
};

static void check_foreign(Unit *u, const Value *str)
{
	for (const char *at = strstr(str->u.s, "${"); at; at = strstr(at + 2, "${")) {
		const struct Foreign *f = foreign;
		while (f < foreign + COUNT(foreign) && !str_starts(at, f->begins))
			f++;
		size_t n = strcspn(at + 2, "$}") + 3; // what holds another is not looked at
		if (f == foreign + COUNT(foreign) || at[n - 1] != '}')
			continue;
		size_t lo = (size_t)(at - str->u.s);
		Span span = value_part(u, str, lo, lo + n);
		Diag *d = say_foreign_variable(u, span, arena_copy(u->arena, at, n));
		if (f->ours)
			diag_fix(d, FIX_MAYBE, U_FORMAT(u, "write `%s`", f->ours), span, f->ours);
		else
			diag_line(d, "%s", f->say);
	}
}

Value *hole_parse(Unit *u, Value *str, bool outside)
{
	if (!value_scalar(str))
		return str;
	const char *s = str->u.s;
	check_foreign(u, str);
	const char *open = strstr(s, "{{");
	if (!open) {
		if (!outside || !names_outside(s))
			return str;
		Value *v = value_new(u->arena, V_HOLE, str->at);
		v->u.hole.path = s;
		return v;
	}
	Value **piece = NULL;
	uint32_t n = 0;
	size_t from = 0;
	bool bad = false;
	for (; open; open = strstr(s + from, "{{")) {
		size_t lo = (size_t)(open - s);
		const char *close = strstr(open + 2, "}}");
		if (!close) {
			Diag *d = say_hole_open(u, value_part(u, str, lo, lo + 2));
			const char *one = strchr(open, '}');
			size_t at = one ? (size_t)(one - s) + 1 : 0;
			if (one)
				diag_fix(d, FIX_MAYBE, "close it with two braces",
					value_part(u, str, at, at), "}");
			bad = true;
			break;
		}
		size_t hi = (size_t)(close - s);
		if (lo > from)
			U_PUSH(u, piece, n, text_piece(u, str, from, lo));
		Value *hole = hole_piece(u, str, lo + 2, hi);
		bad |= hole->kind == V_BAD;
		U_PUSH(u, piece, n, hole);
		from = hi + 2;
	}
	if (bad)
		return value_new(u->arena, V_BAD, str->at);
	if (from < str->n)
		U_PUSH(u, piece, n, text_piece(u, str, from, str->n));
	if (n == 1)
		return piece[0];
	Value *join = value_new(u->arena, V_JOIN, str->at);
	join->u.item = piece;
	join->n = n;
	return join;
}

Value *hole_parse_all(Unit *u, Value *v)
{
	if (v->kind == V_STR)
		return hole_parse(u, v, false);
	if (v->kind != V_LIST && v->kind != V_MAP)
		return v;
	Value *copy = value_new(u->arena, v->kind, v->at);
	copy->style = v->style;
	for (uint32_t i = 0; i < v->n; i++) {
		if (v->kind == V_LIST) {
			value_push(u->arena, copy, hole_parse_all(u, v->u.item[i]));
		} else if (!str_eq(v->u.pair[i].key, "x-topc-ignore")) { // ours, not AWS's
			Pair p = v->u.pair[i];
			if (!str_eq(p.key, "Fn::Sub")) // there `${AWS::Region}` has its meaning
				p.val = hole_parse_all(u, p.val);
			U_PUSH(u, copy->u.pair, copy->n, p);
		}
	}
	return copy;
}
