// read_json_chars.c: the characters of JSON's strings: RFC 8259, 7.
#include "json_reader.h"
#include "read.h"

#include <string.h>

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'  ? c - '0' :
		c >= 'a' && c <= 'f' ? c - 'a' + 10 :
		c >= 'A' && c <= 'F' ? c - 'A' + 10 :
				       -1;
}

// Four hex digits at s, or -1.
static int32_t hex4(const char *s, const char *end)
{
	int32_t code = 0;
	for (int i = 0; i < 4; i++) {
		int d = s + i < end ? hex_digit(s[i]) : -1;
		if (d < 0)
			return -1;
		code = code << 4 | d;
	}
	return code;
}

// A \u escape; r->p is at the backslash.
static void read_unicode(JsonReader *r, Buf *b)
{
	uint32_t lo = json_offset(r);
	int32_t code = hex4(r->p + 2, r->end);
	if (code < 0) {
		r->p += 2;
		say_json_escape(r->u, json_span(r, lo), "\\u");
		return;
	}
	r->p += 6;
	if (code >= 0xD800 && code < 0xDC00 && r->p + 1 < r->end && r->p[0] == '\\' &&
		r->p[1] == 'u') {
		int32_t low = hex4(r->p + 2, r->end);
		if (low >= 0xDC00 && low < 0xE000) {
			r->p += 6;
			utf8_put(b,
				0x10000 + (((uint32_t)code & 0x3FF) << 10) +
					((uint32_t)low & 0x3FF));
			return;
		}
	}
	if (code >= 0xD800 && code < 0xE000) {
		say_json_surrogate(r->u, json_span(r, lo), U_FORMAT(r->u, "%.6s", r->text + lo));
		return;
	}
	if (!code) {
		say_nul_character(r->u, json_span(r, lo));
		return;
	}
	utf8_put(b, (uint32_t)code);
}

static void read_escape(JsonReader *r, Buf *b)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	char c = r->p + 1 < r->end ? r->p[1] : 0;
	const char *at = c ? strchr(from, c) : NULL;
	if (c == 'u') {
		read_unicode(r, b);
	} else if (at) {
		buf_putc(b, to[at - from]);
		r->p += 2;
	} else {
		uint32_t lo = json_offset(r);
		size_t n = 0;
		if (c)
			utf8_next(r->p + 1, &n);
		r->p += 1 + n;
		const char *text = arena_copy(r->u->arena, r->text + lo, 1 + n);
		Diag *d = say_json_escape(r->u, json_span(r, lo), text);
		diag_fix(d, FIX_MAYBE, "write the backslash twice", json_span(r, lo),
			U_FORMAT(r->u, "\\%s", text));
	}
}

const char *json_chars(JsonReader *r, size_t *n)
{
	Buf b = { .arena = r->u->arena };
	const char *open = r->p++;
	const char *from = r->p;
	for (;;) {
		while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (uint8_t)*r->p >= 0x20)
			r->p++;
		if (r->p >= r->end || *r->p == '\n') {
			r->p = open;
			return NULL;
		}
		if (*r->p == '"' && !b.s) { // the common case: no escape, one copy
			*n = (size_t)(r->p - from);
			r->p++;
			return arena_copy(r->u->arena, from, *n);
		}
		buf_add(&b, from, (size_t)(r->p - from));
		if (*r->p == '"')
			break;
		if (*r->p == '\\') {
			read_escape(r, &b);
		} else {
			uint32_t lo = json_offset(r);
			Span at = { r->file, lo, lo + 1 };
			Diag *d = say_json_control(r->u, at, U_FORMAT(r->u, "%04X", *r->p));
			const char *escape = *r->p == '\t' ? "\\t" :
				*r->p == '\r'              ? "\\r" :
							     U_FORMAT(r->u, "\\u%04x", *r->p);
			diag_fix(d, FIX_SAFE, "write the escape", at, escape);
			r->p++;
		}
		from = r->p;
	}
	r->p++;
	*n = b.n;
	return b.s;
}

const char *json_single_quoted(JsonReader *r, size_t *n)
{
	uint32_t lo = json_offset(r);
	const char *from = r->p + 1;
	size_t len = strcspn(from, "'\n");
	if (from + len >= r->end || from[len] != '\'')
		return NULL;
	r->p = from + len + 1;
	Diag *d = say_json_syntax(r->u, json_span(r, lo),
		"JSON's strings stand in double quotes, not in single ones");
	const char *s = arena_copy(r->u->arena, from, len);
	if (!strpbrk(s, "\"\\"))
		diag_fix(d, FIX_SAFE, "use double quotes", json_span(r, lo),
			U_FORMAT(r->u, "\"%s\"", s));
	*n = len;
	return s;
}
