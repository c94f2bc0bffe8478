// load_parts.h: what the files of load share and nobody else needs.
#ifndef TOPC_LOAD_PARTS_H
#define TOPC_LOAD_PARTS_H

#include "../ir/ir.h"

// The topology's name and where it stands; its folder's, after a diagnostic, when it has none.
void load_name(Unit *, Scope *);
// Finds the scope's infra folder and reads the vars, roles, tags and sections in it.
void load_infra(Unit *, Scope *);
// The statements in the infra folder for an entity that no file describes, or NULL.
Value *load_roles(Unit *, const Scope *, const Kind *, const char *name);

#endif
