// source.c: line maps, positions, and what is to be known of UTF-8.
#include "source.h"

#include <string.h>

#include <utf8proc.h>

void source_lines(Arena *a, Source *s)
{
	if (s->line)
		return;
	uint32_t n = 1;
	for (const char *p = s->text; (p = memchr(p, '\n', s->n - (size_t)(p - s->text))); p++)
		n++;
	s->line = NEW_N(a, uint32_t, n);
	s->nline = 1;
	for (const char *p = s->text; (p = memchr(p, '\n', s->n - (size_t)(p - s->text)));)
		s->line[s->nline++] = (uint32_t)(++p - s->text);
}

static bool has_bom(const Source *s)
{
	return s->n >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0;
}

enum { POINT_STEP = 1024 };

static uint32_t length(const Source *s, uint32_t lo, uint32_t hi)
{
	return (uint32_t)utf8_length(s->text + lo, hi - lo);
}

// Code points before a byte. A file may be one line of a megabyte with a finding at every name.
static uint32_t points(Arena *a, Source *s, uint32_t byte)
{
	if (!s->point) {
		uint32_t n = s->n / POINT_STEP;
		s->point = NEW_N(a, uint32_t, n + 1);
		for (uint32_t i = 0; i < n; i++)
			s->point[i + 1] =
				s->point[i] + length(s, i * POINT_STEP, (i + 1) * POINT_STEP);
	}
	uint32_t i = byte / POINT_STEP;
	return s->point[i] + length(s, i * POINT_STEP, byte);
}

Position source_position(Arena *a, Source *s, uint32_t byte)
{
	source_lines(a, s);
	if (byte > s->n)
		byte = s->n;
	uint32_t lo = 0;
	uint32_t hi = s->nline;
	while (hi - lo > 1) {
		uint32_t mid = (lo + hi) / 2;
		if (s->line[mid] <= byte)
			lo = mid;
		else
			hi = mid;
	}
	uint32_t from = s->line[lo];
	if (!from && has_bom(s))
		from = byte < 3 ? byte : 3; // the mark is no column
	uint32_t column = 1 +
		(byte - from <= POINT_STEP ? length(s, from, byte) :
					     points(a, s, byte) - points(a, s, from));
	return (Position){ lo + 1, column, byte };
}

const char *source_line(Arena *a, Source *s, uint32_t line, size_t *n)
{
	source_lines(a, s);
	uint32_t from = s->line[line - 1];
	uint32_t to = line < s->nline ? s->line[line] - 1 : s->n;
	if (!from && has_bom(s))
		from = 3;
	if (to > from && s->text[to - 1] == '\r')
		to--;
	*n = to > from ? to - from : 0;
	return s->text + from;
}

size_t utf8_check(const char *s, size_t n)
{
	size_t i = 0;
	while (i < n) {
		if ((uint8_t)s[i] < 0x80) {
			i++;
			continue;
		}
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate(
			(const utf8proc_uint8_t *)s + i, (utf8proc_ssize_t)(n - i), &code);
		if (len < 0)
			return i;
		i += (size_t)len;
	}
	return n;
}

uint32_t utf8_next(const char *s, size_t *n)
{
	uint8_t c = (uint8_t)*s;
	int more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
	uint32_t code = more == 0 ? c : c & (0x3Fu >> more);
	size_t i = 1;
	for (; more && ((uint8_t)s[i] & 0xC0) == 0x80; more--)
		code = code << 6 | ((uint8_t)s[i++] & 0x3F);
	*n = i;
	return code;
}

size_t utf8_width(const char *s, size_t n)
{
	size_t width = 0;
	for (size_t i = 0, len; i < n; i += len) {
		uint32_t code = utf8_next(s + i, &len);
		width += (size_t)utf8proc_charwidth((utf8proc_int32_t)code);
	}
	return width;
}

size_t utf8_length(const char *s, size_t n)
{
	size_t length = 0;
	for (size_t i = 0; i < n; i++)
		length += ((uint8_t)s[i] & 0xC0) != 0x80;
	return length;
}

bool char_steers(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F ||
		(c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

const char *text_visible(Arena *a, const char *s)
{
	const char *first = s;
	size_t n = 1;
	while (*first && !char_steers(utf8_next(first, &n)) && (n > 1 || (uint8_t)*first < 0x80))
		first += n;
	if (!*first)
		return s;
	Buf b = { .arena = a };
	for (const char *at = s; *at; at += n) {
		n = 1;
		uint32_t c = utf8_next(at, &n);
		if (n == 1 && (uint8_t)*at >= 0x80) // no UTF-8: the name of a file may be any bytes
			buf_printf(&b, "\\x%02x", (unsigned)(uint8_t)*at);
		else if (!char_steers(c))
			buf_add(&b, at, n);
		else if (c == '\n' || c == '\r' || c == '\t')
			buf_puts(&b, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
		else
			buf_printf(&b, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
	}
	return b.s;
}

void utf8_put(Buf *b, uint32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
	buf_add(b, (const char *)bytes, n > 0 ? (size_t)n : 0);
}

bool utf8_id_start(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
		c == UTF8PROC_CATEGORY_NL;
}

bool utf8_id_continue(uint32_t code)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
	return utf8_id_start(code) || c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC ||
		c == UTF8PROC_CATEGORY_ND || c == UTF8PROC_CATEGORY_PC;
}
