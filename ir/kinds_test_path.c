// kinds_test_path.c: paths of properties, alone and beside each other.
#include "kinds_test.h"

#include <stdlib.h>
#include <string.h>

static const char names[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

// Says so unless it has been said of the row already.
static bool no_path(Lint *l, const char *path, const char *why)
{
	if (!l->silent)
		complain(l, "`%s`%s", path, why);
	return false;
}

// `[3]`, `[+]`, `{}`, `{2}`, `{+}` at s into the segment; NULL when it is none of these.
static const char *read_bracket(const char *s, Segment *seg)
{
	char close = *s == '[' ? ']' : '}';
	seg->bracket = *s++;
	if (*s == '+') {
		seg->index = FRESH;
		s++;
	} else if (*s == '}' && close == '}') {
		seg->index = SINGLE;
	} else {
		size_t n = strspn(s, "0123456789");
		if (!n || n > 3)
			return NULL;
		seg->index = atoi(s);
		s += n;
	}
	return *s == close ? s + 1 : NULL;
}

static const char *read_segment(Lint *l, const char *s, Segment *seg)
{
	size_t n = strspn(s, names);
	seg->name = arena_copy(l->arena, s, n);
	s += n;
	if (*s == ':') {
		size_t len = strcspn(s + 1, ".[{");
		seg->as = arena_copy(l->arena, s + 1, len);
		if (!word_in("json subst str b64", s + 1, len))
			return NULL;
		s += 1 + len;
	}
	if (*s == '[' || *s == '{')
		s = read_bracket(s, seg);
	return n ? s : NULL;
}

bool lint_path(Lint *l, const char *path, Backend b, Path *out)
{
	const char *s = path;
	*out = (Path){ 0 };
	if (*s == '@') {
		if (b == TF)
			return no_path(
				l, path, ": Terraform's meta-arguments are written without `@`");
		s++;
	}
	while (s && *s) {
		Segment seg = { .index = SINGLE };
		s = read_segment(l, s, &seg);
		if (!s || (*s && *s != '.') || (*s && !s[1]))
			return no_path(l, path, " is no path");
		if (seg.bracket == '{' && b == CFN)
			return no_path(l, path, ": blocks are Terraform's");
		PUSH(l->arena, out->seg, out->n, seg);
		s += *s == '.';
	}
	return out->n > 0 || no_path(l, path, " is no path");
}

// ---- All places of one resource ---------------------------------------------------------------------

typedef struct Place {
	const char *text; // "A.b[0]", `[+]` numbered
	bool fresh, leaf, sometimes;
	const char *row;
} Place;

typedef struct Places {
	Lint *l;
	Backend b;
	Place *at;
	uint32_t n;
	unsigned fresh;
} Places;

static Place *find_place(const Places *p, const char *text)
{
	for (uint32_t i = 0; i < p->n; i++)
		if (str_eq(p->at[i].text, text))
			return &p->at[i];
	return NULL;
}

static void add_place(Places *p, const char *text, bool leaf, bool sometimes, const char *row)
{
	Place *old = find_place(p, text);
	if (!old) {
		PUSH(p->l->arena, p->at, p->n, ((Place){ text, false, leaf, sometimes, row }));
	} else if (leaf && old->leaf && !(sometimes && old->sometimes)) {
		complain(p->l, "`%s` and `%s` go to one place", old->row, row);
	} else if (leaf != old->leaf && !(sometimes && old->sometimes)) {
		complain(p->l, "`%s` and `%s`: one goes through the other's value", old->row, row);
	}
}

// A segment as text; every `[+]` is another place.
static const char *segment_text(Places *p, const char *prefix, const Segment *s)
{
	const char *all = arena_format(p->l->arena, "%s%s%s", prefix, *prefix ? "." : "", s->name);
	if (!s->bracket)
		return all;
	add_place(p, all, false, true, all);
	if (s->index == FRESH)
		return arena_format(p->l->arena, "%s[+%u]", all, ++p->fresh);
	return arena_format(p->l->arena, "%s[%d]", all, s->index < 0 ? 0 : s->index);
}

static void add_path(
	Places *p, const char *prefix, const char *row, const Path *path, bool sometimes)
{
	const char *text = prefix;
	for (uint32_t i = 0; i < path->n; i++) {
		const Segment *s = &path->seg[i];
		if (s->bracket && s->index > 0) { // the one before has to be somewhere
			const char *before = arena_format(p->l->arena, "%s%s%s[%d]", text,
				*text ? "." : "", s->name, s->index - 1);
			if (!find_place(p, before))
				complain(p->l, "`%s`: there is no [%d] before it", row,
					s->index - 1);
		}
		if (s->index == FRESH && i + 1 < path->n && s->bracket)
			complain(p->l,
				"`%s`: each row makes a `[+]` of its own, so nothing can stand below one",
				row);
		text = segment_text(p, text, s);
		add_place(p, text, i + 1 == path->n, sometimes, row);
	}
}

static void add_op(Places *p, const char *prefix, const Op *op, bool attributes)
{
	for (const Prop *r = op->prop; r && r->value; r++) {
		const char *text = p->b == CFN ? r->cfn : r->tf;
		Path path;
		if (!text || (*text == '@') != attributes || !lint_path(p->l, text, p->b, &path))
			continue;
		add_path(p, attributes ? "@" : prefix, text, &path,
			strstr(r->value, " ?") || !strchr("=%@", *r->value) || op->when);
	}
}

static const char *type_in(const Op *op, Backend b)
{
	return b == CFN ? op->cfn : op->tf;
}

// Where the rows of a hosted op stand in its host; NULL: its path is no path (said).
static const char *prefix_of(Places *p, const char *outer, const char *type)
{
	const char *colon = strchr(type, ':');
	Path path;
	if (!colon)
		return outer;
	if (!lint_path(p->l, colon + 1, p->b, &path))
		return NULL;
	const char *text = outer;
	for (uint32_t i = 0; i < path.n; i++) {
		text = segment_text(p, text, &path.seg[i]);
		add_place(p, text, false, true, type);
	}
	return text;
}

static void add_hosted(
	Places *p, const Op *const *ops, uint32_t n, const Op *host, const char *prefix, int depth)
{
	for (uint32_t i = 0; i < n && depth < 8; i++) {
		const char *type = type_in(ops[i], p->b);
		if (!type || *type != '^')
			continue;
		size_t len = strcspn(type + 1, ":");
		if (strlen(host->part) != len || strncmp(type + 1, host->part, len) != 0)
			continue;
		const char *in = prefix_of(p, prefix, type);
		if (!in)
			continue;
		add_op(p, in, ops[i], false);
		add_op(p, in, ops[i], true);
		add_hosted(p, ops, n, ops[i], in, depth + 1);
	}
}

void lint_places(Lint *l, const Op *const *ops, uint32_t n, const Op *host, Backend b)
{
	Places p = { .l = l, .b = b };
	l->silent = true;
	add_op(&p, "", host, false);
	add_op(&p, "", host, true);
	add_hosted(&p, ops, n, host, "", 0);
	l->silent = false;
}
