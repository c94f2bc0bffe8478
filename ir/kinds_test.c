// kinds_test.c: the tables of all kinds are well formed, and what checks them finds what is not.
//
// Runs in the folder of the repository, whose C files it reads; elsewhere that part is left out.
#include "kinds_test.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kinds_test_broken.h"

void complain(Lint *l, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	const char *what = arena_vformat(l->arena, format, ap);
	va_end(ap);
	const char *text = arena_format(l->arena, "%s: %s: %s", l->k ? l->k->one : "kinds",
		l->where ? l->where : "the kind", what);
	for (uint32_t i = 0; i < l->nsaid; i++)
		if (str_eq(l->said[i], text))
			return;
	PUSH(l->arena, l->said, l->nsaid, text);
}

void lint_all(Lint *l)
{
	static void (*const part[])(
		Lint *) = { lint_head, lint_fields, lint_ops, lint_links, lint_sources };
	lint_kinds(l);
	for (const Kind *const *k = l->kind; *k; k++)
		for (size_t i = 0; i < COUNT(part); i++) {
			l->k = *k;
			l->where = "the kind";
			part[i](l);
		}
}

// ---- The sources ------------------------------------------------------------------------------------

static int by_name(const void *a, const void *b)
{
	return strcmp(((const LintFile *)a)->name, ((const LintFile *)b)->name);
}

static const char *read_all(Arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	Buf b = { .arena = a };
	char part[65536];
	if (!f)
		return NULL;
	for (size_t got; (got = fread(part, 1, sizeof part, f)) > 0;)
		buf_add(&b, part, got);
	fclose(f);
	return b.s ? b.s : "";
}

static void read_folder(Lint *l, const char *dir, const char *suffix, LintFile **out, uint32_t *n)
{
	DIR *d = opendir(dir);
	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d));) {
		if (!str_ends(e->d_name, suffix) || str_ends(e->d_name, "_test.c"))
			continue;
		const char *name = arena_copy(l->arena, e->d_name, strlen(e->d_name));
		const char *text = read_all(l->arena, arena_format(l->arena, "%s/%s", dir, name));
		if (text)
			PUSH(l->arena, *out, *n, ((LintFile){ name, text }));
	}
	closedir(d);
	if (*n)
		qsort(*out, *n, sizeof **out, by_name);
}

// ---- Tests --------------------------------------------------------------------------------------------

static void test_kinds(void **state)
{
	(void)state;
	Lint l = { .arena = arena_new(), .kind = kinds };
	read_folder(&l, "ir/kinds", ".c", &l.source, &l.nsource);
	read_folder(&l, "compiler", ".c", &l.shared, &l.nshared);
	if (!l.nsource)
		print_message("skipped: rows against C, for ir/kinds is not here\n");
	lint_all(&l);
	unsigned failed = 0;
	for (uint32_t i = 0; i < l.nsaid; i++) {
		failed++;
		print_error("%s\n", l.said[i]);
	}
	assert_int_equal(failed, 0);
	arena_free(l.arena);
}

// Each of the broken kinds gets the complaint that stands beside it, and no other.
static void test_broken(void **state)
{
	(void)state;
	unsigned failed = 0;
	for (const Broken *b = broken; b->kind; b++) {
		const Kind *list[] = { b->kind, &broken_other, NULL };
		Lint l = { .arena = arena_new(), .kind = list };
		LintFile source = { "thing.c", b->source };
		if (b->source) {
			l.source = &source;
			l.nsource = 1;
		}
		lint_all(&l);
		if (l.nsaid != 1 || !strstr(l.said[0], b->want)) {
			failed++;
			print_error("wanted: %s\n", b->want);
			for (uint32_t i = 0; i < l.nsaid; i++)
				print_error("   got: %s\n", l.said[i]);
		}
		arena_free(l.arena);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_broken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
