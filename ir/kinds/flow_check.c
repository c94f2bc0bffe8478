// flow_check.c: what only a topology shows of a state machine: whether the functions that it calls
// take what it gives them, and whether they can end in the time that it, or who called it, has.
#include "flow.h"

#include "api.h"
#include "delivery.h"
#include "fifo.h"

#include <string.h>

enum { EXPRESS_SECONDS = 300 }; // "Choosing workflow type": an execution's longest run

// A task that calls something of this topology.
typedef struct Step {
	const AslCall *call;
	const Entity *to;
	long long run;       // seconds that what it calls may take; 0: not known
	const Value *run_at; // where that is written, or NULL
} Step;

typedef struct Flow {
	Unit *u;
	Entity *e;
	const Value *machine;
	Step *step;
	uint32_t n;
} Flow;

static const Value *seconds(const Value *map, const char *field, long long *n)
{
	const Value *v = value_get(map, field);
	return v && v->kind == V_NUM && value_int(v, n) && *n > 0 ? v : NULL;
}

static bool written(const Value *v)
{
	return v && v->style != STYLE_MADE && v->at.file;
}

static const char *named(Unit *u, const Entity *e)
{
	return U_FORMAT(u, "%s `%s`", e->kind->one, e->name);
}

static bool is_a(const Entity *e, const char *kind)
{
	return str_eq(e->kind->one, kind);
}

// How long the other end may run while the task waits for it.
static void find_run(Step *s)
{
	bool token = str_eq(s->call->pattern, ".waitForTaskToken");
	if (is_a(s->to, "function") && !token) {
		s->run = function_timeout(s->to, 0);
		s->run_at = rec_get(s->to->rec, "runtime.timeout");
	} else if (is_a(s->to, "flow") && str_starts(s->call->pattern, ".sync")) {
		s->run_at = seconds(rec_get(s->to->rec, "definition"), "TimeoutSeconds", &s->run);
	}
}

static void find_steps(Flow *f)
{
	Unit *u = f->u;
	Map edge = { .arena = u->arena };
	for (uint32_t i = 0; i < f->e->nout; i++)
		if (f->e->out[i]->val)
			map_put(&edge, f->e->out[i]->val, f->e->out[i]);
	uint32_t n;
	AslCall *call = asl_calls(u, f->machine, &n);
	for (uint32_t i = 0; i < n; i++) {
		const Value *params = call[i].params;
		const Edge *e = map_get(&edge, call[i].resource);
		for (uint32_t j = 0; !e && params && params->kind == V_MAP && j < params->n; j++)
			e = map_get(&edge, params->u.pair[j].val);
		if (!e)
			continue;
		Step s = { .call = &call[i], .to = e->to };
		find_run(&s);
		U_PUSH(u, f->step, f->n, s);
	}
}

// ---- What a function takes ----------------------------------------------------------------------

// A key's own characters, without quotes and `.$`.
static Span key_span(const Unit *u, const Pair *p, size_t name)
{
	Span at = p->at;
	const char *s = u->src[at.file]->text;
	if (at.hi - at.lo >= strlen(p->key) + 2 && (s[at.lo] == '"' || s[at.lo] == '\'')) {
		at.lo++;
		at.hi--;
	}
	if (at.hi - at.lo == strlen(p->key))
		at.hi = at.lo + (uint32_t)name;
	return at;
}

// Whether the function takes it; else that is said.
static bool check_key(const Flow *f, const Step *s, const Value *input, const Pair *p)
{
	Unit *u = f->u;
	size_t n = strlen(p->key) - (str_ends(p->key, ".$") ? 2 : 0);
	const char *name = arena_copy(u->arena, p->key, n);
	if (value_get(input, name) || strstr(name, "{{"))
		return true;
	Span at = key_span(u, p, n);
	Diag *d = say_payload_key_unknown(u, at, name, s->to->name);
	diag_label(d, "not in its `input`");
	diag_context(d, s->call->state_at, "in this state");
	Nearest near = { .word = name };
	Buf list = { .arena = u->arena };
	for (uint32_t i = 0; i < input->n; i++) {
		const char *key = input->u.pair[i].key;
		if (!value_get(s->call->params, key))
			nearest_try(&near, key);
		buf_printf(&list, "%s%s", i ? ", " : "", key);
	}
	diag_nearest(d, &near, FIX_MAYBE, at);
	if (!near.best) // it may take what it does not declare
		diag_severity(d, WARNING);
	diag_related(d, input->u.pair[0].at, "`%s` declares its input here", s->to->name);
	diag_line(d, "its input: %s", list.s);
	return false;
}

// What the function declares and the payload lacks.
static void check_missing(const Flow *f, const Step *s, const Value *input, const Value *payload)
{
	Unit *u = f->u;
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < input->n; i++) {
		const char *key = input->u.pair[i].key;
		if (!delivery_optional(input->u.pair[i].val) && !value_get(payload, key) &&
			!value_get(payload, U_FORMAT(u, "%s.$", key)))
			buf_printf(&b, "%s`%s`", b.n ? ", " : "", key);
	}
	if (!b.n)
		return;
	Diag *d = say_input_not_delivered(
		u, payload->at, U_FORMAT(u, "state `%s`", s->call->state), b.s, s->to->name);
	diag_related(d, input->u.pair[0].at, "`%s` declares its input here", s->to->name);
}

static void check_payload(const Flow *f, const Step *s)
{
	const Value *input = is_a(s->to, "function") ? rec_get(s->to->rec, "input") : NULL;
	const Value *payload =
		s->call->service ? value_get(s->call->params, "Payload") : s->call->params;
	if (!input || input->kind != V_MAP || !input->n || !payload || payload->kind != V_MAP)
		return;
	bool known = true;
	for (uint32_t i = 0; i < payload->n; i++)
		known &= check_key(f, s, input, &payload->u.pair[i]);
	if (known) // a key that is spelt otherwise is not missing too
		check_missing(f, s, input, payload);
}

// A FIFO queue or topic refuses what belongs to no group.
static void check_group(const Flow *f, const Step *s)
{
	static const char calls[] =
		"sqs:sendMessage sns:publish aws-sdk:sqs:sendMessage aws-sdk:sns:publish";
	const char *service = s->call->service;
	const Value *params = s->call->params;
	if (!service || !word_in(calls, service, strlen(service)) || params->kind != V_MAP ||
		!rec_true(s->to->rec, "fifo") || value_get(params, "MessageGroupId") ||
		value_get(params, "MessageGroupId.$"))
		return;
	Diag *d = say_fifo_no_group(f->u, params->at, s->call->state, named(f->u, s->to));
	diag_context(d, s->call->state_at, "in this state");
	fifo_relate(d, s->to);
}

// ---- How long things may take -------------------------------------------------------------------

static void relate_run(Diag *d, const Step *s)
{
	diag_related(d, written(s->run_at) ? s->run_at->at : s->to->at,
		written(s->run_at) ? "its timeout" : "it has the default timeout");
}

// The task's own limit; true when that is shorter than what it calls may take.
static bool check_state(const Flow *f, const Step *s)
{
	Unit *u = f->u;
	long long n;
	const Value *limit = seconds(s->call->task, "TimeoutSeconds", &n);
	if (!limit || !s->run || n >= s->run)
		return false;
	Diag *d = say_state_gives_up(u, limit->at, s->call->state, U_FORMAT(u, "%lld", n),
		named(u, s->to), U_FORMAT(u, "%lld", s->run));
	relate_run(d, s);
	diag_line(d, "it goes on after that, and a retry then runs beside it");
	return true;
}

static const char *limit_of(const Flow *f, long long *n, const Value **at)
{
	*at = seconds(f->machine, "TimeoutSeconds", n);
	if (*at)
		return U_FORMAT(f->u, "%lld", *n);
	*n = flow_is_express(f->e) ? EXPRESS_SECONDS : 0;
	return U_FORMAT(f->u, "%d", EXPRESS_SECONDS);
}

// The machine's limit, once for each thing that may outlast it.
static void check_limits(const Flow *f)
{
	Unit *u = f->u;
	Map said = { .arena = u->arena };
	long long n;
	const Value *at;
	const char *limit = limit_of(f, &n, &at);
	for (uint32_t i = 0; i < f->n; i++) {
		const Step *s = &f->step[i];
		if (check_state(f, s) || !n || s->run <= n || map_get(&said, s->to->name))
			continue;
		map_put(&said, s->to->name, (void *)s);
		Diag *d = say_flow_ends_before(u, at ? at->at : s->call->state_at, f->e->name,
			limit, named(u, s->to), U_FORMAT(u, "%lld", s->run));
		if (at)
			diag_context(d, s->call->state_at, "this state calls it");
		else
			diag_line(d, "an Express execution ends after five minutes");
		relate_run(d, s);
	}
}

// The longest of the Wait states, whatever way leads there.
static void longest_wait(const Value *scope, long long *most, const Value **at)
{
	static const char *const inner[] = { "ItemProcessor", "Iterator" };
	const Value *states = value_get(scope, "States");
	for (uint32_t i = 0; states && states->kind == V_MAP && i < states->n; i++) {
		const Value *s = states->u.pair[i].val;
		long long n;
		const Value *v =
			value_is(value_get(s, "Type"), "Wait") ? seconds(s, "Seconds", &n) : NULL;
		if (v && n > *most) {
			*most = n;
			*at = v;
		}
		const Value *branches = value_get(s, "Branches");
		for (uint32_t j = 0; branches && branches->kind == V_LIST && j < branches->n; j++)
			longest_wait(branches->u.item[j], most, at);
		for (size_t j = 0; j < COUNT(inner); j++)
			longest_wait(value_get(s, inner[j]), most, at);
	}
}

// The longest single thing in the flow that is written down, or its own limit.
static const char *longest(const Flow *f, long long *most, Span *at)
{
	const Value *v = seconds(f->machine, "TimeoutSeconds", most);
	if (v) {
		*at = v->at;
		return "it may run for";
	}
	*most = 0;
	longest_wait(f->machine, most, &v);
	const char *what = "a state waits for";
	if (v)
		*at = v->at;
	for (uint32_t i = 0; i < f->n; i++) {
		const Step *s = &f->step[i];
		long long own;
		if (s->run <= *most || !written(s->run_at) ||
			seconds(s->call->task, "TimeoutSeconds", &own))
			continue;
		*most = s->run;
		*at = s->run_at->at;
		what = U_FORMAT(f->u, "%s may run for", named(f->u, s->to));
	}
	return what;
}

static void check_caller(const Flow *f, const Entity *route)
{
	Unit *u = f->u;
	RouteTarget t = route_target(route);
	if (t.to != f->e || !t.waits || rec_refused(route->rec, "async"))
		return;
	if (rec_refused(f->e->rec, "mode") || rec_refused(f->e->scope->rec, "mode"))
		return;
	if (!flow_is_express(f->e)) {
		Diag *d = say_route_flow_standard(u, route->at, route->name, f->e->name);
		diag_related(d, f->e->at, "the flow is of type Standard");
		diag_line(d, "`async: true` answers at once, `mode: Express` makes it wait");
		return;
	}
	const Value *wait = rec_get(route->rec, "timeout");
	long long own;
	if (rec_refused(route->rec, "timeout") ||
		(value_get(f->machine, "TimeoutSeconds") &&
			!seconds(f->machine, "TimeoutSeconds", &own)))
		return; // what it says was refused, or nobody knows it here
	long long limit = rec_int(route->rec, "timeout", route_is_rest(route) ? 29 : 30);
	long long most;
	Span at = { 0 };
	const char *what = longest(f, &most, &at);
	if (most <= limit)
		return;
	Diag *d = say_route_flow_wait(u, wait ? wait->at : route->at, route->name,
		U_FORMAT(u, "%lld", limit), f->e->name, U_FORMAT(u, "%s %lld s", what, most));
	diag_related(d, at, "longer than that");
	diag_line(d, "the caller gets an error while the flow goes on");
}

void flow_check_calls(Unit *u, Entity *e, const Value *machine)
{
	Flow f = { .u = u, .e = e, .machine = machine };
	find_steps(&f);
	for (uint32_t i = 0; i < f.n; i++) {
		check_payload(&f, &f.step[i]);
		check_group(&f, &f.step[i]);
	}
	check_limits(&f);
	for (uint32_t i = 0; i < e->nin; i++)
		if (is_a(e->in[i]->from, "route"))
			check_caller(&f, e->in[i]->from);
}
