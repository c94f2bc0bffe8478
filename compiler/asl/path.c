// path.c: the parser of path.h. One pass over the text, no recursion.
//
//   path    = "$" ("$" | name)? step*
//   step    = "."? "[" inner "]" | "." "."? (name | "*") call?
//   inner   = "*" | quoted ("," quoted)* | "?" filter | index, slice or union
//   call    = "(" … ")"
#include "path.h"

#include "../../ir/source.h"
#include "filter.h"
#include "text.h"

#include <string.h>

typedef struct Parser {
	Arena *arena;
	const char *s;
	uint32_t n, at;
	bool inside;
	Path *out;
} Parser;

static char peek(const Parser *p)
{
	return p->at < p->n ? p->s[p->at] : 0;
}

static bool fail(Parser *p, const char *problem, uint32_t lo, uint32_t hi)
{
	p->out->problem = problem;
	p->out->bad_lo = lo;
	p->out->bad_hi = hi > p->n ? p->n : hi;
	return false;
}

static void note_many(Parser *p, const char *what, uint32_t lo, uint32_t hi)
{
	if (p->out->many)
		return;
	p->out->many = what;
	p->out->many_lo = lo;
	p->out->many_hi = hi;
}

static void add_step(Parser *p, StepKind kind, uint32_t lo, uint32_t hi)
{
	PathStep step = { .kind = (uint8_t)kind, .lo = lo, .hi = hi };
	if (kind == STEP_NAME && memchr(p->s + lo, HOLE, hi - lo))
		step.kind = STEP_UNKNOWN;
	step.escaped = kind == STEP_NAME && memchr(p->s + lo, '\\', hi - lo);
	PUSH(p->arena, p->out->step, p->out->nstep, step);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The offset behind the quoted text that starts at `at`, or 0 when it is not closed.
static uint32_t skip_quoted(const Parser *p, uint32_t at)
{
	char quote = p->s[at++];
	for (; at < p->n; at++) {
		if (p->s[at] == '\\')
			at++;
		else if (p->s[at] == quote)
			return at + 1;
	}
	return 0;
}

// `.length()`: the parenthesis is here.
static bool read_call(Parser *p, uint32_t name)
{
	uint32_t open = p->at;
	uint32_t depth = 0;
	for (; p->at < p->n; p->at++) {
		char c = p->s[p->at];
		if (c == '\'' || c == '"') {
			uint32_t end = skip_quoted(p, p->at);
			if (!end)
				return fail(p, "this quote is not closed", p->at, p->at + 1);
			p->at = end - 1;
		}
		depth += c == '(';
		if (c == ')' && --depth == 0) {
			p->at++;
			note_many(p, "a function", name, p->at);
			add_step(p, STEP_CALL, name, p->at);
			return true;
		}
	}
	return fail(p, "this `(` is not closed", open, open + 1);
}

// Where what belongs in brackets starts, in front of a `]` that has no `[`.
static uint32_t inside_from(const Parser *p, uint32_t lo)
{
	for (; lo < p->at; lo++)
		if (strchr("'\"?(@", p->s[lo]))
			break;
	return lo;
}

static bool read_name(Parser *p)
{
	uint32_t lo = p->at;
	for (; p->at < p->n; p->at++) {
		char c = p->s[p->at];
		if (c == '\\' && p->at + 1 < p->n) {
			p->at++;
			continue;
		}
		if (c == '.' || c == '[' || (c == '(' && p->at > lo))
			break;
		if (p->inside && (c == ',' || c == ')' || is_blank(c)))
			break;
		if (c == ']')
			return fail(
				p, "there is no `[` for this `]`", inside_from(p, lo), p->at + 1);
		if (is_blank(c) && !p->out->blank)
			p->out->blank = p->at + 1;
		if (strchr("@,:?*", c))
			note_many(p, "an operator", p->at, p->at + 1);
	}
	if (p->at == lo)
		return fail(p, "a step of the path is empty", lo ? lo - 1 : lo, lo);
	if (peek(p) == '(')
		return read_call(p, lo);
	if (p->at == lo + 1 && p->s[lo] == '*')
		add_step(p, STEP_MANY, lo, p->at);
	else
		add_step(p, STEP_NAME, lo, p->at);
	return true;
}

// Behind a dot.
static bool read_dotted(Parser *p)
{
	uint32_t dot = p->at++;
	if (peek(p) == '.') {
		p->at++;
		note_many(p, "`..`", dot, dot + 2);
		add_step(p, STEP_MANY, dot, dot + 2);
	}
	if (p->at >= p->n || peek(p) == '.')
		return fail(p, "a step of the path is empty", p->at - 1, p->at + (p->at < p->n));
	return peek(p) == '[' ? true : read_name(p);
}

// `'a'` or `'a','b'`, up to the bracket.
static bool read_quoted(Parser *p, uint32_t open)
{
	uint32_t names = 0;
	uint32_t lo = 0;
	uint32_t hi = 0;
	for (;;) {
		while (is_blank(peek(p)))
			p->at++;
		char c = peek(p);
		if (c != '\'' && c != '"')
			return fail(p, "a name in quotes has to stand here", p->at, p->at + 1);
		uint32_t end = skip_quoted(p, p->at);
		if (!end)
			return fail(p, "this quote is not closed", p->at, p->at + 1);
		lo = p->at + 1;
		hi = end - 1;
		names++;
		p->at = end;
		while (is_blank(peek(p)))
			p->at++;
		if (peek(p) != ',')
			break;
		p->at++;
	}
	if (peek(p) != ']')
		return fail(p, "this `[` is not closed", open, open + 1);
	p->at++;
	if (names > 1)
		note_many(p, "several names", open, p->at);
	add_step(p, names > 1 ? STEP_MANY : STEP_NAME, names > 1 ? open : lo,
		names > 1 ? p->at : hi);
	return true;
}

// Everything else between brackets: an index, `1:3`, `*`, `0,2`, a bare word.
static bool read_index(Parser *p, uint32_t open)
{
	const char *close = memchr(p->s + p->at, ']', p->n - p->at);
	if (!close)
		return fail(p, "this `[` is not closed", open, open + 1);
	uint32_t lo = p->at;
	uint32_t hi = (uint32_t)(close - p->s);
	p->at = hi + 1;
	while (lo < hi && is_blank(p->s[lo]))
		lo++;
	while (hi > lo && is_blank(p->s[hi - 1]))
		hi--;
	if (lo == hi)
		return fail(p, "the brackets are empty", open, p->at);
	if (memchr(p->s + lo, '[', hi - lo))
		return fail(p, "this `[` is not closed", open, open + 1);
	size_t digits = 0;
	while (lo + digits < hi && p->s[lo + digits] >= '0' && p->s[lo + digits] <= '9')
		digits++;
	bool unknown = memchr(p->s + lo, HOLE, hi - lo);
	if (unknown || digits == hi - lo) {
		add_step(p, unknown ? STEP_UNKNOWN : STEP_INDEX, lo, hi);
		return true;
	}
	bool slice = memchr(p->s + lo, ':', hi - lo);
	note_many(p,
		p->s[lo] == '*'         ? "a wildcard" :
			slice           ? "a slice" :
			p->s[lo] == '-' ? "a negative index" :
					  "several items",
		open, p->at);
	add_step(p, STEP_MANY, open, p->at);
	return true;
}

static bool read_bracket(Parser *p)
{
	uint32_t open = p->at++;
	while (is_blank(peek(p)))
		p->at++;
	char c = peek(p);
	if (c == '\'' || c == '"')
		return read_quoted(p, open);
	if (c != '?')
		return read_index(p, open);
	FilterError e = { 0 };
	uint32_t end = filter_parse(p->s, p->n, p->at + 1, &e);
	if (e.problem)
		return fail(p, e.problem, e.lo, e.hi);
	if (!end || p->s[end] != ']')
		return fail(p, "this `[` is not closed", open, open + 1);
	p->at = end + 1;
	note_many(p, "a filter", open, p->at);
	add_step(p, STEP_MANY, open, p->at);
	return true;
}

// ID_Continue of Unicode is judged where variables are; here all beyond ASCII is part of a name.
static bool is_name_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		c == '_' || (uint8_t)c >= 0x80;
}

static bool read_root(Parser *p)
{
	Path *out = p->out;
	if (peek(p) == HOLE) {
		out->root = ROOT_UNKNOWN;
		p->at++;
		return true;
	}
	if (peek(p) != '$')
		return fail(p, "a path starts with `$`", p->at, p->at + 1);
	p->at++;
	out->root = ROOT_INPUT;
	if (peek(p) == '$') {
		out->root = ROOT_CONTEXT;
		p->at++;
	} else if (is_name_char(peek(p)) && (peek(p) < '0' || peek(p) > '9')) {
		out->root = ROOT_VARIABLE;
		out->var_lo = p->at;
		while (is_name_char(peek(p)))
			p->at++;
		out->var_hi = p->at;
		if (memchr(p->s + out->var_lo, HOLE, out->var_hi - out->var_lo))
			out->root = ROOT_UNKNOWN;
	}
	return true;
}

void jsonpath_parse(Arena *arena, const char *s, uint32_t n, uint32_t from, bool inside, Path *out)
{
	Parser p = { arena, s, n, from, inside, out };
	*out = (Path){ 0 };
	bool ok = read_root(&p);
	while (ok && p.at < n) {
		char c = peek(&p);
		if (inside && (c == ',' || c == ')' || is_blank(c)))
			break;
		if (c == '[')
			ok = read_bracket(&p);
		else if (c == '.')
			ok = read_dotted(&p);
		else if (out->nstep || out->root == ROOT_UNKNOWN)
			ok = read_name(&p); // Jayway goes on after `]` without a dot
		else
			ok = fail(&p, "after `$` a path goes on with `.` or `[`", p.at, p.at + 1);
	}
	out->end = p.at;
}

const char *jsonpath_name(Arena *arena, const char *s, const PathStep *step, size_t *n)
{
	Buf b = { .arena = arena };
	*n = step->hi - step->lo;
	if (!step->escaped)
		return s + step->lo;
	for (uint32_t i = step->lo; i < step->hi; i++) {
		if (s[i] == '\\' && i + 1 < step->hi)
			i++;
		buf_putc(&b, s[i]);
	}
	*n = b.n;
	return b.s ? b.s : "";
}
