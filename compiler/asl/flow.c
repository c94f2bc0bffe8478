// flow.c: what is never reached, and what never ends.
//
// A wrong name leaves the states behind it without a way to them. Where there are no more such
// states than wrong names, they are notes of the wrong name and no findings of their own.
#include "checks.h"
#include "edges.h"
#include "graph.h"

#include <string.h>

typedef struct Flow {
	Asl *a;
	AslScope *scope;
	Suspects suspects;
	uint32_t components;
	AslState **first; // of each component, its first state
	uint32_t *size;   // of each component
	uint8_t *out;     // of each component: COMES, LEAVES, ENDS
	AslState **root;  // of each unreached component that no other leads to, its first state
	uint32_t nroot;
	bool blamed; // a wrong way on explains what is not reached
} Flow;

enum { COMES = 1, LEAVES = 2, ENDS = 4, CYCLE = 8 };
enum { SHOWN = 3 };

static void describe_components(Flow *f)
{
	Unit *u = f->a->u;
	AslScope *s = f->scope;
	f->components = asl_graph_components(u, s);
	f->first = NEW_N(u->arena, AslState *, f->components + 1);
	f->size = NEW_N(u->arena, uint32_t, f->components + 1);
	f->out = NEW_N(u->arena, uint8_t, f->components + 1);
	for (uint32_t i = 0; i < s->n; i++) {
		AslState *st = s->state[i];
		if (!f->size[st->loop]++)
			f->first[st->loop] = st;
		if (st->ends)
			f->out[st->loop] |= ENDS;
		for (uint32_t j = 0; j < st->nedge; j++) {
			const AslState *to = st->edge[j].to;
			if (!to || to->loop != st->loop)
				f->out[st->loop] |= LEAVES;
			else
				f->out[st->loop] |= CYCLE;
			if (to && to->loop != st->loop)
				f->out[to->loop] |= COMES;
		}
	}
}

static void find_roots(Flow *f)
{
	for (uint32_t i = f->components; i-- > 0;)
		if (!f->first[i]->reached && !(f->out[i] & COMES))
			U_PUSH(f->a->u, f->root, f->nroot, f->first[i]);
}

// The one suspect that has no guess; NULL when there are several or none.
static Suspect *only_suspect(Flow *f)
{
	Suspect *one = NULL;
	for (uint32_t i = 0; i < f->suspects.n; i++) {
		Suspect *s = &f->suspects.list[i];
		if (s->guessed || !s->state->reached)
			continue;
		if (one)
			return NULL;
		one = s;
	}
	return one;
}

static uint32_t count_wrong(const Flow *f)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < f->suspects.n; i++)
		n += f->suspects.list[i].diag && !f->suspects.list[i].guessed;
	return n;
}

static void note_unreached(const Flow *f, Diag *d, const AslState *s)
{
	diag_related(d, bare_span(f->a->u, s->at), "`%s` is never reached", s->name);
}

// Where a near name was taken for a wrong one, another may have been meant.
static void doubt_guess(Flow *f)
{
	for (uint32_t i = 0; i < f->suspects.n && !f->blamed; i++) {
		const Suspect *s = &f->suspects.list[i];
		if (!s->guessed)
			continue;
		for (uint32_t j = 0; j < f->nroot && j < SHOWN; j++)
			note_unreached(f, s->diag, f->root[j]);
		f->blamed = true;
	}
}

// Lays what is not reached at the door of a wrong way on, if there is one for each.
static void blame(Flow *f)
{
	Unit *u = f->a->u;
	Suspect *one = f->nroot == 1 ? only_suspect(f) : NULL;
	if (one) {
		const AslState *root = f->root[0];
		Diag *d = one->diag;
		if (!d) {
			d = say_asl_self_transition(u, inner_span(u, one->val), one->state->name);
			diag_label(d, "this very state");
			diag_context(d, bare_span(u, one->state->at), "the state");
		}
		note_unreached(f, d, root);
		if (one->val)
			asl_fix_string(f->a, d, FIX_MAYBE, one->val, root->name);
		else
			asl_fix_add(f->a, d, FIX_MAYBE, one->state->val, "Next",
				scalar_text(f->a, one->state->val, root->name));
		one->diag = d;
		f->blamed = true;
		return;
	}
	if (f->nroot && count_wrong(f) < f->nroot)
		doubt_guess(f);
	if (!f->nroot || f->blamed || count_wrong(f) < f->nroot)
		return;
	f->blamed = true;
	for (uint32_t i = 0, j = 0; i < f->suspects.n && j < f->nroot && j < SHOWN; i++)
		if (f->suspects.list[i].diag && !f->suspects.list[i].guessed)
			note_unreached(f, f->suspects.list[i].diag, f->root[j++]);
}

static void tell_unreached(Flow *f)
{
	Unit *u = f->a->u;
	for (uint32_t i = 0; i < f->nroot && !f->blamed; i++) {
		const AslState *s = f->root[i];
		if (!(f->out[s->loop] & CYCLE)) {
			Diag *d = say_asl_state_unreached(u, bare_span(u, s->at), s->name);
			diag_label(d, "no state leads here");
			continue;
		}
		Diag *d = say_asl_island(u, bare_span(u, s->at), s->name);
		diag_label(d, "only a loop that is not reached itself leads here");
	}
}

// A state with neither Next nor End, of which nothing is known that should follow: it ends.
static void offer_end(Flow *f)
{
	for (uint32_t i = 0; i < f->suspects.n; i++) {
		Suspect *s = &f->suspects.list[i];
		if (!s->val && s->diag && !s->diag->nfix)
			asl_fix_add(f->a, s->diag, FIX_MAYBE, s->state->val, "End", "true");
	}
}

static void check_ends(Flow *f)
{
	Unit *u = f->a->u;
	const AslScope *s = f->scope;
	bool wrong = count_wrong(f) || f->blamed;
	bool ends = false;
	for (uint32_t i = 0; i < s->n; i++)
		ends |= s->state[i]->ends;
	if (!s->n || s->loose || wrong)
		return;
	if (!ends) {
		Diag *d = say_asl_no_end(u, bare_span(u, s->start->at), scope_noun(u, s));
		if (s->owner) // AWS accepts it there
			diag_severity(d, WARNING);
		diag_line(d, "`End: true`, a Succeed or a Fail state ends it");
		return;
	}
	for (uint32_t i = 0; i < f->components; i++) {
		if (!f->first[i]->reached || f->out[i] != (f->out[i] & (CYCLE | COMES)) ||
			!(f->out[i] & CYCLE))
			continue;
		Diag *d = say_asl_loop_endless(u, bare_span(u, f->first[i]->at), f->first[i]->name);
		diag_label(d, f->size[i] > 1 ? "the loop starts here" : "its own Next");
	}
}

static void check_scope_flow(Asl *a, AslScope *s)
{
	Flow f = { .a = a, .scope = s };
	asl_edges(a, s, &f.suspects);
	asl_graph_reach(a->u, s);
	describe_components(&f);
	find_roots(&f);
	blame(&f);
	tell_unreached(&f);
	offer_end(&f);
	check_ends(&f);
	s->loose |= f.blamed;
}

void asl_check_flow(Asl *a)
{
	for (uint32_t i = 0; i < a->nscope; i++)
		check_scope_flow(a, a->scope[i]);
}
