// flow_form.c: what parameters that are no names say: URLs, ARNs of something else, `s3://…`.
#include "flow.h"

#include <string.h>

static void set_text(TaskSlot *s, const char *text)
{
	s->text = text;
	s->v = value_str(s->c->unit->arena, text, s->v->at);
}

static const char *after_last(const char *s, char c)
{
	const char *p = strrchr(s, c);
	return p ? p + 1 : s;
}

// The function without a qualifier; with one the row does not apply.
static void form_any(TaskSlot *s)
{
	const char *name = !s->text ? NULL : s->whole ? strstr(s->text, ":function:") : s->text;
	if (name && s->whole)
		name += strlen(":function:");
	s->absent = name && strchr(name, ':');
}

// `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` is that queue's ARN.
static void form_queue(TaskSlot *s)
{
	Unit *u = s->c->unit;
	const char *host = s->text ? strstr(s->text, "://") : NULL;
	if (!host)
		return;
	const char *region = strstr(host, "sqs.");
	const char *account = strchr(host + 3, '/');
	const char *name = after_last(s->text, '/');
	if (!region || !account || account[1 + strspn(account + 1, "0123456789")] != '/') {
		set_text(s, name);
		return;
	}
	region += 4;
	Value *piece[] = { value_str(u->arena, "arn:", s->v->at),
		value_var(u, "partition", s->v->at),
		value_format(u->arena, s->v->at, ":sqs:%.*s:%.*s:%s", (int)strcspn(region, "."),
			region, (int)strcspn(account + 1, "/"), account + 1, name) };
	s->v = value_join(u->arena, s->v->at, piece, COUNT(piece));
	s->whole = true;
}

// An ARN of another service in the Region and account of this one.
static void beside(TaskSlot *s, const char *service, const char *resource)
{
	Unit *u = s->c->unit;
	const char *at = s->text;
	for (int colon = 0; colon < 3; colon++)
		at = strchr(at, ':') + 1;
	Value *piece[] = { value_str(u->arena, "arn:", s->v->at),
		value_var(u, "partition", s->v->at),
		value_format(u->arena, s->v->at, ":%s:%.*s:%s", service,
			(int)(strcspn(at, ":") + 1 + strcspn(strchr(at, ':') + 1, ":")), at,
			resource) };
	s->v = value_join(u->arena, s->v->at, piece, COUNT(piece));
	s->whole = true;
}

static bool is_full_arn(const char *s)
{
	int colons = 0;
	for (const char *p = s; p && *p; p++)
		colons += *p == ':';
	return s && str_starts(s, "arn:") && colons >= 5;
}

// The executions of a machine, without their names.
static void form_machine(TaskSlot *s)
{
	if (is_full_arn(s->text)) {
		beside(s, "states", U_FORMAT(s->c->unit, "execution:%s", after_last(s->text, ':')));
		return;
	}
	set_text(s, s->text ? s->text : "*");
	s->whole = false;
}

static void form_api(TaskSlot *s)
{
	const char *host = s->text ? strstr(s->text, "://") : NULL;
	host = host ? host + 3 : s->text;
	set_text(s, host ? arena_copy(s->c->unit->arena, host, strcspn(host, "./")) : "*");
}

static void form_path(TaskSlot *s)
{
	if (s->text)
		set_text(s, s->text + strspn(s->text, "/"));
}

// The secret of a connection has its name.
static void form_connection(TaskSlot *s)
{
	const char *name = s->text ? strstr(s->text, ":connection/") : NULL;
	name = name ? name + strlen(":connection/") : NULL;
	if (name && is_full_arn(s->text)) {
		beside(s, "secretsmanager",
			U_FORMAT(s->c->unit, "secret:events!connection/%.*s",
				(int)strcspn(name, "/"), name));
		return;
	}
	set_text(s, "*");
	s->whole = false;
}

// A family or definition without its revision: all of them.
static void form_revision(TaskSlot *s)
{
	Unit *u = s->c->unit;
	if (s->text && strchr(after_last(s->text, '/'), ':'))
		return;
	Value *piece[] = { s->v, value_str(u->arena, ":*", s->v->at) };
	s->v = value_join(u->arena, s->v->at, piece, COUNT(piece));
}

static void form_last(TaskSlot *s)
{
	set_text(s, s->text ? after_last(s->text, '/') : "*");
	s->whole = false;
}

static void form_bucket(TaskSlot *s)
{
	const char *b = s->text && str_starts(s->text, "s3://") ? s->text + 5 : NULL;
	set_text(s, b ? arena_copy(s->c->unit->arena, b, strcspn(b, "/")) : "*");
}

static void form_object(TaskSlot *s)
{
	const char *b = s->text && str_starts(s->text, "s3://") ? s->text + 5 : NULL;
	set_text(s, b ? U_FORMAT(s->c->unit, "%s%s", b, str_ends(b, "/") ? "*" : "") : "*");
}

static void form_below(TaskSlot *s)
{
	size_t n = s->text ? strlen(s->text) : 0;
	while (n && s->text[n - 1] == '/')
		n--;
	if (n && !str_eq(s->text, "*"))
		set_text(s, U_FORMAT(s->c->unit, "%.*s/*", (int)n, s->text));
	else
		set_text(s, "*");
}

static const struct {
	const char *name;
	void (*run)(TaskSlot *);
} forms[] = {
	{ "any", form_any },
	{ "queue", form_queue },
	{ "machine", form_machine },
	{ "api", form_api },
	{ "path", form_path },
	{ "connection", form_connection },
	{ "revision", form_revision },
	{ "last", form_last },
	{ "bucket", form_bucket },
	{ "object", form_object },
	{ "below", form_below },
};
void task_form(TaskSlot *s, const char *name, size_t n)
{
	for (size_t i = 0; i < COUNT(forms); i++)
		if (strlen(forms[i].name) == n && memcmp(forms[i].name, name, n) == 0) {
			forms[i].run(s);
			return;
		}
	die("there is no form `%.*s`", (int)n, name);
}
