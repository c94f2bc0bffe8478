// history.h: commits, what they say about releases, and the versions that tags name.
#ifndef TOPC_HISTORY_H
#define TOPC_HISTORY_H

#include "changes.h"

typedef enum Bump { BUMP_NONE, BUMP_PATCH, BUMP_MINOR, BUMP_MAJOR } Bump;
extern const char *const bump_words[];

// Semantic versions without a suffix.
typedef struct Version {
	uint32_t major, minor, patch;
} Version;
bool version_read(const char *, Version *);
int version_compare(Version, Version);
Version version_next(Version, Bump);
const char *version_text(Arena *, Version);

// What a message says, by Conventional Commits 1.0.0.
typedef struct Message {
	const char *type, *scope; // NULL: it is written otherwise
	const char *subject;
	const char *breaking; // what breaks, or NULL
	const char *reverts;  // the whole id of the commit that it takes back, or NULL
	Bump bump;
} Message;
Message message_read(Arena *, const char *text);

typedef struct LogEntry {
	Commit commit;
	Message message;
	uint32_t *parent; // their numbers; those that a shallow clone lacks are left out
	uint32_t nparent;
} LogEntry;

typedef struct History {
	Arena *arena;
	LogEntry *entry; // children before parents, newer ones first
	uint32_t n;
	bool cut; // a shallow clone ends it
	Syms *syms;
	Map number; // id (interned) to number + 1
} History;

// All commits that lead to `from`. False: *why.
bool history_read(const Repo *, Arena *, const Oid *from, History *, const char **why);
// UINT32_MAX: it is not among them.
uint32_t history_find(const History *, const Oid *);
// The files that a commit changes against its first parent; none for a merge, which only brings what
// other commits say. False: *why.
bool history_files(const Repo *, const History *, uint32_t n, Paths *, const char **why);

const char *date_text(Arena *, int64_t time); // 2026-01-02, UTC

#endif
