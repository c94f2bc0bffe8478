// cmd_build.h: what the files of `topc build` share.
#ifndef TOPC_CMD_BUILD_H
#define TOPC_CMD_BUILD_H

#include "../ir/artifact.h"
#include "session.h"

// Runs the commands that pack functions, when the topologies have no error; *out is what they made, for
// Options.made. A status; what failed is printed.
int run_tasks(Arena *, const Cli *, const Made **out);

#endif
