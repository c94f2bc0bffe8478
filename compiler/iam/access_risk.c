// access_risk.c: how much a difference matters.
//
// Access levels are AWS's own, from the table of actions; what hands out credentials or leads to more
// rights is in table_escalation.c.
#include "../../ir/access.h"
#include "data.h"
#include "glob.h"
#include "table.h"

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

static void weigh_actions(Unit *u, const AccessDelta *d, AccessWeight *out)
{
	IamData data;
	data_builtin(&data);
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
			AccessRisk r = risk_of(full, a.level);
			out->risk = r > out->risk ? r : out->risk;
			out->actions++;
		}
	}
	(void)u;
}

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

// Who is let in that is not of this account, or NULL.
static const char *stranger(const AccessDelta *d)
{
	if (d->not_principal)
		return "everyone but those listed";
	for (uint32_t i = 0; i < d->nprincipal; i++) {
		const char *s = d->principal[i];
		if (str_eq(s, "*"))
			return "anyone";
		const char *account = strstr(s, "::");
		if (strspn(s, "0123456789") == 12 ||
			(account && strspn(account + 2, "0123456789") == 12))
			return s;
	}
	return NULL;
}

AccessWeight access_weight(
	Unit *u, const AccessDelta *d, const AccessSide *old, const AccessSide *new)
{
	AccessWeight out = { 0 };
	if (!d->naction && !d->not_action) {
		out.risk = RISK_PERMISSIONS; // nobody knows
		return out;
	}
	weigh_actions(u, d, &out);
	const char *who = stranger(d);
	const char *way = d->added && !who && !d->nprincipal ? completed(u, d, old, new) : NULL;
	if (who && !d->condition)
		out = (AccessWeight){ RISK_PUBLIC, who, out.actions };
	else if (way)
		out = (AccessWeight){ RISK_ESCALATION, way, out.actions };
	return out;
}
