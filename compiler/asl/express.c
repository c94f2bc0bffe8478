// express.c: what an EXPRESS workflow cannot do: the machine's own type, or that of the executions
// of a distributed Map. "Choosing workflow type", Step Functions developer guide.
#include "checks.h"
#include "resource.h"

enum { LONGEST = 300 }; // seconds; an execution ends after five minutes

static void context(const AslScope *s, Unit *u, Diag *d)
{
	if (!s->express_by)
		return;
	const Value *config = value_get(s->express_by->inner[0]->val, "ProcessorConfig");
	const Value *type = value_get(config, "ExecutionType");
	if (type)
		diag_context(d, inner_span(u, type), "the Map's executions");
}

static void check_time(Asl *a, const AslScope *s, const Value *map, const char *field)
{
	const Value *v = value_get(map, field);
	long long n;
	if (v && v->kind == V_NUM && number_whole(v->u.s, &n) && n > LONGEST)
		context(s, a->u, say_asl_express_time(a->u, v->at, field, v->u.s));
}

static void asl_check_call(Asl *a, const AslState *s)
{
	AslResource r;
	const Value *v = value_get(s->val, "Resource");
	if (!v || !asl_resource(a, v, &r) || r.problem)
		return;
	if (r.kind == CALLS_ACTIVITY)
		context(s->scope, a->u, say_asl_express_activity(a->u, inner_span(a->u, v)));
	if (r.how & (SYNC | SYNC2 | TOKEN))
		context(s->scope, a->u,
			say_asl_express_pattern(a->u, asl_span(a, &r.text, r.pattern, r.end),
				asl_shown(a, &r.text, r.pattern, r.end)));
}

void asl_check_express(Asl *a)
{
	if (a->opt->express)
		check_time(a, a->scope[0], a->machine, "TimeoutSeconds");
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		if (s->type == MAP && s->scope->express && s->ninner &&
			s->inner[0]->own_distributed)
			context(s->scope, a->u,
				say_asl_express_map(a->u, bare_span(a->u, s->at), s->name));
		if (!s->scope->express)
			continue;
		if (s->type == TASK)
			asl_check_call(a, s);
		if (s->type == TASK)
			check_time(a, s->scope, s->val, "TimeoutSeconds");
		if (s->type == WAIT)
			check_time(a, s->scope, s->val, "Seconds");
	}
}
