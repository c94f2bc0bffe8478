// access_text.c: strings of policies to patterns.
//
// Text that is not known (a reference, a hole, a policy variable) becomes a letter of its own, by its
// name: the same name on both sides is the same text.
#include "access_model.h"

#include <stdlib.h>
#include <string.h>

static uint32_t letter_token(Model *m, const char *name, bool inner)
{
	Sym key = unit_sym(m->unit, name);
	size_t number = (size_t)map_get(&m->letters, key);
	if (!number) {
		PUSH(m->arena, m->letter, m->nletter, name);
		number = m->nletter;
		map_put(&m->letters, key, (void *)number);
	}
	return (inner ? GLOB_INNER : GLOB_LETTER) + (uint32_t)number;
}

// Texts that hold no colon, so that they can stand inside a part of an ARN.
static bool is_inner(const Value *v, const char *name)
{
	static const char inner[] = "AWS::AccountId AWS::Region AWS::Partition AWS::URLSuffix";
	return v->kind == V_VAR || word_in(inner, name, strlen(name));
}

// The name of text that is not known; for what has none, its JSON.
static void add_name(Buf *b, const Value *v)
{
	if (v->kind == V_REF) {
		const Attr *attr = v->u.ref.attr;
		buf_puts(b, v->u.ref.res->id);
		if (attr)
			buf_printf(b, ".%s", attr->name);
	} else if (v->kind == V_INPUT) {
		buf_puts(b, v->u.input->name);
	} else if (v->kind == V_HOLE) {
		buf_puts(b, v->u.hole.path);
	} else if (v->kind == V_ENT && v->u.ent.ent) {
		buf_printf(b, "%s %s", v->u.ent.ent->kind->one, v->u.ent.ent->name);
	} else if (v->kind == V_ATTR) {
		const char *name = v->u.attr.name;
		buf_printf(b, "%s %s%s%s", v->u.attr.ent->kind->one, v->u.attr.ent->name,
			name ? "." : "", name ? name : "");
	} else if (v->kind == V_VAR) {
		buf_puts(b, v->u.s);
	} else if (v->kind == V_ENT || v->kind == V_REC || v->kind == V_BAD) {
		// Nobody knows what it was: equal to no other.
		buf_printf(b, "?%u:%u:%u", v->at.file, v->at.lo, v->at.hi);
	} else {
		text_json(b, v);
	}
}

static void add_json_string(Buf *b, const Value *v)
{
	Buf text = { 0 };
	for (uint32_t i = 0; i < v->n; i++) {
		const Value *piece = v->u.item[i];
		if (value_text(piece)) {
			buf_puts(&text, piece->u.s);
			continue;
		}
		buf_puts(&text, "${");
		add_name(&text, piece);
		buf_puts(&text, "}");
	}
	quote_json(b, text.s ? text.s : "", text.n);
	buf_free(&text);
}

void text_json(Buf *b, const Value *v)
{
	bool map = v->kind == V_MAP;
	if (map || v->kind == V_LIST) {
		buf_putc(b, map ? '{' : '[');
		for (uint32_t i = 0; i < v->n; i++) {
			buf_puts(b, i ? ", " : "");
			if (map) {
				quote_json(b, v->u.pair[i].key, strlen(v->u.pair[i].key));
				buf_puts(b, ": ");
			}
			text_json(b, map ? v->u.pair[i].val : v->u.item[i]);
		}
		buf_putc(b, map ? '}' : ']');
	} else if (v->kind == V_JOIN) {
		add_json_string(b, v);
	} else if (v->kind == V_IF) {
		buf_printf(b, "{\"if\": \"%s\", \"then\": ", v->u.cond.input->name);
		text_json(b, v->u.cond.then);
		buf_putc(b, '}');
	} else if (v->kind == V_TEXT) {
		text_json(b, v->u.item[0]);
	} else if (value_scalar(v)) {
		value_json(b, v);
	} else {
		add_json_string(
			b, &(Value){ .n = 1, .u.item = (Value *[]){ (Value *)(uintptr_t)v } });
	}
}

const char *text_name(Model *m, const Value *v)
{
	Buf b = { .arena = m->arena };
	buf_puts(&b, "");
	add_name(&b, v);
	return b.s;
}

typedef struct Text {
	Model *m;
	Glob *glob;
	GlobKind kind;
	unsigned use;
	Buf written;
} Text;

static void add_plain(Text *t, const char *s, size_t n)
{
	if (t->use & USE_WILD)
		glob_add(t->m->arena, t->glob, s, n, t->kind);
	else
		glob_add_literal(t->m->arena, t->glob, s, n, t->kind);
	buf_add(&t->written, s, n);
}

static void add_letter(Text *t, const char *name, bool inner, const char *open, const char *close)
{
	glob_add_token(t->m->arena, t->glob, letter_token(t->m, name, inner));
	buf_printf(&t->written, "%s%s%s", open, name, close);
}

// What stands between `${` and `}`: `${*}` is a star that is none, all else a variable. Names of keys
// are the same in any case.
static void add_variable(Text *t, const char *s, size_t n)
{
	if (n == 1 && strchr("*?$", *s)) {
		glob_add_literal(t->m->arena, t->glob, s, 1, t->kind);
		buf_printf(&t->written, "${%c}", *s);
		return;
	}
	char *name = arena_copy(t->m->arena, s, n);
	for (char *c = name; *c && *c != ',' && *c != '/'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 32);
	add_letter(t, name, false, "${", "}");
}

// A stretch of text; `{{name}}` in it is a hole, wherever it came from.
static void add_text(Text *t, const char *s)
{
	while (*s) {
		const char *hole = strstr(s, "{{");
		const char *var = t->use & USE_VARIABLES ? strstr(s, "${") : NULL;
		const char *open = var && (!hole || var < hole) ? var : hole;
		const char *close = !open ? NULL :
			open == var       ? strchr(open, '}') :
					    strstr(open, "}}");
		if (!close) {
			add_plain(t, s, strlen(s));
			return;
		}
		add_plain(t, s, (size_t)(open - s));
		if (open == var) {
			add_variable(t, open + 2, (size_t)(close - open - 2));
			s = close + 1;
		} else {
			char *name = arena_copy(t->m->arena, open + 2, (size_t)(close - open - 2));
			add_letter(t, name, false, "{{", "}}");
			s = close + 2;
		}
	}
}

static bool add_value(Text *t, const Value *v)
{
	if (v->kind == V_JOIN) {
		for (uint32_t i = 0; i < v->n; i++)
			if (!add_value(t, v->u.item[i]))
				return false;
		return true;
	}
	if (v->kind == V_HOLE && v->u.hole.val)
		return add_value(t, v->u.hole.val);
	if (value_scalar(v) && v->kind != V_NULL) {
		add_text(t, v->u.s);
		return true;
	}
	if (v->kind == V_BAD || v->kind == V_NULL || v->kind == V_LIST || v->kind == V_MAP ||
		v->kind == V_REC)
		return false;
	const char *name = text_name(t->m, v);
	add_letter(t, name, is_inner(v, name), "${", "}");
	return true;
}

bool text_tokens(
	Model *m, const Value *v, GlobKind kind, unsigned use, Glob *out, const char **written)
{
	Text t = {
		.m = m, .glob = out, .kind = kind, .use = use, .written = { .arena = m->arena }
	};
	buf_puts(&t.written, "");
	if (!v || !add_value(&t, v))
		return false;
	if (written)
		*written = t.written.s;
	return true;
}

bool glob_has_letters(const Glob *g)
{
	for (uint32_t i = 0; i < g->n; i++)
		if (token_is_letter(g->tok[i]))
			return true;
	return false;
}

bool glob_is_vague(const Glob *g)
{
	bool wild = false;
	if (!g->n || !token_is_letter(g->tok[0]) || g->tok[0] >= GLOB_INNER)
		return false;
	for (uint32_t i = 1; i < g->n; i++) {
		if (wild && g->tok[i] == ':')
			return true;
		wild |= g->tok[i] >= GLOB_ANY;
	}
	return false;
}

static uint32_t hash(const Glob *g)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	for (uint32_t i = 0; i < g->n; i++)
		h = (h ^ g->tok[i] ^ h >> 32) * 0xD6E8FEB86659FD93u;
	return (uint32_t)(h >> 32);
}

static void put_slot(Patterns *p, uint32_t number)
{
	uint32_t i = hash(&p->item[number].glob) & (p->nslot - 1);
	while (p->slot[i])
		i = (i + 1) & (p->nslot - 1);
	p->slot[i] = number + 1;
}

uint32_t patterns_add(Arena *a, Patterns *p, Glob g, const char *written)
{
	if (!p->nslot)
		p->slot = NEW_N(a, uint32_t, p->nslot = 64);
	for (uint32_t i = hash(&g) & (p->nslot - 1); p->slot[i]; i = (i + 1) & (p->nslot - 1)) {
		const Glob *other = &p->item[p->slot[i] - 1].glob;
		if (other->n == g.n &&
			(!g.n || memcmp(other->tok, g.tok, g.n * sizeof *g.tok) == 0))
			return p->slot[i] - 1;
	}
	Pattern new = { g, written, glob_has_letters(&g) };
	PUSH(a, p->item, p->n, new);
	if (p->n * 2 <= p->nslot) {
		put_slot(p, p->n - 1);
		return p->n - 1;
	}
	p->slot = NEW_N(a, uint32_t, p->nslot *= 2);
	for (uint32_t i = 0; i < p->n; i++)
		put_slot(p, i);
	return p->n - 1;
}

void set_add(Arena *a, PatternSet *s, uint32_t pattern)
{
	PUSH(a, s->item, s->n, pattern);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

void set_close(PatternSet *s)
{
	if (s->n)
		qsort(s->item, s->n, sizeof *s->item, by_number);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++)
		if (!n || s->item[n - 1] != s->item[i])
			s->item[n++] = s->item[i];
	s->n = n;
}

static uint32_t letter_number(uint32_t tok)
{
	return tok - (tok >= GLOB_INNER ? GLOB_INNER : GLOB_LETTER) - 1;
}

const char *text_print(const Model *m, const uint32_t *text, uint32_t n)
{
	Buf b = { .arena = m->arena };
	buf_puts(&b, "");
	for (uint32_t i = 0; i < n; i++) {
		if (token_is_letter(text[i]))
			buf_printf(&b, "${%s}", m->letter[letter_number(text[i])]);
		else
			utf8_put(&b, text[i]);
	}
	return b.s;
}
