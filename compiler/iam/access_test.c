// access_test.c: what people change in policies, and what it comes to.
//
// Quotes are written ' here. A case's text is the statements of a policy.
#include "../../ir/access.h"
#include "../read.h"
#include "../tree_open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

typedef struct Case {
	const char *what, *old, *new;
	AccessVerdict verdict;
	PolicyType type;
} Case;

#define GET "'Effect':'Allow','Action':'s3:GetObject'"
#define ALL "'Resource':'*'"
#define ON(where) "{" GET ",'Resource':'" where "'}"
#define IF(condition) "{" GET "," ALL ",'Condition':{" condition "}}"
#define WHO(principal) "{" GET "," ALL ",'Principal':" principal "}"
#define DENY(rest) ",{'Effect':'Deny'," rest "}"

// clang-format off
static const Case cases[] = {
	// Actions.
	{ "letter case of actions", "{'Effect':'Allow','Action':'S3:getobject'," ALL "}", ON("*"), ACCESS_SAME },
	{ "a list and its parts", "{'Effect':'Allow','Action':['s3:Get*','s3:PutObject']," ALL "}",
		"{'Effect':'Allow','Action':'s3:Put*'," ALL "},{'Effect':'Allow','Action':'s3:GetObject'," ALL "}", ACCESS_DIFFERENT },
	{ "NotAction leaves out less", "{'Effect':'Allow','NotAction':['iam:*','sts:*']," ALL "}",
		"{'Effect':'Allow','NotAction':'iam:*'," ALL "}", ACCESS_WIDER },
	{ "NotAction and Deny are one", "{'Effect':'Allow','NotAction':'iam:*'," ALL "}",
		"{'Effect':'Allow','Action':'*'," ALL "}" DENY("'Action':'iam:*'," ALL), ACCESS_SAME },
	{ "an empty list grants nothing", "{'Effect':'Allow','Action':[]," ALL "}", ON("*"), ACCESS_WIDER },
	// Resources.
	{ "a shorter prefix", ON("arn:aws:s3:::b/in/*"), ON("arn:aws:s3:::b/*"), ACCESS_WIDER },
	{ "a star that takes no colon", ON("arn:aws:sns:*:1:t"), ON("arn:aws:sns:*:*:t"), ACCESS_WIDER },
	{ "a part that is covered", "{" GET ",'Resource':['arn:aws:s3:::b/*','arn:aws:s3:::b/x']}", ON("arn:aws:s3:::b/*"), ACCESS_SAME },
	{ "NotResource in Deny", "{" GET "," ALL "}" DENY("'Action':'*','NotResource':'arn:aws:s3:::b/*'"), ON("arn:aws:s3:::b/*"), ACCESS_SAME },
	{ "a Deny that is gone", "{" GET "," ALL "}" DENY("'Action':'s3:*','Resource':'arn:aws:s3:::b/*'"), ON("*"), ACCESS_WIDER },
	{ "a Deny beside the point", "{" GET "," ALL "}" DENY("'Action':'s3:Put*'," ALL), ON("*"), ACCESS_SAME },
	{ "a Deny that is conditional now", "{" GET "," ALL "}" DENY("'Action':'s3:*'," ALL),
		"{" GET "," ALL "}" DENY("'Action':'s3:*'," ALL ",'Condition':{'Bool':{'aws:SecureTransport':'false'}}"), ACCESS_WIDER },
	// Text that is not known here.
	{ "the same hole", ON("{{table}}/index/*"), ON("{{table}}/index/*"), ACCESS_SAME },
	{ "part of a hole's", ON("{{table}}/*"), ON("{{table}}/index/*"), ACCESS_NARROWER },
	{ "another hole", ON("{{table}}"), ON("{{other}}"), ACCESS_DIFFERENT },
	{ "a hole that a star takes", ON("*"), ON("{{table}}"), ACCESS_NARROWER },
	{ "a Deny on a hole that may be the same", "{" GET ",'Resource':'{{a}}'}" DENY("'Action':'*','Resource':'{{b}}'"),
		ON("{{a}}"), ACCESS_UNDECIDED },
	{ "a variable and part of it", ON("arn:aws:s3:::b/${aws:username}/*"), ON("arn:aws:s3:::b/${aws:username}/in/*"), ACCESS_NARROWER },
	{ "a variable in other letters", ON("arn:aws:s3:::b/${aws:UserName}"), ON("arn:aws:s3:::b/${aws:username}"), ACCESS_SAME },
	{ "a star that is none", ON("arn:aws:s3:::b/${*}"), ON("arn:aws:s3:::b/*"), ACCESS_WIDER },
	{ "a wildcard nobody knows where", ON("{{x}}:*:a"), ON("{{x}}:b:c:a"), ACCESS_UNDECIDED },
	{ "unknown text in any case", IF("'StringEquals':{'k:a':'{{x}}'}"), IF("'StringEqualsIgnoreCase':{'k:a':'{{x}}'}"), ACCESS_UNDECIDED },
	// Conditions.
	{ "a condition is dropped", IF("'StringEquals':{'aws:SourceVpce':'vpce-1'}"), ON("*"), ACCESS_WIDER },
	{ "a value more", IF("'StringEquals':{'k:a':'x'}"), IF("'StringEquals':{'k:a':['y','x']}"), ACCESS_WIDER },
	{ "a pattern for a value", IF("'StringEquals':{'k:a':'x'}"), IF("'StringLike':{'k:a':'x*'}"), ACCESS_WIDER },
	{ "letter case of keys", IF("'StringEquals':{'AWS:sourcevpce':'v'}"), IF("'StringEquals':{'aws:SourceVpce':'v'}"), ACCESS_SAME },
	{ "a key that may be absent", IF("'StringEquals':{'k:a':'x'}"), IF("'StringEqualsIfExists':{'k:a':'x'}"), ACCESS_WIDER },
	{ "negated holds when absent", IF("'StringNotEquals':{'k:a':'x'}"),
		IF("'StringNotEquals':{'k:a':'x'},'Null':{'k:a':'false'}"), ACCESS_NARROWER },
	{ "less and not less are all", IF("'NumericLessThan':{'k:n':'10'}") "," IF("'NumericGreaterThanEquals':{'k:n':'10'}"),
		IF("'Null':{'k:n':'false'}"), ACCESS_SAME },
	{ "a higher limit", IF("'NumericLessThan':{'k:n':'10'}"), IF("'NumericLessThan':{'k:n':'10.5'}"), ACCESS_WIDER },
	{ "a limit and its last value", IF("'NumericLessThan':{'k:n':'10'}"), IF("'NumericLessThanEquals':{'k:n':'10'}"), ACCESS_WIDER },
	{ "one instant in two ways", IF("'DateLessThan':{'aws:CurrentTime':'2026-07-01T00:00:00Z'}"),
		IF("'DateLessThan':{'aws:CurrentTime':'2026-07-01T02:00:00+02:00'}"), ACCESS_SAME },
	{ "a later date", IF("'DateLessThan':{'aws:CurrentTime':'2026-07-01'}"), IF("'DateLessThan':{'aws:CurrentTime':'2026-07-02'}"), ACCESS_WIDER },
	{ "a wider network", IF("'IpAddress':{'aws:SourceIp':'10.1.0.0/16'}"), IF("'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"), ACCESS_WIDER },
	{ "two halves are the whole", IF("'IpAddress':{'aws:SourceIp':['10.0.0.0/9','10.128.0.0/9']}"),
		IF("'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"), ACCESS_SAME },
	{ "host bits do not count", IF("'IpAddress':{'aws:SourceIp':'10.1.2.3/8'}"), IF("'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}"), ACCESS_SAME },
	{ "version 6", IF("'IpAddress':{'aws:SourceIp':'2001:db8::/33'}"), IF("'IpAddress':{'aws:SourceIp':'2001:db8::/32'}"), ACCESS_WIDER },
	{ "version 6 in two ways", IF("'IpAddress':{'aws:SourceIp':'2001:db8::1'}"), IF("'IpAddress':{'aws:SourceIp':'2001:0db8:0:0:0:0:0:1/128'}"), ACCESS_SAME },
	{ "a Boolean and its Deny", IF("'Bool':{'aws:SecureTransport':'true'}"),
		"{" GET "," ALL "}" DENY("'Action':'*'," ALL ",'Condition':{'BoolIfExists':{'aws:SecureTransport':'false'}},'Sid':'a'")
		DENY("'Action':'*'," ALL ",'Condition':{'Null':{'aws:SecureTransport':'true'}}"), ACCESS_SAME },
	{ "all of and any of", IF("'ForAllValues:StringEquals':{'k:s':'a'},'Null':{'k:s':'false'}"),
		IF("'ForAnyValue:StringEquals':{'k:s':'a'}"), ACCESS_WIDER },
	{ "all of, for a key of one value", IF("'ForAllValues:StringEquals':{'aws:SourceVpce':'a'}"),
		IF("'StringEqualsIfExists':{'aws:SourceVpce':'a'}"), ACCESS_SAME },
	{ "an ARN in parts", IF("'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:1:t'}"), IF("'StringLike':{'aws:SourceArn':'arn:aws:sns:*:1:t'}"), ACCESS_WIDER },
	{ "equal and like are one for ARNs", IF("'ArnEquals':{'aws:SourceArn':'arn:*:sns:*:1:t'}"), IF("'ArnLike':{'aws:SourceArn':'arn:*:sns:*:1:t'}"), ACCESS_SAME },
	{ "no number, but the same", IF("'NumericLessThan':{'k:n':'ten'}"), IF("'NumericLessThan':{'k:n':'ten'}"), ACCESS_SAME },
	{ "no number", IF("'NumericLessThan':{'k:n':'ten'}"), IF("'NumericLessThan':{'k:n':'twelve'}"), ACCESS_UNDECIDED },
	{ "no number, and its opposite", "{" GET "," ALL "}" DENY("'Action':'*'," ALL ",'Condition':{'NumericNotEquals':{'k:n':'ten'}}"),
		IF("'NumericEquals':{'k:n':'ten'}"), ACCESS_SAME },
	{ "an operator that is none", IF("'StringAlike':{'k:a':'x'}"), ON("*"), ACCESS_UNDECIDED },
	// What IAM would refuse is never taken for nothing.
	{ "no Effect", "{'Action':'s3:GetObject'," ALL "}", ON("*"), ACCESS_UNDECIDED },
	{ "no Effect, the same", "{'Action':'s3:GetObject'," ALL "}", "{'Action':'s3:GetObject'," ALL "}", ACCESS_SAME },
	{ "an element that is none", ON("*"), "{" GET "," ALL ",'Conditions':{}}", ACCESS_UNDECIDED },
	{ "a statement that is none", ON("*"), ON("*") ",'x'", ACCESS_UNDECIDED },
	// Choices of a template.
	{ "a choice, the same", "{'Fn::If':['C'," ON("a") "," ON("b") "]}", "{'Fn::If':['C'," ON("a") "," ON("b") "]}", ACCESS_SAME },
	{ "both ends of a choice", "{'Fn::If':['C'," ON("a") "," ON("b") "]}", ON("a") "," ON("b"), ACCESS_WIDER },
	{ "one end of a choice", ON("a") "," ON("b"), "{'Fn::If':['C'," ON("a") "," ON("b") "]}", ACCESS_NARROWER },
	{ "a choice that both ends have", ON("a"), "{" GET ",'Resource':{'Fn::If':['C','a','a']}}", ACCESS_SAME },
	{ "a choice in a list", "{" GET ",'Resource':['a',{'Fn::If':['C','b',{'Ref':'AWS::NoValue'}]}]}",
		"{" GET ",'Resource':['a','b']}", ACCESS_WIDER },
	// Principals.
	{ "an account in two ways", WHO("{'AWS':'111122223333'}"), WHO("{'AWS':'arn:aws:iam::111122223333:root'}"), ACCESS_SAME, POLICY_RESOURCE },
	{ "anyone in two ways", WHO("'*'"), WHO("{'AWS':['*']}"), ACCESS_SAME, POLICY_RESOURCE },
	{ "a role of the account", WHO("{'AWS':'111122223333'}"), WHO("{'AWS':'arn:aws:iam::111122223333:role/a/r'}"), ACCESS_NARROWER, POLICY_RESOURCE },
	{ "a session of the role", WHO("{'AWS':'arn:aws:iam::111122223333:role/a/r'}"),
		WHO("{'AWS':'arn:aws:sts::111122223333:assumed-role/r/s'}"), ACCESS_NARROWER, POLICY_RESOURCE },
	{ "another service", WHO("{'Service':['a.amazonaws.com','b.amazonaws.com']}"), WHO("{'Service':'a.amazonaws.com'}"), ACCESS_NARROWER, POLICY_RESOURCE },
	{ "NotPrincipal leaves out less", WHO("'*'") DENY("'Action':'*'," ALL ",'NotPrincipal':{'AWS':'111122223333'}"),
		WHO("{'AWS':'111122223333'}"), ACCESS_UNDECIDED, POLICY_RESOURCE },
	{ "a number that may be anyone of AWS", WHO("{'AWS':'111122223333'}") DENY("'Action':'*'," ALL ",'Principal':{'CanonicalUser':'ab12'}"),
		WHO("{'AWS':'111122223333'}"), ACCESS_UNDECIDED, POLICY_RESOURCE },
	{ "trust", "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}",
		"{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'},'Condition':"
		"{'StringEquals':{'aws:SourceAccount':'111122223333'}}}", ACCESS_NARROWER, POLICY_TRUST },
};
// clang-format on

static Value *policy(Unit *u, const char *statements)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b, "{'Version':'2012-10-17','Statement':[%s]}", statements);
	for (char *c = b.s; *c; c++)
		*c = *c == '\'' ? '"' : *c;
	Value *v = read_source(u, source_add(u, "case.json", b.s, b.n));
	if (u->ndiag)
		fail_msg("%s: %s", u->diag[0]->text, b.s);
	return v;
}

static AccessResult *compare(Unit *u, const AccessPolicy *old, uint32_t n, const AccessPolicy *new,
	uint32_t k, PolicyType type)
{
	AccessSide one = { old, n }, two = { new, k };
	AccessOptions opt = { .type = type };
	return access_compare(u, &one, &two, &opt);
}

static int open_unit(void **state)
{
	static Options options;
	*state = unit_new(tree_disk(".", ""), &options);
	return 0;
}

static int close_unit(void **state)
{
	Unit *u = *state;
	Tree *tree = u->tree;
	unit_free(u);
	tree->close(tree);
	return 0;
}

static void test_cases(void **state)
{
	static const AccessVerdict mirror[] = { ACCESS_SAME, ACCESS_WIDER, ACCESS_NARROWER,
		ACCESS_DIFFERENT, ACCESS_UNDECIDED };
	Unit *u = *state;
	unsigned wrong = 0;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const Case *c = &cases[i];
		AccessPolicy old = { .doc = policy(u, c->old) }, new = { .doc = policy(u, c->new) };
		AccessResult *there = compare(u, &old, 1, &new, 1, c->type);
		AccessResult *back = compare(u, &new, 1, &old, 1, c->type);
		if (there->verdict == c->verdict && back->verdict == mirror[c->verdict])
			continue;
		printf("%s: %s and back %s, not %s\n", c->what, access_verdicts[there->verdict],
			access_verdicts[back->verdict], access_verdicts[c->verdict]);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

// Policies that nobody can see, and boundaries.
static void test_unseen(void **state)
{
	Unit *u = *state;
	AccessPolicy get = { .doc = policy(u, ON("*")) };
	AccessPolicy seen[] = { get, { .name = "arn:aws:iam::1:policy/a" } };
	AccessPolicy other[] = { get, { .name = "arn:aws:iam::1:policy/b" } };
	AccessPolicy cap[] = { get, { .name = "boundary", .caps = true } };
	assert_int_equal(compare(u, seen, 2, seen, 2, POLICY_IDENTITY)->verdict, ACCESS_SAME);
	assert_int_equal(compare(u, seen, 1, seen, 2, POLICY_IDENTITY)->added, ACCESS_MAYBE);
	assert_int_equal(compare(u, seen, 2, other, 2, POLICY_IDENTITY)->added, ACCESS_MAYBE);
	assert_int_equal(compare(u, cap, 2, cap, 2, POLICY_IDENTITY)->verdict, ACCESS_SAME);
	assert_int_equal(compare(u, cap, 2, cap, 1, POLICY_IDENTITY)->added, ACCESS_MAYBE);
	assert_int_equal(compare(u, cap, 1, cap, 2, POLICY_IDENTITY)->added, ACCESS_NO);
	const AccessWhen holds = { .name = "C" }, fails = { .name = "C", .fails = true };
	AccessPolicy when[] = { { .doc = get.doc, .when = &holds } };
	AccessPolicy either[] = { when[0], { .doc = get.doc, .when = &fails } };
	assert_int_equal(compare(u, when, 1, when, 1, POLICY_IDENTITY)->verdict, ACCESS_SAME);
	assert_int_equal(compare(u, when, 1, &get, 1, POLICY_IDENTITY)->added, ACCESS_YES);
	assert_int_equal(compare(u, &get, 1, when, 1, POLICY_IDENTITY)->added, ACCESS_NO);
	assert_int_equal(compare(u, &get, 1, either, 2, POLICY_IDENTITY)->verdict, ACCESS_SAME);
	assert_int_equal(compare(u, NULL, 0, &get, 1, POLICY_IDENTITY)->verdict, ACCESS_WIDER);
	assert_int_equal(compare(u, NULL, 0, NULL, 0, POLICY_IDENTITY)->verdict, ACCESS_SAME);
	Value *bad = value_new(u->arena, V_BAD, (Span){ 0 });
	AccessPolicy poison = { .doc = bad };
	assert_int_equal(compare(u, &get, 1, &poison, 1, POLICY_IDENTITY)->added, ACCESS_MAYBE);
}

// What is told of a difference.
static void test_delta(void **state)
{
	Unit *u = *state;
	AccessPolicy old = {
		.doc = policy(u,
			"{" GET ",'Resource':'arn:aws:s3:::b/in/*'}" DENY(
				"'Action':'s3:*'," ALL
				",'Condition':{'Bool':{'aws:SecureTransport':'false'}}"))
	};
	AccessPolicy new = {
		.doc = policy(u,
			"{'Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],"
			"'Resource':['arn:aws:s3:::b/in/*','arn:aws:s3:::b/out/*']}")
	};
	AccessResult *r = compare(u, &old, 1, &new, 1, POLICY_IDENTITY);
	assert_int_equal(r->verdict, ACCESS_WIDER);
	assert_int_equal(r->n, 3); // the Deny; GetObject on out; PutObject on both
	const AccessDelta *d = &r->delta[0];
	assert_int_equal(d->cause, CAUSE_DENY);
	assert_string_equal(d->action[0], "s3:GetObject");
	assert_string_equal(d->condition, "{\"Bool\": {\"aws:SecureTransport\": \"false\"}}");
	assert_string_equal(d->witness.key[0], "aws:SecureTransport");
	assert_string_equal(d->witness.val[0], "false");
	d = &r->delta[1];
	assert_int_equal(d->cause, CAUSE_WIDER);
	assert_int_equal(d->naction, 1);
	assert_string_equal(d->action[0], "s3:GetObject");
	assert_int_equal(d->nresource, 1);
	assert_string_equal(d->resource[0], "arn:aws:s3:::b/out/*");
	assert_string_equal(d->witness.resource, "arn:aws:s3:::b/out/x");
	assert_ptr_equal(d->statement, value_get(new.doc, "Statement")->u.item[0]);
	d = &r->delta[2];
	assert_int_equal(d->cause, CAUSE_GRANT);
	assert_string_equal(d->action[0], "s3:PutObject");
	assert_int_equal(d->nresource, 2);
}

static AccessAnswer granted(
	Unit *u, const char *statements, const char *actions, const char *resources)
{
	AccessPolicy p = { .doc = policy(u, statements) };
	AccessSide side = { &p, 1 };
	AccessOptions opt = { .type = POLICY_IDENTITY };
	return access_granted(u, &side, actions, resources, &opt)->added;
}

static void test_granted(void **state)
{
	Unit *u = *state;
	assert_int_equal(granted(u, ON("*"), "s3:GetObject", NULL), ACCESS_YES);
	assert_int_equal(granted(u, ON("*"), "s3:PutObject", NULL), ACCESS_NO);
	assert_int_equal(granted(u, ON("*"), "s3:PutObject s3:Get*", NULL), ACCESS_YES);
	assert_int_equal(granted(u, ON("arn:aws:s3:::a/*"), "*", "arn:aws:s3:::b/*"), ACCESS_NO);
	assert_int_equal(granted(u, ON("arn:aws:s3:::a/*"), "s3:GetObject",
				 "arn:aws:s3:::b/* arn:aws:s3:::a/x"),
		ACCESS_YES);
	assert_int_equal(
		granted(u, ON("*") DENY("'Action':'s3:*'," ALL), "s3:GetObject", NULL), ACCESS_NO);
	assert_int_equal(
		granted(u, IF("'StringEquals':{'aws:SourceVpce':'v'}"), "s3:GetObject", NULL),
		ACCESS_YES);
	assert_int_equal(granted(u, ON("{{bucket}}/*"), "s3:GetObject", NULL), ACCESS_YES);
}

#define GITHUB "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"
#define WEB(provider, condition)                                                                         \
	"{'Effect':'Allow','Action':'sts:AssumeRoleWithWebIdentity','Principal':{'Federated':'" provider \
	"'},'Condition':{" condition "}}"
static const struct {
	const char *statements;
	AccessAnswer answer;
	PolicyType type;
} public_cases[] = {
	// clang-format off
	{ WHO("'*'"), ACCESS_YES, POLICY_RESOURCE },
	{ WHO("{'AWS':'111122223333'}"), ACCESS_NO, POLICY_RESOURCE },
	{ WHO("{'AWS':'{{role}}'}"), ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'NotPrincipal':{'AWS':'111122223333'}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringLike':{'aws:PrincipalOrgID':'o-*'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringNotEquals':{'aws:SourceVpce':'vpce-1'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:111122223333:*'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:*:t'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'{{topic}}'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ WHO("'*'") DENY("'Action':'*'," ALL ",'Principal':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}"), ACCESS_NO, POLICY_RESOURCE },
	{ WHO("{'Service':'s3.amazonaws.com'}"), ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':{'Service':'s3.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceAccount':'{{AWS::AccountId}}'}}}",
		ACCESS_NO, POLICY_RESOURCE },
	{ "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}", ACCESS_NO, POLICY_TRUST },
	{ "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'*'}}", ACCESS_YES, POLICY_TRUST },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringAlike':{'a:b':'c'}}}", ACCESS_MAYBE, POLICY_RESOURCE },
	// Ranges broader than /8, in IPv6 than /32.
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'11.0.0.0/8'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'12.0.0.0/7'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}}", ACCESS_NO, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'2001:d00::/24'}}}", ACCESS_YES, POLICY_RESOURCE },
	{ "{" GET "," ALL ",'Principal':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'111122223333'}}}", ACCESS_YES, POLICY_RESOURCE },
	// Providers where anybody may have an account.
	{ WEB("cognito-identity.amazonaws.com", "'Bool':{'aws:SecureTransport':'true'}"), ACCESS_YES, POLICY_TRUST },
	{ WEB("cognito-identity.amazonaws.com", "'StringEquals':{'cognito-identity.amazonaws.com:aud':'eu-west-1:0a'}"), ACCESS_NO, POLICY_TRUST },
	{ WEB(GITHUB, "'StringEquals':{'token.actions.githubusercontent.com:aud':'sts.amazonaws.com'}"), ACCESS_YES, POLICY_TRUST },
	{ WEB(GITHUB, "'StringLike':{'token.actions.githubusercontent.com:sub':'repo:*'}"), ACCESS_YES, POLICY_TRUST },
	{ WEB(GITHUB, "'StringLike':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}"), ACCESS_NO, POLICY_TRUST },
	{ WEB("arn:aws:iam::111122223333:oidc-provider/app.terraform.io", "'StringLike':{'app.terraform.io:sub':'organization:acme:*'}"), ACCESS_NO, POLICY_TRUST },
	{ WEB("arn:aws:iam::111122223333:oidc-provider/login.example.com", "'Bool':{'aws:SecureTransport':'true'}"), ACCESS_NO, POLICY_TRUST },
	// clang-format on
};

static void test_public(void **state)
{
	Unit *u = *state;
	for (size_t i = 0; i < COUNT(public_cases); i++) {
		AccessPolicy p = { .doc = policy(u, public_cases[i].statements) };
		AccessSide side = { &p, 1 };
		AccessOptions opt = { .type = public_cases[i].type };
		if (access_public(u, &side, &opt)->added != public_cases[i].answer)
			fail_msg("%s", public_cases[i].statements);
	}
}

// Made to take for ever: an answer in bounded time, and never a no that is not one.
static void test_hostile(void **state)
{
	Unit *u = *state;
	Buf old = { .arena = u->arena }, new = { .arena = u->arena };
	for (int i = 0; i < 60; i++) {
		buf_printf(&old, "%s{" GET ",'Resource':'*a%.*sb%d*'}", i ? "," : "", i % 20 + 1,
			"?????????????????????", i);
		buf_printf(&new, "%s{" GET ",'Resource':'*%d%.*sa*'}", i ? "," : "", i, i % 20 + 1,
			"?????????????????????");
	}
	AccessPolicy one = { .doc = policy(u, old.s) }, two = { .doc = policy(u, new.s) };
	clock_t start = clock();
	AccessResult *r = compare(u, &one, 1, &two, 1, POLICY_IDENTITY);
	assert_int_not_equal(r->added, ACCESS_NO);
	assert_int_not_equal(r->removed, ACCESS_NO);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
	uint64_t work = 100;
	AccessPolicy few = { .doc = policy(u, ON("arn:aws:s3:::b/*")) },
		     many = { .doc = policy(u, ON("arn:aws:s3:::*")) };
	AccessSide a = { &few, 1 }, b = { &many, 1 };
	AccessOptions opt = { .type = POLICY_IDENTITY, .work = &work };
	assert_int_equal(access_compare(u, &b, &a, &opt)->verdict, ACCESS_UNDECIDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_cases, open_unit, close_unit),
		cmocka_unit_test_setup_teardown(test_unseen, open_unit, close_unit),
		cmocka_unit_test_setup_teardown(test_delta, open_unit, close_unit),
		cmocka_unit_test_setup_teardown(test_granted, open_unit, close_unit),
		cmocka_unit_test_setup_teardown(test_public, open_unit, close_unit),
		cmocka_unit_test_setup_teardown(test_hostile, open_unit, close_unit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
