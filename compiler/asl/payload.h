// payload.h: payload templates.
#ifndef TOPC_ASL_PAYLOAD_H
#define TOPC_ASL_PAYLOAD_H

#include "fields.h"

// A value behind a key that ends in `.$`.
void asl_check_dollar(const Here *, const char *key, const Value *);
// JSON in the language of the state; `field` is the field that holds all of it.
void asl_check_template(const Here *, const char *field, const Value *);
void asl_tell_dollar_in_jsonata(const Here *, const Pair *);
// Bytes of the value as compact JSON.
size_t payload_size(const Value *);

#endif
