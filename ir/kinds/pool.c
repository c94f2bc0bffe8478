// pool.c: pools: Cognito user pools, each with one client, and the functions that it calls.
#include "pool.h"

#include <string.h>

// clang-format off
static const Field password[] = {
	{ "length", T_INT, .ok = "6..99", .dflt = "12", .doc = "fewest characters" },
	{ "lower", T_BOOL, .dflt = "true", .doc = "a small letter has to be in it" },
	{ "upper", T_BOOL, .dflt = "true", .doc = "a capital letter has to be in it" },
	{ "digits", T_BOOL, .dflt = "true", .doc = "a digit has to be in it" },
	{ "symbols", T_BOOL, .dflt = "false", .doc = "a symbol has to be in it" },
	{ 0 }
};
static const Field client[] = {
	{ "callback", T_STR, ONE_OR_LIST, .ok = "/^[A-Za-z][A-Za-z0-9+.-]*:\\/\\//", .doc = "URLs that a sign-in may return to" },
	{ "logout", T_STR, ONE_OR_LIST, .ok = "/^[A-Za-z][A-Za-z0-9+.-]*:\\/\\//", .doc = "URLs that a sign-out may return to" },
	{ "scopes", T_STR, ONE_OR_LIST, .ok = "/^(openid|email|phone|profile|aws\\.cognito\\.signin\\.user\\.admin|[^\\s\\/]+\\/[^\\s]+)$/", .doc = "what its tokens may be used for; default: openid and email" },
	{ "flows", T_ENUM, ONE_OR_LIST, .ok = "srp=USER_SRP password=USER_PASSWORD admin=ADMIN_USER_PASSWORD custom=CUSTOM", .dflt = "srp",
	           .doc = "how users may sign in with it; `custom` is the challenge functions' way" },
	{ "secret", T_BOOL, .doc = "it has a secret, which only a server can keep" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "sign_in", T_ENUM, .ok = "username email", .dflt = "username", .doc = "what users sign in with" },
	{ "self_sign_up", T_BOOL, .dflt = "true", .doc = "people may sign up by themselves" },
	{ "verify_email", T_BOOL, .dflt = "true", .doc = "a code is mailed to find out whether the address is theirs" },
	{ "mfa", T_ENUM, .ok = "off=false optional on=true", .dflt = "off", .doc = "a second factor: a code of an authenticator app" },
	{ "password", T_RECORD, .sub = password, .scalar = "length", .doc = "what a password has to be" },
	{ "client", T_RECORD, .sub = client, .dflt = "", .doc = "the application that signs users in" },
	{ "domain", T_STR, .ok = "/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/", .doc = "prefix of the address of its sign-in pages" },
	RETENTION("keep delete", "keep"),
	COMMON_FIELDS,
	{ 0 }
};

#define CALLED(cfn, tf, word) { "LambdaConfig." cfn, "lambda_config{}." tf, "*" word, .soft = 1 }
static const Prop prop[] = {
	{ "UserPoolName",              "name",                       "%" },
	{ "UsernameAttributes[0]",     "username_attributes[0]",     "*username" },
	{ "AutoVerifiedAttributes[0]", "auto_verified_attributes[0]", "=email ?verify_email" },
	{ "AdminCreateUserConfig.AllowAdminCreateUserOnly", "admin_create_user_config{}.allow_admin_create_user_only", "*admin_only" },
	{ "MfaConfiguration",          "mfa_configuration",          "$mfa|off=OFF|optional=OPTIONAL|on=ON" },
	{ "EnabledMfas[0]",            NULL,                         "*mfa" },
	{ NULL,                        "software_token_mfa_configuration{}.enabled", "*mfa_on" },
	{ "Policies.PasswordPolicy.MinimumLength",    "password_policy{}.minimum_length",    "$password.length" },
	{ "Policies.PasswordPolicy.RequireLowercase", "password_policy{}.require_lowercase", "$password.lower" },
	{ "Policies.PasswordPolicy.RequireNumbers",   "password_policy{}.require_numbers",   "$password.digits" },
	{ "Policies.PasswordPolicy.RequireSymbols",   "password_policy{}.require_symbols",   "$password.symbols" },
	{ "Policies.PasswordPolicy.RequireUppercase", "password_policy{}.require_uppercase", "$password.upper" },
	CALLED("CreateAuthChallenge",         "create_auth_challenge",          "CREATE_AUTH_CHALLENGE"),
	CALLED("CustomMessage",               "custom_message",                 "CUSTOM_MESSAGE"),
	CALLED("DefineAuthChallenge",         "define_auth_challenge",          "DEFINE_AUTH_CHALLENGE"),
	CALLED("PostAuthentication",          "post_authentication",            "POST_AUTHENTICATION"),
	CALLED("PostConfirmation",            "post_confirmation",              "POST_CONFIRMATION"),
	CALLED("PreAuthentication",           "pre_authentication",             "PRE_AUTHENTICATION"),
	CALLED("PreSignUp",                   "pre_sign_up",                    "PRE_SIGN_UP"),
	CALLED("PreTokenGeneration",          "pre_token_generation",           "PRE_TOKEN_GENERATION"),
	CALLED("UserMigration",               "user_migration",                 "USER_MIGRATION"),
	CALLED("VerifyAuthChallengeResponse", "verify_auth_challenge_response", "VERIFY_AUTH_CHALLENGE_RESPONSE"),
	{ NULL,                        "lifecycle{}.prevent_destroy", "*protect" },
	{ "@DeletionPolicy",           NULL,                         "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy",      NULL,                         "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
static const Attr attr[] = {
	{ "id",       "Ref",          "id" },
	{ "arn",      "Arn",          "arn" },
	{ "issuer",   "ProviderURL",  "=https://{&self.endpoint}" },
	{ "endpoint", "ProviderName", "endpoint" },
	{ "name",     "=%",           "name", "%" },
	{ 0 }
};
static const Prop client_prop[] = {
	{ "UserPoolId",                 "user_pool_id",           "&self.id" },
	{ "ClientName",                 "name",                   "%" },
	{ "GenerateSecret",             "generate_secret",        "*secret" },
	{ "ExplicitAuthFlows",          "explicit_auth_flows",    "*flows" },
	{ "PreventUserExistenceErrors", "prevent_user_existence_errors", "=ENABLED" },
	{ "CallbackURLs",               "callback_urls",          "$client.callback" },
	{ "LogoutURLs",                 "logout_urls",            "$client.logout" },
	{ "AllowedOAuthFlowsUserPoolClient", "allowed_oauth_flows_user_pool_client", "=true ?client.callback" },
	{ "AllowedOAuthFlows[0]",       "allowed_oauth_flows[0]", "=code ?client.callback" },
	{ "AllowedOAuthScopes",         "allowed_oauth_scopes",   "*scopes" },
	{ "SupportedIdentityProviders[0]", "supported_identity_providers[0]", "=COGNITO ?client.callback" },
	{ 0 }
};
static const Attr client_attr[] = { { "id", "Ref", "id" }, { 0 } };
static const Prop domain_prop[] = {
	{ "UserPoolId", "user_pool_id", "&self.id" },
	{ "Domain",     "domain",       "$domain" },
	{ 0 }
};
static const Op op[] = {
	{ "",       "AWS::Cognito::UserPool", "aws_cognito_user_pool", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "UserPoolTags{}" },
	{ "Client", "AWS::Cognito::UserPoolClient", "aws_cognito_user_pool_client", .prop = client_prop, .attr = client_attr },
	{ "Domain", "AWS::Cognito::UserPoolDomain", "aws_cognito_user_pool_domain", .when = "domain", .prop = domain_prop },
	CALL_PERMISSION_OP("Permission"),
	{ 0 }
};
static const Grant grants[] = {
	{ "read",    "cognito-idp:AdminGetUser cognito-idp:AdminListGroupsForUser cognito-idp:ListUsers", "&self.arn" },
	{ "write",   "cognito-idp:AdminAddUserToGroup cognito-idp:AdminCreateUser cognito-idp:AdminDeleteUser cognito-idp:AdminDisableUser "
	             "cognito-idp:AdminEnableUser cognito-idp:AdminRemoveUserFromGroup cognito-idp:AdminSetUserPassword "
	             "cognito-idp:AdminUpdateUserAttributes", "&self.arn" },
	{ "sign_in", "cognito-idp:AdminInitiateAuth cognito-idp:AdminRespondToAuthChallenge", "&self.arn" },
	{ 0 }
};
// clang-format on

extern const Kind kind_pool;

bool pool_is_meant(const Scope *s, const Value *name)
{
	const Kind *function = kind_of("function", 8);
	return value_is(name, "cognito") && !scope_find(s, function, name->u.s);
}

Entity *pool_meant(Unit *u, Scope *s, Span at)
{
	Entity *found = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == &kind_pool && !n++)
			found = s->ent[i];
	if (!found)
		return entity_new(u, s, &kind_pool, s->name, at, value_map(u->arena, at));
	if (n == 1)
		return found;
	Diag *d = say_several_pools(u, at);
	for (uint32_t i = 0; i < s->nent; i++)
		if (s->ent[i]->kind == &kind_pool)
			diag_related(d, s->ent[i]->at, "pool `%s`", s->ent[i]->name);
	diag_line(d, "say which: `authorizer: { pool: %s }`", found->name);
	return NULL;
}

// CreateUserPoolClient, CallbackURLs: "requires HTTPS over HTTP except for http://localhost".
static void check_urls(Unit *u, Entity *e, const char *of)
{
	static const char *const here[] = { "localhost", "127.0.0.1", "[::1]" };
	uint32_t n;
	Value **url = rec_list(e->rec, of, &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *s = value_text(url[i]);
		if (!s || !str_starts(s, "http://"))
			continue;
		bool local = false;
		for (size_t k = 0; k < COUNT(here); k++) {
			size_t len = strlen(here[k]);
			local |= strncmp(s + 7, here[k], len) == 0 &&
				(!s[7 + len] || strchr(":/", s[7 + len]));
		}
		if (!local)
			say_not_here(u, url[i]->at, s,
				"has to begin with `https://`: Cognito takes plain http for localhost only");
	}
}

// "Configuring a user pool domain", prefix domains.
static void check_domain(Unit *u, Entity *e)
{
	static const char *const reserved[] = { "aws", "amazon", "cognito" };
	const Value *domain = rec_get(e->rec, "domain");
	const char *s = value_text(domain);
	for (size_t i = 0; s && i < COUNT(reserved); i++)
		if (strstr(s, reserved[i])) {
			say_not_here(u, domain->at, s,
				U_FORMAT(u, "holds `%s`, which no domain of Cognito may",
					reserved[i]));
			return;
		}
}

static void check(Unit *u, Entity *e)
{
	check_urls(u, e, "client.callback");
	check_urls(u, e, "client.logout");
	check_domain(u, e);
	const Value *callback = rec_get(e->rec, "client.callback");
	if (callback && !rec_given(e->rec, "domain"))
		diag_line(say_missing_key(
				  u, callback->at, "domain", U_FORMAT(u, "pool `%s`", e->name)),
			"a sign-in returns to a URL only from the sign-in pages, which stand at `domain`");
}

// ---- Making and filling -------------------------------------------------------------------------

// The function that an edge into a pool makes it call; NULL: the edge comes from no trigger.
static Entity *called_by(const Edge *edge)
{
	return edge->link && str_eq(edge->from->kind->one, "trigger") ?
		rec_ent(edge->from->rec, "function") :
		NULL;
}

// A function may stand behind several triggers; one permission serves them all.
static void make(Unit *u, Entity *e)
{
	for (uint32_t i = 0; i < e->nin; i++) {
		Entity *function = called_by(e->in[i]);
		if (!function || res_keyed(e, "Permission", function->id))
			continue;
		res_new(u, e, op_of(e->kind, "Permission"), NULL, e->in[i]->from->rec,
			function->id);
	}
}

static void fill_pool(Unit *u, Resource *r, Entity *e)
{
	bool mfa = !value_is(rec_get(e->rec, "mfa"), "off");
	for (uint32_t i = 0; i < e->nin; i++) {
		Entity *function = called_by(e->in[i]);
		if (function)
			put(u, r, e->in[i]->from->name,
				entity_attr(u, function, "arn", e->in[i]->from->at));
	}
	put(u, r, "username",
		value_is(rec_get(e->rec, "sign_in"), "email") ? text_at(u, "email", e->at) : NULL);
	put(u, r, "admin_only", value_bool(u->arena, !rec_true(e->rec, "self_sign_up"), e->at));
	put(u, r, "mfa", mfa ? text_at(u, "SOFTWARE_TOKEN_MFA", e->at) : NULL);
	put(u, r, "mfa_on", mfa ? value_bool(u->arena, true, e->at) : NULL);
	put(u, r, "protect",
		value_is(rec_get(e->rec, "on_destroy"), "keep") ?
			value_bool(u->arena, true, e->at) :
			NULL);
}

static void fill_client(Unit *u, Resource *r, Entity *e)
{
	static const char *const word[][2] = { { "srp", "ALLOW_USER_SRP_AUTH" },
		{ "password", "ALLOW_USER_PASSWORD_AUTH" },
		{ "admin", "ALLOW_ADMIN_USER_PASSWORD_AUTH" }, { "custom", "ALLOW_CUSTOM_AUTH" } };
	uint32_t n;
	Value **flow = rec_list(e->rec, "client.flows", &n);
	Value *flows = value_list(u->arena, e->at);
	value_push(u->arena, flows,
		text_at(u, "ALLOW_REFRESH_TOKEN_AUTH",
			e->at)); // a sign-in lasts longer than a token
	for (size_t k = 0; k < COUNT(word); k++)
		for (uint32_t i = 0; i < n; i++)
			if (value_is(flow[i], word[k][0]))
				value_push(u->arena, flows, text_at(u, word[k][1], flow[i]->at));
	put(u, r, "flows", flows);
	put(u, r, "secret",
		rec_true(e->rec, "client.secret") ? value_bool(u->arena, true, e->at) : NULL);
	Value *scopes = lower_value(u, e, rec_get(e->rec, "client.scopes"));
	if (!scopes && rec_get(e->rec, "client.callback")) {
		scopes = value_list(u->arena, e->at);
		value_push(u->arena, scopes, text_at(u, "openid", e->at));
		value_push(u->arena, scopes, text_at(u, "email", e->at));
	}
	put(u, r, "scopes", scopes);
}

static void fill(Unit *u, Resource *r)
{
	if (r == r->from->main)
		fill_pool(u, r, r->from);
	else if (str_eq(r->op->part, "Client"))
		fill_client(u, r, r->from);
	else if (str_eq(r->op->part, "Permission"))
		put_call_permission(u, r, rec_ent(r->rec, "function"), "cognito-idp.amazonaws.com",
			entity_attr(u, r->from, "arn", r->rec->at));
}

static Value *hole(Unit *u, Entity *e, const char *attribute)
{
	return attribute && str_eq(attribute, "client") ?
		value_ref(u, res_of(e, "Client"), "id", e->at) :
		NULL;
}

const Kind kind_pool = {
	"pools",
	"pool",
	"Pool",
	"people who sign in",
	.shape = SECTION_NAMES,
	.field = field,
	.op = op,
	.grant = grants,
	.holes = "client",
	.phys = "ns_y_sandbox",
	.fixed = "name",
	.phys_max = 128,
	.phys_ok = "/^[\\w\\s+=,.@-]+$/",
	.check = check,
	.make = make,
	.fill = fill,
	.hole = hole,
};
