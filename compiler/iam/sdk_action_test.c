// sdk_action_test.c: operations of the SDK and the actions that allow them: how many are found, and known
// cases.
#include "../asl/sdk.h"
#include "../tree_open.h"

#include "../../ir/iam.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Count {
	Unit *u;
	const char *service;
	uint32_t all, found;
} Count;

static void each_operation(void *ctx, const char *operation)
{
	Count *c = ctx;
	c->all++;
	c->found += iam_sdk_actions(c->u, c->service, operation) != NULL;
}

static void each_service(void *ctx, const char *service)
{
	Count *c = ctx;
	c->service = service;
	sdk_each_operation(service, each_operation, c);
}

static Unit *new_unit(Tree **tree)
{
	static const Options nothing;
	*tree = tree_disk(".", "");
	assert_non_null(*tree);
	return unit_new(*tree, &nothing);
}

static void test_most(void **state)
{
	(void)state;
	Tree *tree;
	Count c = { .u = new_unit(&tree) };
	sdk_each_service(each_service, &c);
	printf("%u of %u operations have an action\n", c.found, c.all);
	assert_true(c.all > 15000);
	assert_true(c.found * 100 >= c.all * 97);
	unit_free(c.u);
	tree->close(tree);
}

static void test_cases(void **state)
{
	(void)state;
	static const char *const row[][3] = {
		{ "s3", "listObjectsV2", "s3:ListBucket" },
		{ "s3", "copyObject", "s3:GetObject s3:PutObject" },
		{ "sfn", "startExecution", "states:StartExecution" },
		{ "eventbridge", "putEvents", "events:PutEvents" },
		{ "cloudwatchlogs", "putLogEvents", "logs:PutLogEvents" },
		{ "rds", "describeDBInstances", "rds:DescribeDBInstances" },
		{ "opensearch", "describeDomain", "es:DescribeDomain" },
		{ "sesv2", "sendEmail", "ses:SendEmail" },
		{ "bedrockruntime", "converse", "bedrock:InvokeModel" },
		{ "cognitoidentityprovider", "adminCreateUser", "cognito-idp:AdminCreateUser" },
		{ "dynamodb", "transactGetItems", "dynamodb:GetItem" },
		{ "emrserverless", "startJobRun", "emr-serverless:StartJobRun" },
	};
	Tree *tree;
	Unit *u = new_unit(&tree);
	for (size_t i = 0; i < COUNT(row); i++) {
		const char *actions = iam_sdk_actions(u, row[i][0], row[i][1]);
		assert_non_null(actions);
		assert_string_equal(actions, row[i][2]);
	}
	assert_null(iam_sdk_actions(u, "nowhere", "getThing"));
	assert_null(iam_sdk_actions(u, "s3", "getThing"));
	unit_free(u);
	tree->close(tree);
}

static void test_arns(void **state)
{
	(void)state;
	Tree *tree;
	Unit *u = new_unit(&tree);
	uint32_t n;
	const char **arn = iam_action_arns(u, "dynamodb:GetItem", &n);
	assert_int_equal(n, 1);
	assert_string_equal(
		arn[0], "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}");
	iam_action_arns(u, "xray:PutTraceSegments", &n);
	assert_int_equal(n, 0);
	assert_true(iam_pattern_has("s3:get*", "s3:GetObject"));
	assert_false(iam_pattern_has("s3:Put*", "s3:GetObject"));
	unit_free(u);
	tree->close(tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_most),
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_arns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
