// test.c: tests: what is deployed is called, and what it answers is compared. Each is a rule of the
// Makefile; nothing of it is deployed.
#include "test.h"

#include <string.h>

// clang-format off
const Field test_field[] = { TEST_FIELDS, { 0 } };
static const Field field[] = {
	{ "entity", T_STR, .flags = F_NEED | F_KNOWN, .doc = "what is tested: functions/NAME, routes/NAME, events/NAME, flows/NAME, or state: the topology's flow" },
	TEST_FIELDS,
	{ 0 }
};
// What a test can call: its section's name here, and its kind.
static const char *const tested[][2] = {
	{ "functions", "function" }, { "function", "function" }, { "routes", "route" }, { "route", "route" },
	{ "events", "event" }, { "event", "event" }, { "flows", "flow" }, { "flow", "flow" },
	{ "state", "flow" }, { "states", "flow" },
};
// clang-format on

// The entity that is meant; NULL after saying that there is none, or silently when it cannot be known.
static Entity *find(Unit *u, const Entity *e, bool say)
{
	const Value *v = rec_get(e->rec, "entity");
	const char *text = value_text(v);
	if (!text)
		return NULL;
	size_t n = strcspn(text, "/");
	const char *name = text[n] ? text + n + 1 : e->scope->name;
	const Kind *k = NULL;
	for (size_t i = 0; i < COUNT(tested) && !k; i++)
		if (strlen(tested[i][0]) == n && strncmp(tested[i][0], text, n) == 0 &&
			(text[n] || str_eq(tested[i][1], "flow")))
			k = kind_of(tested[i][1], strlen(tested[i][1]));
	if (!k) {
		if (say)
			say_test_entity(u, v->at, text);
		return NULL;
	}
	Entity *to = scope_find(e->scope, k, unit_sym(u, name));
	if (to || !say || is_refused(u, e->scope, k, name))
		return to;
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < e->scope->nent; i++)
		if (e->scope->ent[i]->kind == k)
			nearest_try(&near, e->scope->ent[i]->name);
	Diag *d = say_unknown_name(u, v->at, k->one, name);
	diag_nearest(d, &near, FIX_SAFE, value_part(u, v, text[n] ? n + 1 : 0, v->n));
	return NULL;
}

static void check(Unit *u, Entity *e)
{
	Entity *to = find(u, e, true);
	test_check(u, to, e->rec);
}

static void files_of(Unit *u, Entity *e)
{
	Entity *to = find(u, e, false);
	if (to && !to->off)
		test_rule(u, to, e->name, e->rec);
}

extern const Kind kind_test;
const Kind kind_test = {
	"tests",
	"test",
	"Test",
	"a call of what is deployed, and the answer it has to give",
	.field = field,
	.check = check,
	.files_of = files_of,
};
