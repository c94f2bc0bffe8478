// resource_data.c: the tables of what CloudFormation and Terraform take: data/properties.tab and
// data/terraform.tab, whose heads say how they are made and written. Both are read in place.
#include "resource.h"

#include "../template.h"

#include <string.h>

static const char name_chars[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:";

static const Template *table_of(const char *table)
{
	const Template *t = template_find(table);
	if (!t)
		die("%s is not there", table);
	return t;
}

bool type_line(const char *table, const char *type, TypeLine *out)
{
	const Template *t = table_of(table);
	size_t n = strlen(type);
	for (const char *s = strchr(t->text, '\n'); s && s + 1 < t->end; s = strchr(s, '\n')) {
		s++;
		if (memcmp(s, type, n) != 0 || (s[n] != ' ' && s[n] != '*' && s[n] != '\n'))
			continue;
		out->deep = s[n] == '*';
		out->at = s + n + out->deep;
		out->end = out->at + strcspn(out->at, "\n");
		return true;
	}
	return false;
}

void type_names(Unit *u, const char *table, Nearest *near)
{
	const Template *t = table_of(table);
	for (const char *s = strchr(t->text, '\n'); s && s + 1 < t->end; s = strchr(s, '\n')) {
		s++;
		nearest_try(near, arena_copy(u->arena, s, strspn(s, name_chars)));
	}
}

bool type_each(TypeLine *l, const char **name, size_t *n, const char **marks, size_t *nmarks)
{
	while (l->at < l->end && *l->at == ' ')
		l->at++;
	if (l->at >= l->end)
		return false;
	*name = l->at;
	*n = strspn(l->at, name_chars);
	*marks = l->at + *n;
	*nmarks = strcspn(*marks, " \n");
	l->at = *marks + *nmarks;
	return true;
}

bool type_word(const TypeLine *line, const char *word, const char **marks, size_t *nmarks)
{
	TypeLine l = *line;
	const char *name;
	size_t n;
	size_t len = strlen(word);
	while (type_each(&l, &name, &n, marks, nmarks))
		if (n == len && memcmp(name, word, n) == 0)
			return true;
	return false;
}
