// lower_policy.c: policy documents: what roles may do, who may take them, who may use a resource.
#include "lower.h"

#include "../ir/iam.h"

#include <string.h>

static Value *document(Unit *u, Value *statements, Span at)
{
	Value *v = value_map(u->arena, at);
	value_set(u->arena, v, "Version", value_str(u->arena, "2012-10-17", at));
	value_set(u->arena, v, "Statement", statements);
	return v;
}

// The statements of a role or of a resource's policy as a document; NULL when there are none.
static Value *merged_document(Unit *u, const Resource *r)
{
	Value *list = merged_statements(u, r);
	for (uint32_t i = 0; i < r->nstatement; i++)
		if (r->statement[i]->written)
			value_push(u->arena, list, r->statement[i]->written);
	return list->n ? document(u, list, r->from->at) : NULL;
}

// Who may take the role: the kind's service, for this very resource where that is known.
static Value *trust_document(Unit *u, Resource *role, const char *service, const char *source)
{
	Span at = role->from->at;
	Value *principal = value_map(u->arena, at);
	value_set(u->arena, principal, "Service", value_str(u->arena, service, at));
	Value *s = value_map(u->arena, at);
	value_set(u->arena, s, "Effect", value_str(u->arena, "Allow", at));
	value_set(u->arena, s, "Principal", principal);
	value_set(u->arena, s, "Action", value_str(u->arena, "sts:AssumeRole", at));
	Value *from = source ? eval_entity(u, role->from, source) : NULL;
	if (from) {
		Statement cond = { .at = at };
		condition(u, &cond, "ArnLike", "aws:SourceArn", from);
		condition(
			u, &cond, "StringEquals", "aws:SourceAccount", value_var(u, "account", at));
		value_set(u->arena, s, "Condition", cond.condition);
	}
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, s);
	return document(u, list, at);
}

void admit_written(Unit *u, Resource *role, Value *statements)
{
	if (!statements)
		return;
	if (statements->kind == V_MAP && value_get(statements, "Statement"))
		statements = value_get(statements, "Statement");
	uint32_t n = statements->kind == V_LIST ? statements->n : 1;
	for (uint32_t i = 0; i < n; i++) {
		Value *v = statements->kind == V_LIST ? statements->u.item[i] : statements;
		Statement *s = U_NEW(u, Statement);
		s->written = lower_value(u, role->from, v);
		s->at = v->at;
		U_PUSH(u, role->statement, role->nstatement, s);
	}
}

static bool is_role(const Resource *r)
{
	return r->op->flags & OP_ROLE;
}

static const Op *find_policy(const Op *op, const char *role)
{
	for (; op && op->part; op++)
		if (op->in && str_eq(op->in, role) && (op->flags & OP_DEMAND))
			return op;
	return NULL;
}

// The op of a role's policy stands in the same table as the role's.
static const Op *policy_of(const Resource *role)
{
	const Op *op = find_policy(role->kind->op, role->op->part);
	for (const Link *l = role->edge ? role->kind->link : NULL; role->edge && l && l->field; l++)
		if (l == role->edge->link)
			op = find_policy(l->op, role->op->part);
	return op;
}

// A role's document goes into a policy of its own, so that what it names may name the role.
static void fill_role(Unit *u, Resource *role)
{
	const Kind *k = role->from->kind;
	if (str_eq(role->op->part, "Role")) {
		admit_written(u, role, rec_get(role->from->rec, "statements"));
		admit_written(u, role, role->from->role);
	}
	const char *service = role->op->service ? role->op->service : k->principal;
	put(u, role, "trust",
		trust_document(u, role, service, role->op->service ? role->op->trust : k->trust));
	Value *doc = role->nstatement ? merged_document(u, role) : NULL;
	const Op *op = doc ? policy_of(role) : NULL;
	if (!doc)
		return;
	if (!op)
		die("the role of %s has no policy", k->one);
	Resource *policy = role->edge ? res_edge(u, role->edge, k, op, role->key) :
					res_new(u, role->from, op, role, NULL, role->key);
	put(u, policy, "document", doc);
	judge_role(u, role, doc);
}

void lower_policies(Unit *u)
{
	for (uint32_t i = 0, n = u->nres; i < n; i++) {
		Resource *r = u->res[i];
		if (is_role(r))
			fill_role(u, r);
		else if (r->nstatement) {
			Value *doc = merged_document(u, r);
			put(u, r, "document", doc);
			check_policy_quota(u, r, doc);
		}
	}
}
