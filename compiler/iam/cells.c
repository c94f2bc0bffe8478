// cells.c: runs the automata of many patterns side by side.
//
// A state is the sorted set of positions that the patterns may be at. From each state one step is made
// for every letter that stands next in some pattern, one for the colon where wildcards of ARN parts
// are about, and one for any other letter. States are visited breadth first, so the first state
// with a given set of matching patterns gives a shortest text.
#include "cells.h"

#include <string.h>

enum {
	END = 0x7FFFFFFF, // the position behind a pattern's last token
	// Patterns as people write them have a few states a character. The bounds are for those that are
	// made to multiply; the answer is then "not complete".
	MAX_STATES = 30000,
	MAX_POSITIONS = 2000000,
};

typedef struct State {
	uint32_t *at; // positions, ascending
	uint32_t n;
	uint32_t from, letter; // how it was reached first
	uint32_t length;
} State;

typedef struct Run {
	Arena *arena;
	uint32_t *tok, *owner; // of each position: its token, its pattern
	uint32_t n;
	uint32_t patterns, within; // `within` counts as a pattern after the others
	const uint64_t *want;
	State *state;
	uint32_t nstate, held; // held: positions of all states
	uint32_t *slot;        // hash table of states: number + 1
	uint32_t nslot;
	uint32_t *after; // scratch: the positions after a step
	uint32_t nafter;
	uint32_t *letter; // scratch: the letters to step on
	uint32_t nletter;
	uint32_t *cell_slot; // hash table of cells: number + 1
	uint32_t ncell_slot;
	uint64_t *bits; // scratch
	uint64_t *work; // steps that may still be made
	Cells *out;
} Run;

static uint32_t hash(const void *bytes, size_t n)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	for (size_t i = 0; i < n; i += 4) {
		uint32_t word;
		memcpy(&word, (const char *)bytes + i, 4);
		h = (h ^ word) * 0xD6E8FEB86659FD93u;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

static void add_pattern(Run *r, const Glob *g, uint32_t owner)
{
	for (uint32_t i = 0; i <= g->n; i++) {
		r->owner[r->n] = owner;
		r->tok[r->n++] = i < g->n ? g->tok[i] : END;
	}
}

// Appends a position to `after`, and the one behind it when it is a star. From a free star on all is
// good that is good from before it, so what the pattern had before is dropped.
static void put(Run *r, uint32_t at)
{
	for (;; at++) {
		uint32_t *last = r->nafter ? &r->after[r->nafter - 1] : NULL;
		if (last && *last >= at && r->owner[*last] == r->owner[at]) {
			if (!token_is_many(r->tok[at]))
				return;
			continue;
		}
		if (r->tok[at] == GLOB_MANY)
			while (r->nafter && r->owner[r->after[r->nafter - 1]] == r->owner[at])
				r->nafter--;
		r->after[r->nafter++] = at;
		if (!token_is_many(r->tok[at]))
			return;
	}
}

static bool is_wanted(const Run *r)
{
	bool within = r->within == END;
	bool want = !r->want;
	for (uint32_t i = 0; i < r->nafter && !(within && want); i++) {
		uint32_t owner = r->owner[r->after[i]];
		within |= owner == r->within;
		want |= owner != r->within && r->want && bit_get(r->want, owner);
	}
	return within && want;
}

static void put_state(Run *r, uint32_t number)
{
	const State *s = &r->state[number];
	uint32_t i = hash(s->at, s->n * sizeof *s->at) & (r->nslot - 1);
	while (r->slot[i])
		i = (i + 1) & (r->nslot - 1);
	r->slot[i] = number + 1;
}

// Makes `after` a state unless it is one.
static void visit(Run *r, uint32_t from, uint32_t letter)
{
	if (!is_wanted(r))
		return;
	size_t bytes = r->nafter * sizeof *r->after;
	for (uint32_t i = hash(r->after, bytes) & (r->nslot - 1); r->slot[i];
		i = (i + 1) & (r->nslot - 1)) {
		const State *s = &r->state[r->slot[i] - 1];
		if (s->n == r->nafter && memcmp(s->at, r->after, bytes) == 0)
			return;
	}
	State s = { .n = r->nafter, .from = from, .letter = letter };
	s.length = r->nstate ? r->state[from].length + 1 : 0;
	s.at = NEW_N(r->arena, uint32_t, r->nafter + 1);
	memcpy(s.at, r->after, bytes);
	r->held += s.n;
	PUSH(r->arena, r->state, r->nstate, s);
	if (r->nstate * 2 <= r->nslot) {
		put_state(r, r->nstate - 1);
		return;
	}
	r->slot = NEW_N(r->arena, uint32_t, r->nslot *= 2);
	for (uint32_t i = 0; i < r->nstate; i++)
		put_state(r, i);
}

static void step(Run *r, uint32_t from, uint32_t letter)
{
	State s = r->state[from];
	r->nafter = 0;
	*r->work -= *r->work < s.n ? *r->work : s.n;
	for (uint32_t i = 0; i < s.n && *r->work; i++) {
		uint32_t tok = r->tok[s.at[i]];
		if (tok != END && token_takes(tok, letter))
			put(r, token_is_many(tok) ? s.at[i] : s.at[i] + 1);
	}
	visit(r, from, letter);
}

static void add_letter(Run *r, uint32_t letter)
{
	for (uint32_t i = 0; i < r->nletter; i++)
		if (r->letter[i] == letter)
			return;
	r->letter[r->nletter++] = letter;
}

// A letter that stands next in no pattern: small letters first, so that texts read well.
static uint32_t other_letter(const Run *r)
{
	static const char nice[] = "xyzabcdefghijklmnopqrstuvw0123456789";
	for (uint32_t k = 0;; k++) {
		uint32_t c = k < sizeof nice - 1 ? (uint8_t)nice[k] : 0xC0 + k;
		uint32_t i = 0;
		while (i < r->nletter && r->letter[i] != c)
			i++;
		if (i == r->nletter)
			return c;
	}
}

static void follow(Run *r, uint32_t number)
{
	State s = r->state[number];
	bool confined = false, wild = !r->want && r->within == END;
	r->nletter = 0;
	for (uint32_t i = 0; i < s.n; i++) {
		uint32_t tok = r->tok[s.at[i]];
		if (tok == END)
			continue;
		confined |= tok == GLOB_MANY_IN_PART || tok == GLOB_ANY_IN_PART;
		wild |= tok >= GLOB_ANY;
		if (token_is_fold(tok)) {
			add_letter(r, tok - GLOB_FOLD);
			add_letter(r, tok - GLOB_FOLD - 32);
		} else if (tok < GLOB_ANY) {
			add_letter(r, tok);
		}
	}
	if (confined)
		add_letter(r, ':');
	uint32_t n = r->nletter;
	*r->work -= *r->work < s.n ? *r->work : s.n;
	uint32_t other = other_letter(r);
	if (wild)
		step(r, number, other);
	for (uint32_t i = 0; i < n && *r->work; i++)
		step(r, number, r->letter[i]);
}

static void put_cell(Run *r, uint32_t number)
{
	uint32_t i = hash(r->out->cell[number].bits, r->out->words * 8) & (r->ncell_slot - 1);
	while (r->cell_slot[i])
		i = (i + 1) & (r->ncell_slot - 1);
	r->cell_slot[i] = number + 1;
}

static const uint32_t *state_text(Run *r, uint32_t number)
{
	uint32_t n = r->state[number].length;
	uint32_t *text = NEW_N(r->arena, uint32_t, n + 1);
	for (uint32_t i = number; n; i = r->state[i].from)
		text[--n] = r->state[i].letter;
	return text;
}

// The cell of a state, unless an earlier state had the same.
static void collect(Run *r, uint32_t number)
{
	const State *s = &r->state[number];
	Cells *out = r->out;
	bool within = r->within == END;
	bool want = !r->want;
	memset(r->bits, 0, out->words * sizeof *r->bits);
	for (uint32_t i = 0; i < s->n; i++) {
		if (r->tok[s->at[i]] != END)
			continue;
		uint32_t owner = r->owner[s->at[i]];
		if (owner == r->within) {
			within = true;
			continue;
		}
		bit_set(r->bits, owner);
		want |= r->want && bit_get(r->want, owner);
	}
	if (!within || !want)
		return;
	size_t bytes = out->words * sizeof *r->bits;
	for (uint32_t i = hash(r->bits, bytes) & (r->ncell_slot - 1); r->cell_slot[i];
		i = (i + 1) & (r->ncell_slot - 1))
		if (memcmp(out->cell[r->cell_slot[i] - 1].bits, r->bits, bytes) == 0)
			return;
	Cell c = { .bits = NEW_N(r->arena, uint64_t, out->words), .n = s->length };
	memcpy(c.bits, r->bits, bytes);
	c.text = state_text(r, number);
	PUSH(r->arena, out->cell, out->n, c);
	if (out->n * 2 <= r->ncell_slot) {
		put_cell(r, out->n - 1);
		return;
	}
	r->cell_slot = NEW_N(r->arena, uint32_t, r->ncell_slot *= 2);
	for (uint32_t i = 0; i < out->n; i++)
		put_cell(r, i);
}

static void start(Run *r, const Glob *pattern, const Glob *within)
{
	uint32_t total = within ? within->n + 1 : 0;
	for (uint32_t i = 0; i < r->patterns; i++)
		total += pattern[i].n + 1;
	r->tok = NEW_N(r->arena, uint32_t, total + 1);
	r->owner = NEW_N(r->arena, uint32_t, total + 1);
	r->after = NEW_N(r->arena, uint32_t, total + 1);
	r->letter = NEW_N(r->arena, uint32_t, 2 * total + 2);
	r->nslot = r->ncell_slot = 256;
	r->slot = NEW_N(r->arena, uint32_t, r->nslot);
	r->cell_slot = NEW_N(r->arena, uint32_t, r->ncell_slot);
	r->bits = NEW_N(r->arena, uint64_t, r->out->words);
	for (uint32_t i = 0; i < r->patterns; i++)
		add_pattern(r, &pattern[i], i);
	if (within)
		add_pattern(r, within, r->within);
	for (uint32_t i = 0; i < r->n; i++)
		if (i == 0 || r->owner[i] != r->owner[i - 1])
			put(r, i);
	visit(r, 0, 0);
}

Cells cells_of(Arena *a, const Glob *pattern, uint32_t n, const uint64_t *want, const Glob *within,
	uint64_t *work)
{
	Cells out = { .words = n / 64 + 1, .complete = true };
	Run r = { .arena = a, .patterns = n, .want = want, .work = work, .out = &out };
	r.within = within ? n : END;
	start(&r, pattern, within);
	for (uint32_t i = 0; i < r.nstate && out.complete; i++) {
		if (r.nstate > MAX_STATES || r.held > MAX_POSITIONS || !*work) {
			out.complete = false;
		} else {
			collect(&r, i);
			follow(&r, i);
		}
	}
	out.complete &= *work != 0;
	return out;
}
