#include "../../ir/iam.h"
void iam_check(Unit *u, const Value *machine, const IamOptions *o){(void)u;(void)machine;(void)o;}
