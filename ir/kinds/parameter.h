// parameter.h: parameters, for kinds that ask what they are.
#ifndef TOPC_KINDS_PARAMETER_H
#define TOPC_KINDS_PARAMETER_H

#include "common.h"

extern const Kind kind_parameter;

#endif
