// flow.h: the C code of flows, split by subject.
#ifndef TOPC_KINDS_FLOW_H
#define TOPC_KINDS_FLOW_H

#include "../asl.h"
#include "common.h"

bool flow_is_express(const Entity *);
// flow_check.c: what its tasks call, and who waits for it.
void flow_check_calls(Unit *, Entity *, const Value *machine);

#endif
