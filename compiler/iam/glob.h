// glob.h: patterns with `*` (any characters) and `?` (one character), as IAM has them.
//
// A character is a Unicode code point. In ARN patterns a wildcard stays inside its part: `*` and `?`
// do not take a colon before the fifth one. A pattern of fewer than six parts that ends in `*` is not
// held to that (`*`, `arn:aws:s3*`); that is how Access Analyzer's published samples read them.
#ifndef TOPC_GLOB_H
#define TOPC_GLOB_H

#include "../../ir/base.h"

// Whether the text is one of the pattern's. At most |pattern| times |text| steps.
bool glob_match(const char *pattern, const char *text);
bool glob_match_nocase(const char *pattern, const char *text); // ASCII letters: actions, keys
bool arn_match(const char *pattern, const char *text);

// Whether every text of `narrow` is one of `wide`. Exact; where a pair of patterns would need more
// than a bounded search (none that a person writes does) the answer is false: not shown to be so.
bool glob_includes(const char *wide, const char *narrow);
bool glob_includes_nocase(const char *wide, const char *narrow);
bool arn_includes(const char *wide, const char *narrow);

bool glob_wild(const char *pattern); // has `*` or `?`

// ---- Patterns as tokens, for those who explore them -----------------------------------

typedef enum GlobKind {
	GLOB_TEXT,   // exact case
	GLOB_NOCASE, // ASCII letters become small
	GLOB_EITHER, // ASCII letters become GLOB_FOLD: they match both cases
	GLOB_ARN,    // wildcards stay in their part
} GlobKind;

// A token is a code point, a letter of one's own, or one of the wildcards. A letter of one's own
// stands for text that is not known here and is equal only to itself; `*` takes it, `?` does not, since
// that text may have any length. Runs of wildcards are in a normal form: `?` first, then at most
// one `*`.
enum {
	GLOB_FOLD = 0x200000,    // + an ASCII small letter: that letter in either case
	GLOB_LETTER = 0x1000000, // + n: text that may hold colons
	GLOB_INNER = 0x2000000,  // + n: text without colons, for `*` of an ARN's part too
	GLOB_ANY = 0x40000000,   // `?`
	GLOB_ANY_IN_PART,        // `?` but no colon
	GLOB_MANY,               // `*`
	GLOB_MANY_IN_PART,       // `*` without colons
	GLOB_ONE,                // any letter, one's own too; no policy has it
};

typedef struct Glob {
	uint32_t *tok;
	uint32_t n;
} Glob;

static inline bool token_is_many(uint32_t tok)
{
	return tok == GLOB_MANY || tok == GLOB_MANY_IN_PART;
}
static inline bool token_is_fold(uint32_t tok)
{
	return tok >= GLOB_FOLD && tok < GLOB_LETTER;
}
static inline bool token_is_letter(uint32_t tok)
{
	return tok >= GLOB_LETTER && tok < GLOB_ANY;
}
// Whether a token takes one letter of a text.
static inline bool token_takes(uint32_t tok, uint32_t letter)
{
	if (tok == letter || tok == GLOB_MANY || tok == GLOB_ONE)
		return true;
	if (token_is_fold(tok))
		return letter == tok - GLOB_FOLD || letter == tok - GLOB_FOLD - 32;
	if (tok < GLOB_ANY)
		return false;
	if (letter >= GLOB_LETTER)
		return tok == GLOB_MANY_IN_PART && letter >= GLOB_INNER;
	return letter != ':' || tok == GLOB_ANY;
}

// Appends the tokens of the text's n bytes; of a literal no character is a wildcard. Wildcards
// are free until glob_settle ends the pattern.
void glob_add(Arena *, Glob *, const char *s, size_t n, GlobKind kind);
void glob_add_literal(Arena *, Glob *, const char *s, size_t n, GlobKind kind);
void glob_add_token(Arena *, Glob *, uint32_t tok);
// Confines the wildcards of an ARN pattern, and brings runs of wildcards to their normal form. A
// pattern that begins with text that may hold colons is taken to begin with a whole ARN.
void glob_settle(Glob *, GlobKind kind);
Glob glob_tokens(Arena *, const char *pattern, GlobKind kind);
bool tokens_include(Arena *, const Glob *wide, const Glob *narrow);
bool tokens_match(
	const Glob *, const uint32_t *text, uint32_t n); // a text of code points and letters

#endif
