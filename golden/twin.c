// twin.c: a topology as JSON, for golden/run: a JSON twin compiles to the same bytes.
//
//   twin FILE        the file's value as topc reads it
//   twin -r FILE     the same with sections and entities in reverse order, which must not matter
#include "../compiler/read.h"
#include "../compiler/tree_open.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Value *reversed(Unit *u, const Value *map)
{
	Value *out = value_map(u->arena, map->at);
	for (uint32_t i = map->n; i-- > 0;)
		U_PUSH(u, out->u.pair, out->n, map->u.pair[i]);
	return out;
}

// The order of a state machine's keys is the author's and stays.
static bool holds_machines(const Kind *k)
{
	for (const Field *f = k->field; f && f->name; f++)
		if (f->type == T_ASL)
			return true;
	return false;
}

static Value *reverse_topology(Unit *u, const Value *doc)
{
	Value *out = reversed(u, doc);
	for (uint32_t i = 0; i < out->n; i++) {
		Pair *p = &out->u.pair[i];
		const Kind *k = kind_section(p->key);
		if (k && k->shape == SECTION_MAP && p->val->kind == V_MAP && !holds_machines(k))
			p->val = reversed(u, p->val);
	}
	return out;
}

int main(int argc, char **argv)
{
	static const Options options = { .sandbox = "stable" };
	bool reverse = argc == 3 && strcmp(argv[1], "-r") == 0;
	char path[PATH_MAX];
	if ((argc != 2 && !reverse) || !realpath(argv[argc - 1], path)) {
		fprintf(stderr, "usage: twin [-r] FILE\n");
		return 2;
	}
	char *slash = strrchr(path, '/');
	const char *name = slash + 1;
	*slash = 0;
	Tree *tree = tree_disk(path, path);
	if (!tree)
		return 2;
	Unit *u = unit_new(tree, &options);
	const char *text;
	size_t n;
	if (tree->read(tree, u->arena, name, MAX_FILE_BYTES, &text, &n) != TREE_OK)
		return 2;
	const Value *doc = read_source(u, source_add(u, name, text, n));
	for (uint32_t i = 0; i < u->ndiag; i++)
		if (u->diag[i]->severity == ERROR) {
			fprintf(stderr, "twin: %s: %s\n", name, u->diag[i]->text);
			return 1;
		}
	Buf b = { .arena = u->arena };
	value_json(&b, reverse && doc->kind == V_MAP ? reverse_topology(u, doc) : doc);
	puts(b.s);
	unit_free(u);
	tree->close(tree);
	return 0;
}
