// intrinsic.c: the calls that stand behind a key with `.$`.
//
//   call = "States." name "(" (arg ("," arg)*)? ")"
//   arg  = 'string' | number | true | false | null | path | call
//
// Blanks and newlines may stand between tokens. After a syntax error the rest is let be; what a
// function asks of its arguments is said of each.
#include "intrinsic.h"

#include "functions.h"
#include "paths.h"

#include <string.h>

// Findings of one string; their places cost a walk over it each.
enum { MOST_TOLD = 20 };
enum { DEEPEST = 10 }; // "Intrinsic functions": up to ten calls may be nested in a field

typedef struct Reader {
	const Here *h;
	const char *field;
	const Text *t;
	uint32_t at, depth;
	uint32_t first; // findings before this string
} Reader;

static char peek(const Reader *r)
{
	return r->at < r->t->n ? r->t->s[r->at] : 0;
}

static void skip_blanks(Reader *r)
{
	while (r->at < r->t->n && strchr(" \t\r\n", r->t->s[r->at]))
		r->at++;
}

static Span span(const Reader *r, uint32_t lo, uint32_t hi)
{
	return asl_span(r->h->a, r->t, lo, hi > r->t->n ? r->t->n : hi);
}

static bool fail(const Reader *r, uint32_t lo, uint32_t hi, const char *problem)
{
	say_asl_call_syntax(r->h->a->u, span(r, lo, hi), r->field, problem);
	return false;
}

static bool is_name_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		c == '_' || c == '.' || c == '-';
}

bool is_call(const Text *t)
{
	if (t->n >= 7 && memcmp(t->s, "States.", 7) == 0)
		return true;
	uint32_t i = 0;
	while (i < t->n && is_name_char(t->s[i]))
		i++;
	while (i && i < t->n && t->s[i] == ' ')
		i++;
	return i && i < t->n && t->s[i] == '(';
}

// A string in single quotes.
static bool read_string(Reader *r, Arg *arg)
{
	uint32_t open = r->at++;
	arg->type = ARG_STRING;
	for (; r->at < r->t->n; r->at++) {
		char c = peek(r);
		if (c == '\'') {
			arg->hi = ++r->at;
			return true;
		}
		if (c != '\\')
			continue;
		char next = r->at + 1 < r->t->n ? r->t->s[r->at + 1] : 0;
		if (next && !strchr("'{}\\\xFF", next)) {
			Diag *d = say_asl_call_escape(r->h->a->u, span(r, r->at, r->at + 2),
				asl_shown(r->h->a, r->t, r->at, r->at + 2));
			diag_line(d, "escapes of intrinsic functions: \\' \\{ \\} \\\\");
			return false;
		}
		r->at++;
	}
	return fail(r, open, open + 1, "the string that starts here is not closed");
}

static bool read_number(Reader *r, Arg *arg)
{
	const char *s = r->t->s;
	uint32_t n = r->t->n;
	uint32_t i = r->at + (peek(r) == '-');
	uint32_t digits = i;
	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	bool ok = i > digits;
	if (i < n && s[i] == '.') {
		uint32_t from = ++i;
		while (i < n && s[i] >= '0' && s[i] <= '9')
			i++;
		ok = ok && i > from;
	}
	if (i < n && (s[i] == 'e' || s[i] == 'E')) {
		i += i + 1 < n && (s[i + 1] == '+' || s[i + 1] == '-') ? 2 : 1;
		uint32_t from = i;
		while (i < n && s[i] >= '0' && s[i] <= '9')
			i++;
		ok = ok && i > from;
	}
	uint32_t lo = r->at;
	r->at = arg->hi = i;
	arg->type = ARG_NUMBER;
	return ok ? true : fail(r, lo, i > lo ? i : lo + 1, "this is no number");
}

static bool read_call(Reader *r, Arg *out);

static bool read_path_arg(Reader *r, Arg *arg)
{
	Path path;
	bool ok = read_jsonpath(r->h, r->field, r->t, r->at, true, WANT_PATH, &path);
	r->at = path.end;
	arg->type = ARG_ANY;
	arg->hi = path.end;
	return ok;
}

static bool read_double_quotes(Reader *r)
{
	uint32_t lo = r->at;
	uint32_t hi = lo + 1;
	while (hi < r->t->n && r->t->s[hi] != '"')
		hi++;
	Diag *d = say_asl_call_quotes(r->h->a->u, span(r, lo, hi + 1));
	if (hi < r->t->n && !memchr(r->t->s + lo + 1, '\'', hi - lo - 1) &&
		r->t->val->style != STYLE_SINGLE)
		diag_fix(d, FIX_SAFE, "use single quotes", asl_exact(r->h->a, r->t, lo, hi + 1),
			U_FORMAT(r->h->a->u, "'%s'", asl_shown(r->h->a, r->t, lo + 1, hi)));
	return false;
}

static bool read_word(Reader *r, Arg *arg)
{
	static const struct {
		const char *word;
		ArgType type;
	} words[] = { { "true", ARG_BOOL }, { "false", ARG_BOOL }, { "null", ARG_NULL } };
	uint32_t lo = r->at;
	uint32_t hi = lo;
	while (hi < r->t->n && is_name_char(r->t->s[hi]))
		hi++;
	for (size_t i = 0; i < COUNT(words); i++) {
		if (hi - lo != strlen(words[i].word) ||
			memcmp(r->t->s + lo, words[i].word, hi - lo) != 0)
			continue;
		arg->type = words[i].type;
		r->at = arg->hi = hi;
		return true;
	}
	uint32_t next = hi;
	while (next < r->t->n && r->t->s[next] == ' ')
		next++;
	if (hi > lo && next < r->t->n && r->t->s[next] == '(')
		return read_call(r, arg);
	return fail(r, lo, hi > lo ? hi : lo + 1,
		"an argument is a 'string', a number, true, false, null, a path or a call");
}

static bool read_arg(Reader *r, Arg *arg)
{
	char c = peek(r);
	arg->lo = r->at;
	if (c == HOLE) { // and whatever follows it up to the comma
		while (r->at < r->t->n && peek(r) != ',' && peek(r) != ')')
			r->at++;
		arg->type = ARG_ANY;
		arg->hi = r->at;
		return true;
	}
	if (c == '\'')
		return read_string(r, arg);
	if (c == '"')
		return read_double_quotes(r);
	if (c == '$')
		return read_path_arg(r, arg);
	if (c == '-' || (c >= '0' && c <= '9'))
		return read_number(r, arg);
	return read_word(r, arg);
}

// From the parenthesis to the one that closes it.
static bool read_args(Reader *r, uint32_t open, Arg **args, uint32_t *n)
{
	r->at = open + 1;
	skip_blanks(r);
	if (peek(r) == ')') {
		r->at++;
		return true;
	}
	for (;;) {
		Arg arg = { 0 };
		skip_blanks(r);
		if (!read_arg(r, &arg))
			return false;
		U_PUSH(r->h->a->u, *args, *n, arg);
		skip_blanks(r);
		char c = peek(r);
		if (r->at >= r->t->n)
			return fail(r, open, open + 1, "this `(` is not closed");
		r->at++;
		if (c == ')')
			return true;
		if (c != ',')
			return fail(r, r->at - 1, r->at, "expected `,` or `)` here");
	}
}

static bool read_call(Reader *r, Arg *out)
{
	uint32_t lo = r->at;
	while (is_name_char(peek(r)) || peek(r) == HOLE)
		r->at++;
	uint32_t hi = r->at;
	skip_blanks(r);
	if (peek(r) != '(')
		return fail(r, lo, hi > lo ? hi : lo + 1, "a call needs `(` behind its name");
	if (r->h->a->u->ndiag - r->first > MOST_TOLD)
		return false;
	if (++r->depth > DEEPEST) {
		say_asl_call_depth(r->h->a->u, span(r, lo, hi), r->field);
		return false;
	}
	FunctionCall call = { .h = r->h, .t = r->t, .lo = lo, .hi = hi };
	bool ok = read_args(r, r->at, &call.arg, &call.n);
	r->depth--;
	if (!ok)
		return false;
	out->lo = lo;
	out->hi = r->at;
	out->type = asl_function(&call);
	out->call = true;
	return true;
}

bool asl_check_call(const Here *h, const char *field, const Text *t, bool string)
{
	Reader r = { .h = h, .field = field, .t = t, .first = h->a->u->ndiag };
	Arg out = { 0 };
	if (!read_call(&r, &out))
		return false;
	uint32_t end = r.at;
	skip_blanks(&r);
	if (r.at < t->n) {
		say_asl_call_trailing(h->a->u, span(&r, r.at, t->n), field);
		return false;
	}
	if (string && out.type != ARG_ANY && out.type != ARG_STRING)
		say_asl_call_no_string(h->a->u, span(&r, 0, end), field, arg_noun(out.type));
	return true;
}
