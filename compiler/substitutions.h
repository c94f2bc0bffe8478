// substitutions.h: `${Name}` of a definition against DefinitionSubstitutions.
#ifndef TOPC_SUBSTITUTIONS_H
#define TOPC_SUBSTITUTIONS_H

#include "../ir/ir.h"

// Says which names nobody gives, and which nobody takes. `given` may be NULL.
void check_substitutions(Unit *, const Value *machine, const Value *given);

// The same for a definition that is text, a string or a file, and filled as that.
void check_substitutions_in(Unit *, const Value *text, const Value *given);
void check_substitutions_of(Unit *, uint32_t file, const Value *given);

// read_filled.c: reads a definition; a `${…}` outside of quotes stands for a value that is not known.
Value *read_filled(Unit *, uint32_t file);

#endif
