// touched.c: which topologies a change of files concerns.
//
// What lies in a topology's folder is its own. To what lies elsewhere a path must lead that holds
// `..`, a link, or the names of the infra folder; only a topology that has one of these is loaded, with
// every question it asks of the tree watched.
#include "changes.h"
#include "compile.h"

#include <string.h>

enum { MAX_TEXT = 8 << 20, MAX_FOLDERS = 64 };

// ---- A tree that watches --------------------------------------------------------------------------

typedef struct Watch {
	Tree tree;
	Tree *under;
	const Paths *paths; // or NULL
	const char *dir;    // what lies in it is not noted
	bool hit;
	Paths *noted; // or NULL
} Watch;

static void look(Watch *w, const char *path)
{
	if (w->paths && !w->hit)
		w->hit = paths_touch(w->paths, path);
	size_t n = strlen(w->dir);
	bool inside = !n || (strncmp(path, w->dir, n) == 0 && (!path[n] || path[n] == '/'));
	if (w->noted && !inside)
		paths_add(w->noted, arena_copy(w->noted->arena, path, strlen(path)));
}

static TreeStatus watch_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Watch *w = t->own;
	look(w, dir);
	return w->under->list(w->under, a, dir, out, n);
}

static TreeStatus watch_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Watch *w = t->own;
	look(w, path);
	return w->under->read(w->under, a, path, limit, text, n);
}

static TreeStatus watch_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Watch *w = t->own;
	look(w, path);
	return w->under->stat(w->under, a, path, out);
}

static bool compile_watched(
	Tree *t, const Options *opt, Matcher *m, const char *dir, const Paths *paths, Paths *noted)
{
	Watch w = { *t, t, paths, dir, false, noted };
	w.tree.list = watch_list;
	w.tree.read = watch_read;
	w.tree.stat = watch_stat;
	w.tree.own = &w;
	Unit *u = compile(&w.tree, opt, m, dir, "check"); // archives are known then
	u->matcher = NULL;
	unit_free(u);
	return w.hit;
}

void topology_outside(Tree *t, const Options *opt, Matcher *m, const char *dir, Paths *noted)
{
	compile_watched(t, opt, m, dir, NULL, noted);
	paths_sort(noted);
}

// ---- Whether it can look elsewhere ----------------------------------------------------------------

static const char skipped[] = "node_modules __pycache__ .git";

static bool is_description(const char *name)
{
	const char *ext = path_ext(name);
	return str_eq(ext, ".yml") || str_eq(ext, ".yaml") || str_eq(ext, ".json");
}

static bool looks_out(Tree *t, Arena *a, const char *dir, unsigned depth)
{
	TreeEntry *e;
	uint32_t n;
	if (t->list(t, a, dir, &e, &n) != TREE_OK)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		if (e[i].link || depth > MAX_FOLDERS)
			return true;
		const char *path = *dir ? arena_format(a, "%s/%s", dir, e[i].name) : e[i].name;
		const char *text;
		size_t len;
		if (e[i].type == ENTRY_DIR && !word_in(skipped, e[i].name, strlen(e[i].name)) &&
			looks_out(t, a, path, depth + 1))
			return true;
		if (e[i].type != ENTRY_FILE || !is_description(e[i].name))
			continue;
		// Escapes may spell the dots; whoever writes them is loaded to be sure.
		if (t->read(t, a, path, MAX_TEXT, &text, &len) != TREE_OK || strstr(text, "..") ||
			strstr(text, "\\u002") || strstr(text, "\\x2") || strlen(text) != len)
			return true;
	}
	return false;
}

bool topology_looks_out(Tree *t, const char *dir)
{
	Arena *a = arena_new();
	bool out = looks_out(t, a, dir, 0);
	arena_free(a);
	return out;
}

// Names that are looked for in the folders above a topology.
static bool is_above(const Paths *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const char *s = strstr(p->path[i], "infrastructure/");
		if (s && (s == p->path[i] || s[-1] == '/'))
			return true;
		if (str_eq(p->path[i], ".topcignore") || str_eq(p->path[i], ".tcignore"))
			return true;
	}
	return false;
}

bool topology_may_see(Tree *t, const char *dir, const Paths *paths)
{
	return is_above(paths) || topology_looks_out(t, dir);
}

bool topology_touched(Tree *t, const Options *opt, Matcher *m, const char *dir, const Paths *paths)
{
	if (!paths->n)
		return false;
	return paths_touch(paths, dir) ||
		(topology_may_see(t, dir, paths) && compile_watched(t, opt, m, dir, paths, NULL));
}
