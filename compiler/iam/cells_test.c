// cells_test.c: the cells of random sets of patterns against all texts over a small alphabet.
#include "cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LETTERS = 4, LONGEST = 7, PATTERNS = 4 };

static void random_pattern(char *out, const char *letters)
{
	int n = rand() % 5;
	for (int i = 0; i < n; i++)
		out[i] = letters[rand() % (int)strlen(letters)];
	out[n] = '\0';
}

static uint64_t vector_of(const Glob *g, uint32_t n, const uint32_t *text, uint32_t length)
{
	uint64_t bits = 0;
	for (uint32_t i = 0; i < n; i++)
		bits |= (uint64_t)tokens_match(&g[i], text, length) << i;
	return bits;
}

// Marks the vector of every text of up to LONGEST letters.
static void try_all(const Glob *g, uint32_t n, const Glob *within, uint8_t seen[1 << PATTERNS])
{
	static const uint32_t letter[LETTERS] = { 'a', 'b', ':', 'x' };
	uint32_t text[LONGEST] = { 0 };
	for (uint32_t length = 0; length <= LONGEST; length++) {
		uint32_t count = 1u << (2 * length);
		for (uint32_t k = 0; k < count; k++) {
			for (uint32_t i = 0; i < length; i++)
				text[i] = letter[k >> (2 * i) & 3];
			if (!within || tokens_match(within, text, length))
				seen[vector_of(g, n, text, length)] = 1;
		}
	}
}

static void check_cells(Arena *a, const Glob *g, uint32_t n, uint64_t want, const Glob *within)
{
	uint8_t seen[1 << PATTERNS] = { 0 };
	try_all(g, n, within, seen);
	uint64_t work = 1000000;
	Cells c = cells_of(a, g, n, want ? &want : NULL, within, &work);
	assert_true(c.complete);
	for (uint32_t i = 0; i < c.n; i++) {
		uint64_t bits = c.cell[i].bits[0];
		assert_int_equal(vector_of(g, n, c.cell[i].text, c.cell[i].n), bits);
		assert_true(!want || (bits & want));
		assert_true(!within || tokens_match(within, c.cell[i].text, c.cell[i].n));
		assert_int_equal(seen[bits], 1); // once, and a text of these letters has it too
		seen[bits] = 2;
	}
	for (uint64_t bits = 0; bits < 1u << n; bits++)
		if (seen[bits] == 1 && (!want || (bits & want)))
			fail_msg("cell %x is missing", (unsigned)bits);
}

static void test_cells(void **state)
{
	(void)state;
	srand(11);
	for (int round = 0; round < 400; round++) {
		Arena *a = arena_new();
		Glob g[PATTERNS];
		char text[8];
		GlobKind kind = round % 3 == 2 ? GLOB_ARN : GLOB_TEXT;
		for (int i = 0; i < PATTERNS; i++) {
			random_pattern(text, kind == GLOB_ARN ? "ab:*?*" : "ab*?*");
			g[i] = glob_tokens(a, text, kind);
		}
		Glob within = glob_tokens(a, "?*", GLOB_TEXT);
		check_cells(a, g, PATTERNS, round % 2 ? 1u + (unsigned)rand() % 15 : 0,
			round % 5 ? NULL : &within);
		arena_free(a);
	}
}

// Text that is not known is equal to itself only; `*` takes it, `?` does not.
static void test_letters(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Glob table = { 0 };
	glob_add_token(a, &table, GLOB_LETTER + 1);
	Glob index = { 0 };
	glob_add_token(a, &index, GLOB_LETTER + 1);
	glob_add(a, &index, "/index/*", 8, GLOB_ARN);
	glob_settle(&index, GLOB_ARN);
	Glob g[] = { table, index, glob_tokens(a, "*", GLOB_ARN), glob_tokens(a, "?", GLOB_ARN) };
	uint64_t work = 1000;
	Cells c = cells_of(a, g, 4, NULL, NULL, &work);
	assert_int_equal(c.n, 4); // nothing but `*`, `?`, the table, its index
	assert_true(tokens_include(a, &g[2], &table));
	assert_false(tokens_include(a, &g[3], &table));
	assert_false(tokens_include(a, &table, &index));
	assert_true(tokens_include(a, &index, &index));
	Glob part = glob_tokens(a, "arn:aws:sns:*:*:t", GLOB_ARN);
	Glob here = { 0 }, whole = { 0 };
	glob_add(a, &here, "arn:aws:sns:", 12, GLOB_ARN);
	glob_add_token(a, &here, GLOB_INNER);
	glob_add(a, &here, ":1:t", 4, GLOB_ARN);
	glob_add(a, &whole, "arn:aws:sns:", 12, GLOB_ARN);
	glob_add_token(a, &whole, GLOB_LETTER);
	glob_add(a, &whole, ":1:t", 4, GLOB_ARN);
	assert_true(tokens_include(a, &part, &here));
	assert_false(tokens_include(a, &part, &whole));
	arena_free(a);
}

// Patterns that multiply: an answer in bounded time, and it says that it is not complete.
static void test_bound(void **state)
{
	(void)state;
	Arena *a = arena_new();
	Glob g[24];
	for (int i = 0; i < 24; i++) {
		char text[] = "*a?????????????b*";
		text[2 + i % 12] = 'c';
		text[3 + i / 2 % 12] = 'd';
		g[i] = glob_tokens(a, text, GLOB_TEXT);
	}
	uint64_t work = UINT64_MAX;
	assert_false(cells_of(a, g, 24, NULL, NULL, &work).complete);
	work = 10000;
	assert_false(cells_of(a, g, 24, NULL, NULL, &work).complete);
	assert_int_equal(work, 0);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_bound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
