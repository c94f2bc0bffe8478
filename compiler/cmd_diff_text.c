// cmd_diff_text.c: what `topc diff` tells people.
#include "cmd_diff.h"

#include <string.h>

enum {
	SHOWN_VALUE = 60,   // characters of a value; the rest is `…`
	SHOWN_CHANGES = 24, // of one resource; the rest is counted
	SHOWN_FILES = 6,    // of one package
	WORD = 13,          // the column after the verdict
};

const char *diff_place(const DiffReport *r, const TopologyDiff *t, const Unit *u, Span at)
{
	if (!at.file || !u)
		return NULL;
	Source *s = u->src[at.file];
	Position p = source_position(u->arena, s, at.lo);
	Buf b = { .arena = r->arena };
	bool shown = t->dir && (u == t->unit[OLD] || !*u->tree->label);
	buf_puts(&b, shown ? tree_show(u->tree, r->arena, s->path) : s->path);
	buf_printf(&b, ":%u", p.line);
	Buf safe = { .arena = r->arena };
	put_safe(&safe, b.s);
	return safe.s;
}

bool topology_changed(const TopologyDiff *t)
{
	bool changed = t->failed || t->npackage || t->access.n;
	for (Backend b = 0; b < BACKENDS; b++)
		changed |= t->has[b] && t->target[b].n;
	return changed;
}

// ---- Resources ------------------------------------------------------------------------------------

static void put_count(Buf *b, const ResourceDiff *d, Verdict v, const char *word)
{
	buf_printf(b, "%s%s %u", b->n && b->s[b->n - 1] != ' ' ? "  " : "", word, d->count[v]);
}

static void put_head(const DiffReport *r, const TopologyDiff *t, Backend target, Buf *b)
{
	const ResourceDiff *d = &t->target[target];
	put_safe(b, t->name);
	if (r->env)
		buf_printf(b, " (%s)", r->env);
	buf_puts(b, target == TF ? ", Terraform" : "");
	buf_puts(b, !t->unit[OLD] ? "  new" : !t->unit[NEW_SIDE] ? "  gone" : "");
	if (t->moved) {
		buf_puts(b, "  moved from ");
		put_safe(b, *t->moved ? t->moved : ".");
	}
	buf_puts(b, "   ");
	put_count(b, d, VERDICT_REPLACE, "replace");
	if (d->count[VERDICT_MAY_REPLACE])
		put_count(b, d, VERDICT_MAY_REPLACE, "may-replace");
	if (d->count[VERDICT_RENAME])
		put_count(b, d, VERDICT_RENAME, "rename");
	put_count(b, d, VERDICT_UPDATE, "update");
	put_count(b, d, VERDICT_ADD, "add");
	put_count(b, d, VERDICT_REMOVE, "remove");
	if (d->lost)
		buf_printf(b, "  DATA LOSS %u", d->lost);
	AccessVerdict access = diff_access_shown(t, NULL);
	if (t->nopen)
		buf_printf(b, "  open %u", t->nopen);
	if (access != ACCESS_SAME)
		buf_printf(b, "  access %s", access_verdicts[access]);
	buf_putc(b, '\n');
}

static void put_change(
	const DiffReport *r, const TopologyDiff *t, const DiffChange *c, bool paired, Buf *b)
{
	static const char *const says[] = {
		[REPLACES_NEVER] = "",
		[REPLACES_UNKNOWN] = "unknown, check",
		[REPLACES_MAYBE] = "may replace",
		[REPLACES_ALWAYS] = "always replaces",
	};
	buf_fill(b, ' ', WORD);
	put_safe(b, c->pointer + 1);
	buf_puts(b, "  ");
	if (c->follows) {
		buf_puts(b, "follows ");
		put_safe(b, c->follows);
	} else if (is_secret(c->pointer)) {
		buf_puts(b, "(a secret) changed");
	} else {
		put_change_values(b, c->before, c->after, SHOWN_VALUE);
	}
	if (paired && !c->beside && *says[c->replaces])
		buf_printf(b, "  %s", says[c->replaces]);
	const char *place = c->follows ? NULL : diff_place(r, t, c->unit, c->at);
	if (place)
		buf_printf(b, "  %s", place);
	buf_putc(b, '\n');
}

static void put_line(Buf *b, const char *text)
{
	buf_fill(b, ' ', WORD);
	put_safe(b, text);
	buf_putc(b, '\n');
}

static void put_delta(const DiffReport *r, const TopologyDiff *t, const ResourceDiff *of,
	const ResourceDelta *d, Buf *b)
{
	const DiffResource *one = d->new ? d->new : d->old;
	size_t start = b->n;
	buf_puts(b, verdict_words[d->verdict]);
	buf_fill(b, ' ', WORD - (b->n - start));
	if (one->entity) {
		put_safe(b, one->entity);
		buf_puts(b, "  ");
	}
	put_safe(b, one->type);
	buf_puts(b, "  ");
	put_safe(b, one->id);
	if (d->follows) {
		buf_puts(b, "  (follows ");
		put_safe(b, d->follows);
		buf_putc(b, ')');
	}
	const char *place = d->n ? NULL : diff_place(r, t, one->unit, one->at);
	if (place)
		buf_printf(b, "  %s", place);
	buf_putc(b, '\n');
	uint32_t notes;
	const char **note = diff_notes(r, of, d, &notes);
	for (uint32_t i = 0; i < notes; i++)
		put_line(b, note[i]);
	for (uint32_t i = 0; i < d->n && i < SHOWN_CHANGES; i++)
		put_change(r, t, &d->change[i], d->old && d->new, b);
	if (d->n > SHOWN_CHANGES)
		put_line(b, arena_format(r->arena, "and %u more", d->n - SHOWN_CHANGES));
}

// ---- Access, packages -----------------------------------------------------------------------------

static void put_list(Buf *b, const char *const *list, uint32_t n, bool negated, const char *none)
{
	buf_puts(b, negated ? "all but " : "");
	for (uint32_t i = 0; i < n && i < 4; i++) {
		buf_puts(b, i ? ", " : "");
		put_safe(b, list[i]);
	}
	if (n > 4)
		buf_printf(b, " and %u more", n - 4);
	if (!n)
		buf_puts(b, none);
}

static void put_grant(
	const DiffReport *r, const TopologyDiff *t, const Compared *c, uint32_t i, Buf *b)
{
	const AccessDelta *d = &c->result->delta[i];
	bool trust = (c->new ? c->new : c->old)->type == POLICY_TRUST;
	const char *risk = diff_risk(c, i);
	buf_printf(b, "  %s%s  ", d->sure == ACCESS_YES ? "" : "may ",
		d->sure == ACCESS_YES ? (d->added ? "gains" : "loses") :
					(d->added ? "gain" : "lose"));
	put_list(b, d->action, d->naction, d->not_action, "something");
	if (d->nresource || d->not_resource || !trust) {
		buf_puts(b, "  on ");
		put_list(b, d->resource, d->nresource, d->not_resource, "everything");
	}
	if (d->nprincipal || d->not_principal) {
		buf_puts(b, "  by ");
		put_list(b, d->principal, d->nprincipal, d->not_principal, "");
	}
	if (risk) {
		buf_printf(b, "  %s", risk);
		buf_puts(b, c->weight[i].why ? ": " : "");
		put_safe(b, c->weight[i].why ? c->weight[i].why : "");
	}
	bool here = d->added != (d->cause == CAUSE_DENY);
	const char *place = diff_place(r, t, t->unit[here ? NEW_SIDE : OLD], d->at);
	if (place)
		buf_printf(b, "  %s", place);
	buf_putc(b, '\n');
	if (d->condition) {
		buf_fill(b, ' ', WORD);
		buf_puts(b, "if ");
		put_safe(b, d->condition);
		buf_putc(b, '\n');
	}
}

static void put_access(const DiffReport *r, const TopologyDiff *t, const Compared *c, Buf *b)
{
	uint32_t n = c->was ? 1 : c->folded ? 0 : c->result->n;
	for (uint32_t i = 0; i < n; i++) {
		buf_puts(b, "ACCESS       ");
		put_safe(b, c->kind);
		buf_putc(b, ' ');
		put_safe(b, c->name);
		if (!c->was) {
			put_grant(r, t, c, i, b);
			continue;
		}
		buf_puts(b, "  the same as ");
		put_safe(b, c->was);
		buf_puts(b, " had, under the new name\n");
	}
}

static void put_open(const DiffReport *r, const TopologyDiff *t, const OpenDelta *o, Buf *b)
{
	const DiffResource *one = o->delta->new;
	buf_puts(b, "OPEN         ");
	put_safe(b, one->entity ? one->entity : one->id);
	buf_printf(b, "  %s", o->why);
	const char *place = diff_place(r, t, one->unit, o->at);
	if (place)
		buf_printf(b, "  %s", place);
	buf_putc(b, '\n');
}

static void put_size(Buf *b, const Artifact *a)
{
	if (!a)
		buf_puts(b, "-");
	else if (a->built)
		buf_printf(b, "%.12s (built)", a->digest);
	else
		buf_printf(b, "%.12s (%.1f KiB)", a->digest, (double)a->bytes / 1024);
}

static void put_packages(const TopologyDiff *t, Buf *b)
{
	for (uint32_t i = 0; i < t->npackage; i++) {
		const PackageDelta *p = &t->package[i];
		buf_printf(b, "PACKAGE      ");
		put_safe(b, p->name);
		buf_puts(b, "  ");
		put_size(b, p->old);
		buf_puts(b, " -> ");
		put_size(b, p->new);
		if (p->nfile)
			buf_printf(b, "  %u file%s:", p->nfile, p->nfile == 1 ? "" : "s");
		for (uint32_t j = 0; j < p->nfile && j < SHOWN_FILES; j++) {
			buf_printf(b, " %c", p->file[j].sign);
			put_safe(b, p->file[j].name);
		}
		buf_puts(b, p->nfile > SHOWN_FILES ? " …\n" : "\n");
	}
	if (t->npackage && t->same_packages)
		buf_printf(b, "             %u other package%s unchanged\n", t->same_packages,
			t->same_packages == 1 ? "" : "s");
}

static void put_topology(const DiffReport *r, const TopologyDiff *t, Buf *b)
{
	if (t->failed) {
		put_safe(b, t->name);
		buf_puts(b, "   does not compile\n\n");
		return;
	}
	bool head = false;
	for (Backend k = 0; k < BACKENDS; k++) {
		if (!t->has[k] || (!t->target[k].n && (head || t->has[1 - k])))
			continue;
		buf_puts(b, head ? "\n" : "");
		put_head(r, t, k, b);
		const char *stacks = diff_stacks(r, &t->target[k]);
		if (stacks)
			buf_printf(b, "%s\n", stacks);
		buf_putc(b, '\n');
		head = true;
		for (uint32_t i = 0; i < t->target[k].n; i++)
			put_delta(r, t, &t->target[k], &t->target[k].delta[i], b);
	}
	for (uint32_t i = 0; i < t->nopen; i++)
		put_open(r, t, &t->open[i], b);
	for (uint32_t i = 0; i < t->access.n; i++)
		put_access(r, t, &t->access.item[i], b);
	put_packages(t, b);
	buf_putc(b, '\n');
}

void diff_text(const DiffReport *r, Buf *b)
{
	uint32_t same = r->untouched;
	for (uint32_t i = 0; i < r->n; i++)
		if (topology_changed(&r->item[i]))
			put_topology(r, &r->item[i], b);
		else
			same++;
	if (r->n == 1 && same == 1 && !r->item[0].dir)
		buf_puts(b, "no change\n");
	else if (same)
		buf_printf(b, "%u topolog%s unchanged\n", same, same == 1 ? "y" : "ies");
	put_safe(b, r->base);
	buf_puts(b, "..");
	put_safe(b, r->head);
	buf_puts(b, ": compares source versions; says nothing about what is deployed\n");
}
