// cmd_kinds_json.c: `topc kinds --json`, schema topc.kinds/1: the tables as they are. Tests compare
// them with the schemas of the providers.
#include "../backends/json.h"
#include "cmd_kinds.h"

static const Span nowhere;

static Value *text(Arena *a, const char *s)
{
	return s ? value_str(a, s, nowhere) : value_new(a, V_NULL, nowhere);
}

static Value *boolean(Arena *a, bool b)
{
	return value_bool(a, b, nowhere);
}

static Value *words(Arena *a, const char *list)
{
	Value *l = value_list(a, nowhere);
	for (Word w = { .rest = list }; word_next(&w);)
		value_push(a, l, value_str(a, arena_copy(a, w.s, w.n), nowhere));
	return l;
}

// ---- Fields ---------------------------------------------------------------------------------------

static Value *fields(Arena *a, const Field *table);

static Value *one_field(Arena *a, const Field *f)
{
	static const char *const many[] = { "one", "list", "one-or-list", "map" };
	Value *m = value_map(a, nowhere);
	value_set(a, m, "name", text(a, f->name));
	value_set(a, m, "doc", text(a, f->doc));
	value_set(a, m, "type", text(a, field_type(a, f)));
	value_set(a, m, "many", text(a, many[f->many]));
	value_set(a, m, "limit", text(a, field_limit(a, f)));
	value_set(a, m, "default", text(a, f->dflt));
	value_set(a, m, "needed", boolean(a, f->flags & F_NEED));
	value_set(a, m, "ignored", boolean(a, f->flags & F_IGNORED));
	value_set(a, m, "vars", boolean(a, f->flags & F_VARS));
	value_set(a, m, "aliases", words(a, f->alias));
	value_set(a, m, "group", text(a, f->group));
	value_set(a, m, "with", text(a, f->with));
	value_set(a, m, "bars", text(a, f->bars));
	value_set(a, m, "scalar", text(a, f->scalar));
	if (f->type == T_REF)
		value_set(a, m, "to", words(a, f->to));
	if (f->type == T_RECORD)
		value_set(a, m, "fields", fields(a, f->sub));
	return m;
}

static Value *fields(Arena *a, const Field *table)
{
	Value *l = value_list(a, nowhere);
	for (const Field *f = table; f && f->name; f++)
		if (!(f->flags & F_HIDDEN))
			value_push(a, l, one_field(a, f));
	return l;
}

// ---- Resources --------------------------------------------------------------------------------------

static Value *flags(Arena *a, uint32_t set)
{
	static const struct {
		uint32_t flag;
		const char *name;
	} all[] = {
		{ OP_DATA, "data" },
		{ OP_STATEFUL, "stateful" },
		{ OP_DEMAND, "demand" },
		{ OP_HASHED, "hashed" },
		{ OP_SHARED, "shared" },
		{ OP_ROLE, "role" },
		{ OP_VERSION, "version" },
		{ OP_EPHEMERAL, "ephemeral" },
	};
	Value *l = value_list(a, nowhere);
	for (size_t i = 0; i < COUNT(all); i++)
		if (set & all[i].flag)
			value_push(a, l, text(a, all[i].name));
	return l;
}

static Value *rows(Arena *a, const Prop *prop)
{
	Value *l = value_list(a, nowhere);
	for (const Prop *p = prop; p && p->value; p++) {
		Value *m = value_map(a, nowhere);
		value_set(a, m, "cfn", text(a, p->cfn));
		value_set(a, m, "tf", text(a, p->tf));
		value_set(a, m, "value", text(a, p->value));
		value_push(a, l, m);
	}
	return l;
}

static Value *attributes(Arena *a, const Attr *attr)
{
	Value *l = value_list(a, nowhere);
	for (; attr && attr->name; attr++) {
		Value *m = value_map(a, nowhere);
		value_set(a, m, "name", text(a, attr->name));
		value_set(a, m, "cfn", text(a, attr->cfn));
		value_set(a, m, "tf", text(a, attr->tf));
		value_set(a, m, "spelled", text(a, attr->spell));
		value_push(a, l, m);
	}
	return l;
}

static Value *one_op(Arena *a, const OpTable *t, const Op *op)
{
	Value *m = value_map(a, nowhere);
	value_set(a, m, "of", text(a, t->of));
	value_set(a, m, "link", text(a, t->link));
	value_set(a, m, "part", text(a, op->part));
	value_set(a, m, "cfn", text(a, op->cfn));
	value_set(a, m, "tf", text(a, op->tf));
	value_set(a, m, "when", text(a, op->when));
	value_set(a, m, "per", text(a, op->per));
	value_set(a, m, "in", text(a, op->in));
	value_set(a, m, "tags", text(a, op->tags));
	value_set(a, m, "flags", flags(a, op->flags));
	value_set(a, m, "rows", rows(a, op->prop));
	value_set(a, m, "attributes", attributes(a, op->attr));
	return m;
}

static Value *resources(Arena *a, const Kind *k)
{
	Value *l = value_list(a, nowhere);
	OpTable *table;
	uint32_t n = kind_ops(a, k, &table);
	for (uint32_t i = 0; i < n; i++)
		for (const Op *op = table[i].op; op->part; op++)
			value_push(a, l, one_op(a, &table[i], op));
	return l;
}

// ---- Links ------------------------------------------------------------------------------------------

static Value *links(Arena *a, const Kind *k)
{
	Value *l = value_list(a, nowhere);
	for (const Link *link = k->link; link && link->field; link++) {
		Value *m = value_map(a, nowhere);
		value_set(a, m, "field", text(a, link->field));
		value_set(a, m, "to", words(a, link->to));
		value_set(a, m, "verb", text(a, link->verb));
		value_set(a, m, "service", text(a, link->service));
		value_push(a, l, m);
	}
	return l;
}

static Value *verbs(Arena *a, const Kind *k)
{
	Value *l = value_list(a, nowhere);
	for (const Grant *g = k->grant; g && g->verb; g++) {
		Value *m = value_map(a, nowhere);
		value_set(a, m, "verb", text(a, g->verb));
		value_set(a, m, "actions", words(a, g->actions));
		value_set(a, m, "for", words(a, g->who));
		value_push(a, l, m);
	}
	return l;
}

static Value *holes(Arena *a, const Kind *k)
{
	Value *l = value_list(a, nowhere);
	for (Word w = { .rest = kind_holes(a, k) }; word_next(&w);)
		value_push(a, l, value_str(a, arena_copy(a, w.s, w.n), nowhere));
	return l;
}

static Value *kind(Arena *a, const Kind *k)
{
	Value *m = value_map(a, nowhere);
	value_set(a, m, "kind", text(a, k->one));
	value_set(a, m, "section", text(a, k->section));
	value_set(a, m, "also", words(a, k->also));
	value_set(a, m, "called", words(a, k->called ? k->called : k->one));
	value_set(a, m, "word", text(a, k->word));
	value_set(a, m, "doc", text(a, k->doc));
	value_set(a, m, "scalar", text(a, k->scalar));
	value_set(a, m, "fields", fields(a, k->field));
	value_set(a, m, "attributes", holes(a, k));
	value_set(a, m, "verbs", verbs(a, k));
	value_set(a, m, "links", links(a, k));
	value_set(a, m, "principal", text(a, k->principal));
	value_set(a, m, "resources", resources(a, k));
	return m;
}

void kinds_json(Arena *a, Buf *b, const Kind *only)
{
	Value *doc = value_map(a, nowhere);
	Value *list = value_list(a, nowhere);
	value_set(a, doc, "schema", text(a, "topc.kinds/1"));
	value_set(a, doc, "version", text(a, TOPC_VERSION));
	for (const Kind *const *k = kinds; *k; k++)
		if (!only || *k == only)
			value_push(a, list, kind(a, *k));
	value_set(a, doc, "topology", fields(a, topology_fields));
	value_set(a, doc, "kinds", list);
	json_print(b, doc, 2);
}
