// access_risk.c: how much a difference matters.
//
// Access levels are AWS's own, from the table of actions; what hands out credentials or leads to more
// rights is in table_escalation.c.
#include "../../ir/access.h"
#include "check.h"
#include "glob.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const char *const access_risks[] = { "list", "write", "data", "credentials", "permissions",
	"escalation", "public" };

// Actions that read what people keep, beside those of data_actions.
// clang-format off
static const char store_actions[] =
	"athena:GetQueryResults dynamodb:BatchGetItem dynamodb:GetItem dynamodb:GetRecords "
	"dynamodb:PartiQLSelect dynamodb:Query dynamodb:Scan dynamodb:ExportTableToPointInTime "
	"kinesis:GetRecords kinesis:SubscribeToShard kms:Decrypt kms:ReEncryptFrom lambda:GetFunction "
	"logs:FilterLogEvents logs:GetLogEvents logs:GetQueryResults logs:StartLiveTail logs:Unmask "
	"rds:DownloadDBLogFilePortion rds-data:BatchExecuteStatement rds-data:ExecuteStatement "
	"redshift-data:GetStatementResult s3:GetObjectVersion secretsmanager:BatchGetSecretValue "
	"sqs:ReceiveMessage states:DescribeExecution states:GetExecutionHistory";
// clang-format on

static AccessRisk risk_of(const char *full, AccessLevel level)
{
	static const AccessRisk by_level[] = {
		[LEVEL_READ] = RISK_LIST,
		[LEVEL_LIST] = RISK_LIST,
		[LEVEL_WRITE] = RISK_WRITE,
		[LEVEL_TAGGING] = RISK_WRITE,
		[LEVEL_PERMISSIONS] = RISK_PERMISSIONS,
	};
	size_t n = strlen(full);
	if (level == LEVEL_PERMISSIONS)
		return RISK_PERMISSIONS;
	if (word_in(credential_actions, full, n))
		return RISK_CREDENTIALS;
	return word_in(data_actions, full, n) || word_in(store_actions, full, n) ? RISK_DATA
										 : by_level[level];
}

// Whether the difference is about the action.
static bool is_about(const AccessDelta *d, const char *full)
{
	bool some = false;
	for (uint32_t i = 0; i < d->naction && !some; i++)
		some = glob_match_nocase(d->action[i], full);
	return some != d->not_action;
}

// Whether some pattern can match an action of the service.
static bool is_about_service(const AccessDelta *d, const char *service)
{
	size_t n = strlen(service);
	if (d->not_action)
		return true;
	for (uint32_t i = 0; i < d->naction; i++) {
		const char *s = d->action[i];
		size_t plain = strcspn(s, ":*?");
		if (s[plain] != ':' || (plain == n && strncasecmp(s, service, n) == 0))
			return true;
	}
	return false;
}

// ---- What takes the resources ---------------------------------------------------------

enum {
	MAX_FITS = 4000
}; // ARN shapes that are tried for one delta; beyond that all is taken to fit

typedef struct Fit {
	const IamData *data;
	Arn *arn; // of each resource, unknown text as `*`
	uint32_t n, tries;
	bool all; // some resource may be anything
} Fit;

static void fit_read(Unit *u, Fit *f, const AccessDelta *d)
{
	f->all = d->not_resource || !d->nresource;
	for (uint32_t i = 0; i < d->nresource && !f->all; i++) {
		Buf b = { .arena = u->arena };
		for (const char *s = d->resource[i]; *s;) {
			const char *end = str_starts(s, "${")   ? strchr(s, '}')
					  : str_starts(s, "{{") ? strstr(s, "}}")
								: NULL;
			buf_putc(&b, end ? '*' : *s);
			s = end ? end + (*s == '$' ? 1 : 2) : s + 1;
		}
		Arn a = arn_read(b.s ? b.s : "");
		f->all |= a.parts < ARN_PARTS;
		U_PUSH(u, f->arn, f->n, a);
	}
}

static bool fits(Fit *f, const IamAction *a)
{
	if (f->all)
		return true;
	for (uint32_t i = 0; i < a->resources.n; i++) {
		Arn shape = arn_read(data_resource(f->data, list_item(a->resources, i)).arn);
		for (uint32_t k = 0; k < f->n; k++)
			if (++f->tries > MAX_FITS || arn_meets(&f->arn[k], &shape))
				return true;
	}
	return false;
}

static void weigh_actions(Unit *u, const AccessDelta *d, AccessWeight *out)
{
	IamData data;
	data_builtin(&data);
	Fit fit = { .data = &data };
	fit_read(u, &fit, d);
	uint32_t known = 0;
	for (uint32_t i = 0; i < data.count[DATA_SERVICE]; i++) {
		IamService s = data_service(&data, i);
		if (!is_about_service(d, s.name))
			continue;
		for (uint32_t k = 0; k < s.naction; k++) {
			IamAction a = data_action(&data, s.first_action + k);
			char full[160];
			snprintf(full, sizeof full, "%s:%s", s.name, a.name);
			if (!is_about(d, full))
				continue;
			known++;
			if (!fits(&fit, &a))
				continue;
			AccessRisk r = risk_of(full, a.level);
			out->risk = r > out->risk ? r : out->risk;
			out->actions++;
		}
	}
	out->idle = known && !out->actions;
}

// ---- Ways to more rights --------------------------------------------------------------

// Calls `is` for each alternative of a word until one holds; that one, or NULL.
typedef bool Holds(Unit *, const void *, const char *action);
static const char *some_alternative(Unit *u, const Word *w, Holds *is, const void *with)
{
	for (size_t from = 0, n; from < w->n; from += n + 1) {
		for (n = 0; from + n < w->n && w->s[from + n] != '|'; n++)
			;
		const char *one = arena_copy(u->arena, w->s + from, n);
		if (is(u, with, one))
			return one;
	}
	return NULL;
}

static bool side_allows(Unit *u, const void *side, const char *action)
{
	AccessOptions opt = { .type = POLICY_IDENTITY };
	return access_granted(u, side, action, NULL, &opt)->added != ACCESS_NO;
}

static bool delta_is_about(Unit *u, const void *delta, const char *action)
{
	(void)u;
	return is_about(delta, action);
}

// The actions of the row that the policies allow, one of each word, as a list; NULL when one is missing.
static const char *allowed_all(Unit *u, const AccessSide *side, const char *actions)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *one = side->n ? some_alternative(u, &w, side_allows, side) : NULL;
		if (!one)
			return NULL;
		buf_printf(&b, "%s%s", b.n ? ", " : "", one);
	}
	return b.s;
}

// The first way to more rights that this difference completes.
static const char *completed(
	Unit *u, const AccessDelta *d, const AccessSide *old, const AccessSide *new)
{
	for (const Escalation *e = escalations; e->actions; e++) {
		bool some = false;
		for (Word w = { .rest = e->actions }; !some && word_next(&w);)
			some = some_alternative(u, &w, delta_is_about, d);
		const char *with = some ? allowed_all(u, new, e->actions) : NULL;
		if (with && !allowed_all(u, old, e->actions))
			return U_FORMAT(u, "with %s one can %s", with, e->how);
	}
	return NULL;
}

// ---- Who is let in --------------------------------------------------------------------

// An account that is named, or NULL. It may be one's own: that is not known here.
static const char *account(const AccessDelta *d)
{
	for (uint32_t i = 0; i < d->nprincipal; i++) {
		const char *s = d->principal[i];
		const char *number = strstr(s, "::");
		if (strspn(s, "0123456789") == 12 ||
			(number && strspn(number + 2, "0123456789") == 12))
			return s;
	}
	return NULL;
}

// Whether the statement lets in somebody that it does not name.
static const AccessDelta *is_open(const AccessResult *public, const AccessDelta *d)
{
	for (uint32_t i = 0; public && i < public->n; i++)
		if (d->statement && public->delta[i].statement == d->statement)
			return &public->delta[i];
	return NULL;
}

static void weigh_principals(
	Unit *u, const AccessDelta *d, const AccessResult *public, AccessWeight *out)
{
	const AccessDelta *open = is_open(public, d);
	const char *who = account(d);
	if (open) {
		bool service = open->nprincipal && strstr(open->principal[0], ".amazonaws.com");
		out->why = service ? U_FORMAT(u, "%s is let in on behalf of any account",
					     open->principal[0])
				   : "anyone is let in";
	} else if (who && d->added) {
		out->why = U_FORMAT(u, "%s is let in", who);
	}
	if (open || who)
		out->risk = RISK_PUBLIC;
}

AccessWeight *access_weights(Unit *u, const AccessResult *r, const AccessSide *old,
	const AccessSide *new, const AccessOptions *opt)
{
	AccessWeight *out = NEW_N(u->arena, AccessWeight, r->n + 1);
	const AccessResult *public = NULL;
	bool principals = opt->type == POLICY_RESOURCE || opt->type == POLICY_TRUST;
	AccessOptions quiet = *opt;
	quiet.say = false;
	if (principals && r->added)
	public = access_public(u, new, &quiet);
	for (uint32_t i = 0; i < r->n; i++) {
		const AccessDelta *d = &r->delta[i];
		if (!d->naction && !d->not_action) {
			out[i].risk = RISK_PERMISSIONS; // nobody knows
			continue;
		}
		weigh_actions(u, d, &out[i]);
		if (principals)
			weigh_principals(u, d, d->added ? public : NULL, &out[i]);
		else if (d->added && !out[i].idle && (out[i].why = completed(u, d, old, new)))
			out[i].risk = RISK_ESCALATION;
	}
	return out;
}
