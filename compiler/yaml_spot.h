// yaml_spot.h: a place in YAML that cannot be read, and what stands around it.
#ifndef TOPC_YAML_SPOT_H
#define TOPC_YAML_SPOT_H

#include "../ir/ir.h"

#define NONE UINT32_MAX // no such place

typedef struct Spot {
	Unit *u;
	const char *text;
	uint32_t file, n;
	uint32_t at;     // where libyaml stopped
	uint32_t opened; // where what it was reading begins, or NONE
	const char *problem;
} Spot;

Span span(const Spot *, uint32_t lo, uint32_t hi);
const char *words_at(const Spot *, uint32_t lo, uint32_t hi);
uint32_t line_lo(const Spot *, uint32_t at);      // of the line's first byte
uint32_t line_hi(const Spot *, uint32_t at);      // behind its last one, without its end
uint32_t line_above(const Spot *, uint32_t line); // the nearest that holds something, or NONE
uint32_t indent_of(const Spot *, uint32_t line);
uint32_t skip_blanks(const Spot *, uint32_t at);
uint32_t skip_dashes(const Spot *, uint32_t at); // the `- ` of list items
uint32_t value_hi(
	const Spot *, uint32_t at); // the end of the value that begins there: before a comment
uint32_t find_colon(const Spot *, uint32_t lo, uint32_t hi); // the colon behind a key, or NONE
unsigned count_char(const Spot *, uint32_t lo, uint32_t hi, char c);

// yaml_pasted.c: says that what stands here has typographic quotes, blanks or dashes; true when it did.
bool yaml_pasted_problem(const Spot *);
uint32_t yaml_blanks_hi(const Spot *, uint32_t at); // behind blanks and what looks like them
// yaml_problem.c: a key of n characters at `lo` runs into its value.
Diag *say_blank_missing(const Spot *, uint32_t lo, size_t n);

#endif
