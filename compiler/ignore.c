// ignore.c: gitignore patterns.
#include "ignore.h"

#include <fnmatch.h>
#include <string.h>

static void add_rule(Arena *a, Ignore *ig, const char *line, size_t n)
{
	IgnoreRule r = { 0 };
	while (n && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r') &&
		!(n > 1 && line[n - 2] == '\\'))
		n--;
	if (n && *line == '!') {
		r.keep = true;
		line++;
		n--;
	} else if (n > 1 && *line == '\\' && (line[1] == '#' || line[1] == '!')) {
		line++;
		n--;
	}
	if (n && line[n - 1] == '/') {
		r.dirs = true;
		n--;
	}
	if (n && *line == '/') {
		r.tied = true;
		line++;
		n--;
	}
	r.tied |= memchr(line, '/', n) != NULL;
	if (!n)
		return;
	r.pattern = arena_copy(a, line, n);
	PUSH(a, ig->rule, ig->n, r);
}

void ignore_read(Arena *a, Ignore *ig, const char *base, const char *text)
{
	ig->base = base;
	while (*text) {
		size_t n = strcspn(text, "\n");
		if (n && *text != '#')
			add_rule(a, ig, text, n);
		text += n + (text[n] == '\n');
	}
}

// Pattern and path segment by segment; `**` stands for any number of them.
static bool match_path(const char *pattern, const char *path)
{
	enum { LONGEST = 256 };
	for (;;) {
		size_t n = strcspn(pattern, "/");
		if (n == 2 && pattern[0] == '*' && pattern[1] == '*') {
			if (!pattern[2])
				return *path != 0;
			for (const char *p = path;; p++) {
				if (match_path(pattern + 3, p))
					return true;
				p += strcspn(p, "/");
				if (!*p)
					return false;
			}
		}
		size_t m = strcspn(path, "/");
		char a[LONGEST];
		char b[LONGEST];
		if (n >= LONGEST || m >= LONGEST)
			return false;
		memcpy(a, pattern, n);
		memcpy(b, path, m);
		a[n] = b[m] = 0;
		if (fnmatch(a, b, 0) != 0)
			return false;
		if (!pattern[n] || !path[m])
			return !pattern[n] && !path[m];
		pattern += n + 1;
		path += m + 1;
	}
}

bool ignore_match(const Ignore *ig, const char *path, bool is_dir)
{
	if (!ig->n)
		return false;
	size_t n = strlen(ig->base);
	if (strncmp(path, ig->base, n) != 0 || (n && path[n] != '/'))
		return false;
	const char *below = n ? path + n + 1 : path;
	const char *base = strrchr(below, '/') ? strrchr(below, '/') + 1 : below;
	for (uint32_t i = ig->n; i-- > 0;) {
		const IgnoreRule *r = &ig->rule[i];
		if (r->dirs && !is_dir)
			continue;
		if (r->tied ? match_path(r->pattern, below) : fnmatch(r->pattern, base, 0) == 0)
			return !r->keep;
	}
	return false;
}
