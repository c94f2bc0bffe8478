// base.h: memory, interned names, growable text and arrays, for every other file.
//
// Ownership: everything a unit builds lives in its Arena and is freed with it at
// once. Nothing here is freed singly, so no pass has a free or an error path for
// memory: an allocation that fails ends the program (die).
#ifndef TOPC_BASE_H
#define TOPC_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

// Ends the program with status 3 and "topc: internal error" on stderr. For broken
// invariants and for memory that cannot be had; never for what an author wrote.
#define die(...) die_at(__FILE__, __LINE__, __VA_ARGS__)
#define die_of_memory() die_at(NULL, 0, "out of memory") // nobody's fault but the limit's
_Noreturn void die_at(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

// A region of memory that is freed at once.
typedef struct Arena Arena;
Arena *arena_new(void);
void arena_free(Arena *);                           // NULL is fine
void *arena_get(Arena *, size_t bytes);             // zeroed, aligned for any type, never NULL
size_t arena_bytes(const Arena *);                  // taken so far, for the benchmark
char *arena_copy(Arena *, const char *s, size_t n); // NUL-terminated
char *arena_format(Arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(Arena *, const char *format, va_list);

#define NEW(arena, Type) ((Type *)arena_get((arena), sizeof(Type)))
#define NEW_N(arena, Type, n) ((Type *)arena_get((arena), sizeof(Type) * (size_t)(n)))

// Appends x to the array `list` of `n` elements. Capacity is the next power of two
// above n, so no third variable is kept; the outgrown copy stays in the arena.
#define PUSH(arena, list, n, x)                                                                    \
	do {                                                                                       \
		if (((n) & ((n)-1)) == 0)                                                          \
			(list) = arena_grow((arena), (list), (n), sizeof *(list));                 \
		(list)[(n)++] = (x);                                                               \
	} while (0)
void *arena_grow(Arena *, const void *old, size_t n, size_t size);

// An interned string: equal text, equal pointer, within one table.
typedef const char *Sym;
typedef struct Syms Syms;
Syms *syms_new(Arena *);
Sym sym_n(Syms *, const char *s, size_t n);
Sym sym_of(Syms *, const char *s);
Sym sym_find(const Syms *, const char *s); // NULL when never interned
Sym sym_find_n(const Syms *, const char *s, size_t n);

// A map from interned names (or any pointers) to pointers; used for look-up only,
// never iterated, so its order can reach no output.
typedef struct Map {
	Arena *arena;
	const void **key;
	void **val;
	uint32_t n, cap;
} Map;
void *map_get(const Map *, const void *key);
void map_put(Map *, const void *key, void *val); // replaces; Map must have its arena set

// Growable text. Zero is an empty buffer that uses malloc; with an arena set it
// grows there. `s` is NUL-terminated whenever it is not NULL.
typedef struct Buf {
	Arena *arena;
	char *s;
	size_t n, cap;
} Buf;
void buf_add(Buf *, const char *s, size_t n);
void buf_puts(Buf *, const char *s);
void buf_putc(Buf *, char c);
void buf_fill(Buf *, char c, size_t n); // c, n times
void buf_printf(Buf *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_free(Buf *); // only for a Buf without an arena

static inline bool str_eq(const char *a, const char *b)
{
	return a == b || (a && b && *a == *b && __builtin_strcmp(a, b) == 0);
}
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);

// Walks the words of a space-separated list: `for (Word w = { list }; word_next(&w);)`
// then w.s, w.n. An entry of a table that is a list of words is written so.
typedef struct Word {
	const char *rest, *s;
	size_t n;
} Word;
bool word_next(Word *);
bool word_in(const char *list, const char *s, size_t n);

// SHA-256 of bytes, as 64 lower-case hex digits and NUL, or raw.
typedef struct Sha Sha;
Sha *sha_new(Arena *);
void sha_add(Sha *, const void *bytes, size_t n);
void sha_text(Sha *, const char *s); // the text and its NUL, so that fields cannot run together
void sha_hex(Sha *, char out[65]);   // ends the digest
void sha_raw(Sha *, uint8_t out[32]);
const char *sha_of(Arena *, const char *s, size_t n); // hex, in the arena

#endif
