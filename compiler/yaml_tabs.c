// yaml_tabs.c: what to say of YAML that is indented with tabs.
//
// YAML forbids tabs in indentation, and what such a file means depends on how wide its
// author's editor shows one. So the text is read with each tab replaced by one to eight
// blanks, and the answer says under which widths it is well formed, whether all of those
// mean the same, and if not, which key goes to whom.
#include "read.h"

#include <string.h>

enum { WIDEST_TAB = 8, MAX_FIX_TABS = 2000 };
#define NONE UINT32_MAX // no such place

typedef struct Key {
	const char *name;
	uint32_t line, parent; // index of the key whose value it is in, or NONE
} Key;

// The text under one width of a tab.
typedef struct Reading {
	Unit *unit;       // its own, or NULL: not well formed
	uint64_t meaning; // equal: the same value
	Key *key;
	uint32_t n;
} Reading;

typedef struct Readings {
	Reading of[WIDEST_TAB + 1];
	unsigned count, first;
	bool same; // all that are well formed mean the same
} Readings;

static void mix(Reading *r, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;
	for (size_t i = 0; i < n; i++)
		r->meaning = (r->meaning ^ p[i]) * 1099511628211u;
}

// Notes the keys in their order and what the value is. An alias is not followed: its anchor was.
static void outline(Reading *r, const Value *v, uint32_t parent)
{
	Unit *u = r->unit;
	mix(r, (uint8_t[]){ v->kind, (uint8_t)v->n }, 2);
	if (value_scalar(v))
		mix(r, v->u.s, v->n + 1);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		if (v->u.item[i]->at.lo >= v->at.lo)
			outline(r, v->u.item[i], parent);
	for (uint32_t i = 0; v->kind == V_MAP && i < v->n; i++) {
		const Pair *p = &v->u.pair[i];
		uint32_t me = r->n;
		uint32_t line = source_position(u->arena, u->src[p->at.file], p->at.lo).line;
		mix(r, p->key, strlen(p->key) + 1);
		U_PUSH(u, r->key, r->n, ((Key){ p->key, line, parent }));
		if (p->val->at.lo >= p->at.lo)
			outline(r, p->val, me);
	}
}

// The text with each tab that indents a line replaced.
static const char *with_blanks(Unit *u, const Source *s, unsigned width, size_t *n)
{
	Buf b = { .arena = u->arena };
	bool indent = true;
	for (uint32_t i = 0; i < s->n; i++) {
		char c = s->text[i];
		if (indent && c == '\t')
			buf_fill(&b, ' ', width);
		else
			buf_putc(&b, c);
		indent = c == '\n' || (indent && (c == ' ' || c == '\t'));
	}
	*n = b.n;
	return b.s;
}

static void read_as(Reading *r, const Unit *u, const Source *s, unsigned width)
{
	Unit *own = unit_new(u->tree, u->opt);
	size_t n;
	const char *text = with_blanks(own, s, width, &n);
	own->nincluding = MAX_INCLUDES; // what other files hold is not the question here
	const Value *v = read_yaml(own, source_add(own, s->path, text, n));
	if (v->kind == V_BAD) {
		unit_free(own);
		return;
	}
	r->unit = own;
	outline(r, v, NONE);
}

static Readings try_widths(const Unit *u, const Source *s)
{
	Readings w = { .same = true };
	for (unsigned i = 1; i <= WIDEST_TAB; i++) {
		read_as(&w.of[i], u, s, i);
		if (!w.of[i].unit)
			continue;
		if (!w.count++)
			w.first = i;
		w.same &= w.of[i].meaning == w.of[w.first].meaning;
	}
	return w;
}

// "2, 4 or 8": the widths with the meaning of reading `like`, or all that are well formed.
static const char *list_widths(Unit *u, const Readings *w, const Reading *like)
{
	Buf b = { .arena = u->arena };
	unsigned left = 0;
	for (int pass = 0; pass < 2; pass++)
		for (unsigned i = 1; i <= WIDEST_TAB; i++) {
			const Reading *r = &w->of[i];
			if (!r->unit || (like && r->meaning != like->meaning))
				continue;
			left += pass ? -1 : 1;
			if (pass)
				buf_printf(&b, "%s%u", !b.n ? "" : left ? ", " : " or ", i);
		}
	return b.s;
}

static uint32_t parent_line(const Reading *r, uint32_t i)
{
	return r->key[i].parent == NONE ? 0 : r->key[r->key[i].parent].line;
}

// The first key that is in different maps under different widths, or NONE.
static uint32_t first_difference(const Readings *w)
{
	const Reading *a = &w->of[w->first];
	for (uint32_t i = 0; i < a->n; i++)
		for (unsigned j = w->first + 1; j <= WIDEST_TAB; j++) {
			const Reading *b = &w->of[j];
			if (!b->unit)
				continue;
			if (i >= b->n || a->key[i].line != b->key[i].line)
				return NONE;
			if (parent_line(a, i) != parent_line(b, i))
				return i;
		}
	return NONE;
}

static void say_difference(Diag *d, Unit *u, uint32_t file, const Readings *w)
{
	uint32_t at = first_difference(w);
	if (at == NONE) {
		diag_line(d,
			"its meaning depends on the tab width: it is well formed for %s blanks, and those differ",
			list_widths(u, w, NULL));
		return;
	}
	const Key *key = &w->of[w->first].key[at];
	Buf b = { .arena = u->arena };
	bool first = true;
	for (unsigned i = 1; i <= WIDEST_TAB; i++) {
		const Reading *r = &w->of[i];
		bool told = !r->unit;
		for (unsigned j = 1; j < i && !told; j++)
			told = w->of[j].unit && w->of[j].meaning == r->meaning;
		if (told)
			continue;
		uint32_t parent = r->key[at].parent;
		buf_puts(&b, b.n ? ", " : "");
		if (parent == NONE)
			buf_puts(&b, "at the top");
		else
			buf_printf(
				&b, "in `%s` of line %u", r->key[parent].name, r->key[parent].line);
		buf_printf(&b, first ? " if a tab is %s blanks" : " if it is %s",
			list_widths(u, w, r));
		first = false;
	}
	bool all = w->count == WIDEST_TAB;
	diag_line(d, "its meaning depends on the tab width: `%s` on line %u stands %s%s", key->name,
		key->line, b.s, all ? "" : "; under other widths the file is not well formed");
	size_t n;
	const char *line = source_line(u->arena, u->src[file], key->line, &n);
	const char *name = line + strspn(line, " \t-");
	uint32_t lo = (uint32_t)(name - u->src[file]->text);
	if (strncmp(name, key->name, strlen(key->name)) == 0)
		diag_context(d, (Span){ file, lo, lo + (uint32_t)strlen(key->name) },
			"where this belongs depends on the tab width");
}

static void say_widths(Diag *d, Unit *u, uint32_t file, const Readings *w)
{
	if (w->count == 0)
		diag_line(d, "it is not well formed under any tab width from 1 to %d", WIDEST_TAB);
	else if (w->count == WIDEST_TAB && w->same)
		diag_line(d, "its meaning does not depend on the tab width; use blanks");
	else if (w->count == 1)
		diag_line(d, "the file means something only if a tab is %u blanks", w->first);
	else if (w->same)
		diag_line(d, "it is well formed, with one meaning, if a tab is %s blanks",
			list_widths(u, w, NULL));
	else
		say_difference(d, u, file, w);
}

// The tabs that indent lines, up to MAX_FIX_TABS + 1 of them.
static Span *find_tabs(Unit *u, uint32_t file, uint32_t *n)
{
	const Source *s = u->src[file];
	Span *tab = NULL;
	bool indent = true;
	*n = 0;
	for (uint32_t i = 0; i < s->n && *n <= MAX_FIX_TABS; i++) {
		char c = s->text[i];
		if (indent && c == '\t')
			U_PUSH(u, tab, *n, ((Span){ file, i, i + 1 }));
		indent = c == '\n' || (indent && (c == ' ' || c == '\t'));
	}
	return tab;
}

bool yaml_tabs(Unit *u, uint32_t file, uint32_t error)
{
	uint32_t n;
	Span *tab = find_tabs(u, file, &n);
	if (!n || tab[0].lo > error)
		return false;
	uint32_t run = 1;
	while (run < n && tab[run].lo == tab[0].lo + run)
		run++;
	Diag *d = say_tab_indent(u, (Span){ file, tab[0].lo, tab[0].lo + run });
	diag_label(d, run == 1 ? "a tab" : "%u tabs", run);
	Readings w = try_widths(u, u->src[file]);
	say_widths(d, u, file, &w);
	if (w.count && w.same && n <= MAX_FIX_TABS) {
		unsigned width = w.of[4].unit ? 4 : w.of[2].unit ? 2 : w.first;
		char blanks[WIDEST_TAB + 1] = "        ";
		blanks[width] = 0;
		diag_fix(d, FIX_SAFE,
			U_FORMAT(u, "write %u blanks for each tab that indents", width), tab[0],
			blanks);
		for (uint32_t i = 1; i < n; i++)
			diag_edit(d, tab[i], blanks);
	}
	for (unsigned i = 1; i <= WIDEST_TAB; i++)
		unit_free(w.of[i].unit);
	return true;
}
