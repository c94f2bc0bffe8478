// files.h: what a build writes, in memory until all of it is known.
#ifndef TOPC_FILES_H
#define TOPC_FILES_H

#include "ir.h"

typedef struct OutFile {
	const char *path; // below the output folder
	const char *text; // NULL: the archive of `artifact`
	size_t n;
	bool executable;
	Artifact *artifact;
} OutFile;

// A rule of the Makefile that is written beside the output.
typedef struct MakeRule {
	const char *name;
	const char *needs;  // prerequisites, or ""
	const char *doc;
	const char **line;  // of the recipe
	uint32_t nline;
} MakeRule;

typedef struct OutFiles {
	Unit *unit;
	OutFile *file;
	uint32_t n;
	MakeRule *rule;
	uint32_t nrule;
	// Where each thing that was printed comes from: output file, place in it, span.
	struct Mapped {
		const char *file, *place;
		Span at;
	} *mapped;
	uint32_t nmapped;
} OutFiles;

void files_add(OutFiles *, const char *path, const char *text, size_t n, bool executable);
void files_map(OutFiles *, const char *file, const char *place, Span at); // nowhere is skipped

#endif
