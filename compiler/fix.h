// fix.h: the safe fixes of findings, applied to the files.
#ifndef TOPC_FIX_H
#define TOPC_FIX_H

#include "session.h"

typedef struct FixedFile {
	const char *path;  // as people see it
	const char *disk;  // the file itself, links followed
	const char *text;  // as it was read
	const char *after; // with the edits
	size_t n, nafter;
	uint32_t count; // fixes
} FixedFile;

typedef struct Fixes {
	FixedFile *file;
	uint32_t n;
	uint32_t left; // fixes that overlap others and wait for another round
} Fixes;

// Applies all safe fixes of what a session found, in memory. A fix whose edits overlap those of an
// earlier one is left; the same fix found by several topologies counts once.
Fixes fixes_of(Arena *, const Session *);
// Writes each at once, by a rename. A file that is no longer what was read is left alone, said, and ends
// it: what was written before stands. Returns a status.
int fixes_write(Arena *, const Fixes *);

#endif
