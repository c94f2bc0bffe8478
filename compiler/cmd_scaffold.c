// cmd_scaffold.c: `topc scaffold`: the files that a topology lacks.
//
// What is named and stands nowhere gets a folder with code; a folder that is known by its code alone
// gets a file that says so; what has no settings by environment or no statements gets the files they
// would stand in. All of it leaves the build as it was. Nothing that is there is written.
#include "cmd_new.h"

#include "../backends/json.h"
#include "../ir/runtimes.h"
#include "cmd_schema.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

static const Span nowhere;

typedef struct Scaffold {
	Unit *u;
	NewFiles f;
	const Cli *cli;
} Scaffold;

static const char *below(Unit *u, const char *dir, const char *name)
{
	return *dir ? U_FORMAT(u, "%s/%s", dir, name) : name;
}

static bool is_there(Unit *u, const char *path, EntryType type)
{
	TreeEntry e;
	return u->tree->stat(u->tree, u->arena, path, &e) == TREE_OK && e.type == type;
}

// The kind whose entities have files of their own.
static const Kind *kind_with_files(void)
{
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->files && (*k)->files->spec)
			return *k;
	die("no kind has files of its own");
}

static const char *spec_name(Unit *u, const Kind *k)
{
	return arena_copy(u->arena, k->files->spec, strcspn(k->files->spec, " "));
}

static const char *json_text(Unit *u, Value *v)
{
	Buf b = { .arena = u->arena };
	json_print(&b, v, 2);
	buf_putc(&b, '\n');
	return b.s;
}

// A map that begins with where its schema is.
static Value *with_schema(Unit *u, const char *path, const char *schema)
{
	Value *v = value_map(u->arena, nowhere);
	value_set(u->arena, v, "$schema",
		value_format(u->arena, nowhere, "%s/%s.json", new_schemas_from(u, path), schema));
	return v;
}

// ---- Settings by environment ----------------------------------------------------------------------------

static const char *infra_of(Unit *u, const Scope *scope)
{
	const char *usual = U_FORMAT(u, "infrastructure/tc/%s", scope->name);
	if (scope->infra)
		return scope->infra;
	return is_there(u, "infrastructure/tc", ENTRY_DIR) ? usual : below(u, scope->dir, "infra");
}

static const char *named(Unit *u, const char *infra, const char *pattern, const char *name)
{
	size_t n = strcspn(pattern, "%");
	return U_FORMAT(u, "%s/%.*s%s%s", infra, (int)n, pattern, name, pattern + n + 1);
}

// Of the settings that have a default, those that nobody has set.
static Value *settings(Unit *u, const Kind *k, const Entity *e)
{
	const char *over = k->files->overlay;
	const Field *record = field_row(k->field, over);
	Value *block = value_map(u->arena, nowhere);
	for (const Field *f = record->sub; f->name; f++) {
		const Value *v = e ? rec_get(e->rec, U_FORMAT(u, "%s.%s", over, f->name)) : NULL;
		if ((f->flags & F_VARS) && f->dflt && (!e || (v && v->style == STYLE_MADE)))
			value_set(u->arena, block, f->name, schema_default(u, f));
	}
	return block;
}

static void add_vars(
	Scaffold *s, const Scope *scope, const Kind *k, const char *name, const Entity *e)
{
	Unit *u = s->u;
	if (!k->files->vars || (e && (!e->found || e->found->vars)) ||
		(e && (rec_get(e->rec, k->files->vars_key) || rec_get(e->rec, "infra_dir"))))
		return;
	const char *path = named(u, infra_of(u, scope), k->files->vars, name);
	Value *v = with_schema(u, path, "vars");
	value_set(u->arena, v, "default", settings(u, k, e));
	// The environments that others know.
	for (uint32_t i = 0; i < scope->nfound; i++) {
		const Value *vars = scope->found[i]->vars;
		for (uint32_t j = 0; vars && vars->kind == V_MAP && j < vars->n; j++) {
			const char *env = vars->u.pair[j].key;
			if (!value_get(v, env) && vars->u.pair[j].val->kind == V_MAP)
				value_set(u->arena, v, env, value_map(u->arena, nowhere));
		}
	}
	new_text(&s->f, path, json_text(u, v));
}

// ---- What is named and stands nowhere ---------------------------------------------------------------

// The language that most of the topology's entities are written in.
static const Language *usual_language(const Scaffold *s, const Kind *k)
{
	const Language *best = language_of(s->cli->lang ? s->cli->lang : "python");
	uint32_t most = 0;
	for (const Language *l = languages; l->name && !s->cli->lang; l++) {
		uint32_t n = 0;
		for (uint32_t i = 0; i < s->u->nent; i++) {
			const Entity *e = s->u->ent[i];
			bool is = false;
			for (Word w = { .rest = e->kind == k && e->dir ? l->marker : NULL };
				word_next(&w) && !is;)
				is = is_there(s->u,
					below(s->u, e->dir, arena_copy(s->u->arena, w.s, w.n)),
					ENTRY_FILE);
			n += is;
		}
		if (n > most) {
			most = n;
			best = l;
		}
	}
	return best;
}

static void add_code(Scaffold *s, const Scope *scope, const Kind *k, const char *name)
{
	Unit *u = s->u;
	const Language *lang = usual_language(s, k);
	if (!*name ||
		name[strspn(
			name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")])
		return;
	const char *dir = below(u, scope->dir, k->section);
	// Beside the others, where they have no folder of their own.
	for (uint32_t i = 0; i < scope->nent && !is_there(u, dir, ENTRY_DIR); i++) {
		const Entity *e = scope->ent[i];
		if (e->kind == k && e->dir && str_eq(path_dir(u->arena, e->dir), scope->dir)) {
			dir = scope->dir;
			break;
		}
	}
	dir = below(u, dir, name);
	const char *spec = below(u, dir, spec_name(u, k));
	const Fill fill[] = { { "FUNCTION", name }, { "RUNTIME", runtime_default(lang->name) },
		{ "SCHEMAS", new_schemas_from(u, spec) }, { 0 } };
	new_folder(&s->f, dir, lang->name, fill);
	if (!scope_find(scope, k, unit_sym(u, name)))
		add_vars(s, scope, k, name, NULL);
}

static const Scope *scope_called(const Unit *u, const char *name)
{
	for (uint32_t i = 0; i < u->nscope; i++)
		if (str_eq(u->scope[i]->name, name))
			return u->scope[i];
	return u->scope[0];
}

// The names that link did not find, and entities without a folder.
static void add_missing(Scaffold *s, const Kind *k)
{
	static const struct {
		const char *row;
		uint8_t kind, name; // which arguments; kind 9: the row's own
	} missing[] = { { "unknown_name", 0, 1 }, { "unknown_function", 9, 1 },
		{ "no_folder", 9, 0 } };
	for (uint32_t i = 0; i < s->u->ndiag; i++) {
		const Diag *d = s->u->diag[i];
		for (size_t j = 0; j < COUNT(missing); j++)
			// One with a name near it is a slip, not a wish.
			if (!d->nfix && str_eq(d->row->name, missing[j].row) &&
				(missing[j].kind == 9 || str_eq(d->arg[missing[j].kind], k->one)))
				add_code(s, scope_called(s->u, d->topology), k,
					d->arg[missing[j].name]);
	}
}

// ---- What is known by its folder alone -----------------------------------------------------------------

static bool shares_folder(const Scope *scope, const Entity *e)
{
	for (uint32_t i = 0; i < scope->nent; i++)
		if (scope->ent[i] != e && scope->ent[i]->dir && str_eq(scope->ent[i]->dir, e->dir))
			return true;
	return false;
}

static void add_spec(Scaffold *s, const Scope *scope, const Entity *e)
{
	Unit *u = s->u;
	const Found *f = e->found;
	if (!f || f->spec || !e->dir || !f->inferred || shares_folder(scope, e))
		return;
	const char *path = below(u, e->dir, spec_name(u, e->kind));
	Value *v = with_schema(u, path, e->kind->one);
	for (uint32_t i = 0; i < f->inferred->n; i++)
		value_set(u->arena, v, f->inferred->u.pair[i].key, f->inferred->u.pair[i].val);
	new_text(&s->f, path, json_text(u, v));
}

static void scaffold(Scaffold *s)
{
	const Kind *k = kind_with_files();
	add_missing(s, k);
	for (uint32_t i = 0; i < s->u->nscope; i++) {
		const Scope *scope = s->u->scope[i];
		for (uint32_t j = 0; j < scope->nent; j++) {
			const Entity *e = scope->ent[j];
			if (e->kind != k || e->implied || !e->rec)
				continue;
			add_spec(s, scope, e);
			add_vars(s, scope, k, e->name, e);
		}
	}
}

static int report(Arena *a, Cli *cli)
{
	Session after;
	session_start(&after, a, cli);
	int status = session_run(&after, "check");
	Result r = { after.unit, after.n, cli->path[0] };
	if (!status)
		status = report_result(a, cli, &r);
	session_end(&after);
	return status;
}

int run_scaffold(Arena *a, Cli *cli)
{
	if (cli->lang && !language_of(cli->lang)) {
		fprintf(stderr, "topc: there is no language `%s`; there are:", cli->lang);
		for (const Language *l = languages; l->name; l++)
			fprintf(stderr, " %s", l->name);
		fputc('\n', stderr);
		return EXIT_USAGE;
	}
	Session s;
	session_start(&s, a, cli);
	int status = session_run(&s, "check");
	for (uint32_t i = 0; i < s.n && !status; i++) {
		Unit *u = s.unit[i];
		if (!u->nscope)
			continue;
		Scaffold one = { .u = u, .cli = cli };
		one.f.out.unit = u;
		one.f.root = u->tree->root;
		scaffold(&one);
		if (one.f.out.n)
			new_schemas(&one.f);
		status = new_write(&one.f, "scaffold", cli->quiet);
	}
	session_end(&s);
	return status ? status : report(a, cli);
}
