// graph.c: reachability and strongly connected components (Tarjan), each linear and without
// recursion: a chain of ten thousand states is no depth for a stack.
#include "graph.h"

typedef struct Frame {
	AslState *state;
	uint32_t edge;
} Frame;

typedef struct Tarjan {
	Unit *u;
	uint32_t *order, *low; // by index in the scope; 0: not visited
	bool *open;            // on the stack
	AslState **stack;
	uint32_t nstack;
	Frame *frame;
	uint32_t nframe;
	uint32_t time, components;
} Tarjan;

static void enter(Tarjan *t, AslState *s)
{
	t->order[s->index] = t->low[s->index] = ++t->time;
	t->open[s->index] = true;
	t->stack[t->nstack++] = s;
	t->frame[t->nframe++] = (Frame){ s, 0 };
}

static void leave(Tarjan *t, AslState *s)
{
	if (t->low[s->index] != t->order[s->index])
		return;
	for (;;) {
		AslState *top = t->stack[--t->nstack];
		t->open[top->index] = false;
		top->loop = t->components;
		if (top == s)
			break;
	}
	t->components++;
}

static void visit(Tarjan *t, AslState *from)
{
	enter(t, from);
	while (t->nframe) {
		Frame *f = &t->frame[t->nframe - 1];
		AslState *s = f->state;
		if (f->edge == s->nedge) {
			t->nframe--;
			leave(t, s);
			if (t->nframe) {
				uint32_t up = t->frame[t->nframe - 1].state->index;
				if (t->low[s->index] < t->low[up])
					t->low[up] = t->low[s->index];
			}
			continue;
		}
		AslState *to = s->edge[f->edge++].to;
		if (!to)
			continue;
		if (!t->order[to->index])
			enter(t, to);
		else if (t->open[to->index] && t->order[to->index] < t->low[s->index])
			t->low[s->index] = t->order[to->index];
	}
}

uint32_t asl_graph_components(Unit *u, const AslScope *s)
{
	Tarjan t = { .u = u };
	t.order = NEW_N(u->arena, uint32_t, s->n + 1);
	t.low = NEW_N(u->arena, uint32_t, s->n + 1);
	t.open = NEW_N(u->arena, bool, s->n + 1);
	t.stack = NEW_N(u->arena, AslState *, s->n + 1);
	t.frame = NEW_N(u->arena, Frame, s->n + 1);
	for (uint32_t i = 0; i < s->n; i++)
		if (!t.order[i])
			visit(&t, s->state[i]);
	return t.components;
}

void asl_graph_reach(Unit *u, AslScope *s)
{
	AslState **list = NEW_N(u->arena, AslState *, s->n + 1);
	uint32_t n = 0;
	if (s->start) {
		s->start->reached = true;
		list[n++] = s->start;
	}
	bool all = !s->start || s->start_unknown;
	for (uint32_t i = 0; i < n && !all; i++) {
		for (uint32_t j = 0; j < list[i]->nedge; j++) {
			AslState *to = list[i]->edge[j].to;
			all = all || list[i]->edge[j].unknown;
			if (to && !to->reached) {
				to->reached = true;
				list[n++] = to;
			}
		}
	}
	s->loose = all;
	for (uint32_t i = 0; all && i < s->n; i++)
		s->state[i]->reached = true;
}
