// cmd_check.h: what the files of `topc check` share.
#ifndef TOPC_CMD_CHECK_H
#define TOPC_CMD_CHECK_H

#include "command.h"

// Replaces the operands by what has to be checked: all of the repository, or what changed files touch.
int check_operands(Arena *, Cli *, const Options *);

#endif
