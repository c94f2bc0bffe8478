// cmd_help.c: help, version, explain.
#include "../ir/template.h"
#include "asl/sdk.h"
#include "cmd_explain.h"
#include "command.h"
#include "iam/data.h"

#include <stdio.h>
#include <string.h>

int run_help(Arena *a, Cli *cli)
{
	Buf b = { .arena = a };
	if (!cli->npath) {
		print_usage(&b);
	} else {
		const Command *c = command_find(cli->path[0]);
		if (!c) {
			Nearest near = { .word = cli->path[0] };
			for (const Command *k = commands; k->name; k++)
				nearest_try(&near, k->name);
			fprintf(stderr, "topc: unknown command `%s`", cli->path[0]);
			fprintf(stderr, near.best ? "; did you mean `%s`?\n" : "\n", near.best);
			return EXIT_USAGE;
		}
		print_command_help(&b, c);
	}
	fputs(b.s, stdout);
	return EXIT_CLEAN;
}

int run_version(Arena *a, Cli *cli)
{
	IamData iam;
	data_builtin(&iam);
	const char *sdk = sdk_source(a); // "botocore 1.43.11 of 2026-05-19"
	const char *date = strrchr(sdk, ' ') + 1;
	if (cli->json)
		printf("{\"topc\": \"%s\", \"data\": {\"iam\": \"%s\", \"sdk\": \"%s\"}}\n",
			TOPC_VERSION, iam.date, date);
	else
		printf("topc %s\niam data %s\nsdk data %s\n", TOPC_VERSION, iam.date, date);
	return EXIT_CLEAN;
}

// Options that only `explain access` takes, given on the command line.
static bool tells_build(const Cli *cli)
{
	static const char only[] = "sandbox env release iam-data";
	for (const Opt *o = options; o->name; o++)
		if (word_in(only, o->name, strlen(o->name)) &&
			str_eq(cli->origin[o - options] ? cli->origin[o - options] : "",
				"command line")) {
			fprintf(stderr,
				"topc: a code takes no --%s; it belongs to: explain access\n",
				o->name);
			return true;
		}
	return false;
}

int run_explain(Arena *a, Cli *cli)
{
	if (str_eq(cli->path[0], "access"))
		return explain_access(a, cli);
	if (tells_build(cli))
		return EXIT_USAGE;
	const DiagRow *row = cli->npath == 1 ? diag_row_named(cli->path[0]) : NULL;
	if (!row && cli->npath > 1) {
		fprintf(stderr, "topc: explain takes a code, or `access NAME [DIR]`\n");
		return EXIT_USAGE;
	}
	if (!row) {
		Nearest near = { .word = cli->path[0] };
		for (const DiagRow *r = diag_rows; r->name; r++) {
			nearest_try(&near, diag_name(a, r));
			nearest_try(&near, arena_format(a, "TC%04u", r->code));
		}
		fprintf(stderr, "topc: there is no code `%s`", cli->path[0]);
		fprintf(stderr, near.best ? "; did you mean `%s`?\n" : "\n", near.best);
		return EXIT_USAGE;
	}
	const Template *page = template_find(arena_format(a, "explain/TC%04u.md", row->code));
	if (!page)
		die("no page for TC%04u", row->code);
	fwrite(page->text, 1, (size_t)(page->end - page->text), stdout);
	return EXIT_CLEAN;
}
