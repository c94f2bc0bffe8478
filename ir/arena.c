// arena.c: memory that is freed at once, and the arrays and strings in it.
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024, ALIGN = 16 };

typedef struct Block Block;
struct Block {
	Block *older;
	size_t used, size;
	_Alignas(ALIGN) char data[];
};

struct Arena {
	Block *block; // the newest; only this one is filled
	size_t bytes;
};

void die_at(const char *file, int line, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	if (line)
		fprintf(stderr, "topc: internal error at %s:%d: ", file, line);
	else
		fputs("topc: ", stderr);
	vfprintf(stderr, format, ap);
	fprintf(stderr, "\n");
	va_end(ap);
	exit(3);
}

Arena *arena_new(void)
{
	Arena *a = calloc(1, sizeof *a);
	if (!a)
		die_of_memory();
	return a;
}

void arena_free(Arena *a)
{
	if (!a)
		return;
	for (Block *b = a->block; b;) {
		Block *older = b->older;
		free(b);
		b = older;
	}
	free(a);
}

static void add_block(Arena *a, size_t bytes)
{
	size_t size = a->block ? a->block->size * 2 : FIRST_BLOCK;
	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < bytes)
		size = bytes;
	Block *b = malloc(sizeof *b + size);
	if (!b)
		die_of_memory();
	b->used = 0;
	b->size = size;
	b->older = a->block;
	a->block = b;
}

// Memory whose bytes are whatever they were.
static void *take(Arena *a, size_t bytes)
{
	size_t need = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (need < bytes)
		die_of_memory();
	if (!a->block || a->block->size - a->block->used < need)
		add_block(a, need);
	void *p = a->block->data + a->block->used;
	a->block->used += need;
	a->bytes += need;
	return p;
}

void *arena_get(Arena *a, size_t bytes)
{
	return memset(take(a, bytes), 0, bytes);
}

size_t arena_bytes(const Arena *a)
{
	return a->bytes;
}

void *arena_grow(Arena *a, const void *old, size_t n, size_t size)
{
	size_t cap = n ? 2 * n : 1;
	char *p = take(a, cap * size);
	if (n)
		memcpy(p, old, n * size);
	memset(p + n * size, 0, (cap - n) * size);
	return p;
}

char *arena_copy(Arena *a, const char *s, size_t n)
{
	char *p = take(a, n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = 0;
	return p;
}

char *arena_vformat(Arena *a, const char *format, va_list ap)
{
	// Written where it will lie: what does not fit there is written again in a new block, and
	// nothing follows it in the old one.
	Block *b = a->block;
	size_t room = b ? b->size - b->used : 0;
	va_list again;
	va_copy(again, ap);
	int n = vsnprintf(room ? b->data + b->used : NULL, room, format, ap);
	if (n < 0)
		die("bad format");
	char *p = take(a, (size_t)n + 1);
	if ((size_t)n >= room)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}

char *arena_format(Arena *a, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	char *p = arena_vformat(a, format, ap);
	va_end(ap);
	return p;
}
