// data.c: what JSON can be where, and paths to what cannot be there.
//
// Forward over the states of each scope, outer scopes first, with shapes that only say what is
// certain: a machine's input and the results of tasks are unknown, so findings come from Pass,
// Parameters, ResultSelector, ItemSelector and the error output of catchers. A state is visited a
// few times at most; one in a loop whose input still changes then is taken for unknown.
#include "checks.h"
#include "data.h"

enum { VISITS = 4, MOST_TOLD = 20 };

typedef struct Flow {
	Asl *a;
	AslState *state;
	bool tell; // the last visit: say what is wrong
} Flow;

static const char *field_list(Unit *u, const Shape *s)
{
	enum { SHOWN = 8 };
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < s->n && i < SHOWN; i++)
		buf_printf(&b, "%s`%s`", i ? ", " : "", s->field[i].name);
	if (s->n > SHOWN)
		buf_printf(&b, " and %u more", s->n - SHOWN);
	return b.s ? b.s : "none";
}

Diag *asl_tell_missing(const Asl *a, const Read *r, int step, const Shape *in)
{
	Unit *u = a->u;
	const PathStep *s = &r->path.step[step];
	size_t n;
	const char *name = jsonpath_name(u->arena, r->text.s, s, &n);
	name = arena_copy(u->arena, name, n);
	Diag *d = say_asl_data_missing(u, asl_span(a, &r->text, s->lo, s->hi), name,
		asl_shown(a, &r->text, r->from, r->path.end));
	if (in->kind != SHAPE_OBJECT)
		return diag_label(d, "what stands before it has no fields");
	diag_line(d, "fields that may be there: %s", field_list(u, in));
	if (in->at.file)
		diag_related(d, (Span){ in->at.file, in->at.lo, in->at.lo + 1 },
			"what it reads was made here");
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < in->n; i++)
		nearest_try(&near, in->field[i].name);
	if (near.ntie == 1)
		diag_nearest(d, &near, FIX_MAYBE, asl_exact(a, &r->text, s->lo, s->hi));
	return d;
}

static const Shape *walk(const Flow *f, const Read *r, const Shape *input)
{
	int missing;
	const Shape *in;
	const Shape *out = data_walk(f->a->u, input, r->text.s, &r->path, &missing, &in);
	if (missing >= 0 && f->tell)
		asl_tell_missing(f->a, r, missing, in);
	return out;
}

// What a string that is a path or a call gives.
static const Shape *evaluate(const Flow *f, const Value *v, const Shape *input)
{
	const Shape *out = &data_any;
	uint32_t first = f->a->u->ndiag;
	for (const Read *r = reads_of(f->a, v); r && f->a->u->ndiag - first < MOST_TOLD;
		r = r->next) {
		const Shape *one = walk(f, r, input);
		if (!r->inside)
			out = one;
	}
	return out;
}

static const Shape *template(const Flow *f, const Value *v, const Shape *input);

static const Shape *template_map(const Flow *f, const Value *v, const Shape *input)
{
	Unit *u = f->a->u;
	Shape *o = data_object(u->arena, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		size_t n = __builtin_strlen(p->key);
		if (is_hole_key(f->a, p->key))
			o->open = true;
		else if (f->state->lang == LANG_PATH && str_ends(p->key, ".$"))
			data_add(u->arena, o, sym_n(u->syms, p->key, n - 2),
				evaluate(f, p->val, input));
		else
			data_add(u->arena, o, p->key, template(f, p->val, input));
	}
	return o;
}

// A payload after evaluation. An expression of JSONata may give anything.
static const Shape *template(const Flow *f, const Value *v, const Shape *input)
{
	if (asl_is_reference(f->a, v) || v->kind == V_BAD)
		return &data_any;
	if (v->kind == V_MAP)
		return template_map(f, v, input);
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			template(f, v->u.item[i], input);
		return &data_array;
	}
	return v->kind == V_STR && f->state->lang != LANG_PATH ? &data_any : &data_scalar;
}

static const Value *get(const Flow *f, const char *name)
{
	return value_get(f->state->val, name);
}

// InputPath and OutputPath: null gives an empty object.
static const Shape *filter(const Flow *f, const char *name, const Shape *input)
{
	const Value *v = get(f, name);
	return !v ? input : v->kind == V_NULL ? &data_empty : evaluate(f, v, input);
}

static const Shape *place(const Flow *f, const Value *path, const Shape *input, const Shape *result)
{
	if (!path)
		return result;
	if (path->kind == V_NULL)
		return input;
	const Read *r = reads_of(f->a, path);
	return r ? data_set(f->a->u, input, r->text.s, &r->path, result) : &data_any;
}

static const Shape *error_output(const Flow *f)
{
	Unit *u = f->a->u;
	Shape *o = data_object(u->arena, (Span){ 0 });
	data_add(u->arena, o, unit_sym(u, "Error"), &data_scalar);
	data_add(u->arena, o, unit_sym(u, "Cause"), &data_scalar);
	return o;
}

static void start_inner(const Flow *f, const Shape *input)
{
	for (uint32_t i = 0; f->tell && i < f->state->ninner; i++)
		f->state->inner[i]->input = input;
}

// What a Map hands to each iteration.
static const Shape *item_input(const Flow *f, const Shape *input)
{
	const Value *selector = get(f, "ItemSelector");
	if (!selector && f->state->lang == LANG_PATH)
		selector = get(f, "Parameters");
	const Value *path = get(f, "ItemsPath");
	const Shape *items = path ? evaluate(f, path, input) : input;
	const Shape *item = selector       ? template(f, selector, input) :
		items->kind == SHAPE_ARRAY ? items->item :
					     &data_any;
	return get(f, "ItemBatcher") || (!selector && get(f, "ItemReader")) ? &data_any : item;
}

// The result of the state's own work, before it is placed.
static const Shape *work(const Flow *f, const Shape *input)
{
	const Value *params = get(f, f->state->lang == LANG_PATH ? "Parameters" : "Arguments");
	const Value *literal = get(f, "Result");
	switch (f->state->type) {
	case MAP: start_inner(f, item_input(f, input)); return &data_array;
	case PARALLEL:
		start_inner(f, params ? template(f, params, input) : input);
		return &data_array;
	case PASS:
		input = params ? template(f, params, input) : input;
		return literal ? data_literal(f->a->u, literal) : input;
	case TASK:
		if (params)
			template(f, params, input);
		return &data_any;
	default: return input;
	}
}

// Fields that are single paths over the state's input.
static void read_fields(const Flow *f, const Shape *input)
{
	static const char *const fields[] = { "SecondsPath", "TimestampPath", "TimeoutSecondsPath",
		"HeartbeatSecondsPath", "ErrorPath", "CausePath", "MaxConcurrencyPath" };
	for (size_t i = 0; f->tell && i < COUNT(fields); i++) {
		const Value *v = get(f, fields[i]);
		if (v)
			evaluate(f, v, input);
	}
}

static const Shape *path_output(const Flow *f, const Shape *raw)
{
	const Shape *input = filter(f, "InputPath", raw);
	read_fields(f, input);
	if (f->state->type == CHOICE && f->tell)
		asl_check_guards(f->a, f->state, input);
	const Shape *result = work(f, input);
	const Value *selector = get(f, "ResultSelector");
	if (selector)
		result = template(f, selector, result);
	// The sources differ on whether ResultPath leads into the input before or after InputPath.
	const Shape *base = data_merge(f->a->u->arena, raw, input);
	if (f->state->type & (WORKS | PASS))
		result = place(f, get(f, "ResultPath"), base, result);
	return filter(f, "OutputPath", result);
}

static const Shape *ata_output(const Flow *f, const Shape *input, const Value *map)
{
	const Value *output = value_get(map, "Output");
	const Shape *result = work(f, input);
	return output ? template(f, output, input) : result;
}

static const Shape *edge_output(
	const Flow *f, const AslEdge *e, const Shape *input, const Shape *output)
{
	bool path = f->state->lang == LANG_PATH;
	const Value *own = value_get(e->rule, "Output");
	if (!path && own)
		return template(f, own, input);
	if (e->kind != EDGE_CATCH)
		return output;
	return path ? place(f, value_get(e->rule, "ResultPath"), input, error_output(f)) :
		      error_output(f);
}

static void visit(Flow *f, AslState **queue, uint32_t size, uint32_t *n)
{
	AslState *s = f->state;
	Arena *arena = f->a->u->arena;
	bool known = s->lang == LANG_PATH || s->lang == LANG_ATA;
	const Shape *out = !known || !s->type || s->val->kind != V_MAP ? &data_any :
		s->lang == LANG_PATH                                   ? path_output(f, s->input) :
				       ata_output(f, s->input, s->val);
	for (uint32_t i = 0; !f->tell && i < s->nedge; i++) {
		AslState *to = s->edge[i].to;
		if (!to)
			continue;
		const Shape *given = edge_output(f, &s->edge[i], s->input, out);
		const Shape *input = !to->input ? given : data_merge(arena, to->input, given);
		if (to->visits >= VISITS)
			input = &data_any;
		if (input == to->input || (to->input && to->input->kind == SHAPE_ANY))
			continue;
		to->input = input;
		if (!to->queued)
			queue[(*n)++ % size] = to;
		to->queued = true;
	}
}

static void flow_scope(Asl *a, AslScope *s, AslState **queue)
{
	Flow f = { .a = a };
	uint32_t from = 0;
	uint32_t n = 0;
	if (s->loose || !s->start)
		return;
	for (uint32_t i = 0; i < s->n; i++)
		s->state[i]->queued = false;
	s->start->input = s->input ? s->input : &data_any;
	queue[n++ % s->n] = s->start;
	s->start->queued = true;
	while (from < n) {
		f.state = queue[from++ % s->n];
		f.state->queued = false;
		f.state->visits++;
		visit(&f, queue, s->n, &n);
	}
	f.tell = true;
	for (uint32_t i = 0; i < s->n; i++) {
		f.state = s->state[i];
		if (f.state->input)
			visit(&f, queue, s->n, &n);
	}
}

void asl_check_data(Asl *a)
{
	AslState **queue = NEW_N(a->u->arena, AslState *, a->nstate + 1);
	for (uint32_t i = 0; i < a->nscope; i++)
		flow_scope(a, a->scope[i], queue);
}
