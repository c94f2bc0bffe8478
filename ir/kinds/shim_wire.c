// shim_wire.c: what is connected in the local stand-in: notifications of buckets, subscriptions of
// topics, rules of events.
//
// The emulator runs no function. What would call one puts the message in a queue of the shim's own,
// from which the bridge gives it to the function's container. What has no local form is named in a
// comment of the script.
#include "shim.h"

#include <string.h>

typedef struct Wire {
	Unit *u;
	Buf *b;      // of the script; NULL: only the bridge is asked for
	Buf *bridge; // of the JSON list that it reads; NULL: only the script is
} Wire;

// ---- Text ---------------------------------------------------------------------------------------

// A word of a shell line in single quotes, which hold everything but themselves.
static void put_quoted(Buf *b, const char *s)
{
	buf_putc(b, '\'');
	for (; *s; s++)
		buf_puts(b, *s == '\'' ? "'\\''" : (char[]){ *s, 0 });
	buf_putc(b, '\'');
}

static void put_text(Unit *u, Buf *b, const Value *v)
{
	const char *s = local_text(u, v);
	quote_json(b, s, strlen(s));
}

// A lowered value as JSON, references as the stand-in has them.
static void put_json(Unit *u, Buf *b, const Value *v)
{
	switch ((ValueKind)v->kind) {
	case V_MAP:
		buf_putc(b, '{');
		for (uint32_t i = 0; i < v->n; i++) {
			buf_puts(b, i ? ", " : "");
			quote_json(b, v->u.pair[i].key, strlen(v->u.pair[i].key));
			buf_puts(b, ": ");
			put_json(u, b, v->u.pair[i].val);
		}
		buf_putc(b, '}');
		break;
	case V_LIST:
		buf_putc(b, '[');
		for (uint32_t i = 0; i < v->n; i++) {
			buf_puts(b, i ? ", " : "");
			put_json(u, b, v->u.item[i]);
		}
		buf_putc(b, ']');
		break;
	case V_NULL: buf_puts(b, "null"); break;
	case V_BOOL: buf_puts(b, value_true(v) ? "true" : "false"); break;
	case V_NUM: buf_puts(b, v->u.s); break;
	default: put_text(u, b, v); break;
	}
}

// A property of a resource by its CloudFormation or Terraform name; NULL: it has none.
static const Value *arg_of(const Resource *r, const char *name)
{
	for (uint32_t i = 0; r->op->prop && r->op->prop[i].value; i++) {
		const Prop *p = &r->op->prop[i];
		if (str_eq(p->cfn, name) || str_eq(p->tf, name))
			return r->arg[i];
	}
	return NULL;
}

// ---- Queues of the shim's own -------------------------------------------------------------------

static const char *arn_of(Unit *u, const char *service, const Entity *e)
{
	return U_FORMAT(u, "arn:aws:%s:us-east-1:000000000000:%s", service, local_text(u, e->phys));
}

// The ARN of what gets the messages in the function's place, made and told to the bridge.
static const char *carry(Wire *w, const Entity *from, const Entity *to, const char *as)
{
	enum { LONGEST_QUEUE = 80 };
	Unit *u = w->u;
	const char *name =
		U_FORMAT(u, "shim-%s-%s", path_word(u, from->name), path_word(u, to->name));
	for (char *c = (char *)name; *c; c++)
		if (*c == '.')
			*c = '_';
	if (strlen(name) > LONGEST_QUEUE)
		name = U_FORMAT(u, "shim-%.32s", sha_of(u->arena, name, strlen(name)));
	if (w->b)
		buf_printf(w->b,
			"awslocal sqs create-queue --queue-name %s --attributes VisibilityTimeout=%lld\n",
			name, rec_int(to->rec, "runtime.timeout", 30));
	if (w->bridge)
		shim_carry(u, w->bridge, name, to, 1, as);
	return U_FORMAT(u, "arn:aws:sqs:us-east-1:000000000000:%s", name);
}

static void not_here(Wire *w, const Entity *from, const Entity *to)
{
	if (w->b)
		buf_printf(w->b, "# Not here: what %s %s gives to %s %s.\n", from->kind->one,
			path_word(w->u, from->name), to->kind->one, path_word(w->u, to->name));
}

// Where messages for an entity go; NULL: it has no local form, which is said.
static const char *destination(Wire *w, const Entity *from, const Entity *to, const char *as)
{
	if (str_eq(to->kind->one, "queue"))
		return arn_of(w->u, "sqs", to);
	if (str_eq(to->kind->one, "topic"))
		return arn_of(w->u, "sns", to);
	if (shim_runs(w->u, to))
		return carry(w, from, to, as);
	not_here(w, from, to);
	return NULL;
}

// ---- Kinds --------------------------------------------------------------------------------------

static void put_notice(Wire *w, Buf *b, const Entity *to, const Resource *r, const char *arn)
{
	static const char *const part[] = { "prefix", "suffix" };
	const char *key = str_eq(to->kind->one, "topic") ? "TopicArn" : "QueueArn";
	static const char filter[] = ", \"Filter\": {\"Key\": {\"FilterRules\": [";
	const char *before = filter;
	buf_printf(b, "{\"%s\": ", key);
	quote_json(b, arn, strlen(arn));
	buf_puts(b, ", \"Events\": ");
	put_json(w->u, b, arg_of(r, "events"));
	for (size_t i = 0; i < COUNT(part); i++) {
		const Value *v = arg_of(r, i ? "filter_suffix" : "filter_prefix");
		if (!v)
			continue;
		buf_printf(b, "%s{\"Name\": \"%s\", \"Value\": ", before, part[i]);
		put_text(w->u, b, v);
		buf_putc(b, '}');
		before = ", ";
	}
	buf_puts(b, before == filter ? "}" : "]}}}");
}

static const Resource *notice_of(const Edge *edge)
{
	for (uint32_t i = 0; i < edge->nres; i++)
		if (str_ends(edge->res[i]->op->part, "NoticeBlock"))
			return edge->res[i];
	return NULL;
}

// A bucket holds one configuration of all its notices.
static void wire_bucket(Wire *w, const Entity *e)
{
	Buf queues = { .arena = w->u->arena };
	Buf topics = { .arena = w->u->arena };
	buf_puts(&queues, "");
	buf_puts(&topics, "");
	for (uint32_t i = 0; i < e->nout; i++) {
		const Edge *edge = e->out[i];
		const Resource *r = notice_of(edge);
		if (!r) {
			if (edge->link && edge->field && edge->rec && rec_get(edge->rec, "on"))
				not_here(w, e, edge->to);
			continue;
		}
		const char *arn = destination(w, e, edge->to, "body");
		Buf *list = str_eq(edge->to->kind->one, "topic") ? &topics : &queues;
		if (!arn)
			continue;
		buf_puts(list, list->n ? ", " : "");
		put_notice(w, list, edge->to, r, arn);
	}
	if (!w->b || (!queues.n && !topics.n))
		return;
	buf_printf(w->b,
		"awslocal s3api put-bucket-notification-configuration --bucket %s --notification-configuration ",
		local_text(w->u, e->phys));
	put_quoted(w->b,
		U_FORMAT(w->u, "{\"QueueConfigurations\": [%s], \"TopicConfigurations\": [%s]}",
			queues.s, topics.s));
	buf_putc(w->b, '\n');
}

static void put_attribute(Buf *b, const char **comma, const char *name, const char *text)
{
	buf_printf(b, "%s\"%s\": ", *comma, name);
	quote_json(b, text, strlen(text));
	*comma = ", ";
}

static void wire_topic(Wire *w, const Entity *e)
{
	for (uint32_t i = 0; i < e->nout; i++) {
		const Edge *edge = e->out[i];
		const Resource *r = edge->nres ? edge->res[0] : NULL;
		if (!r || !str_eq(r->op->part, "Subscription"))
			continue;
		bool raw = rec_true(edge->rec, "raw");
		const char *arn = destination(w, e, edge->to, "sns");
		if (!arn || !w->b)
			continue;
		Buf attributes = { .arena = w->u->arena };
		const Value *filter = arg_of(r, "FilterPolicy");
		const char *comma = "";
		buf_putc(&attributes, '{');
		if (raw)
			put_attribute(&attributes, &comma, "RawMessageDelivery", "true");
		if (filter) {
			Buf json = { .arena = w->u->arena };
			put_json(w->u, &json, filter);
			put_attribute(&attributes, &comma, "FilterPolicy", json.s);
			put_attribute(&attributes, &comma, "FilterPolicyScope",
				local_text(w->u, arg_of(r, "FilterPolicyScope")));
		}
		buf_putc(&attributes, '}');
		buf_printf(w->b,
			"awslocal sns subscribe --topic-arn %s --protocol sqs --notification-endpoint %s",
			arn_of(w->u, "sns", e), arn);
		if (*comma) {
			buf_puts(w->b, " --attributes ");
			put_quoted(w->b, attributes.s);
		}
		buf_putc(w->b, '\n');
	}
}

static void put_rule(Wire *w, const Entity *e, const char *name)
{
	const Value *bus = arg_of(e->main, "EventBusName");
	Buf json = { .arena = w->u->arena };
	put_json(w->u, &json, arg_of(e->main, "EventPattern"));
	if (bus)
		buf_printf(w->b,
			"awslocal events describe-event-bus --name %s >/dev/null 2>&1 || awslocal events create-event-bus --name %s\n",
			local_text(w->u, bus), local_text(w->u, bus));
	buf_printf(w->b, "awslocal events put-rule --name %s%s%s --event-pattern ", name,
		bus ? " --event-bus-name " : "", bus ? local_text(w->u, bus) : "");
	put_quoted(w->b, json.s);
	buf_putc(w->b, '\n');
}

static void wire_event(Wire *w, const Entity *e)
{
	if (!e->main || value_is(arg_of(e->main, "State"), "DISABLED"))
		return;
	const char *name = local_text(w->u, e->phys);
	const Value *bus = arg_of(e->main, "EventBusName");
	bool made = false;
	for (uint32_t i = 0; i < e->nout; i++) {
		const Edge *edge = e->out[i];
		const Resource *r = NULL;
		for (uint32_t k = 0; k < edge->nres; k++)
			if (str_eq(edge->res[k]->op->part, "Target"))
				r = edge->res[k];
		const char *arn = r ? destination(w, e, edge->to, "body") : NULL;
		if (!arn || !w->b)
			continue;
		if (!made)
			put_rule(w, e, name);
		made = true;
		Buf json = { .arena = w->u->arena };
		buf_puts(&json, "[{\"Id\": ");
		put_text(w->u, &json, arg_of(r, "Id"));
		buf_puts(&json, ", \"Arn\": ");
		quote_json(&json, arn, strlen(arn));
		if (arg_of(r, "InputPath")) {
			buf_puts(&json, ", \"InputPath\": ");
			put_text(w->u, &json, arg_of(r, "InputPath"));
		}
		buf_puts(&json, "}]");
		buf_printf(w->b, "awslocal events put-targets --rule %s%s%s --targets ", name,
			bus ? " --event-bus-name " : "", bus ? local_text(w->u, bus) : "");
		put_quoted(w->b, json.s);
		buf_putc(w->b, '\n');
	}
}

// A queue that is declared for another one's dead letters: that is told once both are there.
static void wire_queue(Wire *w, const Entity *e)
{
	const Entity *dead = rec_get(e->rec, "dlq") ? rec_ent(e->rec, "dlq.queue") : NULL;
	if (dead && w->b)
		buf_printf(w->b,
			"awslocal sqs set-queue-attributes --queue-url \"$(awslocal sqs get-queue-url --queue-name %s --query QueueUrl --output text)\" "
			"--attributes '{\"RedrivePolicy\": \"{\\\"deadLetterTargetArn\\\": \\\"%s\\\", \\\"maxReceiveCount\\\": \\\"%lld\\\"}\"}'\n",
			local_text(w->u, e->phys), arn_of(w->u, "sqs", dead),
			rec_int(e->rec, "dlq.max_receive", 3));
}

static void wire_other(Wire *w, const Entity *e)
{
	Entity *function = rec_ent(e->rec, "function");
	if (function && !str_eq(e->kind->one, "queue"))
		not_here(w, e, function);
}

void shim_wire(Unit *u, Entity **list, uint32_t n, Buf *script, Buf *bridge)
{
	static const struct {
		const char *kind;
		void (*wire)(Wire *, const Entity *);
	} wires[] = {
		{ "queue", wire_queue },
		{ "bucket", wire_bucket },
		{ "topic", wire_topic },
		{ "event", wire_event },
		{ "schedule", wire_other },
		{ "table", wire_other },
	};
	Wire w = { .u = u, .b = script, .bridge = bridge };
	for (size_t k = 0; k < COUNT(wires); k++)
		for (uint32_t i = 0; i < n; i++)
			if (str_eq(list[i]->kind->one, wires[k].kind) && !list[i]->off)
				wires[k].wire(&w, list[i]);
}
