// jsonata_test.c: expressions that are JSONata, and what is said of those that are not.
//
// testdata/jsonata/accept.txt: an expression a line. refuse.txt: code, first and last character of
// the finding (from 0, `{%` not counted) and the expression, with tabs between. Both agree with the
// reference implementation, npm jsonata 2.0.6, on which is which.
#include "jsonata_tree.h"

#include "../read.h"
#include "../shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

// A unit with one source, `{%`, the expression, `%}`, as a plain scalar.
static Value *expression_value(Unit *u, const char *s, size_t n)
{
	char *text = arena_get(u->arena, n + 5);
	memcpy(text, "{%", 2);
	memcpy(text + 2, s, n);
	memcpy(text + 2 + n, "%}", 2);
	Span at = { source_add(u, "x.yml", text, n + 4), 0, (uint32_t)n + 4 };
	Value *v = value_str(u->arena, text, at);
	v->style = STYLE_PLAIN;
	return v;
}

static bool parses(Unit *u, const char *s, size_t n)
{
	Text t;
	jsonata_text(&t, u, expression_value(u, s, n));
	Map *names = NULL;
	return jsonata_parse(&t, &names) != NULL;
}

typedef struct Lines {
	FILE *file;
	char *line;
	size_t cap;
	ssize_t n;
} Lines;

static bool next_line(Lines *l, const char *path)
{
	if (!l->file)
		l->file = fopen(path, "r");
	if (!l->file)
		fail_msg("cannot read %s: run the test from the top of the repository", path);
	l->n = getline(&l->line, &l->cap, l->file);
	if (l->n > 0 && l->line[l->n - 1] == '\n')
		l->line[--l->n] = 0;
	if (l->n >= 0)
		return true;
	fclose(l->file);
	free(l->line);
	return false;
}

static void test_accepted(void **state)
{
	(void)state;
	int n = 0;
	for (Lines l = { 0 }; next_line(&l, "testdata/jsonata/accept.txt"); n++) {
		Unit *u = unit_new(NULL, &options);
		if (!parses(u, l.line, (size_t)l.n) || u->ndiag)
			fail_msg("refused: %s: %s", l.line,
				u->ndiag ? u->diag[0]->text : "in silence");
		unit_free(u);
	}
	assert_true(n >= 150);
}

static void test_refused(void **state)
{
	(void)state;
	int n = 0;
	for (Lines l = { 0 }; next_line(&l, "testdata/jsonata/refuse.txt"); n++) {
		int code, lo, hi, skip = 0;
		if (sscanf(l.line, "%d\t%d\t%d\t%n", &code, &lo, &hi, &skip) != 3)
			fail_msg("not a case: %s", l.line);
		// %n swallows the blanks that an expression begins with.
		while (l.line[skip - 1] != '\t')
			skip--;
		const char *s = l.line + skip;
		Unit *u = unit_new(NULL, &options);
		if (parses(u, s, strlen(s)))
			fail_msg("accepted: %s", s);
		assert_int_equal(u->ndiag, 1);
		const Diag *d = u->diag[0];
		Span at = d->span[0].at;
		if (d->row->code != code || (int)at.lo - 2 != lo || (int)at.hi - 2 != hi)
			fail_msg("%s: TC%u %d-%d %s, not TC%d %d-%d", s, d->row->code,
				(int)at.lo - 2, (int)at.hi - 2, d->text, code, lo, hi);
		unit_free(u);
	}
	assert_true(n >= 150);
}

// One character dropped, doubled or swapped with the next: never a crash, and what is said lies
// at the change or after it, since all before it is the start of something valid.
static void check_mutant(const char *s, size_t n, size_t change)
{
	Unit *u = unit_new(NULL, &options);
	bool ok = parses(u, s, n);
	if (!ok && u->ndiag != 1)
		fail_msg("%zu findings: %.*s", (size_t)u->ndiag, (int)n, s);
	// An opener that is left open, and what is found once a path or a call is whole, lie before.
	static const int whole[] = { 3403, 3407, 3408, 3409, 3410, 3411, 3412, 3413, 3414 };
	bool late = true;
	for (size_t i = 0; !ok && i < COUNT(whole); i++)
		late &= u->diag[0]->row->code != whole[i];
	// The token that the change is in may begin up to one operator or word before it.
	size_t from = change;
	while (from && !strchr(" ()[]{},;", s[from - 1]))
		from--;
	if (!ok && late && u->diag[0]->span[0].at.hi < from + 2)
		fail_msg("%.*s: changed at %zu, said at %d: %s", (int)n, s, change,
			(int)u->diag[0]->span[0].at.lo - 2, u->diag[0]->text);
	unit_free(u);
}

static void test_mutants(void **state)
{
	(void)state;
	for (Lines l = { 0 }; next_line(&l, "testdata/jsonata/accept.txt");) {
		size_t n = (size_t)l.n;
		char *s = malloc(n + 2);
		for (size_t i = 0; i < n; i++) {
			memcpy(s, l.line, i);
			memcpy(s + i, l.line + i + 1, n - i);
			check_mutant(s, n - 1, i);
			memcpy(s + i, l.line + i, n - i + 1);
			memmove(s + i + 1, s + i, n - i + 1);
			check_mutant(s, n + 1, i);
			memcpy(s, l.line, n + 1);
			if (i + 1 < n) {
				s[i] = l.line[i + 1];
				s[i + 1] = l.line[i];
				check_mutant(s, n, i);
			}
		}
		free(s);
	}
}

// ---- What the names mean --------------------------------------------------------------

static void note_use(void *ctx, const char *name, size_t n, Span at)
{
	assert_int_equal(at.hi - at.lo, n + 1);
	buf_printf(ctx, " %.*s", (int)n, name);
}

// The findings of an expression as "code@from-to …", and its variables after "uses".
static const char *judge(Unit *u, const char *s, const JsonataPlace *place, bool with_uses)
{
	Buf uses = { .arena = u->arena };
	Buf all = { .arena = u->arena };
	jsonata_check(
		u, expression_value(u, s, strlen(s)), place, with_uses ? note_use : NULL, &uses);
	diag_sort(u);
	for (uint32_t i = 0; i < u->ndiag; i++)
		buf_printf(&all, "%s%s%u@%d-%d", i ? " " : "",
			u->diag[i]->severity == ERROR ? "" : "w", u->diag[i]->row->code,
			(int)u->diag[i]->span[0].at.lo - 2, (int)u->diag[i]->span[0].at.hi - 2);
	if (uses.n)
		buf_printf(&all, "%suses%s", all.n ? " " : "", uses.s);
	return all.s ? all.s : "";
}

// testdata/jsonata/meaning.txt: what `judge` gives in Arguments, a tab, the expression.
static void test_meaning(void **state)
{
	(void)state;
	static const JsonataPlace nowhere = { .field = "Arguments" };
	for (Lines l = { 0 }; next_line(&l, "testdata/jsonata/meaning.txt");) {
		char *tab = strchr(l.line, '\t');
		assert_non_null(tab);
		*tab = 0;
		Unit *u = unit_new(NULL, &options);
		const char *found = judge(u, tab + 1, &nowhere, true);
		if (!str_eq(found, l.line))
			fail_msg("%s: `%s`, not `%s`", tab + 1, found, l.line);
		unit_free(u);
	}
}

static void test_places(void **state)
{
	(void)state;
	static const struct {
		JsonataPlace place;
		const char *expression, *found;
	} cases[] = {
		{ { true, false, "Output" }, "$states.result.a", "" },
		{ { true, false, "Output" }, "$states.errorOutput.a", "3424@8-19" },
		{ { false, true, "Output" }, "$states.errorOutput.a", "" },
		{ { false, true, "Output" }, "$states.result.a", "3424@8-14" },
		{ { false, false, "Items" }, "$states.input.a", "" },
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		assert_string_equal(
			judge(u, cases[i].expression, &cases[i].place, false), cases[i].found);
		unit_free(u);
	}
}

// Text that is not known: nothing is said that it could make right.
static void test_gaps(void **state)
{
	(void)state;
	static const struct {
		const char *expression, *found;
	} cases[] = {
		{ "$states.input.n > ${Limit}", "" },
		{ "'${Env}-' & $states.input.n", "" },
		{ "$${Name}.a", "" },
		{ "${Name}", "" },
		{ "${Name}.b", "" },
		{ "pre${Name}post", "" },
		{ "1${Name}", "" },
		{ "$x ${Operator} $y", "" },
		{ "$sum(${A} ${B} ", "" },
		{ "f(${AWS::Region}, ${Table.Arn})", "3421@0-1" },
		{ "$substring(${Arguments})", "" },
		{ "1 + + ${Name}", "3400@4-5" }, // before it all is known
		{ "a + ${Name}", "3421@0-1" },
		{ "/${Pattern}/", "" },
		{ "`${Field}`.x", "3421@0-10" },
		{ "/* ${Comment} */ $x y", "3400@20-21" },
		{ "$states.input.items.${name: price}", "" }, // a group of JSONata
		{ "'${Env}' 1", "3400@9-10" },
	};
	static const JsonataPlace place = { .field = "Output" };
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		const char *found = judge(u, cases[i].expression, &place, false);
		if (!str_eq(found, cases[i].found))
			fail_msg("%s: `%s`, not `%s`", cases[i].expression, found, cases[i].found);
		unit_free(u);
	}
}

// ---- Where it stands ------------------------------------------------------------------

// The text of the file under each finding, a blank between.
static const char *all_found(Unit *u, const char *text)
{
	diag_sort(u);
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < u->ndiag; i++) {
		Span at = u->diag[i]->span[0].at;
		buf_printf(&b, "%s%.*s", i ? " " : "", (int)(at.hi - at.lo), text + at.lo);
	}
	return b.s ? b.s : "";
}

// The same of the value of key `v`.
static const char *found_text(Unit *u, const char *path, const char *text)
{
	uint32_t file = source_add(u, path, text, strlen(text));
	Value *doc = read_source(u, file);
	static const JsonataPlace place = { .field = "Output" };
	jsonata_check(u, value_get(doc, "v"), &place, NULL, NULL);
	return all_found(u, text);
}

static void test_spans(void **state)
{
	(void)state;
	static const struct {
		const char *path, *text, *found;
	} cases[] = {
		{ "a.json", "{\"v\": \"{% phone %}\"}", "phone" },
		{ "a.json", "{\"v\": \"{% \\\"a\\\" & phone & \\\"\\u00e9\\\" & mail %}\"}",
			"phone mail" },
		{ "a.json", "{\"v\": \"{% 1\\n + \\t\\\\ %}\"}", "\\\\" },
		{ "a.yml", "v: '{% ''a'' & phone %}'\n", "phone" },
		{ "a.yml", "v: \"{% \\\"a\\\" & phone %}\"\n", "phone" },
		{ "a.yml", "v: \"{% 1 + )\\n %}\"\n", ")" },
		{ "a.yml", "v: |-\n  {% (\n    $x := 1;\n    phone\n  ) %}\n", "phone" },
		{ "a.yml", "v: >-\n  {% $states.input.a &\n  phone & mail\n  & tel %}\n",
			"phone mail tel" },
		{ "a.yml", "v: '{% $states.input.a &\n    phone\n\n    & mail %}'\n",
			"phone mail" },
		{ "a.yml", "v: \"{% $states.input.a \\\n    & phone\n    & \\\"x\\\" & mail %}\"\n",
			"phone mail" },
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		const char *found = found_text(u, cases[i].path, cases[i].text);
		if (!str_eq(found, cases[i].found))
			fail_msg("%s: `%s`, not `%s`", cases[i].text, found, cases[i].found);
		unit_free(u);
	}
}

// `{{name}}` of a topology, in each style; in the second turn the names stand for other text.
static void test_join(void **state)
{
	(void)state;
	static const struct {
		const char *text, *found;
	} cases[] = {
		{ "v: '{% phone & ''{{env}}'' & \"{{ region }}\" & mail %}'\n", "phone mail" },
		{ "v: \"{% phone & \\\"{{env}}\\\" & mail %}\"\n", "phone mail" },
		{ "v: |-\n  {% (\n    phone & '{{env}}'\n      & mail\n  ) %}\n", "phone mail" },
		{ "v: >-\n  {% phone\n  & '{{env}}'\n  & mail & {{param.X}} %}\n", "phone mail" },
	};
	static const JsonataPlace place = { .field = "Output" };
	for (size_t i = 0; i < 2 * COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		const char *text = cases[i / 2].text;
		uint32_t file = source_add(u, "x.yml", text, strlen(text));
		Value *v = hole_parse(u, value_get(read_source(u, file), "v"), false);
		assert_int_equal(v->kind, V_JOIN);
		for (uint32_t k = 0; i % 2 && k < v->n; k++)
			if (v->u.item[k]->kind == V_HOLE)
				v->u.item[k]->u.hole.val =
					value_str(u->arena, "7", v->u.item[k]->at);
		jsonata_check(u, v, &place, NULL, NULL);
		const char *found = all_found(u, text);
		if (!str_eq(found, cases[i / 2].found))
			fail_msg("%s: `%s`, not `%s`", text, found, cases[i / 2].found);
		unit_free(u);
	}
}

// ---- Size -----------------------------------------------------------------------------

static void test_depth(void **state)
{
	(void)state;
	static const struct {
		const char *before, *middle, *after;
		int n, code; // how often, what is said
	} cases[] = {
		{ "(", "1", ")", 90, 0 },
		{ "(", "1", ")", 120, 3415 },
		{ "(", "1", ")", 100000, 3415 },
		{ "[", "1", "]", 100000, 3415 },
		{ "{\"a\":", "1", "}", 50000, 3415 },
		{ "-", "1", "", 100000, 3415 },
		{ "1+", "1", "", 99, 0 },
		{ "1+", "1", "", 100, 3415 },
		{ "1+", "1", "", 100000, 3415 },
		{ "$f(", "", ")", 100000, 3415 },
		{ "$x ? 1 : ", "1", "", 100000, 3415 },
		{ "function(){", "1", "}", 100000, 3415 },
		{ "$x.", "y", "", 200, 0 },
		{ "$x[", "1", "]", 100000, 3415 },
		{ "(", "", "", 100000, 3415 },
	};
	static const JsonataPlace place = { .field = "Output" };
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		Buf b = { .arena = u->arena };
		for (int k = 0; k < cases[i].n; k++)
			buf_puts(&b, cases[i].before);
		buf_puts(&b, cases[i].middle);
		for (int k = 0; k < cases[i].n; k++)
			buf_puts(&b, cases[i].after);
		jsonata_check(u, expression_value(u, b.s, b.n), &place, NULL, NULL);
		unsigned code = 0;
		for (uint32_t k = 0; k < u->ndiag; k++)
			if (u->diag[k]->row->code == 3415)
				code = 3415;
		if (code != (unsigned)cases[i].code)
			fail_msg("%s, %d times: TC%u, not TC%d", cases[i].before, cases[i].n, code,
				cases[i].code);
		unit_free(u);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accepted),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_mutants),
		cmocka_unit_test(test_meaning),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_depth),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
