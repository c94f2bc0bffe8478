// data.h: the parts of the data flow pass.
#ifndef TOPC_ASL_DATA_H
#define TOPC_ASL_DATA_H

#include "paths.h"
#include "shape.h"

typedef struct DataFlow {
	Asl *a;
	const AslState *state;
	bool done; // inputs are known: scopes inside are not run again
	bool tell; // the last visit: say what is wrong
} DataFlow;

// What an expression may read. In JSONPath `$` is the input.
typedef struct DataEnv {
	const Shape *input;
	const Shape *result, *error; // $states.result, $states.errorOutput; NULL: not there
} DataEnv;

// data_read.c: what a string that is a path, a call or an expression gives, and a payload after
// evaluation; says which reads cannot succeed.
const Shape *data_evaluate(const DataFlow *, const Value *, const DataEnv *);
const Shape *data_template(const DataFlow *, const Value *, const DataEnv *);
// Step number `step` of a path is not in `in`.
Diag *asl_tell_missing(const Asl *, const Read *, int step, const Shape *in);
// guards.c: the variables of a Choice over what its input can be.
void asl_check_guards(const Asl *, const AslState *, const Shape *input);

#endif
