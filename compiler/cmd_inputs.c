// cmd_inputs.c: what a run read, for those who run it again: a depfile for make and ninja, the
// list of folders for --watch.
#include "config.h"
#include "session.h"
#include "tree_record.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

// As gcc and clang write it: a blank, `#` and `$` are escaped, nothing else is.
static bool put_path(Buf *b, const char *path)
{
	for (const char *s = path; *s; s++) {
		if (*s == '\n')
			return false;
		if (*s == ' ' || *s == '#')
			buf_putc(b, '\\');
		if (*s == '$')
			buf_putc(b, '$');
		buf_putc(b, *s);
	}
	return true;
}

static int write_depfile(Arena *a, const Cli *cli, const Inputs *in)
{
	Buf b = { .arena = a };
	const char *target = cli->depfile_target ? cli->depfile_target : cli->depfile;
	bool ok = put_path(&b, target);
	buf_putc(&b, ':');
	const char **const list[] = { in->file, in->folder };
	const uint32_t n[] = { in->nfile, in->nfolder };
	for (int i = 0; i < 2; i++)
		for (uint32_t j = 0; j < n[i]; j++) {
			buf_puts(&b, " \\\n ");
			ok &= put_path(&b, list[i][j]);
		}
	buf_putc(&b, '\n');
	for (int i = 0; i < 2; i++) // so that make goes on when one of them is gone
		for (uint32_t j = 0; j < n[i]; j++) {
			buf_putc(&b, '\n');
			ok &= put_path(&b, list[i][j]);
			buf_puts(&b, ":\n");
		}
	if (ok)
		return write_whole(a, cli->depfile, &b);
	fprintf(stderr, "topc: no depfile: a path has a line end in it\n");
	return EXIT_UNABLE;
}

static int write_folders(const Cli *cli, const Inputs *in)
{
	for (uint32_t i = 0; i < in->nfolder; i++) {
		size_t n = strlen(in->folder[i]) + 1; // the NUL ends it
		if (write((int)cli->watch_out, in->folder[i], n) != (ssize_t)n)
			return EXIT_UNABLE;
	}
	return EXIT_CLEAN;
}

bool inputs_wanted(const Cli *cli)
{
	return cli->depfile || cli->watch_out;
}

int inputs_tell(const Session *s)
{
	const Cli *cli = s->cli;
	Inputs in = { 0 };
	if (!inputs_wanted(cli))
		return EXIT_CLEAN;
	for (uint32_t i = 0; i < s->n; i++)
		tree_recorded(s->tree[i], s->arena, &in);
	for (int i = 0; cli->config && i < 2; i++) {
		const Unit *u = cli->config->unit[i];
		if (u && u->nsrc > 1)
			PUSH(s->arena, in.file, in.nfile,
				tree_show(u->tree, s->arena, u->src[1]->path));
	}
	if (cli->config && cli->watch_out)
		PUSH(s->arena, in.folder, in.nfolder, cli->config->dir);
	inputs_sort(&in);
	if (cli->depfile) {
		int status = write_depfile(s->arena, cli, &in);
		if (status)
			return status;
	}
	return cli->watch_out ? write_folders(cli, &in) : EXIT_CLEAN;
}
