// grammar_test.c: paths, reference paths and intrinsic functions.
//
// Round trip: a valid text is taken apart into steps and put together again. Mutation: one character
// of a valid text is dropped, doubled or exchanged with the next; nothing may crash, every finding
// lies inside the text, and what is refused is refused near the change or at what it left open.
#include "../../ir/asl.h"
#include "../read.h"
#include "path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

// clang-format off
static const char *const paths[] = {
	"$", "$$", "$.a", "$.a.b.c", "$.a[0]", "$.a[0][1].b", "$['a']['b c']", "$[\"a\"].b", "$.detail-type",
	"$.[0]", "$[*]", "$.*", "$.a[*].b", "$..b", "$.a..b[0]", "$.a[1:]", "$.a[-1:]", "$.a[1:3]", "$.a[0,2]",
	"$.a['x','y']", "$.a[?(@.b)]", "$.a[?(@.b > 1)]", "$.a[?(@.b == 'x' && @.c != 2)].d", "$.a[?(!@.b)]",
	"$.a[?(@.b in ['x', 'y'])]", "$.a[?(@.Name==Receipt)]", "$.a[?(@.x == $.y)]", "$.a[?(@.b =~ /x.*/i)]",
	"$.a[?((@.b < 1 || @.c) && @['d'] >= 2)]", "$.a.length()", "$$.Execution.Input.x", "$$.Map.Item.Value",
	"$v", "$v.a[0]", "$Größe.a", "$.&Ж中", "$.store\\.book", "$['it\\'s']",
};
static const char *const references[] = {
	"$", "$.a", "$.a.b[0].c", "$['a'][0]['b c']", "$.detail-type", "$.&Ж中", "$.store\\.book", "$.[0]",
};
static const char *const calls[] = {
	"States.UUID()", "States.Array()", "States.Array(1, 'a', $.b, null, true, false, -2.5e3)",
	"States.Format('a {} b {}', $.c, States.MathAdd(1, $.d))", "States.Format('it\\'s \\{\\} \\\\')",
	"States.Format(\n\t'{}',\n\t$$.Execution.Id\n)", "States.ArrayGetItem(States.StringSplit($.a, ','), 0)",
	"States.JsonMerge($.a, $v.b, false)", "States.Hash($.a[?(@.b == 'x, y)')], 'SHA-256')",
	"States.ArrayRange(1, 9, 2)", "States.ArrayContains($.a['b, c'], 'x')", "States.Base64Encode('Ж中')",
	"States.MathRandom(1, 10, 5)", "States.ArrayPartition($.a, 4)", "States.JsonToString($)",
};
// clang-format on

// The path that the steps spell, each in brackets.
static const char *spell(Arena *a, const char *s, const Path *p)
{
	Buf b = { .arena = a };
	static const char *const roots[] = { "", "$", "$$", "$" };
	buf_puts(&b, roots[p->root]);
	buf_add(&b, s + p->var_lo, p->var_hi - p->var_lo);
	for (uint32_t i = 0; i < p->nstep; i++) {
		const PathStep *step = &p->step[i];
		const char *text = arena_copy(a, s + step->lo, step->hi - step->lo);
		if (step->kind == STEP_NAME) {
			size_t n;
			const char *name = jsonpath_name(a, s, step, &n);
			buf_puts(&b, "['");
			for (size_t j = 0; j < n; j++)
				buf_printf(&b, "%s%c",
					name[j] == '\'' || name[j] == '\\' ? "\\" : "", name[j]);
			buf_puts(&b, "']");
		} else if (step->kind == STEP_INDEX) {
			buf_printf(&b, "[%s]", text);
		} else {
			bool wild = str_eq(text, "*");
			buf_printf(&b, "%s%s%s",
				wild                            ? "[" :
					step->kind == STEP_CALL ? "." :
								  "",
				text, wild ? "]" : "");
		}
	}
	return b.s;
}

static void test_round_trip(void **state)
{
	(void)state;
	Arena *a = arena_new();
	for (size_t i = 0; i < COUNT(paths); i++) {
		const char *s = paths[i];
		Path one;
		jsonpath_parse(a, s, (uint32_t)strlen(s), 0, false, &one);
		if (one.problem || one.end != strlen(s))
			fail_msg("%s: %s", s, one.problem ? one.problem : "not read to its end");
		const char *again = spell(a, s, &one);
		Path two;
		jsonpath_parse(a, again, (uint32_t)strlen(again), 0, false, &two);
		if (two.problem || two.nstep != one.nstep || !str_eq(spell(a, again, &two), again))
			fail_msg("%s: became %s, then %s", s, again,
				two.problem ? two.problem : spell(a, again, &two));
	}
	arena_free(a);
}

// Checks a state with the text in it; the finding on it, or NULL.
static const Diag *judge(
	Unit *u, const char *before, const char *text, const char *behind, uint32_t *from)
{
	static const AslOptions opt = { .plain = true };
	Buf b = { .arena = u->arena };
	buf_puts(&b, before);
	*from = (uint32_t)b.n + 1;
	quote_json(&b, text, strlen(text));
	buf_puts(&b, behind);
	asl_check(u, read_source(u, source_add(u, "x.json", b.s, b.n)), &opt);
	for (uint32_t i = 0; i < u->ndiag; i++)
		if (u->diag[i]->severity == ERROR)
			return u->diag[i];
	return NULL;
}

typedef struct Place {
	const char *before, *behind;
} Place;

static const Place input_path = {
	"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"InputPath\":", ",\"End\":true}}}"
};
static const Place result_path = {
	"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"ResultPath\":",
	",\"End\":true}}}"
};
static const Place call = {
	"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Parameters\":{\"a.$\":",
	"},\"End\":true}}}"
};

static void test_valid(void **state)
{
	(void)state;
	static const struct {
		const Place *place;
		const char *const *text;
		size_t n;
	} sets[] = { { &input_path, paths, COUNT(paths) }, { &call, paths, COUNT(paths) },
		{ &result_path, references, COUNT(references) }, { &call, calls, COUNT(calls) } };
	for (size_t i = 0; i < COUNT(sets); i++)
		for (size_t j = 0; j < sets[i].n; j++) {
			Unit *u = unit_new(NULL, &options);
			uint32_t from;
			const Diag *d = judge(u, sets[i].place->before, sets[i].text[j],
				sets[i].place->behind, &from);
			if (d)
				fail_msg("%s: %s", sets[i].text[j], d->text);
			unit_free(u);
		}
}

typedef enum Change { DROP, TWICE, SWAP, CHANGES } Change;

// The text with one code point changed, or NULL when nothing changes.
static const char *mutate(Arena *a, const char *s, size_t at, Change how)
{
	size_t n;
	size_t next = 0;
	utf8_next(s + at, &n);
	if (s[at + n])
		utf8_next(s + at + n, &next);
	if (how == SWAP && (!next || (n == next && memcmp(s + at, s + at + n, n) == 0)))
		return NULL;
	Buf b = { .arena = a };
	buf_add(&b, s, at);
	if (how == SWAP)
		buf_add(&b, s + at + n, next);
	if (how != DROP)
		buf_add(&b, s + at, n);
	if (how == TWICE)
		buf_add(&b, s + at, n);
	buf_puts(&b, s + at + n + (how == SWAP ? next : 0));
	return b.s ? b.s : "";
}

typedef struct Tally {
	uint32_t tried, refused, near;
} Tally;

static void try_mutant(const Place *p, const char *valid, size_t at, Change how, Tally *tally)
{
	Unit *u = unit_new(NULL, &options);
	const char *text = mutate(u->arena, valid, at, how);
	uint32_t from;
	const Diag *d = text ? judge(u, p->before, text, p->behind, &from) : NULL;
	tally->tried += text != NULL;
	if (d) {
		// Where the text has escapes in JSON its offsets differ; a backslash in front counts.
		uint32_t shift = 0;
		for (size_t i = 0; i < at; i++)
			shift += text[i] == '"' || text[i] == '\\' || text[i] == '\n' ||
				text[i] == '\t';
		Span span = d->span[0].at;
		uint32_t change = from + (uint32_t)at + shift;
		uint32_t end = u->src[1]->n - (uint32_t)strlen(p->behind);
		if (span.lo < from - 1 || span.hi > end || span.lo > span.hi)
			fail_msg("%s from %s: %s at %u-%u, outside of %u-%u", text, valid, d->text,
				span.lo, span.hi, from, end);
		bool open = strstr(d->text, "closed") != NULL && span.lo <= change;
		tally->refused++;
		tally->near += open || (span.lo <= change + 3 && span.hi + 3 >= change);
	}
	unit_free(u);
}

static void mutate_all(const Place *p, const char *const *list, size_t n, unsigned least)
{
	Tally tally = { 0 };
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0, len; list[i][at]; at += len) {
			utf8_next(list[i] + at, &len);
			for (Change how = DROP; how < CHANGES; how++)
				try_mutant(p, list[i], at, how, &tally);
		}
	print_message("%u mutants, %u refused, %u where the change is\n", tally.tried,
		tally.refused, tally.near);
	assert_true(tally.near * 100 >= tally.refused * least);
}

static void test_mutants(void **state)
{
	(void)state;
	mutate_all(&input_path, paths, COUNT(paths), 95);
	mutate_all(&result_path, references, COUNT(references), 95);
	mutate_all(&call, calls, COUNT(calls), 98);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_mutants),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
