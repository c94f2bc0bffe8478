// advice.c: what to write in place of keys that other tools have: tc's, which it ignores or reads
// otherwise, and those that its documentation shows.
#include "../ir.h"

#include <string.h>

typedef struct Advice {
	const char *in; // how what holds the key is called in messages begins
	const char *key;
	const char *say; // behind the message, after "="
} Advice;

#define TOPOLOGY "a topology"
#define FUNCTION "function `"
#define RUNTIME "`runtime` of function"
#define VARS "`default` of"
#define BUILD "`build` of function"
// clang-format off
static const Advice advices[] = {
	{ TOPOLOGY, "config config-file", "settings of the program stand in `.topc.yml`" },
	{ TOPOLOGY, "dir", "a topology's folder is that of its file" },
	{ TOPOLOGY, "stores", "write `tables`, `buckets` or `databases`" },
	{ TOPOLOGY, "transducer", "nothing is generated for it: a function's `event`, `queue` or `topic` takes its result on" },
	{ TOPOLOGY, "fqn", "a function's `fqn` is its whole physical name; other things have `name`" },
	{ TOPOLOGY, "children", "a folder with a topology.yml of its own is a nested topology" },
	{ TOPOLOGY, "sequence sequences", "write `functions: { a: { function: b } }` and `auto: true`, or a `flow`" },
	{ TOPOLOGY, "logs", "write `log_retention` in a function's `runtime`, `logging` in a flow" },
	{ TOPOLOGY, "roles", "statements stand in roles/<function>.json of the infra folder, or in a function's `statements`" },
	{ TOPOLOGY, "infra_dir", "write `infra`" },
	{ TOPOLOGY, "Resources AWSTemplateFormatVersion Transform Globals", "this is a template: here each kind of thing has a section, `functions`, `queues`; `topc check` takes templates too, in files of other names" },
	{ TOPOLOGY, "service", "write `name`" },
	{ TOPOLOGY, "provider", "account and region are those of who deploys; a function's settings stand in its `runtime`" },
	{ TOPOLOGY, "lambdas lambda Functions", "write `functions`" },
	{ TOPOLOGY, "api apis http endpoints", "write `routes`" },
	{ TOPOLOGY, "dynamodb s3 sqs sns", "write `tables`, `buckets`, `queues` or `topics`" },
	{ TOPOLOGY, "stepfunctions stepFunctions stateMachines state_machines step_functions", "write `flow`, or `flows` where there are several" },
	{ TOPOLOGY, "cron crons", "write `schedules`" },
	{ TOPOLOGY, "environment env", "it belongs into the `runtime` of a function, or into vars/<function>.json of the infra folder" },

	{ FUNCTION, "functions", "write `function: NAME`; several are a flow" },
	{ FUNCTION, "code", "code stands in a file of the function's folder" },
	{ FUNCTION, "version revision", "the release is the topology's `version`, or --release" },
	{ FUNCTION, "dir", "a function's folder is `uri`" },
	{ FUNCTION, "infra", "settings by environment stand in vars/<function>.json of the infra folder" },
	{ FUNCTION, "targets", "write the edge as a key: `function`, `event`, `queue`, `topic`, `state`" },
	{ FUNCTION, "aux_files", "changes are found in what is packed; further files go into `package`" },
	{ FUNCTION, "timeout memory memory_size environment layers handler lang", "it belongs into `runtime`" },
	{ FUNCTION, "role", "it belongs into `runtime`" },
	{ FUNCTION, "Handler Timeout Environment Layers", "it belongs into `runtime`, in small letters" },
	{ FUNCTION, "memorySize MemorySize", "it belongs into `runtime`, as `memory_size`" },
	{ FUNCTION, "Runtime", "write `runtime: { lang: python3.13 }`" },
	{ FUNCTION, "Architectures architecture architectures", "it belongs into `runtime`, as `arch`" },
	{ FUNCTION, "vpc VpcConfig", "it belongs into `runtime`, as `network`" },
	{ FUNCTION, "env", "it belongs into `runtime`, as `environment`" },
	{ FUNCTION, "CodeUri codeUri", "write `uri`" },
	{ FUNCTION, "Type Properties", "a function's keys stand right below its name: `uri`, `runtime`, `access`" },
	{ FUNCTION, "Policies policies iamRoleStatements", "write `access: { NAME: verb }`, or `statements`" },
	{ FUNCTION, "events Events", "what calls a function stands in `routes`, `events`, `queues`, `schedules`, or in a bucket's `notify`" },
	{ RUNTIME, "runtime Runtime", "write `lang`" },
	{ RUNTIME, "architecture architectures Architectures", "write `arch`" },
	{ RUNTIME, "env", "write `environment`" },
	{ RUNTIME, "vpc", "write `network`" },
	{ RUNTIME, "uri", "an image is `image: NAME`, an archive is made of the function's folder" },
	{ RUNTIME, "code", "code stands in a file of the function's folder" },
	{ RUNTIME, "role_name", "roles have no fixed names; an existing one is `role`" },
	{ RUNTIME, "microvm port", "functions run on Lambda, or as a container: `provider: fargate`" },
	{ "`filesystem` of `runtime`", "kind bucket", "a file system is declared under `filesystems` and named here" },
	{ "`tasks` of function", NULL, "tasks are `build`, `clean` and `test`; write other commands into a Makefile of your own" },
	{ "`runtime` of function", "environment_variables", "write `environment`" },
	{ "database `", "min_capacity max_capacity capacity scaling", "write `serverless: { min: 0.5, max: 4 }`" },
	{ "database `", "secret master_secret username password master_username", "write `credentials: SECRET`, or leave it out: then RDS makes one" },
	{ "database `", "instance_class instance_type", "write `class`" },
	{ "network `", "zones availability_zones azs subnets public private", "subnets stand in `tiers: { NAME: { zones: [a, b], route: internet, cidrs: […] } }`" },
	{ "`generate` of secret", "username", "write `user`" },
	{ "container `", "build dockerfile", "write `image`, the name of one of `images`, whose `context` is a folder with a Dockerfile" },
	{ "container `", "queue function", "a container runs the function of its name, and works the queue off that names that function" },
	{ "database `", "schema", "who deploys makes no tables; the local stand-in takes `schema` in `shim: { databases: … }`" },
	{ VARS, "environment_variables", "write `environment`" },
	{ VARS, "dev prod qa stage staging test", "a block for an environment stands beside `default`, not in it" },
	{ BUILD, "pack", "write it as `command`, a plain zip line" },
	{ BUILD, "package_manager", "a layer names its manifest: `build: { uv: ./pyproject.toml }`" },
	{ BUILD, "shared_context", "an image's `context` is the folder that it is built from" },
	{ BUILD, "skip_dev_deps", "layers hold no packages of development" },
	{ BUILD, "version image_name base_image_arn build_role_arn bucket", "an image is declared under `images`" },
	{ BUILD, "images", "images are declared under `images` of the topology" },
	{ BUILD, "layers", "layers are declared under `layers` of the topology and named in `runtime.layers`" },
	{ BUILD, "dirs include_deps", "write what is packed as `package: { destination: source }`" },
	{ BUILD, "force", "what has not changed is never built again, and nothing else is kept" },

	{ "route `", "multipart", "an API hands the body on as it is" },
	{ "route `", "CORS", "write `cors`" },
	{ "route `", "response_params response_template", "the function, flow or queue that answers makes the answer" },
	{ "route `", "stage_variables", "give the function what it needs in its `environment`" },
	{ "queue `", "mode", "write `fifo: true`" },
	{ "queue `", "batch_size", "write `batch`" },
	{ "queue `", "dead_letter_queue deadLetterQueue redrive redrive_policy RedrivePolicy", "write `dlq`, the name of a queue" },
	{ "queue `", "VisibilityTimeout visibilityTimeout timeout", "write `visibility`" },
	{ "queue `", "visibility_timeout", "write `visibility`" },
	{ "event `", "trigger", "write `producer: NAME`, or for objects of a bucket its `notify`" },
	{ "event `", "target", "write `function`, `state`, `queue`, `topic` or `mutation`" },
	{ "event `", "consumer", "who hears of it is its `function`, `state`, `queue` or `topic`" },
	{ "alarm `", "metric function queue flow resource", "what is measured is `on: NAME.MEASURE`, as in `worker.errors` or `queue.jobs.age`" },
	{ "alarm `", "above greater_than value", "write `threshold`" },
	{ "alarm `", "topic topics actions alarm_actions", "write `notify`" },
	{ "bucket `", "block_public_access public_access acl", "nobody else reads it, unless `public: true` says so" },
	{ "bucket `", "events notifications", "write `notify: [{ on: created, function: NAME }]`" },
	{ "secret `", "value secret_string", "no secret stands in a file: `generate` makes one, `import: true` names one that is there" },
	{ "table `", "hash_key partition_key pk primary_key", "write `key`" },
	{ "table `", "range_key sort_key sk", "write `sort`" },
	{ "table `", "gsi global_secondary_indexes GlobalSecondaryIndexes", "write `indexes`" },
	{ "table `", "billing_mode BillingMode", "write `billing: on_demand`, or `billing: { read: 5, write: 5 }`" },
	{ "topic `", "subscriptions subscribe", "write `subscribers`" },
	{ "page `", "domain", "write `domains: { SANDBOX: HOST }`, a host for each sandbox" },
	{ "page `", "paths", "all of `dist` is uploaded" },
	{ "schedule `", "target", "write `function`, `flow` or `queue`" },
	{ 0 }
};
// clang-format on

const char *key_advice(const char *what, const char *key)
{
	for (const Advice *a = advices; a->in; a++)
		if (str_starts(what, a->in) && (!a->key || word_in(a->key, key, strlen(key))))
			return a->say;
	return NULL;
}
