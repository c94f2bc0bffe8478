// diag.h: what is said to people about their input.
//
// A row of a diag_*.def makes a code and one function, `say_<name>`, whose number of
// arguments the compiler checks. Placeholders %0 … %3 in the text are those arguments.
// The code is for ever; the severity is not part of it. Every row owes a page,
// templates/explain/TC<code>.md: a missing one is a link error.
//
//   Diag *d = say_unknown_function(u, at, state, name);
//   diag_label(d, "no function of this name");
//   diag_context(d, key, "in this state");
//   diag_related(d, other, "`%s` is defined here", near);
//   diag_fix(d, FIX_SAFE, "use the defined name", at, near);
//
// All of it is in the unit's arena and lives as long as the unit.
#ifndef TOPC_DIAG_H
#define TOPC_DIAG_H

#include "source.h"

typedef enum Severity { NOTE, WARNING, ERROR } Severity;

typedef struct DiagRow {
	uint16_t code; // 2011 is TC2011
	uint8_t severity;
	const char *name; // unknown-function
	const char *text;
} DiagRow;

typedef enum SpanRole { SPAN_PRIMARY, SPAN_CONTEXT, SPAN_RELATED } SpanRole;
typedef struct DiagSpan {
	Span at;
	SpanRole role;
	const char *label; // NULL: only underlined
} DiagSpan;

// safe: the meaning is certain, `topc fix` applies it. maybe: a likely intention, shown
// with its edit. manual: words only.
typedef enum FixKind { FIX_SAFE, FIX_MAYBE, FIX_MANUAL } FixKind;
typedef struct Edit {
	Span at; // these bytes are replaced
	const char *text;
} Edit;
typedef struct Fix {
	const char *title;
	FixKind kind;
	Edit *edit;
	uint32_t nedit;
} Fix;

typedef struct Diag {
	Unit *unit;
	const DiagRow *row;
	Severity severity;
	const char *text; // the message, one sentence
	const char *arg[4];
	uint8_t narg;
	DiagSpan *span; // [0] is the primary one
	uint32_t nspan;
	const char **line; // further facts, shown after "="
	uint32_t nline;
	Fix *fix;
	uint32_t nfix;
	const char *about_kind, *about_name; // the entity that was looked at, or NULL
	const char *topology;                // its namespace, or NULL
	const char *pointer; // diag_pointer's answer where the documents are gone; "": none
	const char *reason;  // why it is suppressed (an ignore or `allow`), or NULL
	bool by_config;      // the reason is that of a configuration file, not of the source
	bool baselined;
} Diag;

// All rows, sorted by code; the last has no name.
extern const DiagRow diag_rows[];
const DiagRow *diag_row(unsigned code);          // NULL: no such code
const DiagRow *diag_row_named(const char *word); // "TC2011", "2011" or "unknown-function"

#define A0
#define A1 , const char *a
#define A2 , const char *a, const char *b
#define A3 , const char *a, const char *b, const char *c
#define A4 , const char *a, const char *b, const char *c, const char *d
#define DIAG(code, severity, n, name, text) Diag *say_##name(Unit *, Span A##n);
#include "diag.def"
#undef DIAG

// Where the diagnostic's place is in its topology's document, as a JSON pointer (RFC 6901), or NULL.
const char *diag_pointer(Arena *, const Diag *);

// Each of these returns its first argument, so that calls can be chained, and does
// nothing when it is NULL.
Diag *diag_severity(Diag *, Severity);
Diag *diag_label(Diag *, const char *format, ...) __attribute__((format(printf, 2, 3)));
Diag *diag_context(Diag *, Span, const char *format, ...) __attribute__((format(printf, 3, 4)));
Diag *diag_related(Diag *, Span, const char *format, ...) __attribute__((format(printf, 3, 4)));
Diag *diag_line(Diag *, const char *format, ...) __attribute__((format(printf, 2, 3)));
// A fix of one edit; `text` replaces the span. With FIX_MANUAL span and text may be empty.
Diag *diag_fix(Diag *, FixKind, const char *title, Span, const char *text);
// A further edit of the last fix.
Diag *diag_edit(Diag *, Span, const char *text);

// Names that a wrong one may have meant. Distances as CONVENTIONS 3.2 has them:
// Damerau-Levenshtein <= 1 for words of up to 4 characters, <= 2 up to 8, else <= 3.
typedef struct Nearest {
	const char *word;   // as it is written there
	const char *best;   // the nearest so far, or NULL
	const char *tie[4]; // all at that distance, the first four
	uint32_t ntie;
	unsigned distance;
} Nearest;
void nearest_try(Nearest *, const char *candidate);
unsigned edit_distance(const char *a, const char *b, unsigned at_most); // at_most + 1: farther
// Adds the suggestion: one near name is a fix of `kind` on `at`, several are listed.
Diag *diag_nearest(Diag *, const Nearest *, FixKind kind, Span at);

// Sorts by file, line, column and code, drops identical ones. After this u->diag is
// what the reports print.
void diag_sort(Unit *);

#endif
