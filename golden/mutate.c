// mutate.c: topologies with one thing wrong. Each value of each file is taken away, renamed and
// replaced in turn, and what is left is compiled and printed: whatever was said or made has to be
// sound (golden/sound.h), and nothing may crash or hang.
//
//   mutate [-v] [-s STEP | -p PAIRS] FOLDER...
//
// Each FOLDER is a topology. -s 7 tries every seventh edit only; -p 1000 tries a thousand pairs of edits
// of each, always the same ones; -v prints what was said to standard output. What crashes is printed as
// FILE:FROM-TO and the text that stood there instead. Exit status 1 when something was found.
#include "../compiler/compile.h"
#include "../compiler/read.h"
#include "../compiler/tree_open.h"
#include "../compiler/tree_overlay.h"
#include "sound.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 20, CROSSED = 3, CRASHES = 5 };

typedef struct Mutation {
	const Source *of;
	uint32_t lo, hi;
	const char *text;
} Mutation;

typedef struct Case {
	Arena *arena;
	const char *dir;
	Value **scalar; // of the file that is being walked
	uint32_t nscalar;
	Mutation *edit;
	uint32_t nedit;
} Case;

static const Options options = { .sandbox = "bob", .env = "dev", .backend = { true, true } };
static bool verbose;
static uint32_t pairs; // how many pairs of edits are tried; 0: single ones

// ---- Edits --------------------------------------------------------------------------------------

// What stands for a value, and what for a map or a list.
static const char *const words[] = { "''", "x", "0", "-1", "7", "99999999999", "1e99", "0.5",
	"true", "~", "{}", "[]", "[x, x]", "{ x: y }", "'{{var.none}}'", "'a{{sandbox}}b'",
	"'{{account}}'", "'{{param.New}}'", "../../..", "'*'", "'a b'", "\"\\n\\u00e9'\"",
	"'${x}%{y}{z'" };
static const char *const shapes[] = { "x", "true", "{}", "[]", "[{}]", "{ x: {} }" };

static void add(Case *c, const Source *of, uint32_t lo, uint32_t hi, const char *text)
{
	if (lo <= hi && hi <= of->n)
		PUSH(c->arena, c->edit, c->nedit, ((Mutation){ of, lo, hi, text }));
}

// Takes the bytes away with the comma that parted them from the next ones, or from those before.
static void add_removal(Case *c, const Source *of, uint32_t lo, uint32_t hi)
{
	uint32_t next = hi, before = lo;
	while (next < of->n && strchr(" \t\r\n", of->text[next]))
		next++;
	while (before && strchr(" \t\r\n", of->text[before - 1]))
		before--;
	if (next < of->n && of->text[next] == ',')
		hi = next + 1;
	else if (before && of->text[before - 1] == ',')
		lo = before - 1;
	add(c, of, lo, hi, "");
}

static void walk(Case *c, const Source *of, Value *v)
{
	bool map = v->kind == V_MAP, list = v->kind == V_LIST;
	if (!map && !list)
		PUSH(c->arena, c->scalar, c->nscalar, v);
	else
		for (uint32_t i = 0; i < COUNT(shapes); i++)
			add(c, of, v->at.lo, v->at.hi, shapes[i]);
	for (uint32_t i = 0; map && i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		add_removal(c, of, p->at.lo, p->val->at.hi);
		add(c, of, p->at.lo, p->at.hi, "zz");
		walk(c, of, p->val);
	}
	for (uint32_t i = 0; list && i < v->n; i++) {
		add_removal(c, of, v->u.item[i]->at.lo, v->u.item[i]->at.hi);
		walk(c, of, v->u.item[i]);
	}
}

// A scalar becomes each word, and some of the others of its file.
static void replace_scalars(Case *c, const Source *of)
{
	for (uint32_t i = 0; i < c->nscalar; i++) {
		Span at = c->scalar[i]->at;
		for (uint32_t k = 0; k < COUNT(words); k++)
			add(c, of, at.lo, at.hi, words[k]);
		for (uint32_t k = 1; k <= CROSSED; k++) {
			Span other = c->scalar[(i * 7 + k * 31) % c->nscalar]->at;
			if (other.hi - other.lo < 200)
				add(c, of, at.lo, at.hi,
					arena_copy(c->arena, of->text + other.lo,
						other.hi - other.lo));
		}
	}
	c->nscalar = 0;
}

// All edits of all files that the topology is read from.
static void find_edits(Case *c, Unit *u)
{
	uint32_t n = u->nsrc; // reading adds none
	for (uint32_t i = 1; i < n; i++) {
		const char *ext = path_ext(u->src[i]->path);
		if (!str_eq(ext, ".yml") && !str_eq(ext, ".yaml") && !str_eq(ext, ".json"))
			continue;
		walk(c, u->src[i], read_source(u, i));
		replace_scalars(c, u->src[i]);
	}
}

// ---- Trying them --------------------------------------------------------------------------------

// What is tried: one edit, or two in one file of which `second` stands behind.
typedef struct Trial {
	const Mutation *first, *second;
} Trial;

// The file up to and with an edit.
static uint32_t apply(Buf *b, uint32_t from, const Mutation *m)
{
	buf_add(b, m->of->text + from, m->lo - from);
	buf_add(b, m->text, strlen(m->text));
	return m->hi;
}

// The k-th: the edit itself, or a pair by Knuth's multiplicative hash, which two do not overlap.
static Trial trial(const Case *c, uint32_t k)
{
	if (!pairs)
		return (Trial){ &c->edit[k], NULL };
	uint32_t hash = k * 2654435761u;
	for (uint32_t i = 0;; i++) {
		hash = hash * 1664525u + 1013904223u;
		const Mutation *a = &c->edit[(hash >> 8) % c->nedit];
		hash = hash * 1664525u + 1013904223u;
		const Mutation *b = &c->edit[(hash >> 8) % c->nedit];
		if (i > 100)
			return (Trial){ a, NULL };
		if (a->of == b->of && a->hi <= b->lo)
			return (Trial){ a, b };
	}
}

static void print_mutation(const Case *c, const Mutation *m)
{
	printf(" %s/%s:%u-%u `%.*s` -> `%s`", c->dir, m->of->path, m->lo, m->hi,
		(int)(m->hi - m->lo), m->of->text + m->lo, m->text);
}

static void print_trial(const Case *c, Trial t)
{
	print_mutation(c, t.first);
	if (t.second)
		print_mutation(c, t.second);
}

static void try(const Case *c, Matcher *matcher, Trial t)
{
	const Mutation *m = t.first;
	Buf b = { .arena = arena_new() };
	uint32_t from = apply(&b, 0, m);
	if (t.second)
		from = apply(&b, from, t.second);
	buf_add(&b, m->of->text + from, m->of->n - from);
	Tree *tree = tree_overlay(tree_disk(c->dir, c->dir), m->of->path, b.s, b.n);
	Unit *u = compile(tree, &options, matcher, "", "order");
	check_unit(u);
	diag_sort(u);
	if (verbose) {
		print_trial(c, t);
		printf(": %u errors\n", u->nerror);
		for (uint32_t i = 0; i < u->ndiag; i++)
			printf("\tTC%04u %s\n", u->diag[i]->row->code, u->diag[i]->text);
	}
	unit_free(u);
	tree->close(tree);
	arena_free(b.arena);
}

static uint32_t count_of(const Case *c)
{
	return !c->nedit ? 0 : pairs ? pairs : c->nedit;
}

// In a process of its own: the edits from `from` on. `at` is shared and says which one it is at.
static pid_t start(const Case *c, uint32_t from, uint32_t step, volatile uint32_t *at)
{
	fflush(stdout);
	pid_t child = fork();
	if (child)
		return child;
	Arena *matching = arena_new();
	Matcher *matcher = matcher_new(matching);
	for (*at = from; *at < count_of(c); *at += step) {
		alarm(SECONDS);
		try(c, matcher, trial(c, *at));
	}
	arena_free(matching);
	exit(0);
}

static uint32_t try_case(const char *dir, uint32_t step, volatile uint32_t *at, uint32_t *tried)
{
	char path[PATH_MAX];
	Tree *tree = realpath(dir, path) ? tree_disk(path, path) : NULL;
	if (!tree)
		die("%s cannot be opened", dir);
	Case c = { .arena = arena_new(), .dir = path };
	Unit *u = compile(tree, &options, matcher_new(c.arena), "", "order");
	find_edits(&c, u);
	uint32_t crashes = 0;
	for (uint32_t from = 0; from < count_of(&c) && crashes < CRASHES; from = *at + step) {
		int status = 0;
		if (waitpid(start(&c, from, step, at), &status, 0) < 0 || !status)
			break;
		printf("FAIL");
		print_trial(&c, trial(&c, *at));
		printf(": %s %d\n", WIFSIGNALED(status) ? "signal" : "exit",
			WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
		crashes++;
	}
	*tried += (count_of(&c) + step - 1) / step;
	unit_free(u);
	tree->close(tree);
	arena_free(c.arena);
	return crashes;
}

int main(int argc, char **argv)
{
	uint32_t step = 1, tried = 0, failed = 0;
	int option;
	while ((option = getopt(argc, argv, "vs:p:")) != -1)
		if (option == 'v')
			verbose = true;
		else if (option == 'p')
			pairs = (uint32_t)strtoul(optarg, NULL, 10);
		else if (option != 's' || (step = (uint32_t)strtoul(optarg, NULL, 10)) == 0)
			return fprintf(stderr,
				       "usage: mutate [-v] [-s STEP | -p PAIRS] FOLDER...\n"),
			       2;
	volatile uint32_t *at =
		mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		die("no shared memory");
	for (int i = optind; i < argc; i++)
		failed += try_case(argv[i], step, at, &tried);
	printf("mutate: %u edits of %d topologies, %u failed\n", tried, argc - optind, failed);
	return failed > 0;
}
