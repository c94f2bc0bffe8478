// opt.h: the command line as rows. Help, completions, manual pages and the checks of what may go
// with what are printed from them.
#ifndef TOPC_OPT_H
#define TOPC_OPT_H

#include "../ir/base.h"

typedef struct Cli {
	const char *command;
	const char **path; // operands
	uint32_t npath;
	// Options, in the order of the table.
	const char *sandbox, *env, *release, *target, *out, *dump;
	const char **report;
	uint32_t nreport;
	const char **gate;
	uint32_t ngate;
	const char *stdin_filename, *color, *chdir, *policy_type, *iam_data, *format;
	long jobs, show;
	bool express, standard, quiet, verbose, help, version, exit_zero, json, run_tasks, check,
		all, list;
} Cli;

typedef enum OptKind { OPT_FLAG, OPT_TEXT, OPT_MANY, OPT_NUMBER } OptKind;

typedef struct Opt {
	const char *name; // without dashes
	char letter;      // 0: none
	const char *arg;  // what its argument is called; NULL for a flag
	uint8_t kind;
	size_t at;            // offset in Cli
	const char *commands; // the commands that take it; NULL: all
	const char *env;      // the variable that stands for it, or NULL
	const char *words;    // the only values it takes, or NULL
	const char *doc;
} Opt;
extern const Opt options[]; // the last has no name

typedef struct Command {
	const char *name;
	const char *operands; // "DIR", "[PATH...]"
	int least, most;      // how many; most -1: any number
	int (*run)(Arena *, Cli *);
	const char *doc;
	const char *more; // further help, lines
} Command;
extern const Command commands[]; // the last has no name

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_UNABLE = 3 };

// Reads the arguments (without the program's name). On a mistake prints it to stderr and returns
// EXIT_USAGE; EXIT_CLEAN otherwise. `env` looks up a variable.
int cli_read(Arena *, Cli *, int argc, char **argv, const char *(*env)(const char *));
const Command *command_find(const char *name);
void print_usage(Buf *);                         // the screen of the bare program
void print_command_help(Buf *, const Command *); // of `topc help COMMAND`

#endif
