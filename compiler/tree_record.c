// tree_record.c: a tree that remembers what was asked of it, for depfiles and for watching.
#include "tree_record.h"

#include "written.h"

#include <stdlib.h>
#include <string.h>

typedef struct Record {
	Tree tree;
	Tree *under;
	Arena *arena;
	Syms *syms;
	Map seen;   // a path (interned) to 1: a file that is known, 2: a folder, 3: both
	Map output; // folders that topc writes to: new after every run, so they are no input
	Sym *file, *folder;
	uint32_t nfile, nfolder;
} Record;

static void remember(Record *r, const char *path, bool folder)
{
	Sym key = sym_of(r->syms, path);
	uintptr_t bit = folder ? 2 : 1;
	uintptr_t known = (uintptr_t)map_get(&r->seen, key);
	if (known & bit)
		return;
	map_put(&r->seen, key, (void *)(known | bit));
	if (folder)
		PUSH(r->arena, r->folder, r->nfolder, key);
	else
		PUSH(r->arena, r->file, r->nfile, key);
}

static TreeStatus record_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Record *r = t->own;
	TreeStatus s = r->under->list(r->under, a, dir, out, n);
	if (s == TREE_OK)
		remember(r, dir, true);
	return s;
}

static TreeStatus record_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Record *r = t->own;
	TreeStatus s = r->under->read(r->under, a, path, limit, text, n);
	uint32_t listed;
	if (s == TREE_OK && str_eq(path_base(path), "manifest.json") &&
		manifest_paths(a, *text, *n, &listed)) {
		Sym dir = sym_of(r->syms, path_dir(a, path));
		map_put(&r->output, dir, (void *)dir);
	} else if (s == TREE_OK) {
		remember(r, path, false);
	}
	return s;
}

static TreeStatus record_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Record *r = t->own;
	return r->under->stat(r->under, a, path, out);
}

static void record_close(Tree *t)
{
	Record *r = t->own;
	r->under->close(r->under);
	arena_free(r->arena);
}

Tree *tree_record(Tree *under)
{
	Arena *a = arena_new();
	Record *r = NEW(a, Record);
	r->arena = a;
	r->syms = syms_new(a);
	r->seen.arena = r->output.arena = a;
	r->under = under;
	r->tree = *under;
	r->tree.list = record_list;
	r->tree.read = record_read;
	r->tree.stat = record_stat;
	r->tree.close = record_close;
	r->tree.own = r;
	return &r->tree;
}

void tree_recorded(const Tree *t, Arena *a, Inputs *out)
{
	if (t->list != record_list)
		return;
	const Record *r = t->own;
	for (uint32_t i = 0; i < r->nfile; i++)
		PUSH(a, out->file, out->nfile, tree_show(t, a, r->file[i]));
	for (uint32_t i = 0; i < r->nfolder; i++) {
		if (map_get(&r->output, r->folder[i]))
			continue;
		const char *shown = tree_show(t, a, r->folder[i]);
		size_t n = strlen(shown);
		while (n > 1 && shown[n - 1] == '/')
			n--;
		PUSH(a, out->folder, out->nfolder, n ? arena_copy(a, shown, n) : ".");
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static uint32_t sort(const char **list, uint32_t n)
{
	if (!n)
		return 0;
	qsort(list, n, sizeof *list, by_text);
	uint32_t kept = 1;
	for (uint32_t i = 1; i < n; i++)
		if (strcmp(list[i], list[kept - 1]) != 0)
			list[kept++] = list[i];
	return kept;
}

void inputs_sort(Inputs *in)
{
	in->nfile = sort(in->file, in->nfile);
	in->nfolder = sort(in->folder, in->nfolder);
}
