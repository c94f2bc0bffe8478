// cmd_check.c: `topc check`.
#include "../ir/asl.h"
#include "../ir/iam.h"
#include "check.h"
#include "cmd_check.h"
#include "config.h"
#include "read.h"
#include "session.h"
#include "substitutions.h"
#include "template.h"

#include <stdio.h>

static PolicyType policy_type(const Cli *cli, const Value *doc)
{
	static const char *const word[] = { "identity", "resource", "trust", "scp", "rcp",
		"boundary" };
	for (size_t i = 0; cli->policy_type && i < COUNT(word); i++)
		if (str_eq(cli->policy_type, word[i]))
			return (PolicyType)i;
	const Value *s = value_get(doc, "Statement");
	if (s && s->kind == V_LIST && s->n)
		s = s->u.item[0];
	if (!value_get(s, "Principal") && !value_get(s, "NotPrincipal"))
		return POLICY_IDENTITY;
	return value_get(s, "Resource") || value_get(s, "NotResource") ? POLICY_RESOURCE :
									 POLICY_TRUST;
}

// A policy's version is a date, a state machine's 1.0: so its `Statment` is seen for what it is.
static bool is_policy(const Value *v)
{
	const Value *version = value_get(v, "Version");
	bool dated = value_text(version) && str_starts(version->u.s, "20");
	Nearest near = { .word = "Statement" };
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++)
		nearest_try(&near, v->u.pair[i].key);
	return value_get(v, "Statement") ||
		((dated || near.best) && !value_get(v, "States") && !value_get(v, "StartAt"));
}

// Whether a map has a key that only these documents have. A state machine without its States is still
// one; any other YAML is not, and would be told of each of its keys.
static bool looks_plain(const Cli *cli, const Value *v)
{
	static const char *const key[] = { "StartAt", "States", "QueryLanguage", "TimeoutSeconds",
		"Comment", "Version", "Statement", "Id", "Resources" };
	bool known = v->kind != V_MAP || cli->express || cli->policy_type || is_policy(v);
	for (size_t i = 0; i < COUNT(key) && !known; i++)
		known = value_get(v, key[i]) != NULL;
	return known;
}

static void say_what_is_checked(Unit *u, const Value *v)
{
	Span at = { v->at.file, v->at.lo, v->at.lo };
	if (v->n)
		at = v->u.pair[0].at;
	Diag *d = say_plain_unknown(u, at);
	diag_line(d, "a state machine has `States`, a policy `Statement`, a template `Resources`");
	diag_line(d, "a topology is checked by its folder or its `topology.yml`");
}

// A file that is no topology: a state machine or a policy, by what it holds.
void check_plain(const Cli *cli, Unit *u, uint32_t file)
{
	bool template = is_template(u->src[file]);
	Value *v = template ? read_template(u, file) : read_filled(u, file);
	drop_json_ignores(v);
	if (v->kind == V_BAD) {
		// said
	} else if (!looks_plain(cli, v)) {
		say_what_is_checked(u, v);
	} else if (value_get(v, "Resources")) {
		iam_check_template(u, v);
		check_template(u, v, cli->express);
	} else if (is_policy(v) || cli->policy_type) {
		IamOptions opt = { .type = policy_type(cli, v) };
		iam_check(u, v, &opt);
	} else {
		AslOptions opt = { .express = cli->express, .plain = true };
		asl_check(u, v, &opt);
	}
	check_allow(u, false);
	check_allow(u, true);
}

int run_check(Arena *a, Cli *cli)
{
	Session s;
	session_start(&s, a, cli);
	s.only_said = true;
	bool found = cli->all || cli->changed || cli->changed_files;
	int status = found ? check_operands(a, cli, &s.opt) : EXIT_CLEAN;
	if (!status && !found && !cli->npath) {
		fprintf(stderr, "topc: check needs a PATH, --all, --changed or --changed-files\n");
		return EXIT_USAGE;
	}
	if (!status)
		status = session_run(&s, "order");
	if (status)
		return status;
	if (!found || cli->all)
		config_unused(cli->config, cli);
	Result r = { s.unit, s.n,
		s.n == 1 && s.unit[0]->nscope ? s.unit[0]->scope[0]->name :
			cli->npath            ? cli->path[0] :
						"nothing changed" };
	status = report_result(a, cli, &r);
	int told = inputs_tell(&s);
	session_end(&s);
	return told ? told : status;
}
