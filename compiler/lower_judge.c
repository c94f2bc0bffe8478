// lower_judge.c: what is said of a role's policy once all of it is known: statements written by hand
// that say no more than what is inferred.
#include "lower.h"

#include "../ir/access.h"
#include "iam/glob.h"

#include <string.h>

// The statements of a document that are inferred, as a list.
static Value *inferred_of(Unit *u, const Resource *role, const Value *doc)
{
	const Value *list = value_get(doc, "Statement");
	Value *out = value_list(u->arena, doc->at);
	for (uint32_t i = 0; i < list->n; i++) {
		bool written = false;
		for (uint32_t k = 0; k < role->nstatement; k++)
			written |= role->statement[k]->written == list->u.item[i];
		if (!written)
			value_push(u->arena, out, list->u.item[i]);
	}
	return out;
}

static bool allows_nothing_new(Unit *u, const Value *inferred, const Value *statement)
{
	AccessPolicy old = { .doc = inferred }, new = { .doc = statement };
	AccessSide before = { &old, 1 }, after = { &new, 1 };
	AccessOptions opt = { .type = POLICY_IDENTITY };
	return access_compare(u, &before, &after, &opt)->added == ACCESS_NO;
}

static const Value *first_of(const Value *v)
{
	return v && v->kind == V_LIST ? v->n ? v->u.item[0] : NULL : v;
}

static bool speaks_of(Unit *u, const Value *resource, const Value *on)
{
	const char *text = value_shown(u, on);
	uint32_t n = resource->kind == V_LIST ? resource->n : 1;
	for (uint32_t i = 0; i < n; i++)
		if (arn_includes(value_shown(u,
					 resource->kind == V_LIST ? resource->u.item[i] : resource),
			    text))
			return true;
	return false;
}

// What asks for the first action of a statement on its first resource; else for the action.
static const Statement *inferred_like(Unit *u, const Resource *role, const Value *written)
{
	const char *action = value_text(first_of(value_get(written, "Action")));
	const Value *on = first_of(value_get(written, "Resource"));
	const Statement *found = NULL;
	for (uint32_t i = 0; action && i < role->nstatement; i++) {
		const Statement *s = role->statement[i];
		if (s->written || !word_in(s->actions, action, strlen(action)))
			continue;
		if (on && s->resource && speaks_of(u, s->resource, on))
			return s;
		if (!found)
			found = s;
	}
	return found;
}

static void check_written(Unit *u, const Resource *role, const Value *doc)
{
	Value *inferred = NULL;
	for (uint32_t i = 0; i < role->nstatement; i++) {
		const Statement *s = role->statement[i];
		if (!s->written || !value_is(value_get(s->written, "Effect"), "Allow"))
			continue;
		if (!inferred)
			inferred = inferred_of(u, role, doc);
		if (!inferred->n || !allows_nothing_new(u, inferred, s->written))
			continue;
		Diag *d = say_statement_inferred(
			u, s->at, U_FORMAT(u, "%s `%s`", role->from->kind->one, role->from->name));
		const Statement *why = inferred_like(u, role, s->written);
		if (why && why->at.file)
			diag_related(d, why->at, "this asks for it");
		diag_line(d, "leave it out: what is inferred follows when names change");
	}
}

// ---- Names that are nearly those of entities -----------------------------------------------------

// The resource part of an ARN, and its service.
static const char *resource_of(const char *arn, const char **service)
{
	for (int colon = 0; colon < 5 && arn; colon++) {
		arn = strchr(arn, ':');
		arn = arn ? arn + 1 : NULL;
		if (colon == 1)
			*service = arn;
	}
	return arn;
}

static bool same_word(const char *a, const char *b, char end)
{
	size_t n = strcspn(a, (char[]){ end, 0 });
	return n == strcspn(b, (char[]){ end, 0 }) && strncmp(a, b, n) == 0;
}

// The ARN by which a policy names the entity, or NULL.
static const char *arn_of(Unit *u, Entity *e)
{
	const Attr *a = e->main ? e->main->op->attr : NULL;
	while (a && a->name && !str_eq(a->name, "arn"))
		a++;
	return a && a->name && a->spell ? value_shown(u, value_ref(u, e->main, "arn", e->at)) :
					  NULL;
}

// `orders-1` and `orders-2` are two things.
static bool differ_in_digits(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, "0123456789");
		b += strspn(b, "0123456789");
		if (*a != *b || !*a)
			return *a == *b;
	}
}

// A resource written by hand that is one slip away from an entity's ARN, and nobody's.
static void check_near(Unit *u, const Value *v)
{
	const char *service = NULL;
	const char *text = v->kind == V_STR || v->kind == V_JOIN ? value_shown(u, v) : "";
	const char *name = resource_of(text, &service);
	if (!name)
		return;
	size_t n = strlen(name);
	if (str_ends(name, "/*") || str_ends(name, ":*"))
		n -= 2;
	name = arena_copy(u->arena, name, n);
	Nearest near = { .word = name };
	const Entity *found = NULL;
	for (uint32_t i = 0; i < u->nent && !strpbrk(name, "*?<$"); i++) {
		Entity *e = u->ent[i];
		const char *other = NULL;
		const char *its = e->off ? NULL : arn_of(u, e);
		const char *resource = its ? resource_of(its, &other) : NULL;
		if (!resource || !same_word(service, other, ':') || !strstr(name, e->scope->name))
			continue;
		size_t m = strlen(resource);
		if (strncmp(name, resource, m) == 0 && (!name[m] || strchr("/:", name[m])))
			return;
		const char *before = near.best;
		nearest_try(&near, resource);
		if (near.best != before)
			found = e;
	}
	if (!found || differ_in_digits(name, near.best))
		return;
	Diag *d = say_entity_missed(
		u, v->at, text, U_FORMAT(u, "%s `%s`", found->kind->one, found->name));
	diag_related(d, found->at, "it is called `%s`", near.best);
	diag_line(d, "write `{{%s.%s.arn}}`", found->kind->one, found->name);
}

static void check_names(Unit *u, const Resource *role)
{
	for (uint32_t i = 0; i < role->nstatement; i++) {
		const Value *on = value_get(role->statement[i]->written, "Resource");
		for (uint32_t k = 0; on && on->kind == V_LIST && k < on->n; k++)
			check_near(u, on->u.item[k]);
		if (on && on->kind != V_LIST)
			check_near(u, on);
	}
}

void judge_role(Unit *u, const Resource *role, const Value *doc)
{
	check_names(u, role);
	check_role_quota(u, role, doc);
	check_written(u, role, doc);
}
