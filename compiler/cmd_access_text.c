// cmd_access_text.c: what `topc access` tells people.
#include "cmd_access.h"

#include <string.h>

enum {
	WIDTH = 100, // of lines with lists; a single name may be longer
	INDENT = 18,
	SHOWN = 40, // names of one list; the rest is counted
};

static void new_line(Buf *b, const char *word)
{
	buf_putc(b, '\n');
	buf_fill(b, ' ', INDENT - strlen(word) - 1);
	buf_printf(b, "%s ", word);
}

// A list with commas, broken where a line is full.
static void print_list(Buf *b, const char *const *list, uint32_t n, bool negated)
{
	size_t start = b->n - INDENT;
	buf_puts(b, negated ? "all but " : "");
	for (uint32_t i = 0; i < n && i < SHOWN; i++) {
		if (i && b->n - start + strlen(list[i]) + 2 > WIDTH) {
			buf_puts(b, ",");
			new_line(b, "");
			start = b->n - INDENT;
		} else if (i) {
			buf_puts(b, ", ");
		}
		buf_puts(b, list[i]);
	}
	if (n > SHOWN)
		buf_printf(b, " and %u more", n - SHOWN);
}

static void print_place(const Comparison *c, Buf *b, const AccessDelta *d)
{
	Unit *u = c->unit;
	static const char *const cause[][2] = {
		[CAUSE_GRANT] = { "gone", "new" },
		[CAUSE_WIDER] = { "narrower now", "wider than before" },
		[CAUSE_DENY] = { "denied now", "no longer denied" },
		[CAUSE_UNKNOWN] = { "cannot be told", "cannot be told" },
	};
	new_line(b, "");
	buf_puts(b, cause[d->cause][d->added]);
	if (d->why)
		buf_printf(b, ": %s", d->why);
	if (d->at.file) {
		Position p = source_position(u->arena, u->src[d->at.file], d->at.lo);
		buf_printf(b, ", %s:%u:%u", u->src[d->at.file]->path, p.line, p.column);
	}
	if (d->policy && d->cause != CAUSE_UNKNOWN)
		buf_printf(b, " (%s)", d->policy);
}

static void print_witness(Buf *b, const AccessWitness *w)
{
	if (!w->action)
		return;
	new_line(b, "e.g.");
	if (w->principal)
		buf_printf(b, "%s calls ", str_eq(w->principal, "*") ? "anyone" : w->principal);
	buf_puts(b, w->action);
	if (w->resource)
		buf_printf(b, " on %s", w->resource);
	for (uint32_t i = 0; i < w->n; i++) {
		buf_puts(b, i ? ", " : " with ");
		buf_puts(b, w->key[i]);
		if (w->val[i])
			buf_printf(b, " = %s", *w->val[i] ? w->val[i] : "\"\"");
		else
			buf_puts(b, " absent");
	}
}

static void print_delta(const Comparison *c, Buf *b, const AccessDelta *d, const AccessWeight *w)
{
	buf_printf(b, "  %c%c %-12s ", d->added ? '+' : '-', d->sure == ACCESS_YES ? ' ' : '?',
		w->idle ? "nothing" : access_risks[w->risk]);
	size_t start = b->n;
	if (d->naction || d->not_action)
		print_list(b, d->action, d->naction, d->not_action);
	else
		buf_puts(b, "something");
	if (w->actions > d->naction)
		buf_printf(b, b->n - start < 60 ? " (%u actions)" : " (%u)", w->actions);
	if (d->nresource || d->not_resource) {
		new_line(b, "on");
		print_list(b, d->resource, d->nresource, d->not_resource);
	}
	if (d->nprincipal || d->not_principal) {
		new_line(b, "by");
		print_list(b, d->principal, d->nprincipal, d->not_principal);
	}
	if (d->condition) {
		new_line(b, "if");
		buf_puts(b, d->condition);
	}
	print_place(c, b, d);
	print_witness(b, &d->witness);
	if (d->unless && d->cause != CAUSE_UNKNOWN) {
		new_line(b, "unless");
		buf_printf(b, "%s says otherwise", d->unless);
	}
	if (w->idle) {
		new_line(b, "but");
		buf_puts(b, "no action that AWS has among these works on such a resource");
	}
	if (w->why) {
		new_line(b, "so");
		buf_puts(b, w->why);
	}
	buf_putc(b, '\n');
}

// Added before removed, then by risk, then as they stand.
static void print_subject(const Comparison *c, Buf *b, const Compared *s)
{
	buf_printf(b, "\n%s%s%s  %s\n", s->kind, *s->name ? " " : "", s->name,
		access_verdicts[s->result->verdict]);
	for (int added = 1; added >= 0; added--)
		for (int risk = RISK_PUBLIC; risk >= 0; risk--)
			for (uint32_t i = 0; i < s->result->n; i++)
				if (s->result->delta[i].added == added &&
					(int)s->weight[i].risk == risk)
					print_delta(c, b, &s->result->delta[i], &s->weight[i]);
}

void access_print_text(const Comparison *c, Buf *b)
{
	uint32_t changed = 0;
	for (uint32_t i = 0; i < c->n; i++)
		changed += c->item[i].found;
	buf_puts(b, access_verdicts[c->verdict]);
	if (c->n != 1)
		buf_printf(b, ": %u of %u roles and resources", changed, c->n);
	buf_printf(b, "  %s -> %s", c->old, c->new);
	buf_putc(b, '\n');
	for (uint32_t i = 0; i < c->n; i++)
		if (c->item[i].found)
			print_subject(c, b, &c->item[i]);
}
