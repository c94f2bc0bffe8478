// function_lower.c: functions to resources.
#include "function.h"
#include "layer.h"
#include "network.h"

#include <string.h>

static const char eni_actions[] =
	"ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets "
	"ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses";

static Value *network_of(const Entity *e)
{
	return rec_get(e->rec, "runtime.network");
}

Entity *function_filesystem(const Entity *e)
{
	Entity *fs = rec_ent(e->rec, "runtime.filesystem.name");
	return fs ? fs : e->own;
}

static Span field_at(const Entity *e, const char *field)
{
	const Value *v = rec_get(e->rec, field);
	return v && v->at.file ? v->at : e->at;
}

// What every function's role takes, and what its settings ask for. IAM.md 5.1.
static void grant_settings(Unit *u, Entity *e)
{
	Resource *log = res_of(e, "LogGroup");
	Value *streams = eval_entity(
		u, e, "=arn:{@partition}:logs:{@region}:{@account}:log-group:/aws/lambda/{%}:*");
	(void)log;
	grant(u, e, "logs:CreateLogStream logs:PutLogEvents", streams, "it writes its log", e->at);
	if (rec_true(e->rec, "runtime.tracing"))
		grant(u, e, "xray:PutTraceSegments xray:PutTelemetryRecords", NULL, "tracing is on",
			field_at(e, "runtime.tracing"));
	Entity *fs = function_filesystem(e);
	Span in = network_of(e) ? network_of(e)->at : e->at;
	if (network_of(e) || (fs && rec_ent(fs->rec, "network"))) {
		// The service makes the network interfaces; the function's own code gets no such right.
		grant(u, e, eni_actions, NULL, "it runs in a network", in);
		Statement *no =
			grant(u, e, eni_actions, NULL, "its code makes no network interfaces", in);
		no->deny = true;
		condition(u, no, "ArnEquals", "lambda:SourceFunctionArn",
			eval_entity(u, e,
				"=arn:{@partition}:lambda:{@region}:{@account}:function:{%}"));
	}
}

// A file system whose mount point an asset's path begins with.
static void find_filesystem(Entity *e)
{
	const Value *assets = rec_get(e->rec, "assets");
	const Kind *k = kind_of("filesystem", 10);
	for (uint32_t i = 0; assets && k && i < assets->n; i++) {
		const char *path = value_text(assets->u.pair[i].val);
		for (uint32_t j = 0; path && j < e->scope->nent; j++) {
			Entity *fs = e->scope->ent[j];
			const char *mount = fs->kind == k ? rec_text(fs->rec, "mount") : NULL;
			if (mount && str_starts(path, mount) &&
				(path[strlen(mount)] == '/' || !path[strlen(mount)]))
				e->own = fs;
		}
	}
}

static bool has_alias(const Entity *e)
{
	return rec_true(e->rec, "runtime.snapstart") ||
		rec_get(e->rec, "runtime.provisioned_concurrency");
}

Value *function_hole(Unit *u, Entity *e, const char *attr)
{
	if (!attr || !has_alias(e) || !function_is_lambda(e) ||
		(!str_eq(attr, "arn") && !str_eq(attr, "invoke_arn")))
		return NULL;
	Resource *alias = res_of(e, "Alias");
	if (alias)
		return value_ref(u, alias, attr, e->at);
	return str_eq(attr, "arn") ? eval_entity(u, e, op_of(e->kind, "Alias")->attr->spell) : NULL;
}

void function_make(Unit *u, Entity *e)
{
	if (!function_is_lambda(e))
		return;
	find_filesystem(e);
	res_new(u, e, op_of(e->kind, "LogGroup"), NULL, NULL, NULL);
	if (!rec_get(e->rec, "runtime.role"))
		grant_settings(u, e);
	res_new(u, e, op_of(e->kind, ""), NULL, NULL, NULL);
	bool warm = rec_get(e->rec, "runtime.provisioned_concurrency");
	if (has_alias(e)) {
		res_new(u, e, op_of(e->kind, "Version"), NULL, NULL, NULL);
		res_new(u, e, op_of(e->kind, "Alias"), NULL, NULL, NULL);
	}
	if (warm)
		res_new(u, e, op_of(e->kind, "ProvisionedConcurrency"), NULL, NULL, NULL);
	if (rec_get(e->rec, "async") || rec_get(e->rec, "function") || rec_get(e->rec, "queue") ||
		rec_get(e->rec, "topic") || rec_get(e->rec, "result_bus"))
		res_new(u, e, op_of(e->kind, "InvokeConfig"), NULL, NULL, NULL);
	Entity *fs = function_filesystem(e);
	if (fs)
		grant_verb(u, e, fs, "write", NULL);
}

// ---- Filling ------------------------------------------------------------------------------------

static Value *string_value(Unit *u, Entity *e, Value *v)
{
	Value *out = lower_value(u, e, v);
	return value_scalar(out) && out->kind != V_STR ? value_str(u->arena, out->u.s, out->at) :
							 out;
}

static Value *environment(Unit *u, Entity *e)
{
	const Value *env = rec_get(e->rec, "runtime.environment");
	const Value *assets = rec_get(e->rec, "assets");
	Value *map = value_map(u->arena, env ? env->at : e->at);
	for (uint32_t i = 0; assets && i < assets->n; i++)
		value_set(u->arena, map, assets->u.pair[i].key,
			string_value(u, e, assets->u.pair[i].val));
	for (uint32_t i = 0; env && i < env->n; i++) {
		const Pair *p = &env->u.pair[i];
		Pair *old = (Pair *)value_pair(map, p->key);
		if (old)
			old->val = string_value(u, e, p->val);
		else
			value_set(u->arena, map, p->key, string_value(u, e, p->val));
	}
	return map->n ? map : NULL;
}

static Value *layers(Unit *u, Entity *e)
{
	Value *list = value_list(u->arena, e->at);
	uint32_t n;
	Value **layer = function_layers(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		Entity *to = layer[i]->u.ent.ent;
		if (to)
			layer_arns(u, to, layer[i]->at, list);
		else
			value_push(u->arena, list, lower_value(u, e, layer[i]->u.ent.name));
	}
	return list->n ? list : NULL;
}

static void put_code(Unit *u, Resource *r, Entity *e)
{
	if (function_is_image(e)) {
		Value *image = rec_get(e->rec, "runtime.image");
		put(u, r, "package_type", value_str(u->arena, "Image", e->at));
		if (image)
			put(u, r, "image",
				image->u.ent.ent ?
					entity_attr(u, image->u.ent.ent, "uri", image->at) :
					lower_value(u, e, image->u.ent.name));
		const Value *handler = rec_get(e->rec, "runtime.handler");
		if (value_text(handler)) {
			Value *command = value_list(u->arena, handler->at);
			value_push(
				u->arena, command, value_str(u->arena, handler->u.s, handler->at));
			put(u, r, "command", command);
		}
		return;
	}
	Runtime run;
	if (!function_runtime(u, e, &run))
		die("function %s has no runtime", e->name);
	const Value *lang = rec_get(e->rec, "runtime.lang");
	put(u, r, "runtime", value_str(u->arena, run.name, lang->at));
	const Value *handler = rec_get(e->rec, "runtime.handler");
	bool custom = str_eq(run.family, "provided") && !handler;
	put(u, r, "handler",
		value_str(u->arena, custom ? "bootstrap" : function_handler(e),
			handler ? handler->at : e->at));
	if (!e->artifact)
		die("function %s has no archive", e->name);
	put(u, r, "bucket", value_input(u, artifact_bucket(u), e->at));
	put(u, r, "key", value_str(u->arena, artifact_path(u, e->artifact), e->at));
	Value *piece[] = { value_var(u, "root", e->at),
		value_format(u->arena, e->at, "/../../%s", artifact_path(u, e->artifact)) };
	put(u, r, "filename", value_join(u->arena, e->at, piece, 2));
	put(u, r, "hash", value_str(u->arena, e->artifact->digest, e->at));
}

static void put_network(Unit *u, Resource *r, Entity *e)
{
	Value *net = network_of(e);
	if (!net)
		return;
	Value *name = rec_get(net, "name");
	Entity *to = name ? name->u.ent.ent : NULL;
	if (to) {
		put(u, r, "subnets", network_subnets(u, to, name->u.ent.part, name->at));
		put(u, r, "security_groups", network_groups(u, to, e, name->at));
	} else {
		Value *subnets = rec_get(net, "subnets");
		Value *groups = rec_get(net, "security_groups");
		put(u, r, "subnets", subnets ? network_ids(u, e, subnets) : NULL);
		put(u, r, "security_groups", groups ? network_ids(u, e, groups) : NULL);
	}
}

static void put_filesystem(Unit *u, Resource *r, Entity *e)
{
	Entity *fs = function_filesystem(e);
	Value *arn = rec_get(e->rec, "runtime.filesystem.arn");
	if (fs) {
		put(u, r, "access_point", entity_attr(u, fs, "access_point", e->at));
		put(u, r, "mount", lower_value(u, fs, rec_get(fs->rec, "mount")));
		Entity *net = rec_ent(fs->rec, "network");
		if (net && !network_of(e)) {
			put(u, r, "subnets",
				network_subnets(
					u, net, rec_get(fs->rec, "network")->u.ent.part, fs->at));
			put(u, r, "security_groups", network_groups(u, net, e, fs->at));
		}
	} else if (arn) {
		Value *mount = rec_get(e->rec, "runtime.filesystem.mount_point");
		put(u, r, "access_point", lower_value(u, e, arn));
		put(u, r, "mount",
			mount ? lower_value(u, e, mount) :
				value_str(u->arena, "/mnt/assets", arn->at));
	}
}

static void fill_function(Unit *u, Resource *r, Entity *e)
{
	Value *role = rec_get(e->rec, "runtime.role");
	const char *name = value_text(role);
	if (!role) {
		put(u, r, "role", value_ref(u, res_of(e, "Role"), "arn", e->at));
	} else if (name && str_starts(name, "arn:")) {
		put(u, r, "role", lower_value(u, e, role));
	} else {
		Value *piece[] = { value_str(u->arena, "arn:", role->at),
			value_var(u, "partition", role->at),
			value_str(u->arena, ":iam::", role->at), value_var(u, "account", role->at),
			value_str(u->arena, ":role/", role->at), lower_value(u, e, role) };
		put(u, r, "role", value_join(u->arena, role->at, piece, COUNT(piece)));
	}
	put_code(u, r, e);
	put(u, r, "layers", function_is_image(e) ? NULL : layers(u, e));
	put(u, r, "environment", environment(u, e));
	put_network(u, r, e);
	put_filesystem(u, r, e);
	r->tags = lower_value(u, e, rec_get(e->rec, "runtime.tags"));
}

static Value *destination(
	Unit *u, Entity *e, const char *field, const char *const *others, uint32_t n)
{
	Value *v = rec_get(e->rec, field);
	for (uint32_t i = 0; i < n && !v; i++)
		v = rec_get(e->rec, others[i]);
	if (!v)
		return NULL;
	return v->u.ent.ent ? entity_attr(u, v->u.ent.ent, "arn", v->at) :
			      lower_value(u, e, v->u.ent.name);
}

static void fill_permission(Unit *u, Resource *r)
{
	Entity *to = r->edge->to;
	Resource *alias = res_of(to, "Alias");
	put(u, r, "function",
		alias ? value_ref(u, alias, "arn", r->edge->at) :
			entity_attr(u, to, "name", r->edge->at));
	put(u, r, "qualifier", alias ? value_ref(u, alias, "name", r->edge->at) : NULL);
	put(u, r, "statement", value_str(u->arena, r->id, r->edge->at));
}

// What AWS::Lambda::Version is a snapshot of: AWS publishes no second version of the same, and in an
// alias nothing is seen of what changed without one. How many run at once is no part of it.
static Value *snapshot(Unit *u, Entity *e)
{
	const Resource *r = e->main;
	Buf b = { .arena = u->arena };
	for (uint32_t i = 0; r->op->prop[i].value; i++) {
		const char *path = r->op->prop[i].cfn;
		if (!path || !r->arg[i] || str_eq(path, "ReservedConcurrentExecutions"))
			continue;
		buf_printf(&b, "%s\n", path);
		value_key(&b, r->arg[i]);
	}
	uint32_t n;
	Value **layer = function_layers(u, e, &n);
	for (uint32_t i = 0; i < n; i++) {
		const Entity *to = layer[i]->u.ent.ent;
		const Artifact *part;
		for (uint32_t k = 0; to && (part = layer_part(to, k)); k++)
			buf_puts(&b, part->digest);
	}
	const char *digest = arena_copy(u->arena, sha_of(u->arena, b.s, b.n), 16);
	if (!function_is_image(e) || !rec_get(e->rec, "runtime.image"))
		return text_at(u, digest, e->at);
	// The image's URI is known when it is deployed; a version whose description changes is replaced.
	const Value *image = rec_get(e->rec, "runtime.image");
	Value *piece[] = { value_format(u->arena, e->at, "%s ", digest),
		image->u.ent.ent ? entity_attr(u, image->u.ent.ent, "uri", image->at) :
				   lower_value(u, e, image->u.ent.name) };
	return value_join(u->arena, e->at, piece, COUNT(piece));
}

void function_fill(Unit *u, Resource *r)
{
	static const char *const next[] = { "function", "queue", "topic", "result_bus" };
	Entity *e = r->from;
	if (r->edge) {
		fill_permission(u, r);
	} else if (r == e->main) {
		fill_function(u, r, e);
	} else if (str_eq(r->op->part, "InvokeConfig")) {
		if (has_alias(e))
			res_depends(u, r, res_of(e, "Alias"), true, true);
		put(u, r, "qualifier", text_at(u, has_alias(e) ? "live" : "$LATEST", e->at));
		put(u, r, "on_failure", destination(u, e, "async.on_failure", NULL, 0));
		put(u, r, "on_success", destination(u, e, "async.on_success", next, COUNT(next)));
	} else if (str_eq(r->op->part, "Version")) {
		put(u, r, "digest", snapshot(u, e));
	} else if (str_eq(r->op->part, "Alias")) {
		put(u, r, "version", value_ref(u, res_of(e, "Version"), "version", e->at));
	}
}
