// cmd_diff_side.c: from units and templates to resources that can be compared.
#include "../backends/listing.h"
#include "cmd_diff.h"
#include "read.h"
#include "tree_open.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// ---- Units ----------------------------------------------------------------------------------------

// "DeadLetter" as "dead letter".
static void put_part(Buf *b, const char *part)
{
	for (const char *s = part; *s; s++) {
		bool upper = *s >= 'A' && *s <= 'Z';
		if (upper)
			buf_putc(b, ' ');
		buf_putc(b, upper ? (char)(*s + 32) : *s);
	}
}

static const char *entity_text(Arena *a, const Resource *r)
{
	Buf b = { .arena = a };
	buf_printf(&b, "%s %s", r->from->kind->one, r->from->name);
	if (r->edge)
		buf_printf(&b, " -> %s %s", r->edge->to->kind->one, r->edge->to->name);
	put_part(&b, r->op->part);
	return b.s;
}

static const char *underscored(Arena *a, const char *s)
{
	char *out = arena_copy(a, s, strlen(s));
	for (char *c = out; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return out;
}

static void put_names(Arena *a, Buf *ids, Buf *names, Buf *phys, const Entity *e)
{
	const char *name = e->phys ? value_text(e->phys) : NULL;
	if (name)
		buf_printf(phys, "%s ", name);
	if (e->id)
		buf_printf(ids, "%s ", e->id);
	if (e->main && e->main->label)
		buf_printf(ids, "%s ", e->main->label);
	buf_printf(names, "%s %s ", e->name, underscored(a, e->name));
}

static void name_it(Arena *a, DiffResource *out, const Resource *r)
{
	const Entity *to = r->edge ? r->edge->to : NULL;
	Buf ids = { .arena = a }, names = { .arena = a }, phys = { .arena = a };
	put_names(a, &ids, &names, &phys, r->from);
	if (to && to != r->from)
		put_names(a, &ids, &names, &phys, to);
	out->ids = ids.s ? ids.s : "";
	out->names = names.s;
	out->phys = phys.s ? phys.s : "";
}

// The physical name as the author would write it, so that it stays what it is in every sandbox.
static const char *spelled(Arena *a, const Unit *u, const Entity *e)
{
	const char *name = e->phys ? value_text(e->phys) : NULL;
	if (!name || !e->kind->fixed)
		return NULL;
	const char *prefix = arena_format(a, "%s%s", e->scope->name, e->scope->sep);
	const char *suffix = arena_format(a, "%s%s", e->scope->sep, u->opt->sandbox);
	size_t n = strlen(name);
	size_t first = str_starts(name, prefix) ? strlen(prefix) : 0;
	size_t last = str_ends(name, suffix) ? strlen(suffix) : 0;
	if (first + last >= n || !(first | last))
		return name;
	return arena_format(a, "'%s%s%.*s%s%s'", first ? "{{namespace}}" : "",
		first ? e->scope->sep : "", (int)(n - first - last), name + first,
		last ? e->scope->sep : "", last ? "{{sandbox}}" : "");
}

void side_of_unit(Arena *a, Unit *u, Backend backend, DiffResource **out, uint32_t *n)
{
	Listed *l;
	uint32_t count;
	list_resources(u, backend, &l, &count);
	*out = NEW_N(a, DiffResource, count + 1);
	*n = count;
	for (uint32_t i = 0; i < count; i++) {
		DiffResource *r = &(*out)[i];
		*r = (DiffResource){ .module = l[i].module,
			.id = l[i].id,
			.type = l[i].type,
			.properties = l[i].properties,
			.attributes = l[i].attributes,
			.at = l[i].at,
			.unit = u };
		const Resource *res = l[i].res;
		if (!res)
			continue;
		r->entity = entity_text(a, res);
		r->kind = res->from->kind->one;
		r->name = res->from->name;
		name_it(a, r, res);
		r->logical = res->id;
		r->fixed = res->from->kind->fixed;
		r->spelled = spelled(a, u, res->from);
		r->hashed = res->op->flags & OP_HASHED;
		const TypeRow row = type_row(res->op->cfn ? res->op->cfn : l[i].type);
		r->stateful = (res->op->flags & OP_STATEFUL) ||
			(row.stateful && res->op->cfn && *res->op->cfn != '^');
	}
}

// An address of Terraform, with the module that it stands in.
static Sym address_of(Syms *syms, Arena *a, const Resource *r, const char *label)
{
	return sym_of(syms,
		arena_format(a, "%s\n%s.%s", r->module ? r->module->name : "", r->op->tf, label));
}

// A `moved` block keeps what stands under the old label: it has that label here, too, where the old
// side has it. On the side that was moved long ago both sides have the new one.
static void keep_moved(Arena *a, const Unit *old, Unit *new)
{
	Syms *syms = syms_new(a);
	Map there = { .arena = a };
	for (uint32_t i = 0; i < old->nres; i++)
		if (old->res[i]->op->tf)
			map_put(&there, address_of(syms, a, old->res[i], old->res[i]->label),
				old->res[i]);
	for (uint32_t i = 0; i < new->nres; i++) {
		Resource *r = new->res[i];
		if (r->was && r->op->tf && map_get(&there, address_of(syms, a, r, r->was)) &&
			!map_get(&there, address_of(syms, a, r, r->label)))
			r->label = r->was;
	}
}

static void compare_backend(DiffReport *r, TopologyDiff *t, Backend b)
{
	if (b == TF && t->unit[OLD] && t->unit[NEW_SIDE])
		keep_moved(r->arena, t->unit[OLD], t->unit[NEW_SIDE]);
	ResourceDiff *d = &t->target[b];
	t->has[b] = true;
	*d = (ResourceDiff){ .arena = r->arena, .backend = b };
	if (t->unit[OLD])
		side_of_unit(r->arena, t->unit[OLD], b, &d->old, &d->nold);
	if (t->unit[NEW_SIDE])
		side_of_unit(r->arena, t->unit[NEW_SIDE], b, &d->new, &d->nnew);
	diff_resources(d);
}

static void read_subjects(Unit *u, Subjects *s)
{
	*s = (Subjects){ .unit = u };
	ListedTemplate *t;
	uint32_t n;
	if (!u)
		return;
	list_templates(u, &t, &n);
	for (uint32_t i = 0; i < n; i++)
		stack_read(s, t[i].template, n > 1 ? U_FORMAT(u, "%s/", t[i].module) : "");
}

void diff_topology(DiffReport *r, TopologyDiff *t, const bool want[BACKENDS])
{
	Unit *new = t->unit[NEW_SIDE];
	Unit *old = t->unit[OLD];
	t->failed = (new &&new->nerror) || (old && old->nerror);
	if (t->failed)
		return;
	for (Backend b = 0; b < BACKENDS; b++)
		if (want[b])
			compare_backend(r, t, b);
	Subjects before, after;
	read_subjects(old, &before);
	read_subjects(new, &after);
	diff_access(new ? new : old, &before, &after, &t->access);
	diff_fold_renamed(r->arena, t);
	diff_open(r->arena, t);
	diff_packages(r->arena, t);
}

// ---- Templates ------------------------------------------------------------------------------------

// What says nothing of the resource itself.
static const char aside[] = "Type Properties DependsOn Metadata";

void side_of_template(Arena *a, Unit *u, const char *module, const Value *template,
	DiffResource **out, uint32_t *n)
{
	const Value *map = value_get(template, "Resources");
	for (uint32_t i = 0; map && map->kind == V_MAP && i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const char *type = value_text(value_get(p->val, "Type"));
		Value *properties = value_get(p->val, "Properties");
		Value *attributes = value_map(a, p->at);
		if (p->val->kind != V_MAP || !type)
			continue;
		for (uint32_t j = 0; j < p->val->n; j++)
			if (!word_in(aside, p->val->u.pair[j].key, strlen(p->val->u.pair[j].key)))
				value_set(a, attributes, p->val->u.pair[j].key,
					p->val->u.pair[j].val);
		TypeRow row = type_row(type);
		DiffResource r = { .module = module,
			.id = p->key,
			.type = type,
			.stateful = row.stateful,
			.properties = properties && properties->kind == V_MAP ? properties :
										value_map(a, p->at),
			.attributes = attributes,
			.at = p->at,
			.unit = u };
		PUSH(a, *out, *n, r);
	}
}

typedef struct Reading {
	DiffReport *r;
	Unit *u;
	Tree *tree;
	const char *shown;
	Subjects subjects;
	DiffResource *resource;
	uint32_t n, templates;
} Reading;

static void read_one(Reading *in, const char *path, const char *shown, const char *module)
{
	Unit *u = in->u;
	const char *text;
	size_t n;
	TreeStatus s = in->tree->read(in->tree, u->arena, path, MAX_FILE_BYTES, &text, &n);
	if (s != TREE_OK) {
		say_cannot_read(u, (Span){ 0 }, shown,
			s == TREE_ERROR             ? strerror(errno) :
				s == TREE_TOO_LARGE ? "it is too large" :
				s == TREE_OUTSIDE   ? "it leads out of its folder" :
						      "no such file");
		return;
	}
	Value *v = read_template(u, source_add(u, shown, text, n));
	if (v->kind == V_BAD)
		return;
	if (!value_get(v, "Resources")) {
		diag_line(say_not_comparable(u, v->at, "this"), "a template has `Resources`");
		return;
	}
	in->templates++;
	side_of_template(in->r->arena, u, module, v, &in->resource, &in->n);
	stack_read(&in->subjects, v, *module ? U_FORMAT(u, "%s/", module) : "");
}

// All templates of a folder that `topc build`, CDK or anybody wrote.
static void read_folder(Reading *in, const char *dir, unsigned depth)
{
	enum { MAX_DEPTH_BELOW = 8 };
	Unit *u = in->u;
	TreeEntry *e;
	uint32_t n;
	if (in->tree->list(in->tree, u->arena, dir, &e, &n) != TREE_OK)
		return;
	for (uint32_t i = 0; i < n; i++) {
		const char *path = *dir ? U_FORMAT(u, "%s/%s", dir, e[i].name) : e[i].name;
		if (e[i].type == ENTRY_DIR && depth < MAX_DEPTH_BELOW)
			read_folder(in, path, depth + 1);
		else if (e[i].type == ENTRY_FILE && str_ends(e[i].name, ".template.json"))
			read_one(in, path, U_FORMAT(u, "%s/%s", in->shown, path),
				arena_copy(
					u->arena, path, strlen(path) - strlen(".template.json")));
	}
}

static void read_side(Reading *in, DiffReport *r, TopologyDiff *t, int side, const char *path)
{
	static const Options none;
	Arena *a = r->arena;
	char *real = realpath(path, NULL);
	t->tree[side] = in->tree = real ? tree_disk(real, "") : NULL;
	bool folder = in->tree != NULL;
	if (real && !folder)
		t->tree[side] = in->tree = tree_disk(path_dir(a, real), "");
	*in = (Reading){ .r = r, .tree = in->tree, .shown = path };
	in->u = t->unit[side] = unit_new(NULL, &none); // paths are shown as they were given
	in->subjects.unit = in->u;
	if (!in->tree)
		say_cannot_read(in->u, (Span){ 0 }, path, strerror(errno));
	else if (!folder)
		read_one(in, path_base(real), path, "");
	else
		read_folder(in, "", 0);
	if (folder && !in->templates && !in->u->nerror)
		diag_line(say_not_comparable(in->u, (Span){ 0 }, U_FORMAT(in->u, "`%s`", path)),
			"no *.template.json is below it");
	free(real);
}

int diff_files(DiffReport *r, const char *old, const char *new)
{
	TopologyDiff *t = NEW(r->arena, TopologyDiff);
	Reading in[SIDES];
	r->item = t;
	r->n = 1;
	t->name = path_base(new);
	memset(in, 0, sizeof in);
	read_side(&in[OLD], r, t, OLD, old);
	read_side(&in[NEW_SIDE], r, t, NEW_SIDE, new);
	t->failed = in[OLD].u->nerror || in[NEW_SIDE].u->nerror;
	if (t->failed)
		return EXIT_FINDINGS;
	t->has[CFN] = true;
	t->target[CFN] = (ResourceDiff){ .arena = r->arena,
		.old = in[OLD].resource,
		.nold = in[OLD].n,
		.new = in[NEW_SIDE].resource,
		.nnew = in[NEW_SIDE].n };
	diff_resources(&t->target[CFN]);
	diff_access(in[NEW_SIDE].u, &in[OLD].subjects, &in[NEW_SIDE].subjects, &t->access);
	diff_open(r->arena, t);
	return EXIT_CLEAN;
}
