// match.c: regular expressions through PCRE2.
#include "match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

// What PCRE2 says of a pattern that no common flavour takes, in our words. Its other errors are
// matters of flavour: a lookbehind of variable length, `\p{javaLowerCase}`, `[:alpha:]` outside
// a class, a count above its own limit.
static const struct Fault {
	int error;
	const char *message;
} faults[] = {
	// clang-format off
	{ PCRE2_ERROR_END_BACKSLASH,                  "a backslash escapes nothing at the end" },
	{ PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER,        "the counts in `{}` are the wrong way round" },
	{ PCRE2_ERROR_MISSING_SQUARE_BRACKET,         "the class that `[` opens is not closed" },
	{ PCRE2_ERROR_CLASS_RANGE_ORDER,              "the range in the class is the wrong way round" },
	{ PCRE2_ERROR_QUANTIFIER_INVALID,             "there is nothing here to repeat" },
	{ PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY,     "a group cannot begin so" },
	{ PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS,    "the group that `(` opens is not closed" },
	{ PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS,  "`)` closes no group" },
	{ PCRE2_ERROR_MISSING_COMMENT_CLOSING,        "the comment that `(?#` opens is not closed" },
	{ PCRE2_ERROR_MISSING_NAME_TERMINATOR,        "the name of the group is not closed" },
	{ PCRE2_ERROR_DUPLICATE_SUBPATTERN_NAME,      "two groups have this name" },
	{ PCRE2_ERROR_INVALID_SUBPATTERN_NAME,        "a group's name begins with a letter" },
	{ PCRE2_ERROR_SUBPATTERN_NAME_EXPECTED,       "the name of the group is missing" },
	{ 0 },
	// clang-format on
};

// The innermost bracket that nothing closes: what a person has to look at, where PCRE2 gives
// the end of the pattern. Classes do not nest and hide parentheses.
static size_t find_open(const char *s, size_t n, int error)
{
	enum { DEEPEST = 64 };
	size_t open[DEEPEST];
	size_t depth = 0;
	size_t in_class = n;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\') {
			i++;
		} else if (in_class < n) {
			if (s[i] == ']' && i > in_class + 1)
				in_class = n;
		} else if (s[i] == '[') {
			in_class = i;
		} else if (s[i] == '(') {
			open[depth++ % DEEPEST] = i;
		} else if (s[i] == ')' && depth) {
			depth--;
		}
	}
	if (error == PCRE2_ERROR_MISSING_SQUARE_BRACKET)
		return in_class;
	return depth ? open[(depth - 1) % DEEPEST] : n;
}

// Where a person looks for the fault.
static size_t fault_place(const char *pattern, size_t n, int error, size_t offset)
{
	if (error == PCRE2_ERROR_MISSING_SQUARE_BRACKET ||
		error == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS)
		return find_open(pattern, n, error);
	if (offset > n)
		offset = n;
	// Of these PCRE2 gives the place, of the others the place after.
	static const int itself[] = { PCRE2_ERROR_QUANTIFIER_INVALID, PCRE2_ERROR_CLASS_RANGE_ORDER,
		PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS };
	for (size_t i = 0; i < COUNT(itself); i++)
		if (error == itself[i])
			return offset;
	return offset ? offset - 1 : 0;
}

bool match_valid(const char *pattern, size_t n, size_t *at, const char **message)
{
	int error;
	PCRE2_SIZE offset;
	pcre2_compile_context *more = pcre2_compile_context_create(NULL);
	if (!more)
		die_of_memory();
	pcre2_set_compile_extra_options(more, PCRE2_EXTRA_ALT_BSUX);
	pcre2_code *code = pcre2_compile(
		(PCRE2_SPTR)pattern, n, PCRE2_UTF | PCRE2_ALLOW_EMPTY_CLASS, &error, &offset, more);
	pcre2_compile_context_free(more);
	if (code) {
		pcre2_code_free(code);
		return true;
	}
	for (const struct Fault *f = faults; f->error; f++) {
		if (f->error != error)
			continue;
		if (at)
			*at = fault_place(pattern, n, error, offset);
		if (message)
			*message = f->message;
		return false;
	}
	return true;
}

typedef struct Rule {
	const char *text;
	pcre2_code *code;
} Rule;

struct Matcher {
	Arena *arena;
	pcre2_general_context *memory; // takes from the arena, gives nothing back
	pcre2_match_data *data;        // where a match is, which nobody asks
	Rule *rule;
	uint32_t n;
};

static void *take(PCRE2_SIZE bytes, void *arena)
{
	return arena_get(arena, bytes);
}

static void give_nothing(void *p, void *arena)
{
	(void)p;
	(void)arena;
}

Matcher *matcher_new(Arena *a)
{
	Matcher *m = NEW(a, Matcher);
	m->arena = a;
	m->memory = pcre2_general_context_create(take, give_nothing, a);
	m->data = pcre2_match_data_create(1, m->memory);
	return m;
}

// The rules of the tables are few, and each is a string constant: its address finds it.
static const pcre2_code *find_code(Matcher *m, const char *rule)
{
	for (uint32_t i = 0; i < m->n; i++)
		if (m->rule[i].text == rule)
			return m->rule[i].code;
	size_t n = strlen(rule);
	if (n < 2 || *rule != '/' || rule[n - 1] != '/')
		die("`%s` is no rule", rule);
	int error;
	PCRE2_SIZE offset;
	pcre2_compile_context *ctx = pcre2_compile_context_create(m->memory);
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)rule + 1, n - 2, PCRE2_UTF, &error, &offset, ctx);
	if (!code)
		die("the rule %s does not compile", rule);
	PUSH(m->arena, m->rule, m->n, ((Rule){ rule, code }));
	return code;
}

bool match_rule(Matcher *m, const char *rule, const char *text, size_t n)
{
	const pcre2_code *code = find_code(m, rule);
	return pcre2_match(code, (PCRE2_SPTR)text, n, 0, 0, m->data, NULL) >= 0;
}
