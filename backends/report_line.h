// report_line.h: a source line as it is shown to people.
#ifndef TOPC_REPORT_LINE_H
#define TOPC_REPORT_LINE_H

#include "../ir/ir.h"

enum { WIDEST_LINE = 100 };

// Tabs widened, control characters replaced, cut to a window around the bytes of interest.
typedef struct Shown {
	Buf text;
	size_t *column;    // display column of each byte from `skip` on, one past the end included
	size_t skip, n;    // bytes of the line that were looked at: [skip, skip + n)
	size_t from, upto; // columns that are shown: [from, upto]
} Shown;

// [lo, hi) are the bytes of interest.
Shown show_line(Arena *, const char *line, size_t n, size_t lo, size_t hi);
// The column of a byte of the line, before the window or behind it for one that is not shown.
size_t shown_column(const Shown *, size_t byte);
// The same line with its tabs visible.
const char *show_tabs(Arena *, const char *line, size_t *n);

#endif
