// cmd_schema.c: `topc schema`: JSON Schemas for editors, printed from the tables that compile.
#include "cmd_schema.h"

#include "../backends/json.h"
#include "command.h"

#include <stdio.h>
#include <string.h>

static const Span nowhere;

const char *schema_name(uint32_t i)
{
	static const char *const name[] = { "topology", "vars", "roles" };
	if (i < COUNT(name))
		return name[i];
	for (const Kind *const *k = kinds; *k && i == COUNT(name); k++)
		if ((*k)->files && (*k)->files->spec)
			return (*k)->one;
	return NULL;
}

// Parts that schemas refer to.
static const char *const parts[] = { "statements", "statement", "texts", "machine", "state" };

static Value *text(Unit *u, const char *s)
{
	return value_str(u->arena, s, nowhere);
}

static Value *with_doc(Unit *u, Value *v, const char *doc)
{
	Value *out = value_map(u->arena, nowhere);
	value_set(u->arena, out, "description", text(u, doc));
	for (uint32_t i = 0; i < v->n; i++)
		value_set(u->arena, out, v->u.pair[i].key, v->u.pair[i].val);
	return out;
}

static Value *either(Unit *u, Value *a, Value *b, Value *c)
{
	Value *v = value_map(u->arena, nowhere);
	Value *list = value_list(u->arena, nowhere);
	value_push(u->arena, list, a);
	value_push(u->arena, list, b);
	value_push(u->arena, list, c);
	value_set(u->arena, v, "anyOf", list);
	return v;
}

static bool has_files(const Kind *k)
{
	return k->files && k->files->spec;
}

// Keys of no field go into one of the fields: here that is a machine's capitalised keys.
static Value *open_record(Unit *u, const Kind *k)
{
	Value *own = schema_record(u, k->field, (SchemaUse){ .partly = true });
	Value *patterns = value_copy(u->arena, value_get(own, "patternProperties"));
	value_set(u->arena, patterns, "^[A-Z]", value_map(u->arena, nowhere));
	Value *v = value_map(u->arena, nowhere);
	Value *all = value_list(u->arena, nowhere);
	value_push(u->arena, all, schema_element(u, field_row(k->field, k->open)));
	value_set(u->arena, v, "type", text(u, "object"));
	value_set(u->arena, v, "allOf", all);
	value_set(u->arena, v, "properties", value_get(own, "properties"));
	value_set(u->arena, v, "patternProperties", patterns);
	value_set(u->arena, v, "additionalProperties", value_bool(u->arena, false, nowhere));
	return v;
}

// One entity of a kind, as it stands in the topology (`inside`) or in a file of its own.
static Value *entity(Unit *u, const Kind *k, bool inside)
{
	Value *v = schema_record(u, k->field, (SchemaUse){ .partly = has_files(k) });
	const Field *one = k->scalar && inside ? field_row(k->field, k->scalar) : NULL;
	if (one)
		v = either(u, schema_field(u, one), v, NULL);
	if (k->open)
		v = either(u, v, schema_field(u, field_row(k->field, k->open)), open_record(u, k));
	return with_doc(u, v, k->doc);
}

static Value *null_or_map(Unit *u)
{
	Value *v = value_map(u->arena, nowhere);
	Value *types = value_list(u->arena, nowhere);
	value_push(u->arena, types, text(u, "object"));
	value_push(u->arena, types, text(u, "null"));
	value_set(u->arena, v, "type", types);
	return v;
}

static Value *section(Unit *u, const Kind *k)
{
	if (k->shape == SECTION_ONE)
		return schema_see(u, k->one);
	Value *v = null_or_map(u);
	Value *beside = value_map(u->arena, nowhere);
	for (const Field *f = k->beside; f && f->name; f++)
		value_set(u->arena, beside, f->name,
			either(u, schema_field(u, f), schema_see(u, k->one), NULL));
	if (beside->n)
		value_set(u->arena, v, "properties", beside);
	value_set(u->arena, v, "patternProperties", schema_template(u, "extensions"));
	value_set(u->arena, v, "additionalProperties", schema_see(u, k->one));
	if (k->shape == SECTION_NAMES) {
		Value *names = value_map(u->arena, nowhere);
		Value *name = value_map(u->arena, nowhere);
		value_set(u->arena, name, "type", text(u, "string"));
		value_set(u->arena, names, "type", text(u, "array"));
		value_set(u->arena, names, "items", name);
		v = either(u, names, v, NULL);
	}
	return with_doc(u, v, k->doc);
}

static void add_sections(Unit *u, Value *keys, const Kind *k)
{
	value_set(u->arena, keys, k->section, section(u, k));
	for (Word w = { .rest = k->also }; word_next(&w);) {
		Value *see = value_list(u->arena, nowhere);
		value_push(u->arena, see, schema_see(u, k->one));
		bool one = k->single && word_in(k->single, w.s, w.n);
		Value *v = value_map(u->arena, nowhere);
		value_set(u->arena, v, "allOf", see);
		value_set(u->arena, keys, unit_sym(u, arena_copy(u->arena, w.s, w.n)),
			one ? with_doc(u, v, k->doc) : section(u, k));
	}
}

static Value *topology(Unit *u, Value *definitions)
{
	Value *v = schema_record(u, topology_fields, (SchemaUse){ 0 });
	Value *keys = value_get(v, "properties");
	Value *needed = value_list(u->arena, nowhere);
	for (const Kind *const *k = kinds; *k; k++) {
		if (!(*k)->section || (*k)->shape == SECTION_NONE)
			continue;
		add_sections(u, keys, *k);
		value_set(u->arena, definitions, (*k)->one, entity(u, *k, true));
	}
	value_push(u->arena, needed, text(u, "name"));
	value_set(u->arena, v, "required", needed);
	return with_doc(u, v, "a topology: a namespace of entities and how they are connected");
}

// Blocks of settings by environment or sandbox.
static Value *vars(Unit *u)
{
	for (const Kind *const *k = kinds; *k; k++) {
		if (!(*k)->files || !(*k)->files->vars)
			continue;
		const Field *over = field_row((*k)->field, (*k)->files->overlay);
		Value *v = value_map(u->arena, nowhere);
		Value *block = schema_record(u, over->sub, (SchemaUse){ .only = F_VARS });
		value_set(u->arena, v, "type", text(u, "object"));
		value_set(u->arena, v, "patternProperties", schema_template(u, "extensions"));
		value_set(u->arena, v, "additionalProperties", block);
		return with_doc(u, v,
			"settings by environment: `default`, then the environment's block, then the sandbox's");
	}
	die("no kind has vars");
}

static Value *roles(Unit *u)
{
	return with_doc(u, schema_see(u, "statements"),
		"IAM statements that are added to those topc infers");
}

Value *schema_of(Unit *u, const char *name)
{
	const Kind *k = kind_of(name, strlen(name));
	Value *definitions = value_map(u->arena, nowhere);
	Value *body;
	if (str_eq(name, "topology"))
		body = topology(u, definitions);
	else if (str_eq(name, "vars"))
		body = vars(u);
	else if (str_eq(name, "roles"))
		body = roles(u);
	else if (k && k->section)
		body = entity(u, k, !has_files(k));
	else
		return NULL;
	if (value_get(body, "$ref")) { // draft-07 reads nothing beside a `$ref`
		Value *all = value_list(u->arena, nowhere);
		value_push(u->arena, all, schema_see(u, "statements"));
		body->n--;
		value_set(u->arena, body, "allOf", all);
	}
	for (size_t i = 0; i < COUNT(parts); i++)
		value_set(u->arena, definitions, parts[i], schema_template(u, parts[i]));
	Value *v = value_map(u->arena, nowhere);
	value_set(u->arena, v, "$schema", text(u, "http://json-schema.org/draft-07/schema#"));
	value_set(u->arena, v, "title", text(u, U_FORMAT(u, "topc: %s", name)));
	for (uint32_t i = 0; i < body->n; i++)
		value_set(u->arena, v, body->u.pair[i].key, body->u.pair[i].val);
	value_set(u->arena, v, "definitions", definitions);
	return v;
}

static int unknown_name(const char *name)
{
	Nearest near = { .word = name };
	for (uint32_t i = 0; schema_name(i); i++)
		nearest_try(&near, schema_name(i));
	for (const Kind *const *k = kinds; *k; k++)
		if ((*k)->section)
			nearest_try(&near, (*k)->one);
	fprintf(stderr, "topc: there is no schema `%s`; ", name);
	if (near.best)
		fprintf(stderr, "did you mean `%s`?\n", near.best);
	else
		fprintf(stderr, "there are topology, vars, roles, and one for each kind\n");
	return EXIT_USAGE;
}

int run_schema(Arena *a, Cli *cli)
{
	(void)a;
	Options opt = { .sandbox = "stable" };
	Unit *u = unit_new(NULL, &opt);
	Value *v = schema_of(u, cli->path[0]);
	int status = EXIT_CLEAN;
	if (v) {
		Buf b = { .arena = u->arena };
		json_print(&b, v, 1);
		puts(b.s);
	} else {
		status = unknown_name(cli->path[0]);
	}
	unit_free(u);
	return status;
}
