// jsonata.h: the check of JSONata expressions, the strings `{% … %}` of a state machine.
//
// Step Functions has JSONata 2.0.6 without `$$`, `$eval` and a context at the top level, with
// `$states`, the machine's variables and six functions of its own.
#ifndef TOPC_JSONATA_H
#define TOPC_JSONATA_H

#include "../../ir/ir.h"

// Where an expression stands.
typedef struct JsonataPlace {
	bool result;       // `$states.result` is there: Output and Assign of Task, Parallel, Map
	bool error_output; // `$states.errorOutput` is there: Output and Assign of a catcher
	const char *field; // "Output", "Arguments": for messages
} JsonataPlace;

// Checks the expression in a string that starts `{%` and ends `%}` (V_STR or V_JOIN, delimiters
// included) and says what is wrong with it. Text that is not known here, a hole or `${Name}`,
// stands for anything: what follows it is judged only as far as it is certain.
//
// `uses` (or NULL) is called for each reference to a variable that the expression does not bind
// itself; not for `$states`, for the name of a call, nor for a built-in function that is passed on
// as a value (`$map($a, $string)`). The name comes without `$`.
void jsonata_check(Unit *, const Value *str, const JsonataPlace *,
	void (*uses)(void *ctx, const char *variable, size_t n, Span at), void *ctx);

// Whether $name is a function of JSONata or of Step Functions.
bool jsonata_is_function(const char *name, size_t n);

#endif
