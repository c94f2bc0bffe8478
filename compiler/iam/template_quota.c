// template_quota.c: what the policies of a role, user or group of a template come to together.
//
// Source: IAM user guide, "IAM and AWS STS quotas". What is known only when it is deployed counts nothing, so
// what is too large here is too large in any case.
#include "template_quota.h"

#include "../../ir/iam.h"
#include "template_value.h"

#include <string.h>

enum {
	MANAGED_DEFAULT = 10, // managed policies of a role or user; more can be asked for
	MANAGED_MOST = 25,
	SHOWN = 3,
};

static const struct {
	const char *type, *members; // the field of a policy that lists them
	const char *member;         // the field of AWS::IAM::RolePolicy and the like
	const char *word;
	uint32_t limit; // characters, blanks outside of strings not counted
} holders[] = {
	{ "AWS::IAM::Role", "Roles", "RoleName", "role", 10240 },
	{ "AWS::IAM::User", "Users", "UserName", "user", 2048 },
	{ "AWS::IAM::Group", "Groups", "GroupName", "group", 5120 },
};

typedef struct Inline {
	const char *name;
	size_t size;
} Inline;

typedef struct Total {
	Unit *unit;
	const char *name; // logical id
	const Value *own; // the Properties
	Inline *item;
	uint32_t n, managed;
	size_t size;
	bool choice; // both sides of an Fn::If count
} Total;

// Text that stands in the template; what a function gives counts nothing.
static size_t length(const Value *v)
{
	if (!v)
		return 0;
	if (v->kind == V_JOIN || v->kind == V_LIST) {
		size_t n = v->kind == V_LIST ? 2 + (v->n ? v->n - 1 : 0) : 2;
		for (uint32_t i = 0; i < v->n; i++)
			n += length(v->u.item[i]) - (v->kind == V_JOIN ? 2 : 0);
		return n;
	}
	if (v->kind == V_MAP) {
		size_t n = 2 + (v->n ? v->n - 1 : 0);
		for (uint32_t i = 0; i < v->n; i++)
			n += strlen(v->u.pair[i].key) + 3 + length(v->u.pair[i].val);
		return n;
	}
	return 2 + (value_scalar(v) ? strlen(v->u.s) : 0);
}

static bool has_choice(const Value *v)
{
	bool yes = value_get(v, "Fn::If") != NULL;
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n && !yes; i++)
		yes = has_choice(v->u.item[i]);
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n && !yes; i++)
		yes = has_choice(v->u.pair[i].val);
	return yes;
}

static void add_inline(Total *t, const char *name, const Value *raw)
{
	if (!raw || raw->kind != V_MAP)
		return;
	size_t n = length(policy_value(t->unit, raw));
	t->size += n;
	t->choice |= has_choice(raw);
	U_PUSH(t->unit, t->item, t->n, ((Inline){ name ? name : "", n }));
}

// Whether a value is the reference to the resource, or a list with one.
static bool refers(const Value *v, const char *id)
{
	if (v && v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			if (refers(v->u.item[i], id))
				return true;
		return false;
	}
	return value_is(value_get(v, "Ref"), id);
}

static void add_attached(Total *t, size_t holder, const Pair *p)
{
	const Value *type = value_get(p->val, "Type");
	const Value *own = value_get(p->val, "Properties");
	const char *kind = value_text(type);
	if (!kind || !str_starts(kind, "AWS::IAM::"))
		return;
	bool listed = refers(value_get(own, holders[holder].members), t->name);
	if (listed && value_is(type, "AWS::IAM::ManagedPolicy"))
		t->managed++;
	else if ((listed && value_is(type, "AWS::IAM::Policy")) ||
		(str_ends(kind, "Policy") &&
			refers(value_get(own, holders[holder].member), t->name)))
		add_inline(t, p->key, value_get(own, "PolicyDocument"));
}

static void say_total(const Total *t, size_t holder, Span at)
{
	Unit *u = t->unit;
	if (t->size > holders[holder].limit && t->n) {
		Diag *d = say_inline_total(u, at,
			U_FORMAT(u, "%s `%s`", holders[holder].word, t->name),
			U_FORMAT(u, "%zu", t->size), U_FORMAT(u, "%u", holders[holder].limit));
		if (t->choice)
			diag_severity(d, WARNING);
		Buf b = { .arena = u->arena };
		for (int k = 0; k < SHOWN; k++) {
			Inline *most = NULL;
			for (uint32_t i = 0; i < t->n; i++)
				if (t->item[i].size && (!most || t->item[i].size > most->size))
					most = &t->item[i];
			if (!most)
				break;
			buf_printf(&b, "%s`%s` (%zu)", b.n ? ", " : "", most->name, most->size);
			most->size = 0;
		}
		diag_line(d, "most of it: %s", b.s);
		diag_line(d, "a managed policy takes 6144 characters more");
	}
	if (t->managed <= MANAGED_DEFAULT)
		return;
	Diag *d = say_managed_count(u, at, U_FORMAT(u, "%s `%s`", holders[holder].word, t->name),
		U_FORMAT(u, "%u", t->managed));
	if (t->managed > MANAGED_MOST)
		diag_severity(d, ERROR);
	diag_line(d, "ten is the quota, which can be raised to %d", MANAGED_MOST);
}

void check_policy_totals(Unit *u, const Value *resources)
{
	for (uint32_t i = 0; i < resources->n; i++) {
		const Pair *p = &resources->u.pair[i];
		size_t h = 0;
		while (h < COUNT(holders) && !value_is(value_get(p->val, "Type"), holders[h].type))
			h++;
		if (h == COUNT(holders))
			continue;
		Total t = { .unit = u, .name = p->key, .own = value_get(p->val, "Properties") };
		const Value *list = value_get(t.own, "Policies");
		for (uint32_t k = 0; list && list->kind == V_LIST && k < list->n; k++)
			add_inline(&t, value_text(value_get(list->u.item[k], "PolicyName")),
				value_get(list->u.item[k], "PolicyDocument"));
		list = value_get(t.own, "ManagedPolicyArns");
		t.managed = list && list->kind == V_LIST ? list->n : 0;
		for (uint32_t k = 0; k < resources->n; k++)
			add_attached(&t, h, &resources->u.pair[k]);
		say_total(&t, h, p->at);
	}
}
