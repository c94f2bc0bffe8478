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

// What a Resource names, as far as its text is known.
static void name_service(Asl *a, AslCall *c)
{
	AslResource r;
	if (!asl_resource(a, c->resource, &r) || (r.kind != CALLS_SERVICE && r.kind != CALLS_SDK))
		return;
	const char *from = r.text.s + r.service - (r.kind == CALLS_SDK ? 8 : 0); // "aws-sdk:"
	if (memchr(from, HOLE, (size_t)(r.text.s + r.end - from)))
		return;
	c->service = arena_copy(a->u->arena, from, (size_t)(r.text.s + r.pattern - from));
	c->pattern = arena_copy(a->u->arena, r.text.s + r.pattern, r.end - r.pattern);
}

typedef struct Calls {
	AslCall *list;
	uint32_t n;
} Calls;

static void add_call(Asl *a, Calls *out, const AslState *s, const Value *map, AslUse use)
{
	AslCall c = { .use = use,
		.state = s->name,
		.state_at = s->at,
		.task = s->val,
		.resource = value_get(map, "Resource"),
		.pattern = "",
		.distributed = s->scope->distributed };
	if (!c.resource)
		return;
	c.params = value_get(map, s->lang == LANG_ATA ? "Arguments" : "Parameters");
	name_service(a, &c);
	U_PUSH(a->u, out->list, out->n, c);
}

AslCall *asl_calls(Unit *u, const Value *machine, uint32_t *n)
{
	static const AslOptions opt = { 0 };
	Calls out = { 0 };
	*n = 0;
	if (machine->kind != V_MAP)
		return NULL;
	Asl *a = asl_build(u, machine, &opt);
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		if (s->type == TASK)
			add_call(a, &out, s, s->val, ASL_TASK);
		if (s->type != MAP)
			continue;
		add_call(a, &out, s, value_get(s->val, "ItemReader"), ASL_READER);
		add_call(a, &out, s, value_get(s->val, "ResultWriter"), ASL_WRITER);
	}
	*n = out.n;
	return out.list;
}

AslMap *asl_maps(Unit *u, const Value *machine, uint32_t *n)
{
	static const AslOptions opt = { 0 };
	AslMap *list = NULL;
	*n = 0;
	if (machine->kind != V_MAP)
		return NULL;
	Asl *a = asl_build(u, machine, &opt);
	for (uint32_t i = 0; i < a->nstate; i++) {
		const AslState *s = a->state[i];
		bool distributed = false;
		for (uint32_t k = 0; k < s->ninner; k++)
			distributed |= s->type == MAP && s->inner[k]->own_distributed;
		AslMap m = { s->name, s->at, value_get(s->val, "Label") };
		if (distributed)
			U_PUSH(u, list, *n, m);
	}
	return list;
}
