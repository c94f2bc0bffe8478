// check_redundant.c: what is said twice: strings that another string of their list includes, equal
// statements.
#include "check.h"

#include "glob.h"

#include <string.h>

// The longest policy that AWS takes has room for some hundreds of strings; what is beyond this is
// no policy and must not cost its square.
enum {
	MAX_PATTERNS = 400,  // patterns of a list that may include others
	MAX_STRINGS = 4000,  // strings of a list that are looked at
	MAX_INCLUDES = 20000 // questions whether one includes another, in a list
};

typedef struct ListRule {
	bool (*includes)(const char *wide, const char *narrow);
	Diag *(*say)(Unit *, Span, const char *, const char *);
	const char *aa;
	bool nocase;
} ListRule;

static char fold(const ListRule *r, char c)
{
	return r->nocase && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

// What stands before the first wildcard of the wide one has to be there: most pairs end here.
static bool may_include(const ListRule *r, const char *wide, const char *narrow)
{
	for (; *wide && *wide != '*' && *wide != '?'; wide++, narrow++)
		if (fold(r, *wide) != fold(r, *narrow))
			return false;
	return true;
}

static void say_redundant(const Check *c, const ListRule *r, const Text *t, const Text *in)
{
	Diag *d = r->say(c->u, t->at, t->s, in->s);
	diag_context(d, in->at, "here");
	diag_aa(d, r->aa);
}

// Copies: equal strings, or equal but for case where case does not count.
static bool is_copy(const Check *c, const ListRule *r, Map *seen, const Text *t)
{
	char *key = arena_copy(c->u->arena, t->s, t->n);
	for (char *p = key; *p; p++)
		*p = fold(r, *p);
	Sym id = sym_of(c->u->syms, key);
	const Text *first = map_get(seen, id);
	if (first)
		say_redundant(c, r, t, first);
	else
		map_put(seen, id, (void *)(uintptr_t)t);
	return first != NULL;
}

// A wildcard outside of variables: `${*}` is the letter.
static bool has_wildcard(const char *s)
{
	for (; *s; s++) {
		if (s[0] == '$' && s[1] == '{')
			s += strcspn(s, "}") - (strchr(s, '}') == NULL);
		else if (*s == '*' || *s == '?')
			return !strstr(s, "${*}") && !strstr(s, "${?}");
	}
	return false;
}

static void check_list(const Check *c, const TextList *l, const ListRule *r)
{
	Map seen = { .arena = c->u->arena };
	uint32_t wide[MAX_PATTERNS];
	uint32_t nwide = 0;
	uint32_t n = l->n < MAX_STRINGS ? l->n : MAX_STRINGS;
	bool *copy = NEW_N(c->u->arena, bool, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const Text *t = &l->item[i];
		copy[i] = !t->known || is_copy(c, r, &seen, t);
		if (!copy[i] && has_wildcard(t->s) && nwide < MAX_PATTERNS)
			wide[nwide++] = i;
	}
	uint32_t asked = 0;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t w = 0; !copy[i] && w < nwide && asked < MAX_INCLUDES; w++) {
			const Text *t = &l->item[i];
			const Text *in = &l->item[wide[w]];
			if (wide[w] == i || !may_include(r, in->s, t->s))
				continue;
			asked++;
			if (!r->includes(in->s, t->s))
				continue;
			say_redundant(c, r, t, in);
			break;
		}
	}
}

void check_redundant(const Check *c, const Stmt *s)
{
	static const ListRule action = { glob_includes_nocase, say_redundant_action,
		"REDUNDANT_ACTION", true };
	static const ListRule resource = { arn_includes, say_redundant_resource,
		"REDUNDANT_RESOURCE", false };
	if (s->action.n > 1)
		check_list(c, &s->action, &action);
	if (s->resource.n > 1)
		check_list(c, &s->resource, &resource);
}

// A statement as text without its Sid; equal texts say the same.
static const char *statement_key(const Check *c, const Stmt *s)
{
	Value *rest = value_map(c->u->arena, s->at);
	for (uint32_t i = 0; i < s->v->n; i++)
		if (!str_eq(s->v->u.pair[i].key, "Sid"))
			value_set(c->u->arena, rest, s->v->u.pair[i].key, s->v->u.pair[i].val);
	Buf b = { .arena = c->u->arena };
	value_json_sorted(&b, rest);
	return b.s;
}

// References print alike, so statements with them are not compared.
static bool all_known(const Value *v)
{
	if (v->kind > V_MAP)
		return false;
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		if (!all_known(v->u.item[i]))
			return false;
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++)
		if (!all_known(v->u.pair[i].val))
			return false;
	return true;
}

void check_redundant_statements(const Check *c)
{
	Map seen = { .arena = c->u->arena };
	for (uint32_t i = 0; i < c->p->nstmt; i++) {
		const Stmt *s = &c->p->stmt[i];
		if (!all_known(s->v))
			continue;
		Sym id = sym_of(c->u->syms, statement_key(c, s));
		const Stmt *first = map_get(&seen, id);
		if (!first) {
			map_put(&seen, id, (void *)(uintptr_t)s);
			continue;
		}
		Diag *d = say_redundant_statement(c->u, s->at);
		diag_context(d, first->at, "the same");
		diag_aa(d, "REDUNDANT_STATEMENT");
	}
}
