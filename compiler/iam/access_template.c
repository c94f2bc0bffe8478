// access_template.c: the functions of CloudFormation templates, worked out as far as they can be.
#include "access_docs.h"

#include <string.h>

const Value *stack_find(const Stack *s, char what, const char *name)
{
	return map_get(&s->index, unit_sym(s->unit, U_FORMAT(s->unit, "%c %s", what, name)));
}

static Value *hole(const Stack *s, const char *name, Span at)
{
	Value *v = value_new(s->unit->arena, V_HOLE, at);
	v->u.hole.path = name;
	return v;
}

// A parameter is the same text on both sides only if its default is, too: that is what an update
// without a new value takes.
static Value *reference(const Stack *s, const char *name, Span at)
{
	const char *dflt = value_text(value_get(stack_find(s, 'p', name), "Default"));
	if (dflt && *dflt)
		name = U_FORMAT(s->unit, "%s=%s", name, dflt);
	return hole(s, name, at);
}

static const char *as_json(const Stack *s, const Value *v)
{
	Buf b = { .arena = s->unit->arena };
	value_json(&b, v);
	return b.s;
}

static Value *get_ref(const Stack *s, const Value *arg)
{
	return value_text(arg) ? reference(s, arg->u.s, arg->at) : NULL;
}

static Value *get_att(const Stack *s, const Value *arg)
{
	if (value_text(arg))
		return hole(s, arg->u.s, arg->at);
	if (arg->kind != V_LIST || arg->n != 2 || !value_text(arg->u.item[0]) ||
		!value_text(arg->u.item[1]))
		return NULL;
	return hole(
		s, U_FORMAT(s->unit, "%s.%s", arg->u.item[0]->u.s, arg->u.item[1]->u.s), arg->at);
}

static Value *get_join(const Stack *s, const Value *arg)
{
	if (arg->kind != V_LIST || arg->n != 2 || !value_text(arg->u.item[0]) ||
		arg->u.item[1]->kind != V_LIST)
		return NULL;
	const Value *list = arg->u.item[1];
	Value **piece = NEW_N(s->unit->arena, Value *, 2 * list->n + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < list->n; i++) {
		if (i)
			piece[n++] = arg->u.item[0];
		piece[n++] = stack_value(s, list->u.item[i]);
	}
	for (uint32_t i = 0; i < n; i++)
		if (piece[i]->kind == V_LIST || piece[i]->kind == V_MAP)
			return NULL;
	return value_join(s->unit->arena, arg->at, piece, n);
}

// `${Name}`, `${Id.Attr}`, `${!literal}`, or a name of the map that goes with the text.
static Value *sub_piece(const Stack *s, const Value *map, const char *name, Span at)
{
	if (*name == '!')
		return value_str(s->unit->arena, U_FORMAT(s->unit, "${%s}", name + 1), at);
	const Value *own = value_get(map, name);
	return own ? stack_value(s, own) : reference(s, name, at);
}

static Value *get_sub(const Stack *s, const Value *arg)
{
	Arena *a = s->unit->arena;
	const Value *map = arg->kind == V_LIST && arg->n == 2 ? arg->u.item[1] : NULL;
	const char *text = value_text(map ? arg->u.item[0] : arg);
	Value **piece = NULL;
	uint32_t n = 0;
	if (!text)
		return NULL;
	for (;;) {
		const char *open = strstr(text, "${");
		const char *close = open ? strchr(open, '}') : NULL;
		size_t plain = close ? (size_t)(open - text) : strlen(text);
		PUSH(a, piece, n, value_str(a, arena_copy(a, text, plain), arg->at));
		if (!close)
			break;
		Value *v = sub_piece(
			s, map, arena_copy(a, open + 2, (size_t)(close - open - 2)), arg->at);
		if (v->kind == V_LIST || v->kind == V_MAP)
			return NULL;
		PUSH(a, piece, n, v);
		text = close + 1;
	}
	return value_join(a, arg->at, piece, n);
}

static Value *get_select(const Stack *s, const Value *arg)
{
	long long i;
	if (arg->kind != V_LIST || arg->n != 2 || !value_int(arg->u.item[0], &i) ||
		arg->u.item[1]->kind != V_LIST || i < 0 || i >= arg->u.item[1]->n)
		return NULL;
	return stack_value(s, arg->u.item[1]->u.item[i]);
}

static Value *get_map(const Stack *s, const Value *arg)
{
	if (arg->kind != V_LIST || arg->n < 3)
		return NULL;
	const Value *map = s->mappings;
	for (uint32_t i = 0; i < 3 && map; i++)
		map = value_text(arg->u.item[i]) ? value_get(map, arg->u.item[i]->u.s) : NULL;
	if (map)
		return stack_value(s, map);
	// Which row is not known; what it may be is in the map, so that is part of the name.
	const char *name = value_text(arg->u.item[0]);
	const Value *rows = name ? value_get(s->mappings, name) : NULL;
	return hole(s,
		U_FORMAT(s->unit, "Fn::FindInMap %s%s%s", as_json(s, arg), rows ? " of " : "",
			rows ? as_json(s, rows) : ""),
		arg->at);
}

const char *stack_condition(const Stack *s, const Value *name)
{
	const char *word = value_text(name);
	const Value *meaning = word ? stack_find(s, 'c', word) : NULL;
	if (!word)
		return as_json(s, name);
	return meaning ? U_FORMAT(s->unit, "%s %s", word, as_json(s, meaning)) : word;
}

const AccessWhen *stack_when(const Stack *s, const Value *resource)
{
	const Value *v = value_get(resource, "Condition");
	if (!v)
		return NULL;
	AccessWhen *w = NEW(s->unit->arena, AccessWhen);
	w->name = stack_condition(s, v);
	return w;
}

static Value *get_if(const Stack *s, const Value *arg)
{
	Arena *a = s->unit->arena;
	if (arg->kind != V_LIST || arg->n != 3)
		return NULL;
	Value *list = value_list(a, arg->at);
	value_push(a, list, value_str(a, stack_condition(s, arg->u.item[0]), arg->at));
	value_push(a, list, stack_value(s, arg->u.item[1]));
	value_push(a, list, stack_value(s, arg->u.item[2]));
	Value *map = value_map(a, arg->at);
	value_set(a, map, "Fn::If", list);
	return map;
}

static const struct {
	const char *name;
	Value *(*get)(const Stack *, const Value *);
} functions[] = {
	{ "Ref", get_ref },
	{ "Fn::GetAtt", get_att },
	{ "Fn::Join", get_join },
	{ "Fn::Sub", get_sub },
	{ "Fn::Select", get_select },
	{ "Fn::FindInMap", get_map },
	{ "Fn::If", get_if },
};

// A function that is not worked out: text that is not known, by what is written.
static Value *get_other(const Stack *s, const Value *v)
{
	const Pair *p = &v->u.pair[0];
	const char *text = value_text(p->val);
	return hole(s, U_FORMAT(s->unit, "%s %s", p->key, text ? text : as_json(s, p->val)), v->at);
}

Value *stack_value(const Stack *s, const Value *v)
{
	Arena *a = s->unit->arena;
	if (v->kind == V_LIST) {
		Value *list = value_list(a, v->at);
		for (uint32_t i = 0; i < v->n; i++)
			value_push(a, list, stack_value(s, v->u.item[i]));
		return list;
	}
	if (v->kind != V_MAP)
		return (Value *)(uintptr_t)v;
	bool no_value = v->n == 1 && value_is(value_get(v, "Ref"), "AWS::NoValue");
	if (v->n == 1 && !no_value &&
		(str_starts(v->u.pair[0].key, "Fn::") || str_eq(v->u.pair[0].key, "Ref"))) {
		for (size_t i = 0; i < COUNT(functions); i++)
			if (str_eq(functions[i].name, v->u.pair[0].key)) {
				Value *out = functions[i].get(s, v->u.pair[0].val);
				return out ? out : get_other(s, v);
			}
		return get_other(s, v);
	}
	Value *map = value_map(a, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		Pair p = v->u.pair[i];
		if (!no_value)
			p.val = stack_value(s, p.val);
		PUSH(a, map->u.pair, map->n, p);
	}
	return map;
}

const char *stack_target(const Stack *s, const Value *v)
{
	const Value *first = v->kind == V_JOIN && v->n ? v->u.item[0] : v;
	if (first->kind != V_HOLE)
		return NULL;
	size_t n = strcspn(first->u.hole.path, ".=");
	const char *id = arena_copy(s->unit->arena, first->u.hole.path, n);
	return stack_find(s, 'r', id) ? id : NULL;
}
