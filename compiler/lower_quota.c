// lower_quota.c: whether what is emitted is within what AWS takes: the inline policies of a role, the
// policies of resources, the permissions of a function, which are the statements of its policy.
//
// Origins: IAM user guide, "IAM and AWS STS quotas"; Lambda developer guide, "Lambda quotas"; the
// services' pages on their policies (iam/table_owner.c). Sizes are with the shortest names of account,
// Region and partition, so what is an error is one everywhere; with the longest ones it is a warning.
#include "lower.h"

#include "iam/table.h"

#include <string.h>

enum {
	INLINE_LIMIT = 10240,   // the inline policies of a role together, blanks not counted
	FUNCTION_LIMIT = 20480, // a function's policy, of one version or alias
	SID_SIZE = 60,          // CloudFormation's: the stack, the resource and twelve characters
	SHOWN = 3,              // sources that a message names
};

typedef const char *TextOf(Unit *, const Value *);

// Characters of JSON as IAM counts them, blanks outside of strings being none.
static size_t size_of(Unit *u, const Value *v, TextOf *text)
{
	size_t n = 2; // quotes or brackets
	if (!v)
		return 0;
	if (v->kind != V_LIST && v->kind != V_MAP)
		return n + strlen(text(u, v));
	for (uint32_t i = 0; i < v->n; i++) {
		n += i > 0;
		n += v->kind == V_MAP ? strlen(v->u.pair[i].key) + 3 : 0;
		n += size_of(u, v->kind == V_MAP ? v->u.pair[i].val : v->u.item[i], text);
	}
	return n;
}

size_t policy_longest(Unit *u, const Value *doc)
{
	return size_of(u, doc, value_longest);
}

// ---- Where it comes from ------------------------------------------------------------------------

// Statements of one kind of sources; `one` is the entity where all came from the same.
typedef struct Origin {
	const char *name;
	const Entity *one;
	size_t size;
	uint32_t n;
} Origin;

typedef struct Origins {
	Unit *unit;
	Origin *item;
	uint32_t n;
} Origins;

static void add_origin(Origins *s, const char *name, const Entity *one, size_t size)
{
	for (uint32_t i = 0; i < s->n; i++) {
		Origin *o = &s->item[i];
		if (!str_eq(o->name, name))
			continue;
		o->size += size;
		o->n++;
		o->one = o->one == one ? one : NULL;
		return;
	}
	U_PUSH(s->unit, s->item, s->n, ((Origin){ name, one, size, 1 }));
}

static const char *plural(Unit *u, const Entity *e)
{
	return e->kind->section ? e->kind->section : U_FORMAT(u, "%ss", e->kind->one);
}

static const char *named(Unit *u, const Entity *e)
{
	return U_FORMAT(u, "%s `%s`", e->kind->one, e->name);
}

// The sources that weigh most, the heaviest first.
static void say_heaviest(Diag *d, Origins *s)
{
	Unit *u = s->unit;
	Buf b = { .arena = u->arena };
	for (int k = 0; k < SHOWN; k++) {
		Origin *most = NULL;
		for (uint32_t i = 0; i < s->n; i++)
			if (s->item[i].size && (!most || s->item[i].size > most->size))
				most = &s->item[i];
		if (!most)
			break;
		buf_printf(&b, "%s%s (%zu characters", b.n ? ", " : "",
			most->one ? named(u, most->one) : most->name, most->size);
		if (most->n > 1)
			buf_printf(&b, " in %u statements", most->n);
		buf_puts(&b, ")");
		most->size = 0;
	}
	if (b.n)
		diag_line(d, "most of it: %s", b.s);
}

static void say_origins(Unit *u, Diag *d, const Resource *holder)
{
	Origins s = { .unit = u };
	for (uint32_t i = 0; i < holder->nstatement; i++) {
		const Statement *x = holder->statement[i];
		if (x->written) {
			add_origin(&s, "statements written by hand", NULL,
				size_of(u, x->written, value_longest));
			continue;
		}
		const Edge *e = x->why;
		const Entity *other = !e ? NULL : e->from == holder->from ? e->to : e->from;
		size_t n = strlen(x->actions) + size_of(u, x->resource, value_longest) +
			size_of(u, x->principal, value_longest) +
			size_of(u, x->condition, value_longest);
		add_origin(&s, other ? plural(u, other) : "what its settings and calls ask for",
			other, n);
	}
	say_heaviest(d, &s);
}

// ---- Roles and resources ------------------------------------------------------------------------

void check_role_quota(Unit *u, const Resource *role, const Value *doc)
{
	const Entity *e = role->from;
	size_t least = size_of(u, doc, value_shortest);
	size_t most = policy_longest(u, doc);
	if (most <= INLINE_LIMIT)
		return;
	bool sure = least > INLINE_LIMIT;
	Diag *d = say_role_too_large(u, e->at, named(u, e), U_FORMAT(u, "%zu", sure ? least : most),
		U_FORMAT(u, "%d", INLINE_LIMIT));
	if (!sure) {
		diag_severity(d, WARNING);
		diag_line(d, "in Regions with short names it fits");
	}
	say_origins(u, d, role);
	diag_line(d,
		"split it, or write one statement with a pattern in place of many that are alike; "
		"`topc explain access %s/%s` lists them",
		e->kind->one, e->name);
}

static Diag *say_over(Unit *u, const Entity *e, size_t n, const char *what, size_t limit)
{
	return say_policy_over_quota(
		u, e->at, named(u, e), U_FORMAT(u, "%zu %s", n, what), U_FORMAT(u, "%zu", limit));
}

void check_policy_quota(Unit *u, const Resource *policy, const Value *doc)
{
	const Entity *e = policy->from;
	const PolicyOwner *owner = e->kind->op ? policy_owner_find(e->kind->op[0].cfn) : NULL;
	const Value *list = value_get(doc, "Statement");
	if (!owner || !list)
		return;
	size_t least = size_of(u, doc, value_shortest);
	size_t most = policy_longest(u, doc);
	Diag *d = NULL;
	if (owner->statements && list->n > owner->statements) {
		d = say_over(u, e, list->n, "statements", owner->statements);
	} else if (owner->limit && most > owner->limit) {
		d = say_over(u, e, least > owner->limit ? least : most, "characters", owner->limit);
		if (least <= owner->limit)
			diag_severity(d, WARNING);
	}
	if (!d)
		return;
	say_origins(u, d, policy);
	diag_line(d, "let fewer things send to it, or put a topic or a bus between");
}

// ---- Functions ------------------------------------------------------------------------------------

static const Value *row_value(const Resource *r, const char *cfn)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++)
		if (r->op->prop[i].cfn && str_eq(r->op->prop[i].cfn, cfn))
			return r->arg[i];
	return NULL;
}

// The permissions of one function's policy.
typedef struct Permissions {
	const Entity *function;
	size_t least, most;
	Origins from;
} Permissions;

// "Using resource-based policies for Lambda": what AddPermission makes of a permission.
static size_t permission_size(Unit *u, const Resource *p, const char *function, TextOf *text)
{
	static const char frame[] =
		"{\"Sid\":\"\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"\"},\"Action\":\"\","
		"\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:\",";
	static const char source[] = "\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"\"}},";
	static const char account[] = "\"StringEquals\":{\"AWS:SourceAccount\":\"000000000000\"},";
	const Value *arn = row_value(p, "SourceArn");
	size_t n = strlen(frame) + SID_SIZE + strlen(function);
	n += size_of(u, row_value(p, "Action"), text) + size_of(u, row_value(p, "Principal"), text);
	n += arn ? strlen(source) + strlen(text(u, arn)) : 0;
	return n + (row_value(p, "SourceAccount") ? strlen(account) : 0);
}

static void check_function(Unit *u, Permissions *f)
{
	if (f->most <= FUNCTION_LIMIT)
		return;
	bool sure = f->least > FUNCTION_LIMIT;
	Diag *d = say_over(u, f->function, sure ? f->least : f->most,
		"characters, a permission for each caller,", FUNCTION_LIMIT);
	if (!sure)
		diag_severity(d, WARNING);
	say_heaviest(d, &f->from);
	diag_line(d,
		"one route `ANY /{proxy+}`, one rule or one topic in place of many is one permission");
}

void check_function_quotas(Unit *u)
{
	Map seen = { .arena = u->arena };
	Permissions **list = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < u->nres; i++) {
		const Resource *p = u->res[i];
		const Value *of = row_value(p, "FunctionName");
		if (!of || of->kind != V_REF || !row_value(p, "Principal"))
			continue;
		Buf key = { .arena = u->arena };
		value_key(&key, of);
		Sym name = unit_sym(u, key.s);
		Permissions *f = map_get(&seen, name);
		if (!f) {
			f = U_NEW(u, Permissions);
			f->function = of->u.ref.res->from;
			f->from.unit = u;
			map_put(&seen, name, f);
			U_PUSH(u, list, n, f);
		}
		const char *called = f->function->phys ? value_longest(u, f->function->phys) : "";
		size_t size = permission_size(u, p, called, value_longest);
		f->least += permission_size(u, p, called, value_shortest);
		f->most += size;
		const Entity *caller = p->edge ? p->edge->from : p->from;
		add_origin(&f->from, plural(u, caller), caller, size);
	}
	for (uint32_t i = 0; i < n; i++)
		check_function(u, list[i]);
}
