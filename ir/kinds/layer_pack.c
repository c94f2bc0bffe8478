// layer_pack.c: archives of layers: trees laid over each other, and spread over several archives.
//
// A split is a function of names and sizes alone: each package has an order of the parts that comes
// from its name, and takes the first one with room. So one more package moves no other, but for
// those whose room it takes. templates/layer/pack.sh does the same for layers that are built.
#include "layer.h"

#include <stdlib.h>
#include <string.h>

enum {
	MB = 1 << 20,
	ROOM = 50,         // MB in a part; Lambda's quota of a direct upload, before compression
	MORE_ROOM = 10,    // by which a part grows until all finds a place
	MOST_PARTS = 5,    // layers of a function
	LARGEST_LOOK = 260 // MB: of files that may be equal
};

typedef struct Layer {
	Artifact *whole;
	Artifact **part;
	uint32_t nparts;
} Layer;

const Artifact *layer_whole(const Entity *e)
{
	const Layer *l = e->own;
	return l && !l->whole->built && !l->whole->failed ? l->whole : NULL;
}

const Artifact *layer_part(const Entity *e, uint32_t i)
{
	const Layer *l = e->own;
	return l && i < l->nparts ? l->part[i] : NULL;
}

uint32_t layer_count(const Entity *e)
{
	const Layer *l = e->own;
	return l && l->nparts ? l->nparts : 1;
}

// ---- Merging ------------------------------------------------------------------------------------

static bool is_equal(Unit *u, const ArtifactEntry *a, const ArtifactEntry *b)
{
	if (a->n != b->n || a->executable != b->executable || !a->path || !b->path)
		return false;
	Arena *scratch = arena_new();
	const char *text[2];
	size_t n[2];
	bool same = u->tree->read(u->tree, scratch, a->path, (size_t)LARGEST_LOOK * MB, &text[0],
			    &n[0]) == TREE_OK &&
		u->tree->read(u->tree, scratch, b->path, (size_t)LARGEST_LOOK * MB, &text[1],
			&n[1]) == TREE_OK &&
		n[0] == n[1] && memcmp(text[0], text[1], n[0]) == 0;
	arena_free(scratch);
	return same;
}

static int by_name(const void *a, const void *b)
{
	const ArtifactEntry *x = a;
	const ArtifactEntry *y = b;
	int c = strcmp(x->name, y->name);
	return c ? c : x->path && y->path ? strcmp(x->path, y->path) : 0;
}

// A file that several trees have alike is there once.
static void drop_equal(Unit *u, Artifact *a)
{
	uint32_t kept = 0;
	if (a->n)
		qsort(a->entry, a->n, sizeof *a->entry, by_name);
	for (uint32_t i = 0; i < a->n; i++) {
		if (kept && str_eq(a->entry[kept - 1].name, a->entry[i].name) &&
			is_equal(u, &a->entry[kept - 1], &a->entry[i]))
			a->bytes -= a->entry[i].n;
		else
			a->entry[kept++] = a->entry[i];
	}
	a->n = kept;
}

static void add_trees(Unit *u, Entity *e, Artifact *a)
{
	uint32_t n;
	Value **source = rec_list(e->rec, "source", &n);
	bool merge = rec_true(e->rec, "merge");
	for (uint32_t i = 0; i < n; i++) {
		const char *dir = value_text(source[i]);
		TreeEntry *child;
		uint32_t nchild;
		if (!dir)
			continue;
		if (!merge) {
			artifact_folder(u, a, "", dir, "", source[i]->at);
			continue;
		}
		if (u->tree->list(u->tree, u->arena, dir, &child, &nchild) != TREE_OK) {
			say_no_such_folder(u, source[i]->at, dir);
			a->failed = true;
			continue;
		}
		for (uint32_t j = 0; j < nchild; j++)
			if (child[j].type == ENTRY_DIR && child[j].name[0] != '.')
				artifact_folder(u, a, "",
					U_FORMAT(u, "%s%s%s", dir, *dir ? "/" : "", child[j].name),
					"", source[i]->at);
	}
	if (n > 1 || merge)
		drop_equal(u, a);
	if (!a->n && !a->failed && (!n || value_text(source[0])))
		say_archive_empty(
			u, rec_get(e->rec, "source")->at, a->name, n ? source[0]->u.s : "source");
}

// ---- Splitting ----------------------------------------------------------------------------------

// What stays together: the entries from `first` on whose names begin alike.
typedef struct Package {
	const char *name;
	uint64_t bytes;
	uint32_t first, n, rank, part;
	uint32_t pull[MOST_PARTS]; // how much it wants to each
} Package;

typedef struct Packages {
	Unit *u;
	const Artifact *whole;
	Package *list;
	uint32_t n;
} Packages;

static uint32_t hash(const char *s)
{
	uint64_t h = 0;
	for (; *s; s++)
		h = (h * 65599 + (uint8_t)*s) % 2147483647;
	for (int i = 0; i < 2; i++)
		h = h * (h % 65521 + 7) % 2147483647;
	return (uint32_t)h;
}

// Folders of folders of packages.
static bool holds_packages(const char *s, size_t n)
{
	static const char names[] =
		"python nodejs node node_modules ruby gems java lib bin site-packages";
	return word_in(names, s, n) || *s == '@' || (*s >= '0' && *s <= '9') ||
		(n > 7 && strncmp(s, "python3", 7) == 0) ||
		(n > 4 && strncmp(s, "node", 4) == 0 && s[4] >= '0' && s[4] <= '9');
}

// The entries first..last, whose names agree up to `at`, by their next part.
static void gather(Packages *p, uint32_t first, uint32_t last, size_t at)
{
	const ArtifactEntry *entry = p->whole->entry;
	while (first < last) {
		const char *name = entry[first].name;
		size_t n = strcspn(name + at, "/");
		bool folder = name[at + n] == '/';
		uint64_t bytes = 0;
		uint32_t end = first;
		for (; end < last && strncmp(entry[end].name, name, at + n + folder) == 0 &&
			(folder || end == first);
			end++)
			bytes += entry[end].n;
		if (folder && (holds_packages(name + at, n) || bytes > (uint64_t)ROOM * MB)) {
			gather(p, first, end, at + n + 1);
		} else {
			Package one = { arena_copy(p->u->arena, name, at + n), bytes, first,
				end - first };
			one.rank = hash(one.name);
			for (uint32_t k = 0; k < MOST_PARTS; k++)
				one.pull[k] = hash(U_FORMAT(p->u, "%u/%s", k + 1, one.name));
			U_PUSH(p->u, p->list, p->n, one);
		}
		first = end;
	}
}

static int by_rank(const void *a, const void *b)
{
	const Package *x = a;
	const Package *y = b;
	return x->rank < y->rank ? -1 : x->rank > y->rank ? 1 : strcmp(x->name, y->name);
}

// Whether each package finds a part in which it has room.
static bool fits(Packages *p, uint32_t parts, uint64_t limit)
{
	uint64_t load[MOST_PARTS] = { 0 };
	for (uint32_t i = 0; i < p->n; i++) {
		Package *one = &p->list[i];
		uint32_t most = 0;
		one->part = parts;
		for (uint32_t k = 0; k < parts; k++) {
			bool room = load[k] + one->bytes <= limit;
			if (room && (one->part == parts || one->pull[k] > most)) {
				one->part = k;
				most = one->pull[k];
			}
		}
		if (one->part == parts)
			return false;
		load[one->part] += one->bytes;
	}
	return true;
}

static Artifact *new_part(Unit *u, const Artifact *whole, uint32_t i, uint32_t n)
{
	Artifact *a = artifact_new(u,
		n > 1 ? U_FORMAT(u, "%s (%u of %u)", whole->name, i + 1, n) : whole->name,
		whole->at);
	a->folder = whole->folder;
	a->direct = true;
	a->stem = i ? U_FORMAT(u, "%s%u-", whole->stem, i + 1) : whole->stem;
	return a;
}

static void add_part(Layer *l, Unit *u, Artifact *a)
{
	U_PUSH(u, l->part, l->nparts, a);
}

static void split_tree(Unit *u, Layer *l, uint32_t parts)
{
	Packages p = { .u = u, .whole = l->whole };
	gather(&p, 0, l->whole->n, 0);
	qsort(p.list, p.n, sizeof *p.list, by_rank);
	uint64_t limit = (uint64_t)ROOM * MB;
	while (!fits(&p, parts, limit))
		limit += (uint64_t)MORE_ROOM * MB;
	uint32_t used[MOST_PARTS] = { 0 };
	uint32_t n = 0;
	for (uint32_t i = 0; i < p.n; i++)
		used[p.list[i].part]++;
	for (uint32_t k = 0; k < parts; k++)
		n += used[k] > 0;
	for (uint32_t k = 0; k < parts; k++) {
		if (!used[k])
			continue; // an archive cannot be empty
		Artifact *a = new_part(u, l->whole, l->nparts, n);
		add_part(l, u, a);
		for (uint32_t i = 0; i < p.n; i++)
			for (uint32_t j = 0; p.list[i].part == k && j < p.list[i].n; j++) {
				const ArtifactEntry *e = &l->whole->entry[p.list[i].first + j];
				a->bytes += e->n;
				U_PUSH(u, a->entry, a->n, *e);
			}
		artifact_check(u, a);
	}
}

// The parts of a layer that is built: each has the digest of all that goes in, and of its number.
static void split_built(Unit *u, Layer *l, uint32_t parts)
{
	for (uint32_t i = 0; i < parts; i++) {
		Artifact *a = new_part(u, l->whole, i, parts);
		a->built = true;
		a->command = U_FORMAT(u, "%s # %u of %u", l->whole->command, i + 1, parts);
		a->entry = l->whole->entry;
		a->n = l->whole->n;
		add_part(l, u, a);
	}
}

void layer_pack(Unit *u, Entity *e)
{
	const LayerTool *tool = layer_tool(e);
	uint32_t parts = (uint32_t)rec_int(e->rec, "split", 1);
	if (!rec_get(e->rec, "source") && !tool)
		return;
	Layer *l = U_NEW(u, Layer);
	const char *name = U_FORMAT(u, "layer `%s`", e->name);
	// What is split stands for itself in no archive.
	l->whole = parts > 1 ? U_NEW(u, Artifact) : artifact_new(u, name, e->at);
	l->whole->name = name;
	l->whole->at = e->at;
	l->whole->folder = "layers";
	l->whole->direct = true;
	l->whole->stem = U_FORMAT(u, "%s-", path_word(u, e->name));
	e->own = l;
	if (tool)
		layer_build_pack(u, e, l->whole, tool);
	else
		add_trees(u, e, l->whole);
	if (parts == 1) {
		e->artifact = l->whole;
		add_part(l, u, l->whole);
		return;
	}
	artifact_check(u, l->whole);
	if (l->whole->failed || !l->whole->n)
		return;
	if (tool)
		split_built(u, l, parts);
	else
		split_tree(u, l, parts);
	e->artifact = l->part[0];
}
