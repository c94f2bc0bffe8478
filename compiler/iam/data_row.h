// data_row.h: how rows of the table of IAM data lie in memory; for data.c and data_open.c.
#ifndef TOPC_IAM_DATA_ROW_H
#define TOPC_IAM_DATA_ROW_H

#include "data.h"

// Bytes of a row, by section.
extern const uint8_t data_row_size[DATA_SECTIONS];

static inline uint32_t u16(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t u32(const uint8_t *p)
{
	return u16(p) | u16(p + 2) << 16;
}

static inline const uint8_t *row_at(const IamData *d, DataSection s, uint32_t row)
{
	return d->section[s] + (size_t)row * data_row_size[s];
}

static inline const char *text_at(const IamData *d, uint32_t at)
{
	return (const char *)d->section[DATA_TEXT] + at;
}

static inline IamList list_at(const IamData *d, uint32_t list)
{
	const uint8_t *run = row_at(d, DATA_ITEM, u32(row_at(d, DATA_LIST, list)));
	return (IamList){ run + 2, u16(run) };
}

// The order of the table: by lower-case bytes. `s` has n bytes, `name` is NUL-terminated.
int data_compare(const char *s, size_t n, const char *name);

#endif
