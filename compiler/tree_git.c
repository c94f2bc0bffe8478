// tree_git.c: a commit as a tree of files.
//
// Each folder is read once. A path is walked from the root; a link on the way is put in place and the
// walk starts again, so that no link leads out. What a damaged or partial repository lacks is
// remembered (tree_trouble), for an empty answer would read as "removed".
#include "tree_git.h"

#include <errno.h>
#include <string.h>

enum {
	MAX_LINKS = 40,        // as the kernel has it
	MAX_PATH_BYTES = 4096, // no disk could hold a longer one
	MAX_TREE = 64 << 20,   // one folder; a million entries
	MAX_LINK_TEXT = 4096,  // the kernel's limit
	MAX_LISTS = 200 * 1000 // folders that share one object can be named without end
};

typedef struct Folder {
	TreeStatus status;
	Odb *odb;
	Item *item;
	uint32_t n;
} Folder;

typedef struct Git {
	Tree tree;
	Arena *arena;
	const Repo *repo;
	Syms *syms;
	Map folder; // path (interned) to Folder
	Odb *odb;   // own ones
	Odb **module;
	uint32_t nmodule;
	Item root;
	uint32_t lists;
	const char *trouble, *absent; // the first of each
} Git;

// Where a path leads: to an entry, in a store.
typedef struct Spot {
	Odb *odb;
	Item item;
	bool link;
} Spot;

static TreeStatus trouble(Git *g, const char *path, const char *why)
{
	if (!g->trouble)
		g->trouble = arena_format(g->arena, "`%s` of %s: %s", path, g->tree.label, why);
	errno = EIO;
	return TREE_ERROR;
}

static const char *why_not(const Odb *odb, ObjectStatus s)
{
	return s == OBJECT_MISSING    ? "the object is not in this repository" :
		s == OBJECT_TOO_LARGE ? "the object is too large" :
					odb_why(odb);
}

// ---- Submodules ---------------------------------------------------------------------------------

static const char *trim(Arena *a, const char *s, size_t n)
{
	while (n && (*s == ' ' || *s == '\t' || *s == '"'))
		s++, n--;
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '"' || s[n - 1] == '\r'))
		n--;
	return arena_copy(a, s, n);
}

// The name that .gitmodules of the root gives the module at `path`; else the path itself.
static const char *module_name(Git *g, const char *path)
{
	const char *text;
	size_t n;
	const char *name = NULL;
	if (g->tree.read(&g->tree, g->arena, ".gitmodules", 1 << 20, &text, &n) != TREE_OK)
		return path;
	for (const char *s = text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		size_t len = strcspn(s, "\n");
		const char *line = trim(g->arena, s, len);
		if (str_starts(line, "[submodule ")) {
			name = trim(g->arena, line + 11, strcspn(line + 11, "]"));
		} else if (name && str_starts(line, "path") && strchr(line, '=')) {
			const char *val = strchr(line, '=') + 1;
			if (str_eq(trim(g->arena, val, strlen(val)), path))
				return name;
		}
	}
	return path;
}

// A submodule's objects: below the repository's folder, or in the module's own one.
static Odb *module_odb(Git *g, const char *path)
{
	Arena *a = g->arena;
	const char *name = module_name(g, path);
	if (!path_join(a, "", name) || *name == '/') // `../..` in .gitmodules means harm
		return NULL;
	Odb *odb = odb_open(
		g->repo, arena_format(a, "%s/modules/%s/objects", g->repo->common_dir, name));
	if (!odb && g->repo->work_dir)
		odb = odb_open(
			g->repo, arena_format(a, "%s/%s/.git/objects", g->repo->work_dir, path));
	if (odb)
		PUSH(a, g->module, g->nmodule, odb);
	return odb;
}

// ---- Folders and paths --------------------------------------------------------------------------

static Folder *read_folder(Git *g, const char *path, Odb *odb, const Item *at)
{
	Arena *a = g->arena;
	Sym key = sym_of(g->syms, path);
	Folder *f = map_get(&g->folder, key);
	if (f)
		return f;
	f = NEW(a, Folder);
	map_put(&g->folder, key, f);
	Oid id = at->id;
	f->odb = odb;
	if ((at->mode & MODE_TYPE) == MODE_MODULE) {
		f->odb = module_odb(g, path);
		if (!f->odb) { // not fetched: on disk it is an empty folder too
			g->absent = g->absent ? g->absent : key;
			return f;
		}
		ObjectKind kind;
		Object o;
		Commit c;
		ObjectStatus s = odb_peel(f->odb, a, &at->id, &id, &kind);
		s = s == OBJECT_OK ? odb_read(f->odb, a, &id, MAX_TREE, &o) : s;
		if (s != OBJECT_OK || !commit_read(a, &id, &o, &c)) {
			f->status = trouble(g, path,
				s == OBJECT_OK ? "the submodule's commit is broken" :
						 why_not(f->odb, s));
			return f;
		}
		id = c.tree;
	}
	Object o;
	const char *why;
	ObjectStatus s = odb_read(f->odb, a, &id, MAX_TREE, &o);
	if (s != OBJECT_OK)
		f->status = trouble(g, *path ? path : ".", why_not(f->odb, s));
	else if (!tree_items(a, &o, &f->item, &f->n, &why))
		f->status = trouble(g, *path ? path : ".", why);
	return f;
}

static bool is_folder(const Item *i)
{
	return (i->mode & MODE_TYPE) == MODE_DIR || (i->mode & MODE_TYPE) == MODE_MODULE;
}

// The path with the link at `at` put in place: what stands before it, where it leads, the rest.
static TreeStatus follow(
	Git *g, Arena *a, const char *dir, const Spot *at, const char *rest, const char **path)
{
	Object o;
	ObjectStatus s = odb_read(at->odb, a, &at->item.id, MAX_LINK_TEXT, &o);
	if (s != OBJECT_OK)
		return trouble(g, at->item.name, why_not(at->odb, s));
	const char *to = path_join(a, dir, o.bytes);
	if (!to)
		return TREE_OUTSIDE;
	*path = *rest ? arena_format(a, "%s%s%s", to, *to ? "/" : "", rest) : to;
	return TREE_OK;
}

// What is left of a path behind a folder that was read already and in whose path no link stands; the walk
// may start there. Without it deep trees would cost the square of their depth.
static const char *known_folder(const Git *g, const char *path, char *done, size_t *have)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;
	memcpy(done, path, n);
	done[n] = 0;
	Sym key = n ? sym_find(g->syms, done) : NULL;
	const Folder *f = key ? map_get(&g->folder, key) : NULL;
	*have = f && f->status == TREE_OK ? n : 0;
	done[*have] = 0;
	return *have ? slash + 1 : path;
}

// One walk from the root. *again: a link was met, and *path is where it leads.
static TreeStatus walk(Git *g, Arena *a, const char **path, Spot *out, bool *again)
{
	char done[MAX_PATH_BYTES + 1];
	size_t have = 0;
	Spot spot = { g->odb, g->root, false };
	*again = false;
	const char *start = known_folder(g, *path, done, &have);
	for (const char *s = start; *s;) {
		size_t n = strcspn(s, "/");
		if (!is_folder(&spot.item))
			return TREE_MISSING;
		Folder *f = read_folder(g, done, spot.odb, &spot.item);
		if (f->status != TREE_OK)
			return f->status;
		char name[MAX_PATH_BYTES + 1];
		memcpy(name, s, n);
		name[n] = 0;
		const Item *i = item_find(f->item, f->n, name);
		if (!i)
			return TREE_MISSING;
		spot.odb = f->odb;
		spot.item = *i;
		const char *rest = s + n + (s[n] == '/');
		if ((i->mode & MODE_TYPE) == MODE_LINK) {
			*again = true;
			return follow(g, a, done, &spot, rest, path);
		}
		if (have)
			done[have++] = '/';
		memcpy(done + have, s, n);
		have += n;
		done[have] = 0;
		s = rest;
	}
	*out = spot;
	return TREE_OK;
}

// What a path names, links followed; *real is where it stands.
static TreeStatus find(Git *g, Arena *a, const char *path, Spot *out, const char **real)
{
	bool again = true;
	bool linked = false;
	for (int hops = 0; again; hops++) {
		if (strlen(path) > MAX_PATH_BYTES) {
			errno = ENAMETOOLONG;
			return TREE_ERROR;
		}
		if (hops > MAX_LINKS) {
			errno = ELOOP;
			return TREE_ERROR;
		}
		TreeStatus s = walk(g, a, &path, out, &again);
		if (s != TREE_OK)
			return s;
		linked |= again;
	}
	out->link = linked;
	*real = path;
	return TREE_OK;
}

static EntryType type_of(const Item *i)
{
	uint32_t t = i->mode & MODE_TYPE;
	return is_folder(i) ? ENTRY_DIR : t == 0100000 ? ENTRY_FILE : ENTRY_OTHER;
}

// ---- The calls of a tree ------------------------------------------------------------------------

static TreeStatus git_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	Git *g = t->own;
	Spot spot;
	const char *real;
	*out = (TreeEntry){ .name = path_base(path) };
	TreeStatus s = find(g, a, path, &spot, &real);
	if (s == TREE_OUTSIDE)
		out->type = ENTRY_OUT;
	if (s != TREE_OK)
		return s;
	out->link = spot.link;
	out->type = type_of(&spot.item);
	if (out->type != ENTRY_FILE)
		return TREE_OK;
	ObjectKind kind;
	size_t n;
	ObjectStatus o = odb_stat(spot.odb, &spot.item.id, &kind, &n);
	if (o != OBJECT_OK || kind != OBJECT_BLOB)
		return trouble(g, path, o == OBJECT_OK ? "it is no file" : why_not(spot.odb, o));
	out->executable = spot.item.mode & 0111;
	out->size = n;
	return TREE_OK;
}

static TreeStatus git_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	Git *g = t->own;
	Spot spot;
	const char *real;
	TreeStatus s = find(g, a, path, &spot, &real);
	if (s != TREE_OK)
		return s;
	if (is_folder(&spot.item))
		return TREE_IS_DIR;
	Object o;
	ObjectStatus status = odb_read(spot.odb, a, &spot.item.id, limit, &o);
	if (status == OBJECT_TOO_LARGE)
		return TREE_TOO_LARGE;
	if (status != OBJECT_OK)
		return trouble(g, path, why_not(spot.odb, status));
	*text = o.bytes;
	*n = o.n;
	return TREE_OK;
}

static TreeStatus git_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Git *g = t->own;
	Spot spot;
	const char *real;
	*out = NULL;
	*n = 0;
	if (++g->lists > MAX_LISTS)
		return trouble(g, dir, "it has more than 200,000 folders");
	TreeStatus s = find(g, a, dir, &spot, &real);
	if (s != TREE_OK)
		return s;
	if (!is_folder(&spot.item))
		return TREE_NOT_DIR;
	Folder *f = read_folder(g, real, spot.odb, &spot.item);
	if (f->status != TREE_OK)
		return f->status;
	TreeEntry *list = NEW_N(a, TreeEntry, f->n + 1);
	for (uint32_t i = 0; i < f->n; i++) {
		const Item *item = &f->item[i];
		list[i] = (TreeEntry){
			.name = item->name, .type = type_of(item), .executable = item->mode & 0111
		};
		if ((item->mode & MODE_TYPE) != MODE_LINK)
			continue;
		const char *path = *dir ? arena_format(a, "%s/%s", dir, item->name) : item->name;
		Spot to;
		s = find(g, a, path, &to, &real);
		list[i].link = true;
		list[i].executable =
			s == TREE_OK && type_of(&to.item) == ENTRY_FILE && (to.item.mode & 0111);
		list[i].type = s == TREE_OK ? type_of(&to.item) :
			s == TREE_OUTSIDE   ? ENTRY_OUT :
					      ENTRY_OTHER;
	}
	*out = list;
	*n = f->n;
	return TREE_OK;
}

static void git_close(Tree *t)
{
	Git *g = t->own;
	for (uint32_t i = 0; i < g->nmodule; i++)
		odb_close(g->module[i]);
	odb_close(g->odb);
	arena_free(g->arena);
}

Tree *tree_git(const Repo *repo, const Oid *commit, const char *label)
{
	Arena *a = arena_new();
	Git *g = NEW(a, Git);
	g->arena = a;
	g->repo = repo;
	g->syms = syms_new(a);
	g->folder.arena = a;
	g->odb = odb_again(repo);
	g->tree = (Tree){ .label = arena_copy(a, label, strlen(label)),
		.root = "",
		.cwd = "",
		.display = "",
		.list = git_list,
		.read = git_read,
		.stat = git_stat,
		.close = git_close,
		.own = g };
	if (!g->odb) {
		arena_free(a);
		return NULL;
	}
	Object o;
	Commit c;
	ObjectKind kind;
	Oid id;
	g->root = (Item){ .name = "", .mode = MODE_DIR };
	ObjectStatus s = odb_peel(g->odb, a, commit, &id, &kind);
	if (s == OBJECT_OK && kind == OBJECT_COMMIT) {
		s = odb_read(g->odb, a, &id, MAX_TREE, &o);
		if (s == OBJECT_OK && commit_read(a, &id, &o, &c))
			g->root.id = c.tree;
		else
			trouble(g, ".",
				s == OBJECT_OK ? "the commit is broken" : why_not(g->odb, s));
	} else if (s == OBJECT_OK && kind == OBJECT_TREE) {
		g->root.id = id;
	} else {
		trouble(g, ".", s == OBJECT_OK ? "it is no commit" : why_not(g->odb, s));
	}
	return &g->tree;
}

const char *tree_trouble(const Tree *t)
{
	return t->list == git_list ? ((const Git *)t->own)->trouble : NULL;
}

const char *tree_absent(const Tree *t)
{
	return t->list == git_list ? ((const Git *)t->own)->absent : NULL;
}
