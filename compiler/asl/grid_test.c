// grid_test.c: every field in every type of state and either language, against the tables of the
// specification, written down once more; and every number at its bounds.
#include "../../ir/asl.h"
#include "../read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Options options;
static uint32_t failures;

// Task, Parallel, Map, Pass, Wait, Choice, Succeed, Fail.
#define TYPES 8
static const char *const type_names[TYPES] = { "Task", "Parallel", "Map", "Pass", "Wait", "Choice",
	"Succeed", "Fail" };
// The least that a state of each type needs, without the fields in brackets when one of them is
// what is tried.
static const char *const least[2][TYPES] = {
	{ "'Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'", "'Branches':[%B]",
		"'ItemProcessor':%D", "", "'Seconds':1",
		"'Choices':[{'Variable':'$.x','IsNull':true,'Next':'Z'}]", "", "" },
	{ "'Resource':'arn:aws:lambda:us-east-1:123456789012:function:f'", "'Branches':[%B]",
		"'ItemProcessor':%D", "", "'Seconds':1",
		"'Choices':[{'Condition':true,'Next':'Z'}]", "", "" },
};
#define BRANCH "{'StartAt':'I','States':{'I':{'Type':'Succeed'}}}"
#define DISTRIBUTED                                                                                \
	"{'StartAt':'I','States':{'I':{'Type':'Succeed'}},"                                        \
	"'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'}}"

// x where the field is taken, in the order of the types.
typedef struct Cell {
	const char *field;
	const char *path, *ata;             // "xxxxxxxx"
	const char *path_value, *ata_value; // JSON; NULL: the same for both
	const char *instead;                // of this field of the least, which it would exclude
} Cell;

// clang-format off
static const Cell cells[] = {
	{ "Comment",              "xxxxxxxx", "xxxxxxxx", "'c'" },
	{ "QueryLanguage",        "xxxxxxxx", "xxxxxxxx", "'JSONPath'", "'JSONata'" },
	{ "InputPath",            "xxxxxxx-", "--------", "'$.a'" },
	{ "OutputPath",           "xxxxxxx-", "--------", "null" },
	{ "Parameters",           "xxxx----", "--------", "{'a':1}" },
	{ "ResultSelector",       "xxx-----", "--------", "{'a':1}" },
	{ "ResultPath",           "xxxx----", "--------", "'$.a'" },
	{ "Result",               "---x----", "--------", "5" },
	{ "Assign",               "xxxxxx--", "xxxxxx--", "{'a':1}" },
	{ "Retry",                "xxx-----", "xxx-----", "[{'ErrorEquals':['X']}]" },
	{ "Catch",                "xxx-----", "xxx-----", "[{'ErrorEquals':['X'],'Next':'Z'}]" },
	{ "Output",               "--------", "xxxxxxx-", "{'a':1}" },
	{ "Arguments",            "--------", "xx------", "{'a':1}" },
	{ "TimeoutSeconds",       "x-------", "x-------", "5" },
	{ "TimeoutSecondsPath",   "x-------", "--------", "'$.a'" },
	{ "HeartbeatSeconds",     "x-------", "x-------", "5" },
	{ "HeartbeatSecondsPath", "x-------", "--------", "'$.a'" },
	{ "Credentials",          "x-------", "x-------", "{'RoleArn':'r'}" },
	{ "Iterator",             "--x-----", "--------", BRANCH, NULL, "'ItemProcessor':%D" },
	{ "ItemsPath",            "--x-----", "--------", "'$.a'" },
	{ "Items",                "--------", "--x-----", "[1]" },
	{ "ItemSelector",         "--x-----", "--x-----", "{'a':1}" },
	{ "ItemReader",           "--x-----", "--x-----", "{'Resource':'arn:aws:states:::s3:listObjectsV2'}" },
	{ "ItemBatcher",          "--x-----", "--x-----", "{'MaxItemsPerBatch':5}" },
	{ "ResultWriter",         "--x-----", "--x-----", "{'WriterConfig':{'OutputType':'JSON'}}" },
	{ "Label",                "--x-----", "--x-----", "'l'" },
	{ "MaxConcurrency",                 "--x-----", "--x-----", "5" },
	{ "MaxConcurrencyPath",             "--x-----", "--------", "'$.a'" },
	{ "ToleratedFailureCount",          "--x-----", "--x-----", "5" },
	{ "ToleratedFailureCountPath",      "--x-----", "--------", "'$.a'" },
	{ "ToleratedFailurePercentage",     "--x-----", "--x-----", "0.5" },
	{ "ToleratedFailurePercentagePath", "--x-----", "--------", "'$.a'" },
	{ "SecondsPath",          "----x---", "--------", "'$.a'", NULL, "'Seconds':1" },
	{ "Timestamp",            "----x---", "----x---", "'2030-01-01T00:00:00Z'", NULL, "'Seconds':1" },
	{ "TimestampPath",        "----x---", "--------", "'$.a'", NULL, "'Seconds':1" },
	{ "Default",              "-----x--", "-----x--", "'Z'" },
	{ "Error",                "-------x", "-------x", "'e'" },
	{ "ErrorPath",            "-------x", "--------", "'$.a'" },
	{ "Cause",                "-------x", "-------x", "'e'" },
	{ "CausePath",            "-------x", "--------", "'$.a'" },
	{ "Version",              "--------", "--------", "'1.0'" },
	{ "StartAt",              "--------", "--------", "'A'" },
	{ "StatesX",              "--------", "--------", "{}" },
};
// clang-format on

static const char *expand(Arena *a, const char *s)
{
	Buf b = { .arena = a };
	for (; *s; s++) {
		if (s[0] == '%' && (s[1] == 'B' || s[1] == 'D'))
			buf_puts(&b, expand(a, *++s == 'B' ? BRANCH : DISTRIBUTED));
		else
			buf_putc(&b, *s == '\'' ? '"' : *s);
	}
	return b.s ? b.s : "";
}

static uint32_t errors_of(Unit *u, const char *text)
{
	static const AslOptions opt = { .plain = true };
	Value *v = read_source(u, source_add(u, "x.json", text, strlen(text)));
	asl_check(u, v, &opt);
	return u->nerror;
}

static void try_field(const Cell *c, size_t type, bool ata)
{
	Unit *u = unit_new(NULL, &options);
	const char *value = ata && c->ata_value ? c->ata_value : c->path_value;
	const char *base = least[ata][type];
	if (c->instead && str_eq(base, c->instead))
		base = "";
	const char *field = arena_format(u->arena, ",'%s':%s", c->field, value);
	if (type == 5 && str_eq(c->field, "Choices"))
		base = "";
	const char *text = expand(u->arena,
		arena_format(u->arena,
			"{'StartAt':'A',%s'States':{'A':{'Type':'%s'%s%s%s%s},'Z':{'Type':'Succeed'}}}",
			ata ? "'QueryLanguage':'JSONata'," : "", type_names[type], *base ? "," : "",
			base, field, type < 5 ? ",'Next':'Z'" : ""));
	bool want = (ata ? c->ata : c->path)[type] == 'x';
	// Where nothing leads to Z the field is not to blame.
	if (type > 5)
		text = expand(u->arena,
			arena_format(u->arena, "{'StartAt':'A',%s'States':{'A':{'Type':'%s'%s}}}",
				ata ? "'QueryLanguage':'JSONata'," : "", type_names[type], field));
	uint32_t n = errors_of(u, text);
	if ((n == 0) != want || n > 1) {
		failures++;
		print_message("%s, %s, %s: %u errors: %s\n", c->field, type_names[type],
			ata ? "JSONata" : "JSONPath", n, text);
		for (uint32_t i = 0; i < u->ndiag; i++)
			print_message("    TC%04u %s\n", u->diag[i]->row->code, u->diag[i]->text);
	}
	unit_free(u);
}

static void test_fields(void **state)
{
	(void)state;
	failures = 0;
	for (size_t i = 0; i < COUNT(cells); i++)
		for (size_t type = 0; type < TYPES; type++)
			for (int ata = 0; ata < 2; ata++)
				try_field(&cells[i], type, ata);
	assert_int_equal(failures, 0);
}

// A machine with one number in it, the numbers that are taken and those that are not.
typedef struct Bound {
	const char *states, *good, *bad;
} Bound;

#define LEAST_TASK "'A':{'Type':'Task','Resource':'arn:aws:lambda:r:1:function:f','End':true,"
#define LEAST_MAP "'A':{'Type':'Map','ItemProcessor':%D,'End':true,"
#define READER                                                                                     \
	"'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'CSV','MaxItems':#}}}"

static const Bound bounds[] = {
	{ LEAST_TASK "'TimeoutSeconds':#}", "1 5.0 1e2 99999999",
		"0 -1 0.5 100000000 1e9 true null [] '1'" },
	{ LEAST_TASK "'HeartbeatSeconds':#}", "1 99999999", "0 -1 1.5 100000000 '1'" },
	{ LEAST_TASK "'Retry':[{'ErrorEquals':['X'],'IntervalSeconds':#}]}", "1 99999999",
		"0 -1 1.5 100000000 '1'" },
	{ LEAST_TASK "'Retry':[{'ErrorEquals':['X'],'MaxAttempts':#}]}", "0 1 99999999",
		"-1 1.5 100000000 '1'" },
	{ LEAST_TASK "'Retry':[{'ErrorEquals':['X'],'BackoffRate':#}]}", "1 1.0 2.5 100",
		"0 0.99 -1 '2'" },
	{ LEAST_TASK "'Retry':[{'ErrorEquals':['X'],'MaxDelaySeconds':#}]}", "1 31622400",
		"0 -1 1.5 31622401 '1'" },
	{ "'A':{'Type':'Wait','End':true,'Seconds':#}", "0 1 99999999",
		"-1 1.5 100000000 '1' true" },
	{ LEAST_MAP "'MaxConcurrency':#}", "0 1 40 10000 99999", "-1 1.5 '1'" },
	{ LEAST_MAP "'ToleratedFailureCount':#}", "0 1 1000000000", "-1 1.5 '1'" },
	{ LEAST_MAP "'ToleratedFailurePercentage':#}", "0 0.5 100", "-0.1 100.1 '1'" },
	{ LEAST_MAP "'ItemBatcher':{'MaxItemsPerBatch':#}}", "1 1000000", "0 -1 1.5 '1'" },
	{ LEAST_MAP "'ItemBatcher':{'MaxInputBytesPerBatch':#}}", "1 262144", "0 262145 1.5 '1'" },
	{ LEAST_MAP READER, "1 100000000", "0 -1 1.5 100000001 '1'" },
};

static void test_bounds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bounds); i++)
		for (int bad = 0; bad < 2; bad++)
			for (Word w = { bad ? bounds[i].bad : bounds[i].good }; word_next(&w);) {
				Unit *u = unit_new(NULL, &options);
				const char *place = strchr(bounds[i].states, '#');
				const char *text = expand(u->arena,
					arena_format(u->arena,
						"{'StartAt':'A','States':{%.*s%.*s%s}}",
						(int)(place - bounds[i].states), bounds[i].states,
						(int)w.n, w.s, place + 1));
				uint32_t n = errors_of(u, text);
				if (n != (uint32_t)bad)
					fail_msg("%u errors: %s", n, text);
				unit_free(u);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
