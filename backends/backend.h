// backend.h: everything that is made of a compiled unit.
#ifndef TOPC_BACKEND_H
#define TOPC_BACKEND_H

#include "../ir/files.h"

// All files of a build, into `out` (in memory): templates, folders of HCL, archives, what the kinds
// add, Makefile, map and manifest. `want` says which backends. False with a text when something
// cannot be made.
bool emit_all(OutFiles *out, const bool want[BACKENDS], const char **error);

#endif
