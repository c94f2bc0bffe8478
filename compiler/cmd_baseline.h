// cmd_baseline.h: findings that a project knows and has put off: `.topc-baseline.json`. New ones count,
// and one that is gone is said, so that the file shrinks.
#ifndef TOPC_BASELINE_H
#define TOPC_BASELINE_H

#include "../backends/report.h"
#include "opt.h"

// Marks findings that stand in the baseline; with --write-baseline makes the file what is found now.
// What is to be said of the file itself is in *unit and *tree, which the caller frees; NULL: nothing.
// Returns a status.
int baseline_apply(Arena *, const Cli *, Findings *, Unit **unit, Tree **tree);

#endif
