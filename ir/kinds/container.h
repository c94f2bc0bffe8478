// container.h: the C code of containers, split by subject.
#ifndef TOPC_KINDS_CONTAINER_H
#define TOPC_KINDS_CONTAINER_H

#include "connect.h"
#include "function.h"
#include "image.h"

extern const Kind kind_container;

// The function that runs as this container, or NULL.
Entity *container_function(const Entity *);
Entity *container_image(const Entity *); // the image made here that it runs, or NULL

// container_image.c: the image that is built for it
void container_imply(Unit *, Entity *);
// What the image of a container is built from: `dir` is the folder of its code in the context.
void container_context(Unit *, Entity *, Artifact *, const char *dir);
const char *container_code_dir(Unit *, const Entity *);

// container_env.c: its environment: plain values, and secrets that ECS fetches
void container_env(Unit *, Resource *definition, Entity *, Resource *execution_role);

// container_scale.c: as many tasks as messages wait
void container_scale(Unit *, Entity *);
// The queues that the function works off: the next one after the *from-th edge, or NULL.
Entity *container_queue(const Entity *, uint32_t *from);

#endif
