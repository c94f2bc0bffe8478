// lower_value.c: shaped values after lowering, and the values that kinds make.
#include "lower.h"

#include <string.h>

Value *value_var(Unit *u, const char *name, Span at)
{
	Value *v = value_new(u->arena, V_VAR, at);
	v->u.s = name;
	return v;
}

Value *value_ref(Unit *u, Resource *r, const char *attr, Span at)
{
	Value *v = value_new(u->arena, V_REF, at);
	v->u.ref.res = r;
	for (const Attr *a = r->op->attr; attr && a && a->name; a++)
		if (str_eq(a->name, attr))
			v->u.ref.attr = a;
	if (attr && !v->u.ref.attr)
		die("%s has no attribute `%s`", r->id ? r->id : r->op->part, attr);
	return v;
}

Value *value_input(Unit *u, Input *in, Span at)
{
	Value *v = value_new(u->arena, V_INPUT, at);
	v->u.input = in;
	return v;
}

Value *value_text_json(Unit *u, Value *of)
{
	Value *v = value_new(u->arena, V_TEXT, of->at);
	value_push(u->arena, v, of);
	return v;
}

static const Attr *attr_row(const Kind *k, const char *attr)
{
	const Attr *a = k->op ? k->op[0].attr : NULL;
	if (!attr)
		return a;
	for (; a && a->name; a++)
		if (str_eq(a->name, attr))
			return a;
	return NULL;
}

Value *entity_attr(Unit *u, Entity *e, const char *attr, Span at)
{
	const Attr *row = attr_row(e->kind, attr);
	enum { DEEPEST = 4 }; // the content of a secret asks for its ARN; no kind goes further
	if (e->asked > DEEPEST) {
		say_resource_self(u, at, U_FORMAT(u, "%s `%s`", e->kind->one, e->name));
		return value_str(u->arena, "", at);
	}
	if (e->kind->hole) {
		e->asked++;
		Value *v = e->kind->hole(u, e, attr);
		e->asked--;
		if (v) {
			if (v->at.file == 0)
				v->at = at;
			return v;
		}
	}
	if (!row)
		die("%s `%s` has no attribute `%s`", e->kind->one, e->name,
			attr ? attr : "(default)");
	if (e->main && !e->main->host[CFN])
		return value_ref(u, e->main, row->name, at);
	if (!row->spell)
		die("%s `%s` has no resource, and `%s` cannot be spelled", e->kind->one, e->name,
			row->name);
	Where w = { .u = u, .ent = e, .at = at };
	return expr_eval(&w, row->spell);
}

static bool is_list_input(const Value *v)
{
	return v && v->kind == V_INPUT && str_eq(v->u.input->type, "list");
}

// What stands in a string: of a list its elements, with commas between them.
static Value *in_string(Unit *u, Value *v)
{
	if (!is_list_input(v))
		return v;
	v = value_copy(u->arena, v);
	v->form[0] = FORM_COMMAS;
	return v;
}

static Value *lower_list(Unit *u, Entity *e, Value *v)
{
	Value *out = value_list(u->arena, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		Value *item = lower_value(u, e, v->u.item[i]);
		if (is_list_input(item) && v->n == 1) // a list of one list is that list
			return item;
		value_push(u->arena, out, item);
	}
	return out;
}

static Value *lower_map(Unit *u, Entity *e, Value *v)
{
	Value *out = value_map(u->arena, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		Pair p = v->u.pair[i];
		p.val = lower_value(u, e, p.val);
		if (p.val)
			U_PUSH(u, out->u.pair, out->n, p);
	}
	return out;
}

// `arn:aws:…` as people write it; the partition is the target's own.
static Value *any_partition(Unit *u, Value *v)
{
	static const char fixed[] = "arn:aws:";
	Value *first = v->kind == V_JOIN ? v->u.item[0] : v;
	if (first->kind != V_STR || !str_starts(first->u.s, fixed))
		return v;
	Value **piece = NULL;
	uint32_t n = 0;
	U_PUSH(u, piece, n, value_str(u->arena, "arn:", v->at));
	U_PUSH(u, piece, n, value_var(u, "partition", v->at));
	U_PUSH(u, piece, n, value_str(u->arena, first->u.s + strlen(fixed) - 1, v->at));
	for (uint32_t i = 1; v->kind == V_JOIN && i < v->n; i++)
		U_PUSH(u, piece, n, v->u.item[i]);
	return value_join(u->arena, v->at, piece, n);
}

Value *lower_value(Unit *u, Entity *e, Value *v)
{
	if (!v)
		return NULL;
	switch ((ValueKind)v->kind) {
	case V_HOLE:
		if (!v->u.hole.val)
			die("hole `%s` was never resolved", v->u.hole.path);
		if (v->u.hole.val == v)
			return outside_value(u, e, v->u.hole.path, v->at);
		return v->form[0] == FORM_COMMAS ? in_string(u, lower_value(u, e, v->u.hole.val)) :
						   lower_value(u, e, v->u.hole.val);
	case V_ATTR: return entity_attr(u, v->u.attr.ent, v->u.attr.name, v->at);
	case V_ENT:
		return v->u.ent.ent ? entity_attr(u, v->u.ent.ent, NULL, v->at) :
				      lower_value(u, e, v->u.ent.name);
	case V_JOIN: {
		Value **piece = NULL;
		uint32_t n = 0;
		for (uint32_t i = 0; i < v->n; i++)
			U_PUSH(u, piece, n, in_string(u, lower_value(u, e, v->u.item[i])));
		return any_partition(u, value_join(u->arena, v->at, piece, n));
	}
	case V_STR: return any_partition(u, v);
	case V_LIST: return lower_list(u, e, v);
	case V_MAP: return lower_map(u, e, v);
	case V_REC: die("a record cannot be a property");
	default: return v;
	}
}

Input *input_of(Unit *u, const char *name, const char *type, Span at)
{
	for (uint32_t i = 0; i < u->ninput; i++)
		if (str_eq(u->input[i]->name, name))
			return u->input[i];
	Input *in = U_NEW(u, Input);
	in->name = arena_copy(u->arena, name, strlen(name));
	in->type = type;
	in->at = at;
	U_PUSH(u, u->input, u->ninput, in);
	return in;
}

void output_new(Unit *u, Scope *s, const char *name, const char *doc, Value *val, Span at)
{
	Output *o = U_NEW(u, Output);
	*o = (Output){ .name = name, .doc = doc, .val = val, .at = at, .scope = s };
	U_PUSH(u, u->output, u->noutput, o);
}

void value_key(Buf *b, const Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_REF:
		buf_printf(
			b, "<%s.%s>", v->u.ref.res->id, v->u.ref.attr ? v->u.ref.attr->name : "");
		break;
	case V_INPUT: buf_printf(b, "<@%s>", v->u.input->name); break;
	case V_VAR: buf_printf(b, "<%s>", v->u.s); break;
	case V_JOIN:
	case V_LIST:
		for (uint32_t i = 0; i < v->n; i++) {
			if (i && v->kind == V_LIST)
				buf_putc(b, ',');
			value_key(b, v->u.item[i]);
		}
		break;
	case V_MAP:
		for (uint32_t i = 0; i < v->n; i++) {
			buf_printf(b, "%s=", v->u.pair[i].key);
			value_key(b, v->u.pair[i].val);
			buf_putc(b, ';');
		}
		break;
	default: buf_puts(b, value_text(v) ? v->u.s : "?"); break;
	}
}

// How a text is printed: what the target's own values are, and references without a spelling.
typedef struct Wording {
	const char *account, *region, *partition, *suffix;
	bool ids; // a reference that cannot be spelled is `<Id.attr>`, else nothing
} Wording;

static void print_text(Unit *u, Buf *b, const Value *v, const Wording *w)
{
	if (!v)
		return;
	switch ((ValueKind)v->kind) {
	case V_VAR:
		buf_puts(b,
			str_eq(v->u.s, "account")           ? w->account :
				str_eq(v->u.s, "region")    ? w->region :
				str_eq(v->u.s, "partition") ? w->partition :
							      w->suffix);
		break;
	case V_REF: {
		const Attr *a = v->u.ref.attr;
		Where where = where_of(u, v->u.ref.res);
		Value *spelled = a && a->spell ? expr_eval(&where, a->spell) : NULL;
		if (spelled)
			print_text(u, b, spelled, w);
		else if (w->ids)
			value_key(b, v);
		break;
	}
	case V_INPUT:
		if (w->ids)
			value_key(b, v);
		else
			buf_puts(b, v->u.input->dflt ? v->u.input->dflt : "");
		break;
	case V_JOIN:
		for (uint32_t i = 0; i < v->n; i++)
			print_text(u, b, v->u.item[i], w);
		break;
	default: buf_puts(b, value_text(v) ? v->u.s : ""); break;
	}
}

const char *local_text(Unit *u, const Value *v)
{
	static const Wording local = { "000000000000", "us-east-1", "aws", "amazonaws.com", false };
	Buf b = { .arena = u->arena };
	print_text(u, &b, v, &local);
	return b.s ? b.s : "";
}

const char *value_shortest(Unit *u, const Value *v)
{
	static const Wording shortest = { "000000000000", "us-east-1", "aws", "amazonaws.com",
		true };
	Buf b = { .arena = u->arena };
	print_text(u, &b, v, &shortest);
	return b.s ? b.s : "";
}

const char *value_longest(Unit *u, const Value *v)
{
	static const Wording longest = { "000000000000", "ap-northeast-1", "aws-us-gov",
		"amazonaws.com.cn", true };
	Buf b = { .arena = u->arena };
	print_text(u, &b, v, &longest);
	return b.s ? b.s : "";
}

const char *value_shown(Unit *u, const Value *v)
{
	static const Wording shown = { "${Account}", "${Region}", "${Partition}", "${Suffix}",
		true };
	Buf b = { .arena = u->arena };
	print_text(u, &b, v, &shown);
	return b.s ? b.s : "";
}
