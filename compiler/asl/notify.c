// notify.c: failures that nobody hears of, where the machine tells somebody of others.
//
// Only for machines in which some catcher leads to a notification: then a task whose failure ends
// the execution without one was probably forgotten. Tasks that run only after a failure are left
// out, and a catcher that leads on to a good end has dealt with the failure.
#include "checks.h"
#include "resource.h"

#include <string.h>

enum Leads { NOTICE = 1, GOOD_END = 2 };
enum { SHOWN = 4 };

typedef struct Notices {
	Asl *a;
	uint8_t *leads;         // by state number: bits of Leads
	bool *tells;            // by state number: is a notification, or has one inside
	bool *usual;            // by state number: runs without a failure before it
	AslState **list;        // for walks
	const AslState *notice; // one that a catcher leads to
	const AslState **unheard;
	uint32_t n;
} Notices;

static bool is_notice(const Asl *a, const AslState *s)
{
	static const char words[] = "sns:publish sns:publishBatch ses:sendEmail sesv2:sendEmail "
				    "events:putEvents eventbridge:putEvents";
	AslResource r;
	const Value *v = s->type == TASK ? value_get(s->val, "Resource") : NULL;
	return v && asl_resource(a, v, &r) && !r.problem &&
		(r.kind == CALLS_SERVICE || r.kind == CALLS_SDK) &&
		word_in(words, r.text.s + r.service, r.pattern - r.service);
}

// Inner states stand behind outer ones.
static void find_notices(Notices *n)
{
	for (uint32_t i = n->a->nstate; i-- > 0;) {
		const AslState *s = n->a->state[i];
		n->tells[i] |= is_notice(n->a, s);
		if (n->tells[i] && s->scope->owner)
			n->tells[s->scope->owner->number] = true;
	}
}

// A component has a smaller number than those that lead to it, so each is done before it is asked.
static void find_leads(const Notices *n, const AslScope *s)
{
	Arena *arena = n->a->u->arena;
	uint32_t *first = NEW_N(arena, uint32_t, s->n + 2);
	AslState **order = NEW_N(arena, AslState *, s->n + 1);
	uint8_t *of = NEW_N(arena, uint8_t, s->n + 1);
	for (uint32_t i = 0; i < s->n; i++)
		first[s->state[i]->loop + 1]++;
	for (uint32_t i = 0; i < s->n; i++)
		first[i + 1] += first[i];
	for (uint32_t i = 0; i < s->n; i++)
		order[first[s->state[i]->loop]++] = s->state[i];
	for (uint32_t i = 0; i < s->n; i++) {
		const AslState *st = order[i];
		uint8_t *bits = &of[st->loop];
		*bits |= n->tells[st->number] ? NOTICE : 0;
		*bits |= st->ends && st->type != FAIL ? GOOD_END : 0;
		for (uint32_t j = 0; j < st->nedge; j++)
			*bits |= st->edge[j].to ? of[st->edge[j].to->loop] : NOTICE | GOOD_END;
	}
	for (uint32_t i = 0; i < s->n; i++)
		n->leads[s->state[i]->number] = of[s->state[i]->loop];
}

// Marks what runs without a failure; `quiet`: only as far as nobody was told.
static void walk(const Notices *n, const AslScope *s, bool *mark, bool quiet)
{
	uint32_t count = 0;
	if (s->start) {
		n->list[count++] = s->start;
		mark[s->start->number] = true;
	}
	for (uint32_t i = 0; i < count; i++) {
		const AslState *st = n->list[i];
		for (uint32_t j = 0; j < st->nedge && !(quiet && n->tells[st->number]); j++) {
			AslState *to = st->edge[j].to;
			if (!to || st->edge[j].kind == EDGE_CATCH || mark[to->number])
				continue;
			mark[to->number] = true;
			n->list[count++] = to;
		}
	}
}

static bool takes_all(const AslEdge *e)
{
	const Value *names = value_get(e->rule, "ErrorEquals");
	if (!names || names->kind != V_LIST || !names->n) // said, or nobody knows what stands there
		return true;
	for (uint32_t i = 0; i < names->n; i++)
		if (names->u.item[i]->kind != V_STR || value_is(names->u.item[i], "States.ALL") ||
			value_is(names->u.item[i], "States.TaskFailed"))
			return true;
	return false;
}

// Whether a failure of the state is told, or dealt with, by it or by what it is inside of.
static bool is_heard(const Notices *n, const AslState *s)
{
	for (; s; s = s->scope->owner) {
		if (!n->usual[s->number] || s->scope->loose || s->scope->open)
			return true;
		for (uint32_t i = 0; i < s->nedge; i++)
			if (s->edge[i].kind == EDGE_CATCH && takes_all(&s->edge[i]))
				return !s->edge[i].to || n->leads[s->edge[i].to->number];
	}
	return false;
}

static void find_notice(Notices *n)
{
	for (uint32_t i = 0; i < n->a->nstate && !n->notice; i++) {
		const AslState *s = n->a->state[i];
		for (uint32_t j = 0; j < s->nedge && s->reached; j++) {
			const AslState *to = s->edge[j].to;
			if (s->edge[j].kind == EDGE_CATCH && to && (n->leads[to->number] & NOTICE))
				n->notice = to;
		}
	}
}

static void tell(const Notices *n)
{
	Asl *a = n->a;
	const AslState *s = n->unheard[0];
	Diag *d = say_asl_failure_unheard(a->u, bare_span(a->u, s->at), s->name);
	diag_label(d, s->type == FAIL ? "ends the execution without one" : "has no catcher for it");
	diag_context(d, bare_span(a->u, n->notice->at), "failures of other states lead here");
	Buf b = { .arena = a->u->arena };
	for (uint32_t i = 1; i < n->n && i <= SHOWN; i++)
		buf_printf(&b, "%s`%s`", i > 1 ? ", " : "", n->unheard[i]->name);
	if (n->n > SHOWN + 1)
		buf_printf(&b, " and %u more", n->n - SHOWN - 1);
	if (b.n)
		diag_line(d, "the same holds for %s", b.s);
}

void asl_check_notices(Asl *a)
{
	Arena *arena = a->u->arena;
	Notices n = { .a = a };
	if (a->opt->heard)
		return;
	n.leads = NEW_N(arena, uint8_t, a->nstate + 1);
	n.tells = NEW_N(arena, bool, a->nstate + 1);
	n.usual = NEW_N(arena, bool, a->nstate + 1);
	n.list = NEW_N(arena, AslState *, a->nstate + 1);
	bool *quiet = NEW_N(arena, bool, a->nstate + 1);
	find_notices(&n);
	for (uint32_t i = 0; i < a->nscope; i++) {
		find_leads(&n, a->scope[i]);
		walk(&n, a->scope[i], n.usual, false);
		if (!i)
			walk(&n, a->scope[i], quiet, true);
	}
	find_notice(&n);
	for (uint32_t i = 0; i < a->nstate && n.notice; i++) {
		const AslState *s = a->state[i];
		bool forgotten = s->type == TASK ?
			!n.tells[i] && !is_heard(&n, s) :
			s->type == FAIL && quiet[i] && !a->scope[0]->loose;
		if (forgotten)
			U_PUSH(a->u, n.unheard, n.n, s);
	}
	if (n.n)
		tell(&n);
}
