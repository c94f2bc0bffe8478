// jsonata_functions_test.c: the table of functions.
#include "jsonata_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_table(void **state)
{
	(void)state;
	for (const Function *f = jsonata_functions; f->name; f++) {
		if (f[1].name && strcmp(f->name, f[1].name) >= 0)
			fail_msg("%s before %s", f->name, f[1].name);
		assert_ptr_equal(jsonata_function(f->name, strlen(f->name)), f);
		assert_true(f->least <= f->most);
	}
	assert_null(jsonata_function("eval", 4));
	assert_null(jsonata_function("form", 4));
	assert_null(jsonata_function("zipp", 4));
	assert_null(jsonata_function("", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_table) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
