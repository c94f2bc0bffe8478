// ignore.h: .topcignore (.tcignore): paths that are neither functions nor packed, in gitignore's
// syntax (gitignore(5)): `!` takes back, a trailing `/` means folders, a `/` elsewhere ties the
// pattern to the file's folder, `**` crosses folders, the last pattern that fits decides.
#ifndef TOPC_IGNORE_H
#define TOPC_IGNORE_H

#include "../ir/base.h"

typedef struct IgnoreRule {
	const char *pattern; // without `!` and slashes at its ends
	bool keep, dirs, tied;
} IgnoreRule;

typedef struct Ignore {
	const char *base; // the folder of its file
	IgnoreRule *rule;
	uint32_t n;
} Ignore;

void ignore_read(Arena *, Ignore *, const char *base, const char *text);
// `path` is from the root of the tree. A path below an ignored folder is for the caller not to reach.
bool ignore_match(const Ignore *, const char *path, bool is_dir);

#endif
