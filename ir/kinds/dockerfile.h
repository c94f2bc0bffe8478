// dockerfile.h: what a Dockerfile asks of its build context.
#ifndef TOPC_KINDS_DOCKERFILE_H
#define TOPC_KINDS_DOCKERFILE_H

#include "../artifact.h"
#include "common.h"

typedef struct DockerBuild {
	const char *file;         // the Dockerfile, in the tree
	Span why;                 // where its name was written
	const Artifact *context;  // what it may copy from
	const char *context_name; // what messages call that
	const Value *args;        // a map of build arguments, or NULL
	bool args_lost;           // they were refused
	const Value *dir_arg; // the argument that is the folder of the code in the context, or NULL
	const char *dir;      // its value
} DockerBuild;

// Says what would fail when the image is built: sources of COPY and ADD that the context lacks,
// arguments that the file does not know or that have no value.
void dockerfile_check(Unit *, const DockerBuild *);

#endif
