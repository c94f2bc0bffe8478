// variables.c: names of variables, their scopes, and whether one may be set where it is read.
#include "checks.h"
#include "variables.h"

#include "payload.h"

#include <string.h>

enum { LONGEST_NAME = 80, BATCH = 64, MOST_BATCHES = 64, MOST_TOLD = 20 };

// What was said of undefined variables.
typedef struct Told {
	Map by_name; // Sym to the AslState it was last said of
	const AslState *state;
	uint32_t n;
} Told;

static void add_use(const Here *h, Use use, const char *name, size_t n)
{
	use.state = h->state;
	use.name = sym_n(h->a->u->syms, name, n);
	if (h->state)
		U_PUSH(h->a->u, h->a->use, h->a->nuse, use);
}

void variable_used(const Here *h, const char *name, size_t n, Span at)
{
	add_use(h, (Use){ .at = at }, name, n);
}

void variable_in_text(const Here *h, const Text *t, uint32_t lo, uint32_t hi)
{
	if (t->piece)
		add_use(h, (Use){ .at = asl_span(h->a, t, lo, hi) }, t->s + lo, hi - lo);
	else
		add_use(h, (Use){ .val = t->val, .lo = lo, .hi = hi }, t->s + lo, hi - lo);
}

static Span use_span(const Asl *a, const Use *use)
{
	return use->val ? value_part(a->u, use->val, use->lo, use->hi) : use->at;
}

// Where a name stops to be ID_Start ID_Continue*; n when it never does.
static size_t bad_character(const char *s, size_t n, size_t *len)
{
	for (size_t i = 0; i < n; i += *len) {
		uint32_t c = utf8_next(s + i, len);
		bool ok = i ? utf8_id_continue(c) : utf8_id_start(c) || c == '_';
		if (!ok)
			return i;
	}
	return n;
}

// Says what is wrong with the name of a variable, and whether more is to be said of it.
static bool check_name(const Here *h, const Pair *p, const char *name, size_t n)
{
	Unit *u = h->a->u;
	Span at = bare_span(u, p->at);
	const char *text = arena_copy(u->arena, name, n);
	size_t len;
	if (str_eq(text, "states")) {
		say_asl_variable_reserved(u, at);
		return false;
	}
	size_t bad = n ? bad_character(name, n, &len) : 0;
	if (n && name[0] == '$') {
		Diag *d = say_asl_variable_dollar(u, at, text);
		diag_fix(d, FIX_SAFE, "without `$`", (Span){ at.file, at.lo, at.lo + 1 }, "");
		return false;
	}
	if (!n || bad < n) {
		Diag *d = say_asl_variable_name(u, at, text);
		diag_line(d,
			"a name is a letter, then letters, digits and `_` (Unicode ID_Start, ID_Continue)");
		// Others take a hyphen, though no path and no expression can then read it.
		if (bad && name[bad] == '-')
			diag_severity(d, WARNING);
		return false;
	}
	if (utf8_length(name, n) <= LONGEST_NAME)
		return true;
	say_asl_variable_long(u, at, U_FORMAT(u, "%zu", utf8_length(name, n)));
	return false;
}

void variable_assigned(const Here *h, const Pair *p, const char *name, size_t n)
{
	h->a->assigns_unknown |= is_hole_key(h->a, p->key);
	if (is_hole_key(h->a, p->key) || !h->state)
		return;
	bool right = check_name(h, p, name, n);
	if (n && name[0] == '$') { // what was meant
		name++;
		n--;
	}
	Unit *u = h->a->u;
	AslScope *s = h->state->scope;
	Sym sym = sym_n(u->syms, name, n);
	if (map_get(&s->vars, sym))
		return;
	AslVar *v = U_NEW(u, AslVar);
	*v = (AslVar){ .name = sym, .scope = s, .at = bare_span(u, p->at), .read = !right };
	map_put(&s->vars, sym, v);
	U_PUSH(u, h->a->var, h->a->nvar, v);
}

void want_assign(const Here *h, const Row *r, const Pair *p)
{
	if (p->val->kind != V_MAP) {
		Text t;
		if (!asl_text(h->a, p->val, &t) || !text_unknown(&t))
			asl_tell_type(h, r->name, p->val, "a map of variables");
		h->a->assigns_unknown = true;
		return;
	}
	for (uint32_t i = 0; i < p->val->n; i++) {
		const Pair *one = &p->val->u.pair[i];
		size_t n = strlen(one->key);
		bool dollar = h->lang != LANG_ATA && str_ends(one->key, ".$");
		variable_assigned(h, one, one->key, dollar ? n - 2 : n);
	}
	want_payload(h, r, p);
}

AslVar *variable_find(const AslScope *s, Sym name)
{
	for (;;) {
		AslVar *v = map_get(&s->vars, name);
		if (v || !s->owner || s->own_distributed)
			return v;
		s = s->owner->scope;
	}
}

static void check_outer(Asl *a)
{
	for (uint32_t i = 0; i < a->nvar; i++) {
		const AslVar *v = a->var[i];
		const AslScope *s = v->scope;
		if (!s->owner || s->own_distributed)
			continue;
		AslVar *outer = variable_find(s->owner->scope, v->name);
		if (!outer)
			continue;
		outer->read = true; // which of the two is read is anybody's guess
		diag_context(
			say_asl_variable_outer(a->u, v->at, v->name), outer->at, "the outer one");
	}
}

// The variables of a batch that an Assign sets.
static uint64_t assigned(const Asl *a, const AslScope *s, const Value *assign, uint32_t batch)
{
	uint64_t bits = 0;
	for (uint32_t i = 0; assign && assign->kind == V_MAP && i < assign->n; i++) {
		const char *key = assign->u.pair[i].key;
		key += key[0] == '$';
		size_t n = strlen(key) - (str_ends(key, ".$") ? 2 : 0);
		const AslVar *v = map_get(&s->vars, sym_n(a->u->syms, key, n));
		if (v && v->index / BATCH == batch)
			bits |= 1ull << v->index % BATCH;
	}
	return bits;
}

// Each way out of a state sets what its rule or catcher assigns, if that has an Assign, else what
// the state does; a catcher without one sets nothing.
static void find_assigns(const AslState *s)
{
	const Value *own = value_get(s->val, "Assign");
	for (uint32_t i = 0; i < s->nedge; i++) {
		AslEdge *e = &s->edge[i];
		const Value *assign = value_get(e->rule, "Assign");
		e->assign = assign || e->kind == EDGE_CATCH ? assign : own;
	}
}

// Forward, to a fixed point: `seen` only grows, by at most a batch of bits a state.
static void spread(const Asl *a, AslScope *s, uint32_t batch, AslState **queue)
{
	uint32_t from = 0;
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++) {
		s->state[i]->seen = 0;
		s->state[i]->queued = false;
		for (uint32_t j = 0; j < s->state[i]->nedge; j++) {
			AslEdge *e = &s->state[i]->edge[j];
			e->sets = e->assign ? assigned(a, s, e->assign, batch) : 0;
		}
	}
	if (!s->start)
		return;
	s->start->seen = s->entry;
	queue[n++ % s->n] = s->start;
	s->start->queued = true;
	while (from < n) {
		AslState *st = queue[from++ % s->n];
		st->queued = false;
		for (uint32_t i = 0; i < st->nedge; i++) {
			AslState *to = st->edge[i].to;
			uint64_t seen = st->seen | st->edge[i].sets;
			if (!to || (to->flowed && !(seen & ~to->seen)))
				continue;
			to->seen |= seen;
			to->flowed = true;
			if (!to->queued)
				queue[n++ % s->n] = to;
			to->queued = true;
		}
	}
	for (uint32_t i = 0; i < s->n; i++)
		s->state[i]->flowed = false;
}

// One finding for each variable of a state, and not too many of a state: the place of each costs a
// walk over its string.
static void tell_undefined(const Asl *a, const Use *use, const AslVar *v, Told *told)
{
	if (told->state != use->state)
		told->n = 0;
	told->state = use->state;
	if (map_get(&told->by_name, use->name) == use->state || told->n++ >= MOST_TOLD)
		return;
	map_put(&told->by_name, use->name, use->state);
	Diag *d = say_asl_variable_undefined(a->u, use_span(a, use), use->name);
	if (v) {
		diag_context(d, v->at, "assigned here");
		diag_line(d, "no way from there leads to `%s`", use->state->name);
		return;
	}
	Nearest near = { .word = use->name };
	for (uint32_t i = 0; i < a->nvar && i < 1000; i++)
		nearest_try(&near, a->var[i]->name);
	if (near.ntie == 1)
		diag_line(d, "similar name: `%s`", near.best);
}

static void check_batch(
	Asl *a, uint32_t batch, AslState **queue, Told *told, AslVar **var, uint32_t n)
{
	for (uint32_t i = 0; i < a->nscope; i++) {
		AslScope *s = a->scope[i];
		s->entry = s->owner && !s->own_distributed ? s->owner->seen : 0;
		spread(a, s, batch, queue);
	}
	for (uint32_t i = batch * BATCH; i < n && i < (batch + 1) * BATCH; i++)
		for (const Use *use = var[i]->use; use; use = use->next)
			if (use->state->reached && !use->state->scope->loose &&
				!(use->state->seen & 1ull << i % BATCH))
				tell_undefined(a, use, var[i], told);
}

void asl_check_variables(Asl *a)
{
	Told told = { .by_name = { .arena = a->u->arena } };
	AslVar **var = NEW_N(a->u->arena, AslVar *, a->nvar + 1);
	uint32_t n = 0;
	check_outer(a);
	for (uint32_t i = a->nuse; i-- > 0;) {
		Use *use = &a->use[i];
		AslVar *v = variable_find(use->state->scope, use->name);
		if (!v && !a->assigns_unknown)
			tell_undefined(a, use, NULL, &told);
		if (!v)
			continue;
		use->next = v->use;
		v->use = use;
		v->read = true;
	}
	for (uint32_t i = 0; i < a->nvar; i++) {
		AslVar *v = a->var[i];
		v->index = v->use ? n : UINT32_MAX;
		if (v->use)
			var[n++] = v;
		if (!v->read)
			say_asl_variable_unread(a->u, v->at, v->name);
	}
	AslState **queue = NEW_N(a->u->arena, AslState *, a->nstate + 1);
	for (uint32_t i = 0; i < a->nstate; i++)
		find_assigns(a->state[i]);
	for (uint32_t batch = 0; batch * BATCH < n && batch < MOST_BATCHES; batch++)
		check_batch(a, batch, queue, &told, var, n);
}
