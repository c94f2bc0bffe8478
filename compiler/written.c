// written.c: what topc wrote into a folder of the tree.
//
// An output folder inside of the project lies where functions are searched and files are packed. Its
// manifest lists what is in it: those files are no source, or every build would change the next one.
#include "written.h"

#include "../ir/ir.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

static const char manifest[] = "manifest.json";

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **manifest_paths(Arena *a, const char *text, size_t n, uint32_t *count)
{
	const char **path = NULL;
	*count = 0;
	if (!str_starts(text, "{\n  \"schema\": \"topc.manifest/") || utf8_check(text, n) != n ||
		strlen(text) != n)
		return NULL;
	Options opt = { 0 };
	Unit *scratch = unit_new(NULL, &opt);
	Value *v = read_json(scratch, source_add(scratch, manifest, text, n));
	const Value *files = v ? value_get(v, "files") : NULL;
	for (uint32_t i = 0; files && files->kind == V_MAP && i < files->n; i++) {
		const char *key = files->u.pair[i].key;
		const char *plain = path_join(a, "", key);
		if (plain && str_eq(plain, key))
			PUSH(a, path, *count, plain);
	}
	unit_free(scratch);
	if (*count)
		qsort(path, *count, sizeof *path, by_text);
	return path;
}

static bool is_listed(const Written *w, const char *path)
{
	return w->n && bsearch(&path, w->path, w->n, sizeof *w->path, by_text);
}

bool written_drop(Tree *t, Arena *a, const char *dir, TreeEntry *e, uint32_t *n, Written *w)
{
	const char *text;
	size_t len;
	bool own = false;
	for (uint32_t i = 0; i < *n && !own; i++) {
		if (!str_eq(e[i].name, manifest) || e[i].type != ENTRY_FILE)
			continue;
		const char *path = *dir ? arena_format(a, "%s/%s", dir, manifest) : manifest;
		if (t->read(t, a, path, MAX_FILE_BYTES, &text, &len) != TREE_OK)
			continue;
		Written found = { .dir = dir };
		found.path = manifest_paths(a, text, len, &found.n);
		own = found.n;
		if (own)
			*w = found;
	}
	if (!w->dir)
		return false;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < *n; i++) {
		const char *path = *dir ? arena_format(a, "%s/%s", dir, e[i].name) : e[i].name;
		const char *in = path + (*w->dir ? strlen(w->dir) + 1 : 0);
		bool gone = e[i].type == ENTRY_FILE && (is_listed(w, in) || str_eq(in, manifest));
		if (!gone)
			e[kept++] = e[i];
	}
	*n = kept;
	return own;
}
