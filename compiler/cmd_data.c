// cmd_data.c: reads the table of IAM data that the command line names.
#include "command.h"

#include "iam/data.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { MAX_TABLE = 64 * 1024 * 1024 }; // the built-in one has 1 MB

static const char *read_table(Arena *a, FILE *f, IamData *data)
{
	Buf b = { .arena = a };
	char part[65536];
	for (size_t got; (got = fread(part, 1, sizeof part, f)) > 0;) {
		if (b.n + got > MAX_TABLE)
			return "it is larger than 64 MB";
		buf_add(&b, part, got);
	}
	if (ferror(f))
		return strerror(errno);
	return data_open(data, b.s ? b.s : "", b.n);
}

const IamData *read_iam_data(Arena *a, const char *path, const char **why)
{
	*why = NULL;
	if (!path)
		return NULL;
	FILE *f = fopen(path, "rb");
	if (!f) {
		*why = strerror(errno);
		return NULL;
	}
	IamData *data = NEW(a, IamData);
	*why = read_table(a, f, data);
	fclose(f);
	return *why ? NULL : data;
}
