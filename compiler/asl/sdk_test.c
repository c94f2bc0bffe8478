// sdk_test.c: the table of the AWS SDK and what is said by it.
#include "sdk.h"

#include "../../ir/template.h"
#include "../read.h"
#include "sdk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

// ---- The table ------------------------------------------------------------------------

static uint32_t crc32(const uint8_t *s, size_t n)
{
	uint32_t crc = ~0u;
	for (size_t i = 0; i < n; i++) {
		crc ^= s[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (0xEDB88320u & -(crc & 1));
	}
	return ~crc;
}

static void test_sum(void **state)
{
	(void)state;
	Sdk s = sdk_table();
	assert_int_equal(crc32(s.body, s.body_bytes), s.crc);
}

static void test_sorted(void **state)
{
	(void)state;
	Sdk s = sdk_table();
	for (uint32_t i = 1; i < s.count[SDK_NAMES]; i++)
		assert_true(strcmp(sdk_name(&s, i - 1), sdk_name(&s, i)) < 0);
	for (uint32_t i = 1; i < s.count[SDK_ALIASES]; i++)
		assert_true(strcmp(sdk_alias(&s, i - 1).name, sdk_alias(&s, i).name) < 0);
	for (uint32_t i = 0; i < s.count[SDK_SERVICES]; i++) {
		SdkRow service = sdk_service(&s, i);
		assert_true(!i || strcmp(sdk_service(&s, i - 1).name, service.name) < 0);
		assert_int_equal(strspn(service.name, "abcdefghijklmnopqrstuvwxyz0123456789"),
			strlen(service.name));
		for (uint32_t k = 1; k < service.count; k++)
			assert_true(strcmp(sdk_operation(&s, service.first + k - 1).name,
					    sdk_operation(&s, service.first + k).name) < 0);
	}
	for (uint32_t i = 0; i < s.count[SDK_STRUCTURES]; i++) {
		uint32_t count;
		uint32_t first = sdk_members(&s, i, &count);
		for (uint32_t k = 1; k < count; k++)
			assert_true(strcmp(sdk_member(&s, first + k - 1).name,
					    sdk_member(&s, first + k).name) < 0);
	}
}

static void test_references(void **state)
{
	(void)state;
	Sdk s = sdk_table();
	uint32_t next = 0;
	for (uint32_t i = 0; i < s.count[SDK_SERVICES]; i++) {
		SdkRow service = sdk_service(&s, i);
		assert_int_equal(service.first, next);
		next += service.count;
		assert_true(service.count || service.flags & SDK_RETIRED);
	}
	assert_int_equal(next, s.count[SDK_OPERATIONS]);
	for (uint32_t i = 0; i < next; i++) {
		SdkRow o = sdk_operation(&s, i);
		assert_true(*o.name >= 'a' && *o.name <= 'z');
		assert_true(o.type == SDK_NONE || sdk_type(&s, o.type).kind == SDK_STRUCTURE);
		assert_true(o.type == SDK_NONE || o.type < s.count[SDK_TYPES]);
	}
	for (uint32_t i = 0; i < s.count[SDK_ALIASES]; i++)
		assert_true(sdk_alias(&s, i).first < s.count[SDK_SERVICES]);
	next = 0;
	for (uint32_t i = 0; i < s.count[SDK_STRUCTURES]; i++) {
		uint32_t count;
		assert_int_equal(sdk_members(&s, i, &count), next);
		next += count;
	}
	assert_int_equal(next, s.count[SDK_MEMBERS]);
	assert_int_equal(next, s.count[SDK_REQUIRED]);
	for (uint32_t i = 0; i < next; i++) {
		SdkMember m = sdk_member(&s, i);
		assert_true(*m.name >= 'A' && *m.name <= 'Z');
		assert_true(m.type < s.count[SDK_TYPES]);
	}
	for (uint32_t i = 0; i < s.count[SDK_TYPES]; i++) {
		SdkType t = sdk_type(&s, i);
		assert_true(t.kind <= SDK_ANY);
		if (t.kind == SDK_STRUCTURE)
			assert_true(t.of < s.count[SDK_STRUCTURES]);
		if (t.kind == SDK_LIST || t.kind == SDK_MAP)
			assert_true(t.of < s.count[SDK_TYPES]);
	}
}

// A header with one byte changed is refused, or leaves all offsets inside.
static void test_damage(void **state)
{
	(void)state;
	const Template *t = template_find("data/sdk.tab");
	size_t n = (size_t)(t->end - t->text);
	char *copy = malloc(n);
	memcpy(copy, t->text, n);
	Sdk s;
	assert_true(sdk_open(&s, copy, n));
	assert_false(sdk_open(&s, copy, n - 1));
	assert_false(sdk_open(&s, copy, 100));
	assert_false(sdk_open(&s, copy, 0));
	size_t words = SDK_LINE + 4 * (3 + 2 * SDK_SECTIONS);
	for (size_t i = SDK_LINE; i < words; i++) {
		for (int k = 0; k < 256; k += 17) {
			char was = copy[i];
			copy[i] = (char)(was + k);
			if (sdk_open(&s, copy, n)) {
				for (int id = 0; id < SDK_SECTIONS; id++)
					assert_true((const char *)s.at[id] >= copy &&
						(const char *)s.at[id] <= copy + n);
				SdkRow row;
				sdk_find_service(&s, "s3", 2, &row);
			}
			copy[i] = was;
		}
	}
	copy[SDK_LINE] ^= 1;
	assert_false(sdk_open(&s, copy, n));
	copy[SDK_LINE] ^= 1;
	copy[0] = 'x';
	assert_false(sdk_open(&s, copy, n));
	free(copy);
}

// "rds:createDBInstance DbInstanceIdentifier DBInstanceIdentifier": a call, names that are its
// parameters, and after `-` names that are not.
static void test_names(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"rds:createDBInstance DbInstanceIdentifier VpcSecurityGroupIds - DBInstanceIdentifier dbInstanceIdentifier",
		"s3:putObject Bucket Key SsekmsKeyId SseCustomerKeyMD5 Body - SSEKMSKeyId bucket",
		"s3:getObject Bucket Key VersionId",
		"s3:listObjectsV2 Bucket Prefix",
		"cloudformation:createStack TemplateURL StackName OnFailure - TemplateUrl",
		"ec2:describeInstances InstanceIds Filters DryRun",
		"ec2:runInstances ImageId Ipv6AddressCount",
		"dynamodb:query TableName KeyConditionExpression ExpressionAttributeValues",
		"sfn:startSyncExecution StateMachineArn Input Name",
		"sqs:sendMessage QueueUrl MessageBody - MessageBodi",
		"lambda:invoke FunctionName Payload",
		"emr:runJobFlow OSReleaseLabel OsReleaseLabel",
		"cloudwatchlogs:createLogGroup LogGroupName - logGroupName",
		"cognitoidentityprovider:adminCreateUser UserPoolId Username",
		"ecs:runTask Cluster TaskDefinition LaunchType",
		"iam:listUsers Marker MaxItems",
	};
	Sdk s = sdk_table();
	for (size_t i = 0; i < COUNT(cases); i++) {
		Word w = { .rest = cases[i] };
		word_next(&w);
		size_t colon = strcspn(w.s, ":");
		SdkRow service, operation;
		assert_true(sdk_find_service(&s, w.s, colon, &service));
		if (!sdk_find_operation(&s, &service, w.s + colon + 1, w.n - colon - 1, &operation))
			fail_msg("no operation: %s", cases[i]);
		bool there = true;
		while (word_next(&w)) {
			SdkMember m;
			if (w.n == 1 && *w.s == '-')
				there = false;
			else if (sdk_find_member(&s, sdk_type(&s, operation.type).of, w.s, w.n,
					 &m) != there)
				fail_msg("%s: %.*s", cases[i], (int)w.n, w.s);
		}
	}
}

static void test_services(void **state)
{
	(void)state;
	Arena *a = arena_new();
	assert_true(sdk_service_exists("sfn"));
	assert_false(sdk_service_exists("states"));
	assert_false(sdk_service_exists("qldb")); // retired
	assert_true(sdk_operation_exists("dynamodb", "query"));
	assert_false(sdk_operation_exists("dynamodb", "Query"));
	static const struct {
		const char *word, *meant;
	} cases[] = {
		{ "states", "sfn" },
		{ "stepfunctions", "sfn" },
		{ "logs", "cloudwatchlogs" },
		{ "events", "eventbridge" },
		{ "ddb", "dynamodb" },
		{ "emr-serverless", "emrserverless" },
		{ "cognito-idp", "cognitoidentityprovider" },
		{ "S3", "s3" },
		{ "DynamoDB", "dynamodb" },
		{ "elbv2", "elasticloadbalancingv2" },
		{ "elasticmapreduce", "emr" },
		{ "ce", "costexplorer" },
		{ "dms", "databasemigration" },
		{ "monitoring", "cloudwatch" },
		{ "msk", "kafka" },
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(sdk_service_meant(a, cases[i].word), cases[i].meant);
	assert_null(sdk_service_meant(a, "nothing"));
	assert_true(str_starts(sdk_source(a), "botocore "));
	arena_free(a);
}

static void count_one(void *n, const char *name)
{
	assert_true(*name);
	++*(int *)n;
}

static void test_each(void **state)
{
	(void)state;
	Sdk s = sdk_table();
	int n = 0;
	sdk_each_service(count_one, &n);
	assert_int_equal(n, s.count[SDK_SERVICES]);
	n = 0;
	sdk_each_operation("s3", count_one, &n);
	assert_true(n > 90);
}

// ---- What is said ---------------------------------------------------------------------

// The findings of a unit as "code text-of-the-file …", warnings with a w; fixes after ">".
static const char *findings(Unit *u, const char *text)
{
	diag_sort(u);
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < u->ndiag; i++) {
		const Diag *d = u->diag[i];
		Span at = d->span[0].at;
		buf_printf(&b, "%s%s%u %.*s", i ? "; " : "", d->severity == ERROR ? "" : "w",
			d->row->code, (int)(at.hi - at.lo < 40 ? at.hi - at.lo : 40), text + at.lo);
		if (d->nfix && d->fix[0].nedit)
			buf_printf(&b, " %s> %s", d->fix[0].kind == FIX_SAFE ? "=" : "-",
				d->fix[0].edit[0].text);
	}
	return b.s ? b.s : "";
}

static void test_resources(void **state)
{
	(void)state;
	static const struct {
		const char *resource, *service, *operation, *found;
	} cases[] = {
		{ "s3:listBuckets", "s3", "listBuckets", "" },
		{ "s3:getObject.waitForTaskToken", "s3", "getObject", "" },
		{ "dynamo:query", NULL, NULL, "3450 dynamo -> dynamodb" },
		{ "states:startExecution", NULL, NULL, "3450 states -> sfn" },
		{ "emr-serverless:startJobRun", NULL, NULL,
			"3450 emr-serverless => emrserverless" },
		{ "SNS:publish", NULL, NULL, "3450 SNS => sns" },
		{ "nosuchthing:do", NULL, NULL, "3450 nosuchthing" },
		{ "qldb:listLedgers", NULL, NULL, "w3451 qldb" },
		{ "apigatewaymanagementapi:postToConnection", "apigatewaymanagementapi", NULL,
			"3452 apigatewaymanagementapi" },
		{ "s3:ListBuckets", "s3", NULL, "3453 ListBuckets => listBuckets" },
		{ "s3:listBucket", "s3", NULL, "3453 listBucket -> listBuckets" },
		{ "rds:describeDbInstances", "rds", NULL,
			"3453 describeDbInstances => describeDBInstances" },
		{ "elasticloadbalancing:describeTargetHealth", "elasticloadbalancing", NULL,
			"3453 describeTargetHealth" },
		{ "kinesis:subscribeToShard", "kinesis", "subscribeToShard",
			"3454 subscribeToShard" },
		{ "sts:assumeRole", "sts", "assumeRole", "w3454 assumeRole" },
		{ "s3:", "s3", NULL, "3453 " },
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		const char *text = U_FORMAT(u, "arn:aws:states:::aws-sdk:%s", cases[i].resource);
		uint32_t n = (uint32_t)strlen(text);
		Value *v =
			value_str(u->arena, text, (Span){ source_add(u, "x.yml", text, n), 0, n });
		v->style = STYLE_PLAIN;
		const char *service, *operation;
		sdk_check_resource(u, v, 25, &service, &operation);
		const char *found = findings(u, text);
		if (!str_eq(found, cases[i].found))
			fail_msg("%s: `%s`, not `%s`", cases[i].resource, found, cases[i].found);
		assert_true(str_eq(service, cases[i].service));
		assert_true(str_eq(operation, cases[i].operation));
		unit_free(u);
	}
}

static void test_parameters(void **state)
{
	(void)state;
	static const struct {
		const char *service, *operation;
		bool jsonata;
		const char *params, *found;
	} cases[] = {
		{ "sqs", "sendMessage", false, "{QueueUrl: u, MessageBody.$: $.b}", "" },
		{ "sqs", "sendMessage", false, "{QueueURL: u, MessageBody: b}",
			"3455 QueueURL => QueueUrl" },
		{ "sqs", "sendMessage", false, "{queueUrl.$: $.u, MessageBody: b}",
			"3455 queueUrl => QueueUrl" },
		{ "sqs", "sendMessage", false, "{QueueUrl: u, MessageBody: b, DelaySecond: 3}",
			"3455 DelaySecond -> DelaySeconds" },
		{ "sqs", "sendMessage", false, "{QueueUrl: u, MessageBody: b, Newest: 3}",
			"w3455 Newest" },
		{ "sqs", "sendMessage", false,
			"{QueueUrl: u, MessageBody: b, MessageAttributes: {free: {DataTyp: String}}}",
			"3455 DataTyp -> DataType" },
		{ "sqs", "sendMessage", false,
			"{QueueUrl: u, MessageBody: b, MessageAttributes: {free: {StringValue: s}}}",
			"w3456 free" },
		{ "sqs", "sendMessage", false, "{QueueUrl: u}", "w3456 {QueueUrl: u}" },
		{ "sqs", "sendMessage", false,
			"{QueueUrl: u, MessageBody: {a: 1}, DelaySeconds: soon}", "w3457 soon" },
		{ "sqs", "sendMessage", true,
			"{QueueUrl: u, MessageBody: '{% $x %}', DelaySeconds: '{% $n %}'}", "" },
		{ "sqs", "sendMessage", false,
			"{QueueUrl: u, MessageBody: b, DelaySeconds: '${Delay}'}", "" },
		{ "sqs", "sendMessage", false, "{'${Key}': u}", "" },
		{ "sqs", "sendMessage", false,
			"{QueueUrl: {Ref: Queue}, MessageBody: {'Fn::Sub': x}}", "" },
		{ "sqs", "sendMessage", true, "'{% $states.input %}'", "" },
		{ "sqs", "sendMessage", false, "[1]", "w3457 [1]" },
		{ "ec2", "createTags", false, "{Resources: [i], Tags: [{Key: a, Valu: b}]}",
			"3455 Valu -> Value" },
		{ "ec2", "createTags", false, "{Resources: i, Tags: [{Key: a, Value: 1}]}",
			"w3457 i; w3457 1 -> \"1\"" },
		{ "ec2", "createTags", false, "{Resources.$: $.r, Tags: [a]}", "w3457 a" },
		{ "dynamodb", "putItem", false,
			"{TableName: t, Item: {id: {S: a}, n: {N: '1'}, b: {BOOL: true}, c: {Bool: true}, s: {SS: [a]}, m: {M: {x: {L: [{NULL: true}]}}}}}",
			"" },
		{ "dynamodb", "putItem", false, "{TableName: t, Item: {n: {N: 1}}}",
			"w3457 1 -> \"1\"" },
		{ "dynamodb", "putItem", false, "{TableName: t, Item: {n: {X: '1'}}}", "w3455 X" },
		{ "rds", "describeDBInstances", false, "{DBInstanceIdentifier: d}",
			"3455 DBInstanceIdentifier => DbInstanceIdentifier" },
		{ "verifiedpermissions", "createPolicy", false,
			"{PolicyStoreId: p, Definition: {Static: {Statement: s}}}",
			"w3455 Static -> StaticValue" },
		{ "s3", "listBuckets", false, "{}", "" },
		{ "iot", "describeEventConfigurations", false, "{Anything: 1}", "w3455 Anything" },
		{ "nothing", "there", false, "{A: 1}", "" },
		{ "sfn", "startExecution", false,
			"{StateMachineArn: a, Input: {AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$: $$.Execution.Id}}",
			"" },
		// Both names that are near are there: the third is a newer one.
		{ "sns", "publish", false, "{TopicArn: t, Message: m, Messages: x}",
			"w3455 Messages" },
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		const char *text = cases[i].params;
		Value *v = read_source(u, source_add(u, "x.yml", text, strlen(text)));
		sdk_check_params(u, cases[i].service, cases[i].operation, v, cases[i].jsonata);
		const char *found = findings(u, text);
		if (!str_eq(found, cases[i].found))
			fail_msg("%s: `%s`, not `%s`", text, found, cases[i].found);
		unit_free(u);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sum),
		cmocka_unit_test(test_sorted),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_services),
		cmocka_unit_test(test_each),
		cmocka_unit_test(test_resources),
		cmocka_unit_test(test_parameters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
