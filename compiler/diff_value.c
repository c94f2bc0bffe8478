// diff_value.c: where two values differ, as structures.
#include "diff.h"

#include "../ir/ir.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

// Lists of these names are sets: IAM, and what AWS gives no order.
static const char sets[] =
	"Action NotAction Resource NotResource Statement Principal AWS Service Federated "
	"SecurityGroupIds SubnetIds SecurityGroups Subnets Tags Layers ManagedPolicyArns Policies "
	"security_group_ids subnet_ids security_groups subnets layers managed_policy_arns "
	"vpc_security_group_ids";
// What tells the elements of a list apart, where all of them have it.
static const char *const keys[] = { "Sid", "Key", "Id", "Name", "AttributeName", "IndexName",
	"ParameterName", "sid", "key", "id", "name", "RouteKey", "Path" };

bool is_function(const Value *v)
{
	return v && v->kind == V_MAP && v->n == 1 &&
		(str_eq(v->u.pair[0].key, "Ref") || str_starts(v->u.pair[0].key, "Fn::"));
}

static const char *child(Arena *a, const char *pointer, const char *key)
{
	Buf b = { .arena = a };
	buf_puts(&b, pointer);
	buf_putc(&b, '/');
	for (const char *s = key; *s; s++)
		if (*s == '~' || *s == '/')
			buf_puts(&b, *s == '~' ? "~0" : "~1");
		else
			buf_putc(&b, *s);
	return b.s;
}

static void add(LeafChanges *c, const char *pointer, const Value *before, const Value *after)
{
	LeafChange l = { pointer, before, after };
	PUSH(c->arena, c->item, c->n, l);
}

// ---- JSON as text ---------------------------------------------------------------------------------

// The text of `Fn::Sub` and of `Fn::Join` without a delimiter, references as `${…}`; NULL for others.
static const char *text_of(Arena *a, const Value *v)
{
	if (v->kind == V_STR)
		return v->u.s;
	if (!is_function(v))
		return NULL;
	const char *key = v->u.pair[0].key;
	const Value *arg = v->u.pair[0].val;
	if (str_eq(key, "Fn::Sub"))
		return arg->kind == V_STR             ? arg->u.s :
			arg->kind == V_LIST && arg->n ? value_text(arg->u.item[0]) :
							NULL;
	if (!str_eq(key, "Fn::Join") || arg->kind != V_LIST || arg->n != 2 ||
		!value_is(arg->u.item[0], "") || arg->u.item[1]->kind != V_LIST)
		return NULL;
	Buf b = { .arena = a };
	const Value *list = arg->u.item[1];
	for (uint32_t i = 0; i < list->n; i++) {
		const Value *p = list->u.item[i];
		if (p->kind == V_STR) {
			buf_puts(&b, p->u.s);
			continue;
		}
		if (!is_function(p))
			return NULL;
		const Value *of = p->u.pair[0].val;
		buf_puts(&b, "${");
		if (value_scalar(of))
			buf_puts(&b, of->u.s);
		else
			for (uint32_t j = 0; of->kind == V_LIST && j < of->n; j++)
				buf_printf(&b, "%s%s", j ? "." : "",
					value_scalar(of->u.item[j]) ? of->u.item[j]->u.s : "?");
		buf_putc(&b, '}');
	}
	return b.s;
}

// A copy that shares nothing with the unit it was read in.
static Value *own_copy(Arena *a, const Value *v)
{
	Value *out = value_new(a, (ValueKind)v->kind, (Span){ 0 });
	if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			value_push(a, out, own_copy(a, v->u.item[i]));
	} else if (v->kind == V_MAP) {
		for (uint32_t i = 0; i < v->n; i++) {
			const Pair *p = &v->u.pair[i];
			value_set(
				a, out, arena_copy(a, p->key, strlen(p->key)), own_copy(a, p->val));
		}
	} else {
		out->u.s = arena_copy(a, v->u.s, v->n);
		out->n = v->n;
	}
	return out;
}

Value *value_opened(Arena *a, const Value *v)
{
	const char *text = v ? text_of(a, v) : NULL;
	if (!text)
		return NULL;
	text += strspn(text, " \t\r\n");
	if (*text != '{' && *text != '[')
		return NULL;
	static const Options none;
	Unit *u = unit_new(NULL, &none);
	uint32_t file = source_add(u, "text.json", text, strlen(text));
	const Value *read = read_json(u, file);
	bool ok = !u->nerror && (read->kind == V_MAP || read->kind == V_LIST);
	Value *out = ok ? own_copy(a, read) : NULL;
	unit_free(u);
	return out;
}

// ---- Lists ----------------------------------------------------------------------------------------

typedef struct Element {
	const char *text; // its content, or its key
	uint32_t index;
	bool met;
} Element;

static int by_text(const void *a, const void *b)
{
	const Element *x = a;
	const Element *y = b;
	int c = strcmp(x->text, y->text);
	return c ? c : x->index < y->index ? -1 : x->index > y->index;
}

static int by_index(const void *a, const void *b)
{
	const Element *x = a;
	const Element *y = b;
	return x->index < y->index ? -1 : x->index > y->index;
}

// The elements sorted by what they hold, or by their value of `key`. NULL: one lacks it, or two are
// equal in it.
static Element *elements(Arena *a, const Value *list, const char *key)
{
	Element *e = NEW_N(a, Element, list->n + 1);
	for (uint32_t i = 0; i < list->n; i++) {
		e[i].index = i;
		if (key) {
			e[i].text = value_text(value_get(list->u.item[i], key));
			if (!e[i].text)
				return NULL;
			continue;
		}
		Buf b = { .arena = a };
		value_json_sorted(&b, list->u.item[i]);
		e[i].text = b.s;
	}
	qsort(e, list->n, sizeof *e, by_text);
	for (uint32_t i = 1; key && i < list->n; i++)
		if (str_eq(e[i].text, e[i - 1].text))
			return NULL;
	return e;
}

static const Value *at_index(const Value *list, const Element *e)
{
	return list->u.item[e->index];
}

static const char *index_pointer(Arena *a, const char *pointer, uint32_t i)
{
	return arena_format(a, "%s/%u", pointer, i);
}

// Both sorted by the same key: those of one key are compared, the others came or went.
static void diff_keyed(LeafChanges *c, const char *pointer, const Value *old, const Value *new,
	const Element *x, const Element *y)
{
	for (uint32_t i = 0, j = 0; i < old->n || j < new->n;) {
		int order = i >= old->n ? 1 : j >= new->n ? -1 : strcmp(x[i].text, y[j].text);
		const char *at = order < 0 ? index_pointer(c->arena, pointer, x[i].index) :
					     index_pointer(c->arena, pointer, y[j].index);
		const Value *before = order <= 0 ? at_index(old, &x[i++]) : NULL;
		const Value *after = order >= 0 ? at_index(new, &y[j++]) : NULL;
		value_diff(c, at, before, after);
	}
}

static bool is_set(const char *pointer)
{
	const char *name = path_base(pointer);
	return word_in(sets, name, strlen(name));
}

// How many members of two maps are equal; what nearly all have does not count.
static unsigned likeness(const Value *a, const Value *b)
{
	unsigned n = 0;
	for (uint32_t i = 0; a->kind == V_MAP && i < a->n; i++)
		n += !str_eq(a->u.pair[i].key, "Effect") &&
			value_equal(a->u.pair[i].val, value_get(b, a->u.pair[i].key));
	return n;
}

// The element that is most like `v` among those that are free; NULL: none is.
static const Element *alike(const Value *list, const Element *x, const Value *v)
{
	enum { LOOKED_AT = 200 }; // of a long list only the first ones
	const Element *best = NULL;
	unsigned most = 0;
	for (uint32_t i = 0, seen = 0; i < list->n && seen < LOOKED_AT; i++) {
		unsigned n = x[i].met ? 0 : likeness(list->u.item[i], v);
		seen += !x[i].met;
		if (n > most) {
			most = n;
			best = &x[i];
		}
	}
	return best;
}

// Equal elements are taken out; what is left is compared in its order.
static void diff_rest(LeafChanges *c, const char *pointer, const Value *old, const Value *new,
	Element *x, Element *y)
{
	for (uint32_t i = 0, j = 0; i < old->n && j < new->n;) {
		int order = strcmp(x[i].text, y[j].text);
		if (!order)
			x[i].met = y[j].met = true;
		i += order <= 0;
		j += order >= 0;
	}
	qsort(x, old->n, sizeof *x, by_index);
	qsort(y, new->n, sizeof *y, by_index);
	bool set = is_set(pointer);
	for (uint32_t j = 0, i = 0; j < new->n; j++) {
		const Value *after = new->u.item[j];
		if (y[j].met)
			continue;
		while (i < old->n && x[i].met)
			i++;
		const Element *pair = after->kind == V_MAP ? alike(old, x, after) : NULL;
		if (!pair && !set && i < old->n)
			pair = &x[i];
		if (pair)
			x[pair - x].met = true;
		value_diff(c, index_pointer(c->arena, pointer, j),
			pair ? old->u.item[pair->index] : NULL, after);
	}
	for (uint32_t i = 0; i < old->n; i++)
		if (!x[i].met)
			value_diff(c, index_pointer(c->arena, pointer, i), old->u.item[i], NULL);
}

static void diff_list(LeafChanges *c, const char *pointer, const Value *old, const Value *new)
{
	Arena *a = c->arena;
	for (size_t k = 0; k < COUNT(keys); k++) {
		Element *x = old->n ? elements(a, old, keys[k]) : NULL;
		Element *y = x && new->n ? elements(a, new, keys[k]) : NULL;
		if (!x || !y)
			continue;
		uint32_t before = c->n;
		diff_keyed(c, pointer, old, new, x, y);
		if (c->n == before && !is_set(pointer) && !value_equal(old, new))
			add(c, pointer, old, new); // only the order
		return;
	}
	uint32_t before = c->n;
	diff_rest(c, pointer, old, new, elements(a, old, NULL), elements(a, new, NULL));
	if (c->n == before && !is_set(pointer))
		add(c, pointer, old, new);
}

// ---- All values -----------------------------------------------------------------------------------

static int by_key(const void *a, const void *b)
{
	return strcmp((*(const Pair *const *)a)->key, (*(const Pair *const *)b)->key);
}

static const Pair **sorted(Arena *a, const Value *map)
{
	const Pair **p = NEW_N(a, const Pair *, map->n + 1);
	for (uint32_t i = 0; i < map->n; i++)
		p[i] = &map->u.pair[i];
	if (map->n)
		qsort(p, map->n, sizeof *p, by_key);
	return p;
}

static void diff_map(LeafChanges *c, const char *pointer, const Value *old, const Value *new)
{
	const Pair **x = sorted(c->arena, old);
	const Pair **y = sorted(c->arena, new);
	for (uint32_t i = 0, j = 0; i < old->n || j < new->n;) {
		int order = i >= old->n ? 1 : j >= new->n ? -1 : strcmp(x[i]->key, y[j]->key);
		const char *at = child(c->arena, pointer, order <= 0 ? x[i]->key : y[j]->key);
		const Value *before = order <= 0 ? x[i++]->val : NULL;
		const Value *after = order >= 0 ? y[j++]->val : NULL;
		value_diff(c, at, before, after);
	}
}

// Equal as CloudFormation takes them: `128` and "128" are one value.
static bool same(const Value *a, const Value *b)
{
	if (value_scalar(a) && value_scalar(b))
		return str_eq(a->u.s, b->u.s) && (a->kind == V_NULL) == (b->kind == V_NULL);
	return value_equal(a, b);
}

// A set of one may be written without its list.
static const Value *as_list(Arena *a, const Value *v, const char *pointer)
{
	if (v->kind == V_LIST || !is_set(pointer) || (v->kind == V_MAP && !is_function(v)))
		return v;
	Value *list = value_list(a, v->at);
	value_push(a, list, (Value *)v);
	return list;
}

void value_diff(LeafChanges *c, const char *pointer, const Value *old, const Value *new)
{
	if (!old || !new) {
		if (old || new)
			add(c, pointer, old, new);
		return;
	}
	if (same(old, new))
		return;
	if (old->kind == V_LIST || new->kind == V_LIST) {
		old = as_list(c->arena, old, pointer);
		new = as_list(c->arena, new, pointer);
	}
	if (old->kind == V_LIST && new->kind == V_LIST) {
		diff_list(c, pointer, old, new);
		return;
	}
	bool functions = is_function(old) || is_function(new);
	if (old->kind == V_MAP && new->kind == V_MAP && !functions) {
		diff_map(c, pointer, old, new);
		return;
	}
	const Value *x = value_opened(c->arena, old);
	const Value *y = x ? value_opened(c->arena, new) : NULL;
	uint32_t before = c->n;
	if (x && y && x->kind == y->kind)
		value_diff(c, pointer, x, y);
	if (c->n == before && !(x && y && value_equal(x, y)))
		add(c, pointer, old, new);
}
