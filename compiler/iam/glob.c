// glob.c: matching and inclusion of patterns with `*` and `?`.
//
// Inclusion walks the narrow pattern letter by letter and keeps the set of positions that the wide
// one may be at. Where the narrow one has a wildcard, one letter that stands in neither pattern (and
// the colon, which wildcards of ARN parts refuse) does for all: only wildcards of the wide pattern can
// take it, and they take any other letter as well.
#include "glob.h"

#include "../../ir/source.h"

#include <string.h>

enum {
	FRESH = GLOB_FOLD - 1, // no code point and nobody's own letter
	NARROW_PARTS = 5,      // parts of an ARN before the resource
	// Sets of positions that one inclusion may visit. Patterns as people write them need a few
	// dozen; the bound only keeps hostile ones from taking the machine.
	MAX_SETS = 20000,
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

// Bytes of the character at s; 1 for what is not UTF-8.
static size_t char_length(const char *s, size_t n)
{
	uint8_t c = (uint8_t)*s;
	size_t want = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	return want <= n ? want : 1;
}

// Greedy: when a part between two stars fits somewhere, the leftmost place is as good as any, so only
// the last star is ever gone back to.
static bool match_range(const char *p, size_t np, const char *t, size_t nt, bool fold)
{
	size_t i = 0, j = 0;
	size_t star = SIZE_MAX, from = 0;
	while (j < nt) {
		if (i < np && p[i] == '*') {
			star = ++i;
			from = j;
		} else if (i < np && p[i] == '?') {
			i++;
			j += char_length(t + j, nt - j);
		} else if (i < np && (p[i] == t[j] || (fold && lower(p[i]) == lower(t[j])))) {
			i++;
			j++;
		} else if (star != SIZE_MAX) {
			from += char_length(t + from, nt - from);
			i = star;
			j = from;
		} else {
			return false;
		}
	}
	while (i < np && p[i] == '*')
		i++;
	return i == np;
}

bool glob_match(const char *pattern, const char *text)
{
	return match_range(pattern, strlen(pattern), text, strlen(text), false);
}

bool glob_match_nocase(const char *pattern, const char *text)
{
	return match_range(pattern, strlen(pattern), text, strlen(text), true);
}

bool glob_wild(const char *pattern)
{
	return pattern[strcspn(pattern, "*?")] != '\0';
}

static bool is_short(const char *pattern, size_t n)
{
	unsigned colons = 0;
	for (size_t i = 0; i < n; i++)
		colons += pattern[i] == ':';
	return colons < NARROW_PARTS && n && pattern[n - 1] == '*';
}

bool arn_match(const char *pattern, const char *text)
{
	if (is_short(pattern, strlen(pattern)))
		return glob_match(pattern, text);
	for (int part = 0; part < NARROW_PARTS; part++) {
		size_t np = strcspn(pattern, ":");
		size_t nt = strcspn(text, ":");
		if (!match_range(pattern, np, text, nt, false) || !pattern[np] != !text[nt])
			return false;
		if (!pattern[np])
			return true;
		pattern += np + 1;
		text += nt + 1;
	}
	return glob_match(pattern, text);
}

void glob_add_token(Arena *a, Glob *g, uint32_t tok)
{
	PUSH(a, g->tok, g->n, tok);
}

static uint32_t literal_token(char c, GlobKind kind)
{
	bool letter = lower(c) >= 'a' && lower(c) <= 'z';
	if (kind == GLOB_EITHER && letter)
		return GLOB_FOLD + (uint8_t)lower(c);
	return (uint8_t)(kind == GLOB_NOCASE ? lower(c) : c);
}

void glob_add_literal(Arena *a, Glob *g, const char *s, size_t n, GlobKind kind)
{
	for (size_t i = 0; i < n;) {
		size_t length = char_length(s + i, n - i);
		glob_add_token(
			a, g, length > 1 ? utf8_next(s + i, &length) : literal_token(s[i], kind));
		i += length;
	}
}

void glob_add(Arena *a, Glob *g, const char *s, size_t n, GlobKind kind)
{
	for (size_t i = 0; i < n;) {
		size_t plain = i;
		while (plain < n && s[plain] != '*' && s[plain] != '?')
			plain++;
		glob_add_literal(a, g, s + i, plain - i, kind);
		if (plain < n)
			glob_add_token(a, g, s[plain] == '*' ? GLOB_MANY : GLOB_ANY);
		i = plain + 1;
	}
}

static void confine(Glob *g)
{
	unsigned colons = 0;
	for (uint32_t i = 0; i < g->n; i++)
		colons += g->tok[i] == ':';
	bool whole = g->n && token_is_letter(g->tok[0]) && g->tok[0] < GLOB_INNER;
	if (whole || (colons < NARROW_PARTS && g->n && g->tok[g->n - 1] == GLOB_MANY))
		return;
	colons = 0;
	for (uint32_t i = 0; i < g->n && colons < NARROW_PARTS; i++) {
		if (g->tok[i] == ':')
			colons++;
		else if (g->tok[i] == GLOB_MANY)
			g->tok[i] = GLOB_MANY_IN_PART;
		else if (g->tok[i] == GLOB_ANY)
			g->tok[i] = GLOB_ANY_IN_PART;
	}
}

void glob_settle(Glob *g, GlobKind kind)
{
	if (kind == GLOB_ARN)
		confine(g);
	uint32_t n = 0;
	for (uint32_t i = 0; i < g->n;) {
		if (g->tok[i] < GLOB_ANY) {
			g->tok[n++] = g->tok[i++];
			continue;
		}
		// All wildcards of one run are confined or none is: only a colon ends confinement.
		uint32_t many = 0;
		for (; i < g->n && g->tok[i] >= GLOB_ANY; i++) {
			if (token_is_many(g->tok[i]))
				many = g->tok[i];
			else
				g->tok[n++] = g->tok[i];
		}
		if (many)
			g->tok[n++] = many;
	}
	g->n = n;
}

Glob glob_tokens(Arena *a, const char *pattern, GlobKind kind)
{
	Glob g = { 0 };
	glob_add(a, &g, pattern, strlen(pattern), kind);
	glob_settle(&g, kind);
	return g;
}

// ---- Inclusion ------------------------------------------------------------------------

// Positions of the wide pattern as bits, behind them the position of the narrow one.
typedef struct Search {
	Arena *arena;
	const Glob *wide, *narrow;
	uint32_t words;   // of 64 bits; the last holds the narrow position
	uint64_t *after;  // scratch: the set after one letter
	uint64_t **state; // all that were visited, in order
	uint32_t nstate;
	uint64_t **slot; // the same as a hash table
	uint32_t nslot;
} Search;

// Adds position i and those behind the stars that follow it.
static void add_position(const Search *s, uint64_t *set, uint32_t i)
{
	for (;; i++) {
		set[i / 64] |= (uint64_t)1 << (i % 64);
		if (i >= s->wide->n || !token_is_many(s->wide->tok[i]))
			return;
	}
}

// From a free star on every text is good that is good from anywhere before it, so positions before
// the last one are dropped: that keeps the sets few.
static void drop_covered(const Search *s, uint64_t *set)
{
	uint32_t i = s->wide->n;
	while (i && !(s->wide->tok[i - 1] == GLOB_MANY && set[(i - 1) / 64] >> ((i - 1) % 64) & 1))
		i--;
	for (uint32_t k = 0; i && k < i - 1; k++)
		set[k / 64] &= ~((uint64_t)1 << (k % 64));
}

// The set after one letter; false when it is empty.
static bool step(const Search *s, const uint64_t *from, uint32_t letter, uint64_t *to)
{
	memset(to, 0, s->words * sizeof *to);
	bool any = false;
	for (uint32_t i = 0; i < s->wide->n; i++) {
		if (!(from[i / 64] >> (i % 64) & 1) || !token_takes(s->wide->tok[i], letter))
			continue;
		add_position(s, to, token_is_many(s->wide->tok[i]) ? i : i + 1);
		any = true;
	}
	drop_covered(s, to);
	return any;
}

static uint32_t hash(const uint64_t *state, uint32_t words)
{
	uint64_t h = 0x9E3779B97F4A7C15u;
	for (uint32_t i = 0; i < words; i++)
		h = (h ^ state[i] ^ h >> 32) * 0xD6E8FEB86659FD93u;
	return (uint32_t)(h >> 32);
}

static void put_slot(Search *s, uint64_t *state)
{
	uint32_t i = hash(state, s->words) & (s->nslot - 1);
	while (s->slot[i])
		i = (i + 1) & (s->nslot - 1);
	s->slot[i] = state;
}

// Remembers the state, to be followed later, unless it was there.
static void visit(Search *s, const uint64_t *set, uint32_t narrow)
{
	uint64_t *state = NEW_N(s->arena, uint64_t, s->words);
	memcpy(state, set, s->words * sizeof *state);
	state[s->words - 1] = narrow;
	for (uint32_t i = hash(state, s->words) & (s->nslot - 1); s->slot[i];
		i = (i + 1) & (s->nslot - 1))
		if (memcmp(s->slot[i], state, s->words * sizeof *state) == 0)
			return;
	PUSH(s->arena, s->state, s->nstate, state);
	if (s->nstate * 2 <= s->nslot) {
		put_slot(s, state);
		return;
	}
	s->slot = NEW_N(s->arena, uint64_t *, s->nslot *= 2);
	for (uint32_t i = 0; i < s->nstate; i++)
		put_slot(s, s->state[i]);
}

// Follows one letter that the narrow pattern allows; false when the wide one has no answer to it.
// Every text of what is left of the narrow one is then outside, and there is always one.
static bool follow(Search *s, const uint64_t *state, uint32_t letter, uint32_t next)
{
	if (!step(s, state, letter, s->after))
		return false;
	visit(s, s->after, next);
	return true;
}

static bool follow_all(Search *s, const uint64_t *state)
{
	uint32_t at = (uint32_t)state[s->words - 1];
	if (at == s->narrow->n)
		return state[s->wide->n / 64] >> (s->wide->n % 64) & 1;
	uint32_t tok = s->narrow->tok[at];
	if (token_is_fold(tok))
		return follow(s, state, tok - GLOB_FOLD, at + 1) &&
			follow(s, state, tok - GLOB_FOLD - 32, at + 1);
	if (tok < GLOB_ANY)
		return follow(s, state, tok, at + 1);
	uint32_t next = token_is_many(tok) ? at : at + 1;
	if (token_is_many(tok))
		visit(s, state, at + 1);
	return follow(s, state, FRESH, next) &&
		(!token_takes(tok, ':') || follow(s, state, ':', next));
}

bool tokens_include(Arena *a, const Glob *wide, const Glob *narrow)
{
	Search s = {
		.arena = a, .wide = wide, .narrow = narrow, .words = wide->n / 64 + 2, .nslot = 64
	};
	s.slot = NEW_N(a, uint64_t *, s.nslot);
	s.after = NEW_N(a, uint64_t, s.words);
	add_position(&s, s.after, 0);
	drop_covered(&s, s.after);
	visit(&s, s.after, 0);
	for (uint32_t i = 0; i < s.nstate; i++)
		if (s.nstate > MAX_SETS || !follow_all(&s, s.state[i]))
			return false;
	return true;
}

// Greedy as match_range: parts of an ARN end at colons that are fixed, so there too only the last star
// is gone back to.
bool tokens_match(const Glob *g, const uint32_t *text, uint32_t n)
{
	uint32_t i = 0, j = 0;
	uint32_t star = UINT32_MAX, from = 0;
	while (j < n) {
		if (i < g->n && token_is_many(g->tok[i])) {
			star = i++;
			from = j;
		} else if (i < g->n && token_takes(g->tok[i], text[j])) {
			i++;
			j++;
		} else if (star != UINT32_MAX && token_takes(g->tok[star], text[from])) {
			i = star + 1;
			j = ++from;
		} else {
			return false;
		}
	}
	while (i < g->n && token_is_many(g->tok[i]))
		i++;
	return i == g->n;
}

static bool same_char(char a, char b, GlobKind kind)
{
	return a == b || (kind == GLOB_NOCASE && lower(a) == lower(b));
}

// Whether the plain text before the first wildcard of `wide`, and that behind the last, stand in
// `narrow` too. Where they do not, or a wildcard stands there, `narrow` has texts of its own.
static bool has_ends_of(const char *wide, const char *narrow, GlobKind kind)
{
	size_t nw = strlen(wide);
	size_t nn = strlen(narrow);
	for (size_t i = 0; i < nw && wide[i] != '*' && wide[i] != '?'; i++)
		if (i >= nn || !same_char(wide[i], narrow[i], kind))
			return false;
	for (size_t i = 1; i <= nw && wide[nw - i] != '*' && wide[nw - i] != '?'; i++)
		if (i > nn || !same_char(wide[nw - i], narrow[nn - i], kind))
			return false;
	return true;
}

static bool includes(const char *wide, const char *narrow, GlobKind kind)
{
	if (str_eq(wide, narrow) || str_eq(wide, "*"))
		return true;
	if (!has_ends_of(wide, narrow, kind))
		return false;
	if (!glob_wild(narrow))
		return kind == GLOB_ARN ? arn_match(wide, narrow) :
					  match_range(wide, strlen(wide), narrow, strlen(narrow),
						  kind == GLOB_NOCASE);
	Arena *a = arena_new();
	Glob w = glob_tokens(a, wide, kind);
	Glob n = glob_tokens(a, narrow, kind);
	bool yes = tokens_include(a, &w, &n);
	arena_free(a);
	return yes;
}

bool glob_includes(const char *wide, const char *narrow)
{
	return includes(wide, narrow, GLOB_TEXT);
}

bool glob_includes_nocase(const char *wide, const char *narrow)
{
	return includes(wide, narrow, GLOB_NOCASE);
}

bool arn_includes(const char *wide, const char *narrow)
{
	return includes(wide, narrow, GLOB_ARN);
}
