// condition.c: what several checks ask about the conditions of a statement.
#include "check.h"

#include <string.h>

// Keys of tokens: `accounts.google.com:sub`, `oidc.eks.eu-west-1.amazonaws.com/id/0A1B:aud`.
static bool is_claim(const char *key)
{
	const char *colon = strrchr(key, ':');
	size_t n = colon ? (size_t)(colon - key) : 0;
	return memchr(key, '.', n) && colon[1];
}

KeyFacts key_facts(const IamData *data, const char *key)
{
	KeyFacts f = { .row = NO_ROW };
	f.global = global_key_find(key, strlen(key));
	f.row = data_find_key(data, key, strlen(key));
	f.known = f.global || f.row != NO_ROW;
	if (f.global) {
		f.type = f.global->type;
		f.many = f.global->flags & GLOBAL_MANY;
		f.single = !f.many;
	} else if (f.row != NO_ROW) {
		IamKey k = data_key(data, f.row);
		f.type = k.type;
		f.many = k.many || k.either;
		f.single = !k.many || k.either || word_in(either_keys, k.name, strlen(k.name));
	}
	if (is_claim(key)) { // of whatever type the provider gives it
		f.claim = f.known = f.many = f.single = true;
		f.type = KEY_STRING;
	}
	return f;
}

const Condition *stmt_condition(const Stmt *s, const char *key)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (text_is_nocase(&s->cond[i].key, key))
			return &s->cond[i];
	return NULL;
}

bool condition_confines(const Condition *k)
{
	if (!k->op || k->op->negated || k->if_exists || !k->values.n || k->set == FOR_ALL)
		return false;
	if (k->op->group == OP_NULL)
		return false;
	for (uint32_t i = 0; i < k->values.n && k->op->wild; i++)
		if (k->values.item[i].n &&
			strspn(k->values.item[i].s, "*?:") == k->values.item[i].n)
			return false;
	return true;
}
