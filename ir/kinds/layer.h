// layer.h: the C code of layers, split by subject.
#ifndef TOPC_KINDS_LAYER_H
#define TOPC_KINDS_LAYER_H

#include "../artifact.h"
#include "../files.h"
#include "../runtimes.h"
#include "common.h"

// layer_check.c: whether those who use a layer find what it holds, and can run it
void layer_check_tree(Unit *, Entity *);
void layer_check_users(Unit *, Entity *);

#endif
