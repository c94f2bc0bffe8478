// function_import.c: modules that a function's code imports and has not.
//
// From the handler's file on, through the function's own files. What a package manager would install
// when a layer is built, what lies on a file system and what an outside layer holds is not known here:
// then nothing is said.
#include "function_source.h"

#include <string.h>

typedef struct Modules {
	Search *s;
	Entity *e;
	const Code *code;
	const char *runtime;
	const Artifact *has[8]; // the function's archive, and the trees of its layers
	uint32_t nhas;
	Map seen; // files that were followed
} Modules;

// The archives in which a module may be; false when one of them is not known.
static bool find_archives(Modules *m, const Artifact *own)
{
	static const char *const closed[] = { "assets", "runtime.filesystem" };
	static const char *const paths[] = { "PYTHONPATH", "NODE_PATH", "GEM_PATH", "RUBYLIB" };
	const Value *environment = rec_get(m->e->rec, "runtime.environment");
	for (size_t i = 0; i < COUNT(closed); i++)
		if (rec_get(m->e->rec, closed[i]))
			return false;
	for (size_t i = 0; i < COUNT(paths); i++)
		if (value_get(environment, paths[i]))
			return false;
	static const char *const layers[] = { "runtime.layers", "runtime.extensions" };
	m->has[m->nhas++] = own;
	for (size_t k = 0; k < COUNT(layers); k++) {
		uint32_t n;
		Value **layer = rec_list(m->e->rec, layers[k], &n);
		for (uint32_t i = 0; i < n; i++) {
			const Entity *e = layer[i]->kind == V_ENT ? layer[i]->u.ent.ent : NULL;
			if (!e || !e->artifact || e->artifact->built || m->nhas == COUNT(m->has))
				return false;
			m->has[m->nhas++] = e->artifact;
		}
	}
	return true;
}

// `name.py`, `name/…`, `name.cpython-312-x86_64-linux-gnu.so` anywhere below; node_modules/name/….
static bool holds(const Modules *m, const Artifact *a, const char *module)
{
	bool node = str_eq(m->code->family, "node");
	size_t n = strcspn(module, node && *module != '@' ? "/" : "");
	if (*module == '@') {
		const char *slash = strchr(module, '/');
		n = slash ? (size_t)(slash + 1 - module) + strcspn(slash + 1, "/") : n;
	}
	for (uint32_t i = 0; i < a->n; i++)
		for (const char *s = a->entry[i].name; s;
			s = strchr(s, '/') ? strchr(s, '/') + 1 : NULL)
			if (strncmp(s, module, n) == 0 && (s[n] == '/' || s[n] == '.' || !s[n]))
				return true;
	return false;
}

static bool found(const Modules *m, const char *module)
{
	for (uint32_t i = 0; i < m->nhas; i++)
		if (holds(m, m->has[i], module))
			return true;
	return false;
}

static const char *manifest(const Modules *m)
{
	static const char names[] = "requirements.txt pyproject.toml package.json Gemfile";
	for (Word w = { .rest = names }; word_next(&w);)
		for (uint32_t i = 0; i < m->has[0]->n; i++) {
			const ArtifactEntry *e = &m->has[0]->entry[i];
			if (strlen(e->name) == w.n && strncmp(e->name, w.s, w.n) == 0 && e->path)
				return e->path;
		}
	return NULL;
}

static void say_import(const Modules *m, File *f, const CodeName *name, const char *gone)
{
	Unit *u = m->s->u;
	size_t n = strlen(name->name);
	if (!f->nuser)
		U_PUSH(u, f->user, f->nuser, m->e);
	Span file = source_span(u, f);
	Span at = { file.file, file.lo + name->at, file.lo + name->at + (uint32_t)n };
	Diag *d = say_module_missing(u, at, m->e->name, name->name);
	const char *wants = manifest(m);
	if (gone)
		diag_line(d, "Python has it no more since %s, and the runtime is %s", gone,
			m->runtime);
	else if (wants)
		diag_line(d,
			"nothing installs what %s says: write a layer with `build`, and its name into the function's `layers`",
			path_base(wants));
	else
		diag_line(d, "looked in: its archive%s, and what %s has by itself",
			m->nhas > 1 ? ", the trees of its layers" : "", m->runtime);
	diag_related(d, m->e->at, "the function");
}

static const ArtifactEntry *own_file(const Modules *m, const char *module)
{
	const Artifact *a = m->has[0];
	for (Word w = { .rest = m->code->extensions }; word_next(&w);)
		for (uint32_t i = 0; i < a->n; i++) {
			size_t n = strlen(module);
			const char *name = a->entry[i].name;
			if (strncmp(name, module, n) == 0 && strlen(name) == n + w.n &&
				memcmp(name + n, w.s, w.n) == 0)
				return &a->entry[i];
		}
	return NULL;
}

enum { DEEPEST_IMPORT = 32 };

static void follow(Modules *m, const char *module, unsigned depth)
{
	const ArtifactEntry *entry = own_file(m, module);
	Unit *u = m->s->u;
	if (!entry || !entry->path || depth > DEEPEST_IMPORT)
		return;
	Sym key = unit_sym(u, entry->path);
	File *f = map_get(&m->s->file, key);
	if (!f || map_get(&m->seen, key))
		return;
	map_put(&m->seen, key, f);
	for (uint32_t i = 0; i < f->nimport; i++) {
		const char *name = f->import[i].name;
		const char *gone;
		if (found(m, name)) {
			follow(m, name, depth + 1);
		} else if (!code_provided(m->code, m->runtime, name, &gone) && !f->imported) {
			say_import(m, f, &f->import[i], gone);
		}
	}
	f->imported = true; // a file of several functions is spoken of once
}

void import_judge(Search *s, Entity *e, const Artifact *a)
{
	Runtime r;
	Modules m = { .s = s, .e = e, .seen = { .arena = s->u->arena } };
	if (e->off || a->built || a->failed || a->context || !function_runtime(s->u, e, &r))
		return;
	m.code = code_of(r.family);
	m.runtime = r.name;
	if (!m.code || !find_archives(&m, a))
		return;
	const char *handler = function_handler(e);
	const char *dot = strrchr(handler, '.');
	char *file = dot ? arena_copy(s->u->arena, handler, (size_t)(dot - handler)) : NULL;
	for (char *c = file; m.code->dots_are_folders && c && *c; c++)
		*c = *c == '.' ? '/' : *c;
	s->u->about_kind = e->kind->one;
	s->u->about_name = e->name;
	if (file)
		follow(&m, file, 0);
}
