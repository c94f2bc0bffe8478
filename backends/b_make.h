// b_make.h: the Makefile, and the small files beside each target.
#ifndef TOPC_B_MAKE_H
#define TOPC_B_MAKE_H

#include "../ir/files.h"

void emit_make(OutFiles *);
// cfn/<target>.<env>.params.json and tf/<target>/<env>.tfbackend
void emit_target_files(OutFiles *, const Module *);

#endif
