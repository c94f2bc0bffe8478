// resource_check.c: properties and arguments of raw resources against what the providers take: names,
// what must be there, and types, down to where the tables go.
//
// A hole is a value that is not known here; a function of CloudFormation (`Fn::…`, `Ref`) too.
#include "resource.h"

#include <string.h>

// One level of a table's line: the names that a map may have.
typedef struct Level {
	Unit *u;
	const char *type; // "aws_sqs_queue", "AWS::SQS::Queue.RedrivePolicy"
	TypeLine line;    // of the type (Terraform), of this level (CloudFormation)
	const char *path; // Terraform: what stands before the names here; CloudFormation: NULL
	Span at;          // of what names the map: what it lacks is said here
} Level;

typedef struct Name {
	const char *s, *marks;
	size_t n, nmarks;
	Level below; // of a map
	bool has_below;
} Name;

static bool marked(const Name *name, char mark)
{
	return memchr(name->marks, mark, name->nmarks) != NULL;
}

// Moves past the words of a level that begins here, its `)` too.
static void skip_level(TypeLine *l)
{
	int depth = 1;
	while (depth && l->at < l->end) {
		depth += *l->at == '(';
		depth -= *l->at == ')' && l->at[-1] == ' ';
		l->at++;
	}
}

static bool next_cfn(Level *level, Name *out)
{
	TypeLine *l = &level->line;
	while (l->at < l->end && *l->at == ' ')
		l->at++;
	if (l->at >= l->end || *l->at == ')')
		return false;
	out->s = l->at;
	out->n = strcspn(l->at, "![=#~( \n");
	out->marks = l->at + out->n;
	out->nmarks = strcspn(out->marks, " \n");
	l->at = out->marks + out->nmarks;
	out->has_below = marked(out, '(');
	if (out->has_below) {
		out->below = *level;
		skip_level(l);
	}
	return true;
}

// Names of this level only.
static bool next_tf(Level *level, Name *out)
{
	size_t n = strlen(level->path);
	const char *name;
	size_t len;
	while (type_each(&level->line, &name, &len, &out->marks, &out->nmarks)) {
		if (len <= n || strncmp(name, level->path, n) != 0 ||
			memchr(name + n, '.', len - n))
			continue;
		out->s = name + n;
		out->n = len - n;
		out->has_below = marked(out, '{') && !level->line.deep;
		return true;
	}
	return false;
}

static bool next_name(Level *level, Name *out)
{
	return level->path ? next_tf(level, out) : next_cfn(level, out);
}

static bool find_name(const Level *level, const char *key, Name *out)
{
	Level l = *level;
	size_t n = strlen(key);
	while (next_name(&l, out))
		if (out->n == n && memcmp(out->s, key, n) == 0)
			return true;
	return false;
}

static Level level_below(const Level *level, const Name *name, Span at)
{
	Unit *u = level->u;
	Level l = level->path ? *level : name->below;
	l.type = U_FORMAT(u, "%s.%.*s", level->type, (int)name->n, name->s);
	l.at = at;
	if (level->path)
		l.path = U_FORMAT(u, "%s%.*s.", level->path, (int)name->n, name->s);
	return l;
}

// ---- Values -------------------------------------------------------------------------------------------------

static bool is_function(const Value *v)
{
	return v->kind == V_MAP && v->n == 1 &&
		(str_starts(v->u.pair[0].key, "Fn::") || str_eq(v->u.pair[0].key, "Ref"));
}

static bool unknown(const Value *v)
{
	return (v->kind != V_LIST && v->kind != V_MAP && !value_scalar(v)) || v->kind == V_NULL ||
		is_function(v);
}

static bool is_number(const char *s)
{
	s += *s == '-';
	size_t n = strspn(s, "0123456789");
	if (!n)
		return false;
	s += n;
	if (*s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	return !*s;
}

// What a value would have to be, or NULL when it is that.
static const char *wanted(const Level *level, const Name *name, const Value *v)
{
	const char *text = value_text(v);
	bool cfn = !level->path;
	if (marked(name, '#'))
		return text && is_number(text) ? NULL : "a number";
	if (marked(name, '~'))
		return text &&
				(value_is(v, "true") || value_is(v, "false") ||
					(v->kind == V_BOOL)) ?
			NULL :
			"true or false";
	if (marked(name, '{'))
		return text ? "a map, which is a block" : NULL;
	if (cfn && marked(name, '['))
		return v->kind == V_LIST ? NULL : "a list";
	if (cfn && (marked(name, '(') || marked(name, '=')))
		return v->kind == V_MAP ? NULL : "a map";
	if (!cfn && marked(name, '='))
		return text ? "a list or a map" : NULL;
	if (!cfn && *level->path && !text) // at the top a document becomes its text
		return "a string";
	return NULL;
}

static void check_level(const Level *level, const Value *map);

static void check_value(const Level *level, const Name *name, const Pair *p)
{
	Unit *u = level->u;
	const Value *v = p->val;
	if (unknown(v))
		return;
	const char *want = wanted(level, name, v);
	if (want) {
		say_wrong_type(
			u, v->at, U_FORMAT(u, "%s.%s", level->type, p->key), want, value_noun(v));
		return;
	}
	if (!name->has_below)
		return;
	Level below = level_below(level, name, p->at);
	if (v->kind == V_MAP)
		check_level(&below, v);
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		if (v->u.item[i]->kind == V_MAP && !is_function(v->u.item[i])) {
			below.at = v->u.item[i]->at;
			check_level(&below, v->u.item[i]);
		}
}

static void unknown_name(const Level *level, const Pair *p)
{
	Unit *u = level->u;
	Nearest near = { .word = p->key };
	Buf b = { .arena = u->arena };
	Level l = *level;
	for (Name name; next_name(&l, &name);) {
		nearest_try(&near, arena_copy(u->arena, name.s, name.n));
		if (b.n < 200)
			buf_printf(&b, "%s%.*s", b.n ? ", " : "", (int)name.n, name.s);
	}
	Diag *d = say_raw_property(u, p->at, level->type, p->key);
	diag_nearest(d, &near, FIX_SAFE, p->at);
	if (!near.best && b.n)
		diag_line(d, "it takes: %s", b.s);
}

// Whether an unknown key of the map may mean this word.
static bool misspelt(const Level *level, const Value *map, const char *word)
{
	Name name;
	for (uint32_t i = 0; i < map->n; i++) {
		Nearest near = { .word = map->u.pair[i].key };
		nearest_try(&near, word);
		if (near.best && !find_name(level, near.word, &name))
			return true;
	}
	return false;
}

static void check_level(const Level *level, const Value *map)
{
	Unit *u = level->u;
	Level l = *level;
	Name name;
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		if (find_name(level, p->key, &name))
			check_value(level, &name, p);
		else
			unknown_name(level, p);
	}
	while (next_name(&l, &name)) {
		const char *word = arena_copy(u->arena, name.s, name.n);
		if (marked(&name, '!') && !value_get(map, word) && !misspelt(level, map, word))
			say_missing_key(u, level->at, word, level->type);
	}
}

void resource_check_map(
	Unit *u, const TypeLine *line, const char *type, const Value *map, Span at, bool terraform)
{
	Level level = { u, type, *line, terraform ? "" : NULL, at };
	const Value empty = { .kind = V_MAP };
	if (map && map->kind == V_MAP)
		check_level(&level, map);
	else if (!map || map->kind == V_NULL)
		check_level(&level, &empty);
	else if (map->kind != V_BAD)
		say_wrong_type(u, map->at, terraform ? "arguments" : "properties", "a map",
			value_noun(map));
}
