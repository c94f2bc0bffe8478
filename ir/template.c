// template.c: finding a file of templates/ in the program.
#include "template.h"

#include <string.h>

const Template *template_find(const char *path)
{
	size_t lo = 0;
	size_t hi = template_count;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strcmp(path, templates[mid].path);
		if (!c)
			return &templates[mid];
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
