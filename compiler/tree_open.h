// tree_open.h: how trees are made.
#ifndef TOPC_TREE_OPEN_H
#define TOPC_TREE_OPEN_H

#include "../ir/tree.h"

// The folder `root` (absolute, real) as a tree; NULL with errno when it cannot be opened. `from` is
// the working directory (absolute, real), for messages. Close it with tree->close(tree).
Tree *tree_disk(const char *root, const char *from);

// The root of the repository that `path` (absolute, real) stands in: the nearest ancestor with
// `.git`; without one, the nearest that holds `infrastructure/`; else `path` itself when it is
// a folder, else its folder.
const char *tree_find_root(Arena *, const char *path);

#endif
