// read_json.c: JSON to values, with exact spans. RFC 8259, no extension; what people take
// for JSON (comments, a comma before the bracket) is named, and read on.
#include "json_reader.h"

#include "read.h"

#include <string.h>
#include <strings.h>

Diag *json_fail(JsonReader *r, const char *format, ...)
{
	if (r->stop)
		return NULL;
	r->stop = true;
	va_list ap;
	va_start(ap, format);
	const char *text = arena_vformat(r->u->arena, format, ap);
	va_end(ap);
	uint32_t lo = json_offset(r);
	size_t n = 1;
	if (r->p < r->end)
		utf8_next(r->p, &n);
	return say_json_syntax(
		r->u, (Span){ r->file, lo, r->p < r->end ? lo + (uint32_t)n : lo }, text);
}

// "`x`" or "the end of the file", for messages.
static const char *found(const JsonReader *r)
{
	if (r->p >= r->end)
		return "the end of the file";
	size_t n;
	utf8_next(r->p, &n);
	return U_FORMAT(r->u, "`%.*s`", (int)n, r->p);
}

static void skip_comment(JsonReader *r)
{
	uint32_t lo = json_offset(r);
	if (*r->p == '#' || r->p[1] == '/') {
		while (r->p < r->end && *r->p != '\n')
			r->p++;
	} else {
		const char *close = strstr(r->p + 2, "*/");
		if (!close || close >= r->end) {
			json_fail(
				r, "the comment that starts here is not closed, and JSON has none");
			r->p = r->end;
			return;
		}
		r->p = close + 2;
	}
	Diag *d = say_json_comment(r->u, json_span(r, lo));
	if (r->p >= r->end || *r->p == '\n' ||
		*r->p == '\r') // nothing behind it: the blanks before it go too
		while (lo > 0 && (r->text[lo - 1] == ' ' || r->text[lo - 1] == '\t'))
			lo--;
	diag_fix(d, FIX_MAYBE, "remove the comment", json_span(r, lo), "");
}

static void skip_space(JsonReader *r)
{
	while (r->p < r->end) {
		if (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t')
			r->p++;
		else if (*r->p == '#' ||
			(*r->p == '/' && r->p + 1 < r->end && (r->p[1] == '/' || r->p[1] == '*')))
			skip_comment(r);
		else
			break;
	}
}

static Value *read_string(JsonReader *r)
{
	uint32_t lo = json_offset(r);
	size_t n;
	const char *s = *r->p == '"' ? json_chars(r, &n) : json_single_quoted(r, &n);
	if (!s)
		json_fail(r, "the string that starts here is not closed");
	Value *v = value_new(r->u->arena, s ? V_STR : V_BAD, json_span(r, lo));
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

// What other languages write for JSON's words, or NULL.
static const char *word_meant(const char *s)
{
	static const char *const words[][2] = { { "true", "true" }, { "false", "false" },
		{ "null", "null" }, { "none", "null" }, { "nil", "null" },
		{ "undefined", "null" } };
	for (size_t i = 0; i < COUNT(words); i++)
		if (strcasecmp(s, words[i][0]) == 0)
			return words[i][1];
	return NULL;
}

// The number as JSON writes it: no sign before it, no zeros, a digit on each side of the point.
static const char *number_meant(Unit *u, const char *s)
{
	bool minus = *s == '-';
	s += *s == '+' || minus;
	while (s[0] == '0' && s[1] >= '0' && s[1] <= '9')
		s++;
	size_t n = strlen(s);
	s = U_FORMAT(u, "%s%s%.*s", minus ? "-" : "", *s == '.' ? "0" : "",
		(int)(n - (n > 1 && s[n - 1] == '.')), s);
	return plain_kind(s, strlen(s)) == V_NUM ? s : NULL;
}

static void say_word(JsonReader *r, const Value *v)
{
	const char *s = v->u.s;
	if (strchr("0123456789+-.", *s) && !strpbrk(s, "/:")) {
		Diag *d = say_json_number(r->u, v->at, s);
		const char *plain = number_meant(r->u, s);
		if (plain)
			diag_fix(d, FIX_MAYBE, U_FORMAT(r->u, "write `%s`", plain), v->at, plain);
		return;
	}
	const char *meant = word_meant(s);
	Diag *d = say_json_syntax(r->u, v->at,
		meant ? U_FORMAT(r->u, "`%s` is not a JSON value; JSON writes `%s`", s, meant) :
			U_FORMAT(
				r->u, "`%s` is not a JSON value; a string needs double quotes", s));
	if (meant)
		diag_fix(d, FIX_MAYBE, U_FORMAT(r->u, "write `%s`", meant), v->at, meant);
	else
		diag_fix(d, FIX_MAYBE, "quote it", v->at, U_FORMAT(r->u, "\"%s\"", s));
}

// Whether a word that began goes on. A path, a time or an ARN is one word without its quotes.
static bool goes_on(const JsonReader *r)
{
	if (r->p >= r->end || !*r->p || (!is_word(*r->p) && !strchr("/:@*", *r->p)))
		return false;
	return *r->p != '/' || r->p + 1 == r->end || (r->p[1] != '/' && r->p[1] != '*');
}

// true, false, null or a number; anything else that looks like a word is named whole.
static Value *read_word(JsonReader *r)
{
	uint32_t lo = json_offset(r);
	while (goes_on(r))
		r->p++;
	size_t n = json_offset(r) - lo;
	const char *s = arena_copy(r->u->arena, r->text + lo, n);
	Value *v = value_new(r->u->arena, V_NUM, json_span(r, lo));
	v->style = STYLE_PLAIN;
	v->u.s = s;
	v->n = (uint32_t)n;
	if (str_eq(s, "true") || str_eq(s, "false")) {
		v->kind = V_BOOL;
	} else if (str_eq(s, "null")) {
		v->kind = V_NULL;
	} else if (plain_kind(s, n) != V_NUM || *s == '+' || *s == '.') {
		v->kind = V_BAD;
		say_word(r, v);
	}
	return v;
}

static Value *read_value(JsonReader *r);

// Another element begins where a comma has to be; reading goes on as if it were there.
static void comma_missing(JsonReader *r, uint32_t end)
{
	uint32_t lo = json_offset(r);
	size_t n = *r->p == '"' ? 1 + strcspn(r->p + 1, "\"\n") : strcspn(r->p, " \t\r\n,]}");
	uint32_t hi = lo + (uint32_t)n + (r->p[n] == '"');
	Diag *d = say_json_syntax(r->u, (Span){ r->file, lo, hi },
		U_FORMAT(r->u, "a comma is missing before `%.*s`", (int)(hi - lo), r->p));
	diag_fix(d, FIX_SAFE, "put the comma there", (Span){ r->file, end, end }, ",");
}

// The bracket at `open` is not closed where it has to be.
static void say_not_closed(JsonReader *r, char close, uint32_t open)
{
	Span bracket = { r->file, open, open + 1 };
	if (r->p >= r->end) {
		r->p = r->text + open;
		json_fail(r, "the `%c` that stands here is not closed", *r->p);
	} else if (strchr("]}", *r->p)) {
		diag_context(json_fail(r, "`%c` closes what `%c` opened", *r->p, r->text[open]),
			bracket, "opened here");
	} else {
		json_fail(r, "expected `,` or `%c`, found %s", close, found(r));
	}
}

// After an element: true when another one follows. `close` ends the collection that began at `open`.
static bool another(JsonReader *r, char close, uint32_t open)
{
	uint32_t end = json_offset(r);
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
		say_not_closed(r, close, open);
		return false;
	}
	uint32_t comma = json_offset(r);
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

// A key; one without quotes is said and taken for what it is.
static Value *read_key(JsonReader *r)
{
	uint32_t lo = json_offset(r);
	if (r->p < r->end && (*r->p == '"' || *r->p == '\''))
		return read_string(r);
	size_t n = 0;
	while (r->p + n < r->end && is_word(r->p[n]))
		n++;
	if (!n || r->p[n + strspn(r->p + n, " \t")] != ':') {
		json_fail(r, "expected a key in double quotes, found %s", found(r));
		return value_new(r->u->arena, V_BAD, json_span(r, lo));
	}
	const char *s = arena_copy(r->u->arena, r->p, n);
	r->p += n;
	Diag *d = say_json_syntax(
		r->u, json_span(r, lo), U_FORMAT(r->u, "the key `%s` needs double quotes", s));
	diag_fix(d, FIX_SAFE, "quote it", json_span(r, lo), U_FORMAT(r->u, "\"%s\"", s));
	Value *v = value_str(r->u->arena, s, json_span(r, lo));
	v->style = STYLE_JSON;
	return v;
}

static bool read_colon(JsonReader *r)
{
	uint32_t end = json_offset(r);
	skip_space(r);
	if (r->stop)
		return false;
	if (r->p < r->end && *r->p == ':') {
		r->p++;
		return true;
	}
	Diag *d = json_fail(r, "expected `:` after the key, found %s", found(r));
	if (r->p < r->end && *r->p == '=')
		diag_fix(d, FIX_SAFE, "write a colon", (Span){ r->file, end, json_offset(r) + 1 },
			":");
	else if (r->p < r->end && (strchr("\"{[", *r->p) || is_word(*r->p)))
		diag_fix(d, FIX_MAYBE, "put a colon there", (Span){ r->file, end, end }, ":");
	return false;
}

static void read_pair(JsonReader *r, Value *map, Map *seen)
{
	skip_space(r);
	Value *key = read_key(r);
	if (r->stop || !read_colon(r))
		return;
	Value *val = read_value(r);
	map_add(r->u, map, seen, sym_n(r->u->syms, key->u.s, key->n), key->at, val);
}

static Value *read_collection(JsonReader *r, char close)
{
	uint32_t lo = json_offset(r);
	Value *v = value_new(r->u->arena, close == '}' ? V_MAP : V_LIST, json_span(r, lo));
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
		more = !r->stop && another(r, close, lo);
	}
	r->depth--;
	v->at = json_span(r, lo);
	return v;
}

static Value *read_value(JsonReader *r)
{
	skip_space(r);
	char c = r->p < r->end ? *r->p : 0;
	if (c == '{')
		return read_collection(r, '}');
	if (c == '[')
		return read_collection(r, ']');
	if (c == '"' || c == '\'')
		return read_string(r);
	if (is_word(c))
		return read_word(r);
	json_fail(r, "expected a value, found %s", found(r));
	return value_new(r->u->arena, V_BAD, json_span(r, json_offset(r)));
}

Value *read_json(Unit *u, uint32_t file)
{
	const Source *src = u->src[file];
	JsonReader r = { u, src->text, src->text, src->text + src->n, file, 0, false };
	if (src->n >= 3 && memcmp(src->text, "\xEF\xBB\xBF", 3) == 0)
		r.p += 3;
	Value *v = read_value(&r);
	skip_space(&r);
	if (!r.stop && r.p < r.end && v->kind != V_BAD) // one mistake of a text that is no JSON
		json_fail(&r,
			strchr("]}", *r.p) ? "this %s closes nothing" :
					     "expected the end of the file, found %s",
			found(&r));
	if (r.stop)
		v->kind = V_BAD;
	return v;
}
