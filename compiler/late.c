// late.c: what only the passes behind `check` can say, and when `topc check` goes that far.
//
// How large the policy of a role becomes, and whether a statement written by hand is in it anyway, is
// known when everything is lowered. That costs as much again as all before it, so `check` does it
// only for topologies where one of these may be said: each test below is a bound that errs towards
// yes. What depends on the backend that is asked for (the limits of a template) is left to `build`.
#include "late.h"

#include "../ir/asl.h"
#include "../ir/lower.h"

#include <string.h>

enum {
	ROLE_LIMIT = 10240, // "IAM and AWS STS quotas": the inline policies of a role together
	ROLE_BASE = 2500,   // what a role takes whatever it is connected to: logs, traces, network
	GRANT_SIZE = 200,   // braces, names and an ARN, beside the actions
	IF_SIZE = 250,      // a condition
	LINK_SIZE = 400,    // what a link made in C may give its source or its target
	CALL_SIZE = 2200,   // a state's call of something outside, as much as the tables have
	MANY_CALLERS =
		15, // each is a statement of the target's own policy, of which a queue takes 20
};

static const uint16_t codes[] = { 4252, 4253, 4257, 4258, 5001, 5002, 5006, 5007, 5008, 5035,
	5036 };

bool late_code(const DiagRow *row)
{
	for (size_t i = 0; i < COUNT(codes); i++)
		if (codes[i] == row->code)
			return true;
	return false;
}

static size_t edge_size(const Edge *e)
{
	size_t n = e->link ? LINK_SIZE : 0;
	const char *from = e->from->kind->one;
	const char *const verb[] = { e->verb, e->sync ? e->call->sync : NULL };
	for (size_t k = 0; k < COUNT(verb); k++)
		for (const Grant *g = verb[k] ? e->to->kind->grant : NULL; g && g->verb; g++)
			if (str_eq(g->verb, verb[k]) && g->actions &&
				(!g->who || word_in(g->who, from, strlen(from))))
				n += GRANT_SIZE + strlen(g->actions) * 5 / 4 +
					(g->op ? IF_SIZE : 0);
	return n;
}

size_t late_role_bound(Unit *u, const Entity *e)
{
	size_t n = ROLE_BASE;
	for (uint32_t i = 0; i < e->nout; i++)
		n += edge_size(e->out[i]);
	for (uint32_t i = 0; i < e->nin; i++) // a queue that a function empties is read by its role
		n += e->in[i]->link && !e->in[i]->link->service ? LINK_SIZE : 0;
	const Value *machine = rec_get(e->rec, "definition");
	if (e->kind->rights && machine && machine->kind == V_MAP) {
		uint32_t calls;
		asl_calls(u, machine, &calls);
		n += calls > e->nout ? (calls - e->nout) * CALL_SIZE : 0;
		asl_maps(u, machine, &calls);
		n += calls * CALL_SIZE;
	}
	return n;
}

static bool says_late(Unit *u, const Entity *e)
{
	if (e->off)
		return false;
	// What raw resources ask one another for, and what anything asks itself for.
	if (e->asks_itself || str_eq(e->kind->section, "resources"))
		return true;
	if (rec_get(e->rec, "statements") || rec_get(e->rec, "aliases") || e->role)
		return true;
	uint32_t callers = 0;
	for (uint32_t i = 0; i < e->nin; i++)
		callers += e->in[i]->link != NULL;
	if (callers > MANY_CALLERS)
		return true;
	return e->kind->principal && late_role_bound(u, e) > ROLE_LIMIT;
}

bool late_wanted(Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++) {
		uint32_t n;
		rec_list(u->scope[i]->rec, "targets", &n);
		if (n > 1)
			return true;
	}
	for (uint32_t i = 0; i < u->nent; i++)
		if (says_late(u, u->ent[i]))
			return true;
	return false;
}
