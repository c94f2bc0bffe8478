// cmd_baseline.c: known findings.
//
// An entry is a fingerprint, which has no line in it, and the topology or file it was found in. A run
// over a part of the project neither reports nor drops entries of the other parts. Syntax errors and
// failures of the program are never put off: behind them nothing was looked at.
#include "cmd_baseline.h"

#include "../backends/json.h"
#include "command.h"
#include "config.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char default_name[] = ".topc-baseline.json";

typedef struct Entry {
	const char *print, *code, *in, *file, *message;
	Span at;
	bool met;
} Entry;

typedef struct Baseline {
	Arena *arena;
	const Cli *cli;
	const char *dir, *path; // absolute
	Unit *unit;
	Tree *tree;
	Entry *entry;
	uint32_t n;
} Baseline;

static bool eligible(const Diag *d)
{
	enum { SYNTAX = 0, PROGRAM = 9 };
	unsigned family = d->row->code / 1000;
	return d->severity != NOTE && family != SYNTAX && family != PROGRAM && !d->reason;
}

// A path of a unit's tree, from the folder of the baseline.
static const char *from_here(const Baseline *b, const Unit *u, const char *path)
{
	const char *full = arena_format(b->arena, "%s%s%s", u->tree->root, *path ? "/" : "", path);
	size_t n = strlen(b->dir);
	if (str_eq(full, b->dir))
		return ".";
	return strncmp(full, b->dir, n) == 0 && full[n] == '/' ? full + n + 1 : full;
}

// ---- Reading -----------------------------------------------------------------------------------

static const char *field(const Value *v, const char *key)
{
	const char *s = value_text(value_get(v, key));
	return s ? s : "";
}

static void read_entries(Baseline *b, const Value *v)
{
	const Value *list = value_get(v, "findings");
	const char *schema = value_text(value_get(v, "schema"));
	if (v->kind == V_BAD)
		return;
	if (!str_eq(schema, "topc.baseline/1") || !list || list->kind != V_LIST) {
		say_baseline_shape(b->unit, v->at,
			"it lacks `schema: topc.baseline/1` or a list of `findings`");
		return;
	}
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *e = list->u.item[i];
		const Value *print = value_get(e, "fingerprint");
		if (!value_text(print)) {
			say_baseline_shape(b->unit, e->at, "an entry has no `fingerprint`");
			return;
		}
		Entry entry = { print->u.s, field(e, "code"), field(e, "in"), field(e, "file"),
			field(e, "message"), print->at, false };
		PUSH(b->arena, b->entry, b->n, entry);
	}
}

static int open_file(Baseline *b, bool must)
{
	char cwd[PATH_MAX];
	b->tree = getcwd(cwd, sizeof cwd) ? tree_disk(b->dir, cwd) : NULL;
	if (!b->tree) {
		fprintf(stderr, "topc: %s: %s\n", b->dir, strerror(errno));
		return EXIT_UNABLE;
	}
	b->unit = unit_new(b->tree, &b->cli->config->opt);
	const char *name = path_base(b->path);
	const char *text;
	size_t n;
	TreeStatus s = b->tree->read(b->tree, b->unit->arena, name, MAX_FILE_BYTES, &text, &n);
	if (s == TREE_MISSING && !must)
		return EXIT_CLEAN;
	if (s == TREE_OK)
		read_entries(b, read_source(b->unit, source_add(b->unit, name, text, n)));
	else
		say_cannot_read(b->unit, (Span){ 0 }, tree_show(b->tree, b->arena, name),
			s == TREE_MISSING ? "no such file" : "it is no plain file");
	return b->unit->nerror ? EXIT_USAGE : EXIT_CLEAN;
}

// ---- Matching ----------------------------------------------------------------------------------

// What stands for a finding within its unit: of equal ones the second has another.
static const char **unit_prints(const Baseline *b, const Findings *f)
{
	Syms *syms = syms_new(b->arena);
	Map seen = { .arena = b->arena };
	const char **print = NEW_N(b->arena, const char *, f->n + 1);
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[i];
		const char *in = from_here(b, d->unit, d->unit->path ? d->unit->path : "");
		const char *base = diag_fingerprint(b->arena, d);
		Sym key = sym_of(syms, arena_format(b->arena, "%s %s", base, in));
		uintptr_t before = (uintptr_t)map_get(&seen, key);
		map_put(&seen, key, (void *)(before + 1));
		const char *text = arena_format(b->arena, "%s %lu", key, (unsigned long)before);
		print[i] = sha_of(b->arena, text, strlen(text));
	}
	return print;
}

static void match(Baseline *b, Findings *f, const char **print)
{
	Syms *syms = syms_new(b->arena);
	Map known = { .arena = b->arena };
	for (uint32_t i = 0; i < b->n; i++)
		map_put(&known, sym_of(syms, b->entry[i].print), &b->entry[i]);
	for (uint32_t i = 0; i < f->n; i++) {
		Sym key = sym_find(syms, print[i]);
		Entry *e = key ? map_get(&known, key) : NULL;
		if (!e || !eligible(f->diag[i]))
			continue;
		e->met = true;
		f->diag[i]->baselined = true;
	}
}

// Whether this run would have found the entry: its topology or file was looked at and could be read,
// or is no longer there below a folder that was.
static bool covered(const Baseline *b, const Findings *f, const Entry *e)
{
	for (uint32_t i = 0; i < f->nunit; i++) {
		const Unit *u = f->unit[i];
		if (!u->path || !str_eq(from_here(b, u, u->path), e->in))
			continue;
		for (uint32_t j = 0; j < u->ndiag; j++) {
			unsigned family = u->diag[j]->row->code / 1000;
			if (u->diag[j]->severity == ERROR && (family == 0 || family == 9))
				return false;
		}
		return true;
	}
	const char *full = arena_format(b->arena, "%s/%s", b->dir, e->in);
	struct stat st;
	for (uint32_t i = 0; i < b->cli->npath; i++) {
		char real[PATH_MAX];
		size_t n = realpath(b->cli->path[i], real) ? strlen(real) : 0;
		if (n && strncmp(full, real, n) == 0 && (full[n] == '/' || !full[n]))
			return stat(full, &st) != 0;
	}
	return false;
}

static void say_gone(const Baseline *b, const Findings *f)
{
	for (uint32_t i = 0; i < b->n; i++) {
		const Entry *e = &b->entry[i];
		if (e->met || !covered(b, f, e))
			continue;
		Diag *d = say_baseline_gone(b->unit, e->at);
		diag_label(d, "%s in %s", e->code, *e->file ? e->file : e->in);
		diag_line(d, "`topc check --write-baseline` drops it");
	}
}

// ---- Writing -----------------------------------------------------------------------------------

static int by_entry(const void *a, const void *b)
{
	const Entry *x = a;
	const Entry *y = b;
	int c = strcmp(x->in, y->in);
	c = c ? c : strcmp(x->file, y->file);
	c = c ? c : strcmp(x->code, y->code);
	return c ? c : strcmp(x->print, y->print);
}

static Value *text(Arena *a, const char *s)
{
	return value_str(a, s, (Span){ 0 });
}

static int write_entries(Baseline *b, Findings *f, const char **print)
{
	Arena *a = b->arena;
	Entry *list = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		if (!b->entry[i].met && !covered(b, f, &b->entry[i]))
			PUSH(a, list, n, b->entry[i]);
	for (uint32_t i = 0; i < f->n; i++) {
		Diag *d = f->diag[i];
		if (!eligible(d))
			continue;
		Entry e = { .print = print[i],
			.code = arena_format(a, "TC%04u", d->row->code),
			.in = from_here(b, d->unit, d->unit->path ? d->unit->path : ""),
			.message = d->text };
		uint32_t file = d->span[0].at.file;
		e.file = file ? from_here(b, d->unit, d->unit->src[file]->path) : "";
		d->baselined = true;
		PUSH(a, list, n, e);
	}
	if (n)
		qsort(list, n, sizeof *list, by_entry);
	Value *doc = value_map(a, (Span){ 0 });
	Value *findings = value_list(a, (Span){ 0 });
	value_set(a, doc, "schema", text(a, "topc.baseline/1"));
	value_set(a, doc, "findings", findings);
	for (uint32_t i = 0; i < n; i++) {
		Value *e = value_map(a, (Span){ 0 });
		value_set(a, e, "code", text(a, list[i].code));
		value_set(a, e, "in", text(a, list[i].in));
		value_set(a, e, "file", text(a, list[i].file));
		value_set(a, e, "message", text(a, list[i].message));
		value_set(a, e, "fingerprint", text(a, list[i].print));
		value_push(a, findings, e);
	}
	Buf out = { .arena = a };
	json_print(&out, doc, 2);
	buf_putc(&out, '\n');
	int status = write_whole(a, b->path, &out);
	if (!status && !b->cli->quiet)
		fprintf(stderr, "%s: %u finding%s\n", path_base(b->path), n, n == 1 ? "" : "s");
	return status;
}

static void count_again(Findings *f)
{
	f->baselined = 0;
	memset(f->count, 0, sizeof f->count);
	for (uint32_t i = 0; i < f->n; i++) {
		f->baselined += f->diag[i]->baselined;
		f->count[f->diag[i]->severity] += !is_hidden(f->diag[i]);
	}
}

static void find_path(Baseline *b, const char *named)
{
	Arena *a = b->arena;
	char cwd[PATH_MAX];
	char real[PATH_MAX];
	b->dir = b->cli->config->dir;
	b->path = arena_format(a, "%s/%s", b->dir, default_name);
	if (!named)
		return;
	b->path = *named == '/' ?
		named :
		arena_format(a, "%s/%s", getcwd(cwd, sizeof cwd) ? cwd : ".", named);
	const char *dir = path_dir(a, b->path);
	b->dir = realpath(*dir ? dir : "/", real) ? arena_copy(a, real, strlen(real)) : dir;
	b->path = arena_format(a, "%s/%s", b->dir, path_base(named));
}

int baseline_apply(Arena *a, const Cli *cli, Findings *f, Unit **unit, Tree **tree)
{
	Baseline b = { .arena = a, .cli = cli };
	*unit = NULL;
	*tree = NULL;
	if (!cli->config || str_eq(cli->baseline, "none"))
		return EXIT_CLEAN;
	find_path(&b, cli->baseline);
	if (!cli->write_baseline && !cli->baseline && access(b.path, F_OK) != 0)
		return EXIT_CLEAN;
	int status = open_file(&b, cli->baseline && !cli->write_baseline);
	*unit = b.unit;
	*tree = b.tree;
	if (status && !(status == EXIT_USAGE && cli->write_baseline))
		return status;
	const char **print = unit_prints(&b, f);
	match(&b, f, print);
	f->has_baseline = true;
	status = EXIT_CLEAN;
	if (cli->write_baseline)
		status = write_entries(&b, f, print);
	else
		say_gone(&b, f);
	count_again(f);
	return status;
}
