// shim.h: the C code of the shim, split by subject.
#ifndef TOPC_KINDS_SHIM_H
#define TOPC_KINDS_SHIM_H

#include "common.h"

// shim.c: host, port or name of a database as its stand-in has it; NULL: there is none for it
const char *shim_database(Unit *, const Entity *shim, const Entity *database, const char *attr);

// shim_run.c: functions as services of the compose file, and the rules that run them
void shim_services(Unit *, Buf *, const Entity *shim);
void shim_rules(Unit *, const Entity *shim);

#endif
