// report_rdjson.c: reviewdog's Diagnostic Format (reviewdog: proto/rdf): columns are bytes from 1,
// ends exclusive. `suggestions` become the suggestion blocks of a pull request, so only certain
// fixes and near guesses that stay in the finding's file are given.
#include "report_value.h"

#include "json.h"

static void put_position(
	Arena *a, Value *range, const char *key, const Diag *d, Span at, uint32_t byte)
{
	Source *s = d->unit->src[at.file];
	Position p = source_position(d->unit->arena, s, byte);
	Value *v = put_map(a, range, key);
	put_count(a, v, "line", p.line);
	put_count(a, v, "column", byte - s->line[p.line - 1] + 1);
}

static void put_range(Arena *a, Value *map, const Diag *d, Span at)
{
	Value *range = put_map(a, map, "range");
	put_position(a, range, "start", d, at, at.lo);
	put_position(a, range, "end", d, at, at.hi);
}

static void put_location(Arena *a, Value *map, const Diag *d, Span at)
{
	Value *location = put_map(a, map, "location");
	put_text(a, location, "path", find_place(d, at).file);
	put_range(a, location, d, at);
}

static void put_suggestions(Arena *a, Value *out, const Diag *d)
{
	Value *list = NULL;
	for (uint32_t i = 0; i < d->nfix; i++) {
		const Fix *f = &d->fix[i];
		if (f->nedit != 1 || f->edit[0].at.file != d->span[0].at.file)
			continue; // one suggestion is one range
		list = list ? list : put_list(a, out, "suggestions");
		Value *s = push_map(a, list);
		put_range(a, s, d, f->edit[0].at);
		put_text(a, s, "text", f->edit[0].text);
	}
}

static Value *diagnostic(Arena *a, const Diag *d)
{
	static const char *const word[] = { "INFO", "WARNING", "ERROR" };
	Value *v = value_map(a, (Span){ 0 });
	put_text(a, v, "message", long_message(a, d));
	if (d->span[0].at.file)
		put_location(a, v, d, d->span[0].at);
	else
		put_text(a, put_map(a, v, "location"), "path", ".");
	put_text(a, v, "severity", word[d->severity]);
	Value *code = put_map(a, v, "code");
	put_text(a, code, "value", arena_format(a, "TC%04u", d->row->code));
	put_text(a, code, "url", diag_url(a, d->row));
	put_suggestions(a, v, d);
	Value *related = NULL;
	for (uint32_t i = 1; i < d->nspan; i++) {
		if (!d->span[i].at.file)
			continue;
		related = related ? related : put_list(a, v, "related_locations");
		Value *r = push_map(a, related);
		put_text(a, r, "message", d->span[i].label);
		put_location(a, r, d, d->span[i].at);
	}
	return v;
}

static void put_source(Arena *a, Value *v)
{
	Value *source = put_map(a, v, "source");
	put_text(a, source, "name", "topc");
	put_text(a, source, "url", *TOPC_DOCS_URL ? TOPC_DOCS_URL : NULL);
}

void report_rdjson(const Findings *f, Buf *b)
{
	Arena *a = f->arena;
	Value *v = value_map(a, (Span){ 0 });
	put_source(a, v);
	Value *list = put_list(a, v, "diagnostics");
	for (uint32_t i = 0; i < f->n; i++)
		if (!is_hidden(f->diag[i]))
			value_push(a, list, diagnostic(a, f->diag[i]));
	json_print(b, v, 1);
	buf_putc(b, '\n');
}

void report_rdjsonl(const Findings *f, Buf *b)
{
	for (uint32_t i = 0; i < f->n; i++) {
		if (is_hidden(f->diag[i]))
			continue;
		Value *v = diagnostic(f->arena, f->diag[i]);
		put_source(f->arena, v);
		json_print(b, v, 0);
		buf_putc(b, '\n');
	}
}
