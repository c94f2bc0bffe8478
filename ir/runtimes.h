// runtimes.h: the Lambda runtimes, by a dated table (templates/data/runtimes.txt).
#ifndef TOPC_RUNTIMES_H
#define TOPC_RUNTIMES_H

#include "ir.h"

typedef struct Runtime {
	const char *name;   // python3.12
	const char *family; // python node ruby java dotnet go provided
	const char *deprecated, *create_block, *update_block; // dates, 2026-06-30
	const char *successor;                                // or NULL
	bool terraform; // the oldest provider we support knows it
	bool past;      // deprecated on the day that the table judges by
	bool blocked;   // then new functions could no longer be made
} Runtime;

// Finds a runtime by its name or by the spellings that tc takes (Python312, node22, go). False when
// there is none. The table is searched once a unit for each spelling.
bool runtime_find(Unit *, const char *lang, Runtime *out);
// Calls `each` with every name, for suggestions.
void runtime_names(Arena *, void (*each)(void *ctx, const char *name), void *ctx);
// The runtime of a language whose files gave it away: "python" is the newest that both backends know.
const char *runtime_default(const char *family);
// The family of what people call a language: `typescript` is of "node"; or the word itself.
const char *runtime_family(const char *word);
// The day that dates are compared with.
const char *runtime_judged(Arena *);

#endif
