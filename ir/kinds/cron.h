// cron.h: when a schedule runs: cron and rate expressions as EventBridge has them.
#ifndef TOPC_KINDS_CRON_H
#define TOPC_KINDS_CRON_H

#include "common.h"

// Says what is wrong with the value of `cron` or `rate`; true when nothing is.
bool cron_check(Unit *, const Value *);
bool rate_check(Unit *, const Value *);
// "cron(0 * * * ? *)", with or without the word around it.
const char *cron_text(Unit *, const char *);
const char *rate_text(Unit *, const char *);

#endif
