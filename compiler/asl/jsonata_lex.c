// jsonata_lex.c: tokens of JSONata 2.0.
//
// Quirks of the language that are kept: a name ends only at white space or at an operator's
// character, so quotes and `$` may stand in it; white space is blank, tab, newline, return and
// vertical tab, not the no-break space; `/` begins a regular expression wherever a value may stand.
#include "jsonata_tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Operator jsonata_operators[OP_COUNT] = {
#define X(id, text, power) [OP_##id] = { text, power },
	JSONATA_OPERATORS(X)
#undef X
};

bool lex_is_space(char c)
{
	return c && strchr(" \t\n\r\v", c);
}

// Ends a name. The characters of the operators; `!` and `~` are among them.
bool lex_is_stop(char c)
{
	return c && strchr(".[]{}(),@#;:?+-*/%|=<>^&!~", c);
}

bool lex_fail(Lexer *l, uint32_t at)
{
	bool first = !l->failed;
	l->failed = true;
	return first && at < l->hole;
}

// The characters [lo, hi) as a token; the lexer goes on behind it.
Token lex_token(Lexer *l, TokenKind kind, uint32_t lo, uint32_t hi)
{
	l->at = hi;
	return (Token){ .kind = kind, .lo = lo, .hi = hi, .s = l->text->s + lo, .n = hi - lo };
}

Token lex_end(Lexer *l)
{
	return lex_token(l, TOK_END, l->text->hi, l->text->hi);
}

// Whether a gap begins at character i; earlier gaps are behind.
bool lex_at_gap(Lexer *l, uint32_t i)
{
	const Text *t = l->text;
	while (l->gap < t->ngap && t->gap[l->gap].lo < i)
		l->gap++;
	return l->gap < t->ngap && t->gap[l->gap].lo == i;
}

// The end of the gap at i, or of the one character there.
static uint32_t over_gap(Lexer *l, uint32_t i)
{
	return lex_at_gap(l, i) ? l->text->gap[l->gap].hi : i + 1;
}

// White space and comments. A comment that is not closed ends everything.
static void skip_space(Lexer *l)
{
	const Text *t = l->text;
	for (;;) {
		while (l->at < t->hi && lex_is_space(t->s[l->at]))
			l->at++;
		if (l->at + 1 >= t->hi || t->s[l->at] != '/' || t->s[l->at + 1] != '*')
			return;
		uint32_t open = l->at;
		const char *from = t->s + open + 2;
		const char *close =
			open + 2 < t->hi ? memmem(from, t->hi - open - 2, "*/", 2) : NULL;
		if (!close) {
			if (lex_fail(l, open))
				say_jsonata_open(t->u, jsonata_place(t, open, open + 2), "comment");
			l->at = t->hi;
			return;
		}
		l->at = (uint32_t)(close + 2 - t->s);
	}
}

// ---- Strings --------------------------------------------------------------------------

static bool is_hex(const char *s)
{
	for (int i = 0; i < 4; i++)
		if (!s[i] || !strchr("0123456789abcdefABCDEF", s[i]))
			return false;
	return true;
}

// The end of the escape at i, or 0 after an error.
static uint32_t lex_escape(Lexer *l, uint32_t i)
{
	const Text *t = l->text;
	if (i + 1 >= t->hi)
		return i + 1; // the string is open: said by the caller
	char c = t->s[i + 1];
	if (strchr("\"\\/bfnrt", c))
		return i + 2;
	if (c == 'u' && i + 6 <= t->hi && is_hex(t->s + i + 2))
		return i + 6;
	uint32_t hi = i + 2;
	while (hi < t->hi && (t->s[hi] & 0xC0) == 0x80)
		hi++;
	if (lex_fail(l, i)) {
		Diag *d = say_jsonata_escape(t->u, jsonata_place(t, i, hi),
			U_FORMAT(t->u, "%.*s", (int)(hi - i), t->s + i));
		diag_line(d,
			"escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits");
	}
	return 0;
}

// Line breaks and control characters may stand in a string. A gap in it is taken for text without
// quotes: nobody substitutes half a string.
static Token lex_string(Lexer *l)
{
	const Text *t = l->text;
	uint32_t open = l->at;
	char quote = t->s[open];
	for (uint32_t i = open + 1; i < t->hi;) {
		if (lex_at_gap(l, i)) {
			i = t->gap[l->gap].hi;
		} else if (t->s[i] == '\\') {
			i = lex_escape(l, i);
			if (!i)
				return lex_end(l);
		} else if (t->s[i] == quote) {
			Token k = lex_token(l, TOK_STRING, open, i + 1);
			k.s++;
			k.n -= 2;
			return k;
		} else {
			i++;
		}
	}
	if (lex_fail(l, open))
		say_jsonata_open(t->u, jsonata_place(t, open, open + 1), "string");
	return lex_end(l);
}

// A name in backticks; nothing escapes a backtick.
static Token lex_backtick(Lexer *l)
{
	const Text *t = l->text;
	uint32_t open = l->at;
	for (uint32_t i = open + 1; i < t->hi; i = over_gap(l, i)) {
		if (t->s[i] != '`')
			continue;
		Token k = lex_token(l, TOK_NAME, open, i + 1);
		k.s++;
		k.n -= 2;
		return k;
	}
	if (lex_fail(l, open))
		say_jsonata_open(t->u, jsonata_place(t, open, open + 1), "quoted name");
	return lex_end(l);
}

// ---- Names, numbers, operators --------------------------------------------------------

static uint32_t digits(const Text *t, uint32_t i)
{
	while (i < t->hi && t->s[i] >= '0' && t->s[i] <= '9')
		i++;
	return i;
}

// The end of the number at i, or i when there is none.
static uint32_t number_end(const Text *t, uint32_t i)
{
	uint32_t end = t->s[i] == '0' ? i + 1 : digits(t, i);
	if (end == i)
		return i;
	if (end < t->hi && t->s[end] == '.' && digits(t, end + 1) > end + 1)
		end = digits(t, end + 1);
	if (end < t->hi && (t->s[end] | 32) == 'e') {
		uint32_t first = end + 1;
		if (first < t->hi && (t->s[first] == '+' || t->s[first] == '-'))
			first++;
		if (digits(t, first) > first)
			end = digits(t, first);
	}
	return end;
}

// `[l->at, end)` are digits; no number is infinite.
static Token lex_number(Lexer *l, uint32_t end)
{
	const Text *t = l->text;
	Token k = lex_token(l, TOK_NUMBER, l->at, end);
	const char *digits_only = arena_copy(t->u->arena, k.s, k.n);
	if (isinf(strtod(digits_only, NULL)) && lex_fail(l, k.lo))
		say_jsonata_number(t->u, jsonata_place(t, k.lo, k.hi), digits_only);
	return l->failed ? lex_end(l) : k;
}

static bool token_is(const Token *k, const char *word)
{
	return strlen(word) == k->n && memcmp(k->s, word, k->n) == 0;
}

// A name, a variable or a word of the language. A gap that touches it makes it unknown.
static Token lex_name(Lexer *l)
{
	const Text *t = l->text;
	uint32_t lo = l->at;
	uint32_t i = lo;
	bool hole = false;
	while (i < t->hi) {
		if (lex_at_gap(l, i)) {
			hole = true;
			i = t->gap[l->gap].hi;
		} else if (lex_is_space(t->s[i]) || lex_is_stop(t->s[i])) {
			break;
		} else {
			i++;
		}
	}
	Token k = lex_token(l, hole ? TOK_HOLE : TOK_NAME, lo, i);
	if (hole) {
		l->hole = lo < l->hole ? lo : l->hole;
		return k;
	}
	if (k.s[0] == '$') {
		k.kind = TOK_VARIABLE;
		k.s++;
		k.n--;
		return k;
	}
	if (token_is(&k, "true") || token_is(&k, "false") || token_is(&k, "null"))
		k.kind = TOK_VALUE;
	for (int op = OP_AND; op < OP_COUNT; op++) {
		if (!token_is(&k, jsonata_operators[op].text))
			continue;
		k.kind = TOK_OPERATOR;
		k.op = (uint8_t)op;
	}
	return k;
}

// The operators that are signs; the words come out of lex_name.
static bool lex_operator(Lexer *l, Token *k)
{
	const Text *t = l->text;
	for (int op = 0; op < OP_AND; op++) {
		const char *text = jsonata_operators[op].text;
		size_t n = strlen(text);
		if (l->at + n > t->hi || memcmp(t->s + l->at, text, n) != 0)
			continue;
		*k = lex_token(l, TOK_OPERATOR, l->at, l->at + (uint32_t)n);
		k->op = (uint8_t)op;
		return true;
	}
	return false;
}

Token lex_next(Lexer *l, bool infix)
{
	const Text *t = l->text;
	if (!l->failed)
		skip_space(l);
	if (l->failed || l->at >= t->hi)
		return lex_end(l);
	char c = t->s[l->at];
	Token k;
	if (!lex_at_gap(l, l->at)) {
		if (c == '/' && !infix)
			return lex_regex(l);
		if (lex_operator(l, &k))
			return k;
		if (c == '"' || c == '\'')
			return lex_string(l);
		uint32_t end = number_end(t, l->at);
		if (end > l->at && !lex_at_gap(l, end))
			return lex_number(l, end);
		if (c == '`')
			return lex_backtick(l);
	}
	return lex_name(l);
}
