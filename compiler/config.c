// config.c: settings from files. A key is an option's long name, so whatever a command line can say,
// a file can, and the table of options is the only list.
//
// Searched is from the working directory upward to the root of the repository; the nearest file
// counts, and files are not merged. Of what both name, the command line comes first, then the
// environment, the project, the user.
#include "config.h"

#include "check.h"
#include "command.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Reader {
	Arena *arena;
	Cli *cli;
	const Command *command;
	Config *config;
	Unit *u;
	Tree *tree;
} Reader;

// ---- Values ------------------------------------------------------------------------------------

static void set_one(const Reader *r, const Opt *o, const Value *v)
{
	Unit *u = r->u;
	const char *text = value_text(v);
	const char *why = text ? opt_refuses(r->arena, o, text) : NULL;
	if (!text || why) {
		const char *what = text ? U_FORMAT(u, "`%s`", text) : value_noun(v);
		Diag *d = say_config_value(u, v->at, o->name, why ? why : o->arg, what);
		Nearest near = { .word = text };
		for (Word w = { .rest = o->words }; text && o->words && word_next(&w);)
			nearest_try(&near, arena_copy(u->arena, w.s, w.n));
		diag_nearest(d, &near, FIX_SAFE, text ? value_part(u, v, 0, v->n) : v->at);
		return;
	}
	if ((o->flags & OPT_PATH) && *text != '/' && !str_eq(text, "none"))
		text = tree_show(r->tree, r->arena, text);
	const char *file = tree_show(r->tree, r->arena, u->src[v->at.file]->path);
	opt_set(r->arena, r->cli, o, text,
		arena_format(r->arena, "%s:%u", file,
			source_position(u->arena, u->src[v->at.file], v->at.lo).line));
}

static void set_option(const Reader *r, const Opt *o, const Value *v)
{
	bool taken = !o->commands || str_eq(r->cli->command, "config") ||
		word_in(o->commands, r->cli->command, strlen(r->cli->command));
	if (!taken || opt_given(r->cli, o))
		return;
	if (o->kind == OPT_FLAG) {
		if (v->kind != V_BOOL)
			say_config_value(r->u, v->at, o->name, "true or false", value_noun(v));
		else if (value_true(v))
			set_one(r, o, v);
	} else if (o->kind == OPT_MANY && v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			set_one(r, o, v->u.item[i]);
	} else {
		set_one(r, o, v);
	}
}

// ---- ignore ------------------------------------------------------------------------------------

static void read_paths(const Reader *r, ConfigIgnore *ig, const Value *paths)
{
	Buf b = { .arena = r->u->arena };
	for (uint32_t i = 0; i < paths->n; i++) {
		const char *glob = paths->kind == V_LIST ? value_text(paths->u.item[i]) : NULL;
		if (!glob) {
			say_config_ignore(r->u, paths->at, "has `paths`, a list of globs");
			return;
		}
		buf_printf(&b, "%s\n", glob);
	}
	ignore_read(r->u->arena, &ig->paths, "", b.s ? b.s : "");
}

static void read_ignore(const Reader *r, const Value *v)
{
	Unit *u = r->u;
	static const char *const known[] = { "code", "reason", "paths" };
	if (v->kind != V_MAP) {
		say_config_ignore(u, v->at, "is a map of `code`, `reason` and `paths`");
		return;
	}
	bool misspelt = false;
	for (uint32_t i = 0; i < v->n; i++) {
		bool found = str_starts(v->u.pair[i].key, "x-");
		Nearest near = { .word = v->u.pair[i].key };
		for (size_t j = 0; j < COUNT(known); j++) {
			found |= str_eq(known[j], v->u.pair[i].key);
			nearest_try(&near, known[j]);
		}
		if (!found)
			diag_nearest(say_config_ignore(u, v->u.pair[i].at,
					     U_FORMAT(u, "has no `%s`", v->u.pair[i].key)),
				&near, FIX_SAFE, v->u.pair[i].at);
		misspelt |= !found && near.best;
	}
	ConfigIgnore ig = { .unit = u, .at = v->at };
	const Value *code = value_get(v, "code");
	ig.reason = value_text(value_get(v, "reason"));
	if (!value_text(code) || !ig.reason || !*ig.reason) {
		if (!misspelt)
			say_config_ignore(u, v->at,
				value_text(code) ? "needs a `reason`" :
						   "needs the `code` it is about");
		return;
	}
	ig.row = diag_row_named(code->u.s);
	if (!ig.row) {
		unknown_code(u, code->at, code->u.s, value_part(u, code, 0, code->n));
		return;
	}
	ig.at = code->at;
	const Value *paths = value_get(v, "paths");
	if (paths)
		read_paths(r, &ig, paths);
	PUSH(u->arena, r->config->ignore, r->config->nignore, ig);
}

static void read_ignores(const Reader *r, const Value *v)
{
	if (v->kind != V_LIST)
		say_config_value(r->u, v->at, "ignore", "a list", value_noun(v));
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		read_ignore(r, v->u.item[i]);
}

// ---- Files -------------------------------------------------------------------------------------

static void read_pair(const Reader *r, const Pair *p)
{
	if (str_starts(p->key, "x-") || str_eq(p->key, "$schema") || p->val->kind == V_BAD)
		return;
	if (str_eq(p->key, "ignore")) {
		read_ignores(r, p->val);
		return;
	}
	bool found = false;
	Nearest near = { .word = p->key };
	nearest_try(&near, "ignore");
	for (const Opt *o = options; o->name; o++) {
		if (o->flags & OPT_HERE)
			continue;
		nearest_try(&near, o->name);
		if (!str_eq(o->name, p->key))
			continue;
		found = true;
		set_option(r, o, p->val);
	}
	if (!found) {
		Diag *d = say_config_key(r->u, p->at, p->key);
		diag_nearest(d, &near, FIX_SAFE, p->at);
		if (!near.best)
			diag_line(
				d, "settings have the names of options: `topc config` lists them");
	}
}

// `must` is set for a file that was named: it has to be there.
static void read_file(Reader *r, int which, const char *dir, const char *name, bool must)
{
	char cwd[PATH_MAX];
	Tree *t = getcwd(cwd, sizeof cwd) ? tree_disk(dir, cwd) : NULL;
	if (!t)
		return;
	r->u = unit_new(t, &r->config->opt);
	r->tree = t;
	const char *text;
	size_t n;
	TreeStatus s = t->read(t, r->u->arena, name, MAX_FILE_BYTES, &text, &n);
	if (s == TREE_MISSING && !must) {
		unit_free(r->u);
		t->close(t);
		return;
	}
	r->config->unit[which] = r->u;
	r->config->tree[which] = t;
	if (s != TREE_OK) {
		say_cannot_read(r->u, (Span){ 0 }, tree_show(t, r->u->arena, name),
			s == TREE_ERROR           ? strerror(errno) :
				s == TREE_MISSING ? "no such file" :
				s == TREE_IS_DIR  ? "it is a folder" :
				s == TREE_OUTSIDE ? "it is a link out of its folder" :
						    "it is too large");
		return;
	}
	const Value *v = read_source(r->u, source_add(r->u, name, text, n));
	if (v->kind == V_MAP)
		for (uint32_t i = 0; i < v->n; i++)
			read_pair(r, &v->u.pair[i]);
	else if (v->kind != V_NULL && v->kind != V_BAD)
		say_config_shape(r->u, v->at, value_noun(v));
}

static const char config_name[] = ".topc.yml";

// From the working directory up to the root of the repository; NULL: there is none.
static const char *find_project(Arena *a, const char *cwd, const char *root)
{
	for (const char *dir = cwd; *dir; dir = path_dir(a, dir)) {
		if (access(arena_format(a, "%s/%s", dir, config_name), F_OK) == 0)
			return dir;
		if (str_eq(dir, root))
			break;
	}
	return NULL;
}

static const char *user_folder(Arena *a, const char *(*env)(const char *))
{
	const char *base = env("XDG_CONFIG_HOME");
	if (base && *base == '/')
		return arena_format(a, "%s/topc", base);
	const char *home = env("HOME");
	return home && *home == '/' ? arena_format(a, "%s/.config/topc", home) : NULL;
}

static int report_mistakes(Arena *a, Cli *cli, Config *c)
{
	uint32_t wrong = 0;
	Result r = { NEW_N(a, Unit *, 2), 0, config_name };
	for (int i = 0; i < 2; i++)
		if (c->unit[i] && c->unit[i]->nerror) {
			wrong += c->unit[i]->nerror;
			r.unit[r.n++] = c->unit[i];
		}
	if (!wrong)
		return EXIT_CLEAN;
	Cli plain = *cli; // nothing of the configuration counts any more, but where reports go
	plain.config = NULL;
	int status = reports_check(a, &plain);
	if (status)
		return status;
	status = report_result(a, &plain, &r);
	return status == EXIT_UNABLE ? status : EXIT_USAGE;
}

int config_read(Arena *a, Cli *cli, const Command *command, const char *(*env)(const char *))
{
	char cwd[PATH_MAX];
	if (command->alone || !getcwd(cwd, sizeof cwd))
		return EXIT_CLEAN;
	Config *c = NEW(a, Config);
	cli->config = c;
	Reader r = { .arena = a, .cli = cli, .command = command, .config = c };
	char real[PATH_MAX];
	const char *root = tree_find_root(a, cwd);
	c->root = arena_copy(a, root, strlen(root));
	if (cli->config_file) {
		const char *path = realpath(cli->config_file, real) ? real : cli->config_file;
		c->dir = *path == '/' ? path_dir(a, path) : arena_copy(a, cwd, strlen(cwd));
		read_file(
			&r, 0, *c->dir ? c->dir : "/", *path == '/' ? path_base(path) : path, true);
	} else {
		const char *dir = find_project(a, cwd, root);
		c->dir = arena_copy(a, dir ? dir : root, strlen(dir ? dir : root));
		if (dir)
			read_file(&r, 0, c->dir, config_name, false);
	}
	const char *user = user_folder(a, env);
	if (user && access(user, F_OK) == 0)
		read_file(&r, 1, user, "config.yml", false);
	return report_mistakes(a, cli, c);
}

void config_end(Config *c)
{
	for (int i = 0; c && i < 2; i++)
		if (c->unit[i]) {
			unit_free(c->unit[i]);
			c->tree[i]->close(c->tree[i]);
		}
}

// ---- Hiding ------------------------------------------------------------------------------------

// The path of a unit's file from the project's folder; NULL: it is not below it.
static const char *below_project(const Config *c, const Unit *u, const char *path)
{
	const char *root = *u->tree->root ? u->tree->root : c->root;
	const char *full = U_FORMAT((Unit *)u, "%s/%s", root ? root : "", path);
	size_t n = strlen(c->dir);
	return strncmp(full, c->dir, n) == 0 && full[n] == '/' ? full + n + 1 : NULL;
}

// A pattern that fits a folder holds for all below it.
static bool paths_match(Arena *a, const Ignore *paths, const char *path)
{
	for (const char *s = strchr(path, '/'); s; s = strchr(s + 1, '/'))
		if (ignore_match(paths, arena_copy(a, path, (size_t)(s - path)), true))
			return true;
	return ignore_match(paths, path, false);
}

static bool accepts(const Config *c, const ConfigIgnore *ig, const Unit *u, const Diag *d)
{
	if (d->row != ig->row)
		return false;
	const char *path = u->tree && d->span[0].at.file ?
		below_project(c, u, u->src[d->span[0].at.file]->path) :
		NULL;
	return !ig->paths.n || (path && paths_match(u->arena, &ig->paths, path));
}

const char *config_ignores_one(const Config *c, const Unit *u, Diag *d)
{
	for (uint32_t i = 0; c && !d->reason && i < c->nignore; i++) {
		ConfigIgnore *ig = &c->ignore[i];
		if (!accepts(c, ig, u, d))
			continue;
		diag_hide(d, ig->reason);
		d->by_config = true;
		atomic_store(&ig->used, true);
	}
	return d->reason;
}

void config_ignores(const Config *c, Unit *u)
{
	for (uint32_t j = 0; c && c->nignore && j < u->ndiag; j++)
		config_ignores_one(c, u, u->diag[j]);
}

// Findings of `diff` and `access`, which a check of sources never makes.
static bool is_of_changes(unsigned code)
{
	return (code >= 4410 && code < 4420) || (code >= 7000 && code < 7100);
}

void config_unused(Config *c, const Cli *cli)
{
	bool whole = false;
	for (uint32_t i = 0; c && i < cli->npath; i++) {
		char real[PATH_MAX];
		size_t n = realpath(cli->path[i], real) ? strlen(real) : 0;
		whole |= n && strncmp(c->dir, real, n) == 0 && (!c->dir[n] || c->dir[n] == '/');
	}
	for (uint32_t i = 0; whole && i < c->nignore; i++) {
		ConfigIgnore *ig = &c->ignore[i];
		if (ig->unit == c->unit[0] && !atomic_load(&ig->used) &&
			!is_of_changes(ig->row->code))
			say_config_unused(
				ig->unit, ig->at, U_FORMAT(ig->unit, "TC%04u", ig->row->code));
	}
}
