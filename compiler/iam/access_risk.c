// access_risk.c: how much a difference matters.
//
// Access levels are AWS's own, from the table of actions; what hands out credentials or leads to more
// rights is in table_escalation.c.
#include "access_model.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

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

// Whether the difference is about the action.
static bool is_about(const AccessDelta *d, const char *full)
{
	bool some = false;
	for (uint32_t i = 0; i < d->naction && !some; i++)
		some = glob_match_nocase(d->action[i], full);
	return some != d->not_action;
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
			const char *end = str_starts(s, "${") ? strchr(s, '}') :
				str_starts(s, "{{")           ? strstr(s, "}}") :
								NULL;
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

// ---- Actions --------------------------------------------------------------------------

typedef struct Weigh {
	const AccessDelta *d;
	const IamData *data;
	Fit fit;
	AccessWeight *out;
	uint32_t known;
} Weigh;

static void raise_risk(AccessWeight *w, AccessRisk r)
{
	w->risk = r > w->risk ? r : w->risk;
}

static void weigh_service(Weigh *w, uint32_t row)
{
	static const AccessRisk by_level[] = {
		[LEVEL_READ] = RISK_LIST,
		[LEVEL_LIST] = RISK_LIST,
		[LEVEL_WRITE] = RISK_WRITE,
		[LEVEL_TAGGING] = RISK_WRITE,
		[LEVEL_PERMISSIONS] = RISK_PERMISSIONS,
	};
	IamService s = data_service(w->data, row);
	char full[160];
	int prefix = snprintf(full, sizeof full, "%s:", s.name);
	for (uint32_t k = 0; k < s.naction; k++) {
		IamAction a = data_action(w->data, s.first_action + k);
		size_t n = strlen(a.name);
		if ((size_t)prefix + n >= sizeof full)
			continue;
		memcpy(full + prefix, a.name, n + 1);
		if (!is_about(w->d, full))
			continue;
		w->known++;
		if (!fits(&w->fit, &a))
			continue;
		raise_risk(w->out, by_level[a.level]);
		w->out->actions++;
	}
}

static void weigh_listed(Weigh *w, const char *list, AccessRisk r)
{
	char full[160];
	for (Word word = { .rest = list }; w->out->risk < r && word_next(&word);) {
		snprintf(full, sizeof full, "%.*s", (int)word.n, word.s);
		uint32_t row = is_about(w->d, full) ? data_find_full(w->data, full) : NO_ROW;
		if (row == NO_ROW)
			continue;
		IamAction a = data_action(w->data, row);
		if (fits(&w->fit, &a))
			raise_risk(w->out, r);
	}
}

static void weigh_actions(Unit *u, const IamData *data, const AccessDelta *d, AccessWeight *out)
{
	Weigh w = { .d = d, .data = data, .fit.data = data, .out = out };
	bool all = d->not_action;
	bool *seen = NEW_N(u->arena, bool, data->count[DATA_SERVICE] + 1);
	fit_read(u, &w.fit, d);
	for (uint32_t i = 0; i < d->naction && !all; i++) {
		const char *s = d->action[i];
		size_t plain = strcspn(s, ":*?");
		uint32_t row = s[plain] == ':' ? data_find_service(data, s, plain) : NO_ROW;
		all |= s[plain] != ':' && s[plain];
		if (row == NO_ROW || seen[row] || all)
			continue;
		seen[row] = true;
		weigh_service(&w, row);
	}
	if (all)
		*out = (AccessWeight){ 0 };
	w.known = all ? 0 : w.known;
	for (uint32_t i = 0; all && i < data->count[DATA_SERVICE]; i++)
		weigh_service(&w, i);
	weigh_listed(&w, credential_actions, RISK_CREDENTIALS);
	weigh_listed(&w, data_actions, RISK_DATA);
	weigh_listed(&w, store_actions, RISK_DATA);
	out->idle = w.known && !out->actions;
}

// ---- Ways to more rights --------------------------------------------------------------

// The policies of one side as clauses, read when first asked for.
typedef struct Side {
	Unit *unit;
	const AccessSide *side;
	Model *model;
} Side;

static bool set_has(const Model *m, const PatternSet *s, const Glob *text)
{
	bool some = false;
	for (uint32_t i = 0; i < s->n && !some; i++)
		some = tokens_match(&m->dim[ACTION].item[s->item[i]].glob, text->tok, text->n);
	return s->any || some != s->negated;
}

static bool is_everything(const Model *m, const PatternSet *s)
{
	for (uint32_t i = 0; !s->negated && i < s->n; i++)
		if (str_eq(m->dim[RESOURCE].item[s->item[i]].text, "*"))
			return true;
	return s->any;
}

// Whether the action is allowed on something, and not denied on everything.
static bool side_allows(Unit *u, void *side, const char *action)
{
	Side *s = side;
	static const AccessOptions opt = { .type = POLICY_IDENTITY };
	if (!s->model) {
		s->model = NEW(u->arena, Model);
		model_begin(s->model, u, &opt);
		model_read(s->model, s->side, NEW_SIDE);
	}
	const Model *m = s->model;
	Glob text = glob_tokens(u->arena, action, GLOB_NOCASE);
	bool allowed = false;
	for (uint32_t i = 0; i < m->nclause; i++) {
		const Clause *c = &m->clause[i];
		bool always = c->deny && !c->ntest && is_everything(m, &c->set[RESOURCE]);
		if ((allowed && !c->deny) || (c->deny && !always) ||
			!set_has(m, &c->set[ACTION], &text))
			continue;
		if (c->deny)
			return false;
		allowed |= !c->why;
	}
	return allowed;
}

static bool delta_is_about(Unit *u, void *delta, const char *action)
{
	(void)u;
	return is_about(delta, action);
}

// The first alternative of a word, `a|b`, that `is` holds for; or NULL.
typedef bool Holds(Unit *, void *, const char *action);
static const char *some_alternative(Unit *u, const Word *w, Holds *is, void *with)
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

// The actions of the row that the policies allow, one of each word, as a list; NULL when one is missing.
static const char *allowed_all(Unit *u, Side *side, const char *actions)
{
	Buf b = { .arena = u->arena };
	for (Word w = { .rest = actions }; word_next(&w);) {
		const char *one = some_alternative(u, &w, side_allows, side);
		if (!one)
			return NULL;
		buf_printf(&b, "%s%s", b.n ? ", " : "", one);
	}
	return b.s;
}

// The first way to more rights that this difference completes.
static const char *completed(Unit *u, const AccessDelta *d, Side *old, Side *new)
{
	for (const Escalation *e = escalations; e->actions; e++) {
		bool some = false;
		for (Word w = { .rest = e->actions }; !some && word_next(&w);)
			some = some_alternative(u, &w, delta_is_about, (void *)(uintptr_t)d);
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
		out->why = service ?
			U_FORMAT(u, "%s is let in on behalf of any account", open->principal[0]) :
			"anyone is let in";
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
	Side before = { u, old, NULL }, after = { u, new, NULL };
	IamData data;
	data_builtin(&data);
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
		weigh_actions(u, &data, d, &out[i]);
		if (principals)
			weigh_principals(u, d, d->added ? public : NULL, &out[i]);
		else if (d->added && !out[i].idle &&
			(out[i].why = completed(u, d, &before, &after)))
			out[i].risk = RISK_ESCALATION;
	}
	return out;
}
