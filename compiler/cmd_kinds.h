// cmd_kinds.h: what the files of `topc kinds` share.
#ifndef TOPC_CMD_KINDS_H
#define TOPC_CMD_KINDS_H

#include "../ir/ir.h"

// The tables of ops that a kind has: its own, those C shares, those of its edges and admissions.
typedef struct OpTable {
	const Op *op;
	const char *of;   // "entity", "shared", "link", "admission"
	const char *link; // the field of a link, or NULL
} OpTable;
uint32_t kind_ops(Arena *, const Kind *, OpTable **out); // each table once

// What `{{kind.NAME.…}}` may ask of it, words in their order, each once; NULL: nothing.
const char *kind_holes(Arena *, const Kind *);

const char *field_type(Arena *, const Field *); // "list of records", "duration"
// What a value may be beside its type: "one of: a, b", "1..900"; NULL: anything.
const char *field_limit(Arena *, const Field *);

// `topc kinds --json`, schema topc.kinds/1; `only` NULL: all kinds.
void kinds_json(Arena *, Buf *, const Kind *only);

#endif
