// files.c: collecting what a build writes.
#include "files.h"

void files_add(OutFiles *f, const char *path, const char *text, size_t n, bool executable)
{
	PUSH(f->unit->arena, f->file, f->n, ((OutFile){ path, text, n, executable, NULL }));
}

void files_map(OutFiles *f, const char *file, const char *place, Span at)
{
	if (at.file)
		PUSH(f->unit->arena, f->mapped, f->nmapped, ((struct Mapped){ file, place, at }));
}
