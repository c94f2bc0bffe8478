// cmd_diff_revision.c: two revisions, or one and the work tree, compiled and compared.
#include "cmd_diff.h"
#include "changes.h"
#include "compile.h"
#include "load.h"
#include "pool.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Run {
	DiffReport *r;
	Options opt;
	const bool *want;
	char cwd[PATH_MAX];
	const char *root;
	Index index;
	WorkIndex *work;
	bool commit[SIDES]; // else the work tree
	Oid id[SIDES];
	const char **dir; // operands, from the root
	uint32_t ndir;
	Paths changed;
	TopologyDiff *all; // by folder
	bool *touched;
	uint32_t nall;
} Run;

// ---- Operands -------------------------------------------------------------------------------------

static bool exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

static Tree *side_tree(Run *run, int side)
{
	if (run->commit[side])
		return tree_git(
			run->r->repo, &run->id[side], side == OLD ? run->r->base : run->r->head);
	Tree *disk = tree_disk(run->root, run->cwd);
	return disk ? tree_work(run->r->repo, run->work, disk) : NULL;
}

static int usage(const char *what, const char *why)
{
	fprintf(stderr, "topc: %s%s%s\n", what, why ? ": " : "", why ? why : "");
	return EXIT_USAGE;
}

static void add_dir(Run *run, const char *path)
{
	Arena *a = run->r->arena;
	char real[PATH_MAX];
	size_t n = strlen(run->root);
	const char *full = realpath(path, real) ? real :
		*path == '/'                    ? path :
						  arena_format(a, "%s/%s", run->cwd, path);
	if (n == 1)
		n = 0;
	bool below = strncmp(full, run->root, n) == 0 && (full[n] == '/' || !full[n]);
	const char *in = below ? path_join(a, "", full + n + (full[n] == '/')) : NULL;
	PUSH(a, run->dir, run->ndir, in ? in : path);
}

static bool resolve(Run *run, const char *rev, int side, const char **why)
{
	Oid at;
	ObjectKind kind;
	if (!repo_resolve(run->r->repo, rev, &at, why))
		return false;
	ObjectStatus s = odb_peel(run->r->repo->odb, run->r->arena, &at, &run->id[side], &kind);
	if (s != OBJECT_OK || (kind != OBJECT_COMMIT && kind != OBJECT_TREE)) {
		*why = s == OBJECT_OK ? "it is a file" : "the object is not there";
		return false;
	}
	run->commit[side] = true;
	*(side == OLD ? &run->r->base : &run->r->head) = rev;
	*(side == OLD ? &run->r->base_id : &run->r->head_id) =
		oid_text(run->r->arena, &run->id[side], 40);
	return true;
}

// BASE, BASE..HEAD (its ends may be left out: HEAD) or BASE...HEAD (from where they part).
static bool read_range(Run *run, const char *spec, const char **why)
{
	Arena *a = run->r->arena;
	const char *dots = strstr(spec, "..");
	bool three = dots && dots[2] == '.';
	const char *base = dots ? arena_copy(a, spec, (size_t)(dots - spec)) : spec;
	const char *head = dots ? dots + 2 + three : NULL;
	if (!resolve(run, *base ? base : "HEAD", OLD, why))
		return false;
	if (!head)
		return true;
	if (!resolve(run, *head ? head : "HEAD", NEW_SIDE, why))
		return false;
	if (three &&
		!repo_merge_base(run->r->repo, &run->id[OLD], &run->id[NEW_SIDE], &run->id[OLD])) {
		*why = "the two have no common ancestor";
		return false;
	}
	run->r->base_id = oid_text(a, &run->id[OLD], 40);
	return true;
}

static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((uint8_t)*s < 0x20 || *s == 0x7F)
			return true;
	return false;
}

static int no_revision(Run *run, const char *spec, const char *why)
{
	Buf b = { .arena = run->r->arena };
	put_safe(&b, spec);
	Diag *d = say_unknown_revision(run->r->unit, (Span){ 0 }, b.s ? b.s : "", why);
	if (run->r->repo->shallow)
		diag_line(d,
			"this is a shallow clone: fetch more of its history (`git fetch --unshallow`)");
	return EXIT_FINDINGS;
}

// The first operand is a revision when it is one; else all of them are folders.
static int read_operands(Run *run)
{
	const Cli *cli = run->r->cli;
	const char *why = NULL;
	uint32_t i = 0;
	run->r->base = "HEAD";
	run->r->head = "work tree";
	if (cli->npath && !has_control(cli->path[0]) && read_range(run, cli->path[0], &why))
		i = 1;
	else if (cli->npath && !exists(cli->path[0]))
		return no_revision(run, cli->path[0], why ? why : "it is no name of a revision");
	else if (!resolve(run, "HEAD", OLD, &why))
		return no_revision(run, "HEAD", why);
	for (; i < cli->npath; i++)
		add_dir(run, cli->path[i]);
	if (!run->ndir)
		add_dir(run, ".");
	return EXIT_CLEAN;
}

static int open_repository(Run *run)
{
	Arena *a = run->r->arena;
	const Cli *cli = run->r->cli;
	char real[PATH_MAX];
	const char *at = run->cwd; // the repository of the last operand that is a folder
	if (cli->npath && realpath(cli->path[cli->npath - 1], real) && exists(real))
		at = arena_copy(a, real, strlen(real));
	run->root = tree_find_root(a, at);
	const char *why;
	run->r->repo = repo_open(a, run->root, &why);
	if (!run->r->repo) {
		if (why)
			say_broken_history(run->r->unit, (Span){ 0 }, why);
		else
			say_no_repository(
				run->r->unit, (Span){ 0 }, U_FORMAT(run->r->unit, "`%s`", at));
		return EXIT_FINDINGS;
	}
	if (run->r->repo->work_dir)
		run->root = run->r->repo->work_dir;
	return EXIT_CLEAN;
}

// ---- Which topologies -----------------------------------------------------------------------------

static int by_dir(const void *a, const void *b)
{
	return strcmp(((const TopologyDiff *)a)->dir, ((const TopologyDiff *)b)->dir);
}

static void find_side(Run *run, Tree *t, int side)
{
	Arena *a = run->r->arena;
	for (uint32_t i = 0; i < run->ndir; i++) {
		uint32_t n;
		const char **dir = load_find(t, a, run->dir[i], &n);
		for (uint32_t j = 0; j < n; j++) {
			TopologyDiff item = { .dir = dir[j] };
			item.there[side] = true;
			PUSH(a, run->all, run->nall, item);
		}
	}
}

static void find_topologies(Run *run, Tree *tree[SIDES])
{
	for (int s = 0; s < SIDES; s++)
		find_side(run, tree[s], s);
	if (run->nall)
		qsort(run->all, run->nall, sizeof *run->all, by_dir);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < run->nall; i++) {
		if (kept && str_eq(run->all[kept - 1].dir, run->all[i].dir)) {
			for (int s = 0; s < SIDES; s++)
				run->all[kept - 1].there[s] |= run->all[i].there[s];
			continue;
		}
		run->all[kept++] = run->all[i];
	}
	run->nall = kept;
	run->touched = NEW_N(run->r->arena, bool, kept + 1);
}

static bool find_changes(Run *run, Tree *work, const char **why)
{
	Oid tree[SIDES];
	Odb *odb = run->r->repo->odb;
	Arena *a = run->r->arena;
	run->changed.arena = a;
	if (!changes_tree_of(odb, a, &run->id[OLD], &tree[OLD], why))
		return false;
	if (!run->commit[NEW_SIDE])
		return changes_work(
			run->r->repo, &tree[OLD], &run->index, work, &run->changed, why);
	return changes_tree_of(odb, a, &run->id[NEW_SIDE], &tree[NEW_SIDE], why) &&
		changes_trees(odb, &tree[OLD], &tree[NEW_SIDE], &run->changed, why);
}

// ---- Compiling ------------------------------------------------------------------------------------

enum { TOGETHER = 16 }; // topologies of one job: opening a store costs as much as looking at some

static void touch_some(void *of, uint32_t job, Matcher *m)
{
	Run *run = of;
	Tree *tree[SIDES] = { side_tree(run, OLD), side_tree(run, NEW_SIDE) };
	for (uint32_t i = job * TOGETHER; i < run->nall && i < (job + 1) * TOGETHER; i++) {
		const TopologyDiff *t = &run->all[i];
		bool *hit = &run->touched[i];
		*hit = paths_touch(&run->changed, t->dir) || !t->there[OLD] || !t->there[NEW_SIDE];
		// Its folder is the same on both sides: what leads out of it is too.
		if (*hit || !topology_may_see(tree[NEW_SIDE], t->dir, &run->changed))
			continue;
		for (int s = 0; s < SIDES && !*hit; s++)
			*hit = topology_touched(tree[s], &run->opt, m, t->dir, &run->changed);
	}
	for (int s = 0; s < SIDES; s++)
		tree[s]->close(tree[s]);
}

static void compile_one(void *of, uint32_t i, Matcher *m)
{
	Run *run = of;
	TopologyDiff *t = &run->r->item[i / SIDES];
	int side = (int)(i % SIDES);
	if (!t->there[side])
		return;
	Tree *tree = t->tree[side] = side_tree(run, side);
	Unit *u = t->unit[side] = compile(tree, &run->opt, m, t->dir, "order");
	u->matcher = NULL;
	const char *trouble = tree_trouble(tree);
	if (trouble)
		say_broken_history(u, (Span){ 0 }, trouble);
	if (!u->nerror)
		u->ndiag = 0; // warnings are for `check`
	if (tree_absent(tree) && (side == NEW_SIDE || !t->there[NEW_SIDE]))
		say_submodule_absent(u, (Span){ 0 }, U_FORMAT(u, "%s", tree_absent(tree)));
}

static void compare_one(void *of, uint32_t i, Matcher *m)
{
	Run *run = of;
	TopologyDiff *t = &run->r->item[i];

	t->name = topology_name(t);
	for (int s = 0; s < SIDES; s++)
		if (t->unit[s])
			t->unit[s]->matcher = m;
	diff_topology(run->r, t, run->want);
	for (int s = 0; s < SIDES; s++)
		if (t->unit[s])
			t->unit[s]->matcher = NULL;
}

static void compile_all(Run *run)
{
	DiffReport *r = run->r;
	if (run->changed.n)
		pool_run(r->cli->jobs, (run->nall + TOGETHER - 1) / TOGETHER, touch_some, run);
	r->item = NEW_N(r->arena, TopologyDiff, run->nall + 1);
	for (uint32_t i = 0; i < run->nall; i++)
		if (run->touched[i])
			r->item[r->n++] = run->all[i];
	r->untouched = run->nall - r->n;
	pool_run(r->cli->jobs, r->n * SIDES, compile_one, run);
	diff_pair_moved(r);
	Arena *own = arena_new();
	Matcher *m = matcher_new(own);
	for (uint32_t i = 0; i < r->n; i++)
		compare_one(run, i, m);
	arena_free(own);
}

static int run_revisions(Run *run)
{
	DiffReport *r = run->r;
	const char *why = NULL;
	int status = open_repository(run);
	if (!status)
		status = read_operands(run);
	if (status)
		return status;
	if (!run->commit[NEW_SIDE] && !run->r->repo->work_dir)
		return usage(
			"a bare repository has no work tree", "name two revisions: BASE..HEAD");
	if (!run->commit[NEW_SIDE] && !repo_index(run->r->repo, r->arena, &run->index, &why)) {
		say_broken_history(r->unit, (Span){ 0 }, why);
		return EXIT_FINDINGS;
	}
	run->work = work_index(r->arena, &run->index);
	Tree *tree[SIDES] = { side_tree(run, OLD), side_tree(run, NEW_SIDE) };
	if (!tree[OLD] || !tree[NEW_SIDE])
		die("%s: %s", run->root, strerror(errno));
	r->unit->tree = tree[NEW_SIDE];
	if (!find_changes(run, tree[NEW_SIDE], &why)) {
		say_broken_history(r->unit, (Span){ 0 }, why);
	} else {
		find_topologies(run, tree);
		for (int s = 0; s < SIDES; s++)
			if (tree_trouble(tree[s]))
				say_broken_history(r->unit, (Span){ 0 },
					U_FORMAT(r->unit, "%s", tree_trouble(tree[s])));
		compile_all(run);
	}
	r->unit->tree = NULL;
	for (int s = 0; s < SIDES; s++)
		tree[s]->close(tree[s]);
	return r->unit->nerror ? EXIT_FINDINGS : EXIT_CLEAN;
}

int diff_revisions(DiffReport *r, const bool want[BACKENDS])
{
	const Cli *cli = r->cli;
	Run *run = NEW(r->arena, Run);
	run->r = r;
	run->want = want;
	run->opt = (Options){ .sandbox = cli->sandbox,
		.env = cli->env,
		.release = cli->release,
		.config = cli->config };
	run->opt.backend[CFN] = want[CFN];
	run->opt.backend[TF] = want[TF];
	if (!getcwd(run->cwd, sizeof run->cwd))
		return usage(".", strerror(errno));
	return run_revisions(run);
}
