// yaml_problem.c: what to say of YAML that libyaml refuses.
//
// libyaml stops at the first token that cannot be, which is often behind the mistake and sometimes
// lines below it. The text around that token shows what the author meant: a comma that is missing, a
// quote that is not closed, a line that is indented wrong. Nothing here is sure to be right about
// more than that the text is not YAML, so a fix is safe only where the text as it is has no meaning
// and with the fix has one.
#include "read.h"
#include "yaml_spot.h"

#include <string.h>

enum { MAX_INDENTS = 16 };

// The text in quotes that leave it as it is.
static Diag *fix_quote(const Spot *p, Diag *d, FixKind kind, uint32_t lo, uint32_t hi)
{
	const char *s = words_at(p, lo, hi);
	char quote = !strchr(s, '\'') ? '\'' : !strpbrk(s, "\"\\") ? '"' : 0;
	if (!quote || hi <= lo)
		return d;
	return diag_fix(
		d, kind, "quote it", span(p, lo, hi), U_FORMAT(p->u, "%c%s%c", quote, s, quote));
}

// ---- What it may be ----------------------------------------------------------------------

Diag *say_blank_missing(const Spot *p, uint32_t lo, size_t n)
{
	uint32_t colon = lo + (uint32_t)n;
	uint32_t hi = yaml_blanks_hi(p, colon + 1);
	Diag *d = say_colon_without_blank(p->u, span(p, lo, hi), words_at(p, lo, colon));
	if (hi > colon + 1)
		diag_line(d, "what looks like a blank is a letter for YAML");
	return diag_fix(d, FIX_SAFE, "put a blank after the colon", span(p, colon + 1, hi), " ");
}

static Diag *blank_missing(const Spot *p, uint32_t lo)
{
	size_t n = key_without_blank(p->text + lo);
	return n ? say_blank_missing(p, lo, n) : NULL;
}

static Diag *colon_missing(const Spot *p, uint32_t lo)
{
	uint32_t hi = value_hi(p, lo);
	uint32_t word = lo; // `key value`: the colon is missing between the two
	while (word < hi && !strchr(" \t", p->text[word]))
		word++;
	if (word < hi) {
		Diag *d = say_yaml_syntax(p->u, span(p, lo, word),
			U_FORMAT(p->u, "expected `:` after `%s`", words_at(p, lo, word)));
		return diag_fix(d, FIX_MAYBE, "put a colon after it", span(p, word, word), ":");
	}
	Diag *d = say_yaml_syntax(p->u, span(p, lo, hi),
		U_FORMAT(p->u, "expected `:` after `%s`", words_at(p, lo, hi)));
	uint32_t next = line_hi(p, lo);
	next += next < p->n && p->text[next] == '\r';
	next += next < p->n && p->text[next] == '\n';
	uint32_t above = line_above(p, line_lo(p, lo));
	if (next < p->n && indent_of(p, next) > indent_of(p, line_lo(p, lo)) &&
		find_colon(p, next, line_hi(p, next)) != NONE)
		diag_fix(d, FIX_SAFE, "put a colon after it", span(p, hi, hi), ":");
	else if (above != NONE && strchr("|>", p->text[value_hi(p, above) - 1]))
		diag_line(d, "the text after `%c` is indented deeper than its key",
			p->text[value_hi(p, above) - 1]);
	return d;
}

// `key: value` where no key can stand.
static Diag *say_stray_colon(const Spot *p)
{
	uint32_t line = line_lo(p, p->at);
	uint32_t lo = skip_dashes(p, skip_blanks(p, line));
	uint32_t first = find_colon(p, lo, p->at);
	if (first != NONE) { // key: text: text
		uint32_t from = skip_blanks(p, first + 1);
		uint32_t to = value_hi(p, from);
		Diag *d = say_yaml_syntax(
			p->u, span(p, from, to), "a value that holds `: ` needs quotes");
		return fix_quote(p, d, FIX_MAYBE, from, to);
	}
	uint32_t above = line_above(p, line);
	if (above == NONE)
		return NULL;
	uint32_t key = skip_dashes(p, skip_blanks(p, above));
	uint32_t colon = find_colon(p, key, line_hi(p, above));
	if (colon == NONE) {
		Diag *d = indent_of(p, above) == indent_of(p, line) ? blank_missing(p, key) : NULL;
		return d                                         ? d :
			indent_of(p, above) < indent_of(p, line) ? colon_missing(p, key) :
								   NULL;
	}
	if (indent_of(p, line) <= indent_of(p, above))
		return NULL;
	Diag *d = say_yaml_syntax(p->u, span(p, lo, p->at),
		U_FORMAT(p->u,
			"`%s` is indented deeper than `%s`, "
			"which has a value already",
			words_at(p, lo, p->at), words_at(p, key, colon)));
	diag_context(d, span(p, key, colon), "has a value on its line");
	return diag_fix(d, FIX_MAYBE, "indent it like the line above",
		span(p, line, line + indent_of(p, line)),
		words_at(p, above, above + indent_of(p, above)));
}

static Diag *say_no_colon(const Spot *p)
{
	if (p->opened == NONE)
		return NULL;
	Diag *d = blank_missing(p, p->opened);
	return d ? d : colon_missing(p, p->opened);
}

// Something stands behind a closing quote: it closed a string that was begun lines above, or it was
// meant as an apostrophe.
static Diag *say_after_quote(const Spot *p, uint32_t quote)
{
	char c = p->text[quote];
	uint32_t line = line_lo(p, quote);
	if (count_char(p, line, quote + 1, c) % 2) {
		for (uint32_t l = line_above(p, line); l != NONE; l = line_above(p, l)) {
			uint32_t hi = line_hi(p, l);
			if (count_char(p, l, hi, c) % 2 == 0)
				continue;
			while (hi > l && p->text[hi - 1] != c)
				hi--;
			Diag *d = say_yaml_syntax(p->u, span(p, hi - 1, value_hi(p, hi)),
				"the string that starts here is not closed");
			diag_context(d, span(p, quote, quote + 1), "this quote ends it");
			return diag_fix(d, FIX_MAYBE, "close it on its line",
				span(p, value_hi(p, hi), value_hi(p, hi)), (char[]){ c, 0 });
		}
	}
	if (c == '\'' && quote + 1 == p->at && count_char(p, p->at, line_hi(p, p->at), c)) {
		Diag *d = say_yaml_syntax(p->u, span(p, quote, quote + 1),
			"a `'` inside single quotes is written twice");
		return diag_fix(d, FIX_MAYBE, "write it twice", span(p, quote, quote + 1), "''");
	}
	return say_yaml_syntax(p->u, span(p, p->at, value_hi(p, p->at)),
		"nothing can follow the closing quote but a comment");
}

// The indentations that are open above a line, nearest first.
static uint32_t open_indents(const Spot *p, uint32_t line, uint32_t *out)
{
	uint32_t n = 0;
	for (uint32_t l = line_above(p, line); l != NONE && n < MAX_INDENTS; l = line_above(p, l)) {
		uint32_t indent = indent_of(p, l);
		if (!n || indent < out[n - 1])
			out[n++] = indent;
		if (!indent)
			break;
	}
	return n;
}

static Diag *say_second_value(const Spot *p)
{
	return say_yaml_syntax(
		p->u, span(p, p->at, value_hi(p, p->at)), "this cannot follow the value before it");
}

static Diag *say_indentation(const Spot *p)
{
	uint32_t line = line_lo(p, p->at);
	uint32_t mine = p->at - line;
	uint32_t open[MAX_INDENTS];
	uint32_t n = open_indents(p, line, open);
	for (uint32_t i = 0; i < n; i++)
		if (open[i] == mine)
			return say_second_value(p);
	uint32_t colon = find_colon(p, p->at, line_hi(p, p->at));
	uint32_t hi = colon == NONE ? value_hi(p, p->at) : colon;
	Diag *d = say_yaml_syntax(p->u, span(p, p->at, hi),
		U_FORMAT(p->u,
			"`%s` is indented by %u blank%s, which fits "
			"none of the lines above",
			words_at(p, p->at, hi), mine, mine == 1 ? "" : "s"));
	Buf b = { .arena = p->u->arena };
	uint32_t best = NONE;
	uint32_t away = NONE;
	for (uint32_t i = 0; i < n; i++) {
		buf_printf(&b, "%s%u", !b.n ? "" : i + 1 == n ? " or " : ", ", open[i]);
		uint32_t far = open[i] > mine ? open[i] - mine : mine - open[i];
		best = far < away ? open[i] : far == away ? NONE : best;
		away = far < away ? far : away;
	}
	diag_line(d, "those are indented by %s", b.n ? b.s : "0");
	if (best == NONE)
		return d;
	char *blanks = arena_get(p->u->arena, best + 1);
	memset(blanks, ' ', best);
	return diag_fix(d, FIX_MAYBE, U_FORMAT(p->u, "indent it by %u", best), span(p, line, p->at),
		blanks);
}

static Diag *say_no_key(const Spot *p)
{
	if (p->at >= p->n)
		return NULL;
	uint32_t before = p->at;
	while (before > 0 && (p->text[before - 1] == ' ' || p->text[before - 1] == '\t'))
		before--;
	if (before > 0 && p->text[before - 1] != '\n') {
		char c = p->text[p->at];
		char last = p->text[before - 1];
		if (c == '}' || c == ']')
			return diag_fix(say_yaml_syntax(p->u, span(p, p->at, p->at + 1),
						U_FORMAT(p->u, "this `%c` closes nothing", c)),
				FIX_MAYBE, "remove it", span(p, p->at, p->at + 1), "");
		if (last == '"' || last == '\'')
			return say_after_quote(p, before - 1);
		return say_second_value(p);
	}
	bool in_list = strstr(p->problem, "'-'") != NULL;
	bool dash =
		p->text[p->at] == '-' && (p->at + 1 >= p->n || strchr(" \r\n", p->text[p->at + 1]));
	uint32_t mine = p->at - line_lo(p, p->at);
	bool same = p->opened != NONE && p->opened - line_lo(p, p->opened) == mine;
	if (!same || dash == in_list)
		return say_indentation(p);
	Diag *d = say_yaml_syntax(p->u, span(p, p->at, value_hi(p, p->at)),
		dash ? "a list item cannot stand among the keys of a map" :
		       "a key cannot stand among the items of a list");
	uint32_t colon = find_colon(p, p->opened, line_hi(p, p->opened));
	return diag_context(d, span(p, p->opened, dash && colon != NONE ? colon : p->opened + 1),
		dash ? "first key of the map" : "first item of the list");
}

static Diag *say_dash(const Spot *p)
{
	return say_yaml_syntax(p->u, span(p, p->at, p->at + 1),
		"a list that is written with `- ` starts on a line of its own");
}

// In `{…}`: what ends here is a key, quoted or before a bracket, after which no colon stands.
static Diag *say_key_without_colon(const Spot *p, uint32_t end)
{
	const char quote[] = { p->text[end - 1], 0 };
	bool quoted = strchr("\"'", quote[0]);
	if (p->text[p->opened] != '{' || (!quoted && !strchr("[{", p->text[p->at])))
		return NULL;
	const char *stop = quoted ? quote : "{,:[";
	uint32_t lo = quoted ? end - 1 : end;
	while (lo > p->opened + 1 && !strchr(stop, p->text[lo - 1]))
		lo--;
	if (quoted)
		lo--;
	else
		while (lo < end && strchr(" \t\r\n", p->text[lo]))
			lo++;
	uint32_t before = lo;
	while (before > p->opened + 1 && strchr(" \t\r\n", p->text[before - 1]))
		before--;
	if (lo <= p->opened || !strchr("{,", p->text[before - 1]))
		return NULL;
	Diag *d = say_yaml_syntax(p->u, span(p, lo, end),
		U_FORMAT(p->u, "expected `:` after `%s`", words_at(p, lo, end)));
	return diag_fix(d, FIX_MAYBE, "put a colon after it", span(p, end, end), ":");
}

// In `{…}` or `[…]`: a comma is missing, or the bracket that closes.
static Diag *say_no_comma(const Spot *p)
{
	if (p->opened == NONE || p->opened >= p->n)
		return NULL;
	uint32_t word = p->at;
	bool key = p->at < p->n && p->text[p->at] == ':';
	while (key && word > p->opened && !strchr(" \t\r\n,[{", p->text[word - 1]))
		word--;
	uint32_t end = word;
	while (end > p->opened && strchr(" \t\r\n", p->text[end - 1]))
		end--;
	uint32_t line = line_lo(p, word);
	uint32_t home = line_lo(p, p->opened);
	uint32_t hi = word;
	while (hi < p->n && !strchr(" \t\r\n,]}:", p->text[hi]))
		hi++;
	if (word >= p->n ||
		(line != line_lo(p, end - 1) && indent_of(p, line) <= indent_of(p, home))) {
		Diag *d = say_yaml_syntax(p->u, span(p, p->opened, p->opened + 1),
			U_FORMAT(p->u, "the `%c` that stands here is not closed",
				p->text[p->opened]));
		return word < p->n ? diag_context(d, span(p, word, hi), "this cannot be in it") : d;
	}
	if (strchr("]}", p->text[word]))
		return diag_context(say_yaml_syntax(p->u, span(p, word, word + 1),
					    U_FORMAT(p->u, "`%c` closes what `%c` opened",
						    p->text[word], p->text[p->opened])),
			span(p, p->opened, p->opened + 1), "opened here");
	if (end == p->opened + 1 || end == word)
		return NULL;
	Diag *d = key ? NULL : say_key_without_colon(p, end);
	if (d)
		return d;
	d = say_yaml_syntax(p->u, span(p, word, hi),
		U_FORMAT(p->u, "a comma is missing before `%s`", words_at(p, word, hi)));
	diag_context(d, span(p, p->opened, p->opened + 1), "in what starts here");
	if (p->text[p->opened] == '{' && strchr("[{", p->text[word]))
		return d;
	bool sure = key || (hi < p->n && p->text[hi] == ':');
	return diag_fix(
		d, sure ? FIX_SAFE : FIX_MAYBE, "put the comma there", span(p, end, end), ",");
}

static Diag *say_open_string(const Spot *p)
{
	if (p->opened == NONE)
		return NULL;
	uint32_t hi = value_hi(p, p->opened);
	Diag *d = say_yaml_syntax(
		p->u, span(p, p->opened, hi), "the string that starts here is not closed");
	return diag_fix(d, FIX_MAYBE, "close it on its line", span(p, hi, hi),
		(char[]){ p->text[p->opened], 0 });
}

// `@x`, `%x`, `*`: a value that looks like something else of YAML.
static Diag *say_start(const Spot *p)
{
	uint32_t lo =
		strchr("*&!", p->text[p->opened == NONE ? p->at : p->opened]) && p->opened != NONE ?
		p->opened :
		p->at;
	if (lo >= p->n || p->text[lo] == '\t')
		return NULL;
	uint32_t hi = value_hi(p, lo);
	Diag *d = say_yaml_syntax(p->u, span(p, lo, hi),
		U_FORMAT(p->u, "a value that starts with `%c` needs quotes", p->text[lo]));
	if (p->text[lo] == '*')
		diag_line(d, "`*name` stands for what the anchor `&name` marks");
	return strpbrk(words_at(p, lo, hi), ",]}") ? d : fix_quote(p, d, FIX_SAFE, lo, hi);
}

static Diag *say_escape(const Spot *p)
{
	if (p->at + 1 >= p->n || p->text[p->at] != '\\')
		return NULL;
	size_t n;
	utf8_next(p->text + p->at + 1, &n);
	uint32_t hi = p->at + 1 + (uint32_t)n;
	const char *text = words_at(p, p->at, hi);
	Diag *d = say_yaml_syntax(p->u, span(p, p->at, hi),
		U_FORMAT(p->u, "`%s` is no escape of YAML's double quotes", text));
	return diag_fix(d, FIX_MAYBE, "write the backslash twice", span(p, p->at, hi),
		U_FORMAT(p->u, "\\%s", text));
}

static Diag *say_control(const Spot *p)
{
	size_t n;
	uint32_t code = p->at < p->n ? utf8_next(p->text + p->at, &n) : 0;
	return say_yaml_syntax(p->u, span(p, p->at, p->at + 1),
		U_FORMAT(p->u, "the control character U+%04X cannot stand in YAML", code));
}

static Diag *say_rest(const Spot *p)
{
	return say_yaml_syntax(p->u, span(p, p->at, value_hi(p, p->at)),
		"nothing can follow the value that the file holds");
}

// clang-format off
static const struct {
	const char *problem;
	Diag *(*say)(const Spot *); // NULL, or what it returns: only the words
	const char *words;
} rows[] = {
	{ "mapping values are not allowed in this context", say_stray_colon, "a `key: value` cannot stand here" },
	{ "could not find expected ':'",         say_no_colon, "expected `:` after this key" },
	{ "did not find expected key",           say_no_key,   "expected a key here" },
	{ "did not find expected '-' indicator", say_no_key,   "expected `- ` here" },
	{ "did not find expected ',' or '}'",    say_no_comma, "expected `,` or `}` in the map that is open" },
	{ "did not find expected ',' or ']'",    say_no_comma, "expected `,` or `]` in the list that is open" },
	{ "block sequence entries are not allowed in this context", say_dash, NULL },
	{ "found unexpected end of stream",      say_open_string, "the file ends inside a quoted string" },
	{ "found unexpected document indicator", say_open_string, "the document ends inside a quoted string" },
	{ "found character that cannot start any token", say_start, "this character cannot start a value; quote the value" },
	{ "did not find expected alphabetic or numeric character", say_start, "expected a name after `*` or `&`" },
	{ "found unknown escape character",      say_escape, "this is no escape of YAML's double quotes" },
	{ "did not find expected hexdecimal number", NULL, "`\\x` takes 2 hexadecimal digits, `\\u` 4 and `\\U` 8" },
	{ "found incompatible YAML document",    NULL, "this is a version of YAML other than 1.1 and 1.2" },
	{ "control characters are not allowed",  say_control, NULL },
	{ "did not find expected <document start>", say_rest, NULL },
	{ "did not find the expected node content", NULL, "expected a value here" },
	{ "did not find expected node content",  NULL, "expected a value here" },
	{ "found undefined tag handle",          NULL, "this tag has no meaning; quote a value that starts with `!`" },
	{ "found a tab character where an indentation space is expected", NULL, "a tab cannot indent YAML" },
};
// clang-format on

// What git leaves where two changes meet.
static bool say_conflict(const Spot *p)
{
	static const char marks[] = "<<<<<<< ";
	const char *mark = strncmp(p->text, marks, strlen(marks)) == 0 ? p->text : NULL;
	const char *within = mark ? NULL : strstr(p->text, "\n<<<<<<< ");
	mark = within ? within + 1 : mark;
	if (!mark || !strstr(mark, "\n>>>>>>> "))
		return false;
	uint32_t lo = (uint32_t)(mark - p->text);
	say_yaml_syntax(p->u, span(p, lo, line_hi(p, lo)), "a conflict of a merge was left here");
	return true;
}

void yaml_problem(Unit *u, uint32_t file, const char *problem, uint32_t at, uint32_t opened)
{
	const Source *s = u->src[file];
	Spot p = { u, s->text, file, s->n, at < s->n ? at : s->n, opened < s->n ? opened : NONE,
		problem };
	if (say_conflict(&p) || yaml_pasted_problem(&p))
		return;
	const char *words = problem;
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!str_eq(rows[i].problem, problem))
			continue;
		if (rows[i].say && rows[i].say(&p))
			return;
		words = rows[i].words ? rows[i].words : problem;
	}
	size_t len = 0;
	if (p.at < p.n && p.text[p.at] != '\n')
		utf8_next(p.text + p.at, &len);
	Diag *d = say_yaml_syntax(u, span(&p, p.at, p.at + (uint32_t)len), words);
	if (p.opened < p.at && line_lo(&p, p.opened) != line_lo(&p, p.at))
		diag_context(d, span(&p, p.opened, p.opened + 1), "in what starts here");
}
