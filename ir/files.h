// files.h: what a build writes, in memory until all of it is known.
#ifndef TOPC_FILES_H
#define TOPC_FILES_H

#include "artifact.h"
#include "ir.h"

typedef struct OutFile {
	const char *path; // below the output folder
	const char *text; // NULL: a file of the tree, `from`
	size_t n;
	bool executable;
	const char *from;   // copied as it is
	Artifact *artifact; // its archive
} OutFile;

// A rule of the Makefile that is written beside the output.
typedef struct MakeRule {
	const char *name;
	const char
		*group; // "build", "test", "seed": a rule of that name needs all of them; or NULL
	const char *needs; // prerequisites, or ""
	const char *doc;
	const char **line; // of the recipe
	uint32_t nline;
} MakeRule;

typedef struct OutFiles {
	Unit *unit;
	OutFile *file;
	uint32_t n;
	MakeRule **rule;
	uint32_t nrule;
	// Where each thing that was printed comes from: output file, place in it, span.
	struct Mapped {
		const char *file, *place;
		Span at;
	} * mapped;
	uint32_t nmapped;
} OutFiles;

void files_add(OutFiles *, const char *path, const char *text, size_t n, bool executable);
void files_map(OutFiles *, const char *file, const char *place, Span at); // nowhere is skipped

// For kinds (Kind.files_of), while u->out is set. Paths are below the output folder.
void out_text(Unit *, const char *path, const char *text, bool executable);
void out_copy(Unit *, const char *path, const ArtifactEntry *);
MakeRule *out_rule(Unit *, const char *name, const char *doc);
void rule_line(Unit *, MakeRule *, const char *line); // a line of the recipe, without its tab

#endif
