// b_manifest.h: what is written beside the templates.
#ifndef TOPC_B_MANIFEST_H
#define TOPC_B_MANIFEST_H

#include "../ir/files.h"

void emit_manifest(OutFiles *);
void emit_map(OutFiles *);
// "portable-network-lab": topology, target, sandbox.
const char *stack_name(Arena *, const Unit *, const Module *);

#endif
