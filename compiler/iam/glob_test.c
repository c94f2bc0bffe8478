// glob_test.c: patterns against a matcher that tries everything, and inclusion against all texts
// over a small alphabet.
#include "glob.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

// The definition itself. `bound`: colons that a wildcard may not pass are still to come.
static bool slow_match(const char *p, const char *t, int bound)
{
	if (!*p)
		return !*t;
	if (*p == '*') {
		if (slow_match(p + 1, t, bound))
			return true;
		return *t && !(bound && *t == ':') && slow_match(p, t + 1, bound);
	}
	if (*p == '?')
		return *t && !(bound && *t == ':') && slow_match(p + 1, t + 1, bound);
	return *p == *t && slow_match(p + 1, t + 1, bound - (bound && *p == ':'));
}

static bool slow_arn(const char *p, const char *t)
{
	int colons = 0;
	for (const char *s = p; *s; s++)
		colons += *s == ':';
	size_t n = strlen(p);
	return slow_match(p, t, colons < 5 && n && p[n - 1] == '*' ? 0 : 5);
}

typedef struct Words {
	char (*s)[40];
	size_t n;
} Words;

// All words of up to `longest` letters.
static Words all_words(const char *letters, unsigned longest)
{
	size_t k = strlen(letters), most = 1, power = 1;
	for (unsigned i = 0; i < longest; i++)
		most += power *= k;
	Words w = { calloc(most, sizeof *w.s), 1 };
	for (size_t i = 0; w.n < most; i++)
		for (size_t j = 0; j < k; j++) {
			size_t n = strlen(w.s[i]);
			memcpy(w.s[w.n], w.s[i], n);
			w.s[w.n++][n] = letters[j];
		}
	return w;
}

typedef bool Relation(const char *, const char *);

// Every pair of patterns: `includes` must say what the texts say. The texts must be long enough to
// tell any two of these patterns apart.
static void compare_all(
	Words pattern, Words text, Relation *match, Relation *reference, Relation *includes)
{
	size_t words = text.n / 64 + 1;
	uint64_t *row = calloc(pattern.n * words, sizeof *row);
	for (size_t i = 0; i < pattern.n; i++)
		for (size_t j = 0; j < text.n; j++) {
			bool yes = reference(pattern.s[i], text.s[j]);
			if (match(pattern.s[i], text.s[j]) != yes)
				fail_msg("`%s` against `%s`", pattern.s[i], text.s[j]);
			row[i * words + j / 64] |= (uint64_t)yes << (j % 64);
		}
	for (size_t i = 0; i < pattern.n; i++)
		for (size_t j = 0; j < pattern.n; j++) {
			bool inside = true;
			for (size_t k = 0; inside && k < words; k++)
				inside = !(row[j * words + k] & ~row[i * words + k]);
			if (includes(pattern.s[i], pattern.s[j]) != inside)
				fail_msg("`%s` in `%s` should be %d", pattern.s[j], pattern.s[i],
					inside);
		}
	free(row);
	free(pattern.s);
	free(text.s);
}

static bool slow_text(const char *p, const char *t)
{
	return slow_match(p, t, 0);
}

static void test_text(void **state)
{
	(void)state;
	compare_all(
		all_words("ab*?", 4), all_words("abc", 7), glob_match, slow_text, glob_includes);
}

// Parts in every combination; two of the confined ones vary, and the resource.
static Words arns(const char *const *part, const char *const *last, bool short_ones)
{
	Words w = { calloc(40000, sizeof *w.s), 0 };
	for (size_t i = 0; part[i]; i++)
		for (size_t j = 0; part[j]; j++)
			for (size_t k = 0; last[k]; k++) {
				if (short_ones && k == 0)
					snprintf(w.s[w.n++], sizeof *w.s, "%s:x:%s", part[i],
						part[j]);
				snprintf(w.s[w.n++], sizeof *w.s, "%s:x:%s:::%s", part[i], part[j],
					last[k]);
			}
	return w;
}

static void test_arn(void **state)
{
	(void)state;
	static const char *const part[] = { "", "a", "*", "?", "?*", "a*", "*a", "a?", NULL };
	static const char *const last[] = { "", "a", "*", "?", "a*", "*:a", "?:?", "*a*", NULL };
	static const char *const text_part[] = { "", "a", "b", "ab", "ba", "bb", "aa", "aba", "bab",
		NULL };
	static const char *const text_last[] = { "", "a", "b", ":", "ab", "ba", ":a",
		"a:", "b:", "b:a", "a:b", "b:b", "bab", "bbb", "b:c:a", "bab:a", ":x", "x::::a",
		"a:::::", NULL };
	compare_all(arns(part, last, true), arns(text_part, text_last, true), arn_match, slow_arn,
		arn_includes);
	assert_true(arn_match("*", "arn:aws:s3:::b"));
	assert_true(arn_match("arn:aws:s3*", "arn:aws:s3:::b/k"));
	assert_false(arn_match("arn:aws:*:role/x", "arn:aws:iam::1:role/x"));
	assert_true(arn_includes("arn:*", "arn:aws:s3:::b/*"));
	assert_false(arn_includes("arn:aws:s3:::b/*", "arn:*"));
	assert_true(arn_includes("arn:aws:sns:*:*:t", "arn:aws:sns:eu-*:?1:t"));
	assert_false(arn_includes("arn:aws:sns:*:t", "arn:aws:sns:*:*:t"));
}

static void test_random(void **state)
{
	(void)state;
	srand(7);
	for (int i = 0; i < 30000; i++) {
		char wide[13] = "", narrow[13] = "", text[13] = "";
		for (int n = rand() % 12; n; n--)
			wide[n - 1] = "abab*?*?:"[rand() % 9];
		for (int n = rand() % 12; n; n--)
			narrow[n - 1] = "abab*?*?:"[rand() % 9];
		for (int k = 0; k < 60; k++) {
			memset(text, 0, sizeof text);
			for (int n = rand() % 12; n; n--)
				text[n - 1] = "abc:"[rand() % 4];
			assert_int_equal(glob_match(wide, text), slow_text(wide, text));
			assert_int_equal(arn_match(wide, text), slow_arn(wide, text));
			if (glob_match(narrow, text) && glob_includes(wide, narrow))
				assert_true(glob_match(wide, text));
			if (arn_match(narrow, text) && arn_includes(wide, narrow))
				assert_true(arn_match(wide, text));
		}
	}
}

static void test_case(void **state)
{
	(void)state;
	assert_true(glob_match_nocase("S3:get*", "s3:GetObject"));
	assert_false(glob_match("S3:get*", "s3:GetObject"));
	assert_true(glob_includes_nocase("s3:Get*", "S3:GETObject*"));
	assert_false(glob_includes("s3:Get*", "S3:GETObject*"));
	assert_true(glob_match("?", "\xC3\xA9")); // one character, two bytes
	assert_false(glob_match("??", "\xC3\xA9"));
	assert_true(glob_match("*?", "a\xC3\xA9"));
	assert_true(glob_includes("\xC3?*", "\xC3\xA9") == glob_match("\xC3?*", "\xC3\xA9"));
	assert_true(glob_includes("?", "\xC3\xA9"));
}

// Patterns on which a matcher that goes back to every star would take years.
static void test_hostile(void **state)
{
	(void)state;
	char text[4001], pattern[2001], other[400];
	memset(text, 'a', 4000);
	text[4000] = '\0';
	for (int i = 0; i < 1998; i += 2)
		memcpy(pattern + i, "a*", 2);
	memcpy(pattern + 1998, "b", 2);
	clock_t start = clock();
	assert_false(glob_match(pattern, text));
	assert_false(arn_match(pattern, text));
	for (int i = 0; i < 120; i++)
		memcpy(other + 3 * i, "?*a", 4);
	assert_false(glob_includes(other, pattern));
	assert_true(glob_includes("a*b", pattern));
	char wide[80] = "*a";
	memset(wide + 2, '?', 60); // needs a subset of positions for each suffix
	memcpy(wide + 62, "b*", 3);
	glob_includes(wide, "*a*b*a*b*a*b*a*b*a*b*a*b*a*b*a*b*a*b*a*b*");
	assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_arn),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_case),
		cmocka_unit_test(test_hostile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
