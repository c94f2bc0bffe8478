// common.c: rows that several kinds have.
#include "common.h"

#include <string.h>

// clang-format off
const Prop role_prop[] = {
	{ "AssumeRolePolicyDocument", "assume_role_policy:json", "*trust", .soft = 3 },
	{ 0 }
};
const Prop policy_prop[] = {
	{ "PolicyName",     "name",        "=access" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ "Roles[0]",       "role",        "&Role.name" },
	{ 0 }
};
const Attr role_attr[] = {
	{ "name", "Ref", "name" },
	{ "arn",  "Arn", "arn" },
	{ 0 }
};
const Prop call_permission_prop[] = {
	{ "Action",       "action",        "=lambda:InvokeFunction" },
	{ "FunctionName", NULL,            "*function" },
	{ NULL,           "function_name", "*name" },
	{ NULL,           "qualifier",     "*qualifier" },
	{ NULL,           "statement_id",  "*statement" },
	{ "Principal",    "principal",     "*service" },
	{ "SourceArn",    "source_arn",    "*source", .soft = 3 },
	{ 0 }
};
// clang-format on

void put_call_permission(Unit *u, Resource *r, Entity *function, const char *service, Value *source)
{
	Span at = source->at;
	Resource *alias = res_of(function, "Alias");
	Value *name = value_ref(u, function->main, "name", at);
	put(u, r, "function", alias ? value_ref(u, alias, "arn", at) : name);
	// The provider reads the function and the qualifier apart: their ARN in one would be replaced at
	// each apply (terraform-provider-aws issue 38558).
	put(u, r, "name", name);
	put(u, r, "qualifier", alias ? value_ref(u, alias, "name", at) : NULL);
	put(u, r, "statement", text_at(u, r->id, at));
	put(u, r, "service", text_at(u, service, at));
	put(u, r, "source", source);
}

Resource *res_keyed(const Entity *e, const char *part, const char *key)
{
	for (uint32_t i = 0; i < e->nres; i++)
		if (str_eq(e->res[i]->op->part, part) && str_eq(e->res[i]->key, key))
			return e->res[i];
	return NULL;
}

void rec_put(Value *rec, const char *field, Value *v)
{
	rec->u.rec.arg[field_row(rec->u.rec.field, field) - rec->u.rec.field] = v;
}

const char *target_id(Unit *u, const Entity *to)
{
	enum { LONGEST_ID = 64, KEPT = 58 };
	size_t n = strlen(to->id);
	return n > LONGEST_ID ? U_FORMAT(u, "%.*s%.6s", KEPT, to->id, sha_of(u->arena, to->id, n)) :
				to->id;
}

const char *path_word(Unit *u, const char *name)
{
	size_t n =
		strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
	return n && !name[n] && *name != '.' && *name != '-' ? name : id_of_key(u, name);
}

const char *name_text(Unit *u, const Value *phys, const char *account, const char *region)
{
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < (phys->kind == V_JOIN ? phys->n : 1); i++) {
		const Value *v = phys->kind == V_JOIN ? phys->u.item[i] : phys;
		if (v->kind == V_VAR)
			buf_puts(&b, str_eq(v->u.s, "account") ? account : region);
		else if (value_text(v))
			buf_puts(&b, v->u.s);
	}
	return b.s ? b.s : "";
}

const char *entity_target(const Entity *e)
{
	const char *target = rec_text(e->rec, "target");
	uint32_t n;
	Value **list = rec_list(e->scope->rec, "targets", &n);
	return target ? target : n ? value_text(list[n - 1]) : NULL;
}

long long function_timeout(const Entity *e, long long unknown)
{
	enum { OTHERWISE = 30 };
	const Value *v = rec_get(e->rec, "runtime.timeout");
	const Value *is = v && v->kind == V_HOLE ? v->u.hole.val : NULL;
	if (is && is->kind == V_ATTR && is->u.attr.ent && rec_get(is->u.attr.ent->rec, "default"))
		return rec_int(is->u.attr.ent->rec, "default", unknown);
	return v && !value_scalar(v) ? unknown : rec_int(e->rec, "runtime.timeout", OTHERWISE);
}
