// risk_public.c: resource policies that let strangers in.
//
// Sources: S3 user guide, "The meaning of public"; IAM user guide, "The confused deputy problem";
// KMS developer guide, "Default key policy". A statement is public when no condition ties the
// caller to an account, an organization, a network or a source.
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// Keys that, compared with values, leave no stranger.
static const char tying_keys[] =
	"aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalAccount aws:PrincipalArn "
	"aws:SourceAccount aws:SourceArn aws:SourceOrgID aws:SourceOrgPaths aws:SourceOwner aws:SourceVpc aws:SourceVpce "
	"aws:SourceVpcArn aws:VpceAccount aws:VpceOrgID aws:VpceOrgPaths aws:SourceIp aws:VpcSourceIp aws:userid "
	"kms:CallerAccount s3:DataAccessPointAccount s3:DataAccessPointArn "
	"elasticfilesystem:AccessedViaMountTarget elasticfilesystem:AccessPointArn "
	"ec2:SourceInstanceArn lambda:FunctionUrlAuthType";

// Keys about the resource: they leave no stranger only where the policy is an endpoint's, through which
// strangers do not come.
static const char resource_keys[] = "aws:ResourceOrgID aws:ResourceOrgPaths aws:ResourceAccount";

// Source keys that a service's own key stands for, with less.
static const char weaker_keys[] =
	"kms:CallerAccount kms:ViaService aws:SourceOwner aws:PrincipalServiceName";

static bool in_words(const char *words, const char *s)
{
	for (Word w = { .rest = words }; word_next(&w);)
		if (strlen(s) == w.n && strncasecmp(s, w.s, w.n) == 0)
			return true;
	return false;
}

// Ranges broader than /8, in IPv6 than /32, are everybody ("The meaning of public").
static bool everywhere(const Text *t)
{
	const char *slash = t->known ? strchr(t->s, '/') : NULL;
	return slash && strtol(slash + 1, NULL, 10) < (strchr(t->s, ':') ? 32 : 8);
}

static bool ties(const Check *c, const Condition *k)
{
	if (!k->key.s || !condition_confines(k))
		return false;
	bool endpoint = c->owner && c->owner->flags & OWNER_ANY_SERVICE;
	if (!in_words(tying_keys, k->key.s) && !(endpoint && in_words(resource_keys, k->key.s)))
		return false;
	for (uint32_t i = 0; i < k->values.n; i++) {
		const Text *t = &k->values.item[i];
		if (k->op->group == OP_IP && everywhere(t))
			return false;
		// An ARN that leaves the account open is anyone's; a bucket's has none.
		if (text_is_nocase(&k->key, "aws:PrincipalArn") && t->known) {
			Arn a = arn_read(t->s);
			if (a.parts == ARN_PARTS && part_is_open(a.part[4], a.n[4]) &&
				!strchr(a.part[4], '$'))
				return false;
		}
	}
	return true;
}

static bool is_tied(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++)
		if (ties(c, &s->cond[i]))
			return true;
	return false;
}

static bool is_anyone(const Principal *p)
{
	return p->kind == PRINCIPAL_ANYONE || (p->kind == PRINCIPAL_AWS && text_is(&p->text, "*"));
}

static const char *const read_actions[] = { "s3:GetObject", "s3:GetObjectVersion",
	"s3:ListBucket" };

static void say_public(const Check *c, const Stmt *s, const Principal *p)
{
	bool bucket = c->owner ?
		word_in(c->owner->services, "s3", 2) :
		stmt_action(s, "s3:GetObject") && !stmt_covers(s, "sqs:SendMessage");
	bool reads = false;
	for (size_t i = 0; i < COUNT(read_actions); i++)
		reads |= stmt_covers(s, read_actions[i]);
	const char *what = c->owner ? c->owner->what : "a resource";
	const char *noun = strchr(what, ' ') ? strchr(what, ' ') + 1 : what;
	Diag *d;
	if (bucket && reads)
		d = say_world_readable_bucket_policy(c->u, p->text.at,
			s->resource.n == 1 ? U_FORMAT(c->u, "`%s`", s->resource.item[0].s) :
					     "this bucket");
	else
		d = say_public_access(c->u, p->text.at, noun);
	if (c->owner && c->owner->flags & OWNER_PUBLIC_NOTE)
		diag_severity(d, NOTE);
	diag_line(d,
		"a condition on `aws:PrincipalOrgID`, `aws:SourceArn`, `aws:SourceVpce` … would say who is meant");
}

// Service principals: for whom do they come?
static void check_source(const Check *c, const Stmt *s, const Principal *p)
{
	bool source = s->has_condition && !s->ncond; // it was refused
	const Condition *weaker = NULL;
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		const GlobalKey *g = k->key.s ? global_key_find(k->key.s, strlen(k->key.s)) : NULL;
		if (!k->op || k->op->negated || k->op->group == OP_NULL)
			continue;
		source |= g && g->flags & GLOBAL_SOURCE;
		if (k->key.s && in_words(weaker_keys, k->key.s))
			weaker = k;
		if (g && g->flags & GLOBAL_PRINCIPAL && !k->if_exists && s->nprincipal == 1) {
			diag_aa(say_key_not_for_service_principal(c->u, k->key.at, k->key.s),
				"UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL");
			return;
		}
	}
	if (source)
		return;
	if (weaker) {
		diag_aa(say_source_key_better(c->u, weaker->key.at, weaker->key.s,
				"`aws:SourceArn` or `aws:SourceAccount`"),
			"RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL");
		return;
	}
	Diag *d = say_confused_deputy(c->u, p->text.at, p->text.s);
	diag_line(d,
		"compare `aws:SourceArn` with the resource it acts for, or `aws:SourceAccount` with your account");
	diag_aa(d, "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL");
}

static void check_trust_source(const Check *c, const Stmt *s, const Principal *p)
{
	size_t n = strcspn(p->text.s, ".");
	if (!word_in(source_services, p->text.s, n))
		return;
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Text *key = &s->cond[i].key;
		const GlobalKey *g = key->s ? global_key_find(key->s, strlen(key->s)) : NULL;
		if (g && g->flags & GLOBAL_SOURCE)
			return;
	}
	Diag *d = say_trust_confused_deputy(c->u, p->text.at, p->text.s);
	diag_line(d, "compare `aws:SourceArn` or `aws:SourceAccount`, which this service sends");
}

void check_public(const Check *c, const Stmt *s)
{
	if (!policy_has_principals(c) || !s->allow || s->not_principal)
		return;
	for (uint32_t i = 0; i < s->nprincipal; i++) {
		const Principal *p = &s->principal[i];
		if (c->p->type == POLICY_TRUST) {
			if (p->kind == PRINCIPAL_SERVICE && p->text.known)
				check_trust_source(c, s, p);
		} else if (is_anyone(p)) {
			if (!is_tied(c, s))
				say_public(c, s, p);
		} else if (p->kind == PRINCIPAL_SERVICE) {
			check_source(c, s, p);
		}
	}
}

// A key whose policy nobody may change can only be mourned.
void check_key_policy(const Check *c)
{
	if (!c->owner || !str_eq(c->owner->type, "AWS::KMS::Key") || c->p->statements ||
		!c->p->nstmt)
		return;
	for (uint32_t i = 0; i < c->p->nstmt; i++)
		if (c->p->stmt[i].allow && stmt_covers(&c->p->stmt[i], "kms:PutKeyPolicy"))
			return;
	Diag *d = say_key_without_account(c->u, c->p->at);
	diag_line(d, "allow `kms:*` to the account's root, as the default key policy does");
}
