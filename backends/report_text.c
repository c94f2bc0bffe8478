// report_text.c: diagnostics for people. CONVENTIONS 3.2 is the contract.
#include "report.h"

#include "report_fold.h"
#include "report_line.h"
#include "report_paint.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PRINTED_PLACES = 3 };

// Spans of one line, and the marks below it.
typedef struct Mark {
	uint32_t line;
	size_t lo, hi; // byte offsets in the line
	char sign;
	const char *label;
	bool shown;
} Mark;

static int by_line(const void *a, const void *b)
{
	const Mark *x = a;
	const Mark *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->lo < y->lo ? -1 : x->lo > y->lo;
}

static void put_mark(const Printer *p, const Mark *m, const Shown *s)
{
	size_t lo = shown_column(s, m->lo);
	size_t hi = shown_column(s, m->hi);
	hi = hi > s->upto ? s->upto : hi;
	put_gutter(p, 0, "|");
	buf_fill(p->b, ' ', 1 + (lo > s->from ? lo - s->from : 0));
	paint(p, m->sign == '^' ? paint_of(p->d->severity) : BLUE);
	buf_fill(p->b, m->sign, hi > lo ? hi - lo : 1);
	if (m->label)
		buf_printf(p->b, " %s", m->label);
	paint(p, PLAIN);
	buf_putc(p->b, '\n');
}

static Shown put_source(const Printer *p, Source *src, uint32_t line, size_t lo, size_t hi)
{
	size_t n;
	const char *text = source_line(p->d->unit->arena, src, line, &n);
	Shown s = show_line(p->f->arena, text, n, lo, hi);
	put_gutter(p, line, "|");
	buf_printf(p->b, s.text.n ? " %s\n" : "\n", s.text.s ? s.text.s : "");
	return s;
}

// A line with the marks below it; one too long for all of them is shown again for each.
static void put_marked(const Printer *p, Source *src, Mark *mark, size_t n)
{
	for (size_t left = n; left > 0;) {
		size_t main = n;
		for (size_t i = 0; i < n; i++)
			if (!mark[i].shown &&
				(main == n || (mark[i].sign == '^' && mark[main].sign != '^')))
				main = i;
		Shown s = put_source(p, src, mark[main].line, mark[main].lo, mark[main].hi);
		for (size_t i = 0; i < n; i++) {
			bool inside = shown_column(&s, mark[i].hi) >= s.from &&
				shown_column(&s, mark[i].lo) <= s.upto && mark[i].lo >= s.skip &&
				mark[i].lo <= s.skip + s.n;
			if (mark[i].shown || (i != main && !inside))
				continue;
			put_mark(p, &mark[i], &s);
			mark[i].shown = true;
			left--;
		}
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
		if (last && mark[i].line == last + 2) // one line between is shown, not left out
			put_source(p, src, last + 1, 0, 0);
		put_marked(p, src, mark + i, j - i);
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
	Mark m = { from.line, at.lo > start ? at.lo - start : 0, at.hi - start, sign, label,
		false };
	if (m.hi > n)
		m.hi = n > m.lo ? n : m.lo + 1;
	return m;
}

static bool same_file(const Diag *a, const Diag *b)
{
	return a->unit == b->unit && a->span[0].at.file == b->span[0].at.file;
}

static void put_arrow(const Printer *p, Span at)
{
	Place place = find_place(p->d, at);
	buf_fill(p->b, ' ', (size_t)p->gutter);
	paint(p, BLUE);
	buf_puts(p->b, "--> ");
	paint(p, PLAIN);
	buf_printf(p->b, "%s:%u:%u\n", path_visible(p->f->arena, place.file), place.from.line,
		place.from.column);
}

// The primary place with what is said of others in its file, and the places of equal findings there.
static void put_primary(const Printer *p, const Fold *fold)
{
	const Diag *d = p->d;
	Span at = d->span[0].at;
	if (!at.file)
		return;
	put_arrow(p, at);
	Source *src = d->unit->src[at.file];
	if (!src->n)
		return;
	Mark *mark = NEW_N(p->f->arena, Mark, d->nspan + MAX_PRINTED_PLACES);
	size_t n = 0;
	mark[n++] = mark_of(p, at, '^', d->span[0].label);
	for (uint32_t i = 1; i < d->nspan; i++) {
		const DiagSpan *s = &d->span[i];
		if (s->role == SPAN_CONTEXT && s->at.file == at.file)
			mark[n++] = mark_of(p, s->at, '-', s->label);
	}
	for (uint32_t i = 1; i < fold->n && i < MAX_PRINTED_PLACES; i++)
		if (same_file(d, fold->diag[i]))
			mark[n++] = mark_of(
				p, fold->diag[i]->span[0].at, '^', fold->diag[i]->span[0].label);
	put_snippet(p, src, mark, n);
}

static void put_note(const Printer *p, const char *text, Span at)
{
	paint(p, BOLD);
	buf_puts(p->b, "note");
	paint(p, PLAIN);
	buf_puts(p->b, ": ");
	put_wrapped(p, text, 6, 6);
	put_arrow(p, at);
	Source *src = p->d->unit->src[at.file];
	if (!src->n)
		return;
	Mark mark = mark_of(p, at, '^', NULL);
	put_snippet(p, src, &mark, 1);
}

static void put_notes(const Printer *p)
{
	const Diag *d = p->d;
	for (uint32_t i = 1; i < d->nspan; i++) {
		const DiagSpan *s = &d->span[i];
		if (s->role == SPAN_CONTEXT && s->at.file == d->span[0].at.file)
			continue;
		put_note(p, s->label ? s->label : "see here", s->at);
	}
}

// Equal findings in other files, the first of them in full.
static void put_folded(const Findings *f, const Printer *first, const Fold *fold)
{
	for (uint32_t i = 1; i < fold->n && i < MAX_PRINTED_PLACES; i++) {
		const Diag *d = fold->diag[i];
		Printer p = { first->b, f, d, first->gutter };
		if (!same_file(d, first->d))
			put_note(&p,
				d->about_name ?
					arena_format(f->arena, "the same in %s `%s`", d->about_kind,
						text_visible(f->arena, d->about_name)) :
					"the same here",
				d->span[0].at);
	}
	if (fold->n > MAX_PRINTED_PLACES) {
		uint32_t more = fold->n - MAX_PRINTED_PLACES;
		put_gutter(first, 0, "= ");
		buf_printf(first->b, "the same at %u more place%s\n", more, more == 1 ? "" : "s");
	}
}

static void put_fixes(const Printer *p, const Fold *fold)
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
		if (!f->nedit)
			continue;
		put_gutter(p, 0, "|\n");
		for (uint32_t j = 0; j < fold->n && j < MAX_PRINTED_PLACES; j++) {
			Printer other = { p->b, p->f, fold->diag[j], p->gutter };
			put_patch(&other, &fold->diag[j]->fix[i]);
		}
		put_gutter(p, 0, "|\n");
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

// The digits of the largest line number that is printed.
static int gutter_of(const Fold *fold)
{
	int most = 1;
	for (uint32_t k = 0; k < fold->n && k < MAX_PRINTED_PLACES; k++) {
		const Diag *d = fold->diag[k];
		for (uint32_t i = 0; i < d->nspan; i++)
			if (d->span[i].at.file) {
				int n = digits(find_place(d, d->span[i].at).from.line);
				most = n > most ? n : most;
			}
		for (uint32_t i = 0; i < d->nfix; i++)
			for (uint32_t j = 0; j < d->fix[i].nedit && j < MAX_PRINTED_LINES; j++) {
				int n = digits(find_place(d, d->fix[i].edit[j].at).to.line);
				most = n > most ? n : most;
			}
	}
	return most;
}

static void put_diag(const Findings *f, const Fold *fold, Buf *b)
{
	const Diag *d = fold->diag[0];
	Printer p = { b, f, d, gutter_of(fold) };
	const char *word = severity_word(d->severity);
	const char *name = diag_name(f->arena, d->row);
	paint(&p, paint_of(d->severity));
	buf_printf(b, "%s[TC%04u %s]", word, d->row->code, name);
	paint(&p, PLAIN);
	buf_puts(b, ": ");
	paint(&p, BOLD);
	put_wrapped(&p, d->text, strlen(word) + strlen(name) + 11, 4);
	paint(&p, PLAIN);
	put_primary(&p, fold);
	put_notes(&p);
	put_folded(f, &p, fold);
	put_fixes(&p, fold);
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
	uint32_t shown = 0;
	uint32_t left = 0;
	uint32_t n;
	const Fold *fold = fold_findings(f, &n);
	for (uint32_t i = 0; i < n; i++) {
		if (fold[i].diag[0]->severity == ERROR && f->show && ++shown > f->show)
			left += fold[i].n;
		else
			put_diag(f, &fold[i], b);
	}
	put_summary(f, left, b);
}
