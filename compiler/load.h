// load.h: finds the files of a topology and reads them.
#ifndef TOPC_LOAD_H
#define TOPC_LOAD_H

#include "../ir/ir.h"

// Reads what stands in folder `dir` of the unit's tree: its topology with the files of its
// entities, its infra folder and nested topologies, or the one entity that the folder itself is.
// False when there is neither; what is wrong with the files is said.
bool load_topology(Unit *, const char *dir);

// The folders at and below `dir` that hold a topology which belongs to no other; sorted.
const char **load_find(Tree *, Arena *, const char *dir, uint32_t *n);

// The value of a file, read once however often it is asked for. `why` is where its name was
// written. V_BAD after an error.
Value *load_file(Unit *, const char *path, Span why);
// A path that was written, from the root of the tree; NULL after saying that it leaves it, or has a hole.
const char *load_path(Unit *, Value *written);
// The same, relative to a folder.
const char *load_path_in(Unit *, const char *dir, Value *written);
// The folder of the file that a span lies in.
const char *span_dir(Unit *, Span);

#endif
