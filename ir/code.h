// code.h: what can be seen of source files by plain search: which functions they define, which
// modules they import. No parser: a definition is a line that starts like one.
#ifndef TOPC_CODE_H
#define TOPC_CODE_H

#include "base.h"

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
// The modules it imports, the first part of a dotted name, relative ones left out.
uint32_t code_imports(Arena *, const Code *, const char *text, CodeName **out);

#endif
