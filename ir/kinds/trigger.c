// trigger.c: triggers: what a pool calls while people sign up and in.
#include "common.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "function", T_REF, .to = "function", .flags = F_NEED, .doc = "the function that is called; the pool waits five seconds for its answer" },
	{ "pool", T_REF, ONE_OR_LIST, .to = "pool", .doc = "whose trigger it is; default: every pool's" },
	COMMON_FIELDS,
	{ 0 }
};
static const char words[] = "CREATE_AUTH_CHALLENGE CUSTOM_MESSAGE DEFINE_AUTH_CHALLENGE POST_AUTHENTICATION POST_CONFIRMATION "
	"PRE_AUTHENTICATION PRE_SIGN_UP PRE_TOKEN_GENERATION USER_MIGRATION VERIFY_AUTH_CHALLENGE_RESPONSE";
// The pool's rows carry the function.
static const Link link_rows[] = {
	{ "function", "function", .flags = LINK_SYNC },
	{ "pool", "pool" },
	{ 0 }
};
// clang-format on

extern const Kind kind_trigger;

static bool is_word(const char *name)
{
	return word_in(words, name, strlen(name));
}

// Without a name it is every pool's.
static void imply(Unit *u, Entity *e)
{
	const Kind *k = kind_of("pool", 4);
	if (rec_given(e->rec, "pool"))
		return;
	Value *list = value_list(u->arena, e->at);
	for (uint32_t i = 0; i < e->scope->nent; i++)
		if (e->scope->ent[i]->kind == k) {
			Value *ref = value_new(u->arena, V_ENT, e->at);
			ref->u.ent.name = value_str(u->arena, e->scope->ent[i]->name, e->at);
			value_push(u->arena, list, ref);
		}
	e->rec->u.rec.arg[field_row(field, "pool") - field] = list;
	if (!list->n && is_word(e->name) && !e->scope->refused.n)
		diag_line(say_trigger_without_pool(u, e->at, e->name), "write `pools: [users]`");
}

static void check(Unit *u, Entity *e)
{
	if (is_word(e->name))
		return;
	Diag *d = say_unknown_trigger(u, e->at, e->name);
	Nearest near = { .word = e->name };
	for (Word w = { .rest = words }; word_next(&w);)
		nearest_try(&near, arena_copy(u->arena, w.s, w.n));
	diag_nearest(d, &near, FIX_SAFE, e->at);
	if (!near.best)
		diag_line(d, "there are: %s", words);
}

const Kind kind_trigger = {
	"triggers",
	"trigger",
	"Trigger",
	"what a pool calls while people sign up and in",
	.field = field,
	.scalar = "function",
	.link = link_rows,
	.imply = imply,
	.check = check,
};
