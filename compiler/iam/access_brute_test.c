// access_brute_test.c: random pairs of policies against every request of a small world.
//
// Every request that the new policies allow and the old ones do not must have been found; every
// example that the comparison gives must be one. Then laws that hold for all policies.
#include "../../ir/access.h"
#include "../tree_open.h"
#include "access_brute_test_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The example of the comparison, as a request; text that is not known becomes a text of its own.
static Request request_of(Unit *u, const AccessWitness *w)
{
	Request q = { w->principal ? w->principal : "", w->action, w->resource, .user = "q7" };
	if (strcmp(q.principal, "*") == 0)
		q.principal = "arn:aws:iam::999999999999:user/u";
	char filled[EVAL_TEXT];
	q.resource = arena_format(u->arena, "%s", eval_fill(w->resource, q.user, filled));
	for (uint32_t i = 0; i < w->n; i++) {
		q.key[q.n] = w->key[i];
		char *val = w->val[i] ?
			arena_format(u->arena, "%s", eval_fill(w->val[i], q.user, filled)) :
			NULL;
		for (char *comma; val && (comma = strstr(val, ", "));) {
			*comma = '|';
			memmove(comma + 1, comma + 2, strlen(comma + 2) + 1);
		}
		q.val[q.n++] = val;
	}
	return q;
}

static void print_pair(const Value *old, const Value *new)
{
	Buf b = { 0 };
	buf_puts(&b, "old ");
	value_json(&b, old);
	buf_puts(&b, "\nnew ");
	value_json(&b, new);
	puts(b.s);
	buf_free(&b);
}

typedef struct Tally {
	unsigned pairs, yes, maybe, no;
} Tally;

static void check_direction(Unit *u, const World *w, const Value *old, const Value *new,
	const AccessResult *r, bool added, Tally *t)
{
	AccessAnswer answer = added ? r->added : r->removed;
	Request q;
	t->pairs++;
	t->yes += answer == ACCESS_YES;
	t->maybe += answer == ACCESS_MAYBE;
	t->no += answer == ACCESS_NO;
	if (answer == ACCESS_NO && world_search(w, old, new, &q)) {
		print_pair(old, new);
		fail_msg("missed: %s %s %s %s=%s %s=%s user %s", q.principal, q.action, q.resource,
			q.key[0], q.val[0] ? q.val[0] : "absent", q.key[1],
			q.val[1] ? q.val[1] : "absent", q.user);
	}
	bool some = false;
	for (uint32_t i = 0; i < r->n; i++) {
		const AccessDelta *d = &r->delta[i];
		if (d->added != added)
			continue;
		some = true;
		if (d->sure != ACCESS_YES)
			continue;
		q = request_of(u, &d->witness);
		if (!eval_allowed(new, &q) || eval_allowed(old, &q)) {
			print_pair(old, new);
			fail_msg("no example: %s %s %s (%d, %d)", q.principal, q.action, q.resource,
				eval_allowed(new, &q), eval_allowed(old, &q));
		}
	}
	assert_int_equal(some, answer != ACCESS_NO);
}

static unsigned seed;

static Tally run(unsigned round, int pairs, bool resource, bool variable, int most)
{
	Tally t = { 0 };
	srand(seed + round);
	Tree *tree = tree_disk(".", "");
	Options options = { 0 };
	for (int i = 0; i < pairs; i++) {
		Unit *u = unit_new(tree, &options);
		World w = world_new(i, resource, variable);
		Value *old = world_policy(u, &w, most);
		Value *new = world_policy(u, &w, most);
		if (rand() % 3)
			world_edit(u, old, new);
		AccessPolicy before = { .doc = old }, after = { .doc = new };
		AccessSide one = { &before, 1 }, two = { &after, 1 };
		AccessOptions opt = { .type = resource ? POLICY_RESOURCE : POLICY_IDENTITY };
		AccessResult *r = access_compare(u, &one, &two, &opt);
		check_direction(u, &w, old, new, r, true, &t);
		check_direction(u, &w, new, old, r, false, &t);
		unit_free(u);
	}
	tree->close(tree);
	printf("%u comparisons: %u yes, %u no, %u maybe\n", t.pairs, t.yes, t.no, t.maybe);
	return t;
}

static void test_identity(void **state)
{
	(void)state;
	Tally t = run(1, 1200, false, false, 4);
	assert_int_equal(t.maybe, 0);
	assert_true(t.yes > 500 && t.no > 500);
}

static void test_resource(void **state)
{
	(void)state;
	Tally t = run(2, 500, true, false, 4);
	assert_int_equal(t.maybe, 0);
	assert_true(t.yes > 200 && t.no > 150);
}

static void test_variables(void **state)
{
	(void)state;
	Tally t = run(3, 800, false, true, 3);
	assert_true(t.yes > 400 && t.no > 200);
}

// ---- Laws -----------------------------------------------------------------------------

static AccessResult *compare(Unit *u, const Value *old, const Value *new)
{
	AccessPolicy before = { .doc = old }, after = { .doc = new };
	AccessSide one = { &before, 1 }, two = { &after, 1 };
	AccessOptions opt = { .type = POLICY_IDENTITY };
	return access_compare(u, &one, &two, &opt);
}

static Value *with(Unit *u, const Value *policy, Value *statement, const char *effect)
{
	Value *copy = value_copy(u->arena, policy);
	Value *one = value_copy(u->arena, statement);
	((Pair *)(uintptr_t)value_pair(one, "Effect"))->val =
		value_str(u->arena, effect, (Span){ 0 });
	value_push(u->arena, value_get(copy, "Statement"), one);
	return copy;
}

// The same statements with their lists taken apart and in another order: one action, one resource each.
static Value *taken_apart(Unit *u, const Value *policy)
{
	Value *copy = value_copy(u->arena, policy);
	Value *from = value_get(policy, "Statement");
	Value *to = value_get(copy, "Statement");
	to->n = 0;
	to->u.item = NULL;
	for (uint32_t i = from->n; i--;) {
		const Value *s = from->u.item[i];
		const Value *action = value_get(s, "Action"), *resource = value_get(s, "Resource");
		for (uint32_t a = 0; a < (action ? action->n : 1); a++)
			for (uint32_t r = 0; r < (resource ? resource->n : 1); r++) {
				Value *one = value_copy(u->arena, s);
				if (action)
					((Pair *)(uintptr_t)value_pair(one, "Action"))->val =
						action->u.item[a];
				if (resource)
					((Pair *)(uintptr_t)value_pair(one, "Resource"))->val =
						resource->u.item[r];
				value_push(u->arena, to, one);
			}
	}
	return copy;
}

static void check_laws(Unit *u, const World *w)
{
	Value *old = world_policy(u, w, 4), *new = world_policy(u, w, 4);
	Value *more = value_get(new, "Statement")->u.item[0];
	assert_int_equal(compare(u, old, old)->verdict, ACCESS_SAME);
	assert_int_equal(compare(u, old, with(u, old, more, "Allow"))->removed, ACCESS_NO);
	assert_int_equal(compare(u, old, with(u, old, more, "Deny"))->added, ACCESS_NO);
	assert_int_equal(compare(u, old, taken_apart(u, old))->verdict, ACCESS_SAME);
	AccessResult *there = compare(u, old, new), *back = compare(u, new, old);
	assert_int_equal(there->added, back->removed);
	assert_int_equal(there->removed, back->added);
	AccessResult *apart = compare(u, taken_apart(u, old), taken_apart(u, new));
	assert_int_equal(apart->verdict, there->verdict);
	// What is written twice, or on two policies, counts once.
	AccessPolicy both[] = { { .doc = old }, { .doc = new } };
	AccessSide one = { both, 2 }, two = { (AccessPolicy[]){ both[1], both[0], both[1] }, 3 };
	AccessOptions opt = { .type = POLICY_IDENTITY };
	assert_int_equal(access_compare(u, &one, &two, &opt)->verdict, ACCESS_SAME);
}

static void test_laws(void **state)
{
	(void)state;
	srand(seed + 4);
	Tree *tree = tree_disk(".", "");
	Options options = { 0 };
	for (int i = 0; i < 1000; i++) {
		Unit *u = unit_new(tree, &options);
		World w = world_new(i, false, i % 4 == 0);
		check_laws(u, &w);
		unit_free(u);
	}
	tree->close(tree);
}

// access_brute_test [SEED]: other pairs than those that are always tried.
int main(int argc, char **argv)
{
	seed = argc > 1 ? (unsigned)atoi(argv[1]) : 0;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_resource),
		cmocka_unit_test(test_variables),
		cmocka_unit_test(test_laws),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
