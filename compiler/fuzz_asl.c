// fuzz_asl.c: any bytes as a state machine, as a path, as a call. What is said has to lie inside.
//
//   .ci/fuzz 60 asl
//
// The first byte chooses: j a definition in JSON, y in YAML, f one that is filled later, p a path, i an
// intrinsic function, t a template.
#include "../ir/asl.h"
#include "read.h"
#include "substitutions.h"
#include "template.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const Options options;

static TreeStatus read_none(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	(void)t, (void)a, (void)path, (void)limit, (void)text, (void)n;
	return TREE_MISSING;
}

static void check_spans(const Unit *u)
{
	for (uint32_t i = 0; i < u->ndiag; i++)
		for (uint32_t k = 0; k < u->diag[i]->nspan; k++) {
			Span at = u->diag[i]->span[k].at;
			if (at.file >= u->nsrc || at.lo > at.hi || at.hi > u->src[at.file]->n)
				die("a finding lies at %u-%u: %s", at.lo, at.hi, u->diag[i]->text);
		}
	for (uint32_t i = 0; i < u->ndiag; i++)
		for (uint32_t k = 0; k < u->diag[i]->nfix; k++)
			for (uint32_t e = 0; e < u->diag[i]->fix[k].nedit; e++) {
				Span at = u->diag[i]->fix[k].edit[e].at;
				if (at.file >= u->nsrc || at.lo > at.hi ||
					at.hi > u->src[at.file]->n)
					die("an edit lies at %u-%u: %s", at.lo, at.hi,
						u->diag[i]->text);
			}
}

// The text as a string in a state.
static void put_string(
	Buf *b, const char *before, const uint8_t *bytes, size_t n, const char *behind)
{
	buf_puts(b, before);
	quote_json(b, (const char *)bytes, n);
	buf_puts(b, behind);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char head[] =
		"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true,";
	if (!n || utf8_check((const char *)bytes, n) != n || memchr(bytes, 0, n))
		return 0;
	static Tree tree = { .label = "", .root = "", .display = "", .read = read_none };
	Unit *u = unit_new(&tree, &options);
	Buf b = { .arena = u->arena };
	uint8_t kind = *bytes++;
	n--;
	const char *path = kind == 'y' || kind == 't' ? "x.yml" : "x.json";
	if (kind == 'p')
		put_string(&b,
			arena_format(u->arena, "%s\"InputPath\":\"$\",\"ResultPath\":", head),
			bytes, n, "}}}");
	else if (kind == 'i')
		put_string(&b, arena_format(u->arena, "%s\"Parameters\":{\"a.$\":", head), bytes, n,
			"}}}}");
	else
		buf_add(&b, (const char *)bytes, n);
	uint32_t file = source_add(u, path, b.s ? b.s : "", b.n);
	AslOptions opt = { .plain = n % 2, .express = n % 4 > 1 };
	Value *v = kind == 't' ? read_template(u, file) :
		kind == 'f'    ? read_filled(u, file) :
				 read_source(u, file);
	if (kind == 't' && v->kind != V_BAD)
		check_template(u, v, opt.express);
	else if (v->kind != V_BAD)
		asl_check(u, v, &opt);
	uint32_t calls;
	if (v->kind != V_BAD)
		asl_calls(u, v, &calls);
	check_spans(u);
	diag_sort(u);
	unit_free(u);
	return 0;
}
