// shape.h: what is known of a piece of JSON before a machine runs.
//
// A shape says what can be there at most: a field that is not in a closed object cannot exist. All
// are immutable and share their parts; depth and width are bounded, and what goes beyond is ANY.
#ifndef TOPC_ASL_SHAPE_H
#define TOPC_ASL_SHAPE_H

#include "path.h"
#include "text.h"

typedef enum ShapeKind { SHAPE_ANY, SHAPE_OBJECT, SHAPE_ARRAY, SHAPE_SCALAR } ShapeKind;

typedef struct ShapeField {
	Sym name;
	const Shape *shape;
} ShapeField;

struct Shape {
	uint8_t kind; // ShapeKind
	uint8_t depth;
	bool open; // SHAPE_OBJECT: it may have further fields
	uint32_t n;
	const ShapeField *field;
	const Shape *item; // SHAPE_ARRAY: of each element
	Span at;           // what made it, or nowhere
};

extern const Shape data_any, data_scalar, data_array, data_empty;

// An object is built field by field.
Shape *data_object(Arena *, Span at);
void data_add(Arena *, Shape *object, Sym name, const Shape *);
const Shape *data_list(Arena *, const Shape *item);
bool data_same(const Shape *, const Shape *);
const Shape *data_merge(Arena *, const Shape *, const Shape *); // what either can be
const Shape *data_get(const Shape *object, Sym name);           // NULL: cannot be there

// What a path leads to; *missing is the first step that cannot be there, or -1, and *in the object
// that lacks it.
const Shape *data_walk(
	Unit *, const Shape *, const char *s, const Path *, int *missing, const Shape **in);
// `into` with `what` put where the reference path says.
const Shape *data_set(Unit *, const Shape *into, const char *s, const Path *, const Shape *what);
// The shape of JSON as it stands.
const Shape *data_literal(Unit *, const Value *);

#endif
