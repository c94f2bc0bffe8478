// value.c: making, reading and comparing values.
#include "value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

Value *value_new(Arena *a, ValueKind kind, Span at)
{
	Value *v = NEW(a, Value);
	v->kind = (uint8_t)kind;
	v->style = STYLE_MADE;
	v->at = at;
	return v;
}

static Value *new_text(Arena *a, ValueKind kind, const char *s, Span at)
{
	Value *v = value_new(a, kind, at);
	v->u.s = s;
	v->n = (uint32_t)strlen(s);
	return v;
}

Value *value_str(Arena *a, const char *s, Span at)
{
	return new_text(a, V_STR, s, at);
}

Value *value_format(Arena *a, Span at, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	const char *s = arena_vformat(a, format, ap);
	va_end(ap);
	return new_text(a, V_STR, s, at);
}

Value *value_num(Arena *a, long long n, Span at)
{
	char digits[24];
	char *s = digits + sizeof digits;
	unsigned long long rest = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
	do
		*--s = (char)('0' + rest % 10);
	while ((rest /= 10));
	if (n < 0)
		*--s = '-';
	size_t len = (size_t)(digits + sizeof digits - s);
	return new_text(a, V_NUM, arena_copy(a, s, len), at);
}

Value *value_bool(Arena *a, bool yes, Span at)
{
	return new_text(a, V_BOOL, yes ? "true" : "false", at);
}

Value *value_list(Arena *a, Span at)
{
	return value_new(a, V_LIST, at);
}

Value *value_map(Arena *a, Span at)
{
	return value_new(a, V_MAP, at);
}

void value_push(Arena *a, Value *list, Value *v)
{
	if (v)
		PUSH(a, list->u.item, list->n, v);
}

void value_set(Arena *a, Value *map, const char *key, Value *v)
{
	if (v)
		PUSH(a, map->u.pair, map->n, ((Pair){ key, v->at, v }));
}

const Pair *value_pair(const Value *map, const char *key)
{
	if (!map || map->kind != V_MAP)
		return NULL;
	for (uint32_t i = 0; i < map->n; i++)
		if (str_eq(map->u.pair[i].key, key))
			return &map->u.pair[i];
	return NULL;
}

Value *value_get(const Value *map, const char *key)
{
	const Pair *p = value_pair(map, key);
	return p ? p->val : NULL;
}

Value *value_copy(Arena *a, const Value *v)
{
	Value *c = NEW(a, Value);
	*c = *v;
	if (v->kind == V_LIST || v->kind == V_JOIN || v->kind == V_TEXT) {
		c->u.item = NULL;
		c->n = 0;
		for (uint32_t i = 0; i < v->n; i++)
			PUSH(a, c->u.item, c->n, value_copy(a, v->u.item[i]));
	} else if (v->kind == V_MAP) {
		c->u.pair = NULL;
		c->n = 0;
		for (uint32_t i = 0; i < v->n; i++) {
			Pair p = v->u.pair[i];
			p.val = value_copy(a, p.val);
			PUSH(a, c->u.pair, c->n, p);
		}
	} else if (v->kind == V_REC) {
		c->u.rec.arg = NEW_N(a, Value *, v->n);
		for (uint32_t i = 0; i < v->n; i++)
			if (v->u.rec.arg[i])
				c->u.rec.arg[i] = value_copy(a, v->u.rec.arg[i]);
	} else if (v->kind == V_IF) {
		c->u.cond.then = value_copy(a, v->u.cond.then);
	}
	return c;
}

static void join_add(Arena *a, Value *join, Value *piece)
{
	if (!piece)
		return;
	if (piece->kind == V_JOIN) {
		for (uint32_t i = 0; i < piece->n; i++)
			join_add(a, join, piece->u.item[i]);
		return;
	}
	Value *last = join->n ? join->u.item[join->n - 1] : NULL;
	if (last && last->kind == V_STR && value_scalar(piece)) {
		join->u.item[join->n - 1] =
			value_format(a, last->at, "%s%s", last->u.s, piece->u.s);
		return;
	}
	if (value_scalar(piece) && !piece->n)
		return;
	if (value_scalar(piece) && piece->kind != V_STR)
		piece = value_str(a, piece->u.s, piece->at);
	value_push(a, join, piece);
}

Value *value_join(Arena *a, Span at, Value **piece, size_t n)
{
	Value *join = value_new(a, V_JOIN, at);
	for (size_t i = 0; i < n; i++)
		join_add(a, join, piece[i]);
	if (join->n == 0)
		return value_str(a, "", at);
	if (join->n == 1 && join->u.item[0]->kind == V_STR) {
		Value *only = value_str(a, join->u.item[0]->u.s, at);
		return only;
	}
	return join;
}

bool value_equal(const Value *a, const Value *b)
{
	if (a == b)
		return true;
	if (!a || !b || a->kind != b->kind)
		return false;
	switch ((ValueKind)a->kind) {
	case V_REF: return a->u.ref.res == b->u.ref.res && a->u.ref.attr == b->u.ref.attr;
	case V_INPUT: return a->u.input == b->u.input && a->form[0] == b->form[0];
	case V_ENT: return a->u.ent.ent == b->u.ent.ent && str_eq(a->u.ent.part, b->u.ent.part);
	case V_ATTR:
		return a->u.attr.ent == b->u.attr.ent && str_eq(a->u.attr.name, b->u.attr.name);
	case V_IF:
		return a->u.cond.input == b->u.cond.input &&
			value_equal(a->u.cond.then, b->u.cond.then);
	case V_HOLE: return str_eq(a->u.hole.path, b->u.hole.path);
	case V_LIST:
	case V_JOIN:
	case V_TEXT:
		for (uint32_t i = 0; a->n == b->n && i < a->n; i++)
			if (!value_equal(a->u.item[i], b->u.item[i]))
				return false;
		return a->n == b->n;
	case V_MAP:
		for (uint32_t i = 0; a->n == b->n && i < a->n; i++)
			if (!value_equal(a->u.pair[i].val, value_get(b, a->u.pair[i].key)))
				return false;
		return a->n == b->n;
	case V_REC:
		for (uint32_t i = 0; a->n == b->n && i < a->n; i++)
			if (!value_equal(a->u.rec.arg[i], b->u.rec.arg[i]))
				return false;
		return a->n == b->n;
	default: return str_eq(a->u.s, b->u.s);
	}
}

bool value_is(const Value *v, const char *text)
{
	return value_scalar(v) && str_eq(v->u.s, text);
}

const char *value_text(const Value *v)
{
	return value_scalar(v) ? v->u.s : NULL;
}

bool value_true(const Value *v)
{
	return v && v->kind == V_BOOL && (v->u.s[0] == 't' || v->u.s[0] == 'T');
}

bool value_int(const Value *v, long long *out)
{
	if (!value_scalar(v) || !v->n)
		return false;
	char *end;
	errno = 0;
	*out = strtoll(v->u.s, &end, 10);
	return !*end && !errno;
}

const char *value_noun(const Value *v)
{
	if (!v)
		return "nothing";
	switch ((ValueKind)v->kind) {
	case V_NULL: return "nothing (null)";
	case V_BOOL: return value_true(v) ? "`true`" : "`false`";
	case V_NUM: return "a number";
	case V_LIST: return "a list";
	case V_MAP:
	case V_REC: return "a map";
	case V_STR:
	case V_JOIN:
	case V_HOLE: return "a string";
	default: return "a reference";
	}
}

void quote_json(Buf *b, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	buf_putc(b, '"');
	size_t plain = 0;
	for (size_t i = 0; i < n; i++) {
		uint8_t c = (uint8_t)s[i];
		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
			continue;
		buf_add(b, s + plain, i - plain);
		plain = i + 1;
		const char *short_form = c == '"' ? "\\\"" :
			c == '\\'                 ? "\\\\" :
			c == '\n'                 ? "\\n" :
			c == '\t'                 ? "\\t" :
			c == '\r'                 ? "\\r" :
						    NULL;
		if (short_form)
			buf_puts(b, short_form);
		else
			buf_printf(b, "\\u00%c%c", hex[c >> 4], hex[c & 15]);
	}
	buf_add(b, s + plain, n - plain);
	buf_putc(b, '"');
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const Pair *const *)a)->key, (*(const Pair *const *)b)->key);
}

static void print_json(Buf *b, const Value *v, bool sorted);

static void print_map(Buf *b, const Value *v, bool sorted)
{
	const Pair **order = malloc(sizeof *order * (v->n + 1));
	if (!order)
		die_of_memory();
	for (uint32_t i = 0; i < v->n; i++)
		order[i] = &v->u.pair[i];
	if (sorted)
		qsort(order, v->n, sizeof *order, by_key);
	buf_putc(b, '{');
	for (uint32_t i = 0; i < v->n; i++) {
		if (i)
			buf_putc(b, ',');
		quote_json(b, order[i]->key, strlen(order[i]->key));
		buf_putc(b, ':');
		print_json(b, order[i]->val, sorted);
	}
	buf_putc(b, '}');
	free(order);
}

static void print_json(Buf *b, const Value *v, bool sorted)
{
	switch ((ValueKind)v->kind) {
	case V_NULL: buf_puts(b, "null"); break;
	case V_BOOL: buf_puts(b, value_true(v) ? "true" : "false"); break;
	case V_NUM: buf_puts(b, v->u.s); break;
	case V_STR: quote_json(b, v->u.s, v->n); break;
	case V_MAP: print_map(b, v, sorted); break;
	case V_LIST:
		buf_putc(b, '[');
		for (uint32_t i = 0; i < v->n; i++) {
			if (i)
				buf_putc(b, ',');
			print_json(b, v->u.item[i], sorted);
		}
		buf_putc(b, ']');
		break;
	default: buf_puts(b, "null"); break;
	}
}

void value_json(Buf *b, const Value *v)
{
	print_json(b, v, false);
}

void value_json_sorted(Buf *b, const Value *v)
{
	print_json(b, v, true);
}
