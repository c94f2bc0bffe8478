// action.c: what an action string names.
#include "check.h"

#include "glob.h"

#include <string.h>

// `{{x}}` and references in an action may be any text, as `*` may.
static const char *as_pattern(const char *s, char *out, size_t room)
{
	size_t n = 0;
	for (; *s && n + 1 < room; s++)
		out[n++] = *s == UNKNOWN ? '*' : *s;
	out[n] = 0;
	return out;
}

enum { LONGEST_ACTION = 256 }; // no action of AWS has half of it

ActionName action_read(const IamData *data, const Text *t)
{
	ActionName a = { .service = NO_ROW, .action = NO_ROW };
	if (!t->s || t->n >= LONGEST_ACTION)
		return a;
	if (text_is(t, "*") || text_is(t, "*:*")) {
		a.star = a.good = a.wild = true;
		a.name = "*";
		return a;
	}
	const char *colon = strchr(t->s, ':');
	if (!colon || strchr(colon + 1, ':') || colon == t->s || !colon[1])
		return a;
	a.good = true;
	a.service_text = t->s;
	a.nservice = (uint32_t)(colon - t->s);
	a.name = colon + 1;
	a.wild = a.name[strcspn(a.name, "*?\1")] != '\0';
	if (memchr(t->s, UNKNOWN, a.nservice))
		return a;
	a.service = data_find_service(data, t->s, a.nservice);
	if (!a.wild)
		a.action = data_find_action(data, a.service, a.name, strlen(a.name));
	return a;
}

bool action_covers(const ActionName *a, const IamData *data, uint32_t action)
{
	if (a->star)
		return true;
	if (!a->wild)
		return a->action == action;
	char pattern[LONGEST_ACTION];
	return glob_match_nocase(
		as_pattern(a->name, pattern, sizeof pattern), data_action(data, action).name);
}

static bool text_covers(const Text *t, const char *full)
{
	char pattern[LONGEST_ACTION];
	return t->n < LONGEST_ACTION &&
		glob_match_nocase(as_pattern(t->s, pattern, sizeof pattern), full);
}

const Text *stmt_action(const Stmt *s, const char *full)
{
	for (uint32_t i = 0; i < s->action.n; i++)
		if (text_covers(&s->action.item[i], full))
			return &s->action.item[i];
	return NULL;
}

bool stmt_covers(const Stmt *s, const char *full)
{
	return s->action.given && (stmt_action(s, full) != NULL) != s->not_action;
}
