// fuzz_jsonata.c: any text as an expression. What is said has to lie inside it.
//
//   .ci/fuzz 60 jsonata
#include "asl/jsonata.h"
#include "read.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_span(const Unit *u, Span at, uint32_t end)
{
	if (at.file != 1 || at.lo > at.hi || at.hi > end)
		die("a finding lies at %u-%u of %u: %s", at.lo, at.hi, end, u->diag[0]->text);
}

static void note_use(void *u, const char *name, size_t n, Span at)
{
	if (!n || !name)
		die("a variable without a name");
	check_span(u, at, ((Unit *)u)->src[1]->n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const Options options;
	static const JsonataPlace place = { .field = "Output" };
	if (utf8_check((const char *)bytes, n) != n || memchr(bytes, 0, n))
		return 0;
	Unit *u = unit_new(NULL, &options);
	char *text = arena_get(u->arena, n + 5);
	memcpy(text, "{%", 2);
	memcpy(text + 2, bytes, n);
	memcpy(text + 2 + n, "%}", 2);
	uint32_t end = (uint32_t)n + 4;
	Value *v = value_str(u->arena, text, (Span){ source_add(u, "x.yml", text, end), 0, end });
	v->style = n % 2 ? STYLE_PLAIN : STYLE_MADE;
	jsonata_check(u, v, &place, note_use, u);
	for (uint32_t i = 0; i < u->ndiag; i++)
		for (uint32_t k = 0; k < u->diag[i]->nspan; k++)
			check_span(u, u->diag[i]->span[k].at, end);
	unit_free(u);
	return 0;
}
