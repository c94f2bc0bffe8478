// report_text.c: diagnostics for people. CONVENTIONS 3.2 is the contract.
#include "report.h"

#include <stdlib.h>
#include <string.h>

enum { TAB_STOP = 4, WIDEST_LINE = 100, MAX_PRINTED_LINES = 3 };

typedef enum Paint { PLAIN, BOLD, RED, YELLOW, BLUE, GREEN } Paint;

typedef struct Printer {
	Buf *b;
	const Findings *f;
	const Diag *d;
	int gutter; // digits of the largest line number
} Printer;

static void paint(const Printer *p, Paint paint)
{
	static const char *const code[] = { "\033[0m", "\033[1m", "\033[1;31m", "\033[1;33m",
		"\033[1;34m", "\033[1;32m" };
	if (p->f->colour)
		buf_puts(p->b, code[paint]);
}

static Paint paint_of(Severity s)
{
	return s == ERROR ? RED : s == WARNING ? YELLOW : BLUE;
}

static void put_gutter(const Printer *p, uint32_t line, const char *mark)
{
	paint(p, BLUE);
	if (line)
		buf_printf(p->b, "%*u %s", p->gutter, line, mark);
	else
		buf_printf(p->b, "%*s %s", p->gutter, "", mark);
	paint(p, PLAIN);
}

// The text wrapped at the width, further lines indented by `indent`.
static void put_wrapped(const Printer *p, const char *text, size_t column, size_t indent)
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

// A source line as it is shown: tabs widened, control characters replaced, cut to a window
// around the columns of interest.
typedef struct Shown {
	Buf text;
	size_t *column; // display column of each byte offset, one past the end included
	size_t n, from; // from: first column that is shown
} Shown;

static void show_char(Shown *s, const char *c, size_t len, size_t *column)
{
	if (*c == '\t') {
		size_t to = (*column / TAB_STOP + 1) * TAB_STOP;
		buf_fill(&s->text, ' ', to - *column);
		*column = to;
	} else if ((uint8_t)*c < 0x20 || *c == 0x7F) {
		buf_puts(
			&s->text, "\xEF\xBF\xBD"); // an escape sequence must not reach the terminal
		*column += 1;
	} else {
		buf_add(&s->text, c, len);
		*column += utf8_width(c, len);
	}
}

static Shown show_line(const Printer *p, const char *line, size_t n, size_t lo, size_t hi)
{
	Shown s = { .text = { .arena = p->f->arena }, .n = n };
	s.column = NEW_N(p->f->arena, size_t, n + 2);
	size_t column = 0;
	size_t *offset = NEW_N(p->f->arena, size_t, n + 2); // of each byte in the shown text
	for (size_t i = 0, len; i < n; i += len) {
		utf8_next(line + i, &len);
		for (size_t j = i; j < i + len && j < n; j++) {
			s.column[j] = column;
			offset[j] = s.text.n;
		}
		show_char(&s, line + i, len, &column);
	}
	s.column[n] = s.column[n + 1] = column;
	offset[n] = s.text.n;
	if (column <= WIDEST_LINE || !s.text.s)
		return s;
	size_t a = lo;
	while (a > 0 && s.column[lo] - s.column[a] < 30)
		a--;
	while (a < n && ((uint8_t)line[a] & 0xC0) == 0x80)
		a++;
	size_t b = hi > n ? n : hi;
	while (b < n && s.column[b] - s.column[a] < WIDEST_LINE - 4)
		b++;
	while (s.column[b] - s.column[a] > WIDEST_LINE - 4 && b > lo + 1)
		b--;
	while (b < n && ((uint8_t)line[b] & 0xC0) == 0x80)
		b++;
	Buf cut = { .arena = p->f->arena };
	if (a)
		buf_puts(&cut, "…");
	buf_add(&cut, s.text.s + offset[a], offset[b] - offset[a]);
	if (b < n)
		buf_puts(&cut, "…");
	s.text = cut;
	s.from = s.column[a] - (a > 0);
	return s;
}

// Spans of one line, and the marks below it.
typedef struct Mark {
	uint32_t line;
	size_t lo, hi; // byte offsets in the line
	char sign;
	const char *label;
} Mark;

static int by_line(const void *a, const void *b)
{
	const Mark *x = a;
	const Mark *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->lo < y->lo ? -1 : x->lo > y->lo;
}

static void put_marks(const Printer *p, const Mark *mark, size_t n, const Shown *s)
{
	for (size_t i = 0; i < n; i++) {
		size_t lo = s->column[mark[i].lo < s->n ? mark[i].lo : s->n];
		size_t hi = s->column[mark[i].hi < s->n ? mark[i].hi : s->n];
		size_t end = s->from + WIDEST_LINE;
		hi = hi > end ? end : hi;
		size_t width = hi > lo ? hi - lo : 1;
		put_gutter(p, 0, "|");
		buf_fill(p->b, ' ', 1 + (lo > s->from ? lo - s->from : 0));
		paint(p, mark[i].sign == '^' ? paint_of(p->d->severity) : BLUE);
		buf_fill(p->b, mark[i].sign, width);
		if (mark[i].label)
			buf_printf(p->b, " %s", mark[i].label);
		paint(p, PLAIN);
		buf_putc(p->b, '\n');
	}
}

static void put_snippet(const Printer *p, Source *src, Mark *mark, size_t n)
{
	qsort(mark, n, sizeof *mark, by_line);
	put_gutter(p, 0, "|\n");
	uint32_t last = 0;
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i; j < n && mark[j].line == mark[i].line; j++)
			;
		if (last && mark[i].line > last + 2)
			put_gutter(p, 0, ":\n");
		if (last && mark[i].line == last + 2) { // one line between is shown, not left out
			size_t len;
			const char *text = source_line(p->d->unit->arena, src, last + 1, &len);
			Shown s = show_line(p, text, len, 0, 0);
			put_gutter(p, last + 1, "|");
			buf_printf(p->b, s.text.n ? " %s\n" : "\n", s.text.s);
		}
		size_t len;
		const char *text = source_line(p->d->unit->arena, src, mark[i].line, &len);
		Shown s = show_line(p, text, len, mark[i].lo, mark[j - 1].hi);
		put_gutter(p, mark[i].line, "|");
		buf_printf(p->b, s.text.n ? " %s\n" : "\n", s.text.s ? s.text.s : "");
		put_marks(p, mark + i, j - i, &s);
		last = mark[i].line;
	}
	put_gutter(p, 0, "|\n");
}

// The mark for a span: its first line; what runs on is underlined to that line's end.
static Mark mark_of(const Printer *p, Span at, char sign, const char *label)
{
	Unit *u = p->d->unit;
	Source *src = u->src[at.file];
	Position from = source_position(u->arena, src, at.lo);
	size_t n;
	const char *line = source_line(u->arena, src, from.line, &n);
	size_t start = (size_t)(line - src->text);
	Mark m = { from.line, at.lo > start ? at.lo - start : 0, at.hi - start, sign, label };
	if (m.hi > n)
		m.hi = n > m.lo ? n : m.lo + 1;
	return m;
}

static void put_arrow(const Printer *p, Span at)
{
	Place place = find_place(p->d, at);
	buf_fill(p->b, ' ', (size_t)p->gutter);
	paint(p, BLUE);
	buf_puts(p->b, "--> ");
	paint(p, PLAIN);
	buf_printf(p->b, "%s:%u:%u\n", place.file, place.from.line, place.from.column);
}

static void put_primary(const Printer *p)
{
	const Diag *d = p->d;
	Span at = d->span[0].at;
	if (!at.file)
		return;
	put_arrow(p, at);
	Source *src = d->unit->src[at.file];
	if (!src->n)
		return;
	Mark *mark = NEW_N(p->f->arena, Mark, d->nspan);
	size_t n = 0;
	mark[n++] = mark_of(p, at, '^', d->span[0].label);
	for (uint32_t i = 1; i < d->nspan; i++) {
		const DiagSpan *s = &d->span[i];
		if (s->role == SPAN_CONTEXT && s->at.file == at.file)
			mark[n++] = mark_of(p, s->at, '-', s->label);
	}
	put_snippet(p, src, mark, n);
}

static void put_notes(const Printer *p)
{
	const Diag *d = p->d;
	for (uint32_t i = 1; i < d->nspan; i++) {
		const DiagSpan *s = &d->span[i];
		if (s->role == SPAN_CONTEXT && s->at.file == d->span[0].at.file)
			continue;
		paint(p, BOLD);
		buf_puts(p->b, "note");
		paint(p, PLAIN);
		buf_puts(p->b, ": ");
		put_wrapped(p, s->label ? s->label : "see here", 6, 6);
		put_arrow(p, s->at);
		Source *src = d->unit->src[s->at.file];
		if (!src->n)
			continue;
		Mark mark = mark_of(p, s->at, '^', NULL);
		put_snippet(p, src, &mark, 1);
	}
}

// In a patch a tab is seen: the line below it may hold blanks of the same width.
static const char *show_tabs(const Printer *p, const char *line, size_t *n)
{
	Buf b = { .arena = p->f->arena };
	for (size_t i = 0; i < *n; i++)
		buf_puts(&b, line[i] == '\t' ? ">---" : (char[]){ line[i], 0 });
	*n = b.n;
	return b.s ? b.s : "";
}

static int edit_order(const void *a, const void *b)
{
	const Edit *x = a;
	const Edit *y = b;
	return x->at.lo < y->at.lo ? -1 : x->at.lo > y->at.lo;
}

// The lines that the edits of one file touch, before and after.
static void put_patch(const Printer *p, const Fix *f)
{
	Unit *u = p->d->unit;
	Edit *edit = NEW_N(p->f->arena, Edit, f->nedit);
	memcpy(edit, f->edit, f->nedit * sizeof *edit);
	qsort(edit, f->nedit, sizeof *edit, edit_order);
	Source *src = u->src[edit[0].at.file];
	unsigned printed = 0;
	put_gutter(p, 0, "|\n");
	for (uint32_t i = 0, j; i < f->nedit; i = j) {
		uint32_t from = source_position(u->arena, src, edit[i].at.lo).line;
		uint32_t to = source_position(u->arena, src, edit[i].at.hi).line;
		for (j = i + 1; j < f->nedit; j++) {
			uint32_t line = source_position(u->arena, src, edit[j].at.lo).line;
			if (line > to)
				break;
			to = source_position(u->arena, src, edit[j].at.hi).line;
		}
		if (printed++ == MAX_PRINTED_LINES) {
			put_gutter(p, 0, ": and further lines\n");
			return;
		}
		Buf after = { .arena = p->f->arena };
		size_t n;
		uint32_t at = (uint32_t)(source_line(u->arena, src, from, &n) - src->text);
		for (uint32_t k = i; k < j; k++) {
			buf_add(&after, src->text + at,
				edit[k].at.lo > at ? edit[k].at.lo - at : 0);
			buf_puts(&after, edit[k].text);
			at = edit[k].at.hi;
		}
		const char *last = source_line(u->arena, src, to, &n);
		if (src->text + at < last + n)
			buf_add(&after, src->text + at, (size_t)(last + n - src->text) - at);
		for (uint32_t line = from; line <= to; line++) {
			const char *text = source_line(u->arena, src, line, &n);
			text = show_tabs(p, text, &n);
			Shown s = show_line(p, text, n, 0, 0);
			put_gutter(p, line, "-");
			buf_printf(p->b, " %s\n", s.text.s ? s.text.s : "");
		}
		for (const char *text = after.s ? after.s : ""; *text;) {
			size_t len = strcspn(text, "\n");
			Shown s = show_line(p, text, len, 0, 0);
			put_gutter(p, from, "+");
			buf_printf(p->b, " %s\n", s.text.s ? s.text.s : "");
			text += len + (text[len] == '\n');
		}
	}
	put_gutter(p, 0, "|\n");
}

static void put_fixes(const Printer *p)
{
	for (uint32_t i = 0; i < p->d->nfix; i++) {
		const Fix *f = &p->d->fix[i];
		paint(p, GREEN);
		buf_puts(p->b, "help");
		paint(p, PLAIN);
		buf_puts(p->b, ": ");
		const char *how = !f->nedit ? "" :
			f->kind == FIX_SAFE ? " (safe fix, apply with `topc fix`)" :
					      " (a guess: look before you apply it)";
		put_wrapped(p, arena_format(p->f->arena, "%s%s", f->title, how), 6, 6);
		if (f->nedit)
			put_patch(p, f);
	}
}

static void put_facts(const Printer *p)
{
	size_t indent = (size_t)p->gutter + 3;
	for (uint32_t i = 0; i < p->d->nline; i++) {
		put_gutter(p, 0, "= ");
		put_wrapped(p, p->d->line[i], indent, indent);
	}
	put_gutter(p, 0, "= ");
	buf_printf(p->b, "more: topc explain TC%04u\n", p->d->row->code);
}

static int digits(uint32_t n)
{
	int d = 1;
	for (; n >= 10; n /= 10)
		d++;
	return d;
}

static void put_diag(const Findings *f, const Diag *d, Buf *b)
{
	Printer p = { b, f, d, 1 };
	for (uint32_t i = 0; i < d->nspan; i++)
		if (d->span[i].at.file) {
			int n = digits(find_place(d, d->span[i].at).from.line);
			p.gutter = n > p.gutter ? n : p.gutter;
		}
	for (uint32_t i = 0; i < d->nfix; i++)
		for (uint32_t j = 0; j < d->fix[i].nedit && j < MAX_PRINTED_LINES; j++) {
			int n = digits(find_place(d, d->fix[i].edit[j].at).to.line);
			p.gutter = n > p.gutter ? n : p.gutter;
		}
	const char *word = severity_word(d->severity);
	const char *name = diag_name(f->arena, d->row);
	paint(&p, paint_of(d->severity));
	buf_printf(b, "%s[TC%04u %s]", word, d->row->code, name);
	paint(&p, PLAIN);
	buf_puts(b, ": ");
	paint(&p, BOLD);
	put_wrapped(&p, d->text, strlen(word) + strlen(name) + 11, 4);
	paint(&p, PLAIN);
	put_primary(&p);
	put_notes(&p);
	put_fixes(&p);
	put_facts(&p);
	buf_putc(b, '\n');
}

static void put_summary(const Findings *f, uint32_t hidden_errors, Buf *b)
{
	if (hidden_errors)
		buf_printf(b, "%u more error%s not shown\n", hidden_errors,
			hidden_errors == 1 ? "" : "s");
	if (f->quiet)
		return;
	buf_printf(b, "%s: %u error%s, %u warning%s", f->subject, f->count[ERROR],
		f->count[ERROR] == 1 ? "" : "s", f->count[WARNING],
		f->count[WARNING] == 1 ? "" : "s");
	if (f->count[NOTE])
		buf_printf(b, ", %u note%s%s", f->count[NOTE], f->count[NOTE] == 1 ? "" : "s",
			f->notes ? "" : " (-v prints them)");
	if (f->suppressed)
		buf_printf(b, ", %u allowed", f->suppressed);
	if (f->baselined)
		buf_printf(b, ", %u in the baseline", f->baselined);
	if (f->entities)
		buf_printf(b, f->entities == 1 ? " (%u entity checked)" : " (%u entities checked)",
			f->entities);
	buf_putc(b, '\n');
}

void report_text(const Findings *f, Buf *b)
{
	uint32_t errors = 0;
	uint32_t left = 0;
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[i];
		if (is_hidden(d) || (d->severity == NOTE && !f->notes))
			continue;
		if (d->severity == ERROR && f->show && ++errors > f->show) {
			left++;
			continue;
		}
		put_diag(f, d, b);
	}
	put_summary(f, left, b);
}
