// tree_memo_test.c: what a memo asks the tree under it, and what it knows by itself.
#include "tree_memo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Counting {
	Tree tree;
	int lists, reads, stats, closed;
	bool broken;
} Counting;

// a/ holds b/ and link (to a folder with x); nothing else is there.
static TreeStatus count_list(Tree *t, Arena *a, const char *dir, TreeEntry **out, uint32_t *n)
{
	Counting *c = t->own;
	c->lists++;
	*out = NULL;
	*n = 0;
	if (c->broken)
		return TREE_ERROR;
	if (str_eq(dir, ""))
		PUSH(a, *out, *n, ((TreeEntry){ .name = "a", .type = ENTRY_DIR }));
	if (str_eq(dir, "a")) {
		PUSH(a, *out, *n, ((TreeEntry){ .name = "b", .type = ENTRY_DIR }));
		PUSH(a, *out, *n, ((TreeEntry){ .name = "f", .type = ENTRY_FILE }));
		PUSH(a, *out, *n, ((TreeEntry){ .name = "link", .type = ENTRY_DIR, .link = true }));
	}
	return *dir && !str_eq(dir, "a") ? TREE_MISSING : TREE_OK;
}

static TreeStatus count_read(
	Tree *t, Arena *a, const char *path, size_t limit, const char **text, size_t *n)
{
	(void)a, (void)limit;
	((Counting *)t->own)->reads++;
	*text = "x";
	*n = 1;
	return str_eq(path, "a/f") || str_eq(path, "a/link/x") ? TREE_OK : TREE_MISSING;
}

static TreeStatus count_stat(Tree *t, Arena *a, const char *path, TreeEntry *out)
{
	(void)a;
	((Counting *)t->own)->stats++;
	*out = (TreeEntry){ .name = path_base(path), .type = ENTRY_FILE, .size = 1 };
	return TREE_OK;
}

static void count_close(Tree *t)
{
	((Counting *)t->own)->closed++;
}

static Counting counting(void)
{
	return (Counting){ .tree = { "", "/r", "", "", count_list, count_read, count_stat,
				   count_close, NULL } };
}

static void test_list_once(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Counting c = counting();
	c.tree.own = &c;
	Tree *t = tree_memo(&c.tree, NULL);
	for (int i = 0; i < 3; i++) {
		TreeEntry *e;
		uint32_t n;
		assert_int_equal(t->list(t, a, "a", &e, &n), TREE_OK);
		assert_int_equal(n, 3);
		assert_string_equal(e[1].name, "f");
		e[1].name = "spoilt"; // the list is the caller's own
		assert_int_equal(t->list(t, a, "none", &e, &n), TREE_MISSING);
		assert_int_equal(n, 0);
	}
	assert_int_equal(c.lists, 2);
	t->close(t);
	assert_int_equal(c.closed, 1);
	arena_free(a);
}

static void test_missing(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Counting c = counting();
	c.tree.own = &c;
	Tree *t = tree_memo(&c.tree, NULL);
	TreeEntry *list;
	TreeEntry e;
	uint32_t n;
	const char *text;
	size_t size;
	assert_int_equal(t->read(t, a, "a/g", 9, &text, &size), TREE_MISSING);
	assert_int_equal(t->read(t, a, "a/g", 9, &text, &size), TREE_MISSING);
	assert_int_equal(c.reads, 1); // the second is known from the first
	t->list(t, a, "a", &list, &n);
	assert_int_equal(t->read(t, a, "a/h", 9, &text, &size), TREE_MISSING);
	assert_int_equal(t->read(t, a, "a/h/deep/file", 9, &text, &size), TREE_MISSING);
	assert_int_equal(t->stat(t, a, "a/h", &e), TREE_MISSING);
	assert_int_equal(t->stat(t, a, "a/b", &e), TREE_OK);
	assert_int_equal(e.type, ENTRY_DIR);
	assert_int_equal(c.reads, 1);
	assert_int_equal(c.stats, 0);
	// A file's size, what a folder that was not listed holds, and what lies behind a link are asked for.
	assert_int_equal(t->stat(t, a, "a/f", &e), TREE_OK);
	assert_int_equal(e.size, 1);
	assert_int_equal(t->read(t, a, "a/b/x", 9, &text, &size), TREE_MISSING);
	assert_int_equal(t->read(t, a, "a/link/x", 9, &text, &size), TREE_OK);
	assert_int_equal(t->stat(t, a, "a/link", &e), TREE_OK);
	assert_int_equal(c.reads, 3);
	assert_int_equal(c.stats, 2);
	t->close(t);
	arena_free(a);
}

static void test_base(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Counting first = counting();
	Counting second = counting();
	first.tree.own = &first;
	second.tree.own = &second;
	Tree *base = tree_memo(&first.tree, NULL);
	TreeEntry *e;
	uint32_t n;
	base->list(base, a, "a", &e, &n);
	Tree *t = tree_memo(&second.tree, base);
	assert_int_equal(t->list(t, a, "a", &e, &n), TREE_OK);
	assert_int_equal(n, 3);
	assert_int_equal(second.lists, 0);
	t->list(t, a, "", &e, &n);
	assert_int_equal(second.lists, 1);
	assert_int_equal(first.lists, 1);
	t->close(t);
	base->close(base);
	arena_free(a);
}

static void test_error_is_asked_again(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Counting c = counting();
	c.tree.own = &c;
	c.broken = true;
	Tree *t = tree_memo(&c.tree, NULL);
	TreeEntry *e;
	uint32_t n;
	assert_int_equal(t->list(t, a, "a", &e, &n), TREE_ERROR);
	c.broken = false;
	assert_int_equal(t->list(t, a, "a", &e, &n), TREE_OK);
	t->close(t);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list_once),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_base),
		cmocka_unit_test(test_error_is_asked_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
