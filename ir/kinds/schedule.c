// schedule.c: schedules: an EventBridge rule, or with a time zone a schedule of EventBridge Scheduler.
//
// The rule calls in its own name and is admitted by the target; Scheduler takes a role, which it may
// take for its whole group only (a trust that names one schedule breaks it).
#include "cron.h"

#include <string.h>

extern const Kind kind_schedule;

// clang-format off
static const Field field[] = {
	{ "name", T_NAME, .doc = "its physical name" },
	{ "cron", T_STR, .flags = F_KNOWN, .group = "when!", .doc = "minutes hours day-of-month month day-of-week year: `0 6 ? * MON-FRI *`" },
	{ "rate", T_STR, .flags = F_KNOWN, .group = "when!", .doc = "`1 hour`, `5 minutes`, `7 days`" },
	{ "timezone", T_STR, .ok = "/^([A-Z][A-Za-z]+(\\/[A-Za-z0-9_+-]+)+|UTC|GMT)$/", .doc = "time zone of `cron`: `Europe/Berlin`; default: UTC" },
	{ "function", T_REF, .to = "function", .group = "target!", .doc = "the function that is called" },
	{ "flow", T_REF, .to = "flow", .alias = "state", .group = "target!", .doc = "the flow that is started" },
	{ "queue", T_REF, .to = "queue", .group = "target!", .doc = "the queue that gets the payload" },
	{ "to", T_REF, .to = "function flow queue", .group = "target!", .doc = "any of the three; tc's `target`" },
	{ "payload", T_JSON, .doc = "what is sent: JSON, or a text that holds it" },
	{ "enabled", T_BOOL, .dflt = "true", .doc = "whether it runs" },
	{ "description", T_STR, .ok = "/^[\\s\\S]{0,512}$/", .doc = "what it is for" },
	COMMON_FIELDS,
	{ 0 }
};

static const Prop rule_prop[] = {
	{ "Name",               "name",                "%" },
	{ "Description",        "description",         "$description" },
	{ "ScheduleExpression", "schedule_expression", "*expression" },
	{ "State",              "state",               "$enabled|true=ENABLED|false=DISABLED" },
	{ 0 }
};
static const Attr rule_attr[] = {
	{ "name", "Ref", "name", "%" },
	{ "arn",  "Arn", "arn",  "=arn:{@partition}:events:{@region}:{@account}:rule/{%}" },
	{ 0 }
};
static const Prop schedule_prop[] = {
	{ "Name",                       "name",                         "%" },
	{ "Description",                "description",                  "$description" },
	{ "ScheduleExpression",         "schedule_expression",          "*expression" },
	{ "ScheduleExpressionTimezone", "schedule_expression_timezone", "$timezone" },
	{ "FlexibleTimeWindow.Mode",    "flexible_time_window{}.mode",  "=OFF" },
	{ "State",                      "state",                        "$enabled|true=ENABLED|false=DISABLED" },
	{ "Target.Arn",                 "target{}.arn",                 "*arn", .soft = 1 },
	{ "Target.RoleArn",             "target{}.role_arn",            "&Role.arn" },
	{ "Target.Input",               "target{}.input",               "*input" },
	{ "Target.SqsParameters.MessageGroupId", "target{}.sqs_parameters{}.message_group_id", "*group" },
	{ "@DependsOn[+]",              "depends_on[+]",                "&RolePolicy" },
	{ 0 }
};
static const Attr schedule_attr[] = { { "name", "Ref", "name", "%" }, { "arn", "Arn", "arn" }, { 0 } };
static const Op op[] = {
	{ "",     "AWS::Events::Rule", "aws_cloudwatch_event_rule", .when = "!timezone", .prop = rule_prop, .attr = rule_attr, .tags = "Tags" },
	{ "",     "AWS::Scheduler::Schedule", "aws_scheduler_schedule", .when = "timezone", .prop = schedule_prop, .attr = schedule_attr },
	ROLE_OPS(OP_DEMAND),
	{ "Role", "AWS::IAM::Role", "aws_iam_role", .when = "timezone", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE,
	          .service = "scheduler.amazonaws.com", .trust = "=arn:{@partition}:scheduler:{@region}:{@account}:schedule-group/default", .tags = "Tags" },
	{ 0 }
};
// Inline in CloudFormation, a resource of its own in Terraform.
static const Prop target_prop[] = {
	{ "Id",      "target_id", "*id" },
	{ "Arn",     "arn",       "*arn", .soft = 1 },
	{ NULL,      "rule",      "&self.name" },
	{ "RoleArn", "role_arn",  "&Role.arn" },
	{ "Input",   "input",     "*input" },
	{ "SqsParameters.MessageGroupId", "sqs_target{}.message_group_id", "*group" },
	{ 0 }
};
static const Op target_op[] = {
	{ "Target", "^:Targets[+]", "aws_cloudwatch_event_target", .when = "-", .prop = target_prop },
	{ 0 }
};

typedef struct Target {
	const char *kind, *verb;
	bool role; // the rule too takes a role for it
} Target;
static const Target targets[] = {
	{ "function", "invoke" },
	{ "queue",    "send" },
	{ "flow",     "start", true },
};
// clang-format on

static const Target *target_of(const Entity *to)
{
	for (size_t i = 0; i < COUNT(targets); i++)
		if (str_eq(targets[i].kind, to->kind->one))
			return &targets[i];
	die("schedules do not call a %s", to->kind->one);
}

static void make_target(Unit *u, Edge *edge)
{
	const Target *t = target_of(edge->to);
	bool scheduler = rec_get(edge->from->rec, "timezone");
	if (edge->first != edge)
		return;
	if (scheduler || t->role)
		grant_verb(u, edge->from, edge->to, t->verb, edge);
	else
		admit_service(u, edge, "events.amazonaws.com",
			value_ref(u, edge->from->main, "arn", edge->at), false, NULL);
	if (!scheduler)
		res_edge(u, edge, &kind_schedule, &target_op[0], NULL);
}

static const Link link_rows[] = {
	{ "function", "function", .op = target_op, .make = make_target },
	{ "flow", "flow", .op = target_op, .make = make_target },
	{ "queue", "queue", .op = target_op, .make = make_target },
	{ "to", NULL, .op = target_op, .make = make_target },
	{ 0 },
};

// ---- tc's schedules.json -------------------------------------------------------------------------

// There `target` names what is called; here it is where an entity is deployed.
static void prepare(Unit *u, Scope *s)
{
	for (uint32_t i = 0; i < s->nfound; i++) {
		Found *f = s->found[i];
		if (f->kind != &kind_schedule || !f->file || f->file->kind != V_MAP)
			continue;
		Value *doc = value_new(u->arena, V_MAP, f->file->at);
		for (uint32_t j = 0; j < f->file->n; j++) {
			Pair p = f->file->u.pair[j];
			if (str_eq(p.key, "target"))
				p.key = unit_sym(u, "to");
			U_PUSH(u, doc->u.pair, doc->n, p);
		}
		f->file = doc;
	}
}

// ---- Checks -----------------------------------------------------------------------------------------

static void check(Unit *u, Entity *e)
{
	const Value *cron = rec_get(e->rec, "cron");
	const Value *rate = rec_get(e->rec, "rate");
	const Value *zone = rec_get(e->rec, "timezone");
	if (cron)
		cron_check(u, cron);
	if (rate)
		rate_check(u, rate);
	if (rate && zone)
		diag_line(say_excludes(u, zone->at, "rate", "timezone",
				  U_FORMAT(u, "schedule `%s`", e->name)),
			"a rate counts from the day the schedule is made; a time zone moves only `cron`");
}

// ---- Filling ----------------------------------------------------------------------------------------

static Entity *called(const Entity *e)
{
	static const char *const name[] = { "function", "flow", "queue", "to" };
	for (size_t i = 0; i < COUNT(name); i++)
		if (rec_ent(e->rec, name[i]))
			return rec_ent(e->rec, name[i]);
	return NULL;
}

// A text that holds JSON is sent as it is, anything else as JSON.
static Value *input(Unit *u, Entity *e)
{
	Value *v = rec_get(e->rec, "payload");
	if (!v)
		return NULL;
	const Value *first = v->kind == V_JOIN ? v->u.item[0] : v;
	if (first->kind == V_STR && strchr("{[\"", *first->u.s))
		return lower_value(u, e, v);
	return value_text_json(u, lower_value(u, e, v));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	Entity *to = called(e);
	bool target = r->edge && str_eq(r->op->part, "Target");
	if (r == e->main) {
		const char *cron = rec_text(e->rec, "cron");
		const Value *at = rec_get(e->rec, cron ? "cron" : "rate");
		const char *text = cron ? cron_text(u, cron) : rate_text(u, at->u.s);
		put(u, r, "expression", value_str(u->arena, text, at->at));
	}
	if (!target && !(r == e->main && rec_get(e->rec, "timezone")))
		return;
	put(u, r, "arn", entity_attr(u, to, "arn", e->at));
	put(u, r, "input", input(u, e));
	put(u, r, "group", rec_true(to->rec, "fifo") ? value_str(u->arena, e->name, e->at) : NULL);
	if (target)
		put(u, r, "id", value_str(u->arena, target_id(u, to), r->edge->at));
}

static const Files files = { .section = "schedules.json" };

const Kind kind_schedule = {
	"schedules",
	"schedule",
	"Schedule",
	"a call at certain times",
	.field = field,
	.op = op,
	.link = link_rows,
	.files = &files,
	.principal = "events.amazonaws.com",
	.trust = "=arn:{@partition}:events:{@region}:{@account}:rule/{%}",
	.phys = "ns_x_sandbox",
	.fixed = "name",
	.phys_max = 64,
	.phys_ok = "/^[A-Za-z0-9._-]+$/",
	.prepare = prepare,
	.check = check,
	.fill = fill,
};
