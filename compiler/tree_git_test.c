// tree_git_test.c: tests of commits and work trees as trees.
#include "changes.h"
#include "tree_git.h"
#include "tree_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// One repository for all tests, made by git itself.
static const char script[] =
	"set -e; export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null;"
	"export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@e GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@e;"
	"mkdir sub && cd sub && git init -q . && mkdir in && echo deep >in/file && git add -A && git commit -qm s && cd ..;"
	"mkdir main && cd main && git init -q -b main . && mkdir -p a/b && echo one >a/b/one && echo two >a.b"
	" && chmod +x a.b && ln -s a/b dir && ln -s b/one a/link && ln -s ../../etc out && ln -s /etc/passwd abs"
	" && ln -s loop loop && ln -s ../a.b a/up && echo ignored >.gitignore;"
	"git -c protocol.file.allow=always submodule -q add ../sub mod;"
	"git add -A && git commit -qm one && git tag -a -m x v1;"
	"echo three >a/three && rm a.b && echo changed >a/b/one && git add -A && git commit -qm two;"
	"mkdir -p sparse/x && echo s >sparse/x/s && git add -A && git commit -qm three;"
	"git update-index --skip-worktree sparse/x/s && rm -r sparse;"
	"echo no >ignored && echo new >fresh && echo edited >>a/three";

static char folder[] = "/tmp/topc-git-XXXXXX";
static Arena *arena;
static Repo *repo;
static bool no_git;

static int set_up(void **state)
{
	(void)state;
	char command[4096];
	arena = arena_new();
	if (!mkdtemp(folder))
		return -1;
	no_git = system("git --version >/dev/null 2>&1") != 0;
	snprintf(command, sizeof command, "cd %s && { %s; } >/dev/null 2>&1", folder, script);
	if (!no_git && system(command) != 0)
		return -1;
	const char *why;
	if (!no_git)
		repo = repo_open(arena, arena_format(arena, "%s/main", folder), &why);
	return no_git || repo ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	char command[100];
	repo_close(repo);
	arena_free(arena);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

static Tree *open_at(const char *revision)
{
	Oid id;
	const char *why = "";
	if (!repo_resolve(repo, revision, &id, &why))
		fail_msg("%s: %s", revision, why);
	return tree_git(repo, &id, revision);
}

static void says(Tree *t, const char *path, const char *want)
{
	const char *text;
	size_t n;
	assert_int_equal(t->read(t, arena, path, 100, &text, &n), TREE_OK);
	assert_string_equal(text, want);
	assert_int_equal(n, strlen(want));
}

static const char *names(Tree *t, const char *dir)
{
	TreeEntry *e;
	uint32_t n;
	Buf b = { .arena = arena };
	assert_int_equal(t->list(t, arena, dir, &e, &n), TREE_OK);
	for (uint32_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s%s%s ", e[i].name, e[i].type == ENTRY_DIR ? "/" : "",
			e[i].type == ENTRY_OUT ? "!" : "", e[i].executable ? "*" : "");
	return b.s ? b.s : "";
}

static void test_commit(void **state)
{
	(void)state;
	if (no_git)
		skip();
	Tree *t = open_at("v1");
	const char *text;
	size_t n;
	TreeEntry e;
	assert_string_equal(
		names(t, ""), ".gitignore .gitmodules a/ a.b* abs! dir/ loop mod/ out! ");
	assert_string_equal(names(t, "a"), "b/ link up* ");
	assert_string_equal(names(t, "dir"), "one ");
	says(t, "a/b/one", "one\n");
	says(t, "dir/one", "one\n");
	says(t, "a/link", "one\n");
	says(t, "a/up", "two\n");
	says(t, "mod/in/file", "deep\n");
	assert_int_equal(t->read(t, arena, "out/passwd", 9, &text, &n), TREE_OUTSIDE);
	assert_int_equal(t->read(t, arena, "abs", 9, &text, &n), TREE_OUTSIDE);
	assert_int_equal(t->read(t, arena, "loop", 9, &text, &n), TREE_ERROR);
	assert_int_equal(t->read(t, arena, "none", 9, &text, &n), TREE_MISSING);
	assert_int_equal(t->read(t, arena, "a.b/x", 9, &text, &n), TREE_MISSING);
	assert_int_equal(t->read(t, arena, "a", 9, &text, &n), TREE_IS_DIR);
	assert_int_equal(t->read(t, arena, "a/b/one", 3, &text, &n), TREE_TOO_LARGE);
	assert_int_equal(t->stat(t, arena, "a/up", &e), TREE_OK);
	assert_true(e.link && e.executable && e.type == ENTRY_FILE && e.size == 4);
	assert_int_equal(t->stat(t, arena, "", &e), TREE_OK);
	assert_int_equal(e.type, ENTRY_DIR);
	assert_null(tree_trouble(t));
	t->close(t);
}

static void test_work_tree(void **state)
{
	(void)state;
	if (no_git)
		skip();
	Index index;
	const char *why;
	assert_true(repo_index(repo, arena, &index, &why));
	Tree *t = tree_work(repo, work_index(arena, &index), tree_disk(repo->work_dir, "/"));
	TreeEntry e;
	says(t, "sparse/x/s", "s\n"); // left out of the work tree, not removed
	assert_string_equal(names(t, "sparse"), "x/ ");
	assert_int_equal(t->stat(t, arena, "ignored", &e), TREE_MISSING);
	assert_null(strstr(names(t, ""), "ignored "));
	assert_non_null(strstr(names(t, ""), "fresh "));
	t->close(t);
}

static const char *joined(const Paths *p)
{
	Buf b = { .arena = arena };
	for (uint32_t i = 0; i < p->n; i++)
		buf_printf(&b, "%s ", p->path[i]);
	return b.s ? b.s : "";
}

static void test_changes(void **state)
{
	(void)state;
	if (no_git)
		skip();
	Oid id, old, new;
	const char *why;
	Paths p = { .arena = arena };
	assert_true(repo_resolve(repo, "v1", &id, &why));
	assert_true(changes_tree_of(repo->odb, arena, &id, &old, &why));
	assert_true(repo_resolve(repo, "HEAD", &id, &why));
	assert_true(changes_tree_of(repo->odb, arena, &id, &new, &why));
	assert_true(changes_trees(repo->odb, &old, &new, &p, &why));
	assert_string_equal(joined(&p), "a.b a/b/one a/three sparse/x/s ");
	assert_true(paths_touch(&p, "a"));
	assert_true(paths_touch(&p, "a.b/c")); // in what was a file, or is a submodule
	assert_false(paths_touch(&p, "a/b/on"));
	assert_false(paths_touch(&p, "spars"));
	Index index;
	Paths w = { .arena = arena };
	assert_true(repo_index(repo, arena, &index, &why));
	Tree *t = tree_work(repo, work_index(arena, &index), tree_disk(repo->work_dir, "/"));
	assert_true(changes_work(repo, &new, &index, t, &w, &why));
	assert_string_equal(joined(&w), "a/three fresh ");
	t->close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commit),
		cmocka_unit_test(test_work_tree),
		cmocka_unit_test(test_changes),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
