// template_quota.h: quotas over all policies of a role in a template.
#ifndef TOPC_IAM_TEMPLATE_QUOTA_H
#define TOPC_IAM_TEMPLATE_QUOTA_H

#include "../../ir/ir.h"

void check_policy_totals(Unit *, const Value *resources); // a map

#endif
