// risk_breadth.c: identity policies that allow more than anyone can have meant.
//
// Sources: the classes of cloudsplaining and parliament; access levels from the Service
// Authorization Reference (data.h).
#include "check.h"

#include <string.h>

static bool on_everything(const Stmt *s)
{
	for (uint32_t i = 0; i < s->resource.n; i++)
		if (text_is(&s->resource.item[i], "*"))
			return !s->not_resource;
	return false;
}

static bool confined(const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (condition_confines(&s->cond[i]))
			return true;
	return false;
}

// Names as "`a`, `b` and 3 more".
typedef struct Names {
	Buf text;
	unsigned n;
	const Text *first;
} Names;

static void add_name(Names *names, const Text *t, const char *name)
{
	names->first = names->first ? names->first : t;
	if (names->n++ < 3)
		buf_printf(&names->text, "%s`%s`", names->n > 1 ? ", " : "", name);
}

static const char *names_text(Names *names)
{
	if (names->n > 3)
		buf_printf(&names->text, " and %u more", names->n - 3);
	return names->text.s;
}

// Whether the string is `service:*`, which has a finding of its own.
static bool is_service_star(const Text *t)
{
	return t->n > 2 && str_eq(t->s + t->n - 2, ":*") && !strchr(t->s, '?');
}

static void check_class(
	const Check *c, const Stmt *s, const char *words, Diag *(*say)(Unit *, Span, const char *))
{
	Names names = { .text = { .arena = c->u->arena } };
	for (Word w = { .rest = words }; word_next(&w);) {
		const char *full = arena_copy(c->u->arena, w.s, w.n);
		const Text *t = stmt_action(s, full);
		uint32_t action = data_find_full(c->data, full);
		// What cannot be limited is no fault of whoever writes `*`.
		if (action == NO_ROW || !data_action(c->data, action).resources.n)
			continue;
		if (t && t->known && !text_is(t, "*") && !is_service_star(t))
			add_name(&names, t, full);
	}
	if (names.n)
		say(c->u, names.first->at, names_text(&names));
}

static void check_permissions(const Check *c, const Stmt *s)
{
	Names names = { .text = { .arena = c->u->arena } };
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		ActionName name = action_read(c->data, t);
		if (name.wild || name.action == NO_ROW)
			continue;
		IamAction a = data_action(c->data, name.action);
		if (a.level == LEVEL_PERMISSIONS && a.resources.n) // others cannot be limited
			add_name(&names, t, t->s);
	}
	if (names.n)
		say_permissions_management(c->u, names.first->at, names_text(&names));
}

static void check_services(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		if (!is_service_star(t) || text_is(t, "*:*"))
			continue;
		ActionName a = action_read(c->data, t);
		if (a.service != NO_ROW && !data_service(c->data, a.service).retired)
			say_service_wildcard(c->u, t->at, data_service(c->data, a.service).display);
	}
}

static void check_not(const Check *c, const Stmt *s)
{
	if (s->not_action && s->action.n)
		say_allow_not_action(c->u, s->action.key);
	if (s->not_resource && s->resource.n)
		say_allow_not_resource(c->u, s->resource.key);
}

// What a bucket's own policy or list gives whoever may write it.
static const struct {
	const char *has, *gives, *what;
} bucket_rights[] = {
	{ "s3:PutBucketPolicy", "s3:PutObject", "every right" },
	{ "s3:PutBucketAcl", "s3:ListBucket", "`s3:ListBucket`" },
	{ "s3:PutObjectAcl", "s3:GetObject", "`s3:GetObject`" },
	{ "s3:PutLifecycleConfiguration", "s3:DeleteObject", "`s3:DeleteObject`" },
};

// Whether the policy allows an action on something and does not deny it everywhere.
static const Text *effective(const Check *c, const char *full)
{
	const Text *found = NULL;
	for (uint32_t i = 0; i < c->p->nstmt; i++) {
		const Stmt *s = &c->p->stmt[i];
		if (s->deny && !s->ncond && on_everything(s) && stmt_covers(s, full))
			return NULL;
		if (s->allow && !s->not_action && !found)
			found = stmt_action(s, full);
	}
	return found;
}

static void check_buckets(const Check *c, const Stmt *s)
{
	if (s != c->p->stmt) // once for the policy
		return;
	for (size_t i = 0; i < COUNT(bucket_rights); i++) {
		const Text *t = effective(c, bucket_rights[i].has);
		if (t && !effective(c, bucket_rights[i].gives))
			say_bucket_policy_escalation(
				c->u, t->at, bucket_rights[i].has, bucket_rights[i].what);
	}
}

void check_breadth(const Check *c, const Stmt *s)
{
	if (c->p->type != POLICY_IDENTITY)
		return;
	check_buckets(c, s);
	if (!s->allow)
		return;
	check_not(c, s);
	if (!on_everything(s) || s->not_action || confined(s))
		return;
	const Text *all = NULL;
	for (uint32_t i = 0; i < s->action.n; i++)
		if (text_is(&s->action.item[i], "*") || text_is(&s->action.item[i], "*:*"))
			all = &s->action.item[i];
	if (all) {
		say_full_access(c->u, all->at);
		return;
	}
	check_services(c, s);
	check_class(c, s, credential_actions, say_credentials_exposure);
	check_class(c, s, data_actions, say_data_exposure);
	check_permissions(c, s);
}
