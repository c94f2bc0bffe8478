// code.c: a plain search through source files.
#include "code.h"

#include <string.h>

static const Code codes[] = {
	{ "python", ".py", true },
	{ "node", ".js .mjs .cjs .ts .mts", false },
	{ "ruby", ".rb", false },
};

const Code *code_of(const char *family)
{
	for (size_t i = 0; i < COUNT(codes); i++)
		if (str_eq(codes[i].family, family))
			return &codes[i];
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || c == '$' || (uint8_t)c >= 0x80;
}

static size_t name_length(const char *s)
{
	size_t n = 0;
	while (is_letter(s[n]))
		n++;
	return n;
}

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

// After one of the words at s (each followed by a blank), else NULL.
static const char *after_word(const char *s, const char *words)
{
	for (Word w = { .rest = words }; word_next(&w);)
		if (strncmp(s, w.s, w.n) == 0 && (s[w.n] == ' ' || s[w.n] == '\t'))
			return skip_blanks(s + w.n);
	return NULL;
}

// Names as they are found: all of them in an array, or whether one of them is `want`.
typedef struct List {
	Arena *a; // NULL: nothing is kept
	const char *text;
	CodeName *name;
	uint32_t n;
	const char *want;
	bool found;
} List;

static void add(List *l, const char *s, size_t n)
{
	if (n && l->want)
		l->found |= strncmp(s, l->want, n) == 0 && !l->want[n];
	else if (n)
		PUSH(l->a, l->name, l->n,
			((CodeName){ arena_copy(l->a, s, n), (uint32_t)(s - l->text) }));
}

// def f(, async def f(, f = …, from m import a, b as f, class F
static void python_line(List *l, const char *s)
{
	const char *at = after_word(s, "async");
	const char *def = after_word(at ? at : s, "def class");
	if (def) {
		add(l, def, name_length(def));
		return;
	}
	const char *from = after_word(s, "from");
	if (from) {
		const char *end = from + strcspn(from, "\n#(");
		end += strcspn(end, *end == '(' ? ")" : "\n#"); // the list may go on below
		const char *list = strstr(from, "import ");
		for (const char *p = list && list < end ? list + 7 : from; p < end;) {
			size_t n = name_length(p);
			const char *as = after_word(skip_blanks(p + n), "as");
			if (as) {
				p = as;
				n = name_length(p);
			}
			add(l, p, n);
			p += n + (n == 0);
			while (p < end && !is_letter(*p))
				p++;
		}
		return;
	}
	size_t n = name_length(s);
	const char *eq = skip_blanks(s + n);
	if (n && (*eq == '=' || *eq == ':') && eq[1] != '=')
		add(l, s, n);
}

// exports.f =, module.exports.f =, module.exports = { f, g: h }, export [async] function f,
// export const f =, export { a as f }
static void node_line(List *l, const char *s)
{
	s = skip_blanks(s);
	const char *dot = s + (str_starts(s, "module.") ? 7 : 0);
	if (str_starts(dot, "exports.")) {
		add(l, dot + 8, name_length(dot + 8));
		return;
	}
	const char *eq = str_starts(s, "module.exports") ? skip_blanks(s + 14) : "";
	const char *all = *eq == '=' ? skip_blanks(eq + 1) : "";
	const char *named = after_word(s, "export");
	if (named && strncmp(named, "default", 7) == 0)
		named = after_word(named, "default");
	const char *list = *all == '{' ? all : named && *named == '{' ? named : NULL;
	if (list) {
		const char *end = strchr(list, '}');
		for (const char *p = list + 1; end && p < end;) {
			p += strspn(p, " \t\r\n,");
			size_t n = name_length(p);
			const char *as = after_word(skip_blanks(p + n), "as");
			if (as) {
				p = as;
				n = name_length(p);
			}
			add(l, p, n);
			p += n;
			while (p < end && *p != ',')
				p++;
		}
		return;
	}
	if (!named)
		return;
	const char *async = after_word(named, "async");
	const char *f = after_word(async ? async : named, "function function* const let var class");
	if (f)
		add(l, f, name_length(f));
}

// def f, def self.f; `Mod::Class.f` is searched by its last part
static void ruby_line(List *l, const char *s)
{
	const char *def = after_word(skip_blanks(s), "def");
	if (!def)
		return;
	if (strncmp(def, "self.", 5) == 0)
		def += 5;
	add(l, def, name_length(def));
}

static void line_functions(List *l, const Code *code, const char *line)
{
	if (code == &codes[0])
		python_line(l, line);
	else if (code == &codes[1])
		node_line(l, line);
	else
		ruby_line(l, line);
}

uint32_t code_functions(Arena *a, const Code *code, const char *text, CodeName **out)
{
	List l = { .a = a, .text = text };
	for (const char *s = text; *s; s += strcspn(s, "\n"), s += *s == '\n')
		line_functions(&l, code, s);
	*out = l.name;
	return l.n;
}

bool code_defines(const Code *code, const char *text, const char *name)
{
	const char *last = strrchr(name, '.');
	List l = { .text = text, .want = last ? last + 1 : name };
	if (!strstr(text, l.want))
		return false;
	for (const char *s = text; *s && !l.found; s += strcspn(s, "\n"), s += *s == '\n')
		line_functions(&l, code, s);
	return l.found;
}

static void python_import(List *l, const char *s)
{
	const char *from = after_word(s, "from");
	if (from) {
		size_t n = name_length(from);
		const char *end = from + strcspn(from, " \t\n");
		if (*from != '.' && after_word(skip_blanks(end), "import"))
			add(l, from, n);
		return;
	}
	const char *p = after_word(s, "import");
	for (const char *name = p; p && *p; p = name) { // a, b.c as d
		p += strspn(p, " \t");
		size_t n = name_length(p);
		const char *end = p + n;
		while (n && (*end == '.' || is_letter(*end)))
			end++;
		const char *as = after_word(skip_blanks(end), "as");
		end = skip_blanks(as ? as + name_length(as) : end);
		if (!n || !*end || !strchr(",#;\r\n", *end)) // a sentence
			return;
		add(l, p, n);
		if (*end != ',')
			return;
		name = end + 1;
	}
}

// `require('x')`, `from 'x'`, `import 'x'`, `require "x"`: the quoted word after the keyword.
static void quoted_import(List *l, const char *s, const char *words)
{
	size_t line = strcspn(s, "\n");
	for (Word w = { .rest = words }; word_next(&w);) {
		for (const char *p = s; p + w.n < s + line; p++) {
			if (strncmp(p, w.s, w.n) != 0 || (p > s && is_letter(p[-1])))
				continue;
			const char *q = skip_blanks(p + w.n);
			q = skip_blanks(*q == '(' ? q + 1 : q);
			if (*q != '"' && *q != '\'')
				continue;
			size_t n = strcspn(q + 1, "\"'\n");
			if (q[1] != '.' && q[1] != '/')
				add(l, q + 1, n);
		}
	}
}

// Lines of node: `import … from 'x'`, `} from 'x'`, `… = require('x')`.
static void node_import(List *l, const char *s)
{
	bool module = str_starts(s, "import") || str_starts(s, "export") || *s == '}';
	if (module || strstr(s, "require") == s || !strchr("/*'\"`", *s))
		quoted_import(l, s, module ? "from import" : "require");
}

// Whether three quotes open or close in a line, an odd number of times.
static bool turns(const char *s, const char *quotes)
{
	bool odd = false;
	size_t line = strcspn(s, "\n");
	for (const char *p = s; p + 3 <= s + line; p++)
		if (strncmp(p, quotes, 3) == 0) {
			odd = !odd;
			p += 2;
		}
	return odd;
}

uint32_t code_imports(Arena *a, const Code *code, const char *text, CodeName **out)
{
	List l = { .a = a, .text = text };
	bool quoted = false; // in a text of many lines
	for (const char *s = text; *s; s += strcspn(s, "\n"), s += *s == '\n') {
		bool within = quoted;
		if (code == &codes[0])
			quoted ^= turns(s, "\"\"\"") || turns(s, "'''");
		if (within || *s == ' ' || *s == '\t') // what is indented may never run
			continue;
		if (code == &codes[0])
			python_import(&l, s);
		else if (code == &codes[1])
			node_import(&l, s);
		else
			quoted_import(&l, s, "require");
	}
	*out = l.name;
	return l.n;
}
