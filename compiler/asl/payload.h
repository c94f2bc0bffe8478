// payload.h: payload templates.
#ifndef TOPC_ASL_PAYLOAD_H
#define TOPC_ASL_PAYLOAD_H

#include "fields.h"

// A value behind a key that ends in `.$`.
void check_dollar(const Here *, const char *key, const Value *);
// JSON in the language of the state; `field` is the field that holds all of it.
void check_template(const Here *, const char *field, const Value *);
void tell_dollar_in_jsonata(const Here *, const Pair *);
// Bytes of the value as compact JSON.
size_t json_size(const Value *);

#endif
