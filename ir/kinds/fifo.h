// fifo.h: queues and topics that keep messages in order.
#ifndef TOPC_KINDS_FIFO_H
#define TOPC_KINDS_FIFO_H

#include "common.h"

// Everything that names this queue or topic and could send it nothing, if it is FIFO.
void fifo_check(Unit *, const Entity *);
// Where it says that it is FIFO, or that it is not.
void fifo_relate(Diag *, const Entity *);

#endif
