// image.h: what others ask of images.
#ifndef TOPC_KINDS_IMAGE_H
#define TOPC_KINDS_IMAGE_H

#include "dockerfile.h"

extern const Kind kind_image;

// The Dockerfile's name among the context's files, where no file of the context can stand.
#define IMAGE_DOCKERFILE "../Dockerfile"

// Everything that builds an image and pushes it: build.sh, push.sh, the context, and the rules that
// run them.
typedef struct ImageBuild {
	const char *name;       // of folder and rules
	const char *what;       // "image x", for comments and help
	const char *repository; // its name in the registry, for a shell's double quotes
	const char *local;      // the local image, without its tag
	const char *tag;        // NULL: the context's digest
	bool pull, again;       // refresh the base; push even when the tag is there
	const char *platform;   // linux/arm64
	const char *dockerfile; // in the tree
	Span why;               // where its name was written
	const Value *args;
	const char *dir_arg,
		*dir; // the argument that is the folder of the code in the context, or NULL
	const Artifact *context;
} ImageBuild;
// Adds to the context what the image is made of beside it, for the digest.
void image_command(Unit *, Artifact *, const ImageBuild *);
void image_files(Unit *, ImageBuild *);
// An image's name in rules and below images/.
const char *image_word(Unit *, const Scope *, const char *name);
// What build.sh calls the image on this machine, with its tag; NULL: it is not built here.
const char *image_local(Unit *, const Entity *image);
// The deploy-time input that holds the URI, pinned by digest, of the image of this name.
Input *image_input(Unit *, const Scope *, const char *name, Span at);
// "arm64" or "x86_64", as functions have it.
const char *image_arch(const char *platform);
// What runs an image: it stands in a later target, on the same processor. `arch` NULL: any.
void image_check_user(Unit *, const Entity *image, const Entity *user, const Value *arch, Span at);

#endif
