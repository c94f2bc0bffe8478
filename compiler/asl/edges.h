// edges.h: where each state goes.
#ifndef TOPC_ASL_EDGES_H
#define TOPC_ASL_EDGES_H

#include "fields.h"

// A state whose way on is wrong, and what was said of it: the likely reason why others are never
// reached.
typedef struct Suspect {
	AslState *state;
	Diag *diag;       // NULL: a state that is its own Next, of which nothing was said yet
	const Value *val; // the name that leads nowhere; NULL: there is neither Next nor End
	bool guessed;     // a near name was found
} Suspect;

typedef struct Suspects {
	Suspect *list;
	uint32_t n;
} Suspects;

// Fills AslState.edge and .ends, AslScope.start, and says what leads nowhere.
void asl_edges(Asl *, AslScope *, Suspects *);

#endif
