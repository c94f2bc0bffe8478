// value.h: the one tree that both readers make and every pass works on.
#ifndef TOPC_VALUE_H
#define TOPC_VALUE_H

#include "source.h"

typedef struct Value Value;
typedef struct Field Field;
typedef struct Entity Entity;
typedef struct Resource Resource;
typedef struct Attr Attr;
typedef struct Input Input;

typedef enum ValueKind {
	V_BAD, // already diagnosed: every pass lets it through in silence
	// As read. A YAML plain scalar and a JSON literal of the same text are the same
	// value; its kind is what the YAML 1.2 core schema says (true, 12, null), but the
	// text is kept, so that a field that wants a string takes `on`, `012` or `1_000`
	// as they were written.
	V_NULL, // u.s, ""
	V_BOOL, // u.s as written: true, True, FALSE
	V_NUM,  // u.s: a number by JSON's grammar, the digits as written
	V_STR,  // u.s, n bytes; never holds NUL
	V_LIST, // u.item[n], in source order
	V_MAP,  // u.pair[n], in source order, keys unique
	// From shape on.
	V_REC,  // u.rec: a map that was matched with a table of fields; n rows
	V_JOIN, // u.item[n]: a string in pieces; V_STR, V_HOLE, and after lowering V_REF …
	V_HOLE, // u.hole: `{{name}}`
	// From link on.
	V_ENT,  // u.ent: names an entity; ent is NULL until link found it
	V_ATTR, // u.attr: an attribute of an entity, where a hole asked for it
	// After lowering.
	V_REF,   // u.ref: an attribute of a resource, or the resource (attr NULL)
	V_INPUT, // u.input: what the deployer supplies
	V_VAR,   // u.s: account, region, partition, suffix (the DNS suffix)
	V_IF,    // u.cond: a value that is there only when an input is not empty
	V_TEXT   // u.item[0]: that value as JSON text, wherever it may stand
} ValueKind;

// How a scalar is written, for spans inside it and for what its text may mean.
typedef enum Style {
	STYLE_PLAIN,  // YAML without quotes; JSON's numbers, true, false, null
	STYLE_SINGLE, // '…'
	STYLE_DOUBLE, // "…" of YAML
	STYLE_JSON,   // "…" of JSON
	STYLE_BLOCK,  // | and >
	STYLE_MADE    // not from a file: a default, or made by a pass
} Style;

typedef struct Pair {
	Sym key;
	Span at; // of the key
	Value *val;
} Pair;

// Which way a reference is written. `place` decides; nobody else sets it.
typedef enum Form {
	FORM_REF,    // Ref, GetAtt, a Terraform attribute
	FORM_SPELLED // from the name that is known at compile time
} Form;

// The same of a V_INPUT that is a list, and of a V_HOLE before it: where only a string can stand it
// is its elements with commas between them, in JSON text those of a list in quotes. Lowering sets it.
enum { FORM_LIST = 0, FORM_COMMAS = 1, FORM_QUOTES = 2 };

struct Value {
	uint8_t kind;    // ValueKind
	uint8_t style;   // Style
	uint8_t form[2]; // V_REF: Form per backend; V_HOLE, V_INPUT: [0], FORM_LIST and its like
	uint32_t n;      // of items, pairs, bytes; V_REF: Prop.soft
	Span at;
	union {
		const char *s;
		Value **item;
		Pair *pair;
		struct {
			const Field *field; // the table; ends with a row without a name
			Value **arg;        // a value or NULL for each row
		} rec;
		struct {
			const char *path; // the text between the braces, trimmed
			Value *val;       // what it stands for; written by link
		} hole;
		struct {
			Entity *ent;
			Value *name;      // as written: V_STR, or V_JOIN with holes
			const char *part; // of `main/lambda`: "lambda"; NULL
		} ent;
		struct {
			Entity *ent;
			const char *name; // NULL: what the kind means without one
		} attr;
		struct {
			Resource *res;
			const Attr *attr;
		} ref;
		Input *input;
		struct {
			Input *input; // holds when this is not ""
			Value *then;  // else the property is absent
		} cond;
	} u;
};

Value *value_new(Arena *, ValueKind, Span);
Value *value_str(Arena *, const char *s, Span);
Value *value_format(Arena *, Span, const char *format, ...) __attribute__((format(printf, 3, 4)));
Value *value_num(Arena *, long long, Span);
Value *value_bool(Arena *, bool, Span);
Value *value_list(Arena *, Span);
Value *value_map(Arena *, Span);
void value_push(Arena *, Value *list, Value *); // NULL is skipped
void value_set(Arena *, Value *map, const char *key,
	Value *); // appends; NULL is skipped; key is static or interned
Value *value_get(const Value *map, const char *key); // NULL when absent or no map
const Pair *value_pair(const Value *map, const char *key);
Value *value_copy(Arena *, const Value *); // deep
// A string in pieces: adjacent texts are run together, joins are opened, and a join of
// one text is that text.
Value *value_join(Arena *, Span, Value **piece, size_t n);
bool value_equal(const Value *, const Value *); // by content; spans do not count
bool value_is(const Value *, const char *text); // a scalar of this text
// The text of a scalar, or NULL for anything else (NULL too).
const char *value_text(const Value *);
bool value_true(const Value *);                // a boolean that is true, in any YAML spelling
bool value_int(const Value *, long long *out); // a whole number that fits
static inline bool value_scalar(const Value *v)
{
	return v && v->kind >= V_NULL && v->kind <= V_STR;
}
// What a person calls it: "a string", "a list", "`true`", …
const char *value_noun(const Value *);

// The bytes of the source that hold the characters [from, to) of a string's content; exact for
// every style. The whole scalar for what was made by a pass.
Span value_part(const Unit *, const Value *str, size_t from, size_t to);
// The same for many parts: the place of each of the n characters and of the end; NULL when
// only the whole scalar is known.
uint32_t *value_places(Unit *, const Value *str);
// The same for a text piece of a V_JOIN that was one scalar.
uint32_t *value_piece_places(Unit *, const Value *join, const Value *piece);

// A compact JSON text of a value as read (numbers as written, keys in source order).
void value_json(Buf *, const Value *);
// The same with every map's keys in byte order.
void value_json_sorted(Buf *, const Value *);
void quote_json(Buf *, const char *s, size_t n); // quoted and escaped, UTF-8 as it is

#endif
