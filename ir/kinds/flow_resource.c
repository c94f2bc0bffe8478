// flow_resource.c: what the parameters of a call say about the resource it works on.
//
// A parameter may be text, text with holes, or known only when the machine runs: `X.$` in JSONPath,
// `{% … %}` in JSONata. Where the last stands in an ARN there is a `*`, and the author is told.
#include "flow.h"

#include "../iam.h"

#include <ctype.h>
#include <string.h>

// ---- Parameters -----------------------------------------------------------------------------------

// Whether it is set when the machine runs.
static bool is_dynamic(const Value *v)
{
	if (v->kind == V_STR)
		return strstr(v->u.s, "{%") != NULL;
	for (uint32_t i = 0; v->kind == V_JOIN && i < v->n; i++)
		if (is_dynamic(v->u.item[i]))
			return true;
	return false;
}

static const Value *member(Unit *u, const Value *map, const char *name, size_t n, bool *dynamic)
{
	const char *key = arena_copy(u->arena, name, n);
	const Value *v = value_get(map, key);
	if (!v && map && map->kind == V_MAP && value_get(map, U_FORMAT(u, "%s.$", key)))
		*dynamic = true;
	if (v && is_dynamic(v))
		*dynamic = true;
	return *dynamic ? NULL : v;
}

// An inventory's manifest names the objects that are read.
static bool reads_manifest(const CallUse *c)
{
	const Value *config = value_get(value_get(c->call->task, "ItemReader"), "ReaderConfig");
	return c->call->use == ASL_READER && config &&
		!value_is(value_get(config, "InputType"), "CSV") &&
		!value_is(value_get(config, "InputType"), "JSON") &&
		!value_is(value_get(config, "InputType"), "JSONL") &&
		!value_is(value_get(config, "InputType"), "PARQUET");
}

const Value *task_param(
	const CallUse *c, const char *path, size_t n, const Value *element, bool *dynamic)
{
	const Value *at = c->call->params;
	*dynamic = false;
	if (n == 3 && memcmp(path, "Key", n) == 0 && reads_manifest(c)) {
		*dynamic = true;
		return NULL;
	}
	if (at && is_dynamic(at))
		*dynamic = true;
	for (size_t i = 0; i < n && at && !*dynamic;) {
		size_t m = strcspn(path + i, ".");
		m = m < n - i ? m : n - i;
		if (m > 2 && path[i + m - 1] == ']') {
			at = element;
			*dynamic = element && is_dynamic(element);
		} else {
			at = member(c->unit, at, path + i, m, dynamic);
		}
		i += m + 1;
	}
	return *dynamic ? NULL : at;
}

const Value *task_list(const CallUse *c, const char *expr, bool *dynamic)
{
	const char *end = strstr(expr, "[]");
	const char *from = end;
	*dynamic = false;
	while (from && from > expr && from[-1] != '{')
		from--;
	const Value *v = from ? task_param(c, from, (size_t)(end - from), NULL, dynamic) : NULL;
	return v && v->kind == V_LIST ? v : NULL;
}

// ---- Templates --------------------------------------------------------------------------------------

static bool ends_in_arn(const char *name, size_t n)
{
	return n > 3 &&
		(memcmp(name + n - 3, "Arn", 3) == 0 || memcmp(name + n - 3, "ARN", 3) == 0);
}

static bool is_arn(const Value *v, const char *name, size_t n)
{
	const Value *first = v->kind == V_JOIN && v->n ? v->u.item[0] : v;
	if (first->kind == V_STR)
		return str_starts(first->u.s, "arn:");
	if (v->kind == V_HOLE && ends_in_arn(v->u.hole.path, strlen(v->u.hole.path)))
		return true; // {{param.ScorerArn}}
	return ends_in_arn(name, n);
}

// An entity that a hole stands for, whatever attribute it asks for.
static Entity *entity_of(const Value *v)
{
	const Value *of = v->kind == V_HOLE ? v->u.hole.val : NULL;
	return of && of->kind == V_ATTR ? of->u.attr.ent : NULL;
}

static bool has_arn(const Entity *e)
{
	for (const Attr *a = e->kind->op ? e->kind->op[0].attr : NULL; a && a->name; a++)
		if (str_eq(a->name, "arn"))
			return true;
	return false;
}

static TaskSlot slot_known(const CallUse *c, const Value *v, const char *name, size_t n)
{
	TaskSlot s = { .c = c };
	if (v->kind == V_LIST || v->kind == V_MAP) { // AWS makes text of it, which names nothing
		s.text = "*";
		s.v = value_str(c->unit->arena, s.text, v->at);
		return s;
	}
	Entity *e = entity_of(v);
	if (c->dry) {
		s.text = task_text(c->unit, v, NULL);
		s.whole = is_arn(v, name, n) || (e && has_arn(e));
		s.v = value_str(c->unit->arena, s.text ? s.text : "", v->at);
		return s;
	}
	if (e && has_arn(e)) {
		s.v = entity_attr(c->unit, e, "arn", v->at);
		s.whole = true;
		return s;
	}
	s.v = lower_value(c->unit, c->flow, (Value *)(uintptr_t)v);
	s.text = task_text(c->unit, v, NULL);
	s.whole = is_arn(v, name, n);
	return s;
}

// One `{…}`: name, default and form.
static TaskSlot slot_value(
	const CallUse *c, const char *expr, size_t n, const Value *element, const char **open)
{
	Unit *u = c->unit;
	TaskSlot s = { .c = c };
	if (*expr == '@') {
		s.v = value_var(u, arena_copy(u->arena, expr + 1, n - 1), c->call->state_at);
		return s;
	}
	const char *bar = memchr(expr, '|', n);
	size_t named = bar ? (size_t)(bar - expr) : n;
	const char *colon = memchr(expr, ':', named);
	const char *otherwise =
		colon ? arena_copy(u->arena, colon + 1, (size_t)(expr + named - colon - 1)) : NULL;
	size_t name = colon ? (size_t)(colon - expr) : named;
	bool dynamic;
	const Value *v = task_param(c, expr, name, element, &dynamic);
	if (v) {
		s = slot_known(c, v, expr, name);
	} else if (otherwise && str_eq(otherwise, "*!")) {
		// Not in the call at all: it is found elsewhere, among everything of its type.
		if (!*open)
			*open = dynamic ? arena_copy(u->arena, expr, name) : "";
		s.text = "*";
		s.v = value_str(u->arena, s.text, c->call->state_at);
		return s;
	} else {
		if (dynamic && !(otherwise && str_eq(otherwise, "*")) && !*open)
			*open = arena_copy(u->arena, expr, name);
		s.text = dynamic ? "*" : otherwise ? otherwise : "";
		s.absent = !dynamic && !otherwise && !bar;
		s.v = value_str(u->arena, s.text, c->call->state_at);
		if (dynamic)
			return s;
	}
	if (bar)
		task_form(&s, bar + 1, n - named - 1);
	if (s.wide && !*open)
		*open = arena_copy(u->arena, expr, name);
	return s;
}

Value *task_value(const CallUse *c, const char *expr, const Value *element, const char **open)
{
	Unit *u = c->unit;
	Value **piece = NULL;
	uint32_t n = 0;
	for (const char *p = expr; *p;) {
		size_t text = strcspn(p, "{");
		if (text)
			U_PUSH(u, piece, n,
				value_str(u->arena, arena_copy(u->arena, p, text),
					c->call->state_at));
		p += text;
		if (!*p)
			break;
		size_t len = strcspn(p, "}");
		TaskSlot s = slot_value(c, p + 1, len - 1, element, open);
		if (s.absent)
			return NULL;
		if (s.whole)
			n = 0;
		U_PUSH(u, piece, n, s.v);
		p += len + 1;
	}
	return value_join(u->arena, c->call->state_at, piece, n);
}

// ---- By AWS's reference -------------------------------------------------------------------------------

// A slot's name without what people leave out: `BucketName` is `Bucket`, `JobRunId` `JobRun`.
static size_t stem(const char *s, size_t n)
{
	static const char *const ending[] = { "Name", "Id", "Arn", "ARN", "Identifier" };
	for (size_t i = 0; i < COUNT(ending); i++) {
		size_t m = strlen(ending[i]);
		if (n > m && memcmp(s + n - m, ending[i], m) == 0)
			return n - m;
	}
	return n;
}

static bool same_stem(const char *slot, size_t n, const char *key)
{
	size_t m = strlen(key);
	if (m > 2 && str_ends(key, ".$"))
		m -= 2;
	size_t a = stem(slot, n);
	size_t b = stem(key, m);
	if (a != b)
		return false;
	for (size_t i = 0; i < a; i++)
		if (tolower((unsigned char)slot[i]) != tolower((unsigned char)key[i]))
			return false;
	return true;
}

// The parameter that fills a slot of an ARN: of the same name, give or take an ending.
static const Value *slot_param(const CallUse *c, const char *slot, size_t n, bool *there)
{
	const Value *params = c->call->params;
	*there = false;
	if (n == 10 && memcmp(slot, "ObjectName", n) == 0) {
		slot = "Key";
		n = 3;
	}
	for (uint32_t i = 0; params && params->kind == V_MAP && i < params->n; i++) {
		const Pair *p = &params->u.pair[i];
		if (!same_stem(slot, n, p->key))
			continue;
		*there = true;
		return str_ends(p->key, ".$") || is_dynamic(p->val) ||
				!(value_scalar(p->val) || p->val->kind == V_JOIN ||
					p->val->kind == V_HOLE) ?
			NULL :
			p->val;
	}
	return NULL;
}

// An ARN of the reference with what the parameters say. `*fits`: the first of its slots is a parameter.
static Value *shape_value(const CallUse *c, const char *shape, bool *fits, const char **open)
{
	static const char head[] = "${Partition} ${Region} ${Account}";
	Unit *u = c->unit;
	Value **piece = NULL;
	uint32_t n = 0, slots = 0;
	Span at = c->call->state_at;
	*fits = false;
	for (const char *p = shape; *p;) {
		size_t text = strcspn(p, "$");
		if (text)
			U_PUSH(u, piece, n, value_str(u->arena, arena_copy(u->arena, p, text), at));
		p += text;
		if (!*p)
			break;
		size_t len = strcspn(p, "}") + 1;
		if (word_in(head, p, len)) {
			const char *name = p[2] == 'P' ? "partition" :
				p[2] == 'R'            ? "region" :
							 "account";
			U_PUSH(u, piece, n, value_var(u, name, at));
		} else {
			bool there;
			const Value *v = slot_param(c, p + 2, len - 3, &there);
			TaskSlot s = v ? slot_known(c, v, p + 2, len - 3) : (TaskSlot){ 0 };
			if (!slots++)
				*fits = there;
			if (there && !v && slots == 1)
				*open = arena_copy(u->arena, p + 2, len - 3);
			if (s.whole)
				n = 0;
			U_PUSH(u, piece, n, v ? s.v : value_str(u->arena, "*", at));
		}
		p += len;
	}
	if (!slots)
		*fits = true;
	return value_join(u->arena, at, piece, n);
}

Value **task_arns(const CallUse *c, const char *action, uint32_t *n, const char **open)
{
	uint32_t nshape;
	const char **shape = iam_action_arns(c->unit, action, &nshape);
	Value **list = NULL;
	*n = 0;
	for (int pass = 0; pass < 2 && !*n; pass++)
		for (uint32_t i = 0; i < nshape; i++) {
			bool fits;
			const char *unknown = NULL;
			Value *v = shape_value(c, shape[i], &fits, &unknown);
			if (!fits && !pass)
				continue;
			if (!fits)
				unknown = "";
			if (unknown && !*open)
				*open = unknown;
			U_PUSH(c->unit, list, *n, v);
		}
	if (!nshape)
		U_PUSH(c->unit, list, *n, value_str(c->unit->arena, "*", c->call->state_at));
	return list;
}
