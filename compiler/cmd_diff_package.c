// cmd_diff_package.c: the archives of two sides, by digest and file by file.
#include "cmd_diff.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_FILE = 260 << 20 };

// The bytes of an entry, in `a`; NULL when they cannot be read.
static const char *bytes_of(Tree *t, Arena *a, const ArtifactEntry *e, size_t *n)
{
	const char *text = e->text;
	*n = e->n;
	if (text)
		return text;
	return t->read(t, a, e->path, LARGEST_FILE, &text, n) == TREE_OK ? text : NULL;
}

static bool same_entry(const TopologyDiff *t, const ArtifactEntry *x, const ArtifactEntry *y)
{
	if (x->executable != y->executable)
		return false;
	Arena *a = arena_new();
	size_t n, m;
	const char *p = bytes_of(t->tree[OLD], a, x, &n);
	const char *q = p ? bytes_of(t->tree[NEW_SIDE], a, y, &m) : NULL;
	bool same = q && n == m && memcmp(p, q, n) == 0;
	arena_free(a);
	return same;
}

static void compare_files(Arena *a, const TopologyDiff *t, PackageDelta *d)
{
	const Artifact *x = d->old;
	const Artifact *y = d->new;
	for (uint32_t i = 0, j = 0; i < x->n || j < y->n;) {
		int c = i >= x->n ? 1 : j >= y->n ? -1 : strcmp(x->entry[i].name, y->entry[j].name);
		const ArtifactEntry *old = c <= 0 ? &x->entry[i++] : NULL;
		const ArtifactEntry *new = c >= 0 ? &y->entry[j++] : NULL;
		if (old && new &&same_entry(t, old, new))
			continue;
		PackageFile f = { old ? old->name : new->name, !old ? '+' : !new ? '-' : '~' };
		PUSH(a, d->file, d->nfile, f);
	}
}

static const Artifact *find(const Unit *u, const char *name)
{
	for (uint32_t i = 0; u && i < u->nartifact; i++)
		if (str_eq(u->artifact[i]->name, name))
			return u->artifact[i];
	return NULL;
}

// A package that only its entity's name has changed for.
static bool renamed(const Unit *from, const Unit *to, const Artifact *one)
{
	for (uint32_t i = 0; to && i < to->nartifact; i++)
		if (str_eq(to->artifact[i]->digest, one->digest) &&
			!find(from, to->artifact[i]->name))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const PackageDelta *)a)->name, ((const PackageDelta *)b)->name);
}

static void add(Arena *a, TopologyDiff *t, const Artifact *old, const Artifact *new)
{
	PackageDelta d = { .old = old, .new = new };
	d.name = new ? new->name : old ? old->name : "";
	if (old && new &&str_eq(old->digest, new->digest)) {
		t->same_packages++;
		return;
	}
	if (old && new)
		compare_files(a, t, &d);
	PUSH(a, t->package, t->npackage, d);
}

void diff_packages(Arena *a, TopologyDiff *t)
{
	const Unit *old = t->unit[OLD];
	const Unit *new = t->unit[NEW_SIDE];
	for (uint32_t i = 0; new &&i < new->nartifact; i++) {
		const Artifact *was = find(old, new->artifact[i]->name);
		if (!was && renamed(new, old, new->artifact[i]))
			t->same_packages++;
		else
			add(a, t, was, new->artifact[i]);
	}
	for (uint32_t i = 0; old && i < old->nartifact; i++)
		if (!find(new, old->artifact[i]->name) && !renamed(old, new, old->artifact[i]))
			add(a, t, old->artifact[i], NULL);
	if (t->npackage)
		qsort(t->package, t->npackage, sizeof *t->package, by_name);
}
