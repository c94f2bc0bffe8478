// access_keys.c: the states of a key: what all conditions on it say, for every value it can have.
#include "access_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	MAX_STATES = 4096, // of one key; quantified conditions combine values
	MAX_LOOSE = 4,     // conditions without a quantifier on a key that has quantified ones
};

static void add_state(Model *m, Key *k, uint64_t bits, const char *text, bool sure)
{
	for (uint32_t i = 0; i < k->nstate; i++)
		if (k->state[i].bits == bits && !k->state[i].text == !text) {
			if (sure && !k->state[i].sure)
				k->state[i] = (State){ bits, text, true };
			return;
		}
	if (k->nstate == MAX_STATES) {
		k->complete = false;
		return;
	}
	PUSH(m->arena, k->state, k->nstate, ((State){ bits, text, sure }));
}

// What the atoms say of a key that is there when `any[i]` tells whether one of atom i's preds holds.
static uint64_t bits_of(const Key *k, uint64_t any)
{
	uint64_t bits = 0;
	for (uint32_t i = 0; i < k->natom; i++) {
		const Atom *a = &k->atom[i];
		bool is = a->null ? a->present : (any >> i & 1) != a->negated;
		bits |= (uint64_t)is << i;
	}
	return bits;
}

// ---- By family ------------------------------------------------------------------------

static uint64_t text_bits(const Key *k, const uint64_t *patterns)
{
	uint64_t any = 0;
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred; j++)
			any |= (uint64_t)bit_get(patterns, k->atom[i].pred[j].pattern) << i;
	return bits_of(k, any);
}

// A key that holds true or false and nothing else.
static void bool_states(Model *m, Key *k, const Glob *glob)
{
	static const char *const word[] = { "true", "false" };
	uint64_t *bits = NEW_N(m->arena, uint64_t, k->patterns.n / 64 + 1);
	for (int w = 0; w < 2; w++) {
		uint32_t text[5], n = (uint32_t)strlen(word[w]);
		for (uint32_t i = 0; i < n; i++)
			text[i] = (uint8_t)word[w][i];
		memset(bits, 0, (k->patterns.n / 64 + 1) * sizeof *bits);
		for (uint32_t i = 0; i < k->patterns.n; i++)
			if (tokens_match(&glob[i], text, n))
				bit_set(bits, i);
		add_state(m, k, text_bits(k, bits), word[w], true);
	}
}

// Patterns that a value may have to match besides one that grants: those of negated conditions and of
// Deny statements. To tell these apart is not worth its while: all of them may.
static void text_meetings(Model *m, Key *k)
{
	uint64_t *all = NEW_N(m->arena, uint64_t, k->patterns.n / 64 + 1);
	uint64_t *none = NEW_N(m->arena, uint64_t, k->patterns.n / 64 + 1);
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred; j++)
			bit_set(k->extra >> i & 1 ? all : none, k->atom[i].pred[j].pattern);
	Meeting *meeting = NULL;
	uint32_t n = 0;
	if (!meetings_of(m, k->patterns.item, k->patterns.n, none, all, &meeting, &n))
		k->complete = false;
	for (uint32_t i = 0; i < n; i++)
		add_state(m, k, text_bits(k, meeting[i].bits), meeting[i].text, false);
}

static void text_states(Model *m, Key *k)
{
	Glob *glob = NEW_N(m->arena, Glob, k->patterns.n + 1);
	for (uint32_t i = 0; i < k->patterns.n; i++)
		glob[i] = k->patterns.item[i].glob;
	if (k->yes_no) {
		bool_states(m, k, glob);
		return;
	}
	Glob some = { (uint32_t[]){ GLOB_ONE, GLOB_MANY }, 2 };
	Cells c = cells_of(m->arena, glob, k->patterns.n, NULL, &some, m->work);
	k->complete &= c.complete;
	for (uint32_t i = 0; i < c.n; i++)
		add_state(m, k, text_bits(k, c.cell[i].bits),
			text_print(m, c.cell[i].text, c.cell[i].n), true);
	// The empty text last: others read better.
	uint64_t *bits = NEW_N(m->arena, uint64_t, k->patterns.n / 64 + 1);
	for (uint32_t i = 0; i < k->patterns.n; i++)
		if (tokens_match(&glob[i], NULL, 0))
			bit_set(bits, i);
	add_state(m, k, text_bits(k, bits), "", true);
	text_meetings(m, k);
}

static bool on_line(const Pred *p, double x)
{
	bool is = p->equal   ? !(x < p->point || x > p->point) :
		p->inclusive ? x <= p->point :
			       x < p->point;
	return is != p->negated;
}

// Shortest of 15 to 17 digits that reads back as the same number.
static const char *print_point(Model *m, double x)
{
	const char *s = NULL;
	for (int digits = 15; digits <= 17; digits++) {
		s = arena_format(m->arena, "%.*g", digits, x);
		double back = strtod(s, NULL);
		if (!(back < x || back > x))
			break;
	}
	return s;
}

// As people write it, where that is exact.
static const char *print_date(Model *m, double x)
{
	double ms = floor(x * 1000 + 0.5);
	time_t seconds = (time_t)floor(ms / 1000);
	int rest = (int)(ms - (double)seconds * 1000);
	struct tm t;
	char text[32];
	bool exact = !(ms / 1000 < x || ms / 1000 > x);
	if (!exact || !gmtime_r(&seconds, &t) || t.tm_year < 0 || t.tm_year > 9999 - 1900 ||
		!strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &t))
		return print_point(m, x);
	return rest ? arena_format(m->arena, "%s.%03dZ", text, rest) :
		      arena_format(m->arena, "%sZ", text);
}

static void line_state(Model *m, Key *k, double x)
{
	uint64_t any = 0;
	bool date = false;
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred; j++) {
			any |= (uint64_t)on_line(&k->atom[i].pred[j], x) << i;
			date |= k->atom[i].pred[j].date;
		}
	add_state(m, k, bits_of(k, any), date ? print_date(m, x) : print_point(m, x), true);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return x < y ? -1 : x > y;
}

// Whether n steps may be made; takes them.
static bool afford(Model *m, Key *k, uint64_t n)
{
	k->complete &= *m->work > n;
	*m->work -= *m->work > n ? n : *m->work;
	return k->complete;
}

// The points themselves, one place between any two neighbours, and one beyond either end.
static void line_states(Model *m, Key *k)
{
	double *point = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred; j++)
			PUSH(m->arena, point, n, k->atom[i].pred[j].point);
	if (!point)
		return;
	qsort(point, n, sizeof *point, by_size);
	for (uint32_t i = 0; i < n && afford(m, k, 2 * n); i++) {
		line_state(m, k, i ? (point[i - 1] + point[i]) / 2 : point[0] - 1);
		line_state(m, k, point[i]);
	}
	line_state(m, k, point[n - 1] + 1);
}

static int compare_address(Address a, Address b)
{
	if (a.v6 != b.v6)
		return a.v6 ? 1 : -1;
	if (a.hi != b.hi)
		return a.hi < b.hi ? -1 : 1;
	return a.lo < b.lo ? -1 : a.lo > b.lo;
}

static const char *print_address(Model *m, Address a)
{
	if (!a.v6)
		return arena_format(m->arena, "%u.%u.%u.%u", (unsigned)(a.lo >> 24),
			(unsigned)(a.lo >> 16 & 255), (unsigned)(a.lo >> 8 & 255),
			(unsigned)(a.lo & 255));
	Buf b = { .arena = m->arena };
	for (int i = 0; i < 8; i++) {
		uint64_t half = i < 4 ? a.hi : a.lo;
		buf_printf(
			&b, "%s%x", i ? ":" : "", (unsigned)(half >> (48 - 16 * (i % 4)) & 0xFFFF));
	}
	return b.s;
}

static void address_state(Model *m, Key *k, Address at)
{
	uint64_t any = 0;
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred; j++) {
			const Pred *p = &k->atom[i].pred[j];
			bool in = compare_address(p->first, at) <= 0 &&
				compare_address(at, p->last) <= 0;
			any |= (uint64_t)in << i;
		}
	add_state(m, k, bits_of(k, any), print_address(m, at), true);
}

// Ranges begin and end a stretch; the first address of each stretch stands for it.
static void address_states(Model *m, Key *k)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < k->natom; i++)
		n += k->atom[i].npred;
	address_state(m, k, (Address){ 0 });
	address_state(m, k, (Address){ .v6 = true });
	for (uint32_t i = 0; i < k->natom; i++)
		for (uint32_t j = 0; j < k->atom[i].npred && afford(m, k, 2 * n); j++) {
			Address after = k->atom[i].pred[j].last;
			address_state(m, k, k->atom[i].pred[j].first);
			bool end = !after.v6 && after.lo == UINT32_MAX;
			after.lo++;
			after.hi += after.v6 && !after.lo;
			if (!end && (after.lo || after.hi))
				address_state(m, k, after);
		}
}

// ---- Several values at once -----------------------------------------------------------

// The bits of a request with all values of two others: any is or, all is and.
static uint64_t together(const Key *k, uint64_t x, uint64_t y)
{
	return ((x | y) & k->any) | (x & y & k->all) | (x & y & ~(k->any | k->all));
}

// Conditions without a quantifier are only made for one value; with several, either may be.
static void add_loose(Model *m, Key *k, uint64_t bits, const char *text, bool sure)
{
	uint64_t loose[1u << MAX_LOOSE];
	uint32_t n = 1;
	loose[0] = bits;
	for (uint32_t i = 0; i < k->natom; i++) {
		if (k->atom[i].null || k->atom[i].quantity != SINGLE)
			continue;
		if (n == COUNT(loose)) {
			k->complete = false;
			return;
		}
		for (uint32_t j = 0; j < n; j++) {
			loose[n + j] = loose[j] | (uint64_t)1 << i;
			loose[j] &= ~((uint64_t)1 << i);
		}
		n *= 2;
	}
	for (uint32_t i = 0; i < n; i++)
		add_state(m, k, loose[i], text, sure && n == 1);
}

// From the states of one value (the first n) those of several: closed under adding one more.
static void several_states(Model *m, Key *k, uint32_t n)
{
	State *one = NEW_N(m->arena, State, n + 1);
	memcpy(one, k->state, n * sizeof *one);
	uint64_t quantified = k->any | k->all;
	for (uint32_t i = 0; i < k->nstate && k->complete; i++)
		for (uint32_t j = 0; j < n && k->complete; j++) {
			State from = k->state[i];
			uint64_t bits = together(k, from.bits, one[j].bits);
			if ((bits & quantified) == (from.bits & quantified) && i >= n)
				continue;
			if (!afford(m, k, k->nstate))
				return;
			const char *text = arena_format(m->arena, "%s, %s", from.text, one[j].text);
			add_loose(m, k, bits, text, from.sure && one[j].sure);
		}
}

void key_states(Model *m, Key *k)
{
	k->complete = true;
	if (k->free) {
		add_state(m, k, 1, "yes", false);
		add_state(m, k, 2, "no", false);
		return;
	}
	for (uint32_t i = 0; i < k->natom; i++) {
		bool null = k->atom[i].null;
		k->any |= (uint64_t)(!null && k->atom[i].quantity == FOR_ANY_VALUE) << i;
		k->all |= (uint64_t)(!null && k->atom[i].quantity == FOR_ALL_VALUES) << i;
	}
	if (k->family == FAMILY_LINE)
		line_states(m, k);
	else if (k->family == FAMILY_ADDRESS)
		address_states(m, k);
	else
		text_states(m, k);
	if ((k->any | k->all) && !k->one)
		several_states(m, k, k->nstate);
	uint64_t absent = 0;
	for (uint32_t i = 0; i < k->natom; i++)
		absent |= (uint64_t)k->atom[i].absent << i;
	add_state(m, k, absent, NULL, true);
}
