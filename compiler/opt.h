// opt.h: the command line as rows. Help, completions, manual pages and the checks of what may go
// with what are printed from them.
#ifndef TOPC_OPT_H
#define TOPC_OPT_H

#include "../ir/base.h"

typedef struct Cli {
	const char *command;
	const char **path; // operands
	uint32_t npath;
	const char *lang, *draw; // of init and scaffold; of graph
	bool ci, portable;
	// Options, in the order of the table.
	const char *sandbox, *env, *release, *target, *out, *dump;
	const char **report;
	uint32_t nreport;
	const char **gate;
	uint32_t ngate;
	const char **allow;
	uint32_t nallow;
	const char *stdin_filename, *color, *chdir, *policy_type, *iam_data, *format;
	const char *config_file, *baseline, *fail_on, *diff_gates, *base;
	long jobs, show, max_bytes;
	bool express, standard, quiet, verbose, help, version, exit_zero, json, run_tasks, check,
		all, list, exit_code, changed, changed_files, unreleased, dry_run, write_baseline,
		show_origin;
	const char *depfile, *depfile_target;
	bool watch, no_color;
	int watch_out; // in a run of --watch: where the folders it listed are written; 0: nowhere
	long width;    // of the terminal, where that cannot be asked; 0: ask
	const char **origin;   // of each option of the table: where it was set, NULL: nowhere
	struct Config *config; // what the project's files say (config.h), or NULL
} Cli;

typedef enum OptKind { OPT_FLAG, OPT_TEXT, OPT_MANY, OPT_NUMBER } OptKind;

enum OptFlag {
	OPT_HERE = 1, // only a command line says it, no file
	OPT_PATH = 2, // its argument is a path; in a file it is relative to that file
};

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
	uint8_t flags;
} Opt;
extern const Opt options[]; // the last has no name

typedef struct Command {
	const char *name;
	const char *operands; // "DIR", "[PATH...]"
	int least, most;      // how many; most -1: any number
	int (*run)(Arena *, Cli *);
	const char *doc;
	const char *more; // further help, lines
	bool alone;       // no project's settings count for it
} Command;
extern const Command commands[]; // the last has no name

enum { EXIT_CLEAN = 0, EXIT_FINDINGS = 1, EXIT_USAGE = 2, EXIT_UNABLE = 3 };

// Reads the arguments (without the program's name). On a mistake prints it to stderr and returns
// EXIT_USAGE; EXIT_CLEAN otherwise. `env` looks up a variable.
int cli_read(Arena *, Cli *, int argc, char **argv, const char *(*env)(const char *));
bool opt_given(const Cli *, const Opt *);
// What the option takes instead: "a number"; NULL when it takes this.
const char *opt_refuses(Arena *, const Opt *, const char *val);
// Sets it to a value that it does not refuse; `origin` is for `topc config`.
void opt_set(Arena *, Cli *, const Opt *, const char *val, const char *origin);
bool opt_of(const Opt *, const Command *); // whether the command takes it
const Command *command_find(const char *name);
void print_usage(Buf *);                         // the screen of the bare program
void print_command_help(Buf *, const Command *); // of `topc help COMMAND`

#endif
