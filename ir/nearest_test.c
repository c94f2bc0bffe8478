// nearest_test.c: edit distances and the limits on suggestions.
#include "diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_distance(void **state)
{
	(void)state;
	assert_int_equal(edit_distance("enhnacer", "enhancer", 3), 1); // a swap
	assert_int_equal(edit_distance("load", "laod", 3), 1);
	assert_int_equal(edit_distance("", "abc", 3), 3);
	assert_int_equal(edit_distance("abc", "abc", 3), 0);
	assert_int_equal(edit_distance("kitten", "sitting", 3), 3);
	assert_int_equal(edit_distance("kitten", "sitting", 2), 3); // farther than asked
}

static void test_nearest(void **state)
{
	(void)state;
	Nearest n = { .word = "enhnacer" };
	nearest_try(&n, "loader");
	nearest_try(&n, "enhancer");
	assert_string_equal(n.best, "enhancer");
	assert_int_equal(n.ntie, 1);
	Nearest few = { .word = "ab" }; // nothing left of a word that short
	nearest_try(&few, "cd");
	assert_null(few.best);
	Nearest tie = { .word = "load" };
	nearest_try(&tie, "loads");
	nearest_try(&tie, "lord");
	assert_int_equal(tie.ntie, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_nearest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
