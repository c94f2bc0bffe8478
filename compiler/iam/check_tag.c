// check_tag.c: condition keys with actions whose requests do not have them.
//
// Source: Service Authorization Reference (data.h): the keys of each action and of its resource
// types. A key that a request lacks makes an `Allow` never apply and a negated `Deny` always.
#include "check.h"

#include <string.h>
#include <strings.h>

// Whether requests for the action may have the key: its own, or one of the resource types it works
// on. An action that makes something counts as having the tags of what it makes, as Access Analyzer
// has it.
static bool action_has_key(const IamData *data, uint32_t action, uint32_t key)
{
	IamAction a = data_action(data, action);
	if (list_has(a.keys, key))
		return true;
	if (strncmp(data_key(data, key).name, "aws:ResourceTag/", 16) == 0 &&
		list_has(a.keys, data_find_key_row(data, "aws:RequestTag/${TagKey}")))
		return true;
	for (uint32_t i = 0; i < a.resources.n; i++)
		if (list_has(data_resource(data, list_item(a.resources, i)).keys, key))
			return true;
	return false;
}

// Whether some action that the string takes in has the key. True also when nothing can be said.
static bool text_has_key(const IamData *data, const Text *t, uint32_t key)
{
	ActionName a = action_read(data, t);
	if (!t->known || a.star || a.service == NO_ROW)
		return true;
	IamService s = data_service(data, a.service);
	if (s.retired)
		return true;
	if (!a.wild)
		return a.action == NO_ROW || data_action(data, a.action).retired ||
			action_has_key(data, a.action, key);
	bool some = false;
	for (uint32_t i = s.first_action; i < s.first_action + s.naction; i++) {
		if (!action_covers(&a, data, i))
			continue;
		some = true;
		if (action_has_key(data, i, key))
			return true;
	}
	return !some;
}

static const char *names_of(const Check *c, const Stmt *s, const bool *bad)
{
	Buf b = { .arena = c->u->arena };
	unsigned n = 0;
	for (uint32_t i = 0; i < s->action.n; i++)
		if (bad[i] && n++ < 3)
			buf_printf(
				&b, "%s`%s`", n > 1 ? ", " : "a request for ", s->action.item[i].s);
	if (n > 3)
		buf_printf(&b, " and %u more", n - 3);
	return b.s;
}

static void check_resource_tag(const Check *c, const Stmt *s, const Condition *k)
{
	uint32_t row = data_find_key_row(c->data, "aws:ResourceTag/${TagKey}");
	if (row == NO_ROW || !s->action.n)
		return;
	bool *bad = NEW_N(c->u->arena, bool, s->action.n);
	uint32_t first = NO_ROW;
	for (uint32_t i = 0; i < s->action.n; i++) {
		bad[i] = !text_has_key(c->data, &s->action.item[i], row);
		if (bad[i] && first == NO_ROW)
			first = i;
	}
	if (first == NO_ROW)
		return;
	Diag *d = say_tag_key_unsupported(c->u, k->key.at, names_of(c, s, bad), k->key.s);
	for (uint32_t i = first; i < s->action.n; i++)
		if (bad[i])
			diag_context(d, s->action.item[i].at,
				s->deny ? "always denied" : "never allowed here");
	diag_severity(d, s->deny ? WARNING : NOTE);
	diag_aa(d,
		s->deny ? "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" :
			  "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
}

// NotAction with a tag: among everything else there are always actions without tags.
static void check_not_action(const Check *c, const Stmt *s, const Condition *k)
{
	Diag *d = say_tag_key_unsupported(
		c->u, k->key.at, "much of what `NotAction` takes in", k->key.s);
	diag_severity(d, s->deny ? WARNING : NOTE);
	diag_aa(d,
		s->deny ? "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE" :
			  "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
}

// A key that only some actions have, and none of them is named.
static bool check_needs_action(const Check *c, const Stmt *s, const Condition *k)
{
	for (const KeyAction *a = key_actions; a->key; a++) {
		if (!text_is_nocase(&k->key, a->key))
			continue;
		Buf list = { .arena = c->u->arena };
		unsigned n = 0;
		for (Word w = { .rest = a->actions }; word_next(&w); n++) {
			if (stmt_covers(s, arena_copy(c->u->arena, w.s, w.n)))
				return false;
			buf_printf(&list, "%s`%.*s`", n ? " or " : "", (int)w.n, w.s);
		}
		diag_aa(say_key_needs_action(c->u, k->key.at, k->key.s, list.s),
			"MISSING_ACTION_FOR_CONDITION_KEY");
		return true;
	}
	return false;
}

// Whether the guides say that requests for this action have the key, whatever the reference says.
static bool guide_has_key(const Text *key, const Text *action)
{
	for (const KeyAction *a = key_actions; a->key; a++)
		if (text_is_nocase(key, a->key) && word_in(a->actions, action->s, action->n))
			return true;
	return false;
}

// Literal actions whose requests do not have a key that other actions of their service have.
static void check_literal_actions(const Check *c, const Stmt *s, const Condition *k, uint32_t row)
{
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		ActionName a = action_read(c->data, t);
		if (a.wild || a.service == NO_ROW ||
			!list_has(data_service(c->data, a.service).keys, row) ||
			text_has_key(c->data, t, row) || guide_has_key(&k->key, t))
			continue;
		Diag *d = say_key_not_for_action(c->u, t->at, text_shown(c->u, t), k->key.s);
		diag_context(d, k->key.at, "asked for here");
		diag_aa(d, "UNSUPPORTED_ACTION_FOR_CONDITION_KEY");
	}
}

static bool is_resource_tag(const char *key)
{
	return strncasecmp(key, "aws:ResourceTag/", 16) == 0 && key[16];
}

void check_tag_keys(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		if (!k->op || !k->key.known || k->if_exists || k->op->group == OP_NULL ||
			!s->action.given)
			continue;
		if (is_resource_tag(k->key.s)) {
			if (s->not_action)
				check_not_action(c, s, k);
			else
				check_resource_tag(c, s, k);
			continue;
		}
		if (s->not_action || check_needs_action(c, s, k))
			continue;
		KeyFacts f = key_facts(c->data, k->key.s);
		if (f.row != NO_ROW && !f.global)
			check_literal_actions(c, s, k, f.row);
	}
}
