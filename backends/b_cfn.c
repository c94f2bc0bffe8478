// b_cfn.c: modules to CloudFormation templates.
//
// Order: AWSTemplateFormatVersion, Description, Parameters, Conditions, Resources, Outputs; in a
// resource Type, Condition, DependsOn, Properties, then what keeps it; properties in row order, the
// author's maps by key. Every byte is a function of the unit.
#include "emit.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_DESCRIPTION = 1024 };

typedef struct Printer {
	OutFiles *out;
	Unit *u;
	const Hosted *hosted;
	Module *m;
	const char *file;
	Map cond; // inputs that a condition is needed for
	Input **used;
	uint32_t nused;
} Printer;

static Value *str(const Printer *p, const char *s, Span at)
{
	return value_str(p->u->arena, s, at);
}

static void set(const Printer *p, Value *map, const char *key, Value *v)
{
	value_set(p->u->arena, map, key, v);
}

static void need_condition(Printer *p, Input *in)
{
	if (map_get(&p->cond, in))
		return;
	map_put(&p->cond, in, in);
	U_PUSH(p->u, p->used, p->nused, in);
}

// Conditions that the values below need.
static void find_conditions(Printer *p, const Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_IF:
		need_condition(p, v->u.cond.input);
		find_conditions(p, v->u.cond.then);
		break;
	case V_LIST:
	case V_JOIN:
	case V_TEXT:
		for (uint32_t i = 0; i < v->n; i++)
			find_conditions(p, v->u.item[i]);
		break;
	case V_MAP:
		for (uint32_t i = 0; i < v->n; i++)
			find_conditions(p, v->u.pair[i].val);
		break;
	default: break;
	}
}

static Value *as_string(const Printer *p, Value *v)
{
	return value_scalar(v) ? str(p, v->u.s, v->at) : v;
}

static Value *base64(const Printer *p, Value *v)
{
	Value *map = value_map(p->u->arena, v->at);
	set(p, map, "Fn::Base64", v);
	return map;
}

// A subtree below `:json` with its references as they are, for they become a part of the text.
static Value *raw_value(Printer *p, const Node *n, const char *place)
{
	Unit *u = p->u;
	if (n->kind == NODE_LEAF) {
		files_map(p->out, p->file, place, n->at);
		find_conditions(p, n->leaf);
		return n->as == AS_STR ? as_string(p, n->leaf) : n->leaf;
	}
	Value *v = value_new(u->arena, n->kind == NODE_LIST ? V_LIST : V_MAP, n->at);
	for (uint32_t i = 0; i < n->n; i++) {
		if (n->kind == NODE_LIST)
			value_push(u->arena, v,
				raw_value(p, n->child[i], U_FORMAT(u, "%s/%u", place, i)));
		else
			set(p, v, n->child[i]->name,
				raw_value(p, n->child[i],
					U_FORMAT(u, "%s/%s", place, n->child[i]->name)));
	}
	return v;
}

static void set_node(Printer *p, Value *map, const Node *n, const char *place);

static Value *node_value(Printer *p, const Node *n, const char *place)
{
	Unit *u = p->u;
	if (n->kind == NODE_LEAF) {
		files_map(p->out, p->file, place, n->at);
		find_conditions(p, n->leaf);
		if (n->as == AS_JSON)
			return cfn_value(u, p->m, json_text(u, n->leaf));
		Value *v = cfn_value(u, p->m, n->leaf);
		return n->as == AS_STR ? as_string(p, v) : n->as == AS_B64 ? base64(p, v) : v;
	}
	if (n->as == AS_JSON)
		return cfn_value(u, p->m, json_text(u, raw_value(p, n, place)));
	Value *v = value_new(u->arena, n->kind == NODE_LIST ? V_LIST : V_MAP, n->at);
	for (uint32_t i = 0; i < n->n; i++) {
		if (n->kind == NODE_LIST)
			value_push(u->arena, v,
				node_value(p, n->child[i], U_FORMAT(u, "%s/%u", place, i)));
		else
			set_node(p, v, n->child[i], place);
	}
	return v;
}

static void set_node(Printer *p, Value *map, const Node *n, const char *place)
{
	Unit *u = p->u;
	const char *here = U_FORMAT(u, "%s/%s", place, n->name);
	if (n->as != AS_SUBST) {
		set(p, map, n->name, node_value(p, n, here));
		return;
	}
	Value *substitutions;
	files_map(p->out, p->file, here, n->at);
	set(p, map, n->name, definition_text(u, p->m, n->leaf, &substitutions));
	set(p, map, "DefinitionSubstitutions", substitutions);
}

static Value *tag_list(const Printer *p, const Value *tags)
{
	Value *list = value_list(p->u->arena, tags->at);
	for (uint32_t i = 0; i < tags->n; i++) {
		Value *tag = value_map(p->u->arena, tags->at);
		set(p, tag, "Key", str(p, tags->u.pair[i].key, tags->at));
		set(p, tag, "Value", cfn_value(p->u, p->m, tags->u.pair[i].val));
		value_push(p->u->arena, list, tag);
	}
	return list;
}

static void set_tags(const Printer *p, const Resource *r, Value *props)
{
	Value *tags = r->op->tags ? tags_of(p->u, r, true) : NULL;
	if (!tags)
		return;
	size_t n = strcspn(r->op->tags, "{");
	const char *name = arena_copy(p->u->arena, r->op->tags, n);
	set(p, props, name, r->op->tags[n] ? cfn_value(p->u, p->m, tags) : tag_list(p, tags));
}

// Names of IAM hold for the whole account, so deploying them has to be allowed by a word of its own.
static bool is_named_role(const Resource *r, const Value *props)
{
	static const char *const name[] = { "RoleName", "UserName", "GroupName",
		"ManagedPolicyName", "InstanceProfileName" };
	for (size_t i = 0; str_starts(r->op->cfn, "AWS::IAM::") && i < COUNT(name); i++)
		if (value_get(props, name[i]))
			return true;
	return false;
}

static Value *resource_value(Printer *p, Resource *r)
{
	Unit *u = p->u;
	const char *place = U_FORMAT(u, "/Resources/%s", r->id);
	files_map(p->out, p->file, place,
		r->edge        ? r->edge->at :
			r->rec ? r->rec->at :
				 r->from->at);
	PropertyTree t = tree_of(p->hosted, r);
	Value *props = node_value(p, t.properties, U_FORMAT(u, "%s/Properties", place));
	set_tags(p, r, props);
	p->m->names_roles |= is_named_role(r, props);
	Value *v = value_map(u->arena, r->from->at);
	set(p, v, "Type", str(p, r->op->cfn, r->from->at));
	if (r->when) {
		need_condition(p, r->when);
		set(p, v, "Condition", str(p, cfn_condition(u, r->when), r->from->at));
	}
	set(p, v, "DependsOn", cfn_depends_on(u, p->hosted, p->m, r, props));
	if (props->n)
		set(p, v, "Properties", props);
	for (uint32_t i = 0; i < t.attributes->n; i++)
		set(p, v, t.attributes->child[i]->name,
			node_value(p, t.attributes->child[i], place));
	return v;
}

static Value *stack_value(Printer *p, const Module *child)
{
	Unit *u = p->u;
	Value *v = value_map(u->arena, child->scope->at);
	Value *props = value_map(u->arena, child->scope->at);
	Value *args = value_map(u->arena, child->scope->at);
	for (uint32_t i = 0; i < child->nin; i++)
		if (child->in[i].in & 1 << CFN)
			set(p, args, cfn_name(u, child->in[i].input->name),
				cfn_value(u, p->m, child->in[i].val));
	set(p, v, "Type", str(p, "AWS::CloudFormation::Stack", child->scope->at));
	Value *piece[] = {
		str(p, "https://", child->scope->at),
		value_input(u, input_of(u, "ArtifactBucket", "string", child->scope->at),
			child->scope->at),
		str(p, ".s3.", child->scope->at),
		value_var(u, "region", child->scope->at),
		str(p, ".", child->scope->at),
		value_var(u, "suffix", child->scope->at),
		str(p, U_FORMAT(u, "/templates/%s.template.json", child->digest), child->scope->at),
	};
	set(p, props, "TemplateURL",
		cfn_value(u, p->m, value_join(u->arena, child->scope->at, piece, COUNT(piece))));
	if (args->n)
		set(p, props, "Parameters", args);
	Value *tags = value_list(u->arena, child->scope->at);
	for (uint32_t i = 0; child->scope->tag && i < child->scope->tag->n; i++) {
		Value *tag = value_map(u->arena, child->scope->at);
		set(p, tag, "Key", str(p, child->scope->tag->u.pair[i].key, child->scope->at));
		set(p, tag, "Value", cfn_value(u, p->m, child->scope->tag->u.pair[i].val));
		value_push(u->arena, tags, tag);
	}
	set(p, props, "Tags", tags->n ? tags : NULL);
	set(p, v, "DependsOn", cfn_stack_depends_on(u, p->hosted, p->m, child, props));
	set(p, v, "Properties", props);
	return v;
}

static int by_pair(const void *a, const void *b)
{
	return strcmp(((const Pair *)a)->key, ((const Pair *)b)->key);
}

static Value *resources(Printer *p)
{
	Unit *u = p->u;
	Value *map = value_map(u->arena, p->m->scope->at);
	for (uint32_t i = 0; i < p->m->nres; i++) {
		Resource *r = p->m->res[i];
		if (r->op->cfn && !r->host[CFN] && resource_home(r, CFN) == p->m)
			set(p, map, r->id, resource_value(p, r));
	}
	for (uint32_t i = 0; i < p->m->nchild; i++)
		set(p, map, p->m->child[i]->id, stack_value(p, p->m->child[i]));
	if (map->n)
		qsort(map->u.pair, map->n, sizeof *map->u.pair, by_pair);
	return map;
}

static Value *parameters(const Printer *p)
{
	Unit *u = p->u;
	Value *map = value_map(u->arena, p->m->scope->at);
	for (uint32_t i = 0; i < p->m->nin; i++) {
		const Import *im = &p->m->in[i];
		const Input *in = im->input;
		if (!(im->in & 1 << CFN))
			continue;
		Value *v = value_map(u->arena, in->at);
		files_map(p->out, p->file, U_FORMAT(u, "/Parameters/%s", cfn_name(u, in->name)),
			in->at);
		const char *type = in->cfn_type    ? in->cfn_type :
			str_eq(in->type, "number") ? "Number" :
			str_eq(in->type, "list")   ? "CommaDelimitedList" :
						     "String";
		set(p, v, "Type", str(p, type, in->at));
		if (in->dflt && !im->val)
			set(p, v, "Default", str(p, in->dflt, in->at));
		if (in->doc)
			set(p, v, "Description", str(p, in->doc, in->at));
		if (in->pattern && !im->val)
			set(p, v, "AllowedPattern", str(p, in->pattern, in->at));
		if (in->secret)
			set(p, v, "NoEcho", value_bool(u->arena, true, in->at));
		set(p, map, cfn_name(u, in->name), v);
	}
	if (map->n)
		qsort(map->u.pair, map->n, sizeof *map->u.pair, by_pair);
	return map->n ? map : NULL;
}

static Value *conditions(const Printer *p)
{
	Unit *u = p->u;
	Value *map = value_map(u->arena, p->m->scope->at);
	for (uint32_t i = 0; i < p->nused; i++) {
		Value *ref = value_map(u->arena, p->used[i]->at);
		set(p, ref, "Ref", str(p, cfn_name(u, p->used[i]->name), p->used[i]->at));
		Value *both = value_list(u->arena, p->used[i]->at);
		value_push(u->arena, both, ref);
		value_push(u->arena, both, str(p, "", p->used[i]->at));
		Value *equals = value_map(u->arena, p->used[i]->at);
		set(p, equals, "Fn::Equals", both);
		Value *list = value_list(u->arena, p->used[i]->at);
		value_push(u->arena, list, equals);
		Value *not = value_map(u->arena, p->used[i]->at);
		set(p, not, "Fn::Not", list);
		set(p, map, cfn_condition(u, p->used[i]), not );
	}
	if (map->n)
		qsort(map->u.pair, map->n, sizeof *map->u.pair, by_pair);
	return map->n ? map : NULL;
}

static Value *outputs(Printer *p)
{
	Unit *u = p->u;
	Value *map = value_map(u->arena, p->m->scope->at);
	for (uint32_t i = 0; i < p->m->noutput; i++) {
		const Output *o = p->m->output[i];
		if (o->in && !(o->in & 1 << CFN))
			continue;
		Value *v = value_map(u->arena, o->at);
		const char *name = cfn_name(u, o->name);
		files_map(p->out, p->file, U_FORMAT(u, "/Outputs/%s", name), o->at);
		if (o->doc)
			set(p, v, "Description", str(p, o->doc, o->at));
		find_conditions(p, o->val);
		set(p, v, "Value", cfn_value(u, p->m, o->val));
		set(p, map, name, v);
	}
	if (map->n)
		qsort(map->u.pair, map->n, sizeof *map->u.pair, by_pair);
	return map->n ? map : NULL;
}

Value *cfn_template(OutFiles *out, const Hosted *hosted, Module *m, const char *file)
{
	Unit *u = out->unit;
	Printer p = { .out = out,
		.u = u,
		.hosted = hosted,
		.m = m,
		.file = file,
		.cond = { .arena = u->arena } };
	Value *res = resources(&p);
	Value *outs = outputs(&p);
	Value *t = value_map(u->arena, m->scope->at);
	set(&p, t, "AWSTemplateFormatVersion", str(&p, "2010-09-09", m->scope->at));
	const char *doc = rec_text(m->scope->rec, "description");
	set(&p, t, "Description",
		str(&p,
			doc ? doc :
				str_eq(m->scope->name, m->name) ?
			      m->name :
			      U_FORMAT(u, "%s, %s", m->scope->name, m->name),
			m->scope->at));
	set(&p, t, "Parameters", parameters(&p));
	set(&p, t, "Conditions", conditions(&p));
	set(&p, t, "Resources", res);
	set(&p, t, "Outputs", outs);
	return t;
}

static const char *file_name(Unit *u, const Module *m)
{
	return m->parent ? U_FORMAT(u, "%s.%s", file_name(u, m->parent), m->name) : m->name;
}

static void emit_module(OutFiles *out, const Hosted *hosted, Module *m)
{
	Unit *u = out->unit;
	for (uint32_t i = 0; i < m->nchild; i++)
		emit_module(out, hosted, m->child[i]);
	const char *path = U_FORMAT(u, "cfn/%s.template.json", file_name(u, m));
	Buf b = { .arena = u->arena };
	print_template(&b, cfn_template(out, hosted, m, path));
	m->digest = arena_copy(u->arena, sha_of(u->arena, b.s, b.n), 32);
	files_add(out, path, b.s, b.n, false);
}

void emit_cfn(OutFiles *out, Module *m)
{
	Hosted hosted = hosted_of(out->unit, CFN);
	emit_module(out, &hosted, m);
}
