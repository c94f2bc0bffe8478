// template.h: the files of templates/, which are part of the program.
#ifndef TOPC_TEMPLATE_H
#define TOPC_TEMPLATE_H

#include "base.h"

typedef struct Template {
	const char *path; // below templates/
	const char *text; // NUL-terminated
	const char *end;
} Template;
extern const Template templates[]; // sorted by path
extern const size_t template_count;

const Template *template_find(const char *path); // NULL when there is none

#endif
