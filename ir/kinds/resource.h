// resource.h: raw resources, and what the providers take.
#ifndef TOPC_KINDS_RESOURCE_H
#define TOPC_KINDS_RESOURCE_H

#include "common.h"

// A line of a table of types: its words, behind the type.
typedef struct TypeLine {
	const char *at, *end;
	bool deep; // Terraform: all maps below the first level are blocks
} TypeLine;
bool type_line(const char *table, const char *type, TypeLine *);
// Tries all types of a table.
void type_names(Unit *, const char *table, Nearest *);
// A word of a line by its name: its marks in *marks, *n; false when there is none.
bool type_word(const TypeLine *, const char *name, const char **marks, size_t *n);
// Each name of the first level.
bool type_next(TypeLine *, const char **name, size_t *n, const char **marks, size_t *nmarks);

#endif
