// files.c: collecting what a build writes.
#include "files.h"

#include <string.h>

void files_add(OutFiles *f, const char *path, const char *text, size_t n, bool executable)
{
	PUSH(f->unit->arena, f->file, f->n, ((OutFile){ path, text, n, executable, NULL, NULL }));
}

void files_map(OutFiles *f, const char *file, const char *place, Span at)
{
	if (at.file)
		PUSH(f->unit->arena, f->mapped, f->nmapped, ((struct Mapped){ file, place, at }));
}

void out_text(Unit *u, const char *path, const char *text, bool executable)
{
	files_add(u->out, path, text, strlen(text), executable);
}

void out_copy(Unit *u, const char *path, const ArtifactEntry *e)
{
	if (e->text)
		files_add(u->out, path, e->text, e->n, e->executable);
	else
		U_PUSH(u, u->out->file, u->out->n,
			((OutFile){ path, NULL, e->n, e->executable, e->path, NULL }));
}

MakeRule *out_rule(Unit *u, const char *name, const char *doc)
{
	MakeRule *r = U_NEW(u, MakeRule);
	r->name = name;
	r->doc = doc;
	r->needs = "";
	U_PUSH(u, u->out->rule, u->out->nrule, r);
	return r;
}

void rule_line(Unit *u, MakeRule *r, const char *line)
{
	U_PUSH(u, r->line, r->nline, line);
}
