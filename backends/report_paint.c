// report_paint.c: colours, gutters, wrapped lines.
#include "report_paint.h"

#include "report_line.h"

#include <string.h>

void paint(const Printer *p, Paint colour)
{
	static const char *const code[] = { "\033[0m", "\033[1m", "\033[1;31m", "\033[1;33m",
		"\033[1;34m", "\033[1;32m" };
	if (p->f->colour)
		buf_puts(p->b, code[colour]);
}

Paint paint_of(Severity s)
{
	return s == ERROR ? RED : s == WARNING ? YELLOW : BLUE;
}

void put_gutter(const Printer *p, uint32_t line, const char *mark)
{
	paint(p, BLUE);
	if (line)
		buf_printf(p->b, "%*u %s", p->gutter, line, mark);
	else
		buf_printf(p->b, "%*s %s", p->gutter, "", mark);
	paint(p, PLAIN);
}

void put_wrapped(const Printer *p, const char *text, size_t column, size_t indent)
{
	size_t width = p->f->width && p->f->width < WIDEST_LINE ? p->f->width : WIDEST_LINE;
	const char *s = text;
	while (*s) {
		size_t n = strcspn(s, " \n");
		size_t w = utf8_width(s, n);
		if (column > indent && column + w > width) {
			while (p->b->n && p->b->s[p->b->n - 1] == ' ')
				p->b->s[--p->b->n] = 0;
			buf_putc(p->b, '\n');
			buf_fill(p->b, ' ', indent);
			column = indent;
		}
		buf_add(p->b, s, n);
		column += w;
		s += n;
		if (*s == '\n') {
			buf_putc(p->b, '\n');
			buf_fill(p->b, ' ', indent);
			column = indent;
			s++;
		} else if (*s) {
			if (column < width)
				buf_putc(p->b, ' ');
			column++;
			s++;
		}
	}
	while (p->b->n && p->b->s[p->b->n - 1] == ' ')
		p->b->s[--p->b->n] = 0;
	buf_putc(p->b, '\n');
}
