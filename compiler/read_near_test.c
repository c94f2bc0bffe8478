// read_near_test.c: every text that is one or two edits away from a readable one is read without a fault, and what
// cannot be read gets exactly one finding that lies in the text. Run under the sanitizers, this
// walks the places that guess from the characters around an error (yaml_problem.c,
// json_problem.c), which a random fuzzer reaches only now and then.
#include "read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

static const char *const yaml[] = {
	"{a: [b]}",
	"{\"a\": 'b'}",
	"a: {b: 1, c}",
	"- a\n- b: c",
	"a: |\n  b\nc: d",
	"a: \"b\"\n\"c\": d",
	"a:\n  - [b, c]",
	"&a b: *a",
	"a: !include b",
};

static const char *const json[] = {
	"{\"a\": [1, true]}",
	"[\"a\\n\", null]",
	"{\"a\": {\"b\": -1e2}}",
};

// What an edit puts in; the empty one only takes a character out.
static const char *const pieces[] = {
	"",
	"\"",
	"'",
	"[",
	"]",
	"{",
	"}",
	":",
	": ",
	",",
	"\n",
	"- ",
	"#",
	"\t",
	"&",
	"*",
	"|",
	"<",
	"\xC2\xA0",
	"\xE2\x80\x9C",
	"\xE2\x80\x93 ",
};

#define MAX_TEXT 64

// `text` with `piece` put in at `at`; the empty piece takes out what stands there.
static void edit(char to[MAX_TEXT], const char *text, size_t at, const char *piece)
{
	size_t n = strlen(piece);
	memcpy(to, text, at);
	memcpy(to + at, piece, n);
	strcpy(to + at + n, text + at + (n ? 0 : 1));
}

static void read_one(const char *path, const char *text)
{
	Unit *u = unit_new(NULL, &options);
	size_t n = strlen(text);
	uint32_t file = source_add(u, path, text, n);
	const Value *v = read_source(u, file);
	if (v->kind == V_BAD && u->ndiag == 0)
		fail_msg("no finding for what cannot be read: %s", text);
	for (uint32_t i = 0; i < u->ndiag; i++) {
		Span at = u->diag[i]->span[0].at;
		if (at.lo > at.hi || at.hi > n)
			fail_msg("a finding outside of the text: %s", text);
	}
	unit_free(u);
}

static void read_near(const char *path, const char *seed)
{
	char once[MAX_TEXT], twice[MAX_TEXT];
	for (size_t i = 0; i < strlen(seed); i++)
		for (size_t p = 0; p < COUNT(pieces); p++) {
			edit(once, seed, i, pieces[p]);
			read_one(path, once);
			for (size_t j = i; j < strlen(once); j++)
				for (size_t q = 0; q < COUNT(pieces); q++) {
					edit(twice, once, j, pieces[q]);
					read_one(path, twice);
				}
		}
}

static void test_yaml(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(yaml); i++)
		read_near("a.yml", yaml[i]);
}

static void test_json(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(json); i++)
		read_near("a.json", json[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_yaml),
		cmocka_unit_test(test_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
