// cmd_diff.h: what the files of `topc diff` share.
#ifndef TOPC_CMD_DIFF_H
#define TOPC_CMD_DIFF_H

#include "../ir/artifact.h"
#include "cmd_access.h"
#include "diff.h"
#include "git.h"

enum { OLD, NEW_SIDE, SIDES };

// A file of a package.
typedef struct PackageFile {
	const char *name;
	char sign; // + - ~
} PackageFile;

typedef struct PackageDelta {
	const char *name; // "function `worker`"
	const Artifact *old, *new;
	PackageFile *file;
	uint32_t nfile;
} PackageDelta;

// A resource that anyone can reach now.
typedef struct OpenDelta {
	ResourceDelta *delta;
	const char *why;
	Span at;
} OpenDelta;

typedef struct TopologyDiff {
	const char *name, *dir; // dir NULL: templates
	const char *moved;      // its folder on the old side, where that is another one
	Tree *tree[SIDES];
	Unit *unit[SIDES]; // NULL: it is not there
	bool there[SIDES]; // which sides have it
	bool failed;       // one side has errors: nothing was compared
	bool has[BACKENDS];
	ResourceDiff target[BACKENDS];
	Comparison access;
	OpenDelta *open;
	uint32_t nopen;
	PackageDelta *package;
	uint32_t npackage, same_packages;
} TopologyDiff;

typedef struct DiffGate {
	const char *name;
	uint32_t hits, allowed;
} DiffGate;

// An entry of the allow-list.
typedef struct DiffAllow {
	const char *what; // a type, an entity ("function worker"), an id
	const char *reason;
	bool used;
	Span at;
} DiffAllow;

typedef struct DiffReport {
	Arena *arena;
	Cli *cli;
	const char *base, *head;       // as they are called
	const char *base_id, *head_id; // commits, or NULL
	const char *env;
	TopologyDiff *item; // those that were compared, by folder
	uint32_t n;
	uint32_t untouched; // not compared: none of their files changed
	uint32_t count[VERDICTS], lost, failed;
	AccessAnswer added, removed;
	DiffGate *gate;
	uint32_t ngate;
	DiffAllow *allow;
	uint32_t nallow;
	Unit *unit; // for what concerns no topology
	Repo *repo; // or NULL
} DiffReport;

// ---- Sides (cmd_diff_side.c) ----------------------------------------------------------------------

// The resources that a compiled unit, or a template, declares.
void side_of_unit(Arena *, Unit *, Backend, DiffResource **, uint32_t *n);
void side_of_template(
	Arena *, Unit *, const char *module, const Value *, DiffResource **, uint32_t *n);
// Compares what the units of an item hold.
void diff_topology(DiffReport *, TopologyDiff *, const bool want[BACKENDS]);
// Compares two files or folders.
int diff_files(DiffReport *, const char *old, const char *new);

// Topologies of one side each that have the same name become one (cmd_diff_moved.c).
const char *topology_name(const TopologyDiff *);
void diff_pair_moved(DiffReport *);
// Compares what the operands of the command line say: revisions and folders (cmd_diff_revision.c).
int diff_revisions(DiffReport *, const bool want[BACKENDS]);
void diff_add_up(DiffReport *); // its counts
void diff_end(DiffReport *);

// Compares who may do what; subjects are added by stack_read.
void diff_access(Unit *, Subjects *old, Subjects *new, Comparison *);
// What is opened without a policy (cmd_diff_open.c).
void diff_open(Arena *, TopologyDiff *);
// Marks what a renamed role or resource may do under its new names as it did before (cmd_diff_fold.c).
void diff_fold_renamed(Arena *, TopologyDiff *);
// The archives of two units (cmd_diff_package.c).
void diff_packages(Arena *, TopologyDiff *);

// ---- Gates (cmd_diff_gate.c) ----------------------------------------------------------------------

int gates_read(DiffReport *); // EXIT_USAGE after a message
void gates_run(DiffReport *);

// ---- Printing -------------------------------------------------------------------------------------

bool topology_changed(const TopologyDiff *);
// "orders/topology.yml:3", or NULL; `old` comes before a path of the base.
const char *diff_place(const DiffReport *, const TopologyDiff *, const Unit *, Span);
void put_safe(Buf *, const char *);                // without what a terminal would obey
void put_value(Buf *, const Value *, size_t most); // short, for people
void put_change_values(Buf *, const Value *before, const Value *after, size_t most);
bool is_secret(const char *pointer);
// How much a grant matters beyond what it says: a word, or NULL.
const char *diff_risk(const Compared *, uint32_t delta);
AccessVerdict diff_access_shown(
	const TopologyDiff *, AccessAnswer *added); // without what is folded
// What is to be said of a resource beside its changes: its data, what it was, how to keep it.
const char **diff_notes(
	const DiffReport *, const ResourceDiff *, const ResourceDelta *, uint32_t *n);
// Stacks that are there on one side only, where both sides have such: their names changed. Or NULL.
const char *diff_stacks(const DiffReport *, const ResourceDiff *);
void diff_text(const DiffReport *, Buf *);
void diff_markdown(const DiffReport *, Buf *);
void diff_json(const DiffReport *, Buf *);
#endif
