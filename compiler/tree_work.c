// tree_work.c: the work tree as a commit of it would be.
//
// What git ignores is on disk only and would look added; what a sparse checkout leaves out is in the
// index only and would look removed. Both would be lies about the change.
#include "tree_git.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct Child {
	const char *name;
	const IndexFile *file; // NULL: a folder
	struct Child *next;
} Child;

struct WorkIndex {
	Arena *arena;
	Syms *syms;
	Map tracked;  // paths of the index and of the folders above them
	Map absent;   // path to IndexFile
	Map children; // folder's path to the Child list of what is absent in it
	bool sparse;
};

typedef struct Work {
	Tree tree;
	Arena *arena;
	const Repo *repo;
	const WorkIndex *index;
	Tree *disk;
	Odb *odb; // when something is absent
} Work;

// libgit2's repository is for one thread at a time.
static pthread_mutex_t asking = PTHREAD_MUTEX_INITIALIZER;

static const void *known(const Work *w, const Map *m, const char *path)
{
	Sym key = sym_find(w->index->syms, path);
	return key ? map_get(m, key) : NULL;
}

static bool is_left_out(Work *w, const char *path, bool is_dir)
{
	if (known(w, &w->index->tracked, path))
		return false;
	pthread_mutex_lock(&asking);
	bool ignored = repo_ignores(w->repo, path, is_dir);
	pthread_mutex_unlock(&asking);
	return ignored;
}

static TreeStatus work_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Work *w = t->own;
	TreeStatus s = w->disk->stat(w->disk, a, path, out);
	if (s == TREE_OK)
		return *path && is_left_out(w, path, out->type == ENTRY_DIR) ? TREE_MISSING : s;
	if (s != TREE_MISSING)
		return s;
	const IndexFile *f = known(w, &w->index->absent, path);
	if (!f && !known(w, &w->index->children, path))
		return s;
	*out = (TreeEntry){ .name = path_base(path),
		.type = f ? ENTRY_FILE : ENTRY_DIR,
		.executable = f && (f->mode & 0111) };
	ObjectKind kind;
	size_t n;
	if (f && odb_stat(w->odb, &f->id, &kind, &n) == OBJECT_OK)
		out->size = n;
	return TREE_OK;
}

static TreeStatus work_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Work *w = t->own;
	TreeStatus s = w->disk->read(w->disk, a, path, limit, text, n);
	if (s == TREE_OK)
		return is_left_out(w, path, false) ? TREE_MISSING : s;
	const IndexFile *f = s == TREE_MISSING ? known(w, &w->index->absent, path) : NULL;
	if (!f)
		return s;
	Object o;
	ObjectStatus status = odb_read(w->odb, a, &f->id, limit, &o);
	if (status != OBJECT_OK)
		return status == OBJECT_TOO_LARGE ? TREE_TOO_LARGE : TREE_ERROR;
	*text = o.bytes;
	*n = o.n;
	return TREE_OK;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const TreeEntry *)a)->name, ((const TreeEntry *)b)->name);
}

static TreeStatus work_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Work *w = t->own;
	TreeStatus s = w->disk->list(w->disk, a, dir, out, n);
	const Child *c = known(w, &w->index->children, dir);
	if (s != TREE_OK && !(s == TREE_MISSING && c))
		return s;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < *n; i++) {
		const TreeEntry *e = &(*out)[i];
		const char *path = *dir ? arena_format(a, "%s/%s", dir, e->name) : e->name;
		if (!is_left_out(w, path, e->type == ENTRY_DIR))
			(*out)[kept++] = *e;
	}
	uint32_t on_disk = kept;
	for (; c; c = c->next) {
		TreeEntry e = { .name = c->name,
			.type = c->file ? ENTRY_FILE : ENTRY_DIR,
			.executable = c->file && (c->file->mode & 0111) };
		if (on_disk && bsearch(&e, *out, on_disk, sizeof e, by_name))
			continue;
		TreeEntry *more = NEW_N(a, TreeEntry, kept + 1); // seldom: only in sparse folders
		if (kept)
			memcpy(more, *out, kept * sizeof *more);
		more[kept++] = e;
		*out = more;
	}
	if (kept > on_disk)
		qsort(*out, kept, sizeof **out, by_name);
	*n = kept;
	return TREE_OK;
}

static void work_close(Tree *t)
{
	Work *w = t->own;
	odb_close(w->odb);
	w->disk->close(w->disk);
	arena_free(w->arena);
}

Tree *tree_work(const Repo *repo, const WorkIndex *index, Tree *disk)
{
	Arena *a = arena_new();
	Work *w = NEW(a, Work);
	w->arena = a;
	w->repo = repo;
	w->index = index;
	w->disk = disk;
	w->odb = index->sparse ? odb_again(repo) : NULL;
	w->tree = *disk;
	w->tree.list = work_list;
	w->tree.read = work_read;
	w->tree.stat = work_stat;
	w->tree.close = work_close;
	w->tree.own = w;
	return &w->tree;
}

// ---- The index ------------------------------------------------------------------------------------

static void add_child(WorkIndex *w, const char *path, const IndexFile *f)
{
	const char *dir = path_dir(w->arena, path);
	Sym key = sym_of(w->syms, dir);
	Child *first = map_get(&w->children, key);
	for (const Child *c = first; c && !f; c = c->next)
		if (str_eq(c->name, path_base(path)))
			return;
	Child *c = NEW(w->arena, Child);
	*c = (Child){ path_base(path), f, first };
	map_put(&w->children, key, c);
	if (*dir)
		add_child(w, dir, NULL);
}

static void add_tracked(WorkIndex *w, const char *path)
{
	static char yes;
	char dir[4097];
	size_t n = strlen(path);
	if (n >= sizeof dir)
		return;
	memcpy(dir, path, n + 1);
	while (n) {
		Sym key = sym_n(w->syms, dir, n);
		if (map_get(&w->tracked, key))
			return;
		map_put(&w->tracked, key, &yes);
		while (n && dir[n - 1] != '/')
			n--;
		n -= n > 0;
	}
}

WorkIndex *work_index(Arena *a, const Index *index)
{
	WorkIndex *w = NEW(a, WorkIndex);
	w->arena = a;
	w->syms = syms_new(a);
	w->tracked.arena = w->absent.arena = w->children.arena = a;
	for (uint32_t i = 0; i < index->n; i++) {
		const IndexFile *f = &index->file[i];
		add_tracked(w, f->path);
		if (!f->absent)
			continue;
		w->sparse = true;
		map_put(&w->absent, sym_of(w->syms, f->path), (void *)f);
		add_child(w, f->path, f);
	}
	return w;
}
