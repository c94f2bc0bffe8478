// pool.h: independent jobs on several threads.
#ifndef TOPC_POOL_H
#define TOPC_POOL_H

#include "../ir/match.h"

// Runs n jobs, on `want` threads at most (0 or less: as many as there are processors). A job writes
// only what is its own; each thread has a matcher.
void pool_run(long want, uint32_t n, void (*run)(void *, uint32_t i, Matcher *), void *);

#endif
