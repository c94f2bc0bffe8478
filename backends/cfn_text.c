// cfn_text.c: JSON documents that CloudFormation takes as a string, with references in them.
//
// Two ways: the text as a join, which becomes Fn::Sub; or the text with `${Name}` in it and a map of
// what the names stand for (a state machine's DefinitionString and DefinitionSubstitutions), which
// cfn-lint can read, and where a number stays a number.
#include "emit.h"

#include <string.h>

typedef struct Text {
	Unit *u;
	Value **piece;
	uint32_t n;
	Buf b; // the literal text since the last reference
} Text;

static void flush(Text *t, Span at)
{
	if (t->b.n)
		U_PUSH(t->u, t->piece, t->n, value_str(t->u->arena, t->b.s, at));
	t->b = (Buf){ .arena = t->u->arena };
}

// A list of the deployer's, as what stands between `["` and `"]`; NULL: it is none.
static Value *quoted_list(Unit *u, Value *v)
{
	if (v->kind != V_INPUT || v->form[0] || !str_eq(v->u.input->type, "list"))
		return NULL;
	v = value_copy(u->arena, v);
	v->form[0] = FORM_QUOTES;
	return v;
}

static void put_text(Text *t, Value *v);

static void put_piece(Text *t, Value *v)
{
	if (v->kind == V_STR) {
		Buf q = { .arena = t->u->arena };
		quote_json(&q, v->u.s, v->n);
		buf_add(&t->b, q.s + 1, q.n - 2);
	} else {
		flush(t, v->at);
		U_PUSH(t->u, t->piece, t->n, v);
	}
}

static void put_text(Text *t, Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_MAP: {
		const Pair **p = sorted_pairs(t->u, v);
		buf_putc(&t->b, '{');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(&t->b, ',');
			quote_json(&t->b, p[i]->key, strlen(p[i]->key));
			buf_putc(&t->b, ':');
			put_text(t, p[i]->val);
		}
		buf_putc(&t->b, '}');
		break;
	}
	case V_LIST:
		buf_putc(&t->b, '[');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(&t->b, ',');
			put_text(t, v->u.item[i]);
		}
		buf_putc(&t->b, ']');
		break;
	case V_NULL:
	case V_BOOL:
	case V_NUM:
	case V_STR: value_json(&t->b, v); break;
	case V_JOIN:
		buf_putc(&t->b, '"');
		for (uint32_t i = 0; i < v->n; i++)
			put_piece(t, v->u.item[i]);
		buf_putc(&t->b, '"');
		break;
	default: {
		Value *list = quoted_list(t->u, v);
		buf_puts(&t->b, list ? "[\"" : "\"");
		put_piece(t, list ? list : v);
		buf_puts(&t->b, list ? "\"]" : "\"");
		break;
	}
	}
}

Value *json_text(Unit *u, Value *v)
{
	Text t = { .u = u, .b = { .arena = u->arena } };
	put_text(&t, v);
	flush(&t, v->at);
	return value_join(u->arena, v->at, t.piece, t.n);
}

// ---- DefinitionSubstitutions ---------------------------------------------------------------------

typedef struct Subst {
	Unit *u;
	const Module *m;
	Buf text;
	Value *map; // name to CloudFormation value
	Map seen;   // name (interned) to the value as it was
} Subst;

// `${` of the author's is data: JSON lets the dollar be an escape, which is no placeholder.
static void put_string(Buf *b, const char *s, size_t n)
{
	Buf q = { .arena = b->arena };
	quote_json(&q, s, n);
	for (size_t i = 0; i < q.n; i++) {
		if (q.s[i] == '$' && q.s[i + 1] == '{')
			buf_puts(b, "\\u0024");
		else
			buf_putc(b, q.s[i]);
	}
}

// Letters and digits of a text as CamelCase.
static void camel(Buf *b, const char *s)
{
	enum { LONGEST = 60 };
	bool upper = true;
	for (; *s && b->n < LONGEST; s++) {
		bool letter = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
		if (letter || (*s >= '0' && *s <= '9')) {
			buf_putc(b, upper && *s >= 'a' && *s <= 'z' ? (char)(*s - 32) : *s);
			upper = false;
		} else {
			upper = true;
		}
	}
}

// A name for what a reference or a string in pieces stands for: "EnhancerFunctionArn", or
// "LambdaInvoke" for arn:…:states:::lambda:invoke.
static const char *subst_name(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	if (v->kind == V_REF) {
		buf_puts(&b, v->u.ref.res->id);
		camel(&b, v->u.ref.attr ? v->u.ref.attr->name : "");
	} else if (v->kind == V_INPUT) {
		camel(&b, v->u.input->name);
		buf_puts(&b, v->form[0] == FORM_COMMAS ? "Text" : "");
	} else if (v->kind == V_VAR) {
		camel(&b, v->u.s);
	} else {
		const char *service = NULL;
		for (uint32_t i = 0; i < v->n; i++)
			if (v->u.item[i]->kind == V_STR && strstr(v->u.item[i]->u.s, ":::"))
				service = strstr(v->u.item[i]->u.s, ":::") + 3;
		for (uint32_t i = 0; i < v->n && !service; i++) {
			const Value *p = v->u.item[i];
			if (p->kind == V_STR)
				camel(&b, p->u.s);
			else if (p->kind == V_REF)
				camel(&b, p->u.ref.res->id);
			else if (p->kind == V_INPUT)
				camel(&b, p->u.input->name);
		}
		if (service)
			camel(&b, service);
	}
	return b.n ? b.s : "Value";
}

static void put_subst(Subst *s, Value *v)
{
	Unit *u = s->u;
	const char *name = subst_name(u, v);
	const Value *old = map_get(&s->seen, unit_sym(u, name));
	if (old && !value_equal(old, v)) {
		Buf key = { .arena = u->arena };
		value_json(&key, cfn_value(u, s->m, v));
		name = U_FORMAT(u, "%s%.6s", name, sha_of(u->arena, key.s, key.n));
		old = map_get(&s->seen, unit_sym(u, name));
	}
	if (!old) {
		map_put(&s->seen, unit_sym(u, name), v);
		value_set(u->arena, s->map, name, cfn_value(u, s->m, v));
	}
	buf_printf(&s->text, "\"${%s}\"", name);
}

static void put_definition(Subst *s, Value *v)
{
	if (v->kind == V_MAP) {
		const Pair **p = sorted_pairs(s->u, v);
		buf_putc(&s->text, '{');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(&s->text, ',');
			put_string(&s->text, p[i]->key, strlen(p[i]->key));
			buf_putc(&s->text, ':');
			put_definition(s, p[i]->val);
		}
		buf_putc(&s->text, '}');
	} else if (v->kind == V_LIST) {
		buf_putc(&s->text, '[');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(&s->text, ',');
			put_definition(s, v->u.item[i]);
		}
		buf_putc(&s->text, ']');
	} else if (v->kind == V_STR) {
		put_string(&s->text, v->u.s, v->n);
	} else if (value_scalar(v)) {
		value_json(&s->text, v);
	} else {
		Value *list = quoted_list(s->u, v);
		buf_puts(&s->text, list ? "[" : "");
		put_subst(s, list ? list : v);
		buf_puts(&s->text, list ? "]" : "");
	}
}

Value *definition_text(Unit *u, const Module *m, Value *v, Value **substitutions)
{
	Subst s = { .u = u, .m = m, .text = { .arena = u->arena }, .seen = { .arena = u->arena } };
	s.map = value_map(u->arena, v->at);
	put_definition(&s, v);
	*substitutions = NULL;
	if (s.map->n) {
		const Pair **p = sorted_pairs(u, s.map);
		*substitutions = value_map(u->arena, v->at);
		for (uint32_t i = 0; i < s.map->n; i++)
			value_set(u->arena, *substitutions, p[i]->key, p[i]->val);
	}
	return value_str(u->arena, s.text.s, v->at);
}
