// function.h: the C code of functions, split by subject.
#ifndef TOPC_KINDS_FUNCTION_H
#define TOPC_KINDS_FUNCTION_H

#include "../artifact.h"
#include "../files.h"
#include "../runtimes.h"
#include "common.h"
#include "network.h"

extern const Kind kind_function;

// function_code.c: folders and source files
Value *function_infer(Unit *, const char *dir, const TreeEntry *, uint32_t n);
void function_prepare(Unit *, Scope *);
void function_check(Unit *, Entity *);
// The runtime; false when it has none that is known.
bool function_runtime(Unit *, const Entity *, Runtime *);
const char *function_handler(const Entity *);
bool function_is_image(const Entity *);
bool function_is_lambda(const Entity *);
bool function_is_lost(const Entity *); // its folder is not there, which was said

// function_source.c: names in the code
void function_sources(Unit *, Scope *);

// function_edges.c: what is done with results
Value *function_chain(Unit *, Scope *); // of `auto`, as a state machine; NULL: none
void function_edges(Unit *, Entity *);

// function_pack.c: the archive
void function_pack(Unit *, Entity *);
void function_package(Unit *, Artifact *, const Value *package); // `package: { to: from }`
void function_imply(Unit *, Entity *);                           // layers from manifests

// function_size.c: its layers and their size
void function_check_size(Unit *, Entity *);
Value **function_layers(Unit *, const Entity *, uint32_t *n); // in their order under /opt

// function_rules.c: rules of the Makefile
void function_files(Unit *, Entity *);

// function_lower.c: resources
void function_make(Unit *, Entity *);
void function_fill(Unit *, Resource *);
// The file system that it mounts, by name or because a path of `assets` lies on it; once it is made.
Entity *function_filesystem(const Entity *);
Value *function_hole(Unit *, Entity *, const char *attr); // the alias in the function's place

// function_access.c: rights for destinations outside of the topology.
void function_rights(Unit *, Entity *);
void function_check_destinations(Unit *, const Entity *);
void function_check_keys(Unit *, const Entity *); // function_keys.c

void function_check_loops(Unit *, const Entity *); // function_loop.c

#endif
