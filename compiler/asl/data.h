// data.h: the parts of the data flow pass.
#ifndef TOPC_ASL_DATA_H
#define TOPC_ASL_DATA_H

#include "paths.h"
#include "shape.h"

// data.c: step number `step` of a path is not in `in`.
Diag *asl_tell_missing(const Asl *, const Read *, int step, const Shape *in);
// guards.c: the variables of a Choice over what its input can be.
void asl_check_guards(const Asl *, const AslState *, const Shape *input);

#endif
