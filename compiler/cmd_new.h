// cmd_new.h: files that topc writes into an author's tree: `topc init` and `topc scaffold`.
#ifndef TOPC_CMD_NEW_H
#define TOPC_CMD_NEW_H

#include "write.h"

// Files to come, below one folder. What is there already is never written.
typedef struct NewFiles {
	OutFiles out;
	const char *root;  // absolute path of the folder
	const char **left; // paths that are there already
	uint32_t nleft;
} NewFiles;

typedef struct Fill {
	const char *name, *text; // @NAME@ stands for the text
} Fill;

typedef struct Language {
	const char *name;   // a folder of templates/new
	const char *marker; // files that give it away
} Language;
extern const Language languages[]; // the last has no name
const Language *language_of(const char *name);

// The template with its places filled in; `fill` ends with a row without a name.
void new_template(NewFiles *, const char *path, const char *name, const Fill *fill);
void new_text(NewFiles *, const char *path, const char *text);
// All templates of a folder of templates/new, below `dir`.
void new_folder(NewFiles *, const char *dir, const char *name, const Fill *fill);
// The schemas, in .topc/schemas.
void new_schemas(NewFiles *);
// Where a file at `path` finds the schemas: "../.topc/schemas".
const char *new_schemas_from(Unit *, const char *path);

// Writes all or nothing, and says what was written. `doing` is the command.
int new_write(NewFiles *, const char *doing, bool quiet);

#endif
