// diff_test.c: tests of differences of values, and of what a change does.
#include "diff.h"
#include "read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;
static Unit *unit;

static int set_up(void **state)
{
	static const Options none;
	(void)state;
	arena = arena_new();
	unit = unit_new(NULL, &none);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unit_free(unit);
	arena_free(arena);
	return 0;
}

static Value *json(const char *text)
{
	return read_json(unit, source_add(unit, "x.json", text, strlen(text)));
}

// "POINTER before->after" of each difference.
static const char *differences(const char *before, const char *after)
{
	LeafChanges c = { .arena = arena };
	Buf b = { .arena = arena };
	value_diff(&c, "", json(before), json(after));
	for (uint32_t i = 0; i < c.n; i++) {
		buf_printf(&b, "%s%s ", i ? "; " : "", c.item[i].pointer);
		if (c.item[i].before)
			value_json(&b, c.item[i].before);
		buf_puts(&b, "->");
		if (c.item[i].after)
			value_json(&b, c.item[i].after);
	}
	return b.s ? b.s : "";
}

static void test_values(void **state)
{
	(void)state;
	static const char *const row[][3] = {
		{ "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", "" },
		{ "{\"a\":1}", "{\"a\":\"1\"}", "" },
		{ "{\"a\":true}", "{\"a\":\"true\"}", "" },
		{ "{\"a\":null}", "{\"a\":\"null\"}", "/a null->\"null\"" },
		{ "{\"a/b\":1}", "{\"a/b\":2}", "/a~1b 1->2" },
		{ "{\"l\":[1,2]}", "{\"l\":[2,1]}", "/l [1,2]->[2,1]" },
		{ "{\"Action\":[\"a\",\"b\"]}", "{\"Action\":[\"b\",\"a\"]}", "" },
		{ "{\"Action\":\"a\"}", "{\"Action\":[\"a\"]}", "" },
		{ "{\"Action\":\"a\"}", "{\"Action\":[\"b\",\"a\"]}", "/Action/0 ->\"b\"" },
		{ "{\"l\":[{\"Name\":\"x\",\"v\":1},{\"Name\":\"y\"}]}",
			"{\"l\":[{\"Name\":\"y\"},{\"Name\":\"x\",\"v\":2}]}", "/l/1/v 1->2" },
		{ "{\"d\":\"{\\\"a\\\": [1, 2]}\"}", "{\"d\":\"{\\\"a\\\":[1,3]}\"}",
			"/d/a/1 2->3" },
		{ "{\"d\":\"{\\\"a\\\": 1}\"}", "{\"d\":\"{ \\\"a\\\":1 }\"}", "" },
		{ "{\"d\":\"{broken\"}", "{\"d\":\"{Broken\"}", "/d \"{broken\"->\"{Broken\"" },
		{ "{\"d\":{\"Fn::Sub\":\"{\\\"a\\\":\\\"${X}\\\"}\"}}",
			"{\"d\":{\"Fn::Join\":[\"\",[\"{\\\"a\\\":\\\"\",{\"Ref\":\"X\"},\"\\\"}\"]]}}",
			"" },
		{ "{\"r\":{\"Ref\":\"A\"}}", "{\"r\":{\"Ref\":\"B\"}}",
			"/r {\"Ref\":\"A\"}->{\"Ref\":\"B\"}" },
		{ "{\"Statement\":[{\"Action\":\"a\",\"Resource\":\"x\"}]}",
			"{\"Statement\":[{\"Action\":\"b\",\"Resource\":\"z\"},{\"Action\":\"a\",\"Resource\":\"y\"}]}",
			"/Statement/0 ->{\"Action\":\"b\",\"Resource\":\"z\"}; /Statement/1/Resource \"x\"->\"y\"" },
	};
	for (size_t i = 0; i < COUNT(row); i++)
		assert_string_equal(differences(row[i][0], row[i][1]), row[i][2]);
}

static void test_rules(void **state)
{
	(void)state;
	static const struct {
		const char *type, *pointer;
		Replaces want;
	} row[] = {
		{ "AWS::Lambda::Function", "/FunctionName", REPLACES_ALWAYS },
		{ "AWS::Lambda::Function", "/MemorySize", REPLACES_NEVER },
		{ "AWS::Lambda::Function", "/Environment/Variables/FunctionName", REPLACES_NEVER },
		{ "AWS::Lambda::Function", "/NoSuch", REPLACES_UNKNOWN },
		{ "AWS::Lambda::Functio", "/FunctionName", REPLACES_UNKNOWN },
		{ "AWS::Lambda::FunctionX", "/FunctionName", REPLACES_UNKNOWN },
		{ "AWS::ACMPCA::Certificate", "/Validity", REPLACES_ALWAYS },
		{ "AWS::ElastiCache::ReplicationGroup", "/NumNodeGroups", REPLACES_MAYBE },
		{ "AWS::ElastiCache::ReplicationGroup", "/NodeGroupConfiguration/0/Slots",
			REPLACES_ALWAYS },
		{ "AWS::DynamoDB::Table", "/KeySchema/0/AttributeName", REPLACES_ALWAYS },
		{ "aws_sqs_queue", "/name", REPLACES_ALWAYS },
		{ "aws_dynamodb_table", "/hash_key", REPLACES_ALWAYS },
		{ "aws_efs_access_point", "/posix_user/uid", REPLACES_ALWAYS },
		{ "aws_lambda_function", "/environment/variables/X", REPLACES_NEVER },
		{ "aws_iam_role_policy", "/policy/Statement/0/Resource", REPLACES_NEVER },
		{ "aws_vpc", "/instance_tenancy", REPLACES_MAYBE },
		{ "aws_api_gateway_deployment", "/canary_settings", REPLACES_MAYBE },
		{ "aws_api_gateway_deployment", "/canary_settings/percent_traffic",
			REPLACES_NEVER },
		{ "aws_dynamodb_table", "/local_secondary_index/0/range_key", REPLACES_UNKNOWN },
		{ "aws_wafv2_web_acl_no_such", "/name", REPLACES_UNKNOWN },
		{ "", "/name", REPLACES_UNKNOWN },
		{ "zzz", "/name", REPLACES_UNKNOWN },
	};
	for (size_t i = 0; i < COUNT(row); i++) {
		TypeRow r = type_row(row[i].type);
		bool name;
		Replaces got = row_replaces(&r, row[i].pointer, &name);
		if (got != row[i].want)
			fail_msg("%s %s: %s", row[i].type, row[i].pointer, replaces_words[got]);
	}
	TypeRow table = type_row("AWS::DynamoDB::Table");
	assert_true(table.known && table.stateful);
	assert_string_equal(row_name(arena, &table), "TableName");
}

static void test_data(void **state)
{
	(void)state;
	Value *none = json("{}");
	Value *keep = json("{\"DeletionPolicy\":\"Retain\",\"UpdateReplacePolicy\":\"Snapshot\"}");
	Value *prevent = json("{\"lifecycle\":{\"prevent_destroy\":true}}");
	assert_null(data_kept("AWS::SQS::Queue", none, none, false));
	assert_string_equal(data_kept("AWS::SQS::Queue", none, keep, false), "retained");
	assert_string_equal(data_kept("AWS::SQS::Queue", none, keep, true), "a snapshot is made");
	assert_string_equal(
		data_kept("aws_dynamodb_table", none, prevent, true), "prevent_destroy");
	assert_null(
		data_kept("aws_dynamodb_table", none, prevent, false)); // it goes with its block
	assert_non_null(data_kept("aws_s3_bucket", none, none, false));
	assert_null(data_kept("aws_s3_bucket", json("{\"force_destroy\":true}"), none, false));
	assert_non_null(
		data_kept("aws_db_instance", json("{\"skip_final_snapshot\":false}"), none, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_data),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
