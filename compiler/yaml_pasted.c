// yaml_pasted.c: characters that word processors and wikis put in place of those of YAML.
//
// For YAML a typographic quote, a no-break space or an en dash is a letter like any other: it becomes a
// part of the key or value it stands at. In a key nobody means that, and in a value without quotes
// hardly anybody. Inside of texts, in quotes and in blocks such characters are left alone.
#include "read.h"
#include "yaml_spot.h"

#include <string.h>

typedef enum Role { BLANK = 1, QUOTE = 2, DASH = 4 } Role;

// clang-format off
static const struct Pasted {
	uint32_t from, to;
	Role role;
	const char *own;  // what YAML has for it
	const char *name;
} pasted[] = {
	{ 0x00A0, 0x00A0, BLANK, " ",  "no-break space" },
	{ 0x2000, 0x200A, BLANK, " ",  "blank of typesetters" },
	{ 0x200B, 0x200B, BLANK, "",   "blank without width" },
	{ 0x202F, 0x202F, BLANK, " ",  "narrow no-break space" },
	{ 0x2060, 0x2060, BLANK, "",   "blank without width" },
	{ 0x3000, 0x3000, BLANK, " ",  "wide blank" },
	{ 0xFEFF, 0xFEFF, BLANK, "",   "byte order mark" },
	{ 0x00AB, 0x00AB, QUOTE, "\"", "typographic quote" },
	{ 0x00BB, 0x00BB, QUOTE, "\"", "typographic quote" },
	{ 0x2018, 0x201B, QUOTE, "'",  "typographic quote" },
	{ 0x201C, 0x201F, QUOTE, "\"", "typographic quote" },
	{ 0x2010, 0x2015, DASH,  "-",  "dash" },
	{ 0x2022, 0x2022, DASH,  "-",  "bullet" },
	{ 0x2212, 0x2212, DASH,  "-",  "minus sign" },
};
// clang-format on

// What is pasted at s, its length in *n; NULL: a character of any other kind.
static const struct Pasted *pasted_at(const char *s, unsigned roles, size_t *n)
{
	*n = 1;
	if ((uint8_t)*s < 0x80)
		return NULL;
	uint32_t code = utf8_next(s, n);
	for (size_t i = 0; i < COUNT(pasted); i++)
		if (code >= pasted[i].from && code <= pasted[i].to)
			return pasted[i].role & roles ? &pasted[i] : NULL;
	return NULL;
}

// The same of the last character of s[0, end).
static const struct Pasted *pasted_before(const char *s, size_t end, unsigned roles, size_t *n)
{
	size_t lo = end;
	while (lo > 0 && ((uint8_t)s[--lo] & 0xC0) == 0x80)
		;
	return end ? pasted_at(s + lo, roles, n) : NULL;
}

static bool only_blanks_before(const Spot *p, uint32_t at)
{
	return skip_blanks(p, line_lo(p, at)) == at;
}

// ---- Blanks -------------------------------------------------------------------------------------

// The end of the blanks, and of what looks like them, from `at` on.
uint32_t yaml_blanks_hi(const Spot *p, uint32_t at)
{
	size_t n;
	while (at < p->n && (p->text[at] == ' ' || pasted_at(p->text + at, BLANK, &n)))
		at += p->text[at] == ' ' ? 1 : (uint32_t)n;
	return at;
}

// With `fill` blanks are put in their place, else they are removed.
static void say_blanks(const Spot *p, uint32_t lo, uint32_t hi, bool fill, const char *what)
{
	Buf b = { .arena = p->u->arena };
	const char *name = NULL;
	uint32_t code = 0;
	size_t n;
	buf_puts(&b, "");
	for (uint32_t at = lo; at < hi; at += (uint32_t)n) {
		const struct Pasted *c = pasted_at(p->text + at, BLANK, &n);
		buf_puts(&b, !fill ? "" : c ? c->own : " ");
		code = name || !c ? code : utf8_next(p->text + at, &n);
		name = name || !c ? name : c->name;
	}
	Diag *d = say_pasted_character(
		p->u, span(p, lo, hi), U_FORMAT(p->u, "a %s (U+%04X) %s", name, code, what));
	diag_fix(d, FIX_SAFE, b.n ? "put a blank there" : "remove it", span(p, lo, hi), b.s);
}

static bool say_indent(const Spot *p, uint32_t at)
{
	uint32_t lo = skip_blanks(p, line_lo(p, at));
	uint32_t hi = yaml_blanks_hi(p, lo);
	bool empty = hi >= p->n || strchr("\r\n", p->text[hi]);
	if (hi == lo)
		return false;
	say_blanks(p, lo, hi, !empty,
		empty ? "makes no empty line: it is a letter for YAML" :
			"does not indent: it is a letter for YAML");
	return true;
}

// Blanks at the ends of a scalar, which YAML counts to it; it goes on without them.
static void trim(const Spot *p, Value *v, const char *what)
{
	size_t n;
	size_t lo = 0;
	size_t hi = v->n;
	while (lo < hi && (v->u.s[lo] == ' ' || pasted_at(v->u.s + lo, BLANK, &n)))
		lo += v->u.s[lo] == ' ' ? 1 : n;
	while (hi > lo && (v->u.s[hi - 1] == ' ' || pasted_before(v->u.s, hi, BLANK, &n)))
		hi -= v->u.s[hi - 1] == ' ' ? 1 : n;
	Span head = value_part(p->u, v, 0, lo);
	Span tail = value_part(p->u, v, hi, v->n);
	if (lo)
		say_blanks(p, head.lo, head.hi, false, what);
	if (hi < v->n)
		say_blanks(p, tail.lo, tail.hi, false, what);
	if (lo || hi < v->n) {
		v->at = (Span){ v->at.file, lo ? head.hi : v->at.lo,
			hi < v->n ? tail.lo : v->at.hi };
		v->u.s = arena_copy(p->u->arena, v->u.s + lo, hi - lo);
		v->n = (uint32_t)(hi - lo);
		v->kind = (uint8_t)plain_kind(v->u.s, v->n);
	}
}

// ---- Quotes and dashes --------------------------------------------------------------------------

// What stands in quotes of which at least one is typographic.
typedef struct Quoted {
	const struct Pasted *open, *close; // NULL: YAML's own
	uint32_t lo, hi;                   // without the quotes
} Quoted;

static bool find_quotes(const Spot *p, uint32_t lo, uint32_t hi, Quoted *q)
{
	size_t n;
	size_t m = 1;
	q->open = pasted_at(p->text + lo, QUOTE, &n);
	q->close = pasted_before(p->text, hi, QUOTE, &m);
	q->lo = lo + (uint32_t)n;
	q->hi = hi - (uint32_t)m;
	return q->lo <= q->hi && (q->open || q->close) &&
		strchr("\"'", q->open ? *q->open->own : p->text[lo]) &&
		strchr("\"'", q->close ? *q->close->own : p->text[hi - 1]);
}

static Diag *say_quotes(const Spot *p, uint32_t lo, uint32_t hi, const Quoted *q, const char *what)
{
	const struct Pasted *c = q->open ? q->open : q->close;
	size_t n;
	Diag *d = say_pasted_character(p->u, span(p, lo, hi),
		U_FORMAT(p->u, "a %s (U+%04X) %s", c->name,
			utf8_next(p->text + (q->open ? lo : q->hi), &n), what));
	const char *s = words_at(p, q->lo, q->hi);
	char quote = !strchr(s, '\'') ? '\'' : !strpbrk(s, "\"\\") ? '"' : 0;
	if (quote && !strpbrk(s, "\r\n"))
		diag_fix(d, FIX_MAYBE, "write quotes that YAML knows", span(p, lo, hi),
			U_FORMAT(p->u, "%c%s%c", quote, s, quote));
	return d;
}

// Whether a line begins with what looks like the `- ` of a list's item; *hi gets its end.
static const struct Pasted *find_dash(const Spot *p, uint32_t at, uint32_t *hi)
{
	size_t n;
	const struct Pasted *c = pasted_at(p->text + at, DASH, &n);
	*hi = yaml_blanks_hi(p, at + (uint32_t)n);
	return c && only_blanks_before(p, at) && *hi > at + n ? c : NULL;
}

// With `below` the items that stand below are mended with it.
static bool say_dash(const Spot *p, uint32_t at, bool below)
{
	uint32_t hi;
	size_t n;
	const struct Pasted *c = find_dash(p, at, &hi);
	if (!c)
		return false;
	uint32_t code = utf8_next(p->text + at, &n);
	Diag *d = say_pasted_character(p->u, span(p, at, at + (uint32_t)n),
		U_FORMAT(p->u, "a %s (U+%04X) begins no item of a list: it is a letter for YAML",
			c->name, code));
	diag_fix(d, FIX_MAYBE, "write it as YAML does", span(p, at, hi), "- ");
	while (below) {
		at = line_hi(p, at);
		at += at < p->n && p->text[at] == '\r';
		at = at < p->n ? skip_blanks(p, at + 1) : p->n;
		below = at < p->n && find_dash(p, at, &hi);
		if (below)
			diag_edit(d, span(p, at, hi), "- ");
	}
	return true;
}

// ---- Where they stand ---------------------------------------------------------------------------

static bool is_suspect(const Value *v)
{
	return v->kind == V_STR && v->style == STYLE_PLAIN && v->n &&
		(((uint8_t)v->u.s[0] | (uint8_t)v->u.s[v->n - 1]) & 0x80);
}

static Spot spot_of(Unit *u, uint32_t file)
{
	const Source *s = u->src[file];
	return (Spot){ .u = u, .text = s->text, .file = file, .n = s->n, .opened = NONE };
}

// The scalar as it is within its quotes.
static void unquote(Unit *u, Value *v, const Quoted *q)
{
	const Source *s = u->src[v->at.file];
	v->n = q->hi - q->lo;
	v->u.s = arena_copy(u->arena, s->text + q->lo, v->n);
	v->kind = V_STR;
}

bool yaml_pasted_key(Unit *u, Value *key)
{
	if (!is_suspect(key))
		return true;
	Spot p = spot_of(u, key->at.file);
	size_t n;
	Quoted q;
	if (pasted_at(key->u.s, BLANK, &n) && only_blanks_before(&p, key->at.lo))
		return !say_indent(&p, key->at.lo);
	if (say_dash(&p, key->at.lo, false))
		return false;
	trim(&p, key, "belongs to the key: it is a letter for YAML");
	if (find_quotes(&p, key->at.lo, key->at.hi, &q)) {
		say_quotes(
			&p, key->at.lo, key->at.hi, &q, "is no quote: it is a letter of the key");
		unquote(u, key, &q);
	}
	return true;
}

bool yaml_pasted_value(Unit *u, Value *v)
{
	Spot p = spot_of(u, v->at.file);
	size_t run = v->kind == V_STR && v->style == STYLE_PLAIN ? key_without_blank(v->u.s) : 0;
	size_t n;
	Quoted q;
	if (run && pasted_at(v->u.s + run + 1, BLANK, &n) && only_blanks_before(&p, v->at.lo)) {
		say_blank_missing(&p, v->at.lo, run);
		v->kind = V_BAD;
		return false;
	}
	if (!is_suspect(v))
		return true;
	if (pasted_at(v->u.s, BLANK, &n) && only_blanks_before(&p, v->at.lo)) {
		say_indent(&p, v->at.lo);
		v->kind = V_BAD;
		return false;
	}
	trim(&p, v, "belongs to the value: it is a letter for YAML");
	if (find_quotes(&p, v->at.lo, v->at.hi, &q)) {
		Diag *d = say_quotes(
			&p, v->at.lo, v->at.hi, &q, "is no quote: it is a letter of the value");
		if (q.open && q.close && strpbrk(v->u.s, " \t\n")) // a text may be meant so
			diag_severity(d, WARNING);
		else
			unquote(u, v, &q);
	} else if (say_dash(&p, v->at.lo, true)) {
		v->kind = V_BAD;
	}
	return v->kind != V_BAD;
}

// The value that begins at `at`, behind a key or a dash or as it is.
static bool say_value(const Spot *p, uint32_t at)
{
	uint32_t lo = skip_dashes(p, skip_blanks(p, line_lo(p, at)));
	if (say_dash(p, lo, true))
		return true;
	uint32_t colon = find_colon(p, lo, line_hi(p, lo));
	size_t n;
	if (colon != NONE && !pasted_at(p->text + lo, QUOTE, &n))
		lo = skip_blanks(p, colon + 1);
	uint32_t hi = value_hi(p, lo);
	Quoted q;
	if (hi <= lo || !find_quotes(p, lo, hi, &q))
		return false;
	say_quotes(p, lo, hi, &q, "is no quote: it is a letter for YAML");
	return true;
}

bool yaml_pasted_problem(const Spot *p)
{
	if (say_indent(p, p->at) || (p->opened != NONE && say_indent(p, p->opened)))
		return true;
	return (p->opened != NONE && say_value(p, p->opened)) || say_value(p, p->at);
}
