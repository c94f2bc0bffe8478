// build.c: the scopes and states of a machine, nested ones included.
//
// Says nothing: a type or language that is misspelt is taken for the nearest one here and
// reported by fields.c, so that one slip draws one message.
#include "fields.h"

#include <string.h>
#include <strings.h>

// What a key that is not there was written as, within the distance of a slip.
const Pair *near_pair(const Asl *a, const Value *map, const char *name)
{
	const Pair *p = value_pair(map, name);
	if (p || !map || map->kind != V_MAP)
		return p;
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < map->n; i++) {
		const char *key = map->u.pair[i].key;
		if (map_get(&a->known, key))
			continue;
		if (strcasecmp(key, name) == 0)
			return &map->u.pair[i];
		const char *best = near.best;
		nearest_try(&near, key);
		if (near.best != best)
			p = &map->u.pair[i];
	}
	return near.ntie == 1 ? p : NULL;
}

const Value *near_get(const Asl *a, const Value *map, const char *name)
{
	const Pair *p = near_pair(a, map, name);
	return p ? p->val : NULL;
}

static const struct {
	const char *word;
	uint32_t type;
} type_words[] = {
	{ "Task", TASK },
	{ "Parallel", PARALLEL },
	{ "Map", MAP },
	{ "Pass", PASS },
	{ "Wait", WAIT },
	{ "Choice", CHOICE },
	{ "Succeed", SUCCEED },
	{ "Fail", FAIL },
};

static void find_type(const Asl *a, AslState *st)
{
	const char *word = value_text(near_get(a, st->val, "Type"));
	if (!word)
		return;
	Nearest near = { .word = word };
	for (size_t i = 0; i < COUNT(type_words); i++) {
		if (str_eq(word, type_words[i].word))
			near = (Nearest){ .word = word, .best = type_words[i].word, .ntie = 1 };
		else if (!near.best || near.distance)
			nearest_try(&near, type_words[i].word);
	}
	for (size_t i = 0; i < COUNT(type_words) && near.ntie == 1; i++) {
		if (str_eq(near.best, type_words[i].word)) {
			st->type = type_words[i].type;
			st->word = type_words[i].word;
		}
	}
}

// AWS: only the exact word JSONPath is JSONPath, and anything else wrong. A word that is neither
// is judged by neither language.
static uint8_t find_lang(const Asl *a, const Value *map, uint8_t otherwise)
{
	const Value *v = near_get(a, map, "QueryLanguage");
	if (!v)
		return otherwise;
	return value_is(v, "JSONPath") ? LANG_PATH : value_is(v, "JSONata") ? LANG_ATA : LANG_ANY;
}

const char *scope_noun(Unit *u, const AslScope *s)
{
	return U_FORMAT(u, "this%s", strchr(s->noun, ' '));
}

static void add_scope(Asl *, AslState *owner, const Value *v, Span at, const char *noun);

static void add_inner(Asl *a, AslState *st)
{
	const Pair *p = st->type == PARALLEL ? near_pair(a, st->val, "Branches") : NULL;
	if (p && p->val->kind == V_LIST)
		for (uint32_t i = 0; i < p->val->n; i++)
			add_scope(a, st, p->val->u.item[i], short_span(a->u, p->val->u.item[i]),
				"a branch");
	static const char *const processor[] = { "ItemProcessor", "Iterator" };
	for (size_t i = 0; st->type == MAP && i < COUNT(processor); i++) {
		p = near_pair(a, st->val, processor[i]);
		if (p)
			add_scope(a, st, p->val, p->at, i ? "an Iterator" : "an ItemProcessor");
	}
}

static void add_state(Asl *a, AslScope *s, const Pair *p)
{
	AslState *st = U_NEW(a->u, AslState);
	st->name = p->key;
	st->at = p->at;
	st->val = p->val;
	st->scope = s;
	st->index = s->n;
	st->number = a->nstate;
	U_PUSH(a->u, s->state, s->n, st);
	U_PUSH(a->u, a->state, a->nstate, st);
	map_put(&s->by_name, st->name, st);
	if (!map_get(&a->by_name, st->name))
		map_put(&a->by_name, st->name, st);
	s->open |= is_hole_key(a, st->name);
	find_type(a, st);
	uint8_t own = find_lang(a, p->val, a->lang);
	st->downgrade = a->lang == LANG_ATA && own == LANG_PATH;
	st->lang = own;
	if (p->val->kind == V_MAP)
		add_inner(a, st);
}

static void add_scope(Asl *a, AslState *owner, const Value *v, Span at, const char *noun)
{
	AslScope *s = U_NEW(a->u, AslScope);
	s->owner = owner;
	s->val = v;
	s->at = at;
	s->noun = noun;
	s->by_name.arena = s->vars.arena = a->u->arena;
	if (owner) {
		const Value *config = value_get(v, "ProcessorConfig");
		s->own_distributed = value_is(value_get(config, "Mode"), "DISTRIBUTED");
		s->distributed = owner->scope->distributed || s->own_distributed;
		s->express = owner->scope->express;
		s->express_by = owner->scope->express_by;
		if (s->own_distributed) {
			s->express = value_is(value_get(config, "ExecutionType"), "EXPRESS");
			s->express_by = s->express ? owner : NULL;
		}
		U_PUSH(a->u, owner->inner, owner->ninner, s);
	} else {
		s->express = a->opt->express;
	}
	U_PUSH(a->u, a->scope, a->nscope, s);
	const Value *states = near_get(a, v, "States");
	for (uint32_t i = 0; states && states->kind == V_MAP && i < states->n; i++)
		add_state(a, s, &states->u.pair[i]);
}

Asl *asl_build(Unit *u, const Value *machine, const AslOptions *opt)
{
	// Names compared for suggestions: plenty for a file that a person wrote, and an end for one
	// in which every name of thousands is wrong.
	enum { NEAR_NAMES = 200 * 1000 };
	Asl *a = U_NEW(u, Asl);
	a->u = u;
	a->opt = opt;
	a->machine = machine;
	a->by_name.arena = a->labels.arena = a->reads.arena = u->arena;
	a->near_left = NEAR_NAMES;
	fields_intern(a);
	a->lang = find_lang(a, machine, LANG_PATH);
	const Pair *lang = value_pair(machine, "QueryLanguage");
	if (lang)
		a->lang_at = inner_span(u, lang->val);
	add_scope(a, NULL, machine, short_span(a->u, machine), "a state machine");
	return a;
}
