// access_corpus_test.c: Access Analyzer's verdicts on pairs of policies, where the collection is at hand.
//
// The collection is not part of the project: the test passes, and says so, when it is not there.
#include "../../ir/access.h"
#include "../read.h"
#include "../tree_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define CASES "../shared/cases/iam/"

static Value *read_file(Unit *u, const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return NULL;
	Buf b = { .arena = u->arena };
	char part[4096];
	for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
		buf_add(&b, part, n);
	fclose(f);
	return read_source(u, source_add(u, arena_copy(u->arena, path, strlen(path)), b.s, b.n));
}

static const char *text_of(const Value *entry, const char *key)
{
	const char *s = value_text(value_get(entry, key));
	return s ? s : "";
}

static AccessResult *compare(Unit *u, const Value *entry)
{
	AccessPolicy old = {
		.doc = read_file(u, arena_format(u->arena, CASES "%s", text_of(entry, "baseline")))
	};
	AccessPolicy new = { .doc = read_file(u,
				     arena_format(u->arena, CASES "%s", text_of(entry, "file"))) };
	AccessSide before = { &old, 1 }, after = { &new, 1 };
	AccessOptions opt = { .type = str_eq(text_of(entry, "policy_type"), "trust") ?
			POLICY_TRUST :
			POLICY_IDENTITY };
	return access_compare(u, &before, &after, &opt);
}

static void test_verdicts(void **state)
{
	(void)state;
	Tree *tree = tree_disk(".", "");
	Options options = { 0 };
	Unit *u = unit_new(tree, &options);
	Value *manifest = read_file(u, CASES "manifest.json");
	if (!manifest) {
		printf("skipped: no " CASES "\n");
		unit_free(u);
		tree->close(tree);
		return;
	}
	unsigned pairs = 0, agree = 0, missed = 0;
	for (uint32_t i = 0; i < manifest->n; i++) {
		const Value *entry = manifest->u.item[i];
		if (!str_eq(text_of(entry, "corpus"), "aa-no-new-access"))
			continue;
		AccessResult *r = compare(u, entry);
		bool pass = str_eq(text_of(entry, "verdict"), "pass");
		pairs++;
		agree += pass == (r->added == ACCESS_NO);
		// The ones that are marked have a mistake in the sample itself.
		if (!pass && r->added == ACCESS_NO && !*text_of(entry, "suspect"))
			missed++;
		if (pass != (r->added == ACCESS_NO))
			printf("%s: AWS says %s, this says %s (%s)\n", text_of(entry, "file"),
				text_of(entry, "verdict"), r->added ? "fail" : "pass",
				*text_of(entry, "suspect") ? text_of(entry, "suspect") : "?");
	}
	printf("%u of %u verdicts agree\n", agree, pairs);
	assert_int_equal(missed, 0);
	assert_true(agree + 2 >= pairs);
	unit_free(u);
	tree->close(tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_verdicts) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
