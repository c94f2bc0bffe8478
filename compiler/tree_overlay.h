// tree_overlay.h: a tree in which one file holds something else than on disk.
#ifndef TOPC_TREE_OVERLAY_H
#define TOPC_TREE_OVERLAY_H

#include "../ir/tree.h"

// What an editor has not saved yet: `path` has these bytes, whether it is there or not. The tree under
// it is owned from now on; the text must live as long.
Tree *tree_overlay(Tree *under, const char *path, const char *text, size_t n);

#endif
