// shape.h: values against tables of fields.
#ifndef TOPC_SHAPE_H
#define TOPC_SHAPE_H

#include "../ir/ir.h"

typedef struct ShapeContext {
	Unit *u;
	// Whose fields these are, for messages: "topology" alone, "function" with the name `worker`,
	// or `field` of what `outer` is. Put together by shape_what when there is something to say.
	const char *noun;
	const char *name;
	const struct ShapeContext *outer;
	Span at;            // where a missing field would go: the entity's key
	uint8_t only;       // only fields with this flag are known; 0: all
	const Field *table; // the keys that are known; shape_record sets it
} ShapeContext;

const char *shape_what(const ShapeContext *);

// A map as a record of the table; every problem is said, and what is wrong is V_BAD in it.
// Never NULL. An absent field is NULL, unless it has a default.
Value *shape_record(const ShapeContext *, const Field *, Value *map);
// One value as a field wants it, with `many` taken care of.
Value *shape_field(const ShapeContext *, const Field *, Value *);

// A string's `{{name}}` holes: the string itself when it has none, V_HOLE when it is one, else
// V_JOIN. Values that name something outside (`ssm:/path`, `secret:name`) are holes too when
// `outside` says so.
Value *hole_parse(Unit *, Value *str, bool outside);
// The same for every string in free YAML or JSON; the rest is copied.
Value *hole_parse_all(Unit *, Value *);

// `over` laid over `base`, map by map; a scalar or a list replaces. Neither is changed; NULL is
// nothing.
Value *value_overlay(Unit *, Value *base, Value *over);

// "30s", "15m", "14d" as seconds; false when it is no duration.
bool parse_time(const char *s, long long *seconds);
// "40MB", "2GB", "512" (in `unit` bytes) as bytes; false when it is no size.
bool parse_size(const char *s, long long unit, long long *bytes);

#endif
