// write.h: the only writer of output files.
#ifndef TOPC_WRITE_H
#define TOPC_WRITE_H

#include "../ir/files.h"

// Writes what a build made below `dir`: all of it to temporary names first, then renamed into place,
// the manifest last, so that a run that fails or is killed while it writes leaves what was there.
// Files whose bytes are the same are not touched. Files that the old manifest lists and the new one
// does not are removed. False with a text in the arena of the unit.
bool write_files(const OutFiles *, const char *dir, const char **error);
// Writes files where none are: all of them or, when one is there or cannot be written, none. Nothing
// that is there is touched.
bool write_new_files(const OutFiles *out, const char *dir, const char **error);
// What stands below `dir` and is not what would be written, by path: another text, nothing, or
// something that would be removed. False: nothing is stale.
typedef struct StaleFile {
	const char *path, *how; // "is missing"
} StaleFile;
bool files_stale(const OutFiles *, const char *dir, StaleFile **, uint32_t *n);
// The same, told on standard error; the first ones of many.
bool files_say_stale(const OutFiles *, const char *dir);

#endif
