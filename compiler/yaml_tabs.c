// yaml_tabs.c: what to say of YAML that is indented with tabs.
//
// YAML forbids tabs in indentation, and what such a file means depends on how wide its
// author's editor shows one. So the text is tried with each tab replaced by one to eight
// blanks, and the answer says under which widths it is well formed, and whether all of
// those mean the same.
#include "read.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

enum { WIDEST_TAB = 8, MAX_FIX_TABS = 2000 };

static uint64_t mix(uint64_t h, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 1099511628211u;
	return h;
}

bool yaml_structure(const char *text, size_t n, uint64_t *structure)
{
	yaml_parser_t p;
	if (!yaml_parser_initialize(&p))
		die("out of memory");
	yaml_parser_set_input_string(&p, (const unsigned char *)text, n);
	uint64_t h = 14695981039346656037u;
	for (;;) {
		yaml_event_t e;
		if (!yaml_parser_parse(&p, &e))
			break;
		int type = e.type;
		h = mix(h, &type, sizeof type);
		if (type == YAML_SCALAR_EVENT)
			h = mix(h, e.data.scalar.value, e.data.scalar.length);
		yaml_event_delete(&e);
		if (type == YAML_STREAM_END_EVENT)
			break;
	}
	bool ok = p.error == YAML_NO_ERROR;
	yaml_parser_delete(&p);
	*structure = h;
	return ok;
}

// The text with each tab that indents a line replaced.
static Buf with_blanks(const Source *s, unsigned width)
{
	Buf b = { 0 };
	bool indent = true;
	for (uint32_t i = 0; i < s->n; i++) {
		char c = s->text[i];
		if (indent && c == '\t')
			buf_fill(&b, ' ', width);
		else
			buf_putc(&b, c);
		indent = c == '\n' || (indent && (c == ' ' || c == '\t'));
	}
	return b;
}

typedef struct Widths {
	bool ok[WIDEST_TAB + 1];
	unsigned count, first;
	bool same; // all that are well formed mean the same
} Widths;

static Widths try_widths(const Source *s)
{
	Widths w = { .same = true };
	uint64_t meaning = 0;
	for (unsigned width = 1; width <= WIDEST_TAB; width++) {
		Buf b = with_blanks(s, width);
		uint64_t h;
		w.ok[width] = yaml_structure(b.s, b.n, &h);
		buf_free(&b);
		if (!w.ok[width])
			continue;
		if (!w.count++) {
			w.first = width;
			meaning = h;
		}
		w.same &= h == meaning;
	}
	return w;
}

static const char *list_widths(Unit *u, const Widths *w)
{
	Buf b = { .arena = u->arena };
	for (unsigned i = 1, left = w->count; i <= WIDEST_TAB; i++)
		if (w->ok[i]) {
			left--;
			buf_printf(&b, "%s%u", !b.n ? "" : left ? ", " : " or ", i);
		}
	return b.s;
}

static void say_widths(Diag *d, Unit *u, const Widths *w)
{
	if (w->count == 0)
		diag_line(d, "it is not well formed under any tab width from 1 to %d", WIDEST_TAB);
	else if (w->count == WIDEST_TAB && w->same)
		diag_line(d, "its meaning does not depend on the tab width; use blanks");
	else if (w->count == 1)
		diag_line(d, "the file means something only if a tab is %u blanks", w->first);
	else if (w->same)
		diag_line(d, "it is well formed, with one meaning, if a tab is %s blanks",
			list_widths(u, w));
	else
		diag_line(d,
			"its meaning depends on the tab width: it is well formed for %s blanks, "
			"and those differ",
			list_widths(u, w));
}

bool yaml_tabs(Unit *u, uint32_t file, uint32_t error)
{
	const Source *s = u->src[file];
	uint32_t first = UINT32_MAX;
	uint32_t run = 0;
	Span *tab = NULL;
	uint32_t n = 0;
	bool indent = true;
	for (uint32_t i = 0; i < s->n; i++) {
		char c = s->text[i];
		if (indent && c == '\t' && n <= MAX_FIX_TABS) {
			if (first == UINT32_MAX) {
				first = i;
				while (s->text[first + run] == '\t')
					run++;
			}
			U_PUSH(u, tab, n, ((Span){ file, i, i + 1 }));
		}
		indent = c == '\n' || (indent && (c == ' ' || c == '\t'));
	}
	if (first == UINT32_MAX || first > error)
		return false;
	Diag *d = say_tab_indent(u, (Span){ file, first, first + run });
	diag_label(d, run == 1 ? "a tab" : "%u tabs", run);
	Widths w = try_widths(s);
	say_widths(d, u, &w);
	if (!w.count || !w.same || n > MAX_FIX_TABS)
		return true;
	unsigned width = w.ok[4] ? 4 : w.ok[2] ? 2 : w.first;
	char blanks[WIDEST_TAB + 1] = "        ";
	blanks[width] = 0;
	diag_fix(d, FIX_SAFE, U_FORMAT(u, "write %u blanks for each tab that indents", width),
		tab[0], blanks);
	for (uint32_t i = 1; i < n; i++)
		diag_edit(d, tab[i], blanks);
	return true;
}
