// tree_overlay.c: a tree in which one file holds something else than on disk.
#include "tree_overlay.h"

#include <string.h>

typedef struct Overlay {
	Tree tree;
	Tree *under;
	Arena *arena;
	const char *path, *dir, *text;
	size_t n;
} Overlay;

static TreeStatus overlay_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Overlay *o = t->own;
	TreeStatus s = o->under->list(o->under, a, dir, out, n);
	if (s != TREE_OK || !str_eq(dir, o->dir))
		return s;
	TreeEntry own = { .name = path_base(o->path), .type = ENTRY_FILE, .size = o->n };
	uint32_t at = 0;
	while (at < *n && strcmp((*out)[at].name, own.name) < 0)
		at++;
	if (at < *n && str_eq((*out)[at].name, own.name))
		return s;
	TreeEntry *all = NEW_N(a, TreeEntry, *n + 1);
	if (*n) {
		memcpy(all, *out, at * sizeof *all);
		memcpy(all + at + 1, *out + at, (*n - at) * sizeof *all);
	}
	all[at] = own;
	*out = all;
	++*n;
	return s;
}

static TreeStatus overlay_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Overlay *o = t->own;
	if (!str_eq(path, o->path))
		return o->under->read(o->under, a, path, limit, text, n);
	if (o->n > limit)
		return TREE_TOO_LARGE;
	*text = arena_copy(a, o->text, o->n);
	*n = o->n;
	return TREE_OK;
}

static TreeStatus overlay_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Overlay *o = t->own;
	if (!str_eq(path, o->path))
		return o->under->stat(o->under, a, path, out);
	*out = (TreeEntry){ .name = path_base(o->path), .type = ENTRY_FILE, .size = o->n };
	return TREE_OK;
}

static void overlay_close(Tree *t)
{
	Overlay *o = t->own;
	o->under->close(o->under);
	arena_free(o->arena);
}

Tree *tree_overlay(Tree *under, const char *path, const char *text, size_t n)
{
	Arena *a = arena_new();
	Overlay *o = NEW(a, Overlay);
	o->arena = a;
	o->under = under;
	o->path = arena_copy(a, path, strlen(path));
	o->dir = path_dir(a, o->path);
	o->text = text;
	o->n = n;
	o->tree = *under;
	o->tree.list = overlay_list;
	o->tree.read = overlay_read;
	o->tree.stat = overlay_stat;
	o->tree.close = overlay_close;
	o->tree.own = o;
	return &o->tree;
}
