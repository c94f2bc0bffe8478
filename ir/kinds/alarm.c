// alarm.c: alarms: CloudWatch, on a measure of an entity: `on: worker.errors`.
//
// `on` ends in a measure. Before it stands what is measured: a name, a kind's word and a name
// (`function.worker.errors`), or a kind's word alone where the topology has one of the kind.
#include "common.h"

#include <string.h>

extern const Kind kind_alarm;

// clang-format off
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "on", T_STR, .flags = F_NEED | F_KNOWN, .doc = "what is measured: `worker.errors`, `flow.failed`, `queue.jobs.age`" },
	{ "threshold", T_TIME, .flags = F_KNOWN, .ok = "0..", .dflt = "1", .doc = "from here on it is on: a number, or a time for ages and durations" },
	{ "period", T_TIME, .ok = "10..86400", .dflt = "5m", .doc = "what is taken together" },
	{ "periods", T_INT, .ok = "1..1440", .dflt = "1", .doc = "how many periods in a row" },
	{ "notify", T_REF, ONE_OR_LIST, .to = "topic function", .doc = "who hears of it" },
	{ "recovered", T_BOOL, .dflt = "false", .with = "notify", .doc = "they hear when it is over, too" },
	{ "description", T_STR, .ok = "/^[\\s\\S]{0,1024}$/", .doc = "what it means and what to do" },
	{ "of", T_REF, .to = "flow function queue topic table database event", .flags = F_HIDDEN, .doc = "what is measured" },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop prop[] = {
	{ "AlarmName",          "alarm_name",          "%" },
	{ "AlarmDescription",   "alarm_description",   "$description" },
	{ "Namespace",          "namespace",           "*namespace" },
	{ "MetricName",         "metric_name",         "*metric" },
	{ "Dimensions[0].Name", NULL,                  "*dimension" },
	{ "Dimensions[0].Value", NULL,                 "*value" },
	{ "Dimensions[1].Name", NULL,                  "*dimension2" },
	{ "Dimensions[1].Value", NULL,                 "*value2" },
	{ NULL,                 "dimensions",          "*dimensions" },
	{ "Statistic",          "statistic",           "*statistic" },
	{ "ComparisonOperator", "comparison_operator", "=GreaterThanOrEqualToThreshold" },
	{ "Threshold",          "threshold",           "*threshold" },
	{ "Period",             "period",              "$period" },
	{ "EvaluationPeriods",  "evaluation_periods",  "$periods" },
	{ "TreatMissingData",   "treat_missing_data",  "=notBreaching" },
	{ "AlarmActions",       "alarm_actions",       "*notify" },
	{ "OKActions",          "ok_actions",          "*recovered" },
	{ 0 }
};
#define ALARM_ARN "=arn:{@partition}:cloudwatch:{@region}:{@account}:alarm:{%}"
static const Attr attr[] = {
	{ "name", "Ref", "alarm_name", "%" },
	{ "arn",  "Arn", "arn",        ALARM_ARN },
	{ 0 }
};
static const Op op[] = {
	{ "", "AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm", .prop = prop, .attr = attr, .tags = "Tags" },
	{ 0 }
};
static const Link link_rows[] = {
	{ "notify", "topic",    .service = "cloudwatch.amazonaws.com", .source = ALARM_ARN },
	{ "notify", "function", .service = "lambda.alarms.cloudwatch.amazonaws.com", .source = ALARM_ARN },
	{ 0 }
};

typedef struct Measure {
	const char *kind, *name;            // "function", "errors"
	const char *namespace, *metric;     // as CloudWatch has them
	const char *dimension, *attr, *part; // its one dimension: an attribute of the entity, or of a part
	const char *statistic;
	int scale; // what a unit of `threshold` is in the metric's unit
} Measure;
// Names and dimensions: "Monitoring Step Functions metrics using Amazon CloudWatch", "Types of metrics for
// Lambda functions", "Available CloudWatch metrics for Amazon SQS", "Monitoring Amazon SNS topics using
// CloudWatch", "DynamoDB Metrics and dimensions", "Amazon CloudWatch metrics for Amazon RDS",
// "Monitoring Amazon EventBridge".
static const Measure measures[] = {
	{ "flow", "failed",    "AWS/States", "ExecutionsFailed",   "StateMachineArn", "arn", NULL, "Sum", 1 },
	{ "flow", "timed_out", "AWS/States", "ExecutionsTimedOut", "StateMachineArn", "arn", NULL, "Sum", 1 },
	{ "flow", "aborted",   "AWS/States", "ExecutionsAborted",  "StateMachineArn", "arn", NULL, "Sum", 1 },
	{ "flow", "throttled", "AWS/States", "ExecutionThrottled", "StateMachineArn", "arn", NULL, "Sum", 1 },
	{ "flow", "duration",  "AWS/States", "ExecutionTime",      "StateMachineArn", "arn", NULL, "Maximum", 1000 },
	{ "function", "errors",      "AWS/Lambda", "Errors",               "FunctionName", "name", NULL, "Sum", 1 },
	{ "function", "throttles",   "AWS/Lambda", "Throttles",            "FunctionName", "name", NULL, "Sum", 1 },
	{ "function", "duration",    "AWS/Lambda", "Duration",             "FunctionName", "name", NULL, "Maximum", 1000 },
	{ "function", "concurrency", "AWS/Lambda", "ConcurrentExecutions", "FunctionName", "name", NULL, "Maximum", 1 },
	{ "function", "dropped",     "AWS/Lambda", "AsyncEventsDropped",   "FunctionName", "name", NULL, "Sum", 1 },
	{ "queue", "age",       "AWS/SQS", "ApproximateAgeOfOldestMessage",      "QueueName", "name", NULL, "Maximum", 1 },
	{ "queue", "depth",     "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "name", NULL, "Maximum", 1 },
	{ "queue", "dlq_depth", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "name", "DeadLetter", "Maximum", 1 },
	{ "topic", "failed",    "AWS/SNS", "NumberOfNotificationsFailed", "TopicName", "name", NULL, "Sum", 1 },
	{ "table", "read_throttles",  "AWS/DynamoDB", "ReadThrottleEvents",  "TableName", "name", NULL, "Sum", 1 },
	{ "table", "write_throttles", "AWS/DynamoDB", "WriteThrottleEvents", "TableName", "name", NULL, "Sum", 1 },
	{ "database", "cpu",         "AWS/RDS", "CPUUtilization",      NULL, "id", NULL, "Maximum", 1 },
	{ "database", "connections", "AWS/RDS", "DatabaseConnections", NULL, "id", NULL, "Maximum", 1 },
	{ "event", "failed",    "AWS/Events", "FailedInvocations", "RuleName", "name", NULL, "Sum", 1 },
};
// clang-format on

// ---- `on` -----------------------------------------------------------------------------------------

static const Measure *measure_of(const Entity *of, const char *name, size_t n)
{
	for (size_t i = 0; i < COUNT(measures); i++)
		if (str_eq(measures[i].kind, of->kind->one) &&
			strncmp(measures[i].name, name, n) == 0 && !measures[i].name[n])
			return &measures[i];
	return NULL;
}

static bool is_measured(const Kind *k)
{
	for (size_t i = 0; i < COUNT(measures); i++)
		if (str_eq(measures[i].kind, k->one))
			return true;
	return false;
}

// The only entity of a kind; says it when there is none, or more.
static Entity *only_one(Unit *u, const Entity *e, const Value *on, const Kind *k)
{
	Entity *found = NULL;
	unsigned n = 0;
	for (uint32_t i = 0; i < e->scope->nent; i++)
		if (e->scope->ent[i]->kind == k) {
			found = e->scope->ent[i];
			n++;
		}
	if (n == 1)
		return found;
	Diag *d = say_alarm_which(u, on->at,
		n ? U_FORMAT(u, "%u %s", n, k->section ? k->section : k->one) :
		    U_FORMAT(u, "no %s", k->one),
		on->u.s);
	if (n)
		diag_line(d, "write `%s.%s.%s`", k->one, found->name, strrchr(on->u.s, '.') + 1);
	return NULL;
}

// An entity of the name, which could be measured, was refused.
static bool is_lost(const Unit *u, const Entity *e, const char *name)
{
	for (const Kind *const *k = kinds; *k; k++)
		if (is_measured(*k) && is_refused(u, e->scope, *k, name))
			return true;
	return false;
}

static Entity *find_named(Unit *u, const Entity *e, const Value *on, const char *name)
{
	Entity *found = NULL;
	Nearest near = { .word = name };
	for (uint32_t i = 0; i < e->scope->nent; i++) {
		Entity *o = e->scope->ent[i];
		if (!is_measured(o->kind))
			continue;
		nearest_try(&near, o->name);
		if (!str_eq(o->name, name))
			continue;
		if (found) {
			Diag *d = say_alarm_which(
				u, on->at, U_FORMAT(u, "two entities `%s`", name), on->u.s);
			diag_line(d, "write `%s.%s` or `%s.%s`", found->kind->one, on->u.s,
				o->kind->one, on->u.s);
			return NULL;
		}
		found = o;
	}
	if (!found && !is_lost(u, e, name)) {
		Diag *d = say_alarm_form(u, on->at, on->u.s);
		diag_line(d, "nothing that is called `%s` can be measured", name);
		diag_nearest(d, &near, FIX_MAYBE, value_part(u, on, 0, (uint32_t)strlen(name)));
	}
	return found;
}

static Entity *find_measured(Unit *u, const Entity *e, const Value *on)
{
	const char *s = on->u.s;
	const char *last = strrchr(s, '.');
	if (!last || last == s || !last[1]) {
		diag_line(say_alarm_form(u, on->at, s),
			"write the entity and what is measured of it: `worker.errors`");
		return NULL;
	}
	const char *name = arena_copy(u->arena, s, (size_t)(last - s));
	const char *dot = strchr(name, '.');
	const Kind *k = kind_of(name, dot ? (size_t)(dot - name) : strlen(name));
	if (!k || !is_measured(k))
		return find_named(u, e, on, name);
	if (!dot) // an entity may be called as a kind is
		return map_get(&e->scope->by_name, unit_sym(u, name)) ? find_named(u, e, on, name) :
									only_one(u, e, on, k);
	Entity *found = scope_find(e->scope, k, unit_sym(u, dot + 1));
	if (found || is_refused(u, e->scope, k, dot + 1))
		return found;
	Nearest near = { .word = dot + 1 };
	for (uint32_t i = 0; i < e->scope->nent; i++)
		if (e->scope->ent[i]->kind == k)
			nearest_try(&near, e->scope->ent[i]->name);
	Diag *d = say_alarm_form(u, on->at, s);
	diag_line(d, "there is no %s `%s`", k->one, dot + 1);
	uint32_t from = (uint32_t)(dot + 1 - name);
	diag_nearest(
		d, &near, FIX_MAYBE, value_part(u, on, from, from + (uint32_t)strlen(dot + 1)));
	return NULL;
}

static void imply(Unit *u, Entity *e)
{
	const Value *on = rec_get(e->rec, "on");
	Entity *of = value_text(on) ? find_measured(u, e, on) : NULL;
	if (!of)
		return;
	Value *ref = value_new(u->arena, V_ENT, on->at);
	ref->u.ent.name = text_at(u, of->name, on->at);
	ref->u.ent.ent = of;
	rec_put(e->rec, "of", ref);
}

static const Measure *measure(const Entity *e)
{
	const Entity *of = rec_ent(e->rec, "of");
	const char *on = rec_text(e->rec, "on");
	const char *name = of ? strrchr(on, '.') + 1 : NULL;
	return of ? measure_of(of, name, strlen(name)) : NULL;
}

// ---- Checks -------------------------------------------------------------------------------------

static void check_measure(Unit *u, const Entity *of, const Value *on)
{
	const char *name = strrchr(on->u.s, '.') + 1;
	Nearest near = { .word = name };
	Buf b = { .arena = u->arena };
	for (size_t i = 0; i < COUNT(measures); i++)
		if (str_eq(measures[i].kind, of->kind->one)) {
			nearest_try(&near, measures[i].name);
			buf_printf(&b, "%s%s", b.n ? ", " : "", measures[i].name);
		}
	uint32_t from = (uint32_t)(name - on->u.s);
	Diag *d =
		say_alarm_metric(u, value_part(u, on, from, on->n), of->kind->one, of->name, name);
	diag_line(d, "there are: %s", b.s);
	diag_nearest(d, &near, FIX_MAYBE, value_part(u, on, from, on->n));
}

static void check(Unit *u, Entity *e)
{
	const Value *on = rec_get(e->rec, "on");
	const Entity *of = rec_ent(e->rec, "of");
	const Measure *m = measure(e);
	const Value *period = rec_get(e->rec, "period");
	long long s = rec_int(e->rec, "period", 300);
	// PutMetricAlarm, Period and EvaluationPeriods, CloudWatch API reference: 10, 20 and 30 seconds are
	// for measures that programs send by the second.
	long long all = s * rec_int(e->rec, "periods", 1);
	if (s % 60)
		diag_line(say_alarm_period(u, period->at, U_FORMAT(u, "%lld", s)),
			"it is a multiple of 60: AWS's services are measured by the minute");
	else if (all > (s < 3600 ? 1 : 7) * 86400)
		say_out_of_range(u,
			period->style == STYLE_MADE ? rec_get(e->rec, "periods")->at : period->at,
			"period", period->u.s,
			s < 3600 ?
				"one day at most, all periods together; with periods of an hour or more, seven" :
				"seven days at most, all periods together");
	enum { MOST_ACTIONS = 5 };
	uint32_t n;
	Value **to = rec_list(e->rec, "notify", &n);
	if (n > MOST_ACTIONS)
		diag_line(say_out_of_range(u, to[MOST_ACTIONS]->at, "notify",
				  U_FORMAT(u, "a list of %u", n), "a list of 1..5"),
			"a topic takes more subscribers");
	if (!of)
		return;
	if (!m) {
		check_measure(u, of, on);
	} else if (m->part) {
		const Value *dlq = rec_get(of->rec, "dlq");
		const Value *other = dlq ? rec_get(of->rec, "dlq.queue") : NULL;
		bool outside = other && other->kind == V_ENT && !other->u.ent.ent &&
			(!value_text(other->u.ent.name) ||
				strchr(value_text(other->u.ent.name), ':'));
		if (dlq && !outside)
			return;
		Diag *d = say_alarm_no_dlq(u, on->at, of->name);
		diag_related(d, dlq ? dlq->at : of->at,
			dlq ? "this one belongs to somebody else" : "the queue is declared here");
	}
}

// ---- Filling ------------------------------------------------------------------------------------

static Value *dimension_value(Unit *u, Entity *of, const Measure *m, Span at)
{
	Resource *part = m->part ? res_of(of, m->part) : NULL;
	if (m->part && !part) // a queue that is declared takes its place
		of = rec_ent(of->rec, "dlq.queue");
	return part ? value_ref(u, part, m->attr, at) : entity_attr(u, of, m->attr, at);
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	const Measure *m = measure(e);
	Entity *of = rec_ent(e->rec, "of");
	Span at = rec_get(e->rec, "on")->at;
	const char *dimension = m->dimension ? m->dimension :
		rec_true(of->rec, "cluster") ? "DBClusterIdentifier" :
					       "DBInstanceIdentifier";
	Value *value = dimension_value(u, of, m, at);
	Value *map = value_map(u->arena, at);
	value_set(u->arena, map, dimension, value);
	// "EventBridge metrics": those of a bus that is not the default one name it too.
	Entity *bus = str_eq(of->kind->one, "event") ? rec_ent(of->rec, "bus") : NULL;
	if (bus && !str_eq(bus->name, "default")) {
		Value *name = entity_attr(u, bus, "name", at);
		value_set(u->arena, map, "EventBusName", name);
		put(u, r, "dimension2", text_at(u, "EventBusName", at));
		put(u, r, "value2", name);
	}
	put(u, r, "namespace", text_at(u, m->namespace, at));
	put(u, r, "metric", text_at(u, m->metric, at));
	put(u, r, "dimension", text_at(u, dimension, at));
	put(u, r, "value", value);
	put(u, r, "dimensions", map);
	put(u, r, "statistic", text_at(u, m->statistic, at));
	put(u, r, "threshold", value_num(u->arena, rec_int(e->rec, "threshold", 1) * m->scale, at));
	uint32_t n;
	Value **to = rec_list(e->rec, "notify", &n);
	Value *list = value_list(u->arena, at);
	for (uint32_t i = 0; i < n; i++)
		value_push(u->arena, list, entity_attr(u, to[i]->u.ent.ent, "arn", to[i]->at));
	put(u, r, "notify", n ? list : NULL);
	put(u, r, "recovered", n && rec_true(e->rec, "recovered") ? list : NULL);
}

const Kind kind_alarm = {
	"alarms",
	"alarm",
	"Alarm",
	"a measure that is watched",
	.field = field,
	.op = op,
	.link = link_rows,
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 255,
	.phys_ok = "/^[^\\x00-\\x1f:]+$/",
	.imply = imply,
	.check = check,
	.fill = fill,
};
