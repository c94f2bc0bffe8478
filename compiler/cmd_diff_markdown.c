// cmd_diff_markdown.c: `topc diff` as a comment on a pull request.
//
// The first line is the key by which a bot finds its own comment again. Sections are made one by one
// and the last ones are left out when all of them do not fit: hosts cut or refuse what is longer.
#include "cmd_diff.h"

#include <string.h>

enum { SHOWN_VALUE = 80, SHOWN_ROWS = 40, MOST_BYTES = 60000 };

typedef struct Parts {
	Arena *arena;
	Buf **item;
	uint32_t n;
} Parts;

static Buf *part(Parts *p)
{
	Buf *b = NEW(p->arena, Buf);
	b->arena = p->arena;
	PUSH(p->arena, p->item, p->n, b);
	return b;
}

// Hosts look for mentions and references in what is rendered, so that escapes do not stop them: a
// comment between the sign and the name does.
static bool put_sign(Buf *b, char c)
{
	if (!strchr("@#!~%$&", c))
		return false;
	buf_puts(b, c == '&' ? "&amp;" : (char[]){ c, 0 });
	buf_puts(b, "<!-- -->");
	return true;
}

// Inside a line of Markdown: nothing of it is markup.
static void put_plain(Buf *b, const char *s)
{
	Buf t = { 0 };
	put_safe(&t, s);
	for (const char *c = t.s ? t.s : ""; *c; c++) {
		bool reference = strchr("@#!~", *c) || (strchr("%$&", *c) && c[1] && c[1] != '{');
		if (reference && put_sign(b, *c))
			continue;
		if (strchr("\\`*_[]<>|&", *c))
			buf_putc(b, '\\');
		buf_putc(b, *c);
		if (str_starts(c, "://")) // no link by itself
			buf_puts(b, "<!-- -->");
	}
	buf_free(&t);
}

// Inside a block of HTML, where Markdown has no say.
static void put_html(Buf *b, const char *s)
{
	Buf t = { 0 };
	put_safe(&t, s);
	for (const char *c = t.s ? t.s : ""; *c; c++)
		if (*c == '<' || *c == '>')
			buf_puts(b, *c == '<' ? "&lt;" : "&gt;");
		else if (!put_sign(b, *c))
			buf_putc(b, *c);
	buf_free(&t);
}

// Inside a fence: a run of backticks would end it.
static void put_fenced(Buf *b, const char *s)
{
	Buf t = { 0 };
	put_safe(&t, s);
	for (const char *c = t.s ? t.s : ""; *c; c++)
		buf_puts(b, *c == '`' ? "'" : (char[]){ *c, 0 });
	buf_free(&t);
}

// Inside the comment that is the key: `-->` would end it.
static void put_key(Buf *b, const char *s)
{
	for (; *s; s++)
		buf_putc(b,
			(*s >= '0' && *s <= '9') || ((*s | 32) >= 'a' && (*s | 32) <= 'z') ||
					*s == '-' || *s == '_' || *s == '.' ?
				*s :
				'_');
}

// Over all topologies, without what only has another name now.
static AccessVerdict access_shown(const DiffReport *r, AccessAnswer *added)
{
	AccessVerdict worst = ACCESS_SAME;
	for (uint32_t i = 0; i < r->n; i++) {
		AccessVerdict v = diff_access_shown(&r->item[i], added);
		worst = worst == ACCESS_SAME || v == worst                 ? v :
			v == ACCESS_SAME                                   ? worst :
			worst == ACCESS_UNDECIDED || v == ACCESS_UNDECIDED ? ACCESS_UNDECIDED :
									     ACCESS_DIFFERENT;
	}
	return worst;
}

static void put_heading(const DiffReport *r, Buf *b)
{
	bool named = r->n == 1;
	buf_puts(b, "<!-- topc-diff:");
	put_key(b, named ? r->item[0].name : "all");
	buf_putc(b, ':');
	put_key(b, r->env ? r->env : "default");
	buf_puts(b, " -->\n");
	buf_puts(b, "### topc diff");
	if (named) {
		buf_puts(b, ": ");
		put_plain(b, r->item[0].name);
	}
	buf_printf(b, "\n\n**replace %u", r->count[VERDICT_REPLACE]);
	if (r->count[VERDICT_MAY_REPLACE])
		buf_printf(b, " · may replace %u", r->count[VERDICT_MAY_REPLACE]);
	if (r->count[VERDICT_RENAME])
		buf_printf(b, " · rename %u", r->count[VERDICT_RENAME]);
	buf_printf(b, " · update %u · add %u · remove %u", r->count[VERDICT_UPDATE],
		r->count[VERDICT_ADD], r->count[VERDICT_REMOVE]);
	if (r->lost)
		buf_printf(b, " · DATA LOSS %u", r->lost);
	buf_printf(b, " · access %s**\n", access_verdicts[access_shown(r, NULL)]);
	if (r->failed)
		buf_printf(b, "\n%u topolog%s not compile.\n", r->failed,
			r->failed == 1 ? "y does" : "ies do");
}

// What cannot be taken back, above everything that is folded.
static void put_caution(const DiffReport *r, Buf *b)
{
	uint32_t shown = 0, more = 0;
	for (uint32_t i = 0; i < r->n; i++)
		for (Backend k = 0; k < BACKENDS; k++)
			for (uint32_t j = 0; r->item[i].has[k] && j < r->item[i].target[k].n; j++) {
				const ResourceDelta *d = &r->item[i].target[k].delta[j];
				const DiffResource *one = d->new ? d->new : d->old;
				if (!d->lost && d->verdict < VERDICT_RENAME)
					continue;
				if (shown == SHOWN_ROWS) {
					more++;
					continue;
				}
				buf_puts(b, shown++ ? "" : "\n> [!CAUTION]\n");
				buf_printf(b, "> - **%s** ", verdict_words[d->verdict]);
				put_plain(b, one->entity ? one->entity : one->id);
				buf_puts(b, " (");
				put_plain(b, one->type);
				buf_printf(b, ")%s%s", d->lost ? ": **DATA LOSS**" : "",
					d->follows ? ", follows " : "");
				put_plain(b, d->follows ? d->follows : "");
				buf_putc(b, '\n');
			}
	if (more)
		buf_printf(b, "> - and %u more\n", more);
	for (uint32_t i = 0; i < r->n; i++)
		for (Backend k = 0; k < BACKENDS; k++) {
			const char *stacks =
				r->item[i].has[k] ? diff_stacks(r, &r->item[i].target[k]) : NULL;
			if (stacks && shown) {
				buf_puts(b, "> - ");
				put_plain(b, stacks);
				buf_putc(b, '\n');
			}
		}
}

static void put_words(Buf *b, const char *const *item, uint32_t n, bool negated)
{
	buf_puts(b, negated ? "all but " : "");
	for (uint32_t i = 0; i < n && i < 4; i++) {
		buf_puts(b, i ? ", " : "");
		put_plain(b, item[i]);
	}
	if (n > 4)
		buf_printf(b, " and %u more", n - 4);
	if (!n)
		buf_puts(b, "all");
}

static void put_grant(const Compared *c, uint32_t k, Buf *b)
{
	const AccessDelta *d = &c->result->delta[k];
	const char *risk = diff_risk(c, k);
	bool trust = (c->new ? c->new : c->old)->type == POLICY_TRUST;
	buf_printf(b, "| %c%s", d->added ? '+' : '-', d->sure == ACCESS_YES ? "" : "?");
	if (risk)
		buf_printf(b, " **%s**", risk);
	buf_puts(b, " | ");
	put_plain(b, c->kind);
	buf_putc(b, ' ');
	put_plain(b, c->name);
	if (d->nprincipal) {
		buf_puts(b, " by ");
		put_words(b, d->principal, d->nprincipal, d->not_principal);
	}
	buf_puts(b, " | ");
	put_words(b, d->action, d->naction, d->not_action);
	buf_puts(b, " | ");
	if (!trust || d->nresource)
		put_words(b, d->resource, d->nresource, d->not_resource);
	buf_puts(b, " | ");
	put_plain(b, d->condition ? d->condition : "");
	buf_puts(b, " |\n");
}

static void put_access(const DiffReport *r, Buf *b)
{
	static const char head[] =
		"\n| | who | actions | resource | condition |\n|---|---|---|---|---|\n";
	uint32_t rows = 0, renamed = 0;
	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t j = 0; j < r->item[i].access.n; j++) {
			const Compared *c = &r->item[i].access.item[j];
			renamed += c->was != NULL;
			for (uint32_t k = 0; !c->was && !c->folded && k < c->result->n; k++) {
				if (!rows)
					buf_puts(b, head);
				if (rows++ < SHOWN_ROWS)
					put_grant(c, k, b);
			}
		}
	if (rows > SHOWN_ROWS)
		buf_printf(b, "\nand %u more\n", rows - SHOWN_ROWS);
	if (renamed)
		buf_printf(b, "\n%u renamed role%s or resource%s may do what %s could before.\n",
			renamed, renamed == 1 ? "" : "s", renamed == 1 ? "" : "s",
			renamed == 1 ? "it" : "they");
}

static void put_open(const DiffReport *r, bool warned, Buf *b)
{
	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t j = 0; j < r->item[i].nopen; j++) {
			const OpenDelta *o = &r->item[i].open[j];
			const DiffResource *one = o->delta->new;
			buf_puts(b, warned ? "" : "\n> [!WARNING]\n");
			warned = true;
			buf_puts(b, "> - **OPEN** ");
			put_plain(b, one->entity ? one->entity : one->id);
			buf_printf(b, ": %s\n", o->why);
		}
}

static char sign_of(Verdict v)
{
	return v == VERDICT_ADD ? '+' : v >= VERDICT_RENAME ? '-' : '!';
}

static void put_delta(const DiffReport *r, const TopologyDiff *t, const ResourceDiff *of,
	const ResourceDelta *d, Buf *b)
{
	const DiffResource *one = d->new ? d->new : d->old;
	buf_printf(b, "%c %s ", sign_of(d->verdict), verdict_words[d->verdict]);
	put_fenced(b, one->entity ? one->entity : one->id);
	buf_puts(b, "  ");
	put_fenced(b, one->type);
	if (d->lost)
		buf_puts(b, "  DATA LOSS");
	if (d->follows) {
		buf_puts(b, "  (follows ");
		put_fenced(b, d->follows);
		buf_putc(b, ')');
	}
	buf_putc(b, '\n');
	uint32_t notes;
	const char **note = diff_notes(r, of, d, &notes);
	for (uint32_t i = d->lost; i < notes; i++) { // DATA LOSS stands behind the name
		buf_puts(b, "    ");
		put_fenced(b, note[i]);
		buf_putc(b, '\n');
	}
	for (uint32_t i = 0; i < d->n && i < SHOWN_ROWS; i++) {
		const DiffChange *c = &d->change[i];
		Buf v = { 0 };
		buf_puts(&v, "    ");
		buf_puts(&v, c->pointer + 1);
		buf_puts(&v, "  ");
		if (c->follows) {
			buf_printf(&v, "follows %s", c->follows);
		} else if (is_secret(c->pointer)) {
			buf_puts(&v, "(a secret) changed");
		} else {
			put_change_values(&v, c->before, c->after, SHOWN_VALUE);
		}
		if (c->replaces == REPLACES_ALWAYS && d->old && d->new)
			buf_puts(&v, "  replaces");
		const char *place = c->follows ? NULL : diff_place(r, t, c->unit, c->at);
		if (place)
			buf_printf(&v, "  %s", place);
		put_fenced(b, v.s);
		buf_putc(b, '\n');
		buf_free(&v);
	}
	if (d->n > SHOWN_ROWS)
		buf_printf(b, "    and %u more\n", d->n - SHOWN_ROWS);
}

static void put_topology(const DiffReport *r, const TopologyDiff *t, Backend k, Buf *b)
{
	const ResourceDiff *d = &t->target[k];
	buf_puts(b, "\n<details><summary>");
	put_html(b, t->name);
	buf_printf(b, "%s: %u change%s</summary>\n\n```diff\n", k == TF ? ", Terraform" : "", d->n,
		d->n == 1 ? "" : "s");
	for (uint32_t i = 0; i < d->n; i++)
		put_delta(r, t, d, &d->delta[i], b);
	buf_puts(b, "```\n</details>\n");
}

static void put_packages(const DiffReport *r, Buf *b)
{
	bool any = false;
	for (uint32_t i = 0; i < r->n; i++)
		for (uint32_t j = 0; j < r->item[i].npackage; j++) {
			const PackageDelta *p = &r->item[i].package[j];
			if (!any)
				buf_puts(b,
					"\n<details><summary>Packages</summary>\n\n| package | before | after | files |\n|---|---|---|---|\n");
			any = true;
			buf_puts(b, "| ");
			put_plain(b, p->name);
			buf_printf(b, " | %.12s | %.12s | %u |\n", p->old ? p->old->digest : "-",
				p->new ? p->new->digest : "-", p->nfile);
		}
	if (any)
		buf_puts(b, "\n</details>\n");
}

static void put_footer(const DiffReport *r, uint32_t same, Buf *b)
{
	if (same)
		buf_printf(b, "\n%u topolog%s unchanged.\n", same, same == 1 ? "y" : "ies");
	buf_puts(b, "\n<sub>topc " TOPC_VERSION ", ");
	put_plain(b, r->base);
	if (r->base_id)
		buf_printf(b, " (%.12s)", r->base_id);
	buf_puts(b, " to ");
	put_plain(b, r->head);
	if (r->head_id)
		buf_printf(b, " (%.12s)", r->head_id);
	buf_puts(b, ". Compares source versions; says nothing about what is deployed.</sub>\n");
}

void diff_markdown(const DiffReport *r, Buf *out)
{
	Parts p = { .arena = r->arena };
	uint32_t same = r->untouched;
	put_heading(r, part(&p));
	put_caution(r, part(&p));
	Buf *access = part(&p);
	AccessAnswer added = ACCESS_NO;
	access_shown(r, &added);
	if (added)
		buf_puts(access, "\n> [!WARNING]\n> Access is wider than before, or may be.\n");
	put_open(r, added != ACCESS_NO, access);
	put_access(r, access);
	for (uint32_t i = 0; i < r->n; i++) {
		same += !topology_changed(&r->item[i]);
		for (Backend k = 0; k < BACKENDS; k++)
			if (r->item[i].has[k] && r->item[i].target[k].n)
				put_topology(r, &r->item[i], k, part(&p));
	}
	put_packages(r, part(&p));
	Buf footer = { .arena = r->arena };
	put_footer(r, same, &footer);
	size_t most = r->cli->max_bytes > 0 ? (size_t)r->cli->max_bytes : MOST_BYTES;
	size_t left = most > footer.n + 80 ? most - footer.n - 80 : 0;
	uint32_t cut = 0;
	for (uint32_t i = 0; i < p.n; i++) {
		if (!p.item[i]->n)
			continue;
		if (cut || p.item[i]->n > left) { // what stands below is less than what is above
			cut++;
			continue;
		}
		buf_add(out, p.item[i]->s, p.item[i]->n);
		left -= p.item[i]->n;
	}
	if (cut)
		buf_printf(out, "\n%u section%s left out: the comment would be too long.\n", cut,
			cut == 1 ? " is" : "s are");
	buf_add(out, footer.s, footer.n);
}
