// said.h: a unit after its passes, cut down to what reports print.
#ifndef TOPC_SAID_H
#define TOPC_SAID_H

#include "../ir/ir.h"

// A unit that has the path and the diagnostics of `u`, the sources they point into, and the numbers of
// its topologies and entities; nothing in it points into `u`. Paths are shown through `tree`.
Unit *unit_said(const Unit *u, Tree *tree);

#endif
