// changes.h: which files differ between two versions, and which topologies that concerns.
#ifndef TOPC_CHANGES_H
#define TOPC_CHANGES_H

#include "../ir/ir.h"
#include "../ir/match.h"
#include "tree_git.h"

// Paths from the root of the tree, sorted, each once.
typedef struct Paths {
	Arena *arena;
	const char **path;
	uint32_t n;
} Paths;
void paths_add(Paths *, const char *path);
void paths_sort(Paths *);
// Whether one of them is `path`, lies in it, or is a folder (a submodule) that holds it.
bool paths_touch(const Paths *, const char *path);

// Between two trees of one store. False: an object is not there or broken, *why says which.
bool changes_trees(Odb *, const Oid *old, const Oid *new, Paths *, const char **why);
// Between a tree and the work tree: what the index has, what is on disk, what git does not know yet.
bool changes_work(
	const Repo *, const Oid *tree, const Index *, Tree *work, Paths *, const char **why);
// The tree of a commit, or the tree itself.
bool changes_tree_of(Odb *, Arena *, const Oid *, Oid *tree, const char **why);

// Whether a change of these files can change the topology in `dir`: they lie in it, or it reads or
// lists them. Never says no where it does.
bool topology_touched(Tree *, const Options *, Matcher *, const char *dir, const Paths *);
// Whether what lies there can lead out of it: a link, `..` in a description.
bool topology_looks_out(Tree *, const char *dir);
// Whether a change of these files outside of it may concern it; `topology_touched` finds out.
bool topology_may_see(Tree *, const char *dir, const Paths *);
// Every path outside `dir` that compiling the topology in it looked at.
void topology_outside(Tree *, const Options *, Matcher *, const char *dir, Paths *);

#endif
