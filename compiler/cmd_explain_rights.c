// cmd_explain_rights.c: what an entity's roles may do, who may use the entity, and why.
//
// Reads what lower has gathered: statements before they are merged, so that each still knows the edge
// or the setting that it came from.
#include "cmd_explain.h"

#include <string.h>

static const char *field_text(const Edge *e)
{
	return e->link && e->link->field ? e->link->field : e->field ? e->field->name : NULL;
}

static const char *why_edge(Unit *u, const Edge *e)
{
	Buf b = { .arena = u->arena };
	buf_printf(&b, "%s `%s`", e->from->kind->one, e->from->name);
	const char *field = field_text(e);
	if (e->call)
		buf_printf(&b, " calls %s `%s` by %s", e->to->kind->one, e->to->name,
			e->call->resource);
	else if (field)
		buf_printf(&b, " names %s `%s` in `%s`", e->to->kind->one, e->to->name, field);
	else
		buf_printf(&b, " mentions %s `%s`", e->to->kind->one, e->to->name);
	if (e->verb)
		buf_printf(&b, " (%s)", e->verb);
	return b.s;
}

static void add_texts(Unit *u, const Value *v, const char ***list, uint32_t *n)
{
	if (!v)
		return;
	for (uint32_t i = 0; v->kind == V_LIST && i < v->n; i++)
		U_PUSH(u, *list, *n, value_shown(u, v->u.item[i]));
	if (v->kind != V_LIST)
		U_PUSH(u, *list, *n, value_shown(u, v));
}

static const char *condition_text(Unit *u, const Value *v)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; v && v->kind == V_MAP && i < v->n; i++) {
		const Value *keys = v->u.pair[i].val;
		for (uint32_t k = 0; keys->kind == V_MAP && k < keys->n; k++) {
			const char **val = NULL;
			uint32_t n = 0;
			add_texts(u, keys->u.pair[k].val, &val, &n);
			buf_printf(&b, "%s%s %s", b.n ? ", " : "", keys->u.pair[k].key,
				v->u.pair[i].key);
			for (uint32_t j = 0; j < n; j++)
				buf_printf(&b, "%s %s", j ? " or" : "", val[j]);
		}
	}
	return b.s;
}

static void add_written(Rights *r, Right *one)
{
	Unit *u = r->unit;
	const Value *v = one->statement->written;
	const Value *action = value_get(v, "Action");
	const Value *resource = value_get(v, "Resource");
	one->written = true;
	one->why = "written by hand";
	one->deny = value_is(value_get(v, "Effect"), "Deny");
	add_texts(u, action ? action : value_get(v, "NotAction"), &one->action, &one->naction);
	add_texts(u, resource ? resource : value_get(v, "NotResource"), &one->on, &one->non);
	one->condition = condition_text(u, value_get(v, "Condition"));
	U_PUSH(u, r->item, r->n, *one);
}

static void add_statement(Rights *r, const Resource *holder, const Statement *s)
{
	Unit *u = r->unit;
	Right one = { .holder = holder, .statement = s, .edge = s->why, .deny = s->deny };
	one.at = s->at.file ? s->at : holder->from->at;
	if (s->written) {
		add_written(r, &one);
		return;
	}
	for (Word w = { .rest = s->actions }; word_next(&w);)
		U_PUSH(u, one.action, one.naction, arena_copy(u->arena, w.s, w.n));
	add_texts(u, s->resource, &one.on, &one.non);
	one.condition = condition_text(u, s->condition);
	const char *service = value_text(value_get(s->principal, "Service"));
	one.service = service;
	one.why = s->why ? why_edge(u, s->why) : s->reason ? s->reason : "its settings ask for it";
	U_PUSH(u, r->item, r->n, one);
}

// A row of the resource by its CloudFormation name, or NULL.
static const Value *row_value(const Resource *r, const char *cfn)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		if (str_eq(r->op->prop[i].cfn ? r->op->prop[i].cfn : "", cfn))
			return r->arg[i];
	return NULL;
}

// A permission stands alone: a service, an action, and for whom.
static void add_permission(Rights *r, const Resource *p)
{
	Unit *u = r->unit;
	const char *action = value_text(row_value(p, "Action"));
	const char *service = value_text(row_value(p, "Principal"));
	if (!action || !service)
		return;
	Right one = { .holder = p, .service = service, .edge = p->edge };
	one.at = p->edge && p->edge->at.file ? p->edge->at : p->from->at;
	U_PUSH(u, one.action, one.naction, action);
	const Value *source = row_value(p, "SourceArn");
	const Value *account = row_value(p, "SourceAccount");
	Buf b = { .arena = u->arena };
	if (source)
		buf_printf(&b, "aws:SourceArn ArnLike %s", value_shown(u, source));
	if (account)
		buf_printf(&b, "%saws:SourceAccount StringEquals %s", b.n ? ", " : "",
			value_shown(u, account));
	one.condition = b.s;
	one.why = p->edge ? why_edge(u, p->edge) :
			    U_FORMAT(u, "%s `%s` calls it", p->from->kind->one, p->from->name);
	U_PUSH(u, r->item, r->n, one);
}

// Permissions that other entities made for what they call name their function in a row.
static bool is_about(const Resource *p, const Entity *e)
{
	const Value *of = row_value(p, "FunctionName");
	if (p->edge && p->edge->to == e)
		return true;
	return of && of->kind == V_REF && of->u.ref.res->from == e;
}

void rights_of(Unit *u, Entity *e, Rights *out)
{
	*out = (Rights){ .unit = u, .entity = e };
	for (int policies = 0; policies < 2; policies++)
		for (uint32_t i = 0; i < u->nres; i++) {
			const Resource *r = u->res[i];
			bool role = r->op->flags & OP_ROLE;
			if (r->from != e || !role != policies)
				continue;
			for (uint32_t k = 0; k < r->nstatement; k++)
				add_statement(out, r, r->statement[k]);
		}
	for (uint32_t i = 0; i < u->nres; i++)
		if (is_about(u->res[i], e))
			add_permission(out, u->res[i]);
}

const char *rights_trust(const Rights *r, const Resource *role)
{
	Unit *u = r->unit;
	const Value *list = value_get(row_value(role, "AssumeRolePolicyDocument"), "Statement");
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; list && list->kind == V_LIST && i < list->n; i++) {
		const Value *s = list->u.item[i];
		const char *service = value_text(value_get(value_get(s, "Principal"), "Service"));
		const char *condition = condition_text(u, value_get(s, "Condition"));
		if (service)
			buf_printf(&b, "%s%s%s%s", b.n ? "; " : "", service,
				condition ? " if " : "", condition ? condition : "");
	}
	return b.s;
}

const char *rights_place(const Rights *r, Span at)
{
	Unit *u = r->unit;
	const char *dir = r->entity->dir;
	const Found *found = r->entity->found;
	if (!at.file && found && found->inline_doc)
		at = found->inline_doc->at;
	if (!at.file)
		return dir ? U_FORMAT(u, "%s/", tree_show(u->tree, u->arena, dir)) : NULL;
	Position p = source_position(u->arena, u->src[at.file], at.lo);
	return U_FORMAT(u, "%s:%u:%u", tree_show(u->tree, u->arena, u->src[at.file]->path), p.line,
		p.column);
}
