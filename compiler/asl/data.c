// data.c: what JSON can be where, and paths to what cannot be there.
//
// Forward over the states of each scope, with shapes that only say what is certain: a machine's
// input and the results of most tasks are unknown, so findings come from Pass, Parameters,
// ResultSelector, ItemSelector, Output, variables, the error output of catchers and integrations
// whose result has an envelope. A state is visited a few times at most; one in a loop whose input
// still changes then is taken for unknown. A Parallel or Map runs its scopes when it is visited,
// each a few times at most in all, so the whole stays linear.
#include "checks.h"
#include "data.h"
#include "resource.h"
#include "variables.h"

#include <string.h>

enum { VISITS = 6, RUNS = 6 };

static const Value *get(const DataFlow *f, const char *name)
{
	return value_get(f->state->val, name);
}

// InputPath and OutputPath: null gives an empty object.
static const Shape *filter(const DataFlow *f, const char *name, const Shape *input)
{
	const Value *v = get(f, name);
	return !v                 ? input :
		v->kind == V_NULL ? &data_empty :
				    data_evaluate(f, v, &(DataEnv){ .input = input });
}

static const Shape *place(
	const DataFlow *f, const Value *path, const Shape *input, const Shape *result)
{
	if (!path)
		return result;
	if (path->kind == V_NULL)
		return input;
	const Read *r = reads_of(f->a, path);
	return r ? data_set(f->a->u, input, r->text.s, &r->path, result) : &data_any;
}

static const Shape *object_of(Unit *u, const char *names, Span at)
{
	Shape *o = data_object(u->arena, at);
	for (Word w = { names }; word_next(&w);)
		data_add(u->arena, o, sym_n(u->syms, w.s, w.n), &data_any);
	return o;
}

static const Shape *error_output(const DataFlow *f)
{
	Unit *u = f->a->u;
	Shape *o = data_object(u->arena, (Span){ 0 });
	data_add(u->arena, o, unit_sym(u, "Error"), &data_scalar);
	data_add(u->arena, o, unit_sym(u, "Cause"), &data_scalar);
	return o;
}

// What an integration's call gives, when it always has the same fields.
static const Shape *call_result(const DataFlow *f)
{
	AslResource r;
	const Value *v = get(f, "Resource");
	if (!v || !asl_resource(f->a, v, &r) || r.problem || r.how != RESPONSE ||
		r.kind != CALLS_SERVICE || !r.row || !r.row->gives)
		return &data_any;
	return object_of(f->a->u, r.row->gives, inner_span(f->a->u, v));
}

// What a Map hands to each iteration.
static const Shape *item_input(const DataFlow *f, const Shape *input)
{
	bool path = f->state->lang == LANG_PATH;
	const DataEnv env = { .input = input };
	const Value *selector = get(f, "ItemSelector");
	if (!selector && path)
		selector = get(f, "Parameters");
	const Value *list = get(f, path ? "ItemsPath" : "Items");
	const Shape *items = !list ? input :
		path               ? data_evaluate(f, list, &env) :
				     data_template(f, list, &env);
	const Shape *item = selector       ? data_template(f, selector, &env) :
		items->kind == SHAPE_ARRAY ? items->item :
					     &data_any;
	return get(f, "ItemBatcher") || (!selector && get(f, "ItemReader")) ? &data_any : item;
}

static const Shape *run_scope(const DataFlow *, AslScope *, const Shape *input);

// The list that a Map or Parallel gives.
static const Shape *run_inner(const DataFlow *f, const Shape *input)
{
	const AslState *s = f->state;
	const Shape *item = NULL;
	bool known = s->ninner && !get(f, "ResultWriter");
	for (uint32_t i = 0; i < s->ninner; i++) {
		const Shape *out = run_scope(f, s->inner[i], input);
		known &= !s->inner[i]->own_distributed; // may leave out what failed
		item = !item ? out : data_merge(f->a->u->arena, item, out);
	}
	if (get(f, "ResultWriter"))
		return &data_any;
	return known ? data_list(f->a->u->arena, item) : &data_array;
}

// The result of the state's own work, before it is placed.
static const Shape *work(const DataFlow *f, const Shape *input)
{
	const DataEnv env = { .input = input };
	const Value *params = get(f, f->state->lang == LANG_PATH ? "Parameters" : "Arguments");
	const Value *literal = get(f, "Result");
	switch (f->state->type) {
	case MAP: return run_inner(f, item_input(f, input));
	case PARALLEL: return run_inner(f, params ? data_template(f, params, &env) : input);
	case PASS:
		input = params ? data_template(f, params, &env) : input;
		return literal ? data_literal(f->a->u, literal) : input;
	case TASK:
		if (params)
			data_template(f, params, &env);
		return call_result(f);
	default: return input;
	}
}

// Fields that are single paths or expressions over the state's input.
static void read_fields(const DataFlow *f, const Shape *input)
{
	static const char *const path[] = { "SecondsPath", "TimestampPath", "TimeoutSecondsPath",
		"HeartbeatSecondsPath", "ErrorPath", "CausePath", "MaxConcurrencyPath", NULL };
	static const char *const ata[] = { "Seconds", "Timestamp", "TimeoutSeconds",
		"HeartbeatSeconds", "Error", "Cause", "MaxConcurrency", NULL };
	for (const char *const *name = f->state->lang == LANG_PATH ? path : ata; f->tell && *name;
		name++)
		if (get(f, *name))
			data_evaluate(f, get(f, *name), &(DataEnv){ .input = input });
}

// What Assign makes of variables. JSONPath's `$` is not the same thing in all states there, and is
// taken for unknown.
static void assign(const DataFlow *f, const Value *map, const DataEnv *env)
{
	Arena *arena = f->a->u->arena;
	bool path = f->state->lang == LANG_PATH;
	const DataEnv unknown = { .input = &data_any };
	for (uint32_t i = 0; map && map->kind == V_MAP && i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const char *key = p->key + (p->key[0] == '$');
		bool dollar = path && str_ends(key, ".$");
		const Shape *what = dollar ? data_evaluate(f, p->val, &unknown) :
					     data_template(f, p->val, path ? &unknown : env);
		AslVar *v = map_get(&f->state->scope->vars,
			sym_n(f->a->u->syms, key, strlen(key) - (dollar ? 2 : 0)));
		if (v && !f->tell)
			v->merged = v->merged ? data_merge(arena, v->merged, what) : what;
	}
}

static const Shape *path_output(const DataFlow *f, const Shape *raw)
{
	const Shape *input = filter(f, "InputPath", raw);
	read_fields(f, input);
	if (f->state->type == CHOICE && f->tell)
		asl_check_guards(f->a, f->state, input);
	const Shape *result = work(f, input);
	const Value *selector = get(f, "ResultSelector");
	if (selector)
		result = data_template(f, selector, &(DataEnv){ .input = result });
	if (f->done)
		assign(f, get(f, "Assign"), NULL);
	// The sources differ on whether ResultPath leads into the input before or after InputPath.
	const Shape *base = data_merge(f->a->u->arena, raw, input);
	if (f->state->type & (WORKS | PASS))
		result = place(f, get(f, "ResultPath"), base, result);
	return filter(f, "OutputPath", result);
}

static const Shape *ata_output(const DataFlow *f, const Shape *input)
{
	read_fields(f, input);
	const Shape *result = work(f, input);
	const DataEnv env = { input, f->state->type & WORKS ? result : NULL, NULL };
	const Value *output = get(f, "Output");
	if (f->done)
		assign(f, get(f, "Assign"), &env);
	return output ? data_template(f, output, &env) : result;
}

static const Shape *edge_output(
	const DataFlow *f, const AslEdge *e, const Shape *input, const Shape *output)
{
	bool path = f->state->lang == LANG_PATH;
	bool catches = e->kind == EDGE_CATCH;
	const DataEnv env = { input, NULL, catches ? error_output(f) : NULL };
	const Value *own = path ? NULL : value_get(e->rule, "Output");
	const Value *condition = path ? NULL : value_get(e->rule, "Condition");
	if (f->done && e->rule)
		assign(f, value_get(e->rule, "Assign"), &env);
	if (f->tell && condition)
		data_evaluate(f, condition, &env);
	if (own)
		return data_template(f, own, &env);
	if (!catches)
		return output;
	return path ? place(f, value_get(e->rule, "ResultPath"), input, env.error) : env.error;
}

static const Shape *state_output(const DataFlow *f)
{
	const AslState *s = f->state;
	if (!s->type || s->val->kind != V_MAP || s->downgrade)
		return &data_any;
	return s->lang == LANG_PATH ? path_output(f, s->input) :
		s->lang == LANG_ATA ? ata_output(f, s->input) :
				      &data_any;
}

typedef struct Queue {
	AslState **state;
	uint32_t size, from, n;
} Queue;

static void enqueue(Queue *q, AslState *s)
{
	if (!s->queued)
		q->state[q->n++ % q->size] = s;
	s->queued = true;
}

static void visit(DataFlow *f, AslState *s, Queue *q)
{
	Arena *arena = f->a->u->arena;
	f->state = s;
	s->visits++;
	s->output = state_output(f);
	for (uint32_t i = 0; i < s->nedge; i++) {
		AslState *to = s->edge[i].to;
		if (!to || (to->input && to->input->kind == SHAPE_ANY))
			continue;
		const Shape *given = edge_output(f, &s->edge[i], s->input, s->output);
		const Shape *input = !to->input ? given : data_merge(arena, to->input, given);
		if (to->input && data_same(input, to->input))
			continue;
		to->input = to->visits >= VISITS ? &data_any : input;
		enqueue(q, to);
	}
}

// What a scope gives for an input. One that was asked for too often gets anything.
static const Shape *run_scope(const DataFlow *outer, AslScope *s, const Shape *input)
{
	Asl *a = outer->a;
	if (outer->done || (s->runs > RUNS && s->output))
		return s->output ? s->output : &data_any;
	input = s->runs++ == RUNS ? &data_any : input;
	s->output = &data_any;
	if (s->loose || !s->start)
		return s->output;
	Queue q = { .state = NEW_N(a->u->arena, AslState *, s->n), .size = s->n };
	DataFlow f = { .a = a };
	for (uint32_t i = 0; i < s->n; i++) {
		AslState *st = s->state[i];
		st->queued = false;
		st->visits = 0;
		st->input = st->output = NULL;
	}
	s->start->input = input;
	enqueue(&q, s->start);
	while (q.from < q.n) {
		AslState *st = q.state[q.from++ % q.size];
		st->queued = false;
		visit(&f, st, &q);
	}
	const Shape *out = NULL;
	for (uint32_t i = 0; i < s->n; i++) {
		const AslState *st = s->state[i];
		if (st->input && st->ends && st->type != FAIL)
			out = !out ? st->output : data_merge(a->u->arena, out, st->output);
	}
	return s->output = out ? out : &data_any;
}

// Once more over all states, with what is known now.
static void each_state(DataFlow *f)
{
	for (uint32_t i = 0; i < f->a->nstate; i++) {
		f->state = f->a->state[i];
		if (!f->state->input)
			continue;
		const Shape *out = state_output(f);
		for (uint32_t j = 0; j < f->state->nedge; j++)
			if (f->state->edge[j].rule)
				edge_output(f, &f->state->edge[j], f->state->input, out);
	}
}

void asl_check_data(Asl *a)
{
	DataFlow f = { .a = a };
	for (uint32_t i = 0; i < a->nscope; i++)
		if (!a->scope[i]->runs)
			run_scope(&f, a->scope[i], &data_any);
	f.done = true;
	each_state(&f);
	for (uint32_t i = 0; i < a->nvar; i++)
		a->var[i]->shape = a->var[i]->merged;
	f.tell = true;
	each_state(&f);
}
