// cmd_check.c: `topc check`.
#include "../ir/asl.h"
#include "../ir/iam.h"
#include "command.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *read_stdin(Arena *a, size_t *n)
{
	Buf b = { .arena = a };
	char part[65536];
	for (size_t got; (got = fread(part, 1, sizeof part, stdin)) > 0 && b.n <= MAX_FILE_BYTES;)
		buf_add(&b, part, got);
	*n = b.n;
	return b.s ? b.s : "";
}

static PolicyType policy_type(const Cli *cli, const Value *doc)
{
	static const char *const word[] = { "identity", "resource", "trust", "scp", "rcp", "boundary" };
	for (size_t i = 0; cli->policy_type && i < COUNT(word); i++)
		if (str_eq(cli->policy_type, word[i]))
			return (PolicyType)i;
	const Value *s = value_get(doc, "Statement");
	if (s && s->kind == V_LIST && s->n)
		s = s->u.item[0];
	if (!value_get(s, "Principal") && !value_get(s, "NotPrincipal"))
		return POLICY_IDENTITY;
	return value_get(s, "Resource") || value_get(s, "NotResource") ? POLICY_RESOURCE : POLICY_TRUST;
}

// A file that is no topology: a state machine or a policy, by what it holds.
static void check_plain(const Cli *cli, Unit *u, uint32_t file)
{
	Value *v = read_source(u, file);
	if (v->kind == V_BAD)
		return;
	if (value_get(v, "Resources")) {
		iam_check_template(u, v);
		return;
	}
	if (value_get(v, "Statement") || cli->policy_type) {
		IamOptions opt = { .type = policy_type(cli, v) };
		iam_check(u, v, &opt);
	} else {
		AslOptions opt = { .express = cli->express, .plain = true };
		asl_check(u, v, &opt);
	}
}

static void check_file(Cli *cli, Unit *u, const char *path)
{
	const char *text = NULL;
	size_t n = 0;
	if (str_eq(path, "-")) {
		text = read_stdin(u->arena, &n);
		const char *name = cli->stdin_filename ? cli->stdin_filename : "<stdin>";
		check_plain(cli, u, source_add(u, name, text, n));
		return;
	}
	TreeStatus s = u->tree->read(u->tree, u->arena, path, MAX_FILE_BYTES, &text, &n);
	if (s == TREE_OK)
		check_plain(cli, u, source_add(u, path, text, n));
	else
		say_cannot_read(u, (Span){ 0 }, path, s == TREE_ERROR ? strerror(errno) : "no such file");
}

int run_check(Arena *a, Cli *cli)
{
	const char *why;
	Options opt = { .sandbox = cli->sandbox ? cli->sandbox : "stable", .env = cli->env };
	opt.iam_data = read_iam_data(a, cli->iam_data, &why);
	if (why) {
		fprintf(stderr, "topc: cannot use `%s` as IAM data: %s\n", cli->iam_data, why);
		return EXIT_USAGE;
	}
	Tree *tree = tree_disk(".", "");
	if (!tree)
		die("cannot open the working directory");
	Unit *u = unit_new(tree, &opt);
	for (uint32_t i = 0; i < cli->npath; i++)
		check_file(cli, u, cli->path[i]);
	Result r = { &u, 1, cli->path[0] };
	int status = report_result(a, cli, &r);
	unit_free(u);
	tree->close(tree);
	return status;
}
