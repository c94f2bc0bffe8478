// cmd_schema_field.c: fields of the tables as JSON Schema.
//
// A schema is for editors: it accepts what `topc check` accepts, and says of a key what the table
// says. A hole, `{{name}}`, may stand for any scalar but a word of a list and a path. Types of
// scalars are as wide as the readers: a string may be written as a number, a number in quotes.
// What only the compiler can see (names of entities, files) stays open.
#include "../ir/template.h"
#include "cmd_schema.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

static const Span nowhere;

// A hole somewhere in a string, as a regular expression.
#define HOLE "\\{\\{"

static Value *text(Unit *u, const char *s)
{
	return value_str(u->arena, s, nowhere);
}

static void set_text(Unit *u, Value *map, const char *key, const char *s)
{
	if (s)
		value_set(u->arena, map, key, text(u, s));
}

// "type": one word, or several in a list.
static void set_type(Unit *u, Value *map, const char *types)
{
	Value *list = value_list(u->arena, nowhere);
	for (Word w = { .rest = types }; word_next(&w);)
		value_push(u->arena, list, text(u, arena_copy(u->arena, w.s, w.n)));
	value_set(u->arena, map, "type", list->n == 1 ? list->u.item[0] : list);
}

static Value *typed(Unit *u, const char *types)
{
	Value *v = value_map(u->arena, nowhere);
	set_type(u, v, types);
	return v;
}

Value *schema_template(Unit *u, const char *name)
{
	const Template *t = template_find(U_FORMAT(u, "schemas/%s.json", name));
	if (!t)
		die("no schema %s", name);
	return read_json(u, source_add(u, t->path, t->text, (size_t)(t->end - t->text)));
}

Value *schema_see(Unit *u, const char *definition)
{
	Value *v = value_map(u->arena, nowhere);
	set_text(u, v, "$ref", U_FORMAT(u, "#/definitions/%s", definition));
	return v;
}

static Value *any_of(Unit *u, Value *a, Value *b)
{
	Value *v = value_map(u->arena, nowhere);
	Value *list = value_list(u->arena, nowhere);
	value_push(u->arena, list, a);
	value_push(u->arena, list, b);
	value_set(u->arena, v, "anyOf", list);
	return v;
}

// ---- Scalars --------------------------------------------------------------------------------------

static void set_range(Unit *u, Value *v, const char *range)
{
	char *end;
	if (!range || !strstr(range, "..")) // a list of days: with and without their `d`
		return;
	long long least = strtoll(range, &end, 10);
	if (end > range)
		value_set(u->arena, v, "minimum", value_num(u->arena, least, nowhere));
	const char *dots = strstr(range, "..");
	if (dots && dots[2])
		value_set(u->arena, v, "maximum",
			value_num(u->arena, strtoll(dots + 2, NULL, 10), nowhere));
}

// A number, or a string with a unit or a hole in it.
static Value *number(Unit *u, const Field *f, const char *types, const char *written)
{
	Value *v = typed(u, types);
	set_text(u, v, "pattern", U_FORMAT(u, "%s%s" HOLE, written, *written ? "|" : ""));
	set_range(u, v, f->ok);
	return v;
}

// All spellings of a word; those that readers take for another type as that, too.
static Value *words(Unit *u, const Field *f)
{
	Value *v = value_map(u->arena, nowhere);
	Value *list = value_list(u->arena, nowhere);
	for (Word w = { .rest = f->ok }; word_next(&w);)
		for (size_t i = 0, n; i < w.n; i += n + 1) {
			n = 0;
			while (i + n < w.n && w.s[i + n] != '=')
				n++;
			const char *word = arena_copy(u->arena, w.s + i, n);
			value_push(u->arena, list, text(u, word));
			if (str_eq(word, "true") || str_eq(word, "false"))
				value_push(u->arena, list,
					value_bool(u->arena, *word == 't', nowhere));
			else if (n && strspn(word, "0123456789") == n)
				value_push(u->arena, list,
					value_num(u->arena, strtoll(word, NULL, 10), nowhere));
		}
	value_set(u->arena, v, "enum", list);
	return v;
}

static Value *string(Unit *u, const Field *f)
{
	Value *v = typed(u, "string number boolean");
	if (!(f->flags & F_EMPTY_OK))
		value_set(u->arena, v, "minLength", value_num(u->arena, 1, nowhere));
	size_t n = f->ok ? strlen(f->ok) : 0;
	if (n > 2 && f->ok[0] == '/' && f->ok[n - 1] == '/')
		set_text(u, v, "pattern",
			U_FORMAT(u, "(?:%.*s)|" HOLE "%s", (int)n - 2, f->ok + 1,
				f->flags & F_EMPTY_OK ? "|^$" : ""));
	return v;
}

// Verbs of all kinds: which of them an entity has only the compiler knows.
static Value *verbs(Unit *u)
{
	Value *word = value_map(u->arena, nowhere);
	Value *list = value_list(u->arena, nowhere);
	Buf seen = { .arena = u->arena };
	for (const Kind *const *k = kinds; *k; k++)
		for (const Grant *g = (*k)->grant; g && g->verb; g++) {
			if (seen.s && word_in(seen.s, g->verb, strlen(g->verb)))
				continue;
			buf_printf(&seen, "%s ", g->verb);
			value_push(u->arena, list, text(u, g->verb));
		}
	value_set(u->arena, word, "enum", list);
	Value *several = typed(u, "array");
	value_set(u->arena, several, "items", word);
	return any_of(u, word, several);
}

static Value *record_field(Unit *u, const Field *f)
{
	Value *v = schema_record(u, f->sub, (SchemaUse){ 0 });
	const Field *one = f->scalar ? field_row(f->sub, f->scalar) : NULL;
	return one ? any_of(u, schema_field(u, one), v) : v;
}

Value *schema_element(Unit *u, const Field *f)
{
	Value *v;
	switch ((Type)f->type) {
	case T_INT: return number(u, f, "integer string", "^-?(0|[1-9][0-9]*(_[0-9]+)*)$");
	case T_NUM: return number(u, f, "number string", "");
	case T_BOOL:
		return number(u, &(Field){ 0 }, "boolean string",
			"^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$");
	case T_TIME:
	case T_DAYS: return number(u, f, "integer string", "^[0-9][0-9_]*[smhd]?$");
	case T_MB:
	case T_KB: return number(u, f, "integer string", "^[0-9][0-9_]*([KMG]?B)?$");
	case T_ENUM: return words(u, f);
	case T_REF:
		v = typed(u, "string number boolean");
		if (!(f->flags & F_EMPTY_OK))
			value_set(u->arena, v, "minLength", value_num(u->arena, 1, nowhere));
		return v;
	case T_PATH:
		v = typed(u, "string number");
		set_text(u, v, "pattern", "^(?!.*://).");
		return v;
	case T_RECORD: return record_field(u, f);
	case T_JSON: return value_map(u->arena, nowhere);
	case T_ASL: return any_of(u, schema_see(u, "machine"), typed(u, "string"));
	case T_PATTERN: return typed(u, "object string array number boolean");
	case T_POLICY: return schema_see(u, "statements");
	case T_VERBS: return verbs(u);
	case T_STR:
	case T_NAME: break;
	}
	return string(u, f);
}

// ---- Fields ---------------------------------------------------------------------------------------

Value *schema_default(Unit *u, const Field *f)
{
	char *end;
	if (!f->dflt || f->many == LIST || f->many == MAP_OF || f->type == T_RECORD)
		return NULL;
	if (f->type == T_BOOL)
		return value_bool(u->arena, str_eq(f->dflt, "true"), nowhere);
	bool counts = f->type == T_INT || f->type == T_TIME || f->type == T_DAYS ||
		f->type == T_MB || f->type == T_KB;
	long long n = strtoll(f->dflt, &end, 10);
	return counts && *f->dflt && !*end ? value_num(u->arena, n, nowhere) : text(u, f->dflt);
}

static const char *description(Unit *u, const Field *f)
{
	Buf b = { .arena = u->arena };
	buf_puts(&b, f->doc ? f->doc : "");
	if (f->flags & F_IGNORED)
		buf_puts(&b, " (no effect)");
	if (f->alias)
		buf_printf(&b, " (also written: %s)", f->alias);
	return b.s;
}

static Value *many_of(Unit *u, const Field *f)
{
	Value *one = schema_element(u, f);
	Value *v;
	switch ((Many)f->many) {
	case ONE: return one;
	case LIST:
	case ONE_OR_LIST:
		v = typed(u, f->many == LIST ? "array null" : "array");
		value_set(u->arena, v, "items", one);
		if (f->flags & F_NEED)
			value_set(u->arena, v, "minItems", value_num(u->arena, 1, nowhere));
		return f->many == LIST ? v : any_of(u, one, v);
	case MAP_OF: break;
	}
	v = typed(u, "object null");
	if (f->flags & F_EMPTY_OK)
		one = any_of(u, one, typed(u, "null"));
	value_set(u->arena, v, "additionalProperties", one);
	return v;
}

Value *schema_field(Unit *u, const Field *f)
{
	Value *v = value_map(u->arena, nowhere);
	const Value *what = many_of(u, f);
	set_text(u, v, "description", description(u, f));
	// Beside `$ref` draft-07 reads nothing else.
	if (value_get(what, "$ref")) {
		Value *all = value_list(u->arena, nowhere);
		value_push(u->arena, all, value_copy(u->arena, what));
		value_set(u->arena, v, "allOf", all);
	}
	for (uint32_t i = 0; i < what->n && !value_get(what, "$ref"); i++)
		if (!str_eq(what->u.pair[i].key, "description"))
			value_set(u->arena, v, what->u.pair[i].key, what->u.pair[i].val);
	value_set(u->arena, v, "default", schema_default(u, f));
	return v;
}

// ---- Records --------------------------------------------------------------------------------------

// A map with this key. `required` alone holds for whatever is no map, too.
static Value *requires(Unit *u, const char *name)
{
	Value *v = typed(u, "object");
	Value *list = value_list(u->arena, nowhere);
	value_push(u->arena, list, text(u, name));
	value_set(u->arena, v, "required", list);
	return v;
}

// That a key is there, in one of its spellings.
static Value *given(Unit *u, const Field *f)
{
	if (!f->alias)
	return requires(u, f->name);
	Value *list = value_list(u->arena, nowhere);
	value_push(u->arena, list, requires(u, f->name));
	for (Word w = { .rest = f->alias }; word_next(&w);)
		value_push(u->arena, list, requires(u, arena_copy(u->arena, w.s, w.n)));
	Value *v = value_map(u->arena, nowhere);
	value_set(u->arena, v, "anyOf", list);
	return v;
}

// {"not": {"allOf": [a, b]}}
static Value *not_both(Unit *u, Value *a, Value *b)
{
	Value *both = value_map(u->arena, nowhere);
	Value *pair = value_list(u->arena, nowhere);
	value_push(u->arena, pair, a);
	value_push(u->arena, pair, b);
	value_set(u->arena, both, "allOf", pair);
	Value *v = value_map(u->arena, nowhere);
	value_set(u->arena, v, "not", both);
	return v;
}

// Fields of one group exclude each other; of one with a `!` one has to be there.
static void add_group(Unit *u, const Field *first, Value *all, bool partly)
{
	Value *any = value_list(u->arena, nowhere);
	for (const Field *f = first; f->name; f++) {
		if (!str_eq(f->group, first->group))
			continue;
		value_push(u->arena, any, given(u, f));
		for (const Field *o = f + 1; o->name; o++)
			if (str_eq(o->group, first->group))
				value_push(u->arena, all, not_both(u, given(u, f), given(u, o)));
	}
	if (strchr(first->group, '!') && !partly) {
		Value *one = value_map(u->arena, nowhere);
		value_set(u->arena, one, "anyOf", any);
		value_push(u->arena, all, one);
	}
}

// Fields that go only with others, or not beside them. Flags are left out: one that says `false` is
// as if it were not there.
static void add_company(Unit *u, const Field *table, const Field *f, Value *all)
{
	Value *with = value_list(u->arena, nowhere);
	for (Word w = { .rest = f->with }; word_next(&w);)
		value_push(u->arena, with, given(u, field_find(table, w.s, w.n)));
	if (with->n && f->type != T_BOOL) {
		Value *absent = value_map(u->arena, nowhere);
		value_set(u->arena, absent, "not", given(u, f));
		value_push(u->arena, with, absent);
		Value *any = value_map(u->arena, nowhere);
		value_set(u->arena, any, "anyOf", with);
		value_push(u->arena, all, any);
	}
	for (Word w = { .rest = f->bars }; word_next(&w) && f->type != T_BOOL;) {
		const Field *barred = field_find(table, w.s, w.n);
		if (barred->type != T_BOOL)
			value_push(u->arena, all, not_both(u, given(u, f), given(u, barred)));
	}
}

static bool is_first_of_group(const Field *table, const Field *f)
{
	for (const Field *o = table; o < f; o++)
		if (str_eq(o->group, f->group))
			return false;
	return f->group != NULL;
}

Value *schema_record(Unit *u, const Field *table, SchemaUse use)
{
	Value *v = typed(u, "object null");
	Value *keys = value_map(u->arena, nowhere);
	Value *needed = value_list(u->arena, nowhere);
	Value *all = value_list(u->arena, nowhere);
	for (const Field *f = table; f && f->name; f++) {
		if ((f->flags & F_HIDDEN) || (use.only && !(f->flags & use.only)))
			continue;
		Value *one = schema_field(u, f);
		value_set(u->arena, keys, f->name, one);
		for (Word w = { .rest = f->alias }; word_next(&w);) {
			Sym alias = unit_sym(u, arena_copy(u->arena, w.s, w.n));
			value_set(u->arena, keys, alias, one);
			value_push(u->arena, all,
				not_both(u, requires(u, f->name), requires(u, alias)));
		}
		if ((f->flags & F_NEED) && !use.partly && !use.only) {
			if (f->alias)
				value_push(u->arena, all, given(u, f));
			else
				value_push(u->arena, needed, text(u, f->name));
		}
		if (is_first_of_group(table, f))
			add_group(u, f, all, use.partly || use.only);
		if (!use.partly && !use.only)
			add_company(u, table, f, all);
	}
	value_set(u->arena, v, "properties", keys);
	value_set(
		u->arena, v, "patternProperties", schema_template(u, "extensions")); // x-…, $schema
	if (needed->n) {
		// `x:` with nothing behind it is a record with nothing in it
		set_type(u, v, "object");
		value_set(u->arena, v, "required", needed);
	}
	if (all->n)
		value_set(u->arena, v, "allOf", all);
	value_set(u->arena, v, "additionalProperties", value_bool(u->arena, false, nowhere));
	return v;
}
