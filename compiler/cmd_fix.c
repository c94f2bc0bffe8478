// cmd_fix.c: `topc fix`: applies the safe fixes of what `topc check` finds.
//
// Files are read and checked again after each round, since a fix may show what it hid, until nothing is
// left to apply. What remains is reported as check reports it.
#include "fix.h"

#include <stdio.h>

enum { MOST_ROUNDS = 10 };

static uint32_t count(const Fixes *x)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < x->n; i++)
		n += x->file[i].count;
	return n;
}

static void tell(const Cli *cli, const Fixes *x)
{
	for (uint32_t i = 0; i < x->n && !cli->quiet; i++)
		fprintf(stderr, "%s: %u %s %s\n", x->file[i].path, x->file[i].count,
			x->file[i].count == 1 ? "fix" : "fixes",
			cli->check ? "to apply" : "applied");
}

static int report(Arena *a, const Cli *cli, const Session *s)
{
	Result r = { s->unit, s->n,
		s->n == 1 && s->unit[0]->nscope ? s->unit[0]->scope[0]->name : cli->path[0] };
	return report_result(a, cli, &r);
}

int run_fix(Arena *a, Cli *cli)
{
	for (uint32_t i = 0; i < cli->npath; i++)
		if (str_eq(cli->path[i], "-")) {
			fprintf(stderr, "topc: fix changes files; standard input is none\n");
			return EXIT_USAGE;
		}
	for (int round = 0;; round++) {
		Session s;
		session_start(&s, a, cli);
		int status = session_run(&s, "order");
		if (status)
			return status;
		Fixes x = fixes_of(a, &s);
		if (!count(&x) || round == MOST_ROUNDS) {
			status = report(a, cli, &s);
			session_end(&s);
			return status;
		}
		tell(cli, &x);
		status = cli->check ? EXIT_FINDINGS : fixes_write(a, &x);
		session_end(&s);
		if (status)
			return status;
	}
}
