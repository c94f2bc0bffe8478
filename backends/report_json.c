// report_json.c: diagnostics for programs: topc.diagnostics/1 as one document or a line each.
// CONVENTIONS 3.3 is the contract: every key always there, null when unknown; ends exclusive;
// columns in code points, bytes from 0.
#include "report.h"

#include "json.h"

#include <string.h>

static Value *text(Arena *a, const char *s)
{
	return s ? value_str(a, s, (Span){ 0 }) : value_new(a, V_NULL, (Span){ 0 });
}

static Value *count(Arena *a, uint32_t n)
{
	return value_num(a, n, (Span){ 0 });
}

static Value *position(Arena *a, Position p)
{
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "line", count(a, p.line));
	value_set(a, v, "column", count(a, p.column));
	value_set(a, v, "byte", count(a, p.byte));
	return v;
}

static Value *span(Arena *a, const Diag *d, const DiagSpan *s)
{
	static const char *const role[] = { "primary", "context", "related" };
	Place p = find_place(d, s->at);
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "role", text(a, role[s->role]));
	value_set(a, v, "file", text(a, p.file));
	value_set(a, v, "label", text(a, s->label));
	value_set(a, v, "start", position(a, p.from));
	value_set(a, v, "end", position(a, p.to));
	return v;
}

static Value *fix(Arena *a, const Diag *d, const Fix *f)
{
	static const char *const kind[] = { "safe", "maybe", "manual" };
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "title", text(a, f->title));
	value_set(a, v, "kind", text(a, kind[f->kind]));
	Value *edits = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < f->nedit; i++) {
		Value *e = value_map(a, (Span){ 0 });
		value_set(a, e, "file", text(a, find_place(d, f->edit[i].at).file));
		value_set(a, e, "start", count(a, f->edit[i].at.lo));
		value_set(a, e, "end", count(a, f->edit[i].at.hi));
		value_set(a, e, "text", text(a, f->edit[i].text));
		value_push(a, edits, e);
	}
	value_set(a, v, "edits", edits);
	return v;
}

static Value *entity(Arena *a, const Diag *d)
{
	if (!d->about_kind)
		return text(a, NULL);
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "kind", text(a, d->about_kind));
	value_set(a, v, "name", text(a, d->about_name));
	value_set(a, v, "pointer", text(a, diag_pointer(a, d)));
	return v;
}

const char *diag_fingerprint(Arena *a, const Diag *d)
{
	Sha *h = sha_new(a);
	sha_text(h, arena_format(a, "TC%04u", d->row->code));
	sha_text(h, d->topology ? d->topology : "");
	sha_text(h, d->about_kind ? d->about_kind : "");
	sha_text(h, d->about_name ? d->about_name : "");
	if (!d->topology) // a plain file, or what is said before the topology's name is known
		sha_text(h, d->unit->src[d->span[0].at.file]->path);
	for (uint8_t i = 0; i < d->narg; i++)
		sha_text(h, d->arg[i]);
	char *hex = arena_get(a, 65);
	sha_hex(h, hex);
	return hex;
}

static Value *diagnostic(const Findings *f, const Diag *d)
{
	Arena *a = f->arena;
	Value *v = value_map(a, (Span){ 0 });
	const char *name = diag_name(a, d->row);
	value_set(a, v, "code", text(a, arena_format(a, "TC%04u", d->row->code)));
	value_set(a, v, "name", text(a, name));
	value_set(a, v, "severity", text(a, severity_word(d->severity)));
	value_set(a, v, "message", text(a, d->text));
	value_set(a, v, "url", text(a, diag_url(a, d->row)));
	value_set(a, v, "fingerprint", text(a, diag_fingerprint(a, d)));
	value_set(a, v, "topology", text(a, d->topology));
	value_set(a, v, "env", text(a, f->env));
	value_set(a, v, "entity", entity(a, d));
	Value *spans = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < d->nspan; i++)
		if (d->span[i].at.file)
			value_push(a, spans, span(a, d, &d->span[i]));
	value_set(a, v, "spans", spans);
	Value *lines = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < d->nline; i++)
		value_push(a, lines, text(a, d->line[i]));
	value_set(a, v, "notes", lines);
	Value *fixes = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < d->nfix; i++)
		value_push(a, fixes, fix(a, d, &d->fix[i]));
	value_set(a, v, "fixes", fixes);
	Value *args = value_list(a, (Span){ 0 });
	for (uint8_t i = 0; i < d->narg; i++)
		value_push(a, args, text(a, d->arg[i]));
	value_set(a, v, "args", args);
	value_set(a, v, "suppressed", text(a, d->reason));
	return v;
}

void report_jsonl(const Findings *f, Buf *b)
{
	for (uint32_t i = 0; i < f->n; i++) {
		json_print(b, diagnostic(f, f->diag[i]), 0);
		buf_putc(b, '\n');
	}
}

void report_json(const Findings *f, Buf *b)
{
	Arena *a = f->arena;
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, v, "schema", text(a, "topc.diagnostics/1"));
	Value *tool = value_map(a, (Span){ 0 });
	value_set(a, tool, "name", text(a, "topc"));
	value_set(a, tool, "version", text(a, TOPC_VERSION));
	value_set(a, v, "tool", tool);
	Value *sum = value_map(a, (Span){ 0 });
	value_set(a, sum, "error", count(a, f->count[ERROR]));
	value_set(a, sum, "warning", count(a, f->count[WARNING]));
	value_set(a, sum, "note", count(a, f->count[NOTE]));
	value_set(a, sum, "suppressed", count(a, f->suppressed));
	value_set(a, sum, "baselined", count(a, f->baselined));
	value_set(a, sum, "truncated", value_bool(a, false, (Span){ 0 }));
	value_set(a, v, "summary", sum);
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < f->n; i++)
		value_push(a, list, diagnostic(f, f->diag[i]));
	value_set(a, v, "diagnostics", list);
	json_print(b, v, 2);
	buf_putc(b, '\n');
}
