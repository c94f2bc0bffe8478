// load_search.c: which folders hold entities and topologies.
#include "load.h"
#include "load_parts.h"
#include "read.h"

#include <string.h>

// Folders that hold neither functions nor topologies, whatever .topcignore says.
static const char skipped[] =
	"node_modules __pycache__ build dist target venv vendor infrastructure";

static bool is_ignored(const Loader *l, const char *path, bool is_dir)
{
	return ignore_match(&l->ignore[0], path, is_dir) ||
		ignore_match(&l->ignore[1], path, is_dir);
}

static bool is_skipped(const Loader *l, const char *path, const TreeEntry *e)
{
	return e->type != ENTRY_DIR || e->name[0] == '.' ||
		word_in(skipped, e->name, strlen(e->name)) || (l && is_ignored(l, path, true));
}

void load_read_ignore(Unit *u, Ignore *ig, const char *dir)
{
	static const char *const names[] = { ".topcignore", ".tcignore" };
	for (size_t i = 0; i < COUNT(names) && !ig->n; i++) {
		const char *text;
		size_t n;
		if (u->tree->read(u->tree, u->arena, load_below(u, dir, names[i]), MAX_FILE_BYTES,
			    &text, &n) == TREE_OK)
			ignore_read(u->arena, ig, dir, text);
	}
}

static bool nested_ignored(const Loader *l, Unit *u, const Scope *s, const char *dir)
{
	const Value *list = l->nodes_ignore;
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const char *path = value_text(list->u.item[i]);
		path = path ? path_join(u->arena, s->dir, path) : NULL;
		if (path && str_starts(dir, path) &&
			(!dir[strlen(path)] || dir[strlen(path)] == '/'))
			return true;
	}
	return false;
}

static bool is_home(const Kind *k, const char *dir)
{
	const char *name = path_base(dir);
	return k->files->homes && word_in(k->files->homes, name, strlen(name));
}

// The folder as an entity of any kind, if such may stand where it does. True: it is not searched.
static bool take_folder(Loader *l, Scope *s, Depth depth, const char *dir, const char *path,
	const TreeEntry *e, uint32_t n)
{
	Unit *u = l->u;
	for (const Kind *const *k = kinds; *k; k++) {
		const Files *files = (*k)->files;
		if (!files || !files->spec)
			continue;
		if (depth == CHILDREN || (depth == HOMES && is_home(*k, dir))) {
			if (load_folder(u, s, *k, path, e, n, NULL, false))
				return true;
			continue;
		}
		const char *spec = load_spec_in(u, files, e, n);
		if (!spec)
			continue;
		U_PUSH(u, l->unread, l->nunread, load_below(u, path, spec));
		return true;
	}
	return false;
}

// What is one is not searched further: what lies in it is its own. What topc wrote is none.
void load_search(Loader *l, Scope *s, Depth depth, const char *dir, const TreeEntry *e, uint32_t n)
{
	Unit *u = l->u;
	for (uint32_t i = 0; i < n; i++) {
		const char *path = load_below(u, dir, e[i].name);
		if (is_skipped(l, path, &e[i]))
			continue;
		TreeEntry *in;
		uint32_t nin;
		if (u->tree->list(u->tree, u->arena, path, &in, &nin) != TREE_OK)
			continue;
		const Written above = l->written;
		bool output = written_drop(u->tree, u->arena, path, in, &nin, &l->written);
		if (!output)
			load_say_no_files(u, path, in, nin, load_topology_files);
		if (load_has_topology(in, nin)) {
			if (!nested_ignored(l, u, s, path))
				load_scope(u, s, path, in, nin);
		} else if (!take_folder(l, s, depth, dir, path, in, nin) && !output) {
			load_search(l, s, depth == CHILDREN ? HOMES : FURTHER, path, in, nin);
		}
		l->written = above;
	}
}

void load_more(Loader *l, Scope *s, const Kind *k)
{
	Unit *u = l->u;
	const Value *list = k->files->more ? value_get(s->doc, k->files->more) : NULL;
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		Value *dir = list->u.item[i];
		const char *path = load_path(u, dir);
		TreeEntry *e;
		uint32_t n;
		if (!path || u->tree->list(u->tree, u->arena, path, &e, &n) != TREE_OK) {
			if (path)
				say_no_such_folder(u, dir->at, path);
			scope_refuse(u, s, k, dir); // nobody knows what would be in it
			continue;
		}
		for (uint32_t j = 0; j < n; j++) {
			const char *child = load_below(u, path, e[j].name);
			TreeEntry *in;
			uint32_t nin;
			if (!is_skipped(l, child, &e[j]) &&
				u->tree->list(u->tree, u->arena, child, &in, &nin) == TREE_OK)
				load_folder(u, s, k, child, in, nin, NULL, false);
		}
	}
}

void load_say_unread(const Loader *l, Scope *s)
{
	Unit *u = l->u;
	for (uint32_t i = 0; i < l->nunread; i++) {
		const char *file = l->unread[i];
		const char *dir = path_dir(u->arena, file);
		if (map_get(&s->found_dir, unit_sym(u, dir)))
			continue;
		const Kind *of = NULL;
		for (const Kind *const *k = kinds; *k && !of; k++)
			if ((*k)->files && (*k)->files->spec &&
				word_in((*k)->files->spec, path_base(file),
					strlen(path_base(file))))
				of = *k;
		Diag *d = say_unread_spec_file(
			u, (Span){ source_add(u, file, "", 0), 0, 0 }, path_base(file), of->one);
		diag_line(d,
			"a %s stands directly in the topology's folder, or in one of its folders: %s",
			of->one, of->files->homes);
		diag_line(d, "name it in `%s`: `%s: { %s: %s }`, or its parent in `%s`",
			of->section, path_base(dir), of->files->dir_key,
			dir + strlen(s->dir) + (*s->dir != 0), of->files->more);
	}
}

static void find_below(Tree *t, Arena *a, const char *dir, const char ***out, uint32_t *count)
{
	TreeEntry *e;
	uint32_t n;
	if (t->list(t, a, dir, &e, &n) != TREE_OK)
		return;
	if (load_has_topology(e, n)) {
		PUSH(a, *out, *count, dir);
		return;
	}
	if (written_drop(t, a, dir, e, &n, &(Written){ 0 }))
		return;
	for (uint32_t i = 0; i < n; i++)
		if (!is_skipped(NULL, dir, &e[i]))
			find_below(t, a,
				*dir ? arena_format(a, "%s/%s", dir, e[i].name) : e[i].name, out,
				count);
}

const char **load_find(Tree *t, Arena *a, const char *dir, uint32_t *n)
{
	const char **out = NULL;
	*n = 0;
	find_below(t, a, dir, &out, n);
	return out;
}
