// cmd_docs_kind.c: the page of one kind, in Markdown.
#include "cmd_docs.h"

#include <string.h>

const char *docs_page_name(Arena *a, const Kind *k)
{
	return arena_format(a, "%s.md", k->section ? k->section : k->one);
}

// Text of a table's cell: bars end it.
static void put_cell(Buf *b, const char *s)
{
	for (; s && *s; s++) {
		if (*s == '|')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
}

static const char *key_path(Arena *a, const char *prefix, const Field *f)
{
	return arena_format(a, "%s%s", prefix, f->name);
}

static const char *below(Arena *a, const char *path, const Field *f)
{
	return arena_format(a, "%s%s", path,
		f->many == MAP_OF              ? ".NAME." :
			f->many == LIST        ? "[]." :
			f->many == ONE_OR_LIST ? "[]." :
						 ".");
}

static void put_company(Buf *b, const char *before, const char *names, const char *between)
{
	for (Word w = { .rest = names }; word_next(&w); before = between)
		buf_printf(b, "%s`%.*s`", before, (int)w.n, w.s);
}

static void put_meaning(Arena *a, Buf *b, const Field *f)
{
	const char *limit = field_limit(a, f);
	put_cell(b, f->doc);
	if (f->type == T_ENUM && limit) {
		buf_puts(b, ": ");
		bool first = true;
		for (Word w = { .rest = limit }; word_next(&w); first = false)
			buf_printf(b, "%s`%.*s`", first ? "" : ", ", (int)w.n, w.s);
	} else if (limit && f->type != T_PATH) {
		buf_puts(b, *limit == '/' ? "; matches `" : "; `");
		put_cell(b, limit);
		buf_putc(b, '`');
	}
	if (f->flags & F_NEED)
		buf_puts(b, "; **needed**");
	if (f->group && strchr(f->group, '!'))
		buf_puts(b, "; **one of this group is needed**");
	else if (f->group)
		buf_puts(b, "; excludes the others of its group");
	put_company(b, "; only with ", f->with, " or ");
	put_company(b, "; not beside ", f->bars, ", ");
	if (f->flags & F_VARS)
		buf_puts(b, "; also in vars files");
	if (f->flags & F_KNOWN)
		buf_puts(b, "; known when topc runs");
	if (f->flags & F_IGNORED)
		buf_puts(b, "; no effect");
	for (Word w = { .rest = f->alias }; word_next(&w);)
		buf_printf(b, "; also `%.*s`", (int)w.n, w.s);
	if (f->type == T_RECORD && f->scalar)
		buf_printf(b, "; a value alone is its `%s`", f->scalar);
}

void docs_keys(Arena *a, Buf *b, const Field *table, const char *prefix)
{
	if (!*prefix)
		buf_puts(b, "| key | type | default | what |\n| --- | --- | --- | --- |\n");
	for (const Field *f = table; f && f->name; f++) {
		if (f->flags & F_HIDDEN)
			continue;
		const char *path = key_path(a, prefix, f);
		buf_printf(b, "| `%s` | %s | ", path, field_type(a, f));
		if (f->dflt && *f->dflt && f->type != T_RECORD) {
			buf_putc(b, '`');
			put_cell(b, f->dflt);
			buf_putc(b, '`');
		}
		buf_puts(b, " | ");
		put_meaning(a, b, f);
		buf_puts(b, " |\n");
		if (f->type == T_RECORD)
			docs_keys(a, b, f->sub, below(a, path, f));
	}
}

// What each key does; keys whose effect only the kind's code knows are left out.
static bool put_effects(
	Arena *a, Buf *b, const Kind *k, const Field *table, const char *path, const char *shown)
{
	bool any = false;
	for (const Field *f = table; f && f->name; f++) {
		if (f->flags & F_HIDDEN)
			continue;
		const char *own = key_path(a, path, f);
		const char *label = key_path(a, shown, f);
		Buf cell[BACKENDS] = { { .arena = a }, { .arena = a } };
		for (Backend backend = CFN; backend < BACKENDS; backend++)
			docs_effect(a, &cell[backend], k, f, own, backend);
		if (cell[CFN].n || cell[TF].n) {
			if (!any && !*path)
				buf_puts(b,
					"\n## What the keys compile to\n\n| key | CloudFormation | Terraform |\n| --- | --- | --- |\n");
			any = true;
			buf_printf(b, "| `%s` | ", label);
			put_cell(b, cell[CFN].s);
			buf_puts(b, " | ");
			put_cell(b, cell[TF].s);
			buf_puts(b, " |\n");
		}
		if (f->type == T_RECORD)
			any |= put_effects(
				a, b, k, f->sub, arena_format(a, "%s.", own), below(a, label, f));
	}
	return any;
}

static void put_resources(Arena *a, Buf *b, const Kind *k)
{
	OpTable *table;
	uint32_t n = kind_ops(a, k, &table);
	Buf rows = { .arena = a };
	for (uint32_t i = 0; i < n; i++)
		for (const Op *op = table[i].op; op->part; op++) {
			bool cfn = op->cfn && *op->cfn != '^';
			bool tf = op->tf && *op->tf != '^';
			if (!cfn && !tf)
				continue;
			buf_printf(&rows, "| %s | %s%s%s | %s%s%s |",
				*op->part ? op->part : "itself", cfn ? "`" : "",
				cfn             ? op->cfn :
					op->cfn ? "in the other" :
						  "",
				cfn ? "`" : "", tf ? (op->flags & OP_DATA ? "`data " : "`") : "",
				tf             ? op->tf :
					op->tf ? "in the other" :
						 "",
				tf ? "`" : "");
			bool plain = op->when && *op->when != '-' && *op->when != '!';
			buf_printf(&rows, " %s%s%s%s%s |\n",
				op->per       ? "for each of `" :
					plain ? "with `" :
						"",
				op->per       ? op->per :
					plain ? op->when :
						"",
				op->per || plain ? "`" : "",
				str_eq(table[i].of, "link") ? (op->per || plain ? ", " : "") : "",
				str_eq(table[i].of, "link") ?
					arena_format(a, "for each `%s`", table[i].link) :
					"");
		}
	if (rows.n)
		buf_printf(b,
			"\n## Resources\n\n| part | CloudFormation | Terraform | when |\n| --- | --- | --- | --- |\n%s",
			rows.s);
}

static void put_holes(Arena *a, Buf *b, const Kind *k)
{
	Buf list = { .arena = a };
	size_t n = strcspn(k->called ? k->called : k->one, " ");
	const char *word = arena_copy(a, k->called ? k->called : k->one, n);
	for (Word w = { .rest = kind_holes(a, k) }; word_next(&w);)
		buf_printf(&list, "- `{{%s.NAME.%.*s}}`\n", word, (int)w.n, w.s);
	if (list.n)
		buf_printf(b, "\n## What others may ask of it\n\n%s", list.s);
}

static void put_verbs(Buf *b, const Kind *k)
{
	if (!k->grant || !k->grant->verb)
		return;
	buf_puts(b, "\n## What `access` may allow\n\n| verb | actions |\n| --- | --- |\n");
	for (const Grant *g = k->grant; g->verb; g++)
		buf_printf(b, "| `%s` | %s%s%s |\n", g->verb, g->actions,
			g->who ? " (for each " : "",
			g->who ? arena_format(b->arena, "%s)", g->who) : "");
}

static void put_names(Buf *b, const Kind *k)
{
	if (!k->phys)
		return;
	buf_printf(b, "\n## Names\n\nPhysical name: `%s`%s%s%s", k->phys,
		k->fixed ? ", or what `" : "", k->fixed ? k->fixed : "", k->fixed ? "` says" : "");
	if (k->phys_max)
		buf_printf(b, "; at most %u characters", k->phys_max);
	buf_puts(b, ".\n");
}

void docs_kind(Arena *a, Buf *b, const Kind *k)
{
	buf_printf(b,
		"<!-- Printed by `topc docs`; change the tables in ir/kinds, not this page. -->\n# %s\n\n",
		k->section ? k->section : k->one);
	buf_printf(b, "%c%s.\n", *k->doc >= 'a' && *k->doc <= 'z' ? *k->doc - 32 : *k->doc,
		k->doc + 1);
	if (!k->section)
		buf_puts(b, "\nNo section of a topology: others call it into being.\n");
	if (k->also)
		buf_printf(b, "\nThe section is also called: `%s`.\n", k->also);
	if (k->scalar)
		buf_printf(b, "\nOne that is written as a value alone is a `%s` of that value.\n",
			k->scalar);
	buf_puts(b, "\n## Keys\n\n");
	docs_keys(a, b, k->field, "");
	put_effects(a, b, k, k->field, "", "");
	put_resources(a, b, k);
	put_holes(a, b, k);
	put_verbs(b, k);
	put_names(b, k);
}
