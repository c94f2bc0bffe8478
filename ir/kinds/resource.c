// resource.c: resources: raw ones, for what no kind of ours says. Their rows are made from what the
// author wrote; names are checked against the providers' own tables.
#include "resource.h"

#include <string.h>

// clang-format off
static const Field terraform[] = {
	{ "type", T_STR, .flags = F_NEED | F_KNOWN, .ok = "/^aws_[a-z0-9_]+$/", .doc = "type in Terraform: `aws_…`" },
	{ "arguments", T_JSON, .doc = "its arguments; a map or a list of maps is a block where the provider has one" },
	{ 0 }
};
static const Field field[] = {
	{ "type", T_STR, .flags = F_KNOWN, .ok = "/^(AWS|Custom)::[A-Za-z0-9:]+$/", .doc = "type in CloudFormation: `AWS::…`" },
	{ "properties", T_JSON, .doc = "its properties" },
	{ "terraform", T_RECORD, .sub = terraform, .doc = "the same for Terraform" },
	// Its tags are among its properties.
	{ "target", T_STR, .doc = "the target it is deployed with; default: the last one" },
	{ "aliases", T_STR, LIST, .doc = "former names; the first one keeps its logical ids" },
	{ 0 }
};
static const Attr attr[] = {
	{ "ref", "Ref", "id" },
	{ "arn", "Arn", "arn" },
	{ 0 }
};
// The row only holds its attributes: the op of each entity is made from what it says.
static const Op op[] = { { "", NULL, NULL, .when = "-", .attr = attr }, { 0 } };
static const char cfn_table[] = "data/properties.tab";
static const char tf_table[] = "data/terraform.tab";
// clang-format on

// ---- Checks -------------------------------------------------------------------------------------

static void unknown_type(Unit *u, const char *table, const Value *type)
{
	Nearest near = { .word = type->u.s };
	type_names(u, table, &near);
	diag_nearest(say_raw_type(u, type->at, type->u.s), &near, FIX_SAFE,
		value_part(u, type, 0, type->n));
}

// What is there for one target alone.
static void one_side(Unit *u, Entity *e, const Value *there, const char *path, const char *key,
	const char *target)
{
	if (!there || rec_given(e->rec, path))
		return;
	if (!e->nin) {
		diag_related(say_raw_one_side(u, e->at, e->name, key, target), there->at,
			"the other target has it");
		return;
	}
	Diag *d = say_raw_named(u, e->in[0]->at, e->name, key, target);
	diag_related(d, e->at, "the resource");
}

static void check(Unit *u, Entity *e)
{
	const Value *type = rec_get(e->rec, "type");
	const Value *tf = rec_get(e->rec, "terraform.type");
	TypeLine line;
	if (!type && !rec_given(e->rec, "type") && !rec_given(e->rec, "terraform"))
		say_needs_one_of(
			u, e->at, "`type`, `terraform`", U_FORMAT(u, "resource `%s`", e->name));
	one_side(u, e, type, "terraform.type", "terraform", "Terraform");
	one_side(u, e, tf, "type", "type", "CloudFormation");
	if (value_text(type) && !str_starts(type->u.s, "Custom::")) {
		if (type_line(cfn_table, type->u.s, &line))
			resource_check_map(u, &line, type->u.s, rec_get(e->rec, "properties"),
				type->at, false);
		else
			unknown_type(u, cfn_table, type);
	}
	if (value_text(tf)) {
		if (type_line(tf_table, tf->u.s, &line))
			resource_check_map(u, &line, tf->u.s,
				rec_get(e->rec, "terraform.arguments"), tf->at, true);
		else
			unknown_type(u, tf_table, tf);
	}
}

// ---- Rows from values -----------------------------------------------------------------------------

typedef struct Rows {
	Unit *u;
	Prop *prop;
	uint32_t n;
	Value *val; // a list: of each row what was written
	TypeLine line;
} Rows;

static void add_row(Rows *r, const char *cfn, const char *tf, Value *v)
{
	Unit *u = r->u;
	Prop p = { cfn, tf, U_FORMAT(u, "*%u", r->n), 1 };
	value_push(u->arena, r->val, v);
	U_PUSH(u, r->prop, r->n, p);
}

static bool is_blocks(const Value *v)
{
	if (v->kind == V_MAP)
		return true;
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		if (v->u.item[i]->kind != V_MAP)
			return false;
	return v->kind == V_LIST && v->n;
}

// Arguments below a place: `path` as rows write it, `names` as the table does.
static void add_arguments(Rows *r, const char *path, const char *names, const Value *map)
{
	Unit *u = r->u;
	for (uint32_t i = 0; i < map->n; i++) {
		const Pair *p = &map->u.pair[i];
		const char *name = U_FORMAT(u, "%s%s", names, p->key);
		const char *marks = "";
		size_t n = 0;
		bool known = type_word(&r->line, name, &marks, &n);
		bool block = (known && memchr(marks, '{', n)) ||
			(!known && r->line.deep && *names && is_blocks(p->val));
		bool top = !*names;
		if (!block || !is_blocks(p->val)) {
			// A document where the provider takes a text.
			bool text = top && known && !memchr(marks, '=', n) &&
				(p->val->kind == V_MAP || p->val->kind == V_LIST);
			add_row(r, NULL, U_FORMAT(u, "%s%s%s", path, p->key, text ? ":json" : ""),
				p->val);
			continue;
		}
		bool repeated = !known || memchr(marks, '+', n);
		uint32_t count = p->val->kind == V_LIST ? p->val->n : 1;
		for (uint32_t k = 0; k < count; k++) {
			const Value *one = p->val->kind == V_LIST ? p->val->u.item[k] : p->val;
			const char *index = repeated ? U_FORMAT(u, "{%u}", k) : "{}";
			add_arguments(r, U_FORMAT(u, "%s%s%s.", path, p->key, index),
				U_FORMAT(u, "%s.", name), one);
		}
	}
}

static void make(Unit *u, Entity *e)
{
	Rows r = { .u = u, .val = value_list(u->arena, e->at) };
	const char *type = rec_text(e->rec, "type");
	const char *tf = rec_text(e->rec, "terraform.type");
	const Value *properties = rec_get(e->rec, "properties");
	const Value *arguments = rec_get(e->rec, "terraform.arguments");
	for (uint32_t i = 0; type && properties && properties->kind == V_MAP && i < properties->n;
		i++)
		add_row(&r, properties->u.pair[i].key, NULL, properties->u.pair[i].val);
	if (tf && arguments && arguments->kind == V_MAP && type_line(tf_table, tf, &r.line))
		add_arguments(&r, "", "", arguments);
	U_PUSH(u, r.prop, r.n, (Prop){ 0 });
	Op *own = U_NEW(u, Op);
	*own = (Op){ "", type, tf, .prop = r.prop, .attr = attr };
	res_new(u, e, own, NULL, r.val, NULL);
}

// Values come when all resources are there: they may ask each other, whichever is written first.
static void fill(Unit *u, Resource *r)
{
	for (uint32_t i = 0; i < r->rec->n; i++)
		r->arg[i] = lower_value(u, r->from, r->rec->u.item[i]);
}

extern const Kind kind_resource;
const Kind kind_resource = {
	"resources",
	"resource",
	"Resource",
	"a raw resource of the providers",
	.field = field,
	.op = op,
	.check = check,
	.make = make,
	.fill = fill,
};
