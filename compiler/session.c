// session.c: operands to units: topologies are independent, so they are compiled on a pool of
// threads, one arena and one tree each, and reported in the order of their paths.
#include "session.h"

#include "load.h"
#include "pool.h"
#include "read.h"
#include "said.h"
#include "tree_memo.h"
#include "tree_open.h"
#include "tree_overlay.h"
#include "tree_record.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_WORD = 64 }; // characters of a sandbox, an environment or a release

// One thing to do: a topology's folder, or a plain file.
typedef struct Job {
	const char *root, *path; // path in the tree
	bool plain;
	const char *text; // of standard input
	size_t n;
	const char
		*file; // the file of a topology that has this text instead of the disk's, or NULL
} Job;

typedef struct Jobs {
	Session *s;
	const char *cwd, *last;
	Job *job;
	uint32_t n;
} Jobs;

void session_start(Session *s, Arena *a, const Cli *cli)
{
	*s = (Session){ .arena = a, .cli = cli };
	s->opt.sandbox = cli->sandbox ? cli->sandbox : "stable";
	s->opt.env = cli->env;
	s->opt.release = cli->release;
	s->opt.run_tasks = cli->run_tasks;
	s->opt.config = cli->config;
	const char *target = cli->target ? cli->target : "all";
	bool build = str_eq(cli->command, "build");
	s->opt.findings_only = str_eq(cli->command, "check") || str_eq(cli->command, "fix");
	char out[PATH_MAX];
	if (build && cli->out && realpath(cli->out, out)) // else it is yet to be made
		s->opt.out = arena_copy(a, out, strlen(out));
	s->opt.backend[CFN] = build && !str_eq(target, "tf");
	s->opt.backend[TF] = build && !str_eq(target, "cfn");
}

static int complain(const char *path, const char *what)
{
	fprintf(stderr, "topc: %s: %s\n", path, what);
	return EXIT_UNABLE;
}

// Sandbox, environment and release become parts of names, tags and file names.
static const char *unfit_word(const Cli *cli)
{
	const char *const word[] = { cli->sandbox, cli->env, cli->release };
	for (size_t i = 0; i < COUNT(word); i++) {
		size_t n = word[i] ? strlen(word[i]) : 1;
		bool fits = n > 0 && n <= MAX_WORD;
		for (size_t j = 0; fits && word[i] && j < n; j++)
			fits = isalnum((unsigned char)word[i][j]) ||
				(j > 0 && strchr("-_.+", word[i][j]));
		if (!fits)
			return word[i];
	}
	return NULL;
}

static const char *read_stdin(Arena *a, size_t *n)
{
	Buf b = { .arena = a };
	char part[65536];
	for (size_t got; b.n <= MAX_FILE_BYTES && (got = fread(part, 1, sizeof part, stdin)) > 0;)
		buf_add(&b, part, got);
	*n = b.n;
	return b.s ? b.s : "";
}

static bool is_topology_file(const char *path)
{
	const char *base = path_base(path);
	return str_eq(base, "topology.yml") || str_eq(base, "topology.yaml") ||
		str_eq(base, "topology.json");
}

static Tree *finder_of(const Session *s, const char *root)
{
	for (uint32_t i = 0; i < s->nfinder; i++)
		if (str_eq(s->finder[i]->root, root))
			return s->finder[i];
	return NULL;
}

// The tree in which operands are looked for; what it lists serves all units below that root.
static Tree *find_in(Jobs *p, const char *root)
{
	Session *s = p->s;
	Tree *known = finder_of(s, root);
	Tree *t = known ? NULL : tree_disk(root, p->cwd);
	if (t) {
		known = tree_memo(t, NULL);
		PUSH(s->arena, s->finder, s->nfinder, known);
	}
	return known;
}

// A folder: its own topology, or all below it; a folder that is one function counts too.
static void add_folder(Jobs *p, const char *root, const char *path)
{
	Arena *a = p->s->arena;
	Tree *t = find_in(p, root);
	uint32_t n = 0;
	const char **dir = t ? load_find(t, a, path, &n) : NULL;
	for (uint32_t i = 0; i < n; i++)
		PUSH(a, p->job, p->n, ((Job){ .root = root, .path = dir[i] }));
	if (!n)
		PUSH(a, p->job, p->n, ((Job){ .root = root, .path = path }));
}

// Whether a file of this name describes an entity whose folder it stands in.
static bool is_spec_file(const char *path)
{
	const char *base = path_base(path);
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->files && (*k)->files->spec &&
			word_in((*k)->files->spec, base, strlen(base)))
			return true;
	return false;
}

// The nearest folder at or above `dir` that has a topology; `dir` itself when none has.
static const char *owner_of(Jobs *p, const char *root, const char *dir)
{
	Arena *a = p->s->arena;
	Tree *t = find_in(p, root);
	const char *found = NULL;
	for (const char *at = dir; t && !found; at = path_dir(a, at)) {
		TreeEntry *entry;
		uint32_t n;
		if (t->list(t, a, at, &entry, &n) == TREE_OK)
			for (uint32_t i = 0; i < n && !found; i++)
				found = is_topology_file(entry[i].name) ? at : NULL;
		if (!*at)
			break;
	}
	return found ? found : dir;
}

// A file that is part of a topology stands for all of it: nothing in it can be judged by itself.
// `job` has its text when that is not the disk's.
static void add_file(Jobs *p, Job job, const char *path)
{
	Arena *a = p->s->arena;
	job.path = path;
	job.plain = !is_topology_file(path) && !is_spec_file(path);
	if (job.text)
		job.file = path;
	if (is_topology_file(path))
		job.path = path_dir(a, path);
	else if (!job.plain)
		job.path = owner_of(p, job.root, path_dir(a, path));
	PUSH(a, p->job, p->n, job);
}

// Standard input, under the name of a file that need not be there yet.
static void add_stdin(Jobs *p)
{
	Arena *a = p->s->arena;
	const char *name = p->s->cli->stdin_filename;
	Job job = { .root = p->cwd };
	job.text = read_stdin(a, &job.n);
	char real[PATH_MAX];
	const char *dir = name ? path_dir(a, name) : "";
	bool part = name && (is_topology_file(name) || is_spec_file(name));
	if (part && realpath(*dir ? dir : *name == '/' ? "/" : ".", real)) {
		const char *folder = arena_copy(a, real, strlen(real));
		job.root = tree_find_root(a, folder);
		size_t n = strlen(job.root);
		const char *in = folder + n + (folder[n] == '/' && n > 1);
		add_file(p, job, arena_format(a, "%s%s%s", in, *in ? "/" : "", path_base(name)));
		return;
	}
	job.path = name ? name : "<stdin>";
	job.plain = true;
	PUSH(a, p->job, p->n, job);
}

static int add_operand(Jobs *p, const char *operand)
{
	Arena *a = p->s->arena;
	if (str_eq(operand, "-")) {
		add_stdin(p);
		return EXIT_CLEAN;
	}
	char real[PATH_MAX];
	struct stat st;
	if (!realpath(operand, real) || stat(real, &st) != 0)
		return complain(operand, strerror(errno));
	const char *path = arena_copy(a, real, strlen(real));
	const char *root = tree_find_root(a, path);
	size_t n = strlen(root);
	const char *in = path + n + (path[n] == '/' && n > 1);
	if (S_ISDIR(st.st_mode))
		add_folder(p, root, in);
	else
		add_file(p, (Job){ .root = root }, in);
	return EXIT_CLEAN;
}

static void run_plain(Jobs *p, Unit *u, const Job *job)
{
	const char *text = job->text;
	size_t n = job->n;
	if (!text) {
		TreeStatus s =
			u->tree->read(u->tree, u->arena, job->path, MAX_FILE_BYTES, &text, &n);
		if (s != TREE_OK) {
			const char *why = s == TREE_ERROR ? strerror(errno) :
				s == TREE_TOO_LARGE       ? "it is too large" :
							    "no such file";
			say_cannot_read(
				u, (Span){ 0 }, tree_show(u->tree, u->arena, job->path), why);
			return;
		}
	}
	check_plain(p->s->cli, u, source_add(u, job->path, text, n));
}

static void run_job(void *jobs, uint32_t i, Matcher *m)
{
	Jobs *p = jobs;
	const Job *job = &p->job[i];
	Tree *t = tree_disk(job->root, p->cwd);
	if (!t)
		die("%s: %s", job->root, strerror(errno));
	t = tree_memo(t, finder_of(p->s, job->root));
	if (job->file)
		t = tree_overlay(t, job->file, job->text, job->n);
	if (inputs_wanted(p->s->cli))
		t = tree_record(t);
	p->s->tree[i] = t;
	if (job->plain) {
		p->s->unit[i] = unit_new(t, &p->s->opt);
		p->s->unit[i]->path = job->path;
		run_plain(p, p->s->unit[i], job);
	} else {
		p->s->unit[i] = compile(t, &p->s->opt, m, job->path, p->last);
		p->s->unit[i]->path = job->path;
		p->s->unit[i]->matcher = NULL; // the thread's, which ends
	}
	Tree *finder = finder_of(p->s, job->root);
	if (p->s->only_said && p->n > 1 && finder && !inputs_wanted(p->s->cli)) {
		Unit *whole = p->s->unit[i];
		p->s->unit[i] = unit_said(whole, finder);
		unit_free(whole);
		t->close(t);
		p->s->tree[i] = NULL;
	}
}

static int by_path(const void *a, const void *b)
{
	const Job *x = a;
	const Job *y = b;
	int c = strcmp(x->root, y->root);
	return c ? c : strcmp(x->path, y->path);
}

int session_run(Session *s, const char *last)
{
	char cwd[PATH_MAX];
	Jobs p = { .s = s, .last = last };
	if (!getcwd(cwd, sizeof cwd))
		return complain(".", strerror(errno));
	p.cwd = cwd;
	const char *unfit = unfit_word(s->cli);
	if (unfit) {
		Buf word = { .arena = s->arena };
		quote_json(&word, unfit, strlen(unfit));
		fprintf(stderr,
			"topc: a sandbox, an environment or a release is made of up to %d letters, digits "
			"and `-_.+`, not %s\n",
			MAX_WORD, word.s);
		return EXIT_USAGE;
	}
	const char *why;
	s->opt.iam_data = read_iam_data(s->arena, s->cli->iam_data, &why);
	if (why) {
		complain(s->cli->iam_data, why);
		return EXIT_USAGE;
	}
	for (uint32_t i = 0; i < s->cli->npath; i++) {
		int status = add_operand(&p, s->cli->path[i]);
		if (status)
			return status;
	}
	if (p.n > 1)
		qsort(p.job, p.n, sizeof *p.job, by_path);
	uint32_t kept = p.n > 0;
	for (uint32_t i = 1; i < p.n; i++) // the same topology named twice
		if (by_path(&p.job[i], &p.job[kept - 1]) != 0 ||
			p.job[i].plain != p.job[kept - 1].plain)
			p.job[kept++] = p.job[i];
	p.n = kept;
	s->n = p.n;
	s->unit = NEW_N(s->arena, Unit *, p.n + 1);
	s->tree = NEW_N(s->arena, Tree *, p.n + 1);
	pool_run(s->cli->jobs, p.n, run_job, &p);
	return EXIT_CLEAN;
}

void session_end(Session *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		unit_free(s->unit[i]);
		if (s->tree[i])
			s->tree[i]->close(s->tree[i]);
	}
	for (uint32_t i = 0; i < s->nfinder; i++)
		s->finder[i]->close(s->finder[i]);
}
