// session.h: from operands of the command line to units.
#ifndef TOPC_SESSION_H
#define TOPC_SESSION_H

#include "command.h"
#include "compile.h"

typedef struct Session {
	Arena *arena;
	const Cli *cli;
	Options opt;
	bool only_said; // set before the run: of one of several units only what reports print is kept
	Unit **unit;    // in the order of paths
	Tree **tree;    // NULL where the unit is not kept
	uint32_t n;
	Tree **finder; // one a root, in which operands were looked for
	uint32_t nfinder;
} Session;

// Options as the command line has them; `sandbox` is "stable" where none is given.
void session_start(Session *, Arena *, const Cli *);
// Compiles all topologies at and below each operand up to pass `last`, and checks plain files. On
// an operand that cannot be used prints why and returns a status; EXIT_CLEAN otherwise.
int session_run(Session *, const char *last);
void session_end(Session *);
// Whether the command line asks for what was read, and the telling (cmd_inputs.c): a depfile, or
// the folders to the parent of a run of --watch. Returns a status.
bool inputs_wanted(const Cli *);
int inputs_tell(const Session *);

// A file that is no topology: a state machine or a policy, by what it holds (cmd_check.c).
void check_plain(const Cli *, Unit *, uint32_t file);

#endif
