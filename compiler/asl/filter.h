// filter.h: the filter of a JSONPath, `?(@.a > 1 && @.b == 'x')`.
#ifndef TOPC_ASL_FILTER_H
#define TOPC_ASL_FILTER_H

#include <stdint.h>

typedef struct FilterError {
	const char *problem; // NULL: none
	uint32_t lo, hi;
} FilterError;

// Reads the filter whose `?` stands before s[from]; returns the offset of what follows it, which
// has to be `]`, or 0 when the text ends first.
uint32_t filter_parse(const char *s, uint32_t n, uint32_t from, FilterError *);

#endif
