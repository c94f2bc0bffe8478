// cfn.h: CloudFormation's functions inside policies.
#ifndef TOPC_IAM_CFN_H
#define TOPC_IAM_CFN_H

#include "../../ir/value.h"

// The value with its functions worked out as far as the template tells: Fn::Sub and Fn::Join are strings in pieces,
// both branches of Fn::If stand in a list, what only a deployment knows is a hole. NULL for AWS::NoValue.
Value *cfn_value(Unit *, const Value *);
// The name of the function that a map stands for, or NULL.
const char *cfn_function(const Value *);

#endif
