// tree_git.h: trees over git: a commit, and a work tree as git sees it.
#ifndef TOPC_TREE_GIT_H
#define TOPC_TREE_GIT_H

#include "../ir/tree.h"
#include "git.h"

// The content of a commit (or of a tree) as a tree, for one thread. Links are followed below the
// root, submodules where their objects are there. `label` stands before paths in messages. The
// repository must outlive it.
Tree *tree_git(const Repo *, const Oid *commit, const char *label);

// What the index says of a work tree; for any number of trees and threads.
typedef struct WorkIndex WorkIndex;
WorkIndex *work_index(Arena *, const Index *);

// The work tree as a commit of it would be: without what git ignores, with what a sparse checkout
// leaves out. Takes the disk's tree over.
Tree *tree_work(const Repo *, const WorkIndex *, Tree *disk);

// What could not be read and is missing from the answers: a sentence, or NULL.
const char *tree_trouble(const Tree *);
// A submodule that was looked into and is not here, so that it counts as empty; or NULL.
const char *tree_absent(const Tree *);

#endif
