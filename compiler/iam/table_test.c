// table_test.c: the hand tables name only what the table of IAM data has.
#include "table.h"

#include "policy.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Arena *arena;
static IamData data;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	data_builtin(&data);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

// Words, and alternatives of them between bars.
static void assert_actions(const char *words)
{
	for (Word w = { .rest = words }; word_next(&w);) {
		const char *s = w.s;
		for (size_t left = w.n; left;) {
			size_t n = 0;
			while (n < left && s[n] != '|')
				n++;
			const char *name = arena_copy(arena, s, n);
			uint32_t row = data_find_full(&data, name);
			if (row == NO_ROW || data_action(&data, row).retired)
				fail_msg("no action %s", name);
			s += n < left ? n + 1 : n;
			left -= n < left ? n + 1 : n;
		}
	}
}

static void test_api_names(void **state)
{
	(void)state;
	for (const ApiName *a = api_names; a->api; a++) {
		assert_actions(a->actions);
		if (data_find_full(&data, a->api) != NO_ROW &&
			!data_action(&data, data_find_full(&data, a->api)).retired)
			fail_msg("%s is an action", a->api);
		assert_int_not_equal(
			data_find_service(&data, a->api, strcspn(a->api, ":")), NO_ROW);
	}
	assert_string_equal(api_name_find("S3:listobjectsv2")->actions, "s3:ListBucket");
	assert_string_equal(api_name_find("apigateway:GetRestApis")->actions, "apigateway:GET");
	assert_null(api_name_find("s3:GetObject"));
}

static void test_risks(void **state)
{
	(void)state;
	for (const Escalation *e = escalations; e->actions; e++)
		assert_actions(e->actions);
	assert_actions(data_actions);
	for (Word w = { .rest = credential_actions }; word_next(&w);)
		if (data_find_full(&data, arena_copy(arena, w.s, w.n)) == NO_ROW)
			assert_true(word_in("chime:CreateApiKey sso:GetRoleCredentials", w.s,
				w.n)); // without an entry of its own
}

static void test_keys(void **state)
{
	(void)state;
	for (const GlobalKey *k = global_keys; k->name; k++) {
		assert_ptr_equal(global_key_find(k->name, strlen(k->name)),
			k->name[strlen(k->name) - 1] == '/' ? NULL : k);
		assert_true(k->type <= KEY_BINARY);
	}
	assert_string_equal(
		global_key_find("aws:principaltag/team", 21)->name, "aws:PrincipalTag/");
	assert_null(global_key_find("aws:PrincipalTag", 16));
	for (const KeyAction *a = key_actions; a->key; a++) {
		assert_int_not_equal(data_find_key(&data, a->key, strlen(a->key)), NO_ROW);
		assert_actions(a->actions);
	}
	for (const PairedKey *p = paired_keys; p->key; p++) {
		assert_non_null(global_key_find(p->key, strlen(p->key)));
		for (Word w = { .rest = p->others }; word_next(&w);)
			assert_non_null(global_key_find(w.s, w.n));
	}
	for (const KeyForm *f = key_forms; f->key; f++)
		assert_true(global_key_find(f->key, strlen(f->key)) ||
			data_find_key(&data, f->key, strlen(f->key)) != NO_ROW);
	for (Word w = { .rest = vpce_services }; word_next(&w);)
		assert_int_not_equal(data_find_service(&data, w.s, w.n), NO_ROW);
}

static void test_places(void **state)
{
	(void)state;
	for (const Partition *p = partitions; p->name; p++)
		for (Word w = { .rest = p->regions }; word_next(&w);)
			assert_ptr_equal(partition_of_region(w.s, w.n), p); // no Region twice
	assert_null(partition_of_region("eu-west-9", 9));
	assert_string_equal(partition_find("aws-cn", 6)->name, "aws-cn");
	assert_null(partition_find("aws-c", 5));
}

static void test_owners(void **state)
{
	(void)state;
	for (const PolicyOwner *o = policy_owners; o->type; o++) {
		assert_ptr_equal(policy_owner_find(o->type), o);
		assert_true(str_starts(o->what, "a ") || str_starts(o->what, "an ") ||
			str_starts(o->what, "the ") || str_starts(o->what, "log "));
		for (Word w = { .rest = o->services }; word_next(&w);) {
			IamList shapes;
			assert_true(data_find_service(&data, w.s, w.n) != NO_ROW ||
				data_find_arn(&data, w.s, w.n, &shapes));
		}
	}
	assert_null(policy_owner_find(NULL));
	assert_null(policy_owner_find("AWS::S3::Nothing"));
}

static void test_operators(void **state)
{
	(void)state;
	Condition c = { 0 };
	operator_read(&c, "ForAnyValue:StringLikeIfExists");
	assert_string_equal(c.op->name, "StringLike");
	assert_int_equal(c.set, FOR_ANY);
	assert_true(c.if_exists && c.exact);
	c = (Condition){ 0 };
	operator_read(&c, "stringequals");
	assert_string_equal(c.op->name, "StringEquals");
	assert_false(c.exact);
	c = (Condition){ 0 };
	operator_read(&c, "IfExists");
	assert_null(c.op);
	c = (Condition){ 0 };
	operator_read(&c, "ForAllValues:");
	assert_null(c.op);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_api_names),
		cmocka_unit_test(test_risks),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_owners),
		cmocka_unit_test(test_operators),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
