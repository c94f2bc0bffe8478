// report_junit.c: JUnit's XML as Jenkins and GitLab read it. A suite is a topology (or a plain file),
// a case is one family of rules over one file, so what passes is seen to pass; a case whose findings
// are all hidden is skipped. No clock and no host: the same input, the same bytes.
#include "report_value.h"

#include <stdlib.h>
#include <string.h>

typedef struct Counts {
	uint32_t tests, failures, skipped;
} Counts;

// Characters that XML 1.0 cannot have become U+FFFD.
static void put_xml(Buf *b, const char *s)
{
	while (*s) {
		size_t n = 1;
		uint32_t c = utf8_next(s, &n);
		if (*s == '&' || *s == '<' || *s == '>' || *s == '"')
			buf_puts(b,
				*s == '&'         ? "&amp;" :
					*s == '<' ? "&lt;" :
					*s == '>' ? "&gt;" :
						    "&quot;");
		else if (*s == '\n' || *s == '\t')
			buf_printf(b, "&#%d;", *s);
		else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF || (n == 1 && (uint8_t)*s >= 0x80))
			buf_puts(b, "\xEF\xBF\xBD");
		else
			buf_add(b, s, n);
		s += n;
	}
}

static void put_attribute(Buf *b, const char *name, const char *s)
{
	buf_printf(b, " %s=\"", name);
	put_xml(b, s);
	buf_putc(b, '"');
}

// The findings of one family on one file.
typedef struct Case {
	const Diag **diag;
	uint32_t n;
	const char *file;
	unsigned family;
} Case;

static void put_finding(Buf *b, Arena *a, const Diag *d, const char *file)
{
	Place p = find_place(d, d->span[0].at);
	if (d->span[0].at.file)
		put_xml(b, arena_format(a, "%s:%u:%u: ", file, p.from.line, p.from.column));
	put_xml(b,
		arena_format(a, "%s[TC%04u %s]: %s\n", severity_word(d->severity), d->row->code,
			diag_name(a, d->row), long_message(a, d)));
}

static void put_case(Buf *b, Arena *a, const Case *c, Counts *count)
{
	const Diag *first = NULL;
	for (uint32_t i = 0; i < c->n && !first; i++)
		first = is_hidden(c->diag[i]) ? NULL : c->diag[i];
	const Diag *shown = first ? first : c->n ? c->diag[0] : NULL;
	count->tests++;
	buf_puts(b, "    <testcase");
	put_attribute(b, "name", family_word(c->family));
	put_attribute(b, "classname", c->file);
	put_attribute(b, "file", c->file);
	if (!shown) {
		buf_puts(b, "/>\n");
		return;
	}
	if (shown->span[0].at.file)
		buf_printf(b, " line=\"%u\"", find_place(shown, shown->span[0].at).from.line);
	if (!first) {
		count->skipped++;
		buf_puts(b, ">\n      <skipped");
		put_attribute(b, "message", shown->baselined ? "in the baseline" : shown->reason);
		buf_puts(b, "/>\n    </testcase>\n");
		return;
	}
	count->failures++;
	buf_puts(b, ">\n      <failure");
	put_attribute(b, "type",
		arena_format(a, "TC%04u %s", first->row->code, diag_name(a, first->row)));
	put_attribute(b, "message", first->text);
	buf_putc(b, '>');
	for (uint32_t i = 0; i < c->n; i++)
		if (!is_hidden(c->diag[i]))
			put_finding(b, a, c->diag[i], c->file);
	buf_puts(b, "</failure>\n    </testcase>\n");
}

static int by_case(const void *a, const void *b)
{
	const Diag *x = *(const Diag *const *)a;
	const Diag *y = *(const Diag *const *)b;
	uint32_t p = x->span[0].at.file;
	uint32_t q = y->span[0].at.file;
	if (p != q)
		return p < q ? -1 : 1;
	int c = (int)x->row->code - (int)y->row->code;
	if (!c)
		c = x->span[0].at.lo < y->span[0].at.lo ? -1 : x->span[0].at.lo > y->span[0].at.lo;
	return c ? c : strcmp(x->text, y->text);
}

// Families that always have a case; the others only when something was found.
static bool always(unsigned family)
{
	return family < 7 || family == 8;
}

static const char *suite_name(const Unit *u)
{
	return u->nscope    ? u->scope[0]->name :
		u->had_name ? u->had_name :
		u->nsrc > 1 ? u->src[1]->path :
			      "topc";
}

static void put_suite(Buf *b, const Findings *f, Unit *u, Counts *all)
{
	Arena *a = f->arena;
	const Diag **diag = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < u->ndiag; i++)
		if (u->diag[i]->severity != NOTE)
			PUSH(a, diag, n, u->diag[i]);
	if (n)
		qsort(diag, n, sizeof *diag, by_case);
	Buf cases = { .arena = a };
	Counts count = { 0 };
	uint32_t at = 0;
	for (uint32_t file = 0; file < u->nsrc; file++)
		for (unsigned family = 0; family < FAMILIES; family++) {
			Case c = { diag ? diag + at : NULL, 0, ".", family };
			for (; at < n && diag[at]->span[0].at.file == file &&
				diag[at]->row->code / 1000 == family;
				at++)
				c.n++;
			if (file)
				c.file = host_path(u, (Span){ file, 0, 0 });
			if (c.n || (file && always(family)))
				put_case(&cases, a, &c, &count);
		}
	buf_puts(b, "  <testsuite");
	put_attribute(b, "name", suite_name(u));
	buf_printf(b, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" time=\"0\">\n",
		count.tests, count.failures, count.skipped);
	buf_add(b, cases.s ? cases.s : "", cases.n);
	buf_puts(b, "  </testsuite>\n");
	all->tests += count.tests;
	all->failures += count.failures;
	all->skipped += count.skipped;
}

void report_junit(const Findings *f, Buf *b)
{
	Buf suites = { .arena = f->arena };
	Counts all = { 0 };
	for (uint32_t i = 0; i < f->nunit; i++)
		put_suite(&suites, f, f->unit[i], &all);
	buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	buf_printf(b,
		"<testsuites name=\"topc\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" "
		"time=\"0\">\n",
		all.tests, all.failures, all.skipped);
	buf_add(b, suites.s ? suites.s : "", suites.n);
	buf_puts(b, "</testsuites>\n");
}
