// flow_form.c: what parameters that are no names say: URLs, ARNs of something else, `s3://…`.
#include "flow.h"

#include <string.h>

static void set_text(TaskSlot *s, const char *text)
{
	s->text = text;
	s->v = task_text_value(s->c->unit, text, s->v->at);
}

// Anything, for the text is known only when it is deployed.
static void set_wide(TaskSlot *s)
{
	set_text(s, "*");
	s->whole = false;
	s->wide = true;
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

static bool is_account(const char *s, size_t n)
{
	return n > 0 &&
		(strspn(s, "0123456789") == n || (n == 10 && strncmp(s, "${account}", n) == 0));
}

// `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME` is that queue's ARN.
static void form_queue(TaskSlot *s)
{
	Unit *u = s->c->unit;
	const char *host = s->text ? strstr(s->text, "://") : NULL;
	if (!s->text && !s->whole)
		set_wide(s);
	if (!host)
		return;
	const char *region = strstr(host, "sqs.");
	const char *account = strchr(host + 3, '/');
	const char *name = after_last(s->text, '/');
	size_t n = account ? strcspn(account + 1, "/") : 0;
	if (!region || !account || !is_account(account + 1, n)) {
		set_text(s, name);
		return;
	}
	region += 4;
	set_text(s,
		U_FORMAT(u, "arn:${partition}:sqs:%.*s:%.*s:%s", (int)strcspn(region, "."), region,
			(int)n, account + 1, name));
	s->whole = true;
}

// An ARN of another service in the Region and account of this one.
static void beside(TaskSlot *s, const char *service, const char *resource)
{
	const char *at = s->text;
	for (int colon = 0; colon < 3; colon++)
		at = strchr(at, ':') + 1;
	size_t region = strcspn(at, ":");
	size_t both = region + 1 + strcspn(at + region + 1, ":");
	set_text(s,
		U_FORMAT(s->c->unit, "arn:${partition}:%s:%.*s:%s", service, (int)both, at,
			resource));
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
	if (!s->text)
		set_wide(s);
	s->whole = false;
}

static void form_api(TaskSlot *s)
{
	const char *host = s->text ? strstr(s->text, "://") : NULL;
	host = host ? host + 3 : s->text;
	if (host)
		set_text(s, arena_copy(s->c->unit->arena, host, strcspn(host, "./")));
	else
		set_wide(s);
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
	bool known = s->text != NULL;
	set_wide(s);
	s->wide = !known;
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
	if (s->text)
		set_text(s, after_last(s->text, '/'));
	else
		set_wide(s);
	s->whole = false;
}

static void form_bucket(TaskSlot *s)
{
	const char *b = s->text && str_starts(s->text, "s3://") ? s->text + 5 : NULL;
	s->wide = !s->text;
	set_text(s, b ? arena_copy(s->c->unit->arena, b, strcspn(b, "/")) : "*");
}

static void form_object(TaskSlot *s)
{
	const char *b = s->text && str_starts(s->text, "s3://") ? s->text + 5 : NULL;
	s->wide = !s->text;
	set_text(s, b ? U_FORMAT(s->c->unit, "%s%s", b, str_ends(b, "/") ? "*" : "") : "*");
}

static void form_below(TaskSlot *s)
{
	size_t n = s->text ? strlen(s->text) : 0;
	s->wide = !s->text;
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
