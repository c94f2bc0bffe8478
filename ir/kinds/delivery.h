// delivery.h: what reaches a function, by each way that leads to it.
#ifndef TOPC_KINDS_DELIVERY_H
#define TOPC_KINDS_DELIVERY_H

#include "common.h"

// What a function declares as its `input`, against what its sources deliver.
void delivery_check(Unit *, const Entity *function);
// Whether the declared type of a key lets it be left out: `string?`.
bool delivery_optional(const Value *type);

// ---- delivery_shape.c ----

// A document that is delivered: the keys at its top, each with its type.
typedef struct Shape {
	const char *called;
	const char *keys; // "Records:list"; NULL: not known
	const char *hint; // what would make it fit, or NULL
	bool takes_as;    // the author may say with `as` what it is
} Shape;

typedef struct Way {
	const char *from,
		*field; // a kind's word, and the field that names the other end (NULL: any)
	Shape shape;
	bool carries; // hands on messages; `shape` is what a function is called with
	Shape (*choose)(Unit *, const Edge *); // where the author has a say in it
	const char *of, *each;                 // the source is one of the map `of`: "resolver"
} Way;

extern const Shape delivery_envelope; // of a topic's message
extern const Shape delivery_alarm;    // a message of an alarm

const Way *delivery_way(const Edge *);           // NULL: not known
Shape delivery_shape(Unit *, const Edge *);      // of an edge that has a way
const char *delivery_type(const char *, size_t); // a type's word as ours; NULL: none
// The type behind `key:` in a list of words; NULL: it has no such key.
const char *delivery_key_type(const char *keys, const char *key);
// An `as` that gives a function what it declares.
const char *delivery_proposal(Unit *, const Value *input);
// Types of a declared input that are none.
void delivery_check_types(Unit *, const Value *input);
// Paths of `as` into the event that S3 sends over EventBridge.
void delivery_check_paths(Unit *, const Value *as);

#endif
