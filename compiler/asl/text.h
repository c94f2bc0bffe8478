// text.h: a string as grammars read it, wherever its characters came from.
#ifndef TOPC_ASL_TEXT_H
#define TOPC_ASL_TEXT_H

#include "model.h"

// Stands for a piece of text that is not known here: a `{{hole}}`, a `${Substitution}`, a Fn::Sub.
// The byte is no part of any UTF-8 text.
#define HOLE '\xFF'

typedef struct Piece {
	uint32_t lo;      // offset in Text.s of its first character
	const Value *str; // the string whose characters it is, or NULL: all of it stands at `at`
	uint32_t from;    // offset of its first character in that string
	uint32_t hole;    // the characters of that string that are a hole; 0: it is none
	Span at;
} Piece;

typedef struct Text {
	const char *s;
	uint32_t n;
	bool holes;
	const Value *val;
	const Piece *piece; // NULL: offsets are those of `val`
	uint32_t npiece;
} Text;

// Whether v is a string, or may become one; *out is set when so.
bool asl_text(const Asl *, const Value *v, Text *out);
// The source of the characters [lo, hi).
Span asl_span(const Asl *, const Text *, size_t lo, size_t hi);
// The same for an edit: nowhere, unless the source has these very characters there.
Span asl_exact(const Asl *, const Text *, size_t lo, size_t hi);
// The whole text is unknown.
static inline bool text_unknown(const Text *t)
{
	return t->n == 1 && t->holes;
}
// A copy for messages, a hole as …
const char *asl_shown(const Asl *, const Text *, size_t lo, size_t hi);
// A value that stands for something else at deployment: {"Ref": …}, {"Fn::GetAtt": …}.
bool asl_is_reference(const Asl *, const Value *);
// The string behind a text, for parsers of their own; NULL for a bare reference.
const Value *asl_string(const Text *);
// A key with a hole in it, which may be any.
bool is_hole_key(const Asl *, const char *key);

#endif
