// bucket.h: the C code of buckets, split by subject.
#ifndef TOPC_KINDS_BUCKET_H
#define TOPC_KINDS_BUCKET_H

#include "common.h"

// bucket.c: the role of `from` may use the author's key of the bucket, where there is one
void bucket_grant_key(Unit *, Entity *from, Entity *bucket, const char *actions, Span at);

// bucket_notify.c: who hears of changes
extern const Op bucket_notify_op[];
void bucket_notify(Unit *, Edge *);
bool bucket_uses_events(const Entity *); // some notice goes through EventBridge
void bucket_notify_check(Unit *, Entity *);

// bucket_empty.c: what empties a bucket before CloudFormation deletes it
extern const Op bucket_empty_op[];
void bucket_empty(Unit *, Entity *);

#endif
