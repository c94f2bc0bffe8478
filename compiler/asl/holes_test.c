// holes_test.c: strings with unknown pieces: they stand for anything, and the rest is still judged,
// at its very characters. Also what is called, as the rest of the compiler asks for it.
#include "../../ir/asl.h"
#include "../read.h"
#include "../shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const Options options;

typedef struct Case {
	unsigned code; // 0: nothing is wrong
	const char *states;
} Case;

// YAML, the states of a machine that starts at A; « » around the finding.
static const Case cases[] = {
	{ 3082, "A: {Type: Task, Resource: 'arn:{{partition}}:states:::sqs:«sendMesage»', End: true}" },
	{ 3082, "A: {Type: Task, Resource: \"arn:{{partition}}:st\\u0061tes:::sqs:«sendMesage»\", End: true}" },
	{ 3083, "A: {Type: Task, Resource: 'arn:{{partition}}:states:::sqs:sendMessage«.sync»', End: true}" },
	{ 3080, "A: {Type: Task, Resource: '«http://{{host}}»', End: true}" },
	{ 3080, "A: {Type: Task, Resource: 'arn:aws:lambda:{{region}}:{{account}}:«fn»:{{name}}', End: true}" },
	{ 3181, "A: {Type: Pass, InputPath: '$.{{name}}.a«[»', End: true}" },
	{ 3182, "A: {Type: Pass, ResultPath: '$.{{name}}«[*]»', End: true}" },
	{ 3210, "A: {Type: Pass, Parameters: {a.$: \"«States.Fromat»('{{namespace}} {}', $.a)\"}, End: true}" },
	{ 3219, "A: {Type: Pass, Parameters: {a.$: \"States.Format(`{}`, $.a, '{{x}}')\"}, End: true}" },
	{ 3004, "A: {Type: Wait, Seconds: '{{delay}}', «SecondsPath»: '$.{{x}}', End: true}" },
	{ 3012, "A: {Type: Pass, QueryLanguage: «jsonata», Comment: '{{x}}', End: true}" },
	{ 0, "A: {Type: Task, Resource: '{{function.loader.arn}}', TimeoutSeconds: '{{n}}', End: true}" },
	{ 0, "A: {Type: Task, Resource: 'arn:aws:lambda:{{region}}:{{account}}:function:{{ns}}_f_{{s}}', End: true}" },
	{ 0, "A: {Type: '{{type}}', End: true}" },
	{ 0, "A: {Type: Pass, Next: '{{next}}'}\n  B: {Type: Succeed}" },
	{ 0, "A: {Type: Pass, Next: 'B{{n}}'}\n  B: {Type: Succeed}" },
	{ 0, "A: {Type: Choice, Choices: [{Variable: '$.{{x}}', NumericEquals: '{{n}}', Next: B}], Default: B}\n  B: {Type: Succeed}" },
	{ 0, "A: {Type: Wait, Timestamp: '{{date}}T00:00:00Z', End: true}" },
	{ 0, "A: {Type: Pass, InputPath: '{{path}}', ResultPath: '$.a.{{b}}', End: true}" },
	{ 0, "A: {Type: Pass, Parameters: {a.$: \"States.Format('{{a}} {}', $.{{b}}, {{c}})\", b.$: '{{d}}'}, End: true}" },
	{ 0, "A: {Type: Pass, QueryLanguage: JSONata, Output: \"{% $states.input.a = '{{b}}' %}\", End: true}" },
};

static const char *expand(Arena *a, const char *states, size_t *lo, size_t *hi)
{
	Buf b = { .arena = a };
	buf_puts(&b, "StartAt: A\nStates:\n  ");
	*lo = *hi = 0;
	for (const char *s = states; *s; s++) {
		bool open = strncmp(s, "«", 2) == 0;
		bool close = strncmp(s, "»", 2) == 0;
		if (open)
			*lo = b.n;
		if (close)
			*hi = b.n;
		if (open || close)
			s++;
		else
			buf_putc(&b, *s == '`' ? '\'' : *s);
	}
	return b.s;
}

static void test_holes(void **state)
{
	(void)state;
	static const AslOptions opt = { 0 };
	for (size_t i = 0; i < COUNT(cases); i++) {
		Unit *u = unit_new(NULL, &options);
		size_t lo;
		size_t hi;
		const char *text = expand(u->arena, cases[i].states, &lo, &hi);
		Value *v = read_source(u, source_add(u, "x.yml", text, strlen(text)));
		asl_check(u, hole_parse_all(u, v), &opt);
		const Diag *found = NULL;
		for (uint32_t j = 0; j < u->ndiag; j++)
			if (u->diag[j]->severity == ERROR)
				found = u->diag[j];
		unsigned code = found ? found->row->code : 0;
		if (code != cases[i].code || u->nerror > 1)
			fail_msg("%s: TC%04u %s", text, code, found ? found->text : "");
		Span at = found ? found->span[0].at : (Span){ 0 };
		if (hi && (at.lo != lo || at.hi != hi))
			fail_msg("%s: at `%.*s`", text, (int)(at.hi - at.lo), text + at.lo);
		unit_free(u);
	}
}

static void test_calls(void **state)
{
	(void)state;
	static const char text[] =
		"StartAt: A\nStates:\n"
		"  A: {Type: Task, Resource: 'arn:{{p}}:states:::lambda:invoke.waitForTaskToken', Parameters: {a: 1}, Next: B}\n"
		"  B: {Type: Map, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: C,\n"
		"    States: {C: {Type: Task, QueryLanguage: JSONata, Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Arguments: {b: 1}, End: true}}}, Next: D}\n"
		"  D: {Type: Task, Resource: 'arn:aws:lambda:r:1:function:f', End: true}\n";
	Unit *u = unit_new(NULL, &options);
	Value *v = read_source(u, source_add(u, "x.yml", text, strlen(text)));
	uint32_t n;
	const AslCall *c = asl_calls(u, hole_parse_all(u, v), &n);
	assert_int_equal(n, 3);
	assert_int_equal(u->ndiag, 0);
	assert_string_equal(c[0].state, "A");
	assert_string_equal(c[0].service, "lambda:invoke");
	assert_string_equal(c[0].pattern, ".waitForTaskToken");
	assert_non_null(value_get(c[0].params, "a"));
	assert_false(c[0].distributed);
	assert_string_equal(c[1].service, "aws-sdk:s3:getObject");
	assert_string_equal(c[1].pattern, "");
	assert_non_null(value_get(c[1].params, "b"));
	assert_true(c[1].distributed);
	assert_null(c[2].service);
	assert_non_null(c[2].resource);
	assert_null(c[2].params);
	unit_free(u);
}

// A machine with a string of n characters as a result, in a file that is no JSON.
static unsigned code_of_size(size_t n, const char *field)
{
	static const AslOptions opt = { .plain = true };
	Unit *u = unit_new(NULL, &options);
	Buf b = { .arena = u->arena };
	buf_printf(&b, "StartAt: A\nStates: {A: {Type: Pass, End: true, %s: \"", field);
	buf_fill(&b, 'x', n);
	buf_puts(&b, "\"}}\n");
	asl_check(u, read_source(u, source_add(u, "x.yml", b.s, b.n)), &opt);
	unsigned code = u->ndiag ? u->diag[0]->row->code : 0;
	unit_free(u);
	return code;
}

static void test_sizes(void **state)
{
	(void)state;
	assert_int_equal(code_of_size(262142, "Result"), 0);
	assert_int_equal(code_of_size(262143, "Result"), 3019);
	assert_int_equal(code_of_size(262143, "Parameters"), 3019);
	// {"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Comment":""}}}
	size_t around =
		strlen("{'StartAt':'A','States':{'A':{'Type':'Pass','End':true,'Comment':''}}}");
	assert_int_equal(code_of_size(1048576 - around, "Comment"), 0);
	assert_int_equal(code_of_size(1048577 - around, "Comment"), 3018);
}

// ---- Any value may be filled by somebody else --------------------------------------------------

typedef struct Places {
	Unit *u;
	const Value *machine;
	uint32_t n;
} Places;

static void try_unknown(Places *p, Value *v, const char *key)
{
	static const AslOptions opt = { .plain = true };
	static const char unknown[] = { UNQUOTED, 0 };
	Value was = *v;
	uint32_t errors = p->u->nerror;
	v->kind = V_STR;
	v->u.s = unknown;
	v->n = 1;
	asl_check(p->u, p->machine, &opt);
	p->n++;
	for (uint32_t i = 0; p->u->nerror > errors && i < p->u->ndiag; i++)
		if (p->u->diag[i]->severity == ERROR)
			fail_msg(
				"unknown `%s` at byte %u: %s", key, was.at.lo, p->u->diag[i]->text);
	*v = was;
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++)
		try_unknown(p, v->u.pair[i].val, v->u.pair[i].key);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		try_unknown(p, v->u.item[i], key);
}

static void test_every_place(void **state)
{
	(void)state;
	static const char *const files[] = { "testdata/asl/good-jsonpath.yml",
		"testdata/asl/good-jsonata.yml" };
	for (size_t i = 0; i < COUNT(files); i++) {
		char text[1 << 16];
		FILE *f = fopen(files[i], "r");
		assert_non_null(f);
		size_t n = fread(text, 1, sizeof text - 1, f);
		fclose(f);
		text[n] = 0;
		Unit *u = unit_new(NULL, &options);
		Value *v = read_source(u, source_add(u, files[i], text, n));
		Places p = { u, v, 0 };
		for (uint32_t j = 0; j < v->n; j++)
			try_unknown(&p, v->u.pair[j].val, v->u.pair[j].key);
		assert_true(p.n > 50);
		unit_free(u);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_holes),
		cmocka_unit_test(test_calls),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_every_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
