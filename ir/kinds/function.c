// function.c: functions: Lambda from an archive or an image. Code that reads their folders and files
// is in function_code.c, what goes in the archive in function_pack.c.
#include "function.h"

#include "test.h"

#include <string.h>

// clang-format off
static const Field network_use[] = {
	{ "name", T_REF, .to = "network", .doc = "a declared network, or `network/tier`" },
	{ "subnets", T_STR, ONE_OR_LIST, .flags = F_VARS, .ok = "/^subnet-[0-9a-f]{8,17}$/", .doc = "ids of subnets (`subnet-…`); AWS is not asked for names" },
	{ "security_groups", T_STR, ONE_OR_LIST, .flags = F_VARS, .ok = "/^sg-[0-9a-f]{8,17}$/", .doc = "ids of security groups (`sg-…`); AWS is not asked for names" },
	{ 0 }
};
static const Field filesystem_use[] = {
	{ "name", T_REF, .to = "filesystem", .doc = "a declared file system" },
	{ "arn", T_STR, .flags = F_VARS, .ok = "/^(ssm:.+|arn:.*:elasticfilesystem:.*access-point\\/.*)$/", .doc = "ARN of an access point" },
	{ "mount_point", T_STR, .flags = F_VARS, .ok = "/^\\/mnt\\/[A-Za-z0-9_.-]+$/", .doc = "where it is mounted" },
	{ 0 }
};
static const Field runtime[] = {
	{ "lang", T_STR, .flags = F_KNOWN, .doc = "runtime: python3.12, nodejs22.x, ruby3.4, java21, go, rust" },
	{ "handler", T_STR, .flags = F_KNOWN, .doc = "file and function: `handler.handler`" },
	{ "provider", T_ENUM, .ok = "lambda=Lambda fargate=Fargate", .dflt = "lambda", .doc = "which form of the function is deployed" },
	{ "package_type", T_ENUM, .ok = "zip=Zip image=Image=oci", .dflt = "zip", .doc = "archive or container image" },
	{ "arch", T_ENUM, .ok = "x86_64=X8664=amd64 arm64=Arm64=arm_64=aarch64", .dflt = "x86_64", .doc = "processor" },
	{ "image", T_REF, .to = "image", .flags = F_OUTSIDE, .alias = "image_uri", .doc = "a declared image" },
	{ "layers", T_REF, LIST, .to = "layer", .flags = F_OUTSIDE, .doc = "layers by name, at most five with extensions" },
	{ "extensions", T_REF, LIST, .to = "layer", .flags = F_OUTSIDE, .doc = "layers that come before the others" },
	{ "memory_size", T_MB, .flags = F_VARS, .ok = "128..10240", .dflt = "128", .alias = "memory mem", .doc = "memory" },
	{ "timeout", T_TIME, .flags = F_VARS, .ok = "1..900", .dflt = "30", .doc = "longest run" },
	{ "network", T_RECORD, .flags = F_VARS, .sub = network_use, .scalar = "name", .doc = "the network it runs in: `main/lambda`, or ids" },
	{ "filesystem", T_RECORD, .flags = F_VARS, .sub = filesystem_use, .scalar = "name", .alias = "fs", .doc = "what is mounted" },
	{ "environment", T_STR, MAP_OF, .flags = F_VARS | F_EMPTY_OK, .doc = "variables of the environment" },
	{ "ephemeral_storage", T_MB, .flags = F_VARS, .ok = "512..10240", .doc = "size of /tmp" },
	{ "provisioned_concurrency", T_INT, .flags = F_VARS, .ok = "1..", .doc = "instances that are kept warm, behind the alias `live`" },
	{ "reserved_concurrency", T_INT, .flags = F_VARS, .ok = "0..", .doc = "most instances at once" },
	LOG_RETENTION(F_VARS),
	{ "tags", T_STR, MAP_OF, .flags = F_VARS | F_EMPTY_OK, .doc = "further tags" },
	{ "tracing", T_BOOL, .flags = F_VARS, .dflt = "true", .doc = "X-Ray traces" },
	{ "snapstart", T_BOOL, .doc = "start from a snapshot; calls go to the alias `live`" },
	{ "role", T_STR, .ok = "/^(arn:.+|[A-Za-z0-9_+=,.@-]{1,64})$/", .doc = "an existing role, by name or ARN; then no permission is inferred" },
	{ "role_file", T_PATH, .ok = "file", .doc = "statements for its role, in place of roles/<function>.json" },
	{ "vars_file", T_PATH, .ok = "file", .doc = "settings by environment, in place of vars/<function>.json" },
	{ "mount_fs", T_BOOL, .flags = F_IGNORED, .doc = "a file system is mounted where `assets` name its paths" },
	{ 0 }
};
static const Field build[] = {
	{ "kind", T_ENUM, .ok = "code=Code inline=Inline image=Image layer=Layer", .doc = "how the archive comes about" },
	{ "command", T_STR, .flags = F_KNOWN, .doc = "what packs the archive; a plain zip line is read, not run" },
	{ "pre", T_STR, LIST, .doc = "tc's commands before it; not run, which a warning says" },
	{ "post", T_STR, LIST, .doc = "tc's commands after it; not run, which a warning says" },
	{ "exclude", T_STR, ONE_OR_LIST, .flags = F_KNOWN, .doc = "names or patterns that are not packed" },
	{ 0 }
};
static const Field async[] = {
	{ "retries", T_INT, .ok = "0..2", .doc = "further attempts" },
	{ "max_age", T_TIME, .ok = "60..21600", .doc = "how long an event is kept" },
	{ "on_failure", T_REF, .to = "queue topic function bus", .flags = F_OUTSIDE, .doc = "where events go that failed" },
	{ "on_success", T_REF, .to = "queue topic function bus", .flags = F_OUTSIDE, .doc = "where results go" },
	{ 0 }
};
static const Field container[] = {
	{ "package", T_STR, MAP_OF, .flags = F_KNOWN, .doc = "files that differ in the container: destination: source" },
	{ "command", T_STR, LIST, .doc = "what the container runs" },
	{ 0 }
};
static const Field tasks[] = {
	{ "build", T_STR, .flags = F_KNOWN, .doc = "what packs the archive; a plain zip line is read, not run" },
	{ "clean", T_STR, .flags = F_IGNORED, .doc = "nothing is left behind that would have to be removed" },
	{ "test", T_STR, .flags = F_KNOWN, .doc = "what tests it, as a rule of the Makefile" },
	{ 0 }
};
static const Field field[] = {
	{ "name", T_STR, .doc = "its name, where that is not the folder's" },
	{ "description", T_STR, .ok = "/^[\\s\\S]{0,256}$/", .doc = "what it does" },
	{ "namespace", T_STR, .flags = F_KNOWN, .doc = "in place of the topology's name" },
	{ "fqn", T_STR, .doc = "its whole physical name" },
	{ "uri", T_PATH, .ok = "dir", .doc = "its folder" },
	{ "spec", T_PATH, .ok = "file", .doc = "its function.json" },
	{ "runtime", T_RECORD, .sub = runtime, .scalar = "lang", .dflt = "", .doc = "how it runs" },
	{ "build", T_RECORD, .sub = build, .scalar = "command", .doc = "how its archive is made" },
	{ "tasks", T_RECORD, .sub = tasks, .doc = "commands" },
	{ "assets", T_STR, MAP_OF, .doc = "paths on a mounted file system, as environment variables" },
	{ "package", T_STR, MAP_OF, .flags = F_KNOWN, .doc = "what the archive holds: destination: source" },
	{ "container", T_RECORD, .sub = container, .doc = "what differs when it runs as a container" },
	{ "async", T_RECORD, .sub = async, .doc = "asynchronous calls" },
	{ "access", T_VERBS, MAP_OF, .doc = "what its role may do: { uploads: read, jobs: send }" },
	{ "statements", T_POLICY, .doc = "further IAM statements for its role" },
	{ "input", T_STR, MAP_OF, .flags = F_KNOWN, .doc = "what it expects: key: type (string number boolean list map any; `string?` may be missing)" },
	{ "test", T_RECORD, MAP_OF, .sub = test_field, .alias = "tests", .doc = "tests of it where it is deployed, as rules of the Makefile" },
	{ "infra_dir", T_PATH, .ok = "dir", .doc = "folder of its vars and roles" },
	{ "layer_name", T_STR, .flags = F_KNOWN, .doc = "the layer that is built from its manifest, for who names it in `layers`; default: namespace and name" },
	{ "function", T_REF, .to = "function", .doc = "called with its result" },
	{ "event", T_REF, .to = "event", .doc = "the event its result causes" },
	{ "queue", T_REF, .to = "queue", .doc = "gets its result" },
	{ "topic", T_REF, .to = "topic", .doc = "gets its result" },
	{ "state", T_REF, .to = "flow", .alias = "flow", .doc = "started with its result" },
	{ "mutation", T_REF, .to = "mutation", .doc = "called with its result" },
	{ "channel", T_REF, .to = "channel", .doc = "refused: a function publishes by itself, with `access: { channel: publish }`" },
	{ "result_bus", T_REF, .to = "bus", .flags = F_HIDDEN },
	{ "shared", T_BOOL, .flags = F_IGNORED, .doc = "tc's mark of a function whose `uri` is elsewhere" },
	{ "root", T_BOOL, .doc = "first of the chain that `auto` compiles" },
	COMMON_FIELDS,
	{ 0 }
};

static const Field old_keys[] = {
	{ "shared", T_PATH, LIST, .ok = "dir", .doc = "tc's old form: folders elsewhere that are functions of this topology" },
	{ 0 }
};
static const Prop function_prop[] = {
	{ "FunctionName",                  "function_name",                    "%" },
	{ "Description",                   "description",                      "$description" },
	{ "Role",                          "role",                             "*role" },
	{ "PackageType",                   "package_type",                     "*package_type" },
	{ "Runtime",                       "runtime",                          "*runtime" },
	{ "Handler",                       "handler",                          "*handler" },
	{ "Architectures[0]",              "architectures[0]",                 "$runtime.arch" },
	{ "Code.S3Bucket",                 NULL,                               "*bucket" },
	{ "Code.S3Key",                    NULL,                               "*key" },
	{ "Code.ImageUri",                 "image_uri",                        "*image" },
	{ NULL,                            "filename",                         "*filename" },
	{ NULL,                            "source_code_hash",                 "*hash" },
	{ "ImageConfig.Command",           "image_config{}.command",           "*command" },
	{ "MemorySize",                    "memory_size",                      "$runtime.memory_size" },
	{ "Timeout",                       "timeout",                          "$runtime.timeout" },
	{ "EphemeralStorage.Size",         "ephemeral_storage{}.size",         "$runtime.ephemeral_storage" },
	{ "ReservedConcurrentExecutions",  "reserved_concurrent_executions",   "$runtime.reserved_concurrency" },
	{ "Layers",                        "layers",                           "*layers" },
	{ "Environment.Variables",         "environment{}.variables",          "*environment", .soft = 2 },
	{ "VpcConfig.SubnetIds",           "vpc_config{}.subnet_ids",          "*subnets" },
	{ "VpcConfig.SecurityGroupIds",    "vpc_config{}.security_group_ids",  "*security_groups" },
	{ "FileSystemConfigs[0].Arn",      "file_system_config{}.arn",         "*access_point" },
	{ "FileSystemConfigs[0].LocalMountPath", "file_system_config{}.local_mount_path", "*mount" },
	{ "TracingConfig.Mode",            "tracing_config{}.mode",            "=Active ?runtime.tracing" },
	{ "SnapStart.ApplyOn",             "snap_start{}.apply_on",            "=PublishedVersions ?runtime.snapstart" },
	{ NULL,                            "publish",                          "=true ?Alias" },
	{ "DeadLetterConfig.TargetArn",    "dead_letter_config{}.target_arn",  "*dead_letter" },
	{ "@DependsOn[+]",                 "depends_on[+]",                    "&LogGroup" },
	{ "@DependsOn[+]",                 "depends_on[+]",                    "&RolePolicy" },
	{ 0 }
};
static const Attr function_attr[] = {
	{ "name",       "Ref", "function_name", "%" },
	{ "arn",        "Arn", "arn",           "=arn:{@partition}:lambda:{@region}:{@account}:function:{%}" },
	{ "version",    NULL,  "version" },
	{ "invoke_arn", "=arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/{&self.arn}/invocations",
	                "invoke_arn",           "=arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/arn:{@partition}:lambda:{@region}:{@account}:function:{%}/invocations" },
	{ 0 }
};
static const Prop log_prop[] = {
	{ "LogGroupName",         "name",              "=/aws/lambda/{%}" },
	{ "RetentionInDays",      "retention_in_days", "$runtime.log_retention" },
	{ "@DeletionPolicy",      NULL,                "=Delete" },
	{ "@UpdateReplacePolicy", NULL,                "=Delete" },
	{ 0 }
};
static const Attr log_attr[] = {
	{ "name", "Ref", "name", "=/aws/lambda/{%}" },
	{ "arn",  "Arn", "arn" },
	{ 0 }
};
static const Prop invoke_prop[] = {
	{ "FunctionName",         "function_name",                "&self.name" },
	{ "Qualifier",            NULL,                           "*qualifier" },
	{ NULL,                   "qualifier",                    "&Alias.name" },
	{ "MaximumRetryAttempts", "maximum_retry_attempts",       "$async.retries" },
	{ "MaximumEventAgeInSeconds", "maximum_event_age_in_seconds", "$async.max_age" },
	{ "DestinationConfig.OnFailure.Destination", "destination_config{}.on_failure{}.destination", "*on_failure" },
	{ "DestinationConfig.OnSuccess.Destination", "destination_config{}.on_success{}.destination", "*on_success" },
	{ 0 }
};
// A version never changes in CloudFormation: its id carries a digest of what it is made of.
static const Prop version_prop[] = {
	{ "FunctionName", NULL, "&self.name" },
	{ "Description",  NULL, "*digest" },
	{ 0 }
};
// Terraform's function publishes by itself.
static const Attr version_attr[] = { { "version", "Version", "={&self.version}" }, { 0 } };
static const Prop alias_prop[] = {
	{ "Name",            "name",             "=live" },
	{ "FunctionName",    "function_name",    "&self.name" },
	{ "FunctionVersion", "function_version", "*version" },
	{ "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", NULL, "$runtime.provisioned_concurrency" },
	{ 0 }
};
// Where a function has the alias, all who call it call the alias (function_hole).
#define FUNCTION_ARN "=arn:{@partition}:lambda:{@region}:{@account}:function:{%}"
static const Attr alias_attr[] = {
	{ "arn",        "Ref",   "arn",  FUNCTION_ARN ":live" },
	{ "name",       "=live", "name", "=live" },
	{ "invoke_arn", "=arn:{@partition}:apigateway:{@region}:lambda:path/2015-03-31/functions/{&Alias.arn}/invocations", "invoke_arn" },
	{ 0 }
};
static const Prop provisioned_prop[] = {
	{ NULL, "function_name",                     "&self.name" },
	{ NULL, "qualifier",                         "&Alias.name" },
	{ NULL, "provisioned_concurrent_executions", "$runtime.provisioned_concurrency" },
	{ 0 }
};
static const Op op[] = {
	{ "",         "AWS::Lambda::Function", "aws_lambda_function", .when = "-", .prop = function_prop, .attr = function_attr,
	              .flags = OP_VERSION, .tags = "Tags" },
	{ "LogGroup", "AWS::Logs::LogGroup", "aws_cloudwatch_log_group", .when = "-", .prop = log_prop, .attr = log_attr, .tags = "Tags" },
	ROLE_OPS(OP_DEMAND),
	{ "InvokeConfig", "AWS::Lambda::EventInvokeConfig", "aws_lambda_function_event_invoke_config", .when = "-", .prop = invoke_prop },
	{ "Version",  "AWS::Lambda::Version", NULL, .when = "-", .prop = version_prop, .attr = version_attr, .flags = OP_HASHED },
	{ "Alias",    "AWS::Lambda::Alias", "aws_lambda_alias", .when = "-", .prop = alias_prop, .attr = alias_attr },
	{ "ProvisionedConcurrency", NULL, "aws_lambda_provisioned_concurrency_config", .when = "-", .prop = provisioned_prop },
	{ 0 }
};

// Somebody's service may call it: the resource-side grant, one for each edge.
static const Prop permission_prop[] = {
	{ "Action",        "action",         "=lambda:InvokeFunction" },
	{ "FunctionName",  NULL,             "*function" },
	{ NULL,            "function_name",  "&peer.name" },
	{ NULL,            "qualifier",      "*qualifier" },
	{ NULL,            "statement_id",   "*statement" },
	{ "Principal",     "principal",      "*service" },
	{ "SourceArn",     "source_arn",     "*source", .soft = 3 },
	{ "SourceAccount", "source_account", "*account" },
	{ 0 }
};
static const Op permission_op[] = {
	{ "Permission", "AWS::Lambda::Permission", "aws_lambda_permission", .prop = permission_prop },
	{ 0 }
};
static const Admit admits[] = { { .op = permission_op }, { 0 } };

static const Grant grants[] = {
	{ "invoke", "lambda:InvokeFunction", "&self.arn" },
	{ "invoke", "lambda:InvokeFunction", FUNCTION_ARN " ?Alias" },
	{ "invoke", "lambda:InvokeFunction", FUNCTION_ARN ":*", .who = "flow" },
	{ 0 }
};
static const Call call[] = {
	{ "lambda:invoke", "FunctionName", "invoke", "arn" },
	{ "aws-sdk:lambda:invoke", "FunctionName", "invoke", "arn" },
	{ "function", NULL, "invoke", "arn" },
	{ 0 }
};
static const Link link_rows[] = {
	{ "access" },
	{ "async.on_failure", "queue",    "send" },
	{ "async.on_failure", "topic",    "publish" },
	{ "async.on_failure", "function", "invoke" },
	{ "async.on_failure", "bus",      "emit" },
	{ "async.on_success", "queue",    "send" },
	{ "async.on_success", "topic",    "publish" },
	{ "async.on_success", "function", "invoke" },
	{ "async.on_success", "bus",      "emit" },
	{ "function",         "function", "invoke" },
	{ "queue",            "queue",    "send" },
	{ "topic",            "topic",    "publish" },
	{ "runtime.image",    "image",    .service = "lambda.amazonaws.com", .source = FUNCTION_ARN },
	{ "result_bus",       "bus",      "emit" },
	{ 0 }
};
static const Files files = {
	.spec = "function.json function.yml function.yaml",
	.marker = "handler.py handler.rb handler.js handler.mjs handler.clj main.go Cargo.toml",
	.homes = "functions resolvers transformers", .more = "function_dirs",
	.dir_key = "uri", .spec_key = "spec",
	.vars = "vars/%.json", .roles = "roles/%.json", .overlay = "runtime",
	.vars_key = "runtime.vars_file", .roles_key = "runtime.role_file",
	.infer = function_infer,
};


const Kind kind_function = {
	"functions", "function", "Function", "code that runs when it is called",
	.field = field, .beside = old_keys, .op = op, .link = link_rows, .grant = grants, .admit = admits, .call = call, .files = &files,
	.own_role = "runtime.role", .principal = "lambda.amazonaws.com",
	.trust = "=arn:{@partition}:lambda:{@region}:{@account}:function:{%}",
	.topology = "function", .list = "runtime.lang runtime.memory_size runtime.timeout runtime.package_type",
	.phys = "ns_x_sandbox", .fixed = "fqn", .phys_max = 64, .phys_ok = "/^[A-Za-z0-9-_]+$/",
	.prepare = function_prepare, .imply = function_imply, .check = function_check, .check_all = function_sources, .pack = function_pack,
	.make = function_make, .rights = function_rights, .fill = function_fill, .hole = function_hole, .files_of = function_files,
};
// clang-format on
