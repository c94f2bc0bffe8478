// fixes_test.c: what `topc fix` would make of a machine whose intention is plain: all fixes of one
// round are applied, and the text must be the one that was meant, without errors.
#include "../../ir/asl.h"
#include "../read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

typedef struct Case {
	const char *bad, *good;
} Case;

#define YAML(states) "StartAt: A\nStates:\n" states
#define TASK_A                                                                                     \
	"  A:\n    Type: Task\n    Resource: arn:aws:lambda:us-east-1:123456789012:function:f\n"

// clang-format off
static const Case cases[] = {
	// names of states
	{ YAML("  A: {Type: Pass, Next: Finsih}\n  Finish: {Type: Succeed}\n"),
	  YAML("  A: {Type: Pass, Next: Finish}\n  Finish: {Type: Succeed}\n") },
	{ "{\"StartAt\": \"a\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}",
	  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}" },
	{ YAML("  A:\n    Type: Choice\n    Choices: [{Variable: $.a, IsNull: true, Next: Goodd}]\n    Default: Bda\n  Good: {Type: Succeed}\n  Bad: {Type: Fail}\n"),
	  YAML("  A:\n    Type: Choice\n    Choices: [{Variable: $.a, IsNull: true, Next: Good}]\n    Default: Bad\n  Good: {Type: Succeed}\n  Bad: {Type: Fail}\n") },
	// a loop on itself before a state that nothing leads to
	{ YAML("  A: {Type: Pass, Next: A}\n  B: {Type: Succeed}\n"),
	  YAML("  A: {Type: Pass, Next: B}\n  B: {Type: Succeed}\n") },
	// what follows
	{ YAML("  A: {Type: Pass}\n"), YAML("  A: {Type: Pass, End: true}\n") },
	{ YAML("  A:\n    Type: Pass\n"), YAML("  A:\n    Type: Pass\n    End: true\n") },
	{ "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\"}}}",
	  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"End\": true}}}" },
	{ YAML("  A: {Type: Pass}\n  B: {Type: Succeed}\n"), YAML("  A: {Type: Pass, Next: B}\n  B: {Type: Succeed}\n") },
	{ YAML("  A: {Type: Pass, End: false}\n"), YAML("  A: {Type: Pass, End: true}\n") },
	{ YAML("  A: {Type: Pass, End: 'true'}\n"), YAML("  A: {Type: Pass, End: true}\n") },
	// capital letters
	{ YAML("  A: {type: Pass, end: true}\n"), YAML("  A: {Type: Pass, End: true}\n") },
	{ YAML("  A: {Type: pass, End: true}\n"), YAML("  A: {Type: Pass, End: true}\n") },
	{ "QueryLanguage: jsonata\n" YAML("  A: {Type: Pass, End: true}\n"), "QueryLanguage: JSONata\n" YAML("  A: {Type: Pass, End: true}\n") },
	{ "{\"startAt\": \"A\", \"states\": {\"A\": {\"Type\": \"Succeed\"}}}",
	  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}" },
	// paths under keys without `.$`, and without `$`
	{ YAML("  A: {Type: Pass, Parameters: {a: $.b}, End: true}\n"), YAML("  A: {Type: Pass, Parameters: {a.$: $.b}, End: true}\n") },
	{ "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Parameters\": {\"a\": \"States.UUID()\"}, \"End\": true}}}",
	  "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Parameters\": {\"a.$\": \"States.UUID()\"}, \"End\": true}}}" },
	{ YAML("  A: {Type: Pass, InputPath: .a, End: true}\n"), YAML("  A: {Type: Pass, InputPath: $.a, End: true}\n") },
	{ YAML("  A: {Type: Pass, Parameters: {a.$: states.uuid()}, End: true}\n"), YAML("  A: {Type: Pass, Parameters: {a.$: States.UUID()}, End: true}\n") },
	// States.ALL
	{ YAML(TASK_A "    Retry: [{ErrorEquals: [States.ALL, E]}]\n    End: true\n"),
	  YAML(TASK_A "    Retry: [{ErrorEquals: [States.ALL]}]\n    End: true\n") },
	{ YAML(TASK_A "    Retry: [{ErrorEquals: [States.ALL]}, {ErrorEquals: [E]}, {ErrorEquals: [F]}]\n    End: true\n"),
	  YAML(TASK_A "    Retry: [{ErrorEquals: [E]}, {ErrorEquals: [F]}, {ErrorEquals: [States.ALL]}]\n    End: true\n") },
	{ YAML(TASK_A "    Catch:\n      - ErrorEquals: [States.ALL]\n        Next: B\n      - ErrorEquals: [E]\n        Next: C\n    End: true\n  B: {Type: Fail}\n  C: {Type: Fail}\n"),
	  YAML(TASK_A "    Catch:\n      - ErrorEquals: [E]\n        Next: C\n      - ErrorEquals: [States.ALL]\n        Next: B\n    End: true\n  B: {Type: Fail}\n  C: {Type: Fail}\n") },
	{ YAML(TASK_A "    Retry: [{ErrorEquals: [States.Timout]}]\n    End: true\n"), YAML(TASK_A "    Retry: [{ErrorEquals: [States.Timeout]}]\n    End: true\n") },
	// numbers and words in quotes
	{ YAML("  A: {Type: Wait, Seconds: '5', End: true}\n"), YAML("  A: {Type: Wait, Seconds: 5, End: true}\n") },
	// names of fields, operators, services, parameters, functions
	{ YAML(TASK_A "    TimeOutSeconds: 5\n    End: true\n"), YAML(TASK_A "    TimeoutSeconds: 5\n    End: true\n") },
	{ YAML("  A:\n    Type: Choice\n    Choices: [{Variable: $.a, stringEquals: x, Next: B}]\n    Default: B\n  B: {Type: Succeed}\n"),
	  YAML("  A:\n    Type: Choice\n    Choices: [{Variable: $.a, StringEquals: x, Next: B}]\n    Default: B\n  B: {Type: Succeed}\n") },
	{ YAML("  A: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMesage', Parameters: {QueueUrl: u, MessageBody: m}, End: true}\n"),
	  YAML("  A: {Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {QueueUrl: u, MessageBody: m}, End: true}\n") },
	{ YAML("  A: {Type: Task, Resource: 'arn:aws:states:::aws-sdk:s3:GetObject', Parameters: {Bucket: b, Key: k}, End: true}\n"),
	  YAML("  A: {Type: Task, Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: {Bucket: b, Key: k}, End: true}\n") },
	{ YAML("  A: {Type: Task, Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: {bucket: b, key: k}, End: true}\n"),
	  YAML("  A: {Type: Task, Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: {Bucket: b, Key: k}, End: true}\n") },
	{ YAML("  A: {Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: {functionName: f, Payload.$: $}, End: true}\n"),
	  YAML("  A: {Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: {FunctionName: f, Payload.$: $}, End: true}\n") },
	{ YAML("  A: {Type: Pass, Assign: {$a: 1}, Next: B}\n  B: {Type: Pass, Parameters: {b.$: $a}, End: true}\n"),
	  YAML("  A: {Type: Pass, Assign: {a: 1}, Next: B}\n  B: {Type: Pass, Parameters: {b.$: $a}, End: true}\n") },
};
// clang-format on

static int by_place(const void *x, const void *y)
{
	const Edit *a = x;
	const Edit *b = y;
	return a->at.lo < b->at.lo ? -1 : a->at.lo > b->at.lo;
}

// The text with the first fix of each finding, errors and warnings alike.
static const char *apply(const Unit *u, const char *text)
{
	Edit edit[32];
	size_t n = 0;
	for (uint32_t i = 0; i < u->ndiag; i++) {
		const Diag *d = u->diag[i];
		if (!d->nfix || d->severity == NOTE || d->fix[0].kind == FIX_MANUAL)
			continue;
		for (uint32_t j = 0; j < d->fix[0].nedit && n < COUNT(edit); j++)
			edit[n++] = d->fix[0].edit[j];
	}
	qsort(edit, n, sizeof *edit, by_place);
	Buf b = { .arena = u->arena };
	uint32_t at = 0;
	for (size_t i = 0; i < n; i++) {
		if (edit[i].at.lo < at)
			continue;
		buf_add(&b, text + at, edit[i].at.lo - at);
		buf_puts(&b, edit[i].text);
		at = edit[i].at.hi;
	}
	buf_puts(&b, text + at);
	return b.s;
}

static Unit *check(const char *text)
{
	static const AslOptions opt = { .plain = true };
	Unit *u = unit_new(NULL, &options);
	Value *v = read_source(
		u, source_add(u, *text == '{' ? "x.json" : "x.yml", text, strlen(text)));
	if (v->kind != V_BAD)
		asl_check(u, v, &opt);
	return u;
}

static void test_fixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = check(cases[i].bad);
		const char *fixed = apply(u, cases[i].bad);
		if (!str_eq(fixed, cases[i].good))
			fail_msg("%s\nbecame\n%s\nnot\n%s", cases[i].bad, fixed, cases[i].good);
		unit_free(u);
		u = check(cases[i].good);
		if (u->nerror)
			fail_msg("%s\n%s", cases[i].good, u->diag[0]->text);
		unit_free(u);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_fixes) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
