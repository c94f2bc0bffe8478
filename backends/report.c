// report.c: what all printers of diagnostics need, and the list of them.
#include "report.h"

#include <string.h>

const Reporter reporters[] = {
	{ "text", true, report_text, "for people: source lines, carets, notes and fixes" },
	{ "short", true, report_short, "one line each, for grep and editors" },
	{ "json", false, report_json, "one document, topc.diagnostics/1" },
	{ "jsonl", false, report_jsonl, "one diagnostic a line" },
	{ "sarif", false, report_sarif, "SARIF 2.1.0, for code scanning" },
	{ "github", true, report_github, "annotations of GitHub Actions, and the step's summary" },
	{ "gitlab", false, report_gitlab, "GitLab's Code Quality" },
	{ "junit", false, report_junit, "JUnit XML, a suite for each topology" },
	{ "rdjson", false, report_rdjson, "reviewdog's format, with suggestions" },
	{ "rdjsonl", false, report_rdjsonl, "the same, one diagnostic a line" },
	{ "markdown", false, report_markdown, "a table for a summary or a comment" },
	{ 0 },
};

Place find_place(const Diag *d, Span at)
{
	if (!at.file)
		return (Place){ 0 };
	Unit *u = d->unit;
	Source *s = u->src[at.file];
	const char *file = tree_show(u->tree, u->arena, s->path);
	return (Place){ file, source_position(u->arena, s, at.lo),
		source_position(u->arena, s, at.hi) };
}

const char *path_visible(Arena *a, const char *path)
{
	return text_visible(a, *path == ':' ? arena_format(a, "./%s", path) : path);
}

const char *severity_word(Severity s)
{
	return s == ERROR ? "error" : s == WARNING ? "warning" : "note";
}

const char *diag_name(Arena *a, const DiagRow *row)
{
	char *name = arena_copy(a, row->name, strlen(row->name));
	for (char *c = name; *c; c++)
		if (*c == '_')
			*c = '-';
	return name;
}

const char *diag_url(Arena *a, const DiagRow *row)
{
	return *TOPC_DOCS_URL ? arena_format(a, "%s/TC%04u", TOPC_DOCS_URL, row->code) : NULL;
}

void report_short(const Findings *f, Buf *b)
{
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[i];
		if (is_hidden(d))
			continue;
		Place p = find_place(d, d->span[0].at);
		if (p.file)
			buf_printf(b, "%s:%u:%u: ", path_visible(f->arena, p.file), p.from.line,
				p.from.column);
		buf_printf(b, "%s: %s [TC%04u %s]\n", severity_word(d->severity), d->text,
			d->row->code, diag_name(f->arena, d->row));
	}
}
