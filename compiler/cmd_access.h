// cmd_access.h: what the files of `topc access` share.
#ifndef TOPC_CMD_ACCESS_H
#define TOPC_CMD_ACCESS_H

#include "command.h"
#include "iam/access_docs.h"

// One side as it was given.
typedef struct AccessInput {
	const char *path;
	const char *
		form; // "a policy", "a template", "a folder of templates"; NULL: it could not be read
	Subjects subjects;
	Span at; // where it starts
} AccessInput;
void access_input(Unit *, const Cli *, const char *path, AccessInput *);

// A role or resource on both sides.
typedef struct Compared {
	const Subject *old, *new; // NULL: not there
	const char *kind, *name;
	AccessResult *result;
	AccessWeight *weight; // per delta
	AccessRisk risk;      // the worst of what is added
	bool found;           // something is added or removed, or may be
	const char
		*was; // `topc diff`: the name of what had the same before it was renamed, or NULL
	bool folded;  // `topc diff`: it is that which was renamed
} Compared;

typedef struct Gate {
	const char *name; // as given
	unsigned hits;
} Gate;

typedef struct Comparison {
	Unit *unit;
	const char *old, *new; // paths
	Compared *item;        // the worst first
	uint32_t n;
	AccessVerdict verdict;
	AccessAnswer added, removed;
	Gate *gate;
	uint32_t ngate;
} Comparison;

void access_print_text(const Comparison *, Buf *);
void access_print_json(const Comparison *, Buf *);

#endif
