// policy.c: from the tree of values to the model of a policy.
#include "policy.h"

#include <string.h>
#include <strings.h>

// Text in which `{{name}}` stands for what is filled in later, as roles files have it.
static bool add_literal(Buf *b, const char *s)
{
	bool known = true;
	for (const char *open; (open = strstr(s, "{{")) && strstr(open, "}}");) {
		buf_add(b, s, (size_t)(open - s));
		buf_putc(b, UNKNOWN);
		s = strstr(open, "}}") + 2;
		known = false;
	}
	buf_puts(b, s);
	return known;
}

static void read_join(Text *t, Buf *b, const Value *v)
{
	for (uint32_t i = 0; i < v->n; i++) {
		const char *piece = value_text(v->u.item[i]);
		if (piece) {
			t->known &= add_literal(b, piece);
		} else {
			buf_putc(b, UNKNOWN);
			t->known = false;
		}
	}
}

Text policy_text(Unit *u, const Value *v)
{
	Text t = { .known = true, .v = v };
	if (!v)
		return t;
	t.at = v->at;
	if (value_scalar(v) && v->kind != V_NULL) {
		t.s = v->u.s;
		t.n = v->n;
		t.exact = true;
		if (!strstr(t.s, "{{") && !strchr(t.s, UNKNOWN))
			return t;
	}
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	if (t.s) {
		t.exact = t.known = add_literal(&b, t.s);
	} else if (v->kind == V_JOIN) {
		read_join(&t, &b, v);
	} else if (v->kind == V_HOLE || (v->kind >= V_ENT && v->kind != V_IF)) {
		buf_putc(&b, UNKNOWN);
		t.known = false;
	} else {
		return t;
	}
	t.s = b.s;
	t.n = (uint32_t)b.n;
	return t;
}

Span text_part(const Unit *u, const Text *t, size_t from, size_t to)
{
	return t->exact ? value_part(u, t->v, from, to) : t->at;
}

const char *text_shown(Unit *u, const Text *t)
{
	if (t->known)
		return t->s;
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	for (const char *s = t->s; *s; s++)
		buf_puts(&b, *s == UNKNOWN ? "…" : (char[]){ *s, 0 });
	return b.s;
}

bool text_is(const Text *t, const char *s)
{
	return t->s && str_eq(t->s, s);
}

bool text_is_nocase(const Text *t, const char *s)
{
	return t->s && strcasecmp(t->s, s) == 0;
}

// A key of a map as a text: keys have no pieces, but may hold `{{name}}`.
static Text key_text(Unit *u, const Pair *p)
{
	Value *v = value_str(u->arena, p->key, p->at);
	Text t = policy_text(u, v);
	t.exact = false;
	return t;
}

// `strings`: what is none was said to be wrong, and is not judged by what it would mean.
static void read_list(Unit *u, TextList *l, const Pair *p, bool strings)
{
	l->given = true;
	l->v = p->val;
	l->at = p->val->at;
	l->key = p->at;
	uint32_t n = p->val->kind == V_LIST ? p->val->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		const Value *v = p->val->kind == V_LIST ? p->val->u.item[i] : p->val;
		Text t = policy_text(u, v);
		bool other = v->kind == V_NUM || v->kind == V_BOOL || v->kind == V_NULL;
		if (t.s && !(strings && other))
			U_PUSH(u, l->item, l->n, t);
	}
}

static const char *const principal_word[] = {
	[PRINCIPAL_AWS] = "AWS",
	[PRINCIPAL_SERVICE] = "Service",
	[PRINCIPAL_FEDERATED] = "Federated",
	[PRINCIPAL_CANONICAL] = "CanonicalUser",
};

static void add_principals(Unit *u, Stmt *s, const Pair *p)
{
	for (size_t k = PRINCIPAL_AWS; k < COUNT(principal_word); k++) {
		if (!str_eq(p->key, principal_word[k]))
			continue;
		TextList l = { 0 };
		read_list(u, &l, p, true);
		for (uint32_t i = 0; i < l.n; i++)
			U_PUSH(u, s->principal, s->nprincipal,
				((Principal){ (PrincipalKind)k, l.item[i], p->at }));
	}
}

static void read_principal(Unit *u, Stmt *s, const Pair *p)
{
	s->has_principal = true;
	s->not_principal = str_eq(p->key, "NotPrincipal");
	s->principal_at = p->val->at;
	s->principal_key = p->at;
	Text t = policy_text(u, p->val);
	if (t.s) {
		if (text_is(&t, "*"))
			U_PUSH(u, s->principal, s->nprincipal,
				((Principal){ PRINCIPAL_ANYONE, t, p->at }));
		return;
	}
	for (uint32_t i = 0; p->val->kind == V_MAP && i < p->val->n; i++)
		add_principals(u, s, &p->val->u.pair[i]);
}

static void read_conditions(Unit *u, Stmt *s, const Pair *p)
{
	s->has_condition = true;
	for (uint32_t i = 0; p->val->kind == V_MAP && i < p->val->n; i++) {
		const Pair *op = &p->val->u.pair[i];
		for (uint32_t j = 0; op->val->kind == V_MAP && j < op->val->n; j++) {
			Condition c = { .word = key_text(u, op),
				.key = key_text(u, &op->val->u.pair[j]) };
			operator_read(&c, op->key);
			read_list(u, &c.values, &op->val->u.pair[j], false);
			U_PUSH(u, s->cond, s->ncond, c);
		}
	}
}

static void read_statement(Unit *u, Policy *p, const Value *v)
{
	if (v->kind != V_MAP)
		return;
	Stmt s = { .v = v, .at = v->at };
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *e = &v->u.pair[i];
		if (str_eq(e->key, "Sid")) {
			s.sid = policy_text(u, e->val);
			s.sid_key = e->at;
		} else if (str_eq(e->key, "Effect")) {
			s.allow = value_is(e->val, "Allow");
			s.deny = value_is(e->val, "Deny");
			s.effect = e->val->at;
		} else if (str_eq(e->key, "Action") || str_eq(e->key, "NotAction")) {
			if (s.action.given) // both: reported, and the first counts
				continue;
			s.not_action = e->key[0] == 'N';
			read_list(u, &s.action, e, true);
		} else if (str_eq(e->key, "Resource") || str_eq(e->key, "NotResource")) {
			if (s.resource.given)
				continue;
			s.not_resource = e->key[0] == 'N';
			read_list(u, &s.resource, e, true);
		} else if (str_eq(e->key, "Principal") || str_eq(e->key, "NotPrincipal")) {
			if (!s.has_principal)
				read_principal(u, &s, e);
		} else if (str_eq(e->key, "Condition")) {
			read_conditions(u, &s, e);
		}
	}
	U_PUSH(u, p->stmt, p->nstmt, s);
}

Policy *policy_read(Unit *u, const Value *v, const IamOptions *opt)
{
	Policy *p = U_NEW(u, Policy);
	p->v = v;
	p->type = opt->type;
	p->at = v->at;
	p->statements = opt->statements;
	const Value *list = v;
	if (!opt->statements) {
		const Value *version = value_get(v, "Version");
		p->has_version = version != NULL;
		p->version = policy_text(u, version);
		list = value_get(v, "Statement");
	}
	// Statements alone are put into a document of the present version by whoever asks.
	p->modern = opt->statements ||
		(p->version.s && (!p->version.known || text_is(&p->version, "2012-10-17")));
	if (list && list->kind == V_LIST) {
		for (uint32_t i = 0; i < list->n; i++)
			read_statement(u, p, list->u.item[i]);
	} else if (list) {
		read_statement(u, p, list);
	}
	return p;
}
