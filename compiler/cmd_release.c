// cmd_release.c: `topc release --dry-run`: which version the next release has to be.
#include "../backends/json.h"
#include "cmd_diff.h"
#include "cmd_history.h"

#include <stdio.h>
#include <string.h>

typedef struct Reason {
	Bump bump;
	const char *text;
} Reason;

typedef struct Release {
	const Chronicle *of;
	const char *last, *tag; // tags
	const char *next;       // the version; NULL: nothing to release, or nobody knows
	bool unknown;           // the history ends before a release of it
	bool taken;             // the tag is there, on another line of development
	Bump bump;
	Reason *reason;
	uint32_t n;
} Release;

static void add(Chronicles *c, Release *r, Bump b, const char *text)
{
	Reason reason = { b, text };
	PUSH(c->arena, r->reason, r->n, reason);
	if (b > r->bump)
		r->bump = b;
}

static void by_commit(Chronicles *c, Release *r, const LogEntry *e)
{
	Buf b = { .arena = c->arena };
	buf_printf(&b, "%s %s%s", oid_text(c->arena, &e->commit.id, 7),
		e->message.breaking ? "breaking " : "", e->message.type ? e->message.type : "");
	buf_puts(&b, e->message.type ? ": " : "");
	put_safe(&b, e->message.subject);
	add(c, r, e->message.bump, b.s);
}

// A commit that was taken back since the last release counts for nothing, nor does what took it back;
// one that took back the taking back leaves the first.
static void by_commits(Chronicles *c, Release *r)
{
	const Chapter *s = &r->of->chapter[0];
	Syms *syms = syms_new(c->arena);
	Map chapter = { .arena = c->arena }, gone = { .arena = c->arena };
	for (uint32_t i = 0; i < s->n; i++) {
		const Oid *id = &c->history.entry[s->entry[i]].commit.id;
		map_put(&chapter, sym_of(syms, oid_text(c->arena, id, 40)), r);
	}
	for (uint32_t i = 0; i < s->n; i++) { // the newest first
		const LogEntry *e = &c->history.entry[s->entry[i]];
		Sym was = e->message.reverts ? sym_find(syms, e->message.reverts) : NULL;
		if (map_get(&gone, sym_of(syms, oid_text(c->arena, &e->commit.id, 40))))
			continue;
		if (was && map_get(&chapter, was))
			map_put(&gone, was, r);
		else
			by_commit(c, r, e);
	}
}

static Bump bump_of(const ResourceDelta *d)
{
	return d->lost || d->verdict >= VERDICT_RENAME ? BUMP_MAJOR :
		d->verdict == VERDICT_ADD              ? BUMP_MINOR :
							 BUMP_PATCH;
}

static void by_resources(Chronicles *c, Release *r, const TopologyDiff *t)
{
	const ResourceDiff *d = &t->target[CFN];
	for (uint32_t i = 0; i < d->n; i++) {
		const ResourceDelta *x = &d->delta[i];
		const DiffResource *one = x->new ? x->new : x->old;
		Bump bump = bump_of(x);
		if (bump == BUMP_MAJOR)
			add(c, r, bump,
				arena_format(c->arena, "%s %s%s", verdict_words[x->verdict],
					one->entity ? one->entity : one->id,
					x->lost ? ", DATA LOSS" : ""));
		else if (bump > r->bump) // one reason is enough
			add(c, r, bump,
				arena_format(c->arena, "%s %s", verdict_words[x->verdict],
					one->entity ? one->entity : one->id));
	}
	if (t->npackage && r->bump < BUMP_PATCH)
		add(c, r, BUMP_PATCH,
			arena_format(c->arena, "%u package%s changed", t->npackage,
				t->npackage == 1 ? "" : "s"));
}

// The topology as it was at its last release and as it is, among those below a folder.
static const TopologyDiff *compare(
	Chronicles *c, const Release *r, const char *below, DiffReport *d, int *status)
{
	static const bool want[BACKENDS] = { [CFN] = true };
	static const Options none;
	Arena *a = c->arena;
	Cli *cli = NEW(a, Cli);
	const char **path = NEW_N(a, const char *, 2);
	*cli = *c->cli;
	path[0] = arena_format(a, "refs/tags/%s..HEAD", r->last);
	path[1] = below;
	cli->path = path;
	cli->npath = 2;
	cli->sandbox = cli->sandbox ? cli->sandbox : "stable";
	cli->release = cli->release ? cli->release : "0.0.1"; // the number itself is no change
	*d = (DiffReport){ .arena = a, .cli = cli, .env = cli->env, .unit = unit_new(NULL, &none) };
	*status = diff_revisions(d, want);
	for (uint32_t i = 0; i < d->n && !*status; i++)
		if (str_eq(d->item[i].dir, r->of->dir))
			return &d->item[i];
	return NULL;
}

static int by_diff(Chronicles *c, Release *r)
{
	DiffReport d;
	int status;
	const char *dir = arena_format(c->arena, "%s/%s", c->root, r->of->dir);
	const TopologyDiff *t = compare(c, r, dir, &d, &status);
	if (t && !t->unit[OLD]) { // its folder was another then
		diff_end(&d);
		t = compare(c, r, c->root, &d, &status);
	}
	if (t && t->failed)
		add(c, r, BUMP_PATCH, "one side does not compile: look at it yourself");
	else if (t)
		by_resources(c, r, t);
	if (status)
		add(c, r, BUMP_PATCH, "the two versions cannot be compared");
	diff_end(&d);
	return status;
}

static Release next_release(Chronicles *c, const Chronicle *t)
{
	Release r = { .of = t };
	if (t->n < 2 && c->history.cut) {
		r.unknown = true;
	} else if (t->n < 2) {
		Version v;
		bool said = t->declared && version_read(t->declared, &v);
		r.next = said ? t->declared : "0.0.1";
		add(c, &r, BUMP_PATCH,
			said ? "the first release, as `version` says" : "the first release");
	} else {
		const Chapter *last = &t->chapter[1];
		r.last = last->tag;
		by_commits(c, &r);
		if (t->chapter[0].n)
			by_diff(c, &r);
		if (r.bump)
			r.next = version_text(c->arena, version_next(last->version, r.bump));
	}
	if (r.next)
		r.tag = arena_format(c->arena, "%s-%s", t->name, r.next);
	Ref *tag;
	uint32_t n;
	repo_tags(c->repo, c->arena, &tag, &n);
	for (uint32_t i = 0; r.tag && i < n; i++)
		r.taken |= str_eq(tag[i].name, r.tag);
	return r;
}

static void print_text(const Release *r, Buf *b)
{
	put_safe(b, r->of->name);
	if (r->unknown) {
		buf_puts(b, "  unknown: no release of it is in this shallow clone\n");
	} else if (r->next) {
		buf_puts(b, "  ");
		put_safe(b, r->last ? r->last : "no release");
		buf_puts(b, " -> ");
		put_safe(b, r->tag);
		buf_printf(b, "  %s\n", r->last ? bump_words[r->bump] : "first");
	} else {
		buf_puts(b, "  nothing to release since ");
		put_safe(b, r->last);
		buf_putc(b, '\n');
	}
	if (r->taken)
		buf_puts(b, "    the tag is there already, on another line of development\n");
	for (uint32_t i = 0; i < r->n; i++) {
		buf_printf(b, "    %-6s ", bump_words[r->reason[i].bump]);
		put_safe(b, r->reason[i].text);
		buf_putc(b, '\n');
	}
}

static Value *text(Arena *a, const char *s)
{
	return s ? value_str(a, s, (Span){ 0 }) : value_new(a, V_NULL, (Span){ 0 });
}

static Value *as_json(Arena *a, const Release *r)
{
	Value *m = value_map(a, (Span){ 0 });
	Value *why = value_list(a, (Span){ 0 });
	value_set(a, m, "topology", text(a, r->of->name));
	value_set(a, m, "path", text(a, r->of->dir));
	value_set(a, m, "last", text(a, r->last));
	value_set(a, m, "bump", text(a, bump_words[r->next ? r->bump : BUMP_NONE]));
	value_set(a, m, "version", text(a, r->next));
	value_set(a, m, "tag", text(a, r->tag));
	value_set(a, m, "taken", value_bool(a, r->taken, (Span){ 0 }));
	for (uint32_t i = 0; i < r->n; i++) {
		Value *one = value_map(a, (Span){ 0 });
		value_set(a, one, "bump", text(a, bump_words[r->reason[i].bump]));
		value_set(a, one, "text", text(a, r->reason[i].text));
		value_push(a, why, one);
	}
	value_set(a, m, "why", why);
	return m;
}

int run_release(Arena *a, Cli *cli)
{
	if (!cli->dry_run) {
		fprintf(stderr,
			"topc: release makes no tag itself: `topc release --dry-run` says which one, `git tag -a` makes it\n");
		return EXIT_USAGE;
	}
	Chronicles c;
	int status = chronicles_read(&c, a, cli);
	Buf b = { .arena = a };
	bool json = cli->json || str_eq(cli->format, "json");
	Value *list = value_list(a, (Span){ 0 });
	bool unknown = false;
	for (uint32_t i = 0; i < c.n && !status; i++) {
		Release r = next_release(&c, &c.item[i]);
		unknown |= r.unknown;
		if (json)
			value_push(a, list, as_json(a, &r));
		else
			print_text(&r, &b);
	}
	if (json && !status) {
		Value *top = value_map(a, (Span){ 0 });
		value_set(a, top, "schema", text(a, "topc.release/1"));
		value_set(a, top, "topologies", list);
		json_print(&b, top, 2);
	}
	fwrite(b.s ? b.s : "", 1, b.n, stdout);
	Result result = { &c.unit, c.unit != NULL, "release" };
	if (c.unit && c.unit->ndiag) {
		int found = report_result(a, cli, &result);
		status = found ? found : status;
	}
	chronicles_end(&c);
	return status ? status : unknown ? EXIT_FINDINGS : EXIT_CLEAN;
}
