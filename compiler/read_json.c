// read_json.c: JSON to values, with exact spans. RFC 8259, no extension; what people take
// for JSON (comments, a comma before the bracket) is named, and read on.
#include "read.h"

#include <string.h>

typedef struct Reader {
	Unit *u;
	const char *text; // of the source; offsets count from here
	const char *p, *end;
	uint32_t file;
	uint32_t depth;
	bool stop; // after an error that leaves nothing to go on
} Reader;

static uint32_t offset(const Reader *r)
{
	return (uint32_t)(r->p - r->text);
}

static Span span_from(const Reader *r, uint32_t lo)
{
	return (Span){ r->file, lo, offset(r) };
}

static Diag *fail(Reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
static Diag *fail(Reader *r, const char *format, ...)
{
	if (r->stop)
		return NULL;
	r->stop = true;
	va_list ap;
	va_start(ap, format);
	const char *text = arena_vformat(r->u->arena, format, ap);
	va_end(ap);
	uint32_t lo = offset(r);
	size_t n = 1;
	if (r->p < r->end)
		utf8_next(r->p, &n);
	return say_json_syntax(
		r->u, (Span){ r->file, lo, r->p < r->end ? lo + (uint32_t)n : lo }, text);
}

// "`x`" or "the end of the file", for messages.
static const char *found(const Reader *r)
{
	if (r->p >= r->end)
		return "the end of the file";
	size_t n;
	utf8_next(r->p, &n);
	return U_FORMAT(r->u, "`%.*s`", (int)n, r->p);
}

static void skip_comment(Reader *r)
{
	uint32_t lo = offset(r);
	if (r->p[1] == '/') {
		while (r->p < r->end && *r->p != '\n')
			r->p++;
	} else {
		const char *close = strstr(r->p + 2, "*/");
		r->p = close && close < r->end ? close + 2 : r->end;
	}
	Diag *d = say_json_comment(r->u, span_from(r, lo));
	if (r->p >= r->end || *r->p == '\n' ||
		*r->p == '\r') // nothing behind it: the blanks before it go too
		while (lo > 0 && (r->text[lo - 1] == ' ' || r->text[lo - 1] == '\t'))
			lo--;
	diag_fix(d, FIX_MAYBE, "remove the comment", span_from(r, lo), "");
}

static void skip_space(Reader *r)
{
	while (r->p < r->end) {
		if (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t')
			r->p++;
		else if (*r->p == '/' && r->p + 1 < r->end && (r->p[1] == '/' || r->p[1] == '*'))
			skip_comment(r);
		else
			break;
	}
}

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
static void read_unicode(Reader *r, Buf *b)
{
	uint32_t lo = offset(r);
	int32_t code = hex4(r->p + 2, r->end);
	if (code < 0) {
		r->p += 2;
		say_json_escape(r->u, span_from(r, lo), "\\u");
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
		say_json_surrogate(r->u, span_from(r, lo), U_FORMAT(r->u, "%.6s", r->text + lo));
		return;
	}
	if (!code) {
		say_nul_character(r->u, span_from(r, lo));
		return;
	}
	utf8_put(b, (uint32_t)code);
}

static void read_escape(Reader *r, Buf *b)
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
		uint32_t lo = offset(r);
		size_t n = 0;
		if (c)
			utf8_next(r->p + 1, &n);
		r->p += 1 + n;
		const char *text = arena_copy(r->u->arena, r->text + lo, 1 + n);
		Diag *d = say_json_escape(r->u, span_from(r, lo), text);
		diag_fix(d, FIX_MAYBE, "write the backslash twice", span_from(r, lo),
			U_FORMAT(r->u, "\\%s", text));
	}
}

// The content of the string at r->p (its opening quote), or NULL when it is not closed.
static const char *read_chars(Reader *r, size_t *n)
{
	Buf b = { .arena = r->u->arena };
	const char *open = r->p++;
	const char *from = r->p;
	for (;;) {
		while (r->p < r->end && *r->p != '"' && *r->p != '\\' && (uint8_t)*r->p >= 0x20)
			r->p++;
		if (r->p >= r->end || *r->p == '\n') {
			r->p = open;
			fail(r, "the string that starts here is not closed");
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
			uint32_t lo = offset(r);
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

static Value *read_string(Reader *r)
{
	uint32_t lo = offset(r);
	size_t n;
	const char *s = read_chars(r, &n);
	Value *v = value_new(r->u->arena, s ? V_STR : V_BAD, span_from(r, lo));
	v->style = STYLE_JSON;
	v->u.s = s ? s : "";
	v->n = s ? (uint32_t)n : 0;
	return v;
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		c == '_' || c == '+' || c == '-' || c == '.';
}

// true, false, null or a number; anything else that looks like a word is named whole.
static Value *read_word(Reader *r)
{
	uint32_t lo = offset(r);
	while (r->p < r->end && is_word(*r->p))
		r->p++;
	size_t n = offset(r) - lo;
	const char *s = arena_copy(r->u->arena, r->text + lo, n);
	Value *v = value_new(r->u->arena, V_NUM, span_from(r, lo));
	v->style = STYLE_PLAIN;
	v->u.s = s;
	v->n = (uint32_t)n;
	if (str_eq(s, "true") || str_eq(s, "false")) {
		v->kind = V_BOOL;
	} else if (str_eq(s, "null")) {
		v->kind = V_NULL;
	} else if (plain_kind(s, n) != V_NUM || *s == '+' || *s == '.') {
		v->kind = V_BAD;
		if (strchr("0123456789+-.", *s)) {
			Diag *d = say_json_number(r->u, v->at, s);
			const char *plain = s + strspn(s, "+0");
			if (*plain && *plain != '.' && plain_kind(plain, strlen(plain)) == V_NUM)
				diag_fix(d, FIX_MAYBE, U_FORMAT(r->u, "write `%s`", plain), v->at,
					plain);
		} else {
			Diag *d = say_json_syntax(r->u, v->at,
				U_FORMAT(r->u,
					"`%s` is not a JSON value; a string needs double quotes",
					s));
			diag_fix(d, FIX_MAYBE, "quote it", v->at, U_FORMAT(r->u, "\"%s\"", s));
		}
	}
	return v;
}

static Value *read_value(Reader *r);

// Another element begins where a comma has to be; reading goes on as if it were there.
static void comma_missing(Reader *r, uint32_t end)
{
	uint32_t lo = offset(r);
	size_t n = *r->p == '"' ? 1 + strcspn(r->p + 1, "\"\n") : strcspn(r->p, " \t\r\n,]}");
	uint32_t hi = lo + (uint32_t)n + (r->p[n] == '"');
	Diag *d = say_json_syntax(r->u, (Span){ r->file, lo, hi },
		U_FORMAT(r->u, "a comma is missing before `%.*s`", (int)(hi - lo), r->p));
	diag_fix(d, FIX_SAFE, "put the comma there", (Span){ r->file, end, end }, ",");
}

// After an element: true when another one follows. `close` ends the collection.
static bool another(Reader *r, char close)
{
	uint32_t end = offset(r);
	skip_space(r);
	if (r->p < r->end && *r->p == close) {
		r->p++;
		return false;
	}
	if (r->p < r->end &&
		(*r->p == '"' || (close == ']' && (strchr("{[", *r->p) || is_word(*r->p))))) {
		comma_missing(r, end);
		return true;
	}
	if (r->p >= r->end || *r->p != ',') {
		fail(r, "expected `,` or `%c`, found %s", close, found(r));
		return false;
	}
	uint32_t comma = offset(r);
	r->p++;
	skip_space(r);
	if (r->p < r->end && *r->p == close) {
		Span at = { r->file, comma, comma + 1 };
		diag_fix(say_json_trailing_comma(r->u, at), FIX_SAFE, "remove the comma", at, "");
		r->p++;
		return false;
	}
	return true;
}

static void read_pair(Reader *r, Value *map, Map *seen)
{
	skip_space(r);
	if (r->p >= r->end || *r->p != '"') {
		fail(r, "expected a key in double quotes, found %s", found(r));
		return;
	}
	Value *key = read_string(r);
	skip_space(r);
	if (r->stop)
		return;
	if (r->p >= r->end || *r->p != ':') {
		fail(r, "expected `:` after the key, found %s", found(r));
		return;
	}
	r->p++;
	Value *val = read_value(r);
	map_add(r->u, map, seen, sym_n(r->u->syms, key->u.s, key->n), key->at, val);
}

static Value *read_collection(Reader *r, char close)
{
	uint32_t lo = offset(r);
	Value *v = value_new(r->u->arena, close == '}' ? V_MAP : V_LIST, span_from(r, lo));
	Map seen = { .arena = r->u->arena };
	r->p++;
	if (++r->depth > MAX_DEPTH) {
		if (!r->stop)
			say_too_deep(r->u, (Span){ r->file, lo, lo + 1 },
				U_FORMAT(r->u, "%d", MAX_DEPTH));
		r->stop = true;
		return v;
	}
	skip_space(r);
	bool more = !(r->p < r->end && *r->p == close);
	if (!more)
		r->p++;
	while (more && !r->stop) {
		if (close == '}')
			read_pair(r, v, &seen);
		else
			value_push(r->u->arena, v, read_value(r));
		more = !r->stop && another(r, close);
	}
	r->depth--;
	v->at = span_from(r, lo);
	return v;
}

static Value *read_value(Reader *r)
{
	skip_space(r);
	char c = r->p < r->end ? *r->p : 0;
	if (c == '{')
		return read_collection(r, '}');
	if (c == '[')
		return read_collection(r, ']');
	if (c == '"')
		return read_string(r);
	if (is_word(c))
		return read_word(r);
	fail(r, "expected a value, found %s", found(r));
	return value_new(r->u->arena, V_BAD, span_from(r, offset(r)));
}

Value *read_json(Unit *u, uint32_t file)
{
	const Source *src = u->src[file];
	Reader r = { u, src->text, src->text, src->text + src->n, file, 0, false };
	if (src->n >= 3 && memcmp(src->text, "\xEF\xBB\xBF", 3) == 0)
		r.p += 3;
	Value *v = read_value(&r);
	skip_space(&r);
	if (!r.stop && r.p < r.end)
		fail(&r, "expected the end of the file, found %s", found(&r));
	if (r.stop)
		v->kind = V_BAD;
	return v;
}
