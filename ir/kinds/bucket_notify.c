// bucket_notify.c: who hears of changes in a bucket.
//
// Two ways: the bucket's own notification (function, queue, topic), or EventBridge, which can start a
// flow and shape what is delivered (`as`). The bucket's own asks for the permission to be there
// first, and in CloudFormation for the permission's source to be spelled, or both would wait for
// each other.
#include "bucket.h"

#include "delivery.h"

#include <string.h>

// clang-format off
static const Prop function_prop[] = {
	{ "Function", NULL, "&peer.arn", .soft = 0 },
	{ "Event",    NULL, "*event" },
	{ "Filter.S3Key.Rules", NULL, "*rules" },
	{ 0 }
};
static const Prop queue_prop[] = {
	{ "Queue",    NULL, "&peer.arn", .soft = 0 },
	{ "Event",    NULL, "*event" },
	{ "Filter.S3Key.Rules", NULL, "*rules" },
	{ 0 }
};
static const Prop topic_prop[] = {
	{ "Topic",    NULL, "&peer.arn", .soft = 0 },
	{ "Event",    NULL, "*event" },
	{ "Filter.S3Key.Rules", NULL, "*rules" },
	{ 0 }
};
#define TF_NOTICE(target) \
	{ NULL, target,          "&peer.arn" }, \
	{ NULL, "events",        "*events" }, \
	{ NULL, "filter_prefix", "$prefix" }, \
	{ NULL, "filter_suffix", "$suffix" }, \
	{ 0 }
static const Prop tf_function_prop[] = { TF_NOTICE("lambda_function_arn") };
static const Prop tf_queue_prop[] = { TF_NOTICE("queue_arn") };
static const Prop tf_topic_prop[] = { TF_NOTICE("topic_arn") };

static const Prop rule_prop[] = {
	{ "EventPattern", "event_pattern:json", "*pattern", .soft = 1 },
	{ "State",        "state",              "=ENABLED" },
	{ 0 }
};
static const Attr rule_attr[] = { { "arn", "Arn", "arn" }, { "name", "Ref", "name" }, { 0 } };
static const Prop target_prop[] = {
	{ "Id",      "target_id", "=target" },
	{ "Arn",     "arn",       "&peer.arn", .soft = 1 },
	{ NULL,      "rule",      "&Rule.name" },
	{ "RoleArn", "role_arn",  "&Role.arn" },
	{ "SqsParameters.MessageGroupId", "sqs_target{}.message_group_id", "*group" },
	{ "InputTransformer.InputPathsMap", "input_transformer{}.input_paths",    "*paths" },
	{ "InputTransformer.InputTemplate", "input_transformer{}.input_template", "*template" },
	{ 0 }
};
// CloudFormation takes one event an entry of a notification, Terraform a list of them.
enum { RULE, TARGET, ROLE };
const Op bucket_notify_op[] = {
	{ "Rule",       "AWS::Events::Rule", "aws_cloudwatch_event_rule", .when = "-", .prop = rule_prop, .attr = rule_attr, .tags = "Tags" },
	{ "Target",     "^Rule:Targets[+]", "aws_cloudwatch_event_target", .when = "-", .prop = target_prop },
	{ "Role",       "AWS::IAM::Role", "aws_iam_role", .when = "-", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE, .service = "events.amazonaws.com", .tags = "Tags" },
	{ "RolePolicy", "AWS::IAM::Policy", "aws_iam_role_policy", .in = "Role", .when = "-", .prop = policy_prop, .flags = OP_DEMAND },
	{ "FunctionNotice", "^:NotificationConfiguration.LambdaConfigurations[+]", NULL, .when = "-", .prop = function_prop },
	{ "FunctionNoticeBlock", NULL, "^Notification:lambda_function{+}", .when = "-", .prop = tf_function_prop },
	{ "QueueNotice", "^:NotificationConfiguration.QueueConfigurations[+]", NULL, .when = "-", .prop = queue_prop },
	{ "QueueNoticeBlock", NULL, "^Notification:queue{+}", .when = "-", .prop = tf_queue_prop },
	{ "TopicNotice", "^:NotificationConfiguration.TopicConfigurations[+]", NULL, .when = "-", .prop = topic_prop },
	{ "TopicNoticeBlock", NULL, "^Notification:topic{+}", .when = "-", .prop = tf_topic_prop },
	{ 0 }
};

typedef struct Occasion {
	const char *word, *s3, *detail_type, *reason;
} Occasion;
// S3's event names, and EventBridge's detail-type and reason for the same.
static const Occasion occasions[] = {
	{ "created",           "s3:ObjectCreated:*",                       "Object Created", NULL },
	{ "created:put",       "s3:ObjectCreated:Put",                     "Object Created", "PutObject" },
	{ "created:post",      "s3:ObjectCreated:Post",                    "Object Created", "POST Object" },
	{ "created:copy",      "s3:ObjectCreated:Copy",                    "Object Created", "CopyObject" },
	{ "created:multipart", "s3:ObjectCreated:CompleteMultipartUpload", "Object Created", "CompleteMultipartUpload" },
	{ "removed",           "s3:ObjectRemoved:*",                       "Object Deleted", NULL },
	{ "removed:delete",    "s3:ObjectRemoved:Delete",                  "Object Deleted", "DeleteObject" },
	{ "restored",          "s3:ObjectRestore:Completed",               "Object Restore Completed", NULL },
	{ "",                  NULL,                                       "Object Deleted", "Lifecycle Expiration" },
};
// clang-format on

static const Occasion *occasion(const Value *v)
{
	for (size_t i = 0; i < COUNT(occasions); i++)
		if (value_is(v, occasions[i].word))
			return &occasions[i];
	die("no such occasion");
}

static bool by_events(const Value *rec)
{
	return rec_get(rec, "flow") || rec_get(rec, "as");
}

bool bucket_uses_events(const Entity *e)
{
	uint32_t n;
	Value **notice = rec_list(e->rec, "notify", &n);
	for (uint32_t i = 0; i < n; i++)
		if (by_events(notice[i]))
			return true;
	return false;
}

// ---- Making -------------------------------------------------------------------------------------

static const Op *notice_op(const char *part)
{
	for (const Op *op = bucket_notify_op; op->part; op++)
		if (str_eq(op->part, part))
			return op;
	die("no notice %s", part);
}

// The first notice to the same end that the bucket gives itself.
static Edge *first_direct(const Edge *edge)
{
	Entity *e = edge->from;
	for (uint32_t i = 0; i < e->nout; i++)
		if (e->out[i]->to == edge->to && e->out[i]->link && !by_events(e->out[i]->rec))
			return e->out[i];
	die("no notice leads to %s", edge->to->name);
}

// Tells what the n-th notice to the same end makes from what the others do.
static const char *nth_key(Unit *u, const Edge *edge)
{
	uint32_t n;
	Value **notice = rec_list(edge->from->rec, "notify", &n);
	uint32_t same = 0;
	for (uint32_t i = 0; i < n && notice[i] != edge->rec; i++)
		for (uint32_t j = 0; j < edge->from->nout; j++)
			same += edge->from->out[j]->rec == notice[i] &&
				edge->from->out[j]->to == edge->to;
	return same ? U_FORMAT(u, "%u", same + 1) : NULL;
}

// What admits the bucket has to be there before it notifies.
static void wait_for_admission(Unit *u, Edge *edge)
{
	Resource *bucket = edge->from->main;
	Resource *notification = res_of(edge->from, "Notification");
	Edge *first = first_direct(edge);
	for (uint32_t i = 0; i < first->nres; i++)
		if (str_eq(first->res[i]->op->part, "Permission")) {
			res_depends(u, bucket, first->res[i], true, false);
			res_depends(u, notification, first->res[i], false, true);
		}
	Resource *policy = res_of(edge->to, "Policy");
	if (policy) {
		res_depends(u, bucket, policy, true, false);
		res_depends(u, notification, policy, false, true);
	}
}

static Value *filter_rules(Unit *u, Entity *e, const Value *rec)
{
	static const char *const name[] = { "prefix", "suffix" };
	Value *list = value_list(u->arena, rec->at);
	for (size_t i = 0; i < COUNT(name); i++) {
		Value *v = rec_get(rec, name[i]);
		if (!v)
			continue;
		Value *rule = value_map(u->arena, v->at);
		value_set(u->arena, rule, "Name", value_str(u->arena, name[i], v->at));
		value_set(u->arena, rule, "Value", lower_value(u, e, v));
		value_push(u->arena, list, rule);
	}
	return list->n ? list : NULL;
}

static void notify_directly(Unit *u, Edge *edge)
{
	const char *word = edge->to->kind->word;
	if (first_direct(edge) == edge)
		admit_service(u, edge, "s3.amazonaws.com",
			entity_attr(u, edge->from, "arn", edge->at), true, nth_key(u, edge));
	uint32_t n;
	Value **on = rec_list(edge->rec, "on", &n);
	Value *events = value_list(u->arena, edge->at);
	const Op *cfn = notice_op(U_FORMAT(u, "%sNotice", word));
	for (uint32_t i = 0; i < n; i++) {
		Resource *r = res_edge(u, edge, edge->from->kind, cfn, NULL);
		Value *event = value_str(u->arena, occasion(on[i])->s3, on[i]->at);
		put(u, r, "event", event);
		put(u, r, "rules", filter_rules(u, edge->from, edge->rec));
		value_push(u->arena, events, event);
	}
	Resource *tf = res_edge(
		u, edge, edge->from->kind, notice_op(U_FORMAT(u, "%sNoticeBlock", word)), NULL);
	put(u, tf, "events", events);
	wait_for_admission(u, edge);
}

static Value *one(Unit *u, Value *v)
{
	Value *list = value_list(u->arena, v->at);
	value_push(u->arena, list, v);
	return list;
}

static void add_once(Unit *u, Value *list, Value *v)
{
	for (uint32_t i = 0; i < list->n; i++)
		if (value_equal(list->u.item[i], v))
			return;
	value_push(u->arena, list, v);
}

// All reasons that a kind of event has, where another kind's are picked: a pattern has one list of
// them for all its kinds.
static void add_reasons(Unit *u, Value *list, const char *detail_type, Span at)
{
	uint32_t before = list->n;
	for (size_t i = 0; i < COUNT(occasions); i++)
		if (occasions[i].reason && str_eq(occasions[i].detail_type, detail_type))
			add_once(u, list, value_str(u->arena, occasions[i].reason, at));
	if (list->n > before)
		return;
	Value *none = value_map(u->arena, at);
	value_set(u->arena, none, "exists", value_bool(u->arena, false, at));
	add_once(u, list, none);
}

static Value *event_pattern(Unit *u, Edge *edge)
{
	Span at = edge->rec->at;
	uint32_t n;
	Value **on = rec_list(edge->rec, "on", &n);
	Value *types = value_list(u->arena, at);
	Value *reasons = value_list(u->arena, at);
	bool picked = false;
	for (uint32_t i = 0; i < n; i++)
		picked |= occasion(on[i])->reason != NULL;
	for (uint32_t i = 0; i < n; i++) {
		const Occasion *o = occasion(on[i]);
		add_once(u, types, value_str(u->arena, o->detail_type, on[i]->at));
		if (o->reason)
			add_once(u, reasons, value_str(u->arena, o->reason, on[i]->at));
		else if (picked)
			add_reasons(u, reasons, o->detail_type, on[i]->at);
	}
	Value *bucket = value_map(u->arena, at);
	value_set(u->arena, bucket, "name", one(u, entity_attr(u, edge->from, "name", at)));
	Value *detail = value_map(u->arena, at);
	value_set(u->arena, detail, "bucket", bucket);
	value_set(u->arena, detail, "reason", reasons->n ? reasons : NULL);
	Value *prefix = rec_get(edge->rec, "prefix");
	Value *suffix = rec_get(edge->rec, "suffix");
	if (prefix || suffix) {
		// Both together: EventBridge's wildcard, since a list of matchers means any of them.
		Value *match = value_map(u->arena, at);
		Value *piece[] = { prefix ? lower_value(u, edge->from, prefix) : NULL,
			value_str(u->arena, "*", at),
			suffix ? lower_value(u, edge->from, suffix) : NULL };
		if (prefix && suffix)
			value_set(u->arena, match, "wildcard", value_join(u->arena, at, piece, 3));
		else
			value_set(u->arena, match, prefix ? "prefix" : "suffix",
				prefix ? piece[0] : piece[2]);
		Value *object = value_map(u->arena, at);
		value_set(u->arena, object, "key", one(u, match));
		value_set(u->arena, detail, "object", object);
	}
	Value *pattern = value_map(u->arena, at);
	value_set(u->arena, pattern, "source", one(u, value_str(u->arena, "aws.s3", at)));
	value_set(u->arena, pattern, "detail-type", types);
	value_set(u->arena, pattern, "detail", detail);
	return pattern;
}

static void put_input(Unit *u, Resource *target, const Value *as)
{
	Value *paths = value_map(u->arena, as->at);
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; i < as->n; i++) {
		const Pair *p = &as->u.pair[i];
		value_set(u->arena, paths, p->key,
			value_str(u->arena, value_text(p->val), p->val->at));
		buf_puts(&b, b.n ? ", " : "{");
		quote_json(&b, p->key, strlen(p->key));
		buf_printf(&b, ": <%s>", p->key);
	}
	buf_putc(&b, '}');
	put(u, target, "paths", paths);
	put(u, target, "template", value_str(u->arena, b.s, as->at));
}

static void notify_by_rule(Unit *u, Edge *edge)
{
	const Kind *k = edge->from->kind;
	const char *key = nth_key(u, edge);
	Resource *rule = res_edge(u, edge, k, &bucket_notify_op[RULE], key);
	put(u, rule, "pattern", event_pattern(u, edge));
	if (rec_get(edge->rec, "flow")) {
		Resource *role = res_edge(u, edge, k, &bucket_notify_op[ROLE], key);
		Value *arn = entity_attr(u, edge->to, "arn", edge->at);
		grant_to(u, role, "states:StartExecution", arn, NULL, edge->at)->why = edge;
	} else {
		admit_service(u, edge, "events.amazonaws.com", value_ref(u, rule, "arn", edge->at),
			false, key);
	}
	Resource *target = res_edge(u, edge, k, &bucket_notify_op[TARGET], key);
	const Value *as = rec_get(edge->rec, "as");
	if (as && as->n)
		put_input(u, target, as);
	if (rec_true(edge->to->rec, "fifo"))
		put(u, target, "group", value_str(u->arena, edge->from->name, edge->at));
}

void bucket_notify(Unit *u, Edge *edge)
{
	if (by_events(edge->rec))
		notify_by_rule(u, edge);
	else
		notify_directly(u, edge);
}

// ---- Checks ---------------------------------------------------------------------------------------

static bool overlap(const char *a, const char *b, bool at_end)
{
	size_t n = a ? strlen(a) : 0;
	size_t m = b ? strlen(b) : 0;
	size_t least = n < m ? n : m;
	return at_end ? memcmp((a ? a : "") + n - least, (b ? b : "") + m - least, least) == 0 :
			strncmp(a ? a : "", b ? b : "", least) == 0;
}

static bool same_event(const Value *a, const Value *b)
{
	uint32_t n;
	uint32_t m;
	Value **x = rec_list(a, "on", &n);
	Value **y = rec_list(b, "on", &m);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < m; j++) {
			const char *s = value_text(x[i]);
			const char *t = value_text(y[j]);
			size_t k = s ? strcspn(s, ":") : 0;
			if (s && t && strncmp(s, t, k) == 0 &&
				(!s[k] || !t[strcspn(t, ":")] || str_eq(s, t)))
				return true;
		}
	return false;
}

// S3 refuses two notices of one event whose filters overlap.
void bucket_notify_check(Unit *u, Entity *e)
{
	uint32_t n;
	Value **notice = rec_list(e->rec, "notify", &n);
	for (uint32_t i = 0; i < n; i++)
		delivery_check_paths(u, rec_get(notice[i], "as"));
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < i; j++) {
			const Value *a = notice[i];
			const Value *b = notice[j];
			if (a->kind != V_REC || b->kind != V_REC || by_events(a) || by_events(b) ||
				rec_refused(a, "prefix") || rec_refused(b, "prefix") ||
				rec_refused(a, "suffix") || rec_refused(b, "suffix") ||
				!same_event(a, b) ||
				!overlap(rec_text(a, "prefix"), rec_text(b, "prefix"), false) ||
				!overlap(rec_text(a, "suffix"), rec_text(b, "suffix"), true))
				continue;
			Diag *d = say_notify_overlap(u, a->at, e->name);
			diag_context(d, b->at, "the other notice");
			diag_line(d,
				"tell them apart by `prefix` or `suffix`, or send both through a topic");
		}
}
