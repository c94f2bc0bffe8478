// asl.c: the checks of a state machine, in their order.
#include "checks.h"
#include "payload.h"
#include "resource.h"

#include <string.h>

static void check_size(Asl *a)
{
	enum { LARGEST = 1024 * 1024 }; // "Quotas": maximum definition size
	size_t n = payload_size(a->machine);
	const Source *s = a->u->src[a->machine->at.file];
	// A JSON file is what goes to AWS, blanks included, unless a template takes it apart.
	bool whole = a->opt->plain && str_ends(s->path, ".json") && a->machine->at.lo < 4;
	if (n > LARGEST || (whole && s->n > LARGEST)) {
		Diag *d = say_asl_definition_large(a->u, short_span(a->u, a->machine),
			U_FORMAT(a->u, "%zu", whole && s->n > n ? s->n : n));
		if (n <= LARGEST)
			diag_line(d, "without blanks it has %zu", n);
	}
}

void asl_check(Unit *u, const Value *machine, const AslOptions *opt)
{
	if (machine->kind == V_BAD)
		return;
	if (machine->kind != V_MAP) {
		say_asl_not_map(u, short_span(u, machine), value_noun(machine));
		return;
	}
	Asl *a = asl_build(u, machine, opt);
	check_size(a);
	asl_check_fields(a);
	asl_check_flow(a);
	asl_check_express(a);
	asl_check_variables(a);
	asl_check_data(a);
	asl_check_limits(a);
	asl_check_notices(a);
	asl_check_advice(a);
}

typedef struct Calls {
	Asl *a;
	AslCall *list;
	uint32_t n;
} Calls;

static void add_call(Calls *c, const AslState *s, const Value *map)
{
	Unit *u = c->a->u;
	const Value *resource = value_get(map, "Resource");
	AslResource r;
	if (!resource)
		return;
	AslCall call = { .state = s->name,
		.state_at = s->at,
		.task = s->val,
		.resource = resource,
		.pattern = "",
		.distributed = s->scope->distributed };
	call.params = value_get(map, s->lang == LANG_ATA ? "Arguments" : "Parameters");
	if (asl_resource(c->a, resource, &r) && (r.kind == CALLS_SERVICE || r.kind == CALLS_SDK)) {
		const char *from =
			r.text.s + r.service - (r.kind == CALLS_SDK ? 8 : 0); // "aws-sdk:"
		if (!memchr(from, HOLE, (size_t)(r.text.s + r.end - from))) {
			call.service =
				arena_copy(u->arena, from, (size_t)(r.text.s + r.pattern - from));
			call.pattern =
				arena_copy(u->arena, r.text.s + r.pattern, r.end - r.pattern);
		}
	}
	U_PUSH(u, c->list, c->n, call);
}

AslCall *asl_calls(Unit *u, const Value *machine, uint32_t *n)
{
	static const AslOptions opt = { 0 };
	Calls c = { 0 };
	*n = 0;
	if (machine->kind != V_MAP)
		return NULL;
	c.a = asl_build(u, machine, &opt);
	for (uint32_t i = 0; i < c.a->nstate; i++) {
		const AslState *s = c.a->state[i];
		if (s->type == TASK)
			add_call(&c, s, s->val);
		if (s->type == MAP) {
			add_call(&c, s, value_get(s->val, "ItemReader"));
			add_call(&c, s, value_get(s->val, "ResultWriter"));
		}
	}
	*n = c.n;
	return c.list;
}
