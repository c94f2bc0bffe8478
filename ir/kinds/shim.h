// shim.h: the C code of the shim, split by subject.
#ifndef TOPC_KINDS_SHIM_H
#define TOPC_KINDS_SHIM_H

#include "common.h"

// shim.c: host, port or name of a database as its stand-in has it; NULL: there is none for it
const char *shim_database(Unit *, const Entity *shim, const Entity *database, const char *attr);

// shim_wire.c: lines that connect what was made, and what the bridge carries beside queues; either
// may be NULL. The entities come by name.
void shim_wire(Unit *, Entity **, uint32_t n, Buf *script, Buf *bridge);

// shim_run.c: functions as services of the compose file, and the rules that run them
bool shim_runs(Unit *, const Entity *function); // as a service that answers like Lambda
// One more queue that the bridge gives to a function, and what becomes of its messages.
void shim_carry(
	Unit *, Buf *, const char *queue, const Entity *function, long long batch, const char *as);
Entity **shim_entities(Unit *, const Scope *); // by name
void shim_services(Unit *, Buf *, const Entity *shim);
void shim_rules(Unit *, const Entity *shim);

#endif
