// instance.h: the C code of instances, split by subject.
#ifndef TOPC_KINDS_INSTANCE_H
#define TOPC_KINDS_INSTANCE_H

#include "../artifact.h"
#include "connect.h"

// instance_setup.c: what the machine gets, and what it does when it starts
void instance_pack(Unit *, Entity *);
void instance_grant(Unit *, Entity *); // its role reads the archive
Value *instance_script(Unit *, Entity *, Backend);
void instance_check(Unit *, Entity *);

#endif
