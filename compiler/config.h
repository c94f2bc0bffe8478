// config.h: what a project says for all runs: `.topc.yml`, and the user's own file below it.
#ifndef TOPC_CONFIG_H
#define TOPC_CONFIG_H

#include "ignore.h"
#include "opt.h"
#include "../ir/ir.h"

#include <stdatomic.h>

// `- { code, reason, paths: [glob] }` of `ignore:`; globs as in .topcignore, from the file's folder.
typedef struct ConfigIgnore {
	Unit *unit; // whose file it stands in
	const DiagRow *row;
	const char *reason;
	Ignore paths;
	Span at;
	atomic_bool used; // topologies are checked by several threads
} ConfigIgnore;

typedef struct Config {
	const char *
		dir; // of the project: of its .topc.yml, else the repository's root; absolute, real
	const char *root; // of the repository: what the paths of a commit's files stand below
	Options opt;
	Unit *unit[2]; // the project's file, the user's; NULL: not there
	Tree *tree[2];
	ConfigIgnore *ignore;
	uint32_t nignore;
} Config;

// Finds and reads the files, and sets what neither the command line nor the environment has set.
// On a mistake reports it and returns a status.
int config_read(Arena *, Cli *, const Command *, const char *(*env)(const char *));
void config_end(Config *);

// Hides what `ignore:` accepts; check_allow calls it for each unit.
void config_ignores(const Config *, Unit *);
// The same for one finding; the reason, or NULL.
const char *config_ignores_one(const Config *, const Unit *, Diag *);
// Says which of the project's hid nothing; only a run over all of it can know.
void config_unused(Config *, const Cli *);

#endif
