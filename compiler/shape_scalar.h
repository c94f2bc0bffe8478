// shape_scalar.h: what shape.c needs of shape_scalar.c.
#ifndef TOPC_SHAPE_SCALAR_H
#define TOPC_SHAPE_SCALAR_H

#include "load.h"
#include "shape.h"

// Says that `key:value` lacks a blank when the scalar is a field of the table written so.
bool colon_slipped(Unit *, const Field *, const Value *scalar);
Value *shape_scalar(const ShapeContext *, const Field *, Value *);
// Whether text matches "/regex/".
bool rule_matches(Unit *, const char *rule, const char *text);

#endif
