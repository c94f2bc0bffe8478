// written.h: what topc wrote into a folder of the tree: no source of anything.
#ifndef TOPC_WRITTEN_H
#define TOPC_WRITTEN_H

#include "../ir/base.h"
#include "../ir/tree.h"

typedef struct Written {
	const char *dir; // of the manifest; NULL: none was found
	const char **path;
	uint32_t n;
} Written;

// Drops from a listing of `dir` what a manifest lists, this folder's own or that of one above it, in
// `w`, which becomes the folder's own if it has one. True when it has.
bool written_drop(Tree *, Arena *, const char *dir, TreeEntry *, uint32_t *n, Written *w);
// Paths that a manifest's text lists, sorted; none when topc did not write it.
const char **manifest_paths(Arena *, const char *text, size_t n, uint32_t *count);

#endif
