// opt_print.c: help, from the tables of commands and options.
#include "opt.h"

#include "../ir/source.h"

#include <string.h>

enum { PAGE = 80, DOC_COLUMN = 30 };

// Text wrapped between two columns; the first line starts at the left one already.
static void put_wrapped(Buf *b, const char *text, size_t left, size_t right)
{
	size_t at = left;
	for (Word w = { .rest = text }; word_next(&w);) {
		size_t wide = utf8_width(w.s, w.n);
		if (at > left && at + 1 + wide > right) {
			buf_putc(b, '\n');
			buf_fill(b, ' ', left);
			at = left;
		} else if (at > left) {
			buf_putc(b, ' ');
			at++;
		}
		buf_add(b, w.s, w.n);
		at += wide;
	}
	buf_putc(b, '\n');
}

bool opt_of(const Opt *o, const Command *c)
{
	return !o->commands || word_in(o->commands, c->name, strlen(c->name));
}

void print_usage(Buf *b)
{
	buf_puts(b,
		"topc: compiles topologies of serverless systems on AWS, offline\n\n"
		"  topc check orders/                   what is wrong with it, to the character\n"
		"  topc build orders/ -s dev -o out/    CloudFormation and Terraform\n\n");
	for (const Command *c = commands; c->name; c++) {
		buf_printf(b, "  %-12s", c->name);
		put_wrapped(b, c->doc, 14, PAGE);
	}
	buf_puts(b, "\n`topc help COMMAND` for its options, `man topc` for all of it.\n");
}

static void put_option(Buf *b, const Opt *o)
{
	size_t start = b->n;
	if (o->letter)
		buf_printf(b, "  -%c, --%s", o->letter, o->name);
	else
		buf_printf(b, "      --%s", o->name);
	if (o->arg)
		buf_printf(b, " %s", o->arg);
	size_t wide = b->n - start;
	if (wide + 2 > DOC_COLUMN) {
		buf_putc(b, '\n');
		wide = 0;
	}
	buf_fill(b, ' ', DOC_COLUMN - wide);
	const char *more = o->env ? arena_format(b->arena, "%s [%s]", o->doc, o->env) : o->doc;
	put_wrapped(b, more, DOC_COLUMN, PAGE);
}

void print_command_help(Buf *b, const Command *c)
{
	buf_printf(b, "usage: topc %s %s\n\n", c->name, c->operands);
	put_wrapped(b, c->doc, 0, PAGE);
	if (c->more)
		buf_printf(b, "\n%s", c->more);
	for (int own = 1; own >= 0; own--) {
		bool any = false;
		for (const Opt *o = options; o->name; o++) {
			if ((o->commands != NULL) != own || !opt_of(o, c))
				continue;
			buf_puts(b, any ? "" : own ? "\n" : "\nEverywhere:\n");
			any = true;
			put_option(b, o);
		}
	}
}
