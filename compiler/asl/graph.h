// graph.h: the states of a scope as a directed graph.
#ifndef TOPC_ASL_GRAPH_H
#define TOPC_ASL_GRAPH_H

#include "model.h"

// Numbers the strongly connected components of a scope into AslState.loop; a component has a
// smaller number than those that lead to it. Returns how many there are.
uint32_t asl_graph_components(Unit *, const AslScope *);
// Marks what StartAt reaches; everything, when some way may lead anywhere.
void asl_graph_reach(Unit *, AslScope *);

#endif
