// report_fold.c: equal findings on several places are shown as one.
//
// Two are equal when they differ in nothing but where they are and which entity they are about. One
// that is about two places, or whose fix is another one, is shown by itself.
#include "report_fold.h"

#include <string.h>

// The text without the name of the entity it is about.
static void add_masked(Buf *b, const char *text, const char *name)
{
	const char *quoted = name ? arena_format(b->arena, "`%s`", name) : NULL;
	while (*text) {
		const char *at = quoted ? strstr(text, quoted) : NULL;
		buf_add(b, text, at ? (size_t)(at - text) : strlen(text));
		if (!at)
			break;
		buf_puts(b, "`*`");
		text = at + strlen(quoted);
	}
	buf_putc(b, '\n');
}

static const char *key_of(Arena *a, const Diag *d)
{
	Buf b = { .arena = a };
	buf_printf(&b, "%u %u\n", d->row->code, d->severity);
	add_masked(&b, d->text, d->about_name);
	for (uint32_t i = 0; i < d->nline; i++)
		add_masked(&b, d->line[i], d->about_name);
	for (uint32_t i = 0; i < d->nfix; i++)
		add_masked(&b, d->fix[i].title, NULL);
	return b.s;
}

Fold *fold_findings(const Findings *f, uint32_t *n)
{
	Arena *a = f->arena;
	Syms *syms = syms_new(a);
	Map seen = { .arena = a };
	Fold *fold = NULL;
	*n = 0;
	for (uint32_t i = 0; i < f->n; i++) {
		const Diag *d = f->diag[i];
		if (is_hidden(d) || (d->severity == NOTE && !f->notes))
			continue;
		Sym key = d->nspan == 1 && d->span[0].at.file ? sym_of(syms, key_of(a, d)) : NULL;
		uintptr_t at = key ? (uintptr_t)map_get(&seen, key) : 0;
		if (!at) {
			PUSH(a, fold, *n, ((Fold){ 0 }));
			at = *n;
			if (key)
				map_put(&seen, key, (void *)at);
		}
		Fold *to = &fold[at - 1];
		PUSH(a, to->diag, to->n, d);
	}
	return fold;
}
