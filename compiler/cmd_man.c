// cmd_man.c: `topc man PAGE`: manual pages. Their prose is in templates/man/; a line `@name@` stands for what
// is printed from the tables, so that it cannot be out of date.
#include "../ir/template.h"
#include "cmd_kinds.h"
#include "command.h"
#include "iam/data.h"
#include "mdoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void begin_list(Buf *b)
{
	buf_puts(b, ".Bl -tag -width Ds\n");
}

static void put_synopsis(Buf *b)
{
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b, ".Nm\n.Cm %s\n.Op Ar options\n", c->name);
		if (*c->operands)
			mdoc_macro(b, "Ar", c->operands);
	}
}

static void put_commands(Buf *b)
{
	begin_list(b);
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b, ".It Cm %s", c->name);
		if (*c->operands)
			buf_printf(b, " Ar \"\\&%s\"", c->operands);
		buf_putc(b, '\n');
		mdoc_text(b, c->doc);
		buf_puts(b, c->more ? ".Pp\n" : "");
		if (c->more)
			mdoc_text(b, c->more);
	}
	buf_puts(b, ".El\n");
}

static void put_options(Buf *b)
{
	begin_list(b);
	for (const Opt *o = options; o->name; o++) {
		buf_puts(b, ".It ");
		if (o->letter)
			buf_printf(b, "Fl %c , ", o->letter);
		buf_printf(b, "Fl Fl %s", o->name);
		if (o->arg)
			buf_printf(b, " Ar \"\\&%s\"", o->arg);
		buf_putc(b, '\n');
		mdoc_text(b, o->doc);
		if (o->commands)
			buf_printf(b, "(%s)\n", o->commands);
	}
	buf_puts(b, ".El\n");
}

static void put_environment(Buf *b)
{
	begin_list(b);
	for (const Opt *o = options; o->name; o++)
		if (o->env) {
			buf_printf(b, ".It Ev %s\nStands for\n.Fl Fl %s", o->env, o->name);
			buf_puts(b,
				o->kind == OPT_MANY ? " ;\nwords between blanks or commas.\n" :
						      " .\n");
		}
	buf_puts(b, ".El\n");
}

static void put_reports(Buf *b)
{
	begin_list(b);
	for (const Reporter *r = reporters; r->name; r++) {
		buf_printf(b, ".It Cm %s\n", r->name);
		mdoc_text(b, r->doc);
		buf_printf(b, "Goes to standard %s without a file.\n",
			r->on_stderr ? "error" : "output");
	}
	buf_puts(b, ".El\n");
}

// ---- topology.yml(5) -------------------------------------------------------------------------------

static void put_fields(Arena *a, Buf *b, const Field *table)
{
	begin_list(b);
	for (const Field *f = table; f && f->name; f++) {
		if (f->flags & F_HIDDEN)
			continue;
		buf_printf(b, ".It Cm \"\\&%s\"\n", f->name);
		mdoc_text(b, f->doc);
		buf_printf(b, ".br\n(%s", field_type(a, f));
		const char *limit = field_limit(a, f);
		const char *need = f->flags & F_NEED ? "needed" : "";
		if (limit) {
			buf_puts(b, ":\n");
			mdoc_macro(b, "Ql", limit);
			b->n--; // closes up to it
			buf_printf(b, *need ? " ,\n%s)\n" : " )\n", need);
		} else {
			buf_printf(b, "%s%s)\n", *need ? ", " : "", need);
		}
		if (f->dflt && f->type != T_RECORD) {
			buf_puts(b, "Default:\n");
			mdoc_macro(b, "Ql", f->dflt);
		}
		if (f->type == T_RECORD)
			put_fields(a, b, f->sub);
	}
	buf_puts(b, ".El\n");
}

static void put_sections(Arena *a, Buf *b)
{
	for (const Kind *const *k = kinds; *k; k++) {
		if (!(*k)->section)
			continue;
		mdoc_macro(b, "Ss", (*k)->section);
		mdoc_text(b, (*k)->doc);
		if ((*k)->field && (*k)->field->name)
			put_fields(a, b, (*k)->field);
	}
}

// ---- topc-codes(7) ---------------------------------------------------------------------------------

static const char *first_paragraph(Arena *a, const char *page)
{
	const char *s = page + strcspn(page, "\n");
	s += strspn(s, "\n");
	const char *end = strstr(s, "\n\n");
	return arena_copy(a, s, end ? (size_t)(end - s) : strlen(s));
}

static void put_codes(Arena *a, Buf *b)
{
	static const char *const title[] = { "Syntax", "Shape", "References", "State machines",
		"Access", "Targets", "Packaging", "Gates", "Style", "The program itself" };
	unsigned last = COUNT(title);
	for (const DiagRow *r = diag_rows; r->name; r++) {
		if (r->code / 1000u != last) {
			if (last != COUNT(title))
				buf_puts(b, ".El\n");
			last = r->code / 1000u;
			buf_printf(b, ".Ss %s\n", title[last]);
			begin_list(b);
		}
		buf_printf(b, ".It Sy TC%04u No %s\n", r->code, diag_name(a, r));
		const Template *page = template_find(arena_format(a, "explain/TC%04u.md", r->code));
		mdoc_text(b, page ? first_paragraph(a, page->text) : r->text);
	}
	buf_puts(b, ".El\n");
}

// ---- Pages -----------------------------------------------------------------------------------------

static void put_part(Arena *a, Buf *b, const char *name, size_t n)
{
	static const struct {
		const char *name;
		void (*put)(Buf *);
		void (*put_in)(Arena *, Buf *);
	} part[] = {
		{ "synopsis", put_synopsis, NULL },
		{ "commands", put_commands, NULL },
		{ "options", put_options, NULL },
		{ "environment", put_environment, NULL },
		{ "reports", put_reports, NULL },
		{ "sections", NULL, put_sections },
		{ "codes", NULL, put_codes },
	};
	for (size_t i = 0; i < COUNT(part); i++)
		if (strlen(part[i].name) == n && strncmp(part[i].name, name, n) == 0) {
			if (part[i].put)
				part[i].put(b);
			else
				part[i].put_in(a, b);
			return;
		}
	if (n == 4 && strncmp(name, "keys", 4) == 0)
		put_fields(a, b, topology_fields);
	else
		die("templates/man: no part %.*s", (int)n, name);
}

// SOURCE_DATE_EPOCH, else the date of the newest data the program has; never the clock.
static const char *page_date(Arena *a)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long t = epoch ? strtoll(epoch, &end, 10) : 0;
	if (epoch && *epoch && !*end)
		return mdoc_date(a, t);
	IamData iam;
	data_builtin(&iam);
	int year = 0, month = 0, day = 0;
	if (sscanf(iam.date, "%d-%d-%d", &year, &month, &day) != 3)
		die("the date of the IAM data is `%s`", iam.date);
	// Days since 1970, by the civil calendar with March first.
	long long y = month <= 2 ? year - 1 : year;
	long long m = (month + 9) % 12;
	long long days = y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 719469;
	return mdoc_date(a, days * 86400);
}

int run_man(Arena *a, Cli *cli)
{
	const Template *page = template_find(arena_format(a, "man/%s", cli->path[0]));
	if (!page) {
		fprintf(stderr,
			"topc: there are the pages topc.1, topology.yml.5 and topc-codes.7, not `%s`\n",
			cli->path[0]);
		return EXIT_USAGE;
	}
	Buf b = { .arena = a };
	for (const char *s = page->text; s < page->end;) {
		size_t n = strcspn(s, "\n");
		if (*s == '@')
			put_part(a, &b, s + 1, n - 2);
		else if (strncmp(s, ".Dd ", 4) == 0)
			buf_printf(&b, ".Dd %s\n", page_date(a));
		else
			buf_add(&b, s, n + 1);
		s += n + 1;
	}
	fputs(b.s, stdout);
	return EXIT_CLEAN;
}
