// substitutions.h: `${Name}` of a definition against DefinitionSubstitutions.
#ifndef TOPC_SUBSTITUTIONS_H
#define TOPC_SUBSTITUTIONS_H

#include "../ir/ir.h"

// Says which names nobody gives, and which nobody takes. `given` may be NULL.
void check_substitutions(Unit *, const Value *machine, const Value *given);

#endif
