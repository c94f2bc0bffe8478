// b_manifest.c: manifest.json (what was written, and what a deployer has to know) and map.json
// (where each resource and property comes from). No clock, no path of this machine.
#include "b_manifest.h"

#include "emit.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

static Value *str(Arena *a, const char *s)
{
	return value_str(a, s, (Span){ 0 });
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const OutFile *)a)->path, ((const OutFile *)b)->path);
}

// Of a file that is copied as it is; NULL when it cannot be read, which the copying says.
static const char *digest_of(const OutFiles *out, Arena *a, const char *path)
{
	enum { LARGEST_COPY = 1 << 30 };
	const Unit *u = out->unit;
	Arena *scratch = arena_new();
	const char *text;
	size_t n;
	bool ok = u->tree->read(u->tree, scratch, path, LARGEST_COPY, &text, &n) == TREE_OK;
	const char *digest = ok ? sha_of(a, text, n) : NULL;
	arena_free(scratch);
	return digest;
}

static Value *files(Arena *a, const OutFiles *out)
{
	Value *list = value_map(a, (Span){ 0 });
	OutFile *file = NEW_N(a, OutFile, out->n + 1);
	memcpy(file, out->file, out->n * sizeof *file);
	qsort(file, out->n, sizeof *file, by_path);
	for (uint32_t i = 0; i < out->n; i++) {
		const char *digest = file[i].artifact ? file[i].artifact->digest :
			file[i].text                  ? sha_of(a, file[i].text, file[i].n) :
			file[i].from                  ? digest_of(out, a, file[i].from) :
							NULL;
		if (digest)
			value_set(a, list, file[i].path, str(a, digest));
	}
	return list;
}

static Value *inputs(Arena *a, const Module *m)
{
	Value *map = value_map(a, (Span){ 0 });
	for (uint32_t i = 0; i < m->nin; i++) {
		const Input *in = m->in[i].input;
		Value *v = value_map(a, (Span){ 0 });
		value_set(a, v, "type", str(a, in->type));
		if (in->dflt)
			value_set(a, v, "default", str(a, in->dflt));
		if (in->producer)
			value_set(a, v, "from", str(a, in->producer->name));
		value_set(a, map, in->name, v);
	}
	return map;
}

static Value *outputs(Arena *a, const Module *m)
{
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < m->noutput; i++)
		value_push(a, list, str(a, m->output[i]->name));
	return list;
}

static bool is_empty(const Module *m)
{
	return !m->nres && !m->nchild && !m->noutput;
}

static Value *targets(Arena *a, const Unit *u)
{
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < u->nmodule; i++) {
		const Module *m = u->module[i];
		if (m->parent || is_empty(m))
			continue;
		Value *v = value_map(a, (Span){ 0 });
		value_set(a, v, "name", str(a, m->name));
		value_set(a, v, "stack", str(a, stack_name(a, u, m)));
		value_set(a, v, "parameters", inputs(a, m));
		value_set(a, v, "outputs", outputs(a, m));
		value_push(a, list, v);
	}
	return list;
}

const char *stack_name(Arena *a, const Unit *u, const Module *m)
{
	const Scope *s = u->scope[0];
	Buf b = { .arena = a };
	bool one = str_eq(m->name, s->name);
	const char *part[] = { s->name, one ? NULL : m->name, u->opt->sandbox };
	for (size_t i = 0; i < COUNT(part); i++) {
		if (!part[i])
			continue;
		if (b.n)
			buf_putc(&b, '-');
		for (const char *c = part[i]; *c;
			c++) // a stack's name takes letters, digits and hyphens
			buf_putc(&b,
				(*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
						(*c >= '0' && *c <= '9') ?
					*c :
					'-');
	}
	return b.s;
}

static int by_artifact(const void *a, const void *b)
{
	return strcmp((*(Artifact *const *)a)->name, (*(Artifact *const *)b)->name);
}

static Value *artifacts(Unit *u)
{
	Arena *a = u->arena;
	Value *map = value_map(a, (Span){ 0 });
	Artifact **list = NEW_N(a, Artifact *, u->nartifact + 1);
	if (u->nartifact) {
		memcpy(list, u->artifact, u->nartifact * sizeof *list);
		qsort(list, u->nartifact, sizeof *list, by_artifact);
	}
	for (uint32_t i = 0; i < u->nartifact; i++) {
		const Artifact *x = list[i];
		if (x->context)
			continue; // its files are listed one by one
		Value *v = value_map(a, (Span){ 0 });
		value_set(a, v, "key", str(a, artifact_path(u, x)));
		value_set(a, v, "built", value_bool(a, x->built, (Span){ 0 }));
		value_set(a, map, x->name, v);
	}
	return map;
}

void emit_manifest(OutFiles *out)
{
	Unit *u = out->unit;
	Arena *a = u->arena;
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "schema", str(a, "topc.manifest/1"));
	value_set(a, v, "topology", str(a, u->scope[0]->name));
	value_set(a, v, "sandbox", str(a, u->opt->sandbox));
	value_set(
		a, v, "env", u->opt->env ? str(a, u->opt->env) : value_new(a, V_NULL, (Span){ 0 }));
	value_set(a, v, "release", str(a, release_of(u, u->scope[0])));
	value_set(a, v, "targets", targets(a, u));
	value_set(a, v, "artifacts", artifacts(u));
	value_set(a, v, "files", files(a, out));
	Buf b = { .arena = a };
	json_print(&b, v, 2);
	buf_putc(&b, '\n');
	files_add(out, "manifest.json", b.s, b.n, false);
}

static int by_place(const void *a, const void *b)
{
	const struct Mapped *x = a;
	const struct Mapped *y = b;
	int c = strcmp(x->file, y->file);
	return c ? c : strcmp(x->place, y->place);
}

void emit_map(OutFiles *out)
{
	Unit *u = out->unit;
	Arena *a = u->arena;
	Value *v = value_map(a, (Span){ 0 });
	Value *file = NULL;
	const char *name = NULL;
	if (out->nmapped)
		qsort(out->mapped, out->nmapped, sizeof *out->mapped, by_place);
	for (uint32_t i = 0; i < out->nmapped; i++) {
		const struct Mapped *m = &out->mapped[i];
		Source *src = u->src[m->at.file];
		if (!src->path[0])
			continue;
		if (!str_eq(name, m->file)) {
			name = m->file;
			file = value_map(a, (Span){ 0 });
			value_set(a, v, name, file);
		}
		Position p = source_position(a, src, m->at.lo);
		value_set(a, file, m->place,
			str(a, U_FORMAT(u, "%s:%u:%u", src->path, p.line, p.column)));
	}
	Buf b = { .arena = a };
	json_print(&b, v, 2);
	buf_putc(&b, '\n');
	files_add(out, "map.json", b.s, b.n, false);
}
