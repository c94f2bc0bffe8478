// check_principal.c: whether principals can exist.
//
// Source: IAM user guide, "AWS JSON policy elements: Principal".
#include "check.h"

#include <string.h>

enum {
	ACCOUNT_DIGITS = 12,
	CANONICAL_DIGITS = 64,
	SHORTEST_ID = 16, // unique ids: AROA and 17 letters and digits
	NEAR_ENOUGH = 2,
};

static bool has_wildcard(const Text *t)
{
	return t->s[strcspn(t->s, "*?")] != '\0';
}

static bool of_chars(const char *s, size_t n, const char *chars)
{
	return n && strspn(s, chars) >= n;
}

static bool is_unique_id(const char *s, const char *prefix)
{
	size_t n = strlen(s);
	return n >= SHORTEST_ID && str_starts(s, prefix) &&
		of_chars(s, n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
}

static bool open_or_digits(const char *s, size_t n)
{
	return memchr(s, UNKNOWN, n) || (n == ACCOUNT_DIGITS && of_chars(s, n, "0123456789"));
}

// What an ARN of a principal names in its last part, by service.
static bool good_resource(const char *service, size_t n, const char *resource)
{
	static const char *const iam[] = { "root", "user/", "role/" };
	static const char *const sts[] = { "assumed-role/", "federated-user/", "self" };
	bool is_sts = n == 3 && strncmp(service, "sts", 3) == 0;
	for (size_t i = 0; i < 3; i++) {
		const char *want = is_sts ? sts[i] : iam[i];
		if (want[strlen(want) - 1] == '/' ?
				str_starts(resource, want) && resource[strlen(want)] :
				str_eq(resource, want))
			return true;
	}
	return strchr(resource, UNKNOWN) != NULL;
}

static bool good_arn(const char *s)
{
	Arn a = arn_read(s);
	if (a.parts < ARN_PARTS || a.n[0] != 3 || strncmp(s, "arn", 3) != 0 || a.n[3])
		return false;
	if (!partition_find(a.part[1], a.n[1]) && !memchr(a.part[1], UNKNOWN, a.n[1]))
		return false;
	bool iam = a.n[2] == 3 &&
		(strncmp(a.part[2], "iam", 3) == 0 || strncmp(a.part[2], "sts", 3) == 0);
	if (iam && a.n[4] == 10 && strncmp(a.part[4], "cloudfront", 10) == 0)
		return str_starts(a.part[5], "user/CloudFront Origin Access Identity ");
	return iam && open_or_digits(a.part[4], a.n[4]) &&
		good_resource(a.part[2], a.n[2], a.part[5]);
}

static void check_aws(const Check *c, const Text *t)
{
	if (text_is(t, "*") || t->s[0] == UNKNOWN || strstr(t->s, "${"))
		return;
	if (has_wildcard(t)) {
		Diag *d = say_wildcard_in_principal(c->u, t->at, text_shown(c->u, t));
		diag_line(d, "name each principal, or `*` with a condition on `aws:PrincipalArn`");
		diag_aa(d, "UNSUPPORTED_WILDCARD_IN_PRINCIPAL");
	} else if (is_unique_id(t->s, "AROA")) {
		diag_aa(say_principal_unique_id(c->u, t->at, text_shown(c->u, t), "role"),
			"INVALID_ROLE_REFERENCE");
	} else if (is_unique_id(t->s, "AIDA")) {
		diag_aa(say_principal_unique_id(c->u, t->at, text_shown(c->u, t), "user"),
			"INVALID_USER_REFERENCE");
	} else if (!open_or_digits(t->s, t->n) && !good_arn(t->s)) {
		Diag *d = say_aws_principal(c->u, t->at, text_shown(c->u, t));
		if (str_starts(t->s, "arn:") && strstr(t->s, ":group/"))
			diag_line(d, "a group is not a principal: name its users, or a role");
		if (str_ends(t->s, ".amazonaws.com"))
			diag_line(d, "services stand under `Service`");
	}
}

// `service.amazonaws.com`, with a Region between for some, or the suffix of another partition.
static bool good_service_name(const char *s, size_t *name)
{
	static const char *const suffix[] = { ".amazonaws.com", ".amazonaws.com.cn", ".amazon.com",
		".amazonaws.eu", ".c2s.ic.gov", ".sc2s.sgov.gov", ".amazonaws-us-gov.com" };
	for (size_t i = 0; i < COUNT(suffix); i++) {
		size_t n = strlen(s) - (str_ends(s, suffix[i]) ? strlen(suffix[i]) : 0);
		if (!s[n] || !n)
			continue;
		*name = n;
		return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-") >= n && s[0] != '.' &&
			!strstr(s, "..");
	}
	return false;
}

// The name without the Region behind it.
static size_t without_region(const char *s, size_t n)
{
	const char *dot = memchr(s, '.', n);
	const char *last = dot;
	while (dot) {
		last = dot;
		dot = memchr(dot + 1, '.', n - (size_t)(dot + 1 - s));
	}
	if (last && partition_of_region(last + 1, n - (size_t)(last + 1 - s)))
		return (size_t)(last - s);
	return n;
}

static bool known_service(const char *s, size_t n)
{
	return word_in(service_principals, s, n) || word_in(long_service_principals, s, n);
}

static void check_service(const Check *c, const Text *t)
{
	size_t n;
	if (has_wildcard(t)) {
		diag_aa(say_wildcard_in_principal(c->u, t->at, text_shown(c->u, t)),
			"UNSUPPORTED_WILDCARD_IN_PRINCIPAL");
		return;
	}
	if (!good_service_name(t->s, &n)) {
		Diag *d = say_service_principal_format(c->u, t->at, text_shown(c->u, t));
		diag_line(d, "`lambda.amazonaws.com` is the form, in small letters");
		diag_aa(d, "INVALID_SERVICE_PRINCIPAL_FORMAT");
		return;
	}
	size_t head = without_region(t->s, n);
	static const char alexa[] = "alexa-appkit alexa-connectedhome";
	if (str_ends(t->s, ".amazon.com") && known_service(t->s, head) &&
		!word_in(alexa, t->s, n)) {
		Diag *d = say_unknown_service_principal(c->u, t->at, text_shown(c->u, t));
		diag_fix_text(
			c, d, FIX_MAYBE, "write `.amazonaws.com`", t, n, t->n, ".amazonaws.com");
		return;
	}
	if (known_service(t->s, head))
		return;
	Nearest near = { .word = arena_copy(c->u->arena, t->s, head) };
	for (Word w = { .rest = service_principals }; word_next(&w);)
		nearest_try(&near, arena_copy(c->u->arena, w.s, w.n));
	for (Word w = { .rest = long_service_principals }; word_next(&w);)
		nearest_try(&near, arena_copy(c->u->arena, w.s, w.n));
	uint32_t service = data_find_service(c->data, t->s, head);
	if (!near.best || near.distance > NEAR_ENOUGH || service != NO_ROW)
		return; // new services have principals that no list knows
	Diag *d = say_unknown_service_principal(c->u, t->at, text_shown(c->u, t));
	diag_near_text(c, d, &near, t, 0, head);
}

static bool is_web_provider(const char *s)
{
	return word_in(web_providers, s, strlen(s));
}

static void check_federated(const Check *c, const Text *t)
{
	if (c->p->type != POLICY_TRUST) {
		Diag *d = say_federated_principal(c->u, t->at, policy_what(c));
		// The guide shows sessions of the four public providers in resource policies.
		if (is_web_provider(t->s))
			diag_severity(d, WARNING);
		diag_aa(d, "FEDERATED_PRINCIPAL_NOT_SUPPORTED");
		return;
	}
	if (t->s[0] == UNKNOWN || is_web_provider(t->s))
		return;
	Arn a = arn_read(t->s);
	bool provider = a.parts == ARN_PARTS && a.n[2] == 3 && strncmp(a.part[2], "iam", 3) == 0 &&
		!a.n[3] && open_or_digits(a.part[4], a.n[4]) &&
		(str_starts(a.part[5], "saml-provider/") ||
			str_starts(a.part[5], "oidc-provider/") || a.part[5][0] == UNKNOWN);
	if (provider && !has_wildcard(t))
		return;
	Diag *d = say_federated_provider(c->u, t->at, text_shown(c->u, t));
	diag_line(d,
		"`arn:aws:iam::123456789012:oidc-provider/NAME`, `…:saml-provider/NAME`, or one of %s",
		web_providers);
	diag_aa(d, "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY");
}

static void check_canonical(const Check *c, const Text *t)
{
	if (!t->known ||
		(t->n == CANONICAL_DIGITS && of_chars(t->s, t->n, "0123456789abcdefABCDEF")))
		return;
	say_canonical_user(c->u, t->at, text_shown(c->u, t));
}

void check_principals(const Check *c, const Stmt *s)
{
	static void (*const check[])(const Check *, const Text *) = {
		[PRINCIPAL_AWS] = check_aws,
		[PRINCIPAL_SERVICE] = check_service,
		[PRINCIPAL_FEDERATED] = check_federated,
		[PRINCIPAL_CANONICAL] = check_canonical,
	};
	if (!policy_has_principals(c))
		return;
	if (s->not_principal && s->allow && c->p->type != POLICY_TRUST)
		diag_aa(say_allow_not_principal(c->u, s->principal_key),
			"ALLOW_WITH_NOT_PRINCIPAL");
	for (uint32_t i = 0; i < s->nprincipal; i++) {
		const Principal *p = &s->principal[i];
		bool service_known =
			p->text.known || p->kind == PRINCIPAL_AWS || p->kind == PRINCIPAL_FEDERATED;
		if (p->kind != PRINCIPAL_ANYONE && service_known)
			check[p->kind](c, &p->text);
	}
}

// ---- Service principals as values of conditions ------------------------------------------

// `s3.eu-west-1.amazonaws.com`: a name, and a Region or a wildcard for it.
static bool good_via(const char *s, size_t n)
{
	const char *dot = memchr(s, '.', n);
	if (!dot)
		return true;
	size_t rest = n - (size_t)(dot + 1 - s);
	return part_is_open(dot + 1, rest) || partition_of_region(dot + 1, rest) ||
		known_service(s, n);
}

static void check_value(const Check *c, const Text *t, unsigned form)
{
	if (!t->known || strstr(t->s, "${"))
		return;
	size_t n = 0;
	bool wild = has_wildcard(t);
	bool good = good_service_name(t->s, &n) || (wild && n) || (wild && !str_ends(t->s, ".com"));
	if (good && n && form == FORM_VIA)
		good = good_via(t->s, n);
	if (good)
		return;
	Diag *d = say_service_principal_format(c->u, t->at, text_shown(c->u, t));
	diag_line(d, "`lambda.amazonaws.com` is the form, in small letters");
	diag_aa(d, "INVALID_SERVICE_PRINCIPAL_FORMAT");
}

void check_service_principals(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		unsigned form =
			k->key.known && k->op && k->op->group == OP_STRING ? key_form(k->key.s) : 0;
		for (uint32_t j = 0; (form == FORM_SERVICE || form == FORM_VIA) && j < k->values.n;
			j++)
			check_value(c, &k->values.item[j], form);
	}
}
