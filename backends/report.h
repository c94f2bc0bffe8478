// report.h: printers of diagnostics. One file report_<name>.c each; all of them print the same
// sorted findings.
#ifndef TOPC_REPORT_H
#define TOPC_REPORT_H

#include "../ir/ir.h"

typedef struct Findings {
	Arena *arena;
	Diag **diag; // of all units, sorted by path, line, column, code
	uint32_t n;
	Unit **unit; // all that was looked at, those without findings too
	uint32_t nunit;
	bool has_baseline;
	uint32_t count[3]; // by severity; suppressed and baselined ones do not count
	uint32_t suppressed, baselined;
	uint32_t topologies, entities; // what was looked at
	const char *subject;           // what was looked at, for the closing line: "orders-etl"
	const char *env;               // or NULL
	bool colour;
	unsigned width; // of the terminal; messages wrap at min(width, 100)
	unsigned show;  // text and short print at most so many errors; 0: all
	bool quiet;     // no closing line
	bool notes;     // text prints notes too, not only their number
} Findings;

typedef struct Reporter {
	const char *name;
	bool on_stderr; // where it goes without =FILE
	void (*print)(const Findings *, Buf *);
	const char *doc;
} Reporter;
extern const Reporter reporters[]; // the last has no name

typedef struct Place {
	const char *file;  // as the working directory sees it
	Position from, to; // `to` is exclusive
} Place;
// file NULL for a span that is nowhere.
Place find_place(const Diag *, Span);
// A path as it is printed for people: it cannot steer a terminal, and does not begin as a command of
// GitHub's log does.
const char *path_visible(Arena *, const char *);
static inline bool is_hidden(const Diag *d)
{
	return d->reason || d->baselined;
}
const char *severity_word(Severity); // error warning note
// "unknown-function" in the arena.
const char *diag_name(Arena *, const DiagRow *);

// Stands for a finding over time: never the line, so an edit above does not make it new.
const char *diag_fingerprint(Arena *, const Diag *);
// Where the page of its code is published: `make DOCS_URL=…` says it; NULL when it does not.
const char *diag_url(Arena *, const DiagRow *);

void report_text(const Findings *, Buf *);
void report_short(const Findings *, Buf *);
void report_json(const Findings *, Buf *);
void report_jsonl(const Findings *, Buf *);
void report_sarif(const Findings *, Buf *);
void report_github(const Findings *, Buf *);
void report_markdown(const Findings *, Buf *);
void report_gitlab(const Findings *, Buf *);
void report_junit(const Findings *, Buf *);
void report_rdjson(const Findings *, Buf *);
void report_rdjsonl(const Findings *, Buf *);

#endif
