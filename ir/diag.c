// diag.c: collecting diagnostics, suggesting near names, sorting what was found.
#include "diag.h"

#include "ir.h"

#include <stdlib.h>
#include <string.h>

static Diag *add(Unit *u, const DiagRow *row, Span at, uint8_t narg, const char **arg);

const DiagRow diag_rows[] = {
#define DIAG(code, severity, n, name, text)                                                        \
	{ 1##code - 10000, severity, #name, text }, // 0018 is no octal
#include "diag.def"
#undef DIAG
	{ 0 },
};

// A row's place in the table, so that the functions below need no look-up.
enum {
#define DIAG(code, severity, n, name, text) ROW_##name,
#include "diag.def"
#undef DIAG
	ROW_COUNT
};

#define ARGS0 NULL
#define ARGS1 a
#define ARGS2 a, b
#define ARGS3 a, b, c
#define ARGS4 a, b, c, d
#define DIAG(code, severity, n, name, text)                                                        \
	Diag *say_##name(Unit *u, Span at A##n)                                                    \
	{                                                                                          \
		const char *arg[] = { ARGS##n };                                                   \
		return add(u, &diag_rows[ROW_##name], at, n, arg);                                 \
	}
#include "diag.def"
#undef DIAG

const DiagRow *diag_row(unsigned code)
{
	for (const DiagRow *r = diag_rows; r->name; r++)
		if (r->code == code)
			return r;
	return NULL;
}

// `unknown_function` in the table is unknown-function for people.
static bool same_name(const char *row, const char *word)
{
	for (; *row && *word; row++, word++)
		if ((*row == '_' ? '-' : *row) != *word)
			return false;
	return !*row && !*word;
}

const DiagRow *diag_row_named(const char *word)
{
	const char *digits =
		(word[0] == 'T' || word[0] == 't') && (word[1] == 'C' || word[1] == 'c') ?
		word + 2 :
		word;
	if (strlen(digits) == 4 && strspn(digits, "0123456789") == 4)
		return diag_row((unsigned)strtoul(digits, NULL, 10));
	for (const DiagRow *r = diag_rows; r->name; r++)
		if (same_name(r->name, word))
			return r;
	return NULL;
}

// %0 … %3 in the row's text are the arguments.
static const char *fill_text(Arena *a, const DiagRow *row, const char **arg)
{
	Buf b = { .arena = a };
	for (const char *s = row->text; *s; s++) {
		if (s[0] == '%' && s[1] >= '0' && s[1] <= '3')
			buf_puts(&b, arg[*++s - '0']);
		else
			buf_putc(&b, *s);
	}
	return b.s ? text_visible(a, b.s) : "";
}

static Diag *add(Unit *u, const DiagRow *row, Span at, uint8_t narg, const char **arg)
{
	Diag *d = NEW(u->arena, Diag);
	d->unit = u;
	d->row = row;
	d->severity = row->severity;
	d->narg = narg;
	for (uint8_t i = 0; i < narg; i++)
		d->arg[i] = arena_copy(u->arena, arg[i], strlen(arg[i]));
	d->text = fill_text(u->arena, row, d->arg);
	d->about_kind = u->about_kind;
	d->about_name = u->about_name;
	d->topology = u->about_topology;
	PUSH(u->arena, d->span, d->nspan, ((DiagSpan){ at, SPAN_PRIMARY, NULL }));
	PUSH(u->arena, u->diag, u->ndiag, d);
	u->nerror += d->severity == ERROR;
	return d;
}

Diag *diag_severity(Diag *d, Severity s)
{
	if (!d)
		return NULL;
	d->unit->nerror += (uint32_t)(s == ERROR) - (uint32_t)(d->severity == ERROR);
	d->severity = s;
	return d;
}

Diag *diag_label(Diag *d, const char *format, ...)
{
	if (!d)
		return NULL;
	va_list ap;
	va_start(ap, format);
	d->span[0].label = text_visible(d->unit->arena, arena_vformat(d->unit->arena, format, ap));
	va_end(ap);
	return d;
}

static Diag *add_span(Diag *d, Span at, SpanRole role, const char *format, va_list ap)
{
	Arena *a = d->unit->arena;
	PUSH(a, d->span, d->nspan,
		((DiagSpan){ at, role, text_visible(a, arena_vformat(a, format, ap)) }));
	return d;
}

Diag *diag_context(Diag *d, Span at, const char *format, ...)
{
	if (!d || !at.file)
		return d;
	va_list ap;
	va_start(ap, format);
	add_span(d, at, SPAN_CONTEXT, format, ap);
	va_end(ap);
	return d;
}

Diag *diag_related(Diag *d, Span at, const char *format, ...)
{
	if (!d || !at.file)
		return d;
	va_list ap;
	va_start(ap, format);
	add_span(d, at, SPAN_RELATED, format, ap);
	va_end(ap);
	return d;
}

Diag *diag_line(Diag *d, const char *format, ...)
{
	if (!d)
		return NULL;
	va_list ap;
	va_start(ap, format);
	PUSH(d->unit->arena, d->line, d->nline,
		text_visible(d->unit->arena, arena_vformat(d->unit->arena, format, ap)));
	va_end(ap);
	return d;
}

Diag *diag_fix(Diag *d, FixKind kind, const char *title, Span at, const char *text)
{
	if (!d)
		return NULL;
	Arena *a = d->unit->arena;
	Fix f = { .title = text_visible(a, arena_copy(a, title, strlen(title))), .kind = kind };
	PUSH(a, d->fix, d->nfix, f);
	return at.file && text ? diag_edit(d, at, text) : d;
}

Diag *diag_edit(Diag *d, Span at, const char *text)
{
	if (!d || !d->nfix)
		return d;
	Arena *a = d->unit->arena;
	Fix *f = &d->fix[d->nfix - 1];
	PUSH(a, f->edit, f->nedit, ((Edit){ at, arena_copy(a, text, strlen(text)) }));
	return d;
}

static int by_place(const void *a, const void *b)
{
	const Diag *x = *(Diag *const *)a;
	const Diag *y = *(Diag *const *)b;
	const Source *const *src = (const Source *const *)x->unit->src;
	Span p = x->span[0].at;
	Span q = y->span[0].at;
	int c = p.file == q.file ? 0 : strcmp(src[p.file]->path, src[q.file]->path);
	if (!c)
		c = p.lo < q.lo ? -1 : p.lo > q.lo;
	if (!c)
		c = (int)x->row->code - (int)y->row->code;
	if (!c)
		c = p.hi < q.hi ? -1 : p.hi > q.hi;
	return c ? c : strcmp(x->text, y->text);
}

void diag_sort(Unit *u)
{
	if (!u->ndiag)
		return;
	qsort(u->diag, u->ndiag, sizeof *u->diag, by_place);
	uint32_t kept = 1;
	for (uint32_t i = 1; i < u->ndiag; i++) {
		if (by_place(&u->diag[kept - 1], &u->diag[i]) != 0)
			u->diag[kept++] = u->diag[i];
		else
			u->nerror -= u->diag[i]->severity == ERROR;
	}
	u->ndiag = kept;
}

// Appends where in its document a span stands; false when it is not in there.
static bool find_pointer(const Value *v, Span at, Buf *b)
{
	size_t keep = b->n;
	if (v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++) {
			const Pair *p = &v->u.pair[i];
			bool in_key =
				p->at.file == at.file && p->at.lo <= at.lo && at.hi <= p->at.hi;
			bool in_val = p->val->at.file == at.file && p->val->at.lo <= at.lo &&
				at.hi <= p->val->at.hi;
			if (!in_key && !in_val)
				continue;
			buf_putc(b, '/');
			for (const char *c = p->key; *c; c++)
				buf_puts(b,
					*c == '~'         ? "~0" :
						*c == '/' ? "~1" :
							    (char[]){ *c, 0 });
			if (in_val)
				find_pointer(p->val, at, b);
			return true;
		}
	} else if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++) {
			Span s = v->u.item[i]->at;
			if (s.file != at.file || s.lo > at.lo || at.hi > s.hi)
				continue;
			buf_printf(b, "/%u", i);
			find_pointer(v->u.item[i], at, b);
			return true;
		}
	}
	b->n = keep;
	return false;
}

const char *diag_pointer(Arena *a, const Diag *d)
{
	if (d->pointer)
		return *d->pointer ? d->pointer : NULL;
	Buf b = { .arena = a };
	for (uint32_t i = 0; i < d->unit->nscope && !b.n; i++)
		if (d->unit->scope[i]->doc)
			find_pointer(d->unit->scope[i]->doc, d->span[0].at, &b);
	return b.n ? b.s : NULL;
}
