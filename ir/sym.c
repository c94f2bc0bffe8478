// sym.c: interned names, and the pointer map that look-ups by name use.
#include "base.h"

#include <string.h>

typedef struct Slot {
	Sym name;
	uint32_t hash, len;
} Slot;

struct Syms {
	Arena *arena;
	Slot *slot; // open addressing, power of two
	uint32_t n, cap;
};

// FNV-1a, 32 bits: names are short and the table is never attacked across units.
static uint32_t hash_text(const char *s, size_t n)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint8_t)s[i]) * 16777619u;
	return h;
}

Syms *syms_new(Arena *a)
{
	Syms *t = NEW(a, Syms);
	t->arena = a;
	t->cap = 256;
	t->slot = NEW_N(a, Slot, t->cap);
	return t;
}

// The slot that holds the text, or the empty one where it would go.
static Slot *find_slot(const Syms *t, const char *s, size_t n, uint32_t hash)
{
	uint32_t i = hash & (t->cap - 1);
	for (; t->slot[i].name; i = (i + 1) & (t->cap - 1))
		if (t->slot[i].hash == hash && t->slot[i].len == n &&
			memcmp(t->slot[i].name, s, n) == 0)
			break;
	return &t->slot[i];
}

static void grow_syms(Syms *t)
{
	Syms old = *t;
	t->cap *= 2;
	t->slot = NEW_N(t->arena, Slot, t->cap);
	for (uint32_t k = 0; k < old.cap; k++) {
		if (!old.slot[k].name)
			continue;
		uint32_t i = old.slot[k].hash & (t->cap - 1);
		while (t->slot[i].name)
			i = (i + 1) & (t->cap - 1);
		t->slot[i] = old.slot[k];
	}
}

Sym sym_n(Syms *t, const char *s, size_t n)
{
	const char *nul = memchr(s, 0, n); // a name cannot hold NUL: the readers refuse it
	if (nul)
		n = (size_t)(nul - s);
	uint32_t hash = hash_text(s, n);
	Slot *slot = find_slot(t, s, n, hash);
	if (slot->name)
		return slot->name;
	if (2 * (t->n + 1) > t->cap) {
		grow_syms(t);
		slot = find_slot(t, s, n, hash);
	}
	t->n++;
	*slot = (Slot){ arena_copy(t->arena, s, n), hash, (uint32_t)n };
	return slot->name;
}

Sym sym_of(Syms *t, const char *s)
{
	return sym_n(t, s, strlen(s));
}

Sym sym_find(const Syms *t, const char *s)
{
	return sym_find_n(t, s, strlen(s));
}

Sym sym_find_n(const Syms *t, const char *s, size_t n)
{
	return find_slot(t, s, n, hash_text(s, n))->name;
}

static uint32_t map_slot(const Map *m, const void *key)
{
	uint64_t h = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
	uint32_t i = (uint32_t)(h >> 32) & (m->cap - 1);
	while (m->key[i] && m->key[i] != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

void *map_get(const Map *m, const void *key)
{
	return m->cap ? m->val[map_slot(m, key)] : NULL;
}

void map_put(Map *m, const void *key, void *val)
{
	if (2 * (m->n + 1) > m->cap) {
		Map old = *m;
		m->cap = old.cap ? 2 * old.cap : 16;
		m->key = NEW_N(m->arena, const void *, m->cap);
		m->val = NEW_N(m->arena, void *, m->cap);
		for (uint32_t i = 0; i < old.cap; i++) {
			if (!old.key[i])
				continue;
			uint32_t j = map_slot(m, old.key[i]);
			m->key[j] = old.key[i];
			m->val[j] = old.val[i];
		}
	}
	uint32_t i = map_slot(m, key);
	m->n += !m->key[i];
	m->key[i] = key;
	m->val[i] = val;
}
