// resource.h: raw resources, and what the providers take.
#ifndef TOPC_KINDS_RESOURCE_H
#define TOPC_KINDS_RESOURCE_H

#include "common.h"

// A line of a table of types: its words, behind the type.
typedef struct TypeLine {
	const char *at, *end;
	bool deep; // too large: Terraform: all maps below the first level are blocks
} TypeLine;
bool type_line(const char *table, const char *type, TypeLine *);
// Tries all types of a table.
void type_names(Unit *, const char *table, Nearest *);
// A word of a line by its name: its marks in *marks, *n; false when there is none.
bool type_word(const TypeLine *, const char *name, const char **marks, size_t *n);
// Each word of a line, in its order.
bool type_each(TypeLine *, const char **name, size_t *n, const char **marks, size_t *nmarks);
// Checks what the author wrote for a type; `at` is where a whole map that lacks would be missed.
void resource_check_map(
	Unit *, const TypeLine *, const char *type, const Value *map, Span at, bool terraform);

#endif
