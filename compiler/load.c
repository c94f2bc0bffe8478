// load.c: finds the files of a topology.
//
// reads: the tree. writes: u->scope, each with its document and what stands in files of its own
// (scope->found). What a kind's files are called is a column of its table (Files).
#include "load.h"

#include "ignore.h"
#include "load_parts.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

const char load_topology_files[] = "topology.yml topology.yaml topology.json";

bool load_has(const TreeEntry *e, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (e[i].type == ENTRY_FILE && str_eq(e[i].name, name))
			return true;
	return false;
}

bool load_say_no_files(Unit *u, const char *dir, const TreeEntry *e, uint32_t n, const char *names)
{
	bool said = false;
	for (uint32_t i = 0; i < n; i++) {
		if (e[i].type == ENTRY_FILE || !word_in(names, e[i].name, strlen(e[i].name)))
			continue;
		const char *path = load_below(u, dir, e[i].name);
		said = true;
		if (map_get(&u->read, unit_sym(u, path)))
			continue;
		Span at = { source_add(u, path, "", 0), 0, 0 };
		map_put(&u->read, unit_sym(u, path), value_new(u->arena, V_BAD, at));
		if (e[i].type == ENTRY_OUT)
			say_link_leaves_root(u, at, path);
		else
			say_cannot_read(u, at, tree_show(u->tree, u->arena, path),
				e[i].type == ENTRY_DIR ? "it is a folder" : "it is no file");
	}
	return said;
}

const char *load_below(Unit *u, const char *dir, const char *name)
{
	return *dir ? U_FORMAT(u, "%s/%s", dir, name) : arena_copy(u->arena, name, strlen(name));
}

static Found *found_of(Unit *u, Scope *s, const Kind *k, Sym name)
{
	Found *known = map_get(&s->found_name, name);
	for (Found *f = known; f; f = f->same_name)
		if (f->kind == k)
			return f;
	Found *f = U_NEW(u, Found);
	f->kind = k;
	f->name = name;
	f->same_name = known;
	map_put(&s->found_name, name, f);
	U_PUSH(u, s->found, s->nfound, f);
	return f;
}

typedef struct InFolder InFolder;
struct InFolder {
	Found *found;
	InFolder *next;
};

// A folder that the topology names is that entity and no other, whatever its own file says.
static void set_folder(Unit *u, Scope *s, Found *f, const char *dir)
{
	if (f->dir && str_eq(f->dir, dir))
		return;
	Sym key = unit_sym(u, dir);
	InFolder *known = map_get(&s->found_dir, key);
	for (InFolder *in = known; in && f->inline_doc; in = in->next)
		if (in->found->kind == f->kind && !in->found->inline_doc)
			in->found->dropped = true;
	InFolder *in = U_NEW(u, InFolder);
	*in = (InFolder){ f, known };
	map_put(&s->found_dir, key, in);
	f->dir = dir;
}

static void read_spec(Unit *u, Found *f, Span why)
{
	Value *v = load_file(u, f->spec, why);
	if (v->kind == V_MAP)
		f->file = v;
	else if (v->kind != V_BAD)
		say_not_a_map(u, v->at, f->spec);
	f->lost |= v->kind != V_MAP;
	if (!f->at.file)
		f->at = v->at;
}

// The name that a spec file gives its entity, else the folder's.
static Sym name_in_spec(Unit *u, const Value *doc, const char *dir)
{
	const char *name = value_text(value_get(doc, "name"));
	return unit_sym(u, name && *name && !strstr(name, "{{") ? name : path_base(dir));
}

const char *load_spec_in(Unit *u, const Files *files, const TreeEntry *e, uint32_t n)
{
	for (Word w = { .rest = files->spec }; word_next(&w);) {
		const char *file = arena_copy(u->arena, w.s, w.n);
		if (load_has(e, n, file))
			return file;
	}
	return NULL;
}

Found *load_folder(Unit *u, Scope *s, const Kind *k, const char *dir, const TreeEntry *e,
	uint32_t n, Sym name, bool said)
{
	const Files *files = k->files;
	const char *spec = load_spec_in(u, files, e, n);
	spec = spec ? load_below(u, dir, spec) : NULL;
	bool odd = load_say_no_files(u, dir, e, n, files->spec);
	if (files->marker)
		odd |= load_say_no_files(u, dir, e, n, files->marker);
	const char *marker = NULL;
	for (Word w = { .rest = files->marker }; !marker && word_next(&w);) {
		const char *file = arena_copy(u->arena, w.s, w.n);
		marker = load_has(e, n, file) ? file : NULL;
	}
	if (!spec && !marker && !said)
		return NULL;
	Value *inferred = files->infer ? files->infer(u, dir, e, n) : NULL;
	Value *doc = spec ? load_file(u, spec, (Span){ 0 }) : NULL;
	Found *f = found_of(u, s, k, name ? name : name_in_spec(u, doc, dir));
	if (f->dir && str_eq(f->dir, dir) && !f->inline_doc)
		return f;
	if (f->dir && !f->inline_doc) {
		const Value *given = value_get(doc, "name");
		Span at = given ? given->at : doc ? doc->at : (Span){ 0 };
		Diag *d = say_two_entities(u, at, k->one, f->name);
		diag_line(d, "it is in `%s` and in `%s`", f->dir, dir);
		if (f->at.file)
			diag_related(d, f->at, "the other one is here");
		return f;
	}
	set_folder(u, s, f, dir);
	f->lost |= odd && !spec && !marker;
	f->inferred = inferred;
	f->spec = spec;
	if (spec)
		read_spec(u, f, (Span){ 0 });
	else if (!f->at.file &&
		marker) // nothing describes it: the file that makes it one stands for it
		f->at = (Span){ source_add(u, load_below(u, dir, marker), "", 0), 0, 0 };
	return f;
}

// `functions.worker: { uri: DIR, spec: FILE }`: the entity's folder and file said outright.
static void load_inline(Unit *u, Scope *s, const Kind *k, const Pair *p)
{
	const Files *files = k->files;
	Found *f = found_of(u, s, k, p->key);
	f->inline_doc = p->val;
	f->dropped = false; // a folder that others were named after is still its own
	f->at = p->at;
	Value *dir = value_get(p->val, files->dir_key);
	Value *spec = value_get(p->val, files->spec_key);
	const char *path = dir && !strstr(dir->kind == V_STR ? dir->u.s : "", "://") ?
		load_path(u, dir) :
		NULL;
	f->lost |= dir && dir->kind != V_NULL && !path;
	if (path) {
		TreeEntry *e;
		uint32_t n;
		f->spec = NULL;
		set_folder(u, s, f, path);
		f->lost = u->tree->list(u->tree, u->arena, path, &e, &n) != TREE_OK;
		if (f->lost)
			diag_label(say_no_such_folder(u, dir->at, path), "named here");
		else if (!load_folder(u, s, k, path, e, n, p->key, true))
			f->inferred = NULL;
	}
	path = spec ? load_path(u, spec) : NULL;
	if (path) {
		f->spec = path;
		if (!f->dir || !dir)
			f->dir = path_dir(u->arena, path);
		read_spec(u, f, spec->at);
		f->at = p->at;
	}
}

// Folders that the section lists under a key that is no name: each is an entity.
static void load_listed(Unit *u, Scope *s, const Kind *k, const char *key, const Value *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		Value *dir = list->u.item[i];
		if (!value_scalar(dir) && dir->kind != V_BAD)
			say_wrong_type(u, dir->at, key, "paths of folders", value_noun(dir));
		const char *path = load_path(u, dir);
		TreeEntry *e;
		uint32_t n;
		if (!path || u->tree->list(u->tree, u->arena, path, &e, &n) != TREE_OK) {
			if (path)
				diag_label(say_no_such_folder(u, dir->at, path), "named here");
			scope_refuse(u, s, k, dir);
			continue;
		}
		Found *f = load_folder(u, s, k, path, e, n, NULL, true);
		if (!f->at.file)
			f->at = dir->at;
	}
}

// What is said in the section is no map; its name is not missed elsewhere.
static void refuse(Unit *u, Scope *s, const Kind *k, const Pair *p)
{
	if (p->val->kind != V_BAD)
		say_entity_not_map(
			u, p->val->at, U_FORMAT(u, "%s `%s`", k->one, p->key), value_noun(p->val));
	scope_refuse(u, s, NULL, value_str(u->arena, p->key, p->at));
}

static void load_section(Unit *u, Scope *s, const Kind *k)
{
	Value *section = value_get(s->doc, k->section);
	for (uint32_t i = 0; section && section->kind == V_MAP && i < section->n; i++) {
		const Pair *p = &section->u.pair[i];
		const Field *beside =
			k->beside ? field_find(k->beside, p->key, strlen(p->key)) : NULL;
		if (p->val->kind == V_MAP || p->val->kind == V_NULL)
			load_inline(u, s, k, p);
		else if (p->val->kind == V_LIST && beside)
			load_listed(u, s, k, p->key, p->val);
		else if (value_scalar(p->val) && beside && beside->many == LIST)
			say_wrong_type(u, p->val->at, p->key, "a list", value_noun(p->val));
		else if (!str_starts(p->key, "x-") && !beside)
			refuse(u, s, k, p);
	}
}

bool load_has_topology(const TreeEntry *e, uint32_t n)
{
	for (Word w = { .rest = load_topology_files }; word_next(&w);)
		for (uint32_t i = 0; i < n; i++)
			if (e[i].type == ENTRY_FILE && strlen(e[i].name) == w.n &&
				memcmp(e[i].name, w.s, w.n) == 0)
				return true;
	return false;
}

// The document of a folder's topology, or NULL.
static Value *read_topology(Unit *u, Scope *s, const TreeEntry *e, uint32_t n)
{
	const char *file = NULL;
	for (Word w = { .rest = load_topology_files }; word_next(&w);) {
		const char *name = arena_copy(u->arena, w.s, w.n);
		if (!load_has(e, n, name))
			continue;
		if (file)
			say_two_topologies(u, (Span){ 0 }, file, load_below(u, s->dir, name));
		else
			file = load_below(u, s->dir, name);
	}
	if (!file)
		return NULL;
	s->file = file;
	Value *doc = load_file(u, file, (Span){ 0 });
	s->source = doc->at.file;
	if (doc->kind != V_MAP && doc->kind != V_BAD) {
		if (doc->kind == V_NULL)
			say_empty_file(u, (Span){ doc->at.file, 0, 0 });
		else
			say_topology_not_map(u, doc->at, value_noun(doc));
		doc = value_new(u->arena, V_BAD, doc->at);
	}
	return doc;
}

bool load_scope(Unit *u, Scope *parent, const char *dir, TreeEntry *e, uint32_t n)
{
	Loader l = { .u = u };
	Scope *s = U_NEW(u, Scope);
	s->parent = parent;
	s->dir = dir;
	s->by_name.arena = s->found_name.arena = s->found_dir.arena = u->arena;
	load_say_no_files(u, dir, e, n, load_topology_files);
	s->doc = read_topology(u, s, e, n);
	if (!s->doc) { // a folder that is itself one entity
		for (const Kind *const *k = kinds; *k && !s->nfound; k++)
			if ((*k)->files && (*k)->files->spec)
				load_folder(u, s, *k, dir, e, n, NULL, false);
		if (!s->nfound)
			return false;
		s->doc = value_map(u->arena, s->found[0]->at);
		s->name = s->found[0]->name;
		s->at = s->found[0]->at;
		s->source = s->at.file;
		U_PUSH(u, u->scope, u->nscope, s);
		load_infra(u, s);
		return true;
	}
	U_PUSH(u, u->scope, u->nscope, s);
	load_name(u, s);
	load_read_ignore(u, &l.ignore[0], "");
	if (*dir)
		load_read_ignore(u, &l.ignore[1], dir);
	l.nodes_ignore = value_get(value_get(s->doc, "nodes"), "ignore");
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->files && (*k)->files->spec)
			load_folder(u, s, *k, dir, e, n, s->name, false);
	written_drop(u->tree, u->arena, dir, e, &n, &l.written);
	if (!value_get(value_get(s->doc, "nodes"), "dirs"))
		load_search(&l, s, CHILDREN, dir, e, n);
	for (const Kind *const *k = kinds; *k; k++) {
		if (!(*k)->files)
			continue;
		load_more(&l, s, *k);
		if ((*k)->section && (*k)->files->spec)
			load_section(u, s, *k);
	}
	load_say_unread(&l, s);
	load_infra(u, s);
	return true;
}

bool load_topology(Unit *u, const char *dir)
{
	TreeEntry *e;
	uint32_t n;
	TreeStatus s = u->tree->list(u->tree, u->arena, dir, &e, &n);
	return s == TREE_OK && load_scope(u, NULL, dir, e, n);
}
