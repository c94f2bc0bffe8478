// tree_record.h: a tree that remembers what was asked of it.
#ifndef TOPC_TREE_RECORD_H
#define TOPC_TREE_RECORD_H

#include "../ir/tree.h"

// What a compile depends on: files that were read or looked for, and folders that were listed,
// as the working directory sees them; sorted, each once.
typedef struct Inputs {
	const char **file, **folder;
	uint32_t nfile, nfolder;
} Inputs;

// A tree that passes all calls on to another, which it owns from now on.
Tree *tree_record(Tree *);
// What has been asked of it so far, added to `out` unsorted. Nothing of a tree of another sort.
void tree_recorded(const Tree *, Arena *, Inputs *out);
void inputs_sort(Inputs *);

#endif
