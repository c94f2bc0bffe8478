// match.h: regular expressions (PCRE2; match.c is the only file that knows it).
#ifndef TOPC_MATCH_H
#define TOPC_MATCH_H

#include "base.h"

// Whether a pattern an author wrote is well formed. It may be meant for Java's, JavaScript's or
// Perl's flavour, so only what all of them refuse is false: an open group or class, nothing to
// repeat, a range or a count the wrong way round. *at gets the offset of the character that is
// wrong (n: the end), *message a text without capital and full stop; both may be NULL.
bool match_valid(const char *pattern, size_t n, size_t *at, const char **message);

// Compiled patterns, kept for as long as their owner's arena. One thread's at a time.
typedef struct Matcher Matcher;
Matcher *matcher_new(Arena *);
// Whether the rule of a table, a string constant that is `/pattern/`, matches somewhere in the
// text: anchor it to match the whole.
bool match_rule(Matcher *, const char *rule, const char *text, size_t n);

#endif
