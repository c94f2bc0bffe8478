// hcl_value.c: values as HCL expressions.
//
// In quotes only \n \r \t \" \\ are escapes that Terraform knows beside \u; `${` and `%{` begin
// templates and are written `$${` and `%%{`. A JSON document is jsonencode of an object, so that
// references in it stay references.
#include "hcl.h"

#include <string.h>

enum { WIDEST_LIST = 80 }; // a list that is wider goes over several lines

static void quoted(Buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = s[i];
		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c == '\n')
			buf_puts(b, "\\n");
		else if (c == '\r')
			buf_puts(b, "\\r");
		else if (c == '\t')
			buf_puts(b, "\\t");
		else if ((c == '$' || c == '%') && i + 1 < n && s[i + 1] == '{')
			buf_printf(b, "%c%c", c, c);
		else if ((uint8_t)c < 0x20 || c == 0x7F)
			buf_printf(b, "\\u%04x", c);
		else
			buf_putc(b, c);
	}
}

const char *hcl_string(Arena *a, const char *s, size_t n)
{
	Buf b = { .arena = a };
	buf_putc(&b, '"');
	quoted(&b, s, n);
	buf_putc(&b, '"');
	return b.s;
}

static void need_data(HclModule *h, Resource *r)
{
	if ((r->op->flags & OP_DATA) && !map_get(&h->seen, r)) {
		map_put(&h->seen, r, r);
		U_PUSH(h->u, h->data, h->ndata, r);
	}
}

const char *hcl_address(HclModule *h, Resource *r)
{
	need_data(h, r);
	return U_FORMAT(h->u, "%s%s.%s%s",
		r->op->flags & OP_DATA              ? "data." :
			r->op->flags & OP_EPHEMERAL ? "ephemeral." :
						      "",
		r->op->tf, r->label, r->when ? "[0]" : "");
}

static const char *variable(HclModule *h, const char *name)
{
	if (str_eq(name, "account")) {
		h->account = true;
		return "data.aws_caller_identity.current.account_id";
	}
	if (str_eq(name, "region")) {
		h->region = true;
		return "data.aws_region.current.id";
	}
	if (str_eq(name, "root"))
		return "path.root";
	h->partition = true;
	return str_eq(name, "partition") ? "data.aws_partition.current.partition" :
					   "data.aws_partition.current.dns_suffix";
}

static const char *attribute_text(HclModule *h, Resource *r, const Attr *a)
{
	const char *address = hcl_address(h, r);
	if (!a)
		return address;
	const char *percent = strchr(a->tf, '%');
	if (!percent)
		return U_FORMAT(h->u, "%s.%s", address, a->tf);
	return U_FORMAT(h->u, "%.*s%s%s", (int)(percent - a->tf), a->tf, address, percent + 1);
}

// A bare expression (no quotes around it), or NULL with *other for a value to print instead.
static const char *bare(HclModule *h, Value *v, Value **other)
{
	*other = NULL;
	if (v->kind == V_VAR)
		return variable(h, v->u.s);
	if (v->kind == V_INPUT)
		return U_FORMAT(
			h->u, v->form[0] ? "join(\",\", var.%s)" : "var.%s", v->u.input->name);
	Reach r = reach(h->u, h->m, v, TF);
	switch (r.how) {
	case REACH_CHILD: return U_FORMAT(h->u, "module.%s.%s", r.child->label, r.output->name);
	case REACH_INPUT: return U_FORMAT(h->u, "var.%s", r.input->name);
	case REACH_VALUE: *other = r.val; return NULL;
	default: return attribute_text(h, r.res, r.attr);
	}
}

static void template_piece(HclModule *h, Buf *b, Value *v)
{
	Value *other;
	if (v->kind == V_STR) {
		quoted(b, v->u.s, v->n);
	} else if (v->kind == V_JOIN) {
		for (uint32_t i = 0; i < v->n; i++)
			template_piece(h, b, v->u.item[i]);
	} else if (v->kind == V_IF) {
		buf_printf(b, "${%s}", hcl_value(h, v, 0));
	} else {
		const char *s = bare(h, v, &other);
		if (s)
			buf_printf(b, "${%s}", s);
		else
			template_piece(h, b, other);
	}
}

// The join with spelled references opened, so that texts meet texts.
static Value *flat_join(HclModule *h, Value *v)
{
	Value **piece = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < v->n; i++) {
		Value *p = v->u.item[i];
		Value *other = NULL;
		if (p->kind == V_REF && !bare(h, p, &other))
			p = other;
		U_PUSH(h->u, piece, n, p);
	}
	return value_join(h->u->arena, v->at, piece, n);
}

static const char *key_text(Unit *u, const char *key)
{
	size_t n = strlen(key);
	bool plain = n && !(key[0] >= '0' && key[0] <= '9') && key[0] != '-' && !str_eq(key, "for");
	for (size_t i = 0; i < n && plain; i++) {
		char c = key[i];
		plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '_' || c == '-';
	}
	return plain ? key : hcl_string(u->arena, key, n);
}

static const char *map_text(HclModule *h, const Value *v, unsigned depth)
{
	if (!v->n)
		return "{}";
	HclBody body = { 0 };
	const Pair **p = sorted_pairs(h->u, v);
	for (uint32_t i = 0; i < v->n; i++)
		hcl_attribute(
			h, &body, key_text(h->u, p[i]->key), hcl_value(h, p[i]->val, depth + 1));
	Buf b = { .arena = h->u->arena };
	buf_puts(&b, "{\n");
	hcl_print(&b, &body, depth + 1);
	buf_fill(&b, ' ', 2 * depth);
	buf_putc(&b, '}');
	return b.s;
}

static const char *list_text(HclModule *h, const char **item, uint32_t n, unsigned depth)
{
	size_t width = 0;
	bool lines = false;
	for (uint32_t i = 0; i < n; i++) {
		lines |= strchr(item[i], '\n') != NULL;
		width += strlen(item[i]) + 2;
	}
	Buf b = { .arena = h->u->arena };
	lines |= width > WIDEST_LIST;
	buf_putc(&b, '[');
	for (uint32_t i = 0; i < n; i++) {
		if (lines) {
			buf_putc(&b, '\n');
			buf_fill(&b, ' ', 2 * (depth + 1));
			buf_printf(&b, "%s,", item[i]);
		} else {
			buf_printf(&b, "%s%s", i ? ", " : "", item[i]);
		}
	}
	if (lines) {
		buf_putc(&b, '\n');
		buf_fill(&b, ' ', 2 * depth);
	}
	buf_putc(&b, ']');
	return b.s;
}

const char *hcl_value(HclModule *h, Value *v, unsigned depth)
{
	Unit *u = h->u;
	switch ((ValueKind)v->kind) {
	case V_NULL: return "null";
	case V_BOOL: return value_true(v) ? "true" : "false";
	case V_NUM: return v->u.s;
	case V_STR: return hcl_string(u->arena, v->u.s, v->n);
	case V_MAP: return map_text(h, v, depth);
	case V_LIST: {
		const char **item = NEW_N(u->arena, const char *, v->n + 1);
		for (uint32_t i = 0; i < v->n; i++)
			item[i] = hcl_value(h, v->u.item[i], depth + 1);
		return list_text(h, item, v->n, depth);
	}
	case V_TEXT: return U_FORMAT(u, "jsonencode(%s)", hcl_value(h, v->u.item[0], depth));
	case V_IF:
		return U_FORMAT(u, "var.%s != \"\" ? %s : null", v->u.cond.input->name,
			hcl_value(h, v->u.cond.then, depth));
	case V_JOIN: {
		Value *join = flat_join(h, v);
		if (join->kind != V_JOIN)
			return hcl_value(h, join, depth);
		if (join->n == 1)
			return hcl_value(h, join->u.item[0], depth);
		Buf b = { .arena = u->arena };
		buf_putc(&b, '"');
		template_piece(h, &b, join);
		buf_putc(&b, '"');
		return b.s;
	}
	default: {
		Value *other;
		const char *s = bare(h, v, &other);
		return s ? s : hcl_value(h, other, depth);
	}
	}
}

// ---- Nodes of the property tree ---------------------------------------------------------------

// A subtree as an object expression: below `:json`, or where the argument is a map.
static const char *node_text(HclModule *h, const Node *n, unsigned depth)
{
	Unit *u = h->u;
	if (n->kind == NODE_LEAF) {
		if (n->as == AS_STR && value_scalar(n->leaf))
			return hcl_string(u->arena, n->leaf->u.s, n->leaf->n);
		const char *s = hcl_value(h, n->leaf, depth);
		if (n->as == AS_JSON || n->as == AS_SUBST)
			return U_FORMAT(u, "jsonencode(%s)", s);
		return n->as == AS_B64 ? U_FORMAT(u, "base64encode(%s)", s) : s;
	}
	const char *text;
	if (n->kind == NODE_LIST) {
		const char **item = NEW_N(u->arena, const char *, n->n + 1);
		for (uint32_t i = 0; i < n->n; i++)
			item[i] = node_text(h, n->child[i], depth + 1);
		text = list_text(h, item, n->n, depth);
	} else if (!n->n) {
		text = "{}";
	} else {
		HclBody body = { 0 };
		for (uint32_t i = 0; i < n->n; i++)
			hcl_attribute(h, &body, key_text(u, n->child[i]->name),
				node_text(h, n->child[i], depth + 1));
		Buf b = { .arena = u->arena };
		buf_puts(&b, "{\n");
		hcl_print(&b, &body, depth + 1);
		buf_fill(&b, ' ', 2 * depth);
		buf_putc(&b, '}');
		text = b.s;
	}
	return n->as == AS_JSON ? U_FORMAT(u, "jsonencode(%s)", text) : text;
}

// Names of arguments, which Terraform wants without quotes.
static const char *names_text(HclModule *h, const Node *list)
{
	Buf b = { .arena = h->u->arena };
	for (uint32_t i = 0; i < list->n; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", value_text(list->child[i]->leaf));
	return U_FORMAT(h->u, "[%s]", b.s ? b.s : "");
}

void hcl_node(HclModule *h, HclBody *body, const Node *map, const char *place, unsigned depth)
{
	for (uint32_t i = 0; i < map->n; i++) {
		const Node *n = map->child[i];
		const char *here = U_FORMAT(h->u, "%s/%s", place, n->name);
		if (n->kind == NODE_LEAF)
			files_map(h->out, h->file, here, n->at);
		h->write_only |= str_ends(n->name, "_wo");
		if (str_eq(n->name, "ignore_changes") && n->kind == NODE_LIST)
			hcl_attribute(h, body, n->name, names_text(h, n));
		else if (n->block && n->kind == NODE_MAP)
			hcl_node(h, hcl_block(h, body, n->name, NULL, NULL), n, here, depth + 1);
		else
			hcl_attribute(h, body, n->name, node_text(h, n, depth));
	}
}
