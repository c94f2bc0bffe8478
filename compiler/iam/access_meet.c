// access_meet.c: unknown texts that turn out to be equal.
//
// A letter of its own stands for unknown text, as if that were equal to no other. When only one
// pattern has to match, that loses nothing: a text that matches it, and misses others, does so with
// the letter in it too. When two have to match one text (the grant, and a Deny of the other side that has
// gone), what is unknown may turn out so that they do. Such sets of patterns are listed here; whatever
// includes one of them matches as well, and the rest is taken not to, as that is the worse case.
#include "access_model.h"

#include <string.h>

enum { MAX_EXTRA = 6 }; // 64 sets for each grant

// The pattern with unknown text as a star.
static Glob opened(Arena *a, const Glob *g)
{
	Glob out = { 0 };
	for (uint32_t i = 0; i < g->n; i++) {
		bool letter = token_is_letter(g->tok[i]);
		uint32_t star = g->tok[i] >= GLOB_INNER ? GLOB_MANY_IN_PART : GLOB_MANY;
		glob_add_token(a, &out, letter ? star : g->tok[i]);
	}
	return out;
}

static bool share_letter(uint32_t x, uint32_t y)
{
	if (x >= GLOB_ANY && y >= GLOB_ANY)
		return true;
	if (token_is_fold(x) && y < GLOB_ANY)
		return token_takes(x, y) || x == y;
	return x < GLOB_ANY ? token_takes(y, x) : token_takes(x, y);
}

// Whether some text matches both.
static bool globs_meet(Arena *a, const Glob *x, const Glob *y)
{
	uint32_t width = y->n + 1;
	bool *reach = NEW_N(a, bool, (x->n + 1) * width);
	reach[0] = true;
	for (uint32_t i = 0; i <= x->n; i++)
		for (uint32_t j = 0; j <= y->n; j++) {
			if (!reach[i * width + j])
				continue;
			bool mx = i < x->n && token_is_many(x->tok[i]);
			bool my = j < y->n && token_is_many(y->tok[j]);
			if (mx)
				reach[(i + 1) * width + j] = true;
			if (my)
				reach[i * width + j + 1] = true;
			if (i < x->n && j < y->n && share_letter(x->tok[i], y->tok[j]))
				reach[(mx ? i : i + 1) * width + (my ? j : j + 1)] = true;
		}
	return reach[x->n * width + y->n];
}

typedef struct Meet {
	Model *m;
	const Pattern *pattern;
	uint32_t n, words;
	Meeting **out;
	uint32_t *nout;
} Meet;

static void add_meeting(Meet *t, const uint32_t *member, uint32_t n)
{
	bool unknown = false;
	for (uint32_t i = 0; i < n; i++)
		unknown |= t->pattern[member[i]].unknown;
	if (!unknown || n < 2)
		return;
	Glob open[MAX_EXTRA + 1];
	for (uint32_t i = 0; i < n; i++) {
		open[i] = opened(t->m->arena, &t->pattern[member[i]].glob);
		for (uint32_t j = 0; j < i; j++)
			if (!globs_meet(t->m->arena, &open[i], &open[j]))
				return;
	}
	Meeting one = { .bits = NEW_N(t->m->arena, uint64_t, t->words) };
	Buf b = { .arena = t->m->arena };
	for (uint32_t i = 0; i < n; i++) {
		const Pattern *p = &t->pattern[member[i]];
		buf_printf(&b, "%s%s", i ? " = " : "", p->text);
		bit_set(one.bits, member[i]);
		for (uint32_t k = 0; k < t->n; k++)
			if (!bit_get(one.bits, k) &&
				tokens_include(t->m->arena, &t->pattern[k].glob, &p->glob))
				bit_set(one.bits, k);
	}
	one.text = b.s;
	PUSH(t->m->arena, *t->out, *t->nout, one);
}

bool meetings_of(Model *m, const Pattern *pattern, uint32_t n, const uint64_t *main,
	const uint64_t *extra, Meeting **out, uint32_t *nout)
{
	Meet t = { m, pattern, n, n / 64 + 1, out, nout };
	uint32_t list[MAX_EXTRA], count = 0;
	bool unknown = false;
	for (uint32_t i = 0; i < n; i++) {
		unknown |= pattern[i].unknown && (bit_get(main, i) || bit_get(extra, i));
		if (bit_get(extra, i) && count < MAX_EXTRA)
			list[count++] = i;
		else if (bit_get(extra, i))
			count = MAX_EXTRA + 1;
	}
	if (!unknown || !count)
		return true;
	if (count > MAX_EXTRA)
		return false;
	for (uint32_t set = 1; set < 1u << count; set++)
		for (uint32_t q = 0; q <= n; q++) {
			uint32_t member[MAX_EXTRA + 1], k = 0;
			if (q < n && (!bit_get(main, q) || bit_get(extra, q)))
				continue;
			for (uint32_t i = 0; i < count; i++)
				if (set >> i & 1)
					member[k++] = list[i];
			if (q < n)
				member[k++] = q;
			add_meeting(&t, member, k);
		}
	return true;
}
