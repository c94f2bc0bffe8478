// backend.c: everything that is made of a compiled unit.
#include "backend.h"

#include "b_make.h"
#include "b_manifest.h"
#include "emit.h"
#include "zip.h"

static bool emit_artifacts(OutFiles *out, const bool want[BACKENDS], const char **error)
{
	Unit *u = out->unit;
	for (uint32_t i = 0; i < u->nartifact; i++) {
		Artifact *a = u->artifact[i];
		const char *path = artifact_path(u, a);
		bool known = a->built;
		for (uint32_t j = 0; j < out->n && !known; j++)
			known = str_eq(out->file[j].path, path); // two functions from one folder
		if (known)
			continue;
		Buf b = { .arena = u->arena };
		if (!zip_artifact(u, a, &b, error))
			return false;
		if (want[TF] && a->direct)
			artifact_zipped(u, a, b.n);
		files_add(out, path, b.s, b.n, false);
		out->file[out->n - 1].artifact = a;
	}
	return true;
}

static bool is_empty(const Module *m)
{
	return !m->nres && !m->nchild && !m->noutput;
}

bool emit_all(OutFiles *out, const bool want[BACKENDS], const char **error)
{
	Unit *u = out->unit;
	u->out = out;
	for (uint32_t i = 0; i < u->nmodule; i++) {
		if (u->module[i]->parent || is_empty(u->module[i]))
			continue;
		if (want[CFN])
			emit_cfn(out, u->module[i]);
		if (want[TF])
			emit_tf(out, u->module[i]);
		emit_target_files(out, u->module[i]);
	}
	for (uint32_t i = 0; i < u->nent; i++)
		if (u->ent[i]->kind->files_of && !u->ent[i]->off)
			u->ent[i]->kind->files_of(u, u->ent[i]);
	if (!emit_artifacts(out, want, error))
		return false;
	emit_make(out);
	emit_map(out);
	emit_manifest(out);
	return true;
}
