// risk_escalation.c: actions that together make their holder more than the policy says.
//
// The combinations are rows of table_escalation.c. An action counts when the policy allows it on
// resources at large without a condition that confines it, and does not deny it at large; a row is met
// when each of its actions counts. What a NotAction lets through counts beside an action that is
// written: by itself it has a finding of its own. Findings on the same string are one, with the further ways
// as lines.
#include "check.h"

#include <string.h>

enum { MAX_PARTS = 8, MAX_ALTERNATIVES = 4, SHOWN_WAYS = 2 };

// `*`, `arn:aws:iam::*:role/*`, `arn:aws:lambda:*:*:function:*`: whatever there is of a kind.
static bool is_broad(const Text *t)
{
	if (resource_is_all(t))
		return t->known;
	Arn a = arn_read(t->s);
	if (!t->known || a.parts < ARN_PARTS)
		return t->known && strchr(t->s, '*');
	const char *name = a.part[5] + strcspn(a.part[5], "/:");
	name = *name ? name + 1 : a.part[5];
	return *name && name[strspn(name, "*?/:")] == '\0';
}

static bool is_confined(const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (condition_confines(&s->cond[i]))
			return true;
	return false;
}

static bool broad_statement(const Stmt *s)
{
	if (s->not_resource)
		return true;
	for (uint32_t i = 0; i < s->resource.n; i++)
		if (is_broad(&s->resource.item[i]))
			return true;
	return false;
}

static const Text by_not_action = { .s = "NotAction", .known = true };

// The string that allows the action at large, `by_not_action`, or NULL.
static const Text *allowed(const Check *c, const char *full)
{
	const Text *found = NULL;
	bool other = false;
	for (uint32_t i = 0; i < c->p->nstmt; i++) {
		const Stmt *s = &c->p->stmt[i];
		if (is_confined(s) || !broad_statement(s) || !stmt_covers(s, full))
			continue;
		if (s->deny)
			return NULL;
		if (s->allow && s->not_action)
			other = true;
		else if (s->allow && !found)
			found = stmt_action(s, full);
	}
	if (found && found->known)
		return found;
	return other ? &by_not_action : NULL;
}

// One word of a row: an action, or alternatives.
static const Text *allowed_one_of(const Check *c, const char *s, size_t n, const char **name)
{
	while (n) {
		size_t m = 0;
		while (m < n && s[m] != '|')
			m++;
		*name = arena_copy(c->u->arena, s, m);
		const Text *t = allowed(c, *name);
		if (t)
			return t;
		s += m < n ? m + 1 : m;
		n -= m < n ? m + 1 : m;
	}
	return NULL;
}

// What was said on a string already.
typedef struct Said {
	const Text *t;
	Diag *d;
	unsigned more;
} Said;

static Said *find_said(Said *said, uint32_t n, const Text *t)
{
	for (uint32_t i = 0; i < n; i++)
		if (said[i].t == t)
			return &said[i];
	return NULL;
}

static void say_more(Said *s, const char *names, const char *how)
{
	if (s->more++ < SHOWN_WAYS)
		diag_line(s->d, "with %s one can %s", names, how);
}

typedef struct Met {
	const Text *part[MAX_PARTS];
	uint32_t n, others; // others: that a NotAction lets through
	const char *names;
} Met;

static bool row_met(const Check *c, const Escalation *e, Met *m)
{
	Buf names = { .arena = c->u->arena };
	bool written = false;
	*m = (Met){ 0 };
	for (Word w = { .rest = e->actions }; word_next(&w) && m->n < MAX_PARTS;) {
		const char *name;
		const Text *t = allowed_one_of(c, w.s, w.n, &name);
		if (!t || text_is(t, "*") ||
			text_is(t, "*:*")) // all of everything has a finding of its own
			return false;
		buf_printf(&names, "%s`%s`", m->n + m->others ? " and " : "", name);
		if (t != &by_not_action)
			m->part[m->n++] = t;
		else
			m->others++;
		written |= t != &by_not_action;
	}
	m->names = names.s;
	return written;
}

void check_escalation(const Check *c)
{
	if (c->p->type != POLICY_IDENTITY)
		return;
	Said *said = NULL;
	uint32_t nsaid = 0;
	for (const Escalation *e = escalations; e->actions; e++) {
		Met m;
		if (!row_met(c, e, &m))
			continue;
		const Text *at = m.part[m.n - 1];
		Said *before = find_said(said, nsaid, at);
		if (before) {
			say_more(before, m.names, e->how);
			continue;
		}
		Diag *d = say_privilege_escalation(c->u, at->at, m.names, e->how);
		for (uint32_t i = 0; i + 1 < m.n; i++)
			if (m.part[i] != at)
				diag_context(d, m.part[i]->at, "with this");
		PUSH(c->u->arena, said, nsaid, ((Said){ at, d, 0 }));
	}
	for (uint32_t i = 0; i < nsaid; i++)
		if (said[i].more > SHOWN_WAYS)
			diag_line(said[i].d, "and %u ways more", said[i].more - SHOWN_WAYS);
}
