// function_edges.c: what functions do with their results: `function: b` of function a.
//
// With `auto` and no flow, such a chain becomes a flow. Otherwise the one edge to a function, queue
// or topic is where Lambda itself sends the results of asynchronous calls; all else goes over the
// default bus, where an event of ours, `a-result`, takes it to its targets.
#include "channel.h"
#include "function.h"

#include <string.h>

// ---- Chains -------------------------------------------------------------------------------------

typedef struct Step {
	Found *found, *next;
	Value *doc;       // where the edge stands
	const Pair *edge; // `function`
	uint32_t nbefore; // functions whose edge comes here
	bool root, done;
} Step;

static Found *function_found(Unit *u, const Scope *s, const Value *name)
{
	static const char before[] = "{{namespace}}";
	static const char behind[] = "{{sandbox}}";
	const char *text = value_text(name);
	size_t n = text ? strlen(text) : 0;
	if (!text)
		return NULL;
	if (str_starts(text, before) && str_ends(text, behind) && n > sizeof before + sizeof behind)
		text = arena_copy(
			u->arena, text + sizeof before, n - sizeof before - sizeof behind);
	for (uint32_t i = 0; i < s->nfound; i++)
		if (s->found[i]->kind == &kind_function && str_eq(s->found[i]->name, text))
			return s->found[i];
	return NULL;
}

static Step *step_of(Step *step, uint32_t n, const Found *f)
{
	for (uint32_t i = 0; i < n; i++)
		if (step[i].found == f)
			return &step[i];
	return NULL;
}

static Step *read_steps(Unit *u, const Scope *s, uint32_t *n)
{
	Step *step = NULL;
	*n = 0;
	for (uint32_t i = 0; i < s->nfound; i++) {
		Found *f = s->found[i];
		if (f->kind != &kind_function)
			continue;
		Value *doc[] = { f->inline_doc, f->file };
		Step made = { .found = f };
		for (size_t k = 0; k < COUNT(doc); k++) {
			made.root |= value_true(value_get(doc[k], "root"));
			const Pair *p = value_pair(doc[k], "function");
			if (p && !made.edge && function_found(u, s, p->val)) {
				made.edge = p;
				made.doc = doc[k];
				made.next = function_found(u, s, p->val);
			}
		}
		U_PUSH(u, step, *n, made);
	}
	for (uint32_t i = 0; i < *n; i++)
		if (step[i].next)
			step_of(step, *n, step[i].next)->nbefore++;
	return step;
}

static Step *find_start(Unit *u, const Scope *s, Step *step, uint32_t n, Span at)
{
	Step *start = NULL;
	uint32_t starts = 0;
	uint32_t edges = 0;
	Buf names = { .arena = u->arena };
	for (uint32_t i = 0; i < n; i++) {
		edges += step[i].edge != NULL;
		if (step[i].edge && step[i].root)
			return &step[i];
	}
	for (uint32_t i = 0; i < n; i++)
		if (step[i].edge && !step[i].nbefore) {
			buf_printf(&names, "%s`%s`", starts++ ? ", " : "", step[i].found->name);
			start = &step[i];
		}
	if (!edges)
		diag_line(say_auto_unused(u, at, "no function names another"),
			"write `function: next` in a function that comes before another");
	else if (!starts)
		say_chain_cycle(u, at);
	else if (starts > 1)
		diag_line(say_chain_starts(u, at, names.s), "write `root: true` in the first");
	(void)s;
	return starts == 1 ? start : NULL;
}

static void drop_pair(Value *map, const Pair *p)
{
	uint32_t i = (uint32_t)(p - map->u.pair);
	memmove(map->u.pair + i, map->u.pair + i + 1, (map->n - i - 1) * sizeof *p);
	map->n--;
}

// Keys of a state machine are compared as names.
static void put_key(Unit *u, Value *map, const char *key, Value *v)
{
	value_set(u->arena, map, unit_sym(u, key), v);
}

// Lambda's own trouble passes ("Handling error conditions in Step Functions").
static Value *retry(Unit *u, Span at)
{
	static const char *const error[] = { "Lambda.ClientExecutionTimeoutException",
		"Lambda.ServiceException", "Lambda.AWSLambdaException",
		"Lambda.SdkClientException" };
	Value *names = value_list(u->arena, at);
	for (size_t i = 0; i < COUNT(error); i++)
		value_push(u->arena, names, text_at(u, error[i], at));
	Value *rule = value_map(u->arena, at);
	put_key(u, rule, "ErrorEquals", names);
	put_key(u, rule, "IntervalSeconds", value_num(u->arena, 2, at));
	put_key(u, rule, "MaxAttempts", value_num(u->arena, 6, at));
	put_key(u, rule, "BackoffRate", value_num(u->arena, 2, at));
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, rule);
	return list;
}

static Value *task(Unit *u, const Step *s, const Step *next)
{
	Span at = s->found->at;
	Value *params = value_map(u->arena, at);
	Value *state = value_map(u->arena, at);
	put_key(u, params, "FunctionName", text_at(u, s->found->name, at));
	put_key(u, params, "Payload.$", text_at(u, "$", at));
	put_key(u, state, "Type", text_at(u, "Task", at));
	put_key(u, state, "Resource", text_at(u, "arn:aws:states:::lambda:invoke", at));
	put_key(u, state, "Parameters", params);
	put_key(u, state, "OutputPath", text_at(u, "$.Payload", at));
	put_key(u, state, "Retry", retry(u, at));
	if (next)
		put_key(u, state, "Next", text_at(u, next->found->name, s->edge->val->at));
	else
		put_key(u, state, "End", value_bool(u->arena, true, at));
	return state;
}

static Value *chain(Unit *u, Step *step, uint32_t n, Step *start)
{
	Span at = start->found->at;
	Value *states = value_map(u->arena, at);
	Value *flow = value_map(u->arena, at);
	put_key(u, flow, "StartAt", text_at(u, start->found->name, at));
	for (Step *s = start; s;) {
		Step *next = s->next ? step_of(step, n, s->next) : NULL;
		if (next && (next->done || next == s)) {
			say_chain_cycle(u, s->edge->val->at);
			next = NULL;
		}
		put_key(u, states, s->found->name, task(u, s, next));
		if (s->edge)
			drop_pair(s->doc, s->edge);
		s->done = true;
		s = next;
	}
	put_key(u, flow, "States", states);
	return flow;
}

Value *function_chain(Unit *u, Scope *s)
{
	const Pair *wish = value_pair(s->doc, "auto");
	if (!wish || !value_true(wish->val))
		return NULL;
	static const char *const flows[] = { "flow", "states" };
	for (size_t i = 0; i < COUNT(flows); i++) {
		const Pair *p = value_pair(s->doc, flows[i]);
		if (p && p->val->kind != V_NULL) {
			diag_context(say_auto_unused(u, wish->at, "the topology has a flow"), p->at,
				"the flow");
			return NULL;
		}
	}
	uint32_t n;
	Step *step = read_steps(u, s, &n);
	Step *start = find_start(u, s, step, n, wish->at);
	return start ? chain(u, step, n, start) : NULL;
}

// ---- Edges over the bus -------------------------------------------------------------------------

static Value **arg_of(Value *rec, const char *name)
{
	return &rec->u.rec.arg[field_row(rec->u.rec.field, name) - rec->u.rec.field];
}

static void set_ref(Unit *u, Value *rec, const char *field, const char *name, Span at)
{
	Value *ref = value_new(u->arena, V_ENT, at);
	ref->u.ent.name = value_str(u->arena, name, at);
	*arg_of(rec, field) = ref;
}

// An event of a function's success.
static Entity *success(Unit *u, Entity *e, const char *suffix, Span at)
{
	Sym name = unit_sym(u, U_FORMAT(u, "%s-%s", e->name, suffix));
	Entity *event =
		entity_new(u, e->scope, kind_of("event", 5), name, at, value_map(u->arena, at));
	event->off = e->off;
	set_ref(u, event->rec, "result_of", e->name, at);
	set_ref(u, e->rec, "result_bus", "default", at);
	return event;
}

static void move(Entity *from, Entity *to, const char *field)
{
	Value **old = arg_of(from->rec, field);
	Value **new = arg_of(to->rec, field);
	*new = *old;
	*old = NULL;
}

void function_edges(Unit *u, Entity *e)
{
	const Value *channel = rec_get(e->rec, "channel");
	if (channel)
		event_to_channel(u, channel, "the result of a function");
	static const char *const edges[] = { "function", "queue", "topic", "state", "mutation" };
	enum { DIRECT = 3 }; // of them Lambda serves itself
	uint32_t n = 0;
	bool bus = false;
	const Value *first = NULL;
	const char *word = NULL;
	for (size_t i = 0; i < COUNT(edges); i++) {
		const Value *v = rec_get(e->rec, edges[i]);
		n += v != NULL;
		bus |= v && i >= DIRECT;
		if (v && !first) {
			first = v;
			word = edges[i];
		}
	}
	Value *event = rec_get(e->rec, "event");
	const Value *own = rec_get(e->rec, "async.on_success");
	if (!first && !event)
		return;
	if (own) {
		Diag *d = say_excludes(u, first ? first->at : event->at, "async.on_success",
			first ? word : "event", U_FORMAT(u, "function `%s`", e->name));
		diag_context(d, own->at, "where results go");
		return;
	}
	if (event) {
		Entity *x = success(u, e,
			value_text(event->u.ent.name) ? event->u.ent.name->u.s : "event",
			event->at);
		*arg_of(x->rec, "as") = event;
		*arg_of(e->rec, "event") = NULL;
	}
	if (!first || (n == 1 && !bus && !event))
		return;
	Entity *x = success(u, e, "result", first->at);
	for (size_t i = 0; i < COUNT(edges); i++) {
		Value *v = rec_get(e->rec, edges[i]);
		if (!v)
			continue;
		if (str_eq(edges[i], "function")) { // a list there
			Value *list = value_list(u->arena, v->at);
			value_push(u->arena, list, v);
			*arg_of(e->rec, edges[i]) = list;
		}
		move(e, x, edges[i]);
	}
}
