// cmd_ls.h: entities as people and programs see them: `topc ls`, `topc graph`.
#ifndef TOPC_CMD_LS_H
#define TOPC_CMD_LS_H

#include "../ir/ir.h"

// A value as it was written: names of entities, holes as `{{path}}`, lists with commas.
const char *value_listed(Unit *, const Value *);
// Which of a session's topologies an entity is of, when there are several: the path of its folder.
const char *place_shown(Unit *, Span); // "etl/topology.yml:12", "" for nowhere

#endif
