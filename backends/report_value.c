// report_value.c: what the printers of JSON reports share.
#include "report_value.h"

#include <string.h>

void put_text(Arena *a, Value *map, const char *key, const char *text)
{
	if (text)
		value_set(a, map, key, value_str(a, text, (Span){ 0 }));
}

void put_count(Arena *a, Value *map, const char *key, uint32_t n)
{
	value_set(a, map, key, value_num(a, n, (Span){ 0 }));
}

void put_flag(Arena *a, Value *map, const char *key, bool flag)
{
	value_set(a, map, key, value_bool(a, flag, (Span){ 0 }));
}

Value *put_map(Arena *a, Value *map, const char *key)
{
	Value *v = value_map(a, (Span){ 0 });
	value_set(a, map, key, v);
	return v;
}

Value *put_list(Arena *a, Value *map, const char *key)
{
	Value *v = value_list(a, (Span){ 0 });
	value_set(a, map, key, v);
	return v;
}

Value *push_map(Arena *a, Value *list)
{
	Value *v = value_map(a, (Span){ 0 });
	value_push(a, list, v);
	return v;
}

const char *host_path(Unit *u, Span at)
{
	if (!at.file)
		return NULL;
	const char *path = u->src[at.file]->path;
	TreeEntry git;
	bool repository = u->tree && *path != '<' &&
		u->tree->stat(u->tree, u->arena, ".git", &git) == TREE_OK;
	return repository ? path : tree_show(u->tree, u->arena, path);
}

const char **finding_prints(const Findings *f)
{
	Arena *a = f->arena;
	Syms *syms = syms_new(a);
	Map seen = { .arena = a };
	const char **print = NEW_N(a, const char *, f->n + 1);
	for (uint32_t i = 0; i < f->n; i++) {
		Sym key = sym_of(syms, diag_fingerprint(a, f->diag[i]));
		uintptr_t before = (uintptr_t)map_get(&seen, key);
		map_put(&seen, key, (void *)(before + 1));
		print[i] = key;
		if (before) {
			const char *text = arena_format(a, "%s %lu", key, (unsigned long)before);
			print[i] = sha_of(a, text, strlen(text));
		}
	}
	return print;
}

uint32_t *by_severity(const Findings *f)
{
	uint32_t *order = NEW_N(f->arena, uint32_t, f->n + 1);
	uint32_t n = 0;
	for (int s = ERROR; s >= NOTE; s--)
		for (uint32_t i = 0; i < f->n; i++)
			if ((int)f->diag[i]->severity == s)
				order[n++] = i;
	return order;
}

const char *long_message(Arena *a, const Diag *d)
{
	Buf b = { .arena = a };
	buf_puts(&b, d->text);
	if (d->span[0].label)
		buf_printf(&b, "\n%s", d->span[0].label);
	for (uint32_t i = 1; i < d->nspan; i++)
		if (d->span[i].label && d->span[i].role == SPAN_RELATED)
			buf_printf(&b, "\nnote: %s", d->span[i].label);
	for (uint32_t i = 0; i < d->nline; i++)
		buf_printf(&b, "\n%s", d->line[i]);
	for (uint32_t i = 0; i < d->nfix; i++)
		buf_printf(&b, "\nhelp: %s", d->fix[i].title);
	return b.s;
}

static const char *const family[FAMILIES] = { "syntax", "shape", "references", "flow", "access",
	"targets", "packaging", "gates", "style", "program" };

const char *family_word(unsigned thousand)
{
	return thousand < FAMILIES ? family[thousand] : NULL;
}

const char *family_of(const DiagRow *row)
{
	return family[row->code / 1000];
}
