// cmd_diff.c: `topc diff`: what a change of sources changes in what is deployed.
#include "cmd_diff.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool exists(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0;
}

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && !S_ISDIR(st.st_mode);
}

static bool is_output(const char *path)
{
	Arena *a = arena_new();
	bool yes = is_file(path) || exists(arena_format(a, "%s/manifest.json", path)) ||
		exists(arena_format(a, "%s/cfn", path));
	if (!yes && exists(path)) { // an assembly of CDK
		yes = exists(arena_format(a, "%s/cdk.out", path));
	}
	arena_free(a);
	return yes;
}

void diff_add_up(DiffReport *r)
{
	for (uint32_t i = 0; i < r->n; i++) {
		const TopologyDiff *t = &r->item[i];
		r->failed += t->failed;
		for (Backend b = 0; b < BACKENDS; b++) {
			for (int v = 0; t->has[b] && v < VERDICTS; v++)
				r->count[v] += t->target[b].count[v];
			r->lost += t->has[b] ? t->target[b].lost : 0;
		}
		if (t->access.added > r->added)
			r->added = t->access.added;
		if (t->access.removed > r->removed)
			r->removed = t->access.removed;
	}
}

static int print(DiffReport *r, int status)
{
	static const struct {
		const char *name;
		void (*run)(const DiffReport *, Buf *);
	} format[] = { { "text", diff_text }, { "markdown", diff_markdown },
		{ "json", diff_json } };
	Buf b = { .arena = r->arena };
	bool changed = false;
	diff_add_up(r);
	gates_run(r);
	const char *name = r->cli->format ? r->cli->format : r->cli->json ? "json" : "text";
	for (size_t i = 0; i < COUNT(format); i++)
		if (str_eq(format[i].name, name) && !status)
			format[i].run(r, &b);
	fwrite(b.s ? b.s : "", 1, b.n, stdout);
	Unit **unit = NEW_N(r->arena, Unit *, r->n * SIDES + 2);
	uint32_t n = 0;
	uint32_t said = r->unit->ndiag;
	unit[n++] = r->unit;
	for (uint32_t i = 0; i < r->n; i++) {
		changed |= topology_changed(&r->item[i]);
		for (int s = SIDES; s-- > 0;)
			if (r->item[i].unit[s]) {
				unit[n++] = r->item[i].unit[s];
				said += r->item[i].unit[s]->ndiag;
			}
	}
	Result result = { unit, n, "diff" };
	int found = said || r->cli->nreport ? report_result(r->arena, r->cli, &result) : EXIT_CLEAN;
	if (found || status)
		return found ? found : status;
	return r->cli->exit_code && changed ? EXIT_FINDINGS : EXIT_CLEAN;
}

void diff_end(DiffReport *r)
{
	for (uint32_t i = 0; i < r->n; i++)
		for (int s = 0; s < SIDES; s++) {
			unit_free(r->item[i].unit[s]);
			if (r->item[i].tree[s])
				r->item[i].tree[s]->close(r->item[i].tree[s]);
		}
	unit_free(r->unit);
	repo_close(r->repo);
}

int run_diff(Arena *a, Cli *cli)
{
	static const Options none;
	bool files = cli->npath == 2 && is_output(cli->path[0]) && is_output(cli->path[1]);
	const char *target = cli->target ? cli->target : "cfn";
	bool want[BACKENDS] = { [CFN] = !str_eq(target, "tf"), [TF] = !str_eq(target, "cfn") };
	DiffReport r = { .arena = a, .cli = cli, .env = cli->env };
	if (!files && !cli->sandbox) {
		fprintf(stderr, "topc: diff needs a sandbox: -s NAME, or TOPC_SANDBOX");
		for (uint32_t i = 0; i < cli->npath && cli->npath == 2; i++)
			if (strchr(cli->path[i], '/') && !is_output(cli->path[i]))
				fprintf(stderr,
					"; or two templates or folders of `topc build`, and `%s` %s",
					cli->path[i],
					exists(cli->path[i]) ? "is neither" : "is not there");
		fputc('\n', stderr);
		return EXIT_USAGE;
	}
	r.unit = unit_new(NULL, &none);
	int status = gates_read(&r);
	if (!status && files) {
		r.base = cli->path[0];
		r.head = cli->path[1];
		status = diff_files(&r, cli->path[0], cli->path[1]);
	} else if (!status) {
		status = diff_revisions(&r, want);
	}
	if (status != EXIT_USAGE)
		status = print(&r, status);
	diff_end(&r);
	return status;
}
