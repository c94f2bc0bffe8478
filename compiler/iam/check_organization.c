// check_organization.c: resource control policies.
//
// Source: Organizations user guide, "RCP syntax" and "Resource control policy examples". Service
// control policies take the whole language since September 2025; what is left of theirs is in
// check_shape.c (no principal) and check_document.c (size).
#include "check.h"

#include <string.h>

static void check_rcp_actions(const Check *c, const Stmt *s)
{
	if (s->not_action) {
		diag_aa(say_rcp_not_action(c->u, s->action.key), "RCP_SYNTAX_ERROR_NOTACTION");
		return;
	}
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		ActionName a = action_read(c->data, t);
		const char *why = a.star ?
			"a resource control policy names the service, not every action" :
			NULL;
		if (a.service != NO_ROW && !data_service(c->data, a.service).rcp)
			why = "resource control policies do not apply to this service";
		if (why)
			diag_aa(say_rcp_action(c->u, t->at, text_shown(c->u, t), why),
				"RCP_SYNTAX_ERROR_ACTION");
	}
}

static bool has_bool(const Stmt *s, const char *key)
{
	const Condition *k = stmt_condition(s, key);
	return k && k->op && k->op->group == OP_BOOL;
}

static bool null_checked(const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		const GlobalKey *g = k->key.s ? global_key_find(k->key.s, strlen(k->key.s)) : NULL;
		if (k->op && k->op->group == OP_NULL && g && g->flags & GLOBAL_SOURCE)
			return true;
	}
	return false;
}

// A denial by who the caller is also meets services, which are nobody; one by the source also meets
// people.
static void check_rcp_keys(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		const GlobalKey *g = k->key.s ? global_key_find(k->key.s, strlen(k->key.s)) : NULL;
		if (!k->op || !k->op->negated || !g)
			continue;
		bool by_service = has_bool(s, "aws:PrincipalIsAWSService");
		if (g->flags & GLOBAL_PRINCIPAL && !by_service) {
			Diag *d = say_rcp_related_key(
				c->u, k->key.at, k->key.s, "service principals, which have none");
			diag_line(d,
				"add \"BoolIfExists\": { \"aws:PrincipalIsAWSService\": \"false\" }");
			diag_aa(d, "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY");
		} else if (g->flags & GLOBAL_SOURCE && !by_service) {
			Diag *d = say_rcp_related_key(c->u, k->key.at, k->key.s,
				"callers that are no service and have none");
			diag_line(d, "add \"Bool\": { \"aws:PrincipalIsAWSService\": \"true\" }");
			diag_aa(d, "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY");
		} else if (g->flags & GLOBAL_SOURCE && !null_checked(s)) {
			Diag *d = say_rcp_related_key(
				c->u, k->key.at, k->key.s, "services that act for no account");
			diag_line(d, "add \"Null\": { \"aws:SourceAccount\": \"false\" }");
			diag_aa(d, "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK");
		}
	}
}

void check_organization(const Check *c, const Stmt *s)
{
	if (c->p->type != POLICY_RCP)
		return;
	if (s->allow)
		diag_aa(say_rcp_allow(c->u, s->effect), "RCP_SYNTAX_ERROR_ALLOW");
	if (s->action.given)
		check_rcp_actions(c, s);
	check_rcp_keys(c, s);
}
