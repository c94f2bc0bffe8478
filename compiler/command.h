// command.h: the commands, one function each, and what they share.
#ifndef TOPC_COMMAND_H
#define TOPC_COMMAND_H

#include "../backends/report.h"
#include "opt.h"

#include <stdio.h>

int run_build(Arena *, Cli *);
int run_init(Arena *, Cli *);
int run_scaffold(Arena *, Cli *);
int run_ls(Arena *, Cli *);
int run_graph(Arena *, Cli *);
int run_access(Arena *, Cli *);
int run_check(Arena *, Cli *);
int run_completion(Arena *, Cli *);
int run_changelog(Arena *, Cli *);
int run_config(Arena *, Cli *);
int run_diff(Arena *, Cli *);
int run_explain(Arena *, Cli *);
int run_fix(Arena *, Cli *);
int run_help(Arena *, Cli *);
int run_kinds(Arena *, Cli *);
int run_man(Arena *, Cli *);
int run_docs(Arena *, Cli *);
int run_release(Arena *, Cli *);
int run_schema(Arena *, Cli *);
int run_version(Arena *, Cli *);

// Units whose diagnostics are reported together.
typedef struct Result {
	Unit **unit;
	uint32_t n;
	const char *subject;
} Result;

// The table that --iam-data names, or NULL: the built-in one. A file that cannot be used is said in
// *why and ends the command: checks against other data than asked for would mislead.
struct IamData;
const struct IamData *read_iam_data(Arena *, const char *path, const char **why);

// Whether the reports of the command line can be printed together; if not, says why and returns
// EXIT_USAGE.
int reports_check(Arena *, const Cli *);

// Runs the command again and again (--watch).
int watch(const Cli *, int (*command)(Arena *, Cli *));

bool use_colour(const Cli *, FILE *);

// A file gets its bytes at once, by a rename, unless it is a device or a pipe. Says what fails and
// returns a status.
int write_whole(Arena *, const char *path, const Buf *);

// Prints the diagnostics of all units as the command line asks and returns the exit status:
// EXIT_FINDINGS when there are errors.
int report_result(Arena *, const Cli *, const Result *);

#endif
