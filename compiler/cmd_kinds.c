// cmd_kinds.c: `topc kinds`: what a topology may hold, printed from the tables that compile it.
#include "cmd_kinds.h"

#include "command.h"

#include <stdio.h>
#include <string.h>

uint32_t kind_ops(Arena *a, const Kind *k, OpTable **out)
{
	OpTable *list = NULL;
	uint32_t n = 0;
	if (k->op)
		PUSH(a, list, n, ((OpTable){ k->op, "entity", NULL }));
	if (k->shared)
		PUSH(a, list, n, ((OpTable){ k->shared, "shared", NULL }));
	for (const Link *l = k->link; l && l->field; l++) {
		bool seen = !l->op;
		for (uint32_t i = 0; i < n; i++)
			seen |= list[i].op == l->op;
		if (!seen)
			PUSH(a, list, n, ((OpTable){ l->op, "link", l->field }));
	}
	for (const Admit *admit = k->admit; admit && (admit->op || admit->policy); admit++)
		if (admit->op)
			PUSH(a, list, n, ((OpTable){ admit->op, "admission", NULL }));
	*out = list;
	return n;
}

const char *field_type(Arena *a, const Field *f)
{
	static const char *const one[] = {
		[T_STR] = "string",
		[T_NAME] = "string",
		[T_INT] = "whole number",
		[T_NUM] = "number",
		[T_BOOL] = "boolean",
		[T_ENUM] = "word",
		[T_TIME] = "duration",
		[T_DAYS] = "days",
		[T_MB] = "megabytes",
		[T_KB] = "bytes",
		[T_REF] = "name",
		[T_PATH] = "path",
		[T_RECORD] = "map",
		[T_JSON] = "any",
		[T_ASL] = "state machine",
		[T_PATTERN] = "event pattern",
		[T_POLICY] = "IAM statements",
		[T_VERBS] = "verbs",
	};
	const char *type = one[f->type];
	if (f->type == T_REF) {
		Buf b = { .arena = a };
		for (Word w = { .rest = f->to }; word_next(&w);)
			buf_printf(&b, "%s%.*s", b.n ? " or " : "", (int)w.n, w.s);
		type = b.s;
	}
	return f->many == LIST         ? arena_format(a, "list of %s", type) :
		f->many == ONE_OR_LIST ? arena_format(a, "%s, or list", type) :
		f->many == MAP_OF      ? arena_format(a, "map of %s", type) :
					 type;
}

const char *field_limit(Arena *a, const Field *f)
{
	if (!f->ok || f->type == T_PATH)
		return f->type == T_PATH ? (!f->ok ? "a file or a folder" :
							   str_eq(f->ok, "dir") ? "a folder" :
										  "a file") :
					   NULL;
	if (f->type != T_ENUM)
		return f->ok;
	Buf b = { .arena = a };
	for (Word w = { .rest = f->ok }; word_next(&w);)
		buf_printf(&b, "%s%.*s", b.n ? " " : "", (int)strcspn(w.s, "= "), w.s);
	return b.s;
}

// ---- Text -----------------------------------------------------------------------------------------

static void print_fields(Arena *a, Buf *b, const Field *table, unsigned depth)
{
	enum { KEY = 26, TYPE = 20 };
	for (const Field *f = table; f && f->name; f++) {
		if (f->flags & F_HIDDEN)
			continue;
		const char *key = arena_format(a, "%*s%s", (int)depth * 2, "", f->name);
		buf_printf(b, "  %-*s %-*s %s", KEY, key, TYPE, field_type(a, f), f->doc);
		const char *limit = field_limit(a, f);
		if (limit)
			buf_printf(b, " [%s]", limit);
		if (f->dflt && f->type != T_RECORD)
			buf_printf(b, " (default %s)", f->dflt);
		if (f->flags & F_NEED)
			buf_puts(b, " (needed)");
		if (f->group && strchr(f->group, '!'))
			buf_puts(b, " (one of these)");
		if (f->with)
			buf_printf(b, " (only with %s)", f->with);
		if (f->bars)
			buf_printf(b, " (not beside %s)", f->bars);
		if (f->flags & F_IGNORED)
			buf_puts(b, " (no effect)");
		buf_putc(b, '\n');
		if (f->type == T_RECORD)
			print_fields(a, b, f->sub, depth + 1);
	}
}

// The types of one backend, each once, in the order of the tables.
static void print_types(Arena *a, Buf *b, const Kind *k, Backend backend, const char *indent)
{
	Buf seen = { .arena = a };
	OpTable *table;
	uint32_t n = kind_ops(a, k, &table);
	for (uint32_t i = 0; i < n; i++)
		for (const Op *op = table[i].op; op->part; op++) {
			const char *type = backend == CFN ? op->cfn : op->tf;
			if (!type || *type == '^' ||
				(seen.s && word_in(seen.s, type, strlen(type))))
				continue;
			buf_printf(&seen, "%s ", type);
			buf_printf(b, "%s%s%s\n", indent, op->flags & OP_DATA ? "data " : "", type);
		}
}

const char *kind_holes(Arena *a, const Kind *k)
{
	Buf b = { .arena = a };
	for (const Attr *at = k->op ? k->op[0].attr : NULL; at && at->name; at++)
		buf_printf(&b, "%s%s", b.n ? " " : "", at->name);
	for (Word w = { .rest = k->holes }; word_next(&w);)
		if (!b.n || !word_in(b.s, w.s, w.n))
			buf_printf(&b, "%s%.*s", b.n ? " " : "", (int)w.n, w.s);
	return b.s;
}

static void print_holes(Arena *a, Buf *b, const Kind *k)
{
	Buf list = { .arena = a };
	size_t first = strcspn(k->called ? k->called : k->one, " ");
	const char *word = arena_copy(a, k->called ? k->called : k->one, first);
	for (Word w = { .rest = kind_holes(a, k) }; word_next(&w);)
		buf_printf(&list, "  {{%s.NAME.%.*s}}\n", word, (int)w.n, w.s);
	if (list.n)
		buf_printf(b, "\nWhat others may ask of it:\n%s", list.s);
}

static void print_verbs(Buf *b, const Kind *k)
{
	if (k->grant && k->grant->verb)
		buf_puts(b, "\nWhat `access` may allow:\n");
	for (const Grant *g = k->grant; g && g->verb; g++)
		buf_printf(b, "  %-14s %s%s%s\n", g->verb,
			g->actions ? g->actions : "a rule of its security group",
			g->who ? ", for a " : "", g->who ? g->who : "");
}

static void print_kind(Arena *a, Buf *b, const Kind *k)
{
	buf_printf(b, "%s: %s\n\n", k->section ? k->section : k->one, k->doc);
	print_fields(a, b, k->field, 0);
	print_holes(a, b, k);
	print_verbs(b, k);
	static const char *const name[BACKENDS] = { "CloudFormation", "Terraform" };
	for (Backend backend = CFN; backend < BACKENDS; backend++) {
		Buf types = { .arena = a };
		print_types(a, &types, k, backend, "  ");
		if (types.n)
			buf_printf(b, "\n%s:\n%s", name[backend], types.s);
	}
}

static void print_list(Arena *a, Buf *b)
{
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->section)
			buf_printf(b, "%-14s %s\n", (*k)->section, (*k)->doc);
	buf_puts(b, "\nKeys of a topology beside these:\n");
	print_fields(a, b, topology_fields, 0);
	buf_puts(b, "\n`topc kinds NAME` for the keys of one, and what it compiles to.\n");
}

static const Kind *find_kind(const char *name)
{
	const Kind *k = kind_section(name);
	return k ? k : kind_of(name, strlen(name));
}

int run_kinds(Arena *a, Cli *cli)
{
	const char *name = cli->npath ? cli->path[0] : NULL;
	const Kind *k = name ? find_kind(name) : NULL;
	Buf b = { .arena = a };
	if (name && !k) {
		Nearest near = { .word = name };
		for (const Kind *const *o = kinds; *o; o++) {
			nearest_try(&near, (*o)->one);
			if ((*o)->section)
				nearest_try(&near, (*o)->section);
		}
		fprintf(stderr, "topc: there is no kind `%s`", name);
		fprintf(stderr,
			near.best ? "; did you mean `%s`?\n" : "; `topc kinds` lists them\n",
			near.best);
		return EXIT_USAGE;
	}
	if (cli->json)
		kinds_json(a, &b, k);
	else if (k)
		print_kind(a, &b, k);
	else
		print_list(a, &b);
	fputs(b.s, stdout);
	return EXIT_CLEAN;
}
