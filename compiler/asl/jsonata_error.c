// jsonata_error.c: what is said when an expression is not JSONata.
#include "jsonata_tree.h"

#include <string.h>
#include <strings.h>

// What people bring from other languages, or from later versions of this one.
static const struct Slip {
	const char *text, *instead, *note;
} slips[] = {
	// clang-format off
	{ "===", "=",   NULL },
	{ "!==", "!=",  NULL },
	{ "==",  "=",   NULL },
	{ "&&",  "and", NULL },
	{ "||",  "or",  NULL },
	{ "<>",  "!=",  NULL },
	{ "?.",  ".",   "a path gives nothing where a step is missing; it does not fail" },
	{ "??",  NULL,  "JSONata 2.1 has `??`; write `$exists(a) ? a : b`" },
	{ "?:",  NULL,  "JSONata 2.1 has `?:`; write `a ? a : b`" },
	{ "=>",  NULL,  "a function is written `function($x) { … }`" },
	{ "!",   NULL,  "negation is a function: `$not(…)`" },
	{ 0 },
	// clang-format on
};

// The slip that covers the token, its end at least. *lo gets its place.
static const struct Slip *find_slip(const Text *t, const Token *k, uint32_t *lo)
{
	for (const struct Slip *s = slips; s->text && k->kind == TOK_OPERATOR; s++) {
		uint32_t n = (uint32_t)strlen(s->text);
		for (uint32_t from = k->lo + 1 > n ? k->lo + 1 - n : 0; from <= k->lo; from++) {
			if (from < t->lo || from + n > t->hi ||
				memcmp(t->s + from, s->text, n) != 0)
				continue;
			if (from + n < k->hi) // the `!` of `!=`
				continue;
			*lo = from;
			return s;
		}
	}
	return NULL;
}

// The edit of a slip is a guess: `!` of another language may stand before anything.
static void say_slip(Parser *p, const struct Slip *s, uint32_t lo)
{
	Span at = jsonata_place(p->lex.text, lo, lo + (uint32_t)strlen(s->text));
	Diag *d = say_jsonata_operator(p->u, at, s->text);
	if (s->instead)
		diag_fix(d, FIX_MAYBE, U_FORMAT(p->u, "write `%s`", s->instead), at, s->instead);
	if (s->note)
		diag_line(d, "%s", s->note);
}

// The token as a message shows it, cut at 40 characters.
static const char *token_text(Parser *p, const Token *k)
{
	uint32_t n = k->hi - k->lo;
	const char *s = p->lex.text->s + k->lo;
	if (n <= 40)
		return U_FORMAT(p->u, "%.*s", (int)n, s);
	n = 40;
	while (n && (s[n] & 0xC0) == 0x80)
		n--;
	return U_FORMAT(p->u, "%.*s…", (int)n, s);
}

// The plain finding, with a hint where the token before explains it.
static Diag *say_unexpected(Parser *p, const Token *k, const char *expected)
{
	const Text *t = p->lex.text;
	if (k->kind == TOK_END) {
		Span at = jsonata_place(t, t->hi, t->n);
		Diag *d = say_jsonata_ends(p->u, at, expected);
		return diag_label(d, "the expression ends here");
	}
	Diag *d = say_jsonata_expected(
		p->u, jsonata_place(t, k->lo, k->hi), expected, token_text(p, k));
	const Token *b = &p->before;
	if (b->n == 3 && b->kind != TOK_STRING && memcmp(b->s, "not", 3) == 0)
		diag_line(d, "negation is a function: `$not(…)`");
	if (b->kind == TOK_OPERATOR &&
		(b->op == OP_STAR || b->op == OP_PERCENT || b->op == OP_DEEP))
		diag_line(d,
			"`%s` before it is a step of a path, since no value stands on its left",
			jsonata_operators[b->op].text);
	return d;
}

// A word that is an operator in lower case: AND, Or.
static bool say_upper_operator(Parser *p, const Token *k)
{
	for (int op = OP_AND; op < OP_COUNT && k->kind == TOK_NAME; op++) {
		const char *word = jsonata_operators[op].text;
		if (strlen(word) != k->n || strncasecmp(word, k->s, k->n) != 0)
			continue;
		Span at = jsonata_place(p->lex.text, k->lo, k->hi);
		Diag *d = say_jsonata_operator(p->u, at, token_text(p, k));
		diag_fix(d, FIX_MAYBE, U_FORMAT(p->u, "write `%s`", word), at, word);
		return true;
	}
	return false;
}

// A hole can be anything, so one that is in the way ends the check in silence.
Diag *jsonata_refuse(Parser *p, const Token *k, const char *expected)
{
	uint32_t lo = 0;
	Diag *d = NULL;
	if (lex_fail(&p->lex, k->kind == TOK_HOLE ? UINT32_MAX : k->lo)) {
		const struct Slip *slip = find_slip(p->lex.text, k, &lo);
		if (slip)
			say_slip(p, slip, lo);
		else if (!say_upper_operator(p, k))
			d = say_unexpected(p, k, expected);
	}
	p->token.kind = TOK_END;
	return d;
}
