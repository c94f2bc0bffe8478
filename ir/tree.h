// tree.h: the one door to input files.
//
// A tree is a folder on disk or a commit in a git repository; both answer the same
// calls, so that either side of a diff is compiled without a checkout. Paths are
// relative to the tree's root, with '/', without "." and "..", "" being the root.
// A link that leads out of the tree is never followed: its entry has type ENTRY_OUT.
#ifndef TOPC_TREE_H
#define TOPC_TREE_H

#include "base.h"

typedef enum EntryType { ENTRY_NONE, ENTRY_FILE, ENTRY_DIR, ENTRY_OUT, ENTRY_OTHER } EntryType;

typedef struct TreeEntry {
	const char *name;
	EntryType type; // of what a link inside the tree leads to
	bool executable, link;
	uint64_t size; // bytes; 0 for folders
} TreeEntry;

typedef enum TreeStatus {
	TREE_OK,
	TREE_MISSING,
	TREE_IS_DIR,
	TREE_NOT_DIR,
	TREE_OUTSIDE,   // leaves the tree by a link
	TREE_TOO_LARGE, // more than `limit` bytes
	TREE_ERROR,     // errno says why
} TreeStatus;

typedef struct Tree Tree;
struct Tree {
	const char *label; // "" for the disk; a revision for a commit, shown before paths
	const char *root;  // absolute path on disk of the root, for messages only; "" for a commit
	// How the working directory sees the tree, for messages only; no output file ever holds it.
	// `cwd` is its path in the tree ("" is the root), or NULL when it lies outside; then `display`
	// stands before a path: "sub/", "/abs/".
	const char *cwd, *display;
	// Entries of a folder, sorted by name bytes; "." and ".." are left out.
	TreeStatus (*list)(Tree *, Arena *, const char *dir, TreeEntry **out, uint32_t *n);
	// The whole file, NUL-terminated after its *n bytes.
	TreeStatus (*read)(
		Tree *, Arena *, const char *path, size_t limit, const char **text, size_t *n);
	TreeStatus (*stat)(Tree *, Arena *, const char *path, TreeEntry *out);
	void (*close)(Tree *);
	void *own;
};

// "a/b" + "../c" is "a/c"; NULL when the result would leave the root. `dir` "" is the root.
const char *path_join(Arena *, const char *dir, const char *relative);
const char *path_dir(Arena *, const char *path);  // "a/b/c" is "a/b"; "a" is ""
const char *path_base(const char *path);          // "a/b/c" is "c"
const char *path_stem(Arena *, const char *path); // "a/b.c.d" is "b.c"
const char *path_ext(const char *path);           // "a/b.c.d" is ".d"; "" when there is none

// A path of the tree as it is opened from the working directory.
const char *tree_show(const Tree *, Arena *, const char *path);

#endif
