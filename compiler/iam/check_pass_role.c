// check_pass_role.c: passing roles to services, and making service-linked ones.
//
// Sources: IAM user guide, "Grant a user permissions to pass a role to an AWS service" and "Create
// a service-linked role". Access Analyzer has six codes for each, by how the statement comes to
// allow it; one finding here says which.
#include "check.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct RoleGrant {
	const char *action;
	const char *aa;    // the head of Access Analyzer's codes
	const char *key;   // a condition on it confines the grant
	const char *shape; // its resources
	const char *nouns;
} RoleGrant;

static const RoleGrant grants[] = {
	{ "iam:PassRole", "PASS_ROLE_WITH", "iam:PassedToService", "role/", "roles" },
	{ "iam:CreateServiceLinkedRole", "CREATE_SLR_WITH", "iam:AWSServiceName",
		"role/aws-service-role/", "any service-linked role" },
};

// Whether a service's prefix stands at `at`. Short ones (`s3`, `ec2`) are part of too many words
// and must be one.
static bool names_one(const char *name, const char *at, const char *service)
{
	enum { LONG = 4 };
	size_t n = strlen(service);
	if (strncasecmp(at, service, n) != 0)
		return false;
	return n >= LONG ||
		((at == name || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[n]));
}

// Whether the roles are those of one service by their name, as in `role/*SageMaker*`: services that
// name their roles so are the reason that wildcards there are common.
static bool names_service(const IamData *data, const char *name)
{
	for (uint32_t i = 0; i < data->count[DATA_SERVICE]; i++)
		for (const char *s = name; *s; s++)
			if (names_one(name, s, data_service(data, i).name))
				return true;
	return false;
}

// Whether a resource stands for roles at large.
static bool is_star(const IamData *data, const RoleGrant *g, const Text *t)
{
	if (resource_is_all(t))
		return t->known;
	if (!t->known || !strchr(t->s, '*'))
		return false;
	Arn a = arn_read(t->s);
	if (a.parts < ARN_PARTS)
		return true;
	const char *role = a.part[5];
	size_t head = strlen(g->shape);
	if (strncmp(role, g->shape, head) != 0)
		return role[strspn(role, "*?")] == '\0' || str_eq(role, "role/*");
	return strchr(role + head, '*') && !names_service(data, role + head);
}

static bool confined(const Stmt *s, const RoleGrant *g)
{
	const Condition *k = stmt_condition(s, g->key);
	if (!k || !condition_confines(k))
		return false;
	for (uint32_t i = 0; i < k->values.n; i++)
		if (k->values.item[i].s[0] == '*')
			return false;
	return true;
}

// `IfExists` names the service and lets a request without the key pass. Access Analyzer reports
// some of these.
static bool named_if_exists(const Stmt *s, const RoleGrant *g)
{
	const Condition *k = stmt_condition(s, g->key);
	return k && k->op && k->if_exists && !k->op->negated && k->op->group == OP_STRING;
}

static const char *code_tail(const Stmt *s, bool star_action)
{
	if (s->not_resource)
		return s->not_action ? "NOT_ACTION_AND_NOT_RESOURCE" :
			star_action  ? "STAR_IN_ACTION_AND_NOT_RESOURCE" :
				       "NOT_RESOURCE";
	return s->not_action ? "STAR_IN_RESOURCE_AND_NOT_ACTION" :
		star_action  ? "STAR_IN_ACTION_AND_RESOURCE" :
			       "STAR_IN_RESOURCE";
}

static Diag *say_grant(const Check *c, const RoleGrant *g, Span at, const char *what)
{
	bool pass = g == &grants[0];
	return pass ? say_pass_any_role(c->u, at, what, g->nouns) :
		      say_any_service_linked_role(c->u, at, what, g->nouns);
}

static void check_grant(const Check *c, const Stmt *s, const RoleGrant *g)
{
	if (!s->allow || !stmt_covers(s, g->action) || confined(s, g))
		return;
	const Text *star = NULL;
	for (uint32_t i = 0; i < s->resource.n && !star && !s->not_resource; i++)
		if (is_star(c->data, g, &s->resource.item[i]))
			star = &s->resource.item[i];
	if (!star && !(s->not_resource && s->resource.n))
		return;
	const Text *action = s->not_action ? NULL : stmt_action(s, g->action);
	bool wild = action && strchr(action->s, '*');
	const char *what = action ? U_FORMAT(c->u, "`%s`", action->s) : "`NotAction`";
	Span at = action ? action->at : s->action.at;
	Diag *d = say_grant(c, g, at, what);
	diag_context(d, star ? star->at : s->resource.at, star ? "on these" : "on all but these");
	diag_line(d, "name the roles, or compare `%s` with the service", g->key);
	if (named_if_exists(s, g))
		diag_severity(d, NOTE);
	diag_aa(d, U_FORMAT(c->u, "%s_%s", g->aa, code_tail(s, wild)));
}

void check_pass_role(const Check *c, const Stmt *s)
{
	if (c->p->type != POLICY_IDENTITY && c->p->type != POLICY_BOUNDARY)
		return;
	for (size_t i = 0; i < COUNT(grants); i++)
		check_grant(c, s, &grants[i]);
}
