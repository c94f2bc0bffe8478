// check_fit.c: whether the actions of a statement work on its resources, and what else they need.
//
// Source: Service Authorization Reference (data.h). The resource types of an action are
// alternatives: one of them has to fit. (The reference marks several as required for one action;
// taking that at its word is wrong for most.)
#include "check.h"

#include <string.h>

// Whether some resource of the statement is one that cannot be judged here.
static bool has_all(const Stmt *s)
{
	for (uint32_t i = 0; i < s->resource.n; i++)
		if (resource_is_all(&s->resource.item[i]) || s->resource.item[i].s[0] == UNKNOWN)
			return true;
	return !s->resource.n;
}

// Whether the policy's owner has nothing to do with the service, which has been reported.
static bool is_foreign(const Check *c, const char *service, size_t n)
{
	return c->owner && !(c->owner->flags & OWNER_ANY_SERVICE) &&
		!word_in(c->owner->services, service, n);
}

// Whether every resource string is an ARN of something; what is not has been reported for itself.
static bool all_arns(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->resource.n; i++) {
		Arn a = arn_read(s->resource.item[i].s);
		if (a.parts < ARN_PARTS || !str_starts(s->resource.item[i].s, "arn:") ||
			!arn_fits_any(c->data, &a))
			return false;
		if (is_foreign(c, a.part[2], a.n[2]))
			return false;
	}
	return true;
}

static bool fits_some(const Check *c, const Stmt *s, const IamAction *a)
{
	for (uint32_t i = 0; i < a->resources.n; i++)
		if (stmt_meets_shape(s, data_resource(c->data, list_item(a->resources, i)).arn))
			return true;
	return false;
}

// Whether what stands behind the first slot of a resource type begins so.
static bool goes_on_with(const Arn *shape, char c)
{
	const char *slot = shape->parts == ARN_PARTS ? strchr(shape->part[5], '}') : NULL;
	return slot && slot[1] == c;
}

// What the author may have meant: the objects of a bucket, or the bucket of objects.
static const char *near_resource(const Check *c, const Stmt *s, const IamAction *a)
{
	static const char *const end[] = { "/*", ":*" };
	for (uint32_t i = 0; i < s->resource.n; i++)
		for (size_t k = 0; k < COUNT(end); k++) {
			const Text *t = &s->resource.item[i];
			bool cut = str_ends(t->s, end[k]);
			const char *other = cut ?
				arena_copy(c->u->arena, t->s, t->n - strlen(end[k])) :
				U_FORMAT(c->u, "%s%s", t->s, end[k]);
			Arn arn = arn_read(other);
			for (uint32_t j = 0; t->known && j < a->resources.n; j++) {
				const char *text =
					data_resource(c->data, list_item(a->resources, j)).arn;
				Arn shape = arn_read(text);
				if ((cut || goes_on_with(&shape, end[k][0])) &&
					arn_meets(&arn, &shape))
					return other;
			}
		}
	return NULL;
}

// A pattern none of whose actions works on any of the resources.
static void check_pattern_fit(const Check *c, const Stmt *s, const Text *t, const ActionName *name)
{
	if (name->star || name->service == NO_ROW ||
		is_foreign(c, name->service_text, name->nservice))
		return;
	IamService service = data_service(c->data, name->service);
	const char *first = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < service.naction; i++) {
		uint32_t row = service.first_action + i;
		if (!action_covers(name, c->data, row))
			continue;
		IamAction a = data_action(c->data, row);
		if (fits_some(c, s, &a))
			return;
		if (!first && a.resources.n)
			first = data_resource(c->data, list_item(a.resources, 0)).arn;
		n++;
	}
	if (!n)
		return; // that no action matches has been said
	Diag *d = say_action_without_resource(c->u, t->at, text_shown(c->u, t));
	diag_context(
		d, s->resource.at, "%s", s->deny ? "this denies nothing" : "this allows nothing");
	if (first)
		diag_line(d, "its actions work on `%s`%s", first, n > 1 ? " and the like" : "");
	else
		diag_line(d, "its actions cannot be limited to resources");
}

static void check_action_fit(const Check *c, const Stmt *s, const Text *t)
{
	ActionName name = action_read(c->data, t);
	if (name.wild)
		check_pattern_fit(c, s, t, &name);
	if (name.wild || name.action == NO_ROW || is_foreign(c, name.service_text, name.nservice))
		return;
	IamAction a = data_action(c->data, name.action);
	if (a.retired)
		return;
	const char *effect = s->deny ? "this denies nothing" : "this allows nothing";
	if (!a.resources.n) {
		Diag *d = say_action_needs_star(c->u, t->at, text_shown(c->u, t));
		diag_context(d, s->resource.at, "%s", effect);
		diag_line(d, "move it to a statement with `\"Resource\": \"*\"`");
		return;
	}
	if (fits_some(c, s, &a))
		return;
	Diag *d = say_action_without_resource(c->u, t->at, text_shown(c->u, t));
	diag_context(d, s->resource.at, "%s", effect);
	Buf works = { .arena = c->u->arena };
	for (uint32_t i = 0; i < a.resources.n && i < 3; i++)
		buf_printf(&works, "%s`%s`", i ? ", " : "",
			data_resource(c->data, list_item(a.resources, i)).arn);
	diag_line(d, "it works on %s%s", works.s, a.resources.n > 3 ? " …" : "");
	const char *near = near_resource(c, s, &a);
	if (near)
		diag_line(d, "`%s` would do", near);
}

// `*` where the action could be limited, and no condition on the resource limits it either.
static bool pins_resource(const Check *c, const Stmt *s)
{
	for (uint32_t i = 0; i < s->ncond; i++) {
		const Condition *k = &s->cond[i];
		if (!k->key.s || !condition_confines(k))
			continue;
		if (text_is_nocase(&k->key, "iam:AWSServiceName") ||
			str_starts(k->key.s, "aws:Resource") || strstr(k->key.s, "ResourceTag/") ||
			strstr(k->key.s, "resourceTag/"))
			return true;
		KeyFacts f = key_facts(c->data, k->key.s);
		for (uint32_t r = 0; f.row != NO_ROW && r < c->data->count[DATA_RESOURCE]; r++)
			if (list_has(data_resource(c->data, r).keys, f.row))
				return true;
	}
	return false;
}

// Actions that a guide of AWS wants on `*` beside another one, though they could be limited: log delivery of Step
// Functions, API Gateway and others ("Logging using CloudWatch Logs" in their guides).
static bool wanted_on_star(const Stmt *s, const char *action)
{
	static const char log_delivery[] =
		"logs:CreateLogStream logs:PutLogEvents logs:DescribeLogGroups";
	return word_in(log_delivery, action, strlen(action)) &&
		stmt_covers(s, "logs:CreateLogDelivery");
}

static void check_star(const Check *c, const Stmt *s)
{
	if (!s->allow || s->not_resource || s->not_action || !s->resource.n || pins_resource(c, s))
		return;
	const Text *star = NULL;
	for (uint32_t i = 0; i < s->resource.n && !star; i++)
		if (text_is(&s->resource.item[i], "*"))
			star = &s->resource.item[i];
	if (!star)
		return;
	Buf names = { .arena = c->u->arena };
	unsigned n = 0;
	for (uint32_t i = 0; i < s->action.n; i++) {
		ActionName a = action_read(c->data, &s->action.item[i]);
		if (a.wild || a.action == NO_ROW || wanted_on_star(s, s->action.item[i].s) ||
			data_service(c->data, a.service).retired ||
			!data_action(c->data, a.action).resources.n)
			continue;
		if (n++ < 3)
			buf_printf(&names, "%s`%s`", n > 1 ? ", " : "", s->action.item[i].s);
	}
	if (n > 3)
		buf_printf(&names, " and %u more", n - 3);
	if (n)
		say_star_resource(c->u, star->at, names.s);
}

// `s3:*` on a bucket's ARN alone, where nothing else allows anything on its objects: the other half was
// forgotten.
static void check_objects(const Check *c, const Stmt *s)
{
	static const char object[] = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
	static const char get[] = "s3:GetObject";
	const Text *t = s->allow && !s->not_action ? stmt_action(s, get) : NULL;
	if (!t || !t->known || text_is_nocase(t, get) || stmt_meets_shape(s, object))
		return;
	for (uint32_t i = 0; i < c->p->nstmt; i++)
		if (c->p->stmt[i].allow && stmt_covers(&c->p->stmt[i], get) &&
			(c->p->stmt[i].not_resource || stmt_meets_shape(&c->p->stmt[i], object)))
			return;
	for (uint32_t i = 0; i < s->resource.n; i++) {
		const Text *r = &s->resource.item[i];
		Arn a = arn_read(r->s);
		if (!r->known || a.parts < ARN_PARTS || a.n[2] != 2 || a.n[3] || a.n[4] ||
			strncmp(a.part[2], "s3", 2) != 0 || strchr(a.part[5], '/'))
			continue;
		Diag *d = say_objects_not_reached(c->u, r->at, t->s, r->s);
		diag_context(d, t->at, "most of these are about objects");
		diag_line(d, "its objects are `%s/*`", r->s);
		return;
	}
}

void check_fit(const Check *c, const Stmt *s)
{
	if (c->p->type == POLICY_TRUST || !s->resource.given)
		return;
	if (c->p->type == POLICY_IDENTITY)
		check_star(c, s);
	if (s->not_resource || s->not_action || has_all(s) || !all_arns(c, s))
		return;
	check_objects(c, s);
	for (uint32_t i = 0; i < s->action.n; i++)
		if (s->action.item[i].known)
			check_action_fit(c, s, &s->action.item[i]);
}

static const char *full_name(const Check *c, uint32_t action)
{
	return U_FORMAT(c->u, "%s:%s",
		data_service(c->data, data_action_service(c->data, action)).name,
		data_action(c->data, action).name);
}

// Whether some statement allows the action; asked once for each action of the table.
static bool allows(const Check *c, uint8_t *known, uint32_t action)
{
	enum { ASKED = 1, ALLOWED = 2 };
	if (known[action] & ASKED)
		return known[action] & ALLOWED;
	known[action] = ASKED;
	const char *full = full_name(c, action);
	for (uint32_t i = 0; i < c->p->nstmt && known[action] == ASKED; i++)
		if (c->p->stmt[i].allow && stmt_covers(&c->p->stmt[i], full))
			known[action] |= ALLOWED;
	return known[action] & ALLOWED;
}

static void check_needs(const Check *c, uint8_t *known, const Text *t)
{
	ActionName name = action_read(c->data, t);
	if (name.wild || name.action == NO_ROW)
		return;
	IamAction a = data_action(c->data, name.action);
	Buf list = { .arena = c->u->arena };
	unsigned n = 0;
	for (uint32_t i = 0; i < a.dependents.n; i++) {
		uint32_t needed = list_item(a.dependents, i);
		if (data_action(c->data, needed).retired || allows(c, known, needed))
			continue;
		if (n++ < 4)
			buf_printf(&list, "%s`%s`", n > 1 ? ", " : "", full_name(c, needed));
	}
	if (n > 4)
		buf_printf(&list, " and %u more", n - 4);
	if (n)
		say_dependent_action_missing(c->u, t->at, text_shown(c->u, t), list.s);
}

void check_dependents(const Check *c)
{
	if (c->p->type != POLICY_IDENTITY)
		return;
	uint8_t *known = NEW_N(c->u->arena, uint8_t, c->data->count[DATA_ACTION]);
	for (uint32_t i = 0; i < c->p->nstmt; i++) {
		const Stmt *s = &c->p->stmt[i];
		for (uint32_t j = 0; s->allow && !s->not_action && j < s->action.n; j++)
			if (s->action.item[j].known)
				check_needs(c, known, &s->action.item[j]);
	}
}
