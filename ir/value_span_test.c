// value_span_test.c: each character of a string, found again in its file.
#include "../compiler/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

static const struct {
	const char *path, *text;
} docs[] = {
	{ "a.json", "{\"v\": \"plain\"}" },
	{ "a.json", "{\"v\": \"a\\\"b\\\\c\\n\\u00e9\\ud83d\\ude00é/\\/ z\"}" },
	{ "a.yml", "v: a plain one  # with a comment\n" },
	{ "a.yml", "v: a plain\n  one over\n\n\n  lines\n" },
	{ "a.yml", "v: 'it''s  quoted'\n" },
	{ "a.yml", "v: 'it''s\n    quoted  \n\n  again '\n" },
	{ "a.yml", "v: \"a\\tb \\x41\\u00e9\\N\\L \\\"q\\\" z\"\n" },
	{ "a.yml", "v: \"a  \n  b\n\n  c \\\n   d\"\n" },
	{ "a.yml", "v: |\n  one\n  two\n\n    three\n  four\n" },
	{ "a.yml", "v: |-\n\n\n     one\n      two\n     \n" },
	{ "a.yml", "v: |2\n    one\n  two\n" },
	{ "a.yml", "v: |\n  a\n       \n  b\n" },
	{ "a.yml", "v: >\n  one\n  two\n\n  three\n    more\n    and\n\n  less\n  end\n" },
	{ "a.yml", "v: >-\n  {% $a\n  & b   \n  & c %}\n" },
	{ "a.yml", "v: >+ # said\n\n  one\n\n\n  two\n\n" },
	{ "a.yml", "v: |\r\n  one\r\n  two\r\n" },
	{ "a.yml", "k:\n  - w: x\n    v: |\n      deep\n      er\n" },
};

static const Value *find(const Value *doc)
{
	const Value *v = value_get(doc, "v");
	if (!v)
		v = value_get(value_get(doc, "k")->u.item[0], "v");
	return v;
}

static void check_doc(const char *path, const char *text)
{
	Unit *u = unit_new(NULL, &options);
	const Value *v = find(read_source(u, source_add(u, path, text, strlen(text))));
	assert_int_equal(v->kind, V_STR);
	const uint32_t *place = value_places(u, v);
	if (!place)
		fail_msg("not understood: %s", text);
	uint32_t last = 0;
	for (uint32_t i = 0; i < v->n; i++) {
		Span at = value_part(u, v, i, i + 1);
		char c = v->u.s[i];
		bool ascii = c > ' ' && c < 0x7F && c != '\\';
		if (ascii && text[at.lo] != '\\' && text[at.lo] != c)
			fail_msg("%s: character %u is `%c`, found `%c`", text, i, c, text[at.lo]);
		if (ascii && text[at.lo] == c && c != '\'' && at.hi != at.lo + 1)
			fail_msg("%s: character %u takes %u bytes", text, i, at.hi - at.lo);
		assert_true(at.lo >= last && at.hi >= at.lo && at.hi <= v->at.hi);
		assert_true(place[i] <= at.lo);
		last = at.lo;
	}
	assert_true(place[v->n] <= v->at.hi);
	unit_free(u);
}

static void test_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(docs); i++)
		check_doc(docs[i].path, docs[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_places) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
