// expr.c: the expressions of Prop.value; their grammar stands above Prop in ir/ir.h.
#include "lower.h"

#include <string.h>

static Value *text_value(const Where *w, const char *s, size_t n)
{
	const char *text = arena_copy(w->u->arena, s, n);
	Value *v = value_str(w->u->arena, text, w->at);
	if (str_eq(text, "true") || str_eq(text, "false"))
		v->kind = V_BOOL;
	else if (n && strspn(text, "0123456789") == n && (n == 1 || *text != '0'))
		v->kind = V_NUM;
	return v;
}

// The field, in the element the resource was made for, in those around it, in the entity.
static Value *field_value(const Where *w, const char *path)
{
	Value *v = rec_get(w->rec, path);
	for (const Resource *r = w->res ? w->res->in : NULL; r && !v; r = r->in)
		v = rec_get(r->rec, path);
	if (!v && w->edge && w->edge->rec != w->rec)
		v = rec_get(w->edge->rec, path);
	return v ? v : rec_get(w->ent->rec, path);
}

static bool is_given(const Where *w, const char *what, size_t n)
{
	const char *name = arena_copy(w->u->arena, what, n);
	if (*name >= 'A' && *name <= 'Z') {
		Entity *e = NULL;
		return find_who(w, name, n, &e) != NULL;
	}
	const Value *v = field_value(w, name);
	return v && !(v->kind == V_BOOL && !value_true(v)) &&
		!((v->kind == V_LIST || v->kind == V_MAP) && !v->n);
}

static Value *with_soft(const Where *w, Value *v)
{
	if (v && v->kind == V_REF)
		v->n = w->soft;
	return v;
}

// `$f|a=X|b=Y`
static Value *eval_field(const Where *w, const char *expr, size_t n)
{
	size_t name = 0;
	while (name < n && expr[name] != '|')
		name++;
	Value *v = field_value(w, arena_copy(w->u->arena, expr, name));
	if (!v)
		return NULL;
	const char *text = value_text(v);
	for (size_t i = name; text && i < n;) {
		size_t from = i + 1;
		size_t to = from;
		while (to < n && expr[to] != '|')
			to++;
		const char *eq = memchr(expr + from, '=', to - from);
		if (!eq)
			die("`$%.*s`: a translation is word=other", (int)n, expr);
		size_t len = (size_t)(eq - expr) - from;
		if (strlen(text) == len && memcmp(expr + from, text, len) == 0) {
			Value *out = text_value(w, eq + 1, (size_t)(expr + to - eq - 1));
			out->at = v->at;
			return out;
		}
		i = to;
	}
	return with_soft(w, lower_value(w->u, w->ent, v));
}

static Value *eval_part(const Where *w, const char *expr, size_t n);

static Value *eval_text(const Where *w, const char *expr, size_t n)
{
	if (!memchr(expr, '{', n))
		return text_value(w, expr, n);
	Value **piece = NULL;
	uint32_t count = 0;
	for (size_t i = 0; i < n;) {
		const char *open = memchr(expr + i, '{', n - i);
		size_t lo = open ? (size_t)(open - expr) : n;
		if (lo > i)
			U_PUSH(w->u, piece, count,
				value_str(w->u->arena, arena_copy(w->u->arena, expr + i, lo - i),
					w->at));
		if (!open)
			break;
		const char *close = memchr(open, '}', n - lo);
		if (!close)
			die("`=%.*s`: `{` without `}`", (int)n, expr);
		Value *v = eval_part(w, open + 1, (size_t)(close - open - 1));
		if (!v)
			return NULL; // a text with a hole that is absent is absent
		U_PUSH(w->u, piece, count, v);
		i = (size_t)(close - expr) + 1;
	}
	return value_join(w->u->arena, w->at, piece, count);
}

static bool same_word(const char *word, const char *s, size_t n)
{
	return strlen(word) == n && memcmp(word, s, n) == 0;
}

static Resource *in_list(Resource *const *list, uint32_t n, const char *part, size_t len)
{
	for (uint32_t i = 0; i < n; i++)
		if (same_word(list[i]->op->part, part, len))
			return list[i];
	return NULL;
}

Resource *find_who(const Where *w, const char *who, size_t n, Entity **ent)
{
	*ent = NULL;
	if (n == 0 || same_word("self", who, n)) {
		*ent = w->ent;
		return w->ent->main;
	}
	if (same_word("peer", who, n)) {
		if (!w->edge)
			die("`&peer` outside an edge");
		*ent = w->edge->to;
		return w->edge->to->main;
	}
	if (*who >= 'a' && *who <= 'z') { // a field that names an entity
		const Value *v = field_value(w, arena_copy(w->u->arena, who, n));
		*ent = v && v->kind == V_ENT ? v->u.ent.ent : NULL;
		return *ent ? (*ent)->main : NULL;
	}
	Resource *r = w->edge ? in_list(w->edge->res, w->edge->nres, who, n) : NULL;
	if (w->edge && !r)
		r = in_list(w->edge->first->res, w->edge->first->nres, who, n);
	for (Resource *in = w->res; in && !r; in = in->in)
		if (same_word(in->op->part, who, n))
			r = in;
	// Siblings of the same instance come before those of the entity at large.
	for (uint32_t i = 0; !r && w->res && w->res->in && i < w->ent->nres; i++)
		if (w->ent->res[i]->in == w->res->in && same_word(w->ent->res[i]->op->part, who, n))
			r = w->ent->res[i];
	return r ? r : in_list(w->ent->res, w->ent->nres, who, n);
}

static Value *eval_ref(const Where *w, const char *expr, size_t n)
{
	const char *dot = memchr(expr, '.', n);
	size_t len = dot ? (size_t)(dot - expr) : n;
	const char *attr = dot ? arena_copy(w->u->arena, dot + 1, n - len - 1) : NULL;
	Entity *ent;
	Resource *r = find_who(w, expr, len, &ent);
	if (ent && attr)
		return with_soft(w, entity_attr(w->u, ent, attr, w->at));
	if (r)
		return with_soft(w, value_ref(w->u, r, attr, w->at));
	if (*expr >= 'a' && *expr <= 'z' &&
		attr) { // a field that names something outside by its ARN
		Value *v = field_value(w, arena_copy(w->u->arena, expr, len));
		return v && v->kind == V_ENT && !v->u.ent.ent ?
			lower_value(w->u, w->ent, v->u.ent.name) :
			NULL;
	}
	return NULL;
}

static Value *eval_at(const Where *w, const char *name)
{
	static const char deploy_time[] = "account region partition suffix";
	const char *text = str_eq(name, "sandbox") ? w->u->opt->sandbox :
		str_eq(name, "namespace")          ? w->ent->scope->name :
		str_eq(name, "version")            ? release_of(w->u, w->ent->scope) :
		str_eq(name, "env")                ? (w->u->opt->env ? w->u->opt->env : "default") :
						     NULL;
	if (text)
		return value_str(w->u->arena, text, w->at);
	if (!word_in(deploy_time, name, strlen(name)))
		die("`@%s` is none of: %s sandbox namespace version env", name, deploy_time);
	return value_var(w->u, name, w->at);
}

static Value *eval_part(const Where *w, const char *expr, size_t n)
{
	switch (*expr) {
	case '$': return eval_field(w, expr + 1, n - 1);
	case '=': return eval_text(w, expr + 1, n - 1);
	case '%': return w->ent->phys ? value_copy(w->u->arena, w->ent->phys) : NULL;
	case '&': return eval_ref(w, expr + 1, n - 1);
	case '@': return eval_at(w, arena_copy(w->u->arena, expr + 1, n - 1));
	default: die("expression `%.*s`", (int)n, expr);
	}
}

Value *expr_eval(const Where *w, const char *expr)
{
	size_t n = strlen(expr);
	const char *cond = strstr(expr, " ?");
	if (cond) {
		n = (size_t)(cond - expr);
		while (*cond == ' ')
			cond++;
		if (!is_given(w, cond + 1, strlen(cond + 1)))
			return NULL;
	}
	return eval_part(w, expr, n);
}

Where where_of(Unit *u, Resource *r)
{
	Where w = { .u = u, .res = r, .ent = r->from, .edge = r->edge, .rec = r->rec };
	w.at = r->rec ? r->rec->at : r->edge ? r->edge->at : r->from->at;
	return w;
}

Value *eval(Unit *u, Resource *r, const char *expr)
{
	Where w = where_of(u, r);
	return expr_eval(&w, expr);
}

Value *eval_entity(Unit *u, Entity *e, const char *expr)
{
	Where w = { .u = u, .ent = e, .at = e->at };
	return expr_eval(&w, expr);
}
