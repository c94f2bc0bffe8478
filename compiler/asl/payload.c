// payload.c: JSON whose strings are evaluated: behind `.$` in JSONPath, between `{% %}` in JSONata.
#include "payload.h"

#include "intrinsic.h"
#include "paths.h"

#include <string.h>

void asl_check_dollar(const Here *h, const char *key, const Value *v)
{
	Unit *u = h->a->u;
	Text t;
	Path path;
	if (v->kind == V_BAD)
		return;
	if (!asl_text(h->a, v, &t)) {
		Span at = value_scalar(v) ? v->at : short_span(u, v);
		Diag *d = say_asl_dollar_type(u, at, key, value_noun(v));
		diag_line(d, "a value that is taken as it is has a key without `.$`");
		return;
	}
	if (text_unknown(&t))
		return;
	if (is_call(&t)) {
		asl_check_call(h, key, &t, false);
	} else if (t.n && (t.s[0] == '$' || t.s[0] == HOLE)) {
		read_jsonpath(h, key, &t, 0, false, WANT_PATH, &path);
	} else {
		Diag *d =
			say_asl_dollar_text(u, inner_span(u, v), key, asl_shown(h->a, &t, 0, t.n));
		diag_line(d, "a path starts with `$`, a call with `States.`");
		diag_line(d, "a value that is taken as it is has a key without `.$`");
	}
}

// Whether a string would be a path or a call if its key ended in `.$`.
static bool looks_evaluated(const Text *t)
{
	const char *s = t->s;
	if (t->n >= 2 && s[0] == '$')
		return s[1] == '.' || s[1] == '[' || (t->n > 3 && s[1] == '$' && s[2] == '.');
	return t->n > 8 && memcmp(s, "States.", 7) == 0 && memchr(t->s, '(', t->n) && is_call(t);
}

static void check_plain_text(const Here *h, const Pair *key, const Text *t)
{
	Unit *u = h->a->u;
	if (looks_evaluated(t)) {
		Diag *d = say_asl_dollar_missing(
			u, inner_span(u, t->val), asl_shown(h->a, t, 0, t->n));
		if (key && key->val == t->val) {
			diag_context(d, bare_span(u, key->at), "`.$` would have to end this key");
			asl_fix_key(h->a, d, FIX_MAYBE, key->at, U_FORMAT(u, "%s.$", key->key));
		} else {
			diag_line(d, "inside a list, States.Array gives evaluated items");
		}
	} else if (has_delimiters(t) && t->n > 4) {
		Diag *d = say_asl_expression_in_path(u, inner_span(u, t->val));
		diag_line(d, "`\"QueryLanguage\": \"JSONata\"` makes it an expression");
	}
}

// `a` beside `a.$`: both would give `a`.
static void check_twice(const Here *h, const Value *map, const Pair *p)
{
	size_t n = strlen(p->key) - 2;
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *other = &map->u.pair[i];
		if (strncmp(other->key, p->key, n) != 0 || other->key[n])
			continue;
		Unit *u = h->a->u;
		Diag *d = say_asl_dollar_twice(u, bare_span(u, p->at), other->key);
		diag_context(d, bare_span(u, other->at), "gives it as well");
	}
}

// Only keys with `.$` can have a twin; in a map of many both are found through a table.
static void check_twins(const Here *h, const Value *map)
{
	enum { FEW = 16 };
	Map plain = { .arena = h->a->u->arena };
	for (uint32_t i = 0; map->n > FEW && i < map->n; i++)
		map_put(&plain, map->u.pair[i].key, (void *)&map->u.pair[i]);
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		if (!str_ends(p->key, ".$"))
			continue;
		if (map->n <= FEW) {
			check_twice(h, map, p);
			continue;
		}
		Sym bare = sym_n(h->a->u->syms, p->key, strlen(p->key) - 2);
		const Pair *other = map_get(&plain, bare);
		if (other)
			diag_context(say_asl_dollar_twice(h->a->u, bare_span(h->a->u, p->at), bare),
				bare_span(h->a->u, other->at), "gives it as well");
	}
}

static void check_paths_in(const Here *h, const Value *v, const Pair *key)
{
	Text t;
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			check_paths_in(h, v->u.item[i], key);
	} else if (v->kind == V_MAP && !asl_is_reference(h->a, v)) {
		check_twins(h, v);
		for (uint32_t i = 0; i < v->n; i++) {
			const Pair *p = &v->u.pair[i];
			if (str_ends(p->key, ".$"))
				asl_check_dollar(h, p->key, p->val);
			else
				check_paths_in(h, p->val, p);
		}
	} else if (asl_text(h->a, v, &t)) {
		check_plain_text(h, key, &t);
	}
}

void asl_tell_dollar_in_jsonata(const Here *h, const Pair *p)
{
	Unit *u = h->a->u;
	Diag *d = say_asl_dollar_in_jsonata(u, bare_span(u, p->at), p->key);
	diag_line(d, "in JSONata a value is evaluated between `{%% %%}`");
}

void asl_check_template(const Here *h, const char *field, const Value *v)
{
	if (h->lang & LANG_ATA)
		asl_check_expressions(h, field, v);
	if (h->lang == LANG_PATH)
		check_paths_in(h, v, NULL);
}

size_t payload_size(const Value *v)
{
	size_t n = 2;
	switch ((ValueKind)v->kind) {
	case V_LIST:
		for (uint32_t i = 0; i < v->n; i++)
			n += payload_size(v->u.item[i]) + (i > 0);
		return n;
	case V_MAP:
		for (uint32_t i = 0; i < v->n; i++)
			n += strlen(v->u.pair[i].key) + 3 + payload_size(v->u.pair[i].val) +
				(i > 0);
		return n;
	case V_NULL: return 4;
	case V_BOOL:
	case V_NUM: return v->n;
	case V_STR: return n + v->n;
	default: return n;
	}
}

static void check_size(const Here *h, const Row *r, const Pair *p)
{
	enum { LARGEST = 262144 }; // "Quotas": input or output of a task, state or execution
	size_t n = payload_size(p->val);
	if (n > LARGEST)
		say_asl_payload_large(
			h->a->u, bare_span(h->a->u, p->at), r->name, U_FORMAT(h->a->u, "%zu", n));
}

// Where a state's own result may be read: Output of what calls something.
static Here with_result(const Here *h, const Row *r)
{
	Here in = *h;
	bool reads = str_eq(r->name, "Output") || str_eq(r->name, "Assign");
	in.result = in.result ||
		(reads && h->state && (!h->state->type || h->state->type & WORKS) &&
			in.obj == &asl_objects[OBJ_STATE]);
	return in;
}

void want_payload(const Here *h, const Row *r, const Pair *p)
{
	Here in = with_result(h, r);
	check_size(h, r, p);
	asl_check_template(&in, r->name, p->val);
}

void want_payload_map(const Here *h, const Row *r, const Pair *p)
{
	Text t;
	if (p->val->kind == V_MAP)
		want_payload(h, r, p);
	else if (!asl_text(h->a, p->val, &t) || !text_unknown(&t))
		asl_tell_type(h, r->name, p->val, "a map");
}

// A path in Result stays the text that it is: AWS warns of it (PASS_RESULT_IS_STATIC).
static void find_evaluated(const Here *h, const Value *v, bool dollar)
{
	Text t;
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			find_evaluated(h, v->u.item[i], dollar);
	} else if (v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++)
			find_evaluated(h, v->u.pair[i].val, str_ends(v->u.pair[i].key, ".$"));
	} else if (asl_text(h->a, v, &t) &&
		(looks_evaluated(&t) || (dollar && t.n && t.s[0] == '$'))) {
		Diag *d = say_asl_result_static(
			h->a->u, inner_span(h->a->u, v), asl_shown(h->a, &t, 0, t.n));
		diag_line(d,
			"`Parameters` is evaluated; keys whose values are paths end in `.$` there");
	}
}

void want_result(const Here *h, const Row *r, const Pair *p)
{
	check_size(h, r, p);
	find_evaluated(h, p->val, false);
}
