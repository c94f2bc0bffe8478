// history.c: commits, what they say about releases, and the versions that tags name.
#include "history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COMMIT = 1 << 20, MAX_COMMITS = 10 * 1000 * 1000 };

const char *const bump_words[] = { "none", "patch", "minor", "major" };

// ---- Versions -------------------------------------------------------------------------------------

static const char *read_number(const char *s, uint32_t *out)
{
	uint64_t n = 0;
	const char *from = s;
	for (; *s >= '0' && *s <= '9'; s++) {
		n = n * 10 + (uint64_t)(*s - '0');
		if (n > UINT32_MAX / 2)
			return NULL;
	}
	*out = (uint32_t)n;
	return s == from || (*from == '0' && s - from > 1) ? NULL : s;
}

bool version_read(const char *s, Version *v)
{
	s = read_number(s, &v->major);
	s = s && *s == '.' ? read_number(s + 1, &v->minor) : NULL;
	s = s && *s == '.' ? read_number(s + 1, &v->patch) : NULL;
	return s && !*s;
}

int version_compare(Version a, Version b)
{
	if (a.major != b.major)
		return a.major < b.major ? -1 : 1;
	if (a.minor != b.minor)
		return a.minor < b.minor ? -1 : 1;
	return a.patch < b.patch ? -1 : a.patch > b.patch;
}

Version version_next(Version v, Bump b)
{
	switch (b) {
	case BUMP_MAJOR: return (Version){ v.major + 1, 0, 0 };
	case BUMP_MINOR: return (Version){ v.major, v.minor + 1, 0 };
	case BUMP_PATCH: return (Version){ v.major, v.minor, v.patch + 1 };
	default: return v;
	}
}

const char *version_text(Arena *a, Version v)
{
	return arena_format(a, "%u.%u.%u", v.major, v.minor, v.patch);
}

// ---- Messages -------------------------------------------------------------------------------------

static bool is_word(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] | 32) >= 'a' && (s[i] | 32) <= 'z') && s[i] != '-' && s[i] != '_')
			return false;
	return n > 0;
}

// What stands behind `BREAKING CHANGE: ` at the start of a line.
static const char *breaking_footer(Arena *a, const char *text)
{
	static const char *const token[] = { "BREAKING CHANGE: ", "BREAKING-CHANGE: " };
	for (const char *s = text; s; s = strchr(s, '\n')) {
		s += *s == '\n';
		for (size_t i = 0; i < COUNT(token); i++)
			if (str_starts(s, token[i])) {
				s += strlen(token[i]);
				return arena_copy(a, s, strcspn(s, "\n"));
			}
		if (!*s)
			break;
	}
	return NULL;
}

// Types that change nothing of what runs.
static const char idle[] = "docs style test tests ci chore build refactor";

// "This reverts commit ID.", as `git revert` writes it.
static const char *reverted(Arena *a, const char *text)
{
	static const char words[] = "This reverts commit ";
	const char *s = strstr(text, words);
	if (!s || (s > text && s[-1] != '\n'))
		return NULL;
	s += strlen(words);
	return strspn(s, "0123456789abcdef") == 40 ? arena_copy(a, s, 40) : NULL;
}

Message message_read(Arena *a, const char *text)
{
	text += strspn(text, "\n");
	size_t n = strcspn(text, "\n");
	Message m = { .subject = arena_copy(a, text, n), .bump = BUMP_PATCH };
	m.breaking = breaking_footer(a, text + n);
	m.reverts = reverted(a, text + n);
	size_t type = strcspn(m.subject, "(!:");
	const char *s = m.subject + type;
	size_t scope = 0;
	if (*s == '(') {
		scope = strcspn(s, ")");
		s += scope + (s[scope] == ')');
	}
	bool loud = *s == '!';
	s += loud;
	if (is_word(m.subject, type) && *s == ':' && s[1] == ' ') {
		char *word = arena_copy(a, m.subject, type);
		for (char *c = word; *c; c++)
			*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 32 : *c);
		m.type = word;
		m.scope = scope > 1 ? arena_copy(a, m.subject + type + 1, scope - 1) : NULL;
		m.subject = s + 1 + strspn(s + 1, " ");
		m.bump = str_eq(m.type, "feat")               ? BUMP_MINOR :
			word_in(idle, m.type, strlen(m.type)) ? BUMP_NONE :
								BUMP_PATCH;
		if (loud && !m.breaking)
			m.breaking = m.subject;
	}
	if (m.breaking)
		m.bump = BUMP_MAJOR;
	return m;
}

// ---- Commits --------------------------------------------------------------------------------------

static Sym id_key(History *h, const Oid *id)
{
	return sym_of(h->syms, oid_text(h->arena, id, 40));
}

uint32_t history_find(const History *h, const Oid *id)
{
	Sym key = sym_find(h->syms, oid_text(h->arena, id, 40));
	uintptr_t n = key ? (uintptr_t)map_get(&h->number, key) : 0;
	return n ? (uint32_t)(n - 1) : UINT32_MAX;
}

static bool read_commit(const Repo *r, History *h, const Oid *id, const char **why)
{
	Object o;
	LogEntry e = { 0 };
	ObjectStatus s = odb_read(r->odb, h->arena, id, MAX_COMMIT, &o);
	if (s == OBJECT_MISSING && r->shallow) {
		h->cut = true;
		return true;
	}
	if (s != OBJECT_OK || !commit_read(h->arena, id, &o, &e.commit)) {
		*why = arena_format(h->arena, "commit %s %s", oid_text(h->arena, id, 12),
			s == OBJECT_MISSING ? "is not here" : "is broken");
		return false;
	}
	e.message = message_read(h->arena, e.commit.message);
	PUSH(h->arena, h->entry, h->n, e);
	return true;
}

typedef struct Order {
	int64_t time;
	uint32_t number, depth;
} Order;

// A commit stands behind all that were made on it, whatever the clocks said: of what is free, the newest
// comes first.
static void sift(Order *heap, uint32_t n, uint32_t i)
{
	for (;;) {
		uint32_t best = i;
		for (uint32_t c = 2 * i + 1; c <= 2 * i + 2 && c < n; c++)
			if (heap[c].time > heap[best].time ||
				(heap[c].time == heap[best].time &&
					heap[c].number < heap[best].number))
				best = c;
		if (best == i)
			return;
		Order t = heap[i];
		heap[i] = heap[best];
		heap[best] = t;
		i = best;
	}
}

static void heap_push(Order *heap, uint32_t *n, Order o)
{
	uint32_t i = (*n)++;
	heap[i] = o;
	while (i) {
		uint32_t up = (i - 1) / 2;
		bool before = heap[i].time > heap[up].time ||
			(heap[i].time == heap[up].time && heap[i].number < heap[up].number);
		if (!before)
			return;
		Order t = heap[i];
		heap[i] = heap[up];
		heap[up] = t;
		i = up;
	}
}

static void sort(History *h)
{
	Arena *a = h->arena;
	uint32_t *children = NEW_N(a, uint32_t, h->n + 1);
	uint32_t *place = NEW_N(a, uint32_t, h->n + 1);
	Order *heap = NEW_N(a, Order, h->n + 1);
	LogEntry *sorted = NEW_N(a, LogEntry, h->n + 1);
	uint32_t waiting = 0;
	uint32_t done = 0;
	for (uint32_t i = 0; i < h->n; i++)
		for (uint32_t p = 0; p < h->entry[i].nparent; p++)
			children[h->entry[i].parent[p]]++;
	for (uint32_t i = 0; i < h->n; i++)
		if (!children[i])
			heap_push(heap, &waiting, (Order){ h->entry[i].commit.time, i, 0 });
	while (waiting) {
		Order o = heap[0];
		heap[0] = heap[--waiting];
		sift(heap, waiting, 0);
		place[o.number] = done;
		sorted[done++] = h->entry[o.number];
		const LogEntry *e = &h->entry[o.number];
		for (uint32_t p = 0; p < e->nparent; p++)
			if (!--children[e->parent[p]])
				heap_push(heap, &waiting,
					(Order){ h->entry[e->parent[p]].commit.time, e->parent[p],
						0 });
	}
	for (uint32_t i = 0; i < done; i++) {
		for (uint32_t p = 0; p < sorted[i].nparent; p++)
			sorted[i].parent[p] = place[sorted[i].parent[p]];
		map_put(&h->number, id_key(h, &sorted[i].commit.id), (void *)(uintptr_t)(i + 1));
	}
	h->entry = sorted;
	h->n = done; // ids are digests, so no commit is its own ancestor
}

bool history_read(const Repo *r, Arena *a, const Oid *from, History *h, const char **why)
{
	*h = (History){ .arena = a, .syms = syms_new(a) };
	h->number.arena = a;
	if (!read_commit(r, h, from, why))
		return false;
	map_put(&h->number, id_key(h, from), (void *)(uintptr_t)1);
	for (uint32_t i = 0; i < h->n; i++) {
		const Commit c = h->entry[i].commit;
		uint32_t *parent = NEW_N(a, uint32_t, c.nparent + 1);
		uint32_t n = 0;
		for (uint32_t p = 0; p < c.nparent; p++) {
			uint32_t known = history_find(h, &c.parent[p]);
			uint32_t next = h->n;
			if (known == UINT32_MAX && !read_commit(r, h, &c.parent[p], why))
				return false;
			if (known == UINT32_MAX && h->n == next)
				continue; // beyond the end of a shallow clone
			if (known == UINT32_MAX)
				map_put(&h->number, id_key(h, &c.parent[p]),
					(void *)(uintptr_t)(next + 1));
			parent[n++] = known == UINT32_MAX ? next : known;
		}
		h->entry[i].parent = parent;
		h->entry[i].nparent = n;
		if (h->n > MAX_COMMITS) {
			*why = "it has more than ten million commits";
			return false;
		}
	}
	sort(h);
	return true;
}

bool history_files(const Repo *r, const History *h, uint32_t n, Paths *out, const char **why)
{
	const LogEntry *e = &h->entry[n];
	if (e->commit.nparent > 1 || (e->commit.nparent && !e->nparent))
		return true;
	const Oid *old = e->nparent ? &h->entry[e->parent[0]].commit.tree : NULL;
	return changes_trees(r->odb, old, &e->commit.tree, out, why);
}

const char *date_text(Arena *a, int64_t time)
{
	// Days to a date of the Gregorian calendar, by eras of 400 years.
	int64_t days = time / 86400 - (time % 86400 < 0) + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	unsigned day = (unsigned)(days - era * 146097);
	unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	unsigned of_year = day - (365 * year + year / 4 - year / 100);
	unsigned month = (5 * of_year + 2) / 153;
	unsigned date = of_year - (153 * month + 2) / 5 + 1;
	month = month < 10 ? month + 3 : month - 9;
	return arena_format(
		a, "%04lld-%02u-%02u", (long long)(year + era * 400 + (month <= 2)), month, date);
}
