// dump.c: prints the lists of a unit.
#include "dump.h"

#include "artifact.h"

#include <stdio.h>
#include <string.h>

static void put_at(Buf *b, const Unit *u, Span at)
{
	if (!at.file)
		return;
	Position p = source_position(u->arena, u->src[at.file], at.lo);
	buf_printf(b, "  @%s:%u:%u", u->src[at.file]->path, p.line, p.column);
}

static void indent(Buf *b, unsigned depth)
{
	buf_fill(b, ' ', 2 * (size_t)depth);
}

static void put_scalar(Buf *b, const Value *v)
{
	if (v->kind == V_STR)
		quote_json(b, v->u.s, v->n);
	else
		buf_puts(b, v->u.s ? v->u.s : "");
}

static void put_ref(Buf *b, const Value *v)
{
	const Resource *r = v->u.ref.res;
	buf_printf(b, "&%s%s%s", r->id ? r->id : r->op->part, v->u.ref.attr ? "." : "",
		v->u.ref.attr ? v->u.ref.attr->name : "");
	if (v->form[CFN] == FORM_SPELLED)
		buf_puts(b, " (spelled in cfn)");
	if (v->form[TF] == FORM_SPELLED)
		buf_puts(b, " (spelled in tf)");
}

static void put_children(Buf *b, const Unit *u, const Value *v, unsigned depth)
{
	for (uint32_t i = 0; i < v->n; i++) {
		const char *name = v->kind == V_MAP ? v->u.pair[i].key :
			v->kind == V_REC            ? v->u.rec.field[i].name :
						      "-";
		const Value *val = v->kind == V_MAP ? v->u.pair[i].val :
			v->kind == V_REC            ? v->u.rec.arg[i] :
						      v->u.item[i];
		if (!val)
			continue;
		buf_putc(b, '\n');
		indent(b, depth + 1);
		buf_printf(b, "%s%s ", name, v->kind == V_MAP || v->kind == V_REC ? ":" : "");
		dump_value(b, u, val, depth + 1);
	}
}

void dump_value(Buf *b, const Unit *u, const Value *v, unsigned depth)
{
	if (!v) {
		buf_puts(b, "(absent)");
		return;
	}
	switch ((ValueKind)v->kind) {
	case V_BAD: buf_puts(b, "(bad)"); break;
	case V_NULL:
	case V_BOOL:
	case V_NUM:
	case V_STR: put_scalar(b, v); break;
	case V_LIST:
	case V_MAP:
	case V_REC:
		buf_puts(b, v->kind == V_LIST ? "[]" : "{}");
		put_children(b, u, v, depth);
		break;
	case V_JOIN:
		buf_puts(b, "join");
		put_children(b, u, v, depth);
		break;
	case V_TEXT:
		buf_puts(b, "json ");
		dump_value(b, u, v->u.item[0], depth);
		break;
	case V_HOLE: buf_printf(b, "{{%s}}", v->u.hole.path); break;
	case V_ENT:
		if (v->u.ent.ent)
			buf_printf(b, "%s `%s`%s%s", v->u.ent.ent->kind->one, v->u.ent.ent->name,
				v->u.ent.part ? "/" : "", v->u.ent.part ? v->u.ent.part : "");
		else
			dump_value(b, u, v->u.ent.name, depth);
		break;
	case V_ATTR:
		buf_printf(b, "%s.%s", v->u.attr.ent->name, v->u.attr.name ? v->u.attr.name : "");
		break;
	case V_REF: put_ref(b, v); break;
	case V_INPUT: buf_printf(b, "@%s", v->u.input->name); break;
	case V_VAR: buf_printf(b, "@@%s", v->u.s); break;
	case V_IF:
		buf_printf(b, "if @%s ", v->u.cond.input->name);
		dump_value(b, u, v->u.cond.then, depth);
		break;
	}
}

static void dump_entities(Buf *b, const Unit *u)
{
	for (uint32_t i = 0; i < u->nent; i++) {
		const Entity *e = u->ent[i];
		buf_printf(b, "entity %s %s", e->kind->one, e->name);
		if (e->id)
			buf_printf(b, "  id %s", e->id);
		if (e->implied)
			buf_puts(b, "  implied");
		put_at(b, u, e->at);
		if (e->phys) {
			buf_puts(b, "\n  name ");
			dump_value(b, u, e->phys, 1);
		}
		buf_puts(b, "\n  ");
		dump_value(b, u, e->rec, 1);
		buf_putc(b, '\n');
	}
}

static void dump_edges(Buf *b, const Unit *u)
{
	for (uint32_t i = 0; i < u->nedge; i++) {
		const Edge *e = u->edge[i];
		buf_printf(b, "edge %s %s -> %s %s", e->from->kind->one, e->from->name,
			e->to->kind->one, e->to->name);
		if (e->field)
			buf_printf(b, "  by %s", e->field->name);
		if (e->verb)
			buf_printf(b, "  may %s", e->verb);
		put_at(b, u, e->at);
		buf_putc(b, '\n');
	}
}

static void dump_artifacts(Buf *b, const Unit *u)
{
	for (uint32_t i = 0; i < u->nartifact; i++) {
		const Artifact *a = u->artifact[i];
		buf_printf(b, "archive of %s  %s%s\n", a->name, a->digest ? a->digest : "",
			a->built ? "  built outside" : "");
		for (uint32_t j = 0; j < a->n; j++)
			buf_printf(
				b, "  %s%s\n", a->entry[j].name, a->entry[j].executable ? "*" : "");
	}
}

static void dump_resource(Buf *b, const Unit *u, const Resource *r)
{
	buf_printf(b, "resource %s", r->id ? r->id : r->op->part);
	buf_printf(
		b, "  cfn %s  tf %s", r->op->cfn ? r->op->cfn : "-", r->op->tf ? r->op->tf : "-");
	if (r->module)
		buf_printf(b, "  in %s", r->module->name);
	if (r->when)
		buf_printf(b, "  when @%s", r->when->name);
	put_at(b, u, r->edge ? r->edge->at : r->from->at);
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++) {
		if (!r->arg[i])
			continue;
		const Prop *p = &r->op->prop[i];
		buf_printf(b, "\n  %s | %s = ", p->cfn ? p->cfn : "-", p->tf ? p->tf : "-");
		dump_value(b, u, r->arg[i], 1);
	}
	for (uint32_t i = 0; i < r->ndep; i++)
		buf_printf(b, "\n  after &%s%s%s", r->dep[i].on->id,
			r->dep[i].in[CFN] ? " cfn" : "", r->dep[i].in[TF] ? " tf" : "");
	buf_putc(b, '\n');
}

static void dump_modules(Buf *b, const Unit *u)
{
	for (uint32_t i = 0; i < u->nmodule; i++) {
		const Module *m = u->module[i];
		buf_printf(b, "module %s%s%s\n", m->name, m->parent ? "  in " : "",
			m->parent ? m->parent->name : "");
		for (uint32_t j = 0; j < m->nin; j++)
			buf_printf(b, "  takes %s%s%s\n", m->in[j].input->name,
				m->in[j].input->producer ? "  from " : "",
				m->in[j].input->producer ? m->in[j].input->producer->name : "");
		for (uint32_t j = 0; j < m->noutput; j++)
			buf_printf(b, "  gives %s\n", m->output[j]->name);
		for (uint32_t j = 0; j < m->nres; j++)
			buf_printf(b, "  holds %s\n", m->res[j]->id);
	}
}

void dump_unit(Buf *b, const Unit *u)
{
	for (uint32_t i = 0; i < u->nscope; i++) {
		const Scope *s = u->scope[i];
		buf_printf(b, "topology %s%s%s", s->name, s->parent ? "  in " : "",
			s->parent ? s->parent->name : "");
		put_at(b, u, s->at);
		buf_putc(b, '\n');
	}
	dump_entities(b, u);
	dump_edges(b, u);
	dump_artifacts(b, u);
	for (uint32_t i = 0; i < u->nres; i++)
		dump_resource(b, u, u->res[i]);
	dump_modules(b, u);
}

void dump_to_stderr(const Unit *u)
{
	Buf b = { 0 };
	dump_unit(&b, u);
	fputs(b.s ? b.s : "", stderr);
	buf_free(&b);
}
