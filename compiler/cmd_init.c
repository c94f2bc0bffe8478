// cmd_init.c: `topc init`: a new topology that compiles, pipelines, the portable pattern.
#include "../ir/runtimes.h"
#include "cmd_new.h"
#include "command.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// A namespace from a folder's name: small letters, digits and hyphens.
static const char *namespace_of(Unit *u, const char *folder)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, "");
	for (const char *s = folder; *s; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		bool letter = c >= 'a' && c <= 'z';
		bool other = (c >= '0' && c <= '9') || c == '-' || c == '_';
		if (letter || (other && b.n))
			buf_putc(&b, c == '_' ? '-' : c);
		else if (b.n && b.s[b.n - 1] != '-')
			buf_putc(&b, '-');
	}
	while (b.n && b.s[b.n - 1] == '-')
		b.s[--b.n] = 0;
	return b.n ? b.s : "app";
}

static bool there(Unit *u, const char *dir, const char *name)
{
	struct stat st;
	return stat(U_FORMAT(u, "%s/%s", dir, name), &st) == 0;
}

static bool has_topology(Unit *u, const char *dir)
{
	return there(u, dir, "topology.yml") || there(u, dir, "topology.yaml") ||
		there(u, dir, "topology.json");
}

// The folder's path below the repository's root, for what stands at the root.
static const char *from_root(const char *root, const char *dir)
{
	size_t n = strlen(root);
	return dir[n] == '/' ? dir + n + 1 : ".";
}

static int add_pipelines(Unit *u, const char *dir, bool quiet)
{
	NewFiles f = { .out = { .unit = u }, .root = tree_find_root(u->arena, dir) };
	const Fill fill[] = { { "VERSION", TOPC_VERSION }, { "DIR", from_root(f.root, dir) },
		{ 0 } };
	new_template(&f, ".github/workflows/topc.yml", "ci/github.yml", fill);
	new_template(&f, ".gitlab-ci.yml", "ci/gitlab.yml", fill);
	return new_write(&f, "init", quiet);
}

static void add_plain(NewFiles *f, const char *name, const Language *lang)
{
	Unit *u = f->out.unit;
	Fill fill[] = { { "NAME", name }, { "FUNCTION", "hello" },
		{ "RUNTIME", runtime_default(lang->name) }, { "SCHEMAS", "./.topc/schemas" },
		{ 0 } };
	new_template(f, "topology.yml", "topology.yml", fill);
	fill[3].text = new_schemas_from(u, "functions/hello/function.json");
	new_folder(f, "functions/hello", lang->name, fill);
	fill[3].text = new_schemas_from(u, "infra/vars/hello.json");
	new_template(f, "infra/vars/hello.json", "vars.json", fill);
	new_text(f, ".gitignore", "/build/\n");
}

// One job and its wrappers: Lambda, container, this machine, unit test.
static void add_portable(NewFiles *f, const char *name)
{
	Unit *u = f->out.unit;
	const Fill fill[] = { { "NAME", name }, { "RUNTIME", runtime_default("python") },
		{ "SCHEMAS", new_schemas_from(u, "topology.yml") },
		{ "SCHEMAS1", new_schemas_from(u, "worker/function.json") },
		{ "SCHEMAS2", new_schemas_from(u, "infra/vars/worker.json") }, { 0 } };
	new_folder(f, "", "portable", fill);
	new_text(f, ".gitignore", "/build/\n__pycache__/\n");
}

static int usage_language(const char *name)
{
	Nearest near = { .word = name };
	fprintf(stderr, "topc: there is no language `%s`; there are:", name);
	for (const Language *l = languages; l->name; l++) {
		nearest_try(&near, l->name);
		fprintf(stderr, " %s", l->name);
	}
	fprintf(stderr, near.best ? "; did you mean `%s`?\n" : "\n", near.best);
	return EXIT_USAGE;
}

// The folder, which is made when it is not there; NULL when it cannot be.
static const char *make_folder(Unit *u, const char *path)
{
	char real[PATH_MAX];
	if ((mkdir(path, 0777) != 0 && errno != EEXIST) || !realpath(path, real)) {
		fprintf(stderr, "topc: cannot make `%s`: %s\n", path, strerror(errno));
		return NULL;
	}
	return arena_copy(u->arena, real, strlen(real));
}

static int init_in(Unit *u, const Cli *cli, const char *dir)
{
	const Language *lang = language_of(cli->lang ? cli->lang : "python");
	bool known = has_topology(u, dir);
	if (!lang)
		return usage_language(cli->lang);
	if (known && !cli->ci) {
		fprintf(stderr,
			"topc: there is a topology in `%s` already; `topc scaffold` adds what it lacks\n",
			cli->npath ? cli->path[0] : ".");
		return EXIT_FINDINGS;
	}
	int status = EXIT_CLEAN;
	if (!known) {
		NewFiles f = { .out = { .unit = u }, .root = dir };
		const char *name = namespace_of(u, path_base(dir));
		if (cli->portable)
			add_portable(&f, name);
		else
			add_plain(&f, name, lang);
		new_schemas(&f);
		status = new_write(&f, "init", cli->quiet);
	}
	return status || !cli->ci ? status : add_pipelines(u, dir, cli->quiet);
}

int run_init(Arena *a, Cli *cli)
{
	(void)a;
	Options opt = { .sandbox = "stable" };
	Unit *u = unit_new(NULL, &opt);
	const char *dir = make_folder(u, cli->npath ? cli->path[0] : ".");
	int status = dir ? init_in(u, cli, dir) : EXIT_UNABLE;
	unit_free(u);
	return status;
}
