// kinds_table.c: the list of kinds, from the names of the files in ir/kinds/ (build/gen/kinds.inc).
#include "ir.h"

#define KIND(name) extern const Kind kind_##name;
#include "kinds.inc"
#undef KIND

const Kind *const kinds[] = {
#define KIND(name) &kind_##name,
#include "kinds.inc"
#undef KIND
	NULL,
};
