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
	GLOB_NOCASE, // ASCII letters become lower case
	GLOB_ARN,    // wildcards stay in their part
} GlobKind;

// A token is a code point, a letter of one's own (GLOB_LETTER + n, equal only to itself), or one of
// the wildcards. Runs of wildcards are in a normal form: the `?` first, then at most one `*`.
enum {
	GLOB_LETTER = 0x200000,
	GLOB_ANY = 0x40000000, // `?`
	GLOB_ANY_IN_PART,      // `?` but no colon
	GLOB_MANY,             // `*`
	GLOB_MANY_IN_PART,     // `*` without colons
};

typedef struct Glob {
	uint32_t *tok;
	uint32_t n;
} Glob;

static inline bool glob_is_many(uint32_t tok)
{
	return tok == GLOB_MANY || tok == GLOB_MANY_IN_PART;
}

// Appends the tokens of the text's n bytes. Tokens that are there already count as what stands
// before them. `kind` GLOB_ARN makes free wildcards; glob_settle ends the pattern.
void glob_add(Arena *, Glob *, const char *s, size_t n, GlobKind kind);
void glob_add_token(Arena *, Glob *, uint32_t tok);
// Confines the wildcards of an ARN pattern, and brings runs of wildcards to their normal form.
void glob_settle(Glob *, GlobKind kind);
Glob glob_tokens(Arena *, const char *pattern, GlobKind kind);
bool tokens_include(Arena *, const Glob *wide, const Glob *narrow);

#endif
