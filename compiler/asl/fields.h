// fields.h: what may stand where, as rows, and the walk over them.
#ifndef TOPC_ASL_FIELDS_H
#define TOPC_ASL_FIELDS_H

#include "suggest.h"

typedef struct Row Row;

typedef enum ObjectKind {
	OBJ_STATE,   // rows name state types
	OBJ_MACHINE, // from here on `path` and `ata` are 1 or 0
	OBJ_BRANCH,
	OBJ_PROCESSOR,
	OBJ_ITERATOR,
	OBJ_CONFIG,
	OBJ_RULE,
	OBJ_RETRIER,
	OBJ_CATCHER,
	OBJ_CREDENTIALS,
	OBJ_READER,
	OBJ_READER_CONFIG,
	OBJ_BATCHER,
	OBJ_WRITER,
	OBJ_WRITER_CONFIG,
	OBJECTS
} ObjectKind;

enum RowFlag {
	NEED = 1,      // must be there wherever it may
	WANT = 2,      // the same, but its lack is a warning: AWS's verdict is not known
	SOFT = 4,      // further words may come: an unknown one is a warning
	TEXT_ONLY = 8, // no expression, even in JSONata
};

// One field. Its check gets values that are neither V_BAD nor unknown as a whole.
struct Row {
	const char *name;
	uint16_t path, ata; // the types of state that take it in JSONPath, in JSONata
	uint8_t flags;
	char one;  // fields of one letter exclude each other
	char some; // of the fields of one letter one has to be there
	void (*check)(const Here *, const Row *, const Pair *);
	long long lo, hi;  // of numbers, both included
	const char *words; // the values it takes
	uint8_t sub;       // ObjectKind of want_sub
};

typedef struct Object {
	const char *noun; // in messages; states are called by their type
	const Row *row;   // the last has no name
} Object;
extern const Object asl_objects[OBJECTS];

void fields_intern(Asl *);
const char *here_noun(const Here *); // "a Pass state", "a retrier"
// All fields of here->map, which is a map, against the rows of an object.
void asl_check_object(const Here *, ObjectKind);
// The scopes and states themselves.
void asl_check_fields(Asl *);

// values.c: checks of single values, for rows.
void want_string(const Here *, const Row *, const Pair *);
void want_word(const Here *, const Row *, const Pair *);  // one of row->words
void want_whole(const Here *, const Row *, const Pair *); // a whole number lo..hi
void want_number(const Here *, const Row *, const Pair *);
void want_texts(const Here *, const Row *, const Pair *); // a list of strings
void want_timestamp(const Here *, const Row *, const Pair *);
void want_sub(const Here *, const Row *, const Pair *);     // a map with the rows of row->sub
void want_message(const Here *, const Row *, const Pair *); // Error and Cause: a string
void want_items(const Here *, const Row *, const Pair *);   // Items: a list or an expression
void want_label(const Here *, const Row *, const Pair *);
void want_branches(const Here *, const Row *, const Pair *);
void want_role(const Here *, const Row *, const Pair *);
Diag *asl_tell_type(const Here *, const char *field, const Value *, const char *expected);
// A whole number as written: 5, 5.0, 5e0. False for others and for what no long long holds.
bool number_whole(const char *, long long *out);
const char *timestamp_problem(const char *s, size_t n, size_t *from); // NULL: RFC 3339
void asl_tell_time(const Here *, const char *field, const Text *);    // unless it is one

// paths.c
void want_path(const Here *, const Row *, const Pair *);      // any path
void want_path_null(const Here *, const Row *, const Pair *); // or null
void want_reference(const Here *, const Row *, const Pair *); // one place
void want_result_path(const Here *, const Row *, const Pair *);
void want_string_path(const Here *, const Row *, const Pair *); // ErrorPath, CausePath

// payload.c: JSON whose strings are evaluated.
void want_payload(const Here *, const Row *, const Pair *);     // Parameters, Arguments, Output …
void want_payload_map(const Here *, const Row *, const Pair *); // the same, a map
void want_result(const Here *, const Row *, const Pair *);      // Result of Pass: as it is
void want_assign(const Here *, const Row *, const Pair *);

// expression.c: JSONata.
bool has_delimiters(const Text *); // `{%` in front, `%}` at the end, or both inside
void asl_check_expression(const Here *, const char *field, const Text *);
void asl_check_expressions(const Here *, const char *field, const Value *); // at any depth

// choice.c, retry.c, resource.c, map.c
void want_choices(const Here *, const Row *, const Pair *);
void want_retry(const Here *, const Row *, const Pair *);
void want_catch(const Here *, const Row *, const Pair *);
void want_errors(const Here *, const Row *, const Pair *); // ErrorEquals
void want_resource(const Here *, const Row *, const Pair *);
void want_reader_resource(const Here *, const Row *, const Pair *);
void want_writer_resource(const Here *, const Row *, const Pair *);
void asl_check_map(const Here *);  // what the fields of a Map say of each other
void asl_check_task(const Here *); // and those of a Task
void asl_check_retrier(const Here *);
void asl_check_reader(const Here *);
void asl_check_writer(const Here *);

#endif
