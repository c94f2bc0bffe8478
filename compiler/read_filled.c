// read_filled.c: state machines that are JSON only once somebody has filled them: Terraform's
// templatefile, DefinitionSubstitutions. `"Seconds": ${seconds}` is common there.
//
// The text is read with each such `${…}` as a string of the same length, so all places hold.
#include "substitutions.h"

#include "../ir/asl.h"
#include "read.h"

#include <string.h>

// Length of the `${…}` or `%{…}` at s, quotes and braces inside it in pairs; 0 when it is not closed.
static size_t filling(const char *s)
{
	size_t depth = 0;
	bool quoted = false;
	for (size_t i = 1; s[i]; i++) {
		if (s[i] == '"')
			quoted = !quoted;
		else if (s[i] == '\\' && s[i + 1])
			i++;
		else if (!quoted && s[i] == '{')
			depth++;
		else if (!quoted && s[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

static bool starts(const char *s, char c)
{
	return s[0] == c && s[1] == '{' && s[2] != '}';
}

// Outside of quotes a filling becomes a string; inside it stays, without what would end the string.
static void fill(char *s, size_t n, bool quoted)
{
	for (size_t i = 0; i < n; i++) {
		if (!quoted)
			s[i] = i == 0 || i + 1 == n ? '"' : UNQUOTED;
		else if (s[i] == '\\')
			i++;
		else if (s[i] == '"' || (unsigned char)s[i] < ' ')
			s[i] = '\'';
	}
}

// The text with all fillings replaced; *directive is the first `%{…}` outside of quotes.
static char *filled(Unit *u, const Source *src, Span *directive)
{
	char *s = arena_copy(u->arena, src->text, src->n);
	bool quoted = false;
	for (size_t i = 0; s[i]; i++) {
		size_t n = starts(s + i, '$') ? filling(src->text + i) : 0;
		if (n && quoted && memchr(s + i, '\n', n)) // a string that happens to hold `${`
			n = 0;
		if (n) {
			fill(s + i, n, quoted);
			i += n - 1;
		} else if (!quoted && starts(s + i, '%')) {
			n = filling(src->text + i);
			directive->lo = (uint32_t)i;
			directive->hi = (uint32_t)(i + (n ? n : 2));
			return NULL;
		} else if (s[i] == '"') {
			quoted = !quoted;
		} else if (quoted && s[i] == '\\' && s[i + 1]) {
			i++;
		}
	}
	return s;
}

Value *read_filled(Unit *u, uint32_t file)
{
	Source *src = u->src[file];
	const char *text = src->text;
	const char *first = text + strspn(text, "\xEF\xBB\xBF \t\r\n");
	bool whole = utf8_check(text, src->n) == src->n && strlen(text) == src->n;
	if (*first != '{') // YAML, perhaps with the short functions of a template: !Sub, !GetAtt
		return read_template(u, file);
	if (!whole || (!strstr(text, "${") && !strstr(text, "%{")))
		return read_source(u, file);
	Span directive = { file, 0, 0 };
	const char *other = filled(u, src, &directive);
	if (!other) {
		diag_line(say_asl_directive(u, directive),
			"the file is not checked: what Terraform makes of it may be");
		return value_new(u->arena, V_BAD, directive);
	}
	src->text = other;
	Value *v = read_source(u, file);
	src->text = text;
	return v;
}
