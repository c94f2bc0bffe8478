// tables.c: every field of the Amazon States Language.
//
// Sources: states-language.net/spec.html (22 Nov 2024); "State machine definition", "Task state",
// "Map state", "Using ItemReader", "Using ResultWriter", "Using ItemBatcher" and "Quotas" of the
// Step Functions developer guide.
#include "fields.h"

// Quotas: seconds and attempts are at most 99,999,999; MaxDelaySeconds a leap year.
#define MOST 99999999
#define PATHS STEPS | CHOICE | SUCCEED // take InputPath and OutputPath
#define RUNS TASK | MAP | PARALLEL | PASS
#define SETS STEPS | CHOICE // take Assign

// clang-format off
static const Row state_rows[] = {
	{ "Type",           EVERY,    EVERY,    NEED, .check = want_string },
	{ "Comment",        EVERY,    EVERY,    TEXT_ONLY, .check = want_string },
	{ "QueryLanguage",  EVERY,    EVERY,    TEXT_ONLY, .check = want_word, .words = "JSONPath JSONata" },
	{ "Next",           STEPS,    STEPS,    TEXT_ONLY, .check = want_string },
	{ "End",            STEPS,    STEPS },
	{ "Resource",       TASK,     TASK,     NEED, .check = want_resource },
	{ "InputPath",      PATHS,    0,        .check = want_path_null },
	{ "OutputPath",     PATHS,    0,        .check = want_path_null },
	{ "Parameters",     RUNS,     0,        .one = 'p', .check = want_payload },
	{ "ResultSelector", WORKS,    0,        .check = want_payload_map },
	{ "ResultPath",     RUNS,     0,        .check = want_result_path },
	{ "Result",         PASS,     0,        .check = want_result },
	{ "Arguments",      0,        TASK | PARALLEL, .check = want_payload },
	{ "Output",         0,        PATHS,    .check = want_payload },
	{ "Assign",         SETS,     SETS,     .check = want_assign },
	{ "Retry",          WORKS,    WORKS,    .check = want_retry },
	{ "Catch",          WORKS,    WORKS,    .check = want_catch },
	// Task
	{ "TimeoutSeconds",       TASK, TASK, .one = 't', .check = want_whole, .lo = 1, .hi = MOST },
	{ "TimeoutSecondsPath",   TASK, 0,    .one = 't', .check = want_reference },
	{ "HeartbeatSeconds",     TASK, TASK, .one = 'h', .check = want_whole, .lo = 1, .hi = MOST },
	{ "HeartbeatSecondsPath", TASK, 0,    .one = 'h', .check = want_reference },
	{ "Credentials",          TASK, TASK, .check = want_sub, .sub = OBJ_CREDENTIALS },
	// Parallel
	{ "Branches",       PARALLEL, PARALLEL, NEED, .check = want_branches },
	// Map
	{ "ItemProcessor",  MAP,      MAP,      .one = 'i', .some = 'i' },
	{ "Iterator",       MAP,      0,        .one = 'i', .some = 'i' },
	{ "ItemsPath",      MAP,      0,        .check = want_reference },
	{ "Items",          0,        MAP,      .check = want_items },
	{ "ItemSelector",   MAP,      MAP,      .one = 'p', .check = want_payload },
	{ "ItemReader",     MAP,      MAP,      .check = want_sub, .sub = OBJ_READER },
	{ "ItemBatcher",    MAP,      MAP,      .check = want_sub, .sub = OBJ_BATCHER },
	{ "ResultWriter",   MAP,      MAP,      .check = want_sub, .sub = OBJ_WRITER },
	{ "Label",          MAP,      MAP,      .check = want_label },
	{ "MaxConcurrency",                 MAP, MAP, .one = 'c', .check = want_whole, .hi = INT64_MAX },
	{ "MaxConcurrencyPath",             MAP, 0,   .one = 'c', .check = want_reference },
	{ "ToleratedFailureCount",          MAP, MAP, .one = 'f', .check = want_whole, .hi = INT64_MAX },
	{ "ToleratedFailureCountPath",      MAP, 0,   .one = 'f', .check = want_reference },
	{ "ToleratedFailurePercentage",     MAP, MAP, .one = 'g', .check = want_number, .hi = 100 },
	{ "ToleratedFailurePercentagePath", MAP, 0,   .one = 'g', .check = want_reference },
	// Wait
	{ "Seconds",        WAIT,     WAIT,     .one = 's', .some = 's', .check = want_whole, .hi = MOST },
	{ "SecondsPath",    WAIT,     0,        .one = 's', .some = 's', .check = want_reference },
	{ "Timestamp",      WAIT,     WAIT,     .one = 's', .some = 's', .check = want_timestamp },
	{ "TimestampPath",  WAIT,     0,        .one = 's', .some = 's', .check = want_reference },
	// Choice
	{ "Choices",        CHOICE,   CHOICE,   NEED, .check = want_choices },
	{ "Default",        CHOICE,   CHOICE,   TEXT_ONLY, .check = want_string },
	// Fail
	{ "Error",          FAIL,     FAIL,     .one = 'e', .check = want_message },
	{ "ErrorPath",      FAIL,     0,        .one = 'e', .check = want_string_path },
	{ "Cause",          FAIL,     FAIL,     .one = 'u', .check = want_message },
	{ "CausePath",      FAIL,     0,        .one = 'u', .check = want_string_path },
	{ 0 }
};

static const Row machine_rows[] = {
	{ "Comment",        1, 1, TEXT_ONLY, .check = want_string },
	{ "QueryLanguage",  1, 1, TEXT_ONLY, .check = want_word, .words = "JSONPath JSONata" },
	{ "StartAt",        1, 1, NEED | TEXT_ONLY, .check = want_string },
	{ "States",         1, 1, NEED },
	{ "Version",        1, 1, TEXT_ONLY, .check = want_word, .words = "1.0" },
	{ "TimeoutSeconds", 1, 1, TEXT_ONLY, .check = want_whole, .lo = 1, .hi = MOST },
	{ 0 }
};

static const Row branch_rows[] = {
	{ "Comment", 1, 1, TEXT_ONLY, .check = want_string },
	{ "StartAt", 1, 1, NEED | TEXT_ONLY, .check = want_string },
	{ "States",  1, 1, NEED },
	{ 0 }
};

static const Row processor_rows[] = {
	{ "Comment", 1, 1, TEXT_ONLY, .check = want_string },
	{ "StartAt", 1, 1, NEED | TEXT_ONLY, .check = want_string },
	{ "States",  1, 1, NEED },
	{ "ProcessorConfig", 1, 1, .check = want_sub, .sub = OBJ_CONFIG },
	{ 0 }
};

static const Row config_rows[] = {
	{ "Mode",          1, 1, TEXT_ONLY, .check = want_word, .words = "INLINE DISTRIBUTED" },
	{ "ExecutionType", 1, 1, TEXT_ONLY, .check = want_word, .words = "STANDARD EXPRESS" },
	{ 0 }
};

// The JSONata form; choice.c has the operators of the other one.
static const Row rule_rows[] = {
	{ "Condition", 0, 1, NEED },
	{ "Next",      1, 1, NEED | TEXT_ONLY, .check = want_string },
	{ "Comment",   1, 1, TEXT_ONLY, .check = want_string },
	{ "Assign",    1, 1, .check = want_assign },
	{ "Output",    0, 1, .check = want_payload },
	{ 0 }
};

static const Row retrier_rows[] = {
	{ "ErrorEquals",     1, 1, NEED, .check = want_errors },
	{ "IntervalSeconds", 1, 1, .check = want_whole,  .lo = 1, .hi = MOST },
	{ "MaxAttempts",     1, 1, .check = want_whole,  .hi = MOST },
	{ "BackoffRate",     1, 1, .check = want_number, .lo = 1, .hi = INT64_MAX },
	{ "MaxDelaySeconds", 1, 1, .check = want_whole,  .lo = 1, .hi = 31622400 },
	{ "JitterStrategy",  1, 1, .check = want_word,   .words = "FULL NONE" },
	{ "Comment",         1, 1, TEXT_ONLY, .check = want_string },
	{ 0 }
};

static const Row catcher_rows[] = {
	{ "ErrorEquals", 1, 1, NEED, .check = want_errors },
	{ "Next",        1, 1, NEED | TEXT_ONLY, .check = want_string },
	{ "Comment",     1, 1, TEXT_ONLY, .check = want_string },
	{ "Assign",      1, 1, .check = want_assign },
	{ "ResultPath",  1, 0, .check = want_result_path },
	{ "Output",      0, 1, .check = want_payload },
	{ 0 }
};

static const Row credentials_rows[] = {
	{ "RoleArn",   1, 1, .one = 'r', .some = 'r', .check = want_role },
	{ "RoleArn.$", 1, 0, .one = 'r', .some = 'r', .check = want_role },
	{ 0 }
};

static const Row reader_rows[] = {
	{ "Resource",     1, 1, NEED, .check = want_reader_resource },
	{ "Parameters",   1, 0, .check = want_payload },
	{ "Arguments",    0, 1, .check = want_payload },
	{ "ReaderConfig", 1, 1, .check = want_sub, .sub = OBJ_READER_CONFIG },
	{ 0 }
};

static const Row reader_config_rows[] = {
	{ "InputType",         1, 1, .check = want_word, .words = "CSV JSON JSONL MANIFEST PARQUET" },
	{ "CSVHeaderLocation", 1, 1, .check = want_word, .words = "FIRST_ROW GIVEN" },
	{ "CSVHeaders",        1, 1, .check = want_texts },
	{ "CSVDelimiter",      1, 1, .check = want_word, .words = "COMMA PIPE SEMICOLON SPACE TAB" },
	{ "MaxItems",          1, 1, .one = 'm', .check = want_whole, .lo = 1, .hi = 100000000 },
	{ "MaxItemsPath",      1, 0, .one = 'm', .check = want_reference },
	{ "ManifestType",      1, 1, SOFT, .check = want_word, .words = "ATHENA_DATA S3_INVENTORY" },
	{ "Transformation",    1, 1, SOFT, .check = want_word, .words = "NONE LOAD_AND_FLATTEN" },
	{ 0 }
};

static const Row batcher_rows[] = {
	{ "MaxItemsPerBatch",          1, 1, .one = 'i', .some = 'b', .check = want_whole, .lo = 1, .hi = INT64_MAX },
	{ "MaxItemsPerBatchPath",      1, 0, .one = 'i', .some = 'b', .check = want_reference },
	{ "MaxInputBytesPerBatch",     1, 1, .one = 'b', .some = 'b', .check = want_whole, .lo = 1, .hi = 262144 },
	{ "MaxInputBytesPerBatchPath", 1, 0, .one = 'b', .some = 'b', .check = want_reference },
	{ "BatchInput",                1, 1, .check = want_payload },
	{ 0 }
};

static const Row writer_rows[] = {
	{ "Resource",     1, 1, .some = 'w', .check = want_writer_resource },
	{ "Parameters",   1, 0, .check = want_payload },
	{ "Arguments",    0, 1, .check = want_payload },
	{ "WriterConfig", 1, 1, .some = 'w', .check = want_sub, .sub = OBJ_WRITER_CONFIG },
	{ 0 }
};

static const Row writer_config_rows[] = {
	{ "OutputType",     1, 1, .check = want_word, .words = "JSON JSONL" },
	{ "Transformation", 1, 1, .check = want_word, .words = "NONE COMPACT FLATTEN" },
	{ 0 }
};

const Object asl_objects[OBJECTS] = {
	[OBJ_STATE]         = { "a state",           state_rows },
	[OBJ_MACHINE]       = { "a state machine",   machine_rows },
	[OBJ_BRANCH]        = { "a branch",          branch_rows },
	[OBJ_PROCESSOR]     = { "an ItemProcessor",  processor_rows },
	[OBJ_ITERATOR]      = { "an Iterator",       processor_rows },
	[OBJ_CONFIG]        = { "a ProcessorConfig", config_rows },
	[OBJ_RULE]          = { "a choice rule",     rule_rows },
	[OBJ_RETRIER]       = { "a retrier",         retrier_rows },
	[OBJ_CATCHER]       = { "a catcher",         catcher_rows },
	[OBJ_CREDENTIALS]   = { "Credentials",       credentials_rows },
	[OBJ_READER]        = { "an ItemReader",     reader_rows },
	[OBJ_READER_CONFIG] = { "a ReaderConfig",    reader_config_rows },
	[OBJ_BATCHER]       = { "an ItemBatcher",    batcher_rows },
	[OBJ_WRITER]        = { "a ResultWriter",    writer_rows },
	[OBJ_WRITER_CONFIG] = { "a WriterConfig",    writer_config_rows },
};
// clang-format on
