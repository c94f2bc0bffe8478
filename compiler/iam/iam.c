// iam.c: runs the checks of a policy.
//
// Reads the tree of values; writes diagnostics only. A check assumes nothing of the others but
// their order.
#include "check.h"

#include <string.h>

typedef void StmtCheck(const Check *, const Stmt *);
static StmtCheck *const stmt_checks[] = {
	check_actions,
	check_resources,
	check_variables,
	check_operators,
	check_keys,
	check_values,
	check_addresses,
	check_key_use,
	check_tag_keys,
	check_principals,
	check_service_principals,
	check_trust,
	check_organization,
	check_pass_role,
	check_fit,
	check_redundant,
	check_public,
	check_breadth,
};

Diag *diag_aa(Diag *d, const char *code)
{
	return code ? diag_line(d, "Access Analyzer: %s", code) : d;
}

// Whether these characters stand in the file just so: a string in pieces or folded over lines has
// no such place.
static bool find_place(const Check *c, const Text *t, size_t from, size_t to, Span *at)
{
	*at = text_part(c->u, t, from, to);
	return t->exact && at->file && at->hi - at->lo == to - from &&
		memcmp(c->u->src[at->file]->text + at->lo, t->s + from, to - from) == 0;
}

Diag *diag_near_text(
	const Check *c, Diag *d, const Nearest *near, const Text *t, size_t from, size_t to)
{
	Span at;
	if (find_place(c, t, from, to, &at))
		return diag_nearest(d, near, FIX_MAYBE, at);
	return near->best ? diag_line(d, "did you mean `%s`?", near->best) : d;
}

Diag *diag_fix_text(const Check *c, Diag *d, FixKind kind, const char *title, const Text *t,
	size_t from, size_t to, const char *text)
{
	Span at;
	if (find_place(c, t, from, to, &at))
		return diag_fix(d, kind, title, at, text);
	return diag_fix(d, FIX_MANUAL, title, t->at, NULL);
}

const char *policy_what(const Check *c)
{
	static const char *const what[] = {
		[POLICY_IDENTITY] = "an identity policy",
		[POLICY_RESOURCE] = "a resource policy",
		[POLICY_TRUST] = "a trust policy",
		[POLICY_SCP] = "a service control policy",
		[POLICY_RCP] = "a resource control policy",
		[POLICY_BOUNDARY] = "a permissions boundary",
	};
	if (c->owner)
		return U_FORMAT(c->u, "a policy of %s", c->owner->what);
	return what[c->p->type];
}

bool policy_has_principals(const Check *c)
{
	return c->p->type == POLICY_RESOURCE || c->p->type == POLICY_TRUST;
}

void iam_check(Unit *u, const Value *policy, const IamOptions *opt)
{
	if (!policy || policy->kind == V_BAD)
		return;
	IamData builtin;
	Check c = { .u = u, .opt = opt, .owner = policy_owner_find(opt->resource_type) };
	c.data = u->opt ? u->opt->iam_data : NULL;
	if (!c.data) {
		data_builtin(&builtin);
		c.data = &builtin;
	}
	c.p = policy_read(u, policy, opt);
	check_shape(&c);
	check_sids(&c);
	check_size(&c);
	check_characters(&c);
	for (uint32_t i = 0; i < c.p->nstmt; i++)
		for (size_t k = 0; k < COUNT(stmt_checks); k++)
			stmt_checks[k](&c, &c.p->stmt[i]);
	check_redundant_statements(&c);
	check_dependents(&c);
	check_escalation(&c);
	check_key_policy(&c);
}
