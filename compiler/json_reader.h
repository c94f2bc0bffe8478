// json_reader.h: where the reader of JSON stands, for the files it is written in.
#ifndef TOPC_JSON_READER_H
#define TOPC_JSON_READER_H

#include "../ir/ir.h"

typedef struct JsonReader {
	Unit *u;
	const char *text; // of the source; offsets count from here
	const char *p, *end;
	uint32_t file;
	uint32_t depth;
	bool stop; // after an error that leaves nothing to go on
} JsonReader;

static inline uint32_t json_offset(const JsonReader *r)
{
	return (uint32_t)(r->p - r->text);
}

static inline Span json_span(const JsonReader *r, uint32_t lo)
{
	return (Span){ r->file, lo, json_offset(r) };
}

// The first error that leaves nothing to go on, about the character at r->p; NULL when there was one.
Diag *json_fail(JsonReader *, const char *format, ...) __attribute__((format(printf, 2, 3)));
// The content of the string at r->p (its opening quote), or NULL when it is not closed.
const char *json_chars(JsonReader *, size_t *n);
// The string in single quotes at r->p, said and read for what was meant; NULL when it is not closed.
const char *json_single_quoted(JsonReader *, size_t *n);

#endif
