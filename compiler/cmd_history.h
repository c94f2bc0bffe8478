// cmd_history.h: what `topc changelog` and `topc release` share.
#ifndef TOPC_CMD_HISTORY_H
#define TOPC_CMD_HISTORY_H

#include "command.h"
#include "history.h"

// What lies between two tags of a topology; the newest first.
typedef struct Chapter {
	const char *tag; // NULL: not released yet
	Version version;
	Oid id; // of the tag's commit
	int64_t time;
	uint32_t *entry; // numbers in the history, newest first
	uint32_t n;
} Chapter;

typedef struct Chronicle {
	const char *name, *dir;
	const char *declared; // the topology's `version:`, or NULL
	const char **path;    // files and folders that it is made of
	uint32_t npath;
	Chapter *chapter; // [0] is what is not released; then the tags, newest first
	uint32_t n;
	uint32_t seen; // the last commit that was noted, plus one
	uint32_t *touch;
	uint32_t ntouch;
} Chronicle;

typedef struct Chronicles {
	Arena *arena;
	Cli *cli;
	const char *cwd, *root;
	Repo *repo;
	Oid head;
	History history;
	Options opt;
	const char **operand; // folders, in the tree
	uint32_t noperand;
	Chronicle *item;
	uint32_t n;
	Unit *unit; // what is said
} Chronicles;

// Finds the topologies at and below the operands and sorts the commits that concern them by the tags
// <name>-x.y.z. A status; what is wrong is in the unit.
int chronicles_read(Chronicles *, Arena *, Cli *);
void chronicles_end(Chronicles *);

#endif
