// match_test.c: which patterns are refused, where, and that matching works.
#include "match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_valid(void **state)
{
	(void)state;
	static const char *const good[] = {
		"a",
		"^[a-z]+$",
		"(a|b)*?",
		"[^]]",
		"[]",
		"[^]",
		"\\/\\d",
		"(?<name>x)\\k<name>",
		"\\u00e9",
		"(?<=a+)b",
		"\\p{javaLowerCase}",
		"a{3}",
		"a{3,}",
		"x{",
		"[:alpha:]",
		"(?i)a",
		"\\1",
		"é+",
		"",
	};
	for (size_t i = 0; i < COUNT(good); i++)
		if (!match_valid(good[i], strlen(good[i]), NULL, NULL))
			fail_msg("refused: %s", good[i]);
}

static void test_faults(void **state)
{
	(void)state;
	static const struct {
		const char *pattern;
		size_t at;
	} bad[] = {
		{ "a(b", 1 },
		{ "a(b(c)", 1 },
		{ "(a)(b", 3 },
		{ "a[bc", 1 },
		{ "[\\]", 0 },
		{ "ab)c", 2 },
		{ "*a", 0 },
		{ "a|+b", 2 },
		{ "a+**", 2 },
		{ "(?<a", 3 },
		{ "(?<>a)", 2 },
		{ "(?y)", 2 },
		{ "a{2,1}b", 4 },
		{ "[z-a]", 3 },
		{ "a\\", 1 },
		{ "(?<n>a)(?<n>b)", 11 },
		{ "((a)", 0 },
		{ "[(](", 3 },
	};
	for (size_t i = 0; i < COUNT(bad); i++) {
		size_t at = 99;
		const char *message = NULL;
		if (match_valid(bad[i].pattern, strlen(bad[i].pattern), &at, &message))
			fail_msg("accepted: %s", bad[i].pattern);
		assert_non_null(message);
		if (at != bad[i].at)
			fail_msg(
				"%s: at %zu, not %zu (%s)", bad[i].pattern, at, bad[i].at, message);
	}
}

static void test_text(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Matcher *m = matcher_new(a);
	for (int again = 0; again < 3; again++) {
		assert_true(match_rule(m, "/^[a-z]+$/", "abc", 3));
		assert_false(match_rule(m, "/^[a-z]+$/", "abC", 3));
		assert_true(match_rule(m, "/b/", "abc", 3));
		assert_false(match_rule(m, "/c/", "abc", 2));
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
