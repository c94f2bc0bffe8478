// flow.c: flows: Step Functions state machines.
#include "flow.h"

#include "function.h"
#include "secret.h"

#include <string.h>
#include <strings.h>

// clang-format off
static const Field field[] = {
	{ "definition", T_ASL, .flags = F_NEED, .doc = "the state machine, or a path to it" },
	{ "mode", T_ENUM, .ok = "Standard=standard=STANDARD Express=express=EXPRESS", .doc = "type; default: the topology's `mode`, else Standard" },
	{ "name", T_NAME, .doc = "its physical name" },
	{ "logging", T_ENUM, .ok = "ALL=all ERROR=error FATAL=fatal OFF=off=Off", .dflt = "ERROR", .doc = "which events are logged" },
	LOG_RETENTION(0),
	{ "tracing", T_BOOL, .dflt = "true", .doc = "X-Ray traces" },
	{ "access", T_VERBS, MAP_OF, .doc = "what its role may do: name: verb" },
	{ "statements", T_POLICY, .doc = "further IAM statements for its role; what they allow is not inferred more widely" },
	COMMON_FIELDS,
	{ 0 }
};
static const Prop prop[] = {
	{ "StateMachineName",  "name",              "%" },
	{ "StateMachineType",  "type",              "*type" },
	{ "RoleArn",           "role_arn",          "&Role.arn" },
	{ "DefinitionString:subst", "definition:json", "*definition", .soft = 1 },
	{ "LoggingConfiguration.Level", "logging_configuration{}.level", "$logging ?LogGroup" },
	{ "LoggingConfiguration.IncludeExecutionData", "logging_configuration{}.include_execution_data", "=true ?LogGroup" },
	{ "LoggingConfiguration.Destinations[0].CloudWatchLogsLogGroup.LogGroupArn", "logging_configuration{}.log_destination", "&LogGroup.stream" },
	{ "TracingConfiguration.Enabled", "tracing_configuration{}.enabled", "=true ?tracing" },
	{ "@DependsOn[+]",     "depends_on[+]",     "&RolePolicy" },
	{ 0 }
};
#define FLOW_ARN "=arn:{@partition}:states:{@region}:{@account}:stateMachine:{%}"
static const Attr attr[] = {
	{ "arn",  "Ref",  "arn",  FLOW_ARN },
	{ "name", "Name", "name", "%" },
	{ 0 }
};
static const Prop log_prop[] = {
	{ "LogGroupName",         "name",              "=/aws/vendedlogs/states/{%}" },
	{ "RetentionInDays",      "retention_in_days", "$log_retention" },
	{ "@DeletionPolicy",      NULL,                "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                "=Delete" },
	{ 0 }
};
// Step Functions wants the ARN that ends in `:*`; CloudFormation gives it so, Terraform without.
static const Attr log_attr[] = {
	{ "stream", "Arn", "=arn:{@partition}:logs:{@region}:{@account}:log-group:{&LogGroup.name}:*" },
	{ "name",   "Ref", "name" },
	{ 0 }
};
static const Op op[] = {
	{ "",         "AWS::StepFunctions::StateMachine", "aws_sfn_state_machine", .prop = prop, .attr = attr, .flags = OP_VERSION, .tags = "Tags" },
	{ "LogGroup", "AWS::Logs::LogGroup", "aws_cloudwatch_log_group", .when = "-", .prop = log_prop, .attr = log_attr, .tags = "Tags" },
	ROLE_OPS(OP_DEMAND),
	{ 0 }
};
#define EXECUTIONS "=arn:{@partition}:states:{@region}:{@account}:execution:{%}:*"
static const Grant grants[] = {
	{ "start",      "states:StartExecution", "&self.arn" },
	{ "start_sync", "states:StartSyncExecution", "&self.arn" },
	{ "wait",       "states:DescribeExecution states:StopExecution", EXECUTIONS },
	{ "wait",       "events:PutTargets events:PutRule events:DescribeRule",
	                "=arn:{@partition}:events:{@region}:{@account}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule" },
	{ "inspect",    "states:DescribeExecution states:GetExecutionHistory states:StopExecution", EXECUTIONS },
	{ 0 }
};
static const Call call[] = {
	{ "states:startExecution", "StateMachineArn", "start", "arn", .sync = "wait" },
	{ "aws-sdk:sfn:startExecution", "StateMachineArn", "start", "arn" },
	{ "aws-sdk:sfn:startSyncExecution", "StateMachineArn", "start_sync", "arn" },
	{ 0 }
};
static const Link link_rows[] = { { "access" }, { 0 } };
static const Files files = { .roles = "roles/sfn.json" };
// clang-format on

// ---- Where flows are written --------------------------------------------------------------------

// The machine's keys are capitalised; those that are not, and are no key of ours, are told as its own.
static bool is_ours(const char *key)
{
	static const char *const machine[] = { "Comment", "QueryLanguage", "StartAt", "States",
		"TimeoutSeconds", "Version" };
	for (size_t i = 0; i < COUNT(machine); i++)
		if (strcasecmp(key, machine[i]) == 0)
			return false;
	return (*key >= 'a' && *key <= 'z') || *key == '$';
}

// A flow's map holds the machine's own keys, which are capitalised, beside ours.
static Value *split_keys(Unit *u, Value *v)
{
	if (v->kind != V_MAP || value_get(v, "definition")) {
		if (value_scalar(v) && v->kind != V_NULL) {
			Value *doc = value_map(u->arena, v->at);
			value_set(u->arena, doc, "definition", v);
			return doc;
		}
		return v;
	}
	Value *doc = value_new(u->arena, V_MAP, v->at);
	Value *machine = value_new(u->arena, V_MAP, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		Value *to = is_ours(v->u.pair[i].key) ? doc : machine;
		U_PUSH(u, to->u.pair, to->n, v->u.pair[i]);
	}
	if (machine->n)
		value_set(u->arena, doc, "definition", machine);
	return doc;
}

// `flow:` and `states:` are the flow that has the topology's name; all become `flows:`.
static void prepare(Unit *u, Scope *s)
{
	static const char *const single[] = { "flow", "states" };
	Value *flows = value_new(u->arena, V_MAP, s->doc->at);
	Pair *section = NULL;
	const Pair *first = NULL;
	for (uint32_t i = 0; i < s->doc->n; i++)
		if (str_eq(s->doc->u.pair[i].key, "flows"))
			section = &s->doc->u.pair[i];
	if (section && section->val->kind != V_MAP)
		return;
	Value *chain = function_chain(u, s);
	if (chain)
		U_PUSH(u, flows->u.pair, flows->n,
			((Pair){ s->name, chain->at, split_keys(u, chain) }));
	for (size_t k = 0; k < COUNT(single); k++) {
		Pair *p = (Pair *)value_pair(s->doc, single[k]);
		if (!p || p->val->kind == V_BAD || p->val->kind == V_NULL)
			continue;
		if (first) {
			Diag *d = say_excludes(u, p->at, first->key, p->key, "the topology");
			diag_context(d, first->at, "the other one");
		} else {
			Value *doc = split_keys(u, p->val);
			U_PUSH(u, flows->u.pair, flows->n, ((Pair){ s->name, p->at, doc }));
			first = p;
		}
	}
	for (uint32_t i = 0; section && i < section->val->n; i++) {
		Pair p = section->val->u.pair[i];
		p.val = split_keys(u, p.val);
		U_PUSH(u, flows->u.pair, flows->n, p);
	}
	Value *doc = value_new(u->arena, V_MAP, s->doc->at);
	for (uint32_t i = 0; i < s->doc->n; i++) {
		const char *key = s->doc->u.pair[i].key;
		if (!str_eq(key, "flow") && !str_eq(key, "states") && !str_eq(key, "flows"))
			U_PUSH(u, doc->u.pair, doc->n, s->doc->u.pair[i]);
	}
	if (flows->n)
		value_set(u->arena, doc, "flows", flows);
	s->doc = doc;
}

// ---- Checks -------------------------------------------------------------------------------------

bool flow_is_express(const Entity *e)
{
	const char *mode = rec_text(e->rec, "mode");
	if (!mode)
		mode = rec_text(e->scope->rec, "mode");
	return mode && str_eq(mode, "Express");
}

static void check(Unit *u, Entity *e)
{
	const Value *machine = rec_get(e->rec, "definition");
	if (machine) {
		AslOptions opt = { .express = flow_is_express(e) };
		for (uint32_t i = 0; i < e->nin; i++)
			opt.heard |= str_eq(e->in[i]->from->kind->one, "alarm");
		asl_check(u, machine, &opt);
		flow_check_calls(u, e, machine);
		flow_access(u, e, true);
		secret_in_sight(u, machine, U_FORMAT(u, "flow `%s`", e->name));
	}
	const Value *keep = rec_get(e->rec, "log_retention");
	if (keep && keep->style != STYLE_MADE && value_is(rec_get(e->rec, "logging"), "OFF"))
		diag_context(say_excludes(u, keep->at, "logging: OFF", "log_retention",
				     U_FORMAT(u, "flow `%s`", e->name)),
			rec_get(e->rec, "logging")->at, "and this");
	bool started = false;
	for (uint32_t i = 0; i < e->nin; i++)
		started |= e->in[i]->link || e->in[i]->verb;
	if (!started && !e->nin && !scope_nameless(e->scope) &&
		!kind_maybe_named(u, e->scope, e->kind))
		diag_line(say_never_started(u, e->at, e->name),
			"a route, event, schedule, queue or another flow would start it; "
			"that may also happen from outside");
}

// ---- Making and filling -----------------------------------------------------------------------------

static void make(Unit *u, Entity *e)
{
	Span at = e->at;
	if (!value_is(rec_get(e->rec, "logging"), "OFF")) {
		res_new(u, e, op_of(e->kind, "LogGroup"), NULL, NULL, NULL);
		grant(u, e, FLOW_LOGGING, NULL, "logging is on", at);
	}
	if (rec_true(e->rec, "tracing"))
		grant(u, e, FLOW_TRACING, NULL, "tracing is on", at);
	res_demand(u, e, "Role");
}

static void rights(Unit *u, Entity *e)
{
	flow_access(u, e, false);
}

// A value that names an entity for a task is a reference to that, whatever name the author gave.
static Value *definition(Unit *u, Entity *e, const Map *edge, Value *v)
{
	const Edge *named = map_get(edge, v);
	if (named)
		return entity_attr(u, named->to, named->call->form, v->at);
	if (v->kind != V_MAP && v->kind != V_LIST)
		return lower_value(u, e, v);
	Value *out = value_new(u->arena, v->kind, v->at);
	for (uint32_t i = 0; i < v->n; i++) {
		if (v->kind == V_LIST) {
			value_push(u->arena, out, definition(u, e, edge, v->u.item[i]));
		} else {
			Pair p = v->u.pair[i];
			p.val = definition(u, e, edge, p.val);
			U_PUSH(u, out->u.pair, out->n, p);
		}
	}
	return out;
}

static Value *lowered_definition(Unit *u, Entity *e)
{
	Map edge = { .arena = u->arena };
	for (uint32_t i = 0; i < e->nout; i++)
		if (e->out[i]->val)
			map_put(&edge, e->out[i]->val, e->out[i]);
	return definition(u, e, &edge, rec_get(e->rec, "definition"));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r != e->main)
		return;
	put(u, r, "type", value_str(u->arena, flow_is_express(e) ? "EXPRESS" : "STANDARD", e->at));
	put(u, r, "definition", lowered_definition(u, e));
}

extern const Kind kind_flow;
const Kind kind_flow = {
	"flows",
	"flow",
	"Flow",
	"a state machine",
	.called = "state",
	.also = "flow states",
	.single = "flow states",
	.open = "definition",
	.field = field,
	.op = op,
	.link = link_rows,
	.grant = grants,
	.call = call,
	.files = &files,
	.principal = "states.amazonaws.com",
	.trust = FLOW_ARN,
	.topology = "step-function",
	.phys = "ns_y_sandbox",
	.fixed = "name",
	.phys_max = 80,
	.phys_ok = "/^[A-Za-z0-9_-]+$/",
	.prepare = prepare,
	.check = check,
	.make = make,
	.rights = rights,
	.fill = fill,
};
