// topic.c: topics: SNS, with subscribers.
#include "../pattern.h"
#include "fifo.h"

#include <string.h>

// clang-format off
static const Field subscriber[] = {
	{ "email", T_STR, .group = "to!", .doc = "an address" },
	{ "sms", T_STR, .group = "to!", .doc = "a phone number" },
	{ "https", T_STR, .group = "to!", .ok = "/^(https:\\/\\/|\\{\\{)/", .doc = "a URL" },
	{ "queue", T_REF, .to = "queue", .group = "to!", .doc = "a queue" },
	{ "function", T_REF, .to = "function", .group = "to!", .doc = "a function" },
	{ "stream", T_REF, .to = "stream", .group = "to!", .doc = "a stream" },
	{ "raw", T_BOOL, .doc = "deliver the message as it is, without an envelope" },
	{ "filter", T_PATTERN, .doc = "which messages: a filter policy" },
	{ "filter_scope", T_ENUM, .ok = "attributes=MessageAttributes body=MessageBody", .dflt = "attributes", .with = "filter", .doc = "what the filter looks at" },
	{ "dlq", T_REF, .to = "queue", .doc = "where messages go that cannot be delivered" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "display_name", T_STR, .ok = "/^[\\s\\S]{0,100}$/", .doc = "what mails and text messages show" },
	{ "fifo", T_BOOL, .doc = "in order and once" },
	{ "subscribers", T_RECORD, LIST, .sub = subscriber, .doc = "who gets the messages" },
	{ "policy", T_POLICY, .doc = "further statements of its policy" },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop prop[] = {
	{ "TopicName",   "name",         "%" },
	{ "DisplayName", "display_name", "$display_name" },
	{ "FifoTopic",   "fifo_topic",   "=true ?fifo" },
	{ "ContentBasedDeduplication", "content_based_deduplication", "=true ?fifo" },
	{ 0 }
};
static const Attr attr[] = {
	{ "arn",  "Ref",       "arn",  "=arn:{@partition}:sns:{@region}:{@account}:{%}" },
	{ "name", "TopicName", "name", "%" },
	{ 0 }
};
static const Prop subscription_prop[] = {
	{ "TopicArn",           "topic_arn",            "&self.arn" },
	{ "Protocol",           "protocol",             "*protocol" },
	{ "Endpoint",           "endpoint",             "*endpoint" },
	{ "RawMessageDelivery", "raw_message_delivery", "=true ?raw" },
	{ "SubscriptionRoleArn", "subscription_role_arn", "*role" },
	{ "FilterPolicy",       "filter_policy:json",   "$filter" },
	{ "FilterPolicyScope",  "filter_policy_scope",  "$filter_scope|attributes=MessageAttributes|body=MessageBody ?filter" },
	{ "RedrivePolicy.deadLetterTargetArn", "redrive_policy:json.deadLetterTargetArn", "&dlq.arn" },
	{ 0 }
};
static const Prop topic_policy_prop[] = {
	{ "Topics[0]",      "arn",         "&self.arn" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ 0 }
};
static const Op op[] = {
	{ "",             "AWS::SNS::Topic", "aws_sns_topic", .prop = prop, .attr = attr, .tags = "Tags" },
	{ "Policy",       "AWS::SNS::TopicPolicy", "aws_sns_topic_policy", .prop = topic_policy_prop, .flags = OP_DEMAND },
	{ "Subscription", "AWS::SNS::Subscription", "aws_sns_topic_subscription", .when = "-", .prop = subscription_prop },
	{ "Role",         "AWS::IAM::Role", "aws_iam_role", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE | OP_DEMAND, .service = "sns.amazonaws.com", .tags = "Tags" },
	{ "RolePolicy",   "AWS::IAM::Policy", "aws_iam_role_policy", .in = "Role", .prop = policy_prop, .flags = OP_DEMAND },
	{ 0 }
};
// Firehose is called under a role, everything else admits the topic.
static const Op edge_op[] = {
	{ "Subscription", "AWS::SNS::Subscription", "aws_sns_topic_subscription", .prop = subscription_prop },
	{ 0 }
};
static const Grant grants[] = { { "publish", "sns:Publish", "&self.arn" }, { 0 } };
static const Admit admits[] = { { .policy = "Policy", .actions = "sns:Publish", .on = "&self.arn" }, { 0 } };
static const Call call[] = {
	{ "sns:publish", "TopicArn", "publish", "arn" },
	{ "aws-sdk:sns:publish", "TopicArn", "publish", "arn" },
	{ 0 }
};
static void grant_stream(Unit *, Edge *);
static const Link link_rows[] = {
	{ "subscribers.queue",    "queue",    .service = "sns.amazonaws.com", .source = "&self.arn", .op = edge_op },
	{ "subscribers.function", "function", .service = "sns.amazonaws.com", .source = "&self.arn", .op = edge_op },
	{ "subscribers.stream",   "stream",   .op = edge_op, .make = grant_stream },
	{ "subscribers.dlq",      "queue",    .service = "sns.amazonaws.com", .source = "&self.arn" },
	{ 0 }
};

typedef struct Channel {
	const char *field, *protocol, *attr;
} Channel;
static const Channel channels[] = {
	{ "email",    "email",  NULL },
	{ "sms",      "sms",    NULL },
	{ "https",    "https",  NULL },
	{ "queue",    "sqs",    "arn" },
	{ "function", "lambda", "arn" },
	{ "stream",   "firehose", "arn" },
};
// clang-format on

static void grant_stream(Unit *u, Edge *edge)
{
	if (edge->first == edge)
		grant_verb(u, edge->from, edge->to, "subscribe", edge);
}

static const Channel *channel_of(const Value *rec)
{
	for (size_t i = 0; i < COUNT(channels); i++)
		if (rec_get(rec, channels[i].field))
			return &channels[i];
	return NULL;
}

// The author's statements, and subscribers that are no entities of ours; an optional one comes and
// goes with its parameter.
static void make(Unit *u, Entity *e)
{
	uint32_t n;
	Value *policy = rec_get(e->rec, "policy");
	if (policy)
		admit_written(u, res_demand(u, e, "Policy"), policy);
	Value **list = rec_list(e->rec, "subscribers", &n);
	for (uint32_t i = 0; i < n; i++) {
		const Channel *c = list[i]->kind == V_REC ? channel_of(list[i]) : NULL;
		if (!c || c->attr)
			continue;
		Value *to = lower_value(u, e, rec_get(list[i], c->field));
		const char *what = to->kind == V_INPUT ? to->u.input->name :
			value_text(to)                 ? to->u.s :
							 "address";
		char protocol[16] = { (char)(c->protocol[0] - 32) };
		memcpy(protocol + 1, c->protocol + 1, strlen(c->protocol));
		const char *key =
			U_FORMAT(u, "%s%.6s", protocol, sha_of(u->arena, what, strlen(what)));
		Resource *r = res_new(u, e, op_of(e->kind, "Subscription"), NULL, list[i], key);
		put(u, r, "endpoint", to);
		if (to->kind == V_INPUT && to->u.input->optional)
			r->when = to->u.input;
	}
}

static void fill(Unit *u, Resource *r)
{
	if (!str_eq(r->op->part, "Subscription"))
		return;
	const Channel *c = channel_of(r->rec);
	put(u, r, "protocol", value_str(u->arena, c->protocol, r->rec->at));
	if (c->attr)
		put(u, r, "endpoint",
			entity_attr(u, rec_ent(r->rec, c->field), c->attr, r->rec->at));
}

// SNS keeps one subscription of an endpoint, so of two the second would be lost.
static void check_twice(Unit *u, Value **list, uint32_t n, uint32_t at)
{
	const Channel *c = channel_of(list[at]);
	const Value *to = c ? rec_get(list[at], c->field) : NULL;
	const Entity *e = to && to->kind == V_ENT ? to->u.ent.ent : NULL;
	const char *text = value_text(to);
	for (uint32_t i = 0; (e || text) && i < at && i < n; i++) {
		const Value *other = list[i]->kind == V_REC ? rec_get(list[i], c->field) : NULL;
		if (!other || (e ? other->u.ent.ent != e : !value_is(other, text)))
			continue;
		diag_context(say_subscribed_twice(u, to->at, c->field, e ? e->name : text),
			other->at, "already here");
		return;
	}
}

// A subscriber that does not go with the order that the topic keeps, or does not.
static void check_order(Unit *u, const Entity *e, const Value *rec)
{
	bool fifo = rec_true(e->rec, "fifo");
	const Entity *q = rec_ent(rec, "queue");
	const Channel *c = channel_of(rec);
	if (rec_refused(e->rec, "fifo"))
		return;
	if (q && rec_true(q->rec, "fifo") && !fifo) {
		Diag *d = say_fifo_mismatch(u, rec_get(rec, "queue")->at, e->name, q->name);
		fifo_relate(d, q);
	} else if (c && !str_eq(c->field, "queue") && fifo) {
		Diag *d = say_fifo_subscriber(u, rec_get(rec, c->field)->at, e->name, c->field);
		fifo_relate(d, e);
		if (str_eq(c->field, "function"))
			diag_line(d, "subscribe a queue that the function works off");
	}
	const Entity *dead = rec_ent(rec, "dlq");
	if (!dead || rec_true(dead->rec, "fifo") == fifo || rec_refused(dead->rec, "fifo"))
		return;
	Diag *d = say_fifo_dead_letters(u, rec_get(rec, "dlq")->at, dead->name,
		fifo ? "is not" : "is", fifo ? "FIFO topic" : "standard topic", e->name);
	fifo_relate(d, fifo ? e : dead);
}

static void check(Unit *u, Entity *e)
{
	fifo_check(u, e);
	uint32_t n;
	Value **list = rec_list(e->rec, "subscribers", &n);
	for (uint32_t i = 0; i < n; i++) {
		if (list[i]->kind != V_REC)
			continue;
		check_twice(u, list, n, i);
		const Value *filter = rec_get(list[i], "filter");
		if (filter && !rec_refused(list[i], "filter_scope"))
			pattern_check(u, filter,
				value_is(rec_get(list[i], "filter_scope"), "body") ?
					PATTERN_BODY :
					PATTERN_ATTRIBUTES);
		const Value *raw = rec_get(list[i], "raw");
		const Channel *c = channel_of(list[i]);
		if (value_true(raw) && c && !str_eq(c->field, "queue") &&
			!str_eq(c->field, "https") && !str_eq(c->field, "stream"))
			say_raw_delivery(u, raw->at, c->field);
		check_order(u, e, list[i]);
	}
}

// The local stand-in: queues subscribe, addresses do not.
static void seed(Unit *u, Entity *e, Buf *b)
{
	const char *name = local_text(u, e->phys);
	buf_printf(b, "awslocal sns create-topic --name %s%s\n", name,
		rec_true(e->rec, "fifo") ? " --attributes FifoTopic=true" : "");
}

extern const Kind kind_topic;
const Kind kind_topic = {
	"topics",
	"topic",
	"Topic",
	"messages to all who subscribe",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.admit = admits,
	.call = call,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.suffix = ".fifo ?fifo",
	.phys_max = 256,
	.phys_ok = "/^[A-Za-z0-9_-]+(\\.fifo)?$/",
	.check = check,
	.make = make,
	.fill = fill,
	.seed = seed,
};
