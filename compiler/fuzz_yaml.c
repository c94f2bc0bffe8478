// fuzz_yaml.c: any bytes as YAML. What is said has to lie inside the file; what is read without an
// error is printed as JSON, which reads as the same value.
//
//   make fuzz, or .ci/fuzz 60 yaml
#include "read.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const Options options;

static TreeStatus read_none(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	(void)t, (void)a, (void)path, (void)limit, (void)text, (void)n;
	return TREE_MISSING;
}

static void check_span(const Unit *u, Span at)
{
	if (at.file >= u->nsrc || at.lo > at.hi || at.hi > u->src[at.file]->n)
		die("a place lies at %u-%u", at.lo, at.hi);
}

static void check_said(const Unit *u)
{
	for (uint32_t i = 0; i < u->ndiag; i++) {
		const Diag *d = u->diag[i];
		for (uint32_t k = 0; k < d->nspan; k++)
			check_span(u, d->span[k].at);
		for (uint32_t k = 0; k < d->nfix; k++)
			for (uint32_t e = 0; e < d->fix[k].nedit; e++)
				check_span(u, d->fix[k].edit[e].at);
	}
}

static void check_value(const Unit *u, const Value *v)
{
	check_span(u, v->at);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		check_value(u, v->u.item[i]);
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		check_span(u, v->u.pair[i].at);
		check_value(u, v->u.pair[i].val);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static Tree tree = { .label = "", .root = "", .display = "", .read = read_none };
	Unit *u = unit_new(&tree, &options);
	uint32_t file = source_add(u, "x.yml", arena_copy(u->arena, (const char *)bytes, n), n);
	Value *v = read_source(u, file);
	check_said(u);
	check_value(u, v);
	bool clean = v->kind != V_BAD;
	for (uint32_t i = 0; i < u->ndiag; i++)
		clean &= u->diag[i]->severity != ERROR;
	if (clean) {
		Buf b = { .arena = u->arena };
		value_json(&b, v);
		uint32_t before = u->ndiag;
		Value *again = read_json(u, source_add(u, "y.json", b.s, b.n));
		Buf c = { .arena = u->arena };
		value_json(&c, again);
		if (u->ndiag != before || !str_eq(b.s, c.s))
			die("as JSON it is another value: %.200s", b.s);
	}
	diag_sort(u);
	unit_free(u);
	return 0;
}
