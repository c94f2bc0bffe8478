// function_source.h: the source files that functions pack, each searched once.
#ifndef TOPC_KINDS_FUNCTION_SOURCE_H
#define TOPC_KINDS_FUNCTION_SOURCE_H

#include "../code.h"
#include "function.h"

// Calls of the SDKs, by their names in any language; the verb that the call needs, NULL: any; and how
// that is said.
typedef struct Use {
	const char *kind, *verb, *said, *calls;
} Use;
typedef struct Named {
	Entity *ent;
	struct Named *next;    // of the same name
	const struct File *in; // the file that is searched, and what was found in it of this name
	uint32_t uses;
} Named;

typedef struct Hit {
	Named *named;
	const Use *use; // what the call around it does, or NULL
	uint32_t at, n;
} Hit;

// A file, searched once for all functions that pack it.
typedef struct File {
	const char *path;
	const Code *code; // of the functions that pack it; NULL: its imports are not looked at
	CodeName *import; // what it imports
	uint32_t nimport;
	Hit *hit;
	uint32_t nhit;
	Entity **user;
	uint32_t nuser;
	Span at;       // once something is said of it
	bool imported; // something was said of its imports
} File;

typedef struct Search {
	Unit *u;
	Map name;          // a spelling to Named
	const char **full; // the names as they are
	uint32_t nfull;
	Map file; // path to File
	File **all;
	uint32_t n;
	Arena *scratch;
} Search;

// function_spelling.c: a part of a literal that would be a name.
enum {
	LONGEST_NAME = 512, // an ARN or URL around a name
	SPELLINGS = 4       // parts of one literal
};
typedef struct Spelling {
	const char *s;
	size_t n;
	const char *of_call; // it counts only in a call of this kind's, or NULL
} Spelling;
void spell_entity(Search *, Entity *);
size_t spellings(const CodeWalk *, const char *literal, size_t n, Spelling out[SPELLINGS]);
// What is called so; *telling: the name is no word that may stand in code for anything else.
Named *spelled(Search *, const CodeWalk *, const Spelling *, bool *telling);

// function_named.c: says what a file names that none of its functions may use.
void named_judge(Unit *, File *);
// function_import.c: says what a function's code imports that it has not.
void import_judge(Search *, Entity *function, const Artifact *);
// The file of the tree; a span of all of it, for messages.
Span source_span(Unit *, File *);

#endif
