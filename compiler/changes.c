// changes.c: which files differ between two versions.
//
// Folders with one id are equal and not entered, so a comparison costs what changed. Of a work tree
// the index says what git saw last; a file whose size or time differs from that is read and hashed, as
// git itself does.
#include "changes.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MAX_PATH_BYTES = 4096,
	MAX_TREE = 64 << 20,
	MAX_BLOB = 512 << 20,
	MAX_READS = 200 * 1000 // folders; those that share one object can be named without end
};

void paths_add(Paths *p, const char *path)
{
	PUSH(p->arena, p->path, p->n, path);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void paths_sort(Paths *p)
{
	uint32_t kept = 0;
	if (p->n)
		qsort(p->path, p->n, sizeof *p->path, by_bytes);
	for (uint32_t i = 0; i < p->n; i++)
		if (!kept || !str_eq(p->path[kept - 1], p->path[i]))
			p->path[kept++] = p->path[i];
	p->n = kept;
}

// The first of the paths that is not before the n bytes of `s` and what is made of them with `last`.
static uint32_t lower_bound(const Paths *p, const char *s, size_t n, char last)
{
	uint32_t lo = 0;
	uint32_t hi = p->n;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		int c = strncmp(p->path[mid], s, n);
		if (!c)
			c = (uint8_t)p->path[mid][n] - (uint8_t)last;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static bool has(const Paths *p, const char *s, size_t n, char last)
{
	uint32_t i = lower_bound(p, s, n, last);
	return i < p->n && strncmp(p->path[i], s, n) == 0 && p->path[i][n] == last;
}

bool paths_touch(const Paths *p, const char *path)
{
	size_t n = strlen(path);
	if (!n)
		return p->n > 0;
	for (size_t i = 1; i < n; i++)
		if (path[i] == '/' && has(p, path, i, 0))
			return true;
	return has(p, path, n, 0) || has(p, path, n, '/');
}

// ---- Two trees ------------------------------------------------------------------------------------

typedef struct Trees {
	Odb *odb;
	Arena *arena;
	Paths *out;
	const char **why;
	uint32_t reads;
} Trees;

static bool fail(Trees *t, const char *dir, const char *what)
{
	*t->why = arena_format(t->arena, "`%s`: %s", *dir ? dir : ".", what);
	return false;
}

static bool read_items(Trees *t, const char *dir, const Oid *id, Item **item, uint32_t *n)
{
	Object o;
	const char *why;
	*item = NULL;
	*n = 0;
	if (!id)
		return true;
	if (++t->reads > MAX_READS)
		return fail(t, "", "more than 200,000 folders");
	ObjectStatus s = odb_read(t->odb, t->arena, id, MAX_TREE, &o);
	if (s == OBJECT_MISSING)
		return fail(t, dir, "the object is not in this repository");
	if (s != OBJECT_OK)
		return fail(t, dir, s == OBJECT_TOO_LARGE ? "it is too large" : odb_why(t->odb));
	return tree_items(t->arena, &o, item, n, &why) || fail(t, dir, why);
}

static bool is_dir(const Item *i)
{
	return i && (i->mode & MODE_TYPE) == MODE_DIR;
}

static bool compare(Trees *t, const char *dir, const Oid *x, const Oid *y)
{
	Item *a, *b;
	uint32_t na, nb;
	if (strlen(dir) > MAX_PATH_BYTES)
		return fail(t, arena_copy(t->arena, dir, 40), "the path is too long");
	if (!read_items(t, dir, x, &a, &na) || !read_items(t, dir, y, &b, &nb))
		return false;
	for (uint32_t i = 0, j = 0; i < na || j < nb;) {
		int c = i >= na ? 1 : j >= nb ? -1 : strcmp(a[i].name, b[j].name);
		const Item *old = c <= 0 ? &a[i++] : NULL;
		const Item *new = c >= 0 ? &b[j++] : NULL;
		if (old && new && old->mode == new->mode && oid_eq(&old->id, &new->id))
			continue;
		const char *name = c <= 0 ? a[i - 1].name : b[j - 1].name;
		const char *path = *dir ? arena_format(t->arena, "%s/%s", dir, name) : name;
		if ((old && !is_dir(old)) || (new && !is_dir(new)))
			paths_add(t->out, path);
		const Oid *from = is_dir(old) ? &old->id : NULL;
		const Oid *to = is_dir(new) ? &new->id : NULL;
		if ((from || to) && !compare(t, path, from, to))
			return false;
	}
	return true;
}

bool changes_trees(Odb *odb, const Oid *old, const Oid *new, Paths *out, const char **why)
{
	Trees t = { odb, out->arena, out, why, 0 };
	if ((!old || !new || !oid_eq(old, new)) && !compare(&t, "", old, new))
		return false;
	paths_sort(out);
	return true;
}

bool changes_tree_of(Odb *odb, Arena *a, const Oid *id, Oid *tree, const char **why)
{
	ObjectKind kind;
	Object o;
	Commit c;
	Oid at;
	ObjectStatus s = odb_peel(odb, a, id, &at, &kind);
	if (s == OBJECT_OK && kind == OBJECT_TREE) {
		*tree = at;
		return true;
	}
	*why = s == OBJECT_MISSING    ? "the object is not in this repository" :
		s != OBJECT_OK        ? odb_why(odb) :
		kind != OBJECT_COMMIT ? "it is no commit" :
					"the commit is broken";
	if (s != OBJECT_OK || kind != OBJECT_COMMIT ||
		odb_read(odb, a, &at, MAX_TREE, &o) != OBJECT_OK || !commit_read(a, &at, &o, &c))
		return false;
	*tree = c.tree;
	return true;
}

// ---- The work tree --------------------------------------------------------------------------------

typedef struct Known {
	const Item *item;
	bool met;
} Known;

typedef struct Work {
	Trees t;
	Syms *syms;
	Map tree;  // path to Known
	Map index; // path to IndexFile
	Known **known;
	const char **path;
	uint32_t n;
} Work;

static bool flatten(Work *w, const char *dir, const Oid *id)
{
	Item *item;
	uint32_t n;
	if (strlen(dir) > MAX_PATH_BYTES)
		return fail(&w->t, arena_copy(w->t.arena, dir, 40), "the path is too long");
	if (!read_items(&w->t, dir, id, &item, &n))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		const char *path =
			*dir ? arena_format(w->t.arena, "%s/%s", dir, item[i].name) : item[i].name;
		if (is_dir(&item[i])) {
			if (!flatten(w, path, &item[i].id))
				return false;
			continue;
		}
		Known *k = NEW(w->t.arena, Known);
		k->item = &item[i];
		map_put(&w->tree, sym_of(w->syms, path), k);
		uint32_t count = w->n;
		PUSH(w->t.arena, w->known, count, k);
		PUSH(w->t.arena, w->path, w->n, path);
	}
	return true;
}

static bool has_content(const Repo *r, Arena *a, const IndexFile *f, Tree *disk, bool link)
{
	char target[MAX_PATH_BYTES];
	const char *text = target;
	size_t n;
	Oid id;
	if (link) {
		const char *path = arena_format(a, "%s/%s", r->work_dir, f->path);
		ssize_t got = readlink(path, target, sizeof target);
		if (got < 0)
			return false;
		n = (size_t)got;
	} else if (disk->read(disk, a, f->path, MAX_BLOB, &text, &n) != TREE_OK) {
		return false;
	}
	repo_blob(r, text, n, &id);
	return oid_eq(&id, &f->id);
}

// Whether the file on disk still is what the index says.
static bool is_fresh(const Repo *r, const Index *index, const IndexFile *f, Tree *disk)
{
	Arena *a = arena_new();
	struct stat st;
	bool fresh = lstat(arena_format(a, "%s/%s", r->work_dir, f->path), &st) == 0;
	if (!fresh || (f->mode & MODE_TYPE) == MODE_MODULE) {
		fresh = fresh || (f->mode & MODE_TYPE) == MODE_MODULE;
	} else if (S_ISLNK(st.st_mode) != ((f->mode & MODE_TYPE) == MODE_LINK) ||
		(S_ISREG(st.st_mode) && !(st.st_mode & 0100) != !(f->mode & 0100))) {
		fresh = false;
	} else if ((uint32_t)st.st_size != f->size || st.st_mtim.tv_sec != f->mtime ||
		(f->nanoseconds && (uint32_t)st.st_mtim.tv_nsec != f->nanoseconds) ||
		st.st_mtim.tv_sec >= index->mtime) { // written while git looked: read it
		fresh = has_content(r, a, f, disk, S_ISLNK(st.st_mode));
	}
	arena_free(a);
	return fresh;
}

static void find_new(Work *w, Tree *tree, const char *dir)
{
	TreeEntry *e;
	uint32_t n;
	if (tree->list(tree, w->t.arena, dir, &e, &n) != TREE_OK)
		return;
	for (uint32_t i = 0; i < n; i++) {
		if (!*dir && str_eq(e[i].name, ".git"))
			continue;
		const char *path =
			*dir ? arena_format(w->t.arena, "%s/%s", dir, e[i].name) : e[i].name;
		Sym key = sym_find(w->syms, path);
		const IndexFile *f = key ? map_get(&w->index, key) : NULL;
		if (!f && e[i].type == ENTRY_DIR && !e[i].link)
			find_new(w, tree, path);
		else if (!f)
			paths_add(w->t.out, path);
	}
}

bool changes_work(const Repo *r, const Oid *tree, const Index *index, Tree *work, Paths *out,
	const char **why)
{
	Work w = { .t = { r->odb, out->arena, out, why, 0 }, .syms = syms_new(out->arena) };
	w.tree.arena = w.index.arena = out->arena;
	if (!flatten(&w, "", tree))
		return false;
	for (uint32_t i = 0; i < index->n; i++) {
		const IndexFile *f = &index->file[i];
		Sym key = sym_of(w.syms, f->path);
		Known *k = map_get(&w.tree, key);
		map_put(&w.index, key, (void *)f);
		if (k)
			k->met = true;
		bool same = k && !f->conflicted && !f->intended && oid_eq(&k->item->id, &f->id) &&
			k->item->mode == f->mode;
		if (!same || (!f->absent && !is_fresh(r, index, f, work)))
			paths_add(out, f->path);
	}
	for (uint32_t i = 0; i < w.n; i++)
		if (!w.known[i]->met)
			paths_add(out, w.path[i]);
	find_new(&w, work, "");
	paths_sort(out);
	return true;
}
