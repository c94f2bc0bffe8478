// listing.c: what a build would declare, as values and without printing.
#include "listing.h"

#include "hcl.h"

#include <string.h>

typedef struct Lister {
	Unit *u;
	Backend backend;
	const Hosted *hosted;
	const Module *m;
	const char *name; // of the module
	HclModule hcl;
	Listed **out;
	uint32_t *n;
} Lister;

static Value *one(Unit *u, const char *key, Value *v)
{
	Value *map = value_map(u->arena, v->at);
	value_set(u->arena, map, key, v);
	return map;
}

// An HCL expression that is no literal: a reference, or a text with references.
static Value *expression(Lister *l, Value *v)
{
	Unit *u = l->u;
	const char *s = hcl_value(&l->hcl, v, 0);
	size_t n = strlen(s);
	bool text = n > 1 && s[0] == '"' && s[n - 1] == '"';
	Value *str = value_str(u->arena, text ? arena_copy(u->arena, s + 1, n - 2) : s, v->at);
	if (text && !strstr(s, "${"))
		return str;
	return one(u, text ? "Fn::Sub" : "Ref", str);
}

static Value *plain_tf(Lister *l, Value *v)
{
	Arena *a = l->u->arena;
	switch ((ValueKind)v->kind) {
	case V_NULL:
	case V_BOOL:
	case V_NUM:
	case V_STR:
	case V_BAD: return v;
	case V_TEXT: return plain_tf(l, v->u.item[0]);
	case V_LIST: {
		Value *out = value_list(a, v->at);
		for (uint32_t i = 0; i < v->n; i++)
			value_push(a, out, plain_tf(l, v->u.item[i]));
		return out;
	}
	case V_MAP: {
		Value *out = value_map(a, v->at);
		for (uint32_t i = 0; i < v->n; i++) {
			Pair p = v->u.pair[i];
			p.val = plain_tf(l, p.val);
			PUSH(a, out->u.pair, out->n, p);
		}
		return out;
	}
	default: return expression(l, v);
	}
}

static Value *plain(Lister *l, Value *v)
{
	while (v->kind == V_TEXT) // JSON text: its structure says more
		v = v->u.item[0];
	return l->backend == CFN ? cfn_value(l->u, l->m, v) : plain_tf(l, v);
}

static Value *node_plain(Lister *l, const Node *n)
{
	Arena *a = l->u->arena;
	if (n->kind == NODE_LEAF) {
		Value *v = plain(l, n->leaf);
		if (!v->at.file) { // a constant of the tables stands where its entity does
			Value *at = NEW(a, Value);
			*at = *v;
			at->at = n->at;
			v = at;
		}
		return v;
	}
	Value *v = value_new(a, n->kind == NODE_LIST ? V_LIST : V_MAP, n->at);
	for (uint32_t i = 0; i < n->n; i++)
		if (n->kind == NODE_LIST)
			value_push(a, v, node_plain(l, n->child[i]));
		else
			value_set(a, v, n->child[i]->name, node_plain(l, n->child[i]));
	return v;
}

static void add(Lister *l, Listed x)
{
	x.module = l->name;
	U_PUSH(l->u, *l->out, *l->n, x);
}

// What a resource is beside its properties: Terraform has no such place.
static const char *const beside[] = { "depends_on", "lifecycle", "provider", "count" };

static void split(Lister *l, Value *properties, Value *attributes)
{
	if (l->backend == CFN)
		return;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < properties->n; i++) {
		Pair *p = &properties->u.pair[i];
		bool is_beside = false;
		for (size_t j = 0; j < COUNT(beside); j++)
			is_beside |= str_eq(p->key, beside[j]);
		if (is_beside)
			value_set(l->u->arena, attributes, p->key, p->val);
		else
			properties->u.pair[kept++] = *p;
	}
	properties->n = kept;
}

static void list_one(Lister *l, Resource *r)
{
	Unit *u = l->u;
	bool cfn = l->backend == CFN;
	PropertyTree t = tree_of(l->hosted, r);
	Listed x = { .res = r, .type = cfn ? r->op->cfn : r->op->tf };
	x.id = cfn ? r->id : U_FORMAT(u, "%s.%s", r->op->tf, r->label);
	x.at = r->edge ? r->edge->at : r->rec ? r->rec->at : r->from->at;
	x.properties = node_plain(l, t.properties);
	x.attributes = node_plain(l, t.attributes);
	split(l, x.properties, x.attributes);
	Value *tags = r->op->tags ? tags_of(u, r, cfn) : NULL;
	if (tags) {
		const char *key =
			cfn ? arena_copy(u->arena, r->op->tags, strcspn(r->op->tags, "{")) : "tags";
		value_set(u->arena, x.properties, key, plain(l, tags));
	}
	// The provider's `default_tags`: the plan of each resource shows what they make.
	const Module *root = l->m;
	while (root->parent)
		root = root->parent;
	Value *common = !cfn && r->op->tags ? root->scope->tag : NULL;
	if (common && common->n)
		value_set(u->arena, x.properties, "tags_all", plain(l, common));
	if (r->when)
		value_set(u->arena, x.attributes, "Condition",
			value_str(u->arena, cfn_condition(u, r->when), x.at));
	add(l, x);
}

static void list_module(Lister *l, const Module *m, const char *name)
{
	l->m = m;
	l->name = name;
	l->hcl = (HclModule){
		.out = l->u->out, .u = l->u, .m = m, .seen = { .arena = l->u->arena }
	};
	for (uint32_t i = 0; i < m->nres; i++) {
		Resource *r = m->res[i];
		bool typed = l->backend == CFN ? r->op->cfn != NULL : r->op->tf != NULL;
		if (typed && !r->host[l->backend] && !(r->op->flags & (OP_DATA | OP_EPHEMERAL)))
			list_one(l, r);
	}
	for (uint32_t i = 0; i < m->nchild; i++) {
		const Module *c = m->child[i];
		l->m = m;
		l->name = name;
		if (l->backend == CFN)
			add(l,
				(Listed){ .id = c->id,
					.type = "AWS::CloudFormation::Stack",
					.properties = value_map(l->u->arena, c->scope->at),
					.attributes = value_map(l->u->arena, c->scope->at),
					.at = c->scope->at });
		list_module(l, c, U_FORMAT(l->u, "%s/%s", name, c->name));
	}
}

void list_resources(Unit *u, Backend backend, Listed **out, uint32_t *n)
{
	Hosted hosted = hosted_of(u, backend);
	Lister l = { .u = u, .backend = backend, .hosted = &hosted, .out = out, .n = n };
	*out = NULL;
	*n = 0;
	for (uint32_t i = 0; i < u->nmodule; i++)
		if (!u->module[i]->parent)
			list_module(&l, u->module[i], u->module[i]->name);
}

static void add_template(Unit *u, const Hosted *hosted, Module *m, const char *name,
	ListedTemplate **out, uint32_t *n)
{
	OutFiles files = { .unit = u };
	for (uint32_t i = 0; i < m->nchild; i++) {
		add_template(u, hosted, m->child[i], U_FORMAT(u, "%s/%s", name, m->child[i]->name),
			out, n);
		m->child[i]->digest = ""; // nothing is printed that it could be of
	}
	ListedTemplate t = { name, cfn_template(&files, hosted, m, name) };
	U_PUSH(u, *out, *n, t);
}

void list_templates(Unit *u, ListedTemplate **out, uint32_t *n)
{
	Hosted hosted = hosted_of(u, CFN);
	*out = NULL;
	*n = 0;
	for (uint32_t i = 0; i < u->nmodule; i++)
		if (!u->module[i]->parent)
			add_template(u, &hosted, u->module[i], u->module[i]->name, out, n);
}
