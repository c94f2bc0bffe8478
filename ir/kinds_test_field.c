// kinds_test_field.c: the tables of fields: what authors may write.
#include "kinds_test.h"

#include "../compiler/shape.h"
#include "match.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_words[] = {
	[T_STR] = "T_STR",
	[T_NAME] = "T_NAME",
	[T_INT] = "T_INT",
	[T_NUM] = "T_NUM",
	[T_BOOL] = "T_BOOL",
	[T_ENUM] = "T_ENUM",
	[T_TIME] = "T_TIME",
	[T_DAYS] = "T_DAYS",
	[T_MB] = "T_MB",
	[T_KB] = "T_KB",
	[T_REF] = "T_REF",
	[T_PATH] = "T_PATH",
	[T_RECORD] = "T_RECORD",
	[T_JSON] = "T_JSON",
	[T_ASL] = "T_ASL",
	[T_PATTERN] = "T_PATTERN",
	[T_POLICY] = "T_POLICY",
	[T_VERBS] = "T_VERBS",
};

bool lint_doc(const char *doc)
{
	size_t n = strlen(doc);
	if (!n || strchr(doc, '\n') || doc[n - 1] == '.' || doc[n - 1] == ' ')
		return false;
	// A name keeps its capitals: AES256, ARN, X-Ray, CloudWatch, Gemfile alone; a sentence has none.
	bool capital = *doc >= 'A' && *doc <= 'Z';
	bool name = !strchr(doc, ' ');
	for (const char *s = doc + 1; *s && *s != ' '; s++)
		name |= (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') || *s == '.';
	return !capital || name;
}

bool lint_word(const char *s, size_t n, const char *first, const char *rest)
{
	if (!n || !strchr(first, s[0]))
		return false;
	for (size_t i = 1; i < n; i++)
		if (!strchr(rest, s[i]))
			return false;
	return true;
}

// "1..900", "0..", "..5".
static bool is_range(const char *ok)
{
	size_t n = strspn(ok, "0123456789");
	const char *dots = ok + n;
	if (strncmp(dots, "..", 2) != 0)
		return false;
	size_t m = strspn(dots + 2, "0123456789");
	return !dots[2 + m] && (n || m);
}

// "1 3 5": ascending, so that what is too little has a next one.
static bool is_ascending(const char *ok)
{
	long long before = -1;
	uint32_t count = 0;
	for (Word w = { .rest = ok }; word_next(&w); count++) {
		char *end;
		long long n = strtoll(w.s, &end, 10);
		if (end != w.s + w.n || n <= before)
			return false;
		before = n;
	}
	return count > 1;
}

static bool is_regex(const char *ok)
{
	size_t n = strlen(ok);
	return n > 2 && *ok == '/' && ok[n - 1] == '/' && match_valid(ok + 1, n - 2, NULL, NULL);
}

static void check_enum(Lint *l, const char *ok)
{
	Buf seen = { .arena = l->arena };
	for (Word w = { .rest = ok }; word_next(&w);)
		for (size_t i = 0, to; i <= w.n; i = to + 1) {
			to = i;
			while (to < w.n && w.s[to] != '=')
				to++;
			if (to == i)
				complain(l, "`%s` has an empty word", ok);
			else if (seen.n && word_in(seen.s, w.s + i, to - i))
				complain(l, "the word `%.*s` stands there twice", (int)(to - i),
					w.s + i);
			buf_printf(&seen, "%s%.*s", seen.n ? " " : "", (int)(to - i), w.s + i);
		}
	if (!seen.n)
		complain(l, "an enum without words");
}

// What `ok` may say depends on the type.
static void check_ok(Lint *l, const Field *f)
{
	switch ((Type)f->type) {
	case T_ENUM: check_enum(l, f->ok ? f->ok : ""); break;
	case T_PATH:
		if (f->ok && !str_eq(f->ok, "file") && !str_eq(f->ok, "dir"))
			complain(l, "a path is a file or a dir");
		break;
	case T_INT:
	case T_NUM:
	case T_TIME:
	case T_DAYS:
	case T_MB:
	case T_KB:
		if (f->ok && !is_range(f->ok) && !(f->type != T_NUM && is_ascending(f->ok)))
			complain(l, "`%s` is neither a range nor a list in order", f->ok);
		break;
	case T_STR:
	case T_NAME:
		if (f->ok && !is_regex(f->ok))
			complain(l, "`%s` is no pattern in slashes", f->ok);
		break;
	default:
		if (f->ok)
			complain(l, "`ok` says nothing about a %s", type_words[f->type]);
	}
}

static void check_kinds(Lint *l, const Field *f)
{
	if ((f->type == T_REF) != (f->to != NULL))
		complain(l, f->to ? "`to` goes with T_REF" : "a T_REF needs `to`");
	for (Word w = { .rest = f->to }; word_next(&w);)
		if (!lint_kind(l, w.s, w.n))
			complain(l, "`to`: there is no kind `%.*s`", (int)w.n, w.s);
	if ((f->flags & F_OUTSIDE) && f->type != T_REF)
		complain(l, "F_OUTSIDE goes with T_REF");
}

// Another row of the table that has this name or alias.
static bool taken(const Field *table, const Field *self, const char *s, size_t n)
{
	for (const Field *f = table; f->name; f++) {
		if (f == self)
			continue;
		if ((strlen(f->name) == n && strncmp(f->name, s, n) == 0) ||
			(f->alias && word_in(f->alias, s, n)))
			return true;
	}
	return false;
}

static void check_names(Lint *l, const Field *table, const Field *f)
{
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";
	static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	if (!lint_word(f->name, strlen(f->name), small, rest))
		complain(l, "its name is no small letters and `_`");
	for (const Field *o = table; o < f; o++)
		if (str_eq(o->name, f->name))
			complain(l, "it is there twice");
	Buf seen = { .arena = l->arena };
	for (Word w = { .rest = f->alias }; word_next(&w);) {
		if (taken(table, f, w.s, w.n) ||
			(strlen(f->name) == w.n && strncmp(f->name, w.s, w.n) == 0) ||
			(seen.n && word_in(seen.s, w.s, w.n)))
			complain(l, "the alias `%.*s` stands for two keys", (int)w.n, w.s);
		buf_printf(&seen, "%.*s ", (int)w.n, w.s);
	}
}

static void check_group(Lint *l, const Field *table, const Field *f)
{
	uint32_t n = 0;
	for (const Field *o = table; o->name; o++) {
		n += str_eq(o->group, f->group);
		size_t len = strcspn(f->group, "!");
		if (o->group && !str_eq(o->group, f->group) && strcspn(o->group, "!") == len &&
			strncmp(o->group, f->group, len) == 0)
			complain(l, "groups `%s` and `%s` differ in `!` only", f->group, o->group);
	}
	if (n < 2)
		complain(l, "it is alone in group `%s`", f->group);
	if (f->flags & F_NEED)
		complain(l, "a field of a group cannot be needed by itself");
	if (f->dflt && f->type != T_RECORD)
		complain(l, "a default in a group would always be there");
}

static void check_company(
	Lint *l, const Field *table, const Field *f, const char *column, const char *names)
{
	for (Word w = { .rest = names }; word_next(&w);) {
		const Field *other = field_find(table, w.s, w.n);
		if (!other || other == f || strlen(other->name) != w.n)
			complain(l, "`%s`: there is no field `%.*s` beside it", column, (int)w.n,
				w.s);
	}
}

// The default as shape reads it: nothing may be said of it.
static void check_default(Lint *l, const Field *f)
{
	static const Options options = { .sandbox = "stable" };
	if (f->flags & F_NEED) {
		complain(l, "a needed field has no default");
		return;
	}
	bool mention = false; // `default`, the bus, is there without being declared
	for (Word to = { .rest = f->to }; word_next(&to);)
		mention |= lint_kind(l, to.s, to.n) && lint_kind(l, to.s, to.n)->on_mention;
	if (f->type == T_REF && mention)
		return;
	if (f->type == T_REF || f->type == T_PATH || f->type == T_ASL || f->type == T_POLICY ||
		f->type == T_VERBS) {
		complain(l, "a %s has no default", type_words[f->type]);
		return;
	}
	Unit *u = unit_new(NULL, &options);
	ShapeContext c = { .u = u, .noun = "table" };
	Field alone[2] = { *f };
	alone[0].group = alone[0].with = alone[0].bars = NULL;
	Value *rec = shape_record(&c, alone, value_map(u->arena, (Span){ 0 }));
	if (u->ndiag)
		complain(l, "its default `%s`: %s", f->dflt, u->diag[0]->text);
	else if (!rec->u.rec.arg[0] || rec->u.rec.arg[0]->kind == V_BAD)
		complain(l, "its default `%s` gives nothing", f->dflt);
	unit_free(u);
}

static void check_row(Lint *l, const Field *table, const Field *f)
{
	if (f->type > T_VERBS || f->many > MAP_OF)
		complain(l, "type %u, many %u: no such thing", f->type, f->many);
	if (!f->doc && !(f->flags & F_HIDDEN))
		complain(l, "it has no doc");
	else if (f->doc && !lint_doc(f->doc))
		complain(l,
			"its doc is not one line that starts small and ends without a full stop: `%s`",
			f->doc);
	if ((f->type == T_RECORD) != (f->sub != NULL))
		complain(l, f->sub ? "`sub` goes with T_RECORD" : "a T_RECORD needs `sub`");
	if (f->scalar && (f->type != T_RECORD || !field_row(f->sub, f->scalar)))
		complain(l, "`scalar`: its record has no field `%s`", f->scalar);
	if (f->type == T_VERBS && f->many != MAP_OF)
		complain(l, "T_VERBS is a map");
	check_names(l, table, f);
	check_kinds(l, f);
	check_ok(l, f);
	if (f->group)
		check_group(l, table, f);
	check_company(l, table, f, "with", f->with);
	check_company(l, table, f, "bars", f->bars);
	if (f->dflt)
		check_default(l, f);
}

static void check_table(Lint *l, const Field *table, const char *path, int depth)
{
	if (depth > 8) {
		complain(l, "records in records without end");
		return;
	}
	for (const Field *f = table; f->name; f++) {
		const char *all = arena_format(l->arena, "%s%s%s", path, *path ? "." : "", f->name);
		l->where = arena_format(l->arena, "field `%s`", all);
		check_row(l, table, f);
		if (f->type == T_RECORD && f->sub)
			check_table(l, f->sub, all, depth + 1);
	}
}

void lint_fields(Lint *l)
{
	if (l->k->field)
		check_table(l, l->k->field, "", 0);
	else
		complain(l, "no table of fields");
}
