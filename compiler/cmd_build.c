// cmd_build.c: `topc build`.
#include "cmd_build.h"
#include "../backends/backend.h"
#include "../ir/dump.h"
#include "session.h"
#include "write.h"

#include <stdio.h>
#include <string.h>

static bool has_errors(const Session *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->unit[i]->nerror)
			return true;
	return false;
}

// Errors that an ignore or the baseline hides are there all the same: what they are about cannot be
// compiled.
static int say_hidden_errors(const Session *s)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++)
		for (uint32_t j = 0; j < s->unit[i]->ndiag; j++)
			n += s->unit[i]->diag[j]->severity == ERROR &&
				is_hidden(s->unit[i]->diag[j]);
	if (n)
		fprintf(stderr,
			"topc: %u hidden error%s leave%s nothing to build; `topc check --baseline none` "
			"and `topc check --report json` show them\n",
			n, n == 1 ? "" : "s", n == 1 ? "s" : "");
	return EXIT_FINDINGS;
}

// Where a topology's output goes: OUT, or OUT/<its path> when there are several.
static const char *output_folder(const Session *s, const Unit *u)
{
	const char *dir = u->scope[0]->dir;
	const char *out = s->cli->out;
	if (!out)
		return tree_show(u->tree, s->arena,
			arena_format(s->arena, "%s%sbuild/topc", dir, *dir ? "/" : ""));
	return s->n > 1 && *dir ? arena_format(s->arena, "%s/%s", out, dir) : out;
}

static int unable(const char *error)
{
	fprintf(stderr, "topc: %s\n", error);
	return EXIT_UNABLE;
}

static int write_one(const Session *s, const OutFiles *out)
{
	const Unit *u = out->unit;
	const char *error = NULL;
	const char *dir = output_folder(s, u);
	if (s->cli->check)
		return files_say_stale(out, dir) ? EXIT_FINDINGS : EXIT_CLEAN;
	if (!write_files(out, dir, &error))
		return unable(error);
	if (!s->cli->quiet)
		fprintf(stderr, "%s: %u files in %s\n", u->scope[0]->name, out->n, dir);
	return EXIT_CLEAN;
}

// `--dump PASS`: the unit after that pass, to standard output; nothing is written.
static int dump(Session *s, const char *pass)
{
	const Pass *p = passes;
	while (p->name && !str_eq(p->name, pass))
		p++;
	if (!p->name) {
		fprintf(stderr, "topc: there is no pass `%s`; there are:", pass);
		for (p = passes; p->name; p++)
			fprintf(stderr, " %s", p->name);
		fputc('\n', stderr);
		return EXIT_USAGE;
	}
	int status = session_run(s, pass);
	Buf b = { .arena = s->arena };
	for (uint32_t i = 0; i < s->n && !status; i++)
		dump_unit(&b, s->unit[i]);
	fputs(b.s ? b.s : "", stdout);
	return status;
}

int run_build(Arena *a, Cli *cli)
{
	if (!cli->sandbox) {
		fprintf(stderr,
			"topc: build needs a sandbox: -s NAME, TOPC_SANDBOX, or `sandbox:` in .topc.yml\n");
		return EXIT_USAGE;
	}
	const Made *made = NULL;
	int ran = cli->run_tasks ? run_tasks(a, cli, &made) : EXIT_CLEAN;
	if (ran)
		return ran;
	Session s;
	session_start(&s, a, cli);
	s.opt.made = made;
	if (cli->dump) {
		int dumped = dump(&s, cli->dump);
		session_end(&s);
		return dumped;
	}
	int status = session_run(&s, "order");
	if (status)
		return status;
	// Before anything is said: how large archives are shows once they are made.
	OutFiles *out = NEW_N(a, OutFiles, s.n + 1);
	const char *error = NULL;
	for (uint32_t i = 0; i < s.n && !has_errors(&s); i++) {
		out[i].unit = s.unit[i];
		if (!emit_all(&out[i], s.opt.backend, &error))
			return unable(error);
	}
	Result r = { s.unit, s.n,
		s.n == 1 && s.unit[0]->nscope ? s.unit[0]->scope[0]->name : cli->path[0] };
	status = report_result(a, cli, &r);
	if (has_errors(&s) && status <= EXIT_FINDINGS)
		status = say_hidden_errors(&s);
	bool stale = false; // a check goes on to what else is
	for (uint32_t i = 0; i < s.n && status != EXIT_UNABLE && (!status || stale); i++) {
		int one = write_one(&s, &out[i]);
		stale |= one == EXIT_FINDINGS;
		status = one > status ? one : status;
	}
	int told = inputs_tell(&s);
	session_end(&s);
	return told ? told : status;
}
