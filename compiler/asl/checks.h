// checks.h: the checks of a machine whose fields and flow are known, in the order they run.
#ifndef TOPC_ASL_CHECKS_H
#define TOPC_ASL_CHECKS_H

#include "fields.h"

void asl_check_flow(Asl *);      // flow.c: names, reachability, ends
void asl_check_express(Asl *);   // express.c
void asl_check_variables(Asl *); // variables.c
void asl_check_data(Asl *);      // data.c: paths to what cannot be there
void asl_check_limits(Asl *);    // limits.c: times that the machine's own cuts short
void asl_check_notices(Asl *);   // notify.c: failures that nobody hears of
void asl_check_advice(Asl *);    // advice.c: what AWS takes and a reader would rather know

#endif
