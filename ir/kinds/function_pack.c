// function_pack.c: what goes in a function's archive, and the layers that manifests call for.
#include "function.h"

#include <fnmatch.h>
#include <string.h>

// At the top of a folder these describe the function; they are no part of its code.
static const char skip[] =
	"function.json function.yml function.yaml topology.yml topology.yaml topology.json lambda.zip";

static const char manifests[] = "pyproject.toml requirements.txt Gemfile package.json";

// ---- `zip lambda.zip handler.py lib/*.py` -------------------------------------------------------

// The words after `zip`, quotes taken off; NULL when the command is more than a plain zip line.
static const char **zip_words(Unit *u, const char *command, uint32_t *n)
{
	const char **word = NULL;
	*n = 0;
	if (strpbrk(command, "|&;<>$`\\\n(){}"))
		return NULL;
	for (const char *s = command; *s;) {
		s += strspn(s, " \t");
		if (!*s)
			break;
		char quote = *s == '"' || *s == '\'' ? *s : 0;
		const char *end = quote ? strchr(s + 1, quote) : s + strcspn(s, " \t\"'");
		if (!end)
			return NULL;
		U_PUSH(u, word, *n,
			arena_copy(u->arena, s + (quote != 0), (size_t)(end - s) - (quote != 0)));
		s = end + (quote != 0);
	}
	return *n > 1 && str_eq(word[0], "zip") ? word : NULL;
}

// Files of the folder that a name or pattern of the zip line stands for.
static bool add_matches(Unit *u, Artifact *a, const char *dir, const char *pattern, Span at)
{
	TreeEntry *e;
	uint32_t n;
	bool any = false;
	if (str_eq(pattern, ".") || str_eq(pattern, "*") || str_eq(pattern, "./*")) {
		artifact_folder(u, a, "", dir, skip, at);
		return a->n > 0;
	}
	pattern += str_starts(pattern, "./") ? 2 : 0;
	const char *slash = strrchr(pattern, '/');
	const char *sub = slash ?
		path_join(u->arena, dir, arena_copy(u->arena, pattern, (size_t)(slash - pattern))) :
		dir;
	const char *prefix =
		slash ? arena_copy(u->arena, pattern, (size_t)(slash - pattern) + 1) : "";
	const char *last = slash ? slash + 1 : pattern;
	if (!sub || u->tree->list(u->tree, u->arena, sub, &e, &n) != TREE_OK)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		if (fnmatch(last, e[i].name, FNM_PERIOD) != 0)
			continue;
		const char *path = *sub ? U_FORMAT(u, "%s/%s", sub, e[i].name) : e[i].name;
		any = true;
		if (e[i].type == ENTRY_DIR)
			artifact_folder(
				u, a, U_FORMAT(u, "%s%s/", prefix, e[i].name), path, "", at);
		else
			artifact_file(u, a, U_FORMAT(u, "%s%s", prefix, e[i].name), path, at);
	}
	return any;
}

static bool pack_zip_line(Unit *u, Entity *e, Artifact *a, const Value *command)
{
	uint32_t n;
	const char **word = zip_words(u, command->u.s, &n);
	if (!word)
		return false;
	bool out = false;
	for (uint32_t i = 1; i < n; i++) {
		if (str_eq(word[i], "-x") ||
			str_eq(word[i], "-i")) // what follows are patterns to leave out
			break;
		if (word[i][0] == '-')
			continue;
		if (!out) { // the archive's own name
			out = true;
			continue;
		}
		if (!add_matches(u, a, e->dir, word[i], command->at)) {
			a->failed = true; // so that nothing is missed in it as well
			diag_label(
				say_no_such_file(u, command->at,
					*e->dir ? U_FORMAT(u, "%s/%s", e->dir, word[i]) : word[i]),
				"the zip line packs it");
		}
	}
	return true;
}

// ---- `package: { destination: source }` ------------------------------------------------------------

void function_package(Unit *u, Artifact *a, const Value *package)
{
	for (uint32_t i = 0; package && i < package->n; i++) {
		const Pair *p = &package->u.pair[i];
		const char *text = value_text(p->val);
		if (!text)
			continue;
		const char *dir = path_dir(u->arena, u->src[p->val->at.file]->path);
		const char *path = path_join(u->arena, dir, text);
		TreeEntry t;
		if (!path) {
			path_outside(u, p->val->at, text);
			continue;
		}
		TreeStatus s = u->tree->stat(u->tree, u->arena, path, &t);
		const char *to = p->key;
		while (str_starts(to, "./"))
			to += 2;
		bool folder = !*to || str_ends(to, "/") || str_eq(to, ".");
		const char *prefix = str_eq(to, ".") ? "" : to;
		if (s == TREE_OK && t.type == ENTRY_DIR)
			artifact_folder(u, a, folder ? prefix : U_FORMAT(u, "%s/", to), path, "",
				p->val->at);
		else if (folder)
			artifact_file(u, a, U_FORMAT(u, "%s%s", prefix, path_base(path)), path,
				p->val->at);
		else
			artifact_file(u, a, to, path, p->val->at);
	}
}

// ---- Choosing ----------------------------------------------------------------------------------------

// A command that is more than a zip line, where such commands run: what it made, or that it is to be
// run.
static void pack_task(Unit *u, Entity *e, Artifact *a, const Value *command)
{
	const Made *made = u->opt->made;
	while (made && made->dir &&
		!(str_eq(made->root, u->tree->root) && str_eq(made->dir, e->dir)))
		made++;
	if (made && made->dir) {
		for (uint32_t i = 0; i < made->n; i++) {
			ArtifactEntry entry = made->entry[i];
			if (artifact_excludes(a, entry.name))
				continue;
			entry.at = command->at;
			a->bytes += entry.n;
			U_PUSH(u, a->entry, a->n, entry);
		}
		return;
	}
	e->artifact = NULL;
	U_PUSH(u, u->task, u->ntask, ((Task){ a->name, e->dir, command->u.s }));
}

static bool is_compiled(const Runtime *r)
{
	return str_eq(r->family, "provided") || str_eq(r->family, "java") ||
		str_eq(r->family, "dotnet") || str_eq(r->family, "go");
}

static void say_without_folder(Unit *u, const Entity *e)
{
	Diag *d = say_no_folder(u, e->at, e->name);
	const char *dir = path_join(u->arena, e->scope->dir, e->name);
	TreeEntry t;
	if (!dir || u->tree->stat(u->tree, u->arena, dir, &t) != TREE_OK || t.type != ENTRY_DIR) {
		diag_line(d, "its code is found in a folder of its name, or where `uri` says");
		return;
	}
	Buf b = { .arena = u->arena };
	const Files *files = e->kind->files;
	for (Word w = { .rest = U_FORMAT(u, "%s %s", files->spec, files->marker) }; word_next(&w);)
		buf_printf(&b, "%s`%.*s`", b.n ? ", " : "", (int)w.n, w.s);
	diag_line(d, "the folder of its name holds no %s", b.s);
	diag_line(d, "if its code is there, write `uri: ./%s`", e->name);
}

void function_pack(Unit *u, Entity *e)
{
	Runtime r = { 0 };
	if (function_is_image(e) || function_is_lost(e))
		return;
	bool known = function_runtime(u, e, &r);
	Artifact *a = artifact_new(u, U_FORMAT(u, "function `%s`", e->name), e->at);
	a->direct = true;
	a->exclude = rec_get(e->rec, "build.exclude");
	e->artifact = a;
	const Value *package = rec_get(e->rec, "package");
	const Value *command = rec_get(e->rec, "build.command");
	if (!command)
		command = rec_get(e->rec, "tasks.build");
	if (package && package->n) {
		function_package(u, a, package);
	} else if (!e->dir) {
		if (!rec_refused(e->rec, "package") && !rec_refused(e->rec, "runtime.provider"))
			say_without_folder(u, e);
		e->artifact = NULL;
		return;
	} else if (value_text(command)) {
		bool plain = pack_zip_line(u, e, a, command);
		if (!plain && u->opt->run_tasks) {
			pack_task(u, e, a, command);
			if (!e->artifact)
				return;
		} else if (!plain) {
			Diag *d = say_not_a_zip_line(u, command->at, command->u.s);
			diag_line(d,
				"write what is packed as `zip lambda.zip FILE...`, or as `package: { name: file }`");
			e->artifact = NULL;
			return;
		}
	} else if (known && is_compiled(&r)) {
		a->built = true;
		artifact_folder(u, a, "", e->dir, "lambda.zip bootstrap target build", e->at);
	} else {
		artifact_folder(u, a, "", e->dir, skip, e->at);
	}
	if (!a->n && !a->failed)
		say_archive_empty(u, e->at, a->name, e->dir ? e->dir : "package");
}

// ---- Layers from manifests ------------------------------------------------------------------------------

static const char *tool_of(const char *manifest)
{
	return str_eq(manifest, "Gemfile")         ? "bundler" :
		str_eq(manifest, "package.json")   ? "npm" :
		str_eq(manifest, "pyproject.toml") ? "poetry" :
						     "pip";
}

static const char *find_manifest(Unit *u, const Entity *e)
{
	TreeEntry t;
	for (Word w = { .rest = e->dir ? manifests : NULL }; word_next(&w);) {
		const char *path =
			U_FORMAT(u, "%s%s%.*s", e->dir, *e->dir ? "/" : "", (int)w.n, w.s);
		if (u->tree->stat(u->tree, u->arena, path, &t) == TREE_OK && t.type == ENTRY_FILE)
			return path;
	}
	return NULL;
}

static void imply_layer(Unit *u, Entity *e, const char *name, Span at)
{
	const Kind *layer = kind_of("layer", 5);
	const char *manifest = find_manifest(u, e);
	Runtime r;
	Sym key = unit_sym(u, name);
	if (!manifest || !layer || scope_find(e->scope, layer, key) || !function_runtime(u, e, &r))
		return;
	Value *doc = value_map(u->arena, at);
	Value *build = value_map(u->arena, at);
	Value *runtimes = value_list(u->arena, at);
	value_set(u->arena, build, tool_of(path_base(manifest)),
		value_str(u->arena, manifest, (Span){ 0 }));
	value_push(u->arena, runtimes, value_str(u->arena, r.name, at));
	value_set(u->arena, doc, "build", build);
	value_set(u->arena, doc, "runtimes", runtimes);
	value_set(u->arena, doc, "arch", value_str(u->arena, rec_text(e->rec, "runtime.arch"), at));
	const char *target = rec_text(e->rec, "target");
	value_set(u->arena, doc, "target", target ? value_str(u->arena, target, at) : NULL);
	entity_new(u, e->scope, layer, key, at, doc);
}

// The function whose `layer_name` this is, where no layer is declared under it.
static Entity *who_builds(Unit *u, const Entity *e, const char *layer)
{
	const Scope *s = e->scope;
	bool declared = scope_find(s, kind_of("layer", 5), unit_sym(u, layer));
	for (uint32_t i = 0; !declared && i < s->nent; i++)
		if (s->ent[i]->kind == e->kind &&
			str_eq(rec_text(s->ent[i]->rec, "layer_name"), layer))
			return s->ent[i];
	return NULL;
}

// tc: `layers: [ns-fn]` without a `layers:` section is built from that function's manifest, and a
// Ruby function with a Gemfile has its own layer unasked (RULINGS 23).
void function_imply(Unit *u, Entity *e)
{
	function_edges(u, e);
	if (function_is_image(e))
		return;
	uint32_t n;
	Value **layer = rec_list(e->rec, "runtime.layers", &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *name =
			layer[i]->kind == V_ENT ? value_text(layer[i]->u.ent.name) : NULL;
		size_t len = strlen(e->scope->name);
		if (!name)
			continue;
		Entity *of = strncmp(name, e->scope->name, len) == 0 && name[len] == '-' ?
			scope_find(e->scope, e->kind, unit_sym(u, name + len + 1)) :
			who_builds(u, e, name);
		if (of)
			imply_layer(u, of, name, layer[i]->at);
	}
	Runtime r;
	if (!n && function_runtime(u, e, &r) && str_eq(r.family, "ruby") && find_manifest(u, e)) {
		const char *name = rec_text(e->rec, "layer_name");
		name = name ? name : U_FORMAT(u, "%s-%s", e->scope->name, e->name);
		imply_layer(u, e, name, e->at);
		Value *own = rec_get(e->rec, "runtime");
		const Field *f = field_row(own->u.rec.field, "layers");
		Value *ref = value_new(u->arena, V_ENT, e->at);
		ref->u.ent.name = value_str(u->arena, name, e->at);
		Value *list = value_list(u->arena, e->at);
		value_push(u->arena, list, ref);
		own->u.rec.arg[f - own->u.rec.field] = list;
	}
}
