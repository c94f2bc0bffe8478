// tree_memo.h: a tree that lists no folder twice.
#ifndef TOPC_TREE_MEMO_H
#define TOPC_TREE_MEMO_H

#include "../ir/tree.h"

// Answers from what was listed before, and asks `under` (owned from now on) for the rest; a path that a
// listed folder lacks costs no call. `base`, when not NULL, is another memo of the same root that is no
// longer used itself: it is only read, so that threads may share it, and has to live longer.
Tree *tree_memo(Tree *under, const Tree *base);

#endif
