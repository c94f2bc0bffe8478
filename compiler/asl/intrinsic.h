// intrinsic.h: intrinsic functions, `States.Format('a {}', $.b)`.
#ifndef TOPC_ASL_INTRINSIC_H
#define TOPC_ASL_INTRINSIC_H

#include "fields.h"

// Whether a string is meant as a call: a name in front of `(`, or one that starts `States.`.
bool is_call(const Text *);
// The whole text as a call; `string` asks for a function that gives a string.
bool asl_check_call(const Here *, const char *field, const Text *, bool string);

#endif
