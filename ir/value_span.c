// value_span.c: from characters of a string's content back to bytes of its file.
#include "ir.h"

#include <string.h>

// Bytes of source and of content that one step of a scalar takes.
typedef struct Step {
	size_t raw, content;
} Step;

static size_t hex_run(char kind)
{
	return kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
}

static size_t utf8_size(uint32_t code)
{
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

static uint32_t hex_value(const char *s, size_t n)
{
	uint32_t code = 0;
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	return code;
}

// One step of a double-quoted scalar, YAML's or JSON's; s is inside the quotes.
static Step step_double(const char *s, const char *end)
{
	if (*s != '\\' || s + 1 >= end)
		return (Step){ 1, 1 };
	size_t hex = hex_run(s[1]);
	if (!hex) // \N \_ \L \P of YAML are the four that are longer than a byte
		return (Step){ 2, s[1] == 'N' || s[1] == '_' ? 2 : s[1] == 'L' || s[1] == 'P' ? 3 : 1 };
	if (s + 2 + hex > end)
		return (Step){ 1, 1 };
	uint32_t code = hex_value(s + 2, hex);
	if (hex == 4 && code >= 0xD800 && code < 0xDC00 && s + 12 <= end && s[6] == '\\')
		return (Step){ 12, 4 };
	return (Step){ 2 + hex, utf8_size(code) };
}

static Step step_single(const char *s, const char *end)
{
	return *s == '\'' && s + 1 < end && s[1] == '\'' ? (Step){ 2, 1 } : (Step){ 1, 1 };
}

static Step step_plain(const char *s, const char *end)
{
	(void)s;
	(void)end;
	return (Step){ 1, 1 };
}

// A literal block: each content line stands behind the indentation of the first one. Returns
// the offset in the source of content offset `at`, or 0 when that cannot be told.
static uint32_t place_in_block(const Source *src, const Value *v, size_t at)
{
	const char *s = src->text + v->at.lo;
	const char *end = src->text + v->at.hi;
	if (*s != '|')
		return 0;
	while (s < end && *s != '\n')
		s++;
	const char *line = s < end ? s + 1 : end;
	const char *first = line;
	while (first < end && (*first == ' ' || *first == '\n' || *first == '\r'))
		first++;
	const char *start = first;
	while (start > line && start[-1] != '\n')
		start--;
	size_t indent = (size_t)(first - start);
	for (size_t done = 0; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		size_t n = (size_t)((stop ? stop : end) - line);
		size_t skip = n < indent ? n : indent;
		if (at <= done + (n - skip))
			return (uint32_t)(line + skip + (at - done) - src->text);
		done += n - skip + 1;
		line += n + 1;
	}
	return 0;
}

Span value_part(const Unit *u, const Value *v, size_t from, size_t to)
{
	Span whole = v->at;
	if (!whole.file || v->style == STYLE_MADE || !value_scalar(v))
		return whole;
	const Source *src = u->src[whole.file];
	if (v->style == STYLE_BLOCK) {
		uint32_t lo = place_in_block(src, v, from);
		uint32_t hi = place_in_block(src, v, to);
		return lo && hi >= lo ? (Span){ whole.file, lo, hi } : whole;
	}
	Step (*step)(const char *, const char *) = v->style == STYLE_PLAIN ? step_plain :
		v->style == STYLE_SINGLE                                   ? step_single :
									     step_double;
	bool quoted = v->style != STYLE_PLAIN;
	const char *s = src->text + whole.lo + quoted;
	const char *end = src->text + whole.hi - quoted;
	if (s > end || memchr(s, '\n', (size_t)(end - s)))
		return whole; // folded over lines: no simple place
	Span part = { whole.file, whole.hi - quoted, whole.hi - quoted };
	bool started = false;
	for (size_t done = 0; s <= end;) {
		if (!started && done >= from) {
			part.lo = (uint32_t)(s - src->text);
			started = true;
		}
		if (done >= to) {
			part.hi = (uint32_t)(s - src->text);
			break;
		}
		if (s == end)
			break;
		Step one = step(s, end);
		s += one.raw;
		done += one.content;
	}
	return part.lo <= part.hi ? part : whole;
}
