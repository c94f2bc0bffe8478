// layer.h: the C code of layers, split by subject.
#ifndef TOPC_KINDS_LAYER_H
#define TOPC_KINDS_LAYER_H

#include "../artifact.h"
#include "../files.h"
#include "../runtimes.h"
#include "common.h"

// What a manifest is built with.
typedef struct LayerTool {
	const char *name, *family;
	const char *file;  // what the manifest is called where it is built
	const char *locks; // the file beside it that is a part of what the layer is, or ""
	const char *image; // %s: the runtime's version
	// Commands: before all; for each manifest, in its folder; what installs all requirements; and
	// how that, or the whole, ends.
	const char *first, *each, *install, *last;
} LayerTool;

// layer_build.c: layers that are built from manifests
const LayerTool *layer_tool(const Entity *);
void layer_build_pack(Unit *, Entity *, Artifact *, const LayerTool *);
bool layer_runtime(Unit *, const Entity *, Runtime *); // the first one it is for
void layer_files(Unit *, Entity *);

// layer_requirements.c: the files that a requirements.txt names, below `to` of the context
void layer_requirements(Unit *, Entity *, Artifact *, const char *to, const char *path, Span why);

// layer_pack.c: archives of ready trees, merged and split
void layer_pack(Unit *, Entity *);
const Artifact *layer_part(const Entity *, uint32_t); // its i-th archive; NULL: there is none
uint32_t layer_count(const Entity *);                 // of layers that it is in the end
const Artifact *layer_whole(const Entity *);          // all that it holds; NULL: nobody knows
// layer.c: the versions of all its parts, put into `list`
void layer_arns(Unit *, Entity *, Span at, Value *list);

// layer_check.c: whether those who use a layer find what it holds, and can run it
void layer_check_tree(Unit *, Entity *);
void layer_check_users(Unit *, Entity *);

#endif
