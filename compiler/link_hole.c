// link_hole.c: what `{{name}}` stands for.
#include "link.h"

#include <string.h>

// Names that are known when topc runs (they become text) and names that only the account knows.
typedef struct Known {
	const char *name, *is;
} Known;
static const Known deploy_time[] = {
	{ "account", "account" },
	{ "acc", "account" }, // tc
	{ "region", "region" },
	{ "partition", "partition" },
};

static const char compile_time[] = "namespace sandbox env version";

static const char *literal(Unit *u, const Scope *s, const char *path)
{
	if (str_eq(path, "namespace"))
		return s->name;
	if (str_eq(path, "sandbox"))
		return u->opt->sandbox;
	if (str_eq(path, "env") || str_eq(path, "profile"))
		return u->opt->env ? u->opt->env : "default";
	if (str_eq(path, "version"))
		return release_of(u, s);
	return NULL;
}

const char *release_of(const Unit *u, const Scope *s)
{
	if (u->opt->release)
		return u->opt->release;
	for (; s; s = s->parent) {
		const char *version = rec_text(s->rec, "version");
		if (version)
			return version;
	}
	return "0.0.1";
}

static Value *bad(Unit *u, const Value *hole)
{
	return value_new(u->arena, V_BAD, hole->at);
}

// A kind by what holes call it: its own word or one of `called`.
static const Kind *kind_called(const char *word, size_t n)
{
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->called && word_in((*k)->called, word, n))
			return *k;
	return kind_of(word, n);
}

// `parameters.X` for `param.X`, `alerts` for `topic.alerts`: what the words before the first dot, or all of
// them, are likely to mean.
static bool say_hole_meant(Unit *u, const Scope *s, Diag *d, const Value *hole)
{
	const char *path = hole->u.hole.path;
	size_t n = strcspn(path, ".");
	for (const Kind *const *k = kinds; path[n] && *k; k++) {
		const char *one = (*k)->called ? (*k)->called : (*k)->one;
		if (!(*k)->section || strlen((*k)->section) != n ||
			strncmp((*k)->section, path, n) != 0)
			continue;
		const char *text = U_FORMAT(u, "%.*s%s", (int)strcspn(one, " "), one, path + n);
		diag_fix(d, FIX_MAYBE, U_FORMAT(u, "write `{{%s}}`", text), hole->at, text);
		return true;
	}
	Sym name = sym_find(u->syms, arena_copy(u->arena, path, n));
	Buf all = { .arena = u->arena };
	for (const Entity *e = name ? map_get(&s->by_name, name) : NULL; e; e = e->same)
		if (!e->implied && (e->kind->holes || (e->kind->op && e->kind->op[0].attr)))
			buf_printf(&all, "%s`{{%s.%s}}`", all.n ? ", " : "", e->kind->one, path);
	if (all.n)
		diag_line(d, "an attribute is asked for as %s", all.s);
	return all.n;
}

static Diag *unknown_hole(Unit *u, const Scope *s, const Value *hole)
{
	const char *path = hole->u.hole.path;
	Diag *d = say_unknown_hole(u, hole->at, path);
	if (s && say_hole_meant(u, s, d, hole))
		return d;
	Nearest near = { .word = path };
	for (Word w = { .rest = compile_time }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	for (size_t i = 0; i < COUNT(deploy_time); i++)
		nearest_try(&near, deploy_time[i].name);
	diag_nearest(d, &near, FIX_SAFE, hole->at);
	if (str_starts(path, "resolve:"))
		diag_line(d,
			"a value from the parameter store is written `ssm:/path`, one from Secrets Manager `secret:name`");
	else if (!near.best)
		diag_line(d,
			"there are: namespace sandbox env account region partition version, param.NAME, and "
			"attributes of what is declared, such as bucket.NAME.arn");
	return d;
}

static Value *unknown_entity(
	Unit *u, const Scope *s, const Kind *k, const Value *hole, const char *name, size_t from)
{
	Span at = hole->at;
	if (at.hi - at.lo == strlen(hole->u.hole.path)) {
		at.lo += (uint32_t)from;
		at.hi = at.lo + (uint32_t)strlen(name);
	}
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == k)
			nearest_try(&near, s->ent[i]->name);
	if (is_refused(u, s, k, name) || (scope_nameless(s) && !near.best))
		return bad(u, hole);
	Diag *d = say_unknown_name(u, at, k->one, name);
	diag_label(d, "no %s of this name", k->one);
	diag_nearest(d, &near, FIX_SAFE, at);
	Entity *best = near.best ? scope_find(s, k, unit_sym(u, near.best)) : NULL;
	if (best && near.ntie == 1)
		diag_related(d, best->at, "`%s` is declared here", best->name);
	return bad(u, hole);
}

static bool has_attr(const Kind *k, const char *attr)
{
	for (const Attr *a = k->op ? k->op[0].attr : NULL; a && a->name; a++)
		if (str_eq(a->name, attr))
			return true;
	return k->holes && word_in(k->holes, attr, strlen(attr));
}

static Value *unknown_attr(Unit *u, const Kind *k, const Value *hole, const char *attr)
{
	Span at = hole->at;
	if (at.hi - at.lo >= strlen(attr))
		at.lo = at.hi - (uint32_t)strlen(attr);
	Diag *d = say_unknown_attribute(u, at, k->one, attr);
	Buf b = { .arena = u->arena };
	Nearest near = { .word = attr };
	for (const Attr *a = k->op ? k->op[0].attr : NULL; a && a->name; a++) {
		buf_printf(&b, "%s%s", b.n ? ", " : "", a->name);
		nearest_try(&near, a->name);
	}
	for (Word w = { .rest = k->holes }; word_next(&w);) {
		buf_printf(&b, "%s%.*s", b.n ? ", " : "", (int)w.n, w.s);
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	}
	diag_line(d, "it has: %s", b.n ? b.s : "none");
	diag_nearest(d, &near, FIX_SAFE, at);
	return bad(u, hole);
}

// `kind.name` or `kind.name.attribute`; a name may hold dots, so the longest one that exists wins.
static Value *attribute(Unit *u, Scope *s, Entity *from, const Value *hole)
{
	const char *path = hole->u.hole.path;
	size_t dot = strcspn(path, ".");
	const Kind *k = path[dot] ? kind_called(path, dot) : NULL;
	if (!k) {
		unknown_hole(u, s, hole);
		return bad(u, hole);
	}
	const char *rest = path + dot + 1;
	const char *attr = NULL;
	Entity *e = scope_find(s, k, unit_sym(u, rest));
	const char *last = strrchr(rest, '.');
	if (!e && last) {
		e = scope_find(s, k, sym_n(u->syms, rest, (size_t)(last - rest)));
		attr = last + 1;
	}
	if (!e)
		return unknown_entity(u, s, k, hole,
			last ? arena_copy(u->arena, rest, (size_t)(last - rest)) : rest, dot + 1);
	if (attr && !has_attr(k, attr))
		return unknown_attr(u, k, hole, attr);
	if (attr && k->said && word_in(k->said, attr, strlen(attr)) && !rec_given(e->rec, attr)) {
		Diag *d = say_missing_key(u, hole->at, attr, U_FORMAT(u, "`{{%s}}`", path));
		diag_related(d, e->at, "%s `%s` is declared here", k->one, e->name);
		return bad(u, hole);
	}
	Value *v = value_new(u->arena, V_ATTR, hole->at);
	v->u.attr.ent = e;
	v->u.attr.name = attr;
	if (from && from != e)
		edge_new(u, from, e, NULL, NULL, NULL, hole->at, NULL);
	else if (from)
		e->asks_itself = true;
	return v;
}

void hole_resolve(Unit *u, Scope *s, Entity *from, Value *hole)
{
	if (hole->u.hole.val)
		return;
	const char *path = hole->u.hole.path;
	if (str_starts(path, "ssm:/") || str_starts(path, "secret:")) {
		hole->u.hole.val = hole; // lower makes a dynamic reference of it
		return;
	}
	const char *text = literal(u, s, path);
	if (text) {
		hole->u.hole.val = value_str(u->arena, text, hole->at);
		return;
	}
	for (size_t i = 0; i < COUNT(deploy_time); i++)
		if (str_eq(path, deploy_time[i].name)) {
			Value *v = value_new(u->arena, V_VAR, hole->at);
			v->u.s = deploy_time[i].is;
			hole->u.hole.val = v;
			return;
		}
	hole->u.hole.val = attribute(u, s, from, hole);
}

void hole_resolve_all(Unit *u, Scope *s, Entity *from, Value *v)
{
	if (v->kind == V_HOLE)
		hole_resolve(u, s, from, v);
	else if (v->kind == V_LIST || v->kind == V_JOIN)
		for (uint32_t i = 0; i < v->n; i++)
			hole_resolve_all(u, s, from, v->u.item[i]);
	else if (v->kind == V_MAP)
		for (uint32_t i = 0; i < v->n; i++)
			hole_resolve_all(u, s, from, v->u.pair[i].val);
}

// Settings that do not count today: their names have to be right, and make no edges.
static void resolve_unchosen(Unit *u, Scope *s, Value *v)
{
	hole_resolve_all(u, s, NULL, v);
	if (v->kind == V_REC)
		for (uint32_t i = 0; i < v->n; i++)
			if (v->u.rec.arg[i])
				resolve_unchosen(u, s, v->u.rec.arg[i]);
}

void hole_resolve_files(Unit *u, Entity *e)
{
	if (e->role)
		hole_resolve_all(u, e->scope, e, e->role);
	for (uint32_t i = 0; e->found && i < e->found->nunchosen; i++)
		resolve_unchosen(u, e->scope, e->found->unchosen[i]);
}

const Value *hole_unknown(const Value *v)
{
	const Value *found = NULL;
	uint32_t n = v->kind == V_JOIN ? v->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		const Value *p = v->kind == V_JOIN ? v->u.item[i] : v;
		const Value *is = p->kind == V_HOLE ? p->u.hole.val : NULL;
		if (is && is->kind == V_BAD)
			return NULL;
		if (is && is->kind != V_STR && !found)
			found = p;
	}
	return found;
}

const char *value_known(Unit *u, const Value *v)
{
	if (value_scalar(v))
		return v->u.s;
	if (v && v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_STR)
		return v->u.hole.val->u.s;
	if (!v || v->kind != V_JOIN)
		return NULL;
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < v->n; i++) {
		const char *s = value_known(u, v->u.item[i]);
		if (!s)
			return NULL;
		buf_puts(&b, s);
	}
	return b.s ? b.s : "";
}
