// secret.h: what others ask of secrets.
#ifndef TOPC_KINDS_SECRET_H
#define TOPC_KINDS_SECRET_H

#include "common.h"

extern const Kind kind_secret;

// Says where the value of a secret, or a parameter that is one, would stand in plain sight: in
// every hole below `v`. `where` ends the sentence: "the environment of function `worker`".
void secret_in_sight(Unit *, const Value *v, const char *where);
// The same where it may not stand at all.
void secret_in_output(Unit *, const Value *v);
// Says which of the variables hold a password or key as text (secret_plain.c).
void secret_in_plain(Unit *, const Value *variables);
// Whether it was generated with a user's name beside the password, or may have been.
bool secret_has_user(const Entity *);
// "length" characters that are generated; 0: it is not generated here.
long long secret_length(const Entity *);
// An attribute of the secret's content: `user`, `password`, or `value` for all of it.
Value *secret_content(Unit *, Entity *, const char *attr, Span at);

#endif
