// queue.c: queues: SQS, with a dead-letter queue and the function that works them off.
#include "../pattern.h"
#include "fifo.h"

#include <string.h>

// clang-format off
static const Field dlq[] = {
	{ "queue", T_REF, .to = "queue", .flags = F_OUTSIDE, .group = "which", .bars = "retention", .doc = "a queue that is declared too, or the ARN of one; default: one is made" },
	{ "name", T_NAME, .group = "which", .doc = "physical name of the one that is made" },
	{ "max_receive", T_INT, .ok = "1..1000", .dflt = "3", .doc = "attempts before a message goes there" },
	{ "retention", T_TIME, .ok = "60..1209600", .dflt = "14d", .doc = "how long messages are kept there" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "function", T_REF, .to = "function", .alias = "consumer", .doc = "the function that works it off" },
	{ "producer", T_REF, .to = "function", .flags = F_OLD, .doc = "a function whose failed events go here" },
	{ "visibility", T_TIME, .ok = "0..43200", .doc = "how long a received message is hidden; default: six times the function's timeout" },
	{ "retention", T_TIME, .ok = "60..1209600", .dflt = "4d", .doc = "how long messages are kept" },
	{ "max_message", T_KB, .ok = "1024..262144", .dflt = "256KB", .doc = "largest message; Terraform's provider knew no larger one before 6.9" },
	{ "delay", T_TIME, .ok = "0..900", .doc = "how long a new message is hidden" },
	{ "fifo", T_BOOL, .doc = "in order and once" },
	{ "batch", T_INT, .ok = "1..10000", .dflt = "10", .with = "function", .doc = "messages a call" },
	{ "window", T_TIME, .ok = "0..300", .with = "function", .doc = "how long to gather a batch" },
	{ "concurrency", T_INT, .ok = "2..1000", .with = "function", .doc = "most calls at once" },
	{ "filter", T_PATTERN, ONE_OR_LIST, .with = "function", .doc = "which messages the function gets: patterns of which one has to match; others are deleted" },
	{ "partial_failures", T_BOOL, .with = "function", .doc = "the function says which messages of a batch failed" },
	{ "dlq", T_RECORD, .sub = dlq, .scalar = "queue", .doc = "where messages go that fail" },
	RETENTION("keep delete", "delete"),
	COMMON_FIELDS,
	{ 0 }
};

static const Prop prop[] = {
	{ "QueueName",              "name",                       "%" },
	{ "FifoQueue",              "fifo_queue",                 "=true ?fifo" },
	{ "ContentBasedDeduplication", "content_based_deduplication", "=true ?fifo" },
	{ "VisibilityTimeout",      "visibility_timeout_seconds", "*visibility" },
	{ "MessageRetentionPeriod", "message_retention_seconds",  "$retention" },
	{ "MaximumMessageSize",     "max_message_size",           "$max_message" },
	{ "DelaySeconds",           "delay_seconds",              "$delay" },
	{ "SqsManagedSseEnabled",   "sqs_managed_sse_enabled",    "=true" },
	{ "RedrivePolicy.deadLetterTargetArn", "redrive_policy:json.deadLetterTargetArn", "*dead" },
	{ "RedrivePolicy.maxReceiveCount",     "redrive_policy:json.maxReceiveCount",     "$dlq.max_receive" },
	{ NULL, "lifecycle{}.prevent_destroy", "*keep" },
	{ "@DeletionPolicy",        NULL,                         "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy",   NULL,                         "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
#define QUEUE_ARN "=arn:{@partition}:sqs:{@region}:{@account}:{%}"
#define QUEUE_URL "=https://sqs.{@region}.{@suffix}/{@account}/{%}"
static const Attr attr[] = {
	{ "name", "QueueName", "name", "%" },
	{ "arn",  "Arn",       "arn",  QUEUE_ARN },
	{ "url",  "Ref",       "url",  QUEUE_URL },
	{ 0 }
};
static const Prop dead_prop[] = {
	{ "QueueName",              "name",                      "*name" },
	{ "FifoQueue",              "fifo_queue",                "=true ?fifo" },
	{ "MessageRetentionPeriod", "message_retention_seconds", "$dlq.retention" },
	{ "MaximumMessageSize",     "max_message_size",          "=262144" },
	{ "SqsManagedSseEnabled",   "sqs_managed_sse_enabled",   "=true" },
	{ NULL, "lifecycle{}.prevent_destroy", "*keep" },
	{ "@DeletionPolicy",        NULL,                        "$on_destroy|keep=Retain|delete=Delete" },
	{ "@UpdateReplacePolicy",   NULL,                        "$on_destroy|keep=Retain|delete=Delete" },
	{ 0 }
};
static const Attr dead_attr[] = {
	{ "name", "QueueName", "name" },
	{ "arn",  "Arn",       "arn" },
	{ "url",  "Ref",       "url" },
	{ 0 }
};
// A queue has one policy: what admits senders is merged into it.
static const Prop queue_policy_prop[] = {
	{ "Queues[0]",      "queue_url",   "&self.url" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ 0 }
};
static const Prop dead_policy_prop[] = {
	{ "Queues[0]",      "queue_url",   "&DeadLetter.url" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ 0 }
};
static const Op op[] = {
	{ "",                 "AWS::SQS::Queue", "aws_sqs_queue", .prop = prop, .attr = attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "DeadLetter",       "AWS::SQS::Queue", "aws_sqs_queue", .when = "dlq !dlq.queue", .prop = dead_prop, .attr = dead_attr, .flags = OP_STATEFUL, .tags = "Tags" },
	{ "Policy",           "AWS::SQS::QueuePolicy", "aws_sqs_queue_policy", .prop = queue_policy_prop, .flags = OP_DEMAND },
	{ "DeadLetterPolicy", "AWS::SQS::QueuePolicy", "aws_sqs_queue_policy", .prop = dead_policy_prop, .flags = OP_DEMAND },
	{ 0 }
};

static const Grant grants[] = {
	{ "send",    "sqs:SendMessage", "&self.arn" },
	{ "consume", "sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes", "&self.arn" },
	{ "consume", "sqs:GetQueueUrl sqs:ChangeMessageVisibility", "&self.arn", .who = "container" },
	{ 0 }
};
static const Admit admits[] = {
	{ .policy = "Policy", .actions = "sqs:SendMessage", .on = "&self.arn" },
	{ 0 }
};
static const Call call[] = {
	{ "sqs:sendMessage", "QueueUrl", "send", "url" },
	{ "aws-sdk:sqs:sendMessage", "QueueUrl", "send", "url" },
	{ "aws-sdk:sqs:receiveMessage", "QueueUrl", "consume", "url" },
	{ "aws-sdk:sqs:deleteMessage", "QueueUrl", "consume", "url" },
	{ 0 }
};

// The service polls the queue for the function, under the function's role.
static const Prop mapping_prop[] = {
	{ "EventSourceArn",             "event_source_arn",                   "&self.arn" },
	{ "FunctionName",               "function_name",                      "*function" },
	{ "BatchSize",                  "batch_size",                         "$batch" },
	{ "MaximumBatchingWindowInSeconds", "maximum_batching_window_in_seconds", "$window" },
	{ "ScalingConfig.MaximumConcurrency", "scaling_config{}.maximum_concurrency", "$concurrency" },
	{ "FunctionResponseTypes[0]",   "function_response_types[0]",         "=ReportBatchItemFailures ?partial_failures" },
	{ 0 }
};
static const Prop filter_prop[] = { { "Pattern", "pattern", "*pattern" }, { 0 } };
static const Op mapping_op[] = {
	{ "Mapping", "AWS::Lambda::EventSourceMapping", "aws_lambda_event_source_mapping", .when = "-", .prop = mapping_prop, .tags = "Tags" },
	{ "MappingFilter", "^Mapping:FilterCriteria.Filters[+]", "^Mapping:filter_criteria{}.filter{+}", .when = "-", .prop = filter_prop },
	{ 0 }
};
// clang-format on

static void make_mapping(Unit *u, Edge *edge)
{
	if (edge->first != edge)
		return;
	Resource *function = edge->to->main;
	if (!function)
		return; // the function runs as a container, which polls by itself
	grant_verb(u, edge->to, edge->from, "consume", edge);
	Resource *r = res_edge(u, edge, edge->from->kind, mapping_op, NULL);
	Resource *alias = res_of(edge->to, "Alias");
	put(u, r, "function",
		alias ? value_ref(u, alias, "arn", edge->at) :
			entity_attr(u, edge->to, "name", edge->at));
	uint32_t n;
	Value **filter = rec_list(edge->from->rec, "filter", &n);
	for (uint32_t i = 0; i < n; i++) {
		Resource *one = res_edge(
			u, edge, edge->from->kind, &mapping_op[1], U_FORMAT(u, "%u", i + 1));
		put(u, one, "pattern", value_text_json(u, lower_value(u, edge->from, filter[i])));
	}
}

static void make_producer(Unit *u, Edge *edge)
{
	if (edge->first == edge && edge->to->main) {
		put(u, edge->to->main, "dead_letter",
			value_ref(u, edge->from->main, "arn", edge->at));
		grant_verb(u, edge->to, edge->from, "send", edge);
	}
}

static const Link link_rows[] = {
	{ "function", "function", .flags = LINK_SYNC | LINK_POLLED, .op = mapping_op,
		.make = make_mapping },
	{ "producer", "function", .make = make_producer },
	{ "dlq.queue", "queue" },
	{ 0 },
};

// ---- Checks -------------------------------------------------------------------------------------

// The physical name of the dead-letter queue; NULL: none, or only the deployment knows it.
static const char *dead_name(Unit *u, const Entity *e)
{
	const Value *own = rec_get(e->rec, "dlq.name");
	const char *name = own ? value_known(u, own) : e->phys ? value_text(e->phys) : NULL;
	if (!name || !rec_get(e->rec, "dlq") || rec_get(e->rec, "dlq.queue"))
		return NULL;
	bool ends = str_ends(name, ".fifo");
	const char *base = ends ? arena_copy(u->arena, name, strlen(name) - 5) : name;
	return U_FORMAT(u, "%s%s%s", base, own ? "" : U_FORMAT(u, "%sdlq", e->scope->sep),
		ends || rec_true(e->rec, "fifo") ? ".fifo" : "");
}

static void check_dead_name(Unit *u, Entity *e)
{
	enum { LONGEST = 80 };
	const char *name = dead_name(u, e);
	const Value *own = rec_get(e->rec, "dlq.name");
	if (!name || strlen(value_text(e->phys) ? e->phys->u.s : "") > LONGEST)
		return;
	if (!own && rec_refused(e->scope->rec, "name"))
		return;
	size_t n = strlen(name);
	if (n > LONGEST)
		diag_line(say_name_too_long(u, own ? own->at : rec_get(e->rec, "dlq")->at, name,
				  U_FORMAT(u, "%zu", n), "a queue takes 80"),
			own ? "shorten it" :
			      "it is the queue's own name with `dlq` behind it; `dlq: { name: … }` gives it another");
	else if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") +
			(str_ends(name, ".fifo") ? 5 : 0) !=
		n)
		diag_line(say_name_characters(u, own ? own->at : e->at, name, "a queue"),
			"it takes letters, digits, `_` and `-`");
}

// Two queues of one name: the second would be the first.
static void check_names(Unit *u, Scope *s)
{
	Map seen = { .arena = u->arena };
	for (int dead = 0; dead < 2; dead++)
		for (uint32_t i = 0; i < s->nent; i++) {
			Entity *e = s->ent[i];
			if (!str_eq(e->kind->one, "queue") || e->off || !e->phys)
				continue;
			const char *name = dead ? dead_name(u, e) : value_text(e->phys);
			Entity *other = name ? map_get(&seen, unit_sym(u, name)) : NULL;
			const Value *own = rec_get(e->rec, "dlq.name");
			if (other && dead)
				diag_related(say_name_taken(u, own ? own->at : e->at,
						     "the dead-letter queue of queue", e->name,
						     other->name, name),
					other->at, "the other one");
			else if (name)
				map_put(&seen, unit_sym(u, name), e);
		}
}

// The timeout of the function that works it off; 0: there is none, or `unknown` is 0 and it is not known.
static long long worker_timeout(const Entity *e, long long unknown)
{
	const Entity *f = rec_ent(e->rec, "function");
	return f ? function_timeout(f, unknown) : 0;
}

// The queue that is declared for them; NULL: none, or one that is made or somebody else's.
static Entity *dead_letters(const Entity *e)
{
	return rec_get(e->rec, "dlq") ? rec_ent(e->rec, "dlq.queue") : NULL;
}

static long long whole(const Value *v)
{
	long long n;
	return value_int(v, &n) ? n : 0;
}

// Queues whose dead letters come back to them, by way of others; said of the first of each circle.
static void check_circles(Unit *u, Scope *s)
{
	Map walk = { .arena = u->arena }; // of each queue that was reached, where that walk began
	for (uint32_t i = 0; i < s->nent; i++) {
		Entity *start = s->ent[i];
		Entity *e = str_eq(start->kind->one, "queue") ? start : NULL;
		while (e && !map_get(&walk, e)) {
			map_put(&walk, e, start);
			e = dead_letters(e);
		}
		if (!e || map_get(&walk, e) != start || !dead_letters(e))
			continue;
		const Entity *first = e, *last = e;
		for (const Entity *o = dead_letters(e); o != e; o = dead_letters(o))
			first = o->at.lo < first->at.lo ? o : first;
		for (const Entity *o = dead_letters(first); o != first; o = dead_letters(o))
			last = o;
		last = dead_letters(first) == first ? first : last;
		Diag *d = say_own_dead_letters(u, rec_get(first->rec, "dlq.queue")->at, first->name,
			last != first ? U_FORMAT(u, ", by way of `%s`", last->name) : "");
		if (last != first)
			diag_context(d, rec_get(last->rec, "dlq.queue")->at, "back again");
	}
}

static void check_dead_letters(Unit *u, const Entity *e)
{
	const Entity *dead = dead_letters(e);
	bool fifo = rec_true(e->rec, "fifo");
	const Value *own = rec_get(e->rec, "retention");
	const Value *keep =
		rec_get(dead ? dead->rec : e->rec, dead ? "retention" : "dlq.retention");
	const Value *named = dead ? rec_get(e->rec, "dlq.queue") : NULL;
	if (dead && rec_true(dead->rec, "fifo") != fifo) {
		Diag *d = say_fifo_dead_letters(u, named->at, dead->name, fifo ? "is not" : "is",
			fifo ? "FIFO queue" : "standard queue", e->name);
		fifo_relate(d, fifo ? e : dead);
		return;
	}
	// The time of a FIFO queue's message starts anew when it moves.
	if (!keep || !own || fifo || rec_get(e->rec, "dlq.queue") != named ||
		whole(keep) >= whole(own))
		return;
	Span at = named ? named->at : keep->style == STYLE_MADE ? e->at : keep->at;
	Diag *d = say_dlq_retention(u, at, e->name);
	diag_context(d, own->at, "the queue keeps messages longer");
	if (dead)
		diag_related(d, keep->style == STYLE_MADE ? dead->at : keep->at,
			"the dead-letter queue keeps them for so long");
	diag_line(d, "a message's age counts from the day it was first sent");
}

static void check(Unit *u, Entity *e)
{
	fifo_check(u, e);
	check_dead_name(u, e);
	check_dead_letters(u, e);
	const Value *visibility = rec_get(e->rec, "visibility");
	long long timeout = worker_timeout(e, 0);
	Entity *f = rec_ent(e->rec, "function");
	if (visibility && timeout && rec_int(e->rec, "visibility", 0) < timeout) {
		Diag *d = say_visibility_short(u, visibility->at, e->name, visibility->u.s, f->name,
			U_FORMAT(u, "%lld", timeout));
		const Value *t = rec_get(f->rec, "runtime.timeout");
		diag_related(d, t && (t->style != STYLE_MADE || t->kind == V_HOLE) ? t->at : f->at,
			"the function's timeout");
		diag_line(d,
			"AWS refuses the mapping; six times the timeout leaves room for retries");
	}
	const Value *window = rec_get(e->rec, "window");
	if (window && rec_true(e->rec, "fifo") && rec_int(e->rec, "window", 0))
		say_not_here(u, window->at, "window",
			"goes with queues that are not FIFO: Lambda gathers no batches of those");
	long long batch = rec_int(e->rec, "batch", 10);
	const Value *b = rec_get(e->rec, "batch");
	if (rec_true(e->rec, "fifo") && batch > 10)
		say_out_of_range(u, b->at, "batch", b->u.s, "1..10 for a FIFO queue");
	else if (batch > 10 && !rec_int(e->rec, "window", 0) && !rec_refused(e->rec, "window"))
		diag_line(say_missing_key(u, b->at, "window", U_FORMAT(u, "queue `%s`", e->name)),
			"a batch of more than 10 messages needs a window of at least one second");
	enum { MOST_FILTERS = 5 };
	uint32_t filters;
	Value **filter = rec_list(e->rec, "filter", &filters);
	for (uint32_t i = 0; i < filters; i++)
		pattern_check(u, filter[i], PATTERN_SOURCE);
	if (filters > MOST_FILTERS)
		say_out_of_range(u, filter[MOST_FILTERS]->at, "filter",
			U_FORMAT(u, "a list of %u", filters), "1..5 patterns");
}

enum { LONGEST_RUN = 900 }; // of a function whose timeout the deployer gives

static void check_all(Unit *u, Scope *s)
{
	check_names(u, s);
	check_circles(u, s);
}

// ---- Filling ------------------------------------------------------------------------------------------

static Value *dead_letter_arn(Unit *u, Entity *e)
{
	Resource *made = res_of(e, "DeadLetter");
	const Value *other = rec_get(e->rec, "dlq") ? rec_get(e->rec, "dlq.queue") : NULL;
	return made              ? value_ref(u, made, "arn", rec_get(e->rec, "dlq")->at) :
		!other           ? NULL :
		other->u.ent.ent ? entity_attr(u, other->u.ent.ent, "arn", other->at) :
				   lower_value(u, e, other->u.ent.name);
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if ((r->op->flags & OP_STATEFUL) && value_is(rec_get(e->rec, "on_destroy"), "keep"))
		put(u, r, "keep", value_bool(u->arena, true, e->at));
	if (r->edge && str_eq(r->op->part, "Mapping")) {
		Resource *policy = res_of(r->edge->to, "RolePolicy");
		if (policy)
			res_depends(u, r, policy, true, true);
	} else if (r == e->main) {
		Value *own = rec_get(e->rec, "visibility");
		long long timeout = worker_timeout(e, LONGEST_RUN);
		put(u, r, "visibility",
			own             ? lower_value(u, e, own) :
				timeout ? value_num(u->arena, 6 * timeout, e->at) :
					  NULL);
		put(u, r, "dead", dead_letter_arn(u, e));
	} else if (str_eq(r->op->part, "DeadLetter")) {
		const char *known = dead_name(u, e);
		Value *own = rec_get(e->rec, "dlq.name");
		Value *piece[] = { e->phys, value_format(u->arena, e->at, "%sdlq", e->scope->sep) };
		put(u, r, "name",
			known       ? value_str(u->arena, known, own ? own->at : e->at) :
				own ? lower_value(u, e, own) :
				      value_join(u->arena, e->at, piece, 2));
	}
}

// ---- The local stand-in ----------------------------------------------------------------------------

static void seed(Unit *u, Entity *e, Buf *b)
{
	Resource *dead = res_of(e, "DeadLetter");
	const char *fifo = rec_true(e->rec, "fifo") ? "FifoQueue=true," : "";
	const char *name = local_text(u, e->phys);
	long long visibility = rec_int(e->rec, "visibility", 6 * worker_timeout(e, LONGEST_RUN));
	if (!dead) {
		buf_printf(b,
			"awslocal sqs create-queue --queue-name %s --attributes %sVisibilityTimeout=%lld\n",
			name, fifo, visibility ? visibility : 30);
		return;
	}
	const char *other = local_text(u, dead->arg[0]);
	buf_printf(b, "awslocal sqs create-queue --queue-name %s%s\n", other,
		*fifo ? " --attributes FifoQueue=true" : "");
	buf_printf(b,
		"awslocal sqs create-queue --queue-name %s --attributes '{\"VisibilityTimeout\": \"%lld\", %s\"RedrivePolicy\": "
		"\"{\\\"deadLetterTargetArn\\\": \\\"arn:aws:sqs:us-east-1:000000000000:%s\\\", \\\"maxReceiveCount\\\": \\\"%lld\\\"}\"}'\n",
		name, visibility ? visibility : 30, *fifo ? "\"FifoQueue\": \"true\", " : "", other,
		rec_int(e->rec, "dlq.max_receive", 3));
}

extern const Kind kind_queue;
const Kind kind_queue = {
	"queues",
	"queue",
	"Queue",
	"messages that wait to be worked off",
	.field = field,
	.scalar = "function",
	.op = op,
	.link = link_rows,
	.grant = grants,
	.admit = admits,
	.call = call,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.suffix = ".fifo ?fifo",
	.phys_max = 80,
	.phys_ok = "/^[A-Za-z0-9_-]+(\\.fifo)?$/",
	.check = check,
	.check_all = check_all,
	.fill = fill,
	.seed = seed,
};
