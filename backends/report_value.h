// report_value.h: what the printers of JSON reports share: documents built key by key, paths as code
// hosts want them, and the order and identity of findings.
#ifndef TOPC_REPORT_VALUE_H
#define TOPC_REPORT_VALUE_H

#include "report.h"

// Appends a key. A text that is NULL leaves the key out.
void put_text(Arena *, Value *map, const char *key, const char *text);
void put_count(Arena *, Value *map, const char *key, uint32_t n);
void put_flag(Arena *, Value *map, const char *key, bool flag);
Value *put_map(Arena *, Value *map, const char *key);
Value *put_list(Arena *, Value *map, const char *key);
Value *push_map(Arena *, Value *list);

// The path of a span's file from the root of its repository, whatever folder the run was started
// in: code hosts know no other. Outside a repository, as the working directory sees it. NULL for a
// span that is nowhere.
const char *host_path(Unit *, Span);
// For each finding, what stands for it over time (diag_fingerprint); of findings that are the same
// the second and later ones have a digest of that and their number.
const char **finding_prints(const Findings *);
// Indices of the findings: errors first, then as they are sorted.
uint32_t *by_severity(const Findings *);
// The message with what a person would read below it: labels, facts, titles of fixes.
const char *long_message(Arena *, const Diag *);
// "references" for TC2011.
const char *family_of(const DiagRow *);
enum { FAMILIES = 10 };
const char *family_word(unsigned thousand); // NULL: no code has it

#endif
