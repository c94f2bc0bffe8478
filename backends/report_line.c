// report_line.c: a source line as it is shown to people.
#include "report_line.h"

#include <string.h>

enum {
	TAB_STOP = 4,
	BEFORE = 30,      // columns that are shown before the place of interest
	LOOKED_AT = 2000, // bytes on either side of it: a file may be one line of a megabyte
};

static void show_char(Shown *s, const char *c, size_t len, size_t *column)
{
	size_t seen;
	if (*c == '\t') {
		size_t to = (*column / TAB_STOP + 1) * TAB_STOP;
		buf_fill(&s->text, ' ', to - *column);
		*column = to;
	} else if (char_steers(utf8_next(c, &seen))) { // must not reach the terminal
		buf_puts(&s->text, "\xEF\xBF\xBD");
		*column += 1;
	} else {
		buf_add(&s->text, c, len);
		*column += utf8_width(c, len);
	}
}

static bool inside_char(char c)
{
	return ((uint8_t)c & 0xC0) == 0x80;
}

// Cuts the text to the window; offset[i] is where byte i of the line stands in it.
static void cut_window(
	Arena *a, Shown *s, const char *line, const size_t *offset, size_t lo, size_t hi, bool more)
{
	size_t from = lo;
	while (from > 0 && s->column[lo] - s->column[from] < BEFORE)
		from--;
	while (from < s->n && inside_char(line[from]))
		from++;
	size_t to = hi;
	while (to < s->n && s->column[to] - s->column[from] < WIDEST_LINE - 4)
		to++;
	while (s->column[to] - s->column[from] > WIDEST_LINE - 4 && to > lo + 1)
		to--;
	while (to < s->n && inside_char(line[to]))
		to++;
	Buf cut = { .arena = a };
	if (from || s->skip)
		buf_puts(&cut, "…");
	buf_add(&cut, s->text.s + offset[from], offset[to] - offset[from]);
	if (to < s->n || more)
		buf_puts(&cut, "…");
	s->text = cut;
	s->from = s->column[from] - (from > 0);
	s->upto = s->column[to];
}

Shown show_line(Arena *a, const char *line, size_t n, size_t lo, size_t hi)
{
	Shown s = { .text = { .arena = a }, .skip = lo > LOOKED_AT ? lo - LOOKED_AT : 0 };
	while (s.skip > 0 && inside_char(line[s.skip]))
		s.skip--;
	size_t end = n - s.skip > 2 * LOOKED_AT ? s.skip + 2 * LOOKED_AT : n;
	while (end < n && inside_char(line[end]))
		end++;
	s.n = end - s.skip;
	line += s.skip;
	s.column = NEW_N(a, size_t, s.n + 1);
	size_t *offset = NEW_N(a, size_t, s.n + 1); // of each byte in the shown text
	size_t column = 0;
	for (size_t i = 0, len; i < s.n; i += len) {
		utf8_next(line + i, &len);
		for (size_t j = i; j < i + len && j < s.n; j++) {
			s.column[j] = column;
			offset[j] = s.text.n;
		}
		show_char(&s, line + i, len, &column);
	}
	s.column[s.n] = s.upto = column;
	offset[s.n] = s.text.n;
	lo -= s.skip < lo ? s.skip : lo;
	hi -= s.skip < hi ? s.skip : hi;
	if (s.text.s && (column > WIDEST_LINE || s.skip))
		cut_window(a, &s, line, offset, lo < s.n ? lo : s.n, hi < s.n ? hi : s.n, end < n);
	return s;
}

size_t shown_column(const Shown *s, size_t byte)
{
	byte -= byte > s->skip ? s->skip : byte;
	return s->column[byte < s->n ? byte : s->n];
}

const char *show_tabs(Arena *a, const char *line, size_t *n)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < *n; i++)
		buf_puts(&b, line[i] == '\t' ? ">---" : (char[]){ line[i], 0 });
	*n = b.n;
	return b.s ? b.s : "";
}
