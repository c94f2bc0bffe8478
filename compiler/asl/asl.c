#include "../../ir/asl.h"
void asl_check(Unit *u, const Value *machine, const AslOptions *o){(void)u;(void)machine;(void)o;}
