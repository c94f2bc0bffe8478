// report_fold.h: equal findings on several places are shown as one.
#ifndef TOPC_REPORT_FOLD_H
#define TOPC_REPORT_FOLD_H

#include "report.h"

// A finding with those that say the same elsewhere, itself first.
typedef struct Fold {
	const Diag **diag;
	uint32_t n;
} Fold;

// In the order of the first of each; hidden findings are left out.
Fold *fold_findings(const Findings *, uint32_t *n);

#endif
