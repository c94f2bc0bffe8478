// container.c: containers: the form of a function that runs as a Fargate service and polls its queue
// by itself.
//
// `containers.worker` is the function `worker` where that says `provider: fargate`; what the function
// may do and gets told moves to the task. Otherwise the entry is off.
#include "container.h"

#include <string.h>

// clang-format off
static const Field image[] = {
	{ "name", T_REF, .to = "image", .flags = F_OUTSIDE, .group = "which!", .doc = "a declared image, a URI, or a parameter that holds one" },
	{ "dockerfile", T_PATH, .ok = "file", .group = "which!", .doc = "builds one from the function's package" },
	{ "context", T_PATH, .ok = "dir", .doc = "a folder that the Dockerfile copies from, beside the package" },
	{ "build_dir_arg", T_STR, .ok = "/^[A-Za-z_][A-Za-z0-9_]*$/", .doc = "the build argument that holds the package's folder in the context; default: it is the context" },
	{ "args", T_STR, MAP_OF, .flags = F_EMPTY_OK, .doc = "further build arguments" },
	{ 0 }
};
static const Field scale[] = {
	{ "min", T_INT, .ok = "0..5000", .dflt = "0", .doc = "least tasks" },
	{ "max", T_INT, .ok = "1..5000", .flags = F_NEED, .doc = "most tasks" },
	{ "messages_per_task", T_INT, .flags = F_KNOWN, .ok = "1..", .dflt = "10", .doc = "messages of the queue that call for one more task" },
	{ 0 }
};
static const Field field[] = {
	{ "image", T_RECORD, .sub = image, .scalar = "name", .flags = F_NEED, .doc = "what runs" },
	{ "cpu", T_ENUM, .ok = "256 512 1024 2048 4096 8192 16384", .dflt = "256", .doc = "processor, 1024 is one" },
	{ "memory", T_MB, .ok = "512..122880", .dflt = "512", .doc = "memory" },
	{ "network", T_REF, .to = "network", .flags = F_NEED, .doc = "where it runs: `main/inner`" },
	{ "scale", T_RECORD, .sub = scale, .doc = "tasks by the messages that wait; default: one task" },
	{ "command", T_STR, LIST, .doc = "what the container runs; default: the function's `container.command`, else the image's own" },
	{ "built", T_REF, .to = "image", .flags = F_HIDDEN, .doc = "the image that is built for it" },
	{ "access", T_VERBS, MAP_OF, .flags = F_HIDDEN, .doc = "the function's" },
	{ "statements", T_POLICY, .flags = F_HIDDEN, .doc = "the function's" },
	{ "environment", T_STR, MAP_OF, .flags = F_HIDDEN | F_EMPTY_OK, .doc = "the function's" },
	COMMON_FIELDS,
	{ 0 }
};

static const Prop service_prop[] = {
	{ "ServiceName",    "name",            "%" },
	{ "Cluster",        "cluster",         "&Cluster.arn" },
	{ "TaskDefinition", "task_definition", "&Definition.arn" },
	{ "DesiredCount",   NULL,              "*fixed" }, // else each deployment would undo what was scaled
	{ NULL,             "desired_count",   "*count" },
	{ "LaunchType",     "launch_type",     "=FARGATE" },
	{ "PropagateTags",  "propagate_tags",  "=SERVICE" },
	{ "NetworkConfiguration.AwsvpcConfiguration.Subnets",        "network_configuration{}.subnets",          "*subnets" },
	{ "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups", "network_configuration{}.security_groups",  "*groups" },
	{ "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", NULL, "*public_word" },
	{ NULL, "network_configuration{}.assign_public_ip", "*public" },
	{ "DeploymentConfiguration.DeploymentCircuitBreaker.Enable",   "deployment_circuit_breaker{}.enable",   "=true" },
	{ "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback", "deployment_circuit_breaker{}.rollback", "=true" },
	{ NULL,             "lifecycle{}.ignore_changes[0]", "=desired_count ?scale" },
	{ "@DependsOn[+]",  "depends_on[+]",   "&RolePolicy ?RolePolicy" },
	{ "@DependsOn[+]",  "depends_on[+]",   "&ExecutionRolePolicy" },
	{ 0 }
};
static const Attr service_attr[] = {
	{ "name", "Name", "name", "%" },
	{ "arn",  "Ref",  "id" },
	{ 0 }
};
static const Prop cluster_prop[] = { { "ClusterName", "name", "%" }, { 0 } };
static const Attr cluster_attr[] = {
	{ "name", "Ref", "name", "%" },
	{ "arn",  "Arn", "arn" },
	{ 0 }
};
#define CFN_CONTAINER "ContainerDefinitions[0]."
#define TF_CONTAINER  "container_definitions:json[0]."
static const Prop definition_prop[] = {
	{ "Family",                     "family",                      "%" },
	{ "Cpu:str",                    "cpu",                         "$cpu" },
	{ "Memory:str",                 "memory",                      "$memory" },
	{ "NetworkMode",                "network_mode",                "=awsvpc" },
	{ "RequiresCompatibilities[0]", "requires_compatibilities[0]", "=FARGATE" },
	{ "RuntimePlatform.CpuArchitecture", "runtime_platform{}.cpu_architecture", "*arch" },
	{ "RuntimePlatform.OperatingSystemFamily", "runtime_platform{}.operating_system_family", "=LINUX" },
	{ "ExecutionRoleArn",           "execution_role_arn",          "&ExecutionRole.arn" },
	{ "TaskRoleArn",                "task_role_arn",               "&Role.arn ?Role" },
	{ CFN_CONTAINER "Name",         TF_CONTAINER "name",           "*name" },
	{ CFN_CONTAINER "Image",        TF_CONTAINER "image",          "*image" },
	{ CFN_CONTAINER "Essential",    TF_CONTAINER "essential",      "=true" },
	{ CFN_CONTAINER "Command",      TF_CONTAINER "command",        "*command" },
	{ CFN_CONTAINER "Environment",  NULL,                          "*cfn_environment" },
	{ NULL,                         TF_CONTAINER "environment",    "*tf_environment" },
	{ CFN_CONTAINER "Secrets",      NULL,                          "*cfn_secrets" },
	{ NULL,                         TF_CONTAINER "secrets",        "*tf_secrets" },
	{ CFN_CONTAINER "LogConfiguration.LogDriver", TF_CONTAINER "logConfiguration.logDriver", "=awslogs" },
	{ CFN_CONTAINER "LogConfiguration.Options.awslogs-group",  TF_CONTAINER "logConfiguration.options.awslogs-group",  "&LogGroup.name" },
	{ CFN_CONTAINER "LogConfiguration.Options.awslogs-region", TF_CONTAINER "logConfiguration.options.awslogs-region", "@region" },
	{ CFN_CONTAINER "LogConfiguration.Options.awslogs-stream-prefix", TF_CONTAINER "logConfiguration.options.awslogs-stream-prefix", "*name" },
	{ 0 }
};
static const Attr definition_attr[] = { { "arn", "Ref", "arn" }, { 0 } };
static const Prop log_prop[] = {
	{ "LogGroupName",         "name",              "=/aws/ecs/{%}" },
	{ "RetentionInDays",      "retention_in_days", "*retention" },
	{ "@DeletionPolicy",      NULL,                "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                "=Delete" },
	{ 0 }
};
static const Attr log_attr[] = {
	{ "name", "Ref", "name", "=/aws/ecs/{%}" },
	{ 0 }
};
static const Prop execution_policy_prop[] = {
	{ "PolicyName",     "name",        "=start" },
	{ "PolicyDocument", "policy:json", "*document", .soft = 3 },
	{ "Roles[0]",       "role",        "&ExecutionRole.name" },
	{ 0 }
};
static const Prop scaling_prop[] = {
	{ "ServiceNamespace",  "service_namespace",  "=ecs" },
	{ "ScalableDimension", "scalable_dimension", "=ecs:service:DesiredCount" },
	{ "ResourceId",        "resource_id",        "=service/{&Cluster.name}/{&self.name}" },
	{ "MinCapacity",       "min_capacity",       "$scale.min" },
	{ "MaxCapacity",       "max_capacity",       "$scale.max" },
	{ 0 }
};
static const Attr scaling_attr[] = { { "id", "Ref", "resource_id" }, { 0 } };
#define STEPS "StepScalingPolicyConfiguration."
#define TF_STEPS "step_scaling_policy_configuration{}."
static const Prop scaling_policy_prop[] = {
	{ "PolicyName",               "name",                      "*name" },
	{ "PolicyType",               "policy_type",               "=StepScaling" },
	{ "ScalingTargetId",          "resource_id",               "&Scaling.id" },
	{ NULL,                       "service_namespace",         "=ecs" },
	{ NULL,                       "scalable_dimension",        "=ecs:service:DesiredCount" },
	{ STEPS "AdjustmentType",     TF_STEPS "adjustment_type",  "=ExactCapacity" },
	{ STEPS "Cooldown",           TF_STEPS "cooldown",         "=60" },
	{ STEPS "MetricAggregationType", TF_STEPS "metric_aggregation_type", "=Maximum" },
	{ 0 }
};
static const Attr scaling_policy_attr[] = { { "arn", "Ref", "arn" }, { 0 } };
static const Prop step_prop[] = {
	{ "MetricIntervalLowerBound", "metric_interval_lower_bound", "*lower" },
	{ "MetricIntervalUpperBound", "metric_interval_upper_bound", "*upper" },
	{ "ScalingAdjustment",        "scaling_adjustment",          "*tasks" },
	{ 0 }
};
static const Prop scaling_alarm_prop[] = {
	{ "AlarmName",          "alarm_name",          "*name" },
	{ "AlarmDescription",   "alarm_description",   "*description" },
	{ "ComparisonOperator", "comparison_operator", "*comparison" },
	{ "EvaluationPeriods",  "evaluation_periods",  "*periods" },
	{ "Threshold",          "threshold",           "=1" },
	{ "TreatMissingData",   "treat_missing_data",  "=notBreaching" },
	{ "AlarmActions[0]",    "alarm_actions[0]",    "*action" },
	{ 0 }
};
static const Prop metric_prop[] = {
	{ "Id",         "id",          "*id" },
	{ "Expression", "expression",  "*expression" },
	{ "Label",      "label",       "*label" },
	{ "ReturnData", "return_data", "*shown" },
	{ "MetricStat.Metric.Namespace",  "metric{}.namespace",   "*namespace" },
	{ "MetricStat.Metric.MetricName", "metric{}.metric_name", "*metric" },
	{ "MetricStat.Metric.Dimensions[0].Name", NULL,           "*dimension" },
	{ "MetricStat.Metric.Dimensions[0].Value", "metric{}.dimensions.QueueName", "*queue" },
	{ "MetricStat.Period",            "metric{}.period",      "*period" },
	{ "MetricStat.Stat",              "metric{}.stat",        "*stat" },
	{ 0 }
};
static const Op op[] = {
	{ "",               "AWS::ECS::Service", "aws_ecs_service", .prop = service_prop, .attr = service_attr, .tags = "Tags" },
	{ "Cluster",        "AWS::ECS::Cluster", "aws_ecs_cluster", .prop = cluster_prop, .attr = cluster_attr, .tags = "Tags" },
	{ "Definition",     "AWS::ECS::TaskDefinition", "aws_ecs_task_definition", .prop = definition_prop, .attr = definition_attr, .flags = OP_VERSION, .tags = "Tags" },
	{ "LogGroup",       "AWS::Logs::LogGroup", "aws_cloudwatch_log_group", .prop = log_prop, .attr = log_attr, .tags = "Tags" },
	ROLE_OPS(OP_DEMAND),
	{ "ExecutionRole",  "AWS::IAM::Role", "aws_iam_role", .prop = role_prop, .attr = role_attr, .flags = OP_ROLE, .tags = "Tags",
	                    .service = "ecs-tasks.amazonaws.com", .trust = "=arn:{@partition}:ecs:{@region}:{@account}:*" },
	{ "ExecutionRolePolicy", "AWS::IAM::Policy", "aws_iam_role_policy", .in = "ExecutionRole", .prop = execution_policy_prop, .flags = OP_DEMAND },
	{ "Scaling",        "AWS::ApplicationAutoScaling::ScalableTarget", "aws_appautoscaling_target", .when = "scale", .prop = scaling_prop, .attr = scaling_attr },
	{ "ScalingPolicy",  "AWS::ApplicationAutoScaling::ScalingPolicy", "aws_appautoscaling_policy", .when = "-", .prop = scaling_policy_prop, .attr = scaling_policy_attr },
	{ "ScalingPolicyRule",    "^ScalingPolicy:" STEPS "StepAdjustments[+]", "^ScalingPolicy:" TF_STEPS "step_adjustment{+}", .when = "-", .prop = step_prop },
	{ "ScalingAlarm",   "AWS::CloudWatch::Alarm", "aws_cloudwatch_metric_alarm", .when = "-", .prop = scaling_alarm_prop, .tags = "Tags" },
	{ "ScalingAlarmRule",  "^ScalingAlarm:Metrics[+]", "^ScalingAlarm:metric_query{+}", .when = "-", .prop = metric_prop },
	{ 0 }
};
// clang-format on

Entity *container_function(const Entity *e)
{
	return scope_find(e->scope, &kind_function, e->name);
}

// ---- Making -------------------------------------------------------------------------------------

Entity *container_image(const Entity *e)
{
	Entity *built = rec_ent(e->rec, "built");
	return built ? built : rec_ent(e->rec, "image.name");
}

// What ECS does before the container runs: it fetches the image and opens the log.
static void grant_start(Unit *u, Entity *e)
{
	Resource *role = res_of(e, "ExecutionRole");
	Entity *from = container_image(e);
	const Value *use = rec_get(e->rec, "image");
	Value *log = eval_entity(
		u, e, "=arn:{@partition}:logs:{@region}:{@account}:log-group:/aws/ecs/{%}:*");
	grant_to(u, role, "logs:CreateLogStream logs:PutLogEvents", log, "its output is a log",
		e->at);
	Value *any = eval_entity(u, e, "=arn:{@partition}:ecr:{@region}:{@account}:repository/*");
	grant_to(u, role,
		"ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage",
		from ? entity_attr(u, from, "arn", use->at) : any, "it fetches its image", use->at);
	grant_to(u, role, "ecr:GetAuthorizationToken", NULL, "it fetches its image", use->at);
}

// Once all resources are there: what the roles may do and the task is told.
static void make_late(Unit *u, Edge *edge)
{
	Entity *e = edge->from;
	Entity *f = container_function(e);
	if (edge->first != edge)
		return;
	grant_start(u, e);
	for (uint32_t i = 0; i < f->nin; i++)
		if (f->in[i]->link && (f->in[i]->link->flags & LINK_POLLED) &&
			f->in[i]->first == f->in[i] && !f->in[i]->from->off)
			grant_verb(u, e, f->in[i]->from, "consume", f->in[i]);
	container_env(u, res_of(e, "Definition"), e, res_of(e, "ExecutionRole"));
	if (rec_get(e->rec, "scale"))
		container_scale(u, e);
}

static const Link link_rows[] = {
	{ "access" },
	{ "network", "network", .make = make_late },
	{ 0 },
};

// ---- Filling ------------------------------------------------------------------------------------

static void fill_service(Unit *u, Resource *r, Entity *e)
{
	const Value *use = rec_get(e->rec, "network");
	Entity *network = use->u.ent.ent;
	bool public = network_is_public(network, use->u.ent.part);
	bool scaled = rec_get(e->rec, "scale");
	put(u, r, "count", value_num(u->arena, rec_int(e->rec, "scale.min", 1), e->at));
	put(u, r, "fixed", scaled ? NULL : value_num(u->arena, 1, e->at));
	put(u, r, "subnets", network_subnets(u, network, use->u.ent.part, use->at));
	put(u, r, "groups", network_groups(u, network, e, use->at));
	put(u, r, "public_word", text_at(u, public ? "ENABLED" : "DISABLED", use->at));
	put(u, r, "public", value_bool(u->arena, public, use->at));
	network_await(u, e, r); // an image that cannot be fetched ends the deployment
}

static void fill_definition(Unit *u, Resource *r, Entity *e)
{
	Entity *f = container_function(e);
	Value *command = rec_get(e->rec, "command");
	const Value *image_use = rec_get(e->rec, "image");
	Entity *from = container_image(e);
	if (!command && !rec_ent(e->rec, "image.name"))
		command = rec_get(f->rec, "container.command");
	put(u, r, "name", text_at(u, path_word(u, e->name), e->at));
	put(u, r, "command", command && command->n ? lower_value(u, e, command) : NULL);
	put(u, r, "arch",
		text_at(u, value_is(rec_get(f->rec, "runtime.arch"), "arm64") ? "ARM64" : "X86_64",
			e->at));
	put(u, r, "image",
		from ? entity_attr(u, from, "uri", image_use->at) :
		       lower_value(u, e, rec_get(e->rec, "image.name")->u.ent.name));
}

static void fill(Unit *u, Resource *r)
{
	Entity *e = r->from;
	if (r == e->main)
		fill_service(u, r, e);
	else if (str_eq(r->op->part, "Definition"))
		fill_definition(u, r, e);
	else if (str_eq(r->op->part, "LogGroup"))
		put(u, r, "retention",
			lower_value(u, e,
				rec_get(container_function(e)->rec, "runtime.log_retention")));
}

// ---- Checks -------------------------------------------------------------------------------------

// "Task definition parameters for Fargate", task size: memory from .. to, in MB, by steps, for a
// processor.
typedef struct Size {
	const char *cpu;
	int least, most, step;
} Size;
static const Size sizes[] = {
	{ "256", 512, 2048, 1024 }, // 512, 1024 and 2048
	{ "512", 1024, 4096, 1024 },
	{ "1024", 2048, 8192, 1024 },
	{ "2048", 4096, 16384, 1024 },
	{ "4096", 8192, 30720, 1024 },
	{ "8192", 16384, 61440, 4096 },
	{ "16384", 32768, 122880, 8192 },
};

static void check_size(Unit *u, Entity *e)
{
	const Value *cpu = rec_get(e->rec, "cpu");
	const Value *memory = rec_get(e->rec, "memory");
	long long mb = rec_int(e->rec, "memory", 0);
	for (size_t i = 0; mb && i < COUNT(sizes); i++) {
		const Size *s = &sizes[i];
		if (!value_is(cpu, s->cpu))
			continue;
		bool fits =
			mb >= s->least && mb <= s->most && (mb % s->step == 0 || mb == s->least);
		if (fits)
			return;
		const Value *at = memory->style == STYLE_MADE ? cpu : memory;
		Diag *d = say_task_size(u, at->style == STYLE_MADE ? e->at : at->at,
			U_FORMAT(u, "%lld", mb), s->cpu);
		if (s->least < s->step)
			diag_line(d, "it takes 512, 1024 or 2048 MB");
		else
			diag_line(d, "it takes %d to %d MB, in steps of %d", s->least, s->most,
				s->step);
	}
}

// Only a queue feeds a container: nothing can call it.
static void check_callers(Unit *u, Entity *e, Entity *f)
{
	for (uint32_t i = 0; i < f->nin; i++) {
		const Edge *edge = f->in[i];
		if (edge->from == e || edge->from->off || edge->first != edge ||
			(edge->link && (edge->link->flags & LINK_POLLED)))
			continue;
		Diag *d = say_container_called(
			u, edge->at, edge->from->kind->one, edge->from->name, f->name);
		diag_related(d, e->at, "it runs as this container");
		diag_line(d,
			"a container works off a queue; put one between, or write `provider: lambda`");
	}
}

static void check_function(Unit *u, Entity *e, Entity *f)
{
	const Value *fs = rec_get(f->rec, "runtime.filesystem");
	const Value *assets = rec_get(f->rec, "assets");
	if (fs || (assets && assets->n))
		say_container_filesystem(u, fs ? fs->at : assets->at, f->name);
	check_callers(u, e, f);
	Entity *from = container_image(e);
	const Value *use = rec_get(e->rec, "image");
	if (from)
		image_check_user(u, from, e, rec_get(f->rec, "runtime.arch"), use->at);
}

static void check(Unit *u, Entity *e)
{
	Entity *f = container_function(e);
	check_size(u, e);
	if (!f && !is_refused(u, e->scope, &kind_function, e->name)) {
		Diag *d = say_container_without_function(u, e->at, e->name);
		Nearest near = { .word = e->name };
		for (uint32_t i = 0; i < e->scope->nent; i++)
			if (e->scope->ent[i]->kind == &kind_function)
				nearest_try(&near, e->scope->ent[i]->name);
		diag_nearest(d, &near, FIX_MAYBE, e->at);
	}
	if (!f || e->off)
		return;
	check_function(u, e, f);
	network_check_start(u, e, "the registry of its image", NULL);
	uint32_t next = 0;
	const Value *how = rec_get(e->rec, "scale");
	if (how && !container_queue(e, &next) && !kind_maybe_named(u, e->scope, &kind_function))
		diag_line(say_scale_without_queue(u, how->at, e->name),
			"write `queues: { jobs: { function: %s } }`", e->name);
	const Value *max = rec_get(how, "max");
	if (max && rec_int(how, "min", 0) > rec_int(how, "max", 0))
		say_min_above_max(u, max->at, "scale");
}

const Kind kind_container = {
	"containers",
	"container",
	"Container",
	"a function that runs as a service of Fargate",
	.field = field,
	.op = op,
	.link = link_rows,
	.principal = "ecs-tasks.amazonaws.com",
	.trust = "=arn:{@partition}:ecs:{@region}:{@account}:*",
	.phys = "ns_x_sandbox",
	.phys_max = 120,
	.phys_ok = "/^[A-Za-z0-9_-]+$/",
	.imply = container_imply,
	.check = check,
	.fill = fill,
};
