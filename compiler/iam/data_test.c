// data_test.c: the table of IAM data is sound, finds what is known, and refuses broken copies.
#include "data_row.h"

#include "../../ir/template.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_sound(void **state)
{
	(void)state;
	const Template *t = template_find("data/iam.tab");
	assert_non_null(t);
	IamData d;
	// Sections, references and order of every row.
	assert_null(data_open(&d, t->text, (size_t)(t->end - t->text)));
	assert_true(d.count[DATA_SERVICE] > 450);
	assert_true(d.count[DATA_ACTION] > 22000);
	assert_int_equal(strlen(d.date), 10);
	for (uint32_t i = 0; i < d.count[DATA_SERVICE]; i++) {
		IamService s = data_service(&d, i);
		assert_int_equal(data_find_service(&d, s.name, strlen(s.name)), i);
		for (uint32_t a = s.first_action; a < s.first_action + s.naction; a++) {
			IamAction act = data_action(&d, a);
			assert_int_equal(data_find_action(&d, i, act.name, strlen(act.name)), a);
			assert_int_equal(data_action_service(&d, a), i);
		}
	}
	for (uint32_t i = 0; i < d.count[DATA_KEY]; i++) {
		IamKey k = data_key(&d, i);
		assert_int_equal(data_find_key_row(&d, k.name), i);
	}
}

static void test_actions(void **state)
{
	(void)state;
	IamData d;
	data_builtin(&d);
	IamAction get = data_action(&d, data_find_full(&d, "s3:getobject"));
	assert_string_equal(get.name, "GetObject");
	assert_int_equal(get.level, LEVEL_READ);
	assert_false(get.retired);
	assert_true(get.resources.n >= 1);
	bool object = false;
	for (uint32_t i = 0; i < get.resources.n; i++)
		object |= !strcmp(data_resource(&d, list_item(get.resources, i)).name, "object");
	assert_true(object);
	assert_int_equal(
		data_action(&d, data_find_full(&d, "iam:PutRolePolicy")).level, LEVEL_PERMISSIONS);
	assert_int_equal(
		data_action(&d, data_find_full(&d, "ec2:CreateTags")).level, LEVEL_TAGGING);
	assert_int_equal(data_action(&d, data_find_full(&d, "s3:ListAllMyBuckets")).resources.n, 0);
	assert_int_equal(data_find_full(&d, "s3:ListObjectsV2"), NO_ROW);
	assert_int_equal(data_find_full(&d, "s3"), NO_ROW);
	assert_int_equal(data_find_full(&d, "nosuch:Thing"), NO_ROW);
	// Dependent actions and permission-only come from the older release.
	assert_true(
		list_has(data_action(&d, data_find_full(&d, "lambda:CreateFunction")).dependents,
			data_find_full(&d, "iam:PassRole")));
	assert_true(data_action(&d, data_find_full(&d, "iam:PassRole")).permission_only);
}

static void test_retired(void **state)
{
	(void)state;
	IamData d;
	data_builtin(&d);
	uint32_t lens = data_find_service(&d, "deeplens", 8);
	assert_true(data_service(&d, lens).retired);
	assert_true(data_action(&d, data_find_full(&d, "deeplens:GetDevice")).retired);
	assert_true(data_action(&d, data_find_full(&d, "cloud9:ValidateEnvironmentName")).retired);
	assert_true(data_service(&d, data_find_service(&d, "zocalo", 6)).retired);
	assert_false(data_service(&d, data_find_service(&d, "s3", 2)).retired);
	assert_true(data_service(&d, data_find_service(&d, "s3", 2)).rcp);
	assert_false(data_service(&d, data_find_service(&d, "iam", 3)).rcp);
}

static uint32_t find_key(const IamData *d, const char *key)
{
	return data_find_key(d, key, strlen(key));
}

static void test_keys(void **state)
{
	(void)state;
	IamData d;
	data_builtin(&d);
	assert_int_equal(data_key(&d, find_key(&d, "s3:prefix")).type, KEY_STRING);
	assert_int_equal(data_key(&d, find_key(&d, "LAMBDA:FUNCTIONARN")).type, KEY_ARN);
	assert_true(data_key(&d, find_key(&d, "dynamodb:LeadingKeys")).many);
	assert_string_equal(data_key(&d, find_key(&d, "ec2:ResourceTag/team")).name,
		"ec2:ResourceTag/${TagKey}");
	assert_string_equal(data_key(&d, find_key(&d, "s3:ExistingObjectTag/a/b")).name,
		"s3:ExistingObjectTag/${Key}");
	assert_string_equal(data_key(&d, find_key(&d, "kms:EncryptionContext:aws:ebs:id")).name,
		"kms:EncryptionContext:${EncryptionContextKey}");
	assert_string_equal(data_key(&d, find_key(&d, "events:Metadata/x/Matcher")).name,
		"events:Metadata/${MetadataKey}");
	assert_string_equal(
		data_key(&d, find_key(&d, "codebuild:secondarySources/one.location")).name,
		"codebuild:secondarySources/${sourceIdentifier}.location");
	assert_int_not_equal(find_key(&d, "token.actions.githubusercontent.com:ref"), NO_ROW);
	assert_int_not_equal(find_key(&d, "token.actions.githubusercontent.com/acme:ref"), NO_ROW);
	assert_int_equal(find_key(&d, "ec2:ResourceTag/"), NO_ROW);
	assert_int_equal(find_key(&d, "ec2:NoSuchKey"), NO_ROW);
	assert_int_equal(find_key(&d, ""), NO_ROW);
	IamList shapes;
	assert_true(data_find_arn(&d, "execute-api", 11, &shapes));
	assert_true(data_find_arn(
		&d, "wisdom", 6, &shapes)); // a word that is only found in ARNs of others
	assert_false(data_find_arn(&d, "nosuch", 6, &shapes));
}

// A copy with one byte changed is either refused or sound in every look-up.
static void walk(const IamData *d)
{
	size_t sum = 0;
	for (uint32_t i = 0; i < d->count[DATA_SERVICE]; i++)
		sum += strlen(data_service(d, i).display) + data_service(d, i).keys.n;
	for (uint32_t i = 0; i < d->count[DATA_ACTION]; i += 97)
		sum += strlen(data_action(d, i).name) + data_action(d, i).resources.n;
	for (uint32_t i = 0; i < d->count[DATA_RESOURCE]; i += 7)
		sum += strlen(data_resource(d, i).arn);
	for (uint32_t i = 0; i < d->count[DATA_KEY]; i++)
		sum += strlen(data_key(d, i).name);
	assert_true(sum > 0 || !d->count[DATA_SERVICE]);
}

static void test_broken(void **state)
{
	(void)state;
	const Template *t = template_find("data/iam.tab");
	size_t n = (size_t)(t->end - t->text);
	// Exact sizes on the heap, so that the sanitizer sees a byte too far.
	for (size_t cut = 0; cut < n; cut += cut < 300 ? 1 : n / 61) {
		char *copy = malloc(cut ? cut : 1);
		memcpy(copy, t->text, cut);
		IamData d;
		assert_non_null(data_open(&d, copy, cut));
		free(copy);
	}
	char *copy = malloc(n);
	uint32_t random = 1;
	unsigned refused = 0;
	for (int i = 0; i < 400; i++) {
		memcpy(copy, t->text, n);
		random = random * 1664525u + 1013904223u;
		// Every second time the head, where a wrong byte does most.
		size_t at = i % 2 ? (random >> 8) % n : (random >> 8) % 220;
		copy[at] ^= (char)(1 + (random & 0x7f));
		IamData d;
		if (data_open(&d, copy, n))
			refused++;
		else
			walk(&d);
	}
	assert_true(refused > 100);
	free(copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_retired),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_broken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
