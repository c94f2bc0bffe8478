// filter.c: reads filters as leniently as AWS does: any operand (a path, a literal, a bare word),
// any operator, but none without its operand.
#include "filter.h"

#include <stdbool.h>
#include <string.h>

typedef struct Filter {
	const char *s;
	uint32_t n, at;
	FilterError *error;
} Filter;

static uint32_t fail(Filter *f, const char *problem, uint32_t lo, uint32_t hi)
{
	f->error->problem = problem;
	f->error->lo = lo;
	f->error->hi = hi > f->n ? f->n : hi;
	return 0;
}

static void skip_blanks(Filter *f)
{
	while (f->at < f->n && strchr(" \t\r\n", f->s[f->at]))
		f->at++;
}

// The length of the operator at f->at: a sign, or a word between two operands.
static uint32_t operator_length(const Filter *f)
{
	static const char *const signs[] = { "===", "!==", "==", "!=", "<=", ">=", "=~", "&&", "||",
		"<", ">", "=" };
	static const char *const words[] = { "in", "nin", "subsetof", "anyof", "noneof", "size",
		"empty", "contains" };
	const char *s = f->s + f->at;
	size_t left = f->n - f->at;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);
		if (n <= left && memcmp(s, signs[i], n) == 0)
			return (uint32_t)n;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (n < left && memcmp(s, words[i], n) == 0 && strchr(" \t['(@$", s[n]))
			return (uint32_t)n;
	}
	return 0;
}

// Quotes and brackets inside an operand hold what they like.
static bool skip_quoted(Filter *f)
{
	char quote = f->s[f->at];
	uint32_t open = f->at++;
	for (; f->at < f->n; f->at++) {
		if (f->s[f->at] == '\\') {
			f->at++;
		} else if (f->s[f->at] == quote) {
			f->at++;
			return true;
		}
	}
	fail(f, "this quote is not closed", open, open + 1);
	return false;
}

static bool skip_brackets(Filter *f)
{
	uint32_t open = f->at;
	uint32_t depth = 0;
	while (f->at < f->n) {
		char c = f->s[f->at];
		if (c == '\'' || c == '"') {
			if (!skip_quoted(f))
				return false;
			continue;
		}
		depth += c == '[' || c == '(';
		depth -= c == ']' || c == ')';
		f->at++;
		if (!depth)
			return true;
	}
	fail(f, f->s[open] == '[' ? "this `[` is not closed" : "this `(` is not closed", open,
		open + 1);
	return false;
}

// A path, a number, a string, a list, a /pattern/, a bare word. False when none stands here.
static bool read_operand(Filter *f)
{
	uint32_t lo = f->at;
	if (f->s[lo] == '/') {
		if (!skip_quoted(f))
			return false;
	}
	while (f->at < f->n) {
		char c = f->s[f->at];
		if (c == '\'' || c == '"') {
			if (!skip_quoted(f))
				return false;
		} else if (c == '[' || (c == '(' && f->at > lo)) {
			if (!skip_brackets(f))
				return false;
		} else if (strchr(" \t\r\n=!<>&|()]", c)) {
			break;
		} else {
			f->at++;
		}
	}
	return f->at > lo;
}

uint32_t filter_parse(const char *s, uint32_t n, uint32_t from, FilterError *error)
{
	Filter f = { s, n, from, error };
	uint32_t open = 0;    // parentheses
	bool operand = true;  // is expected next
	uint32_t last = from; // where what asks for it stands, and its end
	uint32_t end = from + 1;
	for (;;) {
		skip_blanks(&f);
		if (f.at >= n)
			return open ? fail(&f, "this filter is not closed", from - 1, from) : 0;
		char c = s[f.at];
		if (operand && (c == '(' || (c == '!' && (f.at + 1 >= n || s[f.at + 1] != '=')))) {
			open += c == '(';
			last = f.at++;
			end = f.at;
			continue;
		}
		if (!operand && c == ')' && open) {
			open--;
			f.at++;
			continue;
		}
		if (!operand && c == ']' && !open)
			return f.at;
		uint32_t op = operator_length(&f);
		if (operand) {
			if (op || !read_operand(&f))
				return error->problem ?
					0 :
					fail(&f, "the filter lacks an operand here",
						op ? f.at : last, op ? f.at + op : end);
			operand = false;
		} else if (op) {
			last = f.at;
			f.at += op;
			end = f.at;
			operand = true;
		} else if (c == ')') {
			return fail(&f, "there is no `(` for this `)`", from, f.at + 1);
		} else {
			return fail(&f,
				c == ']' ? "this filter is not closed" :
					   "an operator of the filter has to stand here",
				c == ']' ? from - 1 : f.at, c == ']' ? from : f.at + 1);
		}
	}
}
