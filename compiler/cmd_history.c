// cmd_history.c: which commits concern which topology, between which of its tags.
//
// A topology is what lies in its folder, and what compiling it looks at elsewhere. The history is walked
// once for all topologies: for each file of a commit the folders above it are looked up.
#include "cmd_history.h"
#include "load.h"
#include "pool.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// ---- What a topology is made of -------------------------------------------------------------------

static void add_path(Chronicles *c, Chronicle *t, const char *path)
{
	if (*path || !*t->dir)
		PUSH(c->arena, t->path, t->npath, arena_copy(c->arena, path, strlen(path)));
}

// Its infra folder may stand in any folder above it, today or at another time.
static void add_infra(Chronicles *c, Chronicle *t)
{
	for (const char *dir = t->dir;; dir = path_dir(c->arena, dir)) {
		add_path(c, t,
			arena_format(c->arena, "%s%sinfrastructure/tc/%s", dir, *dir ? "/" : "",
				t->name));
		if (!*dir)
			return;
	}
}

static const char *copy(Arena *a, const char *s)
{
	return s ? arena_copy(a, s, strlen(s)) : NULL;
}

typedef struct Naming {
	Chronicles *c;
	struct {
		const char *name, *declared, *trouble;
		Paths outside;
	} * of;
} Naming;

static void name_one(void *of, uint32_t i, Matcher *m)
{
	static const char *const files[] = { "topology.yml", "topology.yaml", "topology.json" };
	Naming *n = of;
	Chronicles *c = n->c;
	const char *dir = c->item[i].dir;
	Tree *t = tree_git(c->repo, &c->head, "HEAD");
	Unit *u = unit_new(t, &c->opt);
	Arena *own = n->of[i].outside.arena;
	TreeEntry e;
	for (size_t k = 0; k < COUNT(files) && !n->of[i].name; k++) {
		const char *path = *dir ? U_FORMAT(u, "%s/%s", dir, files[k]) : files[k];
		if (t->stat(t, u->arena, path, &e) != TREE_OK)
			continue;
		const Value *v = load_file(u, path, (Span){ 0 });
		n->of[i].name = copy(own, value_text(value_get(v, "name")));
		n->of[i].declared = copy(own, value_text(value_get(v, "version")));
	}
	unit_free(u);
	if (topology_looks_out(t, dir))
		topology_outside(t, &c->opt, m, dir, &n->of[i].outside);
	n->of[i].trouble = copy(own, tree_trouble(t));
	t->close(t);
}

static void name_all(Chronicles *c)
{
	Naming n = { .c = c };
	n.of = arena_get(c->arena, sizeof *n.of * (c->n + 1));
	for (uint32_t i = 0; i < c->n; i++)
		n.of[i].outside.arena = arena_new();
	pool_run(c->cli->jobs, c->n, name_one, &n);
	for (uint32_t i = 0; i < c->n; i++) {
		Chronicle *t = &c->item[i];
		t->name = copy(c->arena, n.of[i].name);
		if (n.of[i].trouble)
			say_broken_history(
				c->unit, (Span){ 0 }, U_FORMAT(c->unit, "%s", n.of[i].trouble));
		t->declared = copy(c->arena, n.of[i].declared);
		if (!t->name || !*t->name)
			t->name = *t->dir ? path_base(t->dir) : "topology";
		add_path(c, t, t->dir);
		add_path(c, t, ".topcignore");
		add_path(c, t, ".tcignore");
		add_infra(c, t);
		for (uint32_t j = 0; j < n.of[i].outside.n; j++)
			add_path(c, t, n.of[i].outside.path[j]);
		arena_free(n.of[i].outside.arena);
	}
}

// ---- Which commits --------------------------------------------------------------------------------

typedef struct Owner {
	Chronicle *of;
	struct Owner *next;
} Owner;

typedef struct Owners {
	Chronicles *c;
	Syms *syms;
	Map of; // path to Owner
} Owners;

static void own_all(Owners *o)
{
	Chronicles *c = o->c;
	for (uint32_t i = 0; i < c->n; i++)
		for (uint32_t j = 0; j < c->item[i].npath; j++) {
			Sym key = sym_of(o->syms, c->item[i].path[j]);
			Owner *first = map_get(&o->of, key);
			if (first && first->of == &c->item[i])
				continue;
			Owner *own = NEW(c->arena, Owner);
			*own = (Owner){ &c->item[i], first };
			map_put(&o->of, key, own);
		}
}

static void note(Owners *o, const char *path, size_t n, uint32_t commit)
{
	char key[PATH_MAX + 1];
	if (n > PATH_MAX)
		return;
	memcpy(key, path, n);
	key[n] = 0;
	Sym known = sym_find(o->syms, key);
	for (const Owner *own = known ? map_get(&o->of, known) : NULL; own; own = own->next) {
		Chronicle *t = own->of;
		if (t->seen == commit + 1)
			continue;
		t->seen = commit + 1;
		PUSH(o->c->arena, t->touch, t->ntouch, commit);
	}
}

static bool note_all(Chronicles *c, const char **why)
{
	Owners o = { .c = c, .syms = syms_new(c->arena), .of.arena = c->arena };
	own_all(&o);
	for (uint32_t i = 0; i < c->history.n; i++) {
		Paths p = { .arena = arena_new() };
		bool ok = history_files(c->repo, &c->history, i, &p, why);
		if (!ok)
			*why = U_FORMAT(c->unit, "%s", *why);
		for (uint32_t j = 0; j < p.n && ok; j++) {
			note(&o, "", 0, i);
			for (size_t k = 1; p.path[j][k]; k++)
				if (p.path[j][k] == '/')
					note(&o, p.path[j], k, i);
			note(&o, p.path[j], strlen(p.path[j]), i);
		}
		arena_free(p.arena);
		if (!ok)
			return false;
	}
	return true;
}

// ---- Between which tags ---------------------------------------------------------------------------

static int newest_first(const void *a, const void *b)
{
	const Chapter *x = a;
	const Chapter *y = b;
	return version_compare(y->version, x->version);
}

static void find_tags(Chronicles *c, Chronicle *t, const Ref *tag, uint32_t n)
{
	size_t len = strlen(t->name);
	PUSH(c->arena, t->chapter, t->n, (Chapter){ 0 });
	for (uint32_t i = 0; i < n; i++) {
		Chapter s = { .tag = tag[i].name };
		if (strncmp(tag[i].name, t->name, len) != 0 || tag[i].name[len] != '-' ||
			!version_read(tag[i].name + len + 1, &s.version))
			continue;
		s.id = tag[i].id;
		uint32_t at = history_find(&c->history, &s.id);
		if (at == UINT32_MAX)
			continue; // of another line of development
		s.time = c->history.entry[at].commit.time;
		PUSH(c->arena, t->chapter, t->n, s);
	}
	if (t->n > 2)
		qsort(t->chapter + 1, t->n - 1, sizeof *t->chapter, newest_first);
}

// Marks what leads to `from` and is not marked yet.
static void mark(const History *h, uint32_t *of, uint32_t *todo, uint32_t from, uint32_t section)
{
	uint32_t n = 0;
	if (of[from])
		return;
	of[from] = section;
	todo[n++] = from;
	while (n) {
		const LogEntry *e = &h->entry[todo[--n]];
		for (uint32_t p = 0; p < e->nparent; p++)
			if (!of[e->parent[p]]) {
				of[e->parent[p]] = section;
				todo[n++] = e->parent[p];
			}
	}
}

static void sort_commits(Chronicles *c, Chronicle *t, uint32_t *of, uint32_t *todo)
{
	const History *h = &c->history;
	memset(of, 0, sizeof *of * h->n);
	for (uint32_t s = t->n; s-- > 1;) // the oldest version that has it
		mark(h, of, todo, history_find(h, &t->chapter[s].id), s);
	for (uint32_t i = 0; i < t->ntouch; i++) {
		Chapter *s = &t->chapter[of[t->touch[i]]];
		PUSH(c->arena, s->entry, s->n, t->touch[i]);
	}
}

static void sort_all(Chronicles *c)
{
	Arena *a = c->arena;
	Ref *tag;
	uint32_t n;
	repo_tags(c->repo, a, &tag, &n);
	for (uint32_t i = 0; i < n; i++) {
		ObjectKind kind;
		Oid id;
		if (odb_peel(c->repo->odb, a, &tag[i].id, &id, &kind) == OBJECT_OK)
			tag[i].id = id;
	}
	uint32_t *of = NEW_N(a, uint32_t, c->history.n + 1);
	uint32_t *todo = NEW_N(a, uint32_t, c->history.n + 1);
	for (uint32_t i = 0; i < c->n; i++) {
		find_tags(c, &c->item[i], tag, n);
		sort_commits(c, &c->item[i], of, todo);
	}
}

// ---- All of it ------------------------------------------------------------------------------------

static bool open_all(Chronicles *c, const char **why)
{
	char real[PATH_MAX];
	const char *at = c->cli->npath && realpath(c->cli->path[0], real) ? real : c->cwd;
	c->root = tree_find_root(c->arena, copy(c->arena, at));
	c->repo = repo_open(c->arena, c->root, why);
	if (!c->repo && *why)
		say_broken_history(c->unit, (Span){ 0 }, *why);
	else if (!c->repo)
		say_no_repository(c->unit, (Span){ 0 }, U_FORMAT(c->unit, "`%s`", c->root));
	else if (!repo_resolve(c->repo, "HEAD", &c->head, why))
		say_unknown_revision(c->unit, (Span){ 0 }, "HEAD", U_FORMAT(c->unit, "%s", *why));
	if (c->unit->nerror)
		return false;
	if (c->repo->work_dir)
		c->root = c->repo->work_dir;
	return true;
}

static const char *in_tree(Chronicles *c, const char *path)
{
	char real[PATH_MAX];
	size_t n = strlen(c->root);
	if (!realpath(path, real) || strncmp(real, c->root, n) != 0 || (real[n] && real[n] != '/'))
		return NULL;
	return copy(c->arena, real + n + (real[n] == '/'));
}

static int find_all(Chronicles *c)
{
	Arena *a = c->arena;
	Tree *t = tree_git(c->repo, &c->head, "HEAD");
	if (!t)
		die("the store of objects went away");
	uint32_t n = c->cli->npath;
	for (uint32_t i = 0; i < (n ? n : 1); i++) {
		const char *path = in_tree(c, n ? c->cli->path[i] : c->cwd);
		uint32_t found = 0;
		const char **dir = path ? load_find(t, a, path, &found) : NULL;
		for (uint32_t j = 0; j < found; j++) {
			Chronicle one = { .dir = copy(a, dir[j]) };
			PUSH(a, c->item, c->n, one);
		}
		if (!found && n)
			say_no_topology(c->unit, (Span){ 0 }, c->cli->path[i]);
	}
	if (tree_trouble(t))
		say_broken_history(c->unit, (Span){ 0 }, U_FORMAT(c->unit, "%s", tree_trouble(t)));
	t->close(t);
	return c->unit->nerror ? EXIT_FINDINGS : EXIT_CLEAN;
}

int chronicles_read(Chronicles *c, Arena *a, Cli *cli)
{
	static const Options none;
	char cwd[PATH_MAX];
	const char *why = NULL;
	if (!getcwd(cwd, sizeof cwd)) {
		fprintf(stderr, "topc: .: %s\n", strerror(errno));
		return EXIT_UNABLE;
	}
	*c = (Chronicles){ .arena = a, .cli = cli, .cwd = copy(a, cwd) };
	c->opt = (Options){ .sandbox = cli->sandbox ? cli->sandbox : "stable", .env = cli->env };
	c->unit = unit_new(NULL, &none);
	if (!open_all(c, &why))
		return EXIT_FINDINGS;
	int status = find_all(c);
	if (status)
		return status;
	name_all(c);
	if (c->unit->nerror)
		return EXIT_FINDINGS;
	if (!history_read(c->repo, a, &c->head, &c->history, &why) || !note_all(c, &why)) {
		say_broken_history(c->unit, (Span){ 0 }, why);
		return EXIT_FINDINGS;
	}
	if (c->history.cut)
		say_shallow_history(c->unit, (Span){ 0 });
	sort_all(c);
	return EXIT_CLEAN;
}

void chronicles_end(Chronicles *c)
{
	repo_close(c->repo);
	if (c->unit)
		unit_free(c->unit);
}
