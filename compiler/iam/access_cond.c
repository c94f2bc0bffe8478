// access_cond.c: conditions to atoms of their keys.
//
// An atom that cannot be modelled (a value that is no number, text that is not known, a second family of
// operators on one key) becomes free: true or false, nobody knows, but the same wherever it stands.
#include "access_model.h"
#include "policy.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static uint32_t key_number(Model *m, const char *name, const char *shown, bool is_free)
{
	Sym key = unit_sym(m->unit, arena_format(m->arena, "%c%s", is_free ? '?' : ':', name));
	size_t number = (size_t)map_get(&m->keys, key);
	if (!number) {
		Key k = { .name = key + 1, .shown = shown, .free = is_free };
		PUSH(m->arena, m->key, m->nkey, k);
		number = m->nkey;
		map_put(&m->keys, key, (void *)number);
	}
	return (uint32_t)number - 1;
}

Test free_test(Model *m, const char *name, const char *shown, bool is)
{
	// Atom 0 is that it is so, atom 1 that it is not.
	return (Test){ key_number(m, name, shown, true), is ? 0 : 1 };
}

void test_add(Model *m, Clause *c, Test t)
{
	uint32_t i = c->ntest;
	while (i &&
		(c->test[i - 1].key > t.key ||
			(c->test[i - 1].key == t.key && c->test[i - 1].atom > t.atom)))
		i--;
	if (i && c->test[i - 1].key == t.key && c->test[i - 1].atom == t.atom)
		return;
	PUSH(m->arena, c->test, c->ntest, t);
	memmove(c->test + i + 1, c->test + i, (c->ntest - 1 - i) * sizeof *c->test);
	c->test[i] = t;
}

static bool same_pred(const Pred *a, const Pred *b)
{
	return a->family == b->family && a->negated == b->negated && a->inclusive == b->inclusive &&
		a->equal == b->equal && a->pattern == b->pattern && a->point == b->point &&
		a->first.hi == b->first.hi && a->first.lo == b->first.lo &&
		a->first.v6 == b->first.v6 && a->last.hi == b->last.hi && a->last.lo == b->last.lo;
}

static bool same_atom(const Atom *a, const Atom *b)
{
	if (a->quantity != b->quantity || a->negated != b->negated || a->absent != b->absent ||
		a->null != b->null || a->present != b->present || a->npred != b->npred)
		return false;
	for (uint32_t i = 0; i < a->npred; i++)
		if (!same_pred(&a->pred[i], &b->pred[i]))
			return false;
	return true;
}

// ---- Atoms ----------------------------------------------------------------------------

typedef struct Reading {
	Model *m;
	Condition op; // only op, set and if_exists are used
	const char *word;
	const char *key, *shown; // in small letters; as written
	const Value *list;
	bool variables;
} Reading;

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The test of an atom that is true or false, nobody knows. A negated operator is the opposite of the
// plain one.
static Test opaque(const Reading *r)
{
	Buf b = { .arena = r->m->arena };
	const char *word = r->word;
	bool negated = r->op.op && r->op.op->negated && r->op.set == EACH && !r->op.if_exists;
	if (negated) // the plain operator stands before it in the table, or two before
		for (const Operator *o = operators; o->name; o++)
			if (!o->negated && o->group == r->op.op->group &&
				o->compare == r->op.op->compare && o->nocase == r->op.op->nocase) {
				word = o->name;
				break;
			}
	buf_printf(&b, "%s %s", word, r->key);
	const char **value = NEW_N(r->m->arena, const char *, r->list->n + 1);
	for (uint32_t i = 0; i < r->list->n; i++) {
		Buf one = { .arena = r->m->arena };
		text_json(&one, r->list->u.item[i]);
		value[i] = one.s;
	}
	if (r->list->n)
		qsort(value, r->list->n, sizeof *value, by_text);
	for (uint32_t i = 0; i < r->list->n; i++)
		buf_printf(&b, " %s", value[i]);
	return free_test(r->m, b.s, b.s, !negated);
}

static bool add_text(const Reading *r, Key *k, Atom *a, const Value *v)
{
	const Operator *op = r->op.op;
	GlobKind kind = op->group == OP_ARN ? GLOB_ARN : op->nocase ? GLOB_EITHER : GLOB_TEXT;
	unsigned use =
		(op->wild ? USE_WILD : 0) | (op->variables && r->variables ? USE_VARIABLES : 0);
	Glob g = { 0 };
	const char *written;
	if (!text_tokens(r->m, v, kind, use, &g, &written))
		return false;
	glob_settle(&g, kind);
	// A Boolean may be any of two words, and no letter is; the same text in other case is no other letter.
	if ((op->group == OP_BOOL || op->nocase) && glob_has_letters(&g))
		return false;
	if (kind == GLOB_ARN && glob_is_vague(&g))
		return false;
	Pred p = { .family = FAMILY_TEXT };
	p.pattern = patterns_add(r->m->arena, &k->patterns, g, written);
	PUSH(r->m->arena, a->pred, a->npred, p);
	return true;
}

static bool add_point(const Reading *r, Key *k, Atom *a, const Value *v)
{
	(void)k;
	const Operator *op = r->op.op;
	Pred p = { .family = FAMILY_LINE };
	p.equal = op->compare == CMP_EQUAL;
	p.date = op->group == OP_DATE_GROUP;
	p.negated = op->compare == CMP_GREATER || op->compare == CMP_GREATER_EQUAL;
	p.inclusive = op->compare == CMP_LESS_EQUAL || op->compare == CMP_GREATER;
	const char *s = value_text(v);
	if (!s || !(op->group == OP_NUMERIC ? number_read(s, &p.point) : date_read(s, &p.point)))
		return false;
	PUSH(r->m->arena, a->pred, a->npred, p);
	return true;
}

static bool add_range(const Reading *r, Key *k, Atom *a, const Value *v)
{
	(void)k;
	Pred p = { .family = FAMILY_ADDRESS };
	const char *s = value_text(v);
	if (!s || !range_read(s, &p))
		return false;
	PUSH(r->m->arena, a->pred, a->npred, p);
	return true;
}

typedef bool AddValue(const Reading *, Key *, Atom *, const Value *);
static const struct {
	Family family;
	AddValue *add;
} families[] = {
	[OP_STRING] = { FAMILY_TEXT, add_text },
	[OP_NUMERIC] = { FAMILY_LINE, add_point },
	[OP_DATE_GROUP] = { FAMILY_LINE, add_point },
	[OP_BOOL] = { FAMILY_TEXT, add_text },
	[OP_BINARY] = { FAMILY_TEXT, add_text },
	[OP_IP] = { FAMILY_ADDRESS, add_range },
	[OP_ARN] = { FAMILY_TEXT, add_text },
	[OP_NULL] = { FAMILY_NONE, NULL },
};

static int by_pred(const void *a, const void *b)
{
	const Pred *x = a;
	const Pred *y = b;
	if (x->pattern != y->pattern)
		return x->pattern < y->pattern ? -1 : 1;
	if (x->point < y->point || x->point > y->point)
		return x->point < y->point ? -1 : 1;
	if (x->first.v6 != y->first.v6)
		return x->first.v6 ? 1 : -1;
	if (x->first.hi != y->first.hi)
		return x->first.hi < y->first.hi ? -1 : 1;
	if (x->first.lo != y->first.lo)
		return x->first.lo < y->first.lo ? -1 : 1;
	if (x->last.hi != y->last.hi)
		return x->last.hi < y->last.hi ? -1 : 1;
	return x->last.lo < y->last.lo ? -1 : x->last.lo > y->last.lo;
}

// Null asks whether the key is there; with a prefix it is always true or always false.
static bool null_atom(const Reading *r, Atom *a)
{
	a->null = true;
	if (r->op.set != EACH) {
		a->absent = a->present = r->op.set == FOR_ALL;
		return true;
	}
	for (uint32_t i = 0; i < r->list->n; i++) {
		const char *s = value_text(r->list->u.item[i]);
		if (!s || (strcasecmp(s, "true") && strcasecmp(s, "false")))
			return false;
		a->absent |= strcasecmp(s, "true") == 0;
		a->present |= strcasecmp(s, "false") == 0;
	}
	return true;
}

static bool value_atom(const Reading *r, Key *k, Atom *a)
{
	const Operator *op = r->op.op;
	Family family = families[op->group].family;
	if (k->family && k->family != family)
		return false;
	a->negated = op->negated;
	a->quantity = r->op.set == EACH ? SINGLE :
		r->op.set == FOR_ALL    ? FOR_ALL_VALUES :
					  FOR_ANY_VALUE;
	a->absent = r->op.if_exists || r->op.set == FOR_ALL || (r->op.set == EACH && op->negated);
	for (uint32_t i = 0; i < r->list->n; i++)
		if (!families[op->group].add(r, k, a, r->list->u.item[i]))
			return false;
	k->family = family;
	if (a->npred)
		qsort(a->pred, a->npred, sizeof *a->pred, by_pred);
	uint32_t n = 0;
	for (uint32_t i = 0; i < a->npred; i++)
		if (!n || !same_pred(&a->pred[n - 1], &a->pred[i]))
			a->pred[n++] = a->pred[i];
	a->npred = n;
	return true;
}

static Test read_one(const Reading *r)
{
	Atom a = { 0 };
	if (!r->op.op)
		return opaque(r);
	uint32_t number = key_number(r->m, r->key, r->shown, false);
	Key *k = &r->m->key[number];
	if (!(r->op.op->group == OP_NULL ? null_atom(r, &a) : value_atom(r, k, &a)))
		return opaque(r);
	uint32_t i = 0;
	while (i < k->natom && !same_atom(&k->atom[i], &a))
		i++;
	if (i == MAX_ATOMS)
		return opaque(r);
	if (i == k->natom)
		PUSH(r->m->arena, k->atom, k->natom, a);
	return (Test){ number, i };
}

void cond_read(Model *m, Clause *c, const char *word, const Value *keys, bool variables)
{
	Reading r = { .m = m, .word = word, .variables = variables };
	operator_read(&r.op, word);
	for (uint32_t i = 0; i < keys->n; i++) {
		char *key = arena_copy(m->arena, keys->u.pair[i].key, strlen(keys->u.pair[i].key));
		for (char *s = key; *s; s++)
			if (*s >= 'A' && *s <= 'Z')
				*s = (char)(*s + 32);
		r.key = key;
		r.shown = keys->u.pair[i].key;
		r.list = keys->u.pair[i].val;
		test_add(m, c, read_one(&r));
	}
}
