#include "../../ir/asl.h"
void asl_check(Unit *u, const Value *machine, const AslOptions *o){(void)u;(void)machine;(void)o;}
AslCall *asl_calls(Unit *u, const Value *m, uint32_t *n){(void)u;(void)m;*n=0;return 0;}
