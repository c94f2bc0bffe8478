// suggest.h: short spans, near names within a budget, and fixes in the style of the source.
#ifndef TOPC_ASL_SUGGEST_H
#define TOPC_ASL_SUGGEST_H

#include "text.h"

Span bare_span(const Unit *, Span key);          // without its quotes
Span inner_span(const Unit *, const Value *str); // a string's content without its quotes
Span short_span(const Unit *, const Value *);    // of a collection its first key or bracket

// Adds the near one of `word` among the scope's states; returns it when there is just one.
AslState *suggest_state(const AslScope *, Asl *, Diag *, const Value *val, const char *word);
// The same among the words of a list.
const char *suggest_word(
	const Asl *, Diag *, const Value *val, const char *word, const char *words);

// Fixes. Each gives up, leaving the diagnostic as it is, where the edit cannot be written safely.
Diag *asl_fix_string(const Asl *, Diag *, FixKind, const Value *str, const char *text);
Diag *asl_fix_key(const Asl *, Diag *, FixKind, Span key, const char *text);
Diag *asl_fix_json(
	const Asl *, Diag *, FixKind, const char *title, const Value *old, const char *json);
Diag *asl_fix_add(
	const Asl *, Diag *, FixKind, const Value *map, const char *key, const char *json);
// The text as a value of this map: quoted in JSON, plain in YAML where that is safe.
const char *scalar_text(const Asl *, const Value *map, const char *text);
// Whether the two differ by case alone: then what was meant is certain.
bool same_letters(const char *a, const char *b);

#endif
