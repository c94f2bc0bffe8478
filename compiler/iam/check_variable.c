// check_variable.c: policy variables, `${aws:username}`.
//
// Source: IAM user guide, "IAM policy elements: Variables and tags". A variable has a key, or a
// key, a comma, a space and a default in single quotes; `${*}`, `${?}` and `${$}` are the letters
// themselves.
#include "check.h"

#include <string.h>

// One `${…}` of a text.
typedef struct Variable {
	const Text *t;
	size_t from, to; // with `${` and `}`
	const char *body;
	size_t n; // bytes of the body
} Variable;

static const char *variable_text(const Check *c, const Variable *v)
{
	return arena_copy(c->u->arena, v->t->s + v->from, v->to - v->from);
}

static Span variable_span(const Check *c, const Variable *v)
{
	return text_part(c->u, v->t, v->from, v->to);
}

static void check_default(const Check *c, const Variable *v, const char *comma)
{
	const char *s = comma + 1;
	const char *end = v->body + v->n;
	while (s < end && *s == ' ')
		s++;
	if (end - s >= 2 && *s == '\'' && end[-1] == '\'')
		return;
	Diag *d = say_variable_quote(
		c->u, variable_span(c, v), arena_copy(c->u->arena, s, (size_t)(end - s)));
	diag_aa(d, "MISSING_QUOTE_IN_VARIABLE");
}

// The name before a comma; false after an error in it.
static bool check_name(const Check *c, const Variable *v, size_t n)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:/._@+=-";
	size_t good = strspn(v->body, letters);
	if (good >= n)
		return true;
	const char *text = variable_text(c, v);
	Span at = text_part(c->u, v->t, v->from + 2 + good, v->from + 3 + good);
	if (v->body[good] == UNKNOWN)
		return false;
	if (v->body[good] == ' ')
		diag_aa(say_variable_space(c->u, variable_span(c, v), text),
			"UNSUPPORTED_SPACE_IN_VARIABLE");
	else
		diag_aa(say_variable_symbol(
				c->u, at, arena_copy(c->u->arena, v->body + good, 1), text),
			"UNSUPPORTED_SYMBOL_IN_VARIABLE");
	return false;
}

static void check_key_name(const Check *c, const Variable *v, size_t n)
{
	const char *key = arena_copy(c->u->arena, v->body, n);
	KeyFacts f = key_facts(c->data, key);
	if (f.known) {
		if (f.many && !f.single)
			say_multivalued_variable(c->u, variable_span(c, v), key);
		return;
	}
	bool template = str_starts(key, "AWS::");
	bool global = str_starts(key, "aws:");
	Nearest near = { .word = key };
	for (const GlobalKey *g = global_keys; g->name; g++)
		nearest_try(&near, g->name);
	if (!template && !near.best && !global)
		return; // of a service whose variables no list has
	Diag *d = say_unknown_variable(c->u, variable_span(c, v), variable_text(c, v));
	if (template)
		diag_line(d, "parameters of a template are filled in only inside `Fn::Sub`");
	else
		diag_near_text(c, d, &near, v->t, v->from + 2, v->from + 2 + n);
	if (!template && !near.best)
		diag_severity(d, WARNING);
}

static void check_body(const Check *c, const Variable *v)
{
	if (v->n == 1 && strchr("*?$", v->body[0]))
		return;
	if (strspn(v->body, " ") >= v->n) {
		diag_aa(say_variable_empty(c->u, variable_span(c, v)), "EMPTY_VARIABLE");
		return;
	}
	const char *comma = memchr(v->body, ',', v->n);
	size_t n = comma ? (size_t)(comma - v->body) : v->n;
	if (!check_name(c, v, n))
		return;
	if (comma)
		check_default(c, v, comma);
	check_key_name(c, v, n);
}

// Where variables of a text may stand, and what is said of those that may not.
typedef struct Where {
	const char *element; // NULL: they may
	const Operator *op;  // its values take none
	size_t from;         // only from this offset on
} Where;

static bool check_place(const Check *c, const Variable *v, const Where *w)
{
	if (w->op) {
		Diag *d = say_variable_operator(
			c->u, variable_span(c, v), variable_text(c, v), w->op->name);
		diag_aa(d, "INVALID_VARIABLE_FOR_OPERATOR");
		return false;
	}
	if (w->element || v->from < w->from) {
		const char *where = w->element ? w->element : "Resource";
		Diag *d = say_variable_place(c->u, variable_span(c, v), variable_text(c, v), where);
		if (!w->element)
			diag_line(d, "variables count only after the fifth colon of an ARN");
		diag_aa(d, "VARIABLE_UNSUPPORTED_IN_ELEMENT");
		return false;
	}
	if (!c->p->modern) {
		diag_aa(say_variable_old_version(c->u, variable_span(c, v), variable_text(c, v)),
			"VARIABLE_UNSUPPORTED_IN_VERSION");
		return false;
	}
	return true;
}

static void check_text(const Check *c, const Text *t, Where w)
{
	if (!t->s)
		return;
	for (const char *s = t->s; (s = strstr(s, "${"));) {
		const char *close = strchr(s, '}');
		Variable v = { .t = t, .from = (size_t)(s - t->s), .body = s + 2 };
		v.to = close ? (size_t)(close - t->s) + 1 : t->n;
		v.n = close ? (size_t)(close - v.body) : t->n - v.from - 2;
		if (check_place(c, &v, &w)) {
			if (close)
				check_body(c, &v);
			else
				diag_aa(say_variable_brace(
						c->u, variable_span(c, &v), variable_text(c, &v)),
					"MISSING_BRACE_IN_VARIABLE");
		}
		if (!close)
			break;
		s = close;
	}
}

static size_t fifth_colon(const char *s)
{
	size_t at = 0;
	for (int i = 0; i < 5; i++) {
		at += strcspn(s + at, ":");
		if (!s[at])
			return 0; // too short to tell
		at++;
	}
	return at;
}

static void check_list(const Check *c, const TextList *l, const char *element)
{
	for (uint32_t i = 0; i < l->n; i++)
		check_text(c, &l->item[i], (Where){ .element = element });
}

void check_variables(const Check *c, const Stmt *s)
{
	check_text(c, &s->sid, (Where){ .element = "Sid" });
	check_list(c, &s->action, s->not_action ? "NotAction" : "Action");
	for (uint32_t i = 0; i < s->nprincipal; i++)
		check_text(c, &s->principal[i].text, (Where){ .element = "Principal" });
	for (uint32_t i = 0; i < s->resource.n; i++) {
		const Text *t = &s->resource.item[i];
		// Up to the first variable the colons are the ARN's own.
		check_text(c, t, (Where){ .from = fifth_colon(t->s) });
	}
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		for (uint32_t j = 0; k->op && j < k->values.n; j++)
			check_text(c, &k->values.item[j],
				(Where){ .op = k->op->variables ? NULL : k->op });
	}
}
