// load_infra.c: vars, roles and the other files of a topology's infra folder.
#include "load.h"
#include "load_parts.h"

#include <errno.h>
#include <string.h>

static bool is_dir(Unit *u, const char *path)
{
	TreeEntry e;
	return u->tree->stat(u->tree, u->arena, path, &e) == TREE_OK && e.type == ENTRY_DIR;
}

// `infra:` of the topology; else the nearest infrastructure/tc/<topology> from its folder up to
// the root; else infra/ beside it.
static const char *find_infra(Unit *u, const Scope *s)
{
	Value *said = value_get(s->doc, "infra");
	if (!said)
		said = value_get(s->doc, "infra-dir");
	if (value_scalar(said) && said->n) {
		const char *path = load_path(u, said);
		if (path && !is_dir(u, path)) {
			say_no_such_folder(u, said->at, path);
			return NULL;
		}
		return path;
	}
	for (const char *dir = s->dir;; dir = path_dir(u->arena, dir)) {
		const char *path =
			U_FORMAT(u, "%s%sinfrastructure/tc/%s", dir, *dir ? "/" : "", s->name);
		if (is_dir(u, path))
			return path;
		if (!*dir)
			break;
	}
	const char *path = U_FORMAT(u, "%s%sinfra", s->dir, *s->dir ? "/" : "");
	return is_dir(u, path) ? path : NULL;
}

static const char *infra_path(Unit *u, const char *infra, const char *pattern, const char *name)
{
	const char *percent = strchr(pattern, '%');
	if (!percent)
		return U_FORMAT(u, "%s/%s", infra, pattern);
	return U_FORMAT(
		u, "%s/%.*s%s%s", infra, (int)(percent - pattern), pattern, name, percent + 1);
}

static Value *load_if_there(Unit *u, const char *path)
{
	TreeEntry e;
	if (u->tree->stat(u->tree, u->arena, path, &e) != TREE_OK || e.type != ENTRY_FILE)
		return NULL;
	return load_file(u, path, (Span){ 0 });
}

// A field of the entity, from whichever layer has it, by a path like "runtime.vars_file".
static Value *layered(const Found *f, const char *path)
{
	Value *layer[] = { f->inline_doc, f->file };
	for (size_t i = 0; path && i < COUNT(layer); i++) {
		Value *v = layer[i];
		for (const char *s = path; v; s += strcspn(s, ".") + 1) {
			char name[64];
			size_t n = strcspn(s, ".");
			if (n >= sizeof name)
				return NULL;
			memcpy(name, s, n);
			name[n] = 0;
			v = value_get(v, name);
			if (!s[n])
				break;
		}
		if (v)
			return v;
	}
	return NULL;
}

static Value *load_part(
	Unit *u, const Scope *s, const Found *f, const char *pattern, const char *key)
{
	Value *said = layered(f, key);
	if (value_scalar(said) && said->n) {
		const char *path = load_path(u, said);
		return path ? load_file(u, path, said->at) : NULL;
	}
	Value *own = layered(f, "infra_dir");
	const char *infra = value_scalar(own) && own->n ? load_path(u, own) : s->infra;
	return infra && pattern ? load_if_there(u, infra_path(u, infra, pattern, f->name)) : NULL;
}

// A file in the vars or roles folder that belongs to no entity of the kind is likely misnamed.
static void check_strays(Unit *u, const Scope *s, const Kind *k, const char *pattern)
{
	const char *percent = pattern ? strchr(pattern, '%') : NULL;
	if (!percent)
		return;
	const char *dir = U_FORMAT(u, "%s/%.*s", s->infra, (int)(percent - pattern - 1), pattern);
	TreeEntry *e;
	uint32_t n;
	TreeStatus status = u->tree->list(u->tree, u->arena, dir, &e, &n);
	if (status == TREE_ERROR)
		say_cannot_read(u, (Span){ 0 }, dir, strerror(errno));
	if (status != TREE_OK)
		return;
	for (uint32_t i = 0; i < n; i++) {
		const char *name = path_stem(u->arena, e[i].name);
		const char *ext = path_ext(e[i].name);
		if (e[i].type == ENTRY_FILE && *ext && word_in(".yml .yaml", ext, strlen(ext))) {
			const char *yaml = U_FORMAT(u, "%s/%s", dir, e[i].name);
			Value *v = load_file(u, yaml, (Span){ 0 });
			diag_line(say_unread_infra_file(u, (Span){ v->at.file, 0, 0 }, yaml),
				"the files of this folder are JSON: `%s%s`", name, percent + 1);
			continue;
		}
		bool known = e[i].type != ENTRY_FILE || !str_eq(path_ext(e[i].name), ".json");
		Nearest near = { .word = name };
		for (uint32_t j = 0; j < s->nfound && !known; j++)
			if (s->found[j]->kind == k) {
				known = str_eq(s->found[j]->name, name);
				nearest_try(&near, s->found[j]->name);
			}
		for (const Kind *const *o = kinds; *o && !known;
			o++) // roles/sfn.json is somebody else's
			known = (*o)->files && (*o)->files->roles &&
				str_ends((*o)->files->roles, e[i].name) &&
				!strchr((*o)->files->roles, '%');
		if (known)
			continue;
		const char *path = U_FORMAT(u, "%s/%s", dir, e[i].name);
		Value *doc = load_file(u, path, (Span){ 0 });
		Diag *d = say_stray_infra_file(u, (Span){ doc->at.file, 0, 0 }, path, k->one, name);
		if (near.best)
			diag_line(d, "similar names: `%s`", near.best);
	}
}

// Files of tc's infra folder that have no counterpart here.
static void check_unread(Unit *u, const Scope *s)
{
	static const char *const unread[][2] = {
		{ "routes.json",
			"domains and throttling are keys of the route: `throttle`, `pages.domains`" },
		{ "hooks.json",
			"run hooks from the Makefile that topc writes, or from your pipeline" },
		{ "mutations.json", "introspection is off; allow it where the API is managed" },
	};
	for (size_t i = 0; i < COUNT(unread); i++) {
		const char *path = U_FORMAT(u, "%s/%s", s->infra, unread[i][0]);
		Value *v = load_if_there(u, path);
		if (v)
			diag_line(say_unread_infra_file(u, (Span){ v->at.file, 0, 0 }, path), "%s",
				unread[i][1]);
	}
}

// tags.json: of the infra folder or of a folder above it, up to the root.
static Value *load_tags(Unit *u, const Scope *s)
{
	for (const char *dir = s->infra ? s->infra : s->dir;; dir = path_dir(u->arena, dir)) {
		Value *v = load_if_there(u, U_FORMAT(u, "%s%stags.json", dir, *dir ? "/" : ""));
		if (v || !*dir)
			return v;
	}
}

Value *load_roles(Unit *u, const Scope *s, const Kind *k, const char *name)
{
	return s->infra ? load_if_there(u, infra_path(u, s->infra, k->files->roles, name)) : NULL;
}

void load_infra(Unit *u, Scope *s)
{
	s->infra = find_infra(u, s);
	s->tags = load_tags(u, s);
	for (const Kind *const *k = kinds; *k; k++) {
		const Files *files = (*k)->files;
		if (!files)
			continue;
		for (uint32_t i = 0; i < s->nfound; i++) {
			Found *f = s->found[i];
			if (f->kind != *k)
				continue;
			if (files->vars)
				f->vars = load_part(u, s, f, files->vars, files->vars_key);
			if (files->roles)
				f->role = load_part(u, s, f, files->roles, files->roles_key);
		}
		if (!s->infra)
			continue;
		check_strays(u, s, *k, files->vars);
		check_strays(u, s, *k, files->roles);
		if (files->section) {
			Value *v = load_if_there(u, U_FORMAT(u, "%s/%s", s->infra, files->section));
			if (v && v->kind == V_MAP)
				for (uint32_t i = 0; i < v->n; i++) {
					Found *f = U_NEW(u, Found);
					*f = (Found){ *k, v->u.pair[i].key, v->u.pair[i].at,
						.file = v->u.pair[i].val };
					U_PUSH(u, s->found, s->nfound, f);
				}
		}
	}
	if (s->infra)
		check_unread(u, s);
}
