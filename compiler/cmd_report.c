// cmd_report.c: from units to printed diagnostics.
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SHOWN_ERRORS = 50, MAX_REPORTS = 16 };

static bool flag_set(const char *name)
{
	const char *v = getenv(name);
	return v && *v && !str_eq(v, "0");
}

// Flag, then environment, then whether it is a terminal. CONVENTIONS 2.8.
static bool use_colour(const Cli *cli, FILE *out)
{
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

static unsigned terminal_width(FILE *out)
{
	struct winsize w;
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

static Findings gather(Arena *a, const Cli *cli, const Result *r)
{
	Findings f = { .arena = a,
		.subject = r->subject,
		.env = cli->env,
		.quiet = cli->quiet,
		.notes = cli->verbose };
	f.show = cli->show < 0 ? SHOWN_ERRORS : (unsigned)cli->show;
	for (uint32_t i = 0; i < r->n; i++) {
		Unit *u = r->unit[i];
		diag_sort(u);
		f.topologies += u->nscope;
		f.entities += u->nent;
		for (uint32_t j = 0; j < u->ndiag; j++) {
			const Diag *d = u->diag[j];
			f.suppressed += d->reason != NULL;
			f.baselined += d->baselined;
			f.count[d->severity] += !is_hidden(d);
			PUSH(a, f.diag, f.n, u->diag[j]);
		}
	}
	if (r->n > 1 && f.n)
		qsort(f.diag, f.n, sizeof *f.diag, by_place);
	return f;
}

static const Reporter *find_reporter(const char *name, size_t n)
{
	for (const Reporter *r = reporters; r->name; r++)
		if (strncmp(r->name, name, n) == 0 && !r->name[n])
			return r;
	return NULL;
}

static int unknown_reporter(const char *spec)
{
	fprintf(stderr, "topc: unknown report `%s`; there are:", spec);
	for (const Reporter *r = reporters; r->name; r++)
		fprintf(stderr, " %s", r->name);
	fputc('\n', stderr);
	return EXIT_USAGE;
}

// One `--report FORMAT[=FILE]`.
static int print_report(const Cli *cli, Findings *f, const char *spec)
{
	size_t n = strcspn(spec, "=");
	const Reporter *r = find_reporter(spec, n);
	if (!r)
		return unknown_reporter(spec);
	const char *path = spec[n] ? spec + n + 1 : NULL;
	FILE *out = path     ? (str_eq(path, "-") ? stdout : fopen(path, "w")) :
		r->on_stderr ? stderr :
			       stdout;
	if (!out) {
		fprintf(stderr, "topc: cannot write `%s`: %s\n", path, strerror(errno));
		return EXIT_UNABLE;
	}
	f->colour = use_colour(cli, out);
	f->width = terminal_width(out);
	Buf b = { .arena = f->arena };
	r->print(f, &b);
	bool ok = fwrite(b.s ? b.s : "", 1, b.n, out) == b.n && fflush(out) == 0;
	if (out != stdout && out != stderr)
		ok &= fclose(out) == 0;
	if (!ok) {
		fprintf(stderr, "topc: cannot write the %s report\n", r->name);
		return EXIT_UNABLE;
	}
	return EXIT_CLEAN;
}

int report_result(Arena *a, const Cli *cli, const Result *r)
{
	Findings f = gather(a, cli, r);
	int status = f.count[ERROR] && !cli->exit_zero ? EXIT_FINDINGS : EXIT_CLEAN;
	if (!cli->nreport) {
		int failed = print_report(cli, &f, "text");
		return failed ? failed : status;
	}
	for (uint32_t i = 0; i < cli->nreport; i++) {
		int failed = print_report(cli, &f, cli->report[i]);
		if (failed)
			return failed;
	}
	return status;
}
