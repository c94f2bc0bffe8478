// access_subject.c: roles, users and groups of a template with all that they are granted.
#include "access_docs.h"

#include <string.h>

Subject *subject_find(const Subjects *t, const char *kind, const char *name)
{
	return map_get(&t->by_key, unit_sym(t->unit, U_FORMAT(t->unit, "%s %s", kind, name)));
}

Subject *subject_get(Subjects *t, const char *kind, const char *name, PolicyType type, Span at)
{
	Subject *s = subject_find(t, kind, name);
	if (s)
		return s;
	s = U_NEW(t->unit, Subject);
	*s = (Subject){ .kind = kind, .name = name, .type = type, .at = at };
	t->by_key.arena = t->unit->arena;
	map_put(&t->by_key, unit_sym(t->unit, U_FORMAT(t->unit, "%s %s", kind, name)), s);
	U_PUSH(t->unit, t->item, t->n, s);
	return s;
}

void subject_add(Subjects *t, Subject *s, AccessPolicy p)
{
	U_PUSH(t->unit, s->policy, s->n, p);
}

PolicyType policy_type_of(const Value *policy)
{
	const Value *s = value_get(policy, "Statement");
	if (s && s->kind == V_LIST && s->n)
		s = s->u.item[0];
	if (!value_get(s, "Principal") && !value_get(s, "NotPrincipal"))
		return POLICY_IDENTITY;
	return value_get(s, "Resource") || value_get(s, "NotResource") ? POLICY_RESOURCE :
									 POLICY_TRUST;
}

// ---- Who has policies -----------------------------------------------------------------

// The types that policies are attached to, and the properties of policies that name them.
static const struct {
	const char *type, *kind, *list, *name_property;
} holders[] = {
	{ "AWS::IAM::Role", "role", "Roles", "RoleName" },
	{ "AWS::IAM::User", "user", "Users", "UserName" },
	{ "AWS::IAM::Group", "group", "Groups", "GroupName" },
};

// The name of a holder that a policy names: the logical id of one in this template, else what is
// written.
static const char *holder_name(const Stack *s, size_t holder, const Value *v)
{
	const char *id = stack_target(s, v);
	const char *text = value_text(v);
	const Value *named = text ?
		stack_find(s, 'n', U_FORMAT(s->unit, "%s %s", holders[holder].type, text)) :
		NULL;
	if (!id && named)
		id = named->u.s;
	if (!id)
		id = text ? text : v->kind == V_HOLE ? v->u.hole.path : "?";
	return U_FORMAT(s->unit, "%s%s", s->space, id);
}

// Managed policies of AWS that most roles have, by the reference "AWS managed policies" (2026-07): all of
// them allow these actions on every resource. Others are policies that nobody can see here.
static const struct {
	const char *path, *actions;
} managed[] = {
	{ "AdministratorAccess", "*" },
	{ "service-role/AWSLambdaBasicExecutionRole",
		"logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents" },
	{ "service-role/AWSLambdaVPCAccessExecutionRole",
		"logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents ec2:CreateNetworkInterface "
		"ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DeleteNetworkInterface "
		"ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses" },
};

// The ARN as written, `${}` around what is not known.
static const char *arn_text(const Stack *s, const Value *arn)
{
	if (value_text(arn))
		return arn->u.s;
	Buf b = { .arena = s->unit->arena };
	buf_puts(&b, "");
	for (uint32_t i = 0; i < (arn->kind == V_JOIN ? arn->n : 1); i++) {
		const Value *piece = arn->kind == V_JOIN ? arn->u.item[i] : arn;
		if (value_text(piece))
			buf_puts(&b, piece->u.s);
		else if (piece->kind == V_HOLE)
			buf_printf(&b, "${%s}", piece->u.hole.path);
	}
	return b.s;
}

static AccessPolicy unseen(const Stack *s, const Value *arn, const AccessWhen *when)
{
	Arena *a = s->unit->arena;
	AccessPolicy p = { .name = arn_text(s, arn), .when = when };
	const char *path = strstr(p.name, ":iam::aws:policy/");
	for (size_t i = 0; path && i < COUNT(managed); i++) {
		if (!str_eq(path + strlen(":iam::aws:policy/"), managed[i].path))
			continue;
		Value *actions = value_list(a, arn->at);
		for (Word w = { .rest = managed[i].actions }; word_next(&w);)
			value_push(a, actions, value_str(a, arena_copy(a, w.s, w.n), arn->at));
		Value *all = value_map(a, arn->at);
		value_set(a, all, "Effect", value_str(a, "Allow", arn->at));
		value_set(a, all, "Action", actions);
		value_set(a, all, "Resource", value_str(a, "*", arn->at));
		p.doc = all;
	}
	return p;
}

static void add_managed(Stack *s, Subject *to, const Value *arn, const AccessWhen *when)
{
	const char *id = stack_target(s, arn);
	const Value *r = id ? value_get(s->resources, id) : NULL;
	const Value *doc = value_get(value_get(r, "Properties"), "PolicyDocument");
	AccessPolicy p = unseen(s, arn, when);
	if (doc)
		p = (AccessPolicy){ .doc = stack_value(s, doc), .name = id, .when = when };
	subject_add(s->out, to, p);
}

// The condition of one branch of a choice.
static const AccessWhen *branch(
	const Stack *s, const AccessWhen *when, const Value *choice, bool fails)
{
	AccessWhen *w = NEW(s->unit->arena, AccessWhen);
	*w = (AccessWhen){ choice->u.item[0]->u.s, fails, when };
	return w;
}

// Managed policies, a list; one under a condition of the template is there or not.
static void add_managed_list(Stack *s, Subject *to, const Value *list, const AccessWhen *when)
{
	const Value *choice = value_get(list, "Fn::If");
	if (list->kind == V_LIST) {
		for (uint32_t i = 0; i < list->n; i++)
			add_managed_list(s, to, list->u.item[i], when);
	} else if (choice && choice->kind == V_LIST && choice->n == 3) {
		// Either may be: both count, each on its own condition.
		add_managed_list(s, to, choice->u.item[1], branch(s, when, choice, false));
		add_managed_list(s, to, choice->u.item[2], branch(s, when, choice, true));
	} else if (!value_is(value_get(list, "Ref"), "AWS::NoValue")) {
		add_managed(s, to, list, when);
	}
}

static void add_inline(Stack *s, Subject *to, const Value *list, const AccessWhen *when)
{
	const Value *choice = value_get(list, "Fn::If");
	if (list->kind == V_LIST) {
		for (uint32_t i = 0; i < list->n; i++)
			add_inline(s, to, list->u.item[i], when);
	} else if (choice && choice->kind == V_LIST && choice->n == 3) {
		add_inline(s, to, choice->u.item[1], branch(s, when, choice, false));
		add_inline(s, to, choice->u.item[2], branch(s, when, choice, true));
	} else if (!value_is(value_get(list, "Ref"), "AWS::NoValue")) {
		const Value *doc = value_get(list, "PolicyDocument");
		const char *name = value_text(value_get(list, "PolicyName"));
		subject_add(s->out, to,
			(AccessPolicy){ .doc = doc ? doc : list,
				.name = name ? name : "inline policy",
				.when = when });
	}
}

static void read_holder(Stack *s, size_t holder, const Pair *r, const Value *properties)
{
	const char *name = U_FORMAT(s->unit, "%s%s", s->space, r->key);
	const AccessWhen *when = stack_when(s, r->val);
	Subject *own = subject_get(s->out, holders[holder].kind, name, POLICY_IDENTITY, r->at);
	own->at = r->at;
	const Value *v = value_get(properties, "Policies");
	if (v)
		add_inline(s, own, stack_value(s, v), when);
	if ((v = value_get(properties, "ManagedPolicyArns")))
		add_managed_list(s, own, stack_value(s, v), when);
	if ((v = value_get(properties, "PermissionsBoundary"))) {
		AccessPolicy cap = unseen(s, stack_value(s, v), when);
		cap.caps = true;
		subject_add(s->out, own, cap);
	}
	if ((v = value_get(properties, "AssumeRolePolicyDocument"))) {
		Subject *trust = subject_get(s->out, "trust of role", name, POLICY_TRUST, r->at);
		subject_add(
			s->out, trust, (AccessPolicy){ .doc = stack_value(s, v), .when = when });
	}
}

// ---- Policies that name their holders -------------------------------------------------

static const struct {
	const char *type, *holder; // holder: one property that names it; NULL: the lists
	size_t kind;
} policies[] = {
	{ "AWS::IAM::Policy", NULL, 0 },
	{ "AWS::IAM::ManagedPolicy", NULL, 0 },
	{ "AWS::IAM::RolePolicy", "RoleName", 0 },
	{ "AWS::IAM::UserPolicy", "UserName", 1 },
	{ "AWS::IAM::GroupPolicy", "GroupName", 2 },
};

static void read_policy(Stack *s, size_t row, const Pair *r, const Value *properties)
{
	const Value *doc = value_get(properties, "PolicyDocument");
	AccessPolicy p = { .name = r->key, .when = stack_when(s, r->val) };
	p.doc = doc ? stack_value(s, doc) : r->val;
	bool some = false;
	for (size_t h = 0; h < COUNT(holders); h++) {
		const char *property =
			policies[row].holder ? policies[row].holder : holders[h].list;
		const Value *list = value_get(properties, property);
		if (!list || (policies[row].holder && policies[row].kind != h))
			continue;
		list = stack_value(s, list);
		for (uint32_t i = 0; i < (list->kind == V_LIST ? list->n : 1); i++) {
			const Value *one = list->kind == V_LIST ? list->u.item[i] : list;
			Subject *to = subject_get(s->out, holders[h].kind, holder_name(s, h, one),
				POLICY_IDENTITY, r->at);
			subject_add(s->out, to, p);
			some = true;
		}
	}
	if (some || stack_find(s, 'l', r->key))
		return;
	const char *name = U_FORMAT(s->unit, "%s%s", s->space, r->key);
	subject_add(s->out, subject_get(s->out, "managed policy", name, POLICY_IDENTITY, r->at), p);
}

static void read_resource(Stack *s, const Pair *r)
{
	const char *type = value_text(value_get(r->val, "Type"));
	const Value *properties = value_get(r->val, "Properties");
	if (!type || !properties || properties->kind != V_MAP)
		return;
	for (size_t i = 0; i < COUNT(holders); i++)
		if (str_eq(holders[i].type, type)) {
			read_holder(s, i, r, properties);
			return;
		}
	for (size_t i = 0; i < COUNT(policies); i++)
		if (str_eq(policies[i].type, type)) {
			read_policy(s, i, r, properties);
			return;
		}
	stack_attached(s, r, type, properties);
}

static void index_add(Stack *s, char what, const char *name, const Value *v)
{
	map_put(&s->index, unit_sym(s->unit, U_FORMAT(s->unit, "%c %s", what, name)),
		(void *)(uintptr_t)v);
}

static void index_map(Stack *s, char what, const Value *map)
{
	for (uint32_t i = 0; map && map->kind == V_MAP && i < map->n; i++)
		index_add(s, what, map->u.pair[i].key, map->u.pair[i].val);
}

// Holders by the names they are given, and the managed policies that they list.
static void index_holder(Stack *s, const Pair *r)
{
	const Value *properties = value_get(r->val, "Properties");
	for (size_t h = 0; h < COUNT(holders); h++) {
		if (!value_is(value_get(r->val, "Type"), holders[h].type))
			continue;
		const char *name = value_text(value_get(properties, holders[h].name_property));
		if (name)
			index_add(s, 'n', U_FORMAT(s->unit, "%s %s", holders[h].type, name),
				value_str(s->unit->arena, r->key, r->at));
		const Value *list = value_get(properties, "ManagedPolicyArns");
		for (uint32_t k = 0; list && list->kind == V_LIST && k < list->n; k++) {
			const char *target = stack_target(s, stack_value(s, list->u.item[k]));
			if (target)
				index_add(s, 'l', target, r->val);
		}
	}
}

void stack_read(Subjects *out, const Value *template, const char *space)
{
	Stack s = {
		.out = out, .unit = out->unit, .space = space, .index.arena = out->unit->arena
	};
	s.mappings = value_get(template, "Mappings");
	s.resources = value_get(template, "Resources");
	index_map(&s, 'r', s.resources);
	index_map(&s, 'p', value_get(template, "Parameters"));
	index_map(&s, 'c', value_get(template, "Conditions"));
	if (!s.resources || s.resources->kind != V_MAP)
		return;
	for (uint32_t i = 0; i < s.resources->n; i++)
		index_holder(&s, &s.resources->u.pair[i]);
	for (uint32_t i = 0; i < s.resources->n; i++)
		read_resource(&s, &s.resources->u.pair[i]);
}
