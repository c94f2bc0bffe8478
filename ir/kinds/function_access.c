// function_access.c: what a function's role takes for destinations outside of the topology.
#include "function.h"

#include "parameter.h"

#include <string.h>

// By the service in the destination's ARN: "AWS Lambda asynchronous invocation", Adding a destination.
static const struct {
	const char *service, *actions, *below;
} rights[] = {
	{ "sqs", "sqs:SendMessage", "" },
	{ "sns", "sns:Publish", "" },
	{ "lambda", "lambda:InvokeFunction", "" },
	{ "events", "events:PutEvents", "" },
	{ "s3", "s3:PutObject", "/*" },
	{ "s3", "s3:ListBucket", "" },
};
static const char *const fields[] = { "async.on_failure", "async.on_success" };

// The destination that a field names by its ARN, or by what is known only when it is deployed.
static Value *outside(const Entity *e, const char *field)
{
	Value *v = rec_get(e->rec, field);
	return v && v->kind == V_ENT && !v->u.ent.ent ? v->u.ent.name : NULL;
}

static bool has_service(const char *arn, const char *service)
{
	for (int colon = 0; colon < 2 && arn; colon++)
		arn = strchr(arn, ':') ? strchr(arn, ':') + 1 : NULL;
	size_t n = strlen(service);
	return arn && strncmp(arn, service, n) == 0 && arn[n] == ':';
}

// The beginning of a text that may end in holes.
static const char *known_start(Unit *u, const Value *v)
{
	const Value *first = v->kind == V_JOIN && v->n ? v->u.item[0] : v;
	const char *s = value_known(u, v);
	return s ? s : first->kind == V_STR ? first->u.s : NULL;
}

// Whether it is a parameter that is always given: what may be empty no policy can name.
static bool is_given(const Value *v)
{
	const Value *is = v->kind == V_HOLE ? v->u.hole.val : NULL;
	return is && is->kind == V_ATTR && is->u.attr.ent->kind == &kind_parameter &&
		!value_is(rec_get(is->u.attr.ent->rec, "default"), "");
}

void function_check_destinations(Unit *u, const Entity *e)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		const Value *v = outside(e, fields[i]);
		if (!v || v->kind == V_BAD || rec_get(e->rec, "runtime.role"))
			continue;
		const char *arn = known_start(u, v);
		bool known = is_given(v);
		for (size_t k = 0; arn && k < COUNT(rights); k++)
			known |= has_service(arn, rights[k].service);
		if (!known && !rec_get(e->rec, "statements") && !e->role)
			diag_line(say_destination_unknown(u, v->at, fields[i], e->name),
				"write its ARN, or a statement in `statements`: sqs:SendMessage, "
				"sns:Publish, lambda:InvokeFunction or events:PutEvents");
	}
}

// The right to send to one, by a service; where that is not known each service's: only the one that the
// ARN is of comes to anything.
static void grant_destination(Unit *u, Entity *e, const char *field, Value *v)
{
	const char *arn = known_start(u, v);
	if (!arn && !is_given(v))
		return;
	Value *to = lower_value(u, e, v);
	for (size_t k = 0; k < COUNT(rights); k++) {
		if (arn && !has_service(arn, rights[k].service))
			continue;
		if (!arn && str_eq(rights[k].service, "s3") && !str_eq(field, fields[0]))
			continue; // a bucket takes failures only
		Value *piece[] = { to, value_str(u->arena, rights[k].below, v->at) };
		grant(u, e, rights[k].actions, value_join(u->arena, v->at, piece, COUNT(piece)),
			U_FORMAT(u, "`%s` names it", field), v->at);
	}
}

void function_rights(Unit *u, Entity *e)
{
	if (!function_is_lambda(e) || rec_get(e->rec, "runtime.role"))
		return;
	for (size_t i = 0; i < COUNT(fields); i++) {
		Value *v = outside(e, fields[i]);
		if (v && v->kind != V_BAD)
			grant_destination(u, e, fields[i], v);
	}
}
