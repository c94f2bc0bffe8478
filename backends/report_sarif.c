// report_sarif.c: SARIF 2.1.0, as code scanning takes it (OASIS "Static Analysis Results Interchange
// Format"; GitHub "SARIF support for code scanning").
//
// One run. Columns are code points from 1, ends exclusive, which is what a Position holds. Paths are
// from the root of the repository. Hidden findings stay in it, with why they are hidden. A host
// keeps the first 5,000 results, so the worst come first and what is left out is said.
#include "report_value.h"

#include "../ir/template.h"
#include "json.h"

#include <string.h>

enum { MOST_RESULTS = 5000, PROGRAM_CODES = 9000 };

typedef struct Sarif {
	const Findings *f;
	Arena *a;
	uint32_t *rule; // index of the rule of each row of diag_rows, from 1
	const char **print;
} Sarif;

static Value *put_message(Arena *a, Value *map, const char *key, const char *text)
{
	Value *m = put_map(a, map, key);
	put_text(a, m, "text", text);
	return m;
}

// Bytes that a URI path takes as they are (RFC 3986: unreserved and `/`).
static const char *percent_encode(Arena *a, const char *path)
{
	Buf b = { .arena = a };
	for (const char *s = path; *s; s++) {
		bool plain = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
			(*s >= '0' && *s <= '9') || strchr("-._~/", *s);
		if (plain)
			buf_putc(&b, *s);
		else
			buf_printf(&b, "%%%02X", (unsigned)(unsigned char)*s);
	}
	return b.s ? b.s : "";
}

// A plain message may hold links, `[text](target)`; an author's name must not become one.
static const char *no_links(Arena *a, const char *text)
{
	if (!strstr(text, "]("))
		return text;
	Buf b = { .arena = a };
	for (const char *s = text; *s; s++) {
		if (*s == '[' || *s == ']' || *s == '\\')
			buf_putc(&b, '\\');
		buf_putc(&b, *s);
	}
	return b.s;
}

static void put_artifact(Arena *a, Value *map, const char *path)
{
	Value *at = put_map(a, map, "artifactLocation");
	put_text(a, at, "uri", percent_encode(a, path));
	if (*path != '/' && strncmp(path, "../", 3) != 0)
		put_text(a, at, "uriBaseId", "SRCROOT");
}

static void put_region(Arena *a, Value *map, const char *key, const Diag *d, Span at)
{
	Place p = find_place(d, at);
	Value *r = put_map(a, map, key);
	put_count(a, r, "startLine", p.from.line);
	put_count(a, r, "startColumn", p.from.column);
	put_count(a, r, "endLine", p.to.line);
	put_count(a, r, "endColumn", p.to.column);
}

static Value *push_location(Arena *a, Value *list, const Diag *d, Span at)
{
	Value *location = push_map(a, list);
	if (at.file) {
		Value *physical = put_map(a, location, "physicalLocation");
		put_artifact(a, physical, host_path(d->unit, at));
		put_region(a, physical, "region", d, at);
	}
	return location;
}

static void put_entity(Arena *a, Value *location, const Diag *d)
{
	if (!d->about_kind || !d->about_name)
		return;
	Value *logical = push_map(a, put_list(a, location, "logicalLocations"));
	put_text(a, logical, "name", d->about_name);
	put_text(a, logical, "kind", d->about_kind);
	put_text(a, logical, "fullyQualifiedName",
		arena_format(a, "%s%s%s/%s", d->topology ? d->topology : "", d->topology ? "/" : "",
			d->about_kind, d->about_name));
}

static void put_related(Arena *a, Value *result, const Diag *d)
{
	Value *list = NULL;
	for (uint32_t i = 1; i < d->nspan; i++) {
		if (!d->span[i].at.file)
			continue;
		list = list ? list : put_list(a, result, "relatedLocations");
		Value *location = push_location(a, list, d, d->span[i].at);
		put_count(a, location, "id", list->n);
		put_message(a, location, "message",
			no_links(a, d->span[i].label ? d->span[i].label : "see here"));
	}
}

// One change for each file that a fix touches.
static void put_changes(Arena *a, Value *fix, const Diag *d, const Fix *f)
{
	Value *changes = put_list(a, fix, "artifactChanges");
	for (uint32_t i = 0; i < f->nedit; i++) {
		uint32_t file = f->edit[i].at.file;
		bool seen = false;
		for (uint32_t j = 0; j < i; j++)
			seen |= f->edit[j].at.file == file;
		if (seen)
			continue;
		Value *change = push_map(a, changes);
		put_artifact(a, change, host_path(d->unit, f->edit[i].at));
		Value *list = put_list(a, change, "replacements");
		for (uint32_t j = i; j < f->nedit; j++) {
			if (f->edit[j].at.file != file)
				continue;
			Value *replacement = push_map(a, list);
			put_region(a, replacement, "deletedRegion", d, f->edit[j].at);
			put_message(a, replacement, "insertedContent", f->edit[j].text);
		}
	}
}

static void put_fixes(Arena *a, Value *result, const Diag *d)
{
	Value *list = NULL;
	for (uint32_t i = 0; i < d->nfix; i++) {
		const Fix *f = &d->fix[i];
		if (!f->nedit)
			continue;
		list = list ? list : put_list(a, result, "fixes");
		Value *fix = push_map(a, list);
		put_message(a, fix, "description", no_links(a, f->title));
		put_changes(a, fix, d, f);
	}
}

static void put_suppressions(Arena *a, Value *result, const Diag *d)
{
	Value *list = put_list(a, result, "suppressions");
	if (!is_hidden(d))
		return;
	Value *s = push_map(a, list);
	put_text(a, s, "kind", d->baselined || d->by_config ? "external" : "inSource");
	put_text(a, s, "justification", d->baselined ? "in the baseline" : d->reason);
}

static void put_result(const Sarif *s, Value *results, uint32_t i)
{
	Arena *a = s->a;
	const Diag *d = s->f->diag[i];
	Value *r = push_map(a, results);
	put_text(a, r, "ruleId", arena_format(a, "TC%04u", d->row->code));
	put_count(a, r, "ruleIndex", s->rule[d->row - diag_rows] - 1);
	put_text(a, r, "level", severity_word(d->severity));
	Buf text = { .arena = a };
	buf_puts(&text, d->text);
	for (uint32_t j = 0; j < d->nline; j++)
		buf_printf(&text, "\n%s", d->line[j]);
	put_message(a, r, "message", no_links(a, text.s));
	if (d->span[0].at.file)
		put_entity(a, push_location(a, put_list(a, r, "locations"), d, d->span[0].at), d);
	put_related(a, r, d);
	put_text(a, put_map(a, r, "partialFingerprints"), "topc/v1", s->print[i]);
	put_fixes(a, r, d);
	put_suppressions(a, r, d);
	if (s->f->has_baseline)
		put_text(a, r, "baselineState", d->baselined ? "unchanged" : "new");
}

static const char *row_sentence(Arena *a, const DiagRow *row)
{
	Buf b = { .arena = a };
	for (const char *c = row->text; *c; c++) {
		if (c[0] == '%' && c[1] >= '0' && c[1] <= '3')
			buf_puts(&b, c++ ? "…" : "");
		else
			buf_putc(&b, *c);
	}
	return b.s;
}

// The page's first paragraph, in one line.
static const char *first_paragraph(Arena *a, const char *page)
{
	const char *s = page + strcspn(page, "\n");
	s += strspn(s, "\n");
	const char *end = strstr(s, "\n\n");
	size_t n = end ? (size_t)(end - s) : strlen(s);
	char *text = arena_copy(a, s, n);
	for (char *c = text; *c; c++)
		*c = *c == '\n' ? ' ' : *c;
	return text;
}

// GitHub shows access findings among the security ones by this number.
static const char *security_of(const DiagRow *row)
{
	static const char *const score[] = { "3.0", "6.0", "8.0" };
	return row->code / 1000 == 4 ? score[row->severity] : NULL;
}

static void put_rule(const Sarif *s, Value *rules, const DiagRow *row)
{
	static const char *const problem[] = { "recommendation", "warning", "error" };
	Arena *a = s->a;
	Value *r = push_map(a, rules);
	const char *code = arena_format(a, "TC%04u", row->code);
	put_text(a, r, "id", code);
	put_text(a, r, "name", diag_name(a, row));
	put_message(a, r, "shortDescription", row_sentence(a, row));
	const Template *page = template_find(arena_format(a, "explain/%s.md", code));
	if (page) {
		put_message(a, r, "fullDescription", first_paragraph(a, page->text));
		put_text(a, put_message(a, r, "help", page->text), "markdown", page->text);
	}
	put_text(a, r, "helpUri", diag_url(a, row));
	put_text(a, put_map(a, r, "defaultConfiguration"), "level",
		severity_word((Severity)row->severity));
	Value *more = put_map(a, r, "properties");
	Value *tags = put_list(a, more, "tags");
	value_push(a, tags, value_str(a, family_of(row), (Span){ 0 }));
	if (security_of(row))
		value_push(a, tags, value_str(a, "security", (Span){ 0 }));
	put_text(a, more, "precision", row->severity == ERROR ? "very-high" : "high");
	put_text(a, more, "problem.severity", problem[row->severity]);
	put_text(a, more, "security-severity", security_of(row));
}

// The rules that have findings, by code.
static void put_rules(Sarif *s, Value *driver)
{
	uint32_t rows = 0;
	while (diag_rows[rows].name)
		rows++;
	s->rule = NEW_N(s->a, uint32_t, rows + 1);
	for (uint32_t i = 0; i < s->f->n; i++)
		s->rule[s->f->diag[i]->row - diag_rows] = 1;
	Value *rules = put_list(s->a, driver, "rules");
	for (uint32_t i = 0; i < rows; i++)
		if (s->rule[i]) {
			put_rule(s, rules, &diag_rows[i]);
			s->rule[i] = rules->n;
		}
}

static void put_invocation(const Sarif *s, Value *run, uint32_t left)
{
	Arena *a = s->a;
	bool able = true;
	Value *invocation = push_map(a, put_list(a, run, "invocations"));
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < s->f->n; i++) {
		const Diag *d = s->f->diag[i];
		if (d->row->code < PROGRAM_CODES || d->severity != ERROR)
			continue;
		able = false;
		Value *n = push_map(a, list);
		put_text(a, n, "level", "error");
		put_message(a, n, "message", no_links(a, d->text));
	}
	if (left) {
		Value *n = push_map(a, list);
		put_text(a, n, "level", "warning");
		put_message(a, n, "message",
			arena_format(a, "%u more findings are not in this file", left));
	}
	put_flag(a, invocation, "executionSuccessful", able);
	value_set(a, invocation, "toolExecutionNotifications", list);
}

void report_sarif(const Findings *f, Buf *b)
{
	Arena *a = f->arena;
	Sarif s = { f, a, NULL, finding_prints(f) };
	Value *log = value_map(a, (Span){ 0 });
	put_text(a, log, "$schema",
		"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
		"sarif-schema-2.1.0.json");
	put_text(a, log, "version", "2.1.0");
	Value *run = push_map(a, put_list(a, log, "runs"));
	Value *driver = put_map(a, put_map(a, run, "tool"), "driver");
	put_text(a, driver, "name", "topc");
	put_text(a, driver, "version", TOPC_VERSION);
	put_text(a, driver, "semanticVersion", TOPC_VERSION);
	put_text(a, driver, "informationUri", *TOPC_DOCS_URL ? TOPC_DOCS_URL : NULL);
	put_rules(&s, driver);
	put_message(a, put_map(a, put_map(a, run, "originalUriBaseIds"), "SRCROOT"), "description",
		"the root of the repository");
	put_text(a, run, "columnKind", "unicodeCodePoints");
	put_text(a, put_map(a, run, "automationDetails"), "id",
		arena_format(a, "topc/%s/", f->env ? f->env : "default"));
	uint32_t n = f->n < MOST_RESULTS ? f->n : MOST_RESULTS;
	put_invocation(&s, run, f->n - n);
	Value *results = put_list(a, run, "results");
	const uint32_t *order = by_severity(f);
	for (uint32_t i = 0; i < n; i++)
		put_result(&s, results, order[i]);
	json_print(b, log, 1);
	buf_putc(b, '\n');
}
