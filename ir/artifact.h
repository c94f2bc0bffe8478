// artifact.h: archives that are built beside the templates.
//
// An archive's key is a digest of its entries' names, modes and contents, never of compressed bytes,
// so that it is the same on every machine; it is known before resources are made (pass `pack`).
#ifndef TOPC_ARTIFACT_H
#define TOPC_ARTIFACT_H

#include "ir.h"

typedef struct ArtifactEntry {
	const char *name; // in the archive, with '/'
	const char *path; // in the tree; NULL: it was made here
	const char *text; // its content, where that is made here or was read already
	size_t n;         // bytes
	bool executable;
	Span at; // what asked for it
} ArtifactEntry;

struct Artifact {
	const char *name; // what messages call it: "function `worker`"
	ArtifactEntry *entry;
	uint32_t n;         // sorted by name after pack
	uint64_t bytes;     // unpacked
	const char *digest; // 32 hex digits
	// Built by a tool outside: the digest is of what goes in and of the command; a rule of the
	// Makefile makes the file. Then there are no entries.
	bool built;
	const char *command; // built: what makes it, a part of the digest; or NULL
	const char *folder;  // below the output: "artifacts" or "layers"
	const char *stem;    // file name before the digest, or ""
	// A build context of an image: files that start with a dot belong to it, and it is no archive:
	// its digest names what is built of it.
	bool context;
	bool direct;          // Terraform uploads it with the call that makes what it is for
	bool failed;          // something about it was said already
	const Value *exclude; // patterns of names that are left out, or NULL
	Span at;
};

// What a task left behind in lambda.zip.
typedef struct Made {
	const char *root, *dir; // of the tree, and in it
	ArtifactEntry *entry;   // with their texts
	uint32_t n;
} Made;

Artifact *artifact_new(Unit *, const char *name, Span at);
// Whether the author leaves a name out.
bool artifact_excludes(const Artifact *, const char *name);
// A file of the tree; says what is wrong when it is not there or leaves the tree.
void artifact_file(Unit *, Artifact *, const char *name, const char *path, Span at);
// A folder of the tree with all below it that is not ignored, under `prefix` ("" or "lib/").
// `skip` is a list of names that are left out at its top.
void artifact_folder(
	Unit *, Artifact *, const char *prefix, const char *dir, const char *skip, Span at);
void artifact_text(Unit *, Artifact *, const char *name, const char *text, bool executable);
// Sorts the entries; says which are there twice, and what is larger than Lambda takes.
void artifact_check(Unit *, Artifact *);
// Its folders that weigh most, for a message.
const char *artifact_heaviest(Unit *, const Artifact *);
// Says that the archive is larger, compressed, than Lambda takes in a direct upload.
void artifact_zipped(Unit *, const Artifact *, size_t bytes);
const ArtifactEntry *artifact_find(const Artifact *, const char *name);
// The input that says which bucket CloudFormation finds archives in.
Input *artifact_bucket(Unit *);
// "artifacts/<digest>.zip"
const char *artifact_path(Unit *, const Artifact *);

#endif
