// runtimes.c: looks up Lambda runtimes in their table, which is read line by line when asked.
#include "runtimes.h"

#include "template.h"

#include <ctype.h>
#include <string.h>

enum { COLUMNS = 6 };

// The words of one line; false at a comment or a line that is none.
static bool split(Arena *a, const char *line, size_t n, const char *word[COLUMNS])
{
	if (!n || *line == '#')
		return false;
	const char *text = arena_copy(a, line, n);
	size_t i = 0;
	for (Word w = { .rest = text }; i < COLUMNS && word_next(&w); i++)
		word[i] = arena_copy(a, w.s, w.n);
	return i == COLUMNS;
}

const char *runtime_judged(Arena *a)
{
	const Template *t = template_find("data/runtimes.txt");
	const char *on = strstr(t->text, "judged on ");
	return arena_copy(a, on + strlen("judged on "), strlen("2026-01-01"));
}

static const char *family_of(const char *name)
{
	static const char *const family[] = { "python", "nodejs", "ruby", "java", "dotnet", "go",
		"provided" };
	for (size_t i = 0; i < COUNT(family); i++)
		if (str_starts(name, family[i]))
			return i == 1 ? "node" : family[i];
	return "other";
}

// tc's spellings: Python312, python3.12, node22, Ruby32, Java21, go, rust.
static const char *canonical(Arena *a, const char *lang)
{
	char *s = arena_copy(a, lang, strlen(lang));
	for (char *c = s; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	if (str_eq(s, "go") || str_eq(s, "rust"))
		return "provided.al2023";
	size_t n = strcspn(s, "0123456789");
	const char *digits = s + n;
	size_t d = strspn(digits, "0123456789");
	if (str_starts(s, "node")) {
		if (!d || (digits[d] && !str_eq(digits + d, ".x")))
			return s;
		return arena_format(a, "nodejs%.*s.x", (int)d, digits);
	}
	if ((str_starts(s, "python") || str_starts(s, "ruby")) && d >= 2 && !digits[d])
		return arena_format(a, "%.*s%c.%s", (int)n, s, digits[0], digits + 1);
	return s;
}

static bool search(Arena *a, const char *name, Runtime *out)
{
	size_t len = strlen(name);
	const Template *t = template_find("data/runtimes.txt");
	for (const char *s = t->text; *s;) {
		size_t n = strcspn(s, "\n");
		const char *word[COLUMNS];
		if (strncmp(s, name, len) == 0 && s[len] == ' ' && split(a, s, n, word)) {
			const char *day = runtime_judged(a);
			*out = (Runtime){ word[0], family_of(word[0]), word[1], word[2], word[3],
				str_eq(word[4], "-") ? NULL : word[4], str_eq(word[5], "yes"),
				strcmp(word[1], day) <= 0, strcmp(word[2], day) <= 0 };
			return true;
		}
		s += n + (s[n] == '\n');
	}
	return false;
}

bool runtime_find(Unit *u, const char *lang, Runtime *out)
{
	Sym key = unit_sym(u, lang);
	Runtime *known = map_get(&u->runtime, key);
	if (!known) {
		known = U_NEW(u, Runtime);
		if (!search(u->arena, canonical(u->arena, lang), known))
			known->name = NULL;
		map_put(&u->runtime, key, known);
	}
	if (known->name)
		*out = *known;
	return known->name != NULL;
}

void runtime_names(Arena *a, void (*each)(void *ctx, const char *name), void *ctx)
{
	const Template *t = template_find("data/runtimes.txt");
	for (const char *s = t->text; *s;) {
		size_t n = strcspn(s, "\n");
		const char *word[COLUMNS];
		if (split(a, s, n, word))
			each(ctx, word[0]);
		s += n + (s[n] == '\n');
	}
}

const char *runtime_default(const char *family)
{
	static const char *const of[][2] = {
		{ "python", "python3.13" },
		{ "node", "nodejs22.x" },
		{ "ruby", "ruby3.4" },
		{ "java", "java21" },
		{ "go", "provided.al2023" },
		{ "rust", "provided.al2023" },
	};
	for (size_t i = 0; i < COUNT(of); i++)
		if (str_eq(of[i][0], family))
			return of[i][1];
	return NULL;
}
