// cases_test.c: labelled state machines, where they are at hand (../shared/cases/asl): every valid
// one is accepted, every invalid one refused, every pair of probes differs by its one rule.
#include "../../ir/asl.h"
#include "../read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASES "../shared/cases/asl/"

static const Options options;

static Value *read_file(Unit *u, const char *path)
{
	FILE *f = fopen(path, "r");
	if (!f)
		return NULL;
	Buf b = { .arena = u->arena };
	char part[65536];
	for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
		buf_add(&b, part, n);
	fclose(f);
	return read_source(u, source_add(u, path, b.s ? b.s : "", b.n));
}

static const char *text(const Value *map, const char *key)
{
	const char *s = value_text(value_get(map, key));
	return s ? s : "";
}

// What was found from finding `first` on, of a severity.
static uint32_t count(const Unit *u, uint32_t first, Severity s)
{
	uint32_t n = 0;
	for (uint32_t i = first; i < u->ndiag; i++)
		n += u->diag[i]->severity == s;
	return n;
}

static void print_findings(const Unit *u, uint32_t first)
{
	for (uint32_t i = first; i < u->ndiag; i++)
		print_message("    TC%04u %s\n", u->diag[i]->row->code, u->diag[i]->text);
}

static void test_definitions(void **state)
{
	(void)state;
	Unit *list = unit_new(NULL, &options);
	const Value *manifest = read_file(list, CASES "manifest.json");
	uint32_t n[2] = { 0 };
	uint32_t right[2] = { 0 };
	if (!manifest)
		print_message("skipped: no " CASES "\n");
	for (uint32_t i = 0; manifest && i < manifest->n; i++) {
		const Value *c = manifest->u.item[i];
		Unit *u = unit_new(NULL, &options);
		AslOptions opt = { .plain = true,
			.express = str_ends(text(c, "corpus"), "-express") };
		Value *machine = read_file(u, arena_format(u->arena, CASES "%s", text(c, "file")));
		if (machine && machine->kind != V_BAD)
			asl_check(u, machine, &opt);
		bool valid = str_eq(text(c, "verdict"), "valid");
		bool accepted = machine && !u->nerror;
		n[valid]++;
		right[valid] += accepted == valid;
		if (accepted != valid) {
			print_message(
				"%s: %s\n", accepted ? "accepted" : "refused", text(c, "file"));
			print_findings(u, 0);
		}
		unit_free(u);
	}
	if (manifest)
		print_message("valid accepted: %u of %u; invalid refused: %u of %u\n", right[1],
			n[1], right[0], n[0]);
	assert_int_equal(right[0], n[0]);
	assert_int_equal(right[1], n[1]);
	unit_free(list);
}

// A probe is JSON, or a string that holds it.
static uint32_t check_probe(Unit *u, const Value *v)
{
	static const AslOptions opt = { .plain = true };
	uint32_t first = u->ndiag;
	const Value *machine = v->kind == V_STR ? read_json_string(u, v) : v;
	if (machine->kind != V_BAD)
		asl_check(u, machine, &opt);
	return first;
}

static Severity severity(const char *word)
{
	return str_eq(word, "error") ? ERROR : str_eq(word, "warning") ? WARNING : NOTE;
}

static void test_probes(void **state)
{
	(void)state;
	Unit *u = unit_new(NULL, &options);
	const Value *doc = read_file(u, CASES "probes.json");
	const Value *probes = value_get(doc, "probes");
	uint32_t missed = 0;
	if (!probes)
		print_message("skipped: no " CASES "\n");
	for (uint32_t i = 0; probes && i < probes->n; i++) {
		const Value *p = probes->u.item[i];
		const Value *bad = value_get(p, "bad");
		uint32_t first = check_probe(u, value_get(p, "good"));
		if (count(u, first, ERROR)) {
			missed++;
			print_message("refused: good %s\n", text(p, "id"));
			print_findings(u, first);
		}
		first = bad ? check_probe(u, bad) : 0;
		if (bad && !count(u, first, severity(text(p, "severity")))) {
			missed++;
			print_message(
				"accepted: bad %s (%s)\n", text(p, "id"), text(p, "severity"));
		}
	}
	if (probes)
		print_message("probes held: %u of %u\n", probes->n - missed, probes->n);
	assert_int_equal(missed, 0);
	unit_free(u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_probes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
