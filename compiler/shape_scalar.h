// shape_scalar.h: what shape.c needs of shape_scalar.c.
#ifndef TOPC_SHAPE_SCALAR_H
#define TOPC_SHAPE_SCALAR_H

#include "load.h"
#include "shape.h"

Value *shape_scalar(const ShapeContext *, const Field *, Value *);
// Whether text matches "/regex/".
bool rule_matches(Unit *, const char *rule, const char *text);

#endif
