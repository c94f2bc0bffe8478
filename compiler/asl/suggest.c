// suggest.c: what was probably meant, and the edit that says it.
#include "suggest.h"

#include "../read.h"

#include <string.h>
#include <strings.h>

static const Source *source_of(const Unit *u, Span at)
{
	return u->src[at.file];
}

static char char_at(const Unit *u, uint32_t file, uint32_t byte)
{
	const Source *s = u->src[file];
	return file && byte < s->n ? s->text[byte] : 0;
}

Span bare_span(const Unit *u, Span key)
{
	char c = char_at(u, key.file, key.lo);
	if ((c == '"' || c == '\'') && key.hi >= key.lo + 2)
		return (Span){ key.file, key.lo + 1, key.hi - 1 };
	return key;
}

Span inner_span(const Unit *u, const Value *v)
{
	if (!value_scalar(v) || v->style == STYLE_BLOCK)
		return v->at;
	return bare_span(u, v->at);
}

Span short_span(const Unit *u, const Value *v)
{
	Span at = v->at;
	if (v->kind == V_MAP && v->n)
		return bare_span(u, v->u.pair[0].at);
	if ((v->kind == V_LIST || v->kind == V_MAP) && at.hi > at.lo + 2)
		at.hi = at.lo + 1;
	return at;
}

bool same_letters(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

AslState *suggest_state(const AslScope *s, Asl *a, Diag *d, const Value *val, const char *word)
{
	if (a->near_left < s->n)
		return NULL;
	a->near_left -= s->n;
	Nearest near = { .word = word };
	for (uint32_t i = 0; i < s->n; i++)
		nearest_try(&near, s->state[i]->name);
	if (!near.best)
		return NULL;
	if (near.ntie == 1)
		asl_fix_string(a, d, FIX_MAYBE, val, near.best);
	else
		diag_nearest(d, &near, FIX_MAYBE, val->at);
	return near.ntie == 1 ? map_get(&s->by_name, near.best) : NULL;
}

const char *suggest_word(
	const Asl *a, Diag *d, const Value *val, const char *word, const char *words)
{
	Nearest near = { .word = word };
	for (Word w = { words }; word_next(&w);)
		nearest_try(&near, arena_copy(a->u->arena, w.s, w.n));
	if (!near.best)
		return NULL;
	if (near.ntie == 1)
		asl_fix_string(
			a, d, same_letters(word, near.best) ? FIX_SAFE : FIX_MAYBE, val, near.best);
	else
		diag_nearest(d, &near, FIX_MAYBE, val->at);
	return near.ntie == 1 ? near.best : NULL;
}

// Whether YAML reads the text without quotes as this very string.
static bool plain_safe(const char *s)
{
	static const char safe[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./$-";
	size_t n = strlen(s);
	return n && *s != '-' && strspn(s, safe) == n && plain_kind(s, n) == V_STR;
}

// The text as a scalar in the style that stands at `at`.
static const char *written(const Asl *a, Span at, const char *text)
{
	Buf b = { .arena = a->u->arena };
	char c = char_at(a->u, at.file, at.lo);
	if (c == '\'' && !strchr(text, '\'') && !strchr(text, '\n'))
		buf_printf(&b, "'%s'", text);
	else if (c != '"' && c != '\'' && plain_safe(text))
		buf_puts(&b, text);
	else
		quote_json(&b, text, strlen(text));
	return b.s;
}

Diag *asl_fix_string(const Asl *a, Diag *d, FixKind kind, const Value *str, const char *text)
{
	if (!d || !str->at.file || str->style == STYLE_MADE || str->style == STYLE_BLOCK)
		return d;
	return diag_fix(
		d, kind, U_FORMAT(a->u, "use `%s`", text), str->at, written(a, str->at, text));
}

Diag *asl_fix_key(const Asl *a, Diag *d, FixKind kind, Span key, const char *text)
{
	if (!d || !key.file)
		return d;
	return diag_fix(d, kind, U_FORMAT(a->u, "use `%s`", text), key, written(a, key, text));
}

Diag *asl_fix_json(
	const Asl *a, Diag *d, FixKind kind, const char *title, const Value *old, const char *json)
{
	(void)a;
	if (!d || !old->at.file || old->style == STYLE_MADE || old->style == STYLE_BLOCK)
		return d;
	return diag_fix(d, kind, title, old->at, json);
}

const char *scalar_text(const Asl *a, const Value *map, const char *text)
{
	Span at = map->n ? map->u.pair[0].at : map->at;
	return written(a, at, text);
}

// Behind the map's last field: in JSON after a comma, in block YAML on a line of its own.
Diag *asl_fix_add(
	const Asl *a, Diag *d, FixKind kind, const Value *map, const char *key, const char *json)
{
	if (!d || !map->at.file || map->kind != V_MAP || !map->n)
		return d;
	const Source *s = source_of(a->u, map->at);
	const Pair *last = &map->u.pair[map->n - 1];
	if (last->at.file != map->at.file || last->val->at.file != map->at.file)
		return d;
	uint32_t line = last->at.lo;
	while (line > 0 && s->text[line - 1] != '\n')
		line--;
	uint32_t column = last->at.lo - line;
	uint32_t blanks = (uint32_t)strspn(s->text + line, " \t");
	bool flow = s->text[map->at.lo] == '{';
	uint32_t end = last->val->at.hi > last->at.hi ? last->val->at.hi : last->at.hi;
	if (!flow && (last->val->kind == V_NULL || last->val->style == STYLE_BLOCK))
		return d;
	Buf b = { .arena = a->u->arena };
	if (flow)
		buf_putc(&b, ',');
	if (flow && blanks < column)
		buf_putc(&b, ' ');
	else
		buf_printf(&b, "\n%.*s", (int)blanks, s->text + line);
	if (!flow)
		buf_fill(&b, ' ', column - blanks);
	const char *q = s->text[last->at.lo] == '"' ? "\"" : "";
	buf_printf(&b, "%s%s%s: %s", q, key, q, json);
	const char *text = b.s;
	return diag_fix(d, kind, U_FORMAT(a->u, "add `%s: %s`", key, json),
		(Span){ map->at.file, end, end }, text);
}
