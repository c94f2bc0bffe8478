// git.h: what is read of git repositories.
//
// Nothing is written, fetched or run: no hook, no filter, no helper. Of the configuration only the
// repository's own is read, so that the answer is the same for everyone. git.c is the only file
// that knows libgit2 and loads it when a repository is first opened; the rest works on objects.
#ifndef TOPC_GIT_H
#define TOPC_GIT_H

#include "../ir/base.h"

typedef struct Oid {
	uint8_t byte[20];
} Oid;

// Git's own numbers.
typedef enum ObjectKind {
	OBJECT_ANY,
	OBJECT_COMMIT,
	OBJECT_TREE,
	OBJECT_BLOB,
	OBJECT_TAG,
} ObjectKind;

typedef enum ObjectStatus {
	OBJECT_OK,
	OBJECT_MISSING, // a partial or a shallow clone, or a damaged one
	OBJECT_BROKEN,  // it is there and cannot be read
	OBJECT_TOO_LARGE,
} ObjectStatus;

typedef struct Object {
	ObjectKind kind;
	const char *bytes; // NUL-terminated after n
	size_t n;
} Object;

// A store of objects. One thread at a time.
typedef struct Odb Odb;

typedef struct Repo {
	Arena *arena;
	const char *git_dir;    // of this work tree
	const char *common_dir; // shared by all work trees: objects, references
	const char *work_dir;   // without the last slash; NULL: a bare repository
	bool shallow;           // history ends somewhere
	Odb *odb;
	void *own;
} Repo;

// The repository that the folder lies in. NULL: *why says what is wrong with it, or is NULL when
// there is none; it lies in the arena.
Repo *repo_open(Arena *, const char *folder, const char **why);
void repo_close(Repo *);

// A store of its own for another thread or for a submodule; NULL when there is none at that place.
// Close it before the repository.
Odb *odb_open(const Repo *, const char *objects_dir);
Odb *odb_again(const Repo *);
void odb_close(Odb *);
ObjectStatus odb_read(Odb *, Arena *, const Oid *, size_t limit, Object *);
// What kind of object it is and how large, without its content.
ObjectStatus odb_stat(Odb *, const Oid *, ObjectKind *, size_t *n);
const char *odb_why(const Odb *); // what was wrong with the last object, in libgit2's words

// The object that a revision names (`main`, `v1~2`, an id). False: *why says why not.
bool repo_resolve(const Repo *, const char *revision, Oid *, const char **why);
// The commit where two histories part; false: they have none in common.
bool repo_merge_base(const Repo *, const Oid *, const Oid *, Oid *out);
// All references below "refs/tags/": their short names and what they point at, in no order.
typedef struct Ref {
	const char *name;
	Oid id;
} Ref;
void repo_tags(const Repo *, Arena *, Ref **, uint32_t *n);

// What the index knows of a file of the work tree.
typedef struct IndexFile {
	const char *path;
	Oid id;
	uint32_t mode, size;
	int64_t mtime; // seconds
	uint32_t nanoseconds;
	bool absent;     // left out of the work tree by a sparse checkout
	bool conflicted; // one of several versions
	bool intended;   // `git add -N`: its content is not in it
} IndexFile;
// The index, by path bytes, and when it was written. False: *why.
typedef struct Index {
	IndexFile *file;
	uint32_t n;
	int64_t mtime;
	uint32_t nanoseconds;
} Index;
bool repo_index(const Repo *, Arena *, Index *, const char **why);
// Whether the repository's ignore files (.gitignore, info/exclude) leave a path out.
bool repo_ignores(const Repo *, const char *path, bool is_dir);

// ---- Ids --------------------------------------------------------------------------------------

bool oid_eq(const Oid *, const Oid *);
bool oid_read(const char *hex, Oid *); // 40 hex digits; what follows does not matter
const char *oid_text(Arena *, const Oid *, unsigned digits);
// The id that a blob with this content has.
void repo_blob(const Repo *, const char *bytes, size_t n, Oid *);

// ---- What objects hold (git_object.c) ---------------------------------------------------------

enum {
	MODE_DIR = 0040000,
	MODE_LINK = 0120000,
	MODE_MODULE = 0160000, // a commit of another repository
	MODE_TYPE = 0170000,
};

// An entry of a tree. Its name has no slash and is no ".", "..", ".git".
typedef struct Item {
	const char *name;
	Oid id;
	uint32_t mode;
} Item;

// The entries of a tree, sorted by name bytes (git's own order puts folders elsewhere). False when
// it is none that git would write: *why.
bool tree_items(Arena *, const Object *, Item **, uint32_t *n, const char **why);
const Item *item_find(const Item *, uint32_t n, const char *name);

typedef struct Commit {
	Oid id, tree;
	Oid *parent;
	uint32_t nparent;
	int64_t time;        // of the committer, seconds
	const char *author;  // "Name <mail>"
	const char *message; // as written, which need not be UTF-8
} Commit;
bool commit_read(Arena *, const Oid *, const Object *, Commit *);
// What a tag points at.
bool tag_target(const Object *, Oid *);

// Follows tags from an object to a commit or a tree.
ObjectStatus odb_peel(Odb *, Arena *, const Oid *, Oid *out, ObjectKind *);

#endif
