// template_value.h: CloudFormation's functions inside policies.
#ifndef TOPC_IAM_TEMPLATE_VALUE_H
#define TOPC_IAM_TEMPLATE_VALUE_H

#include "../../ir/value.h"

// The value with its functions worked out as far as the template tells: Fn::Sub and Fn::Join are
// strings in pieces, both branches of Fn::If stand in a list, what only a deployment knows is a
// hole. NULL for AWS::NoValue.
Value *policy_value(Unit *, const Value *);
// The name of the function that a map stands for, or NULL.
const char *policy_function(const Value *);

#endif
