// history_test.c: tests of versions, messages and dates.
#include "history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_versions(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Version v, w;
	assert_true(version_read("1.20.3", &v));
	assert_string_equal(version_text(a, version_next(v, BUMP_PATCH)), "1.20.4");
	assert_string_equal(version_text(a, version_next(v, BUMP_MINOR)), "1.21.0");
	assert_string_equal(version_text(a, version_next(v, BUMP_MAJOR)), "2.0.0");
	static const char *const wrong[] = { "", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-rc.1",
		"v1.2.3", "1..3", "1.2.99999999999", "-1.2.3" };
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (version_read(wrong[i], &w))
			fail_msg("%s", wrong[i]);
	assert_true(version_read("1.3.0", &w));
	assert_true(version_compare(v, w) > 0); // by number, not by text
	arena_free(a);
}

static void test_messages(void **state)
{
	(void)state;
	Arena *a = arena_new();
	static const struct {
		const char *text, *type, *scope, *subject;
		Bump bump;
	} row[] = {
		{ "feat: add x\n", "feat", NULL, "add x", BUMP_MINOR },
		{ "fix(orders): y", "fix", "orders", "y", BUMP_PATCH },
		{ "Feat(api)!: drop z\n\nbody", "feat", "api", "drop z", BUMP_MAJOR },
		{ "chore: tidy", "chore", NULL, "tidy", BUMP_NONE },
		{ "docs: a\n\nBREAKING CHANGE: all of it\n", "docs", NULL, "a", BUMP_MAJOR },
		{ "docs: a\n\nno BREAKING CHANGE: here", "docs", NULL, "a", BUMP_NONE },
		{ "Merge branch: x", NULL, NULL, "Merge branch: x", BUMP_PATCH },
		{ "feat:no blank", NULL, NULL, "feat:no blank", BUMP_PATCH },
		{ "fix(open: y", NULL, NULL, "fix(open: y", BUMP_PATCH },
		{ "fix(): y", "fix", NULL, "y", BUMP_PATCH },
		{ "", NULL, NULL, "", BUMP_PATCH },
		{ "\n\nlate", NULL, NULL, "late", BUMP_PATCH },
	};
	for (size_t i = 0; i < COUNT(row); i++) {
		Message m = message_read(a, row[i].text);
		if (!str_eq(m.type, row[i].type) || !str_eq(m.scope, row[i].scope) ||
			!str_eq(m.subject, row[i].subject) || m.bump != row[i].bump)
			fail_msg("%s: %s %s %s %d", row[i].text, m.type ? m.type : "-",
				m.scope ? m.scope : "-", m.subject, m.bump);
	}
	arena_free(a);
}

static void test_dates(void **state)
{
	(void)state;
	Arena *a = arena_new();
	assert_string_equal(date_text(a, 0), "1970-01-01");
	assert_string_equal(date_text(a, -1), "1969-12-31");
	assert_string_equal(date_text(a, 951782400), "2000-02-29");
	assert_string_equal(date_text(a, 1767323045), "2026-01-02");
	assert_string_equal(date_text(a, 4102444799), "2099-12-31");
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_dates),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
