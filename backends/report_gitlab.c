// report_gitlab.c: GitLab's Code Quality report: an array of issues. Fingerprints have no line in
// them, so an edit above makes nothing new, and are unique, for GitLab keeps only the first of equals.
#include "report_value.h"

#include "json.h"

static const char *severity_of(const Diag *d)
{
	enum { ACCESS = 4 };
	switch (d->severity) {
	case ERROR: return d->row->code / 1000 == ACCESS ? "blocker" : "critical";
	case WARNING: return "major";
	default: return "minor";
	}
}

void report_gitlab(const Findings *f, Buf *b)
{
	Arena *a = f->arena;
	Value *list = value_list(a, (Span){ 0 });
	const char **print = finding_prints(f);
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[i];
		if (is_hidden(d))
			continue;
		Place p = find_place(d, d->span[0].at);
		const char *path = host_path(d->unit, d->span[0].at);
		Value *issue = push_map(a, list);
		put_text(a, issue, "description",
			arena_format(
				a, "%s [TC%04u %s]", d->text, d->row->code, diag_name(a, d->row)));
		put_text(a, issue, "check_name", arena_format(a, "TC%04u", d->row->code));
		put_text(a, issue, "fingerprint", print[i]);
		put_text(a, issue, "severity", severity_of(d));
		Value *at = put_map(a, issue, "location");
		put_text(a, at, "path", path ? path : "."); // the place is not optional
		put_count(a, put_map(a, at, "lines"), "begin", path ? p.from.line : 1);
	}
	json_print(b, list, 1);
	buf_putc(b, '\n');
}
