// pass.h: the passes, in their order. RULINGS 2: those left of the bar always run, whatever failed;
// the others only on a unit without errors.
#ifndef TOPC_PASS_H
#define TOPC_PASS_H

#include "../ir/ir.h"

void pass_shape(Unit *); // documents to entities, by the tables of the kinds
void pass_link(Unit *);  // names to edges, holes to what they stand for
void pass_check(Unit *); // the rules
// ---
void pass_pack(Unit *);  // files to artifacts and their digests
void pass_lower(Unit *); // entities and edges to resources, by the op tables
void pass_place(Unit *); // resources to modules; how each reference is written
void pass_order(Unit *); // ids, then sort by id

#endif
