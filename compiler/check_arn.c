// check_arn.c: whole ARNs in fields that take one: of six parts, with a region and an account where the
// service has them.
//
// Maps of texts (environment variables, tags) and free documents may hold what begins as an ARN does
// and is put together elsewhere; they are left alone, and so is what only the deployment knows.
#include "check.h"
#include "shape_scalar.h"

#include <string.h>

enum { PARTITION = 1, SERVICE, REGION, ACCOUNT, RESOURCE, PARTS };

// clang-format off
static const struct Shape {
	const char *service;
	bool region, account;
	const char *resource, *looks; // what follows the account
} forms[] = {
	{ "acm",               true,  true,  "/^certificate\\/./",                      "certificate/ID" },
	{ "cognito-idp",       true,  true,  "/^userpool\\/./",                         "userpool/ID" },
	{ "dynamodb",          true,  true,  "/^table\\/./",                            "table/NAME" },
	{ "elasticfilesystem", true,  true,  "/^(access-point|file-system)\\/./",       "access-point/ID" },
	{ "events",            true,  true,  "/^(event-bus|rule)\\/./",                 "event-bus/NAME" },
	{ "iam",               false, true,  "/^(instance-profile|policy|role|user|group)\\/./", "role/NAME" },
	{ "kms",               true,  true,  "/^(key|alias)\\/./",                      "key/ID" },
	{ "lambda",            true,  true,  "/^(function:[^:]+(:[^:]+)?|layer:[^:]+:[0-9]+)$/", "function:NAME or layer:NAME:VERSION" },
	{ "s3",                false, false, "/./",                                     "BUCKET" },
	{ "secretsmanager",    true,  true,  "/^secret:./",                             "secret:NAME" },
	{ "sns",               true,  true,  "/^[^:\\/]+$/",                            "NAME" },
	{ "sqs",               true,  true,  "/^[^:\\/]+$/",                            "NAME" },
	{ "states",            true,  true,  "/^(stateMachine|activity):./",            "stateMachine:NAME" },
	{ 0 }
};
// clang-format on

// What stands for a hole; a part that has one is not judged.
#define HOLE '\x01'

typedef struct Text {
	const Value *val;
	const char *s;
	size_t at[PARTS + 1]; // where each part begins; the last: behind the end
	unsigned n;
} Text;

// The text of a value with HOLE for each hole; NULL: it is none.
static const char *text_of(Unit *u, const Value *v)
{
	if (v->kind == V_STR)
		return v->u.s;
	if (v->kind != V_JOIN)
		return NULL;
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < v->n; i++)
		if (v->u.item[i]->kind == V_STR)
			buf_puts(&b, v->u.item[i]->u.s);
		else
			buf_putc(&b, HOLE);
	return b.s;
}

static void cut(Text *t)
{
	const char *s = t->s;
	for (t->n = 0; t->n < PARTS; s++) {
		t->at[t->n++] = (size_t)(s - t->s);
		s += t->n == PARTS ? strlen(s) : strcspn(s, ":");
		if (!*s)
			break;
	}
	t->at[t->n] = strlen(t->s) + 1;
}

static const char *part(Unit *u, const Text *t, unsigned i)
{
	return arena_copy(u->arena, t->s + t->at[i], t->at[i + 1] - t->at[i] - 1);
}

static void say(Unit *u, const Text *t, unsigned first, unsigned last, const char *why)
{
	Span at = t->val->at;
	if (t->val->kind == V_STR)
		at = value_part(u, t->val, t->at[first], t->at[last + 1] - 1);
	Buf b = { .arena = u->arena };
	for (const char *s = t->s; *s; s++)
		if (*s == HOLE)
			buf_puts(&b, "{{…}}");
		else
			buf_putc(&b, *s);
	Diag *d = say_arn_form(u, at, b.s, why);
	diag_line(d, "arn:partition:service:region:account:resource");
}

// Whether the part is as it has to be, or not known.
static bool fits(Unit *u, const char *s, const char *rule)
{
	return strchr(s, HOLE) || rule_matches(u, rule, s);
}

static void check_parts(Unit *u, const Text *t)
{
	const char *service = part(u, t, SERVICE);
	const struct Shape *f = forms;
	while (f->service && !str_eq(f->service, service))
		f++;
	const char *region = part(u, t, REGION);
	const char *account = part(u, t, ACCOUNT);
	if (!fits(u, part(u, t, PARTITION), "/^aws(-[a-z]+)*$/"))
		say(u, t, PARTITION, PARTITION, "its partition is `aws`, `aws-cn` or the like");
	else if (!fits(u, service, "/^[a-z0-9-]+$/"))
		say(u, t, SERVICE, SERVICE, "its service is missing");
	else if (f->service && f->region && !*region)
		say(u, t, 0, RESOURCE, "its region is missing");
	else if (!fits(u, region, "/^([a-z]+(-[a-z]+)+-[0-9]+)?$/"))
		say(u, t, REGION, REGION, U_FORMAT(u, "`%s` is no region", region));
	else if (f->service && f->account && !*account)
		say(u, t, 0, RESOURCE, "its account is missing");
	else if (!fits(u, account, "/^([0-9]{12}|aws|aws-managed)?$/"))
		say(u, t, ACCOUNT, ACCOUNT,
			U_FORMAT(u, "`%s` is no account, which has 12 digits", account));
	else if (f->service && !fits(u, part(u, t, RESOURCE), f->resource))
		say(u, t, RESOURCE, RESOURCE,
			U_FORMAT(u, "one of %s ends in %s", service, f->looks));
}

static void check_text(Unit *u, const Value *v)
{
	Text t = { .val = v, .s = text_of(u, v) };
	if (!t.s || !(str_starts(t.s, "arn:aws") || str_starts(t.s, "arn:\x01")) ||
		strstr(t.s, "${"))
		return;
	cut(&t);
	if (strpbrk(t.s, " \t\n"))
		say(u, &t, 0, t.n - 1, "it has blanks");
	else if (t.n == PARTS)
		check_parts(u, &t);
	else if (!strchr(t.s, HOLE))
		say(u, &t, 0, t.n - 1,
			U_FORMAT(u, "it has %u parts between colons, not %d", t.n, PARTS));
}

static void check_value(Unit *u, const Field *f, const Value *v)
{
	if (v->kind == V_REC) {
		for (uint32_t i = 0; i < v->n; i++)
			if (v->u.rec.arg[i])
				check_value(u, &v->u.rec.field[i], v->u.rec.arg[i]);
	} else if (v->kind == V_LIST) {
		for (uint32_t i = 0; i < v->n; i++)
			check_value(u, f, v->u.item[i]);
	} else if (v->kind == V_MAP && f && f->type == T_RECORD) {
		for (uint32_t i = 0; i < v->n; i++)
			check_value(u, f, v->u.pair[i].val);
	} else if (f && f->type == T_REF && v->kind == V_ENT) {
		check_text(u, v->u.ent.name);
	} else if (f && f->type == T_STR) {
		check_text(u, v);
	}
}

void check_arn(Unit *u, const Entity *e)
{
	if (!e->implied)
		check_value(u, NULL, e->rec);
}
