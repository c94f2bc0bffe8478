// access_search.c: whether conditions can hold together.
//
// The question: a context in which the grant's conditions hold, those of no Deny of its own side, and
// either those of no Allow of the other side or those of some Deny of the other side. Keys get their states
// one after the other; what is known so far is evaluated with the rest open, so most branches
// end early.
#include "access_model.h"

#include <string.h>

typedef enum Truth { NO, YES, OPEN } Truth;

typedef struct Search {
	Model *m;
	Arena *arena; // scratch
	const Question *q;
	bool by_deny;  // which of the two ways
	bool sure;     // only states that a request can really be in
	uint32_t *key; // the keys in question
	uint32_t n;
	int32_t *local; // from a key's number to its place in `key`, -1
	State **state;  // per key: its states, apart by what is asked of them
	uint32_t *nstate;
	int64_t *chosen; // per key: which, or -1
	uint64_t *mask;  // per key: the atoms that are asked
} Search;

static Truth clause_truth(const Search *s, const Clause *c)
{
	Truth t = YES;
	for (uint32_t i = 0; i < c->ntest; i++) {
		int32_t at = s->local[c->test[i].key];
		if (s->chosen[at] < 0)
			t = OPEN;
		else if (!(s->state[at][s->chosen[at]].bits >> c->test[i].atom & 1))
			return NO;
	}
	return t;
}

static Truth some_truth(const Search *s, const ClauseList *l)
{
	Truth t = NO;
	for (uint32_t i = 0; i < l->n; i++) {
		Truth one = clause_truth(s, l->item[i]);
		if (one == YES)
			return YES;
		t = one == OPEN ? OPEN : t;
	}
	return t;
}

static Truth formula(const Search *s)
{
	Truth grant = clause_truth(s, s->q->grant);
	if (grant == NO)
		return NO;
	Truth denied = some_truth(s, &s->q->deny);
	if (denied == YES)
		return NO;
	Truth other = some_truth(s, s->by_deny ? &s->q->other_deny : &s->q->other_allow);
	Truth want = s->by_deny ? YES : NO;
	if (other != OPEN && other != want)
		return NO;
	return grant == YES && denied == NO && other == want ? YES : OPEN;
}

static bool is_guard(const Key *k)
{
	return k->free && str_starts(k->name, GUARD);
}

// What has no sure state comes last, so that what does not hang on it is found without it.
static int key_rank(const Key *k)
{
	return !k->free ? 0 : is_guard(k) ? 1 : 2;
}

static void add_key(Search *s, const Clause *c, int rank)
{
	for (uint32_t i = 0; i < c->ntest; i++) {
		Test t = c->test[i];
		if (key_rank(&s->m->key[t.key]) != rank)
			continue;
		if (s->local[t.key] < 0) {
			s->local[t.key] = (int32_t)s->n;
			s->key[s->n++] = t.key;
		}
		s->mask[s->local[t.key]] |= (uint64_t)1 << t.atom;
	}
}

static void add_keys(Search *s, const ClauseList *l, int rank)
{
	for (uint32_t i = 0; i < l->n; i++)
		add_key(s, l->item[i], rank);
}

// The states of each key that differ in what is asked here. Keys that are not there make the best
// examples when they do, so they come first.
static bool gather(Search *s)
{
	bool complete = true;
	unsigned guards = 0; // two may hang together, one may go either way
	for (uint32_t i = 0; i < s->n; i++)
		guards += is_guard(&s->m->key[s->key[i]]);
	for (uint32_t i = 0; i < s->n; i++) {
		const Key *k = &s->m->key[s->key[i]];
		bool sure = guards == 1 && is_guard(k);
		complete &= k->complete;
		s->state[i] = NEW_N(s->arena, State, k->nstate + 1);
		for (uint32_t back = 0; back < k->nstate; back++) {
			const State *from = &k->state[k->nstate - 1 - back];
			uint32_t j = 0;
			if ((s->sure && !from->sure && !sure) || from->out)
				continue;
			while (j < s->nstate[i] && (s->state[i][j].bits ^ from->bits) & s->mask[i])
				j++;
			// Later ones are the earlier states of the key, which read better; the absent one stays.
			if (j == s->nstate[i] || s->state[i][j].text)
				s->state[i][j] = *from;
			s->nstate[i] += j == s->nstate[i];
		}
	}
	return complete;
}

static bool run(Search *s)
{
	uint32_t depth = 0;
	for (uint32_t i = 0; i < s->n; i++)
		s->chosen[i] = -1;
	for (;;) {
		uint64_t cost = 1 + s->q->deny.n + s->q->other_allow.n + s->q->other_deny.n;
		if (*s->m->work <= cost) {
			*s->m->work = 0;
			return false;
		}
		*s->m->work -= cost;
		Truth t = formula(s);
		if (t == YES)
			return true;
		if (t == OPEN) {
			s->chosen[depth++] = 0;
			if (s->nstate[depth - 1])
				continue;
		}
		// The next state of the last key that has one.
		while (depth && s->chosen[depth - 1] + 1 >= (int64_t)s->nstate[depth - 1])
			s->chosen[--depth] = -1;
		if (!depth)
			return false;
		s->chosen[depth - 1]++;
	}
}

static void answer(Search *s, AccessAnswer sure, Example *out)
{
	Arena *a = s->m->arena;
	*out = (Example){ .sure = sure, .by_deny = s->by_deny };
	for (uint32_t i = 0; i < s->n; i++) {
		if (s->chosen[i] < 0)
			continue;
		uint32_t n = out->n;
		const State *state = &s->state[i][s->chosen[i]];
		PUSH(a, out->key, n, s->key[i]);
		PUSH(a, out->text, out->n, state->text);
	}
	for (uint32_t i = 0; s->by_deny && i < s->q->other_deny.n; i++)
		if (clause_truth(s, s->q->other_deny.item[i]) == YES) {
			out->deny = s->q->other_deny.item[i];
			break;
		}
}

static void search(Search *s, Example *out)
{
	bool complete = true;
	for (int sure = 1; sure >= 0; sure--)
		for (int by_deny = 0; by_deny < 2; by_deny++) {
			s->sure = sure;
			s->by_deny = by_deny;
			memset(s->nstate, 0, (s->m->nkey + 1) * sizeof *s->nstate);
			complete &= gather(s);
			if ((!by_deny || s->q->other_deny.n) && run(s)) {
				answer(s, sure ? ACCESS_YES : ACCESS_MAYBE, out);
				return;
			}
		}
	*out = (Example){ .sure = complete && *s->m->work ? ACCESS_NO : ACCESS_MAYBE };
	if (out->sure)
		out->why = *s->m->work ? "values of conditions that are too entangled" :
					 "too many combinations";
}

void question_answer(Model *m, const Question *q, Example *out)
{
	Arena *a = arena_new();
	Search s = { .m = m, .arena = a, .q = q };
	s.key = NEW_N(a, uint32_t, m->nkey + 1);
	s.local = NEW_N(a, int32_t, m->nkey + 1);
	s.mask = NEW_N(a, uint64_t, m->nkey + 1);
	s.state = NEW_N(a, State *, m->nkey + 1);
	s.nstate = NEW_N(a, uint32_t, m->nkey + 1);
	s.chosen = NEW_N(a, int64_t, m->nkey + 1);
	memset(s.local, -1, (m->nkey + 1) * sizeof *s.local);
	for (int rank = 0; rank < 3; rank++) {
		add_key(&s, q->grant, rank);
		add_keys(&s, &q->deny, rank);
		add_keys(&s, &q->other_allow, rank);
		add_keys(&s, &q->other_deny, rank);
	}
	search(&s, out);
	arena_free(a);
}
