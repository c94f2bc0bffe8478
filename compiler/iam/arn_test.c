// arn_test.c: ARNs of policies against the ARNs of resource types.
#include "check.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool meets(const char *pattern, const char *shape)
{
	Arn a = arn_read(pattern);
	Arn b = arn_read(shape);
	return arn_meets(&a, &b);
}

static bool part(const char *pattern, const char *shape)
{
	return part_meets(pattern, strlen(pattern), shape, strlen(shape));
}

static void test_parts(void **state)
{
	(void)state;
	assert_true(part("orders", "${QueueName}"));
	assert_false(part("", "${QueueName}")); // a slot holds something
	assert_true(part("", ""));
	assert_true(part("*", ""));
	assert_true(part("function:orders", "function:${FunctionName}"));
	assert_false(part("function/orders", "function:${FunctionName}"));
	assert_true(part("func*", "function:${FunctionName}"));
	assert_true(part("*orders", "function:${FunctionName}"));
	assert_true(part("f?nction:x", "function:${FunctionName}"));
	assert_false(part("functio", "function:${FunctionName}"));
	assert_true(part("role/a/b", "role/${RoleNameWithPath}"));
	assert_false(part("orders/x", "${BucketName}")); // no slash in names
	assert_true(part("orders*", "${BucketName}"));
	assert_true(part("orders/x", "${BucketName}/${ObjectName}"));
	assert_true(part("${aws:username}", "${UserName}"));
	assert_true(part("a${aws:username}b", "a${X}b"));
	assert_false(part("a${aws:username}c", "a${X}b"));
	assert_true(part("table/\1/index/*", "table/${TableName}/index/${IndexName}"));
	assert_false(part("tables/x", "table/${TableName}"));
}

static void test_arns(void **state)
{
	(void)state;
	const char *bucket = "arn:${Partition}:s3:::${BucketName}";
	const char *queue = "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}";
	assert_true(meets("arn:aws:s3:::orders", bucket));
	assert_false(meets("arn:aws:s3:eu-west-1::orders", bucket));
	assert_true(meets("arn:aws:s3:*:*:orders", bucket)); // `*` is nothing too
	assert_true(meets("arn:aws:sqs:eu-west-1:111122223333:orders", queue));
	assert_false(meets("arn:aws:sqs::111122223333:orders", queue));
	assert_true(meets("arn:aws:sqs:*:*:*", queue));
	assert_true(meets("arn:aws:s*", bucket)); // runs on
	assert_true(meets("arn:aws:s*", queue));
	assert_false(meets("arn:aws:sns*", queue));
	assert_false(meets("arn:aws:sqs", queue));
	assert_true(meets("arn:\1:sqs:\1:\1:orders", queue));
	assert_true(meets("arn:aws:apigateway:eu-west-1::/tags",
		"arn:${Partition}:apigateway:${Region}::/tags/${Arn}"));
	assert_true(meets("arn:aws:ssm:eu-west-1::document/AWS-X",
		"arn:${Partition}:ssm:${Region}:${Account}:document/${Name}"));
	assert_false(meets("arn:aws:sqs:eu-west-1::orders", queue));
}

static void test_reading(void **state)
{
	(void)state;
	Arn a = arn_read("arn:aws:s3:::orders/${aws:username, 'a:b'}/2026:01");
	assert_int_equal(a.parts, 6);
	assert_string_equal(a.part[5], "orders/${aws:username, 'a:b'}/2026:01");
	a = arn_read("arn:aws:sqs:${aws:RequestedRegion}:1:x");
	assert_int_equal(a.parts, 6);
	assert_int_equal(a.n[3], strlen("${aws:RequestedRegion}"));
	assert_int_equal(arn_read("").parts, 1);
	assert_int_equal(arn_read("arn:aws:${x").parts, 3);
	assert_int_equal(arn_read("*").parts, 1);
}

static void test_long(void **state)
{
	(void)state;
	// A pattern of many stars against a shape of many slots stays the product of both.
	char pattern[4001];
	for (size_t i = 0; i < 4000; i++)
		pattern[i] = i % 2 ? 'a' : '*';
	pattern[4000] = 0;
	assert_true(part(pattern, "${A}${B}${C}${D}"));
	assert_false(part(pattern, "${A}b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_arns),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
