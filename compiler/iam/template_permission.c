// template_permission.c: checks AWS::Lambda::Permission.
//
// Source: Lambda developer guide, "Granting function access to AWS services"; CloudFormation
// template reference.
#include "template_permission.h"

#include "check.h"

#include <string.h>

// The service word of the ARNs that a service principal invokes functions for. Services that are
// not here may do so for any.
static const struct {
	const char *principal, *words;
} sources[] = {
	{ "apigateway.amazonaws.com", "execute-api apigateway" },
	{ "events.amazonaws.com", "events" },
	{ "s3.amazonaws.com", "s3" },
	{ "sns.amazonaws.com", "sns" },
	{ "logs.amazonaws.com", "logs" },
	{ "iot.amazonaws.com", "iot" },
	{ "cognito-idp.amazonaws.com", "cognito-idp" },
	{ "cognito-sync.amazonaws.com", "cognito-identity" },
	{ "codecommit.amazonaws.com", "codecommit" },
	{ "elasticloadbalancing.amazonaws.com", "elasticloadbalancing" },
	{ "secretsmanager.amazonaws.com", "secretsmanager" },
	{ "ses.amazonaws.com", "ses" },
};

// False after a finding.
static bool check_source_kind(Unit *u, const Text *principal, const Text *arn)
{
	if (!arn->s || !principal->known)
		return true;
	Arn a = arn_read(arn->s);
	if (a.parts < ARN_PARTS || part_is_open(a.part[2], a.n[2]))
		return true;
	for (size_t i = 0; i < COUNT(sources); i++) {
		if (!text_is(principal, sources[i].principal) ||
			word_in(sources[i].words, a.part[2], a.n[2]))
			continue;
		Diag *d = say_permission_source_kind(
			u, arn->at, principal->s, arena_copy(u->arena, a.part[2], a.n[2]));
		diag_context(d, principal->at, "the principal");
		return false;
	}
	return true;
}

static void check_service(Unit *u, const Value *properties, const Text *principal)
{
	Text arn = policy_text(u, value_get(properties, "SourceArn"));
	const Value *account = value_get(properties, "SourceAccount");
	bool token = value_get(properties, "EventSourceToken") != NULL;
	if (!arn.v && !account && !token) {
		Diag *d = say_permission_without_source(
			u, principal->at, U_FORMAT(u, "`%s`", principal->s));
		diag_line(d, "give `SourceArn` the ARN of what invokes it");
		return;
	}
	if (!check_source_kind(u, principal, &arn))
		return;
	if (text_is(principal, "s3.amazonaws.com") && arn.v && !account) {
		Diag *d = say_permission_source_account(u, arn.at);
		diag_line(d, "give `SourceAccount` the account of the bucket");
	}
}

static void check_anyone(Unit *u, const Value *properties, const Text *principal)
{
	if (value_get(properties, "PrincipalOrgID") || value_get(properties, "SourceArn") ||
		value_get(properties, "SourceAccount"))
		return;
	Diag *d = say_public_access(u, principal->at, "function");
	if (value_is(value_get(properties, "FunctionUrlAuthType"), "NONE"))
		diag_severity(d, NOTE); // a public URL needs it
	diag_line(d, "`PrincipalOrgID`, `SourceArn` or `SourceAccount` would say who is meant");
}

// The action and the principal are those of a statement, so they are checked as one.
static void check_as_statement(Unit *u, const Value *properties, const Text *principal)
{
	IamData builtin;
	IamOptions opt = { .type = POLICY_RESOURCE, .resource_type = "AWS::Lambda::Function" };
	Policy policy = {
		.v = properties, .type = POLICY_RESOURCE, .at = properties->at, .modern = true
	};
	Check c = {
		.u = u, .p = &policy, .opt = &opt, .owner = policy_owner_find(opt.resource_type)
	};
	c.data = u->opt ? u->opt->iam_data : NULL;
	if (!c.data) {
		data_builtin(&builtin);
		c.data = &builtin;
	}
	Text action = policy_text(u, value_get(properties, "Action"));
	bool service = strchr(principal->s, '.') != NULL;
	Principal who = { service ? PRINCIPAL_SERVICE : PRINCIPAL_AWS, *principal, principal->at };
	Stmt s = { .v = properties,
		.at = properties->at,
		.allow = true,
		.principal = &who,
		.nprincipal = 1 };
	if (action.s) {
		s.action.item = &action;
		s.action.n = 1;
		s.action.given = true;
	}
	check_actions(&c, &s);
	check_principals(&c, &s);
}

void check_permission(Unit *u, const Value *properties)
{
	Text principal = policy_text(u, value_get(properties, "Principal"));
	if (!principal.s || !principal.n)
		return;
	check_as_statement(u, properties, &principal);
	if (text_is(&principal, "*"))
		check_anyone(u, properties, &principal);
	else if (str_ends(principal.s, ".amazonaws.com"))
		check_service(u, properties, &principal);
}
