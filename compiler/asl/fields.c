// fields.c: every object of a machine against its rows.
//
// One slip, one message: a key near a known one stands for it from then on, so that it is not
// missed as well; what is unknown as a whole (a hole, a value that was bad already) is let through.
#include "fields.h"

#include <string.h>

void fields_intern(Asl *a)
{
	a->known.arena = a->u->arena;
	a->row = NEW_N(a->u->arena, Map, OBJECTS);
	for (int o = 0; o < OBJECTS; o++) {
		a->row[o].arena = a->u->arena;
		for (const Row *r = asl_objects[o].row; r->name; r++) {
			Sym key = sym_find(a->u->syms, r->name);
			if (!key) // no key of this input is called so
				continue;
			map_put(&a->row[o], key, (void *)r);
			map_put(&a->known, key, (void *)r);
		}
	}
}

const char *here_noun(const Here *h)
{
	if (h->obj != &asl_objects[OBJ_STATE])
		return h->obj->noun;
	return h->state->word ? U_FORMAT(h->a->u, "a %s state", h->state->word) : "a state";
}

static bool allowed(const Here *h, const Row *r)
{
	return ((h->lang & LANG_PATH) && (r->path & h->type)) ||
		((h->lang & LANG_ATA) && (r->ata & h->type));
}

// "Task, Parallel and Map"
static const char *type_list(const Here *h, uint32_t types)
{
	static const char *const word[] = { "Task", "Parallel", "Map", "Pass", "Wait", "Choice",
		"Succeed", "Fail" };
	Buf b = { .arena = h->a->u->arena };
	for (size_t i = 0; i < COUNT(word); i++) {
		if (!(types & 1u << i))
			continue;
		types &= ~(1u << i);
		buf_printf(&b, "%s%s", !b.n ? "" : types ? ", " : " and ", word[i]);
	}
	return b.s ? b.s : "no";
}

static void tell_language(const Here *h, const Row *r, const Pair *p)
{
	Unit *u = h->a->u;
	bool ata = h->lang == LANG_ATA;
	Diag *d = ata ?
		say_asl_field_needs_jsonpath(u, bare_span(u, p->at), r->name, here_noun(h)) :
		say_asl_field_needs_jsonata(u, bare_span(u, p->at), r->name, here_noun(h));
	const Value *own = h->state ? value_get(h->state->val, "QueryLanguage") : NULL;
	if (own)
		diag_context(d, inner_span(u, own), "the state's language");
	else if (h->a->lang_at.file)
		diag_context(d, h->a->lang_at, "the machine's language");
	else
		diag_line(d, "a machine without `QueryLanguage` is in JSONPath");
}

static void tell_not_here(const Here *h, const Row *r, const Pair *p)
{
	Unit *u = h->a->u;
	uint32_t other = h->lang == LANG_ATA ? r->path : r->ata;
	if (other & h->type) {
		tell_language(h, r, p);
		return;
	}
	Diag *d = say_asl_field_not_here(u, bare_span(u, p->at), r->name, here_noun(h));
	if (h->obj != &asl_objects[OBJ_STATE])
		return;
	diag_label(d, "not in this type of state");
	diag_context(d, inner_span(u, near_get(h->a, h->map, "Type")), "the type");
	diag_line(d, "`%s` stands in %s states", r->name, type_list(h, r->path | r->ata));
}

// Says that there is no such field; returns the row that was meant, or NULL and *unknown.
static const Row *tell_unknown(const Here *h, const Pair *p, Diag **unknown)
{
	Unit *u = h->a->u;
	Diag *d = say_asl_field_unknown(u, bare_span(u, p->at), here_noun(h), p->key);
	Nearest near = { .word = p->key };
	for (const Row *r = h->obj->row; r->name && h->a->near_left; r++)
		if (allowed(h, r)) {
			nearest_try(&near, r->name);
			h->a->near_left--;
		}
	if (near.ntie == 1)
		asl_fix_key(h->a, d, same_letters(near.best, p->key) ? FIX_SAFE : FIX_MAYBE, p->at,
			near.best);
	else
		diag_nearest(d, &near, FIX_MAYBE, p->at);
	if (!near.best && p->key[0] == '_')
		diag_line(d, "remarks stand in `Comment`");
	for (const Row *r = h->obj->row; near.ntie == 1 && r->name; r++)
		if (str_eq(r->name, near.best))
			return r;
	*unknown = d;
	return NULL;
}

// Whether an unknown field may well be the one that is missing, and then says it there.
static bool tell_there(const Here *h, Diag **unknown, const char *needs)
{
	if (*unknown)
		diag_line(*unknown, "%s needs %s", here_noun(h), needs);
	bool told = *unknown;
	*unknown = NULL;
	return told;
}

static void check_needed(const Here *h, const Pair *const *have, uint64_t there, Diag **spare)
{
	Unit *u = h->a->u;
	const Row *row = h->obj->row;
	Buf some = { .arena = u->arena };
	char asked = 0;
	bool unknown = h->state && !h->state->type && h->obj == &asl_objects[OBJ_STATE];
	for (uint32_t i = 0; row[i].name; i++) {
		if (!allowed(h, &row[i]))
			continue;
		bool is = there & 1ull << i;
		if (unknown && row[i].path != EVERY) // nobody knows what such a state needs
			continue;
		if ((row[i].flags & (NEED | WANT)) && !is &&
			!tell_there(h, spare, U_FORMAT(u, "`%s`", row[i].name))) {
			Diag *d = say_asl_field_missing(u, h->at, here_noun(h), row[i].name);
			if (row[i].flags & WANT)
				diag_severity(d, WARNING);
		}
		if (row[i].one && is)
			for (uint32_t j = 0; j < i; j++)
				if (row[j].one == row[i].one && have[j] && have[i] &&
					allowed(h, &row[j]))
					diag_context(
						say_asl_fields_exclude(u, bare_span(u, have[i]->at),
							row[i].name, row[j].name, here_noun(h)),
						bare_span(u, have[j]->at), "the other one");
		if (!row[i].some || row[i].some == asked)
			continue;
		uint64_t group = 0; // the other language's fields count: they were said to be wrong
		uint32_t n = 0;
		some.n = 0;
		for (uint32_t j = 0; row[j].name; j++) {
			if (row[j].some != row[i].some)
				continue;
			group |= 1ull << j;
			if (!allowed(h, &row[j]))
				continue;
			n++;
			buf_printf(&some, "%s`%s`", some.n ? ", " : "", row[j].name);
		}
		asked = row[i].some;
		if (!(group & there) &&
			tell_there(h, spare, U_FORMAT(u, "%s%s", n > 1 ? "one of " : "", some.s)))
			continue;
		if (!(group & there) && n == 1)
			say_asl_field_missing(u, h->at, here_noun(h), row[i].name);
		else if (!(group & there))
			say_asl_one_of_missing(u, h->at, here_noun(h), some.s);
	}
}

void asl_check_object(const Here *here, ObjectKind kind)
{
	enum { ROWS = 64 }; // bits of `there`; objects_test holds the tables to it
	Here h = *here;
	h.obj = &asl_objects[kind];
	const Pair *have[ROWS] = { 0 };
	uint64_t there = 0;
	Diag *unknown = NULL;
	for (uint32_t i = 0; i < h.map->n; i++) {
		const Pair *p = &h.map->u.pair[i];
		const Row *r = map_get(&h.a->row[kind], p->key);
		bool known = r != NULL;
		if (!r && is_hole_key(h.a, p->key))
			continue;
		if (!r)
			r = tell_unknown(&h, p, &unknown);
		if (!r)
			continue;
		there |= 1ull << (r - h.obj->row);
		if (!known)
			continue;
		have[r - h.obj->row] = p;
		if (!allowed(&h, r))
			tell_not_here(&h, r, p);
		else if (r->check && p->val->kind != V_BAD)
			r->check(&h, r, p);
	}
	check_needed(&h, have, there, &unknown);
	if (kind == OBJ_STATE)
		h.state->unknown = unknown;
}

static void check_scope(Asl *a, AslScope *s)
{
	Unit *u = a->u;
	static const struct {
		const char *noun;
		ObjectKind kind;
	} kinds_of[] = { { "a branch", OBJ_BRANCH }, { "an ItemProcessor", OBJ_PROCESSOR },
		{ "an Iterator", OBJ_ITERATOR } };
	ObjectKind kind = OBJ_MACHINE;
	for (size_t i = 0; i < COUNT(kinds_of); i++)
		if (str_eq(s->noun, kinds_of[i].noun))
			kind = kinds_of[i].kind;
	Here h = { .a = a,
		.scope = s,
		.lang = a->lang,
		.type = 1,
		.at = bare_span(u, s->at),
		.map = s->val };
	h.obj = &asl_objects[kind];
	if (s->val->kind != V_MAP) {
		if (s->val->kind != V_BAD && !asl_is_reference(a, s->val))
			say_asl_field_type(u, short_span(u, s->val),
				s->noun + (s->noun[1] == 'n' ? 3 : 2),
				"a map with StartAt and States", value_noun(s->val));
		return;
	}
	asl_check_object(&h, kind);
	const Pair *states = near_pair(a, s->val, "States");
	if (!states || states->val->kind == V_BAD || asl_is_reference(a, states->val))
		return;
	if (states->val->kind != V_MAP)
		say_asl_field_type(u, short_span(u, states->val), "States",
			"a map of states by name", value_noun(states->val));
	else if (!states->val->n)
		say_asl_field_empty(u, bare_span(u, states->at), "States", s->noun);
}

static void check_name(Asl *a, const AslState *st)
{
	enum { LONGEST = 80 }; // characters, "Service quotas"
	Unit *u = a->u;
	size_t n = utf8_length(st->name, strlen(st->name));
	if (n > LONGEST && !is_hole_key(a, st->name))
		say_asl_name_long(u, bare_span(u, st->at), U_FORMAT(u, "%zu", n));
	const AslState *first = map_get(&a->by_name, st->name);
	if (first != st) {
		Diag *d = say_asl_name_twice(u, bare_span(u, st->at), st->name);
		diag_context(d, bare_span(u, first->at), "the first one");
		diag_line(d,
			"names are unique in the whole machine, branches and processors included");
	}
}

static void check_type(const Here *h)
{
	const Value *v = near_get(h->a, h->map, "Type");
	Text t;
	if (!v || v->kind == V_BAD || !asl_text(h->a, v, &t) || t.holes)
		return;
	if (h->state->word && str_eq(h->state->word, t.s))
		return;
	Diag *d = say_asl_type_unknown(h->a->u, inner_span(h->a->u, v), t.s);
	static const char words[] = "Task Parallel Map Pass Wait Choice Succeed Fail";
	if (!suggest_word(h->a, d, v, t.s, words))
		diag_line(d, "types: Task, Parallel, Map, Pass, Wait, Choice, Succeed, Fail");
}

static void check_state(Asl *a, AslState *st)
{
	Unit *u = a->u;
	Here h = { .a = a,
		.scope = st->scope,
		.state = st,
		.lang = st->lang,
		.type = st->type,
		.obj = &asl_objects[OBJ_STATE],
		.at = bare_span(u, st->at),
		.map = st->val };
	check_name(a, st);
	if (asl_is_reference(a, st->val))
		return;
	if (st->val->kind != V_MAP) {
		a->assigns_unknown = true;
		if (st->val->kind != V_BAD)
			asl_tell_type(&h, st->name, st->val, "a map with the fields of a state");
		return;
	}
	check_type(&h);
	if (st->downgrade) { // AWS judges no field of such a state either
		Diag *d = say_asl_language_downgrade(
			u, inner_span(u, near_get(a, st->val, "QueryLanguage")));
		diag_context(d, a->lang_at, "the machine's language");
		return;
	}
	if (!st->type)
		h.type = EVERY;
	asl_check_object(&h, OBJ_STATE);
	if (st->type == TASK)
		asl_check_task(&h);
	if (st->type == MAP)
		asl_check_map(&h);
}

void asl_check_fields(Asl *a)
{
	for (uint32_t i = 0; i < a->nscope; i++)
		check_scope(a, a->scope[i]);
	for (uint32_t i = 0; i < a->nstate; i++)
		check_state(a, a->state[i]);
}
