// code_literal.c: the string literals of source files, and the calls that they are arguments of.
//
// No parser: comments and strings are told apart by their first characters, and an unclosed string
// ends with its line, so what is misread on one line is right again on the next.
#include "code.h"

#include <string.h>

// clang-format off
static const CodeText texts[] = {
	{ ".py",                     "#",  "'\"", true },
	{ ".rb",                     "#",  "'\"", false },
	{ ".js .mjs .cjs .ts .mts",  "//", "'\"`", false },
	{ ".go",                     "//", "\"`", false },
	{ ".java .rs .cs",           "//", "\"", false },
	{ ".clj",                    ";",  "\"", false },
};
// clang-format on

const CodeText *code_text(const char *path)
{
	const char *ext = path_ext(path);
	for (size_t i = 0; *ext && i < COUNT(texts); i++)
		if (word_in(texts[i].extensions, ext, strlen(ext)))
			return &texts[i];
	return NULL;
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || (uint8_t)c >= 0x80;
}

// The name right before a parenthesis.
static void push_call(CodeWalk *w, const char *paren)
{
	const char *end = paren;
	while (end > w->text && end[-1] == ' ')
		end--;
	const char *s = end;
	while (s > w->text && is_name(s[-1]))
		s--;
	if (w->depth < CODE_CALLS) {
		w->call[w->depth] = s;
		w->ncall[w->depth] = (size_t)(end - s);
	}
	w->depth++;
}

// The end of the string that begins at s, behind its quotes: where its closing ones stand.
static const char *string_end(const char *s, char quote, size_t n)
{
	bool many_lines = n == 3 || quote == '`';
	for (; *s; s++) {
		if (*s == '\\' && s[1])
			s++;
		else if (*s == quote && (n == 1 || (s[1] == quote && s[2] == quote)))
			return s;
		else if (*s == '\n' && !many_lines)
			return s;
	}
	return s;
}

static const char *comment_end(const CodeWalk *w, const char *s)
{
	size_t n = strlen(w->how->comment);
	if (strncmp(s, w->how->comment, n) == 0)
		return s + strcspn(s, "\n");
	if (n == 2 && s[0] == '/' && s[1] == '*') {
		const char *end = strstr(s + 2, "*/");
		return end ? end + 2 : s + strlen(s);
	}
	return NULL;
}

size_t code_hole(const char *s, const char *end)
{
	if (end - s >= 2 && *s == '%' && strchr("sdv", s[1]))
		return 2;
	size_t open = *s == '$' || *s == '#';
	if (s + open >= end || s[open] != '{')
		return 0;
	size_t depth = 0;
	for (const char *p = s + open; p < end; p++) {
		depth += *p == '{';
		depth -= *p == '}';
		if (!depth)
			return (size_t)(p + 1 - s);
	}
	return 0;
}

// ---- Literals that are added to something -----------------------------------------------------------------

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// A name may go on there with this character.
static bool goes_on(char c)
{
	return is_name(c) || c == '-' || c == '.' || c == '{' || c == '$' || c == '%';
}

// Whether the name that ends at the closing quotes goes on behind a `+`.
static bool joined_after(const CodeWalk *w, const char *s)
{
	while (is_blank(*s))
		s++;
	if (*s != '+')
		return false;
	s++;
	while (is_blank(*s))
		s++;
	return !strchr(w->how->quotes, *s) || !*s || goes_on(s[1]);
}

// The same before the opening quotes, and the letters before them (`f"`).
static bool joined_before(const CodeWalk *w, const char *quote)
{
	const char *s = quote;
	while (s > w->text && quote - s < 2 && is_name(s[-1]))
		s--;
	while (s > w->text && is_blank(s[-1]))
		s--;
	if (s == w->text || s[-1] != '+')
		return false;
	s--;
	while (s > w->text && is_blank(s[-1]))
		s--;
	bool quoted = s - w->text >= 2 && strchr(w->how->quotes, s[-1]);
	return !quoted || goes_on(s[-2]) || s[-2] == '}';
}

bool code_literal(CodeWalk *w, CodeName *out, size_t *length)
{
	// What can begin anything here: all else is passed over at once.
	static const char marks[] = "'\"`#/;()";
	for (const char *s = w->text + w->at;;) {
		s += strcspn(s, marks);
		if (!*s)
			return false;
		const char *past = comment_end(w, s);
		if (past) {
			s = past;
		} else if (*s == '(') {
			push_call(w, s++);
		} else if (*s == ')') {
			w->depth -= w->depth > 0;
			s++;
		} else if (strchr(w->how->quotes, *s)) {
			size_t n = w->how->triple && s[1] == *s && s[2] == *s ? 3 : 1;
			const char *end = string_end(s + n, *s, n);
			bool closed = *end && *end != '\n';
			out->name = s + n;
			out->at = (uint32_t)(s + n - w->text);
			*length = (size_t)(end - out->name);
			w->at = (size_t)(end - w->text) + (closed ? n : 0);
			if (closed) {
				w->joined_before = joined_before(w, s);
				w->joined_after = joined_after(w, end + n);
				return true;
			}
			s = w->text + w->at;
		} else {
			s++;
		}
	}
}
