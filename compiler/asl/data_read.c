// data_read.c: what paths, calls and expressions give, of what is known when a state starts.
//
// Of JSONata only what is a path from `$states` or a variable as a whole is followed: it gives
// nothing when a field is not there, and fails. Inside of anything else that may be meant.
#include "data.h"
#include "variables.h"

#include <string.h>

enum { MOST_TOLD = 20 };

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

// Of a map its first character stands for it.
static void relate(Unit *u, Diag *d, const Shape *made)
{
	Span at = made->at;
	if (!at.file)
		return;
	const char *s = u->src[at.file]->text;
	if (s[at.lo] == '{' || memchr(s + at.lo, '\n', at.hi - at.lo))
		at.hi = at.lo + 1;
	diag_related(d, at, "what it reads was made here");
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
	relate(u, d, in);
	const Shape *payload = data_get(in, unit_sym(u, "Payload"));
	if (payload && data_get(in, unit_sym(u, "SdkHttpMetadata"))) {
		diag_line(d, "what the function gave is below `Payload`");
		if (s->lo && r->text.s[s->lo - 1] == '.')
			diag_fix(d, FIX_MAYBE, "read what the function gave",
				asl_exact(a, &r->text, s->lo, s->hi),
				U_FORMAT(u, "Payload.%s", name));
		return d;
	}
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < in->n; i++)
		nearest_try(&near, in->field[i].name);
	if (near.ntie == 1)
		diag_nearest(d, &near, FIX_MAYBE, asl_exact(a, &r->text, s->lo, s->hi));
	return d;
}

static const Shape *walk(const DataFlow *f, const Read *r, const Shape *from)
{
	int missing;
	const Shape *in;
	const Shape *out = data_walk(f->a->u, from, r->text.s, &r->path, &missing, &in);
	if (missing >= 0 && f->tell)
		asl_tell_missing(f->a, r, missing, in);
	return out;
}

static const Shape *variable(const DataFlow *f, const char *s, size_t n)
{
	const AslVar *v = f->a->assigns_unknown ?
		NULL :
		variable_find(f->state->scope, sym_n(f->a->u->syms, s, n));
	return v && v->shape ? v->shape : &data_any;
}

// ---- JSONPath -----------------------------------------------------------------------------------

static const Shape *read_paths(const DataFlow *f, const Value *v, const DataEnv *env)
{
	const Shape *out = &data_any;
	uint32_t first = f->a->u->ndiag;
	for (const Read *r = reads_of(f->a, v); r && f->a->u->ndiag - first < MOST_TOLD;
		r = r->next) {
		const Path *p = &r->path;
		const Shape *from = p->root == ROOT_VARIABLE ?
			variable(f, r->text.s + p->var_lo, p->var_hi - p->var_lo) :
			env->input;
		const Shape *one = walk(f, r, from);
		if (!r->inside)
			out = one;
	}
	return out;
}

// ---- JSONata ------------------------------------------------------------------------------------

static size_t word(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
	return n && !strchr("0123456789", *s) ? n : 0;
}

// Reads `{% $name.a.b %}` as a path; false for any other expression.
static bool plain_path(Unit *u, Read *r)
{
	const char *s = r->text.s;
	Path *p = &r->path;
	if (r->text.holes || strncmp(s, "{%", 2) != 0)
		return false;
	uint32_t at = 2 + (uint32_t)strspn(s + 2, " \t\n");
	if (s[at] != '$' || !word(s + at + 1))
		return false;
	r->from = at;
	p->root = ROOT_VARIABLE;
	p->var_lo = at + 1;
	p->var_hi = at + 1 + (uint32_t)word(s + at + 1);
	for (at = p->var_hi; s[at] == '.'; at = p->end) {
		uint32_t n = (uint32_t)word(s + at + 1);
		if (!n)
			return false;
		p->end = at + 1 + n;
		U_PUSH(u, p->step, p->nstep, ((PathStep){ STEP_NAME, false, at + 1, p->end }));
	}
	p->end = at;
	at += (uint32_t)strspn(s + at, " \t\n");
	return at + 2 == r->text.n && strncmp(s + at, "%}", 2) == 0;
}

// `$states.input.a` starts at the input; its first step goes.
static const Shape *start(const DataFlow *f, Read *r, const DataEnv *env)
{
	const char *s = r->text.s;
	Path *p = &r->path;
	size_t n = p->var_hi - p->var_lo;
	if (n != strlen("states") || memcmp(s + p->var_lo, "states", n) != 0)
		return variable(f, s + p->var_lo, n);
	const struct {
		const char *name;
		const Shape *shape;
	} members[] = { { "input", env->input }, { "result", env->result },
		{ "errorOutput", env->error } };
	for (size_t i = 0; p->nstep && i < COUNT(members); i++) {
		const PathStep *first = &p->step[0];
		size_t len = strlen(members[i].name);
		if (first->hi - first->lo != len ||
			memcmp(s + first->lo, members[i].name, len) != 0)
			continue;
		p->step++;
		p->nstep--;
		return members[i].shape ? members[i].shape : &data_any;
	}
	return NULL;
}

static const Shape *read_expression(const DataFlow *f, const Value *v, const DataEnv *env)
{
	Read r = { .state = f->state };
	if (!asl_text(f->a, v, &r.text) || !has_delimiters(&r.text))
		return &data_scalar;
	if (!plain_path(f->a->u, &r))
		return &data_any;
	const Shape *from = start(f, &r, env);
	return from ? walk(f, &r, from) : &data_any;
}

const Shape *data_evaluate(const DataFlow *f, const Value *v, const DataEnv *env)
{
	if (f->state->lang == LANG_PATH)
		return read_paths(f, v, env);
	return f->state->lang == LANG_ATA ? read_expression(f, v, env) : &data_any;
}

// ---- Payloads -----------------------------------------------------------------------------------

static const Shape *template_map(const DataFlow *f, const Value *v, const DataEnv *env)
{
	Unit *u = f->a->u;
	Shape *o = data_object(u->arena, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		size_t n = strlen(p->key);
		if (is_hole_key(f->a, p->key))
			o->open = true;
		else if (f->state->lang == LANG_PATH && str_ends(p->key, ".$"))
			data_add(u->arena, o, sym_n(u->syms, p->key, n - 2),
				data_evaluate(f, p->val, env));
		else
			data_add(u->arena, o, p->key, data_template(f, p->val, env));
	}
	return o;
}

const Shape *data_template(const DataFlow *f, const Value *v, const DataEnv *env)
{
	if (asl_is_reference(f->a, v) || v->kind == V_BAD)
		return &data_any;
	if (v->kind == V_MAP)
		return template_map(f, v, env);
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			data_template(f, v->u.item[i], env);
		return &data_array;
	}
	if (f->state->lang == LANG_PATH || value_scalar(v))
		return v->kind == V_STR && f->state->lang != LANG_PATH ? data_evaluate(f, v, env) :
									 &data_scalar;
	return &data_any;
}
