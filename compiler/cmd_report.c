// cmd_report.c: from units to printed diagnostics.
#include "cmd_baseline.h"
#include "command.h"
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SHOWN_ERRORS = 50 };

static bool flag_set(const char *name)
{
	const char *v = getenv(name);
	return v && *v && !str_eq(v, "0");
}

// Flag, then environment, then whether it is a terminal. CONVENTIONS 2.8.
bool use_colour(const Cli *cli, FILE *out)
{
	if (cli->no_color)
		return false;
	if (cli->color && !str_eq(cli->color, "auto"))
		return str_eq(cli->color, "always");
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	if ((no && *no) || (term && str_eq(term, "dumb")))
		return false;
	if (flag_set("CLICOLOR_FORCE") || flag_set("FORCE_COLOR"))
		return true;
	return isatty(fileno(out));
}

static unsigned terminal_width(const Cli *cli, FILE *out)
{
	struct winsize w;
	if (cli->width)
		return (unsigned)cli->width;
	return ioctl(fileno(out), TIOCGWINSZ, &w) == 0 ? w.ws_col : 0;
}

static int by_place(const void *a, const void *b)
{
	const Diag *x = *(Diag *const *)a;
	const Diag *y = *(Diag *const *)b;
	Span p = x->span[0].at;
	Span q = y->span[0].at;
	int c = strcmp(x->unit->src[p.file]->path, y->unit->src[q.file]->path);
	if (!c)
		c = p.lo < q.lo ? -1 : p.lo > q.lo;
	if (!c)
		c = (int)x->row->code - (int)y->row->code;
	return c ? c : strcmp(x->text, y->text);
}

static void add_unit(Findings *f, Unit *u)
{
	PUSH(f->arena, f->unit, f->nunit, u);
	diag_sort(u);
	f->topologies += u->nscope + u->had_scopes;
	f->entities += u->nent + u->had_entities;
	for (uint32_t j = 0; j < u->ndiag; j++) {
		const Diag *d = u->diag[j];
		f->suppressed += d->reason != NULL;
		f->count[d->severity] += !is_hidden(d);
		PUSH(f->arena, f->diag, f->n, u->diag[j]);
	}
}

static void sort_findings(Findings *f)
{
	if (f->nunit > 1 && f->n)
		qsort(f->diag, f->n, sizeof *f->diag, by_place);
}

static Findings gather(Arena *a, const Cli *cli, const Result *r)
{
	Findings f = { .arena = a,
		.subject = r->subject,
		.env = cli->env,
		.quiet = cli->quiet,
		.notes = cli->verbose };
	f.show = cli->show < 0 ? SHOWN_ERRORS : (unsigned)cli->show;
	for (uint32_t i = 0; i < r->n; i++)
		add_unit(&f, r->unit[i]);
	sort_findings(&f);
	return f;
}

static const Reporter *find_reporter(const char *name, size_t n)
{
	for (const Reporter *r = reporters; r->name; r++)
		if (strncmp(r->name, name, n) == 0 && !r->name[n])
			return r;
	return NULL;
}

static int unknown_reporter(Arena *a, const char *spec, size_t n)
{
	Nearest near = { .word = arena_copy(a, spec, n) };
	for (const Reporter *r = reporters; r->name; r++)
		nearest_try(&near, r->name);
	fprintf(stderr, "topc: there is no report `%s`", near.word);
	if (near.best)
		fprintf(stderr, "; did you mean `%s`?\n", near.best);
	else
		for (const Reporter *r = reporters; r->name; r++)
			fprintf(stderr, "%s%s", r == reporters ? "; there are: " : " ", r->name);
	if (!near.best)
		fputc('\n', stderr);
	return EXIT_USAGE;
}

// One `--report FORMAT[=FILE]`.
typedef struct Wanted {
	const Reporter *reporter;
	const char *path; // NULL: a standard stream
	bool on_stdout;
} Wanted;

static Wanted parse_report(const char *spec)
{
	size_t n = strcspn(spec, "=");
	Wanted w = { .reporter = find_reporter(spec, n) };
	const char *path = spec[n] ? spec + n + 1 : NULL;
	w.on_stdout = path ? str_eq(path, "-") : w.reporter && !w.reporter->on_stderr;
	w.path = w.on_stdout ? NULL : path;
	return w;
}

int reports_check(Arena *a, const Cli *cli)
{
	const char *first = NULL;
	for (uint32_t i = 0; i < cli->nreport; i++) {
		const char *spec = cli->report[i];
		Wanted w = parse_report(spec);
		if (!w.reporter)
			return unknown_reporter(a, spec, strcspn(spec, "="));
		if (w.path && !*w.path) {
			fprintf(stderr, "topc: --report %s needs a file after `=`\n", spec);
			return EXIT_USAGE;
		}
		if (w.on_stdout && first) {
			fprintf(stderr,
				"topc: reports `%s` and `%s` would both go to standard output; give one a "
				"file: --report %s=FILE\n",
				first, spec, w.reporter->name);
			return EXIT_USAGE;
		}
		first = w.on_stdout ? spec : first;
	}
	return EXIT_CLEAN;
}

static int cannot_write(const char *path)
{
	fprintf(stderr, "topc: cannot write `%s`: %s\n", path, strerror(errno));
	return EXIT_UNABLE;
}

static bool same_bytes(const char *path, const Buf *b)
{
	FILE *f = fopen(path, "rb");
	size_t done = 0;
	bool same = f != NULL;
	char part[65536];
	for (size_t got; same && (got = fread(part, 1, sizeof part, f)) > 0; done += got)
		same = got <= b->n - done && memcmp(part, b->s + done, got) == 0;
	if (f)
		fclose(f);
	return same && done == b->n;
}

int write_whole(Arena *a, const char *path, const Buf *b)
{
	struct stat st;
	bool exists = stat(path, &st) == 0;
	bool whole = !exists || S_ISREG(st.st_mode);
	if (exists && whole && same_bytes(path, b)) // keeps its time
		return EXIT_CLEAN;
	const char *to = whole ? arena_format(a, "%s.%ld.new", path, (long)getpid()) : path;
	FILE *out = fopen(to, "w");
	if (!out)
		return cannot_write(path);
	bool ok = fwrite(b->s ? b->s : "", 1, b->n, out) == b->n;
	if (exists && whole) // it keeps its permissions
		ok &= fchmod(fileno(out), st.st_mode & 07777) == 0;
	ok &= fclose(out) == 0;
	if (ok && (!whole || rename(to, path) == 0))
		return EXIT_CLEAN;
	int error = errno;
	if (whole)
		unlink(to);
	errno = error;
	return cannot_write(path);
}

// GitHub takes a megabyte of Markdown for a step.
static int add_step_summary(Findings *f)
{
	enum { MOST_SUMMARY = 1024 * 1024 - 1024 };
	const char *path = getenv("GITHUB_STEP_SUMMARY");
	if (!path || !*path)
		return EXIT_CLEAN;
	Buf b = { .arena = f->arena };
	report_markdown(f, &b);
	struct stat st;
	size_t there = stat(path, &st) == 0 ? (size_t)st.st_size : 0;
	if (there + b.n > MOST_SUMMARY) {
		static const char more[] = "\nThe rest is in the log.\n";
		size_t room = there < MOST_SUMMARY ? MOST_SUMMARY - there : 0;
		while (room && b.s[room - 1] != '\n')
			room--;
		b.n = room;
		buf_puts(&b, more);
	}
	FILE *out = fopen(path, "a");
	if (!out)
		return cannot_write(path);
	bool ok = fwrite(b.s, 1, b.n, out) == b.n;
	ok &= fclose(out) == 0;
	return ok ? EXIT_CLEAN : cannot_write(path);
}

static int print_report(const Cli *cli, Findings *f, const char *spec)
{
	Wanted w = parse_report(spec);
	Buf b = { .arena = f->arena };
	f->colour = w.path ? cli->color && str_eq(cli->color, "always") :
			     use_colour(cli, w.on_stdout ? stdout : stderr);
	f->width = w.path ? 0 : terminal_width(cli, w.on_stdout ? stdout : stderr);
	w.reporter->print(f, &b);
	int status = w.reporter->print == report_github ? add_step_summary(f) : EXIT_CLEAN;
	if (w.path) {
		int written = write_whole(f->arena, w.path, &b);
		return written ? written : status;
	}
	FILE *out = w.on_stdout ? stdout : stderr;
	if (fwrite(b.s ? b.s : "", 1, b.n, out) != b.n || fflush(out) != 0)
		return cannot_write(w.on_stdout ? "standard output" : "standard error");
	return status;
}

// Whether something was found that makes the exit status 1.
static bool has_failed(const Cli *cli, const Findings *f)
{
	static const char *const word[] = { "note", "warning", "error" };
	int least = ERROR;
	for (int i = NOTE; i <= ERROR; i++)
		if (str_eq(cli->fail_on, word[i]))
			least = i;
	uint32_t n = 0;
	for (int i = least; i <= ERROR; i++)
		n += f->count[i];
	return n && !cli->exit_zero;
}

int report_result(Arena *a, const Cli *cli, const Result *r)
{
	Findings f = gather(a, cli, r);
	Unit *known;
	Tree *tree;
	int status = baseline_apply(a, cli, &f, &known, &tree);
	// What the run has to say of the files that steer it.
	for (int i = 0; cli->config && i < 2; i++)
		if (cli->config->unit[i])
			add_unit(&f, cli->config->unit[i]);
	if (known)
		add_unit(&f, known);
	sort_findings(&f);
	int failed = cli->nreport ? EXIT_CLEAN : print_report(cli, &f, "text");
	for (uint32_t i = 0; i < cli->nreport; i++) {
		int one = print_report(cli, &f, cli->report[i]);
		failed = failed ? failed : one;
	}
	if (known) {
		unit_free(known);
		tree->close(tree);
	}
	status = status ? status : failed;
	return status ? status : has_failed(cli, &f) ? EXIT_FINDINGS : EXIT_CLEAN;
}
