// buf.c: growable text, word lists, and the SHA-256 that names and digests use.
#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>

static void reserve(Buf *b, size_t more)
{
	if (b->n + more + 1 <= b->cap)
		return;
	size_t cap = b->cap ? b->cap * 2 : 64;
	while (cap < b->n + more + 1)
		cap *= 2;
	if (b->arena) {
		char *s = arena_get(b->arena, cap);
		if (b->n)
			memcpy(s, b->s, b->n);
		b->s = s;
	} else {
		b->s = realloc(b->s, cap);
		if (!b->s)
			die_of_memory();
	}
	b->cap = cap;
}

void buf_add(Buf *b, const char *s, size_t n)
{
	reserve(b, n);
	if (n)
		memcpy(b->s + b->n, s, n);
	b->n += n;
	b->s[b->n] = 0;
}

void buf_puts(Buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_putc(Buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_fill(Buf *b, char c, size_t n)
{
	reserve(b, n);
	memset(b->s + b->n, c, n);
	b->n += n;
	b->s[b->n] = 0;
}

void buf_printf(Buf *b, const char *format, ...)
{
	va_list ap;
	size_t room = b->cap - b->n;
	va_start(ap, format);
	int n = vsnprintf(room ? b->s + b->n : NULL, room, format, ap);
	va_end(ap);
	if (n < 0)
		die("bad format");
	if ((size_t)n >= room) {
		if (room)
			b->s[b->n] = 0;
		reserve(b, (size_t)n);
		va_start(ap, format);
		vsnprintf(b->s + b->n, (size_t)n + 1, format, ap);
		va_end(ap);
	}
	b->n += (size_t)n;
}

void buf_free(Buf *b)
{
	if (!b->arena)
		free(b->s);
	*b = (Buf){ 0 };
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s);
	size_t m = strlen(suffix);
	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool word_next(Word *w)
{
	if (!w->rest)
		return false;
	const char *s = w->rest;
	while (*s == ' ')
		s++;
	w->s = s;
	while (*s && *s != ' ')
		s++;
	w->n = (size_t)(s - w->s);
	w->rest = s;
	return w->n > 0;
}

bool word_in(const char *list, const char *s, size_t n)
{
	for (Word w = { .rest = list }; word_next(&w);)
		if (w.n == n && w.s[0] == s[0] && memcmp(w.s, s, n) == 0)
			return true;
	return false;
}

struct Sha {
	struct sha256_ctx ctx;
};

Sha *sha_new(Arena *a)
{
	Sha *h = NEW(a, Sha);
	sha256_init(&h->ctx);
	return h;
}

void sha_add(Sha *h, const void *bytes, size_t n)
{
	sha256_update(&h->ctx, n, bytes);
}

void sha_text(Sha *h, const char *s)
{
	sha_add(h, s, strlen(s) + 1);
}

void sha_raw(Sha *h, uint8_t out[32])
{
	sha256_digest(&h->ctx, 32, out);
}

void sha_hex(Sha *h, char out[65])
{
	static const char digit[] = "0123456789abcdef";
	uint8_t raw[32];
	sha_raw(h, raw);
	for (int i = 0; i < 32; i++) {
		out[2 * i] = digit[raw[i] >> 4];
		out[2 * i + 1] = digit[raw[i] & 15];
	}
	out[64] = 0;
}

const char *sha_of(Arena *a, const char *s, size_t n)
{
	Sha *h = sha_new(a);
	sha_add(h, s, n);
	char *hex = arena_get(a, 65);
	sha_hex(h, hex);
	return hex;
}
