// cmd_access_read.c: the two sides of `topc access`: policies, templates, folders of templates.
#include "cmd_access.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FOLDERS = 8 }; // depth at which cfn/ is looked for below a folder

typedef struct Reading {
	Unit *u;
	const Cli *cli;
	AccessInput *in;
	Tree *tree;
	uint32_t templates;
} Reading;

static const char *read_stdin(Arena *a, size_t *n)
{
	Buf b = { .arena = a };
	char part[65536];
	for (size_t got; (got = fread(part, 1, sizeof part, stdin)) > 0 && b.n <= MAX_FILE_BYTES;)
		buf_add(&b, part, got);
	*n = b.n;
	return b.s ? b.s : "";
}

static PolicyType given_type(const Cli *cli, const Value *doc)
{
	static const char *const word[] = { "identity", "resource", "trust", "scp", "rcp",
		"boundary" };
	for (size_t i = 0; cli->policy_type && i < COUNT(word); i++)
		if (str_eq(cli->policy_type, word[i]))
			return (PolicyType)i;
	return policy_type_of(doc);
}

static void read_text(Reading *r, const char *path, const char *text, size_t n, const char *space)
{
	uint32_t file = source_add(r->u, path, text, n);
	r->in->at = (Span){ file, 0, 0 };
	Value *v = read_template(r->u, file);
	if (v->kind == V_BAD)
		return;
	r->in->at = v->at;
	if (value_get(v, "Statement")) {
		r->in->form = "a policy";
		Subject *s =
			subject_get(&r->in->subjects, "policy", "", given_type(r->cli, v), v->at);
		subject_add(&r->in->subjects, s, (AccessPolicy){ .doc = v });
	} else if (value_get(v, "Resources")) {
		r->in->form = "a template";
		stack_read(&r->in->subjects, v, space);
	} else {
		Diag *d = say_not_comparable(r->u, v->at, "this");
		diag_line(d, "a policy has `Statement`, a template has `Resources`");
	}
}

static void cannot_read(Reading *r, const char *path, TreeStatus s)
{
	char limit[32];
	snprintf(limit, sizeof limit, "more than %d bytes", MAX_FILE_BYTES);
	say_cannot_read(r->u, (Span){ 0 }, path,
		s == TREE_ERROR             ? strerror(errno) :
			s == TREE_TOO_LARGE ? limit :
			s == TREE_OUTSIDE   ? "it leads out of its folder" :
					      "no such file");
}

static void read_file(Reading *r, const char *name, const char *shown, const char *space)
{
	const char *text;
	size_t n;
	TreeStatus s = r->tree->read(r->tree, r->u->arena, name, MAX_FILE_BYTES, &text, &n);
	if (s == TREE_OK)
		read_text(r, shown, text, n, space);
	else
		cannot_read(r, shown, s);
}

// The templates of cfn/ in this folder, or of those below it that have one.
static void read_folder(Reading *r, const char *dir, unsigned depth)
{
	Unit *u = r->u;
	TreeEntry *entry;
	uint32_t n;
	bool cfn = str_eq(path_base(dir), "cfn");
	if (r->tree->list(r->tree, u->arena, dir, &entry, &n) != TREE_OK)
		return;
	for (uint32_t i = 0; i < n; i++) {
		const char *path = path_join(u->arena, dir, entry[i].name);
		if (entry[i].type == ENTRY_DIR && depth < MAX_FOLDERS) {
			read_folder(r, path, depth + 1);
		} else if (cfn && entry[i].type == ENTRY_FILE &&
			str_ends(entry[i].name, ".template.json")) {
			const char *above = path_dir(u->arena, dir);
			const char *base = path_stem(u->arena, entry[i].name);
			size_t plain = strlen(base) -
				(str_ends(base, ".template") ? strlen(".template") : 0);
			const char *space = U_FORMAT(
				u, "%s%s%.*s/", above, *above ? "/" : "", (int)plain, base);
			r->templates++;
			read_file(r, path, U_FORMAT(u, "%s/%s", r->in->path, path), space);
		}
	}
}

void access_input(Unit *u, const Cli *cli, const char *path, AccessInput *in)
{
	Reading r = { .u = u, .cli = cli, .in = in };
	*in = (AccessInput){ .path = path, .subjects.unit = u };
	if (str_eq(path, "-")) {
		size_t n;
		const char *text = read_stdin(u->arena, &n);
		read_text(&r, cli->stdin_filename ? cli->stdin_filename : "<stdin>", text, n, "");
		return;
	}
	// Links are followed first: whoever names a path may have it lead anywhere.
	char *real = realpath(path, NULL);
	r.tree = real ? tree_disk(real, "") : NULL;
	if (r.tree) {
		in->form = "a folder of templates";
		read_folder(&r, "", 0);
		if (!r.templates)
			diag_line(say_not_comparable(u, (Span){ 0 }, U_FORMAT(u, "`%s`", path)),
				"no cfn/*.template.json is below it");
	} else {
		r.tree = real ? tree_disk(path_dir(u->arena, real), "") : NULL;
		if (r.tree)
			read_file(&r, path_base(real), path, "");
		else
			cannot_read(&r, path, TREE_MISSING);
	}
	if (r.tree)
		r.tree->close(r.tree);
	free(real);
}
