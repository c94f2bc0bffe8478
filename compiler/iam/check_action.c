// check_action.c: whether the actions of a statement exist.
//
// Source: the table of actions (data.h). A table is never newer than a policy, so a name that is
// not in it and near nothing in it is a warning with the table's date, and an error only when it is
// close to a real one.
#include "check.h"

#include <string.h>
#include <strings.h>

enum {
	NEAR_ENOUGH = 2,  // letters; farther away it may as well be a name the table is too old for
	FEW_SERVICES = 3, // an action of this name in more of them is a common name, not a slip
};

static Diag *say_age(const Check *c, Diag *d)
{
	return diag_line(
		d, "the list of actions is of %s; `--iam-data` takes a newer one", c->data->date);
}

static void say_syntax(const Check *c, const Text *t, const char *why)
{
	diag_aa(say_action_syntax(c->u, t->at, text_shown(c->u, t), why), "INVALID_ACTION");
}

// Says what is wrong with the form of an action; false when nothing is.
static bool bad_form(const Check *c, const Text *t)
{
	const char *colon = strchr(t->s, ':');
	size_t odd = strspn(
		t->s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:*?\1");
	if (strstr(t->s, "${"))
		return true; // check_variables has it
	if (t->s[odd] == ',')
		say_syntax(c, t, "one string is one action; a comma is part of its name");
	else if (t->s[odd])
		say_syntax(c, t,
			U_FORMAT(c->u, "`%.*s` cannot stand in it", t->s[odd] & 0x80 ? 2 : 1,
				t->s + odd));
	else if (!colon)
		say_syntax(c, t, "the service and a colon come first, as in `s3:GetObject`");
	else if (strchr(colon + 1, ':'))
		say_syntax(c, t, "it has one colon, between service and name");
	else if (colon == t->s)
		say_syntax(c, t, "no service stands before the colon");
	else if (!colon[1])
		say_syntax(c, t, "no name stands after the colon, so it never matches");
	else if (memchr(t->s, '*', (size_t)(colon - t->s)) ||
		memchr(t->s, '?', (size_t)(colon - t->s)))
		say_syntax(c, t, "the service takes no wildcard");
	else
		return false;
	return true;
}

static void say_service(const Check *c, const Text *t, const ActionName *a)
{
	const char *word = arena_copy(c->u->arena, a->service_text, a->nservice);
	Nearest near = { .word = word };
	uint32_t best = NO_ROW; // a near service that has the action
	for (uint32_t i = 0; i < c->data->count[DATA_SERVICE]; i++) {
		IamService s = data_service(c->data, i);
		if (s.retired)
			continue;
		nearest_try(&near, s.name);
		if (best == NO_ROW && !a->wild &&
			edit_distance(word, s.name, NEAR_ENOUGH) <= NEAR_ENOUGH &&
			data_find_action(c->data, i, a->name, strlen(a->name)) != NO_ROW)
			best = i;
	}
	if (best != NO_ROW) {
		near = (Nearest){ .word = word };
		nearest_try(&near, data_service(c->data, best).name);
	}
	Diag *d = say_unknown_service(c->u, t->at, word);
	diag_near_text(c, d, &near, t, 0, a->nservice);
	diag_aa(d, "INVALID_SERVICE_IN_ACTION");
	if (!near.best || near.distance > NEAR_ENOUGH) {
		diag_severity(d, WARNING);
		say_age(c, d);
	}
}

// Other services with an action of just this name, up to FEW_SERVICES + 1.
static uint32_t same_name_elsewhere(const Check *c, const ActionName *a, uint32_t *out)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->data->count[DATA_SERVICE] && n <= FEW_SERVICES; i++)
		if (i != a->service && !data_service(c->data, i).retired &&
			data_find_action(c->data, i, a->name, strlen(a->name)) != NO_ROW)
			out[n++] = i;
	return n;
}

static void say_api_name(const Check *c, const Text *t, const ApiName *api)
{
	Buf list = { .arena = c->u->arena };
	unsigned n = 0;
	for (Word w = { .rest = api->actions }; word_next(&w); n++)
		buf_printf(&list, "%s`%.*s`", n ? " and " : "", (int)w.n, w.s);
	Diag *d = say_api_name_as_action(c->u, t->at, text_shown(c->u, t), list.s);
	if (n == 1)
		diag_fix_text(c, d, FIX_SAFE, U_FORMAT(c->u, "write `%s`", api->actions), t, 0,
			t->n, api->actions);
	else
		diag_fix(d, FIX_MANUAL, U_FORMAT(c->u, "write %s", list.s), t->at, NULL);
	diag_aa(d, "INVALID_ACTION");
}

static void say_action(const Check *c, const Text *t, const ActionName *a)
{
	const ApiName *api = api_name_find(t->s);
	if (api) {
		say_api_name(c, t, api);
		return;
	}
	IamService s = data_service(c->data, a->service);
	Nearest near = { .word = a->name };
	for (uint32_t i = 0; i < s.naction; i++) {
		IamAction other = data_action(c->data, s.first_action + i);
		if (!other.retired)
			nearest_try(&near, other.name);
	}
	Diag *d = say_unknown_action(c->u, t->at, a->name, s.name);
	uint32_t elsewhere[FEW_SERVICES + 1];
	uint32_t n = near.best ? 0 : same_name_elsewhere(c, a, elsewhere);
	if (near.best) {
		diag_near_text(c, d, &near, t, a->nservice + 1u, t->n);
	} else if (n == 1) {
		const char *name =
			U_FORMAT(c->u, "%s:%s", data_service(c->data, elsewhere[0]).name, a->name);
		diag_fix_text(c, d, FIX_MAYBE, U_FORMAT(c->u, "use `%s`", name), t, 0, t->n, name);
	} else if (n && n <= FEW_SERVICES) {
		Buf list = { .arena = c->u->arena };
		for (uint32_t i = 0; i < n; i++)
			buf_printf(&list, "%s`%s`", i ? ", " : "",
				data_service(c->data, elsewhere[i]).name);
		diag_line(d, "services that have it: %s", list.s);
	}
	diag_aa(d, "INVALID_ACTION");
	bool close = (near.best && near.distance <= NEAR_ENOUGH) || (n && n <= FEW_SERVICES);
	if (!close) {
		diag_severity(d, WARNING);
		say_age(c, d);
	}
}

// A pattern that takes in no action, retired ones included.
static void check_pattern(const Check *c, const Text *t, const ActionName *a)
{
	IamService s = data_service(c->data, a->service);
	for (uint32_t i = 0; i < s.naction; i++)
		if (action_covers(a, c->data, s.first_action + i))
			return;
	if (!s.naction) // closed long ago: its actions are not recorded
		return;
	// The nearest name of the same length as the part before the first wildcard.
	size_t head = strcspn(a->name, "*?\1");
	const char *word = arena_copy(c->u->arena, a->name, head);
	Nearest near = { .word = word };
	for (uint32_t i = 0; head > 2 && i < s.naction; i++) {
		const char *name = data_action(c->data, s.first_action + i).name;
		nearest_try(&near,
			arena_copy(c->u->arena, name, strlen(name) < head ? strlen(name) : head));
	}
	Diag *d = say_action_pattern_empty(c->u, t->at, text_shown(c->u, t), s.name);
	const ApiName *api = t->known ? api_name_find(t->s) : NULL;
	if (api)
		diag_line(d, "%s are API operations; the actions are %s", t->s, api->actions);
	else
		diag_near_text(c, d, &near, t, a->nservice + 1u, a->nservice + 1u + head);
	diag_aa(d, "INVALID_ACTION");
	if (!api && (!near.best || near.distance > NEAR_ENOUGH)) {
		diag_severity(d, WARNING);
		say_age(c, d);
	}
}

static void check_action(const Check *c, const Text *t)
{
	ActionName a = action_read(c->data, t);
	if (a.star || (!t->known && !a.good) || bad_form(c, t))
		return;
	if (a.service == NO_ROW) {
		if (!memchr(t->s, UNKNOWN, a.nservice))
			say_service(c, t, &a);
		return;
	}
	IamService s = data_service(c->data, a.service);
	if (s.retired) {
		say_retired_service(c->u, t->at, s.name, s.display);
		return;
	}
	if (a.wild) {
		if (t->known)
			check_pattern(c, t, &a);
	} else if (a.action == NO_ROW) {
		say_action(c, t, &a);
	} else if (data_action(c->data, a.action).retired) {
		diag_aa(say_retired_action(c->u, t->at, text_shown(c->u, t)), "INVALID_ACTION");
	}
}

// Actions of another service in a policy that belongs to one.
static void check_owner(const Check *c, const Text *t)
{
	size_t n = strcspn(t->s, ":");
	bool known = t->known && t->s[n] && !memchr(t->s, '*', n);
	if (!known || !c->owner || c->owner->flags & OWNER_ANY_SERVICE)
		return;
	const char *prefix = arena_copy(c->u->arena, t->s, n);
	for (Word w = { .rest = c->owner->services }; word_next(&w);)
		if (strlen(prefix) == w.n && strncasecmp(prefix, w.s, w.n) == 0)
			return;
	if (data_find_service(c->data, t->s, n) == NO_ROW)
		return;
	Diag *d = say_action_of_other_service(c->u, t->at, text_shown(c->u, t), c->owner->what);
	diag_aa(d, "UNSUPPORTED_ACTION_IN_POLICY");
}

void check_actions(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		if (t->v->kind != V_STR && value_scalar(t->v))
			continue; // of the wrong type, and said so
		check_action(c, t);
		check_owner(c, t);
	}
}
