// build_script.h: the scripts and recipes that build what needs the tools of a language.
#ifndef TOPC_KINDS_BUILD_SCRIPT_H
#define TOPC_KINDS_BUILD_SCRIPT_H

#include "../ir.h"

typedef struct BuildScript {
	const char *what;    // it builds, as its comment says
	const char *arch;    // amd64 or arm64
	const char *image;   // of the container with the tools
	const char *command; // from a copy of the folder `context` to $OUT; $ARCH is `arch`
	const char *end;     // lines that take what lies in $work/out
} BuildScript;

const char *build_script(Unit *, const BuildScript *);

// A path of the tree in a recipe: from SOURCE, the topology's folder, which git finds if it is not set.
void recipe_source(Unit *, Buf *, const char *path);

#endif
