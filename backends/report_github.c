// report_github.c: GitHub's annotations (workflow commands on the log), the Markdown of a step's
// summary, and what both have to escape. GitHub shows ten annotations of each level for a step, so the
// worst ten are printed and the rest is counted.
#include "report_fold.h"
#include "report_value.h"

#include <string.h>

enum { SHOWN_EACH = 10, SHOWN_ROWS = 1000 };

// actions/toolkit, command.ts: `%` and line ends; in properties `:` and `,` as well.
static void put_escaped(Buf *b, const char *s, bool property)
{
	for (; *s; s++) {
		if (*s == '%' || (uint8_t)*s < 0x20 || (property && (*s == ':' || *s == ',')))
			buf_printf(b, "%%%02X", (unsigned)*s);
		else
			buf_putc(b, *s);
	}
}

static void put_annotation(Buf *b, Arena *a, const Diag *d)
{
	static const char *const command[] = { "notice", "warning", "error" };
	buf_printf(b, "::%s ", command[d->severity]);
	if (d->span[0].at.file) {
		Place p = find_place(d, d->span[0].at);
		buf_puts(b, "file=");
		put_escaped(b, host_path(d->unit, d->span[0].at), true);
		buf_printf(b, ",line=%u,endLine=%u,col=%u,endColumn=%u,", p.from.line, p.to.line,
			p.from.column, p.to.column);
	}
	buf_printf(b, "title=TC%04u %s::", d->row->code, diag_name(a, d->row));
	put_escaped(b, long_message(a, d), false);
	buf_putc(b, '\n');
}

void report_github(const Findings *f, Buf *b)
{
	uint32_t shown[3] = { 0 };
	uint32_t left = 0;
	const uint32_t *order = by_severity(f);
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[order[i]];
		if (is_hidden(d) || (d->severity == NOTE && !f->notes))
			continue;
		if (shown[d->severity]++ < SHOWN_EACH)
			put_annotation(b, f->arena, d);
		else
			left++;
	}
	if (left)
		buf_printf(b, "::notice title=topc::%u more finding%s in the log and the summary\n",
			left, left == 1 ? "" : "s");
}

// Text in a table: no cell may end early, nothing may become a tag.
static void put_cell(Buf *b, const char *s)
{
	bool code = false;
	for (; *s; s++) {
		code ^= *s == '`';
		if (*s == '|')
			buf_puts(b, "\\|");
		else if (*s == '\n')
			buf_puts(b, "<br>");
		else if (*s == '<' && !code)
			buf_puts(b, "&lt;");
		else if (strchr("*_[]", *s) && !code)
			buf_printf(b, "\\%c", *s);
		else
			buf_putc(b, *s);
	}
}

static void put_row(Buf *b, Arena *a, const Diag *d)
{
	Place p = find_place(d, d->span[0].at);
	const char *path = host_path(d->unit, d->span[0].at);
	const char *url = diag_url(a, d->row);
	buf_printf(b, "| %s | ", severity_word(d->severity));
	buf_printf(b, url ? "[TC%04u](%s) " : "TC%04u ", d->row->code, url);
	put_cell(b, diag_name(a, d->row));
	buf_puts(b, " | ");
	if (path) {
		put_cell(b, path);
		buf_printf(b, ":%u:%u", p.from.line, p.from.column);
	}
	buf_puts(b, " | ");
	put_cell(b, d->text);
	for (uint32_t i = 0; i < d->nfix; i++) {
		buf_puts(b, "<br>help: ");
		put_cell(b, d->fix[i].title);
	}
	buf_puts(b, " |\n");
}

void report_markdown(const Findings *f, Buf *b)
{
	buf_printf(b, "### topc: %u error%s, %u warning%s\n\n", f->count[ERROR],
		f->count[ERROR] == 1 ? "" : "s", f->count[WARNING],
		f->count[WARNING] == 1 ? "" : "s");
	const uint32_t *order = by_severity(f);
	uint32_t rows = 0;
	uint32_t left = 0;
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[order[i]];
		if (is_hidden(d) || (d->severity == NOTE && !f->notes))
			continue;
		if (rows >= SHOWN_ROWS) {
			left++;
			continue;
		}
		if (!rows++)
			buf_puts(b, "| | code | where | what |\n|---|---|---|---|\n");
		put_row(b, f->arena, d);
	}
	if (left)
		buf_printf(b, "\n%u more are in the log.\n", left);
	buf_printf(b, rows ? "\n" : "Nothing found.\n\n");
	buf_printf(b, "%u %s, %u entities checked", f->topologies,
		f->topologies == 1 ? "topology" : "topologies", f->entities);
	if (f->suppressed)
		buf_printf(b, ", %u findings allowed", f->suppressed);
	if (f->baselined)
		buf_printf(b, ", %u in the baseline", f->baselined);
	buf_printf(b, ". topc %s\n", TOPC_VERSION);
}
