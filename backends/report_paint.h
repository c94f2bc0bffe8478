// report_paint.h: what the printers of one text diagnostic share.
#ifndef TOPC_REPORT_PAINT_H
#define TOPC_REPORT_PAINT_H

#include "report.h"

enum { MAX_PRINTED_LINES = 3 }; // of one fix

typedef enum Paint { PLAIN, BOLD, RED, YELLOW, BLUE, GREEN } Paint;

typedef struct Printer {
	Buf *b;
	const Findings *f;
	const Diag *d;
	int gutter; // digits of the largest line number
} Printer;

void paint(const Printer *, Paint); // nothing without colour
Paint paint_of(Severity);
void put_gutter(const Printer *, uint32_t line, const char *mark); // line 0: blanks
// The text wrapped at the width, further lines indented by `indent`; `column` is where it starts.
void put_wrapped(const Printer *, const char *text, size_t column, size_t indent);
void put_patch(const Printer *, const Fix *); // the lines that its edits touch, before and after

#endif
