// zip.h: archives, byte for byte the same wherever they are made.
#ifndef TOPC_ZIP_H
#define TOPC_ZIP_H

#include "../ir/artifact.h"

// The archive's bytes: entries in their order, dated 1980-01-01, modes 0644 and 0755, owner 0, names
// in UTF-8, no folders. False with an error text when a file cannot be read or libarchive is not
// there.
bool zip_artifact(Unit *, const Artifact *, Buf *out, const char **error);

// The files of an archive, with their texts; no folders. False with an error text when it is none, or
// when a name in it leads out of it.
bool zip_entries(Arena *, const char *bytes, size_t n, Artifact *out, const char **error);

#endif
