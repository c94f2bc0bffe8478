// link.c: turns names into edges.
//
// reads: u->ent. writes: physical names and ids, what holes and references stand for, u->edge.
// assumes: nothing. A name that is not found is said once; its value stays without an entity, and
// later passes are silent about it.
#include "link.h"

#include "../ir/asl.h"
#include "pass.h"

#include <string.h>

enum { LONGEST_PATH = 200 }; // of field names, "notify.function"

// ---- Edges ------------------------------------------------------------------------------------

const Link *find_link(const Kind *k, const char *path, const Kind *to)
{
	for (const Link *l = k->link; l && l->field; l++)
		if (str_eq(l->field, path) && kind_in(l->to, to))
			return l;
	return NULL;
}

static bool same_edge(const Edge *a, const Edge *b)
{
	return a->from == b->from && a->to == b->to && a->link == b->link &&
		str_eq(a->verb ? a->verb : "", b->verb ? b->verb : "");
}

// Addresses do not come into any order: the hash only finds.
static const void *edge_hash(const Edge *e)
{
	const uintptr_t part[] = { (uintptr_t)e->from, (uintptr_t)e->to, (uintptr_t)e->link };
	uint64_t h = 0xcbf29ce484222325u;
	for (uint32_t i = 0; i < 3; i++)
		h = (h ^ part[i]) * 0x100000001b3u;
	for (const char *s = e->verb ? e->verb : ""; *s; s++)
		h = (h ^ (uint8_t)*s) * 0x100000001b3u;
	return (const void *)(uintptr_t)(h | 1);
}

Edge *edge_new(Unit *u, Entity *from, Entity *to, const Link *link, const Field *f, Value *rec,
	Span at, const char *verb)
{
	Edge *e = U_NEW(u, Edge);
	*e = (Edge){
		.from = from, .to = to, .link = link, .field = f, .rec = rec, .at = at, .verb = verb
	};
	const void *key = edge_hash(e);
	Edge *known = map_get(&u->edge_key, key);
	e->first = known;
	while (e->first && !same_edge(e->first, e))
		e->first = e->first->other;
	if (!e->first) {
		e->first = e;
		e->other = known;
		map_put(&u->edge_key, key, e);
	} else if (!link && !verb) {
		return NULL; // mentioned before
	}
	U_PUSH(u, u->edge, u->nedge, e);
	U_PUSH(u, from->out, from->nout, e);
	U_PUSH(u, to->in, to->nin, e);
	return e;
}

// ---- Finding what a name means ------------------------------------------------------------------

Entity *find_named(Unit *u, const Scope *s, const char *to, const char *name)
{
	Sym key = sym_find(u->syms, name);
	for (Entity *e = key ? map_get(&s->by_name, key) : NULL; e; e = e->same)
		if (kind_in(to, e->kind))
			return e;
	for (uint32_t i = 0; i < s->nent; i++)
		if (kind_in(to, s->ent[i]->kind) && s->ent[i]->phys &&
			value_is(s->ent[i]->phys, name))
			return s->ent[i];
	return NULL;
}

const char *kinds_words(Unit *u, const char *to)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = to }; word_next(&w);) {
		bool last = !*(w.rest + strspn(w.rest, " "));
		buf_printf(&b, "%s%.*s", !b.n ? "" : last ? " or " : ", ", (int)w.n, w.s);
	}
	return b.s ? b.s : "anything";
}

// The name between namespace and sandbox in a join of just these five pieces, or in a text that was
// written out: "etl_enhancer_bob".
const char *templated_name(Unit *u, const Scope *s, const Value *v, Span *at)
{
	(void)s;
	if (v->kind != V_JOIN || v->n != 3)
		return NULL;
	const Value *ns = v->u.item[0];
	const Value *name = v->u.item[1];
	const Value *box = v->u.item[2];
	if (ns->kind != V_HOLE || !str_eq(ns->u.hole.path, "namespace") || box->kind != V_HOLE ||
		!str_eq(box->u.hole.path, "sandbox") || name->kind != V_STR || name->n < 3)
		return NULL;
	char a = name->u.s[0];
	char b = name->u.s[name->n - 1];
	if ((a != '_' && a != '-') || (b != '_' && b != '-'))
		return NULL;
	*at = (Span){ name->at.file, name->at.lo + 1, name->at.hi - 1 };
	return arena_copy(u->arena, name->u.s + 1, name->n - 2);
}

Diag *say_candidates(Unit *u, const Scope *s, const char *to, Diag *d, const char *name, Span at)
{
	Nearest near = { .word = name };
	Buf list = { .arena = u->arena };
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->nent; i++) {
		const Entity *e = s->ent[i];
		if (!kind_in(to, e->kind))
			continue;
		nearest_try(&near, e->name);
		if (n++ < 12)
			buf_printf(&list, "%s%s", list.n ? ", " : "", e->name);
	}
	diag_nearest(d, &near, FIX_SAFE, at);
	if (near.ntie == 1) {
		const Entity *best = find_named(u, s, to, near.best);
		if (best)
			diag_related(d, best->at, "`%s` is declared here", near.best);
	}
	for (const Entity *e = map_get(&s->by_name, unit_sym(u, name)); e; e = e->same)
		diag_related(d, e->at, "%s has this name", with_article(u, e->kind->one));
	if (list.n)
		diag_line(d, "there %s: %s%s", n == 1 ? "is" : "are", list.s, n > 12 ? ", …" : "");
	return d;
}

// Names that begin with the topology's own are unknown as well where that is: only what is near
// another name is wrong by itself.
static bool is_far(const Scope *s, const char *to, const char *name)
{
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < s->nent; i++)
		if (kind_in(to, s->ent[i]->kind))
			nearest_try(&near, s->ent[i]->name);
	return !near.best;
}

bool name_lost(const Unit *u, const Scope *s, const char *to, const char *name)
{
	if (scope_nameless(s) && is_far(s, to, name))
		return true;
	for (const Kind *const *k = kinds; *k; k++)
		if (kind_in(to, *k) && is_refused(u, s, *k, name))
			return true;
	return false;
}

// A word alone stands for one field of its record; the name may be what another field takes.
static void suggest_field(
	Unit *u, const Scope *s, const Field *f, const Value *rec, const char *name, Diag *d)
{
	const Source *src = u->src[rec->at.file];
	const char *written = arena_copy(u->arena, src->text + rec->at.lo, rec->at.hi - rec->at.lo);
	const char *quote = str_ends(src->path, ".json") ? "\"" : "";
	for (const Field *g = rec->u.rec.field; g && g->name && !d->nfix; g++) {
		if (g == f || !f->group || !str_eq(g->group, f->group))
			continue;
		const char *text = U_FORMAT(u, "{ %s%s%s: %s }", quote, g->name, quote, written);
		if (g->type == T_NAME || (g->type == T_REF && find_named(u, s, g->to, name)))
			diag_fix(d, g->type == T_REF ? FIX_SAFE : FIX_MAYBE,
				U_FORMAT(u, "write `%s`", text), rec->at, text);
	}
}

static void unknown_name(
	Unit *u, const Scope *s, const Field *f, const Value *rec, const char *name, Span at)
{
	if (name_lost(u, s, f->to, name))
		return;
	Diag *d = say_unknown_name(u, at, kinds_words(u, f->to), name);
	diag_label(d, "named here");
	say_candidates(u, s, f->to, d, name, at);
	if (rec->at.lo <= at.lo && rec->at.hi >= at.hi && rec->at.hi <= at.hi + 1)
		suggest_field(u, s, f, rec, name, d);
}

// `bucket/raw` picks the kind, `main/lambda` a part of the entity.
static Entity *find_slashed(
	Unit *u, const Scope *s, const char *to, const char *name, const char **part)
{
	const char *slash = strchr(name, '/');
	if (!slash)
		return NULL;
	const Kind *k = kind_of(name, (size_t)(slash - name));
	if (k && kind_in(to, k))
		return find_named(u, s, k->one, slash + 1);
	*part = slash + 1;
	return find_named(u, s, to, arena_copy(u->arena, name, (size_t)(slash - name)));
}

// Text that stands for something outside of the topology, where the field takes such.
static bool is_outside(const Field *f, const Value *v)
{
	if (v->kind == V_HOLE)
		return true; // param.X, ssm:…
	const char *s = value_text(v->kind == V_JOIN ? v->u.item[0] : v);
	if (!s || str_starts(s, "arn:"))
		return s != NULL;
	// The URI of an image: a host comes first.
	static const char host[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	size_t label = strspn(s, host);
	const char *slash = strchr(s, '/');
	return word_in(f->to, "image", strlen("image")) && label && s[label] == '.' && slash &&
		slash > s + label;
}

Entity *entity_mentioned(Unit *u, Scope *s, const Kind *k, const char *name, Span at)
{
	Entity *e = entity_new(u, s, k, unit_sym(u, name), at, value_map(u->arena, at));
	e->implied = true;
	name_entity(u, e);
	return e;
}

// Where a field takes several kinds, a name alone may be a misspelt one of another: `bus/name` is meant.
static Entity *make_mentioned(Unit *u, Scope *s, const Field *f, const char *name, Span at)
{
	bool several = strchr(f->to, ' ');
	for (Word w = { .rest = f->to }; word_next(&w);) {
		const Kind *k = kind_of(w.s, w.n);
		bool said =
			k && strncmp(name, k->one, w.n) == 0 && name[w.n] == '/' && name[w.n + 1];
		if (k && k->on_mention && (said || !several))
			return entity_mentioned(
				u, s, k, said && several ? name + w.n + 1 : name, at);
	}
	return NULL;
}

static void resolve_ref(Unit *u, Entity *from, const Field *f, const Value *rec, Value *ref)
{
	Scope *s = from->scope;
	Value *v = ref->u.ent.name;
	hole_resolve_all(u, s, NULL, v);
	if (v->kind == V_BAD)
		return;
	if (v->kind == V_HOLE && v->u.hole.val && v->u.hole.val->kind == V_ATTR) {
		Entity *e = v->u.hole.val->u.attr.ent;
		if (kind_in(f->to, e->kind))
			ref->u.ent.ent = e;
		else if (!(f->flags & F_OUTSIDE))
			say_wrong_kind(u, ref->at, f->name, kinds_words(u, f->to), v->u.hole.path);
		return;
	}
	if ((f->flags & F_OUTSIDE) && is_outside(f, v))
		return;
	Span at = v->kind == V_STR && v->style != STYLE_MADE ? value_part(u, v, 0, v->n) : ref->at;
	const char *name = templated_name(u, s, v, &at);
	const char *text = value_known(u, v);
	if (!name && !text) {
		const Value *hole = hole_unknown(v);
		if (hole)
			say_name_not_known(u, hole->at, with_article(u, kinds_words(u, f->to)),
				hole->u.hole.path);
		return;
	}
	Entity *e = find_named(u, s, f->to, name ? name : text);
	if (!e && !name)
		e = find_slashed(u, s, f->to, text, &ref->u.ent.part);
	if (!e && text && name)
		e = find_named(u, s, f->to, text);
	if (!e)
		e = make_mentioned(u, s, f, name ? name : text, at);
	if (!e) {
		unknown_name(u, s, f, rec, name ? name : text, at);
		ref->u.ent.name = value_new(u->arena, V_BAD, v->at);
	}
	ref->u.ent.ent = e;
}

// ---- Walking an entity's record -------------------------------------------------------------------

static void link_value(
	Unit *u, Entity *from, const Field *f, Value *rec, Value *v, const char *path)
{
	Scope *s = from->scope;
	switch ((ValueKind)v->kind) {
	case V_ENT:
		if (!v->u.ent.ent)
			resolve_ref(u, from, f, rec, v);
		if (v->u.ent.ent && v->u.ent.ent != from) {
			const Link *l = find_link(from->kind, path, v->u.ent.ent->kind);
			Edge *e = edge_new(
				u, from, v->u.ent.ent, l, f, rec, v->at, l ? l->verb : NULL);
			if (e)
				e->part = v->u.ent.part;
		}
		break;
	case V_HOLE:
		if ((f->type == T_STR || f->type == T_NAME) &&
			(f->many == ONE || f->many == MAP_OF))
			v->form[0] = FORM_COMMAS;
		hole_resolve(u, s, from, v);
		link_form(u, f, v);
		break;
	case V_JOIN:
		hole_resolve_all(u, s, from, v);
		link_form(u, f, v);
		break;
	case V_LIST:
		if (f->type == T_JSON || f->type == T_POLICY || f->type == T_PATTERN)
			hole_resolve_all(u, s, from, v);
		else
			for (uint32_t i = 0; i < v->n; i++)
				link_value(u, from, f, rec, v->u.item[i], path);
		break;
	case V_MAP:
		if (f->type == T_ASL) {
			hole_resolve_all(u, s, from, v);
			link_flow(u, from, f, v);
		} else if (f->type == T_VERBS) {
			for (uint32_t i = 0; i < v->n; i++)
				link_access(u, from, f, &v->u.pair[i], path);
		} else if (f->many == MAP_OF) {
			for (uint32_t i = 0; i < v->n; i++)
				link_value(u, from, f, rec, v->u.pair[i].val, path);
		} else {
			hole_resolve_all(u, s, from, v);
		}
		break;
	case V_REC:
		for (uint32_t i = 0; i < v->n; i++) {
			if (!v->u.rec.arg[i])
				continue;
			char below[LONGEST_PATH];
			const char *name = v->u.rec.field[i].name;
			size_t n = strlen(path);
			size_t m = strlen(name);
			if (n + m + 2 > sizeof below)
				die("field path too long: %s.%s", path, name);
			memcpy(below, path, n);
			below[n] = '.';
			memcpy(below + n + (n > 0), name, m + 1);
			link_value(u, from, &v->u.rec.field[i], v, v->u.rec.arg[i], below);
		}
		break;
	default: break;
	}
}

static void about(Unit *u, const Entity *e)
{
	u->about_kind = e->kind->one;
	u->about_name = e->name;
	u->about_topology = e->scope->name;
}

void pass_link(Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++)
		link_known(u, u->scope[i], NULL);
	for (uint32_t i = 0; i < u->nent; i++) {
		about(u, u->ent[i]);
		link_known(u, u->ent[i]->scope, u->ent[i]);
		name_entity(u, u->ent[i]);
	}
	for (uint32_t i = 0; i < u->nent; i++) { // grows while entities call others into being
		Entity *e = u->ent[i];
		about(u, e);
		uint32_t before = u->nent;
		if (e->kind->imply)
			e->kind->imply(u, e);
		for (uint32_t j = before; j < u->nent; j++) {
			u->ent[j]->implied = true;
			link_known(u, u->ent[j]->scope, u->ent[j]);
			name_entity(u, u->ent[j]);
		}
	}
	for (uint32_t i = 0; i < u->nent; i++) {
		about(u, u->ent[i]);
		link_value(u, u->ent[i], NULL, NULL, u->ent[i]->rec, "");
		hole_resolve_files(u, u->ent[i]);
	}
	for (uint32_t i = 0; i < u->nscope; i++) {
		u->about_topology = u->scope[i]->name;
		for (uint32_t j = 0; u->scope[i]->rec && j < u->scope[i]->rec->n; j++)
			if (u->scope[i]->rec->u.rec.arg[j])
				hole_resolve_all(
					u, u->scope[i], NULL, u->scope[i]->rec->u.rec.arg[j]);
	}
	u->about_kind = u->about_name = u->about_topology = NULL;
}
