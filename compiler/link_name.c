// link_name.c: physical names and logical ids.
#include "link.h"

#include "../ir/lower.h"

#include <string.h>

// ---- Logical ids ----------------------------------------------------------------------------

// The words that ids are built from beside names: of kinds, of parts, and "to". A name that holds
// one could spell another entity's id, so it gets a digest.
static void reserve_words(Unit *u, const char *camel)
{
	char word[64];
	size_t n = 0;
	for (const char *s = camel; n < sizeof word - 1; s++) {
		if (n && (!*s || (*s >= 'A' && *s <= 'Z'))) {
			Sym key = sym_n(u->syms, word, n);
			map_put(&u->reserved, key, u);
			n = 0;
		}
		if (!*s)
			break;
		word[n++] = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
	}
}

static bool has_id(const char *type)
{
	return type && *type != '^'; // else its rows go into another resource
}

static void reserve_ops(Unit *u, const Op *op)
{
	for (; op && op->part; op++)
		if (has_id(op->cfn) || has_id(op->tf))
			reserve_words(u, op->part);
}

static bool is_reserved(Unit *u, const char *word, size_t n)
{
	if (!u->reserved.n) {
		reserve_words(u, "To");
		for (const Kind *const *k = kinds; *k; k++) {
			reserve_words(u, (*k)->word);
			reserve_ops(u, (*k)->op);
			for (const Link *l = (*k)->link; l && l->field; l++)
				reserve_ops(u, l->op);
		}
	}
	return map_get(&u->reserved, sym_n(u->syms, word, n)) != NULL;
}

// Whether a name is words of [a-z][a-z0-9]* joined by '-', none of them reserved.
static bool is_plain_name(Unit *u, const char *name)
{
	for (const char *s = name;; s++) {
		size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789");
		if (!n || *s <= '9' || is_reserved(u, s, n))
			return false;
		s += n;
		if (!*s)
			return true;
		if (*s != '-')
			return false;
	}
}

const char *id_of_name(Unit *u, const char *kind, const char *name, const char *word)
{
	Buf b = { .arena = u->arena };
	bool upper = true;
	for (const char *s = name; *s; s++) {
		char c = *s;
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (letter || (c >= '0' && c <= '9')) {
			buf_putc(&b, upper && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
			upper = false;
		} else {
			upper = true;
		}
	}
	buf_puts(&b, word);
	if (!is_plain_name(u, name)) {
		Sha *h = sha_new(u->arena);
		char hex[65];
		sha_text(h, kind);
		sha_text(h, name);
		sha_hex(h, hex);
		buf_add(&b, hex, 6);
	}
	return b.s;
}

// ---- Physical names ---------------------------------------------------------------------------

static const char *lower_case(Unit *u, const char *s)
{
	char *out = arena_copy(u->arena, s, strlen(s));
	for (char *c = out; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c += 32;
	return out;
}

// A word of the pattern; NULL: it is left out.
static Value *name_word(Unit *u, const Entity *e, const char *word, bool lower)
{
	const Scope *s = e->scope;
	bool same = e->name == s->name;
	bool alone = e->dir && str_eq(e->dir, s->dir) && same;
	const char *text = word;
	if (str_eq(word, "ns")) {
		text = rec_text(e->rec, "namespace");
		text = text ? text : s->name;
	} else if (str_eq(word, "x")) {
		if (alone) // a folder's one entity is not named twice
			return NULL;
		text = e->name;
	} else if (str_eq(word, "y")) {
		if (same)
			return NULL;
		text = e->name;
	} else if (str_eq(word, "sandbox")) {
		text = u->opt->sandbox;
	} else if (str_eq(word, "account")) {
		Value *v = value_new(u->arena, V_VAR, e->at);
		v->u.s = "account";
		return v;
	}
	return value_str(u->arena, lower ? lower_case(u, text) : text, e->at);
}

static Value *name_by_pattern(Unit *u, const Entity *e)
{
	const char *s = e->kind->phys;
	bool lower = *s == '~';
	const char *sep = NULL;
	Value **piece = NULL;
	uint32_t n = 0;
	for (s += lower; *s;) {
		size_t len = strcspn(s, "_-");
		Value *v = name_word(u, e, arena_copy(u->arena, s, len), lower);
		if (v) {
			if (n)
				U_PUSH(u, piece, n, value_str(u->arena, sep, e->at));
			U_PUSH(u, piece, n, v);
		}
		s += len;
		if (*s)
			sep = *s++ == '-' ? "-" : e->scope->sep ? e->scope->sep : "_";
	}
	return value_join(u->arena, e->at, piece, n);
}

// ".fifo ?fifo"
static Value *with_suffix(Unit *u, const Entity *e, Value *name)
{
	const char *suffix = e->kind->suffix;
	if (!suffix || !rec_true(e->rec, strchr(suffix, '?') + 1))
		return name;
	const char *text = arena_copy(u->arena, suffix, strcspn(suffix, " "));
	if (name->kind == V_STR && str_ends(name->u.s, text))
		return name;
	Value *piece[] = { name, value_str(u->arena, text, name->at) };
	return value_join(u->arena, name->at, piece, 2);
}

// The author's own name with its holes filled: text and V_VAR pieces.
static Value *fixed_name(Unit *u, Entity *e)
{
	Value *v = e->kind->fixed ? rec_get(e->rec, e->kind->fixed) : NULL;
	if (!v || v->kind == V_ENT)
		return NULL;
	hole_resolve_all(u, e->scope, e, v);
	Value **piece = NULL;
	uint32_t n = 0;
	bool join = v->kind == V_JOIN;
	for (uint32_t i = 0; i < (join ? v->n : 1); i++) {
		Value *p = join ? v->u.item[i] : v;
		Value *val = p->kind == V_HOLE ? p->u.hole.val : p;
		if (!val || val->kind == V_BAD)
			return NULL;
		if (val->kind == V_ATTR) {
			say_name_not_known(u, p->at, with_article(u, e->kind->one), p->u.hole.path);
			return NULL;
		}
		U_PUSH(u, piece, n, val);
	}
	return value_join(u->arena, v->at, piece, n);
}

void name_entity(Unit *u, Entity *e)
{
	const Kind *k = e->kind;
	uint32_t n;
	Value **former = rec_list(e->rec, "aliases", &n); // a renamed entity keeps its ids
	const char *name = n && value_text(former[0]) ? former[0]->u.s : e->name;
	e->id = unit_sym(u, id_of_name(u, k->one, name, k->word));
	e->new_id = n ? unit_sym(u, id_of_name(u, k->one, e->name, k->word)) : e->id;
	if (!k->phys)
		return;
	Value *fixed = fixed_name(u, e);
	e->phys = with_suffix(u, e, fixed ? fixed : name_by_pattern(u, e));
}

const char *id_of_key(Unit *u, const char *name)
{
	return id_of_name(u, "key", name, "");
}
