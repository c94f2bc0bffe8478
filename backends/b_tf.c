// b_tf.c: modules to folders of Terraform HCL.
#include "hcl.h"

#include <stdlib.h>
#include <string.h>

static Resource *top(Resource *r)
{
	while (r->host[TF])
		r = r->host[TF];
	return r;
}

static bool is_printed(const Resource *r)
{
	return r->op->tf && !r->host[TF];
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void gather_depends(HclModule *h, const Hosted *hosted, const Resource *r,
	const Resource *self, const char ***list, uint32_t *n)
{
	for (uint32_t i = 0; i < r->ndep; i++) {
		Resource *on = top(r->dep[i].on);
		if (!r->dep[i].in[TF] || !on->op->tf || on == self || on->module != h->m)
			continue;
		const char *address = U_FORMAT(h->u, "%s.%s", on->op->tf, on->label);
		bool known = false;
		for (uint32_t j = 0; j < *n; j++)
			known |= str_eq((*list)[j], address);
		if (!known)
			U_PUSH(h->u, *list, *n, address);
	}
	const HostedList *in = map_get(&hosted->of, r);
	for (uint32_t i = 0; in && i < in->n; i++)
		gather_depends(h, hosted, in->res[i], self, list, n);
}

// Whether an attribute's text already refers to the address.
static bool refers(const HclBody *b, const char *address)
{
	size_t n = strlen(address);
	for (uint32_t i = 0; i < b->n; i++) {
		if (b->item[i].body && refers(b->item[i].body, address))
			return true;
		for (const char *s = b->item[i].text; s && (s = strstr(s, address)); s++)
			if (s[n] == '.' || s[n] == '[')
				return true;
	}
	return false;
}

static void print_depends(HclModule *h, const Hosted *hosted, const Resource *r, HclBody *body)
{
	const char **list = NULL;
	uint32_t n = 0;
	gather_depends(h, hosted, r, r, &list, &n);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!refers(body, list[i]))
			list[kept++] = list[i];
	if (!kept)
		return;
	qsort(list, kept, sizeof *list, by_text);
	Buf b = { .arena = h->u->arena };
	buf_puts(&b, "[");
	for (uint32_t i = 0; i < kept; i++)
		buf_printf(&b, "%s%s", i ? ", " : "", list[i]);
	buf_putc(&b, ']');
	hcl_attribute(h, body, "depends_on", b.s);
}

static void print_resource(HclModule *h, const Hosted *hosted, Resource *r, HclBody *file)
{
	Unit *u = h->u;
	const char *what = r->op->flags & OP_DATA ? "data" :
		r->op->flags & OP_EPHEMERAL       ? "ephemeral" :
						    "resource";
	const char *place =
		U_FORMAT(u, "%s%s.%s", r->op->flags & OP_DATA ? "data." : "", r->op->tf, r->label);
	files_map(h->out, h->file, place,
		r->edge        ? r->edge->at :
			r->rec ? r->rec->at :
				 r->from->at);
	HclBody *body = hcl_block(h, file, what, r->op->tf, r->label);
	if (r->when)
		hcl_attribute(
			h, body, "count", U_FORMAT(u, "var.%s != \"\" ? 1 : 0", r->when->name));
	PropertyTree t = tree_of(hosted, r);
	hcl_node(h, body, t.properties, place, 1);
	Value *tags = r->op->tags ? tags_of(u, r, false) : NULL;
	if (tags)
		hcl_attribute(h, body, "tags", hcl_value(h, tags, 1));
	print_depends(h, hosted, r, body);
}

static void print_modules(HclModule *h, HclBody *file)
{
	for (uint32_t i = 0; i < h->m->nchild; i++) {
		const Module *c = h->m->child[i];
		if (c->is_part)
			continue;
		HclBody *body = hcl_block(h, file, "module", c->label, NULL);
		hcl_attribute(h, body, "source", U_FORMAT(h->u, "\"./modules/%s\"", c->name));
		for (uint32_t j = 0; j < c->nin; j++)
			if (c->in[j].in & 1 << TF)
				hcl_attribute(h, body, c->in[j].input->name,
					hcl_value(h, c->in[j].val, 1));
	}
}

// A default as HCL; a list's is written as in CloudFormation, with commas.
static const char *default_text(Arena *a, const Input *in)
{
	if (str_eq(in->type, "number"))
		return in->dflt;
	if (!str_eq(in->type, "list"))
		return hcl_string(a, in->dflt, strlen(in->dflt));
	Buf b = { .arena = a };
	buf_putc(&b, '[');
	for (const char *s = in->dflt; *s; s += *s == ',') {
		s += strspn(s, " ");
		size_t n = strcspn(s, ",");
		buf_printf(&b, "%s%s", b.n > 1 ? ", " : "", hcl_string(a, s, n));
		s += n;
	}
	buf_putc(&b, ']');
	return b.s;
}

static void print_variables(HclModule *h, HclBody *file)
{
	Arena *a = h->u->arena;
	for (uint32_t i = 0; i < h->m->nin; i++) {
		const Import *im = &h->m->in[i];
		const Input *in = im->input;
		if (!(im->in & 1 << TF))
			continue;
		HclBody *body = hcl_block(h, file, "variable", in->name, NULL);
		const char *type = in->tf_type   ? in->tf_type :
			str_eq(in->type, "list") ? "list(string)" :
						   in->type;
		hcl_attribute(h, body, "type", type);
		if (in->dflt && !im->val)
			hcl_attribute(h, body, "default", default_text(a, in));
		hcl_attribute(h, body, "description",
			hcl_string(a, in->doc ? in->doc : in->name,
				strlen(in->doc ? in->doc : in->name)));
		if (in->secret)
			hcl_attribute(h, body, "sensitive", "true");
		if (!in->pattern || im->val)
			continue;
		HclBody *check = hcl_block(h, body, "validation", NULL, NULL);
		hcl_attribute(h, check, "condition",
			U_FORMAT(h->u, "can(regex(%s, var.%s))",
				hcl_string(a, in->pattern, strlen(in->pattern)), in->name));
		const char *message = U_FORMAT(h->u, "%s has to match %s.", in->name, in->pattern);
		hcl_attribute(h, check, "error_message", hcl_string(a, message, strlen(message)));
	}
}

static void print_outputs(HclModule *h, HclBody *file)
{
	Arena *a = h->u->arena;
	for (uint32_t i = 0; i < h->m->noutput; i++) {
		const Output *o = h->m->output[i];
		if (o->in && !(o->in & 1 << TF))
			continue;
		HclBody *body = hcl_block(h, file, "output", o->name, NULL);
		hcl_attribute(h, body, "value", hcl_value(h, o->val, 1));
		if (o->doc)
			hcl_attribute(
				h, body, "description", hcl_string(a, o->doc, strlen(o->doc)));
		if (o->secret)
			hcl_attribute(h, body, "sensitive", "true");
	}
}

static void print_versions(HclModule *h, HclBody *file)
{
	HclBody *tf = hcl_block(h, file, "terraform", NULL, NULL);
	hcl_attribute(h, tf, "required_version", h->write_only ? "\">= 1.11.0\"" : "\">= 1.5.0\"");
	HclBody *need = hcl_block(h, tf, "required_providers", NULL, NULL);
	HclBody aws = { 0 };
	hcl_attribute(h, &aws, "source", "\"hashicorp/aws\"");
	hcl_attribute(h, &aws, "version", "\">= 5.100.0, < 7.0.0\"");
	Buf b = { .arena = h->u->arena };
	buf_puts(&b, "{\n");
	hcl_print(&b, &aws, 3);
	buf_puts(&b, "    }");
	hcl_attribute(h, need, "aws", b.s);
	if (!h->m->parent)
		hcl_block(h, tf, "backend", "local", NULL);
}

static void print_providers(HclModule *h, HclBody *file)
{
	if (!h->m->parent) {
		HclBody *aws = hcl_block(h, file, "provider", "aws", NULL);
		Value *tags = h->m->scope->tag;
		if (tags && tags->n) {
			HclBody *common = hcl_block(h, aws, "default_tags", NULL, NULL);
			hcl_attribute(h, common, "tags", hcl_value(h, tags, 2));
		}
	}
	if (h->account)
		hcl_block(h, file, "data", "aws_caller_identity", "current");
	if (h->region)
		hcl_block(h, file, "data", "aws_region", "current");
	if (h->partition)
		hcl_block(h, file, "data", "aws_partition", "current");
}

// An entity that was renamed: its resources are the same ones.
static void print_moved(HclModule *h, HclBody *file)
{
	for (uint32_t i = 0; i < h->m->nres; i++) {
		const Resource *r = h->m->res[i];
		if (!r->was || !is_printed(r) || (r->op->flags & (OP_DATA | OP_EPHEMERAL)))
			continue;
		HclBody *body = hcl_block(h, file, "moved", NULL, NULL);
		hcl_attribute(h, body, "from", U_FORMAT(h->u, "%s.%s", r->op->tf, r->was));
		hcl_attribute(h, body, "to", U_FORMAT(h->u, "%s.%s", r->op->tf, r->label));
	}
}

static void write_file(HclModule *h, const char *dir, const char *name, const HclBody *body)
{
	Buf b = { .arena = h->u->arena };
	hcl_print(&b, body, 0);
	files_add(h->out, U_FORMAT(h->u, "%s/%s", dir, name), b.s ? b.s : "", b.n, false);
}

static void emit_module(OutFiles *out, const Hosted *hosted, const Module *m, const char *dir)
{
	Unit *u = out->unit;
	HclModule h = { .out = out, .u = u, .m = m, .seen = { .arena = u->arena } };
	HclBody main = { 0 };
	HclBody variables = { 0 };
	HclBody outputs = { 0 };
	HclBody versions = { 0 };
	HclBody providers = { 0 };
	h.file = U_FORMAT(u, "%s/main.tf", dir);
	for (uint32_t i = 0; i < m->nres; i++)
		if (is_printed(m->res[i]) && !(m->res[i]->op->flags & OP_DATA))
			print_resource(&h, hosted, m->res[i], &main);
	print_moved(&h, &main);
	print_modules(&h, &main);
	print_outputs(&h, &outputs);
	print_variables(&h, &variables);
	for (uint32_t i = 0; i < h.ndata; i++) // grows while one data source names another
		print_resource(&h, hosted, h.data[i], &main);
	print_providers(&h, &providers);
	print_versions(&h, &versions);
	write_file(&h, dir, "main.tf", &main);
	write_file(&h, dir, "outputs.tf", &outputs);
	write_file(&h, dir, "providers.tf", &providers);
	write_file(&h, dir, "variables.tf", &variables);
	write_file(&h, dir, "versions.tf", &versions);
	for (uint32_t i = 0; i < m->nchild; i++)
		if (!m->child[i]->is_part)
			emit_module(out, hosted, m->child[i],
				U_FORMAT(u, "%s/modules/%s", dir, m->child[i]->name));
}

void emit_tf(OutFiles *out, Module *m)
{
	Hosted hosted = hosted_of(out->unit, TF);
	emit_module(out, &hosted, m, U_FORMAT(out->unit, "tf/%s", m->name));
}
