// cmd_check_changed.c: `topc check --changed-files`, `--changed`, `--all`: from files that changed to
// what has to be checked.
//
// A hook runs the command several times when the list is long, and never names a file that was
// deleted; so each file stands for whole topologies, and what else changed does not matter.
#include "changes.h"
#include "cmd_check.h"
#include "load.h"
#include "pool.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Search {
	Arena *arena;
	Cli *cli;
	Options opt;
	const char *cwd, *root;
	Paths paths;
	const char **dir;
	uint32_t n;
	bool *touched;
} Search;

static int complain(const char *path, const char *what)
{
	fprintf(stderr, "topc: %s: %s\n", path, what);
	return EXIT_UNABLE;
}

// A file as the tree names it; links in the folders above it are followed, for the working directory
// may be one. NULL: it lies outside.
static const char *in_tree(Search *s, const char *file)
{
	Arena *a = s->arena;
	char real[PATH_MAX];
	const char *full = *file == '/' ? file : arena_format(a, "%s/%s", s->cwd, file);
	const char *dir = path_dir(a, full);
	if (realpath(*dir ? dir : "/", real))
		full = arena_format(a, "%s/%s", real, path_base(full));
	size_t n = strlen(s->root) == 1 ? 0 : strlen(s->root);
	if (strncmp(full, s->root, n) != 0 || full[n] != '/')
		return NULL;
	return path_join(a, "", full + n + 1);
}

static void given_files(Search *s)
{
	for (uint32_t i = 0; i < s->cli->npath; i++) {
		const char *path = in_tree(s, s->cli->path[i]);
		if (path && *path)
			paths_add(&s->paths, path);
	}
	paths_sort(&s->paths);
}

// What git says has changed since `base`.
static int git_files(Search *s, Unit *u)
{
	const char *why = NULL;
	const char *base = s->cli->base ? s->cli->base : "HEAD";
	Repo *repo = repo_open(s->arena, s->root, &why);
	Index index;
	Oid id, tree;
	if (!repo && why)
		say_broken_history(u, (Span){ 0 }, why);
	else if (!repo)
		say_no_repository(u, (Span){ 0 }, U_FORMAT(u, "`%s`", s->root));
	else if (!repo->work_dir)
		say_no_repository(u, (Span){ 0 }, "a bare repository");
	else if (!repo_resolve(repo, base, &id, &why))
		say_unknown_revision(u, (Span){ 0 }, base, U_FORMAT(u, "%s", why));
	else if (!changes_tree_of(repo->odb, s->arena, &id, &tree, &why) ||
		!repo_index(repo, s->arena, &index, &why))
		say_broken_history(u, (Span){ 0 }, why);
	if (!u->nerror) {
		s->root = arena_copy(s->arena, repo->work_dir, strlen(repo->work_dir));
		Tree *work =
			tree_work(repo, work_index(s->arena, &index), tree_disk(s->root, s->cwd));
		if (!changes_work(repo, &tree, &index, work, &s->paths, &why))
			say_broken_history(u, (Span){ 0 }, why);
		work->close(work);
	}
	repo_close(repo);
	return u->nerror ? EXIT_FINDINGS : EXIT_CLEAN;
}

static void look_at(void *of, uint32_t i, Matcher *m)
{
	Search *s = of;
	Tree *t = tree_disk(s->root, s->cwd);
	if (!t) // it goes away while we look: let the check say so
		s->touched[i] = true;
	else
		s->touched[i] = topology_touched(t, &s->opt, m, s->dir[i], &s->paths);
	if (t)
		t->close(t);
}

static bool is_flow(const char *path)
{
	return str_ends(path, ".asl.json") || str_ends(path, ".asl.yml") ||
		str_ends(path, ".asl.yaml");
}

// A state machine that is no part of any topology is checked by itself.
static bool stands_alone(Search *s, Tree *t, Matcher *m, const char *path)
{
	TreeEntry e;
	if (!is_flow(path) || t->stat(t, s->arena, path, &e) != TREE_OK || e.type != ENTRY_FILE)
		return false;
	Paths one = { .arena = s->arena };
	paths_add(&one, path);
	for (uint32_t i = 0; i < s->n; i++)
		if (s->touched[i] && topology_touched(t, &s->opt, m, s->dir[i], &one))
			return false;
	return true;
}

static void set_operands(Search *s, Tree *t)
{
	Arena *a = s->arena;
	Matcher *m = matcher_new(a);
	const char **path = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->touched[i])
			PUSH(a, path, n, arena_format(a, "%s/%s", s->root, s->dir[i]));
	for (uint32_t i = 0; i < s->paths.n; i++)
		if (stands_alone(s, t, m, s->paths.path[i]))
			PUSH(a, path, n, arena_format(a, "%s/%s", s->root, s->paths.path[i]));
	s->cli->path = path;
	s->cli->npath = n;
}

int check_operands(Arena *a, Cli *cli, const Options *opt)
{
	char cwd[PATH_MAX];
	int status = EXIT_CLEAN;
	if (!getcwd(cwd, sizeof cwd))
		return complain(".", strerror(errno));
	Search s = { .arena = a, .cli = cli, .opt = *opt, .cwd = cwd, .paths = { .arena = a } };
	s.root = tree_find_root(a, arena_copy(a, cwd, strlen(cwd)));
	if (cli->all) {
		PUSH(a, cli->path, cli->npath, s.root);
		return EXIT_CLEAN;
	}
	if (cli->changed_files) {
		given_files(&s);
	} else {
		Unit *u = unit_new(NULL, opt);
		status = git_files(&s, u);
		Result r = { &u, 1, "check" };
		if (status)
			report_result(a, cli, &r);
		unit_free(u);
		if (status)
			return status;
	}
	Tree *t = tree_disk(s.root, cwd);
	if (!t)
		return complain(s.root, strerror(errno));
	if (s.paths.n)
		s.dir = load_find(t, a, "", &s.n);
	s.touched = NEW_N(a, bool, s.n + 1);
	pool_run(cli->jobs, s.n, look_at, &s);
	set_operands(&s, t);
	t->close(t);
	return EXIT_CLEAN;
}
