// fix.c: the safe fixes of findings, applied to the files.
//
// Edits are bytes of the text as it was read, so comments and layout survive. A fix is applied whole or
// not at all.
#include "fix.h"

#include "read.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Change {
	uint32_t lo, hi;
	const char *text;
} Change;

typedef struct Target {
	FixedFile file;
	const Unit *unit; // one that read it
	Change *change;   // in the order of the fixes
	uint32_t n;
} Target;

typedef struct Gather {
	Arena *arena;
	Syms *syms;
	Map by_disk; // Sym of the path on disk to its Target
	Target **target;
	uint32_t n, left;
} Gather;

static Target *target_of(Gather *g, const Unit *u, uint32_t file)
{
	const Source *s = u->src[file];
	char disk[PATH_MAX];
	if (!realpath(arena_format(g->arena, "%s/%s", u->tree->root, s->path), disk))
		return NULL;
	Sym key = sym_of(g->syms, disk);
	Target *t = map_get(&g->by_disk, key);
	if (t)
		return t;
	t = NEW(g->arena, Target);
	t->file = (FixedFile){ .path = tree_show(u->tree, g->arena, s->path),
		.disk = key,
		.text = s->text,
		.n = s->n };
	t->unit = u;
	map_put(&g->by_disk, key, t);
	PUSH(g->arena, g->target, g->n, t);
	return t;
}

typedef enum Fit { FIT_NEW, FIT_SAME, FIT_OVERLAPS } Fit;

// Two insertions at one place overlap too: nothing says which comes first.
static Fit fit(const Target *t, const Edit *e)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const Change *c = &t->change[i];
		if (c->lo == e->at.lo && c->hi == e->at.hi)
			return str_eq(c->text, e->text) ? FIT_SAME : FIT_OVERLAPS;
		if (e->at.lo < c->hi && c->lo < e->at.hi)
			return FIT_OVERLAPS;
	}
	return FIT_NEW;
}

static void take(Gather *g, const Unit *u, const Fix *f)
{
	uint32_t same = 0;
	for (uint32_t i = 0; i < f->nedit; i++) {
		const Target *t = target_of(g, u, f->edit[i].at.file);
		Fit how = t ? fit(t, &f->edit[i]) : FIT_OVERLAPS;
		if (how == FIT_OVERLAPS) {
			g->left += t != NULL;
			return;
		}
		same += how == FIT_SAME;
	}
	if (same == f->nedit)
		return;
	for (uint32_t i = 0; i < f->nedit; i++) {
		const Edit *e = &f->edit[i];
		Target *t = target_of(g, u, e->at.file);
		if (fit(t, e) == FIT_NEW)
			PUSH(g->arena, t->change, t->n, ((Change){ e->at.lo, e->at.hi, e->text }));
		t->file.count += i == 0;
	}
}

static int by_place(const void *a, const void *b)
{
	const Change *x = a;
	const Change *y = b;
	return x->lo < y->lo ? -1 : x->lo > y->lo;
}

static Buf edited(Arena *a, const Target *t, const Change *c, uint32_t n)
{
	Buf b = { .arena = a };
	size_t at = 0;
	for (uint32_t i = 0; i < n; i++) {
		buf_add(&b, t->file.text + at, c[i].lo - at);
		buf_puts(&b, c[i].text);
		at = c[i].hi;
	}
	buf_add(&b, t->file.text + at, t->file.n - at);
	return b;
}

static uint32_t reading_errors(const Unit *of, const char *path, const char *text, size_t n)
{
	Unit *u = unit_new(of->tree, of->opt);
	read_source(u, source_add(u, path, text, n));
	uint32_t errors = u->nerror;
	unit_free(u);
	return errors;
}

// The right name may stand in the same map already: an edit that would make a second key of it, or
// anything else that cannot be read, is left out.
static void drop_unreadable(Arena *a, Target *t)
{
	const char *path = t->file.path;
	uint32_t before = reading_errors(t->unit, path, t->file.text, t->file.n);
	Buf all = edited(a, t, t->change, t->n);
	if (reading_errors(t->unit, path, all.s, all.n) <= before)
		return;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		Buf one = edited(a, t, &t->change[i], 1);
		if (reading_errors(t->unit, path, one.s, one.n) <= before)
			t->change[kept++] = t->change[i];
	}
	t->file.count -= t->n - kept < t->file.count ? t->n - kept : t->file.count;
	t->n = kept;
}

static void edit(Arena *a, Target *t)
{
	qsort(t->change, t->n, sizeof *t->change, by_place);
	drop_unreadable(a, t);
	Buf b = edited(a, t, t->change, t->n);
	t->file.after = b.s;
	t->file.nafter = b.n;
}

Fixes fixes_of(Arena *a, const Session *s)
{
	Gather g = { .arena = a, .syms = syms_new(a), .by_disk = { .arena = a } };
	for (uint32_t i = 0; i < s->n; i++) {
		const Unit *u = s->unit[i];
		for (uint32_t j = 0; j < u->ndiag; j++) {
			const Diag *d = u->diag[j];
			bool one = d->nfix == 1 || (d->nfix && d->fix[1].kind != FIX_SAFE);
			if (!d->reason && one && d->fix[0].kind == FIX_SAFE && d->fix[0].nedit)
				take(&g, u, &d->fix[0]);
		}
	}
	Fixes out = { .left = g.left };
	for (uint32_t i = 0; i < g.n; i++)
		if (g.target[i]->n) {
			edit(a, g.target[i]);
			if (g.target[i]->n)
				PUSH(a, out.file, out.n, g.target[i]->file);
		}
	return out;
}

// ---- Writing ------------------------------------------------------------------------------------

static bool still_as_read(const FixedFile *f)
{
	int fd = open(f->disk, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	struct stat st;
	bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == f->n;
	char part[4096];
	size_t at = 0;
	while (same && at < f->n) {
		ssize_t got = read(fd, part, sizeof part);
		same = got > 0 && (size_t)got <= f->n - at &&
			memcmp(part, f->text + at, (size_t)got) == 0;
		at += same ? (size_t)got : 0;
	}
	close(fd);
	return same;
}

int fixes_write(Arena *a, const Fixes *x)
{
	for (uint32_t i = 0; i < x->n; i++) {
		const FixedFile *f = &x->file[i];
		if (!still_as_read(f)) {
			fprintf(stderr, "topc: %s: it is not what was read any more\n", f->path);
			return EXIT_UNABLE;
		}
		Buf b = { .arena = a };
		buf_add(&b, f->after, f->nafter);
		int status = write_whole(a, f->disk, &b);
		if (status)
			return status;
	}
	return EXIT_CLEAN;
}
