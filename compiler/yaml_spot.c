// yaml_spot.c: what stands around a place in YAML that cannot be read.
#include "yaml_spot.h"

#include "read.h"

#include <string.h>

Span span(const Spot *p, uint32_t lo, uint32_t hi)
{
	return (Span){ p->file, lo, hi > lo ? hi : lo };
}

uint32_t line_lo(const Spot *p, uint32_t at)
{
	while (at > 0 && p->text[at - 1] != '\n')
		at--;
	return at;
}

uint32_t line_hi(const Spot *p, uint32_t at)
{
	while (at < p->n && p->text[at] != '\n')
		at++;
	while (at > 0 && p->text[at - 1] == '\r')
		at--;
	return at;
}

uint32_t skip_blanks(const Spot *p, uint32_t at)
{
	while (at < p->n && (p->text[at] == ' ' || p->text[at] == '\t'))
		at++;
	return at;
}

// The end of the value that begins at `at`: before a comment and blanks.
uint32_t value_hi(const Spot *p, uint32_t at)
{
	uint32_t hi = line_hi(p, at);
	for (uint32_t i = at; i + 1 < hi; i++)
		if (p->text[i] == ' ' && p->text[i + 1] == '#')
			hi = i;
	while (hi > at && (p->text[hi - 1] == ' ' || p->text[hi - 1] == '\t'))
		hi--;
	return hi;
}

uint32_t indent_of(const Spot *p, uint32_t line)
{
	return skip_blanks(p, line) - line;
}

// The start of the nearest line above that holds something, or NONE.
uint32_t line_above(const Spot *p, uint32_t line)
{
	while (line > 0) {
		line = line_lo(p, line - 1);
		uint32_t at = skip_blanks(p, line);
		if (p->text[at] != '\n' && p->text[at] != '\r' && p->text[at] != '#')
			return line;
	}
	return NONE;
}

// The colon behind a key in [lo, hi), or NONE.
uint32_t find_colon(const Spot *p, uint32_t lo, uint32_t hi)
{
	for (uint32_t i = lo; i < hi; i++)
		if (p->text[i] == ':' &&
			(i + 1 >= hi || p->text[i + 1] == ' ' || p->text[i + 1] == '\t'))
			return i;
	return NONE;
}

uint32_t skip_dashes(const Spot *p, uint32_t at)
{
	while (at + 1 < p->n && p->text[at] == '-' && p->text[at + 1] == ' ')
		at = skip_blanks(p, at + 1);
	return at;
}

const char *words_at(const Spot *p, uint32_t lo, uint32_t hi)
{
	return arena_copy(p->u->arena, p->text + lo, hi - lo);
}

unsigned count_char(const Spot *p, uint32_t lo, uint32_t hi, char c)
{
	unsigned n = 0;
	for (; lo < hi; lo++)
		n += p->text[lo] == c;
	return n;
}

static bool is_key_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || c == '-';
}

size_t key_without_blank(const char *s)
{
	size_t n = 0;
	while (is_key_letter(s[n]))
		n++;
	bool url = s[n] == ':' && s[n + 1] == '/' && s[n + 2] == '/';
	return n && *s != '-' && s[n] == ':' && s[n + 1] && !strchr(" \t\r\n:", s[n + 1]) && !url ?
		n :
		0;
}
