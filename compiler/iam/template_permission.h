// template_permission.h: AWS::Lambda::Permission, a statement of a function's policy in another
// form.
#ifndef TOPC_IAM_TEMPLATE_PERMISSION_H
#define TOPC_IAM_TEMPLATE_PERMISSION_H

#include "../../ir/ir.h"

void check_permission(Unit *, const Value *properties); // functions worked out (template_value.h)

#endif
