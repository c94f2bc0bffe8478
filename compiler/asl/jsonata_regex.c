// jsonata_regex.c: regular expressions of JSONata, `/pattern/im`.
#include "jsonata_tree.h"

#include "../../ir/match.h"

#include <string.h>

// Whether backslashes take the meaning from the character at i. The delimiter `{%` stands before.
static bool escaped(const char *s, uint32_t i)
{
	uint32_t n = 0;
	while (s[i - n - 1] == '\\')
		n++;
	return n % 2;
}

// The closing slash of the expression whose first character is at `from`; brackets hide
// slashes, as the reference implementation counts them.
static uint32_t find_slash(Lexer *l, uint32_t from, bool *known)
{
	const Text *t = l->text;
	int depth = 0;
	for (uint32_t i = from; i < t->hi;) {
		if (lex_at_gap(l, i)) {
			*known = false;
			i = t->gap[l->gap].hi;
			continue;
		}
		char c = t->s[i];
		if (c == '/' && !depth && !escaped(t->s, i))
			return i;
		if (strchr("([{", c) && t->s[i - 1] != '\\')
			depth++;
		if (strchr(")]}", c) && t->s[i - 1] != '\\')
			depth--;
		i++;
	}
	return t->hi;
}

// Says what is wrong with the pattern [lo, hi), if anything.
static void check_pattern(Lexer *l, uint32_t lo, uint32_t hi)
{
	const Text *t = l->text;
	size_t at = 0;
	const char *message = NULL;
	if (match_valid(t->s + lo, hi - lo, &at, &message))
		return;
	uint32_t from = lo + (uint32_t)at;
	if (from >= hi)
		from = hi - 1;
	while (from > lo && (t->s[from] & 0xC0) == 0x80)
		from--;
	uint32_t to = from + 1;
	while (to < hi && (t->s[to] & 0xC0) == 0x80)
		to++;
	if (lex_fail(l, lo))
		say_jsonata_regex(t->u, jsonata_place(t, from, to), message);
}

// No slash closes the expression at `open`. A bracket that nothing closes hides it, mostly.
static void say_open_regex(Lexer *l, uint32_t open)
{
	const Text *t = l->text;
	for (uint32_t i = open + 1; i < t->hi && !l->failed; i++) {
		if (t->s[i] == '/' && !escaped(t->s, i) && i > open + 1) {
			check_pattern(l, open + 1, i);
			break;
		}
	}
	if (lex_fail(l, open))
		say_jsonata_open(t->u, jsonata_place(t, open, open + 1), "regular expression");
}

// The end of the flags, which begin at i. Any other letter would be a name that follows a value,
// which is an error anyway: this one says which flags there are.
static uint32_t lex_flags(Lexer *l, uint32_t i)
{
	const Text *t = l->text;
	for (uint32_t from = i; i < t->hi && !lex_is_space(t->s[i]) && !lex_is_stop(t->s[i]); i++) {
		bool known = t->s[i] == 'i' || t->s[i] == 'm';
		bool again = known && memchr(t->s + from, t->s[i], i - from);
		if (known && !again)
			continue;
		if (lex_at_gap(l, i))
			break;
		if (lex_fail(l, i))
			say_jsonata_regex(t->u, jsonata_place(t, i, i + 1),
				again ? "this flag is written twice" : "the flags are `i` and `m`");
		break;
	}
	return i;
}

Token lex_regex(Lexer *l)
{
	const Text *t = l->text;
	uint32_t open = l->at;
	bool known = true;
	uint32_t close = find_slash(l, open + 1, &known);
	if (close == t->hi) {
		say_open_regex(l, open);
	} else if (close == open + 1) {
		if (lex_fail(l, open))
			diag_line(say_jsonata_regex(
					  t->u, jsonata_place(t, open, close + 1), "it is empty"),
				"a comment is written `/* … */`");
	} else if (known) {
		check_pattern(l, open + 1, close);
	}
	if (l->failed)
		return lex_end(l);
	uint32_t hi = lex_flags(l, close + 1);
	if (l->failed)
		return lex_end(l);
	Token k = lex_token(l, TOK_REGEX, open, hi);
	k.s++;
	k.n = close - open - 1;
	return k;
}
