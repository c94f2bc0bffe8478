// table.h: the C code of tables, split by subject.
#ifndef TOPC_KINDS_TABLE_H
#define TOPC_KINDS_TABLE_H

#include "common.h"

typedef struct TableAttribute {
	const char *name;
	const char *type; // S, N or B
	Span at;
} TableAttribute;

// table_keys.c
TableAttribute *table_attributes(Unit *, const Entity *, uint32_t *n); // of all keys, by name
const Pair **table_indexes(Unit *, const Entity *);                    // by name
void table_check(Unit *, Entity *);
void table_seed(Unit *, Entity *, Buf *);

#endif
