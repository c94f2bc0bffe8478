// layer_requirements.c: what a requirements.txt brings along: further files that it names, which go
// into the build's context, and local paths, which the build does not see.
#include "layer.h"

#include <string.h>

enum { MOST_DEEP = 8 }; // files that name files

typedef struct Line {
	const char *s;
	size_t n;
} Line;

// The rest of the line after one of the words, with what stands around it taken off; n 0: it has none.
static Line after(Line l, const char *words)
{
	for (Word w = { .rest = words }; word_next(&w);) {
		if (l.n <= w.n || strncmp(l.s, w.s, w.n) != 0)
			continue;
		size_t skip = strspn(l.s + w.n, " \t=");
		if (!skip && w.s[1] == '-')
			continue;
		Line rest = { l.s + w.n + skip, l.n - w.n - skip };
		rest.n = rest.n ? strcspn(rest.s, " \t\r\n#") : 0;
		return rest;
	}
	return (Line){ l.s, 0 };
}

static bool is_local(Line l)
{
	return l.n && (l.s[0] == '.' || l.s[0] == '/' || str_starts(l.s, "file:"));
}

static Span part_of(const Value *text, Line l)
{
	Span at = text->at;
	uint32_t lo = at.lo + (uint32_t)(l.s - text->u.s);
	return (Span){ .file = at.file, .lo = lo, .hi = lo + (uint32_t)l.n };
}

static void say_unseen(Unit *u, const Value *text, Line l, const char *layer, const char *what)
{
	Diag *d =
		say_requirement_unseen(u, part_of(text, l), layer, arena_copy(u->arena, l.s, l.n));
	diag_line(d, "%s", what);
}

// Where files of a layer's requirements go: what lies below `dir` goes below `to` of the context.
typedef struct Into {
	Entity *e;
	Artifact *a;
	const char *dir, *to;
} Into;

static void read_file(Unit *u, const Into *in, const char *path, Span why, unsigned depth);

// `-r base.txt`: relative to the file that names it.
static void add_named(
	Unit *u, const Into *in, const char *from, const Value *text, Line l, unsigned depth)
{
	const char *name = arena_copy(u->arena, l.s, l.n);
	const char *path = path_join(u->arena, path_dir(u->arena, from), name);
	size_t n = strlen(in->dir);
	if (str_starts(name, "https:") || str_starts(name, "http:"))
		return;
	if (*name == '/' || !path || (n && (strncmp(path, in->dir, n) != 0 || path[n] != '/'))) {
		say_unseen(u, text, l, in->e->name,
			"the build's context is the folder of the manifest: move the file below it");
		return;
	}
	const char *entry = U_FORMAT(u, "%s%s", in->to, path + n + (n > 0));
	if (artifact_find(in->a, entry))
		return;
	artifact_file(u, in->a, entry, path, part_of(text, l));
	if (!in->a->failed)
		read_file(u, in, path, part_of(text, l), depth + 1);
}

static void read_file(Unit *u, const Into *in, const char *path, Span why, unsigned depth)
{
	const Value *text = depth < MOST_DEEP ? load_text(u, path, why) : NULL;
	if (!text || text->kind != V_STR)
		return;
	for (const char *s = text->u.s; *s; s += *s == '\n') {
		Line l = { s, strcspn(s, "\n") };
		s += l.n;
		size_t blank = strspn(l.s, " \t");
		l.s += blank;
		l.n -= blank < l.n ? blank : l.n;
		Line file = after(l, "--requirement --constraint -r -c");
		Line editable = after(l, "--editable -e");
		if (file.n)
			add_named(u, in, path, text, file, depth);
		else if (is_local(editable) || is_local(l))
			say_unseen(u, text,
				editable.n ? editable : (Line){ l.s, strcspn(l.s, " \t\r\n#") },
				in->e->name,
				"the build sees manifests alone; ready code goes into a layer with `source`");
	}
}

void layer_requirements(Unit *u, Entity *e, Artifact *a, const char *to, const char *path, Span why)
{
	Into in = { e, a, path_dir(u->arena, path), to };
	read_file(u, &in, path, why, 0);
}
