// nearest.c: which known name a wrong one may have meant.
#include "diag.h"
#include "ir.h"

#include <string.h>

enum { LONGEST_WORD = 80 }; // longer words are not compared: nobody mistypes them by hand

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

// Optimal string alignment: Damerau-Levenshtein without a substring edited twice.
// A difference of case alone costs nothing here but is never distance 0 for callers,
// who compare exactly first.
unsigned edit_distance(const char *a, const char *b, unsigned at_most)
{
	size_t n = strlen(a);
	size_t m = strlen(b);
	if (n > LONGEST_WORD || m > LONGEST_WORD || (n > m ? n - m : m - n) > at_most)
		return at_most + 1;
	unsigned row[3][LONGEST_WORD + 1];
	for (size_t j = 0; j <= m; j++)
		row[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *now = row[i % 3];
		const unsigned *up = row[(i + 2) % 3];
		const unsigned *upper = row[(i + 1) % 3];
		now[0] = (unsigned)i;
		unsigned smallest = now[0];
		for (size_t j = 1; j <= m; j++) {
			unsigned differs = lower(a[i - 1]) != lower(b[j - 1]);
			now[j] = least(least(up[j] + 1, now[j - 1] + 1), up[j - 1] + differs);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
				lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], upper[j - 2] + 1);
			smallest = least(smallest, now[j]);
		}
		if (smallest > at_most)
			return at_most + 1;
	}
	return least(row[n % 3][m], at_most + 1);
}

static unsigned allowed_distance(size_t length)
{
	return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

void nearest_try(Nearest *t, const char *candidate)
{
	unsigned limit = allowed_distance(strlen(t->word));
	if (t->best && t->distance < limit)
		limit = t->distance;
	unsigned d = edit_distance(t->word, candidate, limit);
	if (d > limit || strlen(t->word) <= d)
		return;
	if (!t->best || d < t->distance) {
		t->best = candidate;
		t->distance = d;
		t->ntie = 0;
	}
	for (uint32_t i = 0; i < t->ntie && i < COUNT(t->tie); i++)
		if (strcmp(t->tie[i], candidate) == 0)
			return;
	if (t->ntie < COUNT(t->tie))
		t->tie[t->ntie] = candidate;
	t->ntie++;
}

// A name is put between the quotes that stand there.
static Span inside_quotes(const Diag *d, Span at)
{
	const char *text = d->unit->src[at.file]->text;
	bool quoted = at.hi >= at.lo + 2 && (text[at.lo] == '"' || text[at.lo] == '\'') &&
		text[at.hi - 1] == text[at.lo];
	return quoted ? (Span){ at.file, at.lo + 1, at.hi - 1 } : at;
}

Diag *diag_nearest(Diag *d, const Nearest *t, FixKind kind, Span at)
{
	if (!d || !t->best)
		return d;
	Arena *a = d->unit->arena;
	if (t->ntie == 1)
		return diag_fix(d, kind, arena_format(a, "use `%s`", t->best), inside_quotes(d, at),
			t->best);
	Buf b = { .arena = a };
	for (uint32_t i = 0; i < t->ntie && i < COUNT(t->tie); i++)
		buf_printf(&b, "%s`%s`", i ? ", " : "", t->tie[i]);
	return diag_line(d, "similar names: %s", b.s);
}
