// check_key_use.c: whether a condition key fits its operator, its values and the actions of its
// statement.
//
// Sources: IAM user guide, "AWS global condition context keys" (types, sensitive keys) and
// "Single-valued vs. multivalued context keys"; Service Authorization Reference for the keys of
// each action.
#include "check.h"

#include <string.h>
#include <strings.h>

static const char *const type_words[] = {
	[KEY_STRING] = "a string",
	[KEY_ARN] = "an ARN",
	[KEY_BOOL] = "a boolean",
	[KEY_NUMERIC] = "a number",
	[KEY_DATE] = "a date",
	[KEY_IP] = "an address",
	[KEY_BINARY] = "binary data",
};

// Which groups of operators compare a key of a type, as bits.
static const uint16_t groups_of[] = {
	[KEY_STRING] = 1 << OP_STRING | 1 << OP_ARN | 1 << OP_BINARY,
	[KEY_ARN] = 1 << OP_STRING | 1 << OP_ARN,
	[KEY_BOOL] = 1 << OP_BOOL,
	[KEY_NUMERIC] = 1 << OP_NUMERIC,
	[KEY_DATE] = 1 << OP_DATE_GROUP,
	[KEY_IP] = 1 << OP_IP,
	[KEY_BINARY] = 1 << OP_BINARY | 1 << OP_STRING,
};

static void check_type(const Check *c, const Condition *k, const KeyFacts *f)
{
	if (k->op->group == OP_NULL || f->claim)
		return;
	bool fits = groups_of[f->type] >> k->op->group & 1;
	if (text_is_nocase(&k->key, "aws:EpochTime"))
		fits |= k->op->group == OP_NUMERIC;
	if (!fits) {
		diag_aa(say_operator_type(
				c->u, k->key.at, k->key.s, type_words[f->type], k->op->name),
			"TYPE_MISMATCH");
		return;
	}
	if (f->type != KEY_ARN || k->op->group != OP_STRING || !k->op->wild)
		return;
	Diag *d = say_string_like_arn(c->u, k->key.at, k->key.s, k->op->name);
	diag_line(d, "`%s` keeps wildcards inside the parts of an ARN",
		k->op->negated ? "ArnNotLike" : "ArnLike");
	diag_aa(d, "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS");
}

static bool has_null_check(const Stmt *s, const char *key)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		if (!k->op || !text_is_nocase(&k->key, key))
			continue;
		if (k->op->group == OP_NULL && k->values.n == 1 &&
			text_is_nocase(&k->values.item[0], "false"))
			return true;
		if (k->set == FOR_ANY && !k->if_exists && !k->op->negated)
			return true;
	}
	// A tag that is asked for by name makes the list of tag keys there.
	if (strcasecmp(key, "aws:TagKeys") != 0)
		return false;
	for (uint32_t i = 0; i < s->ncond; i++)
		if (s->cond[i].key.s && strncasecmp(s->cond[i].key.s, "aws:RequestTag/", 15) == 0)
			return true;
	return false;
}

static void check_set(const Check *c, const Stmt *s, const Condition *k, const KeyFacts *f)
{
	bool audience = f->claim && str_ends(k->key.s, ":aud");
	if (audience && k->set != EACH) {
		Diag *d = say_audience_set_operator(c->u, k->key.at, k->key.s, k->word.s);
		diag_severity(d, k->set == FOR_ANY ? WARNING : NOTE);
		diag_line(d, "a token with one audience is compared without a set operator");
		diag_aa(d,
			k->set == FOR_ANY ? "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE" :
					    "CONFIRM_AUDIENCE_CLAIM_TYPE");
		return;
	}
	if (f->claim || k->op->group == OP_NULL)
		return;
	if (k->set == EACH && f->many && !f->single) {
		diag_aa(say_set_operator_missing(c->u, k->key.at, k->key.s), "MISSING_QUALIFIER");
	} else if (k->set == FOR_ALL && !f->many) {
		diag_aa(say_for_all_values_single(c->u, k->key.at, k->key.s),
			"FORALLVALUES_WITH_SINGLE_VALUED_KEY");
	} else if (k->set == FOR_ALL && s->allow && !has_null_check(s, k->key.s)) {
		Diag *d = say_for_all_values_empty(c->u, k->key.at, k->key.s);
		diag_line(
			d, "add \"Null\": { \"%s\": \"false\" } when it has to be there", k->key.s);
	}
}

enum { SAFE_RUN = 6 }; // letters that Access Analyzer wants before a wildcard in a token's subject

// Providers that anyone can have tokens of, with subjects that anyone can have a part in.
static const char shared_issuers[] =
	"token.actions.githubusercontent.com gitlab.com app.terraform.io agent.buildkite.com";

static bool is_shared_subject(const char *key)
{
	const char *colon = strrchr(key, ':');
	return colon && str_eq(colon, ":sub") &&
		word_in(shared_issuers, key, (size_t)(colon - key));
}

// Whether a wildcard stands behind fewer letters than `run`.
static bool loose(const char *s, size_t run)
{
	size_t letters = 0;
	for (; *s; s++) {
		if (s[0] == '$' && s[1] == '{')
			s += strcspn(s, "}") - (strchr(s, '}') == NULL);
		else if ((*s == '*' || *s == '?') && letters < run)
			return true;
		letters = *s == '*' || *s == '?' ? 0 : letters + 1;
	}
	return false;
}

// A variable that the caller fills in.
static const char *caller_variable(const Check *c, const char *s)
{
	for (; (s = strstr(s, "${")); s += 2) {
		const char *key = arena_copy(c->u->arena, s + 2, strcspn(s + 2, ",}"));
		const GlobalKey *g = global_key_find(key, strlen(key));
		if (g && (g->flags & GLOBAL_CALLER || str_starts(g->name, "aws:RequestTag/")))
			return key;
	}
	return NULL;
}

static void check_sensitive(const Check *c, const Condition *k, const KeyFacts *f)
{
	bool sensitive = f->global && f->global->flags & GLOBAL_SENSITIVE;
	bool subject = is_shared_subject(k->key.s);
	bool user = text_is_nocase(&k->key, "aws:userid");
	if (!sensitive && !subject && !user)
		return;
	for (uint32_t i = 0; i < k->values.n; i++) {
		const Text *t = &k->values.item[i];
		const char *colon = strchr(t->s, ':');
		size_t head = colon ? (size_t)(colon - t->s) : 0;
		bool wild = k->op->wild && t->known &&
			(sensitive              ? loose(t->s, SIZE_MAX) :
					subject ? loose(t->s, SAFE_RUN) :
						  memchr(t->s, '*', head) != NULL);
		const char *variable = sensitive ? caller_variable(c, t->s) : NULL;
		if (!wild && !variable)
			continue;
		Diag *d = say_loose_sensitive_value(c->u, t->at, k->key.s,
			U_FORMAT(c->u, variable ? "the variable `%s`" : "`%s`",
				variable ? variable : text_shown(c->u, t)));
		if (subject)
			diag_line(d, "at least six letters have to stand before each wildcard");
		diag_aa(d,
			variable ? "VARIABLE_USAGE_TOO_PERMISSIVE" :
				   "WILDCARD_USAGE_TOO_PERMISSIVE");
	}
}

static void check_paired(const Check *c, const Stmt *s, const Condition *k)
{
	for (const PairedKey *p = paired_keys; p->key; p++) {
		if (!text_is_nocase(&k->key, p->key))
			continue;
		for (Word w = { .rest = p->others }; word_next(&w);)
			if (stmt_condition(s, arena_copy(c->u->arena, w.s, w.n)))
				return;
		Buf list = { .arena = c->u->arena };
		unsigned n = 0;
		for (Word w = { .rest = p->others }; n < 3 && word_next(&w); n++)
			buf_printf(&list, "%s`%.*s`", n ? " or " : "", (int)w.n, w.s);
		diag_aa(say_paired_key_missing(c->u, k->key.at, k->key.s, list.s),
			"MISSING_PAIRED_CONDITION_KEYS");
	}
}

static bool selects_attributes(const Stmt *s)
{
	const Condition *k = stmt_condition(s, "dynamodb:Select");
	for (uint32_t i = 0; k && i < k->values.n; i++)
		if (!text_is(&k->values.item[i], "SPECIFIC_ATTRIBUTES") && k->values.item[i].known)
			return false;
	return k && k->values.n;
}

static void check_special(const Check *c, const Stmt *s, const Condition *k, const KeyFacts *f)
{
	if (k->op->group == OP_NULL)
		return;
	if (f->global && f->global->flags & GLOBAL_CALLER)
		diag_aa(say_caller_controlled_key(c->u, k->key.at, k->key.s),
			"UNTRUSTWORTHY_CONDITION_KEY");
	if (text_is_nocase(&k->key, "dynamodb:Attributes") && s->allow && !selects_attributes(s) &&
		(stmt_covers(s, "dynamodb:Query") || stmt_covers(s, "dynamodb:Scan")))
		diag_aa(say_dynamodb_attributes(c->u, k->key.at),
			"DYNAMODB_ATTRIBUTES_WITHOUT_SELECT");
	bool like = k->op->group == OP_STRING && k->op->wild;
	if (text_is_nocase(&k->key, "s3:prefix") && like && (s->deny != k->op->negated) &&
		(s->deny || s->allow))
		diag_aa(say_s3_prefix_negated(c->u, k->key.at,
				s->deny ? "a `Deny`" : "an `Allow` of everything else"),
			"S3_PREFIX_IN_NEGATIVE_CONTEXT");
	if (text_is_nocase(&k->key, "aws:MultiFactorAuthPresent") && k->op->group == OP_BOOL &&
		!k->if_exists && k->values.n == 1 && text_is_nocase(&k->values.item[0], "false")) {
		Diag *d = say_mfa_missing_key(c->u, k->key.at);
		diag_line(d, "`BoolIfExists` holds for them too");
	}
}

// A key that says the same for all requests that a policy of this type sees.
static void check_irrelevant(const Check *c, const Condition *k)
{
	static const struct {
		PolicyType type;
		const char *key;
	} row[] = {
		{ POLICY_SCP, "aws:PrincipalOrgID" },
		{ POLICY_RCP, "aws:ResourceOrgID" },
	};
	for (size_t i = 0; i < COUNT(row); i++)
		if (c->p->type == row[i].type && text_is_nocase(&k->key, row[i].key))
			diag_aa(say_irrelevant_key(c->u, k->key.at, k->key.s, policy_what(c)),
				"IRRELEVANT_CONDITION_KEY_IN_POLICY");
}

// Keys of VPC endpoints' owners with actions of services that do not send them.
static void check_few_services(const Check *c, const Stmt *s, const Condition *k, const KeyFacts *f)
{
	if (!f->global || !(f->global->flags & GLOBAL_VPCE) || s->not_action)
		return;
	for (uint32_t i = 0; i < s->action.n; i++) {
		const Text *t = &s->action.item[i];
		size_t n = strcspn(t->s, ":");
		if (!t->known || (t->s[n] && word_in(vpce_services, t->s, n)))
			continue;
		Diag *d = say_key_of_few_services(c->u, k->key.at, k->key.s);
		diag_context(d, t->at, "not in requests for this");
		diag_aa(d, "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES");
		return;
	}
}

void check_key_use(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		if (!k->op || !k->key.known)
			continue;
		KeyFacts f = key_facts(c->data, k->key.s);
		if (!f.known)
			continue;
		check_type(c, k, &f);
		check_set(c, s, k, &f);
		check_sensitive(c, k, &f);
		check_paired(c, s, k);
		check_special(c, s, k, &f);
		check_irrelevant(c, k);
		check_few_services(c, s, k, &f);
	}
}
