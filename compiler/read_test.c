// read_test.c: what is said of YAML and JSON that cannot be read: where, in which words, with which fix;
// and that what a fix leaves can be read.
#include "read_test.h"

#include "read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

// clang-format off
static const ReadRow yaml[] = {
	{ "name: \"abc\nqueues: {}\n",
		"1:7 4 TC0010 the string that starts here is not closed / maybe close it on its line",
		"name: \"abc\"\nqueues: {}\n" },
	{ "name: 'abc\nqueues: {}\n",
		"1:7 4 TC0010 the string that starts here is not closed / maybe close it on its line",
		"name: 'abc'\nqueues: {}\n" },
	{ "a: \"one\nb: \"two\"\nc: 3\n",
		"1:4 4 TC0010 the string that starts here is not closed / 2:4 this quote ends it / maybe close it on its line",
		"a: \"one\"\nb: \"two\"\nc: 3\n" },
	{ "a: 'it's'\n",
		"1:7 1 TC0010 a `'` inside single quotes is written twice / maybe write it twice",
		"a: 'it''s'\n" },
	{ "a: 'one' two\n",
		"1:10 3 TC0010 nothing can follow the closing quote but a comment",
		NULL },
	{ "a: \"one”\nb: 2\n",
		"1:4 7 TC0045 a typographic quote (U+201D) is no quote: it is a letter for YAML / maybe write quotes that YAML knows",
		"a: 'one'\nb: 2\n" },
	{ "a: “it's: two”\n",
		"1:4 15 TC0045 a typographic quote (U+201C) is no quote: it is a letter for YAML / maybe write quotes that YAML knows",
		"a: \"it's: two\"\n" },
	{ "a:\n– b\n– c\n",
		"2:1 3 TC0045 a dash (U+2013) begins no item of a list: it is a letter for YAML / maybe write it as YAML does",
		"a:\n- b\n- c\n" },
	{ "a:\n  – b\n  – c\nd: 1\n",
		"2:3 3 TC0045 a dash (U+2013) begins no item of a list: it is a letter for YAML / maybe write it as YAML does",
		"a:\n  - b\n  - c\nd: 1\n" },
	{ "a:\n\xC2\xA0 b: 1\n  c: 2\n",
		"2:1 3 TC0045 a no-break space (U+00A0) does not indent: it is a letter for YAML / safe put a blank there",
		"a:\n  b: 1\n  c: 2\n" },
	{ "a:\n \xC2\xA0- b\n  - c\n",
		"2:2 2 TC0045 a no-break space (U+00A0) does not indent: it is a letter for YAML / safe put a blank there",
		"a:\n  - b\n  - c\n" },
	{ "a: 1\n\xC2\xA0 \nb: 2\n",
		"2:1 3 TC0045 a no-break space (U+00A0) makes no empty line: it is a letter for YAML / safe remove it",
		"a: 1\n\nb: 2\n" },
	{ "a:\xC2\xA0\xC2\xA0" "1\nb: 2\n",
		"1:1 6 TC0043 a blank is missing after the colon of `a` / = what looks like a blank is a letter for YAML / safe put a blank after the colon",
		"a: 1\nb: 2\n" },
	{ "a: one: two\n",
		"1:4 8 TC0010 a value that holds `: ` needs quotes / maybe quote it",
		"a: 'one: two'\n" },
	{ "a: one\n  b: two\n",
		"2:3 1 TC0010 `b` is indented deeper than `a`, which has a value already / 1:1 has a value on its line / maybe indent it like the line above",
		"a: one\nb: two\n" },
	{ "a\n  b: two\n",
		"1:1 1 TC0010 expected `:` after `a` / safe put a colon after it",
		"a:\n  b: two\n" },
	{ "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
		"2:1 12 TC0010 a conflict of a merge was left here",
		NULL },
	{ "a: 1\nb\nc: 2\n",
		"2:1 1 TC0010 expected `:` after `b`",
		NULL },
	{ "a:1\nb: 2\n",
		"1:1 2 TC0043 a blank is missing after the colon of `a` / safe put a blank after the colon",
		"a: 1\nb: 2\n" },
	{ "a:\n  b:1\n  c: 2\n",
		"2:3 2 TC0043 a blank is missing after the colon of `b` / safe put a blank after the colon",
		"a:\n  b: 1\n  c: 2\n" },
	{ "a:\n  b\n    c: 2\n",
		"2:3 1 TC0010 expected `:` after `b` / safe put a colon after it",
		"a:\n  b:\n    c: 2\n" },
	{ "a:\n    b: 1\n  c: 2\n",
		"3:3 1 TC0010 `c` is indented by 2 blanks, which fits none of the lines above / = those are indented by 4 or 0",
		NULL },
	{ "a:\n  b:\n      c: 1\n    d: 2\n",
		"4:5 1 TC0010 `d` is indented by 4 blanks, which fits none of the lines above / = those are indented by 6, 2 or 0",
		NULL },
	{ "a:\n  - 1\n  b: 2\n",
		"3:3 4 TC0010 a key cannot stand among the items of a list / 2:3 first item of the list",
		NULL },
	{ "a:\n  b: 2\n  - 1\n",
		"3:3 3 TC0010 a list item cannot stand among the keys of a map / 2:3 first key of the map",
		NULL },
	{ "a: - 1\n",
		"1:4 1 TC0010 a list that is written with `- ` starts on a line of its own",
		NULL },
	{ "a: {b: 1 c: 2}\n",
		"1:10 1 TC0010 a comma is missing before `c` / 1:4 in what starts here / safe put the comma there",
		"a: {b: 1, c: 2}\n" },
	{ "a: {b: 1, c: 2\nd: 3\n",
		"1:4 1 TC0010 the `{` that stands here is not closed / 2:1 this cannot be in it",
		NULL },
	{ "a: [1, 2\n",
		"1:4 1 TC0010 the `[` that stands here is not closed",
		NULL },
	{ "a: [1, 2}\n",
		"1:9 1 TC0010 `}` closes what `[` opened / 1:4 opened here",
		NULL },
	{ "a: {b: [1, 2}, c: 3}\n",
		"1:13 1 TC0010 `}` closes what `[` opened / 1:8 opened here",
		NULL },
	{ "a: [1] ]\n",
		"1:8 1 TC0010 this `]` closes nothing / maybe remove it",
		"a: [1] \n" },
	{ "a: @x\n",
		"1:4 2 TC0010 a value that starts with `@` needs quotes / safe quote it",
		"a: '@x'\n" },
	{ "a: `x`\n",
		"1:4 3 TC0010 a value that starts with ``` needs quotes / safe quote it",
		"a: '`x`'\n" },
	{ "a: %x\n",
		"1:4 2 TC0010 a value that starts with `%` needs quotes / safe quote it",
		"a: '%x'\n" },
	{ "a: *\n",
		"1:4 1 TC0010 a value that starts with `*` needs quotes / = `*name` stands for what the anchor `&name` marks / safe quote it",
		"a: '*'\n" },
	{ "a: &\n",
		"1:4 1 TC0010 a value that starts with `&` needs quotes / safe quote it",
		"a: '&'\n" },
	{ "a: *b\n",
		"1:4 2 TC0012 the alias `*b` names no anchor before it",
		NULL },
	{ "a: \"\\d+\"\n",
		"1:5 2 TC0010 `\\d` is no escape of YAML's double quotes / maybe write the backslash twice",
		"a: \"\\\\d+\"\n" },
	{ "a: \"\\x4\"\n",
		"1:7 1 TC0010 `\\x` takes 2 hexadecimal digits, `\\u` 4 and `\\U` 8",
		NULL },
	{ "a: b\001c\n",
		"1:5 1 TC0010 the control character U+0001 cannot stand in YAML",
		NULL },
	{ "- 1\na: 2\n",
		"2:1 4 TC0010 a key cannot stand among the items of a list / 1:1 first item of the list",
		NULL },
	{ "a: 2\n- 1\n",
		"2:1 3 TC0010 a list item cannot stand among the keys of a map / 1:1 first key of the map",
		NULL },
	{ "a: !x!y 1\n",
		"1:4 1 TC0010 this tag has no meaning; quote a value that starts with `!`",
		NULL },
	{ "a: 1\n...\nb: 2\n",
		"3:1 4 TC0010 nothing can follow the value that the file holds",
		NULL },
	{ "a: 1\n---\nb: 2\n",
		"2:1 3 TC0015 a second YAML document starts here; one file holds one",
		NULL },
	{ "a: |\n  x\n y\n",
		"3:2 1 TC0010 `y` is indented by 1 blank, which fits none of the lines above / = those are indented by 2 or 0",
		NULL },
	{ "a: >\n  x\n    b: 1\n y: 2\n",
		"4:2 1 TC0010 `y` is indented by 1 blank, which fits none of the lines above / = those are indented by 4, 2 or 0",
		NULL },
	{ "{a: 1} b\n",
		"1:8 1 TC0010 nothing can follow the value that the file holds",
		NULL },
	{ "a: {b, c: }}\n",
		"1:12 1 TC0010 this `}` closes nothing / maybe remove it",
		"a: {b, c: }\n" },
	{ "? [\n",
		"2:1 0 TC0010 expected a value here",
		NULL },
	{ "a:\n  {b: 1}\n  {c: 2}\n",
		"3:3 6 TC0010 this cannot follow the value before it",
		NULL },
	{ "\ta: 1\n",
		"1:1 1 TC0011 a tab cannot indent YAML / = its meaning does not depend on the tab width; use blanks / safe write 4 blanks for each tab that indents",
		"    a: 1\n" },
	{ "a:\n\tb: 1\n",
		"2:1 1 TC0011 a tab cannot indent YAML / = its meaning does not depend on the tab width; use blanks / safe write 4 blanks for each tab that indents",
		"a:\n    b: 1\n" },
	{ "a:\n\tb:\n\t\tc: 1\n",
		"2:1 1 TC0011 a tab cannot indent YAML / = its meaning does not depend on the tab width; use blanks / safe write 4 blanks for each tab that indents",
		"a:\n    b:\n        c: 1\n" },
	{ "a:\n  b: 1\n\tc: 2\n",
		"3:1 1 TC0011 a tab cannot indent YAML / = the file means something only if a tab is 2 blanks / safe write 2 blanks for each tab that indents",
		"a:\n  b: 1\n  c: 2\n" },
	{ "a:\n  b:\n    c: 1\n\td: 1\n",
		"4:1 1 TC0011 a tab cannot indent YAML / 4:2 where this belongs depends on the tab width / = its meaning depends on the tab width: `d` on line 4 stands in `a` of line 1 if a tab is 2 blanks, in `b` of line 2 if it is 4; under other widths the file is not well formed",
		NULL },
	{ "a:\n    b:\n\tc: 1\n      d: 2\n",
		"3:1 1 TC0011 a tab cannot indent YAML / = the file means something only if a tab is 6 blanks / safe write 6 blanks for each tab that indents",
		"a:\n    b:\n      c: 1\n      d: 2\n" },
	{ "a:\r\n  b: \"x\r\n  c: 1\r\n",
		"2:6 2 TC0010 the string that starts here is not closed / maybe close it on its line",
		"a:\r\n  b: \"x\"\r\n  c: 1\r\n" },
	{ "a: é: 1\n",
		"1:4 5 TC0010 a value that holds `: ` needs quotes / maybe quote it",
		"a: 'é: 1'\n" },
	{ "a: {\"b\" 1}\n",
		"1:5 3 TC0010 expected `:` after `\"b\"` / maybe put a colon after it",
		"a: {\"b\": 1}\n" },
	{ "{a\" [b]}\n",
		"1:5 2 TC0010 a comma is missing before `[b` / 1:1 in what starts here", NULL },
	{ "{a [b]}\n", "1:2 1 TC0010 expected `:` after `a` / maybe put a colon after it", "{a: [b]}\n" },
	{ "a: [\n  1,\n  2\nb: 3\n",
		"1:4 1 TC0010 the `[` that stands here is not closed / 4:1 this cannot be in it",
		NULL },
	{ "a: [\n  {x: 1},\n  {y: 2}\n  {z: 3}\n]\n",
		"4:3 2 TC0010 a comma is missing before `{z` / 1:4 in what starts here / safe put the comma there",
		"a: [\n  {x: 1},\n  {y: 2},\n  {z: 3}\n]\n" },
	{ "a: <<: 1\n",
		"1:4 5 TC0010 a value that holds `: ` needs quotes / maybe quote it",
		"a: '<<: 1'\n" },
	{ "a: 'x' # c\nb 'y'\n",
		"2:1 1 TC0010 expected `:` after `b` / maybe put a colon after it",
		"a: 'x' # c\nb: 'y'\n" },
	{ "'a: 1\n",
		"1:1 5 TC0010 the string that starts here is not closed / maybe close it on its line",
		"'a: 1'\n" },
	{ "\"a\" 1\n",
		"1:5 1 TC0010 nothing can follow the value that the file holds",
		NULL },
	{ "a: x: \"y\n",
		"1:4 5 TC0010 a value that holds `: ` needs quotes / maybe quote it",
		"a: 'x: \"y'\n" },
	{ "%TAG\na: 1\n",
		"1:5 0 TC0010 did not find expected '!'",
		NULL },
	{ "%YAML 3.0\n---\na: 1\n",
		"1:1 1 TC0010 this is a version of YAML other than 1.1 and 1.2",
		NULL },
	{ "a: !!binary\n  b: &x 1\n  c: *y\n",
		"3:6 2 TC0012 the alias `*y` names no anchor before it",
		NULL },
	{ "a: {x: \"y\" 1}\n",
		"1:12 1 TC0010 a comma is missing before `1` / 1:4 in what starts here / maybe put the comma there",
		"a: {x: \"y\", 1}\n" },
	{ "a: {x: 1, \"b\" : 1 \"c\": 3}\n",
		"1:19 3 TC0010 a comma is missing before `\"c\"` / 1:4 in what starts here / safe put the comma there",
		"a: {x: 1, \"b\" : 1, \"c\": 3}\n" },
	{ "a: {x: 1,\n   \"b\" 1, \"c\": 3}\n",
		"2:4 3 TC0010 expected `:` after `\"b\"` / maybe put a colon after it",
		"a: {x: 1,\n   \"b\": 1, \"c\": 3}\n" },
};
// clang-format on

static Position place(Unit *u, uint32_t file, uint32_t at)
{
	return source_position(u->arena, u->src[file], at);
}

// `1:7 4 TC0010 text / 2:3 label of another place / = further fact / maybe title of the fix`; the
// number behind the place counts the bytes that are underlined.
static const char *told(Unit *u, const Diag *d)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < d->nspan; i++) {
		Position at = place(u, d->span[i].at.file, d->span[i].at.lo);
		if (i)
			buf_printf(&b, " / %u:%u %s", at.line, at.column, d->span[i].label);
		else
			buf_printf(&b, "%u:%u %u TC%04u %s", at.line, at.column,
				d->span[i].at.hi - d->span[i].at.lo, d->row->code, d->text);
	}
	for (uint32_t i = 0; i < d->nline; i++)
		buf_printf(&b, " / = %s", d->line[i]);
	for (uint32_t i = 0; i < d->nfix; i++)
		buf_printf(&b, " / %s %s", d->fix[i].kind == FIX_SAFE ? "safe" : "maybe",
			d->fix[i].title);
	return b.s;
}

// The text with the edits of a fix, which are in their order.
static const char *mended(Unit *u, const char *text, const Fix *fix)
{
	Buf b = { .arena = u->arena };
	uint32_t from = 0;
	for (uint32_t i = 0; i < fix->nedit; i++) {
		assert_true(fix->edit[i].at.lo >= from);
		buf_add(&b, text + from, fix->edit[i].at.lo - from);
		buf_puts(&b, fix->edit[i].text);
		from = fix->edit[i].at.hi;
	}
	buf_puts(&b, text + from);
	return b.s;
}

static void check_readable(const char *path, const char *text)
{
	Unit *u = unit_new(NULL, &options);
	const Value *v = read_source(u, source_add(u, path, text, strlen(text)));
	if (v->kind == V_BAD || u->ndiag)
		fail_msg("not readable after the fix: %s", text);
	unit_free(u);
}

static void check_row(const char *path, const ReadRow *r)
{
	Unit *u = unit_new(NULL, &options);
	read_source(u, source_add(u, path, r->text, strlen(r->text)));
	if (u->ndiag != 1)
		fail_msg("%u findings, not 1: %s", u->ndiag, r->text);
	const Diag *d = u->diag[0];
	assert_string_equal(told(u, d), r->said);
	assert_int_equal(d->nfix, r->fixed != NULL);
	if (r->fixed) {
		const char *text = mended(u, r->text, &d->fix[0]);
		assert_string_equal(text, r->fixed);
		check_readable(path, text);
	}
	unit_free(u);
}

static void test_yaml(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(yaml); i++)
		check_row("a.yml", &yaml[i]);
}

static void test_json(void **state)
{
	(void)state;
	for (const ReadRow *r = json_rows; r->text; r++)
		check_row("a.json", r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_yaml),
		cmocka_unit_test(test_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
