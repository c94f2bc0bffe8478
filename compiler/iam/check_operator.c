// check_operator.c: operators of conditions, and the values of each kind of operator.
//
// Source: IAM user guide, "IAM JSON policy elements: Condition operators".
#include "check.h"

#include <string.h>
#include <strings.h>

static const char *name_of(const Check *c, const Condition *k)
{
	static const char *const prefix[] = {
		[EACH] = "", [FOR_ALL] = "ForAllValues:", [FOR_ANY] = "ForAnyValue:"
	};
	return U_FORMAT(
		c->u, "%s%s%s", prefix[k->set], k->op->name, k->if_exists ? "IfExists" : "");
}

static void say_unknown(const Check *c, const Condition *k)
{
	static const char *const prefix[] = { "ForAllValues:", "ForAnyValue:" };
	const char *word = k->word.s;
	size_t head = 0;
	for (size_t i = 0; i < COUNT(prefix); i++)
		if (strncasecmp(word, prefix[i], strlen(prefix[i])) == 0)
			head = strlen(prefix[i]);
	size_t n = strlen(word);
	const char *tail = n > 8 && strcasecmp(word + n - 8, "IfExists") == 0 ? "IfExists" : "";
	Nearest near = { .word = arena_copy(c->u->arena, word + head, n - head - strlen(tail)) };
	for (const Operator *o = operators; o->name; o++)
		nearest_try(&near, o->name);
	Diag *d = say_unknown_operator(c->u, k->word.at, word);
	if (near.best)
		diag_line(d, "did you mean `%.*s%s%s`?", (int)head, word, near.best, tail);
	diag_aa(d, "INVALID_CONDITION_OPERATOR");
}

static void check_operator(const Check *c, const Condition *k)
{
	if (!k->word.known)
		return;
	if (!k->op) {
		say_unknown(c, k);
		return;
	}
	if (!k->exact)
		say_operator_case(c->u, k->word.at, k->word.s, name_of(c, k));
	if (k->op->group != OP_NULL)
		return;
	if (k->if_exists)
		diag_aa(say_null_if_exists(c->u, k->word.at), "NULL_WITH_IF_EXISTS");
	if (k->set != EACH)
		diag_aa(say_null_set_operator(
				c->u, k->word.at, k->word.s, k->set == FOR_ALL ? "true" : "false"),
			"NULL_WITH_QUALIFIER");
}

// The same key in two spellings under one operator: only one of them would count.
static void check_twice(const Check *c, const Stmt *s)
{
	Map seen = { .arena = c->u->arena };
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		char *small = U_FORMAT(c->u, "%s\n%s", k->word.s, k->key.s);
		for (char *p = small; *p; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
		Sym id = sym_of(c->u->syms, small);
		const Condition *first = map_get(&seen, id);
		if (first) {
			Diag *d = say_key_twice_by_case(c->u, k->key.at, first->key.s, k->key.s);
			diag_context(d, first->key.at, "first here");
			diag_aa(d, "DUPLICATE_KEYS_WITH_DIFFERENT_CASE");
		} else {
			map_put(&seen, id, (void *)(uintptr_t)k);
		}
	}
}

void check_operators(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (!i || s->cond[i - 1].word.at.lo != s->cond[i].word.at.lo)
			check_operator(c, &s->cond[i]);
	check_twice(c, s);
}
