// read.c: what both readers share, and the choice between them.
#include "read.h"

#include <string.h>

uint32_t source_add(Unit *u, const char *path, const char *text, size_t n)
{
	Source *s = U_NEW(u, Source);
	s->path = path;
	s->text = text;
	s->n = (uint32_t)n;
	U_PUSH(u, u->src, u->nsrc, s);
	return u->nsrc - 1;
}

static bool digits(const char **s, const char *end)
{
	const char *from = *s;
	while (*s < end && **s >= '0' && **s <= '9')
		(*s)++;
	return *s > from;
}

// A number by JSON's grammar.
static bool is_number(const char *s, size_t n)
{
	const char *end = s + n;
	if (s < end && *s == '-')
		s++;
	if (s < end && *s == '0')
		s++;
	else if (!digits(&s, end))
		return false;
	if (s < end && *s == '.') {
		s++;
		if (!digits(&s, end))
			return false;
	}
	if (s < end && (*s == 'e' || *s == 'E')) {
		s++;
		if (s < end && (*s == '+' || *s == '-'))
			s++;
		if (!digits(&s, end))
			return false;
	}
	return s == end;
}

ValueKind plain_kind(const char *s, size_t n)
{
	static const char null_words[] = "null Null NULL ~";
	static const char bool_words[] = "true True TRUE false False FALSE";
	if (n == 0)
		return V_NULL;
	if (strchr("nN~tTfF", *s)) { // most words cannot be one of these
		if (word_in(null_words, s, n))
			return V_NULL;
		if (word_in(bool_words, s, n))
			return V_BOOL;
	}
	return is_number(s, n) ? V_NUM : V_STR;
}

// `-a: 1` lines are keys for YAML; a second one shows that they were meant as the items of a list.
static bool is_dash_for_item(const Unit *u, Sym key, Span at)
{
	return key[0] == '-' && key[1] && at.file && u->src[at.file]->text[at.lo] == '-';
}

static void say_dashes(Unit *u, Value *map, Span first, Span at)
{
	Span behind = { at.file, at.lo + 1, at.lo + 1 };
	if (map->kind == V_BAD) {   // said at the second one
		enum { NEAR = 16 }; // what the items themselves made be said stands between
		for (uint32_t i = u->ndiag; i > 0 && u->ndiag - i < NEAR; i--)
			if (u->diag[i - 1]->span[0].at.lo == first.lo) {
				diag_edit(u->diag[i - 1], behind, " ");
				break;
			}
		return;
	}
	Diag *d = say_yaml_syntax(u, first, "an item of a list needs a blank after its `-`");
	diag_fix(d, FIX_MAYBE, "put a blank after each `-`",
		(Span){ first.file, first.lo + 1, first.lo + 1 }, " ");
	diag_edit(d, behind, " ");
	map->kind = V_BAD;
}

void map_add(Unit *u, Value *map, Map *seen, Sym key, Span at, Value *val)
{
	enum { FEW = 8 }; // up to here a walk is faster than a table
	const Pair *old = NULL;
	if (map->n <= FEW) {
		for (uint32_t i = 0; i < map->n && !old; i++)
			if (map->u.pair[i].key == key)
				old = &map->u.pair[i];
	} else {
		if (!seen->n)
			for (uint32_t i = 0; i < map->n; i++)
				map_put(seen, map->u.pair[i].key, (void *)(uintptr_t)(i + 1));
		uintptr_t i = (uintptr_t)map_get(seen, key);
		old = i ? &map->u.pair[i - 1] : NULL;
	}
	if (old && is_dash_for_item(u, key, at)) {
		say_dashes(u, map, old->at, at);
		return;
	}
	if (old) {
		Diag *d = say_duplicate_key(u, at, key);
		diag_label(d, "written again");
		diag_context(d, old->at, "first here");
		for (uint32_t i = 0; val->kind == V_MAP && i < val->n; i++)
			map_put(&u->dropped, val->u.pair[i].key, u);
		return;
	}
	U_PUSH(u, map->u.pair, map->n, ((Pair){ key, at, val }));
	if (seen->n)
		map_put(seen, key, (void *)(uintptr_t)map->n);
}

static bool looks_like_json(const Source *s)
{
	if (str_ends(s->path, ".json"))
		return true;
	if (str_ends(s->path, ".yml") || str_ends(s->path, ".yaml"))
		return false;
	size_t skip = s->n >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	skip += strspn(s->text + skip, " \t\r\n");
	return s->text[skip] == '{' || s->text[skip] == '[';
}

static Value *read_checked(Unit *u, uint32_t file, Value *(*yaml)(Unit *, uint32_t))
{
	const Source *s = u->src[file];
	Value *bad = value_new(u->arena, V_BAD, (Span){ file, 0, 0 });
	if (s->n > MAX_FILE_BYTES) {
		say_file_too_large(
			u, bad->at, U_FORMAT(u, "%u", s->n), U_FORMAT(u, "%d", MAX_FILE_BYTES));
		return bad;
	}
	size_t ok = utf8_check(s->text, s->n);
	if (ok < s->n) {
		Span at = { file, (uint32_t)ok, (uint32_t)ok + 1 };
		say_not_utf8(u, at, U_FORMAT(u, "%02X", (uint8_t)s->text[ok]));
		return bad;
	}
	const char *nul = memchr(s->text, 0, s->n);
	if (nul) {
		uint32_t at = (uint32_t)(nul - s->text);
		say_nul_character(u, (Span){ file, at, at + 1 });
		return bad;
	}
	return looks_like_json(s) ? read_json(u, file) : yaml(u, file);
}

Value *read_source(Unit *u, uint32_t file)
{
	return read_checked(u, file, read_yaml);
}

Value *read_template(Unit *u, uint32_t file)
{
	return read_checked(u, file, read_yaml_template);
}
