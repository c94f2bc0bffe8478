// code.h: what can be seen of source files by plain search: which functions they define, which
// modules they import. No parser: a definition is a line that starts like one.
#ifndef TOPC_CODE_H
#define TOPC_CODE_H

#include "base.h"
#include "tree.h"

enum {
	CODE_LARGEST_FILE = 4 * 1024 * 1024
}; // a longer source file is generated; it is not searched

typedef struct Code {
	const char *family;     // of the runtime: "python"
	const char *extensions; // with the dot, the first is named in messages
	bool dots_are_folders;  // python: `pkg.mod.handler` is pkg/mod.py
} Code;

typedef struct CodeName {
	const char *name;
	uint32_t at; // byte offset in the text
} CodeName;

const Code *code_of(const char *family); // NULL: a language whose sources are not searched
// Whether the text defines (or imports, or exports) a function of this name.
bool code_defines(const Code *, const char *text, const char *name);
// The functions it defines at its top level.
uint32_t code_functions(Arena *, const Code *, const char *text, CodeName **out);
// The modules it imports at its top level, of a dotted name the first part, relative ones left out.
uint32_t code_imports(Arena *, const Code *, const char *text, CodeName **out);
// Whether a runtime ("python3.13") has a module by itself. *gone: it had, until that version; or NULL.
bool code_provided(const Code *, const char *runtime, const char *module, const char **gone);

// How a language writes comments and strings.
typedef struct CodeText {
	const char *extensions, *comment, *quotes;
	bool triple; // three quotes are a string of many lines
} CodeText;
const CodeText *code_text(const char *path); // by its extension; NULL: not searched

enum { CODE_CALLS = 32 }; // calls in calls that are remembered

// A walk through the string literals of a text; how, text and at are set by who begins it.
typedef struct CodeWalk {
	const CodeText *how;
	const char *text;
	size_t at;
	const char *call[CODE_CALLS]; // the names before the parentheses that are open
	size_t ncall[CODE_CALLS];
	uint32_t depth;                   // may be more than CODE_CALLS
	bool joined_before, joined_after; // the last literal is added to what is not known
} CodeWalk;
// The next one: `name` points into the text. False at the end.
bool code_literal(CodeWalk *, CodeName *out, size_t *length);
// The length of what a literal has at s, up to end, in place of text known later: `{x}`, `${x}`,
// `#{x}`, `%s`; 0: nothing.
size_t code_hole(const char *s, const char *end);

#endif
