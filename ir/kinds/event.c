// event.c: events that cause something: EventBridge rules with their targets.
#include "../pattern.h"
#include "channel.h"
#include "graphql.h"

#include <string.h>

// clang-format off
static const Field field[] = {
	{ "producer", T_STR, ONE_OR_LIST, .alias = "producers source", .doc = "who emits it: the event's source; default: `default`" },
	{ "filter", T_PATTERN, .doc = "what its detail has to match" },
	{ "pattern", T_PATTERN, .doc = "the whole pattern, in place of producer, name and filter" },
	{ "rule_name", T_NAME, .doc = "physical name of the rule" },
	{ "function", T_REF, ONE_OR_LIST, .to = "function", .alias = "functions", .doc = "functions that are called" },
	{ "state", T_REF, .to = "flow", .alias = "flow", .doc = "the flow that is started" },
	{ "queue", T_REF, .to = "queue", .doc = "the queue that gets the event" },
	{ "topic", T_REF, .to = "topic", .doc = "the topic that gets the event" },
	{ "stream", T_REF, .to = "stream", .doc = "the stream that gets the event" },
	{ "mutation", T_REF, .to = "mutation", .doc = "the mutation that is called: with the detail, or with its fields as arguments" },
	{ "channel", T_REF, .to = "channel", .doc = "refused: a function with `access: { channel: publish }` takes an event to a channel" },
	{ "retries", T_INT, .ok = "0..185", .doc = "further attempts to deliver it" },
	{ "max_age", T_TIME, .ok = "60..86400", .alias = "maximum_event_age_in_seconds", .doc = "how long delivery is tried" },
	{ "dead_letter_queue", T_REF, .to = "queue", .alias = "dlq", .doc = "where events go that cannot be delivered" },
	{ "sandboxes", T_STR, LIST, .flags = F_KNOWN, .doc = "the rule is enabled only in these sandboxes" },
	{ "bus", T_REF, .to = "bus", .dflt = "default", .doc = "the bus it comes over; default: `default`" },
	{ "doc_only", T_BOOL, .alias = "doc-only", .doc = "written down, not deployed" },
	{ "nth", T_INT, .flags = F_IGNORED, .doc = "tc's place in a drawing" },
	{ "producer_ns", T_STR, .flags = F_IGNORED, .doc = "tc's label of the producer" },
	{ "result_of", T_REF, .to = "function", .flags = F_HIDDEN },
	{ "as", T_REF, .to = "event", .flags = F_HIDDEN },
	COMMON_FIELDS,
	{ 0 }
};
static const Field old_keys[] = {
	{ "consumes", T_RECORD, MAP_OF, .sub = field, .doc = "tc's old form: events that cause something" },
	{ "produces", T_JSON, MAP_OF, .doc = "tc's old form: events that it emits; only written down" },
	{ 0 }
};
static const Prop rule_prop[] = {
	{ "Name",         "name",               "%" },
	{ "EventBusName", "event_bus_name",     "*bus" },
	{ "EventPattern", "event_pattern:json", "*pattern", .soft = 1 },
	{ "State",        "state",              "*state" },
	{ 0 }
};
static const Attr rule_attr[] = {
	{ "name", "={%}", "name", "%" }, // Ref is `bus|name` on a bus of one's own
	{ "arn",  "Arn", "arn",  "=arn:{@partition}:events:{@region}:{@account}:rule/{&self.path}" },
	{ 0 }
};
static const Prop target_prop[] = {
	{ "Id",                       "target_id",                         "*id" },
	{ "Arn",                      "arn",                               "&peer.arn", .soft = 1 },
	{ NULL,                       "rule",                              "&self.name" },
	{ NULL,                       "event_bus_name",                    "*bus" },
	{ "RoleArn",                  "role_arn",                          "*role" },
	{ "SqsParameters.MessageGroupId", "sqs_target{}.message_group_id", "*group" },
	{ "InputPath",                "input_path",                        "*input" },
	{ "InputTransformer.InputPathsMap", "input_transformer{}.input_paths", "*paths" },
	{ "InputTransformer.InputTemplate", "input_transformer{}.input_template", "*template" },
	{ "AppSyncParameters.GraphQLOperation", "appsync_target{}.graphql_operation", "*operation" },
	{ "RetryPolicy.MaximumRetryAttempts", "retry_policy{}.maximum_retry_attempts", "*attempts" },
	{ "RetryPolicy.MaximumEventAgeInSeconds", "retry_policy{}.maximum_event_age_in_seconds", "*age" },
	{ "DeadLetterConfig.Arn",     "dead_letter_config{}.arn",          "&dead_letter_queue.arn" },
	{ 0 }
};
static const Op op[] = {
	{ "", "AWS::Events::Rule", "aws_cloudwatch_event_rule", .when = "!doc_only", .prop = rule_prop, .attr = rule_attr, .tags = "Tags" },
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
// Inline in CloudFormation, a resource of its own in Terraform.
static const Op target_op[] = {
	{ "Target", "^:Targets[+]", "aws_cloudwatch_event_target", .prop = target_prop },
	{ 0 }
};
#define RULE_ARN "&self.arn"
static const Link link_rows[] = {
	{ "function", "function", .service = "events.amazonaws.com", .source = RULE_ARN, .op = target_op },
	{ "queue",    "queue",    .service = "events.amazonaws.com", .source = RULE_ARN, .op = target_op },
	{ "topic",    "topic",    .service = "events.amazonaws.com", .source = RULE_ARN, .op = target_op },
	{ "state",    "flow",     .verb = "start", .op = target_op },
	{ "stream",   "stream",   .verb = "put", .op = target_op },
	{ "mutation", "mutation", .verb = "call", .op = target_op },
	{ "dead_letter_queue", "queue", .service = "events.amazonaws.com", .source = RULE_ARN },
	{ 0 }
};
// A route that emits the event.
static const Grant grants[] = { { "emit", "events:PutEvents", "&bus.arn" }, { 0 } };
// clang-format on

// ---- Both dialects ------------------------------------------------------------------------------

// tc's old dialect has the events in `consumes`, and in `produces` what the topology emits itself,
// which is only written down.
static void prepare(Unit *u, Scope *s)
{
	Pair *section = (Pair *)value_pair(s->doc, "events");
	const Pair *consumes = section ? value_pair(section->val, "consumes") : NULL;
	const Pair *produces = section ? value_pair(section->val, "produces") : NULL;
	bool old = (consumes && consumes->val->kind == V_MAP &&
			   !value_get(consumes->val, "function") &&
			   !value_get(consumes->val, "producer")) ||
		produces;
	if (!old)
		return;
	Value *flat = value_new(u->arena, V_MAP, section->val->at);
	Span other = { 0 };
	for (uint32_t i = 0; i < section->val->n; i++) {
		const Pair *p = &section->val->u.pair[i];
		if (p != consumes && p != produces) {
			other = p->at;
			U_PUSH(u, flat->u.pair, flat->n, *p);
		}
	}
	for (uint32_t i = 0; consumes && consumes->val->kind == V_MAP && i < consumes->val->n; i++)
		U_PUSH(u, flat->u.pair, flat->n, consumes->val->u.pair[i]);
	if (other.file)
		diag_context(say_mixed_dialects(u, other, "events"),
			(consumes ? consumes : produces)->at, "tc's old form");
	section->val = flat;
}

static bool has_target(const Entity *e)
{
	static const char *const target[] = { "function", "state", "queue", "topic", "stream",
		"mutation", "channel" };
	for (size_t i = 0; i < COUNT(target); i++)
		if (rec_given(e->rec, target[i]))
			return true;
	return false;
}

// tc's way to write a key of the pattern.
static void read_detail_type(Unit *u, const Value *pattern)
{
	Pair *p = pattern ? (Pair *)value_pair(pattern, "detail_type") : NULL;
	if (!p || value_pair(pattern, "detail-type"))
		return;
	Span word = p->at; // without the quotes of JSON
	if (u->src[word.file]->text[word.lo] != 'd') {
		word.lo++;
		word.hi--;
	}
	diag_fix(say_detail_type(u, p->at), FIX_SAFE, "write it as AWS does", word, "detail-type");
	p->key = unit_sym(u, "detail-type");
}

// A function's result that goes where an event goes.
static void copy_targets(Unit *u, Entity *e)
{
	static const char *const copied[] = { "function", "state", "queue", "topic", "stream",
		"mutation", "retries", "max_age", "dead_letter_queue" };
	const Value *as = rec_get(e->rec, "as");
	const char *name = as && as->kind == V_ENT ? value_text(as->u.ent.name) : NULL;
	const Entity *of = name ? scope_find(e->scope, e->kind, unit_sym(u, name)) : NULL;
	for (size_t i = 0; of && i < COUNT(copied); i++) {
		ptrdiff_t at = field_row(field, copied[i]) - field;
		if (of->rec->u.rec.arg[at])
			e->rec->u.rec.arg[at] = value_copy(u->arena, of->rec->u.rec.arg[at]);
	}
}

// An event without a target starts the topology's own flow.
static void imply(Unit *u, Entity *e)
{
	e->off = rec_true(e->rec, "doc_only");
	read_detail_type(u, rec_get(e->rec, "pattern"));
	copy_targets(u, e);
	if (has_target(e) || e->off || rec_get(e->rec, "as"))
		return;
	const Kind *flow = kind_of("flow", 4);
	if (!flow || !scope_find(e->scope, flow, e->scope->name)) {
		Diag *d = say_no_target(u, e->at, "event", e->name);
		diag_line(d,
			"name a function, state, queue, topic, stream or mutation; without one it would start the topology's flow");
		return;
	}
	Value *ref = value_new(u->arena, V_ENT, e->at);
	ref->u.ent.name = value_str(u->arena, e->scope->name, e->at);
	e->rec->u.rec.arg[field_row(field, "state") - field] = ref;
}

// ---- Filling ------------------------------------------------------------------------------------

static Value *parsed(Unit *u, Entity *e, const char *name)
{
	Value *v = rec_get(e->rec, name);
	return v ? lower_value(u, e, v) : NULL;
}

static Value *one_string(Unit *u, const char *s, Span at)
{
	Value *list = value_list(u->arena, at);
	value_push(u->arena, list, value_str(u->arena, s, at));
	return list;
}

// What Lambda says of an asynchronous call that went well.
static Value *pattern_of_result(Unit *u, Entity *e, Entity *function)
{
	Resource *alias = res_of(function, "Alias");
	Value *piece[] = { entity_attr(u, function, "arn", e->at), text_at(u, ":$LATEST", e->at) };
	Value *list = value_list(u->arena, e->at);
	Value *v = value_map(u->arena, e->at);
	value_push(u->arena, list, alias ? piece[0] : value_join(u->arena, e->at, piece, 2));
	value_set(u->arena, v, "source", one_string(u, "lambda", e->at));
	value_set(u->arena, v, "detail-type",
		one_string(u, "Lambda Function Invocation Result - Success", e->at));
	value_set(u->arena, v, "resources", list);
	return v;
}

static Value *pattern(Unit *u, Entity *e)
{
	Entity *function = rec_ent(e->rec, "result_of");
	if (function)
		return pattern_of_result(u, e, function);
	Value *whole = parsed(u, e, "pattern");
	if (whole)
		return whole;
	Value *v = value_map(u->arena, e->at);
	Value *producer = parsed(u, e, "producer");
	Value *filter = parsed(u, e, "filter");
	value_set(u->arena, v, "source", producer ? producer : one_string(u, "default", e->at));
	value_set(u->arena, v, "detail-type", one_string(u, e->name, e->at));
	value_set(u->arena, v, "detail", filter);
	return v;
}

static bool is_enabled(const Unit *u, const Entity *e)
{
	uint32_t n;
	Value **list = rec_list(e->rec, "sandboxes", &n);
	for (uint32_t i = 0; i < n; i++)
		if (value_is(list[i], u->opt->sandbox))
			return true;
	return n == 0;
}

static Value *bus_name(Unit *u, Entity *e)
{
	Entity *bus = rec_ent(e->rec, "bus");
	return bus && !str_eq(bus->name, "default") ? entity_attr(u, bus, "name", e->at) : NULL;
}

// Where the event of a function's success has what the function gave back.
#define RESULT "$.detail.responsePayload"

// One of both is never left to EventBridge: the Terraform provider sends what is missing as 0
// (terraform-provider-aws issue 38265). The defaults are those of "RetryPolicy", API reference.
static void put_retry_policy(Unit *u, Resource *r)
{
	Entity *e = r->from;
	Value *attempts = parsed(u, e, "retries");
	Value *age = parsed(u, e, "max_age");
	const Value *given = attempts ? attempts : age;
	if (!given)
		return;
	put(u, r, "attempts", attempts ? attempts : value_num(u->arena, 185, given->at));
	put(u, r, "age", age ? age : value_num(u->arena, 86400, given->at));
}

static void fill_target(Unit *u, Resource *r)
{
	Entity *to = r->edge->to;
	put(u, r, "id", text_at(u, target_id(u, to), r->edge->at));
	put(u, r, "bus", bus_name(u, r->from));
	bool result = rec_get(r->from->rec, "result_of") != NULL;
	if (str_eq(r->edge->field->name, "mutation")) {
		MutationCall c = graphql_call(u, to, result ? RESULT : "$.detail", r->edge->at);
		put(u, r, "operation", text_at(u, c.operation, r->edge->at));
		put(u, r, "paths", c.paths);
		put(u, r, "template", text_at(u, c.template, r->edge->at));
	} else if (result) {
		put(u, r, "input", text_at(u, RESULT, r->edge->at));
	}
	if (rec_true(to->rec, "fifo"))
		put(u, r, "group", value_str(u->arena, r->from->name, r->edge->at));
	put_retry_policy(u, r);
	if (r->edge->verb)
		put(u, r, "role", value_ref(u, res_of(r->from, "Role"), "arn", r->edge->at));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r->edge && str_eq(r->op->part, "Target")) {
		fill_target(u, r);
	} else if (r == e->main) {
		put(u, r, "bus", bus_name(u, e));
		put(u, r, "pattern", pattern(u, e));
		put(u, r, "state",
			value_str(u->arena, is_enabled(u, e) ? "ENABLED" : "DISABLED", e->at));
	}
}

static Value *hole(Unit *u, Entity *e, const char *attr)
{
	if (!attr || !str_eq(attr, "path"))
		return NULL;
	Value *bus = bus_name(u, e);
	Value *piece[] = { bus, value_str(u->arena, "/", e->at), e->phys };
	return bus ? value_join(u->arena, e->at, piece, 3) : e->phys;
}

// ---- Checks -------------------------------------------------------------------------------------------

// The pattern as the rule will have it, for its size and for what is in it.
static void check_pattern(Unit *u, Entity *e)
{
	const Value *whole = rec_get(e->rec, "pattern");
	Value *filter = rec_get(e->rec, "filter");
	if (whole) {
		pattern_check(u, whole, PATTERN_EVENT);
		return;
	}
	Value *v = value_map(u->arena, filter ? filter->at : e->at);
	Value *producer = rec_get(e->rec, "producer");
	value_set(u->arena, v, "source", producer ? producer : one_string(u, "default", e->at));
	value_set(u->arena, v, "detail-type", one_string(u, e->name, e->at));
	if (filter && filter->kind != V_MAP)
		say_pattern_not_map(u, filter->at, "`filter`", value_noun(filter));
	else
		value_set(u->arena, v, "detail", filter);
	pattern_check(u, v, PATTERN_EVENT);
}

static void check(Unit *u, Entity *e)
{
	const Value *channel = rec_get(e->rec, "channel");
	if (channel)
		event_to_channel(u, channel, "an event");
	if (!rec_get(e->rec, "result_of"))
		check_pattern(u, e);
	enum { MOST_TARGETS = 5 };
	uint32_t n = 0;
	for (uint32_t i = 0; i < e->nout; i++)
		n += e->out[i]->link && e->out[i]->link->op == target_op;
	if (n > MOST_TARGETS)
		say_too_many_targets(u, e->at, e->name, U_FORMAT(u, "%u", n));
	if (rec_get(e->rec, "pattern") &&
		(rec_get(e->rec, "filter") || rec_get(e->rec, "producer"))) {
		const Value *other = rec_get(e->rec, "filter") ? rec_get(e->rec, "filter") :
								 rec_get(e->rec, "producer");
		diag_context(say_excludes(u, other->at, "pattern",
				     rec_get(e->rec, "filter") ? "filter" : "producer",
				     U_FORMAT(u, "event `%s`", e->name)),
			rec_get(e->rec, "pattern")->at, "the whole pattern");
	}
}

extern const Kind kind_event;
const Kind kind_event = {
	"events",
	"event",
	"Event",
	"an event and what it causes",
	.field = field,
	.beside = old_keys,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.principal = "events.amazonaws.com",
	.trust = "=arn:{@partition}:events:{@region}:{@account}:rule/{&self.path}",
	.topology = "evented",
	.phys = "tc-ns-x-sandbox",
	.fixed = "rule_name",
	.phys_max = 64,
	.phys_ok = "/^[A-Za-z0-9._-]+$/",
	.prepare = prepare,
	.imply = imply,
	.check = check,
	.fill = fill,
	.hole = hole,
};
