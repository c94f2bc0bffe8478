// source.h: the text of one input file, and where in it something stands.
#ifndef TOPC_SOURCE_H
#define TOPC_SOURCE_H

#include "base.h"

typedef struct Unit Unit;

// A byte range [lo, hi) of file number `file` of the unit; file 0 is nowhere.
typedef struct Span {
	uint32_t file, lo, hi;
} Span;

// A position as people count: line and column from 1, the column in Unicode code
// points, a tab being one; `byte` from 0. CONVENTIONS: SARIF counts code points,
// rdjson bytes, LSP UTF-16 units; all derive from this.
typedef struct Position {
	uint32_t line, column, byte;
} Position;

typedef struct Source {
	const char *path; // from the root of the tree, with '/'; as the author sees it in messages
	const char *text; // NUL-terminated; the file's bytes, a byte order mark included
	uint32_t n;
	uint32_t *line; // offset of each line's first byte; made by source_lines
	uint32_t nline;
	uint32_t *point; // code points before each POINT_STEP-th byte; made for the first long line
} Source;

// The lines are found at the first call. The last line may lack its newline.
void source_lines(Arena *, Source *);
Position source_position(Arena *, Source *, uint32_t byte);
// The bytes of line `line` (from 1) without its end, CR included in the end.
const char *source_line(Arena *, Source *, uint32_t line, size_t *n);

// Offset of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong
// forms), or n when all of it is.
size_t utf8_check(const char *s, size_t n);
// One code point at s; *n gets its length in bytes. Input must be checked UTF-8.
uint32_t utf8_next(const char *s, size_t *n);
// Columns that the text takes in a terminal (East Asian width, no width for marks).
size_t utf8_width(const char *s, size_t n);
// Code points in the text.
size_t utf8_length(const char *s, size_t n);
// Unicode's ID_Start and ID_Continue, by general category.
bool utf8_id_start(uint32_t code);
bool utf8_id_continue(uint32_t code);
// Whether a character steers a terminal or reorders a line instead of being seen.
bool char_steers(uint32_t code);
// The text with what would steer a terminal or reorder a line (controls, bidirectional marks)
// written as escapes: `\n`, `\x1b`, `\u202e`. The text itself when it has none.
const char *text_visible(Arena *, const char *);
// Appends one code point.
void utf8_put(Buf *, uint32_t code);

#endif
