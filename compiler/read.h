// read.h: from the bytes of a file to a tree of values.
#ifndef TOPC_READ_H
#define TOPC_READ_H

#include "../ir/ir.h"

// Limits on what is read. Each is a diagnostic when it is passed.
enum {
	// A hand-written file of this size is a mistake; CloudFormation takes templates of 1 MB.
	MAX_FILE_BYTES = 8 * 1024 * 1024,
	// Deeper nesting is an attack on parsers that recurse, ours included.
	MAX_DEPTH = 100,
	// Values of one file after aliases are expanded: ten lines of YAML can ask for billions.
	MAX_VALUES = 1000 * 1000,
	// Files that include one another; more is a generator gone wrong.
	MAX_INCLUDES = 20,
	// Entities of one topology with its nested ones; CloudFormation ends at 500 resources a stack.
	MAX_ENTITIES = 20 * 1000,
};

// Adds a text to the unit's sources; `text` is NUL-terminated after n bytes and must live as
// long as the unit. Returns its number.
uint32_t source_add(Unit *, const char *path, const char *text, size_t n);

// The value of source number `file`: JSON by its name (.json) or by its first character,
// else YAML. Never NULL; V_BAD after an error that leaves nothing. Checks size and UTF-8 first.
Value *read_source(Unit *, uint32_t file);
Value *read_json(Unit *, uint32_t file);
Value *read_yaml(Unit *, uint32_t file);
// A CloudFormation template: the tags of its functions are maps, `!Sub x` is {Fn::Sub: x}.
Value *read_template(Unit *, uint32_t file);
Value *read_yaml_template(Unit *, uint32_t file);
// JSON text inside a string value: spans lie inside that string.
Value *read_json_string(Unit *, const Value *str);

// Gives a scalar its kind by the YAML 1.2 core schema: true, ~, 12.
ValueKind plain_kind(const char *s, size_t n);
// After YAML that libyaml refuses: says what is wrong with tabs that indent, if any do up to
// byte `error`; true when something was said.
bool yaml_tabs(Unit *, uint32_t file, uint32_t error);
// After YAML that libyaml refuses: says what is wrong at byte `at`. `opened` is where what was being
// read begins, UINT32_MAX when that is not known.
void yaml_problem(Unit *, uint32_t file, const char *problem, uint32_t at, uint32_t opened);
// Says that the value at byte `lo`, which begins with `{{`, needs quotes; the value's span.
Span yaml_hole(Unit *, uint32_t file, uint32_t lo);
// A key, and any other scalar, where typographic quotes, blanks and dashes are letters of it: says so
// and makes of it what was meant where that is sure. False: the key is indented by such blanks, or
// stands behind such a dash, and what it belongs to is not known.
bool yaml_pasted_key(Unit *, Value *key);
bool yaml_pasted_value(Unit *, Value *); // false: it is V_BAD now
// The length of the key in `key:value`, which YAML takes for one word; 0: it is none.
size_t key_without_blank(const char *text);
// Adds a pair to a map; a key that is there already is an error at `at`.
void map_add(Unit *, Value *map, Map *seen, Sym key, Span at, Value *val);

// The value of `!include FILE` or `!read FILE` in source number `from`; load.c has it, since a
// reader knows nothing of other files. V_BAD after an error.
Value *load_include(Unit *, uint32_t from, const char *tag, const Value *file);

#endif
