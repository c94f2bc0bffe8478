// check_trust.c: trust policies of roles: ways in, and who they are for.
//
// Sources: IAM user guide, "AWS JSON policy elements: Principal", "Configuring a role for GitHub
// OIDC identity provider", IAM Roles Anywhere user guide, "Trust policy".
#include "check.h"

#include "glob.h"

#include <string.h>
#include <strings.h>

// Ways to assume a role, and what may be set while doing so.
static const char trust_actions[] =
	"sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity "
	"sts:TagSession sts:SetSourceIdentity sts:SetContext";

enum Provider { NO_PROVIDER, SAML, WEB, OTHER }; // OTHER: check_principals has reported it

static enum Provider provider_of(const Principal *p)
{
	const char *s = p->text.s;
	if (p->kind != PRINCIPAL_FEDERATED)
		return NO_PROVIDER;
	if (strstr(s, ":saml-provider/"))
		return SAML;
	return strstr(s, ":oidc-provider/") || word_in(web_providers, s, strlen(s)) ? WEB : OTHER;
}

static void check_actions_of(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		bool good = text_is(t, "*") || !t->known;
		for (Word w = { .rest = trust_actions }; !good && word_next(&w);)
			good = glob_match_nocase(t->s, arena_copy(c->u->arena, w.s, w.n));
		ActionName a = action_read(c->data, t);
		if (good || a.service == NO_ROW || (!a.wild && a.action == NO_ROW))
			continue;
		Diag *d = say_trust_action(c->u, t->at, text_shown(c->u, t));
		diag_line(d, "there are: %s", trust_actions);
	}
}

// The action of a provider with principals of another, or without one.
static void check_provider_action(
	const Check *c, const Stmt *s, const char *action, enum Provider wants)
{
	const Text *t = stmt_action(s, action);
	if (!t || !text_is_nocase(t, action) || s->not_action || !s->nprincipal)
		return;
	for (uint32_t i = 0; i < s->nprincipal; i++) {
		const Principal *p = &s->principal[i];
		if (!p->text.known && p->text.s[0] == UNKNOWN)
			return;
		if (provider_of(p) == wants || provider_of(p) == OTHER)
			return;
	}
	const char *who = wants == SAML ? "a SAML provider" :
		wants == WEB            ? "an OIDC provider" :
					  "an account, a role, a user or a service";
	Diag *d = say_action_for_provider(c->u, t->at, who, text_shown(c->u, t));
	diag_context(d, s->principal[0].text.at, "not for this");
	diag_aa(d, "MISMATCHED_ACTION_FOR_PRINCIPAL");
}

static void check_roles_anywhere(const Check *c, const Stmt *s)
{
	static const char *const needs[] = { "sts:AssumeRole", "sts:TagSession",
		"sts:SetSourceIdentity" };
	for (uint32_t i = 0; i < s->nprincipal; i++) {
		const Principal *p = &s->principal[i];
		if (p->kind != PRINCIPAL_SERVICE || !str_starts(p->text.s, "rolesanywhere."))
			continue;
		Buf list = { .arena = c->u->arena };
		for (size_t k = 0; k < COUNT(needs); k++)
			if (!stmt_covers(s, needs[k]))
				buf_printf(&list, "%s`%s`", list.n ? " and " : "", needs[k]);
		if (list.n && s->action.given)
			diag_aa(say_roles_anywhere_actions(c->u, p->text.at, list.s),
				"MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY");
	}
}

// The issuer that an OIDC provider's keys begin with.
static const char *issuer_of(const char *s)
{
	const char *name = strstr(s, ":oidc-provider/");
	return name ? name + strlen(":oidc-provider/") : s;
}

static const Condition *claim_condition(const Stmt *s, const char *issuer, const char *claim)
{
	size_t n = strlen(issuer);
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Text *key = &s->cond[i].key;
		if (key->s && strncasecmp(key->s, issuer, n) == 0 && key->s[n] == ':' &&
			(!claim || strcasecmp(key->s + n + 1, claim) == 0))
			return &s->cond[i];
	}
	return NULL;
}

static void check_github(const Check *c, const Stmt *s, const Principal *p, const char *issuer)
{
	static const char *const claims[] = { "sub", "job_workflow_ref", "repository",
		"repository_id" };
	bool some = false;
	for (size_t i = 0; i < COUNT(claims); i++)
		some |= claim_condition(s, issuer, claims[i]) != NULL;
	if (!some) {
		Diag *d = say_github_repository_missing(c->u, p->text.at);
		diag_line(d, "compare `%s:sub` with `repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH`",
			issuer);
		diag_aa(d, "MISSING_GITHUB_REPO_CONDITION_KEY");
		return;
	}
	const Condition *sub = claim_condition(s, issuer, "sub");
	for (uint32_t i = 0; sub && sub->op && sub->op->wild && i < sub->values.n; i++) {
		const Text *t = &sub->values.item[i];
		size_t literal = strcspn(t->s, "*?");
		if (!t->s[literal] || literal < 6) // fewer letters are an error of their own
			continue;
		Diag *d = say_github_repository_wildcard(c->u, t->at, text_shown(c->u, t));
		diag_aa(d, "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED");
	}
}

static void check_oidc(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->nprincipal && s->allow; i++) {
		const Principal *p = &s->principal[i];
		if (provider_of(p) != WEB || !p->text.known)
			continue;
		const char *issuer = issuer_of(p->text.s);
		if (str_starts(issuer, "token.actions.githubusercontent.com")) {
			check_github(c, s, p, issuer);
		} else if (!claim_condition(s, issuer, NULL)) {
			Diag *d = say_oidc_condition_missing(c->u, p->text.at, issuer);
			diag_line(d, "compare `%s:aud` or `%s:sub`", issuer, issuer);
			diag_aa(d, "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL");
		}
	}
}

// `arn:aws:sts::1:assumed-role/NAME/SESSION` beside `arn:aws:iam::1:role/NAME`.
static void check_sessions(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->nprincipal; i++) {
		const Text *t = &s->principal[i].text;
		Arn session = arn_read(t->s);
		if (session.parts < ARN_PARTS || !str_starts(session.part[5], "assumed-role/"))
			continue;
		const char *name = session.part[5] + strlen("assumed-role/");
		size_t n = strcspn(name, "/");
		for (uint32_t j = 0; j < s->nprincipal; j++) {
			Arn role = arn_read(s->principal[j].text.s);
			const char *base =
				role.parts == ARN_PARTS && str_starts(role.part[5], "role/") ?
				strrchr(role.part[5], '/') + 1 :
				"";
			bool same = role.n[4] == session.n[4] &&
				strncmp(role.part[4], session.part[4], role.n[4]) == 0;
			if (!same || strlen(base) != n || strncmp(base, name, n) != 0)
				continue;
			Diag *d = say_redundant_session(
				c->u, t->at, text_shown(c->u, t), s->principal[j].text.s);
			diag_context(d, s->principal[j].text.at, "the role");
			diag_aa(d, "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY");
			break;
		}
	}
}

static void check_anyone(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->nprincipal && s->allow; i++) {
		const Principal *p = &s->principal[i];
		if (p->kind != PRINCIPAL_ANYONE &&
			!(p->kind == PRINCIPAL_AWS && text_is(&p->text, "*")))
			continue;
		Diag *d = say_anyone_in_trust(c->u, p->text.at);
		if (s->ncond)
			diag_line(d,
				"the conditions here do not change that the principal has to be named");
		diag_aa(d, "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL");
	}
}

void check_trust(const Check *c, const Stmt *s)
{
	if (c->p->type != POLICY_TRUST)
		return;
	check_actions_of(c, s);
	check_anyone(c, s);
	if (s->not_principal)
		return;
	if (s->allow) {
		check_provider_action(c, s, "sts:AssumeRoleWithSAML", SAML);
		check_provider_action(c, s, "sts:AssumeRoleWithWebIdentity", WEB);
		check_provider_action(c, s, "sts:AssumeRole", NO_PROVIDER);
	}
	check_roles_anywhere(c, s);
	check_oidc(c, s);
	check_sessions(c, s);
}
