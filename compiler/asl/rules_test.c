// rules_test.c: each rule, broken once: the finding, and the characters it stands at.
//
// A row is the states of a machine that starts at `A`, with ' for the quotes of JSON, %F for the ARN
// of a function and « » around what the finding has to point at. Each is read as JSON and as YAML,
// as a machine, as a branch, as an ItemProcessor and as an Iterator.
#include "../../ir/asl.h"
#include "../read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Rule {
	unsigned code; // 0: nothing is wrong
	const char *states;
} Rule;

#include "rules_test.h"

#include "rules_ata_test.h"
#include "rules_data_test.h"

static const Options options;

typedef struct Wrap {
	const char *before, *behind;
} Wrap;

static const Wrap wraps[] = {
	{ "{'StartAt':'A','States':{", "}}" },
	{ "{'StartAt':'P0','States':{'P0':{'Type':'Parallel','End':true,'Branches':[{'StartAt':'A','States':{",
		"}}]}}}" },
	{ "{'StartAt':'M0','States':{'M0':{'Type':'Map','End':true,'ItemProcessor':{'StartAt':'A','States':{",
		"}}}}}" },
	{ "{'StartAt':'M0','States':{'M0':{'Type':'Map','End':true,'Iterator':{'StartAt':'A','States':{",
		"}}}}}" },
};

// The text as JSON; *lo and *hi get the place of the marks.
static const char *expand(Arena *a, const char *before, const char *states, const char *behind,
	size_t *lo, size_t *hi)
{
	Buf b = { .arena = a };
	const char *all = arena_format(a, "%s%s%s", before, states, behind);
	*lo = *hi = 0;
	for (const char *s = all; *s; s++) {
		if (strncmp(s, "«", 2) == 0) {
			*lo = b.n;
			s++;
		} else if (strncmp(s, "»", 2) == 0) {
			*hi = b.n;
			s++;
		} else if (strncmp(s, "%F", 2) == 0) {
			buf_puts(&b, "arn:aws:lambda:us-east-1:123456789012:function:f:1");
			s++;
		} else {
			buf_putc(&b, *s == '\'' ? '"' : *s == '`' ? '\'' : *s);
		}
	}
	return b.s;
}

// Tells all failures of a table in one run.
static uint32_t failures;

static void fail_with(const Unit *u, const char *why, const char *text, unsigned code)
{
	failures++;
	for (uint32_t i = 0; i < u->ndiag; i++) {
		Span at = u->diag[i]->span[0].at;
		print_message("  found TC%04u %s at `%.*s`\n", u->diag[i]->row->code,
			u->diag[i]->text, (int)(at.hi - at.lo), u->src[at.file]->text + at.lo);
	}
	print_message("TC%04u %s: %s\n", code, why, text);
}

static void check_rule(const Rule *r, const char *path, const Wrap *w, bool jsonata)
{
	Unit *u = unit_new(NULL, &options);
	AslOptions opt = { .plain = true };
	size_t lo;
	size_t hi;
	const char *before = arena_format(
		u->arena, "{%s%s", jsonata ? "'QueryLanguage':'JSONata'," : "", w->before + 1);
	const char *text = expand(u->arena, before, r->states, w->behind, &lo, &hi);
	Value *v = read_source(u, source_add(u, path, text, strlen(text)));
	asl_check(u, v, &opt);
	diag_sort(u);
	if (!r->code && u->nerror)
		fail_with(u, "refused", text, 0);
	const Diag *found = NULL;
	for (uint32_t i = 0; i < u->ndiag; i++)
		if (u->diag[i]->row->code == r->code && (!hi || u->diag[i]->span[0].at.lo == lo))
			found = u->diag[i];
	if (r->code && !found)
		fail_with(u, "not found, or elsewhere", text, r->code);
	if (found && hi && found->span[0].at.hi != hi)
		fail_with(u, "ends elsewhere", text, r->code);
	if (found && found->severity == ERROR ? u->nerror != 1 : r->code && u->nerror)
		fail_with(u, "is not the only error", text, r->code);
	unit_free(u);
}

static void check_rules(const Rule *rules, bool jsonata)
{
	failures = 0;
	for (const Rule *r = rules; r->states; r++)
		for (size_t i = 0; i < COUNT(wraps) - jsonata; i++) {
			check_rule(r, "x.json", &wraps[i], jsonata);
			check_rule(r, "x.yml", &wraps[i], jsonata);
		}
	assert_int_equal(failures, 0);
}

static void test_jsonpath(void **state)
{
	(void)state;
	check_rules(path_rules, false);
	check_rules(data_rules, false);
}

static void test_jsonata(void **state)
{
	(void)state;
	check_rules(ata_rules, true);
}

// Whole machines.
static void test_machines(void **state)
{
	(void)state;
	static const Wrap none = { "{", "}" };
	failures = 0;
	for (const Rule *r = machine_rules; r->states; r++)
		for (int yaml = 0; yaml < 2; yaml++)
			check_rule(r, yaml ? "x.yml" : "x.json", &none, false);
	assert_int_equal(failures, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jsonpath),
		cmocka_unit_test(test_jsonata),
		cmocka_unit_test(test_machines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
