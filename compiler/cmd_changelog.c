// cmd_changelog.c: `topc changelog`: what changed between the releases of each topology.
#include "../backends/json.h"
#include "cmd_diff.h"
#include "cmd_history.h"

#include <stdio.h>
#include <string.h>

// Groups of a changelog, in their order (keepachangelog.com); a type that none names is the last one's.
static const struct {
	const char *title, *types;
} groups[] = {
	{ "Breaking", NULL },
	{ "Added", "feat" },
	{ "Fixed", "fix revert" },
	{ "Faster", "perf" },
	{ "Changed", "" },
};

static size_t group_of(const Message *m)
{
	if (m->breaking)
		return 0;
	for (size_t i = 1; m->type && i < COUNT(groups); i++)
		if (word_in(groups[i].types, m->type, strlen(m->type)))
			return i;
	return COUNT(groups) - 1;
}

static const LogEntry *entry(const Chronicles *c, const Chapter *s, uint32_t i)
{
	return &c->history.entry[s->entry[i]];
}

// Sections that are printed: all, or with --unreleased the first.
static uint32_t shown(const Chronicles *c, const Chronicle *t)
{
	return c->cli->unreleased ? 1 : t->n;
}

static void put_utf8(Buf *b, const char *s)
{
	size_t n = strlen(s);
	if (utf8_check(s, n) == n) {
		put_safe(b, s);
		return;
	}
	for (; *s; s++) // another encoding
		if ((uint8_t)*s >= 0x80 || (uint8_t)*s < 0x20)
			buf_putc(b, '?');
		else
			buf_putc(b, *s);
}

// ---- Text -----------------------------------------------------------------------------------------

static void print_text(const Chronicles *c, Buf *b)
{
	for (uint32_t i = 0; i < c->n; i++) {
		const Chronicle *t = &c->item[i];
		put_utf8(b, t->name);
		buf_puts(b, "\n");
		for (uint32_t j = 0; j < shown(c, t); j++) {
			const Chapter *s = &t->chapter[j];
			if (!s->tag && !s->n && t->n > 1)
				continue;
			buf_printf(b, "  %s%s%s\n",
				s->tag ? version_text(c->arena, s->version) : "unreleased",
				s->tag ? "  " : "", s->tag ? date_text(c->arena, s->time) : "");
			for (uint32_t k = 0; k < s->n; k++) {
				const LogEntry *e = entry(c, s, k);
				const Message *m = &e->message;
				buf_printf(b, "    %.7s  %s%s",
					oid_text(c->arena, &e->commit.id, 7),
					m->breaking ? "BREAKING " : "", m->type ? m->type : "");
				if (m->scope) {
					buf_putc(b, '(');
					put_utf8(b, m->scope);
					buf_putc(b, ')');
				}
				buf_puts(b, m->type ? ": " : "");
				put_utf8(b, m->subject);
				buf_putc(b, '\n');
			}
		}
	}
}

// ---- Markdown -------------------------------------------------------------------------------------

static void put_plain(Buf *b, const char *s)
{
	Buf t = { 0 };
	put_utf8(&t, s);
	for (const char *c = t.s ? t.s : ""; *c; c++) {
		if (strchr("\\`*_[]<>|#&~", *c))
			buf_putc(b, '\\');
		buf_putc(b, *c);
	}
	buf_free(&t);
}

static void print_group(const Chronicles *c, const Chapter *s, size_t group, Buf *b)
{
	bool any = false;
	for (uint32_t k = 0; k < s->n; k++) {
		const LogEntry *e = entry(c, s, k);
		if (group_of(&e->message) != group)
			continue;
		if (!any)
			buf_printf(b, "\n### %s\n\n", groups[group].title);
		any = true;
		buf_puts(b, "- ");
		if (e->message.scope) {
			buf_puts(b, "**");
			put_plain(b, e->message.scope);
			buf_puts(b, ":** ");
		}
		put_plain(b, e->message.subject);
		buf_printf(b, " (%s)\n", oid_text(c->arena, &e->commit.id, 7));
		if (e->message.breaking && !str_eq(e->message.breaking, e->message.subject)) {
			buf_puts(b, "  ");
			put_plain(b, e->message.breaking);
			buf_putc(b, '\n');
		}
	}
}

static void print_markdown(const Chronicles *c, Buf *b)
{
	for (uint32_t i = 0; i < c->n; i++) {
		const Chronicle *t = &c->item[i];
		buf_printf(b, "%s# Changelog of ", i ? "\n" : "");
		put_plain(b, t->name);
		buf_putc(b, '\n');
		for (uint32_t j = 0; j < shown(c, t); j++) {
			const Chapter *s = &t->chapter[j];
			if (!s->tag && !s->n && t->n > 1)
				continue;
			if (s->tag)
				buf_printf(b, "\n## %s - %s\n", version_text(c->arena, s->version),
					date_text(c->arena, s->time));
			else
				buf_puts(b, "\n## Unreleased\n");
			for (size_t g = 0; g < COUNT(groups); g++)
				print_group(c, s, g, b);
		}
	}
}

// ---- JSON -----------------------------------------------------------------------------------------

static Value *text(Arena *a, const char *s)
{
	Buf b = { .arena = a };
	if (!s)
		return value_new(a, V_NULL, (Span){ 0 });
	if (utf8_check(s, strlen(s)) == strlen(s))
		return value_str(a, s, (Span){ 0 });
	put_utf8(&b, s);
	return value_str(a, b.s ? b.s : "", (Span){ 0 });
}

static Value *commit_json(const Chronicles *c, const LogEntry *e)
{
	Arena *a = c->arena;
	Value *m = value_map(a, (Span){ 0 });
	value_set(a, m, "commit", text(a, oid_text(a, &e->commit.id, 40)));
	value_set(a, m, "date", text(a, date_text(a, e->commit.time)));
	value_set(a, m, "author", text(a, e->commit.author));
	value_set(a, m, "type", text(a, e->message.type));
	value_set(a, m, "scope", text(a, e->message.scope));
	value_set(a, m, "subject", text(a, e->message.subject));
	value_set(a, m, "breaking", text(a, e->message.breaking));
	value_set(a, m, "bump", text(a, bump_words[e->message.bump]));
	return m;
}

static void print_json(const Chronicles *c, Buf *b)
{
	Arena *a = c->arena;
	Value *top = value_map(a, (Span){ 0 });
	Value *list = value_list(a, (Span){ 0 });
	for (uint32_t i = 0; i < c->n; i++) {
		const Chronicle *t = &c->item[i];
		Value *m = value_map(a, (Span){ 0 });
		Value *releases = value_list(a, (Span){ 0 });
		value_set(a, m, "topology", text(a, t->name));
		value_set(a, m, "path", text(a, t->dir));
		for (uint32_t j = 0; j < shown(c, t); j++) {
			const Chapter *s = &t->chapter[j];
			Value *r = value_map(a, (Span){ 0 });
			Value *commits = value_list(a, (Span){ 0 });
			value_set(a, r, "version",
				text(a, s->tag ? version_text(a, s->version) : NULL));
			value_set(a, r, "tag", text(a, s->tag));
			value_set(a, r, "date", text(a, s->tag ? date_text(a, s->time) : NULL));
			for (uint32_t k = 0; k < s->n; k++)
				value_push(a, commits, commit_json(c, entry(c, s, k)));
			value_set(a, r, "commits", commits);
			value_push(a, releases, r);
		}
		value_set(a, m, "releases", releases);
		value_push(a, list, m);
	}
	value_set(a, top, "schema", text(a, "topc.changelog/1"));
	value_set(a, top, "head", text(a, oid_text(a, &c->head, 40)));
	value_set(a, top, "topologies", list);
	json_print(b, top, 2);
}

int run_changelog(Arena *a, Cli *cli)
{
	Chronicles c;
	int status = chronicles_read(&c, a, cli);
	Buf b = { .arena = a };
	const char *format = cli->format ? cli->format : cli->json ? "json" : "text";
	if (!status)
		(str_eq(format, "json")                    ? print_json :
				str_eq(format, "markdown") ? print_markdown :
							     print_text)(&c, &b);
	fwrite(b.s ? b.s : "", 1, b.n, stdout);
	Result r = { &c.unit, c.unit != NULL, "changelog" };
	if (c.unit && c.unit->ndiag) {
		int found = report_result(a, cli, &r);
		status = found ? found : status;
	}
	chronicles_end(&c);
	return status;
}
