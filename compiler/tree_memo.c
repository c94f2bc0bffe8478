// tree_memo.c: a tree that lists no folder twice.
#include "tree_memo.h"

#include <string.h>

typedef struct Listing {
	TreeStatus status;
	TreeEntry *entry;
	uint32_t n;
} Listing;

typedef struct Memo Memo;
struct Memo {
	Tree tree;
	Tree *under;
	const Memo *base;
	Arena *arena;
	Syms *syms;
	Map listed; // folder's path to its Listing
	Map absent; // path of a file that could not be found
};

static const Listing *listing_of(const Memo *m, const char *dir, size_t n)
{
	for (; m; m = m->base) {
		Sym key = sym_find_n(m->syms, dir, n);
		const Listing *known = key ? map_get(&m->listed, key) : NULL;
		if (known)
			return known;
	}
	return NULL;
}

static const TreeEntry *entry_of(const Listing *l, const char *name, size_t n)
{
	uint32_t lo = 0;
	for (uint32_t hi = l->n; lo < hi;) {
		uint32_t mid = lo + (hi - lo) / 2;
		int order = strncmp(l->entry[mid].name, name, n);
		if (order == 0 && !l->entry[mid].name[n])
			return &l->entry[mid];
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

// Looks a path up in the nearest folder at or above it that was listed. True when that says
// all: *out is its entry, or NULL when there is nothing of that name.
static bool is_known(const Memo *m, const char *path, const TreeEntry **out)
{
	size_t end = strlen(path);
	for (bool whole = true; end; whole = false) {
		size_t name = end;
		while (name && path[name - 1] != '/')
			name--;
		size_t dir = name ? name - 1 : 0;
		const Listing *l = listing_of(m, path, dir);
		if (l && l->status != TREE_OK)
			return false;
		if (l) {
			*out = entry_of(l, path + name, end - name);
			return !*out || (whole && !(*out)->link);
		}
		end = dir;
	}
	return false;
}

static TreeStatus memo_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Memo *m = t->own;
	const Listing *known = listing_of(m, dir, strlen(dir));
	if (!known) {
		Listing *l = NEW(m->arena, Listing);
		l->status = m->under->list(m->under, m->arena, dir, &l->entry, &l->n);
		if (l->status == TREE_ERROR) // errno is asked for now
			return TREE_ERROR;
		map_put(&m->listed, sym_of(m->syms, dir), l);
		known = l;
	}
	*n = known->n;
	*out = NULL;
	if (known->n) {
		*out = NEW_N(a, TreeEntry, known->n);
		memcpy(*out, known->entry, known->n * sizeof **out);
	}
	return known->status;
}

static TreeStatus memo_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Memo *m = t->own;
	const TreeEntry *e;
	if (is_known(m, path, &e) && !e)
		return TREE_MISSING;
	Sym key = sym_find(m->syms, path);
	if (key && map_get(&m->absent, key))
		return TREE_MISSING;
	TreeStatus s = m->under->read(m->under, a, path, limit, text, n);
	if (s == TREE_MISSING)
		map_put(&m->absent, sym_of(m->syms, path), m);
	return s;
}

static TreeStatus memo_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Memo *m = t->own;
	const TreeEntry *e;
	if (!is_known(m, path, &e) || (e && e->type != ENTRY_DIR))
		return m->under->stat(m->under, a, path, out);
	*out = e ? *e : (TreeEntry){ .name = path_base(path) };
	return e ? TREE_OK : TREE_MISSING;
}

static void memo_close(Tree *t)
{
	Memo *m = t->own;
	m->under->close(m->under);
	arena_free(m->arena);
}

Tree *tree_memo(Tree *under, const Tree *base)
{
	Arena *a = arena_new();
	Memo *m = NEW(a, Memo);
	m->arena = a;
	m->under = under;
	m->base = base ? base->own : NULL;
	m->syms = syms_new(a);
	m->listed.arena = m->absent.arena = a;
	m->tree = *under;
	m->tree.list = memo_list;
	m->tree.read = memo_read;
	m->tree.stat = memo_stat;
	m->tree.close = memo_close;
	m->tree.own = m;
	return &m->tree;
}
