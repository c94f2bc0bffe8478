// report_patch.c: a fix as people see it: the lines it touches, before and after.
#include "report_line.h"
#include "report_paint.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_LINE = 20000 }; // a longer one is no line that people edit

static int edit_order(const void *a, const void *b)
{
	const Edit *x = a;
	const Edit *y = b;
	return x->at.lo < y->at.lo ? -1 : x->at.lo > y->at.lo;
}

static uint32_t line_of(Unit *u, Source *src, uint32_t byte)
{
	return source_position(u->arena, src, byte).line;
}

static void put_line(
	const Printer *p, uint32_t line, const char *sign, const char *text, size_t n, size_t lo)
{
	Shown s = show_line(p->f->arena, text, n, lo < n ? lo : n, lo < n ? lo : n);
	put_gutter(p, line, sign);
	buf_printf(p->b, " %s\n", s.text.s ? s.text.s : "");
}

static bool replaces_tab(const Source *src, const Edit *edit, uint32_t n)
{
	bool any = false;
	for (uint32_t i = 0; i < n; i++)
		any |= memchr(src->text + edit[i].at.lo, '\t', edit[i].at.hi - edit[i].at.lo) !=
			NULL;
	return any;
}

// Edits [0, n) lie in lines [from, to].
static void put_lines(
	const Printer *p, Source *src, const Edit *edit, uint32_t n, uint32_t from, uint32_t to)
{
	Unit *u = p->d->unit;
	size_t len;
	const char *first = source_line(u->arena, src, from, &len);
	const char *last = source_line(u->arena, src, to, &len);
	const char *end = last + len;
	size_t lo = edit[0].at.lo - (size_t)(first - src->text); // that place is in sight
	if (end - first > LONGEST_LINE) {
		put_gutter(p, from, "| (too long to be shown)\n");
		return;
	}
	Buf after = { .arena = p->f->arena };
	const char *at = first;
	for (uint32_t i = 0; i < n; i++) {
		const char *before = src->text + edit[i].at.lo;
		buf_add(&after, at, before > at ? (size_t)(before - at) : 0);
		buf_puts(&after, edit[i].text);
		at = src->text + edit[i].at.hi;
	}
	buf_add(&after, at, end > at ? (size_t)(end - at) : 0);
	for (uint32_t line = from; line <= to; line++) {
		const char *text = source_line(u->arena, src, line, &len);
		// What the fix puts in place of a tab may look like the tab.
		const char *seen = replaces_tab(src, edit, n) && memchr(text, '\t', len) ?
			show_tabs(p->f->arena, text, &len) :
			text;
		put_line(p, line, "-", seen, len, line == from ? lo : 0);
	}
	for (const char *text = after.s ? after.s : ""; *text;) {
		len = strcspn(text, "\n");
		put_line(p, from, "+", text, len, text == after.s ? lo : 0);
		text += len + (text[len] == '\n');
	}
}

void put_patch(const Printer *p, const Fix *f)
{
	Unit *u = p->d->unit;
	Edit *edit = NEW_N(p->f->arena, Edit, f->nedit);
	memcpy(edit, f->edit, f->nedit * sizeof *edit);
	qsort(edit, f->nedit, sizeof *edit, edit_order);
	Source *src = u->src[edit[0].at.file];
	unsigned printed = 0;
	for (uint32_t i = 0, j; i < f->nedit; i = j) {
		uint32_t from = line_of(u, src, edit[i].at.lo);
		uint32_t to = line_of(u, src, edit[i].at.hi);
		for (j = i + 1; j < f->nedit && line_of(u, src, edit[j].at.lo) <= to; j++)
			to = line_of(u, src, edit[j].at.hi);
		if (printed++ == MAX_PRINTED_LINES) {
			put_gutter(p, 0, ": and further lines\n");
			return;
		}
		put_lines(p, src, edit + i, j - i, from, to);
	}
}
