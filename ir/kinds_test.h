// kinds_test.h: the type checker of the tables: what kinds_test_*.c share.
//
// What C cannot check of a table is checked here: that expressions and paths parse, that every name
// in them is there, that defaults are values of their type, that C and rows agree on ids. Nothing
// here knows a kind.
#ifndef TOPC_KINDS_TEST_H
#define TOPC_KINDS_TEST_H

#include "ir.h"

typedef struct LintFile {
	const char *name; // "bucket_notify.c"
	const char *text;
} LintFile;

typedef struct Lint {
	Arena *arena;
	const Kind *const *kind; // all of them; NULL ends it
	const Kind *k;           // the one that is looked at
	const char *where;       // "op `Queue`, row 3", within it
	bool silent;             // paths were judged before
	const char **said;
	uint32_t nsaid;
	// The C files of ir/kinds and of compiler, or none: then what only they can tell is not checked.
	LintFile *source, *shared;
	uint32_t nsource, nshared;
} Lint;

// Says what is wrong with the row that is looked at; the same thing once.
void complain(Lint *, const char *format, ...) __attribute__((format(printf, 2, 3)));

const Kind *lint_kind(const Lint *, const char *one, size_t n); // by its word, among the lint's
bool lint_doc(const char *doc); // one line, small letter first, no full stop
bool lint_word(const char *s, size_t n, const char *first, const char *rest); // classes like "a-z_"

// ---- Paths (the grammar stands above Prop in ir.h) ----------------------------------------------

typedef struct Segment {
	const char *name;
	char bracket;   // '[', '{', or 0
	int index;      // FRESH, SINGLE or a number
	const char *as; // "json", or NULL
} Segment;
enum { FRESH = -1, SINGLE = -2 };

typedef struct Path {
	Segment *seg;
	uint32_t n;
} Path;
// Says what is wrong with a path of a backend; false then.
bool lint_path(Lint *, const char *path, Backend, Path *);
// The rows that go into one resource, with those of the ops it hosts: no two in one place, none
// through another's value, [n] without gaps. `ops` ends with a row without a part.
void lint_places(Lint *, const Op *const *ops, uint32_t n, const Op *host, Backend);

// ---- Expressions ----------------------------------------------------------------------------------

// What the names in an expression may mean.
typedef struct Names {
	const Kind *kind;    // of the entity
	const Field *rec[4]; // records that come before the entity's, innermost first
	unsigned nrec;
	const Op *ops;    // of the edge, or NULL
	const Kind *peer; // the edge's other end; NULL: unknown or none
	bool edge;
	bool res;    // it stands in a resource, which has siblings
	bool loose;  // C makes that resource, for an element that it chooses
	unsigned in; // backends (1 << CFN, 1 << TF) that print it
} Names;
void lint_expr(Lint *, const Names *, const char *expr);
// A field by its path "a.b" in a table; NULL: none.
const Field *lint_field(const Field *, const char *path, size_t n);
// The same across lists and maps: "notify.function".
const Field *lint_walk(const Field *, const char *path, size_t n);
// A field in all that an expression sees.
const Field *lint_visible(const Lint *, const Names *, const char *path, size_t n);
// Whether the kind's C answers an attribute that no row has.
bool lint_answered(const Lint *, const Kind *, const char *attr);

// ---- Tables -----------------------------------------------------------------------------------------

void lint_kinds(Lint *);   // names among all kinds
void lint_head(Lint *);    // the kind's own columns
void lint_fields(Lint *);  // what authors may write
void lint_ops(Lint *);     // of entities, edges and admissions
void lint_links(Lint *);   // links, grants, admits, calls
void lint_sources(Lint *); // rows against C
void lint_all(Lint *);     // everything above, kind by kind
// Whether C calls put() with this id for the kind.
bool lint_put(const Lint *, const Kind *, const char *id);

#endif
