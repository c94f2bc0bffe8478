// kinds_test_expr.c: expressions of values (their grammar stands above Prop in ir.h): that they
// parse, and that each name in them is there for every backend that prints them.
#include "kinds_test.h"

#include <string.h>

const Field *lint_field(const Field *table, const char *path, size_t n)
{
	size_t len = 0;
	while (len < n && path[len] != '.')
		len++;
	for (const Field *f = table; f && f->name; f++) {
		if (strlen(f->name) != len || strncmp(f->name, path, len) != 0)
			continue;
		if (len == n)
			return f;
		return f->type == T_RECORD && f->many == ONE ?
			lint_field(f->sub, path + len + 1, n - len - 1) :
			NULL;
	}
	return NULL;
}

const Field *lint_walk(const Field *table, const char *path, size_t n)
{
	const Field *f = NULL;
	for (size_t i = 0; i <= n;) {
		size_t len = 0;
		while (i + len < n && path[i + len] != '.')
			len++;
		for (f = table; f && f->name; f++)
			if (strlen(f->name) == len && strncmp(f->name, path + i, len) == 0)
				break;
		if (!f || !f->name)
			return NULL;
		table = f->type == T_RECORD ? f->sub : NULL;
		i += len + 1;
	}
	return f;
}

// A field of a record in a list of the kind, or of a kind that links to it.
static const Field *in_any_element(const Lint *l, const Kind *k, const char *path, size_t n)
{
	for (const Field *f = k->field; f && f->name; f++) {
		const Field *in = f->type == T_RECORD ? lint_field(f->sub, path, n) : NULL;
		if (in)
			return in;
	}
	for (const Kind *const *o = l->kind; *o; o++)
		for (const Link *link = (*o)->link; link && link->field; link++)
			if (link->to && word_in(link->to, k->one, strlen(k->one)) &&
				lint_field((*o)->field, path, n))
				return lint_field((*o)->field, path, n);
	return NULL;
}

const Field *lint_visible(const Lint *l, const Names *w, const char *path, size_t n)
{
	for (unsigned i = 0; i < w->nrec; i++) {
		const Field *f = lint_field(w->rec[i], path, n);
		if (f)
			return f;
	}
	const Field *f = lint_field(w->kind->field, path, n);
	return f || !w->loose ? f : in_any_element(l, w->kind, path, n);
}

static const Op *part_in(const Op *op, const char *part, size_t n)
{
	for (; op && op->part; op++)
		if (strlen(op->part) == n && strncmp(op->part, part, n) == 0)
			return op;
	return NULL;
}

static bool find_part(const Names *w, const char *part, size_t n, const Op **found)
{
	*found = part_in(w->ops, part, n);
	// Of an edge: what admits it at the other end is made before.
	for (const Admit *a = w->peer ? w->peer->admit : NULL; a && a->op && !*found; a++)
		*found = part_in(a->op, part, n);
	if (!*found)
		*found = part_in(w->kind->op, part, n);
	return *found != NULL;
}

// Some `str_eq(…, "attr")`.
static bool compares(Lint *l, const char *text, const char *attr)
{
	const char *end = arena_format(l->arena, ", \"%s\")", attr);
	for (const char *s = text; (s = strstr(s, "str_eq(")); s++) {
		const char *comma = strchr(s, ',');
		if (comma && strncmp(comma, end, strlen(end)) == 0)
			return true;
	}
	return false;
}

bool lint_answered(const Lint *l, const Kind *k, const char *attr)
{
	if (!k->hole)
		return false;
	if (!k->op || !k->op->attr || (k->holes && word_in(k->holes, attr, strlen(attr))))
		return true;
	for (uint32_t i = 0; i < l->nsource; i++) // the kind's own files: bucket.c, bucket_notify.c
		if (str_starts(l->source[i].name, k->one) &&
			compares((Lint *)l, l->source[i].text, attr))
			return true;
	return !l->nsource;
}

// An attribute of a resource, in each backend that asks for it; of each form that the part has.
static void check_attr(Lint *l, const Names *w, const Op *op, const char *attr, const char *expr)
{
	const Op *next = op[1].part ? part_in(op + 1, op->part, strlen(op->part)) : NULL;
	if (next)
		check_attr(l, w, next, attr, expr);
	const Attr *a = op->attr;
	while (a && a->name && !str_eq(a->name, attr))
		a++;
	if (!a || !a->name) {
		complain(l, "`%s`: `%s` has no attribute `%s`", expr,
			*op->part ? op->part : "the main resource", attr);
		return;
	}
	if ((w->in & 1 << CFN) && op->cfn && !a->cfn)
		complain(l, "`%s`: the attribute has no form in CloudFormation", expr);
	if ((w->in & 1 << TF) && op->tf && !a->tf)
		complain(l, "`%s`: the attribute has no form in Terraform", expr);
	if ((w->in & 1 << CFN) && !op->cfn && op->tf)
		complain(l, "`%s`: CloudFormation has no such resource", expr);
	if ((w->in & 1 << TF) && !op->tf && op->cfn)
		complain(l, "`%s`: Terraform has no such resource", expr);
}

// An attribute of an entity: by its kind's C, or of its main resource.
static void check_entity_attr(
	Lint *l, const Names *w, const Kind *k, const char *attr, const char *expr)
{
	if (lint_answered(l, k, attr))
		return;
	if (!k->op)
		complain(l, "`%s`: a %s has no attributes", expr, k->one);
	else
		check_attr(l, w, &k->op[0], attr, expr);
}

static void check_ref(Lint *l, const Names *w, const char *expr, size_t n)
{
	size_t len = 0;
	while (len < n && expr[len] != '.')
		len++;
	const char *attr = len < n ? arena_copy(l->arena, expr + len + 1, n - len - 1) : NULL;
	const char *all = arena_format(l->arena, "&%.*s", (int)n, expr);
	const Op *op;
	if (len == 0 || (len == 4 && strncmp(expr, "self", 4) == 0)) {
		if (attr)
			check_entity_attr(l, w, w->kind, attr, all);
		else if (!w->kind->op)
			complain(l, "`%s`: a %s has no resource", all, w->kind->one);
	} else if (len == 4 && strncmp(expr, "peer", 4) == 0) {
		if (!w->edge)
			complain(l, "`%s` outside an edge", all);
		else if (w->peer && attr)
			check_entity_attr(l, w, w->peer, attr, all);
	} else if (*expr >= 'a' && *expr <= 'z') {
		const Field *f = lint_visible(l, w, expr, len);
		if (!f || f->type != T_REF) {
			complain(l, "`%s`: `%.*s` is no field that names an entity", all, (int)len,
				expr);
			return;
		}
		for (Word to = { .rest = f->to }; attr && word_next(&to);) {
			const Kind *k = lint_kind(l, to.s, to.n);
			if (k)
				check_entity_attr(l, w, k, attr, all);
		}
	} else if (!w->res) {
		complain(l, "`%s`: parts can be named only where a resource is", all);
	} else if (!find_part(w, expr, len, &op)) {
		complain(l, "`%s`: there is no part `%.*s`", all, (int)len, expr);
	} else if (attr) {
		check_attr(l, w, op, attr, all);
	}
}

// `a=X|b=Y` behind a field: exactly the words of its enum.
static void check_words(Lint *l, const Field *f, const char *rest, size_t n, const char *expr)
{
	Buf seen = { .arena = l->arena };
	for (size_t i = 0; i < n;) {
		size_t to = i;
		while (to < n && rest[to] != '|')
			to++;
		const char *eq = memchr(rest + i, '=', to - i);
		if (!eq) {
			complain(l, "`%s`: a translation is word=other", expr);
			return;
		}
		size_t len = (size_t)(eq - rest) - i;
		if (f->type != T_ENUM && f->type != T_BOOL)
			complain(l, "`%s`: only words of an enum can be translated", expr);
		if (seen.n && word_in(seen.s, rest + i, len))
			complain(l, "`%s`: `%.*s` stands there twice", expr, (int)len, rest + i);
		buf_printf(&seen, "%s%.*s", seen.n ? " " : "", (int)len, rest + i);
		i = to + 1;
	}
	for (Word w = { .rest = f->type == T_ENUM ? f->ok : NULL }; word_next(&w);) {
		size_t len = 0;
		while (len < w.n && w.s[len] != '=')
			len++;
		if (!word_in(seen.s, w.s, len))
			complain(l, "`%s`: the word `%.*s` is not translated", expr, (int)len, w.s);
	}
	for (Word w = { .rest = f->type == T_ENUM ? seen.s : NULL }; word_next(&w);) {
		bool known = false;
		for (Word o = { .rest = f->ok }; word_next(&o);)
			known |= o.n >= w.n && strncmp(o.s, w.s, w.n) == 0 &&
				(o.n == w.n || o.s[w.n] == '=');
		if (!known)
			complain(l, "`%s`: the field has no word `%.*s`", expr, (int)w.n, w.s);
	}
}

static void check_field(Lint *l, const Names *w, const char *expr, size_t n)
{
	size_t len = 0;
	while (len < n && expr[len] != '|')
		len++;
	const char *all = arena_format(l->arena, "$%.*s", (int)n, expr);
	const Field *f = lint_visible(l, w, expr, len);
	if (!f)
		complain(l, "`%s`: there is no field `%.*s`", all, (int)len, expr);
	else if (f->type == T_RECORD)
		complain(l, "`%s`: a record is no value", all);
	else if (len < n)
		check_words(l, f, expr + len + 1, n - len - 1, all);
}

static void check_part(Lint *l, const Names *w, const char *expr, size_t n);

static void check_text(Lint *l, const Names *w, const char *expr, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (expr[i] == '}')
			complain(l, "`=%.*s`: `}` without `{`", (int)n, expr);
		if (expr[i] != '{')
			continue;
		const char *close = memchr(expr + i, '}', n - i);
		size_t from = i + 1;
		if (!close || close == expr + from) {
			complain(l, "`=%.*s`: `{` without an expression and `}`", (int)n, expr);
			return;
		}
		check_part(l, w, expr + from, (size_t)(close - expr) - from);
		i = (size_t)(close - expr);
	}
}

static void check_part(Lint *l, const Names *w, const char *expr, size_t n)
{
	static const char known[] = "account region partition suffix sandbox namespace version env";
	switch (n ? *expr : 0) {
	case '$': check_field(l, w, expr + 1, n - 1); break;
	case '=': check_text(l, w, expr + 1, n - 1); break;
	case '&': check_ref(l, w, expr + 1, n - 1); break;
	case '@':
		if (!word_in(known, expr + 1, n - 1))
			complain(l, "`%.*s` is none of: %s", (int)n, expr, known);
		break;
	case '%':
		if (n > 1)
			complain(l, "`%.*s`: nothing may follow `%%`", (int)n, expr);
		if (!w->kind->phys)
			complain(l, "`%%`: a %s has no physical name", w->kind->one);
		break;
	default: complain(l, "`%.*s` is no expression", (int)n, expr);
	}
}

void lint_expr(Lint *l, const Names *w, const char *expr)
{
	size_t n = strlen(expr);
	const char *cond = strstr(expr, " ?");
	if (cond) {
		const char *what = cond + 1 + strspn(cond + 1, " ") + 1;
		const Op *op;
		n = (size_t)(cond - expr);
		if (n && expr[n - 1] == ' ') {
			complain(l, "`%s`: one blank before `?`", expr);
			return;
		}
		if (*what >= 'A' && *what <= 'Z' ? !find_part(w, what, strlen(what), &op) :
						   !lint_visible(l, w, what, strlen(what)))
			complain(l, "`%s`: there is no `%s`", expr, what);
	}
	check_part(l, w, expr, n);
}
