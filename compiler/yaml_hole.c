// yaml_hole.c: `{{name}}` where YAML needs quotes around it.
#include "read.h"

#include <string.h>

// `{{name}}` without quotes is a map with a map for its key. One diagnostic for the whole value.
Span yaml_hole(Unit *u, uint32_t file, uint32_t lo)
{
	const char *text = u->src[file]->text;
	uint32_t close = lo + 2;
	while (text[close] && text[close] != '\n' && strncmp(text + close, "}}", 2) != 0)
		close++;
	bool closed = text[close] == '}';
	uint32_t hi = closed ? close + 2 : lo + 2;
	uint32_t line = lo;
	bool flow = false;
	for (; line > 0 && text[line - 1] != '\n'; line--)
		flow |= text[line - 1] == '{' || text[line - 1] == '[';
	bool key = false;
	for (; hi < u->src[file]->n && !strchr("\r\n", text[hi]) &&
		!(flow && strchr(",]}", text[hi]));
		hi++) {
		key |= text[hi] == ':' && strchr(" \r\n", text[hi + 1]);
		if (key || (text[hi] == ' ' && text[hi + 1] == '#'))
			break;
	}
	while (hi > lo && text[hi - 1] == ' ')
		hi--;
	Span at = { file, lo, hi };
	Diag *d = say_hole_unquoted(u, at);
	const char *s = arena_copy(u->arena, text + lo, hi - lo);
	if (!key && closed && !strpbrk(s, "'\""))
		diag_fix(d, FIX_SAFE, "quote it", at, U_FORMAT(u, "'%s'", s));
	return at;
}
